/* The checks of an import, and those that look at one row by itself. */
#include "import/quality_checks.h"

#include <stdio.h>

enum {
  LATE_DAYS = 30,
  YOUNGEST = 16,
  OLDEST = 64,
  FULL_TIME = 10000 /* hundredths of a percent */
};

static struct ut_text cell(const struct ut_imported *row, ptrdiff_t column)
{
  return column < 0 ? (struct ut_text){"", 0} : row->fields[column];
}

static enum ut_check_answer missing(const struct ut_check_asked *a)
{
  return a->place->column < 0 ? UT_CHECK_NOT_ASKED : cell(a->row, a->place->column).len == 0;
}

static enum ut_check_answer missing_of_known(const struct ut_check_asked *a)
{
  return a->row->anonymous ? UT_CHECK_NOT_ASKED : missing(a);
}

static enum ut_check_answer missing_after(const struct ut_check_asked *a)
{
  return ut_check_ended(a->row) ? missing(a) : UT_CHECK_NOT_ASKED;
}

/* Unknown codes are in rows that were rejected; this one was not. */
static enum ut_check_answer unknown(const struct ut_check_asked *a)
{
  return a->place->column < 0 ? UT_CHECK_NOT_ASKED : UT_CHECK_GOOD;
}

static enum ut_check_answer recorded_as_unknown(const struct ut_check_asked *a)
{
  return a->place->column < 0 ? UT_CHECK_NOT_ASKED : ut_text_is(cell(a->row, a->place->column), "okand");
}

static enum ut_check_answer backwards(const struct ut_check_asked *a)
{
  return ut_check_ended(a->row) ? a->row->slut < a->row->start : UT_CHECK_NOT_ASKED;
}

static enum ut_check_answer future(const struct ut_check_asked *a, ut_date date)
{
  return a->known->as_of == UT_DATE_NONE || date == UT_DATE_NONE ? UT_CHECK_NOT_ASKED : date > a->known->as_of;
}

static enum ut_check_answer future_start(const struct ut_check_asked *a)
{
  return future(a, a->row->start);
}

static enum ut_check_answer future_slut(const struct ut_check_asked *a)
{
  return future(a, a->row->slut);
}

static ut_date date_of(const struct ut_check_asked *a, ptrdiff_t column)
{
  return ut_date_parse(cell(a->row, column));
}

static enum ut_check_answer employment_backwards(const struct ut_check_asked *a)
{
  ut_date start = date_of(a, a->known->employed), slut = date_of(a, a->place->column);
  return start == UT_DATE_NONE || slut == UT_DATE_NONE ? UT_CHECK_NOT_ASKED : slut < start;
}

static enum ut_check_answer employed_before(const struct ut_check_asked *a)
{
  ut_date day = date_of(a, a->place->column);
  return day == UT_DATE_NONE ? UT_CHECK_NOT_ASKED : day < a->row->start;
}

static enum ut_check_answer future_employment(const struct ut_check_asked *a)
{
  return future(a, date_of(a, a->place->column));
}

static enum ut_check_answer age_outside(const struct ut_check_asked *a)
{
  int64_t born;
  if (!ut_text_integer(cell(a->row, a->place->column), &born))
    return UT_CHECK_NOT_ASKED;
  int64_t age = ut_date_year(a->row->start) - born;
  return age < YOUNGEST || age > OLDEST;
}

static enum ut_check_answer late(const struct ut_check_asked *a)
{
  bool asked = a->row->registered != UT_DATE_NONE && !a->row->anonymous;
  return asked ? a->row->registered > a->row->start + LATE_DAYS : UT_CHECK_NOT_ASKED;
}

/* Wages without work, student aid without studies, work and nothing to live on, full-time
 * work and full-time sickness. */
static bool is_contradiction(const struct ut_check_knowledge *k, const struct ut_list *occupation,
                             const struct ut_list *support)
{
  bool works = (occupation->has & k->work) != 0;
  if ((support->has & k->lon) && !works)
    return true;
  if ((support->has & k->studiestod) && !(occupation->has & k->studies))
    return true;
  if (works && support->has == k->ingen)
    return true;
  return ut_list_extent(occupation, k->work) >= FULL_TIME && ut_list_extent(support, k->sick) >= FULL_TIME;
}

static enum ut_check_answer contradiction(const struct ut_check_asked *a)
{
  struct ut_value occupation, support;
  struct ut_text occupations = cell(a->row, a->place->column), supports = cell(a->row, a->place->support);
  if (occupations.len == 0 || supports.len == 0)
    return UT_CHECK_NOT_ASKED;
  enum ut_status status = ut_cells_decode(a->known->occupations, occupations, &occupation, NULL);
  if (status == UT_OK)
    status = ut_cells_decode(a->known->supports, supports, &support, NULL);
  if (status != UT_OK)
    return status == UT_NOMEM ? UT_CHECK_NOMEM : UT_CHECK_NOT_ASKED;
  return is_contradiction(a->known, occupation.list, support.list) ? UT_CHECK_BAD : UT_CHECK_GOOD;
}

static enum ut_check_answer other_sex(const struct ut_check_asked *a)
{
  return a->row->numbered ? a->row->other_sex : UT_CHECK_NOT_ASKED;
}

static enum ut_check_answer other_year(const struct ut_check_asked *a)
{
  return a->row->numbered ? a->row->other_year : UT_CHECK_NOT_ASKED;
}

static enum ut_check_answer no_birthday(const struct ut_check_asked *a)
{
  return a->row->numbered ? a->row->unknown_day : UT_CHECK_NOT_ASKED;
}

static enum ut_check_answer padded(const struct ut_check_asked *a)
{
  return a->row->numbered ? a->row->padded : UT_CHECK_NOT_ASKED;
}

static enum ut_check_answer missing_follow_up(const struct ut_check_asked *a)
{
  if (a->known->as_of == UT_DATE_NONE || !ut_check_ended(a->row))
    return UT_CHECK_NOT_ASKED;
  ut_date due = ut_date_add_months(a->row->slut, a->place->months);
  return due != UT_DATE_NONE && due <= a->known->as_of ? missing(a) : UT_CHECK_NOT_ASKED;
}

static const struct ut_check checks[] = {
    {NULL, "avvisad", "fel", ""},
    {missing_of_known, "saknas", "notering", "intag"},
    {missing_of_known, "saknas", "varning", "id"},
    {missing, "saknas", "varning", "kon"},
    {missing_of_known, "saknas", "varning", "fodelsear"},
    {missing_of_known, "saknas", "varning", "kommun"},
    {missing_of_known, "saknas", "notering", "remittent"},
    {missing_of_known, "saknas", "varning", "utbildning"},
    {missing_of_known, "saknas", "varning", "tid_forsorjning"},
    {missing_of_known, "saknas", "varning", "sysselsattning_fore"},
    {missing_of_known, "saknas", "varning", "forsorjning_fore"},
    {missing_after, "saknas", "varning", "avslutsorsak"},
    {unknown, "okand", "fel", "anonym"},
    {unknown, "okand", "fel", "kon"},
    {unknown, "okand", "fel", "remittent"},
    {unknown, "okand", "fel", "utbildning"},
    {unknown, "okand", "fel", "avslutsorsak"},
    {unknown, "okand", "fel", "sysselsattning_fore"},
    {unknown, "okand", "fel", "sysselsattning_under"},
    {unknown, "okand", "fel", "sysselsattning_efter"},
    {unknown, "okand", "fel", "sysselsattning_6m"},
    {unknown, "okand", "fel", "sysselsattning_12m"},
    {unknown, "okand", "fel", "sysselsattning_24m"},
    {unknown, "okand", "fel", "forsorjning_fore"},
    {unknown, "okand", "fel", "forsorjning_efter"},
    {unknown, "okand", "fel", "forsorjning_6m"},
    {unknown, "okand", "fel", "forsorjning_12m"},
    {unknown, "okand", "fel", "forsorjning_24m"},
    {recorded_as_unknown, "uppgift_okand", "notering", "utbildning"},
    {NULL, "dubblett", "fel", "id"},
    {NULL, "overlapp", "varning", "start"},
    {backwards, "slut_fore_start", "fel", "slut"},
    {employment_backwards, "slut_fore_start", "fel", "anstallning_slut"},
    {employed_before, "anstallning_fore_start", "varning", "anstallning_start"},
    {future_start, "framtida_datum", "fel", "start"},
    {future_slut, "framtida_datum", "fel", "slut"},
    {future_employment, "framtida_datum", "fel", "anstallning_start"},
    {age_outside, "alder_utanfor_16_64", "varning", "fodelsear"},
    {late, "sent_registrerad", "notering", "start"},
    {NULL, "lang_tid", "notering", "slut"},
    {contradiction, "motsagelse", "varning", "sysselsattning_fore"},
    {contradiction, "motsagelse", "varning", "sysselsattning_efter"},
    {contradiction, "motsagelse", "varning", "sysselsattning_6m"},
    {contradiction, "motsagelse", "varning", "sysselsattning_12m"},
    {contradiction, "motsagelse", "varning", "sysselsattning_24m"},
    {other_sex, "motsagelse_personnummer", "varning", "kon"},
    {other_year, "motsagelse_personnummer", "varning", "fodelsear"},
    {no_birthday, "okand_fodelsedag", "notering", "fodelsear"},
    {padded, "personnummer_utfyllt", "notering", "id"},
    {missing_after, "avslut_utan_utfall", "varning", "sysselsattning_efter"},
    {missing_after, "avslut_utan_utfall", "varning", "forsorjning_efter"},
    {missing_follow_up, "uppfoljning_saknas", "varning", "sysselsattning_6m"},
    {missing_follow_up, "uppfoljning_saknas", "varning", "sysselsattning_12m"},
    {missing_follow_up, "uppfoljning_saknas", "varning", "sysselsattning_24m"},
    {missing_follow_up, "uppfoljning_saknas", "varning", "forsorjning_6m"},
    {missing_follow_up, "uppfoljning_saknas", "varning", "forsorjning_12m"},
    {missing_follow_up, "uppfoljning_saknas", "varning", "forsorjning_24m"},
};

const struct ut_check *ut_checks(size_t *count)
{
  *count = sizeof checks / sizeof *checks;
  return checks;
}

bool ut_check_is_of_codes(const struct ut_check *c)
{
  return c->ask == unknown;
}

bool ut_check_is_mistake(const struct ut_check_knowledge *k, const struct ut_imported *row)
{
  return ut_text_is(cell(row, k->avslutsorsak), "felregistrering");
}

/* ---- what checks know ---- */

static ptrdiff_t find_column(const struct ut_text *columns, size_t count, const char *name)
{
  for (size_t i = 0; i < count; i++)
    if (ut_text_is(columns[i], name))
      return (ptrdiff_t)i;
  return -1;
}

static uint32_t family(enum ut_vocabulary_index vocabulary, const char *code)
{
  const struct ut_vocabulary *v = &ut_vocabularies[vocabulary];
  return ut_vocabulary_family(v, ut_vocabulary_find(v, ut_text_of(code)));
}

static void find_codes(struct ut_check_knowledge *k)
{
  k->work = family(UT_SYSSELSATTNING, "arbete");
  k->studies = family(UT_SYSSELSATTNING, "studier");
  k->sick = family(UT_FORSORJNING, "sjukpenning") | family(UT_FORSORJNING, "aktivitetsersattning") |
            family(UT_FORSORJNING, "sjukersattning");
  k->lon = family(UT_FORSORJNING, "lon");
  k->studiestod = family(UT_FORSORJNING, "studiestod");
  k->ingen = family(UT_FORSORJNING, "ingen");
}

enum ut_status ut_check_knowledge_init(struct ut_check_knowledge *k, const struct ut_text *columns, size_t count,
                                       ut_date as_of)
{
  *k = (struct ut_check_knowledge){.as_of = as_of,
                                   .avslutsorsak = find_column(columns, count, "avslutsorsak"),
                                   .employed = find_column(columns, count, "anstallning_start")};
  find_codes(k);
  UT_TRY(ut_cells_new(&k->occupations, ut_column_find(ut_text_of("sysselsattning_efter"))));
  return ut_cells_new(&k->supports, ut_column_find(ut_text_of("forsorjning_efter")));
}

void ut_check_knowledge_clear(struct ut_check_knowledge *k)
{
  ut_cells_free(k->occupations);
  ut_cells_free(k->supports);
}

struct ut_check_place ut_check_find(const struct ut_check *c, const struct ut_text *columns, size_t count)
{
  const struct ut_column *column = ut_column_find(ut_text_of(c->column));
  struct ut_check_place place = {.column = find_column(columns, count, c->column), .support = -1};
  if (!column || column->occasion == UT_NO_OCCASION)
    return place;
  char support[32];
  snprintf(support, sizeof support, "forsorjning_%s", ut_occasion_names[column->occasion]);
  place.support = find_column(columns, count, support);
  place.months = ut_occasion_months(column->occasion);
  return place;
}

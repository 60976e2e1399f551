/* Checks of imported rows. Most look at one row; duplicates, overlaps and long stays are found after the last. */
#include "import/quality.h"

#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/grow.h"
#include "base/shown.h"
#include "table/tidy.h"
#include "utfall/column.h"

enum {
  SHOWN = 10,
  HASH = 16,
  LATE_DAYS = 30,
  YOUNGEST = 16,
  OLDEST = 64,
  FULL_TIME = 10000 /* hundredths of a percent */
};

struct place {
  size_t number; /* of the row, from all files */
  const char *source;
  size_t line;
};

struct places {
  struct place first[SHOWN];
  size_t count; /* of all, shown or not */
};

struct finding {
  struct places places;
  int64_t base;
  ptrdiff_t column, support; /* of the import; -1 not there */
  int months;                /* from exit until a follow-up in the column is due */
};

/* A row, and what is known of the check that is made of it. */
struct asked {
  const struct ut_quality *q;
  const struct finding *f;
  const struct ut_imported *row;
};

enum answer { GOOD, BAD, NOT_ASKED };

struct check {
  enum answer (*ask)(const struct asked *a); /* NULL: made after the last row */
  const char *name, *severity, *column;
};

/* A participation of a known person. */
struct stay {
  unsigned char key[HASH]; /* of person and insats */
  ut_date start, slut;
  struct place place;
};

struct length {
  int32_t days;
  struct places places;
};

struct ut_quality {
  const struct ut_text *columns;
  size_t column_count;
  ut_date as_of;
  bool several_files;
  size_t rows;
  ptrdiff_t avslutsorsak, employed; /* columns; -1 not there */
  struct ut_cells *occupations, *supports;
  uint32_t work, studies, sick, lon, studiestod, ingen;
  struct stay *stays;
  size_t stay_count, stay_room;
  struct length *lengths; /* by days */
  size_t length_count, length_room;
  struct finding findings[]; /* of the checks, in their order */
};

static const struct ut_text nothing = {"", 0};

/* ---- rows that are remarked on ---- */

/* Keeps the first ones by row number, in that order. */
static void add_place(struct places *p, struct place place)
{
  size_t at = p->count < SHOWN ? p->count : SHOWN;
  p->count++;
  while (at > 0 && p->first[at - 1].number > place.number) {
    if (at < SHOWN)
      p->first[at] = p->first[at - 1];
    at--;
  }
  if (at < SHOWN)
    p->first[at] = place;
}

static void remark(struct finding *f, bool bad, struct place place)
{
  f->base++;
  if (bad)
    add_place(&f->places, place);
}

static void write_places(const struct ut_quality *q, const struct places *p, struct ut_buf *out)
{
  for (size_t i = 0; i < p->count && i < SHOWN; i++) {
    char name[PATH_MAX] = "";
    if (q->several_files)
      ut_show_name(name, sizeof name, p->first[i].source);
    ut_buf_format(out, "%s%s%s%zu", i ? " " : "", name, q->several_files ? ":" : "", p->first[i].line);
  }
}

/* ---- one row ---- */

static struct ut_text cell(const struct ut_imported *row, ptrdiff_t column)
{
  return column < 0 ? nothing : row->fields[column];
}

static bool ended(const struct ut_imported *row)
{
  return !row->anonymous && row->slut != UT_DATE_NONE;
}

static enum answer missing(const struct asked *a)
{
  return a->f->column < 0 ? NOT_ASKED : cell(a->row, a->f->column).len == 0;
}

static enum answer missing_of_known(const struct asked *a)
{
  return a->row->anonymous ? NOT_ASKED : missing(a);
}

static enum answer missing_after(const struct asked *a)
{
  return ended(a->row) ? missing(a) : NOT_ASKED;
}

/* Unknown codes are in rows that were rejected; this one was not. */
static enum answer unknown(const struct asked *a)
{
  return a->f->column < 0 ? NOT_ASKED : GOOD;
}

static enum answer recorded_as_unknown(const struct asked *a)
{
  return a->f->column < 0 ? NOT_ASKED : ut_text_is(cell(a->row, a->f->column), "okand");
}

static enum answer backwards(const struct asked *a)
{
  return ended(a->row) ? a->row->slut < a->row->start : NOT_ASKED;
}

static enum answer future(const struct asked *a, ut_date date)
{
  return a->q->as_of == UT_DATE_NONE || date == UT_DATE_NONE ? NOT_ASKED : date > a->q->as_of;
}

static enum answer future_start(const struct asked *a)
{
  return future(a, a->row->start);
}

static enum answer future_slut(const struct asked *a)
{
  return future(a, a->row->slut);
}

static ut_date date_of(const struct asked *a, ptrdiff_t column)
{
  return ut_date_parse(cell(a->row, column));
}

static enum answer employment_backwards(const struct asked *a)
{
  ut_date start = date_of(a, a->q->employed), slut = date_of(a, a->f->column);
  return start == UT_DATE_NONE || slut == UT_DATE_NONE ? NOT_ASKED : slut < start;
}

static enum answer employed_before(const struct asked *a)
{
  ut_date day = date_of(a, a->f->column);
  return day == UT_DATE_NONE ? NOT_ASKED : day < a->row->start;
}

static enum answer future_employment(const struct asked *a)
{
  return future(a, date_of(a, a->f->column));
}

static enum answer age_outside(const struct asked *a)
{
  int64_t born;
  if (!ut_text_integer(cell(a->row, a->f->column), &born))
    return NOT_ASKED;
  int64_t age = ut_date_year(a->row->start) - born;
  return age < YOUNGEST || age > OLDEST;
}

static enum answer late(const struct asked *a)
{
  bool asked = a->row->registered != UT_DATE_NONE && !a->row->anonymous;
  return asked ? a->row->registered > a->row->start + LATE_DAYS : NOT_ASKED;
}

/* Wages without work, student aid without studies, work and nothing to live on, full-time
 * work and full-time sickness. */
static bool is_contradiction(const struct ut_quality *q, const struct ut_list *occupation,
                             const struct ut_list *support)
{
  bool works = (occupation->has & q->work) != 0;
  if ((support->has & q->lon) && !works)
    return true;
  if ((support->has & q->studiestod) && !(occupation->has & q->studies))
    return true;
  if (works && support->has == q->ingen)
    return true;
  return ut_list_extent(occupation, q->work) >= FULL_TIME && ut_list_extent(support, q->sick) >= FULL_TIME;
}

static enum answer contradiction(const struct asked *a)
{
  struct ut_value occupation, support;
  bool asked = cell(a->row, a->f->column).len > 0 && cell(a->row, a->f->support).len > 0 &&
               ut_cells_decode(a->q->occupations, cell(a->row, a->f->column), &occupation, NULL) == UT_OK &&
               ut_cells_decode(a->q->supports, cell(a->row, a->f->support), &support, NULL) == UT_OK;
  return asked ? is_contradiction(a->q, occupation.list, support.list) : NOT_ASKED;
}

static enum answer other_sex(const struct asked *a)
{
  return a->row->numbered ? a->row->other_sex : NOT_ASKED;
}

static enum answer other_year(const struct asked *a)
{
  return a->row->numbered ? a->row->other_year : NOT_ASKED;
}

static enum answer no_birthday(const struct asked *a)
{
  return a->row->numbered ? a->row->unknown_day : NOT_ASKED;
}

static enum answer padded(const struct asked *a)
{
  return a->row->numbered ? a->row->padded : NOT_ASKED;
}

static enum answer missing_follow_up(const struct asked *a)
{
  if (a->q->as_of == UT_DATE_NONE || !ended(a->row))
    return NOT_ASKED;
  ut_date due = ut_date_add_months(a->row->slut, a->f->months);
  return due != UT_DATE_NONE && due <= a->q->as_of ? missing(a) : NOT_ASKED;
}

static const struct check checks[] = {
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
enum { CHECKS = sizeof checks / sizeof *checks };

/* ---- what all rows are needed for ---- */

/* Of the first check of this name. */
static struct finding *finding_of(struct ut_quality *q, const char *name)
{
  size_t i = 0;
  while (strcmp(checks[i].name, name) != 0)
    i++;
  return &q->findings[i];
}

static enum ut_status add_stay(struct ut_quality *q, const struct ut_imported *row, struct place place)
{
  struct ut_text id = row->identity, insats = row->insats;
  crypto_generichash_state state;
  if (id.len == 0)
    return UT_OK;
  struct stay *stays = ut_grow(q->stays, q->stay_count, &q->stay_room, sizeof *stays);
  if (!stays)
    return UT_NOMEM;
  q->stays = stays;
  struct stay *s = &stays[q->stay_count++];
  *s = (struct stay){.start = row->start, .slut = row->slut, .place = place};
  crypto_generichash_init(&state, NULL, 0, HASH);
  crypto_generichash_update(&state, (const unsigned char *)&id.len, sizeof id.len);
  crypto_generichash_update(&state, (const unsigned char *)id.ptr, id.len);
  crypto_generichash_update(&state, (const unsigned char *)insats.ptr, insats.len);
  crypto_generichash_final(&state, s->key, HASH);
  return UT_OK;
}

static enum ut_status add_length(struct ut_quality *q, const struct ut_imported *row, struct place place)
{
  if (!ended(row) || row->slut < row->start)
    return UT_OK;
  int32_t days = row->slut - row->start;
  size_t low = 0, high = q->length_count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (q->lengths[middle].days < days)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == q->length_count || q->lengths[low].days != days) {
    struct length *lengths = ut_grow(q->lengths, q->length_count, &q->length_room, sizeof *lengths);
    if (!lengths)
      return UT_NOMEM;
    q->lengths = lengths;
    memmove(&lengths[low + 1], &lengths[low], (q->length_count - low) * sizeof *lengths);
    q->lengths[low] = (struct length){.days = days};
    q->length_count++;
  }
  add_place(&q->lengths[low].places, place);
  return UT_OK;
}

enum ut_status ut_quality_add(struct ut_quality *q, const struct ut_imported *row)
{
  struct place place = {++q->rows, row->source, row->line};
  if (ut_text_is(cell(row, q->avslutsorsak), "felregistrering"))
    return UT_OK;
  for (size_t i = 0; i < CHECKS; i++) {
    const struct asked a = {q, &q->findings[i], row};
    enum answer answer = checks[i].ask ? checks[i].ask(&a) : NOT_ASKED;
    if (answer != NOT_ASKED)
      remark(&q->findings[i], answer == BAD, place);
  }
  return add_stay(q, row, place) || add_length(q, row, place) ? UT_NOMEM : UT_OK;
}

static bool has_unknown_code(const struct ut_imported *row, const char *column)
{
  for (size_t i = 0; i < row->problem_count; i++)
    if (row->problems[i].unknown_code && strcmp(row->problems[i].column, column) == 0)
      return true;
  return false;
}

void ut_quality_reject(struct ut_quality *q, const struct ut_imported *row)
{
  struct place place = {++q->rows, row->source, row->line};
  add_place(&finding_of(q, "avvisad")->places, place);
  for (size_t i = 0; i < CHECKS; i++)
    if (checks[i].ask == unknown && has_unknown_code(row, checks[i].column))
      remark(&q->findings[i], true, place);
}

/* ---- after the last row ---- */

static int compare_stays(const void *left, const void *right)
{
  const struct stay *a = left, *b = right;
  int order = memcmp(a->key, b->key, HASH);
  if (order)
    return order;
  if (a->start != b->start)
    return a->start < b->start ? -1 : 1;
  return (a->place.number > b->place.number) - (a->place.number < b->place.number);
}

/* Stays of one person in one insats: one that begins on the same day as another repeats it, one that begins before an
 * earlier one has ended overlaps it. */
static void compare_with_earlier(struct ut_quality *q, struct finding *duplicate, struct finding *overlap)
{
  ut_date latest = UT_DATE_NONE;
  for (size_t i = 0; i < q->stay_count; i++) {
    const struct stay *s = &q->stays[i], *before = &q->stays[i > 0 ? i - 1 : 0];
    bool same = i > 0 && memcmp(s->key, before->key, HASH) == 0;
    bool repeats = same && s->start == before->start;
    remark(duplicate, repeats, s->place);
    remark(overlap, same && !repeats && s->start < latest, s->place);
    ut_date end = s->slut == UT_DATE_NONE ? INT32_MAX : s->slut;
    latest = same && latest > end ? latest : end;
  }
}

/* The least number of days that at least 99 of 100 stays do not exceed. */
static void find_long_stays(struct ut_quality *q, struct finding *f)
{
  size_t total = 0, below = 0;
  for (size_t i = 0; i < q->length_count; i++)
    total += q->lengths[i].places.count;
  f->base = (int64_t)total;
  for (size_t i = 0; i < q->length_count; i++) {
    const struct places *p = &q->lengths[i].places;
    bool beyond = below * 100 >= total * 99;
    below += p->count;
    if (!beyond)
      continue;
    for (size_t n = 0; n < p->count; n++)
      add_place(&f->places, p->first[n < SHOWN ? n : SHOWN - 1]);
  }
}

static void finish(struct ut_quality *q)
{
  if (q->stay_count > 0)
    qsort(q->stays, q->stay_count, sizeof *q->stays, compare_stays);
  compare_with_earlier(q, finding_of(q, "dubblett"), finding_of(q, "overlapp"));
  find_long_stays(q, finding_of(q, "lang_tid"));
  finding_of(q, "avvisad")->base = (int64_t)q->rows;
}

static enum ut_status write_check(const struct ut_quality *q, struct ut_tidy *t, size_t index, struct ut_error *err)
{
  const struct finding *f = &q->findings[index];
  const struct check *c = &checks[index];
  const struct ut_text keys[] = {ut_text_of(c->name), ut_text_of(c->severity), ut_text_of(c->column)};
  int64_t count = (int64_t)f->places.count;
  struct ut_buf rows = {0};
  write_places(q, &f->places, &rows);
  ut_tidy_begin(t, keys, sizeof keys / sizeof *keys);
  if (f->base > 0) {
    ut_tidy_share(t, count, f->base);
  } else {
    ut_tidy_count(t, count);
    ut_tidy_empty(t, 2);
  }
  ut_tidy_text(t, rows.len > 0 ? ut_buf_text(&rows) : nothing);
  enum ut_status status = rows.failed ? ut_error_nomem(err) : ut_tidy_end(t, err);
  ut_buf_clear(&rows);
  return status;
}

/* Few exports have days of employment; others do not list the checks of them. */
static bool is_listed(const struct ut_quality *q, size_t index)
{
  const struct ut_column *column = ut_column_find(ut_text_of(checks[index].column));
  return q->findings[index].column >= 0 || !column || !column->dates_itself;
}

enum ut_status ut_quality_write(struct ut_quality *q, struct ut_output *output, int decimals, struct ut_error *err)
{
  static const char *const names[] = {"kontroll", "allvar", "kolumn", "antal", "bas", "andel", "rader"};
  enum { COUNT = sizeof names / sizeof *names };
  struct ut_tidy t = {.decimals = decimals};
  finish(q);
  enum ut_status status = ut_tidy_open(&t, output, UT_CSV, names, COUNT, err);
  for (size_t i = 0; i < CHECKS && !status; i++)
    if (is_listed(q, i))
      status = write_check(q, &t, i, err);
  return ut_tidy_close(&t, status, err);
}

/* ---- opening and closing ---- */

static ptrdiff_t find_column(const struct ut_quality *q, const char *name)
{
  for (size_t i = 0; i < q->column_count; i++)
    if (ut_text_is(q->columns[i], name))
      return (ptrdiff_t)i;
  return -1;
}

static uint32_t family(enum ut_vocabulary_index vocabulary, const char *code)
{
  const struct ut_vocabulary *v = &ut_vocabularies[vocabulary];
  return ut_vocabulary_family(v, ut_vocabulary_find(v, ut_text_of(code)));
}

static void find_codes(struct ut_quality *q)
{
  q->work = family(UT_SYSSELSATTNING, "arbete");
  q->studies = family(UT_SYSSELSATTNING, "studier");
  q->sick = family(UT_FORSORJNING, "sjukpenning") | family(UT_FORSORJNING, "aktivitetsersattning") |
            family(UT_FORSORJNING, "sjukersattning");
  q->lon = family(UT_FORSORJNING, "lon");
  q->studiestod = family(UT_FORSORJNING, "studiestod");
  q->ingen = family(UT_FORSORJNING, "ingen");
}

static void find_columns(struct ut_quality *q)
{
  q->avslutsorsak = find_column(q, "avslutsorsak");
  q->employed = find_column(q, "anstallning_start");
  for (size_t i = 0; i < CHECKS; i++) {
    struct finding *f = &q->findings[i];
    const struct ut_column *column = ut_column_find(ut_text_of(checks[i].column));
    f->column = find_column(q, checks[i].column);
    f->support = -1;
    if (!column || column->occasion == UT_NO_OCCASION)
      continue;
    char support[32];
    snprintf(support, sizeof support, "forsorjning_%s", ut_occasion_names[column->occasion]);
    f->support = find_column(q, support);
    f->months = ut_occasion_months(column->occasion);
  }
}

enum ut_status ut_quality_new(struct ut_quality **out, const struct ut_text *columns, size_t count, ut_date as_of,
                              bool several_files)
{
  struct ut_quality *q = *out = calloc(1, sizeof *q + CHECKS * sizeof *q->findings);
  if (!q)
    return UT_NOMEM;
  q->columns = columns;
  q->column_count = count;
  q->as_of = as_of;
  q->several_files = several_files;
  find_codes(q);
  find_columns(q);
  if (sodium_init() < 0)
    return UT_NOMEM;
  UT_TRY(ut_cells_new(&q->occupations, ut_column_find(ut_text_of("sysselsattning_efter"))));
  return ut_cells_new(&q->supports, ut_column_find(ut_text_of("forsorjning_efter")));
}

void ut_quality_free(struct ut_quality *q)
{
  if (!q)
    return;
  ut_cells_free(q->occupations);
  ut_cells_free(q->supports);
  free(q->stays);
  free(q->lengths);
  free(q);
}

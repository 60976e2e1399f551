/* Participations: rows decoded, the world of an earlier day restored, derived columns computed. */
#include "utfall/participation.h"

#include <stdio.h>
#include <stdlib.h>

#include "utfall/stats.h"

enum { SLOTS_MAX = 128, DERIVED_TEXT = 32, ALWAYS_KNOWN = -1, MONTHS_LAST = 24, DAYS_LAST = 731 };

struct slot;
typedef void derive_function(struct slot *slot, const struct ut_value *from, struct ut_value *out);

struct slot {
  const struct ut_column *column;
  struct ut_text name;
  ptrdiff_t place;        /* column of the reader; -1: derived, or nothing to read */
  struct ut_cells *cells; /* NULL: plain text */
  derive_function *derive;
  size_t sources[2];
  char text[DERIVED_TEXT]; /* of a derived value */
};

struct ut_participations {
  struct ut_reader *reader;
  struct ut_row row;
  ut_date as_of;
  enum ut_occasion at;
  struct slot *slots;
  struct ut_value *values;
  size_t count;
  size_t insats, start, slut, anonym, reason; /* slots that are always decoded */
  int64_t error_code;                         /* felregistrering */
  int *months_after; /* by reader column: months from exit until it is known, or ALWAYS_KNOWN */
  int months_most;   /* of them */
  struct ut_participation current;
};

/* ---- derived columns ---- */

static void set_missing(struct ut_value *out)
{
  *out = (struct ut_value){.text = {"", 0}, .divisor = 1, .missing = true};
}

static void set_number(struct slot *slot, struct ut_value *out, int64_t number)
{
  snprintf(slot->text, DERIVED_TEXT, "%lld", (long long)number);
  *out = (struct ut_value){.text = ut_text_of(slot->text), .number = number, .divisor = 1};
}

static void set_code(const struct slot *slot, struct ut_value *out, size_t code)
{
  *out = (struct ut_value){
      .text = ut_text_of(slot->column->codes->codes[code].code), .number = (int64_t)code, .divisor = 1};
}

/* Which band does a number fall in? Bands are given by their lower ends, in the order of the vocabulary's codes. */
static size_t band_of(int64_t number, const int *lower, size_t count)
{
  size_t band = 0;
  while (band + 1 < count && number >= lower[band + 1])
    band++;
  return band;
}

static int64_t age_of(const struct ut_value *from)
{
  return ut_date_year((ut_date)from[0].number) - from[1].number;
}

static void derive_alder(struct slot *slot, const struct ut_value *from, struct ut_value *out)
{
  set_number(slot, out, age_of(from));
}

static void derive_aldersgrupp(struct slot *slot, const struct ut_value *from, struct ut_value *out)
{
  static const int lower[] = {0, 16, 20, 25, 30, 40, 50, 60};
  set_code(slot, out, band_of(age_of(from), lower, sizeof lower / sizeof *lower));
}

static void derive_dagar(struct slot *slot, const struct ut_value *from, struct ut_value *out)
{
  set_number(slot, out, from[1].number - from[0].number);
}

static void derive_manader(struct slot *slot, const struct ut_value *from, struct ut_value *out)
{
  char digits[UT_RATIO_SIZE];
  int64_t number = (from[1].number - from[0].number) * UT_MONTHS_NUMERATOR;
  snprintf(slot->text, DERIVED_TEXT, "%.*s", DERIVED_TEXT - 1, ut_ratio_format(number, UT_MONTHS_DIVISOR, 2, digits));
  *out = (struct ut_value){.text = ut_text_of(slot->text), .number = number, .divisor = UT_MONTHS_DIVISOR};
}

static void derive_langdgrupp(struct slot *slot, const struct ut_value *from, struct ut_value *out)
{
  static const int lower[] = {0, 3, 6, 12, 24};
  int64_t days = from[1].number - from[0].number;
  if (days < 0)
    set_missing(out);
  else
    set_code(slot, out, band_of(days * UT_MONTHS_NUMERATOR / UT_MONTHS_DIVISOR, lower, sizeof lower / sizeof *lower));
}

static void derive_forsorjningsgrupp(struct slot *slot, const struct ut_value *from, struct ut_value *out)
{
  static const int lower[] = {0, 6, 12, 24, 60};
  set_code(slot, out, band_of(from[0].number, lower, sizeof lower / sizeof *lower));
}

static void derive_year(struct slot *slot, const struct ut_value *from, struct ut_value *out)
{
  set_number(slot, out, ut_date_year((ut_date)from[0].number));
}

static void set_period(struct slot *slot, const struct ut_value *from, enum ut_unit unit, struct ut_value *out)
{
  *out =
      (struct ut_value){.text = ut_text_of(ut_period_format((ut_date)from[0].number, unit, slot->text)), .divisor = 1};
}

static void derive_quarter(struct slot *slot, const struct ut_value *from, struct ut_value *out)
{
  set_period(slot, from, UT_QUARTER, out);
}

static void derive_month(struct slot *slot, const struct ut_value *from, struct ut_value *out)
{
  set_period(slot, from, UT_MONTH, out);
}

static void set_yes_no(const struct slot *slot, struct ut_value *out, bool yes)
{
  set_code(slot, out, (size_t)ut_vocabulary_find(slot->column->codes, ut_text_of(yes ? "ja" : "nej")));
}

static void derive_avbruten(struct slot *slot, const struct ut_value *from, struct ut_value *out)
{
  set_yes_no(slot, out, !ut_text_is(from[0].text, "fullfoljd"));
}

static void derive_offentlig(struct slot *slot, const struct ut_value *from, struct ut_value *out)
{
  uint32_t public_support = ut_vocabulary_flagged(&ut_vocabularies[UT_FORSORJNING], UT_CODE_PUBLIC);
  set_yes_no(slot, out, (from[0].list->has & public_support) != 0);
}

static const struct {
  const char *name;
  derive_function *derive;
  const char *sources[2]; /* a missing source makes the derived value missing */
} derived[] = {
    {"alder", derive_alder, {"start", "fodelsear"}},
    {"aldersgrupp", derive_aldersgrupp, {"start", "fodelsear"}},
    {"dagar", derive_dagar, {"start", "slut"}},
    {"manader", derive_manader, {"start", "slut"}},
    {"langdgrupp", derive_langdgrupp, {"start", "slut"}},
    {"forsorjningsgrupp", derive_forsorjningsgrupp, {"tid_forsorjning", NULL}},
    {"ar", derive_year, {"slut", NULL}},
    {"kvartal", derive_quarter, {"slut", NULL}},
    {"manad", derive_month, {"slut", NULL}},
    {"startar", derive_year, {"start", NULL}},
    {"startkvartal", derive_quarter, {"start", NULL}},
    {"startmanad", derive_month, {"start", NULL}},
    {"avbruten", derive_avbruten, {"avslutsorsak", NULL}},
    {"offentlig_fore", derive_offentlig, {"forsorjning_fore", NULL}},
    {"offentlig_efter", derive_offentlig, {"forsorjning_efter", NULL}},
    {"offentlig_6m", derive_offentlig, {"forsorjning_6m", NULL}},
    {"offentlig_12m", derive_offentlig, {"forsorjning_12m", NULL}},
    {"offentlig_24m", derive_offentlig, {"forsorjning_24m", NULL}},
};

/* ---- slots ---- */

static enum ut_status new_slot(struct ut_participations *p, const struct ut_column *column, ptrdiff_t place,
                               size_t *slot, struct ut_error *err)
{
  struct slot *s = &p->slots[p->count];
  if (p->count == SLOTS_MAX)
    return ut_error_set(err, UT_USAGE, "more than %d columns are named", SLOTS_MAX);
  *s = (struct slot){.column = column, .name = ut_text_of(column->name), .place = place};
  if (place >= 0)
    s->name = ut_reader_column(p->reader, (size_t)place);
  set_missing(&p->values[p->count]);
  if (place >= 0)
    ut_reader_want(p->reader, (size_t)place);
  if (place >= 0 && column->type != UT_TYPE_TEXT && ut_cells_new(&s->cells, column) != UT_OK)
    return ut_error_nomem(err);
  *slot = p->count++;
  return UT_OK;
}

static enum ut_status new_derived(struct ut_participations *p, const struct ut_column *column, size_t rule,
                                  size_t *slot, struct ut_error *err)
{
  size_t sources[2] = {0, 0};
  for (size_t i = 0; i < 2 && derived[rule].sources[i]; i++) {
    enum ut_status status = ut_participations_slot(p, ut_text_of(derived[rule].sources[i]), &sources[i], NULL, err);
    if (status != UT_OK)
      return status;
  }
  if (!derived[rule].sources[1])
    sources[1] = sources[0];
  enum ut_status status = new_slot(p, column, -1, slot, err);
  if (status != UT_OK)
    return status;
  p->slots[*slot].derive = derived[rule].derive;
  memcpy(p->slots[*slot].sources, sources, sizeof sources);
  return UT_OK;
}

/* Does the stream have what the column is derived from? A stream may also carry the derived column itself. */
static bool can_derive(const struct ut_participations *p, size_t rule)
{
  for (size_t i = 0; i < 2 && derived[rule].sources[i]; i++)
    if (ut_reader_find(p->reader, ut_text_of(derived[rule].sources[i])) < 0)
      return false;
  return true;
}

static enum ut_status make_slot(struct ut_participations *p, struct ut_text name, size_t *slot, struct ut_error *err)
{
  const struct ut_column *column = ut_column_find(name);
  ptrdiff_t place = ut_reader_find(p->reader, name);
  if (!column || column->origin == UT_RESULT)
    column = &ut_column_unknown;
  for (size_t i = 0; column->origin == UT_DERIVED && i < sizeof derived / sizeof *derived; i++)
    if (ut_text_is(name, derived[i].name) && (place < 0 || can_derive(p, i)))
      return new_derived(p, column, i, slot, err);
  if (place < 0 && !ut_reader_is_empty(p->reader) && column->origin == UT_HELD)
    return ut_error_set(err, UT_USAGE,
                        "there is no column %s here; cohort --derive %s adds it for the filters after it", column->name,
                        column->name);
  enum ut_status status = ut_reader_need(p->reader, name, &place, err);
  return status == UT_OK ? new_slot(p, column, place, slot, err) : status;
}

/* A column that a stream of participations may lack: then it is missing in every row. */
static enum ut_status optional_slot(struct ut_participations *p, const char *name, size_t *slot, struct ut_error *err)
{
  const struct ut_column *column = ut_column_find(ut_text_of(name));
  return new_slot(p, column, ut_reader_find(p->reader, ut_text_of(name)), slot, err);
}

/* sysselsattning, forsorjning and offentlig mean those of `at`. */
static struct ut_text whole_name(const struct ut_participations *p, struct ut_text name)
{
  static const char *const asked[] = {"sysselsattning", "forsorjning", "offentlig"};
  for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
    char full[64];
    if (!ut_text_is(name, asked[i]))
      continue;
    snprintf(full, sizeof full, "%s_%s", asked[i], ut_occasion_names[p->at]);
    const struct ut_column *column = ut_column_find(ut_text_of(full));
    return column ? ut_text_of(column->name) : name;
  }
  return name;
}

static enum ut_status scope_column(void *context, struct ut_text name, size_t *slot, const struct ut_column **column,
                                   struct ut_error *err)
{
  return ut_participations_slot(context, name, slot, column, err);
}

/* ---- rows ---- */

/* How many months after exit is a column known? What is derived is known when the last of its sources is. */
static int months_after(const struct ut_column *column)
{
  int months = ALWAYS_KNOWN;
  if (column->occasion >= UT_EFTER)
    return ut_occasion_months(column->occasion);
  if (column->origin == UT_RECORDED)
    return strcmp(column->name, "slut") == 0 || strcmp(column->name, "avslutsorsak") == 0 ? 0 : ALWAYS_KNOWN;
  for (size_t i = 0; column->origin == UT_DERIVED && i < sizeof derived / sizeof *derived; i++)
    for (size_t j = 0; j < 2 && strcmp(column->name, derived[i].name) == 0 && derived[i].sources[j]; j++) {
      int source = months_after(ut_column_find(ut_text_of(derived[i].sources[j])));
      months = source > months ? source : months;
    }
  return months;
}

static enum ut_status note_hidden(struct ut_participations *p)
{
  size_t count = ut_reader_columns(p->reader);
  p->months_after = calloc(count + 1, sizeof *p->months_after);
  if (!p->months_after)
    return UT_NOMEM;
  p->months_most = ALWAYS_KNOWN;
  for (size_t i = 0; i < count; i++) {
    const struct ut_column *column = ut_column_find(ut_reader_column(p->reader, i));
    p->months_after[i] = column && column->origin != UT_RESULT ? months_after(column) : ALWAYS_KNOWN;
    if (p->months_after[i] > p->months_most)
      p->months_most = p->months_after[i];
  }
  return UT_OK;
}

/* How far after an exit had the world come on the day asked about? ALWAYS_KNOWN: the exit is later. */
static int months_known(ut_date slut, ut_date as_of)
{
  static const int steps[] = {MONTHS_LAST, 12, 6, 0};
  if ((int64_t)slut + DAYS_LAST <= as_of)
    return MONTHS_LAST;
  for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
    ut_date due = ut_date_add_months(slut, steps[i]);
    if (due != UT_DATE_NONE && due <= as_of)
      return steps[i];
  }
  return ALWAYS_KNOWN;
}

/* Blanks in the row itself what was not known, so that what is passed on says the same as what is counted. */
static enum ut_status hide_later(struct ut_participations *p, int known, struct ut_error *err)
{
  enum ut_status status = ut_reader_split(p->reader, &p->row, err);
  for (size_t i = 0; i < ut_reader_columns(p->reader) && status == UT_OK; i++)
    if (p->months_after[i] > known && p->row.fields[i].len > 0) {
      p->row.fields[i] = (struct ut_text){"", 0};
      p->row.raw.ptr = NULL;
    }
  return status;
}

static enum ut_status decode(struct ut_participations *p, size_t i, struct ut_error *err)
{
  struct slot *s = &p->slots[i];
  struct ut_value *v = &p->values[i];
  if (s->place < 0)
    return UT_OK;
  struct ut_text cell = p->row.fields[s->place];
  if (s->cells && cell.len > 0)
    return ut_cells_decode(s->cells, cell, v, err);
  *v = (struct ut_value){.text = cell, .divisor = 1, .missing = cell.len == 0};
  return UT_OK;
}

static void derive(struct ut_participations *p, size_t i)
{
  struct slot *s = &p->slots[i];
  const struct ut_value from[2] = {p->values[s->sources[0]], p->values[s->sources[1]]};
  if (from[0].missing || from[1].missing)
    set_missing(&p->values[i]);
  else
    s->derive(s, from, &p->values[i]);
}

static enum ut_status needed(const struct ut_participations *p, size_t slot, struct ut_error *err)
{
  if (!p->values[slot].missing)
    return UT_OK;
  enum ut_status status = ut_error_set(err, UT_BAD_INPUT, "the cell is empty, and every participation needs one");
  ut_error_at(err, NULL, 0, 0, p->slots[slot].column->name);
  return status;
}

static void settle_current(struct ut_participations *p)
{
  const struct ut_value *slut = &p->values[p->slut];
  struct ut_participation *now = &p->current;
  now->start = (ut_date)p->values[p->start].number;
  now->anonymous = !p->values[p->anonym].missing && ut_text_is(p->values[p->anonym].text, "ja");
  now->slut = slut->missing ? UT_DATE_NONE : (ut_date)slut->number;
  if (now->anonymous) {
    int year = ut_date_year(now->start);
    now->start = ut_date_make(year, 1, 1);
    now->slut = ut_date_make(year, 12, 31);
  } else if (now->slut != UT_DATE_NONE && now->slut < now->start) {
    now->slut = now->start;
  }
}

static enum ut_status decode_core(struct ut_participations *p, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i <= p->reason && status == UT_OK; i++)
    status = decode(p, i, err);
  if (status == UT_OK)
    status = needed(p, p->insats, err);
  return status == UT_OK ? needed(p, p->start, err) : status;
}

static bool is_felregistrering(const struct ut_participations *p)
{
  const struct ut_value *reason = &p->values[p->reason];
  return !reason->missing && reason->number == p->error_code;
}

/* Everything but the core, once the row is known to count. UT_MORE: it does not, take the next one. */
static enum ut_status decode_rest(struct ut_participations *p, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  bool hides = false;
  if (is_felregistrering(p) || (p->as_of != UT_DATE_NONE && p->current.start > p->as_of))
    return UT_MORE;
  if (p->as_of != UT_DATE_NONE && !p->values[p->slut].missing) {
    int known = months_known((ut_date)p->values[p->slut].number, p->as_of);
    hides = known < p->months_most;
    if (hides)
      status = hide_later(p, known, err);
  }
  for (size_t i = hides ? 0 : p->reason + 1; i < p->count && status == UT_OK; i++) {
    status = decode(p, i, err);
    if (p->slots[i].derive)
      derive(p, i);
  }
  if (hides)
    settle_current(p);
  return status;
}

static enum ut_status open_core(struct ut_participations *p, struct ut_error *err)
{
  enum ut_status status = ut_participations_slot(p, ut_text_of("insats"), &p->insats, NULL, err);
  if (status == UT_OK)
    status = ut_participations_slot(p, ut_text_of("start"), &p->start, NULL, err);
  if (status == UT_OK)
    status = optional_slot(p, "slut", &p->slut, err);
  if (status == UT_OK)
    status = optional_slot(p, "anonym", &p->anonym, err);
  if (status == UT_OK)
    status = optional_slot(p, "avslutsorsak", &p->reason, err);
  if (status == UT_OK && note_hidden(p) != UT_OK)
    status = ut_error_nomem(err);
  return status;
}

enum ut_status ut_participations_open(struct ut_participations **out, struct ut_reader *reader, ut_date as_of,
                                      enum ut_occasion at, struct ut_error *err)
{
  struct ut_participations *p = calloc(1, sizeof *p);
  *out = NULL;
  if (!p)
    return ut_error_nomem(err);
  p->slots = calloc(SLOTS_MAX, sizeof *p->slots);
  p->values = calloc(SLOTS_MAX, sizeof *p->values);
  p->reader = reader;
  p->as_of = as_of;
  p->at = at;
  p->error_code = ut_vocabulary_find(ut_vocabulary_named("avslutsorsak"), ut_text_of("felregistrering"));
  enum ut_status status = p->slots && p->values ? open_core(p, err) : ut_error_nomem(err);
  if (status == UT_OK) {
    *out = p;
    return UT_OK;
  }
  p->reader = NULL;
  ut_participations_free(p);
  return status;
}

enum ut_status ut_participations_open_files(struct ut_participations **out, char *const *paths, size_t count,
                                            const struct ut_reader_options *options, ut_date as_of, enum ut_occasion at,
                                            struct ut_error *err)
{
  struct ut_reader *reader;
  *out = NULL;
  enum ut_status status = ut_reader_open(&reader, paths, count, options, err);
  if (status == UT_OK)
    status = ut_participations_open(out, reader, as_of, at, err);
  if (status != UT_OK)
    ut_reader_free(reader);
  return status;
}

enum ut_status ut_participations_load(struct ut_participations **out, const char *path, ut_date as_of,
                                      struct ut_error *err)
{
  const struct ut_reader_options options = {.from = UT_AUTO};
  char *paths[] = {(char *)path};
  return ut_participations_open_files(out, paths, 1, &options, as_of, UT_EFTER, err);
}

enum ut_status ut_participations_slot(struct ut_participations *p, struct ut_text name, size_t *slot,
                                      const struct ut_column **column, struct ut_error *err)
{
  name = whole_name(p, name);
  for (*slot = 0; *slot < p->count; ++*slot)
    if (ut_text_equal(p->slots[*slot].name, name) &&
        (p->slots[*slot].place >= 0 || p->slots[*slot].derive || ut_reader_is_empty(p->reader)))
      break;
  if (*slot == p->count) {
    enum ut_status status = make_slot(p, name, slot, err);
    if (status != UT_OK)
      return status;
  }
  if (column)
    *column = p->slots[*slot].column;
  return UT_OK;
}

struct ut_scope ut_participations_scope(struct ut_participations *p)
{
  return (struct ut_scope){scope_column, p};
}

enum ut_status ut_participations_next(struct ut_participations *p, struct ut_error *err)
{
  enum ut_status status;
  do {
    status = ut_reader_next(p->reader, &p->row, err);
    if (status != UT_OK)
      break;
    status = decode_core(p, err);
    if (status == UT_OK) {
      settle_current(p);
      status = decode_rest(p, err);
    }
    if (status != UT_OK && status != UT_MORE)
      ut_error_at(err, p->row.source, p->row.line, 0, NULL);
  } while (status == UT_MORE);
  return status == UT_BAD_ROW ? UT_BAD_INPUT : status;
}

enum ut_status ut_participations_each(struct ut_participations *p, ut_participation_take *take, void *context,
                                      struct ut_error *err)
{
  enum ut_status status;
  while ((status = ut_participations_next(p, err)) == UT_OK) {
    status = take(context, err);
    if (status == UT_BAD_INPUT)
      ut_error_at(err, p->row.source, p->row.line, 0, NULL);
    if (status != UT_OK)
      return status;
  }
  return status == UT_END ? UT_OK : status;
}

const struct ut_value *ut_participations_values(const struct ut_participations *p)
{
  return p->values;
}

struct ut_participation ut_participations_current(const struct ut_participations *p)
{
  return p->current;
}

ut_date ut_participation_due(struct ut_participation p, int months)
{
  return p.anonymous || p.slut == UT_DATE_NONE ? UT_DATE_NONE : ut_date_add_months(p.slut, months);
}

struct ut_row *ut_participations_row(struct ut_participations *p)
{
  return &p->row;
}

struct ut_reader *ut_participations_reader(struct ut_participations *p)
{
  return p->reader;
}

void ut_participations_free(struct ut_participations *p)
{
  if (!p)
    return;
  for (size_t i = 0; i < p->count; i++)
    ut_cells_free(p->slots[i].cells);
  free(p->slots);
  free(p->values);
  free(p->months_after);
  ut_reader_free(p->reader);
  free(p);
}

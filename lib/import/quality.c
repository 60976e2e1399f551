/* What the checks of imported rows find: row by row; duplicates, overlaps and long stays after the last. */
#include "import/quality.h"

#include <inttypes.h>
#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/grow.h"
#include "base/shown.h"
#include "import/quality_checks.h"
#include "table/tidy.h"

enum { SHOWN = 10, HASH = 16 };

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
  struct ut_check_place place;
  bool listed; /* in the table */
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
  const struct ut_check *checks;
  size_t check_count;
  struct ut_check_knowledge known;
  bool several_files;
  size_t rows;
  struct stay *stays;
  size_t stay_count, stay_room;
  struct length *lengths; /* by days */
  size_t length_count, length_room;
  struct ut_table *counts, *days; /* of ut_quality_close: by check and column; stays by their length */
  struct finding findings[];      /* of the checks, in their order */
};

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
  for (size_t i = 0; i < p->count && i < SHOWN && p->first[i].number > 0; i++) { /* parts have none */
    char name[PATH_MAX] = "";
    if (q->several_files)
      ut_show_name(name, sizeof name, p->first[i].source);
    ut_buf_format(out, "%s%s%s%zu", i ? " " : "", name, q->several_files ? ":" : "", p->first[i].line);
  }
}

/* ---- what all rows are needed for ---- */

/* Of the first check of this name. */
static struct finding *finding_of(struct ut_quality *q, const char *name)
{
  size_t i = 0;
  while (strcmp(q->checks[i].name, name) != 0)
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

/* That of so many days; NULL: no memory. */
static struct length *find_length(struct ut_quality *q, int32_t days)
{
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
      return NULL;
    q->lengths = lengths;
    memmove(&lengths[low + 1], &lengths[low], (q->length_count - low) * sizeof *lengths);
    q->lengths[low] = (struct length){.days = days};
    q->length_count++;
  }
  return &q->lengths[low];
}

static enum ut_status add_length(struct ut_quality *q, const struct ut_imported *row, struct place place)
{
  if (!ut_check_ended(row) || row->slut < row->start)
    return UT_OK;
  struct length *length = find_length(q, row->slut - row->start);
  if (!length)
    return UT_NOMEM;
  add_place(&length->places, place);
  return UT_OK;
}

enum ut_status ut_quality_add(struct ut_quality *q, const struct ut_imported *row)
{
  struct place place = {++q->rows, row->source, row->line};
  if (ut_check_is_mistake(&q->known, row))
    return UT_OK;
  for (size_t i = 0; i < q->check_count; i++) {
    const struct ut_check_asked a = {&q->known, &q->findings[i].place, row};
    enum ut_check_answer answer = q->checks[i].ask ? q->checks[i].ask(&a) : UT_CHECK_NOT_ASKED;
    if (answer == UT_CHECK_NOMEM)
      return UT_NOMEM;
    if (answer != UT_CHECK_NOT_ASKED)
      remark(&q->findings[i], answer == UT_CHECK_BAD, place);
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
  for (size_t i = 0; i < q->check_count; i++)
    if (ut_check_is_of_codes(&q->checks[i]) && has_unknown_code(row, q->checks[i].column))
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
    for (size_t n = 0; n < p->count && n < SHOWN; n++)
      add_place(&f->places, p->first[n]);
    f->places.count += p->count > SHOWN ? p->count - SHOWN : 0;
  }
}

/* ---- what is counted, as integers that add up ---- */

enum { KEYS = 2, FOUND = 0, BASE, COUNTERS };

static void name_check(const struct ut_quality *q, size_t index, struct ut_text keys[KEYS])
{
  keys[0] = ut_text_of(q->checks[index].name);
  keys[1] = ut_text_of(q->checks[index].column);
}

/* Few exports have days of employment; others do not list the checks of them. */
static bool is_listed(const struct ut_quality *q, size_t index)
{
  const struct ut_column *column = ut_column_find(ut_text_of(q->checks[index].column));
  return q->findings[index].place.column >= 0 || !column || !column->dates_itself;
}

static enum ut_status close_counts(struct ut_quality *q, struct ut_error *err)
{
  struct ut_text keys[KEYS];
  int64_t *n;
  for (size_t i = 0; i < q->check_count; i++) {
    name_check(q, i, keys);
    if (!is_listed(q, i))
      continue;
    UT_TRY(ut_table_find(q->counts, keys, &n, err));
    n[FOUND] = (int64_t)q->findings[i].places.count;
    n[BASE] = q->findings[i].base;
  }
  for (size_t i = 0; i < q->length_count; i++) {
    char days[16];
    snprintf(days, sizeof days, "%" PRId32, q->lengths[i].days);
    keys[0] = ut_text_of(days);
    UT_TRY(ut_table_find(q->days, keys, &n, err));
    *n = (int64_t)q->lengths[i].places.count;
  }
  return UT_OK;
}

enum ut_status ut_quality_close(struct ut_quality *q, struct ut_partial *part, struct ut_error *err)
{
  static const struct ut_vocabulary *const natural[KEYS] = {NULL};
  if (ut_table_new(&q->counts, natural, KEYS, COUNTERS) || ut_table_new(&q->days, natural, 1, 1))
    return ut_error_nomem(err);
  if (q->stay_count > 0)
    qsort(q->stays, q->stay_count, sizeof *q->stays, compare_stays);
  compare_with_earlier(q, finding_of(q, "dubblett"), finding_of(q, "overlapp"));
  finding_of(q, "avvisad")->base = (int64_t)q->rows;
  UT_TRY(close_counts(q, err));
  UT_TRY(ut_partial_table(part, "kontroll", q->counts, err));
  return ut_partial_table(part, "dagar", q->days, err);
}

static enum ut_status take_lengths(struct ut_quality *q, struct ut_error *err)
{
  for (size_t i = 0; i < ut_table_groups(q->days); i++) {
    struct ut_group group = ut_table_group(q->days, i);
    int64_t days;
    if (!ut_text_integer(*group.keys, &days) || days < 0 || days > INT32_MAX || *group.counters < 0)
      return ut_error_set(err, UT_BAD_INPUT, "parts have stays of days that there are not");
    struct length *length = find_length(q, (int32_t)days);
    if (!length)
      return ut_error_nomem(err);
    length->places.count = (size_t)*group.counters;
  }
  return UT_OK;
}

/* ---- the table ---- */

static enum ut_status write_check(const struct ut_quality *q, struct ut_tidy *t, size_t index, struct ut_error *err)
{
  const struct finding *f = &q->findings[index];
  const struct ut_check *c = &q->checks[index];
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
  ut_tidy_text(t, rows.len > 0 ? ut_buf_text(&rows) : ut_text_of(""));
  enum ut_status status = rows.failed ? ut_error_nomem(err) : ut_tidy_end(t, err);
  ut_buf_clear(&rows);
  return status;
}

/* Takes what is counted, of all parts, in the place of what the rows said. */
static enum ut_status take_counts(struct ut_quality *q, struct ut_error *err)
{
  struct ut_text keys[KEYS];
  for (size_t i = 0; i < q->check_count; i++) {
    name_check(q, i, keys);
    const int64_t *n = ut_table_get(q->counts, keys);
    q->findings[i].listed = n;
    q->findings[i].places.count = n ? (size_t)n[FOUND] : 0;
    q->findings[i].base = n ? n[BASE] : 0;
  }
  UT_TRY(take_lengths(q, err));
  find_long_stays(q, finding_of(q, "lang_tid"));
  return UT_OK;
}

enum ut_status ut_quality_write(struct ut_quality *q, struct ut_output *output, enum ut_format to, int decimals,
                                struct ut_error *err)
{
  static const char *const names[] = {"kontroll", "allvar", "kolumn", "antal", "bas", "andel", "rader"};
  enum { COUNT = sizeof names / sizeof *names };
  struct ut_tidy t = {.decimals = decimals};
  UT_TRY(take_counts(q, err));
  enum ut_status status = ut_tidy_open(&t, output, to, names, COUNT, err);
  for (size_t i = 0; i < q->check_count && !status; i++)
    if (q->findings[i].listed)
      status = write_check(q, &t, i, err);
  return ut_tidy_close(&t, status, err);
}

/* ---- opening and closing ---- */

enum ut_status ut_quality_new(struct ut_quality **out, const struct ut_text *columns, size_t count, ut_date as_of,
                              bool several_files)
{
  size_t check_count;
  const struct ut_check *checks = ut_checks(&check_count);
  struct ut_quality *q = *out = calloc(1, sizeof *q + check_count * sizeof *q->findings);
  if (!q)
    return UT_NOMEM;
  q->checks = checks;
  q->check_count = check_count;
  q->several_files = several_files;
  for (size_t i = 0; i < check_count; i++)
    q->findings[i].place = ut_check_find(&checks[i], columns, count);
  if (sodium_init() < 0)
    return UT_NOMEM;
  return ut_check_knowledge_init(&q->known, columns, count, as_of);
}

void ut_quality_free(struct ut_quality *q)
{
  if (!q)
    return;
  ut_check_knowledge_clear(&q->known);
  free(q->stays);
  free(q->lengths);
  ut_table_free(q->counts);
  ut_table_free(q->days);
  free(q);
}

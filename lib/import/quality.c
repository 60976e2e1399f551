/* What the checks of imported rows find: row by row; duplicates, overlaps and long stays after the last. */
#include "import/quality.h"

#include <limits.h>
#include <sodium.h>
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
  struct finding findings[]; /* of the checks, in their order */
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
  for (size_t i = 0; i < p->count && i < SHOWN; i++) {
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

static enum ut_status add_length(struct ut_quality *q, const struct ut_imported *row, struct place place)
{
  if (!ut_check_ended(row) || row->slut < row->start)
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
  if (ut_check_is_mistake(&q->known, row))
    return UT_OK;
  for (size_t i = 0; i < q->check_count; i++) {
    const struct ut_check_asked a = {&q->known, &q->findings[i].place, row};
    enum ut_check_answer answer = q->checks[i].ask ? q->checks[i].ask(&a) : UT_CHECK_NOT_ASKED;
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

/* Few exports have days of employment; others do not list the checks of them. */
static bool is_listed(const struct ut_quality *q, size_t index)
{
  const struct ut_column *column = ut_column_find(ut_text_of(q->checks[index].column));
  return q->findings[index].place.column >= 0 || !column || !column->dates_itself;
}

enum ut_status ut_quality_write(struct ut_quality *q, struct ut_output *output, int decimals, struct ut_error *err)
{
  static const char *const names[] = {"kontroll", "allvar", "kolumn", "antal", "bas", "andel", "rader"};
  enum { COUNT = sizeof names / sizeof *names };
  struct ut_tidy t = {.decimals = decimals};
  finish(q);
  enum ut_status status = ut_tidy_open(&t, output, UT_CSV, names, COUNT, err);
  for (size_t i = 0; i < q->check_count && !status; i++)
    if (is_listed(q, i))
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
  free(q);
}

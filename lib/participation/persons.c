/* Rows kept in memory and put in order per person. */
#include "participation/persons.h"

#include <stdlib.h>

#include "base/distinct.h"
#include "base/grow.h"
#include "table/watch.h"

struct person_row {
  struct ut_text *cells; /* one block with their bytes behind them */
  struct ut_participation when;
  size_t person;   /* rows of one person in one insats share it; 0: not known */
  size_t sequence; /* when it came */
  size_t ordning;
  bool senaste;
  /* where what came before is asked for: */
  size_t individual; /* rows of one person share it; 0: not known */
  uint32_t insats, insats_before;
  ut_date days_since; /* UT_DATE_NONE: nothing came before */
};

struct ut_persons {
  size_t cells, count, room;
  struct person_row *rows;
  struct ut_table *numbers; /* key: id and insats; counter: 1 + the row kept, or the person's number */
  size_t person_count, seen;
  bool follows;
  size_t individual_count;
  struct ut_distinct insatser; /* where it does */
};

/* Puts a row in its place, which is that of an earlier one or the first that is free. */
static enum ut_status put_row(struct ut_persons *p, size_t place, struct ut_participation when,
                              const struct ut_text *cells, struct ut_error *err)
{
  struct ut_text *copy = cells ? ut_texts_copy(cells, p->cells) : NULL;
  struct person_row *rows = ut_grow(p->rows, place, &p->room, sizeof *rows);
  p->rows = rows ? rows : p->rows;
  if ((cells && !copy) || !rows) {
    free(copy);
    return ut_error_nomem(err);
  }
  if (place < p->count)
    free(p->rows[place].cells);
  else
    p->count++;
  p->rows[place] = (struct person_row){
      .cells = copy, .when = when, .sequence = p->seen++, .ordning = 1, .senaste = true, .days_since = UT_DATE_NONE};
  return UT_OK;
}

static int compare_dates(ut_date a, ut_date b)
{
  return (a > b) - (a < b);
}

/* By start, then slut, still in last. */
static int compare_when(struct ut_participation a, struct ut_participation b)
{
  int order = compare_dates(a.start, b.start);
  if (order == 0)
    order = (a.slut == UT_DATE_NONE) - (b.slut == UT_DATE_NONE);
  return order ? order : compare_dates(a.slut, b.slut);
}

static int compare_in_person(const void *a, const void *b)
{
  const struct person_row *x = *(struct person_row *const *)a, *y = *(struct person_row *const *)b;
  if (x->person != y->person)
    return x->person < y->person ? -1 : 1;
  int order = compare_when(x->when, y->when);
  return order ? order : x->sequence < y->sequence ? -1 : 1;
}

static int compare_sequence(const void *a, const void *b)
{
  const struct person_row *x = a, *y = b;
  return x->sequence < y->sequence ? -1 : 1;
}

static bool is_linked(struct ut_text id, struct ut_participation when)
{
  return id.len > 0 && !when.anonymous;
}

enum ut_status ut_persons_new(struct ut_persons **out, size_t cells)
{
  static const struct ut_vocabulary *const natural[2] = {NULL, NULL};
  struct ut_persons *p = *out = calloc(1, sizeof *p);
  if (!p)
    return UT_NOMEM;
  p->cells = cells;
  return ut_table_new(&p->numbers, natural, 2, 1);
}

void ut_persons_follow(struct ut_persons *p)
{
  p->follows = true;
}

/* Says of the row last kept whose it is, whatever the insats. */
static enum ut_status add_individual(struct ut_persons *p, struct ut_text id, struct ut_text insats,
                                     struct ut_error *err)
{
  const struct ut_text keys[2] = {id, {"", 0}};
  struct person_row *row = &p->rows[p->count - 1];
  int64_t *individual;
  UT_TRY(ut_table_find(p->numbers, keys, &individual, err));
  if (*individual == 0)
    *individual = (int64_t)++p->individual_count;
  row->individual = (size_t)*individual;
  return ut_distinct_add(&p->insatser, insats, &row->insats) ? ut_error_nomem(err) : UT_OK;
}

void ut_persons_watch(struct ut_persons *p, struct ut_participations *from)
{
  static const struct ut_text names[] = {{"id", 2}, {"insats", 6}};
  ut_table_watch(p->numbers, &(struct ut_watch){.names = names,
                                                .count = 2,
                                                .run = ut_reader_run(ut_participations_reader(from)),
                                                .row = ut_participations_row(from)});
}

enum ut_status ut_persons_meet(const struct ut_persons *p, struct ut_error *err)
{
  return ut_table_meet(p->numbers, err);
}

enum ut_status ut_persons_add(struct ut_persons *p, struct ut_text id, struct ut_text insats,
                              struct ut_participation when, const struct ut_text *cells, struct ut_error *err)
{
  const struct ut_text keys[2] = {id, insats};
  int64_t *person;
  UT_TRY(put_row(p, p->count, when, cells, err));
  if (!is_linked(id, when))
    return UT_OK;
  UT_TRY(ut_table_find(p->numbers, keys, &person, err));
  if (*person == 0)
    *person = (int64_t)++p->person_count;
  p->rows[p->count - 1].person = (size_t)*person;
  return p->follows ? add_individual(p, id, insats, err) : UT_OK;
}

enum ut_status ut_persons_keep_latest(struct ut_persons *p, struct ut_text id, struct ut_participation when,
                                      const struct ut_text *cells, struct ut_error *err)
{
  const struct ut_text keys[2] = {id, {"", 0}};
  int64_t *kept;
  if (!is_linked(id, when))
    return put_row(p, p->count, when, cells, err);
  UT_TRY(ut_table_find(p->numbers, keys, &kept, err));
  size_t place = *kept == 0 ? p->count : (size_t)*kept - 1;
  if (*kept != 0 && compare_when(p->rows[place].when, when) > 0)
    return UT_OK;
  UT_TRY(put_row(p, place, when, cells, err));
  *kept = (int64_t)place + 1;
  return UT_OK;
}

/* ---- what came before ---- */

static int compare_by_start(const void *a, const void *b)
{
  const struct person_row *x = *(struct person_row *const *)a, *y = *(struct person_row *const *)b;
  return x->individual != y->individual ? (x->individual < y->individual ? -1 : 1)
                                        : compare_dates(x->when.start, y->when.start);
}

static int compare_by_slut(const void *a, const void *b)
{
  const struct person_row *x = *(struct person_row *const *)a, *y = *(struct person_row *const *)b;
  if (x->individual != y->individual)
    return x->individual < y->individual ? -1 : 1;
  int order = compare_dates(x->when.slut, y->when.slut);
  order = order ? order : compare_dates(x->when.start, y->when.start);
  return order ? order : x->sequence < y->sequence ? -1 : 1;
}

static bool is_before(const struct person_row *ended, const struct person_row *row)
{
  return ended->individual == row->individual &&
         (ended->when.slut < row->when.start ||
          (ended->when.slut == row->when.start && ended->when.start < row->when.start));
}

/* Both lists go by person: `all` by start, `ended` by slut. */
static void find_before(struct person_row **all, size_t count, struct person_row **ended, size_t ended_count)
{
  const struct person_row *latest = NULL;
  for (size_t i = 0, next = 0; i < count; i++) {
    while (next < ended_count && ended[next]->individual < all[i]->individual)
      next++;
    while (next < ended_count && is_before(ended[next], all[i]))
      latest = ended[next++];
    if (!latest || latest->individual != all[i]->individual)
      continue;
    all[i]->insats_before = latest->insats;
    all[i]->days_since = all[i]->when.start - latest->when.slut;
  }
}

static enum ut_status follow(struct ut_persons *p)
{
  struct person_row **all = calloc(2 * p->count + 1, sizeof(struct person_row *));
  size_t count = 0, ended_count = 0;
  if (!all)
    return UT_NOMEM;
  struct person_row **ended = all + p->count;
  for (size_t i = 0; i < p->count; i++)
    if (p->rows[i].individual > 0) {
      all[count++] = &p->rows[i];
      if (p->rows[i].when.slut != UT_DATE_NONE)
        ended[ended_count++] = &p->rows[i];
    }
  if (count > 1)
    qsort(all, count, sizeof(struct person_row *), compare_by_start);
  if (ended_count > 1)
    qsort(ended, ended_count, sizeof(struct person_row *), compare_by_slut);
  find_before(all, count, ended, ended_count);
  free(all);
  return UT_OK;
}

enum ut_status ut_persons_order(struct ut_persons *p)
{
  if (p->follows)
    UT_TRY(follow(p));
  struct person_row **order = calloc(p->count + 1, sizeof(struct person_row *));
  if (!order)
    return UT_NOMEM;
  for (size_t i = 0; i < p->count; i++)
    order[i] = &p->rows[i];
  if (p->count > 1)
    qsort(order, p->count, sizeof(struct person_row *), compare_in_person);
  for (size_t i = 1; i < p->count; i++)
    if (order[i]->person > 0 && order[i]->person == order[i - 1]->person) {
      order[i]->ordning = order[i - 1]->ordning + 1;
      order[i - 1]->senaste = false;
    }
  free(order);
  if (p->count > 1)
    qsort(p->rows, p->count, sizeof *p->rows, compare_sequence);
  return UT_OK;
}

size_t ut_persons_count(const struct ut_persons *p)
{
  return p->count;
}

const struct ut_text *ut_persons_cells(const struct ut_persons *p, size_t index)
{
  return p->rows[index].cells;
}

size_t ut_persons_ordning(const struct ut_persons *p, size_t index)
{
  return p->rows[index].ordning;
}

bool ut_persons_senaste(const struct ut_persons *p, size_t index)
{
  return p->rows[index].senaste;
}

struct ut_before ut_persons_before(const struct ut_persons *p, size_t index)
{
  const struct person_row *row = &p->rows[index];
  if (row->days_since == UT_DATE_NONE)
    return (struct ut_before){{"", 0}, 0};
  return (struct ut_before){ut_distinct_get(&p->insatser, row->insats_before), row->days_since};
}

void ut_persons_free(struct ut_persons *p)
{
  if (!p)
    return;
  for (size_t i = 0; i < p->count; i++)
    free(p->rows[i].cells);
  free(p->rows);
  ut_table_free(p->numbers);
  ut_distinct_clear(&p->insatser);
  free(p);
}

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
};

struct ut_persons {
  size_t cells, count, room;
  struct person_row *rows;
  struct ut_table *numbers; /* key: id and insats; counter: 1 + the row kept, or the person's number */
  size_t person_count, seen;
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
  p->rows[place] =
      (struct person_row){.cells = copy, .when = when, .sequence = p->seen++, .ordning = 1, .senaste = true};
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
  return UT_OK;
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

enum ut_status ut_persons_order(struct ut_persons *p)
{
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

void ut_persons_free(struct ut_persons *p)
{
  if (!p)
    return;
  for (size_t i = 0; i < p->count; i++)
    free(p->rows[i].cells);
  free(p->rows);
  ut_table_free(p->numbers);
  free(p);
}

/* Rows held in memory and put in order per person. */
#include "participation/persons.h"

#include <stdlib.h>

#include "base/distinct.h"
#include "base/grow.h"
#include "utfall/table.h"

struct held_row {
  struct ut_text *cells; /* one block with their bytes behind them */
  struct ut_participation when;
  size_t person;   /* rows of one person in one insats share it; 0: not known */
  size_t sequence; /* when it came */
  size_t ordning;
  bool senaste;
};

struct ut_persons {
  size_t cells, count, room;
  struct held_row *rows;
  struct ut_table *persons; /* key: id and insats; counter: 1 + the row kept, or the person's number */
  size_t person_count, seen;
};

/* Puts a row in its place, which is that of an earlier one or the first that is free. */
static enum ut_status put_row(struct ut_persons *h, size_t place, struct ut_participation when,
                              const struct ut_text *cells, struct ut_error *err)
{
  struct ut_text *copy = cells ? ut_texts_copy(cells, h->cells) : NULL;
  struct held_row *rows = ut_grow(h->rows, place, &h->room, sizeof *rows);
  h->rows = rows ? rows : h->rows;
  if ((cells && !copy) || !rows) {
    free(copy);
    return ut_error_nomem(err);
  }
  if (place < h->count)
    free(h->rows[place].cells);
  else
    h->count++;
  h->rows[place] = (struct held_row){.cells = copy, .when = when, .sequence = h->seen++, .ordning = 1, .senaste = true};
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
  const struct held_row *x = *(struct held_row *const *)a, *y = *(struct held_row *const *)b;
  if (x->person != y->person)
    return x->person < y->person ? -1 : 1;
  int order = compare_when(x->when, y->when);
  return order ? order : x->sequence < y->sequence ? -1 : 1;
}

static int compare_sequence(const void *a, const void *b)
{
  const struct held_row *x = a, *y = b;
  return x->sequence < y->sequence ? -1 : 1;
}

static bool is_linked(struct ut_text id, struct ut_participation when)
{
  return id.len > 0 && !when.anonymous;
}

enum ut_status ut_persons_new(struct ut_persons **out, size_t cells)
{
  static const struct ut_vocabulary *const natural[2] = {NULL, NULL};
  struct ut_persons *h = calloc(1, sizeof *h);
  *out = NULL;
  if (!h || ut_table_new(&h->persons, natural, 2, 1) != UT_OK) {
    free(h);
    return UT_NOMEM;
  }
  h->cells = cells;
  *out = h;
  return UT_OK;
}

enum ut_status ut_persons_add(struct ut_persons *h, struct ut_text id, struct ut_text insats,
                              struct ut_participation when, const struct ut_text *cells, struct ut_error *err)
{
  const struct ut_text keys[2] = {id, insats};
  int64_t *person;
  enum ut_status status = put_row(h, h->count, when, cells, err);
  if (status != UT_OK || !is_linked(id, when))
    return status;
  status = ut_table_find(h->persons, keys, &person, err);
  if (status != UT_OK)
    return status;
  if (*person == 0)
    *person = (int64_t)++h->person_count;
  h->rows[h->count - 1].person = (size_t)*person;
  return UT_OK;
}

enum ut_status ut_persons_keep_latest(struct ut_persons *h, struct ut_text id, struct ut_participation when,
                                      const struct ut_text *cells, struct ut_error *err)
{
  const struct ut_text keys[2] = {id, {"", 0}};
  int64_t *kept;
  if (!is_linked(id, when))
    return put_row(h, h->count, when, cells, err);
  enum ut_status status = ut_table_find(h->persons, keys, &kept, err);
  if (status != UT_OK)
    return status;
  bool new = *kept == 0;
  size_t place = new ? h->count : (size_t)*kept - 1;
  if (!new &&compare_when(h->rows[place].when, when) > 0)
    return UT_OK;
  status = put_row(h, place, when, cells, err);
  if (status == UT_OK)
    *kept = (int64_t)place + 1;
  return status;
}

enum ut_status ut_persons_order(struct ut_persons *h)
{
  struct held_row **order = calloc(h->count + 1, sizeof(struct held_row *));
  if (!order)
    return UT_NOMEM;
  for (size_t i = 0; i < h->count; i++)
    order[i] = &h->rows[i];
  if (h->count > 1)
    qsort(order, h->count, sizeof(struct held_row *), compare_in_person);
  for (size_t i = 1; i < h->count; i++)
    if (order[i]->person > 0 && order[i]->person == order[i - 1]->person) {
      order[i]->ordning = order[i - 1]->ordning + 1;
      order[i - 1]->senaste = false;
    }
  free(order);
  if (h->count > 1)
    qsort(h->rows, h->count, sizeof *h->rows, compare_sequence);
  return UT_OK;
}

size_t ut_persons_count(const struct ut_persons *h)
{
  return h->count;
}

const struct ut_text *ut_persons_cells(const struct ut_persons *h, size_t index)
{
  return h->rows[index].cells;
}

size_t ut_persons_ordning(const struct ut_persons *h, size_t index)
{
  return h->rows[index].ordning;
}

bool ut_persons_senaste(const struct ut_persons *h, size_t index)
{
  return h->rows[index].senaste;
}

void ut_persons_free(struct ut_persons *h)
{
  if (!h)
    return;
  for (size_t i = 0; i < h->count; i++)
    free(h->rows[i].cells);
  free(h->rows);
  ut_table_free(h->persons);
  free(h);
}

/* Rows kept in memory and put in order per person. */
#include "participation/persons.h"

#include <stdlib.h>

#include "base/grow.h"
#include "base/packed.h"
#include "model/alike.h"
#include "participation/one_person.h"
#include "table/watch.h"

enum {
  ROWS_MOST = INT32_MAX,
  REPLACED_MOST = 1 << 12 /* and as many as are kept, before these are packed anew */
};

/* Numbers of keys, and of rows, are one more than they are counted from; 0: there is none. */
struct person_row {
  size_t cells;        /* where they are packed */
  uint32_t id, insats; /* keys; 0: nobody known */
  ut_date start, slut;
  union {
    uint32_t before; /* where that is followed: the row that ended before it began */
    uint32_t came;   /* where only the latest are kept: as the how many-th of all */
  };
  uint32_t ordning : 31, senaste : 1;
};

/* What a key has been. */
struct seen {
  bool as[2];      /* enum key */
  uint32_t latest; /* row of this id */
};

struct ut_persons {
  size_t cells, count, room;
  struct person_row *rows;
  struct ut_packed packed;
  size_t replaced;         /* rows, since those that are kept were packed */
  struct ut_distinct keys; /* ids and insatser */
  struct seen *seen;       /* by key */
  size_t seen_room;
  struct ut_text *unpacked;
  uint32_t came;
  bool follows;
  struct ut_watch watch;
  struct ut_one_person *one;
  struct ut_distinct within; /* who is one in an insats: pairs of keys */
};

enum key { ID, INSATS };

/* Packs the rows anew, without the texts of those that were replaced. */
static enum ut_status pack_anew(struct ut_persons *p)
{
  struct ut_packed packed = {0};
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < p->count && status == UT_OK; i++) {
    ut_packed_get(&p->packed, p->rows[i].cells, p->unpacked, p->cells);
    p->rows[i].cells = UT_NOT_PACKED;
    status = ut_packed_put(&packed, p->unpacked, p->cells, &p->rows[i].cells);
  }
  ut_packed_clear(&p->packed);
  p->packed = packed;
  p->replaced = 0;
  return status;
}

/* Puts a row in its place, which is that of an earlier one or the first that is free. */
static enum ut_status put_row(struct ut_persons *p, size_t place, struct ut_participation when,
                              const struct ut_text *cells, struct ut_error *err)
{
  bool room = place < ROWS_MOST && p->came < UINT32_MAX;
  struct person_row *rows = room ? ut_grow(p->rows, place, &p->room, sizeof *rows) : NULL;
  if (!rows)
    return ut_error_nomem(err);
  p->rows = rows;
  size_t at = place < p->count ? rows[place].cells : UT_NOT_PACKED;
  if (cells && ut_packed_put(&p->packed, cells, p->cells, &at))
    return ut_error_nomem(err);
  p->replaced += place < p->count;
  p->count += place == p->count;
  rows[place] = (struct person_row){.cells = at, .start = when.start, .slut = when.slut, .ordning = 1, .senaste = true};
  return p->replaced > p->count + REPLACED_MOST && pack_anew(p) ? ut_error_nomem(err) : UT_OK;
}

static int compare_dates(ut_date a, ut_date b)
{
  return (a > b) - (a < b);
}

static int compare_numbers(uint32_t a, uint32_t b)
{
  return (a > b) - (a < b);
}

/* By start, then slut, still in last. */
static int compare_when(const struct person_row *a, const struct person_row *b)
{
  int order = compare_dates(a->start, b->start);
  if (order == 0)
    order = (a->slut == UT_DATE_NONE) - (b->slut == UT_DATE_NONE);
  return order ? order : compare_dates(a->slut, b->slut);
}

static bool is_linked(struct ut_text id, struct ut_participation when)
{
  return id.len > 0 && !when.anonymous;
}

enum ut_status ut_persons_new(struct ut_persons **out, size_t cells)
{
  struct ut_persons *p = *out = calloc(1, sizeof *p);
  if (!p)
    return UT_NOMEM;
  p->cells = cells;
  p->unpacked = calloc(cells + 1, sizeof *p->unpacked);
  return p->unpacked ? UT_OK : UT_NOMEM;
}

void ut_persons_follow(struct ut_persons *p)
{
  p->follows = true;
}

enum ut_status ut_persons_watch(struct ut_persons *p, struct ut_participations *from)
{
  static const struct ut_text names[] = {[ID] = {"id", 2}, [INSATS] = {"insats", 6}};
  p->watch = (struct ut_watch){.names = names,
                               .count = 2,
                               .run = ut_reader_run(ut_participations_reader(from)),
                               .row = ut_participations_row(from)};
  return ut_one_person_new(&p->one, from);
}

/* ---- ids and insatser ---- */

static enum ut_status find_number(struct ut_persons *p, struct ut_text text, enum key key, uint32_t *number,
                                  struct ut_error *err)
{
  size_t known = ut_distinct_count(&p->keys);
  struct seen *all = ut_grow(p->seen, known, &p->seen_room, sizeof *all);
  if (!all)
    return ut_error_nomem(err);
  p->seen = all;
  if (ut_distinct_add(&p->keys, text, number))
    return ut_error_nomem(err);
  if (*number == known)
    all[known] = (struct seen){0};
  bool *seen = &all[(*number)++].as[key];
  if (*seen)
    return UT_OK;
  *seen = true;
  return ut_watch_key(&p->watch, key, text, err);
}

/* A person of one insats, or, where stays are followed from one to another, of all. */
static enum ut_status see_person(struct ut_persons *p, const struct person_row *row)
{
  const uint32_t pair[] = {row->id, row->insats};
  uint32_t person = row->id;
  if (p->one && !p->follows)
    UT_TRY(ut_distinct_add(&p->within, (struct ut_text){(const char *)pair, sizeof pair}, &person));
  return ut_one_person_see(p->one, person);
}

static enum ut_status meet(const struct ut_persons *p, enum key key, struct ut_error *err)
{
  const struct ut_watch *w = &p->watch;
  for (size_t i = 0; i < ut_distinct_count(&p->keys) && ut_alike_is_odd(w->run, w->names[key]); i++)
    if (p->seen[i].as[key] && ut_alike_meet(w->run, w->names[key], ut_distinct_get(&p->keys, i)))
      return ut_error_nomem(err);
  return UT_OK;
}

enum ut_status ut_persons_meet(const struct ut_persons *p, struct ut_error *err)
{
  if (!p->watch.run)
    return UT_OK;
  ut_one_person_tell(p->one);
  UT_TRY(meet(p, ID, err));
  return meet(p, INSATS, err);
}

enum ut_status ut_persons_add(struct ut_persons *p, struct ut_text id, struct ut_text insats,
                              struct ut_participation when, const struct ut_text *cells, struct ut_error *err)
{
  UT_TRY(put_row(p, p->count, when, cells, err));
  struct person_row *row = &p->rows[p->count - 1];
  if (!is_linked(id, when))
    return UT_OK;
  UT_TRY(find_number(p, id, ID, &row->id, err));
  UT_TRY(find_number(p, insats, INSATS, &row->insats, err));
  return see_person(p, row) == UT_OK ? UT_OK : ut_error_nomem(err);
}

enum ut_status ut_persons_keep_latest(struct ut_persons *p, struct ut_text id, struct ut_participation when,
                                      const struct ut_text *cells, struct ut_error *err)
{
  const struct person_row now = {.start = when.start, .slut = when.slut};
  size_t place = p->count;
  uint32_t number;
  if (is_linked(id, when)) {
    UT_TRY(find_number(p, id, ID, &number, err));
    if (ut_one_person_see(p->one, number) != UT_OK)
      return ut_error_nomem(err);
    uint32_t *latest = &p->seen[number - 1].latest;
    place = *latest == 0 ? p->count : *latest - 1;
    if (*latest != 0 && compare_when(&p->rows[place], &now) > 0)
      return UT_OK;
    *latest = (uint32_t)place + 1;
  }
  UT_TRY(put_row(p, place, when, cells, err));
  p->rows[place].came = ++p->came;
  return UT_OK;
}

/* ---- what came before ---- */

/* Rows by place. */
static const struct person_row *row_at(const void *place, const void *persons)
{
  return &((const struct ut_persons *)persons)->rows[*(const uint32_t *)place];
}

static int compare_by_start(const void *a, const void *b, void *persons)
{
  const struct person_row *x = row_at(a, persons), *y = row_at(b, persons);
  int order = compare_numbers(x->id, y->id);
  return order ? order : compare_dates(x->start, y->start);
}

static int compare_by_slut(const void *a, const void *b, void *persons)
{
  const struct person_row *x = row_at(a, persons), *y = row_at(b, persons);
  int order = compare_numbers(x->id, y->id);
  order = order ? order : compare_dates(x->slut, y->slut);
  order = order ? order : compare_dates(x->start, y->start);
  return order ? order : compare_numbers(*(const uint32_t *)a, *(const uint32_t *)b);
}

static bool is_before(const struct person_row *ended, const struct person_row *row)
{
  return ended->id == row->id && (ended->slut < row->start || (ended->slut == row->start && ended->start < row->start));
}

/* Both lists go by person: `all` by start, `ended` by slut. */
static void find_before(struct ut_persons *p, const uint32_t *all, size_t count, const uint32_t *ended,
                        size_t ended_count)
{
  uint32_t latest = 0;
  for (size_t i = 0, next = 0; i < count; i++) {
    struct person_row *row = &p->rows[all[i]];
    while (next < ended_count && p->rows[ended[next]].id < row->id)
      next++;
    while (next < ended_count && is_before(&p->rows[ended[next]], row))
      latest = ended[next++] + 1;
    if (latest > 0 && p->rows[latest - 1].id == row->id)
      row->before = latest;
  }
}

/* The rows of those who are known, or only those that have ended. */
static size_t list_known(const struct ut_persons *p, bool all, uint32_t *list)
{
  size_t count = 0;
  for (size_t i = 0; i < p->count; i++)
    if (p->rows[i].id > 0 && (all || p->rows[i].slut != UT_DATE_NONE))
      list[count++] = (uint32_t)i;
  return count;
}

static void sort(struct ut_persons *p, uint32_t *list, size_t count, int (*compare)(const void *, const void *, void *))
{
  if (count > 1)
    qsort_r(list, count, sizeof *list, compare, p);
}

/* ---- order ---- */

static int compare_in_person(const void *a, const void *b, void *persons)
{
  const struct person_row *x = row_at(a, persons), *y = row_at(b, persons);
  int order = compare_numbers(x->id, y->id);
  order = order ? order : compare_numbers(x->insats, y->insats);
  order = order ? order : compare_when(x, y);
  return order ? order : compare_numbers(*(const uint32_t *)a, *(const uint32_t *)b);
}

static int compare_came(const void *a, const void *b)
{
  return compare_numbers(((const struct person_row *)a)->came, ((const struct person_row *)b)->came);
}

static void number(struct ut_persons *p, const uint32_t *order, size_t count)
{
  for (size_t i = 1; i < count; i++) {
    struct person_row *row = &p->rows[order[i]], *last = &p->rows[order[i - 1]];
    if (row->id == last->id && row->insats == last->insats) {
      row->ordning = last->ordning + 1;
      last->senaste = false;
    }
  }
}

static enum ut_status order_persons(struct ut_persons *p)
{
  uint32_t *all = calloc(p->follows ? 2 * p->count : p->count, sizeof *all);
  if (!all)
    return UT_NOMEM;
  uint32_t *ended = all + p->count;
  size_t count = list_known(p, true, all);
  if (p->follows) {
    size_t ended_count = list_known(p, false, ended);
    sort(p, all, count, compare_by_start);
    sort(p, ended, ended_count, compare_by_slut);
    find_before(p, all, count, ended, ended_count);
  }
  sort(p, all, count, compare_in_person);
  number(p, all, count);
  free(all);
  return UT_OK;
}

enum ut_status ut_persons_order(struct ut_persons *p)
{
  if (p->count == 0)
    return UT_OK;
  if (p->came == 0)
    return order_persons(p);
  qsort(p->rows, p->count, sizeof *p->rows, compare_came);
  return UT_OK;
}

size_t ut_persons_count(const struct ut_persons *p)
{
  return p->count;
}

const struct ut_text *ut_persons_cells(const struct ut_persons *p, size_t index)
{
  if (p->rows[index].cells == UT_NOT_PACKED)
    return NULL;
  ut_packed_get(&p->packed, p->rows[index].cells, p->unpacked, p->cells);
  return p->unpacked;
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
  if (!p->follows || row->before == 0)
    return (struct ut_before){{"", 0}, 0};
  const struct person_row *before = &p->rows[row->before - 1];
  return (struct ut_before){ut_distinct_get(&p->keys, before->insats - 1), row->start - before->slut};
}

void ut_persons_free(struct ut_persons *p)
{
  if (!p)
    return;
  free(p->rows);
  free(p->seen);
  free(p->unpacked);
  ut_packed_clear(&p->packed);
  ut_distinct_clear(&p->keys);
  ut_distinct_clear(&p->within);
  ut_one_person_free(p->one);
  free(p);
}

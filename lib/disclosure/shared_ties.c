/* Money that adds up where persons do not. */
#include "disclosure/shared_ties.h"

#include <stdlib.h>

#include "utfall/column.h"

struct sharing_work {
  struct ut_relations *r;
  const struct ut_tidy_table *t;
  const bool *missing;
  size_t which, key; /* the count, and the key that persons are several times in */
  uint32_t *parts;
};

static bool is_total(const struct sharing_work *w, size_t row)
{
  return ut_tidy_table_totals(w->t, row) >> w->key & 1;
}

static bool differs_in_key_alone(const struct sharing_work *w, size_t a, size_t b)
{
  const uint32_t *x = ut_tidy_table_tuple(w->t, a), *y = ut_tidy_table_tuple(w->t, b);
  for (size_t k = 0; k < w->t->keys->count; k++)
    if (k != w->key && x[k] != y[k])
      return false;
  return x[w->key] != y[w->key];
}

static enum ut_status relate_total(struct sharing_work *w, size_t total)
{
  size_t count = 0, counts = w->t->count_count;
  for (size_t row = 0; row < ut_tidy_table_rows(w->t); row++) {
    uint32_t slot = (uint32_t)(row * counts + w->which);
    if (!w->missing[slot] && !is_total(w, row) && differs_in_key_alone(w, total, row))
      w->parts[count++] = slot;
  }
  return count > 0 ? ut_relations_tie(w->r, (uint32_t)(total * counts + w->which), w->parts, count) : UT_OK;
}

static enum ut_status relate_count(struct sharing_work *w)
{
  for (size_t row = 0; row < ut_tidy_table_rows(w->t); row++)
    if (is_total(w, row) && !w->missing[row * w->t->count_count + w->which])
      UT_TRY(relate_total(w, row));
  return UT_OK;
}

/* The number of the key of that name; the number of keys where it is none. */
static size_t find_key(const struct ut_tidy_table *t, const char *name)
{
  size_t key = 0;
  while (key < t->keys->count && !ut_text_is(t->names[t->keys->columns[key]], name))
    key++;
  return key;
}

enum ut_status ut_shared_ties_relate(struct ut_relations *r, const struct ut_tidy_table *t, const bool *missing)
{
  struct sharing_work w = {r, t, missing, 0, 0, calloc(ut_tidy_table_rows(t) + 1, sizeof *w.parts)};
  enum ut_status status = w.parts ? UT_OK : UT_NOMEM;
  for (w.which = 0; w.which < t->count_count && status == UT_OK; w.which++) {
    const char *name = ut_column_of(t->names[t->counts[w.which]])->shared_over;
    w.key = name ? find_key(t, name) : t->keys->count;
    if (w.key < t->keys->count)
      status = relate_count(&w);
  }
  free(w.parts);
  return status;
}

/* Finding totals over several keys. */
#include "disclosure/corner_sums.h"

#include <stdlib.h>

#include "base/fraction.h"

enum { KEYS = 6 /* of a table whose sets of keys are tried, at most */ };

struct corner_group {
  int64_t sum; /* of the rows that are no totals in the set */
  size_t positive;
};

struct corner_search {
  struct ut_tidy_table *t;
  size_t which;
  uint32_t set;
  struct ut_distinct numbers; /* of groups */
  uint32_t *group;            /* by row */
  struct corner_group *of;    /* by group */
};

static int64_t count_of(const struct corner_search *s, size_t row)
{
  return ut_tidy_table_slot(s->t, row * s->t->count_count + s->which)->count;
}

/* The keys of the set in which the row is a total. */
static uint32_t totals_in(const struct corner_search *s, size_t row)
{
  return ut_tidy_table_totals(s->t, row) & s->set;
}

static enum ut_status find_groups(struct corner_search *s)
{
  size_t keys = s->t->keys->count;
  uint32_t tuple[UT_TIDY_TABLE_KEYS];
  for (size_t row = 0; row < ut_tidy_table_rows(s->t); row++) {
    memcpy(tuple, ut_tidy_table_tuple(s->t, row), keys * sizeof *tuple);
    for (size_t k = 0; k < keys; k++)
      tuple[k] = s->set >> k & 1 ? 0 : tuple[k];
    size_t before = ut_distinct_count(&s->numbers);
    UT_TRY(ut_distinct_add(&s->numbers, (struct ut_text){(const char *)tuple, keys * sizeof *tuple}, &s->group[row]));
    if (s->group[row] == before)
      s->of[before] = (struct corner_group){0};
    if (totals_in(s, row) == 0 && count_of(s, row) > 0) {
      s->of[s->group[row]].sum += count_of(s, row);
      s->of[s->group[row]].positive++;
    }
  }
  return UT_OK;
}

/* Is the row, by its count alone, the sum of the others of its group? */
static bool is_sum(const struct corner_search *s, size_t row)
{
  const struct corner_group *g = &s->of[s->group[row]];
  int64_t count = count_of(s, row);
  bool among = totals_in(s, row) == 0;
  return totals_in(s, row) != s->set && count > 0 && g->sum - (among ? count : 0) == count &&
         g->positive > (among ? 2U : 1U);
}

/* Has no other row of the group a value of the row's, totals apart? */
static bool stands_alone(const struct corner_search *s, size_t row)
{
  const uint32_t *own = ut_tidy_table_tuple(s->t, row);
  uint32_t values = s->set & ~totals_in(s, row);
  for (size_t i = 0; i < ut_tidy_table_rows(s->t); i++) {
    const uint32_t *tuple = ut_tidy_table_tuple(s->t, i);
    for (size_t k = 0; k < s->t->keys->count && i != row && s->group[i] == s->group[row]; k++)
      if ((values >> k & 1) && tuple[k] == own[k])
        return false;
  }
  return true;
}

/* A number with decimals is the name of nothing. */
static bool has_measure(const struct corner_search *s, size_t row)
{
  const uint32_t *own = ut_tidy_table_tuple(s->t, row);
  struct ut_fraction number;
  int decimals;
  for (size_t k = 0; k < s->t->keys->count; k++)
    if ((s->set & ~totals_in(s, row)) >> k & 1 &&
        ut_fraction_parse(ut_keys_value(s->t->keys, k, own[k]), &number, &decimals) && decimals > 0)
      return true;
  return false;
}

static enum ut_status add_corner(struct corner_search *s, uint32_t row)
{
  const struct ut_corner *corners = (const struct ut_corner *)(const void *)s->t->corners.ptr;
  for (size_t i = 0; i < s->t->corners.len / sizeof *corners; i++)
    if (corners[i].row == row)
      return UT_OK;
  return ut_buf_add(&s->t->corners, &(struct ut_corner){row, s->set}, sizeof *corners);
}

static enum ut_status search_set(struct corner_search *s)
{
  size_t rows = ut_tidy_table_rows(s->t);
  s->group = calloc(rows + 1, sizeof *s->group);
  s->of = calloc(rows + 1, sizeof *s->of);
  if (!s->group || !s->of)
    return UT_NOMEM;
  UT_TRY(find_groups(s));
  for (uint32_t row = 0; row < rows; row++)
    if (is_sum(s, row) && stands_alone(s, row) && !has_measure(s, row))
      UT_TRY(add_corner(s, row));
  return UT_OK;
}

static enum ut_status search_one(struct ut_tidy_table *t, size_t which, uint32_t set)
{
  struct corner_search s = {.t = t, .which = which, .set = set};
  enum ut_status status = search_set(&s);
  ut_distinct_clear(&s.numbers);
  free(s.group);
  free(s.of);
  return status;
}

enum ut_status ut_corner_sums_add(struct ut_tidy_table *t)
{
  uint32_t divided = ut_tidy_table_divided(t);
  for (size_t k = 0; k < ut_tidy_table_named_keys(t); k++)
    divided &= ~((uint32_t)ut_tidy_table_accumulates(t, k) << k); /* what adds up over it is no total */
  if (ut_tidy_table_named_keys(t) > KEYS)
    return UT_OK;
  for (size_t which = 0; which < t->count_count; which++)
    for (uint32_t set = divided; set != 0; set = (set - 1) & divided)
      if (set & (set - 1))
        UT_TRY(search_one(t, which, set));
  return UT_OK;
}

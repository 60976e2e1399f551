/* Holding columns of counts against each other over groups of rows. */
#include "disclosure/spread_sums.h"

#include <stdlib.h>

#define NO_ROW UT_SPREAD_SUMS_NO_ROW

enum {
  SET = 32,      /* keys that a set holds */
  TRIED_MOST = 6 /* over whose every set sums are looked for; of more over each, and over all */
};

struct spread_finding {
  const struct ut_tidy_table *t;
  const int64_t *numbers;
  size_t rows;
  size_t whole, part;
  bool named; /* the whole is called a total: it may hold others besides */
  struct ut_distinct groups;
  uint32_t *group; /* by row; NO_ROW: it is left out */
  uint32_t *first; /* by group: its first row, or the last that was looked at */
  uint32_t *parts; /* rows */
  int64_t *sums;   /* by group */
  ut_spread_sum_each *each;
  void *context;
};

static int64_t number_at(const struct spread_finding *f, size_t column, size_t row)
{
  return f->numbers[column * f->rows + row];
}

/* Is the row neither a total nor a sum in a key of the set? */
static bool is_part(const struct spread_finding *f, size_t row, uint32_t set)
{
  const uint32_t *tuple = ut_tidy_table_tuple(f->t, row);
  if (number_at(f, f->part, row) < 0 || f->group[row] == NO_ROW || (ut_tidy_table_totals(f->t, row) & set))
    return false;
  for (size_t k = 0; k < f->t->keys->count; k++)
    for (size_t i = 0; (set >> k & 1) && i < ut_key_sums_count(&f->t->sums[k]); i++)
      if (ut_key_sums_at(&f->t->sums[k], i)->whole == tuple[k])
        return false;
  return true;
}

/* Numbers the groups of rows that differ in no key but those of the set, nor, `by_value`, in the whole; *constant is
 * false where that differs in one. */
static enum ut_status find_groups(struct spread_finding *f, uint32_t set, bool by_value, bool *constant)
{
  uint32_t key[UT_TIDY_TABLE_KEYS + 1];
  size_t keys = f->t->keys->count;
  ut_distinct_clear(&f->groups);
  *constant = true;
  for (uint32_t row = 0; row < f->rows; row++) {
    const uint32_t *tuple = ut_tidy_table_tuple(f->t, row);
    int64_t number = number_at(f, f->whole, row);
    f->group[row] = NO_ROW;
    if (number < 0)
      continue;
    for (size_t k = 0; k < keys; k++)
      key[k] = set >> k & 1 ? 0 : tuple[k];
    key[keys] = by_value ? (uint32_t)number : 0;
    size_t before = ut_distinct_count(&f->groups);
    struct ut_text bytes = {(const char *)key, (keys + 1) * sizeof *key};
    UT_TRY(ut_distinct_add(&f->groups, bytes, &f->group[row]));
    if (f->group[row] == before)
      f->first[before] = row;
    *constant = *constant && number_at(f, f->whole, f->first[f->group[row]]) == number;
  }
  return UT_OK;
}

/* ---- totals of groups ---- */

/* Is the whole the sum of the part in every group, or no less where it is called a total, and is there a group of two
 * rows or more above 0? */
static bool adds_up(struct spread_finding *f, uint32_t set)
{
  size_t groups = ut_distinct_count(&f->groups);
  bool several = false;
  for (size_t i = 0; i < groups; i++)
    f->sums[i] = -1;
  for (size_t row = 0; row < f->rows; row++)
    if (is_part(f, row, set)) {
      int64_t *sum = &f->sums[f->group[row]], number = number_at(f, f->part, row);
      several = several || (*sum > 0 && number > 0);
      *sum = (*sum < 0 ? 0 : *sum) + number;
    }
  for (size_t i = 0; i < groups; i++) {
    int64_t rest = number_at(f, f->whole, f->first[i]) - f->sums[i];
    if (f->sums[i] >= 0 && rest != 0 && !(f->named && rest > 0))
      return false;
  }
  return several;
}

/* The first row of the group has the sum, and all others what the first one has. */
static enum ut_status hand_over_group(struct spread_finding *f, uint32_t group, uint32_t set)
{
  struct ut_spread_sum sum = {f->whole, f->part, f->first[group], NO_ROW, f->parts, 0};
  for (uint32_t row = 0; row < f->rows; row++)
    if (f->group[row] == group && is_part(f, row, set))
      f->parts[sum.count++] = row;
  if (sum.count > 0)
    UT_TRY(f->each(f->context, &sum));
  sum = (struct ut_spread_sum){f->whole, f->part, 0, f->first[group], NULL, 0};
  for (sum.row = 0; sum.row < f->rows; sum.row++)
    if (f->group[sum.row] == group && sum.row != sum.before)
      UT_TRY(f->each(f->context, &sum));
  return UT_OK;
}

static enum ut_status find_totals(struct spread_finding *f, uint32_t set, bool by_value)
{
  bool constant;
  UT_TRY(find_groups(f, set, by_value, &constant));
  if (!constant || !adds_up(f, set))
    return UT_OK;
  for (uint32_t i = 0; i < ut_distinct_count(&f->groups); i++)
    UT_TRY(hand_over_group(f, i, set));
  return UT_OK;
}

/* The keys over which the whole never changes; the last one is tried first. */
static enum ut_status find_repeating(struct spread_finding *f, uint32_t *set)
{
  *set = 0;
  size_t keys = ut_tidy_table_named_keys(f->t);
  for (size_t k = keys < SET ? keys : SET; k-- > 0;) {
    bool constant;
    UT_TRY(find_groups(f, *set | UINT32_C(1) << k, false, &constant));
    *set |= (uint32_t)constant << k;
  }
  return UT_OK;
}

/* ---- sums so far ---- */

/* Is the whole in every row of a group what it is in the row before, and the part besides? */
static enum ut_status find_running(struct spread_finding *f, size_t key, bool backwards, bool hand_over, bool *held)
{
  bool constant, any = false;
  UT_TRY(find_groups(f, UINT32_C(1) << key, false, &constant));
  for (size_t i = 0; i < ut_distinct_count(&f->groups); i++)
    f->first[i] = NO_ROW;
  *held = true;
  for (size_t i = 0; i < f->rows && *held; i++) {
    uint32_t row = (uint32_t)(backwards ? f->rows - 1 - i : i);
    if (!is_part(f, row, UINT32_C(1) << key))
      continue;
    uint32_t *last = &f->first[f->group[row]];
    int64_t before = *last == NO_ROW ? 0 : number_at(f, f->whole, *last), number = number_at(f, f->part, row);
    any = any || (before > 0 && number > 0);
    *held = number_at(f, f->whole, row) == before + number;
    if (*held && hand_over)
      UT_TRY(f->each(f->context, &(struct ut_spread_sum){f->whole, f->part, row, *last, &row, 1}));
    *last = row;
  }
  *held = *held && any;
  return UT_OK;
}

static enum ut_status find_all_running(struct spread_finding *f)
{
  bool held;
  for (size_t i = 0; i < 2 * ut_tidy_table_named_keys(f->t); i++) {
    UT_TRY(find_running(f, i / 2, i % 2, false, &held));
    if (held)
      UT_TRY(find_running(f, i / 2, i % 2, true, &held));
  }
  return UT_OK;
}

/* ---- the same again ---- */

static enum ut_status find_same(struct spread_finding *f)
{
  bool any = false;
  for (size_t row = 0; row < f->rows; row++) {
    int64_t whole = number_at(f, f->whole, row), part = number_at(f, f->part, row);
    if (whole >= 0 && part >= 0 && whole != part)
      return UT_OK;
    any = any || (whole == part && whole > 0);
  }
  for (uint32_t row = 0; row < f->rows && any; row++)
    if (number_at(f, f->whole, row) >= 0 && number_at(f, f->part, row) >= 0)
      UT_TRY(f->each(f->context, &(struct ut_spread_sum){f->whole, f->part, row, NO_ROW, &row, 1}));
  return UT_OK;
}

/* ---- public ---- */

static enum ut_status find_sums(struct spread_finding *f, uint32_t repeating, bool unknown)
{
  uint32_t all = (UINT32_C(1) << ut_tidy_table_named_keys(f->t)) - 1;
  bool many = __builtin_popcount(repeating) > TRIED_MOST;
  for (uint32_t set = 0; set != repeating;) {
    set = (set - repeating) & repeating; /* the next subset, the last of which is the whole set */
    if (!many || set == repeating || (set & (set - 1)) == 0)
      UT_TRY(find_totals(f, set, false));
  }
  if (!f->named)
    UT_TRY(find_totals(f, all, true));
  if (!unknown)
    return UT_OK;
  UT_TRY(find_all_running(f));
  return find_same(f);
}

static enum ut_status find_all(struct spread_finding *f, size_t columns, uint32_t unknown, uint32_t named)
{
  uint32_t repeating;
  for (f->whole = 0; f->whole < columns; f->whole++) {
    f->named = named >> f->whole & 1;
    UT_TRY(find_repeating(f, &repeating));
    for (f->part = 0; f->part < columns; f->part++)
      if (f->part != f->whole)
        UT_TRY(find_sums(f, repeating, unknown >> f->whole & 1));
  }
  return UT_OK;
}

enum ut_status ut_spread_sums_find(const struct ut_tidy_table *t, const int64_t *numbers, size_t columns,
                                   uint32_t unknown, uint32_t named, ut_spread_sum_each *each, void *context)
{
  size_t rows = ut_tidy_table_rows(t);
  struct spread_finding f = {.t = t, .numbers = numbers, .rows = rows, .each = each, .context = context};
  f.group = calloc(rows + 1, sizeof *f.group);
  f.first = calloc(rows + 1, sizeof *f.first);
  f.parts = calloc(rows + 1, sizeof *f.parts);
  f.sums = calloc(rows + 1, sizeof *f.sums);
  enum ut_status status = f.group && f.first && f.parts && f.sums ? find_all(&f, columns, unknown, named) : UT_NOMEM;
  ut_distinct_clear(&f.groups);
  free(f.group);
  free(f.first);
  free(f.parts);
  free(f.sums);
  return status;
}

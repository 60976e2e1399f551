/* Looking for what a sum lacks. */
#include "disclosure/forgotten_parts.h"

#include <math.h>
#include <stdlib.h>

enum {
  DEEPEST = 16,    /* levels of sums */
  FORGOTTEN = 3,   /* values at most */
  VISITS = 1 << 14 /* sets of them that are tried */
};

struct forgotten {
  struct ut_tidy_table *t;
  size_t key, which;
  uint32_t whole;
  uint32_t *parts; /* of the sum, and behind them what is tried */
  size_t known;
  size_t *rows;  /* those of the whole */
  int64_t *rest; /* by depth and row: what is left of it */
  size_t count, visits;
  double bits; /* how unlikely it is by chance that nothing is left */
};

static struct ut_key_sums *sums_of(const struct forgotten *f)
{
  return &f->t->sums[f->key];
}

static int64_t count_at(const struct forgotten *f, size_t row)
{
  return ut_tidy_table_slot(f->t, row * f->t->count_count + f->which)->count;
}

/* What the value counts in the place of the whole: what its parts do where it has no row, nobody where they have
 * none. */
static int64_t count_of(const struct forgotten *f, size_t row, uint32_t word, size_t depth)
{
  uint32_t tuple[UT_TIDY_TABLE_KEYS], number;
  size_t size = f->t->keys->count * sizeof *tuple;
  memcpy(tuple, ut_tidy_table_tuple(f->t, row), size);
  tuple[f->key] = word;
  if (ut_distinct_find(&f->t->tuples, (struct ut_text){(const char *)tuple, size}, &number))
    return count_at(f, number) < 0 ? 0 : count_at(f, number);
  for (size_t i = 0; i < ut_key_sums_count(sums_of(f)) && depth < DEEPEST; i++) {
    const struct ut_key_sum *sum = ut_key_sums_at(sums_of(f), i);
    int64_t all = 0;
    if (sum->whole != word || sum->partial)
      continue;
    for (size_t k = 0; k < sum->count; k++)
      all += count_of(f, row, ut_key_sums_parts(sums_of(f), sum)[k], depth + 1);
    return all;
  }
  return 0;
}

static bool is_within(const struct forgotten *f, uint32_t whole, uint32_t part, size_t depth)
{
  for (size_t i = 0; i < ut_key_sums_count(sums_of(f)) && depth < DEEPEST; i++) {
    const struct ut_key_sum *sum = ut_key_sums_at(sums_of(f), i);
    for (size_t k = 0; k < sum->count && sum->whole == whole; k++)
      if (is_within(f, ut_key_sums_parts(sums_of(f), sum)[k], part, depth + 1))
        return true;
  }
  return whole == part;
}

/* May the value be a part that was forgotten: is it neither a total nor within the whole, nor the whole within it? */
static bool may_be(const struct forgotten *f, uint32_t word)
{
  for (size_t i = 0; i < f->known; i++)
    if (f->parts[i] == word)
      return false;
  return !ut_tidy_table_names_total(f->t, f->key, word) && !is_within(f, f->whole, word, 0) &&
         !is_within(f, word, f->whole, 0);
}

/* Lists the rows of the whole, totals in other keys left out, with what it has beside its parts; false where that is
 * nothing, or below 0. */
static bool list_rows(struct forgotten *f, uint32_t divided)
{
  bool more = false;
  f->count = 0;
  f->bits = 0;
  for (size_t row = 0; row < ut_tidy_table_rows(f->t); row++) {
    uint32_t totals = ut_tidy_table_totals(f->t, row) & divided & ~(UINT32_C(1) << f->key);
    if (ut_tidy_table_tuple(f->t, row)[f->key] != f->whole || totals || count_at(f, row) < 0)
      continue;
    int64_t rest = count_at(f, row);
    for (size_t i = 0; i < f->known; i++)
      rest -= count_of(f, row, f->parts[i], 0);
    if (rest < 0)
      return false;
    more = more || rest > 0;
    f->bits += log2((double)rest + 1);
    f->rows[f->count] = row;
    f->rest[f->count++] = rest;
  }
  return more;
}

static enum ut_status add_sum(struct forgotten *f, size_t found)
{
  struct ut_found_sum new = {f->key, f->whole, f->rows[0]};
  UT_TRY(ut_buf_add(&f->t->found, &new, sizeof new));
  return ut_key_sums_add(sums_of(f), f->whole, f->parts, f->known + found, false);
}

/* Is nothing left in any row, and is that less likely by chance than not among so many sets of values? */
static bool is_told(const struct forgotten *f, size_t found)
{
  double tried = 0, words = (double)sums_of(f)->words;
  for (size_t i = 0; i < f->count; i++)
    if (f->rest[found * f->count + i] != 0)
      return false;
  for (size_t i = 0; i < found; i++)
    tried += log2(words - (double)i) - log2((double)i + 1);
  return f->bits >= tried;
}

static enum ut_status try_words(struct forgotten *f, uint32_t from, size_t found, bool *done)
{
  if (found > 0 && is_told(f, found)) {
    *done = true;
    return add_sum(f, found);
  }
  for (uint32_t word = from; word < sums_of(f)->words && found < FORGOTTEN && !*done && f->visits > 0; word++) {
    const int64_t *before = f->rest + found * f->count;
    int64_t *after = f->rest + (found + 1) * f->count;
    bool fits = may_be(f, word);
    f->visits--;
    for (size_t i = 0; i < f->count && fits; i++) {
      after[i] = before[i] - count_of(f, f->rows[i], word, 0);
      fits = after[i] >= 0;
    }
    f->parts[f->known + found] = word;
    if (fits)
      UT_TRY(try_words(f, word + 1, found + 1, done));
  }
  return UT_OK;
}

/* ---- public ---- */

static enum ut_status complete_sum(struct forgotten *f, size_t index, uint32_t divided)
{
  const struct ut_key_sum sum = *ut_key_sums_at(sums_of(f), index);
  bool done = false;
  f->whole = sum.whole;
  f->known = sum.count;
  f->visits = VISITS;
  memcpy(f->parts, ut_key_sums_parts(sums_of(f), &sum), sum.count * sizeof *f->parts);
  return !sum.partial && list_rows(f, divided) ? try_words(f, 0, 0, &done) : UT_OK;
}

static enum ut_status complete_key(struct ut_tidy_table *t, size_t key, uint32_t divided)
{
  struct forgotten f = {.t = t, .key = key};
  size_t rows = ut_tidy_table_rows(t), sums = ut_key_sums_count(&t->sums[key]);
  f.parts = calloc(t->sums[key].words + FORGOTTEN + 1, sizeof *f.parts);
  f.rows = calloc(rows + 1, sizeof *f.rows);
  f.rest = calloc((FORGOTTEN + 1) * rows + 1, sizeof *f.rest);
  enum ut_status status = f.parts && f.rows && f.rest ? UT_OK : UT_NOMEM;
  for (size_t i = 0; i < sums && status == UT_OK; i++)
    for (f.which = 0; f.which < t->count_count && status == UT_OK; f.which++)
      status = complete_sum(&f, i, divided);
  free(f.parts);
  free(f.rows);
  free(f.rest);
  return status;
}

enum ut_status ut_forgotten_parts_add(struct ut_tidy_table *t)
{
  uint32_t divided = ut_tidy_table_divided(t);
  for (size_t key = 0; key < ut_tidy_table_named_keys(t); key++)
    if (ut_key_sums_count(&t->sums[key]) > 0)
      UT_TRY(complete_key(t, key, divided));
  return UT_OK;
}

/* Counts of one row, and columns that are sums of others. */
#include "disclosure/row_ties.h"

#include <stdlib.h>

#include "disclosure/column_sums.h"
#include "disclosure/spread_sums.h"
#include "model/total_words.h"
#include "utfall/column.h"

/* So many rows in which a count is the sum of the same others make it one: to reckon with one too many does no harm. */
enum { ROWS = 2 };

struct row_ties_work {
  struct ut_relations *r;
  const struct ut_tidy_table *t;
  const bool *missing;
  ptrdiff_t flows[UT_FLOWS]; /* which of the counts it is; -1: none */
  uint32_t total;            /* set of counts that are totals by their heading */
};

/* The slot of a row for one of its counts; false where there is none. */
static bool find_slot(const struct row_ties_work *w, size_t row, ptrdiff_t which, uint32_t *slot)
{
  *slot = (uint32_t)(row * w->t->count_count + (size_t)(which < 0 ? 0 : which));
  return which >= 0 && !w->missing[*slot];
}

static const struct ut_column *column_of(const struct row_ties_work *w, size_t which)
{
  return ut_column_of(w->t->names[w->t->counts[which]]);
}

static ptrdiff_t find_count(const struct row_ties_work *w, struct ut_text name)
{
  for (size_t i = 0; i < w->t->count_count; i++)
    if (ut_text_equal(w->t->names[w->t->counts[i]], name))
      return (ptrdiff_t)i;
  return -1;
}

static enum ut_status find_columns(struct row_ties_work *w)
{
  for (size_t i = 0; i < UT_FLOWS; i++)
    w->flows[i] = -1;
  for (size_t i = 0; i < w->t->count_count; i++) {
    bool total;
    UT_TRY(ut_total_word_is(w->t->names[w->t->counts[i]], &total));
    w->total |= (uint32_t)total << i;
    w->flows[column_of(w, i)->flow] = (ptrdiff_t)i;
  }
  w->flows[UT_FLOW_NONE] = -1;
  return UT_OK;
}

/* ---- one row ---- */

/* Who was there in a period has left by its end or is left: no more, and where persons return, fewer. */
static enum ut_status relate_present(struct row_ties_work *w, size_t row)
{
  uint32_t present, parts[2], in;
  if (!find_slot(w, row, w->flows[UT_FLOW_PRESENT], &present))
    return UT_OK;
  bool out = find_slot(w, row, w->flows[UT_FLOW_OUT], &parts[0]);
  bool left = find_slot(w, row, w->flows[UT_FLOW_LEFT], &parts[out ? 1 : 0]);
  if (find_slot(w, row, w->flows[UT_FLOW_IN], &in))
    UT_TRY(ut_relations_bound(w->r, present, in));
  return out || left ? ut_relations_relate(w->r, present, parts, (size_t)out + (size_t)left) : UT_OK;
}

/* The part of the count of that name, if any, that a column says there is: by what its share is of, or itself. */
static const char *part_of(const struct ut_column *column, struct ut_text whole)
{
  if (column->part && ut_text_is(whole, column->whole))
    return column->part;
  return column->divides && ut_text_is(whole, column->divides) ? column->name : NULL;
}

/* The parts of one count, as improved, unchanged and worse. */
static enum ut_status relate_whole(struct row_ties_work *w, size_t row, size_t which)
{
  size_t known, count = 0;
  const struct ut_column *columns = ut_columns(&known);
  uint32_t whole, parts[UT_TIDY_TABLE_COUNTS];
  if (!find_slot(w, row, (ptrdiff_t)which, &whole))
    return UT_OK;
  for (size_t i = 0; i < known; i++) {
    const char *part = part_of(&columns[i], w->t->names[w->t->counts[which]]);
    if (part && count < UT_TIDY_TABLE_COUNTS && find_slot(w, row, find_count(w, ut_text_of(part)), &parts[count]))
      count++;
  }
  return count > 0 ? ut_relations_relate(w->r, whole, parts, count) : UT_OK;
}

/* Counts that are some of another one are each no more than it, nor are all of them that have nothing in common. */
static enum ut_status bound_within(struct row_ties_work *w, size_t row, size_t which)
{
  uint32_t whole, parts[UT_TIDY_TABLE_COUNTS];
  size_t count = 0;
  if (!find_slot(w, row, (ptrdiff_t)which, &whole))
    return UT_OK;
  for (size_t i = 0; i < w->t->count_count; i++)
    if (ut_column_is_within(column_of(w, i), w->t->names[w->t->counts[which]]) &&
        find_slot(w, row, (ptrdiff_t)i, &parts[count]))
      UT_TRY(ut_relations_bound(w->r, whole, parts[count++]));
  return count > 1 ? ut_relations_relate(w->r, whole, parts, count) : UT_OK;
}

/* A column that is called a total is one of those that utfall does not know. */
static enum ut_status relate_heading(struct row_ties_work *w, size_t row, size_t which)
{
  uint32_t whole, parts[UT_TIDY_TABLE_COUNTS];
  size_t count = 0;
  if (!(w->total >> which & 1) || !find_slot(w, row, (ptrdiff_t)which, &whole))
    return UT_OK;
  for (size_t i = 0; i < w->t->count_count; i++)
    if (!(w->total >> i & 1) && column_of(w, i)->role == UT_ROLE_UNKNOWN &&
        find_slot(w, row, (ptrdiff_t)i, &parts[count]))
      count++;
  return count > 0 ? ut_relations_relate(w->r, whole, parts, count) : UT_OK;
}

/* ---- columns that are sums ---- */

/* Relates the column to its parts in every row. */
static enum ut_status relate_columns(void *context, size_t whole, uint32_t parts, bool *done)
{
  struct row_ties_work *w = context;
  *done = false;
  for (size_t row = 0; row < ut_tidy_table_rows(w->t); row++) {
    uint32_t cell, cells[UT_TIDY_TABLE_COUNTS];
    size_t count = 0;
    bool known = find_slot(w, row, (ptrdiff_t)whole, &cell);
    for (size_t i = 0; i < w->t->count_count; i++)
      if (parts >> i & 1) {
        known = find_slot(w, row, (ptrdiff_t)i, &cells[count]) && known;
        count++;
      }
    if (known)
      UT_TRY(ut_relations_relate(w->r, cell, cells, count));
  }
  return UT_OK;
}

/* Relates a count of one row to those of other rows. */
static enum ut_status relate_spread(void *context, const struct ut_spread_sum *sum)
{
  struct row_ties_work *w = context;
  uint32_t *parts = calloc(sum->count + 1, sizeof *parts), whole;
  size_t count = 0;
  if (!parts)
    return UT_NOMEM;
  for (size_t i = 0; i < sum->count; i++)
    count += find_slot(w, sum->rows[i], (ptrdiff_t)sum->part, &parts[count]);
  if (sum->before != UT_SPREAD_SUMS_NO_ROW)
    count += find_slot(w, sum->before, (ptrdiff_t)sum->whole, &parts[count]);
  enum ut_status status =
      find_slot(w, sum->row, (ptrdiff_t)sum->whole, &whole) ? ut_relations_relate(w->r, whole, parts, count) : UT_OK;
  free(parts);
  return status;
}

/* Which counts have names that say nothing. */
static uint32_t unknown_of(const struct row_ties_work *w)
{
  uint32_t unknown = w->total;
  for (size_t i = 0; i < w->t->count_count; i++)
    unknown |= (uint32_t)(column_of(w, i)->role == UT_ROLE_UNKNOWN) << i;
  return unknown;
}

static enum ut_status relate_sums(struct row_ties_work *w)
{
  struct ut_buf numbers = {0};
  size_t rows = ut_tidy_table_rows(w->t), columns = w->t->count_count;
  for (size_t i = 0; i < columns; i++)
    for (size_t row = 0; row < rows; row++) {
      int64_t count = ut_tidy_table_slot(w->t, row * columns + i)->count;
      ut_buf_add(&numbers, &count, sizeof count);
    }
  const int64_t *all = (const void *)numbers.ptr;
  enum ut_status status = numbers.failed ? UT_NOMEM : ut_column_sums_find(all, columns, rows, ROWS, relate_columns, w);
  if (status == UT_OK)
    status = ut_spread_sums_find(w->t, all, columns, unknown_of(w), w->total, relate_spread, w);
  ut_buf_clear(&numbers);
  return status;
}

/* ---- one row and the next period's ---- */

/* The row of the period that ends where this one begins, all other keys the same. */
static bool find_before(const struct row_ties_work *w, size_t row, size_t key, uint32_t *number)
{
  const struct ut_key_sums *sums = &w->t->sums[key];
  const uint32_t *own = ut_tidy_table_tuple(w->t, row);
  uint32_t tuple[UT_TIDY_TABLE_KEYS];
  if (own[key] >= sums->words || ut_key_sums_span(sums, own[key])->kind != UT_SPAN_PERIOD)
    return false;
  memcpy(tuple, own, w->t->keys->count * sizeof *tuple);
  for (tuple[key] = 0; tuple[key] < sums->words; tuple[key]++)
    if (ut_key_sums_span(sums, tuple[key])->kind == UT_SPAN_PERIOD &&
        ut_key_sums_span(sums, tuple[key])->to == ut_key_sums_span(sums, own[key])->from &&
        ut_distinct_find(&w->t->tuples, (struct ut_text){(const char *)tuple, w->t->keys->count * sizeof *tuple},
                         number))
      return true;
  return false;
}

/* Left before, and came, is left now, and went: an equation where it holds, which it need not for rows that lack. */
static enum ut_status relate_flow(struct row_ties_work *w, size_t row, uint32_t before)
{
  uint32_t was, in, out, left, present;
  if (!find_slot(w, before, w->flows[UT_FLOW_LEFT], &was) || !find_slot(w, row, w->flows[UT_FLOW_IN], &in))
    return UT_OK;
  if (find_slot(w, row, w->flows[UT_FLOW_OUT], &out) && find_slot(w, row, w->flows[UT_FLOW_LEFT], &left))
    UT_TRY(ut_relations_balance(w->r, (const uint32_t[]){was, in}, 2, (const uint32_t[]){left, out}, 2));
  if (find_slot(w, row, w->flows[UT_FLOW_PRESENT], &present))
    UT_TRY(ut_relations_relate(w->r, present, (const uint32_t[]){was, in}, 2));
  return UT_OK;
}

static enum ut_status relate_row(struct row_ties_work *w, size_t row)
{
  uint32_t before;
  UT_TRY(relate_present(w, row));
  for (size_t i = 0; i < w->t->count_count; i++) {
    UT_TRY(relate_whole(w, row, i));
    UT_TRY(bound_within(w, row, i));
    UT_TRY(relate_heading(w, row, i));
  }
  for (size_t k = 0; k < ut_tidy_table_named_keys(w->t); k++)
    if (find_before(w, row, k, &before))
      UT_TRY(relate_flow(w, row, before));
  return UT_OK;
}

/* ---- public ---- */

enum ut_status ut_row_ties_relate(struct ut_relations *r, const struct ut_tidy_table *t, const bool *missing)
{
  struct row_ties_work w = {.r = r, .t = t, .missing = missing};
  if (t->count_count < 2)
    return UT_OK;
  UT_TRY(find_columns(&w));
  for (size_t row = 0; row < ut_tidy_table_rows(t); row++)
    UT_TRY(relate_row(&w, row));
  return relate_sums(&w);
}

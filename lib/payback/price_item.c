/* What a code is worth in a year: rows of the list gathered to lines, moved by an index where it must be. */
#include <stdlib.h>

#include "base/grow.h"
#include "payback/prices.h"
#include "utfall/vocabulary.h"

/* The first row of a code; NULL: the list does not have it. */
static const struct ut_price_row *find_row(const struct ut_prices *p, struct ut_text code)
{
  for (size_t i = 0; i < p->row_count; i++)
    if (ut_text_equal(p->rows[i].code, code))
      return &p->rows[i];
  return NULL;
}

/* The code by which it is priced, itself or its parent, as a row has it: the cell that was asked about goes. No text
 * when neither is in the list. */
static struct ut_text priced_code(const struct ut_prices *p, struct ut_text code)
{
  const struct ut_vocabulary *v = &ut_vocabularies[UT_KOD];
  int index = ut_vocabulary_find(v, code);
  const struct ut_price_row *row = find_row(p, code);
  if (!row && index >= 0 && v->codes[index].parent)
    row = find_row(p, ut_text_of(v->codes[index].parent));
  return row ? row->code : (struct ut_text){NULL, 0};
}

/* The year whose prices are used: the year itself, else the latest before it, else the earliest. */
static int nearest_year(const struct ut_prices *p, struct ut_text code, int year)
{
  int before = 0, after = 0;
  for (size_t i = 0; i < p->row_count; i++) {
    int has = p->rows[i].year;
    if (!ut_text_equal(p->rows[i].code, code))
      continue;
    if (has <= year && has > before)
      before = has;
    if (has > year && (after == 0 || has < after))
      after = has;
  }
  return before ? before : after;
}

/* ---- moving prices between years ---- */

/* amount x numerator / denominator. Index values have at most 12 characters, so that nothing overflows in between. */
struct movement {
  __int128 numerator, denominator;
};

static const struct ut_index_year *find_index(const struct ut_prices *p, int year)
{
  for (size_t i = 0; i < p->index_count; i++)
    if (p->index[i].year == year)
      return &p->index[i];
  return NULL;
}

static enum ut_status movement_between(const struct ut_prices *p, int from, int to, struct movement *out,
                                       struct ut_error *err)
{
  *out = (struct movement){1, 1};
  if (from == to)
    return UT_OK;
  const struct ut_index_year *then = find_index(p, from), *now = find_index(p, to);
  if (!then || !now)
    return ut_error_set(err, UT_BAD_INPUT, "the index has no value for %d", then ? to : from);
  *out = (struct movement){(__int128)now->number * then->divisor, (__int128)then->number * now->divisor};
  return UT_OK;
}

/* Rounded half away from zero. */
static enum ut_status move(ut_money amount, struct movement by, ut_money *out, struct ut_error *err)
{
  __int128 half = amount < 0 ? -by.denominator / 2 : by.denominator / 2;
  __int128 moved = (amount * by.numerator + half) / by.denominator;
  *out = (ut_money)moved;
  if (moved >= -UT_PRICE_LARGEST && moved <= UT_PRICE_LARGEST)
    return UT_OK;
  return ut_error_set(err, UT_BAD_INPUT, "a price moved by the index is too large");
}

/* ---- lines ---- */

/* The amounts as they were before they were moved, which say how far a range goes. */
struct range {
  double low, amount, high; /* sums of the rows that have a range, each turned to be positive */
};

static void add_range(struct range *range, const struct ut_price_row *row)
{
  double sign = row->amount < 0 ? -1 : 1;
  if (row->low == row->high)
    return;
  range->low += sign * (double)(row->amount < 0 ? row->high : row->low);
  range->amount += sign * (double)row->amount;
  range->high += sign * (double)(row->amount < 0 ? row->low : row->high);
}

/* Of moved transfers the largest takes what rounding left over. */
static void balance(struct ut_price_line *line)
{
  size_t largest = 0;
  ut_money sum = 0;
  for (size_t i = 0; i < UT_ACTORS; i++) {
    sum += line->amounts[i];
    if (llabs(line->amounts[i]) > llabs(line->amounts[largest]))
      largest = i;
  }
  line->amounts[largest] -= sum;
}

static void add_parties(struct ut_price_line *line)
{
  for (int i = 0; i < UT_ACTORS; i++) {
    line->amounts[UT_SAMHALLE] += line->amounts[i];
    if (ut_actor_is_public(i))
      line->amounts[UT_OFFENTLIG] += line->amounts[i];
  }
}

/* A line of all rows of the item from `first` on that move with it: the transfers, or that row alone. */
static enum ut_status add_line(struct ut_prices *p, size_t first, struct movement by, struct ut_error *err)
{
  const struct ut_price_row *begin = &p->rows[first];
  struct range range = {0};
  struct ut_price_line *line = ut_grow_add(&p->lines, &p->line_count, sizeof *line);
  if (!line)
    return ut_error_nomem(err);
  *line = (struct ut_price_line){
      .item = p->item_count, .actor = begin->transfer ? UT_ACTORS : begin->actor, .low = 1, .high = 1};
  for (size_t i = first; i < p->row_count; i++) {
    const struct ut_price_row *row = &p->rows[i];
    if (i != first && !(begin->transfer && ut_price_rows_alike(row, begin)))
      continue;
    add_range(&range, row);
    UT_TRY(move(row->amount, by, &line->amounts[row->actor], err));
  }
  if (begin->transfer)
    balance(line);
  add_parties(line);
  if (range.amount > 0) {
    line->low = range.low / range.amount;
    line->high = range.high / range.amount;
  }
  return UT_OK;
}

static enum ut_status add_lines(struct ut_prices *p, struct ut_text code, int year, struct movement by,
                                struct ut_error *err)
{
  bool transfers = false;
  for (size_t i = 0; i < p->row_count; i++) {
    const struct ut_price_row *row = &p->rows[i];
    if (row->year != year || !ut_text_equal(row->code, code) || (row->transfer && transfers))
      continue;
    transfers = transfers || row->transfer;
    UT_TRY(add_line(p, i, by, err));
  }
  return UT_OK;
}

static enum ut_status no_price(struct ut_text code, int year, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  return ut_error_set(err, UT_BAD_INPUT, "%s has no price for %d (--price-year chooses a year, --index moves prices)",
                      ut_quote(quoted, code.ptr, code.len), year);
}

static enum ut_status add_item(struct ut_prices *p, struct ut_text code, int year, struct ut_error *err)
{
  int from = nearest_year(p, code, year);
  size_t lines = p->line_count;
  struct movement by;
  if (from != year && p->index_count == 0)
    return no_price(code, year, err);
  UT_TRY(movement_between(p, from, year, &by, err));
  enum ut_status status = add_lines(p, code, from, by, err);
  if (status != UT_OK) {
    p->line_count = lines;
    return status;
  }
  struct ut_price_item *item = ut_grow_add(&p->items, &p->item_count, sizeof *item);
  if (!item)
    return ut_error_nomem(err);
  *item = (struct ut_price_item){code, year};
  return UT_OK;
}

enum ut_status ut_prices_item(struct ut_prices *p, struct ut_text code, int year, ptrdiff_t *item, struct ut_error *err)
{
  struct ut_text priced = priced_code(p, code);
  *item = -1;
  if (!priced.ptr)
    return UT_OK;
  size_t i = 0;
  while (i < p->item_count && (p->items[i].year != year || !ut_text_equal(p->items[i].code, priced)))
    i++;
  if (i == p->item_count)
    UT_TRY(add_item(p, priced, year, err));
  *item = (ptrdiff_t)i;
  return UT_OK;
}

void ut_prices_value(const struct ut_prices *p, const int64_t *units, const double *factors, double worth[UT_PARTIES])
{
  for (size_t i = 0; i < UT_PARTIES; i++)
    worth[i] = 0;
  for (size_t i = 0; i < p->line_count; i++) {
    double times = (double)units[p->lines[i].item] * (factors ? factors[i] : 1);
    for (size_t j = 0; j < UT_PARTIES && times != 0; j++)
      worth[j] += times * (double)p->lines[i].amounts[j];
  }
  for (size_t i = 0; i < UT_PARTIES; i++)
    worth[i] /= UT_WHOLE_UNIT;
}

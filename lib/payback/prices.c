/* Price lists and indexes as they are read. price_item.c answers what a code is worth in a year. */
#include "payback/prices.h"

#include <stdlib.h>

#include "base/fraction.h"
#include "base/grow.h"
#include "base/whole.h"
#include "model/total_words.h"
#include "stream/fields.h"
#include "utfall/vocabulary.h"

enum { KOD, AKTOR, BELOPP, TYP, AR, KALLA, LAGST, HOGST, COLUMNS, NEEDED = LAGST };
enum { YEAR_FIRST = 1900, YEAR_LAST = 2100, INDEX_DIGITS = 12 };

static const char *const column_names[COLUMNS] = {"kod", "aktor", "belopp_manad", "typ",
                                                  "ar",  "kalla", "lagst",        "hogst"};

/* ---- a row ---- */

static enum ut_status read_actor(const struct ut_fields *f, int *actor, struct ut_error *err)
{
  *actor = ut_vocabulary_find(&ut_vocabularies[UT_AKTOR], f->cells[AKTOR]);
  if (*actor >= 0 && *actor < UT_ACTORS)
    return UT_OK;
  return ut_fields_not(f, AKTOR, err, "an actor (expected individ, kommun, region, fk, af, stat, arbetsgivare)");
}

/* What is no code is a resource, which may have any name, unless it looks like a slip of the pen or a total: its price
 * would be missed in silence. */
static enum ut_status read_code(const struct ut_fields *f, struct ut_text *code, struct ut_error *err)
{
  const struct ut_vocabulary *v = &ut_vocabularies[UT_KOD];
  char suggestion[UT_SUGGESTION];
  bool total;
  UT_TRY(ut_fields_name(f, KOD, code, err));
  if (ut_vocabulary_find(v, *code) >= 0)
    return UT_OK;
  if (ut_total_word_is(*code, &total))
    return ut_error_nomem(err);
  if (!*ut_vocabulary_suggest(v, *code, suggestion) && !total)
    return UT_OK;
  return ut_fields_not(f, KOD, err, "what a participation has%s", suggestion);
}

static enum ut_status read_type(const struct ut_fields *f, bool *transfer, struct ut_error *err)
{
  *transfer = ut_text_is(f->cells[TYP], "transferering");
  if (*transfer || ut_text_is(f->cells[TYP], "real"))
    return UT_OK;
  return ut_fields_not(f, TYP, err, "a type of price (expected transferering, real)");
}

static enum ut_status read_year(const struct ut_fields *f, size_t column, int *year, struct ut_error *err)
{
  int64_t number;
  if (!ut_number_whole(f->cells[column], &number) || number < YEAR_FIRST || number > YEAR_LAST)
    return ut_fields_not(f, column, err, "a year (expected 1900-2100)");
  *year = (int)number;
  return UT_OK;
}

static enum ut_status read_amount(const struct ut_fields *f, size_t column, ut_money *amount, struct ut_error *err)
{
  UT_TRY(ut_fields_money(f, column, false, amount, err));
  if (*amount >= -UT_PRICE_LARGEST && *amount <= UT_PRICE_LARGEST)
    return UT_OK;
  return ut_fields_refuse(f, column, err, "the amount is too large for a price");
}

static enum ut_status read_bound(const struct ut_fields *f, size_t column, ut_money amount, ut_money *bound,
                                 struct ut_error *err)
{
  *bound = amount;
  return f->cells[column].len > 0 ? read_amount(f, column, bound, err) : UT_OK;
}

/* A range is used as factors of the amount, so there is none around 0. */
static enum ut_status check_range(const struct ut_fields *f, const struct ut_price_row *row, struct ut_error *err)
{
  if (row->low > row->amount || row->high < row->amount)
    return ut_fields_refuse(f, row->low > row->amount ? LAGST : HOGST, err, "belopp_manad is outside lagst and hogst");
  if (row->amount == 0 && row->low != row->high)
    return ut_fields_refuse(f, HOGST, err, "an amount of 0 has no range");
  return UT_OK;
}

static enum ut_status read_row(const struct ut_fields *f, struct ut_price_row *row, struct ut_error *err)
{
  row->line = f->row.line;
  UT_TRY(read_actor(f, &row->actor, err));
  UT_TRY(read_type(f, &row->transfer, err));
  UT_TRY(read_year(f, AR, &row->year, err));
  UT_TRY(read_amount(f, BELOPP, &row->amount, err));
  UT_TRY(read_bound(f, LAGST, row->amount, &row->low, err));
  UT_TRY(read_bound(f, HOGST, row->amount, &row->high, err));
  UT_TRY(check_range(f, row, err));
  return read_code(f, &row->code, err);
}

/* ---- the list ---- */

/* Is the last row a price of anything, and of what no row above it is? */
static enum ut_status check_row(const struct ut_prices *p, const struct ut_fields *f, struct ut_error *err)
{
  const struct ut_price_row *row = &p->rows[p->row_count - 1], *first = p->rows;
  if (ut_text_is(row->code, "ingen") && row->amount != 0)
    return ut_fields_refuse(f, KOD, err, "\"ingen\" is worth nothing");
  while (first->actor != row->actor || !ut_price_rows_alike(first, row))
    first++;
  if (first == row)
    return UT_OK;
  return ut_fields_refuse(f, KOD, err, "a second price of this kod, aktor, typ and ar; the first is in line %zu",
                          first->line);
}

static enum ut_status add_row(void *context, const struct ut_fields *f, struct ut_error *err)
{
  struct ut_prices *p = context;
  struct ut_price_row *row = ut_grow_add(&p->rows, &p->row_count, sizeof *row);
  if (!row)
    return ut_error_nomem(err);
  UT_TRY(read_row(f, row, err));
  return check_row(p, f, err);
}

/* Sums the transfers that are like row `last`; false when one of them is below it. */
static bool sum_transfers(const struct ut_prices *p, size_t last, ut_money *sum)
{
  *sum = 0;
  for (size_t i = 0; i < p->row_count; i++)
    if (ut_price_rows_alike(&p->rows[i], &p->rows[last])) {
      if (i > last)
        return false;
      *sum += p->rows[i].amount;
    }
  return true;
}

static enum ut_status check_balance(const struct ut_prices *p, struct ut_error *err)
{
  for (size_t i = 0; i < p->row_count; i++) {
    const struct ut_price_row *row = &p->rows[i];
    ut_money sum;
    char quoted[UT_QUOTED], money[UT_MONEY_SIZE];
    if (!row->transfer || !sum_transfers(p, i, &sum) || sum == 0)
      continue;
    ut_error_set(err, UT_BAD_INPUT, "transfers of %s in %d sum to %s kr over the actors (expected 0)",
                 ut_quote(quoted, row->code.ptr, row->code.len), row->year, ut_money_format(sum, money));
    ut_error_at(err, NULL, row->line, 0, column_names[BELOPP]);
    return UT_BAD_INPUT;
  }
  return UT_OK;
}

enum ut_status ut_prices_load(struct ut_prices **out, const char *path, struct ut_run *run, struct ut_error *err)
{
  struct ut_prices *p = *out = calloc(1, sizeof *p);
  if (!p)
    return ut_error_nomem(err);
  UT_TRY(ut_fields_read(path, run, column_names, COLUMNS, NEEDED, add_row, p, err));
  return p->row_count > 0 ? check_balance(p, err) : ut_error_set(err, UT_BAD_INPUT, "there are no prices");
}

/* ---- the index ---- */

enum { INDEX_AR, INDEX_VARDE, INDEX_COLUMNS = 5, INDEX_SPELLINGS = INDEX_COLUMNS - INDEX_VARDE };
static const char *const index_names[INDEX_COLUMNS] = {"ar", "varde", "index", "kpi", "prisbasbelopp"};

static enum ut_status add_index_year(void *context, const struct ut_fields *f, struct ut_error *err)
{
  struct ut_prices *p = context;
  struct ut_fraction value;
  int year = 0, decimals;
  size_t column;
  UT_TRY(read_year(f, INDEX_AR, &year, err));
  UT_TRY(ut_fields_one_of(f, INDEX_VARDE, INDEX_SPELLINGS, &column, err));
  if (f->cells[column].len > INDEX_DIGITS || !ut_fraction_parse(f->cells[column], &value, &decimals) ||
      value.numerator <= 0)
    return ut_fields_not(f, column, err, "a value of an index (expected a number above 0 in at most 12 characters)");
  for (size_t i = 0; i < p->index_count; i++)
    if (p->index[i].year == year)
      return ut_fields_refuse(f, INDEX_AR, err, "%d stands twice", year);
  struct ut_index_year *new = ut_grow_add(&p->index, &p->index_count, sizeof *new);
  if (!new)
    return ut_error_nomem(err);
  *new = (struct ut_index_year){year, value.numerator, value.denominator};
  return UT_OK;
}

enum ut_status ut_prices_index(struct ut_prices *p, const char *path, struct ut_run *run, struct ut_error *err)
{
  UT_TRY(ut_fields_read(path, run, index_names, INDEX_COLUMNS, INDEX_VARDE, add_index_year, p, err));
  return p->index_count > 0 ? UT_OK : ut_error_set(err, UT_BAD_INPUT, "there are no years");
}

int ut_prices_only_year(const struct ut_prices *p)
{
  for (size_t i = 1; i < p->row_count; i++)
    if (p->rows[i].year != p->rows[0].year)
      return 0;
  return p->index_count > 0 ? 0 : p->rows[0].year;
}

void ut_prices_free(struct ut_prices *p)
{
  if (!p)
    return;
  for (size_t i = 0; i < p->row_count; i++)
    free((char *)p->rows[i].code.ptr);
  free(p->rows);
  free(p->index);
  free(p->items);
  free(p->lines);
  free(p);
}

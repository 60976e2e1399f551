/* Rows of what each assumption does. */
#include "payback/sensitivity.h"

#include <stdlib.h>

#include "table/tidy.h"
#include "utfall/vocabulary.h"

static const char *const columns[] = {"antagande", "kod",  "ar",          "aktor",  "typ",         "lagt",
                                      "varde",     "hogt", "utfall_lagt", "utfall", "utfall_hogt", "spann"};
enum { COLUMNS = sizeof columns / sizeof *columns };

enum ut_status ut_sensitivity_table_apart(const struct ut_names *by, struct ut_error *err)
{
  return ut_grouping_apart(&(struct ut_grouping){.names = by}, columns, COLUMNS, err);
}

/* Four cells: which price it is. */
static void add_price(struct ut_tidy *row, const struct ut_prices *prices, const struct ut_price_line *line)
{
  size_t count;
  const struct ut_price_item *item = &ut_prices_items(prices, &count)[line->item];
  bool transfers = line->actor == UT_ACTORS;
  ut_tidy_text(row, item->code);
  ut_tidy_count(row, item->year);
  ut_tidy_text(row, ut_text_of(transfers ? "*" : ut_vocabularies[UT_AKTOR].codes[line->actor].code));
  ut_tidy_text(row, ut_text_of(transfers ? "transferering" : "real"));
}

static enum ut_status write_swing(struct ut_tidy *row, const struct ut_inputs *a, const struct ut_swing *swing,
                                  struct ut_error *err)
{
  size_t count;
  ut_tidy_text(row, ut_text_of(ut_assumption_names[swing->assumption]));
  if (swing->assumption == UT_PRICE)
    add_price(row, a->prices, &ut_prices_lines(a->prices, &count)[swing->line]);
  else
    ut_tidy_empty(row, 4);
  for (int i = 0; i < UT_SETTINGS; i++)
    if (swing->assumption == UT_HORIZON)
      ut_tidy_count(row, (int64_t)swing->values[i]);
    else
      ut_tidy_double(row, swing->values[i]);
  for (int i = 0; i < UT_SETTINGS; i++)
    ut_tidy_amount(row, swing->outcomes[i]);
  ut_tidy_amount(row, swing->span);
  return ut_tidy_end(row, err);
}

static enum ut_status write_group(struct ut_tidy *row, const struct ut_inputs *a, size_t index, struct ut_error *err)
{
  const struct ut_payback_group *group = ut_payback_groups_group(a->gains, index);
  struct ut_swing *swings;
  size_t count;
  enum ut_status status =
      ut_sensitivity(&swings, &count, &a->assumptions, a->prices, group->units, a->shares[index], err);
  for (size_t i = 0; i < count && status == UT_OK; i++) {
    ut_tidy_begin(row, group->keys, a->by->count);
    status = write_swing(row, a, &swings[i], err);
  }
  free(swings);
  return status;
}

enum ut_status ut_sensitivity_table_write(const struct ut_inputs *appraisal, int decimals, enum ut_format to,
                                          struct ut_output *output, struct ut_error *err)
{
  struct ut_tidy row = {.decimals = decimals};
  ut_tidy_begin(&row, appraisal->by->names, appraisal->by->count);
  for (size_t i = 0; i < COLUMNS; i++)
    ut_tidy_text(&row, ut_text_of(columns[i]));
  enum ut_status status = ut_writer_open(&row.writer, output, to, row.cells, row.filled, NULL, err);
  for (size_t i = 0; i < ut_payback_groups_count(appraisal->gains) && status == UT_OK; i++)
    status = write_group(&row, appraisal, i, err);
  return ut_tidy_close(&row, status, err);
}

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
  return ut_grouping_apart(by, columns, COLUMNS, err);
}

/* Four cells: which price it is. */
static void add_price(struct ut_tidy *row, const struct ut_prices *prices, const struct ut_price_line *line)
{
  const struct ut_price_item *item = &prices->items[line->item];
  bool transfers = line->actor == UT_ACTORS;
  ut_tidy_text(row, item->code);
  ut_tidy_count(row, item->year);
  ut_tidy_text(row, ut_text_of(transfers ? "*" : ut_vocabularies[UT_AKTOR].codes[line->actor].code));
  ut_tidy_text(row, ut_text_of(transfers ? "transferering" : "real"));
}

static enum ut_status write_row(struct ut_tidy *row, const struct ut_inputs *in, const struct ut_sensitivity *s,
                                struct ut_error *err)
{
  ut_tidy_text(row, ut_text_of(ut_assumption_names[s->assumption]));
  if (s->assumption == UT_PRICE)
    add_price(row, in->prices, &in->prices->lines[s->line]);
  else
    ut_tidy_empty(row, 4);
  for (int i = 0; i < UT_SETTINGS; i++)
    if (s->assumption == UT_HORIZON)
      ut_tidy_count(row, (int64_t)s->values[i]);
    else
      ut_tidy_double(row, s->values[i]);
  for (int i = 0; i < UT_SETTINGS; i++)
    ut_tidy_amount(row, s->outcomes[i]);
  ut_tidy_amount(row, s->span);
  return ut_tidy_end(row, err);
}

static enum ut_status write_group(struct ut_tidy *row, const struct ut_inputs *in, size_t index, struct ut_error *err)
{
  struct ut_sensitivity *rows;
  size_t count;
  enum ut_status status = ut_sensitivity_rank(&rows, &count, in, index, err);
  for (size_t i = 0; i < count && status == UT_OK; i++) {
    ut_tidy_begin(row, ut_payback_groups_get(in->groups, index)->keys, in->o.by.count);
    status = write_row(row, in, &rows[i], err);
  }
  free(rows);
  return status;
}

enum ut_status ut_sensitivity_table_write(const struct ut_inputs *in, int decimals, enum ut_format to,
                                          struct ut_output *output, struct ut_error *err)
{
  struct ut_tidy row = {.decimals = decimals};
  ut_tidy_begin(&row, in->o.by.names, in->o.by.count);
  for (size_t i = 0; i < COLUMNS; i++)
    ut_tidy_text(&row, ut_text_of(columns[i]));
  enum ut_status status = ut_writer_open(&row.writer, output, to, row.cells, row.filled, NULL, err);
  for (size_t i = 0; i < in->groups->count && status == UT_OK; i++)
    status = write_group(&row, in, i, err);
  return ut_tidy_close(&row, status, err);
}

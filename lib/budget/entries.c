/* The trace of a money figure: every entry of the ledger, with where the balance counts it or why not. */
#include "budget/balance.h"
#include "budget/entry.h"

/* rakning: the columns of the balance that hold the entry, joined by |; skal as of struct ut_counted. */
static const char *const column_names[] = {UT_ENTRY_COLUMNS, "rakning", "skal"};

static enum ut_status take(struct ut_statement *s, size_t insats, const struct ut_entry *entry, struct ut_error *err)
{
  static const char *const where[2][2] = {{"", "utbetalt_totalt"}, {"utbetalt_ar", "utbetalt_ar|utbetalt_totalt"}};
  struct ut_counted counted;
  struct ut_entry_row row;
  UT_TRY(ut_balance_add(s, insats, entry, &counted, err));
  ut_entry_row_fill(&row, entry);
  ut_tidy_begin(&s->table, row.cells, UT_ENTRY_CELLS);
  ut_tidy_text(&s->table, ut_text_of(where[counted.year][counted.total]));
  ut_tidy_text(&s->table, ut_text_of(counted.reason));
  return ut_tidy_end(&s->table, err);
}

const struct ut_statement_form ut_entries_form = {.columns = column_names,
                                                  .column_count = sizeof column_names / sizeof *column_names,
                                                  .size = sizeof(struct ut_balance),
                                                  .field = "belopp",
                                                  .begin = ut_balance_begin,
                                                  .take = take,
                                                  .say_notes = ut_balance_say_notes,
                                                  .clear = ut_balance_clear};

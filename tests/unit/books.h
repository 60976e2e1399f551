/* Statements of files in the scratch directory, for tests. */
#ifndef BOOKS_H
#define BOOKS_H

#include "rows.h"

#include "budget/statement.h"
#include "files.h"

static inline void add_note(void *context, const char *text, bool error)
{
  struct ut_buf *notes = context;
  assert_int_equal(ut_buf_format(notes, "%s%s\n", error ? "error: " : "", text), UT_OK);
}

/* A group that a part may have, of one of the tables that are counted in. */
struct foreign {
  size_t field;
  struct ut_text keys[2];
};

/* Writes a statement of decisions.csv, ledger.csv and the plan that the options may name to table.csv, its notes to
 * notes.txt; `foreign` NULL: nothing is added to what is counted. Where it fails there is no table. */
static inline enum ut_status write_merged(enum ut_statement_kind kind, struct ut_statement_options options,
                                          const struct foreign *foreign, struct ut_error *err)
{
  char path[] = "ledger.csv", *paths[] = {path};
  const struct ut_ledger_files ledger = {.paths = paths, .count = 1};
  struct ut_buf notes = {0};
  struct ut_run run = {.say = add_note, .context = &notes};
  struct ut_output table;
  struct ut_statement *s;
  struct ut_partial part = {0};
  int64_t *counters;
  options.decisions = "decisions.csv";
  options.books.run = &run;
  assert_int_equal(ut_output_open(&table, "table.csv", NULL), UT_OK);
  enum ut_status status = ut_statement_open(&s, kind, &options, &ledger, &table, UT_CSV, err);
  if (status == UT_OK)
    status = ut_statement_read(s, &part, err);
  if (status == UT_OK && foreign)
    status = ut_table_find(part.fields[foreign->field].table, foreign->keys, &counters, err);
  ut_partial_clear(&part);
  if (status == UT_OK)
    status = ut_statement_write(s, err);
  write_file("notes.txt", notes.ptr, notes.len);
  ut_buf_clear(&notes);
  ut_run_clear(&run);
  ut_statement_free(s);
  if (status == UT_OK)
    assert_int_equal(ut_output_commit(&table, NULL), UT_OK);
  else
    ut_output_abandon(&table);
  return status;
}

static inline enum ut_status write_statement(enum ut_statement_kind kind, struct ut_statement_options options,
                                             struct ut_error *err)
{
  return write_merged(kind, options, NULL, err);
}

static inline void write_well(enum ut_statement_kind kind, const struct ut_statement_options *options)
{
  struct ut_error err = {0};
  char text[512];
  if (write_statement(kind, *options, &err) != UT_OK)
    fail_msg("%s", ut_error_format(&err, text, sizeof text));
}

#endif

/* Rows of other kinds than participations: answers of a questionnaire, payments, entries of a ledger. */
#ifndef UTFALL_KINDS_H
#define UTFALL_KINDS_H

#include "import/cell_convert.h"
#include "utfall/import.h"
#include "utfall/money.h"

struct ut_kind_column {
  enum ut_map_kind kind;
  const char *name;
  enum ut_kind_cell {
    UT_KIND_TEXT,
    UT_KIND_DAY,
    UT_KIND_MONTH,
    UT_KIND_YEAR,
    UT_KIND_SUPPORT,
    UT_KIND_MONEY,
    UT_KIND_DEBIT, /* amounts of either sign of one: debet less kredit is belopp */
    UT_KIND_CREDIT,
    UT_KIND_MEASURE,
    UT_KIND_ANSWER
  } cell;
  bool needed;
};

/* The column of this name that rows of the kind have beside those of participations; NULL: they have none. */
const struct ut_kind_column *ut_kind_find(enum ut_map_kind kind, struct ut_text name);

/* Are its cells amounts? */
bool ut_kind_has_amounts(enum ut_kind_cell cell);

/* The first day of a month as a format without a day reads it; UT_DATE_NONE: it does not. */
ut_date ut_kind_month(struct ut_text cell, const char *format);

/* 1 to 12, or the name of a month; 0: neither. */
int ut_kind_month_alone(struct ut_text cell);

/* A day, or the first day of a month (2019-07, 201907), as a cell has it; UT_DATE_NONE: neither. */
ut_date ut_kind_day(const struct ut_map *map, struct ut_text cell);

/* ut_money_parse of an amount that has this mark between its thousands, in groups of three as blanks are; 0: none. */
enum ut_status ut_kind_money(struct ut_text cell, char thousands, ut_money *out, struct ut_error *err);

/* Does anything give this column of the import? */
bool ut_import_is_filled(const struct ut_import *im, size_t index);

/* What makes rows of another kind out of those of an import. */
struct ut_kind_rows;

/* For a map of another kind; the import and the map outlive it. UT_USAGE: nothing gives a column that is needed. The
 * caller frees, after a failure too. */
enum ut_status ut_kind_rows_new(struct ut_kind_rows **out, const struct ut_import *import, const struct ut_map *map,
                                struct ut_error *err);
const struct ut_text *ut_kind_rows_columns(const struct ut_kind_rows *k, size_t *count);

/* Writes a row of the import as one row or, of a questionnaire, one for each question. UT_BAD_ROW: a cell is not what
 * its column holds, or one that is needed is empty: nothing is written, and all that is wrong is in `problems` until
 * the next call. */
enum ut_status ut_kind_rows_take(struct ut_kind_rows *k, struct ut_writer *writer, const struct ut_imported *row,
                                 const struct ut_error **problems, size_t *problem_count, struct ut_error *err);

/* Notes years of two digits, and rows that are equal to one of another file. */
void ut_kind_rows_note(struct ut_kind_rows *k, struct ut_run *run);

/* How many rows have been written. */
size_t ut_kind_rows_written(const struct ut_kind_rows *k);
void ut_kind_rows_free(struct ut_kind_rows *k);

#endif

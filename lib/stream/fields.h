/* A stream read by a handful of named columns: its cells, and what they mean. */
#ifndef UTFALL_FIELDS_H
#define UTFALL_FIELDS_H

#include "utfall/date.h"
#include "utfall/money.h"
#include "utfall/stream.h"

enum { UT_FIELDS_MAX = 12 };

struct ut_fields {
  struct ut_reader *reader;
  const char *const *names;
  size_t count;
  ptrdiff_t places[UT_FIELDS_MAX];
  struct ut_row row;
  struct ut_text cells[UT_FIELDS_MAX]; /* of the current row, in the order of the names; empty where a column is not */
};

/* Opens the files, of which the first `needed` columns must be there. The names are borrowed. Cleared by
 * ut_fields_clear, after a failure too. */
enum ut_status ut_fields_open(struct ut_fields *f, char *const *paths, size_t path_count,
                              const struct ut_reader_options *options, const char *const *names, size_t count,
                              size_t needed, struct ut_error *err);
/* The next row; UT_END after the last. */
enum ut_status ut_fields_next(struct ut_fields *f, struct ut_error *err);
void ut_fields_clear(struct ut_fields *f);

/* Reads one file whole: hands every row to `each`, and ends with the first failure. The columns are those of
 * ut_fields_open. */
typedef enum ut_status ut_fields_row(void *context, const struct ut_fields *f, struct ut_error *err);
enum ut_status ut_fields_read(const char *path, struct ut_run *run, const char *const *names, size_t count,
                              size_t needed, ut_fields_row *each, void *context, struct ut_error *err);

/* Which of `count` columns from `first` on, that are names of one thing, the stream has: the first of them. UT_USAGE:
 * none; the first is then named as lacking. */
enum ut_status ut_fields_one_of(const struct ut_fields *f, size_t first, size_t count, size_t *out,
                                struct ut_error *err);

/* Adds the place of a cell of the current row to `err`. */
void ut_fields_blame(const struct ut_fields *f, size_t column, struct ut_error *err);

/* UT_BAD_INPUT with the place of a cell of the current row: what is wrong with it, or, behind `"the cell" is not `,
 * what it should be. */
enum ut_status ut_fields_refuse(const struct ut_fields *f, size_t column, struct ut_error *err, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
enum ut_status ut_fields_not(const struct ut_fields *f, size_t column, struct ut_error *err, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The cell as a day. UT_BAD_INPUT with its place: anything else, an empty cell included. */
enum ut_status ut_fields_date(const struct ut_fields *f, size_t column, ut_date *out, struct ut_error *err);
/* The cell as an amount, with its sign turned when `negate`. UT_BAD_INPUT with its place. */
enum ut_status ut_fields_money(const struct ut_fields *f, size_t column, bool negate, ut_money *out,
                               struct ut_error *err);
/* Said of a name, quoted, that stands beside those that it is the total of. */
#define UT_IS_TOTAL "%s is the name of a total, which would count what other rows say: leave the row out"
/* UT_BAD_INPUT with its place: the cell is such a name. */
enum ut_status ut_fields_no_total(const struct ut_fields *f, size_t column, struct ut_error *err);
/* The cell as a name: not empty and not `*`. The text is a copy that the caller frees. */
enum ut_status ut_fields_name(const struct ut_fields *f, size_t column, struct ut_text *out, struct ut_error *err);
/* The same of a name that may be empty. */
enum ut_status ut_fields_label(const struct ut_fields *f, size_t column, struct ut_text *out, struct ut_error *err);

/* The cell is a name that rows are linked or grouped by: the run sees whether others look alike. UT_NOMEM. */
enum ut_status ut_fields_see(const struct ut_fields *f, size_t column, struct ut_error *err);

#endif

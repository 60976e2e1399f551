/* Which rows of a table of counts must be blanked before it is shown, so that no small count can be computed; and the
 * table without them. A program reads a table, decides, and writes: ut_tidy_table_new, ut_suppress_new,
 * ut_suppress_write. */
#ifndef UTFALL_SUPPRESS_H
#define UTFALL_SUPPRESS_H

#include "utfall/stream.h"

UT_BEGIN_C

/* The column of the marks, by which a table that has been protected is known. */
#define UT_SUPPRESS_MARK "skyddad"

/* ---- the table ---- */
struct ut_tidy_table;

struct ut_tidy_table_options {
  /* The key columns; none named, or NULL: those left of the counts that are no figures by their role (column.h). */
  const struct ut_names *keys;
  /* The columns of counts; with none named, NULL, or "all" alone, those that count persons by their role. */
  const struct ut_names *counts;
  /* COL=FILE: a key, and a file of which of its codes are part of which (kod, del_av); NULL: none. */
  const struct ut_names *hierarchies;
  struct ut_run *run; /* for the files of hierarchies, and doubts; NULL: nobody listens */
  /* Each file of the reader is a table of its own, about the same persons: a key that one lacks is `*` there, and each
   * has its own counts. False: all are one table. */
  bool linked;
  /* So many of the last files are no part of the table, but known to whoever reads it, with counts that may be blanked:
   * first those that were published earlier, of counts that grow; then those that count all of whom these are some. */
  size_t earlier, within;
};

/* Reads the whole table: one row per cell, each known by its keys.
 * A line that holds money and neither count, base nor share may be no row, and is then written as it is. Two kinds are:
 * those with a value in a key where every row has `*` (a financier's part of the money), and those of a count that may
 * be unknown (deltagare, fullfoljda).
 * UT_USAGE: a column that is not there, UT_SUPPRESS_MARK, counts that accumulate over a column, no key at all, more
 * than 16; with no keys named, a key that utfall does not know and that holds numbers only, other than years.
 * UT_BAD_INPUT: two rows of the same keys, a count that is no whole number from 0 to 10^9, a base (column bas) that is
 * neither that nor empty, a row that cannot be read. An empty stream has neither columns nor rows. The table borrows
 * from the reader while it lives. Freed by the caller, after a failure too. */
enum ut_status ut_tidy_table_new(struct ut_tidy_table **out, struct ut_reader *r,
                                 const struct ut_tidy_table_options *options, struct ut_error *err);

/* Appends the names of the columns of counts, with commas between. UT_NOMEM. */
enum ut_status ut_tidy_table_name_counts(const struct ut_tidy_table *t, struct ut_buf *out);

/* Does the column (by its index in the reader) count other persons? It is blanked where the count is, its own small
 * counts are not protected. */
bool ut_tidy_table_is_other_count(const struct ut_tidy_table *t, size_t column);

/* Is the group that a row is about one of its counts, or split by them, so that shares tell nothing else? */
bool ut_tidy_table_counts_group(const struct ut_tidy_table *t);

/* Number of lines whose count is unknown, and the place of the first. */
size_t ut_tidy_table_unknown(const struct ut_tidy_table *t, const char **source, size_t *line);

/* Notes the values of keys that are sums of others by their counts alone. UT_NOMEM. */
enum ut_status ut_tidy_table_note_sums(const struct ut_tidy_table *t, struct ut_run *run);

/* NULL is allowed. */
void ut_tidy_table_free(struct ut_tidy_table *t);

/* ---- the decision ---- */
struct ut_suppress;

struct ut_suppress_options {
  int64_t min;        /* counts from 1 up to it are small; 2 or more */
  int64_t interval;   /* no blanked count is known more narrowly; 0: as `min` */
  bool zeros;         /* 0 is small too */
  bool complement;    /* a count is small too if its base less it is */
  bool no_marks;      /* which of the blanked counts are small is not shown, and need not be protected */
  struct ut_run *run; /* is told of doubts, and how many rows are blanked so far; NULL: nobody is */
};

/* Why a row is blanked. */
enum ut_loss {
  UT_LOSS_NONE,
  UT_LOSS_SMALL,      /* its count is 1..min-1 */
  UT_LOSS_ZERO,       /* its count is 0, with `zeros` */
  UT_LOSS_COMPLEMENT, /* its base less its count is small, with `complement` */
  UT_LOSS_SECONDARY,  /* it would give away another */
  UT_LOSSES
};

/* Decides which rows are blanked, considering all that stays printed: counts, bases, and how totals and bases depend on
 * their parts. The table is borrowed. UT_NOMEM. Freed by the caller, after a failure too. */
enum ut_status ut_suppress_new(struct ut_suppress **out, const struct ut_tidy_table *table,
                               const struct ut_suppress_options *options, struct ut_error *err);

const struct ut_tidy_table *ut_suppress_table(const struct ut_suppress *s);
size_t ut_suppress_rows(const struct ut_suppress *s);
/* Of a row and one of its counts, in the order of the options; of all counts, in that of the columns. */
enum ut_loss ut_suppress_loss(const struct ut_suppress *s, size_t row, size_t which);

/* Do the marks tell small counts from others? */
bool ut_suppress_has_marks(const struct ut_suppress *s);

/* How many counts the marks primar and sekundar give away by themselves, with every other number gone: a total of 4 of
 * four primary parts can only be 4. Whoever does not see the marks cannot compute them. */
size_t ut_suppress_exposed_by_marks(const struct ut_suppress *s);

/* How many figures no blanking makes as uncertain as `interval` asks, because of which rows there are: where 2 of 2 are
 * known to be in one part, the other is 0. */
size_t ut_suppress_exposed_by_rows(const struct ut_suppress *s);

/* NULL is allowed. */
void ut_suppress_free(struct ut_suppress *s);

/* ---- what is shown ---- */

/* Writes the rows in their order, with a column UT_SUPPRESS_MARK at the end: primar, sekundar or, with `no_marks`, ja;
 * or empty. A blanked row loses, outside its keys, the count, the figures by their role (column.h) and every cell that
 * holds a digit before any letter. The output is the caller's to commit. */
enum ut_status ut_suppress_write(const struct ut_suppress *s, struct ut_output *output, enum ut_format to,
                                 struct ut_error *err);

/* The same of one of the linked files (options.linked), by its number from 0: its columns and its rows. */
enum ut_status ut_suppress_write_file(const struct ut_suppress *s, size_t file, struct ut_output *output,
                                      enum ut_format to, struct ut_error *err);

/* Writes, as CSV, a row per reason that blanked anything, then one for all of them (`*`): skal (litet_antal, noll,
 * liten_rest, sekundar), antal (rows blanked), bas (rows there are), andel, deltagare (the sum of the blanked counts
 * of rows that are no totals), andel_deltagare (of the sum of all such). It gives away what is blanked: it is not for
 * those who get the table. */
enum ut_status ut_suppress_report(const struct ut_suppress *s, struct ut_output *output, struct ut_error *err);

UT_END_C

#endif

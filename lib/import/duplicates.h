/* Participations that stand twice, in one file or in several, and stays that overlap. */
#ifndef UTFALL_DUPLICATES_H
#define UTFALL_DUPLICATES_H

#include "utfall/import.h"

enum ut_duplicates_rule {
  UT_DUPLICATES_REJECT, /* the first stays, the others are rejected */
  UT_DUPLICATES_LAST,   /* the last read stays, in its own place */
  UT_DUPLICATES_KEEP    /* all stay */
};

struct ut_duplicates;

/* The rows of `import`, which are expected early from now on, go to `writer`; both stay the caller's. With the rule of
 * the last they are held until ut_duplicates_finish. Two participations are one by identity, insats and start; those
 * without an identity, and wrong registrations, never are. Of each no more is kept than 28 bytes, its identity and
 * insats as a digest with a salt of the run. */
enum ut_status ut_duplicates_new(struct ut_duplicates **out, enum ut_duplicates_rule rule, struct ut_import *import,
                                 struct ut_writer *writer, struct ut_error *err);

/* Says early of whom and what the next row will be, as part of the row that is taken, so that where to look for it
 * is in the cache by then. An empty identity: not known. */
void ut_duplicates_expect(struct ut_duplicates *d, struct ut_text identity, struct ut_text insats);

/* Has the import say so; `d` outlives it. */
void ut_import_expect(struct ut_import *im, struct ut_duplicates *d);

/* UT_BAD_ROW: it repeats an earlier one, whose place the error names, and is not written. */
enum ut_status ut_duplicates_take(struct ut_duplicates *d, const struct ut_imported *row, struct ut_error *err);

/* For a process that takes a share of the rows: none is held against another one, but what another process needs for
 * that goes to `entries`, and the row is written to `rows`. */
void ut_duplicates_hand(struct ut_duplicates *d, struct ut_buf *entries, const struct ut_buf *rows);

/* What it handed on of rows that follow on one another. */
struct ut_handed_rows {
  struct ut_text entries;
  const char *source;  /* of the reader */
  size_t lines_before; /* of the source, those that the lines of the entries are counted from */
  size_t taken;        /* entries, so far */
  size_t begin, end;   /* of the row that is rejected, in what was written */
};

/* In that other process, which began the first: takes the entries. UT_BAD_ROW: up to one that repeats an earlier one,
 * whose place the error names, and whose row is not to be written; the next call goes on. UT_NOMEM. */
enum ut_status ut_duplicates_add(struct ut_duplicates *d, struct ut_handed_rows *handed, struct ut_error *err);

/* So many have been written elsewhere; of these ut_duplicates_add takes off those that it refuses. */
void ut_duplicates_count(struct ut_duplicates *d, size_t written);

/* Writes what is held and tells of what was seen. */
enum ut_status ut_duplicates_finish(struct ut_duplicates *d, struct ut_run *run, struct ut_error *err);

/* How many rows have been written. */
size_t ut_duplicates_written(const struct ut_duplicates *d);

/* NULL is allowed. */
void ut_duplicates_free(struct ut_duplicates *d);

#endif

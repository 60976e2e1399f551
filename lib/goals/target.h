/* Targets: what a result should be, from a file of targets or from a published table. */
#ifndef UTFALL_TARGET_H
#define UTFALL_TARGET_H

#include "base/fraction.h"
#include "stream/whole_table.h"

enum ut_operator { UT_AT_LEAST, UT_AT_MOST, UT_EQUALS, UT_OPERATORS };
extern const char *const ut_operator_names[UT_OPERATORS]; /* >= <= = */

struct ut_target {
  const struct ut_text *keys; /* one per key column; an empty one does not apply */
  struct ut_text column;      /* the column that is held against the target */
  enum ut_operator op;
  struct ut_fraction goal;
  int goal_decimals; /* as it was written */
  bool percent;      /* with the sign */
  int decimals;      /* with which its result is shown and `=` compares; -1: not given */
  struct ut_text origin;
  const char *source; /* the file, for messages */
  size_t line;
};

struct ut_targets {
  struct ut_whole_table *table;
  bool published;            /* a published table, whose keys are what people read instead of codes */
  bool has_heading_key;      /* the last key column has the headings of figures for values */
  struct ut_text *key_names; /* of the key columns */
  size_t *places;            /* theirs in the table, but for has_heading_key */
  size_t key_count;
  struct ut_target *targets; /* in their order in the file, a published table row by row */
  size_t count;
  struct ut_text *keys;  /* of all targets */
  struct ut_buf origins; /* of the targets of a published table: FILE:LINE */
};

/* Reads a stream of op, mal, perhaps kolumn (andel where it is empty), decimaler and kalla; every other column is a key
 * column. After a failure, too, the caller frees *out. UT_USAGE: a column is missing. UT_BAD_INPUT with its place: an
 * operator that is none, a target that is no number, decimals beyond 0-9 or fewer than the target has, a column that
 * the table of goals has itself. */
enum ut_status ut_targets_load(struct ut_targets **out, const char *path, struct ut_run *run, struct ut_error *err);

/* Reads a wide table as it was published. Every figure in it is a target with `=`, at the decimals with which it is
 * printed. Columns of text without figures, and columns of participations, are key columns; the headings of the
 * others are values of the key column `cols`, and `value` is what is held against them; with `cols` NULL they are
 * names of columns themselves, or the headings for people of such. What ut_text_is_no_figure says is none is no target.
 * `path`, `cols` and `value` are borrowed. After a failure, too, the caller frees *out. UT_BAD_INPUT with its place: a
 * cell that is no number in a column that has some. UT_USAGE: `cols` is a column of the table. */
enum ut_status ut_targets_load_published(struct ut_targets **out, const char *path, const char *cols, const char *value,
                                         struct ut_run *run, struct ut_error *err);

void ut_targets_free(struct ut_targets *t);

#endif

/* A table of results as targets look at it: which rows they aim at, and what these hold exactly. */
#ifndef UTFALL_RESULTS_H
#define UTFALL_RESULTS_H

#include "table/label.h"
#include "utfall/classes.h"
#include "goals/target.h"

struct ut_results {
  struct ut_whole_table *table;
  const struct ut_targets *targets;
  struct ut_labels *labels[2]; /* of published key columns, in both languages; NULL: keys are codes */
  ptrdiff_t *keys;             /* column of each key column; -1: the table has none */
  struct ut_aims *aims;        /* of the targets, at its rows */
  size_t *rows;                /* found by the latest look */
  bool *applies;               /* by column: is it a key of the rows in that look? */
  bool *aimed;                 /* by row: has a target found it? The caller sets it. */
  bool *rest;                  /* by row: is it a result without a target? */
};

struct ut_figure {
  bool missing; /* the other parts mean nothing then */
  bool share;   /* taken from integers: it has no decimals of its own */
  struct ut_fraction exact;
  int decimals; /* as written in the table */
};

/* Reads a table. `targets` is borrowed, and `classes` (or NULL), whose labels klass has when the targets are published
 * ones. Cleared by ut_results_clear, after a failure too. */
enum ut_status ut_results_load(struct ut_results *r, const char *path, const struct ut_reader_options *options,
                               const struct ut_targets *targets, const struct ut_classes *classes,
                               struct ut_error *err);

/* Has the table the column, or the integers that make it? */
bool ut_results_have(const struct ut_results *r, struct ut_text column);

/* Puts the rows at which the target, one of r->targets, aims in r->rows and returns how many. Of the columns that are
 * no keys of the target, each that holds a `*` in any of these rows leaves those with `*`. */
size_t ut_results_find(struct ut_results *r, const struct ut_target *target);

/* Sets r->rest when every target has found its rows: those at which none aims; among rows of the same keys the totals
 * alone where there are any. */
void ut_results_rest(struct ut_results *r);

/* What the row holds in the column, which the table has: from antal and bas, or the like, where it has these. An empty
 * cell and a share of nothing are missing. UT_BAD_INPUT with its place: what is no number. */
enum ut_status ut_results_figure(const struct ut_results *r, size_t row, struct ut_text column, struct ut_figure *out,
                                 struct ut_error *err);

/* The least and the most that a figure may be, of which some is not known. */
struct ut_bounds {
  bool missing; /* the table has none of the column, or none in the row */
  struct ut_figure least, most;
};

/* The bounds that the row has of the column. UT_BAD_INPUT as above. */
enum ut_status ut_results_bounds(const struct ut_results *r, size_t row, struct ut_text column, struct ut_bounds *out,
                                 struct ut_error *err);

void ut_results_clear(struct ut_results *r);

#endif

/* Results held against targets. */
#ifndef UTFALL_GOAL_H
#define UTFALL_GOAL_H

#include "utfall/classes.h"
#include "goals/target.h"

struct ut_goals;

/* `targets` is borrowed, and `classes` (or NULL), whose labels klass has in a published table. */
enum ut_status ut_goals_new(struct ut_goals **out, const struct ut_targets *targets, const struct ut_classes *classes,
                            struct ut_error *err);

/* Reads a table of results, whatever its columns. */
enum ut_status ut_goals_add(struct ut_goals *g, const char *path, const struct ut_reader_options *options,
                            struct ut_error *err);

/* After the last table: finds each target's result. UT_USAGE: a key column of the targets that no table has (unless
 * one is an empty stream, of which nothing is known). UT_BAD_INPUT: two results for one target; the message says where
 * both stand. */
enum ut_status ut_goals_find(struct ut_goals *g, struct ut_error *err);

/* Writes the key columns, kolumn, op, mal, resultat, avvikelse, uppfyllt and kalla: the targets in their order, then,
 * for `rest`, the results that have none. Shares taken from integers have `decimals` digits unless their target says
 * otherwise. *all_met: did every target have a result that meets it? UT_BAD_INPUT with its place: a result that is no
 * number. */
enum ut_status ut_goals_write(const struct ut_goals *g, struct ut_output *output, enum ut_format to, int decimals,
                              bool rest, bool *all_met, struct ut_error *err);

void ut_goals_free(struct ut_goals *g);

#endif

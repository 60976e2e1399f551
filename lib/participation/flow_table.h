/* The flow of participations as a table, with the places that the catalogue plans. */
#ifndef UTFALL_FLOW_TABLE_H
#define UTFALL_FLOW_TABLE_H

#include "participation/selection.h"
#include "table/partial.h"

struct ut_flow_options {
  struct ut_run *run; /* NULL: nobody listens */
  enum ut_unit unit;  /* UT_MONTH or longer */
  struct ut_names by;
  bool totals;          /* over every subset of them */
  const char *insatser; /* file of the catalogue; NULL: none */
};

struct ut_flow_table;

/* Reads the catalogue, too. Of the selection whose participations are added, the period is the range of
 * ut_flow_visit_rows and the pattern says which insatser are taken from the catalogue; it is borrowed. UT_USAGE: a
 * column that cannot be grouped by. */
enum ut_status ut_flow_table_new(struct ut_flow_table **out, struct ut_participations *p,
                                 const struct ut_flow_options *options, const struct ut_selection_options *selected,
                                 struct ut_error *err);

/* Takes in the current participation. */
enum ut_status ut_flow_table_add(struct ut_flow_table *t, struct ut_error *err);

/* After the last one: notes those for which the catalogue has no places, and names what is counted in. */
enum ut_status ut_flow_table_close(struct ut_flow_table *t, struct ut_partial *part, struct ut_error *err);

/* Writes period, the columns grouped by, in, ut, kvar, deltagare; with a catalogue also platser (ut_catalogue_places),
 * arsplatser (person-days / days of the period) and belaggning (arsplatser in percent of platser), both with `decimals`
 * digits. Places are an insats's: a row narrower than that has none. Every insats of the catalogue has its rows where
 * they are grouped by insats alone. Once, after that. */
enum ut_status ut_flow_table_write(struct ut_flow_table *t, struct ut_output *output, enum ut_format to, int decimals,
                                   struct ut_error *err);

void ut_flow_table_free(struct ut_flow_table *t);

#endif

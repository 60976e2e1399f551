/* The flow of participations as a table, with the places that the catalogue plans. */
#ifndef UTFALL_FLOW_TABLE_H
#define UTFALL_FLOW_TABLE_H

#include "utfall/participation.h"

struct ut_flow_options {
  enum ut_unit unit;         /* UT_YEAR, UT_QUARTER or UT_MONTH */
  struct ut_period range;    /* as of ut_flow_visit_rows */
  ut_date as_of;             /* UT_DATE_NONE: not asked for */
  const struct ut_names *by; /* borrowed */
  bool totals;               /* over every subset of them */
  const char *catalogue;     /* file; NULL: none */
  const char *insats;        /* pattern of the insatser taken from it; NULL: all */
  int decimals;
};

struct ut_flow_table;

/* Reads the catalogue, too. UT_USAGE: a column that cannot be grouped by. */
enum ut_status ut_flow_table_new(struct ut_flow_table **out, struct ut_participations *p,
                                 const struct ut_flow_options *options, struct ut_error *err);

/* Takes in the current participation. */
enum ut_status ut_flow_table_add(struct ut_flow_table *t, struct ut_error *err);

/* Writes period, the columns grouped by, in, ut, kvar, deltagare; with a catalogue also platser (ut_catalogue_places),
 * arsplatser (person-days / days of the period) and belaggning (arsplatser in percent of platser). Places are an
 * insats's: a row narrower than that has none. Every insats of the catalogue has its rows where they are grouped by
 * insats alone. Once, after the last participation. */
enum ut_status ut_flow_table_write(struct ut_flow_table *t, struct ut_output *output, enum ut_format to,
                                   struct ut_error *err);

/* Participations in insatser for which the catalogue has no places: they are part of arsplatser and of belaggning in
 * rows of several insatser. 0 without a catalogue. */
size_t ut_flow_table_unplanned(const struct ut_flow_table *t);

void ut_flow_table_free(struct ut_flow_table *t);

#endif

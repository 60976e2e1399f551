/* Which columns of a raw export feed which columns of the participations. */
#ifndef UTFALL_HEADINGS_H
#define UTFALL_HEADINGS_H

#include "import/heading.h"
#include "import/map.h"
#include "utfall/import.h"

/* One column of the reader. */
struct ut_heading_source {
  size_t field;    /* of the reader */
  size_t order;    /* among the sources of a column: the keys of the map, then the headings */
  size_t *extents; /* fields that may hold its extent, at most one of them in any file */
  size_t extent_count;
};

/* A column of the participations, or what helps to fill others, and the columns of the reader that fill it. */
struct ut_import_column {
  struct ut_text name;
  const struct ut_column *column; /* NULL: passed through */
  struct ut_heading_source *sources;
  size_t count;
  struct ut_text constant; /* of the map; ptr NULL: none */
};

struct ut_headings {
  struct ut_reader *reader;
  const struct ut_import_options *options; /* only while ut_headings_new runs */
  struct ut_heading *headings;             /* one per column of the reader */
  size_t heading_count;
  struct ut_import_column *columns; /* of the participations, in their order */
  size_t count;
  struct ut_import_column personnummer, registered; /* read, never written */
  struct ut_import_column totals;                   /* by which a total row is known */
  struct ut_import_column counts;                   /* where it says how many rows there are, by the map */
  struct ut_import_column dropped;                  /* neither mapped nor known nor kept, nor dropped by the map */
};

/* Matches the reader's headings and asks it for the columns that are read. The options are borrowed until it returns.
 * Errors as of ut_import_open. In an empty stream nothing is missing. */
enum ut_status ut_headings_new(struct ut_headings **out, struct ut_reader *reader,
                               const struct ut_import_options *options, struct ut_error *err);
void ut_headings_free(struct ut_headings *all);

#endif

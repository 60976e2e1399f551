/* What an export that nobody has described holds: its headings, and every distinct value under each. */
#ifndef UTFALL_PROFILE_H
#define UTFALL_PROFILE_H

#include "base/distinct.h"
#include "import/layout.h"
#include "utfall/stream.h"

enum { UT_PROFILE_VALUES = 5000 }; /* that are told apart under one heading */

struct ut_profile_column {
  struct ut_text heading;       /* as a map names it, "Start#2" the second of two; owned */
  struct ut_text slug;          /* of the heading without its number; owned */
  size_t file, nth;             /* the first file that has it; of those that are written so there */
  bool again;                   /* another file has it, too, in another spelling */
  struct ut_distinct values;    /* composed and trimmed, but for those that hold what looks like a personnummer */
  size_t *counts, room;         /* of each value */
  size_t empty, hidden, others; /* cells: empty ones, with a personnummer, beyond the values that are told apart */
  size_t persons;               /* of the hidden: those that are a personnummer and nothing else */
};

struct ut_profile {
  struct ut_layout layout;
  bool csv, windows;   /* its bytes are no UTF-8 */
  struct ut_buf sheet; /* of a workbook, its name */
  struct ut_profile_column *columns;
  size_t count, rows;
  size_t total_column;       /* of a total row; count: there is none */
  struct ut_distinct totals; /* what its cell begins with */
  bool totals_counted;       /* it says how many rows there are */
  struct ut_reader *reader;
};

/* Reads the files whole. `reading` says what is known of them already; the layout is that of the first. UT_BAD_INPUT
 * and others as those of a reader. The caller clears, after a failure too. */
enum ut_status ut_profile_read(struct ut_profile *p, char *const *paths, size_t count,
                               const struct ut_reader_options *reading, const struct ut_defaults *defaults,
                               struct ut_error *err);
void ut_profile_clear(struct ut_profile *p);

/* Cells with something in them. */
size_t ut_profile_filled(const struct ut_profile *p, const struct ut_profile_column *c);

#endif

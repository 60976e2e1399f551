/* How an export that nobody has described is laid out: what separates its fields, where its header stands. */
#ifndef UTFALL_LAYOUT_H
#define UTFALL_LAYOUT_H

#include "import/defaults.h"
#include "utfall/stream.h"

struct ut_source;

struct ut_layout {
  char delimiter;                  /* 0: it has one column, or none could be told */
  char quote;                      /* 0: " */
  size_t skip_lines, heading_rows; /* rows of headings: 0 is one, as in a map */
  bool headless;
};

/* Of CSV text that begins so; `whole`: there is no more. UT_NOMEM. */
enum ut_status ut_layout_find(struct ut_text text, bool whole, const struct ut_defaults *defaults,
                              struct ut_layout *out);

/* Of the sheet of a workbook that a reader of these options would read; adds its name. Errors as of ut_reader_open. */
enum ut_status ut_layout_sheet(struct ut_source *source, const struct ut_reader_options *reading,
                               const struct ut_defaults *defaults, struct ut_layout *out, struct ut_buf *name,
                               struct ut_error *err);

#endif

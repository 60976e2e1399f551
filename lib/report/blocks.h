/* What stands in a report in paragraphs of their own, as HTML. */
#ifndef UTFALL_FILE_BLOCKS_H
#define UTFALL_FILE_BLOCKS_H

#include "chart/chart.h"
#include "report/sources.h"
#include "table/present.h"

/* Where they are put together. Tables and charts are numbered as they come. */
struct ut_blocks {
  enum ut_language language;
  struct ut_run *run; /* is told of doubts about a table, NULL: nobody is */
  size_t tables, charts;
};

/* Appends a table as the options show it, with a caption. UT_USAGE, UT_BAD_INPUT: what ut_present refuses. UT_NOMEM. */
enum ut_status ut_blocks_table(struct ut_blocks *b, const struct ut_whole_table *t, const bool *kept,
                               const struct ut_present_options *options, struct ut_label_list classes,
                               const char *caption, struct ut_buf *out, struct ut_error *err);

/* Appends a chart with a caption, drawn for a wide page and once more for a narrow one. What ut_chart_write
 * refuses. */
enum ut_status ut_blocks_chart(struct ut_blocks *b, const struct ut_whole_table *t, enum ut_chart_kind kind,
                               const struct ut_chart_options *options, const char *caption, struct ut_buf *out,
                               struct ut_error *err);

/* Appends what checks of quality found: the rows of a table of sus-import --quality whose count is not 0. UT_USAGE: it
 * is none. UT_NOMEM. */
enum ut_status ut_blocks_quality(struct ut_blocks *b, const struct ut_whole_table *t, struct ut_buf *out,
                                 struct ut_error *err);

/* Appends how many figures of the tables that were read are blanked, and why. */
void ut_blocks_notes(const struct ut_blocks *b, const struct ut_sources *s, struct ut_buf *out);

/* Appends, per table that was read, its file without the folder, the SHA-256 of its bytes and its rows; the version;
 * and the commands, where there are any. */
void ut_blocks_provenance(const struct ut_blocks *b, const struct ut_sources *s, struct ut_text commands,
                          struct ut_buf *out);

#endif

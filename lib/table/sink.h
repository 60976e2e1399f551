/* What a filter shows: a table for people or a stream for programs, as --to asks. */
#ifndef UTFALL_SINK_H
#define UTFALL_SINK_H

#include "table/render.h"
#include "utfall/stream.h"

/* How a column of this name is shown to people; a heading in a published table (Totalt)
 * counts as the name it spells. */
enum ut_grid_kind ut_sink_kind(struct ut_text name);

/* Is the format for people: text, Markdown, HTML or a workbook? */
bool ut_sink_for_people(enum ut_format to);

struct ut_sink;

/* UT_BAD_INPUT: two columns of one heading, which make no stream. */
enum ut_status ut_sink_check_headings(const struct ut_grid_column *columns, size_t count, struct ut_error *err);

/* Begins a table of this shape, whose columns outlive the sink, on an output that the caller commits and that does so
 * too. */
enum ut_status ut_sink_open(struct ut_sink **out, struct ut_output *output, const struct ut_grid_shape *shape,
                            struct ut_error *err);

/* One row: `fields` has one text per column. */
enum ut_status ut_sink_row(struct ut_sink *s, const struct ut_text *fields, struct ut_error *err);

/* The row of a reader with exactly these columns, unchanged. */
enum ut_status ut_sink_pass(struct ut_sink *s, struct ut_reader *r, struct ut_row *row, struct ut_error *err);

/* What was added of rows for people; NULL for others, and for a workbook. */
const struct ut_grid *ut_sink_grid(const struct ut_sink *s);

/* Ends the table; what stands around it is shown to people alone. */
enum ut_status ut_sink_close(struct ut_sink *s, const struct ut_frame *frame, struct ut_error *err);
void ut_sink_free(struct ut_sink *s);

#endif

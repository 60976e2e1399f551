/* One file of a reader: text or a workbook, opened, its columns named, row by row. What reader.c and the files for each
 * format share. */
#ifndef UTFALL_STREAM_INPUT_H
#define UTFALL_STREAM_INPUT_H

#include "model/tally.h"
#include "stream/csv.h"
#include "stream/json.h"
#include "stream/source.h"
#include "stream/whole_table.h"
#include "utfall/stream.h"
#include "workbook/workbook.h"

/* What the notes at the end of an input are of: rows that are passed over, or read otherwise than they stand. */
enum { UT_ROWS_BLANK, UT_ROWS_TRAILING, UT_REMARKS };

struct ut_stream_input {
  struct ut_source source;
  enum ut_format format;
  size_t line; /* of the next record, until it is parsed */
  size_t header_line;
  char delimiter;
  bool unended;          /* the last record has no line end */
  bool trailing;         /* every row has one delimiter more than the header */
  enum ut_csv_text text; /* what the title lines tell of the encoding */
  struct ut_csv *csv;
  struct ut_json *json;
  struct ut_workbook *book;
  const struct ut_whole_table *held; /* whose rows it has, instead of a source; borrowed */
  const bool *kept;                  /* which of these rows; NULL: all */
  size_t *sheet_columns, *fields; /* of a workbook: where each of ours stands; and the other way round, up to `width` */
  size_t width, hidden_rows, hidden_row; /* the first of these */
  struct ut_text *names;
  size_t count;
  size_t mark;    /* which of them marks what is blanked; none of them: none does */
  size_t *places; /* column of the reader for each of ours */
  size_t wanted;  /* leading fields that are split at once */
  bool in_place;  /* ours are the reader's, in order */
  struct ut_csv_record record;
  struct ut_json_record object;
  size_t shape; /* of objects whose names are ours, in order */
  size_t rows;
  struct ut_tally remarks[UT_REMARKS];
  bool pending; /* `object`, or `record`, was read for its names and is the next row */
};

struct ut_reader {
  struct ut_reader_options options;
  struct ut_stream_input *inputs;
  size_t input_count, current;
  struct ut_text *columns;
  size_t column_count;
  struct ut_text *fields;
  struct ut_meter meter;
  bool in_blocks; /* what has ended is a block, and another may be read */
  enum ut_status (*end_block)(void *context, struct ut_error *err); /* NULL, or takes it; UT_END: there is none */
  void *block_context;
};

/* Puts the leading fields of an input where the reader has them. */
static inline void ut_reader_place(struct ut_reader *r, const struct ut_stream_input *in, const struct ut_text *fields,
                                   size_t count)
{
  for (size_t i = 0; i < count; i++)
    r->fields[in->places[i]] = fields[i];
}

/* No field is known. */
static inline void ut_reader_blank(struct ut_reader *r)
{
  for (size_t i = 0; i < r->column_count; i++)
    r->fields[i] = (struct ut_text){"", 0};
}

/* Copies the names of its columns. UT_NOMEM. */
enum ut_status ut_stream_input_name(struct ut_stream_input *in, const struct ut_text *names, size_t count,
                                    struct ut_error *err);

/* The index of the first name that stands before already; the count when there is none. UT_NOMEM. */
enum ut_status ut_stream_input_repeated(const struct ut_stream_input *in, size_t *repeated, struct ut_error *err);

/* Which of its names is this, which may be the one at `guess`? The count when it is none. */
size_t ut_stream_input_column(const struct ut_stream_input *in, struct ut_text name, size_t guess);

/* UT_BAD_INPUT: a file or an object has no mark where another, `where`, has one: its rows would pass for those of a
 * protected table. */
enum ut_status ut_stream_input_refuse_unmarked(struct ut_text mark, const char *where, struct ut_error *err);

/* By format: reads the header of an input whose source is open and names its columns; then the next row, as
 * ut_reader_next says; then notes what there is to remark on it, at its end. */
enum ut_status ut_csv_input_open(struct ut_reader *r, struct ut_stream_input *in, struct ut_error *err);
enum ut_status ut_csv_input_next(struct ut_reader *r, struct ut_stream_input *in, struct ut_row *row,
                                 struct ut_error *err);
void ut_csv_input_note(const struct ut_reader *r, const struct ut_stream_input *in);

enum ut_status ut_json_input_open(const struct ut_reader *r, struct ut_stream_input *in, struct ut_error *err);
enum ut_status ut_json_input_next(struct ut_reader *r, struct ut_stream_input *in, struct ut_row *row,
                                  struct ut_error *err);
enum ut_status ut_json_input_split(struct ut_reader *r, struct ut_stream_input *in, struct ut_error *err);

enum ut_status ut_book_input_open(struct ut_reader *r, struct ut_stream_input *in, struct ut_error *err);
enum ut_status ut_book_input_next(struct ut_reader *r, struct ut_stream_input *in, struct ut_row *row,
                                  struct ut_error *err);
void ut_book_input_note(const struct ut_reader *r, const struct ut_stream_input *in);

#endif

/* A stream is a header and rows, whatever the format and however many files. */
#ifndef UTFALL_STREAM_H
#define UTFALL_STREAM_H

#include "utfall/run.h"

UT_BEGIN_C

enum ut_format { UT_AUTO, UT_CSV, UT_JSON, UT_JSONL, UT_TEXT, UT_MARKDOWN, UT_HTML, UT_XLSX, UT_ODS, UT_FORMATS };

/* ---- reading ---- */
struct ut_reader;
struct ut_opened; /* of the library itself: an input that was opened before */

/* Bytes of a file: from one up to another. */
struct ut_file_span {
  int64_t from, to;
};

struct ut_reader_options {
  /* UT_AUTO: told from the first bytes of each file: [ JSON, { JSONL, PK a workbook, anything else CSV */
  enum ut_format from;
  char delimiter;   /* 0: told from the header */
  char quote;       /* what may stand around fields; 0: " */
  bool skips;       /* skip_lines is what was asked for, and no map's */
  bool headless;    /* CSV files and sheets have no header: columns are called by their numbers, from 1 on */
  bool operands;    /* the files are operands, of which an option may say the sheet */
  bool visible;     /* hidden rows and columns of workbooks are left out */
  bool fill_merged; /* of merged cells below the header each has the value, or */
  bool keep_merged; /* the first alone; neither: they are UT_BAD_INPUT */
  bool loose;       /* headings may be empty or stand twice: they are told apart by their place */
  bool parts;       /* they are parts of a result, which are UT_BAD_INPUT elsewhere */
  bool mixed;       /* some files, or objects, may have a column of marks that others lack */
  bool unended;     /* the last row of a pipe may lack its line end, which is noted as it is of a file */
  /* NULL: UTF-16 with a BOM, else UTF-8, or in CSV, where the first character beyond ASCII is no UTF-8, Windows-1252,
   * with a note. "auto": the same without it. Or a name for ut_decoder_new */
  const char *encoding;
  const char *sheet;   /* of a workbook: its name or #N; NULL: the only one that is shown and holds a cell */
  size_t skip_lines;   /* before the header of each CSV file, or sheet of a workbook */
  size_t heading_rows; /* of each of these; those above the last hold titles of the columns below them; 0: one */
  struct ut_run *run;  /* is told of doubts and of progress; NULL: nobody is */
  /* NULL: all rows. Or, of one file, those in this span, which begins and ends between two rows; from 0: behind the
   * header. Their lines are counted from its beginning. UT_BAD_INPUT: this is neither CSV nor JSON lines in UTF-8, with
   * its header, or its first object, before the span. */
  const struct ut_file_span *span;
  /* One per path where they were opened already, to see what they are, without an encoding: taken over. NULL: none was,
   * as for whoever is not of the library. */
  struct ut_opened *opened;
};

struct ut_row {
  /* One per column of the reader; only wanted columns are filled until ut_reader_split.
   * Borrowed until the next call. */
  struct ut_text *fields;
  /* The record as canonical CSV without its line end, if it can be copied as it stands; else ptr is NULL. */
  struct ut_text raw;
  const char *source; /* the file, for messages; lives as long as the reader */
  size_t line;        /* 1-based, where the record begins; of a workbook the row of the sheet */
};

/* Opens the operands ("-" is standard input, "<stdin>" in messages), reads their headers and matches them by name: the
 * columns are those of the first file, then new ones of the later files in order. UT_BAD_INPUT: an empty CSV input, a
 * heading that is empty or stands twice, two operands that are one file or copies of one, tables that are protected
 * beside others that are not. A file that holds an empty array adds no columns. After a failure, too, the caller frees
 * *out. */
enum ut_status ut_reader_open(struct ut_reader **out, char *const *paths, size_t count,
                              const struct ut_reader_options *options, struct ut_error *err);

size_t ut_reader_columns(const struct ut_reader *r);
/* The name of one column, or of all: they live as long as the reader. */
struct ut_text ut_reader_column(const struct ut_reader *r, size_t index);
const struct ut_text *ut_reader_names(const struct ut_reader *r);
/* Who is told of doubts; NULL: nobody is. */
struct ut_run *ut_reader_run(const struct ut_reader *r);
/* Index of a column, or -1. */
ptrdiff_t ut_reader_find(const struct ut_reader *r, struct ut_text name);
/* Is there no header at all (nothing but empty arrays)? Then no column is missing, and no row comes. */
bool ut_reader_is_empty(const struct ut_reader *r);

/* Are the rows those of a workbook, whose numbers and dates are written here? */
bool ut_reader_is_typed(const struct ut_reader *r);

/* Adds the names of the columns, as ut_quote_name shows them. UT_NOMEM. */
enum ut_status ut_reader_list(const struct ut_reader *r, struct ut_buf *out);

/* Index of a column that is needed; UT_USAGE names it and the columns there are (in an empty stream
 * *index is -1 and all is well). */
enum ut_status ut_reader_need(const struct ut_reader *r, struct ut_text name, ptrdiff_t *index, struct ut_error *err);

/* Notes of each file without a column of this name, on which figures depend, and what comes of that: "nobody in it has
 * left". */
void ut_reader_miss(const struct ut_reader *r, struct ut_text name, const char *so);

/* Places an error in the cell of a column, where the row of that source and line is of a workbook. */
void ut_reader_at_cell(const struct ut_reader *r, const char *source, size_t line, size_t column, struct ut_error *err);

/* Places the error of a row: source, line and, where it blames a column of a workbook, the cell. */
void ut_reader_blame(const struct ut_reader *r, const struct ut_row *row, struct ut_error *err);

/* Fill this column in every row. */
void ut_reader_want(struct ut_reader *r, size_t index);
void ut_reader_want_all(struct ut_reader *r);

/* The next row. UT_END after the last. UT_BAD_ROW with its place: a row shorter or longer than the header, or that
 * cannot be parsed; the call after that goes on with the next line. The fields of a row of the wrong width are there as
 * far as both go, those of one that cannot be parsed are empty. A JSON object lacking a name has an empty field; one
 * with a name that the first object lacks is UT_BAD_INPUT. */
enum ut_status ut_reader_next(struct ut_reader *r, struct ut_row *row, struct ut_error *err);

/* Fills every column of the current row. */
enum ut_status ut_reader_split(struct ut_reader *r, struct ut_row *row, struct ut_error *err);

void ut_reader_free(struct ut_reader *r);

/* ---- output: a descriptor, or a file that appears whole or not at all ---- */
struct ut_output {
  struct ut_buf buf;
  int fd;
  char *path, *temporary; /* both NULL for a descriptor that was handed over */
  const char *name;       /* for messages; borrowed */
  const char *mark;       /* NULL, or what ut_output_abandon writes behind bytes that have gone out; borrowed */
  unsigned mode;          /* that a file will have */
  char within;            /* every write but the last ends before one of these, inside a row; '\0': anywhere */
  bool flushed;           /* something has left the buffer */
  size_t out_already;     /* so many bytes of what comes next have gone out before, and are left out */
  bool held;              /* nothing leaves the buffer: whoever made it takes the bytes from there */
  bool goes_on;           /* where its reader has gone away, the rest is thrown away and nothing fails */
  bool closed;            /* its reader has gone away */
  bool stood;             /* there was a file of that name */
  bool kept;              /* a commit that fails leaves it open and empty, so that it can say so */
};

/* Writes to an open descriptor (standard output), which stays the caller's. `name` is for messages. */
void ut_output_init(struct ut_output *o, int fd, const char *name);

/* Writes to a temporary file beside `path` (a symbolic link is followed), which only its owner may read until it is put
 * in place; it keeps mode and, where that is allowed, owner of a file that stood there. What exists there and is no
 * regular file (/dev/full, a pipe) is written directly. UT_IO when it cannot be made, or the file is read-only. */
enum ut_status ut_output_open(struct ut_output *o, const char *path, struct ut_error *err);

/* After an append to o->buf: hands on what it holds when that is large enough to be worth it, but not the end of the
 * last row, so that a filter that is killed leaves half a row behind and no stream that looks whole. UT_IO, or
 * UT_CLOSED when the reader has gone. */
enum ut_status ut_output_drain(struct ut_output *o, struct ut_error *err);

/* Puts outputs in place together, all or none: files are written and synced; then descriptors are written to their
 * end, which stay open; then the files are renamed, in this order, and their folders synced. Where a renaming fails,
 * those before it are undone. A descriptor whose reader has gone away counts as written; UT_CLOSED then says so, and
 * the files are in place. Where a folder cannot be synced they are too, and it is UT_IO. Frees all, but what is kept
 * where it fails. */
enum ut_status ut_outputs_commit(struct ut_output *const *outputs, size_t count, struct ut_error *err);

/* The same of one. */
enum ut_status ut_output_commit(struct ut_output *o, struct ut_error *err);

/* Leaves nothing that looks complete: unflushed bytes are dropped, a temporary file is removed, and where
 * bytes have gone out already, `mark` goes after them, so that a reader that would stop at the end of input
 * stumbles instead. Frees. */
void ut_output_abandon(struct ut_output *o);

/* ---- writing ---- */
struct ut_writer;

/* Begins a stream of these columns (the names are copied) in CSV, JSON or JSON lines (UT_AUTO is CSV) on an output
 * that the caller commits. The header is written at once; the output's mark becomes an opening that no reader takes
 * for whole. `numeric`, one per column, says which are numbers in JSON; NULL: as ut_column_is_number says. After a
 * failure, too, ut_writer_close is due. */
enum ut_status ut_writer_open(struct ut_writer **out, struct ut_output *output, enum ut_format to,
                              const struct ut_text *columns, size_t count, const bool *numeric, struct ut_error *err);

/* The cells of this column never hold a comma, a quote or a line end (codes, numbers, dates), so CSV need not look. */
void ut_writer_trust(struct ut_writer *w, size_t column);

/* One row: `fields` has one text per column. */
enum ut_status ut_writer_row(struct ut_writer *w, const struct ut_text *fields, struct ut_error *err);

/* One row whose first columns are `row` of a reader with exactly those columns, unchanged, followed by `extra` (the
 * writer's remaining columns): copies the raw record where it can and splits the row where it cannot. */
enum ut_status ut_writer_pass(struct ut_writer *w, struct ut_reader *r, struct ut_row *row, const struct ut_text *extra,
                              struct ut_error *err);

/* Ends the stream (the bracket of an array) and frees; does not commit the output. NULL is allowed;
 * `complete` false only frees. */
enum ut_status ut_writer_close(struct ut_writer *w, bool complete, struct ut_error *err);

UT_END_C

#endif

/* CSV records out of spans of UTF-8 text, RFC 4180 as libcsv's strict mode decides it.
 * A vectorised scan splits what is not quoted, or simply so; every other quoted field goes to libcsv. Between UT_OK and
 * the next call the span stays as it is. */
#ifndef UTFALL_CSV_H
#define UTFALL_CSV_H

#include "utfall/text.h"

struct ut_csv;

/* Borrowed from the span, or from the parser for a quoted record, until the next call. */
struct ut_csv_record {
  struct ut_text raw;           /* the record without its line end */
  const struct ut_text *fields; /* the first `split` of them */
  size_t split;
  size_t count; /* number of fields */
  size_t line;  /* 1-based line where it begins */
  bool quoted;  /* raw is not simply its fields joined by the delimiter */
};

/* Can it separate fields? An ASCII character can, other than a quote, CR, LF and NUL. */
static inline bool ut_csv_separates(char c)
{
  return c > '\0' && c != '"' && c != '\r' && c != '\n' && (unsigned char)c < 128;
}

/* `delimiter` can separate fields. Lines are counted from `first_line`. */
enum ut_status ut_csv_new(struct ut_csv **out, char delimiter, size_t first_line);

/* What may stand around a field; the default is ". It is not the delimiter. */
void ut_csv_quote(struct ut_csv *c, char quote);

/* What is known of the text of the calls to come. */
enum ut_csv_text {
  UT_CSV_CHECKED, /* the default: it is to be UTF-8, and a record in which it is not is refused */
  UT_CSV_OPEN,    /* nothing, until the first character beyond ASCII tells whether it is UTF-8 */
  UT_CSV_VALID    /* it is, for a decoder made it: none of it is checked */
};
void ut_csv_know(struct ut_csv *c, enum ut_csv_text text);
enum ut_csv_text ut_csv_known(const struct ut_csv *c);

/* What text that begins so tells, of which nothing is known: UT_CSV_CHECKED where its first character beyond ASCII is
 * UTF-8; *foreign where it is not, and UT_CSV_OPEN where there is none. */
enum ut_csv_text ut_csv_tell(const char *ptr, size_t len, bool *foreign);

/* Is the text that ut_csv_next left, with UT_MORE, no UTF-8? Then the caller decodes it and what follows, says that it
 * is valid, and calls again. */
bool ut_csv_is_foreign(const struct ut_csv *c);

/* How many leading fields a call need split; the default is all. The rest are counted, and ut_csv_split finds them. */
void ut_csv_want(struct ut_csv *c, size_t fields);

/* What comes next is not what followed on the last record, but begins a record all the same, on this line. */
void ut_csv_jump(struct ut_csv *c, size_t line);

/* Of the next byte. */
size_t ut_csv_line(const struct ut_csv *c);

/* Takes the next record from the span. *used says how much of it is done with, in every case. Blank lines are
 * skipped. LF, CRLF and lone CR end a record; blanks belong to the fields. UT_MORE: the span ends inside a record:
 * call again with the unused rest and more behind it, `final` when there is no more; but see ut_csv_is_foreign. UT_END:
 * nothing is left.
 * UT_BAD_ROW, with line and column (1-based, in characters): a quote that does not open or close a field, text
 * after a closing quote, a NUL byte, invalid UTF-8, a quote still open at the end; *used then stands after the line
 * on which the record began, which is record->line. */
enum ut_status ut_csv_next(struct ut_csv *c, const char *ptr, size_t len, bool final, size_t *used,
                           struct ut_csv_record *record, struct ut_error *err);

/* Splits the record of the last ut_csv_next to the end. */
enum ut_status ut_csv_split(struct ut_csv *c, struct ut_csv_record *record);
void ut_csv_free(struct ut_csv *c);

/* The delimiter of a stream that begins so: of , ; tab | the one that as many of the first rows have as often as the
 * header has it, outside quotes, and of several the most frequent in the header; `,` when there is none. *open: nothing
 * speaks against another one. '\0': ask again with more, `final` when there is none. */
char ut_csv_delimiter(const char *ptr, size_t len, bool final, char quote, bool *open);

#endif

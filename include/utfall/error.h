/* What went wrong and where: every fallible function returns a status and fills the caller's error. */
#ifndef UTFALL_ERROR_H
#define UTFALL_ERROR_H

#include <stddef.h>

/* Around declarations of C, for C++. */
#ifdef __cplusplus
#define UT_BEGIN_C extern "C" {
#define UT_END_C }
#else
#define UT_BEGIN_C
#define UT_END_C
#endif

UT_BEGIN_C

enum ut_status {
  UT_OK = 0,
  UT_END,       /* nothing more to read; not a failure */
  UT_MORE,      /* the span handed over ends inside a record: hand over a longer one */
  UT_BAD_ROW,   /* this row cannot be used, the ones after it can */
  UT_BAD_INPUT, /* the input cannot be used */
  UT_USAGE,     /* the caller asked for what does not exist: an option, a column, a code */
  UT_IO,        /* the operating system refused a read or a write */
  UT_CLOSED,    /* the reader of our output has gone away; said to nobody */
  UT_NOMEM,
  UT_SHORT /* the data fell short, so that nothing is to be written */
};

/* Leaves the calling function with the status of `call` where it is not UT_OK. What has been acquired by then must be
 * freed by the caller of that function (a failed _new leaves *out to be freed) or by nobody. */
#define UT_TRY(call)                                                                                                   \
  do {                                                                                                                 \
    enum ut_status ut_tried_ = (call);                                                                                 \
    if (ut_tried_ != UT_OK)                                                                                            \
      return ut_tried_;                                                                                                \
  } while (0)

enum { UT_ERROR_TEXT = 1600, UT_ERROR_FIELD = 80, UT_ERROR_SOURCE = 256, UT_ERROR_CELL = 128 };

/* Holds its own texts, so that it can outlive what it speaks of; one can list all columns of participations. A name
 * that is too long keeps its end, a text its beginning and an ellipsis. */
struct ut_error {
  enum ut_status status;
  char source[UT_ERROR_SOURCE]; /* file name, as it is shown; "" where no file is to blame */
  size_t line;                  /* 1-based line of the source; 0 unknown */
  size_t column;                /* 1-based character of that line; 0 unknown */
  char cell[UT_ERROR_CELL];     /* of a workbook, Deltaganden!C17, told instead of line and column; "" none */
  char field[UT_ERROR_FIELD];   /* column heading or option; "" none */
  char text[UT_ERROR_TEXT];     /* what was found and what was expected, one line (a caret line may follow) */
};

/* Sets status and text (printf format), clears the place, returns `status` so that callers can `return` it.
 * `err` may be NULL; then only the status is passed on. */
enum ut_status ut_error_set(struct ut_error *err, enum ut_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Adds the place to an error that has none yet; what is already known is kept. Zero and NULL add nothing. Names lose
 * their personnummer, and characters that a terminal obeys or nobody sees become escapes such as \x1b and \u202e. It
 * returns nothing: where `err` is NULL only the caller knows the status. */
void ut_error_at(struct ut_error *err, const char *source, size_t line, size_t column, const char *field);

/* The same of a cell. */
void ut_error_at_cell(struct ut_error *err, const char *cell);

/* Adds the field, such as an option, to the error of a call that has failed, as ut_error_at does. Returns `status`. */
enum ut_status ut_error_blame(enum ut_status status, const char *field, struct ut_error *err);

/* Turns what is wrong into another status, with the same text and place: a row that cannot be used is input that cannot
 * where it is the header. Returns `status`. */
enum ut_status ut_error_turn(struct ut_error *err, enum ut_status status);

/* UT_NOMEM with its standard text. */
static inline enum ut_status ut_error_nomem(struct ut_error *err)
{
  ut_error_set(err, UT_NOMEM, "out of memory");
  return UT_NOMEM;
}

/* UT_IO with "cannot WHAT: strerror(errno)"; UT_CLOSED when errno is EPIPE. */
enum ut_status ut_error_errno(struct ut_error *err, const char *what);

/* Writes "source:line:column: field: text" with the parts that are known into buf (always terminated), masked: names of
 * files and headings may hold personnummer, too. Returns buf. */
char *ut_error_format(const struct ut_error *err, char *buf, size_t size);

/* Makes x's of the digits of every personnummer in a text, in its place. Returns text. */
char *ut_error_mask(char *text);

enum { UT_QUOTED = 64 };

/* Shows a value from the data in a message: quoted, cut at 40 characters with an ellipsis; controls, invalid bytes and
 * what is not seen as escapes (\n, \x1b, \u202e). Digits that could be a personnummer become x's, so that no message
 * can carry one: ten or more in a row, a - or + between them or, before four of them, up to three characters that are
 * no letters; or in any other spelling of one. Dates, periods and amounts stay readable. Returns buf, always
 * terminated. */
char *ut_quote(char buf[UT_QUOTED], const char *ptr, size_t len);
/* The same for the name of a column, without quotes unless a blank is at an end of it: where a file has no header,
 * cells stand there. */
char *ut_quote_name(char buf[UT_QUOTED], const char *ptr, size_t len);

UT_END_C

#endif

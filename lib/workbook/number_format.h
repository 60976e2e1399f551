/* Formats of numbers in workbooks: what a stored number stands for, and that as text. */
#ifndef UTFALL_NUMBER_FORMAT_H
#define UTFALL_NUMBER_FORMAT_H

#include "utfall/text.h"

/* What a number in such a format is. */
enum ut_number_kind {
  UT_NUMBER_PLAIN,
  UT_NUMBER_PERCENT,
  UT_NUMBER_PADDED, /* whole, with as many digits as the format has zeros, and signs between them */
  UT_NUMBER_DATE,
  UT_NUMBER_TIME,
  UT_NUMBER_DURATION
};

enum ut_number_test {
  UT_NUMBER_ANY,
  UT_NUMBER_LESS,
  UT_NUMBER_LEAST,
  UT_NUMBER_EQUAL,
  UT_NUMBER_OTHER,
  UT_NUMBER_MORE,
  UT_NUMBER_MOST
};

enum { UT_NUMBER_SECTIONS = 3 };

/* Which numbers it is for, and what they are. */
struct ut_number_section {
  struct ut_text code; /* borrowed */
  enum ut_number_kind kind;
  enum ut_number_test test;
  double limit;
};

struct ut_number_format {
  struct ut_number_section sections[UT_NUMBER_SECTIONS];
  size_t count; /* 0: plain */
};

/* Takes a code apart, as 0.0%;[Red]-0.0% or yyyy\-mm\-dd, which the format goes on using. */
void ut_number_format_read(struct ut_number_format *f, struct ut_text code);

/* The code that a number has in every workbook, or an empty text: plain. */
const char *ut_number_format_known(size_t number);

/* What a plain number of that kind looks like. UT_BAD_ROW: the stored text is no number. */
enum ut_status ut_number_plain(struct ut_text stored, bool percent, struct ut_buf *out, struct ut_error *err);

/* Appends what the stored text means in the format; NULL is plain. `from_1904`: days are counted from 1904. UT_BAD_ROW:
 * it is no number, or no date where the format makes it one. */
enum ut_status ut_number_write(const struct ut_number_format *f, struct ut_text stored, bool from_1904,
                               struct ut_buf *out, struct ut_error *err);

#endif

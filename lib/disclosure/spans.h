/* Words of a key that are spans of something: periods and age bands. */
#ifndef UTFALL_SPANS_H
#define UTFALL_SPANS_H

#include "utfall/text.h"

enum ut_span_kind { UT_SPAN_NONE, UT_SPAN_PERIOD, UT_SPAN_BAND, UT_SPAN_NUMBER };

/* From `from` up to but without `to`: days; or whole numbers, a band without a lower end beginning
 * at 0 and one without an upper end ending at INT64_MAX. */
struct ut_span {
  enum ut_span_kind kind;
  int64_t from, to;
};

/* 2019, 2019-2021, 2019H1, Q1 2019, januari 2019, 2018Q3..2019-04 are periods; 16-29, -15, 60-, 65+, 16–29 år, 16 till
 * 29, under 30 are bands; a number of at most three digits is one by itself. Anything else is UT_SPAN_NONE. */
struct ut_span ut_span_of(struct ut_text word);

#endif

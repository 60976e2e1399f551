/* Words of a key that are spans of something: periods and age bands. */
#ifndef UTFALL_SPANS_H
#define UTFALL_SPANS_H

#include "utfall/text.h"

enum ut_span_kind { UT_SPAN_NONE, UT_SPAN_PERIOD, UT_SPAN_BAND, UT_SPAN_NUMBER };

/* From `from` up to but without `to`: months since the year 0; or whole numbers, a band without a lower end beginning
 * at 0 and one without an upper end ending at INT64_MAX. */
struct ut_span {
  enum ut_span_kind kind;
  int64_t from, to;
};

/* 2019, 2019-2021, 2019H1, 2019T1, 2019Q1, 2019-01 are periods; 16-29, -15, 60-, 65+, 16–29 år are bands; a number of
 * at most three digits is one by itself. Anything else is UT_SPAN_NONE. */
struct ut_span ut_span_of(struct ut_text word);

#endif

/* Words that are periods. */
#ifndef UTFALL_PERIOD_WORDS_H
#define UTFALL_PERIOD_WORDS_H

#include "disclosure/spans.h"

/* Of a word in capitals, without blanks, a for å and ä and o for ö: 2019, 2019-2021, 2019H1, 2019T1, 2019Q1, Q1 2019,
 * 2019-01, januari 2019, 2019-01-15, 2019W03, from one of them to another (2018Q3..2019-04), and months, quarters,
 * thirds and halves that say no year. Anything else is UT_SPAN_NONE. */
struct ut_span ut_period_word(const char *plain);

/* Of the spans of one key: periods that say no year are in that of the others, where these are all of one; where they
 * are of several, they become UT_SPAN_NONE. */
void ut_period_words_date(struct ut_span *spans, size_t count);

/* Takes so many digits, or `what`, off the front of *at. Where the digits are fewer or more nothing is taken. */
bool ut_take_digits(const char **at, size_t least, size_t most, int64_t *out);
bool ut_take(const char **at, const char *what);

#endif

/* How much one heading resembles another: for doubts about what a column is, and for "did you mean". */
#ifndef UTFALL_RESEMBLANCE_H
#define UTFALL_RESEMBLANCE_H

#include "utfall/vocabulary.h"

/* The more alike, the greater. */
enum ut_resemblance {
  UT_UNLIKE,
  UT_SHARES_WORD, /* one is a word of the other: "insatsens_slut", "slut" */
  UT_ABBREVIATED, /* "slutdat", "slutdatum" */
  UT_NEAR,        /* a letter or two differ, or the order of the words, or how a day is called: "datum_avslut" */
  UT_ALIKE        /* but for what separates words */
};

static inline enum ut_resemblance ut_resemblance_most(enum ut_resemblance a, enum ut_resemblance b)
{
  return a > b ? a : b;
}

/* Of two slugs. Names with other digits are unlike. */
enum ut_resemblance ut_resemblance(struct ut_text slug, struct ut_text known);

/* Whichever of the two is the longer one. */
enum ut_resemblance ut_resemblance_either(struct ut_text one, struct ut_text other);

/* The slug of a heading, as it is where the text was decoded twice; replaces what `slug` holds. UT_NOMEM. */
enum ut_status ut_resemblance_slug(struct ut_text heading, struct ut_buf *slug);

/* Which of the names resembles a heading most, or is it but for two letters that have changed places; `count` where
 * none does. UT_NOMEM. */
enum ut_status ut_resemblance_find(const struct ut_text *names, size_t count, struct ut_text heading, size_t *found);

/* " (did you mean NAME?)", with `before` in front of the name, or "" where none of the names resembles what was
 * `written`. Returns `buf`. */
char *ut_resemblance_suggest(const struct ut_text *names, size_t count, struct ut_text written, const char *before,
                             char buf[UT_SUGGESTION]);

#endif

/* Texts, and cells that are one of them but for the case of letters. */
#ifndef UTFALL_NEAR_TEXTS_H
#define UTFALL_NEAR_TEXTS_H

#include "base/distinct.h"

/* Zero-initialised. */
struct ut_near_texts {
  struct ut_distinct texts;
  struct ut_distinct lower; /* the same in lower case */
  struct ut_buf room;
};

enum ut_nearness { UT_NEAR_NONE, UT_NEAR_ONE, UT_IS_ONE };

/* Adds a copy of the text. UT_NOMEM. */
enum ut_status ut_near_texts_add(struct ut_near_texts *t, struct ut_text text);

static inline size_t ut_near_texts_count(const struct ut_near_texts *t)
{
  return ut_distinct_count(&t->texts);
}

/* Is the cell one of them, or one but for the case of ASCII letters? UT_NOMEM. */
enum ut_status ut_near_texts_look(struct ut_near_texts *t, struct ut_text cell, enum ut_nearness *near);

/* Frees and zeroes. */
void ut_near_texts_clear(struct ut_near_texts *t);

#endif

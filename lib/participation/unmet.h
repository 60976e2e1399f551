/* Texts that are sought in a column and that no row has, where a value that rows have resembles them: misspelt, they
 * select nobody, and leave nobody out. And patterns without which nothing is selected, whatever there is: where none
 * of the names is like one, it is a mistake, as a name is not that nobody is in yet. */
#ifndef UTFALL_UNMET_H
#define UTFALL_UNMET_H

#include "base/distinct.h"
#include "utfall/run.h"

/* Of a longer list nobody asks whether all of it is there. */
enum { UT_UNMET_MOST = 16 };

/* Zero-initialised. */
struct ut_unmet {
  struct ut_texts texts; /* or patterns of ut_text_like */
  bool met[UT_UNMET_MOST];
  bool selects;              /* the first is a pattern without which nothing is selected */
  size_t left;               /* how many are not met */
  struct ut_distinct others; /* the first values that are none of them */
};

/* Does it stand for other texts than itself? */
static inline bool ut_unmet_is_pattern(struct ut_text text)
{
  return text.len > 0 && (memchr(text.ptr, '*', text.len) || memchr(text.ptr, '?', text.len));
}

/* Adds a copy of the text. UT_NOMEM. */
enum ut_status ut_unmet_add(struct ut_unmet *u, struct ut_text text);

/* Sees a cell of the column; one that is empty is none. UT_NOMEM. */
enum ut_status ut_unmet_see_cell(struct ut_unmet *u, struct ut_text cell);
static inline enum ut_status ut_unmet_see(struct ut_unmet *u, struct ut_text cell)
{
  return u->left == 0 || cell.len == 0 ? UT_OK : ut_unmet_see_cell(u, cell);
}

/* Notes those that are not met and resemble another value, or without which nothing is selected. Not those that differ
 * from it in case, in dashes or in what is not seen, which ut_alike_note tells of. UT_NOMEM. */
enum ut_status ut_unmet_tell(struct ut_unmet *u, struct ut_text column, struct ut_run *run);

/* Frees and zeroes. */
void ut_unmet_clear(struct ut_unmet *u);

#endif

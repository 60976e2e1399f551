/* How many there are of something, counted as rows come, and where the first of them is: for a note at the end. */
#ifndef UTFALL_TALLY_H
#define UTFALL_TALLY_H

#include "utfall/run.h"

/* Zero-initialised: none. */
struct ut_tally {
  size_t count;
  const char *source; /* of the first; borrowed from the reader of the rows */
  size_t line;
};

static inline void ut_tally_add(struct ut_tally *t, const char *source, size_t line)
{
  if (t->count++ > 0)
    return;
  t->source = source;
  t->line = line;
}

/* Adds what was counted elsewhere of rows behind these, whose lines were counted from behind so many. */
static inline void ut_tally_join(struct ut_tally *t, struct ut_tally more, size_t lines_before)
{
  if (t->count == 0 && more.count > 0)
    *t = (struct ut_tally){0, more.source, more.line + lines_before};
  t->count += more.count;
}

/* Notes how many there are of something that has no place, "TEXT: COUNT", where there are any. */
static inline void ut_run_note_count(struct ut_run *run, enum ut_note_code code, const char *text, size_t count)
{
  ut_run_note(run, code, count, NULL, 0, "%s: %zu", text, count);
}

#endif

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

/* How a tally is told: BEFORE COUNT NOUN, the first FILE:LINE AFTER, with the blanks and commas that these have. */
struct ut_tally_words {
  enum ut_note_code code;
  const char *before, *one, *many, *after; /* "": nothing */
};

/* Notes what was counted; or, where the run keeps tallies, hands it on to whoever tells those of several processes. */
void ut_tally_note(struct ut_run *run, const struct ut_tally *t, const struct ut_tally_words *words);

/* What was kept by one of several processes, each of rows behind those of the one before it. */
struct ut_tallies {
  struct ut_text kept;
  size_t lines_before; /* those rows in the file */
};

/* Notes what they have counted together, as if one had done it. False: they cannot be added up, and nothing is said. */
bool ut_tallies_note(struct ut_run *run, const struct ut_tallies *of, size_t count, const char *source);

/* Do they say anything? */
bool ut_tallies_any(struct ut_text kept);

/* Notes how many there are of something that has no place, "TEXT: COUNT", where there are any. */
static inline void ut_run_note_count(struct ut_run *run, enum ut_note_code code, const char *text, size_t count)
{
  ut_run_note(run, code, count, NULL, 0, "%s: %zu", text, count);
}

#endif

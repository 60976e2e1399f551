/* Things of several files that are known by a key: which file has them first, and how many of one key a file has. */
#ifndef UTFALL_SEEN_H
#define UTFALL_SEEN_H

#include "base/distinct.h"
#include "utfall/error.h"

/* One of the things of one key: where it is in the first file that has it. */
struct ut_seen {
  uint64_t sum, mix; /* of the hashes of its parts, in any order; the caller's */
  size_t file, line;
};

/* How many of one key the file has that was looked at last. */
struct ut_seen_times {
  size_t file, count, first_file, first_line;
};

/* Zero-initialised. */
struct ut_seen_index {
  struct ut_distinct keys[2]; /* of things, and of things with their number in a file */
  struct ut_seen_times *times;
  struct ut_seen *things;
  size_t time_count, thing_count;
  struct ut_buf key; /* of what is looked for next */
};

/* A key is its kind, and numbers and texts that follow. */
void ut_seen_begin(struct ut_seen_index *x, char kind);
void ut_seen_add_number(struct ut_seen_index *x, size_t number);
void ut_seen_add_text(struct ut_seen_index *x, struct ut_text text);

/* Looks for the thing that the key names, one more of them in this file. *known: an earlier file has it. Where it is
 * new, its place is kept. *times is valid until the next. UT_NOMEM. */
enum ut_status ut_seen_look(struct ut_seen_index *x, size_t file, size_t line, size_t *at, bool *known,
                            struct ut_seen_times **times, struct ut_error *err);

void ut_seen_clear(struct ut_seen_index *x);

#endif

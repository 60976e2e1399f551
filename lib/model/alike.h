/* Values that look the same and are not: they differ in blanks, in what is not seen, in how letters are put together, or
 * in decimals that are 0. What is grouped or linked by them falls apart. A run keeps those of its columns, by name,
 * whatever file they come from, and notes at its end how many there are. */
#ifndef UTFALL_ALIKE_H
#define UTFALL_ALIKE_H

#include "utfall/run.h"

struct ut_alike;

/* Where the row at hand is. */
struct ut_alike_place {
  const char *source;
  size_t line;
};

/* Does the value look like itself at a glance, ASCII without blanks or decimals? Most ids do. */
static inline bool ut_alike_is_plain(struct ut_text value)
{
  const uint64_t ones = UINT64_C(0x0101010101010101), high = ones << 7;
  uint64_t odd = 0, word;
  size_t at = 0;
  for (; at + sizeof word <= value.len; at += sizeof word) {
    memcpy(&word, value.ptr + at, sizeof word);
    odd |= (word | (word - ones * '/')) & high; /* beyond ASCII, or below / */
  }
  for (; at < value.len; at++)
    odd |= ((unsigned char)value.ptr[at] | ((unsigned char)value.ptr[at] - (unsigned)'/')) & 0x80U;
  return odd == 0;
}

/* A value of a column as it first comes to whoever groups or links by it: one of few, all of which are kept. UT_NOMEM.
 * Nothing where run is NULL. */
enum ut_status ut_alike_see(struct ut_run *run, struct ut_text column, struct ut_text value,
                            struct ut_alike_place place);

/* The same of one of many, as ids are: those that look like themselves are not kept, so that, where ut_alike_is_odd
 * says that there are others, ut_alike_meet is due for each of them at the end. */
enum ut_status ut_alike_see_odd(struct ut_run *run, struct ut_text column, struct ut_text value,
                                struct ut_alike_place place);
static inline enum ut_status ut_alike_see_one_of_many(struct ut_run *run, struct ut_text column, struct ut_text value,
                                                      struct ut_alike_place place)
{
  return ut_alike_is_plain(value) ? UT_OK : ut_alike_see_odd(run, column, value, place);
}
bool ut_alike_is_odd(const struct ut_run *run, struct ut_text column);
enum ut_status ut_alike_meet(struct ut_run *run, struct ut_text column, struct ut_text value);

/* Appends what a value looks like, which all that look the same have in common. UT_NOMEM. */
enum ut_status ut_alike_fold(struct ut_text value, struct ut_buf *out);

/* Appends the value with all that is not seen in it shown: "Malmo<U+0308>". Digits of a person are masked. UT_NOMEM. */
enum ut_status ut_alike_show(struct ut_text value, struct ut_buf *out);

/* Notes each column that has such values. */
void ut_alike_note(struct ut_run *run);

void ut_alike_free(struct ut_alike *alike);

#endif

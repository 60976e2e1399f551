/* Values that look the same and are not: they differ in blanks, in what is not seen, in how letters are put together,
 * in decimals that are 0, or, in ids, in zeros in front; and those that read the same, which differ in case or in
 * dashes (ids in capitals of ASCII alone). What is grouped or linked by them falls apart. A run keeps those of its
 * columns, by name, whatever file they come from, and notes at its end how many there are. */
#ifndef UTFALL_ALIKE_H
#define UTFALL_ALIKE_H

#include "utfall/run.h"

struct ut_alike;

/* Where the row at hand is. */
struct ut_alike_place {
  const char *source;
  size_t line;
};

/* Bits for those of eight bytes that are blanks; *odd: others are beyond ASCII, or below / as points and commas are. */
static inline uint64_t ut_alike_blanks(uint64_t word, uint64_t *odd)
{
  const uint64_t ones = UINT64_C(0x0101010101010101), high = ones << 7, differ = word ^ ones * ' ';
  uint64_t blanks = ~(((differ & ~high) + ~high) | differ | ~high);
  *odd |= ((word | (word - ones * '/')) & high) ^ blanks;
  return blanks;
}

static inline uint64_t ut_alike_word(const char *ptr)
{
  uint64_t word;
  memcpy(&word, ptr, sizeof word);
  return word;
}

/* Does the value look like itself at a glance, ASCII without decimals or blanks but one between words? Most do. */
static inline bool ut_alike_is_plain(struct ut_text value)
{
  enum { WORD = sizeof(uint64_t) };
  uint64_t odd = 0, before = 0;
  if (value.len < WORD) {
    for (size_t i = 0; i < value.len; i++)
      odd |= ((unsigned char)value.ptr[i] | ((unsigned char)value.ptr[i] - (unsigned)'/')) & 0x80U;
    return odd == 0;
  }
  if (value.ptr[0] == ' ' || value.ptr[value.len - 1] == ' ')
    return false;
  for (size_t at = 0; at < value.len; at += WORD) {
    size_t from = at + WORD <= value.len ? at : value.len - WORD; /* the last eight overlap those before */
    uint64_t blanks = ut_alike_blanks(ut_alike_word(value.ptr + from), &odd);
    odd |= (blanks & blanks << WORD) | (from == at && before >> (8 * WORD - 1) & blanks >> (WORD - 1));
    before = blanks;
  }
  return odd == 0;
}

static inline bool ut_alike_has_capital(struct ut_text value)
{
  bool capital = false;
  for (size_t i = 0; i < value.len; i++)
    capital |= (unsigned char)value.ptr[i] - (unsigned)'A' < 26U;
  return capital;
}

/* A value of a column as it first comes to whoever groups or links by it: one of few, all of which are kept. Those that
 * are another spelt otherwise, in case or in dashes, are noted too. UT_NOMEM. Nothing where run is NULL. */
enum ut_status ut_alike_see(struct ut_run *run, struct ut_text column, struct ut_text value,
                            struct ut_alike_place place);

/* The same of one of many, as ids are: those that look like themselves are not kept, so that, where ut_alike_is_odd
 * says that there are others, ut_alike_meet is due for each of them at the end. */
enum ut_status ut_alike_see_odd(struct ut_run *run, struct ut_text column, struct ut_text value,
                                struct ut_alike_place place);
static inline enum ut_status ut_alike_see_one_of_many(struct ut_run *run, struct ut_text column, struct ut_text value,
                                                      struct ut_alike_place place)
{
  bool bare = !(value.len > 1 && value.ptr[0] == '0') && !ut_alike_has_capital(value);
  return ut_alike_is_plain(value) && bare ? UT_OK : ut_alike_see_odd(run, column, value, place);
}
bool ut_alike_is_odd(const struct ut_run *run, struct ut_text column);
enum ut_status ut_alike_meet(struct ut_run *run, struct ut_text column, struct ut_text value);

/* Sees only what it looks like, where one name may be spelt in several ways. */
enum ut_status ut_alike_see_look(struct ut_run *run, struct ut_text column, struct ut_text value,
                                 struct ut_alike_place place);

/* Sees only how a value is spelt; nothing in a column whose values are told apart by case. */
enum ut_status ut_alike_see_spelling(struct ut_run *run, struct ut_text column, struct ut_text value,
                                     struct ut_alike_place place);

/* A text that is sought in a column: cells that look or read like it matter. Spelt in two ways on purpose, it may be.
 * UT_NOMEM. */
enum ut_status ut_alike_seek(struct ut_run *run, struct ut_text column, struct ut_text text);

/* Sees one that matters only where it looks, or reads, like one that has been seen. */
enum ut_status ut_alike_see_known(struct ut_run *run, struct ut_text column, struct ut_text value,
                                  struct ut_alike_place place);

/* Appends what a value looks like, which all that look the same have in common. UT_NOMEM. */
enum ut_status ut_alike_fold(struct ut_text value, struct ut_buf *out);

/* Appends what has a look in small letters, each dash a hyphen without blanks around it: what is spelt alike has it in
 * common. UT_NOMEM. */
enum ut_status ut_alike_spell(struct ut_text look, struct ut_buf *out);

/* Do two values look the same? UT_NOMEM. */
enum ut_status ut_alike_look_same(struct ut_text a, struct ut_text b, bool *same);

/* Appends the value with all that is not seen in it shown: "Malmo\u0308". Digits of a person are masked. UT_NOMEM. */
enum ut_status ut_alike_show(struct ut_text value, struct ut_buf *out);

/* Notes each column that has such values. */
void ut_alike_note(struct ut_run *run);

void ut_alike_free(struct ut_alike *alike);

#endif

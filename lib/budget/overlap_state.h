/* What is known of several files of one ledger: the files, and what they hold by what identifies it. */
#ifndef UTFALL_OVERLAP_STATE_H
#define UTFALL_OVERLAP_STATE_H

#include "budget/companies.h"
#include "budget/overlap.h"
#include "budget/seen.h"

struct ut_overlap_file {
  char *source;
  bool sie, settled, unknown; /* its company is settled, without being said */
  size_t company;
  int type;
  struct ut_period year; /* of #RAR 0, or, where that is not there, from the first day that is to the last */
  bool told;
};

struct ut_doubled {
  size_t count, line, file, other_line, other_file; /* the place of the first, here and before */
};

struct ut_overlap {
  struct ut_overlap_file *files;
  size_t file_count;
  struct ut_companies companies;
  struct ut_seen_index seen;
  struct ut_doubled sie, rows;
  struct ut_doubled unnamed, cased; /* rows without a voucher, and those of one in another case: they count each time */
  bool pending, known;              /* a voucher is being read; it is in an earlier file */
  struct ut_seen now;
  size_t earlier;       /* its place among the things seen */
  struct ut_buf name;   /* of the voucher, for messages */
  struct ut_buf folded; /* its key in small letters, but for what it holds */
};

/* The file that is read now. */
static inline struct ut_overlap_file *ut_overlap_file(struct ut_overlap *o)
{
  return &o->files[o->file_count - 1];
}

/* Counts a thing on that line that an earlier file has. */
static inline void ut_overlap_count(struct ut_overlap *o, struct ut_doubled *d, size_t line,
                                    const struct ut_seen *before)
{
  if (d->count++ == 0)
    *d = (struct ut_doubled){1, line, o->file_count - 1, before->line, before->file};
}

/* Looks for what the key names in the file that is read, as ut_seen_look. */
static inline enum ut_status ut_overlap_look(struct ut_overlap *o, size_t line, size_t *at, bool *known,
                                             struct ut_seen_times **times, struct ut_error *err)
{
  return ut_seen_look(&o->seen, o->file_count - 1, line, at, known, times, err);
}

/* Adds a text to the key, in small letters and without blanks around it where it is folded. */
static inline void ut_overlap_add_text(struct ut_overlap *o, struct ut_text text, bool folded)
{
  text = folded ? ut_text_trim(text) : text;
  ut_seen_add_text(&o->seen, text);
  for (size_t i = text.len; i > 0 && folded && !o->seen.key.failed; i--) {
    char *c = &o->seen.key.ptr[o->seen.key.len - i];
    *c = (char)(*c >= 'A' && *c <= 'Z' ? *c - 'A' + 'a' : *c);
  }
}

/* Adds the number of a voucher to the key, without the zeros before its last digits, which programs write or not. */
static inline void ut_overlap_add_number(struct ut_overlap *o, struct ut_text number, bool folded)
{
  size_t digits = number.len, zeros;
  while (digits > 0 && ut_char_is_digit(number.ptr[digits - 1]))
    digits--;
  for (zeros = digits; zeros + 1 < number.len && number.ptr[zeros] == '0'; zeros++)
    ;
  ut_overlap_add_text(o, (struct ut_text){number.ptr, digits}, folded);
  ut_overlap_add_text(o, (struct ut_text){number.ptr + zeros, number.len - zeros}, folded);
}

#endif

/* Text as pointer and length; growing buffers; UTF-8, old encodings, heading slugs and Swedish order. A struct ut_text
 * never owns its bytes and need not be terminated. */
#ifndef UTFALL_TEXT_H
#define UTFALL_TEXT_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "utfall/error.h"

UT_BEGIN_C

struct ut_text {
  const char *ptr; /* never read when len is 0; may then be NULL */
  size_t len;
};

static inline struct ut_text ut_text_of(const char *terminated)
{
  struct ut_text t = {terminated, strlen(terminated)};
  return t;
}

static inline bool ut_char_is_digit(char c)
{
  return c >= '0' && c <= '9';
}

/* From one place up to another in the same text. */
static inline struct ut_text ut_text_between(const char *from, const char *to)
{
  struct ut_text t = {from, (size_t)(to - from)};
  return t;
}

static inline bool ut_text_equal(struct ut_text a, struct ut_text b)
{
  return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool ut_text_is(struct ut_text a, const char *terminated)
{
  return ut_text_equal(a, ut_text_of(terminated));
}

/* A copy with a terminator behind it, which the caller frees; NULL when out of memory. */
char *ut_text_copy(struct ut_text t);

/* Is it what stands in print where there is no figure: nothing, a dash or minus alone (-, U+2013, U+2014, U+2212), a
 * point or two? Blanks around it do not count. */
bool ut_text_is_no_figure(struct ut_text t);

/* Without blanks (space, tab, no-break space U+00A0, narrow no-break space U+202F) at either end. */
struct ut_text ut_text_trim(struct ut_text t);

/* Splits off what stands before the first `separator`; false when `rest` was exhausted before the call.
 * Start with *rest = whole and rest->ptr not NULL; after the last part rest->ptr is NULL. */
bool ut_text_split(struct ut_text *rest, char separator, struct ut_text *part);

/* Whole number of at most 18 digits with an optional minus; false for anything else, junk after it included. */
bool ut_text_integer(struct ut_text t, int64_t *out);

/* Does `t` match the pattern, where * is any run of characters and ? one character (not byte)? Case counts. */
bool ut_text_like(struct ut_text t, struct ut_text pattern);

/* ---- lists of names ---- */
enum { UT_NAMES_MAX = 64 };
struct ut_names {
  struct ut_text names[UT_NAMES_MAX]; /* borrowed */
  size_t count;
};

/* Is `name` among them? */
bool ut_names_have(const struct ut_names *names, const char *name);

/* ---- numbers ---- */
/* A number as it is written in cells and conditions: an optional minus, digits, and decimals after a point; at most 18
 * digits in all. It is number / divisor exactly, the divisor a power of ten. False for anything else. */
bool ut_number_parse(struct ut_text t, int64_t *number, int64_t *divisor);

/* numerator / denominator with `decimals` digits (0-9), rounded half away from zero, from integers alone: 1/8 in
 * percent is (100, 8). A denominator of 0 gives an empty text: no share of nothing. Values up to 2^62 in magnitude.
 * Returns buf, terminated. */
enum { UT_RATIO_SIZE = 48 };
char *ut_ratio_format(int64_t numerator, int64_t denominator, int decimals, char buf[UT_RATIO_SIZE]);

/* The same rounded ratio as an integer count of 10^-decimals. The denominator is not 0; what int64 cannot hold becomes
 * its largest or smallest value. */
int64_t ut_ratio_round(int64_t numerator, int64_t denominator, int decimals);

/* A floating-point figure, rounded to twelve significant digits, then to `decimals` digits half away from zero; never
 * "-0". For statistics only. An empty text for what is no number, infinite, or 1e30 and beyond: no statistic of ours.
 */
char *ut_double_format(double value, int decimals, char buf[UT_RATIO_SIZE]);

/* ---- growing buffer: zero-initialised or {0}; owns ptr; ptr[len] is not a terminator unless asked for ----
 * A failure sticks: whatever is asked of the buffer after a UT_NOMEM changes nothing and is UT_NOMEM again, so that of
 * a run of additions only the last need be checked. What it holds stays as it was before the failure. */
struct ut_buf {
  char *ptr;
  size_t len, cap;
  bool failed;
};

/* Room for `extra` more bytes. */
enum ut_status ut_buf_reserve(struct ut_buf *b, size_t extra);
enum ut_status ut_buf_add(struct ut_buf *b, const void *ptr, size_t len);
enum ut_status ut_buf_add_text(struct ut_buf *b, struct ut_text t);
enum ut_status ut_buf_add_string(struct ut_buf *b, const char *terminated);
enum ut_status ut_buf_format(struct ut_buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The content as a C string, valid until the buffer changes; NULL when out of memory. */
const char *ut_buf_string(struct ut_buf *b);
struct ut_text ut_buf_text(const struct ut_buf *b);
/* Frees and zeroes; wiping is the caller's affair. */
void ut_buf_clear(struct ut_buf *b);

/* ---- UTF-8 ---- */
/* Length of the valid prefix: equals len when all is valid UTF-8 (RFC 3629: no surrogates, no overlong forms). */
size_t ut_utf8_valid(const char *ptr, size_t len);
/* Number of characters in valid UTF-8. */
size_t ut_utf8_length(struct ut_text t);
/* Columns on a terminal: combining marks 0, East Asian wide 2, else 1 (locale is never read). */
size_t ut_text_width(struct ut_text t);
/* Decodes one character of valid UTF-8 at *ptr (before end) and moves *ptr past it. */
uint32_t ut_utf8_next(const char **ptr, const char *end);

/* ---- order and headings ---- */
/* Natural Swedish order: digit runs by value (Intag 2 before Intag 10), letters without regard to case first, w apart
 * from v, å ä ö after z in that order (æ as ä, ø as ö, composed or not), é and other accents with their base letter;
 * the bytes decide between equals, so 0 means identical. Returns <0, 0, >0. */
int ut_text_compare(struct ut_text a, struct ut_text b);

/* Heading slug: lower case, å ä to a, ö to o, other accents dropped, every run of blanks, '-', '_' or '/' one '_',
 * letters of other scripts the Latin ones that they look like, other punctuation dropped, no '_' at either end:
 * "Sysselsättning 1" -> sysselsattning_1. Appends to `out`. */
enum ut_status ut_text_slug(struct ut_text t, struct ut_buf *out);

/* The same of a text of at most UT_SLUG bytes, in `room`, so that it cannot fail; of a longer one nothing is left. */
enum { UT_SLUG = 128 };
struct ut_text ut_text_slug_short(struct ut_text t, char room[UT_SLUG]);

/* Edit distance (Levenshtein over bytes) when at most `limit`, else limit + 1. For "did you mean": texts of over 256
 * bytes are near only when equal. */
size_t ut_text_distance(struct ut_text a, struct ut_text b, size_t limit);

/* ---- decoding to UTF-8 ---- */
struct ut_decoder;
/* `name`: utf-8, utf-16le, utf-16be, windows-1252, iso-8859-1, cp437 or any other that iconv knows. UT_USAGE when not
 * known. 8-bit encodings use a 256-entry table that iconv fills once; a byte the encoding leaves undefined is an error
 * when met. utf-8 checks and copies. The caller frees, after a failure too. */
enum ut_status ut_decoder_new(struct ut_decoder **out, const char *name, struct ut_error *err);
/* Decodes from `in` to the end of `out`; *used says how many input bytes were taken. Incomplete characters at the end
 * are left (not taken) unless `final`. UT_BAD_INPUT: the byte at in[*used] cannot be decoded; what stands before it has
 * been. To go on, the caller skips it. No more than `len` bytes of input are held. */
enum ut_status ut_decoder_run(struct ut_decoder *d, const char *in, size_t len, bool final, struct ut_buf *out,
                              size_t *used, struct ut_error *err);
void ut_decoder_free(struct ut_decoder *d);

UT_END_C

#endif

/* Text as pointer and length, growing buffers and UTF-8. Order and headings are in textorder.c, decoding in
 * textdecode.c. */
#include "utfall/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

struct width_range {
  uint32_t first, last;
  unsigned char width;
};

/* Characters that do not take one column, in ascending order (Unicode 15, East Asian Width and general category Mn,
 * blocks taken whole). */
static const struct width_range width_ranges[] = {
    {0x0300, 0x036F, 0},   {0x0483, 0x0489, 0},   {0x0591, 0x05BD, 0},   {0x064B, 0x065F, 0},   {0x1100, 0x115F, 2},
    {0x1AB0, 0x1AFF, 0},   {0x1DC0, 0x1DFF, 0},   {0x200B, 0x200F, 0},   {0x20D0, 0x20FF, 0},   {0x2E80, 0x303E, 2},
    {0x3041, 0xA4CF, 2},   {0xA960, 0xA97C, 2},   {0xAC00, 0xD7A3, 2},   {0xF900, 0xFAFF, 2},   {0xFE00, 0xFE0F, 0},
    {0xFE20, 0xFE2F, 0},   {0xFE30, 0xFE6F, 2},   {0xFEFF, 0xFEFF, 0},   {0xFF00, 0xFF60, 2},   {0xFFE0, 0xFFE6, 2},
    {0x1F300, 0x1F64F, 2}, {0x1F680, 0x1F6FF, 2}, {0x1F900, 0x1F9FF, 2}, {0x20000, 0x3FFFD, 2}, {0xE0100, 0xE01EF, 0},
};

static bool is_continuation(char c)
{
  return ((unsigned char)c & 0xC0) == 0x80;
}

/* Bytes of the blank that t begins with; 0 when it begins with none. */
static size_t leading_blank(struct ut_text t)
{
  if (t.ptr[0] == ' ' || t.ptr[0] == '\t')
    return 1;
  if (t.len >= 2 && memcmp(t.ptr, "\u00A0", 2) == 0)
    return 2;
  return t.len >= 3 && memcmp(t.ptr, "\u202F", 3) == 0 ? 3 : 0;
}

static size_t trailing_blank(struct ut_text t)
{
  const char *end = t.ptr + t.len;
  if (end[-1] == ' ' || end[-1] == '\t')
    return 1;
  if (t.len >= 2 && memcmp(end - 2, "\u00A0", 2) == 0)
    return 2;
  return t.len >= 3 && memcmp(end - 3, "\u202F", 3) == 0 ? 3 : 0;
}

/* Printable ASCII, which no blank begins or ends with: settles nearly every field. */
static bool is_plain(char c)
{
  return c > ' ' && (unsigned char)c < 0x80;
}

char *ut_text_copy(struct ut_text t)
{
  char *copy = malloc(t.len + 1);
  if (!copy)
    return NULL;
  if (t.len > 0)
    memcpy(copy, t.ptr, t.len);
  copy[t.len] = '\0';
  return copy;
}

struct ut_text ut_text_trim(struct ut_text t)
{
  if (t.len > 0 && is_plain(t.ptr[0]) && is_plain(t.ptr[t.len - 1]))
    return t;
  size_t blank;
  while (t.len > 0 && (blank = leading_blank(t)) > 0) {
    t.ptr += blank;
    t.len -= blank;
  }
  while (t.len > 0 && (blank = trailing_blank(t)) > 0)
    t.len -= blank;
  return t;
}

bool ut_text_is_no_figure(struct ut_text t)
{
  static const char *const signs[] = {"", "-", "\u2013", "\u2014", "\u2212", ".", ".."};
  t = ut_text_trim(t);
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    if (ut_text_is(t, signs[i]))
      return true;
  return false;
}

bool ut_text_split(struct ut_text *rest, char separator, struct ut_text *part)
{
  if (!rest->ptr)
    return false;
  const char *found = memchr(rest->ptr, separator, rest->len);
  if (!found) {
    *part = *rest;
    *rest = (struct ut_text){NULL, 0};
    return true;
  }
  *part = (struct ut_text){rest->ptr, (size_t)(found - rest->ptr)};
  rest->ptr = found + 1;
  rest->len -= part->len + 1;
  return true;
}

bool ut_text_integer(struct ut_text t, int64_t *out)
{
  bool negative = t.len > 0 && t.ptr[0] == '-';
  size_t first = negative ? 1 : 0;
  if (t.len == first || t.len > first + 18)
    return false;
  int64_t value = 0;
  for (size_t i = first; i < t.len; i++) {
    if (t.ptr[i] < '0' || t.ptr[i] > '9')
      return false;
    value = value * 10 + (t.ptr[i] - '0');
  }
  *out = negative ? -value : value;
  return true;
}

static size_t next_character(struct ut_text t, size_t at)
{
  at++;
  while (at < t.len && is_continuation(t.ptr[at]))
    at++;
  return at;
}

/* On a mismatch the latest * takes one character more; earlier ones need not be tried again. */
bool ut_text_like(struct ut_text t, struct ut_text pattern)
{
  size_t at = 0, p = 0, star = SIZE_MAX, star_at = 0;
  while (at < t.len) {
    if (p < pattern.len && pattern.ptr[p] == '*') {
      star = p++;
      star_at = at;
    } else if (p < pattern.len && pattern.ptr[p] == '?') {
      p++;
      at = next_character(t, at);
    } else if (p < pattern.len && pattern.ptr[p] == t.ptr[at]) {
      p++;
      at++;
    } else if (star != SIZE_MAX) {
      at = star_at = next_character(t, star_at);
      p = star + 1;
    } else {
      return false;
    }
  }
  while (p < pattern.len && pattern.ptr[p] == '*')
    p++;
  return p == pattern.len;
}

enum ut_status ut_buf_reserve(struct ut_buf *b, size_t extra)
{
  if (extra <= b->cap - b->len && !b->failed)
    return UT_OK;
  size_t cap = b->cap < 64 ? 64 : b->cap;
  while (cap - b->len < extra && cap <= SIZE_MAX / 4)
    cap *= 2;
  char *ptr = b->failed || extra > cap - b->len ? NULL : realloc(b->ptr, cap);
  b->failed = !ptr;
  if (!ptr)
    return UT_NOMEM;
  b->ptr = ptr;
  b->cap = cap;
  return UT_OK;
}

enum ut_status ut_buf_add(struct ut_buf *b, const void *ptr, size_t len)
{
  UT_TRY(ut_buf_reserve(b, len));
  if (len == 0)
    return UT_OK;
  memcpy(b->ptr + b->len, ptr, len);
  b->len += len;
  return UT_OK;
}

enum ut_status ut_buf_add_text(struct ut_buf *b, struct ut_text t)
{
  return ut_buf_add(b, t.ptr, t.len);
}

enum ut_status ut_buf_add_string(struct ut_buf *b, const char *terminated)
{
  return ut_buf_add(b, terminated, strlen(terminated));
}

enum ut_status ut_buf_format(struct ut_buf *b, const char *format, ...)
{
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  size_t room = b->cap - b->len;
  int needed = vsnprintf(room > 0 ? b->ptr + b->len : NULL, room, format, args);
  enum ut_status status = ut_buf_reserve(b, needed < 0 ? SIZE_MAX : (size_t)needed + 1);
  if (!status && (size_t)needed >= room)
    vsnprintf(b->ptr + b->len, (size_t)needed + 1, format, again);
  if (!status)
    b->len += (size_t)needed;
  va_end(again);
  va_end(args);
  return status;
}

const char *ut_buf_string(struct ut_buf *b)
{
  if (ut_buf_reserve(b, 1))
    return NULL;
  b->ptr[b->len] = '\0';
  return b->ptr;
}

struct ut_text ut_buf_text(const struct ut_buf *b)
{
  return (struct ut_text){b->ptr, b->len};
}

void ut_buf_clear(struct ut_buf *b)
{
  free(b->ptr);
  *b = (struct ut_buf){0};
}

/* The first byte from p that is not ASCII, or end. */
static const char *skip_ascii(const char *p, const char *end)
{
#ifdef __SSE2__
  for (; end - p >= 16; p += 16) {
    int high = _mm_movemask_epi8(_mm_loadu_si128((const __m128i *)(const void *)p));
    if (high)
      return p + __builtin_ctz((unsigned)high);
  }
#else
  for (; end - p >= 8; p += 8) {
    uint64_t word;
    memcpy(&word, p, sizeof word);
    if (word & UINT64_C(0x8080808080808080))
      break;
  }
#endif
  while (p < end && (unsigned char)*p < 0x80)
    p++;
  return p;
}

/* Length of the valid character beyond ASCII at p, 0 when there is none. The bounds of the second byte are table 3-7 of
 * the Unicode standard: they keep out overlong forms, surrogates and what is above U+10FFFF. */
static size_t multibyte_length(const char *p, const char *end)
{
  unsigned lead = (unsigned char)p[0];
  ptrdiff_t room = end - p;
  if (lead < 0xC2 || lead > 0xF4 || room < 2)
    return 0;
  unsigned second = (unsigned char)p[1];
  if (lead < 0xE0)
    return is_continuation(p[1]) ? 2 : 0;
  unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (second < low || second > high || room < 3 || !is_continuation(p[2]))
    return 0;
  if (lead < 0xF0)
    return 3;
  return room >= 4 && is_continuation(p[3]) ? 4 : 0;
}

size_t ut_utf8_valid(const char *ptr, size_t len)
{
  if (len == 0)
    return 0;
  const char *p = ptr, *end = ptr + len;
  while ((p = skip_ascii(p, end)) < end) {
    do {
      size_t taken = multibyte_length(p, end);
      if (taken == 0)
        return (size_t)(p - ptr);
      p += taken;
    } while (p < end && (unsigned char)*p >= 0x80);
  }
  return len;
}

size_t ut_utf8_length(struct ut_text t)
{
  size_t count = 0;
  for (size_t i = 0; i < t.len; i++)
    count += !is_continuation(t.ptr[i]);
  return count;
}

uint32_t ut_utf8_next(const char **ptr, const char *end)
{
  const char *p = *ptr;
  uint32_t lead = (unsigned char)*p++;
  int more = lead < 0xC0 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  uint32_t c = more == 0 ? lead : lead & (0x3FU >> more);
  for (; more > 0 && p < end; more--)
    c = c << 6 | ((unsigned char)*p++ & 0x3F);
  *ptr = p;
  return c;
}

static size_t character_width(uint32_t c)
{
  size_t low = 0, high = sizeof width_ranges / sizeof *width_ranges;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (c > width_ranges[middle].last)
      low = middle + 1;
    else if (c < width_ranges[middle].first)
      high = middle;
    else
      return width_ranges[middle].width;
  }
  return 1;
}

size_t ut_text_width(struct ut_text t)
{
  size_t width = 0;
  const char *p = t.ptr, *end = t.len > 0 ? t.ptr + t.len : t.ptr;
  while (p < end)
    width += character_width(ut_utf8_next(&p, end));
  return width;
}

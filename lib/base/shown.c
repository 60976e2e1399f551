/* Characters that a terminal obeys, and those that nobody sees, as escapes. */
#include "base/shown.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <utf8proc.h>

/* Controls, and what changes the direction of what follows or is not seen: bidi marks, zero widths, soft hyphens. */
static bool is_hidden(uint32_t c)
{
  if (c < 0x80)
    return c < 0x20 || c == 0x7F;
  utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
  return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF || category == UTF8PROC_CATEGORY_ZL ||
         category == UTF8PROC_CATEGORY_ZP;
}

/* Bytes of the character at p: 0 when it is not valid UTF-8. */
static size_t valid_length(const char *p, const char *end)
{
  unsigned char lead = (unsigned char)*p;
  size_t len = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return len <= (size_t)(end - p) && ut_utf8_valid(p, len) == len ? len : 0;
}

size_t ut_show_character(char out[UT_SHOWN], const char **p, const char *end)
{
  static const char plain[] = "\n\r\t", letters[] = "nrt";
  const char *character = *p;
  size_t len = valid_length(*p, end);
  uint32_t c = len > 0 ? ut_utf8_next(p, end) : (unsigned char)*(*p)++;
  const char *letter = c > 0 && c < 0x80 ? strchr(plain, (int)c) : NULL;
  if (letter)
    return (size_t)snprintf(out, UT_SHOWN, "\\%c", letters[letter - plain]);
  if (len == 0)
    return (size_t)(stpcpy(out, "\uFFFD") - out);
  if (c < 0x80 && is_hidden(c))
    return (size_t)snprintf(out, UT_SHOWN, "\\x%02x", (unsigned)c);
  if (is_hidden(c))
    return (size_t)snprintf(out, UT_SHOWN, "\\u%04x", (unsigned)c);
  memcpy(out, character, len);
  out[len] = '\0';
  return len;
}

/* A copy that is masked, so that a number is not cut in two; of what no file system takes the end. */
static const char *mask_copy(char copy[PATH_MAX], const char *name)
{
  size_t len = strlen(name), from = len < PATH_MAX ? 0 : len - PATH_MAX + 1;
  memcpy(copy, name + from, len - from + 1);
  return ut_error_mask(copy);
}

/* As many whole characters as there is room for. */
static size_t show(char *out, size_t size, const char *p, const char *end)
{
  char shown[UT_SHOWN];
  size_t len = 0, add;
  while (p < end && (add = ut_show_character(shown, &p, end)) < size - len) {
    memcpy(out + len, shown, add);
    len += add;
  }
  out[len] = '\0';
  return len;
}

void ut_show_name(char *out, size_t size, const char *name)
{
  char copy[PATH_MAX], ignored[UT_SHOWN];
  const char *p = mask_copy(copy, name), *end = p + strlen(p);
  size_t whole = 0;
  for (const char *q = p; q < end;)
    whole += ut_show_character(ignored, &q, end);
  while (whole >= size)
    whole -= ut_show_character(ignored, &p, end);
  show(out, size, p, end);
}

void ut_show_heading(char *out, size_t size, const char *heading)
{
  char copy[PATH_MAX];
  const char *p = mask_copy(copy, heading);
  show(out, size, p, p + strlen(p));
}

size_t ut_show_message(char *out, size_t size, const char *text)
{
  const char *p = text, *end = p + strlen(p);
  size_t len = 0;
  while (p < end && size - len > UT_SHOWN) {
    bool line = strncmp(p, "\n  ", 3) == 0;
    if (line)
      out[len] = *p++;
    len += line ? 1 : ut_show_character(out + len, &p, end);
  }
  out[len] = '\0';
  return len;
}

char *ut_shown_name(const char *name)
{
  size_t size = 4 * strlen(name) + UT_SHOWN; /* a control takes four bytes */
  char *shown = malloc(size);
  if (shown)
    ut_show_name(shown, size, name);
  return shown;
}

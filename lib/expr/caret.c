/* An excerpt of a text with a caret under the culprit. */
#include "expr/caret.h"

#include <string.h>

enum {
  SHOWN = 100,                  /* characters of the text */
  MESSAGE = UT_ERROR_TEXT - 192 /* leaves room for the caret lines in an error's text */
};

/* Is p inside a character, not at its first byte? */
static bool is_inside(const char *p)
{
  return ((unsigned char)*p & 0xC0) == 0x80;
}

/* Narrows the excerpt around `at` until its two lines fit: SHOWN characters, `room` bytes. */
static void narrow(const char **start, const char **stop, const char *at, size_t room)
{
  for (;;) {
    size_t before = ut_utf8_length(ut_text_between(*start, at)), after = ut_utf8_length(ut_text_between(at, *stop));
    if (before + after <= SHOWN && (size_t)(*stop - *start) + before <= room)
      return;
    if (before > after) {
      do
        ++*start;
      while (is_inside(*start));
    } else {
      do
        --*stop;
      while (is_inside(*stop));
    }
  }
}

/* Copies without anything that would move the caret. */
static char *copy_plain(char *out, const char *from, const char *to)
{
  while (from < to) {
    const char *character = from;
    uint32_t c = ut_utf8_next(&from, to);
    if (c < 0x20 || (c >= 0x7F && c < 0xA0))
      *out++ = ' ';
    else
      out = mempcpy(out, character, (size_t)(from - character));
  }
  return out;
}

enum ut_status ut_caret_error(struct ut_error *err, const char *message, struct ut_text text, const char *at)
{
  static const char ellipsis[] = "…";
  const char *text_end = text.ptr + text.len;
  size_t len = strlen(message);
  len = ut_utf8_valid(message, len < MESSAGE ? len : MESSAGE);
  size_t room = UT_ERROR_TEXT - len - sizeof "\n  \n  ^" - 3 * sizeof ellipsis - 1;
  const char *start = at - text.ptr > UT_ERROR_TEXT ? at - UT_ERROR_TEXT : text.ptr;
  const char *stop = text_end - at > UT_ERROR_TEXT ? at + UT_ERROR_TEXT : text_end;
  while (start < at && is_inside(start))
    start++;
  while (stop < text_end && is_inside(stop))
    stop--;
  narrow(&start, &stop, at, room);

  char line[UT_ERROR_TEXT], *out = line;
  if (start > text.ptr)
    out = stpcpy(out, ellipsis);
  out = copy_plain(out, start, at);
  int caret = (int)ut_text_width(ut_text_between(line, out)) + 1;
  out = copy_plain(out, at, stop);
  stpcpy(out, stop < text_end ? ellipsis : "");
  return ut_error_set(err, UT_USAGE, "%.*s%s\n  %s\n  %*s", (int)len, message, message[len] ? ellipsis : "", line,
                      caret, "^");
}

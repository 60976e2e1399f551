/* An excerpt of a text with a caret under the culprit. */
#include "expr/caret.h"

#include <string.h>

#include "base/personnummer.h"
#include "base/shown.h"

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

/* The last number of a person that begins at `from` or before it in the text; ptr NULL where none reaches it. */
static struct ut_text person_at(struct ut_text text, const char *from)
{
  const char *end = text.ptr + text.len;
  struct ut_text person = {text.ptr, 0};
  do
    person = ut_personnummer_span(ut_text_between(person.ptr + person.len, end));
  while (person.ptr && person.ptr + person.len <= from);
  return person;
}

/* Copies a part of the text without anything that would move the caret, and without numbers of persons. */
static char *copy_plain(char *out, struct ut_text text, const char *from, const char *to)
{
  struct ut_text person = person_at(text, from);
  char shown[UT_SHOWN];
  while (from < to) {
    const char *character = from, *digit = from;
    bool plain = ut_show_character(shown, &from, to) == (size_t)(from - character);
    if (person.ptr && character >= person.ptr + person.len)
      person = person_at(text, character);
    if (person.ptr && character >= person.ptr && ut_digit_next(&digit, to) >= 0)
      *out++ = 'x';
    else
      out = plain ? mempcpy(out, character, (size_t)(from - character)) : stpcpy(out, " ");
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
  out = copy_plain(out, text, start, at);
  int caret = (int)ut_text_width(ut_text_between(line, out)) + 1;
  out = copy_plain(out, text, at, stop);
  stpcpy(out, stop < text_end ? ellipsis : "");
  ut_error_set(err, UT_USAGE, "%.*s%s", (int)len, message, message[len] ? ellipsis : "");
  ut_personnummer_hide(err, text);
  return ut_error_set(err, UT_USAGE, "%s\n  %s\n  %*s", err ? err->text : "", line, caret, "^");
}

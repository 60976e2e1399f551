/* Errors: a status, a place and one line of text; values from the data shown without giving anybody away. */
#include "utfall/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/personnummer.h"
#include "base/shown.h"
#include "utfall/text.h"

enum {
  WRITTEN = UT_ERROR_TEXT + 256, /* of a text, before it is cut */
  SHOWN_CHARACTERS = 40,
  SECRET_DIGITS = 10, /* so many in a row, signs between them or not, could be a personnummer */
  BIRTH_DIGITS = 6,   /* the fewest that its date of birth has */
  GAP_CHARACTERS = 3  /* "800101 - 9802" has the longest gap that is looked across */
};

static const char ellipsis[] = "\u2026";

/* Where ut_quote is in the value, up to where digits are hidden, and the next number of a person. */
struct quoting {
  const char *ptr, *end, *hidden_to;
  struct ut_text person;
  char *out, *out_end;
};

/* A text that did not fit ends in an ellipsis, after a whole character and not within a number of somebody. */
static void mark_cut(char text[WRITTEN])
{
  size_t kept = UT_ERROR_TEXT - sizeof ellipsis;
  if (strlen(ut_error_mask(text)) >= UT_ERROR_TEXT)
    stpcpy(text + ut_utf8_valid(text, kept), ellipsis);
}

enum ut_status ut_error_set(struct ut_error *err, enum ut_status status, const char *format, ...)
{
  if (!err)
    return status;
  char text[WRITTEN]; /* apart, because the arguments may be parts of *err */
  va_list args;
  va_start(args, format);
  int len = vsnprintf(text, sizeof text, format, args);
  va_end(args);
  if (len >= UT_ERROR_TEXT)
    mark_cut(text);
  *err = (struct ut_error){.status = status};
  memcpy(err->text, text, sizeof err->text);
  return status;
}

void ut_error_at(struct ut_error *err, const char *source, size_t line, size_t column, const char *field)
{
  if (!err)
    return;
  if (err->source[0] == '\0' && source)
    ut_show_name(err->source, sizeof err->source, source);
  if (err->line == 0)
    err->line = line;
  if (err->column == 0)
    err->column = column;
  if (err->field[0] == '\0' && field)
    ut_show_heading(err->field, sizeof err->field, field);
}

void ut_error_at_cell(struct ut_error *err, const char *cell)
{
  if (err && err->cell[0] == '\0')
    snprintf(err->cell, sizeof err->cell, "%s", cell);
}

enum ut_status ut_error_blame(enum ut_status status, const char *field, struct ut_error *err)
{
  if (status != UT_OK)
    ut_error_at(err, NULL, 0, 0, field);
  return status;
}

enum ut_status ut_error_turn(struct ut_error *err, enum ut_status status)
{
  if (err)
    err->status = status;
  return status;
}

enum ut_status ut_error_errno(struct ut_error *err, const char *what)
{
  int number = errno;
  char reason[128];
  return ut_error_set(err, number == EPIPE ? UT_CLOSED : UT_IO, "cannot %s: %s", what,
                      strerror_r(number, reason, sizeof reason));
}

char *ut_error_format(const struct ut_error *err, char *buf, size_t size)
{
  char line[UT_ERROR_CELL + 2] = "", column[32] = "";
  if (err->cell[0])
    snprintf(line, sizeof line, "%s%s", err->source[0] ? ":" : "", err->cell);
  else if (err->line > 0)
    snprintf(line, sizeof line, "%s%zu", err->source[0] ? ":" : "line ", err->line);
  if (err->line > 0 && err->column > 0 && !err->cell[0])
    snprintf(column, sizeof column, ":%zu", err->column);
  bool placed = err->source[0] || err->line > 0;
  snprintf(buf, size, "%s%s%s%s%s%s%s", err->source, line, column, placed ? ": " : "", err->field,
           err->field[0] ? ": " : "", err->text);
  return ut_error_mask(buf);
}

char *ut_error_mask(char *text)
{
  char *end = text + strlen(text), *from = text;
  struct ut_text person;
  while ((person = ut_personnummer_span(ut_text_between(from, end))).ptr) {
    const char *p = person.ptr, *person_end = p + person.len;
    char *to = text + (p - text);
    while (p < person_end) {
      const char *next = p;
      bool digit = ut_digit_next(&next, person_end) >= 0;
      if (digit)
        *to++ = 'x';
      else
        to = (char *)memmove(to, p, (size_t)(next - p)) + (next - p);
      p = next;
    }
    memmove(to, p, (size_t)(end - p) + 1);
    end = to + (end - p);
    from = to;
  }
  return text;
}

static bool is_letter(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Bytes of the character at p: 1 when it is not valid UTF-8. */
static size_t character_length(const char *p, const char *end)
{
  unsigned char lead = (unsigned char)*p;
  size_t len = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (len > (size_t)(end - p) || ut_utf8_valid(p, len) != len)
    return 1;
  return len;
}

static const char *skip_digits(const char *p, const char *end)
{
  while (p < end && ut_char_is_digit(*p))
    p++;
  return p;
}

static bool is_sign(char c)
{
  return c == '-' || c == '+';
}

/* The digits after the gap at p, behind `run` digits, when they belong with those: after a lone - or + always. After a
 * few other characters that are no letters they must be four or more, and where the run is too short for a date of
 * birth not the year of another date. NULL when they do not belong. */
static const char *across_gap(const char *p, size_t run, const char *end)
{
  const char *gap = p;
  for (int i = 0; i < GAP_CHARACTERS && p < end && !ut_char_is_digit(*p) && !is_letter(*p); i++)
    p += character_length(p, end);
  if (p == gap || p == end || !ut_char_is_digit(*p))
    return NULL;
  if (p - gap == 1 && is_sign(*gap))
    return p;
  const char *after = skip_digits(p, end);
  bool year = end - after >= 2 && is_sign(after[0]) && ut_char_is_digit(after[1]);
  return after - p >= 4 && (run >= BIRTH_DIGITS || !year) ? p : NULL;
}

/* The end of the digits that begin at p, gaps included, when they are too many to be shown; p when they may be. */
static const char *secret_end(const char *p, const char *end)
{
  const char *start = p, *next = p;
  size_t digits = 0;
  while (next) {
    p = skip_digits(next, end);
    size_t run = (size_t)(p - next);
    digits += run;
    next = across_gap(p, run, end);
  }
  return digits >= SECRET_DIGITS ? p : start;
}

/* Copies one character; false when there is no more room. */
static bool quote_character(struct quoting *q)
{
  char shown[UT_SHOWN];
  const char *here = q->ptr, *next = here, *after = here;
  bool digit = ut_digit_next(&next, q->end) >= 0;
  size_t len = ut_show_character(shown, &after, q->end);
  if (len > (size_t)(q->out_end - q->out))
    return false;
  if (ut_char_is_digit(*here) && here >= q->hidden_to)
    q->hidden_to = secret_end(here, q->end);
  if (q->person.ptr && here >= q->person.ptr + q->person.len)
    q->person = ut_personnummer_span(ut_text_between(here, q->end));
  if (digit && (here < q->hidden_to || (q->person.ptr && here >= q->person.ptr)))
    *q->out++ = 'x';
  else
    q->out = mempcpy(q->out, shown, len);
  q->ptr = after;
  return true;
}

/* Between two of the mark. */
static char *show(char buf[UT_QUOTED], const char *ptr, size_t len, const char *mark)
{
  size_t closing = sizeof ellipsis - 1 + 2; /* and the closing quote and the terminator */
  if (len == 0)
    ptr = "";
  struct quoting q = {
      ptr, ptr + len, ptr, ut_personnummer_span((struct ut_text){ptr, len}), buf, buf + UT_QUOTED - closing};
  q.out = stpcpy(q.out, mark);
  for (int i = 0; i < SHOWN_CHARACTERS && q.ptr < q.end; i++)
    if (!quote_character(&q))
      break;
  if (q.ptr < q.end)
    q.out = mempcpy(q.out, ellipsis, sizeof ellipsis - 1);
  stpcpy(q.out, mark);
  return ut_error_mask(buf); /* what was cut off may have kept it from being a number */
}

char *ut_quote(char buf[UT_QUOTED], const char *ptr, size_t len)
{
  return show(buf, ptr, len, "\"");
}

char *ut_quote_name(char buf[UT_QUOTED], const char *ptr, size_t len)
{
  bool bare = len == 0 || (ptr[0] != ' ' && ptr[len - 1] != ' ');
  return show(buf, ptr, len, bare ? "" : "\"");
}

/* The digits of a number and what stands among them. */
#include "table/figure.h"

#define NO_BREAK_SPACE "\u00A0"
#define NARROW_NO_BREAK_SPACE "\u202F"
#define MINUS "\u2212"

struct ut_figure_style ut_figure_style(enum ut_format to, enum ut_language language, bool comma)
{
  const char *point = language == UT_SWEDISH ? "," : ".";
  if (to == UT_HTML)
    return (struct ut_figure_style){NARROW_NO_BREAK_SPACE, MINUS, point};
  if (to == UT_TEXT || to == UT_MARKDOWN || to == UT_XLSX)
    return (struct ut_figure_style){NO_BREAK_SPACE, MINUS, point};
  return (struct ut_figure_style){"", "-", comma ? "," : "."};
}

static size_t digits(struct ut_text t, size_t from)
{
  size_t at = from;
  while (at < t.len && ut_char_is_digit(t.ptr[at]))
    at++;
  return at - from;
}

bool ut_figure_is(struct ut_text t)
{
  size_t at = t.len > 0 && t.ptr[0] == '-';
  size_t whole = digits(t, at);
  at += whole;
  if (whole == 0 || at == t.len)
    return whole > 0;
  size_t part = t.ptr[at] == '.' ? digits(t, at + 1) : 0;
  return part > 0 && at + 1 + part == t.len;
}

static void add_grouped(struct ut_buf *out, struct ut_text whole, const char *between)
{
  for (size_t i = 0; i < whole.len; i++) {
    if (i > 0 && (whole.len - i) % 3 == 0)
      ut_buf_add_string(out, between);
    ut_buf_add(out, whole.ptr + i, 1);
  }
}

void ut_figure_add(struct ut_buf *out, struct ut_text number, const struct ut_figure_style *style)
{
  size_t sign = number.ptr[0] == '-', whole = digits(number, sign), at = sign + whole;
  ut_buf_add_string(out, sign ? style->minus : "");
  add_grouped(out, (struct ut_text){number.ptr + sign, whole}, style->between);
  if (at == number.len)
    return;
  ut_buf_add_string(out, style->point);
  ut_buf_add(out, number.ptr + at + 1, number.len - at - 1);
}

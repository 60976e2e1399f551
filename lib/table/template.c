/* Names and marks. */
#include "table/template.h"

#include "table/render.h"

/* Beyond ASCII these are the letters with accents. */
static bool is_letter(uint32_t c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}

/* Up to where a name, or what is none, goes on. */
static const char *end_of(const char *at, const char *end, bool name)
{
  bool inside = false;
  while (at < end) {
    const char *start = at;
    uint32_t c = ut_utf8_next(&at, end);
    bool digit = c >= '0' && c <= '9';
    if (name ? !is_letter(c) && !digit : is_letter(c) && !inside)
      return start;
    inside = digit || (inside && is_letter(c));
  }
  return end;
}

enum ut_status ut_template_read(struct ut_template *t, const char *text, struct ut_error *err)
{
  const char *at = text, *end = text + strlen(text);
  if (strstr(text, ut_hidden))
    return ut_error_set(err, UT_USAGE, "--cell: %s stands for a protected figure", ut_hidden);
  *t = (struct ut_template){0};
  while (at < end && t->count < UT_TEMPLATE_MAX) {
    const char *peek = at;
    bool name = is_letter(ut_utf8_next(&peek, end));
    const char *stop = end_of(at, end, name);
    t->pieces[t->count].text = ut_text_between(at, stop);
    t->pieces[t->count++].column = name;
    t->columns += name;
    at = stop;
  }
  if (at < end)
    return ut_error_set(err, UT_USAGE, "--cell: more than %d names and marks", UT_TEMPLATE_MAX);
  return t->columns ? UT_OK : ut_error_set(err, UT_USAGE, "--cell: no column is named");
}

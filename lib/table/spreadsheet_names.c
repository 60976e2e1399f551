/* Names of sheets, and of the cells in them, as Excel takes them. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <utf8proc.h>

#include "base/shown.h"
#include "table/spreadsheet_parts.h"

static const char *name_without(const struct ut_spreadsheet *s)
{
  return s->language == UT_SWEDISH ? "Tabell" : "Table";
}

/* The first characters of a name that Excel takes, as many as UTF-16 has `units` for. */
static size_t cut(const char *name, size_t units)
{
  const char *at = name, *end = name + strlen(name), *from;
  while (at < end) {
    from = at;
    uint32_t c = ut_utf8_next(&at, end);
    size_t needed = c > 0xFFFF ? 2 : 1;
    if (needed > units)
      return (size_t)(from - name);
    units -= needed;
  }
  return (size_t)(end - name);
}

/* Without folder and ending, and without what Excel forbids. */
static void plain_name(const struct ut_spreadsheet *s, const char *operand, char out[PATH_MAX])
{
  const char *base = strrchr(operand, '/');
  ut_show_name(out, PATH_MAX, base ? base + 1 : operand);
  char *dot = strrchr(out, '.');
  if (dot && dot > out)
    *dot = '\0';
  for (char *c = out; *c; c++)
    if (strchr("[]:*?/\\'", *c)) /* the last where it begins or ends a name, and in formulas */
      *c = '_';
  if (!*out || strcmp(operand, "-") == 0 || strcasecmp(out, "history") == 0)
    snprintf(out, PATH_MAX, "%s", name_without(s));
}

static bool same_but_for_case(const char *a, const char *b)
{
  const char *a_end = a + strlen(a), *b_end = b + strlen(b);
  while (a < a_end && b < b_end)
    if (utf8proc_tolower((utf8proc_int32_t)ut_utf8_next(&a, a_end)) !=
        utf8proc_tolower((utf8proc_int32_t)ut_utf8_next(&b, b_end)))
      return false;
  return a == a_end && b == b_end;
}

/* Excel has no two sheets whose names differ in case alone; of letters beyond ASCII as well. */
static bool is_taken(const struct ut_spreadsheet *s, const char *name)
{
  for (size_t i = 0; i < s->name_count; i++)
    if (same_but_for_case(s->names[i], name))
      return true;
  return false;
}

enum ut_status ut_sheet_choose_name(struct ut_spreadsheet *s, const char *operand, struct ut_error *err)
{
  char plain[PATH_MAX], number[24] = "";
  char(*names)[4 * UT_SHEET_NAME + 1] = reallocarray(s->names, s->name_count + 1, sizeof *names);
  if (!names)
    return ut_error_nomem(err);
  s->names = names;
  plain_name(s, operand, plain);
  char *name = names[s->name_count];
  for (size_t i = 1; i == 1 || is_taken(s, name); i++) {
    if (i > 1)
      snprintf(number, sizeof number, " (%zu)", i);
    snprintf(name, sizeof *names, "%.*s%s", (int)cut(plain, UT_SHEET_NAME - strlen(number)), plain, number);
  }
  s->name_count++;
  return UT_OK;
}

void ut_sheet_quote_name(const struct ut_spreadsheet *s, struct ut_buf *out)
{
  ut_buf_add_string(out, "'");
  ut_sheet_escape(out, ut_text_of(s->names[s->name_count - 1]));
  ut_buf_add_string(out, "'!");
}

void ut_sheet_add_range(struct ut_buf *out, const struct ut_cell_range *range)
{
  const size_t corners[][2] = {{range->row, range->column}, {range->last_row, range->last_column}};
  bool one = range->row == range->last_row && range->column == range->last_column;
  for (size_t i = 0; i < (one ? 1 : 2); i++) {
    char name[UT_CELL_NAME];
    ut_cell_name_write(corners[i][0], corners[i][1], name);
    int letters = (int)strcspn(name, "0123456789");
    ut_buf_format(out, "%s$%.*s$%s", i ? ":" : "", letters, name, name + letters);
  }
}

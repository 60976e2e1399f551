/* Styles of OpenDocument: formats of numbers become codes, so that one reader of codes does. */
#include "workbook/ods_styles.h"

#include <stdlib.h>

#include "base/grow.h"

enum { DIGITS_MOST = 32, PARENTS_MOST = 16, NAMES_MOST = 1 << 16 };

/* ---- names ---- */

static uint32_t number_of(struct ut_ods_styles *s, struct ut_distinct *names, const char *name)
{
  uint32_t number = UINT32_MAX;
  if (!name || ut_distinct_count(names) >= NAMES_MOST)
    return UINT32_MAX;
  if (ut_distinct_add(names, ut_text_of(name), &number) != UT_OK) {
    s->failed = true;
    return UINT32_MAX;
  }
  return number;
}

static struct ut_ods_number *number_at(struct ut_ods_styles *s, uint32_t number)
{
  while (s->number_count <= number)
    if (!ut_grow_add(&s->numbers, &s->number_count, sizeof *s->numbers)) {
      s->failed = true;
      return NULL;
    }
  return &s->numbers[number];
}

static struct ut_ods_cell_style *cell_at(struct ut_ods_styles *s, uint32_t number)
{
  while (s->cell_count <= number) {
    struct ut_ods_cell_style *cell = ut_grow_add(&s->cells, &s->cell_count, sizeof *cell);
    if (!cell) {
      s->failed = true;
      return NULL;
    }
    *cell = (struct ut_ods_cell_style){UINT32_MAX, UINT32_MAX};
  }
  return &s->cells[number];
}

/* ---- numbers ---- */

static size_t count_of(const char *value, size_t most)
{
  int64_t count;
  bool good = value && ut_text_integer(ut_text_of(value), &count) && count >= 0;
  return !good ? 0 : (size_t)count > most ? most : (size_t)count;
}

/* What stands for the numbers of a style that is none of digits; NULL: it is one of digits. */
static const char *code_of_kind(const char *local, const char **attributes)
{
  const char *overflow = ut_xml_attribute_of(attributes, UT_XML_NUMBER, "truncate-on-overflow");
  if (strcmp(local, "time-style") == 0)
    return overflow && strcmp(overflow, "false") == 0 ? "[h]:mm:ss" : "hh:mm:ss";
  if (strcmp(local, "percentage-style") == 0)
    return "0%";
  return strcmp(local, "date-style") == 0 ? "yyyy-mm-dd" : NULL;
}

static void open_number(struct ut_ods_styles *s, const char *local, const char **attributes)
{
  const char *name = ut_xml_attribute_of(attributes, UT_XML_STYLE, "name"), *code = code_of_kind(local, attributes);
  s->in_number = name != NULL;
  s->fixed = code != NULL;
  s->code.len = s->name.len = s->conditions.len = 0;
  ut_buf_add_string(&s->name, name ? name : "");
  ut_buf_add_string(&s->code, code ? code : "");
}

/* <style:map style:condition="value()&lt;1" style:apply-style-name="N1P0"/> */
static void add_condition(struct ut_ods_styles *s, const char **attributes)
{
  const char *condition = ut_xml_attribute_of(attributes, UT_XML_STYLE, "condition");
  const char *name = ut_xml_attribute_of(attributes, UT_XML_STYLE, "apply-style-name");
  uint32_t number;
  if (!condition || !name || strncmp(condition, "value()", 7) != 0 || strlen(condition) > DIGITS_MOST ||
      !ut_distinct_find(&s->number_names, ut_text_of(name), &number) || number >= s->number_count ||
      !s->numbers[number].code || s->conditions.len > NAMES_MOST)
    return;
  bool not = condition[7] == '!';
  ut_buf_format(&s->conditions, "[%s%s]%s;", not ? "<>" : "", condition + 7 + (not ? 2 : 0), s->numbers[number].code);
}

static void close_number(struct ut_ods_styles *s)
{
  uint32_t number = number_of(s, &s->number_names, ut_buf_string(&s->name));
  struct ut_ods_number *style = number == UINT32_MAX ? NULL : number_at(s, number);
  s->in_number = false;
  if (!style)
    return;
  free(style->code);
  if (s->code.len > 0)
    ut_buf_add_text(&s->conditions, ut_buf_text(&s->code));
  struct ut_text code = s->conditions.len > 0 ? ut_buf_text(&s->conditions) : ut_text_of("");
  style->code = s->code.failed || s->conditions.failed ? NULL : ut_text_copy(code);
  if (style->code)
    ut_number_format_read(&style->format, ut_text_of(style->code));
  s->failed = s->failed || !style->code;
}

/* Digits to be filled with zeros; with decimals or thousands they are plain. */
static void add_digits(struct ut_ods_styles *s, const char **attributes)
{
  const char *grouping = ut_xml_attribute_of(attributes, UT_XML_NUMBER, "grouping");
  bool grouped = grouping && strcmp(grouping, "true") == 0;
  s->digits = count_of(ut_xml_attribute_of(attributes, UT_XML_NUMBER, "min-integer-digits"), DIGITS_MOST);
  bool decimals = count_of(ut_xml_attribute_of(attributes, UT_XML_NUMBER, "decimal-places"), DIGITS_MOST) > 0;
  if (grouped || decimals)
    ut_buf_add_string(&s->code, "#");
  for (size_t i = 0; i < s->digits; i++)
    ut_buf_add_string(&s->code, "0");
}

/* A sign between digits: `position` of them follow. */
static void embed(struct ut_ods_styles *s, const char *ptr, size_t len)
{
  size_t at = s->code.len, digits = 0;
  while (at > 0 && digits < s->position) {
    at--;
    digits += s->code.ptr[at] == '0';
  }
  if (digits < s->position || ut_buf_reserve(&s->code, 2 * len) != UT_OK)
    return;
  memmove(s->code.ptr + at + 2 * len, s->code.ptr + at, s->code.len - at);
  for (size_t i = 0; i < len; i++) {
    s->code.ptr[at + 2 * i] = '\\';
    s->code.ptr[at + 2 * i + 1] = ptr[i];
  }
  s->code.len += 2 * len;
}

static void start_in_number(struct ut_ods_styles *s, const char *local, const char **attributes)
{
  if (strcmp(local, "number") == 0)
    add_digits(s, attributes);
  else if (strcmp(local, "text") == 0)
    s->in_literal = true;
  else if (strcmp(local, "embedded-text") == 0) {
    s->in_embedded = true;
    s->position = count_of(ut_xml_attribute_of(attributes, UT_XML_NUMBER, "position"), DIGITS_MOST);
  } else
    ut_buf_add_string(&s->code, "#"); /* a fraction, a power of ten */
}

/* number-style, date-style and the like */
static bool is_style(const char *local)
{
  size_t len = strlen(local);
  return len > 6 && strcmp(local + len - 6, "-style") == 0;
}

/* ---- styles ---- */

static void start_style(struct ut_ods_styles *s, const char **attributes)
{
  const char *family = ut_xml_attribute_of(attributes, UT_XML_STYLE, "family");
  const char *name = ut_xml_attribute_of(attributes, UT_XML_STYLE, "name");
  s->table = UINT32_MAX;
  if (!family || !name)
    return;
  if (strcmp(family, "table") == 0)
    s->table = number_of(s, &s->table_names, name);
  if (strcmp(family, "table-cell") != 0)
    return;
  uint32_t cell = number_of(s, &s->cell_names, name);
  const char *parent = ut_xml_attribute_of(attributes, UT_XML_STYLE, "parent-style-name");
  const char *number = ut_xml_attribute_of(attributes, UT_XML_STYLE, "data-style-name");
  uint32_t above = number_of(s, &s->cell_names, parent);
  struct ut_ods_cell_style *style = cell == UINT32_MAX ? NULL : cell_at(s, cell);
  if (style)
    *style = (struct ut_ods_cell_style){number_of(s, &s->number_names, number), above};
}

static void start_table_properties(struct ut_ods_styles *s, const char **attributes)
{
  const char *display = ut_xml_attribute_of(attributes, UT_XML_TABLE, "display");
  if (s->table == UINT32_MAX)
    return;
  while (s->table_count <= s->table)
    if (!ut_grow_add(&s->hidden, &s->table_count, sizeof *s->hidden)) {
      s->failed = true;
      return;
    }
  s->hidden[s->table] = display && strcmp(display, "false") == 0;
}

void ut_ods_styles_start(struct ut_ods_styles *s, struct ut_xml_name name, const char **attributes)
{
  if (name.space == UT_XML_NUMBER) {
    if (s->in_number && !s->fixed)
      start_in_number(s, name.local, attributes);
    else if (!s->in_number && is_style(name.local))
      open_number(s, name.local, attributes);
  } else if (s->in_number && ut_xml_is(name, UT_XML_STYLE, "map"))
    add_condition(s, attributes);
  else if (ut_xml_is(name, UT_XML_STYLE, "style"))
    start_style(s, attributes);
  else if (ut_xml_is(name, UT_XML_STYLE, "table-properties"))
    start_table_properties(s, attributes);
}

void ut_ods_styles_end(struct ut_ods_styles *s, struct ut_xml_name name)
{
  if (name.space != UT_XML_NUMBER)
    return;
  s->in_literal = s->in_embedded = false;
  if (s->in_number && is_style(name.local))
    close_number(s);
}

void ut_ods_styles_text(struct ut_ods_styles *s, const char *ptr, size_t len)
{
  if (s->code.len + len > NAMES_MOST)
    return;
  if (s->in_embedded)
    embed(s, ptr, len);
  for (size_t i = 0; s->in_literal && i < len; i++) {
    ut_buf_add_string(&s->code, "\\");
    ut_buf_add(&s->code, ptr + i, 1);
  }
}

/* ---- a part of its own ---- */

struct styles_part {
  struct ut_ods_styles *styles;
  struct ut_xml xml;
};

static void check(struct styles_part *p)
{
  if (p->styles->failed)
    ut_xml_fail(&p->xml, ut_error_nomem(&p->xml.error));
}

static void on_start(void *context, struct ut_xml_name name, const char **attributes)
{
  struct styles_part *p = context;
  ut_ods_styles_start(p->styles, name, attributes);
  check(p);
}

static void on_end(void *context, struct ut_xml_name name)
{
  struct styles_part *p = context;
  ut_ods_styles_end(p->styles, name);
  check(p);
}

static void on_text(void *context, const char *ptr, size_t len)
{
  struct styles_part *p = context;
  ut_ods_styles_text(p->styles, ptr, len);
}

enum ut_status ut_ods_styles_read(struct ut_ods_styles *s, struct ut_archive *a, size_t part, struct ut_error *err)
{
  static const struct ut_xml_events events = {on_start, on_end, on_text, NULL};
  struct styles_part p = {.styles = s};
  return ut_xml_read(a, part, &events, &p, &p.xml, err);
}

uint32_t ut_ods_styles_find(const struct ut_ods_styles *s, const char *name)
{
  uint32_t number;
  return name && ut_distinct_find(&s->cell_names, ut_text_of(name), &number) ? number : UINT32_MAX;
}

const struct ut_number_format *ut_ods_styles_format(const struct ut_ods_styles *s, uint32_t style)
{
  for (int i = 0; i < PARENTS_MOST && style < s->cell_count; i++) {
    uint32_t number = s->cells[style].number;
    if (number < s->number_count && s->numbers[number].code)
      return &s->numbers[number].format;
    style = s->cells[style].parent;
  }
  return NULL;
}

bool ut_ods_styles_hides(const struct ut_ods_styles *s, const char *table)
{
  uint32_t number;
  return table && ut_distinct_find(&s->table_names, ut_text_of(table), &number) && number < s->table_count &&
         s->hidden[number];
}

void ut_ods_styles_clear(struct ut_ods_styles *s)
{
  for (size_t i = 0; i < s->number_count; i++)
    free(s->numbers[i].code);
  free(s->numbers);
  free(s->cells);
  free(s->hidden);
  ut_distinct_clear(&s->number_names);
  ut_distinct_clear(&s->cell_names);
  ut_distinct_clear(&s->table_names);
  ut_buf_clear(&s->code);
  ut_buf_clear(&s->name);
  ut_buf_clear(&s->conditions);
  *s = (struct ut_ods_styles){0};
}

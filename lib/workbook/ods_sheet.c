/* Tables of OpenDocument 1.2 and 1.3, content.xml event by event. */
#include "workbook/ods_sheet.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/grow.h"
#include "workbook/cell_text.h"

enum { REPEATED_MOST = 1 << 24, RUNS_MOST = 1 << 14 };

/* What stands where in the document. */
enum level { DOCUMENT, SPREADSHEET, TABLE, ROW, CELL };

/* The style that cells of these columns have where they and their row have none. */
struct column_style {
  size_t last;
  uint32_t style;
};

struct ut_ods_sheet {
  struct ut_xml xml;
  struct ut_ods_styles styles;
  struct ut_sheet_state *state;
  struct ut_sheets *list; /* that is made; NULL: a table is read */
  enum level level;
  size_t skipped; /* elements that are open within one that is passed over */
  bool is_spreadsheet, wanted;
  bool from_1904;       /* days are counted from there */
  size_t table, tables; /* that is asked for; that have begun */
  size_t next_row, next_column, row_repeat;
  bool passed; /* the row is not read */
  uint32_t row_style;
  struct column_style *columns;
  size_t column_count, next_defined;
  /* the open cell */
  struct ut_buf value, text;
  size_t cell_repeat, paragraphs;
  uint32_t style;
  char type;  /* first letter of its value's type; \0: none */
  char truth; /* t or f of a formula that is a constant; \0: of none */
  bool covered, formula, error, has_value, in_text;
  bool folded;           /* a line end was read, and nothing since but blanks */
  size_t repeated, left; /* cells made by repetition; rows that are still to come of the last */
  bool ready;
};

static void fail(struct ut_ods_sheet *s, enum ut_status status)
{
  if (status != UT_OK)
    ut_xml_fail(&s->xml, status);
}

static void refuse(struct ut_ods_sheet *s, size_t column, const char *why)
{
  ut_error_set(&s->xml.error, UT_BAD_INPUT, "%s", why);
  ut_cell_blame(&s->xml.error, s->state->name, s->next_row, column);
  ut_xml_fail(&s->xml, UT_BAD_INPUT);
}

static size_t repeat_of(struct ut_ods_sheet *s, const char **attributes, const char *name)
{
  const char *value = ut_xml_attribute_of(attributes, UT_XML_TABLE, name);
  int64_t count = 1;
  if (value && (!ut_text_integer(ut_text_of(value), &count) || count < 1)) {
    refuse(s, s->next_column, "a number of repetitions that is none: the workbook is damaged");
    return 1;
  }
  return count > INT32_MAX ? INT32_MAX : (size_t)count;
}

static bool is_value(const char *value, const char *what)
{
  return value && strcmp(value, what) == 0;
}

/* ---- tables and columns ---- */

static enum ut_status list_table(struct ut_ods_sheet *s, const char *name, const char *style)
{
  struct ut_sheet *sheet = ut_grow_add(&s->list->list, &s->list->count, sizeof *sheet);
  if (!sheet || !(sheet->name = strdup(name)))
    return ut_error_nomem(&s->xml.error);
  s->state->name = ut_text_of(sheet->name);
  sheet->hidden = ut_ods_styles_hides(&s->styles, style);
  sheet->part = s->tables - 1;
  sheet->counted = true;
  return UT_OK;
}

/* What formulas have read of another file, 'file:///priser.ods'#$Blad1: no sheet of this one. */
static bool is_copy_of_other(const char *name)
{
  return name && name[0] == '\'' && strstr(name, "://") && strstr(name, "'#");
}

static void open_table(struct ut_ods_sheet *s, const char **attributes)
{
  const char *name = ut_xml_attribute_of(attributes, UT_XML_TABLE, "name");
  if (is_copy_of_other(name)) {
    s->skipped = 1;
    return;
  }
  s->wanted = s->list || s->tables == s->table;
  s->tables++;
  s->level = TABLE;
  s->next_row = 1;
  s->next_defined = s->column_count = 0;
  if (s->list)
    fail(s, list_table(s, name ? name : "", ut_xml_attribute_of(attributes, UT_XML_TABLE, "style-name")));
}

static void open_column(struct ut_ods_sheet *s, const char **attributes)
{
  size_t first = s->next_defined, count = repeat_of(s, attributes, "number-columns-repeated");
  const char *visibility = ut_xml_attribute_of(attributes, UT_XML_TABLE, "visibility");
  uint32_t style =
      ut_ods_styles_find(&s->styles, ut_xml_attribute_of(attributes, UT_XML_TABLE, "default-cell-style-name"));
  if (first >= UT_COLUMNS_MOST)
    return;
  s->next_defined = first + count;
  if (visibility && strcmp(visibility, "visible") != 0 && !s->list && s->wanted &&
      ut_column_hide(&s->state->hidden, first, s->next_defined - 1) != UT_OK)
    fail(s, ut_error_nomem(&s->xml.error));
  struct column_style *column = ut_grow_add(&s->columns, &s->column_count, sizeof *column);
  if (!column)
    fail(s, ut_error_nomem(&s->xml.error));
  else
    *column = (struct column_style){s->next_defined - 1, style};
}

static uint32_t style_of_column(const struct ut_ods_sheet *s, size_t column)
{
  size_t first = 0, end = s->column_count;
  while (first < end) {
    size_t middle = first + (end - first) / 2;
    if (s->columns[middle].last < column)
      first = middle + 1;
    else
      end = middle;
  }
  return first < s->column_count ? s->columns[first].style : UINT32_MAX;
}

/* ---- rows ---- */

static void open_row(struct ut_ods_sheet *s, const char **attributes)
{
  const char *visibility = ut_xml_attribute_of(attributes, UT_XML_TABLE, "visibility");
  bool hidden = visibility && strcmp(visibility, "visible") != 0;
  s->level = ROW;
  s->next_column = 0;
  s->row_repeat = repeat_of(s, attributes, "number-rows-repeated");
  s->row_style =
      ut_ods_styles_find(&s->styles, ut_xml_attribute_of(attributes, UT_XML_TABLE, "default-cell-style-name"));
  ut_sheet_row_begin(&s->state->row, s->next_row, hidden);
  s->passed = !s->wanted || (hidden && s->state->options.visible);
}

static void take_row(struct ut_ods_sheet *s)
{
  struct ut_sheet_row *row = &s->state->row;
  enum ut_status status = ut_merges_fill(&s->state->merges, row, &s->xml.error);
  fail(s, status);
  if (status != UT_OK || !ut_sheet_row_settle(row))
    return;
  s->repeated += (s->row_repeat - 1) * row->width;
  if (s->next_row + s->row_repeat - 1 > UT_ROWS_MOST)
    refuse(s, 0, "a row beyond the 1 048 576 that a sheet has");
  else if (s->repeated > REPEATED_MOST)
    refuse(s, 0, "more than 16 777 216 cells that are said by repeating others");
  else if (s->list)
    s->list->list[s->list->count - 1].rows += s->row_repeat;
  else {
    s->left = s->row_repeat - 1;
    s->ready = true;
    ut_xml_pause(&s->xml);
  }
}

static void close_row(struct ut_ods_sheet *s)
{
  s->level = TABLE;
  if (!s->passed && s->state->row.count > 0)
    take_row(s);
  s->next_row += s->row_repeat;
}

/* ---- cells ---- */

/* Where the value of a cell of each type stands. */
static const char *value_of(char type, const char **attributes)
{
  const char *names[] = {['d'] = "date-value", ['t'] = "time-value", ['b'] = "boolean-value", ['s'] = "string-value",
                         ['f'] = "value",      ['p'] = "value",      ['c'] = "value"};
  size_t index = (unsigned char)type;
  const char *name = index < sizeof names / sizeof *names ? names[index] : NULL;
  return name ? ut_xml_attribute_of(attributes, UT_XML_OFFICE, name) : NULL;
}

static void add_merge(struct ut_ods_sheet *s, const char **attributes)
{
  size_t rows = repeat_of(s, attributes, "number-rows-spanned"),
         columns = repeat_of(s, attributes, "number-columns-spanned");
  if ((rows < 2 && columns < 2) || s->list || !s->wanted)
    return;
  struct ut_cell_range range = {s->next_row, s->next_column, s->next_row + rows - 1, s->next_column + columns - 1};
  range.last_row = range.last_row < UT_ROWS_MOST ? range.last_row : UT_ROWS_MOST;
  range.last_column = range.last_column < UT_COLUMNS_MOST ? range.last_column : UT_COLUMNS_MOST - 1;
  if (s->state->row.number > s->state->options.skip)
    fail(s, ut_merges_add(&s->state->merges, range, s->state->name, &s->xml.error));
}

static void open_cell(struct ut_ods_sheet *s, bool covered, const char **attributes)
{
  const char *type = ut_xml_attribute_of(attributes, UT_XML_OFFICE, "value-type");
  s->level = CELL;
  s->covered = covered;
  s->cell_repeat = repeat_of(s, attributes, "number-columns-repeated");
  const char *formula = ut_xml_attribute_of(attributes, UT_XML_TABLE, "formula");
  s->formula = formula != NULL;
  s->truth = is_value(formula, "of:=TRUE()") ? 't' : is_value(formula, "of:=FALSE()") ? 'f' : '\0';
  s->error = is_value(ut_xml_attribute_of(attributes, UT_XML_CALC, "value-type"), "error");
  s->type = type ? type[0] : '\0';
  const char *value = value_of(s->type, attributes),
             *style = ut_xml_attribute_of(attributes, UT_XML_TABLE, "style-name");
  s->style = style                        ? ut_ods_styles_find(&s->styles, style)
             : s->row_style != UINT32_MAX ? s->row_style
                                          : style_of_column(s, s->next_column);
  s->has_value = value != NULL;
  s->value.len = s->text.len = 0;
  s->paragraphs = 0;
  s->in_text = false;
  ut_buf_add_string(&s->value, value ? value : "");
  if (!covered)
    add_merge(s, attributes);
}

/* Text as it was typed. Blanks are kept, as LibreOffice writes and reads them, though OpenDocument has them be one; but
 * where a line ends, that and the blanks about it are the layout of the file, and are one. */
static void add_folded(struct ut_ods_sheet *s, const char *ptr, size_t len)
{
  for (size_t i = 0; i < len; i++) {
    bool line = strchr("\t\r\n", ptr[i]) != NULL, blank = line || ptr[i] == ' ';
    while (line && s->text.len > 0 && s->text.ptr[s->text.len - 1] == ' ')
      s->text.len--;
    if (!blank || line || !s->folded)
      ut_buf_add(&s->text, blank ? " " : ptr + i, 1);
    s->folded = blank && (s->folded || line);
  }
}

static void start_in_text(struct ut_ods_sheet *s, const char *local, const char **attributes)
{
  if (strcmp(local, "p") == 0) {
    if (s->paragraphs++ > 0)
      ut_buf_add_string(&s->text, "\n");
    s->in_text = true;
    s->folded = false;
  } else if (strcmp(local, "tab") == 0 || strcmp(local, "line-break") == 0) {
    ut_buf_add_string(&s->text, local[0] == 't' ? "\t" : "\n");
    s->folded = false;
  } else if (strcmp(local, "s") == 0) {
    const char *count = ut_xml_attribute_of(attributes, UT_XML_TEXT, "c");
    int64_t blanks = 1;
    if (count && (!ut_text_integer(ut_text_of(count), &blanks) || blanks > UT_CELL_MOST))
      blanks = 1;
    for (int64_t i = 0; i < blanks; i++)
      ut_buf_add_string(&s->text, " ");
    s->folded = false;
  } else if (strcmp(local, "ruby-text") == 0)
    s->skipped = 1;
}

/* The words of a spreadsheet for a formula that has no value. */
static bool is_error(struct ut_text t)
{
  static const char *const words[] = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (ut_text_is(t, words[i]))
      return true;
  return t.len > 4 && memcmp(t.ptr, "Err:", 4) == 0;
}

/* Digits at *p, up to the letter, behind which *p is then; nothing where there are none. LibreOffice rounds some hours
 * into PT26H0-1M60.00S, a minute less. */
static void read_part(const char **p, char letter, long long *out)
{
  const char *at = *p;
  long long number = 0;
  for (; ut_char_is_digit(*at) && at - *p < 9; at++)
    number = number * 10 + (*at - '0');
  bool digits = at > *p, less = digits && letter == 'M' && at[0] == '-' && ut_char_is_digit(at[1]);
  if (less)
    number = -(at[1] - '0');
  at += less ? 2 : 0;
  bool fraction = digits && letter == 'S' && (*at == '.' || *at == ',');
  number += fraction && at[1] >= '5' && at[1] <= '9'; /* to whole seconds */
  for (at += fraction; fraction && ut_char_is_digit(*at);)
    at++;
  if (!digits || *at != letter)
    return;
  *out = number;
  *p = at + 1;
}

/* The seconds of PT08H30M00S; false: it is none. */
static bool read_time(const char *value, long long *seconds)
{
  long long parts[4] = {0}; /* days, hours, minutes, seconds */
  const char *p = value + (*value == '-');
  if (*p++ != 'P')
    return false;
  read_part(&p, 'D', &parts[0]);
  p += *p == 'T';
  read_part(&p, 'H', &parts[1]);
  read_part(&p, 'M', &parts[2]);
  read_part(&p, 'S', &parts[3]);
  *seconds = parts[0] * 86400 + parts[1] * 3600 + parts[2] * 60 + parts[3];
  *seconds *= *value == '-' ? -1 : 1;
  return *p == '\0';
}

/* A time; where its style shows times of the day and it is more than a day, the date that Excel would see. */
static enum ut_status write_time(struct ut_ods_sheet *s, struct ut_error *why)
{
  const struct ut_number_format *format = ut_ods_styles_format(&s->styles, s->style);
  char shown[UT_QUOTED], serial[40];
  struct ut_buf *out = &s->state->row.text;
  long long seconds;
  if (!read_time(ut_buf_string(&s->value) ? s->value.ptr : "", &seconds))
    return ut_error_set(why, UT_BAD_ROW, "%s is no time", ut_quote(shown, s->value.ptr, s->value.len));
  if (seconds >= 86400 && format && format->sections[0].kind == UT_NUMBER_TIME) {
    snprintf(serial, sizeof serial, "%.10f", (double)seconds / 86400);
    return ut_number_write(format, ut_text_of(serial), s->from_1904, out, why);
  }
  long long amount = seconds < 0 ? -seconds : seconds;
  return ut_buf_format(out, "%s%02lld:%02lld:%02lld", seconds < 0 ? "-" : "", amount / 3600, amount / 60 % 60,
                       amount % 60);
}

static enum ut_status write_number(struct ut_ods_sheet *s, struct ut_text value, struct ut_error *why)
{
  struct ut_buf *out = &s->state->row.text;
  size_t at = out->len;
  UT_TRY(ut_number_write(ut_ods_styles_format(&s->styles, s->style), value, s->from_1904, out, why));
  ut_sheet_see_number(s->state, s->next_column, at);
  return UT_OK;
}

/* What the cell holds, appended to the row's text. UT_BAD_ROW: it has no value, as `why` says. */
static enum ut_status write_value(struct ut_ods_sheet *s, struct ut_error *why)
{
  struct ut_buf *out = &s->state->row.text;
  struct ut_text value = ut_buf_text(&s->value), text = ut_buf_text(&s->text);
  char shown[UT_QUOTED];
  if (s->error || (s->formula && is_error(text)))
    return ut_error_set(why, UT_BAD_ROW, "%s is no value", ut_quote_name(shown, text.ptr, text.len));
  /* LibreOffice writes no type of a formula that gives an empty text, but an empty paragraph. */
  if (s->formula && s->type == '\0' && (s->paragraphs == 0 || text.len > 0))
    return ut_error_set(why, UT_BAD_ROW, "a formula that was never calculated: open the workbook and save it");
  if (s->truth)
    return ut_buf_add_string(out, s->truth == 't' ? "ja" : "nej");
  if (s->type == 'f' || s->type == 'c')
    return write_number(s, value, why);
  if (s->type == 'p')
    return ut_number_plain(value, true, out, why);
  if (s->type == 't')
    return write_time(s, why);
  if (s->type == 'd')
    return ut_cell_text_date(value, out)
               ? UT_OK
               : ut_error_set(why, UT_BAD_ROW, "%s is no date", ut_quote(shown, value.ptr, value.len));
  if (s->type == 'b')
    return ut_cell_text_truth(value, out, why);
  return ut_buf_add_text(out, s->has_value ? value : text);
}

static enum ut_status add_cells(struct ut_ods_sheet *s, size_t at)
{
  enum ut_status status = UT_OK;
  s->repeated += s->cell_repeat - 1;
  for (size_t i = 0; i < s->cell_repeat && status == UT_OK; i++)
    if (ut_sheet_reads(s->state, s->next_column + i))
      status = ut_sheet_row_add_new(&s->state->row, s->next_column + i, at);
  return status;
}

static enum ut_status fill_cell(struct ut_ods_sheet *s)
{
  struct ut_sheet_row *row = &s->state->row;
  size_t at = row->text.len;
  enum ut_status status = write_value(s, row->problem == UT_OK ? &row->why : NULL);
  if (status == UT_BAD_ROW)
    return ut_sheet_refuse_cell(s->state, s->next_column, NULL, &s->xml.error);
  UT_TRY(status);
  if (row->text.len == at && !row->text.failed)
    return UT_OK;
  if (s->next_column + s->cell_repeat > UT_COLUMNS_MOST) {
    refuse(s, s->next_column, "a cell beyond the 16 384 columns that a sheet has");
    return UT_OK;
  }
  return add_cells(s, at);
}

static void close_cell(struct ut_ods_sheet *s)
{
  s->level = ROW;
  bool holds = s->type != '\0' || s->formula || s->error || s->text.len > 0;
  if (s->value.failed || s->text.failed)
    fail(s, ut_error_nomem(&s->xml.error));
  else if (s->value.len > UT_CELL_MOST || s->text.len > UT_CELL_MOST)
    refuse(s, s->next_column, "a cell of more than 1 MiB");
  else if (holds && !s->covered && !s->passed && ut_sheet_reads(s->state, s->next_column)) {
    enum ut_status status = fill_cell(s);
    if (status == UT_END)
      refuse(s, s->next_column, "a second cell of that name: the workbook is damaged");
    else if (status == UT_NOMEM)
      fail(s, ut_error_nomem(&s->xml.error));
  }
  s->next_column += s->cell_repeat;
}

/* ---- events ---- */

/* Rows and columns stand within others that group them. */
static bool is_group(const char *local)
{
  static const char *const groups[] = {"table-header-rows",    "table-rows",    "table-row-group",
                                       "table-header-columns", "table-columns", "table-column-group"};
  for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
    if (strcmp(groups[i], local) == 0)
      return true;
  return false;
}

static void start_in_table(struct ut_ods_sheet *s, struct ut_xml_name name, const char **attributes)
{
  bool table = name.space == UT_XML_TABLE;
  if (table && strcmp(name.local, "table-row") == 0)
    open_row(s, attributes);
  else if (table && strcmp(name.local, "table-column") == 0)
    open_column(s, attributes);
  else if (!table || !is_group(name.local))
    s->skipped = 1;
}

static void start_in_document(struct ut_ods_sheet *s, struct ut_xml_name name, const char **attributes)
{
  if (ut_xml_is(name, UT_XML_OFFICE, "spreadsheet")) {
    s->is_spreadsheet = true;
    s->level = SPREADSHEET;
    return;
  }
  ut_ods_styles_start(&s->styles, name, attributes);
  if (s->styles.failed)
    fail(s, ut_error_nomem(&s->xml.error));
}

static void on_start(void *context, struct ut_xml_name name, const char **attributes)
{
  struct ut_ods_sheet *s = context;
  bool cell = ut_xml_is(name, UT_XML_TABLE, "table-cell"),
       covered = ut_xml_is(name, UT_XML_TABLE, "covered-table-cell");
  if (s->level == SPREADSHEET && ut_xml_is(name, UT_XML_TABLE, "null-date"))
    s->from_1904 = is_value(ut_xml_attribute_of(attributes, UT_XML_TABLE, "date-value"), "1904-01-01");
  if (s->skipped > 0)
    s->skipped++;
  else if (s->level == CELL && !s->passed && ut_xml_is(name, UT_XML_TABLE, "table"))
    refuse(s, s->next_column, "a table within the cell: split the cells that hold it, and save the workbook again");
  else if (s->level == CELL && name.space == UT_XML_TEXT)
    start_in_text(s, name.local, attributes);
  else if (s->level == ROW && (cell || covered))
    open_cell(s, covered, attributes);
  else if (s->level == TABLE)
    start_in_table(s, name, attributes);
  else if (s->level == SPREADSHEET && ut_xml_is(name, UT_XML_TABLE, "table"))
    open_table(s, attributes);
  else if (s->level == DOCUMENT)
    start_in_document(s, name, attributes);
  else
    s->skipped = 1;
}

static void on_end(void *context, struct ut_xml_name name)
{
  struct ut_ods_sheet *s = context;
  if (s->skipped > 0)
    s->skipped--;
  else if (s->level == CELL) {
    if (ut_xml_is(name, UT_XML_TEXT, "p"))
      s->in_text = false;
    else if (name.space == UT_XML_TABLE)
      close_cell(s);
  } else if (s->level == ROW)
    close_row(s);
  else if (s->level == TABLE && ut_xml_is(name, UT_XML_TABLE, "table"))
    s->level = SPREADSHEET;
  else if (s->level == SPREADSHEET)
    s->level = DOCUMENT;
  else if (s->level == DOCUMENT)
    ut_ods_styles_end(&s->styles, name);
}

static void on_text(void *context, const char *ptr, size_t len)
{
  struct ut_ods_sheet *s = context;
  if (s->skipped > 0)
    return;
  if (s->level == CELL && s->in_text && s->text.len <= UT_CELL_MOST)
    add_folded(s, ptr, len);
  else if (s->level == DOCUMENT)
    ut_ods_styles_text(&s->styles, ptr, len);
}

/* ---- the document ---- */

static const struct ut_xml_events events = {on_start, on_end, on_text, NULL};

static enum ut_status begin(struct ut_ods_sheet *s, struct ut_archive *a, struct ut_error *err)
{
  ptrdiff_t content, styles;
  UT_TRY(ut_archive_find(a, ut_text_of("content.xml"), &content, err));
  UT_TRY(ut_archive_find(a, ut_text_of("styles.xml"), &styles, err));
  if (content < 0)
    return ut_error_set(err, UT_BAD_INPUT, "a ZIP archive that is no workbook");
  if (styles >= 0)
    UT_TRY(ut_ods_styles_read(&s->styles, a, (size_t)styles, err));
  return ut_xml_open(&s->xml, a, (size_t)content, &events, s, err);
}

enum ut_status ut_ods_list(struct ut_archive *a, struct ut_sheets *sheets, struct ut_error *err)
{
  struct ut_sheet_state state = {.options.merges = UT_MERGED_KEPT};
  struct ut_ods_sheet *s = calloc(1, sizeof *s);
  if (!s)
    return ut_error_nomem(err);
  s->state = &state;
  s->list = sheets;
  enum ut_status status = begin(s, a, err);
  while (status == UT_OK)
    status = ut_xml_run(&s->xml, err);
  if (status == UT_END)
    status = s->is_spreadsheet ? UT_OK : ut_error_set(err, UT_BAD_INPUT, "an OpenDocument file that is no spreadsheet");
  ut_ods_sheet_free(s);
  ut_sheet_state_clear(&state);
  return status;
}

enum ut_status ut_ods_sheet_open(struct ut_ods_sheet **out, struct ut_archive *a, size_t table,
                                 struct ut_sheet_state *state, struct ut_error *err)
{
  struct ut_ods_sheet *s = *out = calloc(1, sizeof *s);
  if (!s)
    return ut_error_nomem(err);
  s->state = state;
  s->table = table;
  return begin(s, a, err);
}

enum ut_status ut_ods_sheet_next(struct ut_ods_sheet *s, struct ut_error *err)
{
  if (s->left > 0) {
    s->left--;
    s->state->row.number++;
    return UT_OK;
  }
  s->ready = false;
  enum ut_status status = UT_OK;
  while (status == UT_OK && !s->ready)
    status = ut_xml_run(&s->xml, err);
  return status;
}

const struct ut_part *ut_ods_sheet_part(const struct ut_ods_sheet *s)
{
  return &s->xml.part;
}

void ut_ods_sheet_free(struct ut_ods_sheet *s)
{
  if (!s)
    return;
  ut_xml_close(&s->xml);
  ut_ods_styles_clear(&s->styles);
  ut_buf_clear(&s->value);
  ut_buf_clear(&s->text);
  free(s->columns);
  free(s);
}

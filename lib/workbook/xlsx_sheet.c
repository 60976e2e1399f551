/* Rows of a sheet: sheetData of ECMA-376, event by event. */
#include "workbook/xlsx_sheet.h"

#include <stdlib.h>

#include "workbook/cell_text.h"
#include "workbook/plain_xml.h"

enum cell_type { NUMBER, SHARED, BOOLEAN, ERROR_VALUE, FORMULA_TEXT, INLINE_TEXT, ISO_DATE };

struct ut_xlsx_sheet {
  struct ut_xlsx_book *book;
  struct ut_sheet_state *state;
  struct ut_xml xml;
  bool in_data, in_row, in_cell, passed; /* the row, or the cell, is not read */
  bool row_named;                        /* it says its number */
  bool begun;                            /* it has a cell */
  size_t last_row, next_column;
  /* the open cell */
  size_t column;
  enum cell_type type;
  size_t style;
  bool formula, has_value, in_text;
  size_t phonetic;
  struct ut_text stored; /* its value, as it stands */
  struct ut_buf value;   /* that, where it had to be put together */
  bool ready;            /* a row that holds a cell was there */
  bool merges_only;      /* a first pass, for what comes behind the rows */
};

static void fail(struct ut_xlsx_sheet *s, enum ut_status status)
{
  if (status != UT_OK)
    ut_xml_fail(&s->xml, status);
}

/* What is wrong with the sheet as such. */
static void refuse(struct ut_xlsx_sheet *s, const char *why)
{
  struct ut_error *err = &s->xml.error;
  ut_error_set(err, UT_BAD_INPUT, "%s", why);
  ut_cell_blame(err, s->state->name, s->state->row.number, s->column);
  ut_xml_fail(&s->xml, UT_BAD_INPUT);
}

/* ---- rows ---- */

/* An attribute, or a text without ptr. */
static struct ut_text text_of(const char *value)
{
  return value ? ut_text_of(value) : (struct ut_text){NULL, 0};
}

static bool is_true(struct ut_text value)
{
  return ut_text_is(value, "1") || ut_text_is(value, "true");
}

static void open_row(struct ut_xlsx_sheet *s, struct ut_text number, bool hidden)
{
  int64_t row = (int64_t)s->last_row + 1;
  bool good = !number.ptr || ut_text_integer(number, &row);
  s->column = s->next_column = 0;
  s->in_row = true;
  s->row_named = number.ptr != NULL;
  s->begun = false;
  ut_sheet_row_begin(&s->state->row, good && row > 0 ? (size_t)row : s->last_row + 1, hidden);
  s->passed = hidden && s->state->options.visible;
  if (!good || row < 1 || row > UT_ROWS_MOST)
    refuse(s, "a row beyond the 1 048 576 that a sheet has");
  else if ((size_t)row <= s->last_row)
    refuse(s, "a row that stands behind later ones: the workbook is damaged");
}

static void close_row(struct ut_xlsx_sheet *s)
{
  struct ut_sheet_row *row = &s->state->row;
  s->in_row = false;
  s->last_row = row->number;
  ut_xml_plain(&s->xml);
  if (s->merges_only || s->passed || row->count == 0)
    return;
  enum ut_status status = ut_merges_fill(&s->state->merges, row, &s->xml.error);
  fail(s, status);
  if (status == UT_OK && ut_sheet_row_settle(row)) {
    s->ready = true;
    ut_xml_pause(&s->xml);
  }
}

/* ---- cells ---- */

static enum cell_type type_of(struct ut_text name)
{
  static const char *const names[] = {[NUMBER] = "n",      [SHARED] = "s",         [BOOLEAN] = "b",
                                      [ERROR_VALUE] = "e", [FORMULA_TEXT] = "str", [INLINE_TEXT] = "inlineStr",
                                      [ISO_DATE] = "d"};
  for (size_t i = 0; name.ptr && i < sizeof names / sizeof *names; i++)
    if (ut_text_is(name, names[i]))
      return (enum cell_type)i;
  return NUMBER;
}

/* Where the cell stands: as it says, or behind the one before it. */
static void place_cell(struct ut_xlsx_sheet *s, struct ut_text name)
{
  struct ut_sheet_row *row = &s->state->row;
  size_t number = row->number, column = s->next_column;
  if (name.ptr && !ut_cell_name_read(name, &number, &column)) {
    refuse(s, "a cell whose name is none, or beyond the 16 384 columns and 1 048 576 rows that a sheet has");
    return;
  }
  s->column = column;
  if (number != row->number && !s->row_named && !s->begun && number > s->last_row)
    row->number = number;
  else if (number != row->number)
    refuse(s, "a cell that stands in another row: the workbook is damaged");
  else if (column >= UT_COLUMNS_MOST)
    refuse(s, "a cell beyond the 16 384 columns that a sheet has");
  s->begun = true;
  s->next_column = column + 1;
}

/* No digit follows the style in memory. */
static void open_cell(struct ut_xlsx_sheet *s, struct ut_text name, struct ut_text style, struct ut_text type)
{
  place_cell(s, name);
  s->type = type_of(type);
  s->style = style.ptr ? strtoul(style.ptr, NULL, 10) : 0;
  s->in_cell = true;
  s->formula = s->has_value = s->in_text = false;
  s->phonetic = 0;
  s->value.len = 0;
}

static struct ut_text trimmed(struct ut_text t)
{
  while (t.len > 0 && strchr(" \t\r\n", t.ptr[0]))
    t = (struct ut_text){t.ptr + 1, t.len - 1};
  while (t.len > 0 && strchr(" \t\r\n", t.ptr[t.len - 1]))
    t.len--;
  return t;
}

static enum ut_status shared_text(struct ut_xlsx_sheet *s, struct ut_text stored, struct ut_text *out,
                                  struct ut_error *why)
{
  int64_t index;
  if (!ut_text_integer(stored, &index) || index < 0 || (size_t)index >= ut_texts_count(&s->book->texts))
    return ut_error_set(why, UT_BAD_ROW, "a shared text that is not there: the workbook is damaged");
  *out = ut_texts_get(&s->book->texts, (size_t)index);
  return UT_OK;
}

static enum ut_status write_number(struct ut_xlsx_sheet *s, struct ut_text stored, struct ut_error *why)
{
  const struct ut_number_format *format = s->style < s->book->format_count ? &s->book->formats[s->style] : NULL;
  if (s->formula && s->book->recalculated && ut_text_is(stored, "0") && s->state->doubtful++ == 0)
    s->state->doubtful_row = s->state->row.number;
  size_t at = s->state->row.text.len;
  UT_TRY(ut_number_write(format, stored, s->book->from_1904, &s->state->row.text, why));
  ut_sheet_see_number(s->state, s->column, at);
  return UT_OK;
}

/* What the cell holds, appended to the row's text. UT_BAD_ROW: it has no value, as row.why says. */
static enum ut_status write_value(struct ut_xlsx_sheet *s, struct ut_text stored, struct ut_error *why)
{
  struct ut_sheet_row *row = &s->state->row;
  char shown[UT_QUOTED];
  size_t at = row->text.len;
  switch (s->type) {
  case BOOLEAN:
    return ut_cell_text_truth(stored, &row->text, why);
  case ERROR_VALUE:
    return ut_error_set(why, UT_BAD_ROW, "%s is no value", ut_quote_name(shown, stored.ptr, stored.len));
  case ISO_DATE:
    if (ut_cell_text_date(stored, &row->text))
      return UT_OK;
    return ut_error_set(why, UT_BAD_ROW, "%s is no date", ut_quote(shown, stored.ptr, stored.len));
  case FORMULA_TEXT:
  case INLINE_TEXT:
    ut_buf_add_text(&row->text, s->stored);
    ut_cell_text_decode(&row->text, at);
    return UT_OK;
  default:
    return write_number(s, stored, why);
  }
}

static enum ut_status fill_cell(struct ut_xlsx_sheet *s)
{
  struct ut_sheet_row *row = &s->state->row;
  struct ut_text stored = trimmed(s->stored), shared = {"", 0};
  struct ut_error *why = row->problem == UT_OK ? &row->why : NULL; /* the first of a row stays */
  size_t at = row->text.len;
  if (s->type == SHARED) {
    UT_TRY(shared_text(s, stored, &shared, why));
    return shared.len > 0 ? ut_sheet_row_add(row, s->column, shared) : UT_OK;
  }
  UT_TRY(write_value(s, stored, why));
  return row->text.len > at || row->text.failed ? ut_sheet_row_add_new(row, s->column, at) : UT_OK;
}

static void close_cell(struct ut_xlsx_sheet *s)
{
  bool text = s->type == FORMULA_TEXT || s->type == INLINE_TEXT;
  s->in_cell = false;
  if (s->value.failed) {
    fail(s, ut_error_nomem(&s->xml.error));
    return;
  }
  if (s->merges_only || s->passed || !ut_sheet_reads(s->state, s->column))
    return;
  bool empty = text ? !s->has_value : trimmed(s->stored).len == 0;
  enum ut_status status = UT_OK;
  if (empty && s->formula)
    status = ut_sheet_refuse_cell(s->state, s->column,
                                  "a formula that was never calculated: open the workbook and save it", &s->xml.error);
  else if (empty && s->type == ERROR_VALUE)
    status = ut_sheet_refuse_cell(s->state, s->column, "an error that is not named is no value", &s->xml.error);
  else if (!empty) {
    status = fill_cell(s);
    if (status == UT_BAD_ROW)
      status = ut_sheet_refuse_cell(s->state, s->column, NULL, &s->xml.error);
  }
  if (status == UT_END)
    refuse(s, "a second cell of that name: the workbook is damaged");
  else if (status == UT_NOMEM)
    fail(s, ut_error_nomem(&s->xml.error));
}

/* ---- what is around the rows ---- */

static void hide_columns(struct ut_xlsx_sheet *s, const char **attributes)
{
  const char *min = ut_xml_attribute(attributes, "min"), *max = ut_xml_attribute(attributes, "max");
  int64_t first, last;
  if (!is_true(text_of(ut_xml_attribute(attributes, "hidden"))) || !min || !max ||
      !ut_text_integer(ut_text_of(min), &first) || !ut_text_integer(ut_text_of(max), &last) || first < 1 ||
      last < first)
    return;
  if (ut_column_hide(&s->state->hidden, (size_t)first - 1, (size_t)last - 1) != UT_OK)
    fail(s, ut_error_nomem(&s->xml.error));
}

static void add_merge(struct ut_xlsx_sheet *s, const char *ref)
{
  struct ut_cell_range range;
  if (!ref || !ut_cell_range_read(ut_text_of(ref), &range))
    return;
  fail(s, ut_merges_add(&s->state->merges, range, s->state->name, &s->xml.error));
}

static void on_start(void *context, struct ut_xml_name name, const char **attributes)
{
  struct ut_xlsx_sheet *s = context;
  const char *local = name.local;
  if (name.space != UT_XML_SHEET)
    return;
  if (s->in_cell) {
    s->formula = s->formula || strcmp(local, "f") == 0;
    s->phonetic += strcmp(local, "rPh") == 0;
    bool value = strcmp(local, "v") == 0 && s->type != INLINE_TEXT;
    bool text = strcmp(local, "t") == 0 && s->type == INLINE_TEXT && s->phonetic == 0;
    if (value && s->has_value)
      refuse(s, "a second value of a cell: the workbook is damaged");
    s->has_value = s->has_value || value || text;
    s->in_text = value || text;
  } else if (s->in_row) {
    if (strcmp(local, "c") == 0)
      open_cell(s, text_of(ut_xml_attribute(attributes, "r")), text_of(ut_xml_attribute(attributes, "s")),
                text_of(ut_xml_attribute(attributes, "t")));
  } else if (s->in_data) {
    if (strcmp(local, "row") == 0)
      open_row(s, text_of(ut_xml_attribute(attributes, "r")), is_true(text_of(ut_xml_attribute(attributes, "hidden"))));
  } else if (strcmp(local, "sheetData") == 0) {
    s->in_data = true;
    ut_xml_plain(&s->xml);
  } else if (strcmp(local, "col") == 0 && !s->merges_only)
    hide_columns(s, attributes);
  else if (strcmp(local, "mergeCell") == 0 && (s->merges_only || s->state->options.merges != UT_MERGED_FILLED))
    add_merge(s, ut_xml_attribute(attributes, "ref"));
}

static void on_end(void *context, struct ut_xml_name name)
{
  struct ut_xlsx_sheet *s = context;
  const char *local = name.local;
  if (name.space != UT_XML_SHEET)
    return;
  if (s->in_cell) {
    s->phonetic -= s->phonetic > 0 && strcmp(local, "rPh") == 0;
    s->in_text = false;
    if (strcmp(local, "c") == 0) {
      s->stored = ut_buf_text(&s->value);
      close_cell(s);
    }
  } else if (s->in_row && strcmp(local, "row") == 0)
    close_row(s);
  else if (s->in_data && strcmp(local, "sheetData") == 0)
    s->in_data = false;
}

static void on_text(void *context, const char *ptr, size_t len)
{
  struct ut_xlsx_sheet *s = context;
  if (!s->in_cell || !s->in_text)
    return;
  ut_buf_add(&s->value, ptr, len);
  if (s->value.len > UT_CELL_MOST)
    refuse(s, "a cell of more than 1 MiB");
}

/* ---- plain rows ---- */

/* False: it is refused, or its value stands where that of its type does not. */
static bool take_plain_cell(struct ut_xlsx_sheet *s, const struct ut_plain_cell *cell)
{
  open_cell(s, cell->name, cell->style, cell->type);
  s->has_value = cell->filled;
  s->stored = cell->value.raw;
  if (cell->value.escaped) {
    ut_plain_unescape(cell->value.raw, &s->value);
    s->stored = ut_buf_text(&s->value);
  }
  if (s->xml.status != UT_OK || (cell->filled && cell->is_text != (s->type == INLINE_TEXT)))
    return false;
  close_cell(s);
  return true;
}

/* A row that turns out to be unusual is begun again by the parser. */
static size_t take_plain_row(void *context, const char *ptr)
{
  struct ut_xlsx_sheet *s = context;
  struct ut_plain_cell cell;
  struct ut_text number;
  const char *p = ptr;
  if (!s->in_data || s->in_row || !ut_plain_row(&p, s->xml.descent, &number))
    return 0;
  open_row(s, number, false);
  enum ut_plain_found found = UT_PLAIN_CELL;
  while (s->xml.status == UT_OK && (found = ut_plain_next(&p, &cell)) == UT_PLAIN_CELL && take_plain_cell(s, &cell))
    ;
  s->in_row = s->in_cell = false;
  if (s->xml.status != UT_OK || found != UT_PLAIN_END)
    return 0;
  close_row(s);
  return (size_t)(p - ptr);
}

/* ---- the sheet ---- */

static const struct ut_xml_plain plain_rows = {"</row>", take_plain_row};
static const struct ut_xml_events events = {on_start, on_end, on_text, &plain_rows};

/* Merged cells stand behind the rows: where they are filled, they are read first. */
static enum ut_status read_merges(struct ut_xlsx_sheet *s, size_t part, struct ut_error *err)
{
  s->merges_only = true;
  enum ut_status status = ut_xml_read(s->book->archive, part, &events, s, &s->xml, err);
  s->merges_only = s->in_data = s->in_row = s->in_cell = false;
  s->last_row = 0;
  return status;
}

enum ut_status ut_xlsx_sheet_open(struct ut_xlsx_sheet **out, struct ut_xlsx_book *book, size_t part,
                                  struct ut_sheet_state *state, struct ut_error *err)
{
  struct ut_xlsx_sheet *s = *out = calloc(1, sizeof *s);
  if (!s)
    return ut_error_nomem(err);
  s->book = book;
  s->state = state;
  UT_TRY(ut_xlsx_book_load(book, err));
  if (state->options.merges == UT_MERGED_FILLED)
    UT_TRY(read_merges(s, part, err));
  return ut_xml_open(&s->xml, book->archive, part, &events, s, err);
}

enum ut_status ut_xlsx_sheet_next(struct ut_xlsx_sheet *s, struct ut_error *err)
{
  s->ready = false;
  enum ut_status status = UT_OK;
  while (status == UT_OK && !s->ready)
    status = ut_xml_run(&s->xml, err);
  return status;
}

const struct ut_part *ut_xlsx_sheet_part(const struct ut_xlsx_sheet *s)
{
  return &s->xml.part;
}

void ut_xlsx_sheet_free(struct ut_xlsx_sheet *s)
{
  if (!s)
    return;
  ut_xml_close(&s->xml);
  ut_buf_clear(&s->value);
  free(s);
}

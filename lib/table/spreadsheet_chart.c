/* A chart of Excel's own, of the cells of the table above it: nothing is drawn that does not stand there. */
#include <stdio.h>

#include "table/spreadsheet_parts.h"

enum { GREY = 0xBFC5CA, UNKNOWN = 0x7B848C, GAP = 60, WIDTH = 720, HEIGHT = 380, BAR = 18, TOP = 130 };

/* The palette of the UK Government Analysis Function. */
static const lxw_color_t colours[] = {0x12436D, 0x28A197, 0x801650, 0xF46A25, 0x3D3D3D, 0xA285D1};

static uint8_t type_of(const struct ut_chart_range *range)
{
  static const uint8_t types[] = {
      [UT_SHEET_CHART_BARS] = LXW_CHART_BAR, [UT_SHEET_CHART_STACK] = LXW_CHART_BAR_STACKED, [UT_SHEET_CHART_LINES] = LXW_CHART_LINE};
  return types[range->kind];
}

static void colour(const struct ut_spreadsheet *s, lxw_chart_series *series, const struct ut_chart_range *range,
                   size_t number)
{
  static const uint8_t dashes[] = {LXW_CHART_LINE_DASH_SOLID, LXW_CHART_LINE_DASH_DASH, LXW_CHART_LINE_DASH_ROUND_DOT,
                                   LXW_CHART_LINE_DASH_DASH_DOT};
  const size_t count = sizeof colours / sizeof *colours;
  const lxw_color_t ink = number + 1 == range->unknown ? UNKNOWN : colours[number % count];
  lxw_chart_line line = {
      .color = ink, .width = 2.25F, .dash_type = dashes[(number + number / count) % (sizeof dashes / sizeof *dashes)]};
  lxw_chart_line edge = {.color = 0xFFFFFF, .width = 0.75F};
  lxw_chart_fill fill = {.color = ink};
  if (range->kind == UT_SHEET_CHART_LINES) {
    s->lib.chart_series_set_line(series, &line);
    return;
  }
  s->lib.chart_series_set_fill(series, &fill);
  s->lib.chart_series_set_line(series, &edge);
}

/* Bars lie, so that long names can be read, and stand in the order of the table: the first would be at the bottom
 * unless their axis is turned, and with it the numbers be at the top. */
static enum ut_status set_axes(struct ut_spreadsheet *s, lxw_chart *chart, const struct ut_chart_range *range,
                               struct ut_error *err)
{
  lxw_chart_line grid = {.color = GREY, .width = 0.5F}, bare = {.none = LXW_TRUE};
  bool lie = range->kind != UT_SHEET_CHART_LINES;
  lxw_chart_axis *names = lie ? chart->y_axis : chart->x_axis, *numbers = lie ? chart->x_axis : chart->y_axis;
  const char *unit = ut_sheet_safe(s, range->unit);
  lxw_chart_font plain = {.size = 10, .bold = LXW_EXPLICIT_FALSE};
  if (!unit)
    return ut_error_nomem(err);
  s->lib.chart_axis_set_name(numbers, unit);
  s->lib.chart_axis_set_name_font(numbers, &plain);
  s->lib.chart_axis_major_gridlines_set_line(numbers, &grid);
  s->lib.chart_axis_set_line(numbers, &bare);
  s->lib.chart_axis_set_num_format(numbers, "#,##0");
  if (range->share && range->kind == UT_SHEET_CHART_STACK)
    s->lib.chart_axis_set_max(numbers, 100);
  if (lie) {
    s->lib.chart_axis_set_reverse(names);
    s->lib.chart_axis_set_crossing_max(names);
  }
  return UT_OK;
}

/* ='2019'!$A$2:$B$9, or one cell. */
static enum ut_status add_range(struct ut_spreadsheet *s, const size_t first[2], const size_t last[2])
{
  const size_t *ends[] = {first, last}, count = memcmp(first, last, 2 * sizeof *first) == 0 ? 1 : 2;
  ut_buf_format(&s->text, "=%s!", s->at.sheet->quoted_name);
  for (size_t i = 0; i < count; i++) {
    char name[UT_CELL_NAME];
    ut_cell_name_write(ends[i][0] + 1, ends[i][1], name);
    int letters = (int)strcspn(name, "0123456789");
    ut_buf_format(&s->text, "%s$%.*s$%s", i ? ":" : "", letters, name, name + letters);
  }
  return ut_buf_add(&s->text, "", 1);
}

static enum ut_status add_series(struct ut_spreadsheet *s, lxw_chart *chart, const struct ut_chart_range *range,
                                 size_t number, struct ut_error *err)
{
  size_t top = s->at.top, last = top + range->rows, column = s->at.stub + number, starts[3];
  const size_t corners[][2][2] = {
      {{top + 1, 0}, {last, s->at.stub - 1}}, {{top + 1, column}, {last, column}}, {{top, column}, {top, column}}};
  s->text.len = 0;
  for (size_t i = 0; i < 3; i++) {
    starts[i] = s->text.len;
    if (add_range(s, corners[i][0], corners[i][1]))
      return ut_error_nomem(err);
  }
  lxw_chart_series *series = s->lib.chart_add_series(chart, s->text.ptr + starts[0], s->text.ptr + starts[1]);
  if (!series)
    return ut_error_nomem(err);
  s->lib.chart_series_set_name(series, s->text.ptr + starts[2]);
  colour(s, series, range, number);
  return UT_OK;
}

static enum ut_status set_title(struct ut_spreadsheet *s, lxw_chart *chart, const struct ut_frame *frame,
                                struct ut_error *err)
{
  lxw_chart_font font = {.size = 12, .bold = LXW_TRUE};
  const char *given = frame->title ? frame->title : frame->caption;
  const char *title = given ? ut_sheet_safe(s, ut_text_of(given)) : NULL;
  if (given && !title)
    return ut_error_nomem(err);
  if (title) {
    s->lib.chart_title_set_name(chart, title);
    s->lib.chart_title_set_name_font(chart, &font);
  } else {
    s->lib.chart_title_off(chart);
  }
  s->lib.chart_legend_set_position(chart, frame->chart->columns > 1 ? LXW_CHART_LEGEND_BOTTOM : LXW_CHART_LEGEND_NONE);
  return UT_OK;
}

/* As high as its bars need, as wide as it is easy to read. */
static enum ut_status put(struct ut_spreadsheet *s, lxw_chart *chart, const struct ut_chart_range *range,
                          struct ut_error *err)
{
  enum { OWN_WIDTH = 480, OWN_HEIGHT = 288 };
  size_t bars = range->rows * (range->kind == UT_SHEET_CHART_BARS ? range->columns : 1);
  double height = range->kind == UT_SHEET_CHART_LINES || BAR * bars + TOP < HEIGHT ? HEIGHT : (double)(BAR * bars + TOP);
  lxw_chart_options options = {.x_scale = (double)WIDTH / OWN_WIDTH,
                               .y_scale = height / OWN_HEIGHT,
                               .object_position = LXW_OBJECT_MOVE_DONT_SIZE};
  lxw_row_t row = (lxw_row_t)s->at.row + 1;
  return ut_sheet_status(s, s->lib.worksheet_insert_chart_opt(s->at.sheet, row, 0, chart, &options), err);
}

enum ut_status ut_sheet_chart(struct ut_spreadsheet *s, const struct ut_frame *frame, struct ut_error *err)
{
  const struct ut_chart_range *range = frame->chart;
  if (s->at.numbers == 0 || range->rows == 0)
    return ut_error_set(err, UT_BAD_INPUT, "--chart: the table has no figure that could be drawn");
  lxw_chart *chart = s->lib.workbook_add_chart(s->book, type_of(range));
  if (!chart)
    return ut_error_nomem(err);
  for (size_t i = 0; i < range->columns; i++)
    UT_TRY(add_series(s, chart, range, i, err));
  UT_TRY(set_axes(s, chart, range, err));
  UT_TRY(set_title(s, chart, frame, err));
  if (range->kind != UT_SHEET_CHART_LINES)
    s->lib.chart_set_series_gap(chart, GAP);
  return put(s, chart, range, err);
}

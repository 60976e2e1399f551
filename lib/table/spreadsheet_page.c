/* What stands before and behind the rows of a sheet, in the order of CT_Worksheet (ECMA-376, part 1, 18.3.1.99). */
#include <stdio.h>

#include "table/spreadsheet_parts.h"

enum {
  NARROW = 6,
  LONG = 12,     /* a number that may still come */
  BESIDE = 40,   /* columns of names that stay in view */
  PORTRAIT = 95, /* as much as fits on a page that stands */
  LINE = 20,     /* pixels */
};

/* A heading may stand in three lines, no word of it cut, beside the button of the filter. */
size_t ut_sheet_heading_width(const struct ut_sheet_width *w)
{
  enum { LINES = 3, BUTTON = 3 };
  size_t width = (w->head + LINES - 1) / LINES;
  return BUTTON + (width > w->word ? width : w->word);
}

static size_t width_of(const struct ut_sheet_width *w, bool whole)
{
  size_t heading = ut_sheet_heading_width(w), width = heading > w->body ? heading : w->body;
  size_t least = w->numbers && !whole ? LONG : NARROW;
  if (w->fixed)
    return w->fixed;
  return (width < least ? least : width > UT_SHEET_WIDE ? UT_SHEET_WIDE : width) + 1;
}

/* Headings stay in view; columns of names too where there are few. */
static void add_view(struct ut_spreadsheet *s, size_t stub)
{
  const struct ut_written_sheet *at = &s->at;
  size_t beside = at->named && stub <= BESIDE ? at->stub : 0;
  char cell[UT_CELL_NAME];
  ut_buf_format(&s->xml, "<sheetViews><sheetView%s workbookViewId='0'>", s->name_count == 1 ? " tabSelected='1'" : "");
  if (at->fast > 0) {
    ut_buf_add_string(&s->xml, "<pane");
    if (beside > 0)
      ut_buf_format(&s->xml, " xSplit='%zu'", beside);
    ut_buf_format(&s->xml, " ySplit='%zu' topLeftCell='%s' activePane='%s' state='frozen'/>", at->fast,
                  ut_cell_name_write(at->fast + 1, beside, cell), beside > 0 ? "bottomRight" : "bottomLeft");
  }
  ut_buf_add_string(&s->xml, "</sheetView></sheetViews>");
}

/* As Excel has a width of whole characters in its own font. */
static void add_widths(struct ut_spreadsheet *s)
{
  if (s->at.count == 0)
    return;
  ut_buf_add_string(&s->xml, "<cols>");
  for (size_t i = 0; i < s->at.count; i++)
    ut_buf_format(&s->xml, "<col min='%zu' max='%zu' width='%zu.7109375' customWidth='1'/>", i + 1, i + 1,
                  s->at.widths[i].fixed);
  ut_buf_add_string(&s->xml, "</cols>");
}

enum ut_status ut_sheet_open(struct ut_spreadsheet *s, bool whole, struct ut_error *err)
{
  size_t stub = 0;
  if (s->at.open)
    return UT_OK;
  s->at.open = true;
  for (size_t i = 0; i < s->at.count; i++) {
    s->at.widths[i].fixed = width_of(&s->at.widths[i], whole);
    stub += i < s->at.stub ? s->at.widths[i].fixed : 0;
    s->at.width += s->at.widths[i].fixed;
  }
  ut_buf_add_string(&s->xml, "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' "
                             "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>"
                             "<sheetPr><pageSetUpPr fitToPage='1'/></sheetPr>");
  add_view(s, stub);
  ut_buf_format(&s->xml, "<sheetFormatPr defaultRowHeight='%d'/>", UT_SHEET_LINE);
  add_widths(s);
  ut_buf_add_string(&s->xml, "<sheetData>");
  return ut_sheet_move(s, &s->xml, err);
}

static void begin_name(struct ut_spreadsheet *s, const char *name, const char *attribute)
{
  ut_buf_format(&s->defined, "<definedName name='_xlnm.%s' localSheetId='%zu'%s>", name, s->name_count - 1, attribute);
  ut_sheet_quote_name(s, &s->defined);
}

/* Of the table alone, not of its notes. */
static void add_filter(struct ut_spreadsheet *s)
{
  const struct ut_cell_range range = {s->at.fast, 0, s->at.end, s->at.count - 1};
  char from[UT_CELL_NAME], to[UT_CELL_NAME];
  ut_buf_format(&s->xml, "<autoFilter ref='%s:%s'/>", ut_cell_name_write(range.row, 0, from),
                ut_cell_name_write(range.last_row, range.last_column, to));
  begin_name(s, "_FilterDatabase", " hidden='1'");
  ut_sheet_add_range(&s->defined, &range);
  ut_buf_add_string(&s->defined, "</definedName>");
}

/* Headings come again on every page. */
static void add_headings(struct ut_spreadsheet *s)
{
  begin_name(s, "Print_Titles", "");
  ut_buf_format(&s->defined, "$%zu:$%zu</definedName>", s->at.headings + 1, s->at.fast);
}

static bool is_portrait(const struct ut_spreadsheet *s)
{
  return s->at.width <= PORTRAIT;
}

/* A4 within its margins has 659 pixels by 978. What is wider than the page is made smaller. */
size_t ut_sheet_page_height(const struct ut_spreadsheet *s)
{
  enum { SHORT_SIDE = 659, LONG_SIDE = 978, CHARACTER = 7, ABOVE = 1 /* the line between table and chart */ };
  size_t across = is_portrait(s) ? SHORT_SIDE : LONG_SIDE, down = is_portrait(s) ? LONG_SIDE : SHORT_SIDE;
  size_t width = CHARACTER * (s->at.width + s->at.count);
  width = width > UT_SHEET_CHART ? width : UT_SHEET_CHART;
  return (width > across ? down * width / across : down) - (s->at.head + ABOVE) * LINE;
}

/* A4, one page wide. Numbers that name something are text, of which Excel need not warn. */
static void add_page(struct ut_spreadsheet *s, const struct ut_chart_range *chart)
{
  ut_buf_format(&s->xml,
                "<pageMargins left='0.7' right='0.7' top='0.75' bottom='0.75' header='0.3' footer='0.3'/>"
                "<pageSetup paperSize='9' fitToHeight='0' orientation='%s'/>"
                "<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P (&amp;N)</oddFooter></headerFooter>",
                is_portrait(s) ? "portrait" : "landscape");
  if (chart && s->at.high * LINE + ut_sheet_chart_height(s, chart) > ut_sheet_page_height(s))
    ut_buf_format(&s->xml, "<rowBreaks count='1' manualBreakCount='1'><brk id='%zu' max='16383' man='1'/></rowBreaks>",
                  s->at.row);
  ut_buf_add_string(&s->xml, "<ignoredErrors><ignoredError sqref='A1:XFD1048576' numberStoredAsText='1'/>"
                             "</ignoredErrors>");
}

enum ut_status ut_sheet_close(struct ut_spreadsheet *s, const struct ut_chart_range *chart, struct ut_error *err)
{
  UT_TRY(ut_sheet_open(s, true, err));
  UT_TRY(ut_sheet_move(s, &s->rows, err));
  ut_buf_add_string(&s->xml, "</sheetData>");
  if (s->at.fast > 0 && s->at.end > s->at.fast)
    add_filter(s);
  if (s->at.fast > 0)
    add_headings(s);
  if (s->merges.len > 0) {
    ut_buf_add_string(&s->xml, "<mergeCells>");
    ut_buf_add_text(&s->xml, ut_buf_text(&s->merges));
    ut_buf_add_string(&s->xml, "</mergeCells>");
  }
  add_page(s, chart);
  ut_buf_add_string(&s->xml, chart ? "<drawing r:id='rId1'/></worksheet>" : "</worksheet>");
  if (s->merges.failed)
    return ut_error_nomem(err);
  s->merges.len = 0;
  return ut_sheet_part_end(s, err);
}

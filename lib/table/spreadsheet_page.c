/* What stands before and behind the rows of a sheet, in the order of CT_Worksheet (ECMA-376, part 1, 18.3.1.99). */
#include <stdio.h>

#include "table/spreadsheet_parts.h"

enum {
  NARROW = 6,
  WIDE = 60,     /* at most, where what stands there decides */
  LONG = 12,     /* a number that may still come */
  BESIDE = 40,   /* columns of names that stay in view */
  PORTRAIT = 95, /* as much as fits on a page that stands */
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
  return (width < least ? least : width > WIDE ? WIDE : width) + 1;
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
static void add_widths(struct ut_spreadsheet *s, bool whole)
{
  if (s->at.count == 0)
    return;
  ut_buf_add_string(&s->xml, "<cols>");
  for (size_t i = 0; i < s->at.count; i++)
    ut_buf_format(&s->xml, "<col min='%zu' max='%zu' width='%zu.7109375' customWidth='1'/>", i + 1, i + 1,
                  width_of(&s->at.widths[i], whole));
  ut_buf_add_string(&s->xml, "</cols>");
}

enum ut_status ut_sheet_open(struct ut_spreadsheet *s, bool whole, struct ut_error *err)
{
  size_t stub = 0;
  if (s->at.open)
    return UT_OK;
  s->at.open = true;
  for (size_t i = 0; i < s->at.count; i++) {
    stub += i < s->at.stub ? width_of(&s->at.widths[i], whole) : 0;
    s->at.width += width_of(&s->at.widths[i], whole);
  }
  ut_buf_add_string(&s->xml, "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' "
                             "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>"
                             "<sheetPr><pageSetUpPr fitToPage='1'/></sheetPr>");
  add_view(s, stub);
  ut_buf_format(&s->xml, "<sheetFormatPr defaultRowHeight='%d'/>", UT_SHEET_LINE);
  add_widths(s, whole);
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

/* A4, one page wide. Numbers that name something are text, of which Excel need not warn. */
static void add_page(struct ut_spreadsheet *s)
{
  ut_buf_format(&s->xml,
                "<pageMargins left='0.7' right='0.7' top='0.75' bottom='0.75' header='0.3' footer='0.3'/>"
                "<pageSetup paperSize='9' fitToHeight='0' orientation='%s'/>"
                "<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P (&amp;N)</oddFooter></headerFooter>"
                "<ignoredErrors><ignoredError sqref='A1:XFD1048576' numberStoredAsText='1'/></ignoredErrors>",
                s->at.width > PORTRAIT ? "landscape" : "portrait");
}

enum ut_status ut_sheet_close(struct ut_spreadsheet *s, bool chart, struct ut_error *err)
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
  add_page(s);
  ut_buf_add_string(&s->xml, chart ? "<drawing r:id='rId1'/></worksheet>" : "</worksheet>");
  if (s->merges.failed)
    return ut_error_nomem(err);
  s->merges.len = 0;
  return ut_sheet_part_end(s, err);
}

/* A chart of Excel's own, of the cells of the table above it: nothing is drawn that does not stand there, and no figure
 * is kept in it. Elements stand in the order of ECMA-376, part 1, 21.2. */
#include "table/spreadsheet_parts.h"

#define DRAWING "http://schemas.openxmlformats.org/drawingml/2006/"
#define RELATED "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

/* What is drawn in, in units of English metrics. */
enum { PIXEL = 9525, HEIGHT = 380, BAR = 18, GROUP = 30, NAME = 16, TOP = 130, LEGEND = 18, LEGEND_BESIDE = 4 };

static void add_range(struct ut_spreadsheet *s, const char *before, const struct ut_cell_range *range)
{
  ut_buf_add_string(&s->xml, before);
  ut_sheet_quote_name(s, &s->xml);
  ut_sheet_add_range(&s->xml, range);
}

static void add_reference(struct ut_spreadsheet *s, const char *element, const char *reference,
                          const struct ut_cell_range *range)
{
  ut_buf_format(&s->xml, "<c:%s><c:%s><c:f>", element, reference);
  add_range(s, "", range);
  ut_buf_format(&s->xml, "</c:f></c:%s></c:%s>", reference, element);
}

/* The first gap in a column of figures from a row on; its row is behind the last where there is none. */
static size_t next_gap(const struct ut_spreadsheet *s, const struct ut_cell_range *range)
{
  struct ut_sheet_gap gap;
  for (size_t at = 0; at < s->gaps.len; at += sizeof gap) {
    memcpy(&gap, s->gaps.ptr + at, sizeof gap);
    if (gap.column == range->column && gap.row >= range->row && gap.row <= range->last_row)
      return gap.row;
  }
  return range->last_row + 1;
}

/* A line would go through a text as if it were zero. An empty cell interrupts it: that below the table stands for each
 * text. */
static enum ut_status add_line(struct ut_spreadsheet *s, struct ut_cell_range rest, struct ut_error *err)
{
  enum { MOST = 8192 /* characters of what a series refers to */ };
  const struct ut_cell_range empty = {s->at.end + 1, rest.column, s->at.end + 1, rest.column};
  size_t from = s->xml.len, gap;
  const char *before = "<c:val><c:numRef><c:f>(";
  for (; rest.row <= rest.last_row && s->xml.len - from <= MOST; rest.row = gap + 1, before = ",") {
    gap = next_gap(s, &rest);
    if (gap > rest.row) {
      add_range(s, before, &(struct ut_cell_range){rest.row, rest.column, gap - 1, rest.column});
      before = ",";
    }
    if (gap <= rest.last_row)
      add_range(s, before, &empty);
  }
  ut_buf_add_string(&s->xml, ")</c:f></c:numRef></c:val>");
  if (s->xml.len - from <= MOST)
    return UT_OK;
  return ut_error_set(err, UT_BAD_INPUT, "--chart lines: more figures are missing than a chart of Excel can leave out");
}

/* The palette of the UK Government Analysis Function. */
static void add_colour(struct ut_spreadsheet *s, const struct ut_chart_range *range, size_t number)
{
  static const char *const colours[] = {"12436D", "28A197", "801650", "F46A25", "3D3D3D", "A285D1"};
  static const char *const dashes[] = {"solid", "dash", "sysDot", "dashDot"};
  const size_t count = sizeof colours / sizeof *colours;
  const char *ink = number + 1 == range->unknown ? "7B848C" : colours[number % count];
  const char *dash = dashes[(number + number / count) % (sizeof dashes / sizeof *dashes)];
  if (range->kind == UT_SHEET_CHART_LINES)
    ut_buf_format(&s->xml,
                  "<c:spPr><a:ln w='28575'><a:solidFill><a:srgbClr val='%s'/></a:solidFill>"
                  "<a:prstDash val='%s'/></a:ln></c:spPr><c:marker><c:symbol val='none'/></c:marker>",
                  ink, dash);
  else
    ut_buf_format(&s->xml,
                  "<c:spPr><a:solidFill><a:srgbClr val='%s'/></a:solidFill><a:ln w='9525'><a:solidFill>"
                  "<a:srgbClr val='FFFFFF'/></a:solidFill></a:ln></c:spPr><c:invertIfNegative val='0'/>",
                  ink);
}

static enum ut_status add_series(struct ut_spreadsheet *s, const struct ut_chart_range *range, size_t number,
                                 struct ut_error *err)
{
  size_t first = s->at.fast + 1, last = s->at.fast + range->rows, column = s->at.stub + number;
  ut_buf_format(&s->xml, "<c:ser><c:idx val='%zu'/><c:order val='%zu'/>", number, number);
  add_reference(s, "tx", "strRef", &(struct ut_cell_range){s->at.fast, column, s->at.fast, column});
  add_colour(s, range, number);
  add_reference(s, "cat", s->at.stub > 1 ? "multiLvlStrRef" : "strRef",
                &(struct ut_cell_range){first, 0, last, s->at.stub - 1});
  const struct ut_cell_range figures = {first, column, last, column};
  if (range->kind == UT_SHEET_CHART_LINES && next_gap(s, &figures) <= last)
    UT_TRY(add_line(s, figures, err));
  else
    add_reference(s, "val", "numRef", &figures);
  ut_buf_add_string(&s->xml, range->kind == UT_SHEET_CHART_LINES ? "<c:smooth val='0'/></c:ser>" : "</c:ser>");
  return UT_OK;
}

static void add_title(struct ut_spreadsheet *s, struct ut_text title, const char *size, bool bold, bool upright)
{
  ut_buf_format(&s->xml,
                "<c:title><c:tx><c:rich><a:bodyPr%s/><a:p><a:pPr><a:defRPr sz='%s' b='%d'/></a:pPr><a:r>"
                "<a:rPr sz='%s' b='%d'/><a:t>",
                upright ? " rot='-5400000' vert='horz'" : "", size, bold, size, bold);
  ut_sheet_escape(&s->xml, ut_sheet_safe(s, title));
  ut_buf_add_string(&s->xml, "</a:t></a:r></a:p></c:rich></c:tx><c:overlay val='0'/></c:title>");
}

/* Bars lie, so that long names can be read, and stand in the order of the table: the first would be at the bottom
 * unless their axis is turned, and with it the numbers be at the top. */
static void add_axes(struct ut_spreadsheet *s, const struct ut_chart_range *range)
{
  bool lie = range->kind != UT_SHEET_CHART_LINES;
  ut_buf_format(&s->xml,
                "<c:catAx><c:axId val='1'/><c:scaling><c:orientation val='%s'/></c:scaling><c:delete val='0'/>"
                "<c:axPos val='%s'/><c:majorTickMark val='out'/><c:minorTickMark val='none'/>"
                "<c:tickLblPos val='nextTo'/><c:crossAx val='2'/><c:crosses val='autoZero'/><c:auto val='1'/>"
                "<c:lblAlgn val='ctr'/><c:lblOffset val='100'/>%s</c:catAx>"
                "<c:valAx><c:axId val='2'/><c:scaling><c:orientation val='minMax'/>%s</c:scaling>"
                "<c:delete val='0'/><c:axPos val='%s'/><c:majorGridlines><c:spPr><a:ln w='6350'><a:solidFill>"
                "<a:srgbClr val='BFC5CA'/></a:solidFill></a:ln></c:spPr></c:majorGridlines>",
                lie ? "maxMin" : "minMax", lie ? "l" : "b", lie ? "<c:tickLblSkip val='1'/>" : "",
                range->share && range->kind == UT_SHEET_CHART_STACK ? "<c:max val='100'/>" : "", lie ? "b" : "l");
  add_title(s, range->unit, "1000", false, !lie);
  ut_buf_format(&s->xml,
                "<c:numFmt formatCode='#,##0' sourceLinked='0'/><c:majorTickMark val='out'/>"
                "<c:minorTickMark val='none'/><c:tickLblPos val='nextTo'/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
                "<c:crossAx val='1'/><c:crosses val='%s'/><c:crossBetween val='between'/></c:valAx>",
                lie ? "max" : "autoZero");
}

static enum ut_status add_plot(struct ut_spreadsheet *s, const struct ut_chart_range *range, struct ut_error *err)
{
  static const struct {
    const char *begin, *end;
  } kinds[] = {
      [UT_SHEET_CHART_BARS] = {"<c:barChart><c:barDir val='bar'/><c:grouping val='clustered'/>",
                               "<c:gapWidth val='60'/><c:axId val='1'/><c:axId val='2'/></c:barChart>"},
      [UT_SHEET_CHART_STACK] = {"<c:barChart><c:barDir val='bar'/><c:grouping val='stacked'/>",
                                "<c:gapWidth val='60'/><c:overlap val='100'/><c:axId val='1'/><c:axId val='2'/>"
                                "</c:barChart>"},
      [UT_SHEET_CHART_LINES] = {"<c:lineChart><c:grouping val='standard'/>",
                                "<c:marker val='1'/><c:axId val='1'/><c:axId val='2'/></c:lineChart>"},
  };
  ut_buf_format(&s->xml, "<c:plotArea><c:layout/>%s<c:varyColors val='0'/>", kinds[range->kind].begin);
  for (size_t i = 0; i < range->columns; i++)
    UT_TRY(add_series(s, range, i, err));
  ut_buf_add_string(&s->xml, kinds[range->kind].end);
  add_axes(s, range);
  ut_buf_add_string(&s->xml, "</c:plotArea>");
  return UT_OK;
}

static enum ut_status add_chart(struct ut_spreadsheet *s, const struct ut_frame *frame, struct ut_error *err)
{
  const char *title = frame->title ? frame->title : frame->caption;
  UT_TRY(ut_sheet_own_part(s, "charts/chart", "drawingml.chart", err));
  ut_buf_add_string(&s->xml, "<c:chartSpace xmlns:c='" DRAWING "chart' xmlns:a='" DRAWING "main'>"
                             "<c:roundedCorners val='0'/><c:chart>");
  if (title)
    add_title(s, ut_text_of(title), "1200", true, false);
  ut_buf_format(&s->xml, "<c:autoTitleDeleted val='%d'/>", !title);
  UT_TRY(add_plot(s, frame->chart, err));
  if (frame->chart->columns > 1)
    ut_buf_add_string(&s->xml, "<c:legend><c:legendPos val='b'/><c:overlay val='0'/></c:legend>");
  ut_buf_add_string(&s->xml, "<c:plotVisOnly val='1'/><c:dispBlanksAs val='gap'/></c:chart></c:chartSpace>");
  return s->text.failed ? ut_error_nomem(err) : ut_sheet_part_end(s, err);
}

/* As high as its bars need, each with its name, and a legend of long names, which has a line for each; a page, where
 * the names go onto one. */
size_t ut_sheet_chart_height(const struct ut_spreadsheet *s, const struct ut_chart_range *range)
{
  size_t rows = range->kind == UT_SHEET_CHART_LINES ? 0 : range->rows, page = ut_sheet_page_height(s);
  size_t bars = range->kind == UT_SHEET_CHART_BARS && range->columns > 1 ? BAR * range->columns : GROUP;
  size_t legend = range->columns > LEGEND_BESIDE ? LEGEND * (range->columns - LEGEND_BESIDE) : 0;
  size_t height = ut_sheet_larger(bars * rows + TOP, HEIGHT) + legend, least = NAME * rows + TOP + legend;
  return height > page ? ut_sheet_larger(page, least) : height;
}

/* As wide as it is easy to read, below the notes. */
static enum ut_status add_drawing(struct ut_spreadsheet *s, const struct ut_chart_range *range, struct ut_error *err)
{
  UT_TRY(ut_sheet_own_part(s, "drawings/drawing", "drawing", err));
  ut_buf_format(&s->xml,
                "<xdr:wsDr xmlns:xdr='" DRAWING "spreadsheetDrawing' xmlns:a='" DRAWING "main'><xdr:oneCellAnchor>"
                "<xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>%zu</xdr:row>"
                "<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx='%d' cy='%zu'/><xdr:graphicFrame macro=''>"
                "<xdr:nvGraphicFramePr><xdr:cNvPr id='2' name='Diagram'/><xdr:cNvGraphicFramePr/>"
                "</xdr:nvGraphicFramePr><xdr:xfrm><a:off x='0' y='0'/><a:ext cx='0' cy='0'/></xdr:xfrm>"
                "<a:graphic><a:graphicData uri='" DRAWING "chart'><c:chart xmlns:c='" DRAWING "chart' "
                "xmlns:r='" RELATED "' r:id='rId1'/></a:graphicData></a:graphic></xdr:graphicFrame>"
                "<xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>",
                s->at.row + 1, UT_SHEET_CHART * PIXEL, ut_sheet_chart_height(s, range) * PIXEL);
  return ut_sheet_part_end(s, err);
}

enum ut_status ut_sheet_chart(struct ut_spreadsheet *s, const struct ut_frame *frame, struct ut_error *err)
{
  if (s->at.numbers == 0 || frame->chart->rows == 0)
    return ut_error_set(err, UT_BAD_INPUT, "--chart: the table has no figure that could be drawn");
  UT_TRY(ut_sheet_relation(s, "worksheets", "sheet", "drawing", err));
  UT_TRY(add_drawing(s, frame->chart, err));
  UT_TRY(ut_sheet_relation(s, "drawings", "drawing", "chart", err));
  return add_chart(s, frame, err);
}

/* How cells look: the part of styles, in which enum ut_sheet_style counts. */
#include <stdio.h>

#include "table/spreadsheet_parts.h"

enum { FORMAT_DATE = 164, FORMAT_NUMBER, FORMAT_AS_IS = FORMAT_NUMBER + UT_SHEET_DIGITS + 1 };
enum { FONT_PLAIN, FONT_TITLE, FONT_HEAD, FONT_QUIET, FILL_NONE = 0, FILL_TINT = 2, LINE_NONE = 0, LINE_BELOW };

struct look {
  int format, font, fill, border;
  const char *alignment;
};

#define HEAD(alignment)                                                                                                \
  {                                                                                                                    \
    0, FONT_HEAD, FILL_TINT, LINE_BELOW, alignment " wrapText='1'"                                                     \
  }
#define BODY(format, font, alignment)                                                                                  \
  {                                                                                                                    \
    format, font, FILL_NONE, LINE_NONE, "vertical='top' " alignment                                                    \
  }
#define LEFT "horizontal='left'"
#define APART LEFT " indent='1'"
#define RIGHT "horizontal='right'"
#define WRAP "wrapText='1'"

static const struct look looks[UT_SHEET_NUMBER] = {
    [UT_SHEET_STANDARD] = {0, FONT_PLAIN, FILL_NONE, LINE_NONE, ""},
    [UT_SHEET_TITLE] = {0, FONT_TITLE, FILL_NONE, LINE_NONE, ""},
    [UT_SHEET_CAPTION] = BODY(0, FONT_PLAIN, ""),
    [UT_SHEET_HEAD] = HEAD(""),
    [UT_SHEET_HEAD_APART] = HEAD(APART),
    [UT_SHEET_HEAD_RIGHT] = HEAD(RIGHT),
    [UT_SHEET_HEAD_GROUP] = HEAD("horizontal='center'"),
    [UT_SHEET_PLAIN] = BODY(0, FONT_PLAIN, WRAP),
    [UT_SHEET_PLAIN_APART] = BODY(0, FONT_PLAIN, APART " " WRAP),
    [UT_SHEET_DATE] = BODY(FORMAT_DATE, FONT_PLAIN, LEFT),
    [UT_SHEET_DATE_APART] = BODY(FORMAT_DATE, FONT_PLAIN, APART),
    [UT_SHEET_RIGHT] = BODY(0, FONT_PLAIN, RIGHT),
    [UT_SHEET_NOTE] = BODY(0, FONT_QUIET, WRAP),
};

static const char fonts[] = "<fonts count='4'><font><sz val='11'/><name val='Calibri'/><family val='2'/></font>"
                            "<font><b/><sz val='14'/><name val='Calibri'/><family val='2'/></font>"
                            "<font><b/><sz val='11'/><color rgb='FF1F2933'/><name val='Calibri'/>"
                            "<family val='2'/></font>"
                            "<font><sz val='11'/><color rgb='FF505A63'/><name val='Calibri'/>"
                            "<family val='2'/></font></fonts>";

/* The first two are Excel's own. */
static const char fills[] = "<fills count='3'><fill><patternFill patternType='none'/></fill>"
                            "<fill><patternFill patternType='gray125'/></fill>"
                            "<fill><patternFill patternType='solid'><fgColor rgb='FFE3EAF2'/>"
                            "<bgColor indexed='64'/></patternFill></fill></fills>";

static const char borders[] =
    "<borders count='2'><border><left/><right/><top/><bottom/><diagonal/></border>"
    "<border><left/><right/><top/><bottom style='thin'><color rgb='FF12436D'/></bottom>"
    "<diagonal/></border></borders>"
    "<cellStyleXfs count='1'><xf numFmtId='0' fontId='0' fillId='0' borderId='0'/></cellStyleXfs>";

/* #,##0.00, or 0.00. */
static void add_digits(struct ut_buf *xml, int first, const char *whole)
{
  for (int decimals = 0; decimals <= UT_SHEET_DIGITS; decimals++)
    ut_buf_format(xml, "<numFmt numFmtId='%d' formatCode='%s%s%.*s'/>", first + decimals, whole, decimals ? "." : "",
                  decimals, "000000000000000");
}

static void add_look(struct ut_buf *xml, const struct look *look)
{
  ut_buf_format(xml,
                "<xf numFmtId='%d' fontId='%d' fillId='%d' borderId='%d' xfId='0' applyNumberFormat='1' "
                "applyFont='1' applyFill='1' applyBorder='1' applyAlignment='1'><alignment %s/></xf>",
                look->format, look->font, look->fill, look->border, look->alignment);
}

enum ut_status ut_sheet_styles(struct ut_spreadsheet *s, struct ut_error *err)
{
  struct ut_buf *xml = &s->xml;
  UT_TRY(ut_sheet_part(s, "xl/styles.xml", err));
  ut_buf_format(xml,
                "<styleSheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><numFmts count='%d'>"
                "<numFmt numFmtId='%d' formatCode='yyyy\\-mm\\-dd'/>",
                FORMAT_AS_IS + UT_SHEET_DIGITS + 1 - FORMAT_DATE, FORMAT_DATE);
  add_digits(xml, FORMAT_NUMBER, "#,##0");
  add_digits(xml, FORMAT_AS_IS, "0");
  ut_buf_format(xml, "</numFmts>%s%s%s<cellXfs count='%d'>", fonts, fills, borders, UT_SHEET_STYLES);
  for (int i = 0; i < UT_SHEET_NUMBER; i++)
    add_look(xml, &looks[i]);
  for (int i = FORMAT_NUMBER; i < FORMAT_NUMBER + UT_SHEET_STYLES - UT_SHEET_NUMBER; i++)
    add_look(xml, &(struct look)BODY(i, FONT_PLAIN, ""));
  ut_buf_add_string(xml, "</cellXfs><cellStyles count='1'><cellStyle name='Normal' xfId='0' builtinId='0'/>"
                         "</cellStyles></styleSheet>");
  return ut_sheet_part_end(s, err);
}

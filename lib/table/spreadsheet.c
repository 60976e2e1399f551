/* The workbook as a whole: the parts that Office Open XML (ECMA-376, part 2, and 12.3 of part 1) asks for. */
#include "table/spreadsheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "table/spreadsheet_parts.h"

#define SCHEMAS "http://schemas.openxmlformats.org/"
#define RELATED SCHEMAS "officeDocument/2006/relationships"
#define TYPES "application/vnd.openxmlformats-"
#define RELATIONS "<Relationships xmlns='" SCHEMAS "package/2006/relationships'>"

/* ---- parts ---- */

enum ut_status ut_sheet_part(struct ut_spreadsheet *s, const char *name, struct ut_error *err)
{
  ut_buf_add_string(&s->xml, "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n");
  return ut_zip_writer_begin(&s->zip, name, err);
}

enum ut_status ut_sheet_move(struct ut_spreadsheet *s, struct ut_buf *xml, struct ut_error *err)
{
  if (xml->failed)
    return ut_error_nomem(err);
  UT_TRY(ut_zip_writer_add(&s->zip, ut_buf_text(xml), err));
  xml->len = 0;
  return ut_output_drain(s->output, err);
}

enum ut_status ut_sheet_part_end(struct ut_spreadsheet *s, struct ut_error *err)
{
  UT_TRY(ut_sheet_move(s, &s->xml, err));
  return ut_zip_writer_end(&s->zip, err);
}

/* A part that other parts say nothing in. */
static enum ut_status add_part(struct ut_spreadsheet *s, const char *name, const char *xml, struct ut_error *err)
{
  UT_TRY(ut_sheet_part(s, name, err));
  ut_buf_add_string(&s->xml, xml);
  return ut_sheet_part_end(s, err);
}

/* The first are those by which programs know a workbook. Its time is where that of archives begins. */
static enum ut_status begin_book(struct ut_spreadsheet *s, struct ut_error *err)
{
  UT_TRY(add_part(s, "_rels/.rels",
                  RELATIONS "<Relationship Id='rId1' Type='" RELATED "/officeDocument' Target='xl/workbook.xml'/>"
                            "<Relationship Id='rId2' Type='" SCHEMAS
                            "package/2006/relationships/metadata/core-properties' "
                            "Target='docProps/core.xml'/></Relationships>",
                  err));
  UT_TRY(add_part(s, "docProps/core.xml",
                  "<cp:coreProperties xmlns:cp='" SCHEMAS "package/2006/metadata/core-properties' "
                  "xmlns:dcterms='http://purl.org/dc/terms/' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>"
                  "<dcterms:created xsi:type='dcterms:W3CDTF'>1980-01-01T00:00:00Z</dcterms:created>"
                  "<dcterms:modified xsi:type='dcterms:W3CDTF'>1980-01-01T00:00:00Z</dcterms:modified>"
                  "</cp:coreProperties>",
                  err));
  return ut_sheet_styles(s, err);
}

enum ut_status ut_spreadsheet_open(struct ut_spreadsheet **out, struct ut_output *output, enum ut_language language,
                                   struct ut_error *err)
{
  struct ut_spreadsheet *s = *out = calloc(1, sizeof *s);
  if (!s)
    return ut_error_nomem(err);
  s->output = output;
  s->language = language;
  if (isatty(output->fd))
    return ut_error_set(err, UT_USAGE, "a workbook is not for a terminal: give --output FILE");
  UT_TRY(ut_zip_writer_open(&s->zip, &output->buf, err));
  return begin_book(s, err);
}

/* ---- what lists them ---- */

enum ut_status ut_sheet_own_part(struct ut_spreadsheet *s, const char *part, const char *type, struct ut_error *err)
{
  char name[UT_ZIP_NAME];
  snprintf(name, sizeof name, "xl/%s%zu.xml", part, s->name_count);
  ut_buf_format(&s->types, "<Override PartName='/%s' ContentType='" TYPES "officedocument.%s+xml'/>", name, type);
  return ut_sheet_part(s, name, err);
}

enum ut_status ut_sheet_relation(struct ut_spreadsheet *s, const char *folder, const char *of, const char *to,
                                 struct ut_error *err)
{
  char name[UT_ZIP_NAME];
  snprintf(name, sizeof name, "xl/%s/_rels/%s%zu.xml.rels", folder, of, s->name_count);
  UT_TRY(ut_sheet_part(s, name, err));
  ut_buf_format(&s->xml,
                RELATIONS "<Relationship Id='rId1' Type='" RELATED "/%s' Target='../%ss/%s%zu.xml'/>"
                          "</Relationships>",
                to, to, to, s->name_count);
  return ut_sheet_part_end(s, err);
}

static enum ut_status add_book(struct ut_spreadsheet *s, struct ut_error *err)
{
  UT_TRY(ut_sheet_part(s, "xl/workbook.xml", err));
  ut_buf_add_string(&s->xml, "<workbook xmlns='" SCHEMAS "spreadsheetml/2006/main' xmlns:r='" RELATED "'>"
                             "<bookViews><workbookView/></bookViews><sheets>");
  for (size_t i = 0; i < s->name_count; i++) {
    ut_buf_add_string(&s->xml, "<sheet name='");
    ut_sheet_escape(&s->xml, ut_text_of(s->names[i]));
    ut_buf_format(&s->xml, "' sheetId='%zu' r:id='rId%zu'/>", i + 1, i + 1);
  }
  ut_buf_add_string(&s->xml, "</sheets>");
  if (s->defined.len > 0) {
    ut_buf_add_string(&s->xml, "<definedNames>");
    ut_buf_add_text(&s->xml, ut_buf_text(&s->defined));
    ut_buf_add_string(&s->xml, "</definedNames>");
  }
  ut_buf_add_string(&s->xml, "</workbook>");
  return ut_sheet_part_end(s, err);
}

static enum ut_status add_relations(struct ut_spreadsheet *s, struct ut_error *err)
{
  UT_TRY(ut_sheet_part(s, "xl/_rels/workbook.xml.rels", err));
  ut_buf_add_string(&s->xml, RELATIONS);
  for (size_t i = 1; i <= s->name_count; i++)
    ut_buf_format(&s->xml,
                  "<Relationship Id='rId%zu' Type='" RELATED "/worksheet' "
                  "Target='worksheets/sheet%zu.xml'/>",
                  i, i);
  ut_buf_format(&s->xml,
                "<Relationship Id='rId%zu' Type='" RELATED "/styles' Target='styles.xml'/>"
                "</Relationships>",
                s->name_count + 1);
  return ut_sheet_part_end(s, err);
}

static enum ut_status add_types(struct ut_spreadsheet *s, struct ut_error *err)
{
  UT_TRY(ut_sheet_part(s, "[Content_Types].xml", err));
  ut_buf_add_string(
      &s->xml,
      "<Types xmlns='" SCHEMAS "package/2006/content-types'>"
      "<Default Extension='rels' ContentType='" TYPES "package.relationships+xml'/>"
      "<Default Extension='xml' ContentType='application/xml'/>"
      "<Override PartName='/docProps/core.xml' ContentType='" TYPES "package.core-properties+xml'/>"
      "<Override PartName='/xl/workbook.xml' ContentType='" TYPES "officedocument.spreadsheetml.sheet.main+xml'/>"
      "<Override PartName='/xl/styles.xml' ContentType='" TYPES "officedocument.spreadsheetml.styles+xml'/>");
  ut_buf_add_text(&s->xml, ut_buf_text(&s->types));
  ut_buf_add_string(&s->xml, "</Types>");
  return ut_sheet_part_end(s, err);
}

enum ut_status ut_spreadsheet_save(struct ut_spreadsheet *s, struct ut_error *err)
{
  if (s->types.failed || s->defined.failed)
    return ut_error_nomem(err);
  UT_TRY(add_book(s, err));
  UT_TRY(add_relations(s, err));
  UT_TRY(add_types(s, err));
  return ut_zip_writer_close(&s->zip, err);
}

void ut_spreadsheet_free(struct ut_spreadsheet *s)
{
  if (!s)
    return;
  ut_zip_writer_clear(&s->zip);
  free(s->names);
  free(s->at.widths);
  struct ut_buf *const bufs[] = {&s->text, &s->cells, &s->rows,    &s->merges,   &s->gaps,
                                 &s->xml,  &s->types, &s->defined, &s->commands, NULL};
  for (size_t i = 0; bufs[i]; i++)
    ut_buf_clear(bufs[i]);
  free(s);
}

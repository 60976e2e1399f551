/* Styles of an OpenDocument spreadsheet: what numbers are, which tables are hidden. */
#ifndef UTFALL_ODS_STYLES_H
#define UTFALL_ODS_STYLES_H

#include "base/distinct.h"
#include "workbook/number_format.h"
#include "workbook/xml.h"

/* Zero-initialised. Each list is numbered by the names beside it. */
struct ut_ods_styles {
  struct ut_distinct number_names, cell_names, table_names;
  struct ut_ods_number {
    char *code; /* as Excel would write it; owned; NULL: not there */
    struct ut_number_format format;
  } * numbers;
  size_t number_count;
  struct ut_ods_cell_style {
    uint32_t number, parent; /* UINT32_MAX: none */
  } * cells;
  size_t cell_count;
  bool *hidden;
  size_t table_count;
  /* while they are read */
  struct ut_buf code, name, conditions; /* the last: codes of other styles, for the numbers that they are for */
  uint32_t table;                       /* whose properties come */
  bool in_number, fixed, in_literal, in_embedded;
  size_t digits, position;
  bool failed;
};

/* What a part with styles says: for its handlers, whatever the element is. A failure of memory is in `failed`. */
void ut_ods_styles_start(struct ut_ods_styles *s, struct ut_xml_name name, const char **attributes);
void ut_ods_styles_end(struct ut_ods_styles *s, struct ut_xml_name name);
void ut_ods_styles_text(struct ut_ods_styles *s, const char *ptr, size_t len);

/* Reads a part that holds nothing else of interest. */
enum ut_status ut_ods_styles_read(struct ut_ods_styles *s, struct ut_archive *a, size_t part, struct ut_error *err);

/* The number of a cell's style, which lasts; UINT32_MAX: none. */
uint32_t ut_ods_styles_find(const struct ut_ods_styles *s, const char *name);
/* The format of numbers in cells of that style; NULL: plain. */
const struct ut_number_format *ut_ods_styles_format(const struct ut_ods_styles *s, uint32_t style);
bool ut_ods_styles_hides(const struct ut_ods_styles *s, const char *table);

void ut_ods_styles_clear(struct ut_ods_styles *s);

#endif

/* Rows and shared texts of Office Open XML as programs write them, taken from the bytes without an XML parser. What is
 * unusual (formulas, comments, prefixes, control characters) is not taken: the parser decides. The bytes are UTF-8, are
 * followed by UT_PLAIN_PAD zero bytes, and an element without a prefix is one of SpreadsheetML there. */
#ifndef UTFALL_PLAIN_XML_H
#define UTFALL_PLAIN_XML_H

#include "utfall/text.h"

enum { UT_PLAIN_PAD = 16 };

/* Text between two tags. */
struct ut_plain_text {
  struct ut_text raw; /* as it stands */
  bool escaped;       /* &amp; or &#229; is in it */
};

/* What a cell has; an attribute without ptr is not there. */
struct ut_plain_cell {
  struct ut_text name, style, type;
  struct ut_plain_text value;
  bool filled;  /* it has a value, */
  bool is_text; /* and that in <is>, not in <v> */
};

enum ut_plain_found { UT_PLAIN_CELL, UT_PLAIN_END, UT_PLAIN_UNUSUAL };

/* The tag of a row, of which *number is the attribute r; it is not hidden. *p moves behind it. `descent`: the attribute
 * x14ac:dyDescent has a namespace. False: it is unusual, or not whole. */
bool ut_plain_row(const char **p, bool descent, struct ut_text *number);

/* The next cell of the row, or its end. */
enum ut_plain_found ut_plain_next(const char **p, struct ut_plain_cell *cell);

/* A shared text without runs. False as for ut_plain_row. */
bool ut_plain_item(const char **p, struct ut_plain_text *text);

/* Appends what a text that was taken stands for. UT_NOMEM. */
enum ut_status ut_plain_unescape(struct ut_text raw, struct ut_buf *out);

#endif

/* One line of a SIE file taken apart: label, fields, object list; decoding and the bytes of the checksum. */
#ifndef UTFALL_SIESCAN_H
#define UTFALL_SIESCAN_H

#include "utfall/text.h"

enum sie_encoding { SIE_UNKNOWN, SIE_UTF8, SIE_CP437, SIE_WINDOWS_1252, SIE_ENCODINGS };

/* Zero-initialised; sie_scan_init before use. */
struct sie_scan {
  enum sie_encoding encoding;                 /* of the file, once a line has settled it, */
  enum sie_encoding current;                  /* and of the line: CP437 where nothing settles it */
  struct ut_decoder *decoders[SIE_ENCODINGS]; /* those that were needed */
  struct ut_text *fields;
  size_t room;
  struct ut_buf text; /* of the line's fields that differ from the bytes of the file */
  uint32_t crc_table[256];
  bool summing;
  uint32_t crc; /* of the label and fields of all lines scanned while `summing` */
};

/* Fields and texts are borrowed from the span or the scanner until the next line. */
struct sie_line {
  struct ut_text label; /* #KONTO; { or } alone on its line; empty: a blank line */
  const struct ut_text *fields;
  size_t count;
  bool has_list;          /* an object list: */
  size_t list, list_size; /* its items are fields[list] and on */
};

void sie_scan_init(struct sie_scan *s);

/* `line` is without its LF. UT_BAD_ROW says what cannot be read, without a place; UT_NOMEM, UT_USAGE. */
enum ut_status sie_scan_line(struct sie_scan *s, struct ut_text line, struct sie_line *out, struct ut_error *err);
void sie_scan_clear(struct sie_scan *s);

#endif

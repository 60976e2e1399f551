/* What a file is by its first bytes, where that is neither rows of text nor JSON. */
#ifndef UTFALL_FOREIGN_H
#define UTFALL_FOREIGN_H

#include "utfall/text.h"

enum ut_foreign {
  UT_FOREIGN_NONE,
  UT_FOREIGN_ZIP,
  UT_FOREIGN_OLE,
  UT_FOREIGN_HTML,
  UT_FOREIGN_XML,
  UT_FOREIGN_FLAT_ODF,
  UT_FOREIGN_BIFF,
  UT_FOREIGN_PDF,
  UT_FOREIGN_BEHIND, /* a ZIP archive that something else stands before */
  UT_FOREIGN_PACKED,
  UT_FOREIGN_BASE64,
  UT_FOREIGN_PICTURE
};

enum ut_foreign ut_foreign_kind(struct ut_text begin);

/* UT_BAD_INPUT, with the words for a file that is no rows of text: what it is, and how it is saved as one that can be
 * read. `fd`: the file, which is looked through where its beginning does not say it all. */
enum ut_status ut_foreign_refuse(enum ut_foreign kind, int fd, struct ut_error *err);

#endif

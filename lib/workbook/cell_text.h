/* Texts of cells in Office Open XML. */
#ifndef UTFALL_CELL_TEXT_H
#define UTFALL_CELL_TEXT_H

#include "utfall/text.h"

/* Rewrites the text from `at` to the end of the buffer, in place: _x000D_ becomes the character of that number, and a
 * CR before LF goes. */
void ut_cell_text_decode(struct ut_buf *b, size_t at);

/* Writes the character as UTF-8. Returns how many bytes. */
size_t ut_cell_text_write(int32_t character, char to[4]);

/* Appends a date of ISO 8601 as cells have it: to whole seconds, without a time of midnight and a zone. False: it is
 * none. */
bool ut_cell_text_date(struct ut_text iso, struct ut_buf *out);

/* Appends ja for true and 1, nej for false and 0. UT_BAD_ROW: it is neither. */
enum ut_status ut_cell_text_truth(struct ut_text stored, struct ut_buf *out, struct ut_error *err);

#endif

/* Cells of a raw export to columns of participations. */
#ifndef UTFALL_IMPORT_CELLS_H
#define UTFALL_IMPORT_CELLS_H

#include "import/import_state.h"

/* Settles what fills the column and which of the parts it is. UT_NOMEM. */
enum ut_status ut_import_target_make(struct ut_import *im, struct ut_import_target *t,
                                     const struct ut_import_column *from, struct ut_error *err);

/* Fills one column. UT_BAD_ROW: the cell cannot be used. */
ut_import_filler ut_import_fill_one;

/* Fills the columns from `t` on; what cannot be used is forgiven or kept as a problem of the row. */
enum ut_status ut_import_fill(struct ut_import *im, struct ut_import_target *t, struct ut_import_target *end,
                              const struct ut_text *cells, struct ut_error *err);

/* A cell of the column by its converter; one that cannot be used is blamed on the source. */
enum ut_status ut_import_convert(struct ut_import *im, struct ut_cell_converter *converter,
                                 const struct ut_heading_source *source, const struct ut_import_target *t,
                                 struct ut_text cell, struct ut_cell_converted *out, struct ut_error *err);

#endif

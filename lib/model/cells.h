/* What the cells of a column were, all together. */
#ifndef UTFALL_CELLS_H
#define UTFALL_CELLS_H

#include "utfall/column.h"

/* Are there extents, and is none of them above 1 percent, as where 0.5 stands for 50? */
bool ut_cells_are_parts_of_one(const struct ut_cells *cells);

#endif

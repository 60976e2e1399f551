/* Texts that are sought in a column of participations. */
#ifndef UTFALL_SOUGHT_H
#define UTFALL_SOUGHT_H

#include "utfall/participation.h"

/* The column of the slot is compared with the text: cells that only look like it are noted at the end, as values that
 * differ in what is not seen. UT_NOMEM. */
enum ut_status ut_participations_seek(struct ut_participations *p, size_t slot, struct ut_text text,
                                      struct ut_error *err);

#endif

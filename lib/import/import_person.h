/* Who takes part: the pseudonym, and what the personnummer tells of sex and year of birth. */
#ifndef UTFALL_IMPORT_PERSON_H
#define UTFALL_IMPORT_PERSON_H

#include "import/import_state.h"

/* Once the columns of the row are filled, and its start is known. UT_BAD_ROW: a number that is none; it is blamed. */
enum ut_status ut_import_identify(struct ut_import *im, const struct ut_text *cells, struct ut_error *err);

/* The number may be all that gives the sex; a wrong number gives nothing. */
void ut_import_sex_of_anonymous(struct ut_import *im, const struct ut_text *cells);

#endif

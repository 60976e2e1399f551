/* Classes by their names alone, as parts of results hold them: whoever adds these has no file of rules. */
#ifndef UTFALL_NAMED_CLASSES_H
#define UTFALL_NAMED_CLASSES_H

#include "table/partial.h"
#include "utfall/classes.h"

/* Names the classes, in their order, in a part. UT_NOMEM. */
enum ut_status ut_named_classes_list(const struct ut_classes *classes, struct ut_partial *part, struct ut_error *err);

/* The classes of a part, which match nothing. The caller frees, after a failure too. UT_BAD_INPUT with its place: a
 * class that cannot be. */
enum ut_status ut_named_classes_load(struct ut_classes **out, const struct ut_whole_table *part, struct ut_error *err);

#endif

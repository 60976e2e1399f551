/* Participations passed on with their outcome class and what decided it, so that any figure can
 * be traced. */
#ifndef UTFALL_ASSIGNMENT_H
#define UTFALL_ASSIGNMENT_H

#include "utfall/classes.h"

struct ut_assignment;

/* Begins a stream of the columns of the participations and klass and regel on `output`. `classes`, compiled, are
 * borrowed. UT_USAGE: one of the two columns is there already. */
enum ut_status ut_assignment_new(struct ut_assignment **out, struct ut_participations *p,
                                 const struct ut_classes *classes, bool multiple, struct ut_output *output,
                                 enum ut_format to, struct ut_error *err);

/* Passes the current participation on. `left_out`, a word for regel, says why it is in no class; NULL:
 * klass is its class (with `multiple` all of them, joined by |) and regel the number of the rule that decided, the
 * first of several. regel is empty for ovrigt and uppgift_saknas. */
enum ut_status ut_assignment_add(struct ut_assignment *a, const char *left_out, struct ut_error *err);

/* Ends the stream, after the last participation. */
enum ut_status ut_assignment_finish(struct ut_assignment *a, struct ut_error *err);

void ut_assignment_free(struct ut_assignment *a);

#endif

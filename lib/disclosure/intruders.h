/* Those who compute with what is printed:
 *   UT_KNOWS_ZEROS knows where nobody is, and must not learn the small counts;
 *   UT_KNOWS_FIGURES knows what is printed and nothing else, and must learn nothing that is blanked;
 *   UT_KNOWS_MARKS, where there are marks, here or in what was published, reads them too: primar is a small count,
 *     sekundar none. */
#ifndef UTFALL_INTRUDERS_H
#define UTFALL_INTRUDERS_H

#include "disclosure/blanking.h"
#include "disclosure/intruder.h"

enum { UT_KNOWS_ZEROS, UT_KNOWS_FIGURES, UT_KNOWS_MARKS, UT_INTRUDERS };

/* How many of them there are. */
size_t ut_intruders_count(const struct ut_blanking *b);

/* One of them, once the primary slots are blanked. UT_NOMEM. Cleared by the caller, after a failure too. */
enum ut_status ut_intruders_init(struct ut_intruder *who, size_t which, const struct ut_blanking *b);

void ut_intruders_clear(struct ut_intruder *who);

#endif

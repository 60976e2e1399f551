/* The catalogue of insatser: how many places each has, and when it runs. */
#ifndef UTFALL_CATALOGUE_H
#define UTFALL_CATALOGUE_H

#include "utfall/date.h"
#include "utfall/stream.h"

struct ut_catalogue;

/* Reads insats, platser and, where there are such columns, start and slut; the rest is left alone. With `pattern` (of
 * ut_text_like; NULL: all) only insatser whose name matches are kept. UT_BAD_INPUT with the place: an insats without a
 * name or kept twice, places that are not a whole number of at most 10^6, a date that is none, an end before the start.
 * Empty places are not known; an empty start or slut is open. */
enum ut_status ut_catalogue_load(struct ut_catalogue **out, const char *path, const char *pattern, struct ut_run *run,
                                 struct ut_error *err);

size_t ut_catalogue_count(const struct ut_catalogue *c);
struct ut_text ut_catalogue_name(const struct ut_catalogue *c, size_t index);

/* Is the insats there, with its places known? */
bool ut_catalogue_plans(const struct ut_catalogue *c, struct ut_text insats);

/* Places of the insatser that run on some day of the period: those of `insats`, or of all where it is `*`. 0: it does
 * not run then. -1: no such insats, or places not known (in the sum over all these count as none). */
int64_t ut_catalogue_places(const struct ut_catalogue *c, struct ut_text insats, struct ut_period period);

void ut_catalogue_free(struct ut_catalogue *c);

#endif

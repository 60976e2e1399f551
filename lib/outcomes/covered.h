/* Which months the files of those who pay cover: in them a month without a payment is a month of nothing, outside them
 * nothing is known. */
#ifndef UTFALL_COVERED_H
#define UTFALL_COVERED_H

#include "outcomes/payments.h"

struct ut_covered;

/* `text` is a period A..B, of everybody, or else a file of id, fran and till, months or days, in which a person may
 * have several rows; whoever is not in it is not covered. Months that are covered in part are not covered.
 * UT_USAGE: a period without a beginning or an end, a column that is missing. UT_BAD_INPUT with its place: what is no
 * month or day, till before fran, rows of one person that overlap. After a failure, too, the caller frees *out. */
enum ut_status ut_covered_load(struct ut_covered **out, const char *text, struct ut_run *run, struct ut_error *err);

/* The first and the last month that are covered of anybody; the last is before the first where none is. */
void ut_covered_ends(const struct ut_covered *c, int *first, int *last);

/* Who somebody is among those who are covered, for ut_covered_months. */
size_t ut_covered_find(const struct ut_covered *c, struct ut_text id);

/* How many months from the one to the other, both in, are covered. */
int ut_covered_months(const struct ut_covered *c, size_t who, int first, int last);

void ut_covered_free(struct ut_covered *c);

#endif

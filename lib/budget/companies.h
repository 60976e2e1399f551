/* Which company a file of SIE is of: by its number, or by its name where one has no number. */
#ifndef UTFALL_COMPANIES_H
#define UTFALL_COMPANIES_H

#include "utfall/sie.h"

struct ut_company {
  char *number, *name; /* NULL: not said */
};

/* Zero-initialised. */
struct ut_companies {
  struct ut_company *items;
  size_t count;
  struct ut_company said; /* of the file that is read now */
};

/* #ORGNR, with what tells apart the businesses of one person, or #FNAMN. UT_NOMEM. */
enum ut_status ut_companies_hear(struct ut_companies *c, const struct ut_sie_record *r, struct ut_error *err);

/* The place of the company of the file that is read, as far as it has said; a file that says nothing (*unknown) is of
 * the first. UT_NOMEM. */
enum ut_status ut_companies_settle(struct ut_companies *c, size_t *company, bool *unknown, struct ut_error *err);

/* Another file follows. */
void ut_companies_next(struct ut_companies *c);

void ut_companies_clear(struct ut_companies *c);

#endif

/* Derived columns: how each follows from those it comes from. */
#ifndef UTFALL_DERIVED_H
#define UTFALL_DERIVED_H

#include "utfall/column.h"

enum { UT_DERIVED_TEXT = 32 };

struct ut_derived {
  const struct ut_column *column;
  char text[UT_DERIVED_TEXT]; /* of its latest value */
};

/* Computes a value from those of column->from, two of them (the second means nothing where there is one), none missing.
 * out->text lives as long as `d` and until the next call. */
typedef void ut_derive(struct ut_derived *d, const struct ut_value *from, struct ut_value *out);

/* How column->rule derives; NULL of UT_RULE_NONE. */
ut_derive *ut_derive_by(enum ut_rule rule);

#endif

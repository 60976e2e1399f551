/* Numbers of cells as other programs write them: 1970.0 for 1970 once a cell of the column was empty (pandas), 50,00
 * for 50 (a spreadsheet). One rule for all filters. */
#ifndef UTFALL_WHOLE_H
#define UTFALL_WHOLE_H

#include "utfall/text.h"

/* A whole number: 1970, 1970.0, 12,00, 1 234.0 with blanks (no-break, narrow too) between groups of three, blanks at
 * either end. 12.000 and 12,000 may be twelve thousand and are none; 1970.000 and 0,000 are. At most 18 digits. */
bool ut_number_whole(struct ut_text t, int64_t *out);

/* A number of at most `decimals` (0-9) decimals that are not 0, as a count of 10^-decimals: 62.5000 of two is 6250. For
 * what is below 1000 whatever it says, so that 50.000 is not thousands. */
bool ut_number_exact(struct ut_text t, int decimals, int64_t *out);

/* As ut_number_parse, with a comma for the point. */
bool ut_number_comma(struct ut_text t, int64_t *number, int64_t *divisor);

/* Either of the two as it is computed with, in statistics only. */
bool ut_number_double(struct ut_text t, double *out);

/* May the separator at `at` stand between thousands: one to three digits before it, the first not 0, three behind? */
bool ut_number_thousands(struct ut_text t, size_t at);

/* Without decimals that are all 0, behind digits and nothing else: 5010 of 5010.0. */
struct ut_text ut_number_bare_slowly(struct ut_text t);
static inline struct ut_text ut_number_bare(struct ut_text t)
{
  bool ends = t.len > 2 && t.ptr[t.len - 1] == '0' && !(t.ptr[t.len - 2] > '0'); /* in 00, .0 or ,0 */
  return ends ? ut_number_bare_slowly(t) : t;
}

#endif

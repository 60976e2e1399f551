/* What is wrong with a template: all of it is told at once, so that it is mended in one go. */
#ifndef UTFALL_FAULTS_H
#define UTFALL_FAULTS_H

#include "utfall/error.h"

/* Zero-initialised. */
struct ut_faults {
  struct ut_error *list;
  size_t count;
};

/* Adds an error, which is copied. UT_NOMEM. */
enum ut_status ut_faults_add(struct ut_faults *f, const struct ut_error *fault);

/* Puts them in the order of the lines and columns at which they are. */
void ut_faults_sort(struct ut_faults *f);

/* Frees and zeroes. */
void ut_faults_clear(struct ut_faults *f);

#endif

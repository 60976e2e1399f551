/* Somebody who computes suppressed figures from printed ones: what he knows of each cell, and how uncertain it is. */
#ifndef UTFALL_INTRUDER_H
#define UTFALL_INTRUDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Differences from a value: low <= 0 <= high. */
struct ut_cell_bounds {
  int64_t low, high;
};

/* A solution of the audit as it is, or with every move the other way round. */
struct ut_cell_proof {
  size_t solution;
  int sign;
};

/* How far a cell can be from its value for certain, and by what. Zero-initialised. */
struct ut_cell_interval {
  int64_t low, high;
  struct ut_cell_proof low_proof, high_proof; /* of a difference that is not 0 */
};

/* All arrays are the caller's, one element per cell. */
struct ut_intruder {
  const bool *suppressed;
  struct ut_cell_bounds *bounds;      /* what he takes for possible, were the cell suppressed */
  struct ut_cell_interval *intervals; /* what is proven to be possible: the audit widens, the caller begins again */
  int64_t *targets;                   /* how wide an interval must be once the cell is suppressed; 0: it need not be */
  bool *exposed;                      /* whatever is suppressed, the interval cannot be that wide */
};

#endif

/* From figures to pixels, with ticks at round numbers. */
#ifndef UTFALL_SCALE_H
#define UTFALL_SCALE_H

#include "utfall/text.h"

struct ut_scale {
  double low, high; /* figures at the ends, */
  double from, to;  /* and the pixels there */
  /* Tick i, of first..last, is at i x step / divisor. */
  int64_t first, last, step, divisor;
};

/* Ends at round numbers, not within low..high, with at most `most` ticks: at least two. Equal ends are moved apart. */
void ut_scale_round(struct ut_scale *s, double low, double high, int most);

/* Ends as they are, and the ticks between. */
void ut_scale_exact(struct ut_scale *s, double low, double high, int most);

double ut_scale_at(const struct ut_scale *s, double figure);
double ut_scale_tick(const struct ut_scale *s, int64_t i);

/* The tick as a number with a point. Returns buf, terminated. */
char *ut_scale_text(const struct ut_scale *s, int64_t i, char buf[UT_RATIO_SIZE]);

#endif

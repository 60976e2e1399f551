/* Doubles that are nearly the same, for tests. */
#ifndef NEAR_H
#define NEAR_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static inline void assert_near(double got, double expected, double tolerance)
{
  if (!(fabs(got - expected) <= tolerance))
    fail_msg("%.17g is not %.17g within %g", got, expected, tolerance);
}

#endif

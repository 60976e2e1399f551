/* Student's distribution and Welch's interval. */
#include "stats/student.h"

#include <math.h>

/* The squares of the distances from their mean; of one value there is none. */
static double squares_of(struct ut_mean m)
{
  double freedom = (double)(m.count - 1);
  return freedom > 0 ? freedom * m.deviation * m.deviation : 0;
}

struct ut_mean ut_mean_pool(struct ut_mean a, struct ut_mean b)
{
  if (a.count == 0 || b.count == 0)
    return a.count == 0 ? b : a;
  double n = (double)a.count, m = (double)b.count, apart = b.mean - a.mean;
  double squares = squares_of(a) + squares_of(b) + apart * apart * n * m / (n + m);
  return (struct ut_mean){a.count + b.count, a.mean + apart * m / (n + m), sqrt(squares / (n + m - 1))};
}

/* The continued fraction of the incomplete beta function, evaluated from the front (modified Lentz), which converges
 * where x < (a + 1) / (a + b + 2). */
static double beta_fraction(double a, double b, double x)
{
  enum { MOST = 10000 };
  const double tiny = 1e-300, enough = 1e-16;
  double c = 1, d = 1 - (a + b) * x / (a + 1);
  d = 1 / (fabs(d) < tiny ? tiny : d);
  double value = d;
  for (int m = 1; m < MOST; m++) {
    const double terms[] = {m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))};
    double step = 1;
    for (int i = 0; i < 2; i++) {
      d = 1 + terms[i] * d;
      c = 1 + terms[i] / c;
      d = 1 / (fabs(d) < tiny ? tiny : d);
      c = fabs(c) < tiny ? tiny : c;
      step *= c * d;
    }
    value *= step;
    if (fabs(step - 1) < enough)
      break;
  }
  return value;
}

/* log of Gamma(a + 1/2) / Gamma(a); of large a by its series, for there the two differ in their last digits alone. */
static double log_gamma_step(double a)
{
  const double large = 50;
  double square = a * a;
  if (a < large)
    return lgamma(a + 0.5) - lgamma(a);
  return log(a) / 2 - (1 - (1 / (24 * square)) * (1 - 3 / (10 * square))) / (8 * a);
}

/* It is I_x(a, 1/2) with x = freedom / (freedom + t^2). */
double ut_student_tails(double t, double freedom)
{
  const double b = 0.5;
  double a = freedom / 2, part = t * t / freedom, x = 1 / (1 + part), y = part / (1 + part);
  if (y <= 0 || x <= 0)
    return y <= 0 ? 1 : 0;
  double front = exp(log_gamma_step(a) - log(M_PI) / 2 - a * log1p(part) + b * log(y));
  bool fast = x < (a + 1) / (a + b + 2);
  return fast ? front * beta_fraction(a, b, x) / a : 1 - front * beta_fraction(b, a, y) / b;
}

/* The t beyond which so much lies on both sides; halved between bounds until nothing is left to halve. */
static double quantile(double tails, double freedom)
{
  double low = 0, high = 1;
  while (ut_student_tails(high, freedom) > tails && high < 1e300)
    high *= 2;
  double middle = high / 2;
  while (middle > low && middle < high) {
    *(ut_student_tails(middle, freedom) > tails ? &low : &high) = middle;
    middle = low + (high - low) / 2;
  }
  return high;
}

bool ut_welch(struct ut_mean a, struct ut_mean b, double confidence, struct ut_mean_difference *out)
{
  if (a.count < 2 || b.count < 2)
    return false;
  double va = a.deviation * a.deviation / (double)a.count, vb = b.deviation * b.deviation / (double)b.count;
  double error = sqrt(va + vb), difference = a.mean - b.mean;
  if (!(error > 0))
    return false;
  double freedom = (va + vb) * (va + vb) / (va * va / (double)(a.count - 1) + vb * vb / (double)(b.count - 1));
  double half = quantile(1 - confidence / 100, freedom) * error;
  *out = (struct ut_mean_difference){difference, difference - half, difference + half,
                                     ut_student_tails(difference / error, freedom)};
  return true;
}

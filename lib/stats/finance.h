/* Internal rate of return, payback and annuity factors of flows at even intervals.
 * A period is a month or a year, as the caller's rate says. Rates are fractions a period (0.03 is 3 percent); amounts
 * are of any unit, and results of the same. Nothing is allocated and nothing fails. */
#ifndef UTFALL_FINANCE_H
#define UTFALL_FINANCE_H

#include <stddef.h>

/* The rate a month that compounds to `yearly` over twelve: (1 + yearly)^(1/12) - 1. yearly > -1.
 * HM Treasury, The Green Book (2022), annex A6, and ASEK give rates a year; this is how they reach a month. */
double ut_rate_monthly(double yearly);

/* What 1 at the end of `periods` periods is worth now: (1 + rate)^-periods. rate > -1. */
double ut_discount_factor(double rate, double periods);

enum ut_roots { UT_ROOTS_NONE, UT_ROOTS_ONE, UT_ROOTS_SEVERAL };

/* Finds the rates above -1 at which the present value of the flows, the sum over t = 0 .. count - 1 of
 * flows[t] (1 + rate)^-t, is zero (Brealey, Myers and Allen, Principles of Corporate Finance, 10th ed. 2011, chapter
 * 2). *rate is set only when there is one of them: of several none is the return, and of none there is nothing to say.
 * Rates that meet within some 1e-6, such as one at which the present value touches zero without crossing it, count as
 * several. Flows that are all zero have no rate of return. Finite flows.
 * One change of sign among the flows means exactly one rate (Descartes' rule of signs, with x = 1 / (1 + rate));
 * otherwise rates are isolated by bisection of intervals of x, each left when bounds on the polynomial say that it
 * holds no root or bounds on its derivative that it holds at most one. */
enum ut_roots ut_internal_rate(const double *flows, size_t count, double *rate);

/* Periods until the gains have covered `cost`: the smallest m with G(m) >= cost, where G grows evenly from the sum of
 * gains[0 .. i-1] at m = i to that of gains[0 .. i] at m = i + 1; gains[i] arises during period i + 1. 0 when the cost
 * is not above 0, INFINITY when `count` periods do not cover it. Discounted payback when the gains are discounted. */
double ut_payback(const double *gains, size_t count, double cost);

/* What 1 at the end of each of `periods` periods is worth now: (1 - (1 + rate)^-periods) / rate, and `periods` at rate
 * 0. rate > -1. */
double ut_annuity_factor(double rate, double periods);

#endif

/* Resampling of units of which many are alike: how often each kind comes up. */
#ifndef UTFALL_RESAMPLE_H
#define UTFALL_RESAMPLE_H

#include "utfall/error.h"
#include "stats/random.h"

struct ut_resample;

/* `times` units of each of `kinds` kinds were observed; as many are drawn each time.
 * population 0: with replacement (Efron, B. (1979), Bootstrap methods, Annals of Statistics 7, 1-26). Kinds of many
 * units come from the multinomial distribution as one binomial each, given those before, and the others unit by unit.
 * population > 0: the observed are a sample without replacement of that many, and the spread shrinks with the part of
 * it that was seen (to none when all were). Each time a population is made of every unit population / observed times,
 * whole, and what is lacking drawn from the units without replacement; from that as many as were observed are drawn
 * without replacement. Booth, J. G., Butler, R. W. and Hall, P. (1994), Bootstrap methods for finite populations, JASA
 * 89, 1282-1289.
 * Nothing is kept of `times`. UT_USAGE: a population smaller than what was observed. Up to 2^31 units and population;
 * UT_BAD_INPUT beyond that. */
enum ut_status ut_resample_new(struct ut_resample **out, const int64_t *times, size_t kinds, int64_t population,
                               struct ut_error *err);

/* Sets drawn[kind] to how often each kind came up. Allocates nothing. */
void ut_resample_draw(struct ut_resample *s, struct ut_random *random, int64_t *drawn);

void ut_resample_free(struct ut_resample *s);

#endif

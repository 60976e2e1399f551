/* Random numbers that a seed decides, the same on any machine.
 * The words are the stream cipher ChaCha20 of libsodium; what is made of them uses integers and the arithmetic that
 * IEEE 754 rounds exactly (+ - * / and the square root), never the mathematics library, whose last digits differ
 * between systems. Nothing is allocated and nothing fails. */
#ifndef UTFALL_RANDOM_H
#define UTFALL_RANDOM_H

#include <stddef.h>
#include <stdint.h>

enum { UT_RANDOM_WORDS = 512 };

/* The caller's storage; copied, it gives the same numbers again. */
struct ut_random {
  uint64_t seed, block; /* the next block to fill */
  size_t used;          /* words taken of this one */
  uint64_t words[UT_RANDOM_WORDS];
};

void ut_random_init(struct ut_random *r, uint64_t seed);

/* 64 even bits. Block b of 512 words, from 0, is randombytes_buf_deterministic (ChaCha20, RFC 8439, with the nonce
 * "LibsodiumDRG") under the key of seed and b, eight bytes each, and sixteen zeros; all little-endian. */
uint64_t ut_random_word(struct ut_random *r);

/* Even over the multiples of 2^-53 from 0 to below 1. */
double ut_random_uniform(struct ut_random *r);

/* Even over 0 .. bound - 1, exactly; bound is not 0.
 * Lemire, D. (2019), Fast random integer generation in an interval, ACM TOMACS 29, article 3, algorithm 5. */
uint64_t ut_random_below(struct ut_random *r, uint64_t bound);

/* Successes in `trials` (up to 2^31) of probability p (0-1), trials <= 0 being none.
 * Fewer than ten expected successes (or failures, whichever are fewer) by inversion: Kachitvichyanukul, V. and
 * Schmeiser, B. W. (1988), Binomial random variate generation, CACM 31, 216-222, algorithm BINV; others by transformed
 * rejection: Hoermann, W. (1993), The generation of binomial random variates, J. Stat. Comput. Simul. 46, 101-110,
 * algorithm BTRS, with the ratio of probabilities as a product, not by Stirling's formula: about sqrt(trials p (1 - p))
 * steps in one case of seven. */
int64_t ut_random_binomial(struct ut_random *r, int64_t trials, double p);

/* Triangular over low .. high with its peak at mode, low <= mode <= high, by inversion. */
double ut_random_triangular(struct ut_random *r, double low, double mode, double high);

#endif

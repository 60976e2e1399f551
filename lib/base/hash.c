/* Seeds of hash tables. */
#include "base/hash.h"

#include <sys/random.h>

uint64_t ut_hash_seed(void)
{
  uint64_t seed;
  if (getrandom(&seed, sizeof seed, GRND_NONBLOCK) != sizeof seed)
    seed = (uint64_t)(uintptr_t)&seed; /* where the stack lies is random as well */
  return seed | 1;
}

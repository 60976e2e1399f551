/* Hashes and equality of short texts: loads of a fixed size, which may overlap, call nothing. Each table begins with a
 * seed of its own, so that nobody can write a file whose keys all fall into one place. */
#ifndef UTFALL_HASH_H
#define UTFALL_HASH_H

#include "utfall/text.h"

/* A random number, and never 0; nothing that is written may depend on it. */
uint64_t ut_hash_seed(void);

static inline uint64_t ut_load64(const char *p)
{
  uint64_t word;
  memcpy(&word, p, sizeof word);
  return word;
}

/* All of 1 to 8 bytes in one word; of two texts of one length, equal words mean equal texts. */
static inline uint64_t ut_load_short(const char *p, size_t len)
{
  uint32_t head, tail;
  if (len < 4)
    return (uint64_t)(unsigned char)p[0] | (uint64_t)(unsigned char)p[len / 2] << 8 |
           (uint64_t)(unsigned char)p[len - 1] << 16;
  memcpy(&head, p, sizeof head);
  memcpy(&tail, p + len - 4, sizeof tail);
  return head | (uint64_t)tail << 32;
}

static inline uint64_t ut_hash_word(uint64_t hash, uint64_t word)
{
  unsigned __int128 product = (unsigned __int128)(hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* The hash of a text behind what has been hashed before it: at first a seed, or where hashes are compared, anything; 0
 * where it is to be the same in every run (shards of persons, files that parts name). */
static inline uint64_t ut_hash_text(uint64_t hash, struct ut_text t)
{
  hash ^= (uint64_t)t.len << 56;
  if (t.len < 8)
    return ut_hash_word(hash, t.len > 0 ? ut_load_short(t.ptr, t.len) : 0);
  for (size_t i = 0; i + 8 < t.len; i += 8)
    hash = ut_hash_word(hash, ut_load64(t.ptr + i));
  return ut_hash_word(hash, ut_load64(t.ptr + t.len - 8));
}

/* ut_text_equal for texts as short as codes, where a call of memcmp is most of the cost. */
static inline bool ut_same_text(struct ut_text a, struct ut_text b)
{
  if (a.len != b.len)
    return false;
  if (a.len > 16)
    return memcmp(a.ptr, b.ptr, a.len) == 0;
  if (a.len >= 8)
    return ut_load64(a.ptr) == ut_load64(b.ptr) && ut_load64(a.ptr + a.len - 8) == ut_load64(b.ptr + a.len - 8);
  return a.len == 0 || ut_load_short(a.ptr, a.len) == ut_load_short(b.ptr, a.len);
}

#endif

/* What short texts were translated to: a bounded memory of spellings, asked once per cell. */
#ifndef UTFALL_MEMO_H
#define UTFALL_MEMO_H

#include "base/hash.h"

enum {
  UT_MEMO_KEY = 32 /* bytes of the longest text that is remembered */
};

/* The key stands in one, two or four words, so that looking it up reads one cache line and calls nothing. */
struct ut_memo_entry {
  uint64_t key[4];
  uint32_t key_len;     /* 0: a free slot */
  struct ut_text value; /* owned by the memo */
  int64_t number;
};

/* Zero-initialised. */
struct ut_memo {
  struct ut_memo_entry *slots;
  size_t count;
  unsigned bits; /* there are 1 << bits slots; 0 none */
  uint64_t seed; /* of the hashes */
};

/* How many words tell a key of this length from others of the same. */
static inline unsigned ut_memo_words(size_t len)
{
  return len <= 8 ? 1 : len <= 16 ? 2 : 4;
}

/* Fills the first ut_memo_words of a key of 1 to UT_MEMO_KEY bytes. Loads of a fixed size that may overlap are what is
 * fast; the length tells apart what they make alike. */
__attribute__((always_inline)) static inline void ut_memo_load(struct ut_text key, uint64_t *words)
{
  const char *p = key.ptr;
  size_t n = key.len;
  if (n > 8) {
    words[0] = ut_load64(p);
    words[1] = ut_load64(p + n - 8);
    if (n > 16) {
      words[2] = ut_load64(p + 8);
      words[3] = ut_load64(p + n - 16);
    }
  } else {
    words[0] = ut_load_short(p, n);
  }
}

/* `count` is ut_memo_words(len). */
__attribute__((always_inline)) static inline size_t ut_memo_slot(const struct ut_memo *m, const uint64_t *words,
                                                                 unsigned count, size_t len)
{
  uint64_t hash = ut_hash_word(m->seed, words[0] ^ (uint64_t)len << 56);
  for (unsigned i = 1; i < count; i++)
    hash = ut_hash_word(hash, words[i]);
  return (size_t)(hash >> (64 - m->bits));
}

/* The entry of a key, or the free one that shows that it is not there. */
__attribute__((always_inline)) static inline struct ut_memo_entry *
ut_memo_probe(const struct ut_memo *m, const uint64_t *words, unsigned count, size_t len)
{
  for (size_t slot = ut_memo_slot(m, words, count, len);; slot = (slot + 1) & (((size_t)1 << m->bits) - 1)) {
    struct ut_memo_entry *e = &m->slots[slot];
    uint64_t differ = (e->key[0] ^ words[0]) | (e->key_len ^ len);
    for (unsigned i = 1; i < count; i++)
      differ |= e->key[i] ^ words[i];
    if (differ == 0 || e->key_len == 0)
      return e;
  }
}

/* What `key` (not empty) was translated to; NULL when it is not remembered. The entry is valid
 * until the next ut_memo_add. */
__attribute__((always_inline)) static inline const struct ut_memo_entry *ut_memo_find(const struct ut_memo *m,
                                                                                      struct ut_text key)
{
  uint64_t words[4];
  const struct ut_memo_entry *e;
  if (m->bits == 0 || key.len > UT_MEMO_KEY)
    return NULL;
  ut_memo_load(key, words);
  if (key.len <= 8)
    e = ut_memo_probe(m, words, 1, key.len);
  else if (key.len <= 16)
    e = ut_memo_probe(m, words, 2, key.len);
  else
    e = ut_memo_probe(m, words, 4, key.len);
  return e->key_len ? e : NULL;
}

/* Remembers what `key` means, unless it is too long or there are `most` already: `*entry` is then NULL.
 * Values are copied. UT_NOMEM. */
enum ut_status ut_memo_add(struct ut_memo *m, size_t most, struct ut_text key, struct ut_text value, int64_t number,
                           const struct ut_memo_entry **entry);

/* Frees and zeroes. */
void ut_memo_clear(struct ut_memo *m);

#endif

/* A bounded memory of spellings: open addressing, at most half full. */
#include "base/memo.h"

#include <stdlib.h>

enum { FIRST_BITS = 4 };

/* The key is not there yet, so this is free. */
static struct ut_memo_entry *place_of(const struct ut_memo *m, const uint64_t *words, size_t len)
{
  return ut_memo_probe(m, words, ut_memo_words(len), len);
}

static enum ut_status grow(struct ut_memo *m)
{
  struct ut_memo larger = {.count = m->count, .bits = m->bits ? m->bits + 1 : FIRST_BITS, .seed = m->seed};
  larger.slots = aligned_alloc(64, sizeof *larger.slots << larger.bits);
  if (!larger.slots)
    return UT_NOMEM;
  if (m->bits == 0)
    larger.seed = ut_hash_seed();
  memset(larger.slots, 0, sizeof *larger.slots << larger.bits);
  for (size_t i = 0; m->bits && i < (size_t)1 << m->bits; i++)
    if (m->slots[i].key_len > 0)
      *place_of(&larger, m->slots[i].key, m->slots[i].key_len) = m->slots[i];
  free(m->slots);
  *m = larger;
  return UT_OK;
}

enum ut_status ut_memo_add(struct ut_memo *m, size_t most, struct ut_text key, struct ut_text value, int64_t number,
                           const struct ut_memo_entry **entry)
{
  *entry = NULL;
  if (key.len == 0 || key.len > UT_MEMO_KEY || m->count >= most)
    return UT_OK;
  if ((m->bits == 0 || 2 * m->count >= (size_t)1 << m->bits) && grow(m))
    return UT_NOMEM;
  char *copy = ut_text_copy(value);
  if (!copy)
    return UT_NOMEM;
  struct ut_memo_entry e = {.key_len = (uint32_t)key.len, .value = {copy, value.len}, .number = number};
  ut_memo_load(key, e.key);
  struct ut_memo_entry *slot = place_of(m, e.key, key.len);
  *slot = e;
  m->count++;
  *entry = slot;
  return UT_OK;
}

void ut_memo_clear(struct ut_memo *m)
{
  for (size_t i = 0; m->bits && i < (size_t)1 << m->bits; i++)
    free((char *)m->slots[i].value.ptr); /* copied by ut_memo_add */
  free(m->slots);
  *m = (struct ut_memo){0};
}

/* Texts by number: one run of bytes, and a hash table with open addressing over it. */
#include "base/distinct.h"

#include <stdlib.h>

#include "base/hash.h"

enum { SLOTS_FIRST = 64 /* a power of two */ };

struct ut_distinct_slot {
  uint32_t hash;
  uint32_t at; /* number of a text + 1; 0: free */
};

struct ut_text ut_texts_get(const struct ut_texts *t, size_t index)
{
  const size_t *ends = (const void *)t->ends.ptr;
  size_t start = index > 0 ? ends[index - 1] : 0;
  return (struct ut_text){t->bytes.ptr ? t->bytes.ptr + start : "", ends[index] - start};
}

enum ut_status ut_texts_add(struct ut_texts *t, struct ut_text text)
{
  UT_TRY(ut_buf_reserve(&t->ends, sizeof(size_t)));
  UT_TRY(ut_buf_add_text(&t->bytes, text));
  return ut_buf_add(&t->ends, &t->bytes.len, sizeof(size_t));
}

void ut_texts_clear(struct ut_texts *t)
{
  ut_buf_clear(&t->bytes);
  ut_buf_clear(&t->ends);
}

struct ut_text *ut_texts_copy(const struct ut_text *texts, size_t count)
{
  size_t size = count * sizeof *texts + 1;
  for (size_t i = 0; i < count; i++)
    size += texts[i].len;
  struct ut_text *copy = malloc(size);
  char *bytes = copy ? (char *)(copy + count) : NULL;
  for (size_t i = 0; i < count && copy; i++) {
    copy[i] = (struct ut_text){bytes, texts[i].len};
    if (texts[i].len > 0)
      bytes = mempcpy(bytes, texts[i].ptr, texts[i].len);
  }
  return copy;
}

static uint32_t hash_of(const struct ut_distinct *d, struct ut_text text)
{
  return (uint32_t)ut_hash_text(d->seed, text);
}

/* The slot of the text, or the free one where it belongs. There are slots. */
static inline struct ut_distinct_slot *slot_of(const struct ut_distinct *d, struct ut_text text, uint32_t hash)
{
  for (size_t mask = d->slot_count - 1, i = hash & mask;; i = (i + 1) & mask) {
    struct ut_distinct_slot *slot = &d->slots[i];
    if (slot->at == 0 || (slot->hash == hash && ut_same_text(ut_distinct_get(d, slot->at - 1), text)))
      return slot;
  }
}

/* Sees to it that there is a free slot beyond the one that is taken next. */
static enum ut_status make_room(struct ut_distinct *d)
{
  size_t count = ut_distinct_count(d);
  if (count * 2 < d->slot_count)
    return UT_OK;
  struct ut_distinct larger = {.texts = d->texts, .slot_count = d->slot_count ? d->slot_count * 2 : SLOTS_FIRST};
  larger.slots = count < UINT32_MAX / 2 ? calloc(larger.slot_count, sizeof *larger.slots) : NULL;
  if (!larger.slots)
    return UT_NOMEM;
  for (size_t i = 0; i < d->slot_count; i++)
    if (d->slots[i].at > 0)
      *slot_of(&larger, ut_distinct_get(d, d->slots[i].at - 1), d->slots[i].hash) = d->slots[i];
  free(d->slots);
  d->slots = larger.slots;
  d->slot_count = larger.slot_count;
  d->seed = d->seed ? d->seed : ut_hash_seed();
  return UT_OK;
}

bool ut_distinct_find(const struct ut_distinct *d, struct ut_text text, uint32_t *number)
{
  uint32_t at = d->slot_count > 0 ? slot_of(d, text, hash_of(d, text))->at : 0;
  *number = at - 1;
  return at > 0;
}

enum ut_status ut_distinct_add(struct ut_distinct *d, struct ut_text text, uint32_t *number)
{
  if (ut_distinct_find(d, text, number))
    return UT_OK;
  UT_TRY(make_room(d));
  uint32_t hash = hash_of(d, text);
  struct ut_distinct_slot *slot = slot_of(d, text, hash);
  UT_TRY(ut_texts_add(&d->texts, text));
  *slot = (struct ut_distinct_slot){hash, (uint32_t)ut_distinct_count(d)};
  *number = slot->at - 1;
  return UT_OK;
}

void ut_distinct_clear(struct ut_distinct *d)
{
  ut_texts_clear(&d->texts);
  free(d->slots);
  *d = (struct ut_distinct){0};
}

/* Texts by number: one run of bytes, and a hash table with open addressing over it. */
#include "base/distinct.h"

#include <stdlib.h>

enum { SLOTS_FIRST = 64 /* a power of two */ };

size_t ut_texts_count(const struct ut_texts *t)
{
  return t->ends.len / sizeof(size_t);
}

struct ut_text ut_texts_get(const struct ut_texts *t, size_t index)
{
  const size_t *ends = (const void *)t->ends.ptr;
  size_t start = index ? ends[index - 1] : 0;
  return (struct ut_text){t->bytes.ptr ? t->bytes.ptr + start : "", ends[index] - start};
}

enum ut_status ut_texts_add(struct ut_texts *t, struct ut_text text)
{
  enum ut_status status = ut_buf_reserve(&t->ends, sizeof(size_t));
  if (!status)
    status = ut_buf_add_text(&t->bytes, text);
  if (!status)
    status = ut_buf_add(&t->ends, &t->bytes.len, sizeof(size_t));
  return status;
}

void ut_texts_clear(struct ut_texts *t)
{
  ut_buf_clear(&t->bytes);
  ut_buf_clear(&t->ends);
}

/* FNV-1a, its high bits folded in. */
static size_t hash(struct ut_text text)
{
  uint64_t h = 14695981039346656037U;
  for (size_t i = 0; i < text.len; i++)
    h = (h ^ (unsigned char)text.ptr[i]) * 1099511628211U;
  return (size_t)(h ^ h >> 32);
}

/* The slot of the text: that of its number, or the free one where it belongs. */
static uint32_t *slot_of(const struct ut_distinct *d, struct ut_text text)
{
  size_t at = hash(text) & (d->slot_count - 1);
  while (d->slots[at] && !ut_text_equal(ut_texts_get(&d->texts, d->slots[at] - 1), text))
    at = (at + 1) & (d->slot_count - 1);
  return &d->slots[at];
}

static enum ut_status grow(struct ut_distinct *d)
{
  size_t count = ut_texts_count(&d->texts);
  if (count * 2 < d->slot_count)
    return UT_OK;
  size_t slot_count = d->slot_count ? d->slot_count * 2 : SLOTS_FIRST;
  uint32_t *slots = count < UINT32_MAX / 2 ? calloc(slot_count, sizeof *slots) : NULL;
  if (!slots)
    return UT_NOMEM;
  free(d->slots);
  d->slots = slots;
  d->slot_count = slot_count;
  for (size_t i = 0; i < count; i++)
    *slot_of(d, ut_texts_get(&d->texts, i)) = (uint32_t)(i + 1);
  return UT_OK;
}

enum ut_status ut_distinct_add(struct ut_distinct *d, struct ut_text text, uint32_t *number)
{
  enum ut_status status = grow(d);
  if (status)
    return status;
  uint32_t *slot = slot_of(d, text);
  if (*slot == 0) {
    status = ut_texts_add(&d->texts, text);
    if (status)
      return status;
    *slot = (uint32_t)ut_texts_count(&d->texts);
  }
  *number = *slot - 1;
  return UT_OK;
}

bool ut_distinct_find(const struct ut_distinct *d, struct ut_text text, uint32_t *number)
{
  uint32_t found = d->slot_count ? *slot_of(d, text) : 0;
  *number = found - 1;
  return found > 0;
}

void ut_distinct_clear(struct ut_distinct *d)
{
  ut_texts_clear(&d->texts);
  free(d->slots);
  d->slots = NULL;
  d->slot_count = 0;
}

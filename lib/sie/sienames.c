/* Accounts and objects by number: one hash and one comparison per transaction. */
#include "sie/sienames.h"

#include <stdlib.h>

enum { FIRST_BITS = 6 };

static uint32_t hash_of(int dimension, struct ut_text t)
{
  uint64_t h = UINT64_C(0xCBF29CE484222325) ^ (uint32_t)dimension;
  for (size_t i = 0; i < t.len; i++)
    h = (h ^ (unsigned char)t.ptr[i]) * UINT64_C(0x100000001B3);
  return (uint32_t)((h ^ h >> 32) * UINT64_C(0x9E3779B97F4A7C15) >> 32);
}

/* The slot of the number, or the free one that shows that it is not there. */
static struct sie_slot *probe(const struct sie_names *n, int dimension, struct ut_text number, uint32_t hash)
{
  size_t mask = ((size_t)1 << n->bits) - 1;
  for (size_t i = hash & mask;; i = (i + 1) & mask) {
    struct sie_slot *slot = &n->slots[i];
    if (slot->at == 0)
      return slot;
    const struct ut_sie_name *name = &n->entries[slot->at - 1]->name;
    if (slot->hash == hash && name->dimension == dimension && ut_text_equal(name->number, number))
      return slot;
  }
}

static void place(const struct sie_names *n, uint32_t hash, uint32_t at)
{
  size_t mask = ((size_t)1 << n->bits) - 1, i = hash & mask;
  while (n->slots[i].at != 0)
    i = (i + 1) & mask;
  n->slots[i] = (struct sie_slot){hash, at};
}

/* At most half of the slots are taken, and there is room for one entry more. */
static enum ut_status make_room(struct sie_names *n)
{
  if (n->count < n->capacity)
    return UT_OK;
  unsigned bits = n->bits ? n->bits + 1 : FIRST_BITS;
  size_t capacity = (size_t)1 << (bits - 1);
  if (bits > 32)
    return UT_NOMEM;
  struct sie_entry **entries = reallocarray(n->entries, capacity, sizeof(struct sie_entry *));
  if (!entries)
    return UT_NOMEM;
  n->entries = entries;
  struct sie_slot *slots = calloc(capacity * 2, sizeof *slots);
  if (!slots)
    return UT_NOMEM;
  free(n->slots);
  n->slots = slots;
  n->bits = bits;
  n->capacity = capacity;
  for (uint32_t i = 0; i < n->count; i++)
    place(n, n->entries[i]->hash, i + 1);
  return UT_OK;
}

static enum ut_status add(struct sie_names *n, int dimension, struct ut_text number, uint32_t hash,
                          struct sie_entry **out)
{
  if (make_room(n))
    return UT_NOMEM;
  struct sie_entry *e = calloc(1, sizeof *e);
  if (!e)
    return UT_NOMEM;
  e->hash = hash;
  e->name.dimension = dimension;
  e->name.index = n->count;
  if (sie_text_set(&e->name.number, number)) {
    free(e);
    return UT_NOMEM;
  }
  n->entries[n->count++] = e;
  place(n, hash, (uint32_t)n->count);
  *out = e;
  return UT_OK;
}

enum ut_status sie_names_find(struct sie_names *n, int dimension, struct ut_text number, struct sie_entry **out)
{
  uint32_t hash = hash_of(dimension, number);
  const struct sie_slot *slot = n->bits ? probe(n, dimension, number, hash) : NULL;
  if (!slot || slot->at == 0)
    return add(n, dimension, number, hash, out);
  *out = n->entries[slot->at - 1];
  return UT_OK;
}

enum ut_status sie_text_set(struct ut_text *to, struct ut_text from)
{
  if (to->len > 0 || from.len == 0)
    return UT_OK;
  char *copy = malloc(from.len);
  if (!copy)
    return UT_NOMEM;
  memcpy(copy, from.ptr, from.len);
  to->ptr = copy;
  to->len = from.len;
  return UT_OK;
}

void sie_names_clear(struct sie_names *n)
{
  for (size_t i = 0; i < n->count; i++) {
    struct ut_sie_name *name = &n->entries[i]->name;
    free((char *)name->number.ptr); /* these three were copied by sie_text_set */
    free((char *)name->name.ptr);
    free((char *)name->sru.ptr);
    free(n->entries[i]);
  }
  free(n->entries);
  free(n->slots);
  *n = (struct sie_names){0};
}

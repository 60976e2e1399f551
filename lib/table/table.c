/* Groups of rows: a hash table with open addressing whose entries lie in an arena and never move. */
#include "table/watch.h"

#include <stdlib.h>

#include "base/hash.h"
#include "model/alike.h"

enum {
  BLOCK = 1 << 16,  /* bytes of an arena block, unless one entry needs more */
  ALIGN = 16,       /* of an entry */
  SLOTS_FIRST = 64, /* a power of two */
  TOTALS_MAX = 16   /* columns that totals may run over: 65,535 subsets */
};

/* A group in one piece of the arena: this, its counters, the bytes of its keys. */
struct entry {
  uint64_t hash;
  struct ut_text keys[];
};

struct table_slot {
  uint64_t hash;
  struct entry *entry; /* NULL: free */
};

struct block {
  struct block *next;
  size_t used, size;
  _Alignas(ALIGN) char bytes[];
};

struct ut_table {
  size_t keys, counters;
  const struct ut_vocabulary **vocabularies;
  struct table_slot *slots;
  uint64_t seed;         /* of the hashes */
  size_t mask;           /* slots - 1; at most half of them are taken */
  struct entry **groups; /* in the order of their first rows, or sorted */
  size_t count, cap;
  struct block *blocks;
  struct ut_watch watch;
};

/* ---- keys ---- */

static uint64_t hash_keys(const struct ut_table *t, const struct ut_text *keys)
{
  uint64_t hash = t->seed;
  for (size_t i = 0; i < t->keys; i++)
    hash = ut_hash_text(hash, keys[i]);
  return hash;
}

static bool same_keys(const struct ut_text *a, const struct ut_text *b, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (!ut_same_text(a[i], b[i]))
      return false;
  return true;
}

/* ---- entries ---- */

static int64_t *counters_of(const struct ut_table *t, struct entry *entry)
{
  return (int64_t *)(void *)(entry->keys + t->keys);
}

/* Zeroed memory; NULL when there is none. */
static void *arena_take(struct ut_table *t, size_t size)
{
  size = (size + ALIGN - 1) / ALIGN * ALIGN;
  if (!t->blocks || t->blocks->size - t->blocks->used < size) {
    size_t room = size > BLOCK ? size : BLOCK;
    struct block *block = calloc(1, sizeof *block + room);
    if (!block)
      return NULL;
    *block = (struct block){.next = t->blocks, .size = room};
    t->blocks = block;
  }
  void *taken = t->blocks->bytes + t->blocks->used;
  t->blocks->used += size;
  return taken;
}

/* An entry with zero counters and copies of the keys. */
static struct entry *new_entry(struct ut_table *t, const struct ut_text *keys, uint64_t hash)
{
  size_t fixed = sizeof(struct entry) + t->keys * sizeof *keys + t->counters * sizeof(int64_t), size = fixed;
  for (size_t i = 0; i < t->keys; i++)
    size += keys[i].len;
  struct entry *entry = arena_take(t, size);
  if (!entry)
    return NULL;
  entry->hash = hash;
  char *bytes = (char *)entry + fixed;
  for (size_t i = 0; i < t->keys; i++) {
    entry->keys[i] = (struct ut_text){bytes, keys[i].len};
    if (keys[i].len > 0)
      bytes = mempcpy(bytes, keys[i].ptr, keys[i].len);
  }
  return entry;
}

/* The slot where these keys are or would be. */
static struct table_slot *probe(const struct ut_table *t, const struct ut_text *keys, uint64_t hash)
{
  for (size_t i = hash & t->mask;; i = (i + 1) & t->mask) {
    struct table_slot *slot = &t->slots[i];
    if (!slot->entry || (slot->hash == hash && same_keys(slot->entry->keys, keys, t->keys)))
      return slot;
  }
}

static bool grow_slots(struct ut_table *t)
{
  size_t slots = t->slots ? (t->mask + 1) * 2 : SLOTS_FIRST;
  struct table_slot *old = t->slots, *new = calloc(slots, sizeof *new);
  if (!new)
    return false;
  t->slots = new;
  t->mask = slots - 1;
  for (size_t i = 0; i < t->count; i++)
    *probe(t, t->groups[i]->keys, t->groups[i]->hash) = (struct table_slot){t->groups[i]->hash, t->groups[i]};
  free(old);
  return true;
}

static bool grow_groups(struct ut_table *t)
{
  size_t cap = t->cap ? t->cap * 2 : SLOTS_FIRST;
  struct entry **groups = reallocarray(t->groups, cap, sizeof(struct entry *));
  if (!groups)
    return false;
  t->groups = groups;
  t->cap = cap;
  return true;
}

/* Adds a group that is not there; NULL when out of memory. */
static struct entry *add_group(struct ut_table *t, const struct ut_text *keys, uint64_t hash)
{
  if (t->count == t->cap && !grow_groups(t))
    return NULL;
  if (t->count * 2 >= t->mask && !grow_slots(t))
    return NULL;
  struct entry *entry = new_entry(t, keys, hash);
  if (!entry)
    return NULL;
  *probe(t, keys, hash) = (struct table_slot){hash, entry};
  t->groups[t->count++] = entry;
  return entry;
}

static struct entry *find_or_add(struct ut_table *t, const struct ut_text *keys)
{
  uint64_t hash = hash_keys(t, keys);
  struct entry *entry = probe(t, keys, hash)->entry;
  return entry ? entry : add_group(t, keys, hash);
}

/* ---- totals ---- */

static enum ut_status add_counters(const struct ut_table *t, struct entry *to, struct entry *from, struct ut_error *err)
{
  int64_t *sum = counters_of(t, to);
  const int64_t *add = counters_of(t, from);
  for (size_t i = 0; i < t->counters; i++)
    if (__builtin_add_overflow(sum[i], add[i], &sum[i]))
      return ut_error_set(err, UT_BAD_INPUT, "a total is too large to be counted");
  return UT_OK;
}

/* Adds a group's counters to the total in which the columns of `subset` (bit i = column i)
 * are `*`. `keys` is scratch. */
static enum ut_status add_to_total(struct ut_table *t, struct entry *group, uint32_t subset, struct ut_text *keys,
                                   struct ut_error *err)
{
  for (size_t i = 0; i < t->keys; i++)
    keys[i] = i < TOTALS_MAX && (subset >> i & 1) ? ut_text_of(UT_ALL) : group->keys[i];
  struct entry *total = find_or_add(t, keys);
  return total ? add_counters(t, total, group, err) : ut_error_nomem(err);
}

static enum ut_status add_subsets(struct ut_table *t, size_t over, struct ut_text *keys, struct ut_error *err)
{
  for (size_t i = 0, rows = t->count; i < rows; i++)
    for (uint32_t subset = 1; subset < UINT32_C(1) << over; subset++)
      UT_TRY(add_to_total(t, t->groups[i], subset, keys, err));
  return UT_OK;
}

static enum ut_status add_empty_total(struct ut_table *t, struct ut_text *keys, struct ut_error *err)
{
  for (size_t i = 0; i < t->keys; i++)
    keys[i] = ut_text_of(UT_ALL);
  return find_or_add(t, keys) ? UT_OK : ut_error_nomem(err);
}

static int compare_groups(const void *a, const void *b, void *context)
{
  const struct ut_table *t = context;
  const struct entry *x = *(struct entry *const *)a, *y = *(struct entry *const *)b;
  int order = 0;
  for (size_t i = 0; i < t->keys && order == 0; i++)
    order = ut_vocabulary_compare(t->vocabularies[i], x->keys[i], y->keys[i]);
  return order;
}

/* ---- public ---- */

enum ut_status ut_table_new(struct ut_table **out, const struct ut_vocabulary *const *vocabularies, size_t keys,
                            size_t counters)
{
  const struct ut_text none = {0};
  struct ut_table *t = *out = calloc(1, sizeof *t);
  if (!t)
    return UT_NOMEM;
  t->keys = keys;
  t->counters = counters;
  t->seed = ut_hash_seed();
  t->vocabularies = calloc(keys + 1, sizeof(const struct ut_vocabulary *));
  if (!t->vocabularies || !grow_slots(t) || (keys == 0 && !find_or_add(t, &none)))
    return UT_NOMEM;
  for (size_t i = 0; i < keys; i++)
    t->vocabularies[i] = vocabularies[i];
  return UT_OK;
}

void ut_table_watch(struct ut_table *t, const struct ut_watch *watch)
{
  t->watch = *watch;
}

void ut_table_stand(struct ut_table *t, const struct ut_row *row)
{
  t->watch.row = row;
}

size_t ut_table_keys(const struct ut_table *t)
{
  return t->keys;
}

size_t ut_table_counters(const struct ut_table *t)
{
  return t->counters;
}

enum ut_status ut_watch_key(const struct ut_watch *w, size_t i, struct ut_text key, struct ut_error *err)
{
  if (ut_text_is(key, UT_ALL))
    return ut_error_set(err, UT_BAD_INPUT, "a value is \"%s\", which stands for all values together", UT_ALL);
  if (i >= w->count)
    return UT_OK;
  const struct ut_alike_place place = {w->row->source, w->row->line};
  if (ut_alike_see_spelling(w->run, w->names[i], key, place) ||
      ut_alike_see_one_of_many(w->run, w->names[i], key, place))
    return ut_error_nomem(err);
  return UT_OK;
}

enum ut_status ut_table_meet(const struct ut_table *t, struct ut_error *err)
{
  const struct ut_watch *w = &t->watch;
  struct ut_run *run = w->run;
  for (size_t key = 0; key < w->count && run; key++)
    for (size_t i = 0; i < t->count && ut_alike_is_odd(run, w->names[key]); i++)
      if (ut_alike_meet(run, w->names[key], t->groups[i]->keys[key]))
        return ut_error_nomem(err);
  return UT_OK;
}

enum ut_status ut_table_find(struct ut_table *t, const struct ut_text *keys, int64_t **counters, struct ut_error *err)
{
  uint64_t hash = hash_keys(t, keys);
  struct entry *entry = probe(t, keys, hash)->entry;
  if (!entry) {
    for (size_t i = 0; i < t->keys; i++)
      UT_TRY(ut_watch_key(&t->watch, i, keys[i], err));
    entry = add_group(t, keys, hash);
    if (!entry)
      return ut_error_nomem(err);
  }
  *counters = counters_of(t, entry);
  return UT_OK;
}

const int64_t *ut_table_get(const struct ut_table *t, const struct ut_text *keys)
{
  struct entry *entry = probe(t, keys, hash_keys(t, keys))->entry;
  return entry ? counters_of(t, entry) : NULL;
}

enum ut_status ut_table_add_totals(struct ut_table *t, size_t over, struct ut_error *err)
{
  if (over > TOTALS_MAX)
    return ut_error_set(err, UT_USAGE, "totals over more than %d columns", TOTALS_MAX);
  if (over == 0)
    return UT_OK;
  struct ut_text *keys = calloc(t->keys, sizeof *keys);
  if (!keys)
    return ut_error_nomem(err);
  enum ut_status status = t->count == 0 ? add_empty_total(t, keys, err) : add_subsets(t, over, keys, err);
  free(keys);
  return status;
}

void ut_table_sort(struct ut_table *t)
{
  if (t->count > 1)
    qsort_r(t->groups, t->count, sizeof(struct entry *), compare_groups, t);
}

size_t ut_table_groups(const struct ut_table *t)
{
  return t->count;
}

struct ut_group ut_table_group(const struct ut_table *t, size_t index)
{
  struct entry *entry = t->groups[index];
  return (struct ut_group){entry->keys, counters_of(t, entry)};
}

void ut_table_free(struct ut_table *t)
{
  if (!t)
    return;
  for (struct block *block = t->blocks, *next; block; block = next) {
    next = block->next;
    free(block);
  }
  free(t->vocabularies);
  free(t->slots);
  free(t->groups);
  free(t);
}

/* Things that are known by a key, which has a number by appearance. */
#include "budget/seen.h"

#include <stdlib.h>

#include "base/grow.h"

void ut_seen_begin(struct ut_seen_index *x, char kind)
{
  x->key.len = 0;
  ut_buf_add(&x->key, &kind, 1);
}

void ut_seen_add_number(struct ut_seen_index *x, size_t number)
{
  ut_buf_add(&x->key, &number, sizeof number);
}

void ut_seen_add_text(struct ut_seen_index *x, struct ut_text text)
{
  ut_seen_add_number(x, text.len);
  ut_buf_add_text(&x->key, text);
}

/* The number of a key; *new: it has none yet, and an item of zeros is added for it. */
static enum ut_status find(struct ut_distinct *keys, struct ut_text key, void *items, size_t *count, size_t size,
                           size_t *at, bool *new, struct ut_error *err)
{
  uint32_t number;
  if (ut_distinct_add(keys, key, &number))
    return ut_error_nomem(err);
  *at = number;
  *new = number == *count;
  return *new && !ut_grow_add(items, count, size) ? ut_error_nomem(err) : UT_OK;
}

enum ut_status ut_seen_look(struct ut_seen_index *x, size_t file, size_t line, size_t *at, bool *known,
                            struct ut_seen_times **times, struct ut_error *err)
{
  bool new;
  size_t which;
  if (x->key.failed)
    return ut_error_nomem(err);
  UT_TRY(find(&x->keys[0], ut_buf_text(&x->key), &x->times, &x->time_count, sizeof *x->times, &which, &new, err));
  struct ut_seen_times *t = *times = &x->times[which];
  if (new)
    *t = (struct ut_seen_times){file, 0, file, line};
  t->count = t->file == file ? t->count + 1 : 1;
  t->file = file;
  const size_t full[2] = {which, t->count};
  UT_TRY(find(&x->keys[1], (struct ut_text){(const char *)full, sizeof full}, &x->things, &x->thing_count,
              sizeof *x->things, at, &new, err));
  struct ut_seen *s = &x->things[*at];
  if (new)
    *s = (struct ut_seen){.file = file, .line = line};
  *known = s->file != file;
  return UT_OK;
}

void ut_seen_clear(struct ut_seen_index *x)
{
  ut_distinct_clear(&x->keys[0]);
  ut_distinct_clear(&x->keys[1]);
  free(x->times);
  free(x->things);
  ut_buf_clear(&x->key);
}

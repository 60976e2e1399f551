/* Accounts and objects by number: one look-up per transaction. */
#include "sie/sienames.h"

#include <stdlib.h>

#include "base/grow.h"

/* A place for the entries of one number more. */
static enum ut_status make_room(struct sie_names *n)
{
  struct sie_entry **first = ut_grow(n->first, n->firsts, &n->room, sizeof(struct sie_entry *));
  if (!first)
    return UT_NOMEM;
  n->first = first;
  n->first[n->firsts++] = NULL;
  return UT_OK;
}

static enum ut_status add(struct sie_names *n, int dimension, struct ut_text number, struct sie_entry **place)
{
  struct sie_entry *e = *place = calloc(1, sizeof *e);
  if (!e)
    return UT_NOMEM;
  e->name.dimension = dimension;
  e->name.index = n->count++;
  return sie_text_set(&e->name.number, number);
}

enum ut_status sie_names_find(struct sie_names *n, int dimension, struct ut_text number, struct sie_entry **out)
{
  uint32_t at;
  UT_TRY(ut_distinct_add(&n->numbers, number, &at));
  if (at == n->firsts)
    UT_TRY(make_room(n));
  struct sie_entry **place = &n->first[at];
  while (*place && (*place)->name.dimension != dimension)
    place = &(*place)->next;
  if (!*place)
    UT_TRY(add(n, dimension, number, place));
  *out = *place;
  return UT_OK;
}

enum ut_status sie_text_set(struct ut_text *to, struct ut_text from)
{
  if (to->len > 0 || from.len == 0)
    return UT_OK;
  char *copy = ut_text_copy(from);
  if (!copy)
    return UT_NOMEM;
  *to = (struct ut_text){copy, from.len};
  return UT_OK;
}

void sie_names_clear(struct sie_names *n)
{
  for (size_t i = 0; i < n->firsts; i++)
    for (struct sie_entry *e = n->first[i], *next; e; e = next) {
      next = e->next;
      free((char *)e->name.number.ptr); /* these three were copied by sie_text_set */
      free((char *)e->name.name.ptr);
      free((char *)e->name.sru.ptr);
      free(e);
    }
  free(n->first);
  ut_distinct_clear(&n->numbers);
  *n = (struct sie_names){0};
}

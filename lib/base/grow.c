/* Arrays that grow an element at a time. */
#include "base/grow.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 16 };

void *ut_grow_twice(void *array, size_t *room, size_t size)
{
  size_t more = *room ? 2 * *room : FIRST_ROOM;
  void *grown = reallocarray(array, more, size);
  if (grown)
    *room = more;
  return grown;
}

void *ut_grow_add(void *array, size_t *count, size_t size)
{
  char *elements;
  size_t room = *count;
  memcpy(&elements, array, sizeof elements);
  if (room == 0 || (room >= FIRST_ROOM && (room & (room - 1)) == 0))
    elements = ut_grow_twice(elements, &room, size);
  if (!elements)
    return NULL;
  memcpy(array, &elements, sizeof elements);
  return memset(elements + (*count)++ * size, 0, size);
}

/* Arrays that grow an element at a time. */
#include "base/grow.h"

#include <stdlib.h>

enum { FIRST_ROOM = 16 };

void *ut_grow_twice(void *array, size_t *room, size_t size)
{
  size_t more = *room ? 2 * *room : FIRST_ROOM;
  void *grown = reallocarray(array, more, size);
  if (grown)
    *room = more;
  return grown;
}

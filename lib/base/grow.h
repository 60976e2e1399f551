/* Arrays that grow an element at a time. */
#ifndef UTFALL_GROW_H
#define UTFALL_GROW_H

#include <stddef.h>

/* The array with twice the room, so that an element costs the same however many there are. NULL when out of memory;
 * nothing is changed then. */
void *ut_grow_twice(void *array, size_t *room, size_t size);

/* The array with room for one element, of `size` bytes, more than `count`; it may have moved, and *room says how many
 * it holds now. NULL when out of memory; nothing is changed then. */
static inline void *ut_grow(void *array, size_t count, size_t *room, size_t size)
{
  return count < *room ? array : ut_grow_twice(array, room, size);
}

/* Adds an element of zeros at the end of an array that nothing else grows, so that its room follows from its count;
 * `array` is the address of the pointer to it, which may move. Returns the element; NULL when out of memory, and
 * nothing is changed then. */
void *ut_grow_add(void *array, size_t *count, size_t size);

#endif

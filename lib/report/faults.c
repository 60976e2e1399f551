/* Errors gathered while a run goes on past them. */
#include "report/faults.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/grow.h"

enum ut_status ut_faults_add(struct ut_faults *f, const struct ut_error *fault)
{
  struct ut_error *place = ut_grow_add(&f->list, &f->count, sizeof *f->list);
  if (!place)
    return UT_NOMEM;
  *place = *fault;
  return UT_OK;
}

static bool is_before(const struct ut_error *a, const struct ut_error *b)
{
  return a->line != b->line ? a->line < b->line : a->column < b->column;
}

/* They are few; those of one place keep their order. */
void ut_faults_sort(struct ut_faults *f)
{
  for (size_t i = 1; i < f->count; i++) {
    const struct ut_error moved = f->list[i];
    size_t at = i;
    for (; at > 0 && is_before(&moved, &f->list[at - 1]); at--)
      f->list[at] = f->list[at - 1];
    f->list[at] = moved;
  }
}

void ut_faults_clear(struct ut_faults *f)
{
  free(f->list);
  *f = (struct ut_faults){0};
}

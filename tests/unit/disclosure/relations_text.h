/* Relations as text: `+0-1-2=0` (exact) or `+0-1>=-3` (the sum is no less). */
#ifndef RELATIONS_TEXT_H
#define RELATIONS_TEXT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "disclosure/relations.h"

static inline void assert_relations(const struct ut_relations *relations, const char *expected)
{
  struct ut_buf out = {0};
  for (size_t i = 0; i < ut_relations_count(relations); i++) {
    const struct ut_relation *r = ut_relations_at(relations, i);
    for (size_t k = 0; k < r->count; k++)
      ut_buf_format(&out, "%c%u", ut_relations_terms(relations, r)[k].sign > 0 ? '+' : '-',
                    ut_relations_terms(relations, r)[k].cell);
    ut_buf_format(&out, r->exact ? "=%lld " : ">=-%lld ", (long long)r->slack);
  }
  assert_string_equal(ut_buf_string(&out), expected);
  ut_buf_clear(&out);
}

#endif

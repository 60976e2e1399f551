/* What a writer does with an output: appends to its buffer, hands on. */
#ifndef UTFALL_PUT_H
#define UTFALL_PUT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "utfall/stream.h"

static inline enum ut_status put(struct ut_output *o, const void *ptr, size_t len, struct ut_error *err)
{
  assert_int_equal(ut_buf_add(&o->buf, ptr, len), UT_OK);
  return ut_output_drain(o, err);
}

#endif

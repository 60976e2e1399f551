/* What the formats of an input share: the names of its columns. */
#include "stream/stream_input.h"

#include "base/distinct.h"
#include "utfall/column.h"

enum ut_status ut_stream_input_name(struct ut_stream_input *in, const struct ut_text *names, size_t count,
                                    struct ut_error *err)
{
  in->count = count;
  in->mark = 0;
  while (in->mark < count && ut_column_of(names[in->mark])->role != UT_ROLE_MARK)
    in->mark++;
  in->names = ut_texts_copy(names, count);
  return in->names ? UT_OK : ut_error_nomem(err);
}

enum ut_status ut_stream_input_repeated(const struct ut_stream_input *in, size_t *repeated, struct ut_error *err)
{
  struct ut_distinct names = {0};
  enum ut_status status = UT_OK;
  uint32_t number;
  for (*repeated = 0; *repeated < in->count; ++*repeated) {
    status = ut_distinct_add(&names, in->names[*repeated], &number);
    if (status != UT_OK || number < *repeated)
      break;
  }
  ut_distinct_clear(&names);
  return status == UT_OK ? UT_OK : ut_error_nomem(err);
}

enum ut_status ut_stream_input_refuse_unmarked(struct ut_text mark, const char *where, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  ut_quote_name(quoted, mark.ptr, mark.len);
  return ut_error_set(err, UT_BAD_INPUT,
                      "there is no %s, which %s has: what is protected and what is not are not mixed", quoted, where);
}

size_t ut_stream_input_column(const struct ut_stream_input *in, struct ut_text name, size_t guess)
{
  if (guess < in->count && ut_text_equal(in->names[guess], name))
    return guess;
  size_t own = 0;
  while (own < in->count && !ut_text_equal(in->names[own], name))
    own++;
  return own;
}

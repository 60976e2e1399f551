/* SIE from a file: spans from a source to the reader of records. */
#include "sie/siefile.h"

#include <stdlib.h>

struct ut_sie_file {
  struct ut_source source;
  struct ut_meter meter;
  struct ut_sie *sie;
};

bool ut_sie_file_is(const struct ut_opened *input)
{
  struct ut_text ready = ut_source_ready(&input->source);
  return ut_sie_is(ready.ptr, ready.len);
}

enum ut_status ut_sie_file_open(struct ut_sie_file **out, struct ut_opened *input, const struct ut_sie_options *options,
                                const struct ut_tick *tick, struct ut_error *err)
{
  struct ut_sie_file *f = calloc(1, sizeof *f);
  *out = f;
  if (!f) {
    ut_opened_clear(input);
    return ut_error_nomem(err);
  }
  f->meter.tick = tick;
  ut_opened_take(input, &f->source, &f->meter);
  if (ut_sie_new(&f->sie, options) == UT_OK)
    return UT_OK;
  ut_sie_file_free(f);
  *out = NULL;
  return ut_error_nomem(err);
}

enum ut_status ut_sie_file_next(struct ut_sie_file *f, struct ut_sie_record *record, struct ut_error *err)
{
  struct ut_source *s = &f->source;
  for (;;) {
    size_t used;
    struct ut_text ready = ut_source_ready(s);
    enum ut_status status = ut_sie_next(f->sie, ready.ptr, ready.len, ut_source_is_whole(s), &used, record, err);
    s->begin += used;
    if (status == UT_MORE)
      status = ut_source_fill(s, UT_SOURCE_BUFFER, err);
    else if (status == UT_OK || status == UT_END)
      return status;
    if (status != UT_OK) {
      ut_error_at(err, s->name, 0, 0, NULL);
      return status;
    }
  }
}

const char *ut_sie_file_name(const struct ut_sie_file *f)
{
  return f->source.name;
}

const struct ut_sie *ut_sie_file_facts(const struct ut_sie_file *f)
{
  return f->sie;
}

void ut_sie_file_free(struct ut_sie_file *f)
{
  if (!f)
    return;
  ut_sie_free(f->sie);
  ut_source_clear(&f->source);
  free(f->source.name);
  free(f);
}

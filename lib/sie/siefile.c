/* SIE from a file: spans from a source to the reader of records. */
#include "sie/siefile.h"

bool ut_sie_file_is(const struct ut_opened *input)
{
  struct ut_text ready = ut_source_ready(&input->source);
  return ut_sie_is(ready.ptr, ready.len);
}

enum ut_status ut_sie_file_open(struct ut_sie_file *f, struct ut_opened *input, const struct ut_sie_options *options,
                                struct ut_error *err)
{
  f->input.meter = (struct ut_meter){.run = input->meter.run};
  ut_opened_take(input, &f->input.source, &f->input.meter);
  f->input.source.holds_rows = true;
  return ut_sie_new(&f->sie, options) ? ut_error_nomem(err) : UT_OK;
}

enum ut_status ut_sie_file_next(struct ut_sie_file *f, struct ut_sie_record *record, struct ut_error *err)
{
  struct ut_source *s = &f->input.source;
  for (;;) {
    size_t used;
    struct ut_text ready = ut_source_ready(s);
    enum ut_status status = ut_sie_next(f->sie, ready.ptr, ready.len, ut_source_is_whole(s), &used, record, err);
    s->begin += used;
    if (status == UT_MORE)
      status = ut_source_fill(s, err);
    else if (status == UT_OK || status == UT_END) {
      f->input.meter.rows += status == UT_OK;
      return status;
    }
    if (status != UT_OK) {
      ut_error_at(err, s->name, 0, 0, NULL);
      return status;
    }
  }
}

void ut_sie_file_clear(struct ut_sie_file *f)
{
  ut_sie_free(f->sie);
  f->sie = NULL;
  ut_opened_clear(&f->input);
}

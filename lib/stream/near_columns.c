/* Names of columns that differ in case, accents, a letter or two. */
#include "stream/near_columns.h"

#include "model/resemblance.h"
#include "stream/headers.h"

static bool is_among(struct ut_text name, const char *const *names, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (ut_text_is(name, names[i]))
      return true;
  return false;
}

static bool has(const struct ut_header *file, const char *name)
{
  for (size_t i = 0; i < file->count; i++)
    if (ut_text_is(file->names[i], name))
      return true;
  return false;
}

/* Notes it of the first column that is near. */
static enum ut_status look_for(const struct ut_header *file, struct ut_run *run, const char *name,
                               const char *const *names, size_t count, struct ut_buf *slug)
{
  for (size_t i = 0; i < file->count; i++) {
    struct ut_text own = file->names[i];
    char shown[UT_QUOTED];
    UT_TRY(ut_resemblance_slug(own, slug));
    if (is_among(own, names, count) || ut_resemblance(ut_buf_text(slug), ut_text_of(name)) < UT_NEAR)
      continue;
    ut_run_note(run, UT_NOTE_RUBRIK_LIKNAR, 1, file->source, file->line,
                "%s: there is no column %s: it is empty in all its rows (did you mean %s?)", file->source, name,
                ut_quote_name(shown, own.ptr, own.len));
    break;
  }
  return UT_OK;
}

enum ut_status ut_near_columns_note(const struct ut_reader *r, const char *name, const char *const *names, size_t count,
                                    struct ut_error *err)
{
  struct ut_buf slug = {0};
  struct ut_run *run = ut_reader_run(r);
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < ut_reader_headers(r) && run && status == UT_OK; i++) {
    struct ut_header file = ut_reader_header(r, i);
    if (!has(&file, name))
      status = look_for(&file, run, name, names, count, &slug);
  }
  ut_buf_clear(&slug);
  return status == UT_OK ? UT_OK : ut_error_nomem(err);
}

/* Text files read whole. */
#include "report/whole_text.h"

#include <stdlib.h>

#include "base/personnummer.h"
#include "stream/source.h"

static enum ut_status read_all(struct ut_source *s, struct ut_buf *out, struct ut_error *err)
{
  for (;;) {
    struct ut_text ready = ut_source_ready(s);
    if (ut_buf_add_text(out, ready) != UT_OK)
      return ut_error_nomem(err);
    s->begin += ready.len;
    if (ut_source_is_whole(s))
      return UT_OK;
    UT_TRY(ut_source_fill(s, err));
  }
}

static size_t line_of(const struct ut_buf *text, const char *at)
{
  size_t line = 1;
  for (const char *p = text->ptr; p < at; p++)
    line += *p == '\n';
  return line;
}

static enum ut_status check(const struct ut_source *s, const struct ut_buf *text, struct ut_error *err)
{
  struct ut_personnummer_found found = {0};
  size_t valid = ut_utf8_valid(text->ptr, text->len);
  const char *nul = text->len ? memchr(text->ptr, '\0', text->len) : NULL, *at = NULL;
  if (valid < text->len && !nul) {
    at = text->ptr + valid;
    ut_error_set(err, UT_BAD_INPUT, s->foreign ? "a workbook or an archive, and no text" : "not valid UTF-8");
  } else if (nul) {
    at = nul;
    ut_error_set(err, UT_BAD_INPUT, "a NUL byte");
  } else if (ut_personnummer_find(ut_buf_text(text), &found) && found.certain) {
    at = found.text.ptr;
    ut_error_set(err, UT_BAD_INPUT, "a personnummer, which no report shows");
  }
  if (!at)
    return UT_OK;
  ut_error_at(err, s->name, line_of(text, at), 0, NULL);
  return UT_BAD_INPUT;
}

enum ut_status ut_whole_text_read(struct ut_buf *out, const char *path, struct ut_run *run, struct ut_error *err)
{
  struct ut_meter meter = {.run = run};
  struct ut_source source = {.fd = -1};
  enum ut_status status = ut_source_open(&source, path, NULL, &meter, err);
  if (status == UT_OK)
    status = read_all(&source, out, err);
  if (status == UT_OK)
    status = check(&source, out, err);
  ut_source_clear(&source);
  free(source.name);
  return status;
}

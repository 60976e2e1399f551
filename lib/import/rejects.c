/* Rows that were rejected. */
#include "import/rejects.h"

#include <stdio.h>
#include <stdlib.h>

#include "utfall/column.h"

struct ut_rejects {
  struct ut_writer *writer;
  int64_t count;
  int64_t most, divisor; /* at most most/divisor percent of the rows; divisor 0: at most `most` rows */
};

static enum ut_status read_limit(struct ut_rejects *r, const char *limit, struct ut_error *err)
{
  struct ut_text t = ut_text_of(limit);
  bool percent = t.len > 0 && t.ptr[t.len - 1] == '%';
  t.len -= percent;
  bool good = t.len > 0 && t.len <= 15 && ut_number_parse(t, &r->most, &r->divisor) && r->most >= 0;
  if (good && percent)
    good = r->divisor <= 1000 && r->most <= 100 * r->divisor;
  else if (good)
    good = r->divisor == 1;
  if (!percent)
    r->divisor = 0;
  char shown[UT_QUOTED];
  return good ? UT_OK
              : ut_error_set(err, UT_USAGE, "%s is no number of rows and no percentage of them (expected 2, or 0.5%%)",
                             ut_quote(shown, limit, strlen(limit)));
}

static enum ut_status open_list(struct ut_rejects *r, struct ut_output *list, struct ut_error *err)
{
  const struct ut_text columns[] = {ut_text_of("fil"), ut_text_of("rad"), ut_text_of("kolumn"), ut_text_of("skal")};
  return ut_writer_open(&r->writer, list, UT_CSV, columns, 4, NULL, err);
}

enum ut_status ut_rejects_new(struct ut_rejects **out, struct ut_output *list, const char *limit, struct ut_error *err)
{
  struct ut_rejects *r = *out = calloc(1, sizeof *r);
  if (!r)
    return ut_error_nomem(err);
  enum ut_status status = limit ? read_limit(r, limit, err) : UT_OK;
  if (status) {
    ut_error_at(err, NULL, 0, 0, "--max-rejects");
    return status;
  }
  return list ? open_list(r, list, err) : UT_OK;
}

enum ut_status ut_rejects_add(struct ut_rejects *r, const struct ut_error *why, struct ut_error *err)
{
  r->count++;
  if (!r->writer)
    return UT_OK;
  char line[24];
  snprintf(line, sizeof line, "%zu", why->line);
  struct ut_text fields[] = {ut_text_of(why->source), ut_text_of(line), ut_text_of(why->field), ut_text_of(why->text)};
  return ut_writer_row(r->writer, fields, err);
}

int64_t ut_rejects_count(const struct ut_rejects *r)
{
  return r->count;
}

bool ut_rejects_exceed(const struct ut_rejects *r, int64_t rows)
{
  if (r->divisor == 0)
    return r->count > r->most;
  return r->count * 100 * r->divisor > r->most * rows;
}

enum ut_status ut_rejects_finish(struct ut_rejects *r, struct ut_error *err)
{
  struct ut_writer *writer = r->writer;
  r->writer = NULL;
  return writer ? ut_writer_close(writer, true, err) : UT_OK;
}

void ut_rejects_free(struct ut_rejects *r)
{
  if (!r)
    return;
  ut_writer_close(r->writer, false, NULL);
  free(r);
}

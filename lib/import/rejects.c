/* Rows that were rejected. */
#include "import/rejects.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/distinct.h"
#include "base/grow.h"
#include "utfall/column.h"

enum {
  MESSAGES_MOST = 20,
  FAULTS_MOST = 1000, /* that are told apart */
  SUMMARY_MOST = 10,  /* that are shown, */
  SUMMARY_LEAST = 3   /* of so many rows each */
};

struct ut_rejects {
  struct ut_writer *writer;
  int64_t count;
  char *source; /* of the first; NULL without memory */
  size_t line;
  struct ut_distinct faults; /* heading and text */
  size_t *rows, room;        /* that have each */
  struct ut_buf fault;       /* that is looked up */
  int64_t most, divisor;     /* at most most/divisor percent of the rows; divisor 0: at most `most` rows */
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
  if (limit)
    UT_TRY(ut_error_blame(read_limit(r, limit, err), "--max-rejects", err));
  return list ? open_list(r, list, err) : UT_OK;
}

static enum ut_status count_fault(struct ut_rejects *r, const struct ut_error *why)
{
  uint32_t number;
  size_t known = ut_distinct_count(&r->faults);
  r->fault.len = 0;
  UT_TRY(ut_buf_format(&r->fault, "%s%s%s", why->field, why->field[0] ? ": " : "", why->text));
  if (known == FAULTS_MOST && !ut_distinct_find(&r->faults, ut_buf_text(&r->fault), &number))
    return UT_OK;
  UT_TRY(ut_distinct_add(&r->faults, ut_buf_text(&r->fault), &number));
  size_t *rows = ut_grow(r->rows, number, &r->room, sizeof *rows);
  if (!rows)
    return UT_NOMEM;
  r->rows = rows;
  rows[number] = number == known ? 1 : rows[number] + 1;
  return UT_OK;
}

enum ut_status ut_rejects_add(struct ut_rejects *r, const struct ut_error *why, bool first, struct ut_error *err)
{
  if (r->count == 0) {
    r->source = strdup(why->source);
    r->line = why->line;
  }
  r->count += first;
  if (count_fault(r, why))
    return ut_error_nomem(err);
  if (!r->writer)
    return UT_OK;
  char line[24];
  struct ut_error shown = *why; /* the names of files and headings are the export's */
  snprintf(line, sizeof line, "%zu", why->line);
  struct ut_text fields[] = {ut_text_of(ut_error_mask(shown.source)), ut_text_of(line),
                             ut_text_of(ut_error_mask(shown.field)), ut_text_of(ut_error_mask(shown.text))};
  return ut_writer_row(r->writer, fields, err);
}

/* The most common fault of at most `most` rows, the first of equals that stands behind `after` where it has as many. */
static ptrdiff_t next_fault(const struct ut_rejects *r, size_t most, ptrdiff_t after)
{
  ptrdiff_t best = -1;
  for (size_t i = 0; i < ut_distinct_count(&r->faults); i++) {
    bool shown = r->rows[i] > most || (r->rows[i] == most && (ptrdiff_t)i <= after);
    if (!shown && r->rows[i] >= SUMMARY_LEAST && (best < 0 || r->rows[i] > r->rows[best]))
      best = (ptrdiff_t)i;
  }
  return best;
}

/* One a line, behind a line end. */
static enum ut_status add_common(const struct ut_rejects *r, struct ut_buf *out)
{
  size_t most = SIZE_MAX;
  ptrdiff_t fault = -1;
  for (int i = 0; i < SUMMARY_MOST && (fault = next_fault(r, most, fault)) >= 0; i++) {
    struct ut_text text = ut_distinct_get(&r->faults, (size_t)fault);
    most = r->rows[fault];
    UT_TRY(ut_buf_format(out, "\n  in %zu rows: %.*s", most, (int)text.len, text.ptr));
  }
  return UT_OK;
}

bool ut_rejects_show(const struct ut_rejects *r, bool first)
{
  return r->count - !first < MESSAGES_MOST;
}

enum ut_status ut_rejects_note(const struct ut_rejects *r, int64_t rows, struct ut_run *run, struct ut_error *err)
{
  struct ut_buf common = {0};
  int64_t shown = r->count < MESSAGES_MOST ? r->count : MESSAGES_MOST;
  ut_run_note(run, UT_NOTE_RAD_AVVISAD, (size_t)(r->count - shown), r->source, r->line,
              "%lld more rejected rows are not shown", (long long)(r->count - shown));
  add_common(r, &common);
  const char *list = ut_buf_string(&common);
  ut_run_note(run, UT_NOTE_RAD_AVVISAD, (size_t)shown, r->source, r->line, "rejected %lld of %lld rows%s",
              (long long)r->count, (long long)rows, list ? list : "");
  ut_buf_clear(&common);
  run->fell_short = run->fell_short || ut_rejects_exceed(r, rows);
  return list ? UT_OK : ut_error_nomem(err);
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
  ut_distinct_clear(&r->faults);
  ut_buf_clear(&r->fault);
  free(r->rows);
  free(r->source);
  free(r);
}

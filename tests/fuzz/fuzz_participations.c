/* Fuzzing participations: the first byte chooses the day that they are seen on and what is asked, the rest is a stream.
 * - Nothing that comes later than that day is seen, and no stay ends before it begins.
 * - All rows are counted, and what is passed on is read again with as many rows. */
#include "inputs.h"
#include "participation/count.h"
#include "participation/rows.h"

struct seen {
  struct ut_participations *p;
  struct ut_count *count;
  struct ut_rows *passed;
  ut_date as_of;
  size_t rows;
};

static enum ut_status take(void *context, struct ut_error *err)
{
  struct seen *s = context;
  struct ut_participation now = ut_participations_current(s->p);
  s->rows++;
  demand(now.slut == UT_DATE_NONE || now.slut >= now.start, "a stay that ends before it begins");
  if (s->as_of != UT_DATE_NONE && !now.anonymous)
    demand(now.start <= s->as_of && (now.slut == UT_DATE_NONE || now.slut <= s->as_of), "what comes later");
  UT_TRY(ut_count_add(s->count, err));
  return ut_rows_add(s->passed, true, err);
}

/* Derived columns, as far as there is what they need. */
static void ask(struct ut_participations *p)
{
  size_t count, slot;
  const struct ut_column *all = ut_columns(&count);
  for (size_t i = 0; i < count; i++)
    if (all[i].origin == UT_DERIVED)
      ut_participations_slot(p, ut_text_of(all[i].name), &slot, NULL, NULL);
}

static enum ut_status read_all(struct seen *s, struct ut_output *counted, struct ut_output *passed,
                               struct ut_error *err)
{
  static const struct ut_names none = {.count = 0};
  const struct ut_rows_options rows = {.due = UT_NO_OCCASION};
  UT_TRY(ut_count_new(&s->count, s->p, &none, false, err));
  UT_TRY(ut_rows_new(&s->passed, s->p, &rows, passed, UT_CSV, err));
  UT_TRY(ut_participations_each(s->p, take, s, err));
  UT_TRY(ut_count_write(s->count, false, counted, UT_CSV, err));
  return ut_rows_finish(s->passed, err);
}

/* How many rows there are in a file; what is passed on goes to `passed`. */
static enum ut_status look(const char *path, unsigned char how, struct ut_output *passed, size_t *rows)
{
  struct seen s = {.as_of = how & 1 ? ut_date_make(2019, 6, 30) : UT_DATE_NONE};
  struct ut_output counted;
  struct ut_error err = {0};
  char expected[40];
  ut_output_init(&counted, -1, "<count>");
  enum ut_status status = ut_participations_load(&s.p, path, s.as_of, NULL, &err);
  if (status == UT_OK && how & 2)
    ask(s.p);
  if (status == UT_OK)
    status = read_all(&s, &counted, passed, &err);
  demand_shown(status, &err);
  if (status == UT_OK) {
    snprintf(expected, sizeof expected, "antal\n%zu\n", s.rows);
    demand(ut_text_is(ut_buf_text(&counted.buf), expected), "a count that is not that of the rows");
  }
  *rows = s.rows;
  ut_rows_free(s.passed);
  ut_count_free(s.count);
  ut_participations_free(s.p);
  ut_output_abandon(&counted);
  return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct ut_output passed, again;
  char path[FUZZ_PATH];
  size_t rows, rows_again;
  if (size == 0 || size > 1 << 16)
    return 0;
  ut_output_init(&passed, -1, "<rows>");
  ut_output_init(&again, -1, "<again>");
  int fd = file_of(data + 1, size - 1, path);
  if (look(path, data[0], &passed, &rows) == UT_OK) {
    close(fd);
    fd = file_of(passed.buf.ptr ? passed.buf.ptr : "", passed.buf.len, path);
    enum ut_status status = look(path, data[0], &again, &rows_again);
    demand(status == UT_OK && rows == rows_again, "rows that are not read again");
  }
  close(fd);
  ut_output_abandon(&passed);
  ut_output_abandon(&again);
  return 0;
}

/* The budgetkalkyl of a plan: lines by year, ordered as the plan is, with their totals. */
#include "budget/calc.h"

#include <stdlib.h>

#include "utfall/table.h"

enum { FIRST_YEAR = 1600, LAST_YEAR = 2400, YEARS = LAST_YEAR - FIRST_YEAR + 1 };
enum { INSATS, KATEGORI, POST, LEVELS };

struct calc {
  const struct ut_plan *plan;
  int years[YEARS]; /* those planned for, ascending */
  size_t year_count;
  size_t place[YEARS]; /* year -> column */
  /* By insats; insats, kategori; all three: the lines. A group's rank among those of its level, from 1, is its counter
   * of that level; a line has those of the levels above too, then its amounts by year. */
  struct ut_table *levels[LEVELS];
  struct ut_group *lines; /* sorted by rank */
  ut_money *sums;         /* by year, of the insats and of the category that is being written */
  char (*texts)[UT_MONEY_SIZE];
  struct ut_text *cells;
  struct ut_writer *writer;
};

static void find_years(struct calc *c)
{
  bool planned[YEARS] = {false};
  for (size_t i = 0; i < c->plan->count; i++) {
    struct ut_period period = c->plan->rows[i].period;
    for (int y = ut_date_year(period.first); y <= ut_date_year(period.last); y++)
      planned[y - FIRST_YEAR] = true;
  }
  for (size_t y = 0; y < YEARS; y++)
    if (planned[y]) {
      c->place[y] = c->year_count;
      c->years[c->year_count++] = FIRST_YEAR + (int)y;
    }
}

/* ---- lines ---- */

/* The line of these names, made and ranked if it is new. */
static enum ut_status find_line(struct calc *c, const struct ut_plan_row *row, int64_t **line, struct ut_error *err)
{
  const struct ut_text names[LEVELS] = {row->insats, row->kategori, row->post};
  int64_t ranks[LEVELS];
  for (size_t level = 0; level < LEVELS; level++) {
    UT_TRY(ut_table_find(c->levels[level], names, line, err));
    if ((*line)[level] == 0)
      (*line)[level] = (int64_t)ut_table_groups(c->levels[level]);
    ranks[level] = (*line)[level];
  }
  memcpy(*line, ranks, sizeof ranks);
  return UT_OK;
}

static enum ut_status add_row(struct calc *c, const struct ut_plan_row *row, struct ut_error *err)
{
  struct ut_spread spread = ut_plan_spread(row, NULL);
  int64_t *line;
  UT_TRY(find_line(c, row, &line, err));
  for (int y = ut_date_year(row->period.first); y <= ut_date_year(row->period.last); y++)
    UT_TRY(ut_money_add(&line[LEVELS + c->place[y - FIRST_YEAR]], ut_spread_within(&spread, 12 * y, 12 * y + 11), err));
  return UT_OK;
}

static enum ut_status add_rows(struct calc *c, struct ut_error *err)
{
  for (size_t i = 0; i < c->plan->count; i++) {
    const struct ut_plan_row *row = &c->plan->rows[i];
    enum ut_status status = add_row(c, row, err);
    if (status != UT_OK) {
      ut_error_at(err, c->plan->source, row->line, 0, "belopp");
      return status;
    }
  }
  return UT_OK;
}

static int compare_lines(const void *a, const void *b)
{
  const int64_t *x = ((const struct ut_group *)a)->counters, *y = ((const struct ut_group *)b)->counters;
  for (size_t i = 0; i < LEVELS; i++)
    if (x[i] != y[i])
      return x[i] < y[i] ? -1 : 1;
  return 0;
}

/* ---- writing ---- */

static enum ut_status open_writer(struct calc *c, struct ut_output *output, enum ut_format to, struct ut_error *err)
{
  size_t n = 0;
  c->cells[n++] = ut_text_of("insats");
  c->cells[n++] = ut_text_of("kategori");
  c->cells[n++] = ut_text_of("post");
  for (size_t y = 0; y < c->year_count; y++)
    c->cells[n++] = ut_text_of(ut_period_format(ut_date_make(c->years[y], 1, 1), UT_YEAR, (char *)c->texts[y]));
  c->cells[n++] = ut_text_of("totalt");
  return ut_writer_open(&c->writer, output, to, c->cells, n, NULL, err);
}

static enum ut_status write_row(struct calc *c, const struct ut_text *names, const ut_money *years,
                                struct ut_error *err)
{
  ut_money total = 0;
  memcpy(c->cells, names, LEVELS * sizeof *names);
  for (size_t y = 0; y < c->year_count; y++) {
    c->cells[LEVELS + y] = ut_text_of(ut_money_format(years[y], c->texts[y]));
    UT_TRY(ut_money_add(&total, years[y], err));
  }
  c->cells[LEVELS + c->year_count] = ut_text_of(ut_money_format(total, c->texts[c->year_count]));
  return ut_writer_row(c->writer, c->cells, err);
}

/* Writes a line, and the totals of the category and of the insats that end with it: `next` is not of them. */
static enum ut_status write_line(struct calc *c, const struct ut_group *line, const struct ut_group *next,
                                 struct ut_error *err)
{
  struct ut_text names[LEVELS];
  memcpy(names, line->keys, sizeof names);
  UT_TRY(write_row(c, names, line->counters + LEVELS, err));
  for (size_t level = POST; level-- > 0;) {
    ut_money *sum = c->sums + level * c->year_count;
    names[level + 1] = ut_text_of(UT_ALL);
    for (size_t y = 0; y < c->year_count; y++)
      UT_TRY(ut_money_add(&sum[y], line->counters[LEVELS + y], err));
    if (next && next->counters[level] == line->counters[level])
      continue;
    UT_TRY(write_row(c, names, sum, err));
    memset(sum, 0, c->year_count * sizeof *sum);
  }
  return UT_OK;
}

static enum ut_status write_lines(struct calc *c, struct ut_error *err)
{
  size_t count = ut_table_groups(c->levels[POST]);
  c->lines = calloc(count + 1, sizeof *c->lines);
  if (!c->lines)
    return ut_error_nomem(err);
  for (size_t i = 0; i < count; i++)
    c->lines[i] = ut_table_group(c->levels[POST], i);
  qsort(c->lines, count, sizeof *c->lines, compare_lines);
  for (size_t i = 0; i < count; i++)
    UT_TRY(write_line(c, &c->lines[i], i + 1 < count ? &c->lines[i + 1] : NULL, err));
  return UT_OK;
}

/* ---- all of it ---- */

static enum ut_status prepare(struct calc *c)
{
  static const struct ut_vocabulary *const natural[LEVELS] = {NULL};
  find_years(c);
  c->sums = calloc(POST * c->year_count + 1, sizeof *c->sums);
  c->texts = calloc(c->year_count + 1, sizeof *c->texts);
  c->cells = calloc(LEVELS + c->year_count + 1, sizeof *c->cells);
  for (size_t level = 0; level < LEVELS; level++)
    UT_TRY(ut_table_new(&c->levels[level], natural, level + 1, LEVELS + (level == POST ? c->year_count : 0)));
  return c->sums && c->texts && c->cells ? UT_OK : UT_NOMEM;
}

static enum ut_status run(struct calc *c, struct ut_output *output, enum ut_format to, struct ut_error *err)
{
  if (prepare(c))
    return ut_error_nomem(err);
  UT_TRY(add_rows(c, err));
  UT_TRY(open_writer(c, output, to, err));
  return write_lines(c, err);
}

enum ut_status ut_calc_write(const struct ut_plan *plan, struct ut_output *output, enum ut_format to,
                             struct ut_error *err)
{
  struct calc c = {.plan = plan};
  enum ut_status status = run(&c, output, to, err);
  enum ut_status closed = ut_writer_close(c.writer, status == UT_OK, err);
  for (size_t level = 0; level < LEVELS; level++)
    ut_table_free(c.levels[level]);
  free(c.lines);
  free(c.sums);
  free(c.texts);
  free(c.cells);
  return status == UT_OK ? closed : status;
}

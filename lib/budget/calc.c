/* The budgetkalkyl of a plan: lines by year, ordered as the plan is, with their totals. */
#include "budget/calc.h"

#include <stdlib.h>

#include "utfall/table.h"

enum { FIRST_YEAR = 1600, LAST_YEAR = 2400, YEARS = LAST_YEAR - FIRST_YEAR + 1 };
enum { INSATS, KATEGORI, POST, LEVELS };

/* One line of the budgetkalkyl: the rows of the plan with the same names. */
struct line {
  size_t rank[LEVELS]; /* the first row of its insats, of its category, of itself */
  ut_money *years;     /* amounts, in calc.amounts */
};

struct calc {
  const struct ut_plan *plan;
  struct ut_table *first[LEVELS]; /* by insats; insats, kategori; all three: the number of the first row, from 1 */
  struct line *lines;
  size_t *line_of; /* plan row -> line; of first rows only */
  size_t count;
  int years[YEARS]; /* those planned for, ascending */
  size_t year_count;
  size_t place[YEARS]; /* year -> column */
  ut_money *amounts;   /* of every line, then subtotal and grand total */
  char (*texts)[UT_MONEY_SIZE];
  struct ut_text *cells;
  struct ut_writer *writer;
};

/* ---- years ---- */

static void find_years(struct calc *c)
{
  bool planned[YEARS] = {false};
  for (size_t i = 0; i < ut_plan_count(c->plan); i++) {
    const struct ut_plan_row *row = ut_plan_get(c->plan, i);
    for (int y = ut_date_year(row->period.first); y <= ut_date_year(row->period.last); y++)
      planned[y - FIRST_YEAR] = true;
  }
  for (size_t y = 0; y < YEARS; y++)
    if (planned[y]) {
      c->place[y] = c->year_count;
      c->years[c->year_count++] = FIRST_YEAR + (int)y;
    }
}

/* ---- lines ---- */

/* The first row with the same names down to each level. */
static enum ut_status find_rank(struct calc *c, size_t index, size_t rank[LEVELS], struct ut_error *err)
{
  const struct ut_plan_row *row = ut_plan_get(c->plan, index);
  const struct ut_text keys[LEVELS] = {row->insats, row->kategori, row->post};
  enum ut_status status = UT_OK;
  for (size_t level = 0; level < LEVELS && status == UT_OK; level++) {
    int64_t *first;
    status = ut_table_find(c->first[level], keys, &first, err);
    if (status == UT_OK) {
      *first = *first ? *first : (int64_t)index + 1;
      rank[level] = (size_t)*first - 1;
    }
  }
  return status;
}

static enum ut_status add_amounts(struct calc *c, const struct ut_plan_row *row, ut_money *years, struct ut_error *err)
{
  struct ut_spread spread = ut_plan_spread(row, NULL);
  enum ut_status status = UT_OK;
  for (int y = ut_date_year(row->period.first); y <= ut_date_year(row->period.last) && status == UT_OK; y++) {
    ut_money amount = ut_spread_within(&spread, 12 * y, 12 * y + 11);
    status = ut_money_add(&years[c->place[y - FIRST_YEAR]], amount, err);
  }
  return status;
}

static enum ut_status add_row(struct calc *c, size_t index, struct ut_error *err)
{
  size_t rank[LEVELS];
  enum ut_status status = find_rank(c, index, rank, err);
  if (status != UT_OK)
    return status;
  if (rank[POST] == index) {
    struct line *line = &c->lines[c->count];
    c->line_of[index] = c->count;
    memcpy(line->rank, rank, sizeof rank);
    line->years = c->amounts + c->count * c->year_count;
    c->count++;
  }
  const struct ut_plan_row *row = ut_plan_get(c->plan, index);
  status = add_amounts(c, row, c->lines[c->line_of[rank[POST]]].years, err);
  if (status != UT_OK)
    ut_error_at(err, ut_plan_source(c->plan), row->line, 0, "belopp");
  return status;
}

static int compare_lines(const void *a, const void *b)
{
  const struct line *x = a, *y = b;
  for (size_t i = 0; i < LEVELS; i++)
    if (x->rank[i] != y->rank[i])
      return x->rank[i] < y->rank[i] ? -1 : 1;
  return 0;
}

/* ---- writing ---- */

static enum ut_status write_amounts(struct calc *c, const struct ut_text *names, const ut_money *years,
                                    struct ut_error *err)
{
  ut_money total = 0;
  enum ut_status status = UT_OK;
  memcpy(c->cells, names, LEVELS * sizeof *names);
  for (size_t y = 0; y < c->year_count && status == UT_OK; y++) {
    c->cells[LEVELS + y] = ut_text_of(ut_money_format(years[y], c->texts[y]));
    status = ut_money_add(&total, years[y], err);
  }
  c->cells[LEVELS + c->year_count] = ut_text_of(ut_money_format(total, c->texts[c->year_count]));
  return status == UT_OK ? ut_writer_row(c->writer, c->cells, err) : status;
}

static enum ut_status add_years(const struct calc *c, ut_money *sum, const ut_money *years, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (size_t y = 0; y < c->year_count && status == UT_OK; y++)
    status = ut_money_add(&sum[y], years[y], err);
  return status;
}

/* Writes a total and begins it anew. */
static enum ut_status end_total(struct calc *c, struct ut_text insats, struct ut_text kategori, ut_money *sum,
                                struct ut_error *err)
{
  const struct ut_text names[LEVELS] = {insats, kategori, ut_text_of(UT_ALL)};
  enum ut_status status = write_amounts(c, names, sum, err);
  memset(sum, 0, c->year_count * sizeof *sum);
  return status;
}

static enum ut_status write_line(struct calc *c, size_t index, struct ut_error *err)
{
  ut_money *category = c->amounts + ut_plan_count(c->plan) * c->year_count, *all = category + c->year_count;
  const struct line *line = &c->lines[index], *next = index + 1 < c->count ? line + 1 : NULL;
  const struct ut_plan_row *row = ut_plan_get(c->plan, line->rank[POST]);
  const struct ut_text names[LEVELS] = {row->insats, row->kategori, row->post};
  enum ut_status status = write_amounts(c, names, line->years, err);
  if (status == UT_OK)
    status = add_years(c, category, line->years, err);
  if (status == UT_OK)
    status = add_years(c, all, line->years, err);
  if (status == UT_OK && (!next || next->rank[KATEGORI] != line->rank[KATEGORI]))
    status = end_total(c, row->insats, row->kategori, category, err);
  if (status == UT_OK && (!next || next->rank[INSATS] != line->rank[INSATS]))
    status = end_total(c, row->insats, ut_text_of(UT_ALL), all, err);
  return status;
}

static enum ut_status open_writer(struct calc *c, struct ut_output *output, enum ut_format to, struct ut_error *err)
{
  static const char *const names[LEVELS] = {"insats", "kategori", "post"};
  size_t n = 0;
  while (n < LEVELS) {
    c->cells[n] = ut_text_of(names[n]);
    n++;
  }
  for (size_t y = 0; y < c->year_count; y++)
    c->cells[n++] = ut_text_of(ut_period_format(ut_date_make(c->years[y], 1, 1), UT_YEAR, (char *)c->texts[y]));
  c->cells[n++] = ut_text_of("totalt");
  return ut_writer_open(&c->writer, output, to, c->cells, n, NULL, err);
}

/* ---- all of it ---- */

/* False when out of memory. */
static bool prepare(struct calc *c)
{
  static const struct ut_vocabulary *const natural[LEVELS] = {NULL};
  size_t rows = ut_plan_count(c->plan);
  find_years(c);
  c->lines = calloc(rows + 1, sizeof *c->lines);
  c->line_of = calloc(rows + 1, sizeof *c->line_of);
  c->amounts = calloc((rows + 2) * (c->year_count + 1), sizeof *c->amounts);
  c->texts = calloc(c->year_count + 1, sizeof *c->texts);
  c->cells = calloc(LEVELS + c->year_count + 1, sizeof *c->cells);
  if (!c->lines || !c->line_of || !c->amounts || !c->texts || !c->cells)
    return false;
  for (size_t level = 0; level < LEVELS; level++)
    if (ut_table_new(&c->first[level], natural, level + 1, 1) != UT_OK)
      return false;
  return true;
}

static enum ut_status run(struct calc *c, struct ut_output *output, enum ut_format to, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  if (!prepare(c))
    return ut_error_nomem(err);
  for (size_t i = 0; i < ut_plan_count(c->plan) && status == UT_OK; i++)
    status = add_row(c, i, err);
  if (status != UT_OK)
    return status;
  qsort(c->lines, c->count, sizeof *c->lines, compare_lines);
  status = open_writer(c, output, to, err);
  for (size_t i = 0; i < c->count && status == UT_OK; i++)
    status = write_line(c, i, err);
  enum ut_status closed = ut_writer_close(c->writer, status == UT_OK, err);
  return status == UT_OK ? closed : status;
}

enum ut_status ut_calc_write(const struct ut_plan *plan, struct ut_output *output, enum ut_format to,
                             struct ut_error *err)
{
  struct calc *c = calloc(1, sizeof *c);
  if (!c)
    return ut_error_nomem(err);
  c->plan = plan;
  enum ut_status status = run(c, output, to, err);
  for (size_t level = 0; level < LEVELS; level++)
    ut_table_free(c->first[level]);
  free(c->lines);
  free(c->line_of);
  free(c->amounts);
  free(c->texts);
  free(c->cells);
  free(c);
  return status;
}

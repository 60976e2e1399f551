/* A published budgetkalkyl held against its own parts: it is a page or two, read whole. */
#include "budget/calc.h"

#include <stdlib.h>
#include <strings.h>

#include "base/grow.h"
#include "base/chains.h"
#include "stream/whole_table.h"
#include "utfall/table.h"

enum { INSATS, KATEGORI, POST, NAMES };
static const char *const name_columns[NAMES] = {"insats", "kategori", "post"};

enum kind { LINE, SUBTOTAL, TOTAL };
enum { CATEGORY, ALL, GROUPINGS };

struct published_cell {
  ut_money amount;
  bool there;
};

struct row {
  enum kind kind;
  uint32_t groups[GROUPINGS];
};

/* Rows of one insats, and of one category of it. */
struct grouping {
  struct ut_chains rows;
  bool *summed; /* by list: has it a total? */
  size_t count;
};

struct published_table {
  struct ut_whole_table *whole;
  const struct ut_reader *header;
  bool negate;
  ptrdiff_t names[NAMES]; /* places; -1: no such column */
  size_t *columns;        /* places of the periods, then of totalt */
  size_t periods;
  bool has_total; /* is there a column totalt? */
  struct row *rows;
  size_t count;
  struct grouping groupings[GROUPINGS];
  struct ut_buf name;  /* of a group */
  struct ut_buf cells; /* struct published_cell: row by row, one per amount column */
  struct ut_writer *writer;
};

static size_t width(const struct published_table *t)
{
  return t->periods + t->has_total;
}

static const struct published_cell *cell_at(const struct published_table *t, size_t row, size_t column)
{
  return (const struct published_cell *)(const void *)t->cells.ptr + row * width(t) + column;
}

/* Empty where there is no such column. */
static struct ut_text name_of(const struct published_table *t, size_t row, int name)
{
  ptrdiff_t column = t->names[name];
  return column < 0 ? (struct ut_text){"", 0} : ut_whole_table_cell(t->whole, row, (size_t)column);
}

/* ---- columns ---- */

static bool is_totalt(struct ut_text heading)
{
  static const char totalt[] = "totalt";
  return heading.len == strlen(totalt) && strncasecmp(heading.ptr, totalt, heading.len) == 0;
}

static enum ut_status find_columns(struct published_table *t, struct ut_error *err)
{
  size_t count = ut_reader_columns(t->header), totalt = 0;
  struct ut_period period;
  t->columns = calloc(count + 1, sizeof *t->columns);
  if (!t->columns)
    return ut_error_nomem(err);
  for (size_t i = 0; i < NAMES; i++)
    t->names[i] = ut_reader_find(t->header, ut_text_of(name_columns[i]));
  for (size_t i = 0; i < count; i++) {
    struct ut_text heading = ut_reader_column(t->header, i);
    if (is_totalt(heading)) {
      t->has_total = true;
      totalt = i;
    } else if (ut_period_parse(heading, &period, NULL) == UT_OK) {
      t->columns[t->periods++] = i;
    }
  }
  if (t->has_total)
    t->columns[t->periods] = totalt;
  if (width(t) == 0 && !ut_reader_is_empty(t->header))
    return ut_error_set(err, UT_USAGE, "there is no column of amounts: no heading is a period or totalt");
  return ut_reader_need(t->header, ut_text_of(name_columns[KATEGORI]), &t->names[KATEGORI], err);
}

/* ---- rows ---- */

/* In any case: tables are printed with SUMMA as well. */
static bool begins(struct ut_text t, const char *word)
{
  size_t len = strlen(word);
  return t.len >= len && strncasecmp(t.ptr, word, len) == 0;
}

static enum kind kind_of(struct ut_text kategori, struct ut_text post)
{
  if (ut_text_is(kategori, UT_ALL) || begins(kategori, "Total"))
    return TOTAL;
  bool sum = ut_text_is(post, UT_ALL) || begins(post, "Summa") || begins(post, "Netto") || begins(post, "Total");
  return sum ? SUBTOTAL : LINE;
}

static enum ut_status read_cell(const struct published_table *t, struct ut_text text, struct published_cell *cell,
                                struct ut_error *err)
{
  if (ut_text_is_no_figure(text))
    return UT_OK;
  cell->there = true;
  UT_TRY(ut_money_parse(text, &cell->amount, err));
  if (t->negate && __builtin_sub_overflow(0, cell->amount, &cell->amount))
    return ut_error_set(err, UT_BAD_INPUT, "the amount is too large to turn its sign");
  return UT_OK;
}

static enum ut_status read_cells(struct published_table *t, size_t row, struct ut_error *err)
{
  for (size_t i = 0; i < width(t); i++) {
    struct published_cell cell = {0};
    enum ut_status status = read_cell(t, ut_whole_table_cell(t->whole, row, t->columns[i]), &cell, err);
    if (status != UT_OK) {
      ut_whole_table_blame(t->whole, row, t->columns[i], err);
      return status;
    }
    if (ut_buf_add(&t->cells, &cell, sizeof cell) != UT_OK)
      return ut_error_nomem(err);
  }
  return UT_OK;
}

/* Names a group: the insats, and what no text holds and the category. */
static enum ut_status name_group(struct published_table *t, size_t row, int grouping)
{
  t->name.len = 0;
  UT_TRY(ut_buf_add_text(&t->name, name_of(t, row, INSATS)));
  if (grouping == ALL)
    return UT_OK;
  UT_TRY(ut_buf_add(&t->name, "", 1));
  return ut_buf_add_text(&t->name, name_of(t, row, KATEGORI));
}

static enum ut_status enter(struct published_table *t, size_t row, int grouping)
{
  struct grouping *g = &t->groupings[grouping];
  uint32_t *group = &t->rows[row].groups[grouping];
  UT_TRY(name_group(t, row, grouping));
  UT_TRY(ut_chains_enter(&g->rows, ut_buf_text(&t->name), group));
  if (*group == g->count && !ut_grow_add(&g->summed, &g->count, sizeof *g->summed))
    return UT_NOMEM;
  return ut_chains_append(&g->rows, *group, row);
}

/* Does a total of the rows of its group stand there already? */
static enum ut_status refuse_second(const struct published_table *t, size_t new, struct ut_error *err)
{
  enum kind kind = t->rows[new].kind;
  int grouping = kind == TOTAL ? ALL : CATEGORY;
  bool *summed = &t->groupings[grouping].summed[t->rows[new].groups[grouping]];
  if (kind == LINE || !*summed) {
    *summed = *summed || kind != LINE;
    return UT_OK;
  }
  ut_error_set(err, UT_BAD_INPUT, "a second total of %s", kind == TOTAL ? "everything" : "the category");
  ut_whole_table_blame(t->whole, new, (size_t)t->names[t->names[POST] < 0 ? KATEGORI : POST], err);
  return UT_BAD_INPUT;
}

/* Reads what the last row of the table holds. */
static enum ut_status add_row(struct published_table *t, struct ut_error *err)
{
  size_t row = t->count;
  struct row *new = ut_grow_add(&t->rows, &t->count, sizeof *new);
  if (!new)
    return ut_error_nomem(err);
  new->kind = kind_of(name_of(t, row, KATEGORI), name_of(t, row, POST));
  UT_TRY(read_cells(t, row, err));
  for (int i = 0; i < GROUPINGS; i++)
    if (enter(t, row, i) != UT_OK)
      return ut_error_nomem(err);
  return refuse_second(t, row, err);
}

/* ---- differences ---- */

struct sum {
  ut_money amount;
  size_t parts;
};

static enum ut_status add_part(struct sum *s, const struct published_cell *c, struct ut_error *err)
{
  s->parts += c->there;
  return c->there ? ut_money_add(&s->amount, c->amount, err) : UT_OK;
}

/* Of everything, a category's subtotal is a part where there is one, instead of its lines. */
static bool is_part(const struct published_table *t, const struct row *row, bool all)
{
  bool subtotal = t->groupings[CATEGORY].summed[row->groups[CATEGORY]];
  return row->kind == LINE ? !all || !subtotal : all && row->kind == SUBTOTAL;
}

/* The parts of a total in its column. */
static enum ut_status sum_down(const struct published_table *t, size_t total, size_t column, struct sum *s,
                               struct ut_error *err)
{
  int grouping = t->rows[total].kind == TOTAL ? ALL : CATEGORY;
  const struct ut_chains *rows = &t->groupings[grouping].rows;
  const struct ut_link *item = ut_chains_first(rows, t->rows[total].groups[grouping]);
  for (; item; item = ut_chains_next(rows, item))
    if (is_part(t, &t->rows[item->number], grouping == ALL))
      UT_TRY(add_part(s, cell_at(t, item->number, column), err));
  return UT_OK;
}

static enum ut_status sum_across(const struct published_table *t, size_t row, struct sum *s, struct ut_error *err)
{
  for (size_t i = 0; i < t->periods; i++)
    UT_TRY(add_part(s, cell_at(t, row, i), err));
  return UT_OK;
}

/* Writes the cell with its parts when they differ; a cell without parts is not compared. */
static enum ut_status compare(struct published_table *t, size_t row, size_t column, const struct sum *s,
                              const char *parts, bool *differs, struct ut_error *err)
{
  char printed[UT_MONEY_SIZE], summed[UT_MONEY_SIZE], left[UT_MONEY_SIZE];
  ut_money published = cell_at(t, row, column)->amount, difference;
  *differs = s->parts > 0 && published != s->amount;
  if (!*differs)
    return UT_OK;
  UT_TRY(ut_money_subtract(published, s->amount, &difference, err));
  const struct ut_text cells[] = {name_of(t, row, INSATS),
                                  name_of(t, row, KATEGORI),
                                  name_of(t, row, POST),
                                  ut_reader_column(t->header, t->columns[column]),
                                  ut_text_of(parts),
                                  ut_text_of(ut_money_format(published, printed)),
                                  ut_text_of(ut_money_format(s->amount, summed)),
                                  ut_text_of(ut_money_format(difference, left))};
  return ut_writer_row(t->writer, cells, err);
}

static enum ut_status check_cell(struct published_table *t, size_t row, size_t column, struct ut_error *err)
{
  struct sum down = {0}, across = {0};
  enum kind kind = t->rows[row].kind;
  bool differs;
  if (kind != LINE)
    UT_TRY(sum_down(t, row, column, &down, err));
  UT_TRY(compare(t, row, column, &down, kind == TOTAL ? "kategorier" : "poster", &differs, err));
  if (differs || column < t->periods)
    return UT_OK;
  UT_TRY(sum_across(t, row, &across, err));
  return compare(t, row, column, &across, "perioder", &differs, err);
}

static enum ut_status write_differences(struct published_table *t, struct ut_error *err)
{
  for (size_t row = 0; row < t->count; row++)
    for (size_t i = 0; i < width(t); i++)
      if (cell_at(t, row, i)->there)
        UT_TRY(check_cell(t, row, i, err));
  return UT_OK;
}

/* ---- all of it ---- */

static enum ut_status read_table(struct published_table *t, const char *path, struct ut_run *run, struct ut_error *err)
{
  const struct ut_reader_options options = {.run = run};
  UT_TRY(ut_whole_table_open(&t->whole, path, &options, err));
  t->header = ut_whole_table_header(t->whole);
  enum ut_status status = find_columns(t, err);
  if (status != UT_OK)
    ut_error_at(err, path, 0, 0, NULL);
  UT_TRY(status);
  while ((status = ut_whole_table_next(t->whole, err)) == UT_OK)
    UT_TRY(add_row(t, err));
  return status == UT_END ? UT_OK : status;
}

static enum ut_status write_table(struct published_table *t, const char *path, struct ut_output *output,
                                  enum ut_format to, struct ut_error *err)
{
  static const char *const columns[] = {"insats", "kategori",   "post",  "kolumn",
                                        "delar",  "publicerat", "summa", "differens"};
  enum { COLUMNS = sizeof columns / sizeof *columns };
  struct ut_text names[COLUMNS];
  for (size_t i = 0; i < COLUMNS; i++)
    names[i] = ut_text_of(columns[i]);
  enum ut_status status = ut_writer_open(&t->writer, output, to, names, COLUMNS, NULL, err);
  if (status == UT_OK && (status = write_differences(t, err)) == UT_BAD_INPUT)
    ut_error_at(err, path, 0, 0, NULL);
  enum ut_status closed = ut_writer_close(t->writer, status == UT_OK, err);
  return status == UT_OK ? closed : status;
}

enum ut_status ut_published_write(const char *path, bool negate, struct ut_output *output, enum ut_format to,
                                  struct ut_run *run, struct ut_error *err)
{
  struct published_table t = {.negate = negate};
  enum ut_status status = read_table(&t, path, run, err);
  if (status == UT_OK)
    status = write_table(&t, path, output, to, err);
  for (int i = 0; i < GROUPINGS; i++) {
    ut_chains_clear(&t.groupings[i].rows);
    free(t.groupings[i].summed);
  }
  ut_buf_clear(&t.name);
  free(t.rows);
  free(t.columns);
  ut_buf_clear(&t.cells);
  ut_whole_table_free(t.whole);
  return status;
}

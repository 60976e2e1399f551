/* A published budgetkalkyl held against its own parts: it is a page or two, read whole. */
#include "budget/calc.h"

#include <stdlib.h>
#include <strings.h>

#include "utfall/table.h"

enum { INSATS, KATEGORI, POST, NAMES };
static const char *const name_columns[NAMES] = {"insats", "kategori", "post"};

enum kind { LINE, SUBTOTAL, TOTAL };

struct cell {
  ut_money amount;
  bool there;
};

struct row {
  enum kind kind;
  struct ut_text names[NAMES];
  struct cell *cells; /* one per amount column */
  bool has_subtotal;  /* a line: its category has one, which is in the total instead */
};

struct table {
  struct ut_reader *reader;
  bool negate;
  ptrdiff_t names[NAMES]; /* places; -1: no such column */
  size_t *columns;        /* places of the periods, then of totalt */
  size_t periods;
  bool has_total; /* is there a column totalt? */
  struct row *rows;
  size_t count;
  struct ut_writer *writer;
};

static size_t width(const struct table *t)
{
  return t->periods + t->has_total;
}

/* ---- columns ---- */

static bool is_totalt(struct ut_text heading)
{
  static const char totalt[] = "totalt";
  return heading.len == strlen(totalt) && strncasecmp(heading.ptr, totalt, heading.len) == 0;
}

static enum ut_status find_columns(struct table *t, struct ut_error *err)
{
  size_t count = ut_reader_columns(t->reader), totalt = 0;
  struct ut_period period;
  t->columns = calloc(count + 1, sizeof *t->columns);
  if (!t->columns)
    return ut_error_nomem(err);
  for (size_t i = 0; i < NAMES; i++)
    t->names[i] = ut_reader_find(t->reader, ut_text_of(name_columns[i]));
  for (size_t i = 0; i < count; i++) {
    struct ut_text heading = ut_reader_column(t->reader, i);
    if (is_totalt(heading)) {
      t->has_total = true;
      totalt = i;
    } else if (ut_period_parse(heading, &period, NULL) == UT_OK) {
      t->columns[t->periods++] = i;
    }
  }
  if (t->has_total)
    t->columns[t->periods] = totalt;
  ut_reader_want_all(t->reader);
  if (width(t) == 0 && !ut_reader_is_empty(t->reader))
    return ut_error_set(err, UT_USAGE, "there is no column of amounts: no heading is a period or totalt");
  return ut_reader_need(t->reader, ut_text_of(name_columns[KATEGORI]), &t->names[KATEGORI], err);
}

/* ---- rows ---- */

/* In any case: tables are printed with SUMMA as well. */
static bool begins(struct ut_text t, const char *word)
{
  size_t len = strlen(word);
  return t.len >= len && strncasecmp(t.ptr, word, len) == 0;
}

static enum kind kind_of(const struct ut_text *names)
{
  struct ut_text kategori = names[KATEGORI], post = names[POST];
  if (ut_text_is(kategori, UT_ALL) || begins(kategori, "Total"))
    return TOTAL;
  bool sum = ut_text_is(post, UT_ALL) || begins(post, "Summa") || begins(post, "Netto") || begins(post, "Total");
  return sum ? SUBTOTAL : LINE;
}

/* Are they of one insats and, unless `all`, of one category? */
static bool together(const struct row *a, const struct row *b, bool all)
{
  return ut_text_equal(a->names[INSATS], b->names[INSATS]) &&
         (all || ut_text_equal(a->names[KATEGORI], b->names[KATEGORI]));
}

static enum ut_status copy_names(const struct table *t, const struct ut_row *from, struct row *to, struct ut_error *err)
{
  for (size_t i = 0; i < NAMES; i++) {
    struct ut_text cell = t->names[i] < 0 ? (struct ut_text){"", 0} : from->fields[t->names[i]];
    char *copy = ut_text_copy(cell);
    if (!copy)
      return ut_error_nomem(err);
    to->names[i] = (struct ut_text){copy, cell.len};
  }
  to->kind = kind_of(to->names);
  return UT_OK;
}

static enum ut_status read_cell(const struct table *t, struct ut_text text, struct cell *cell, struct ut_error *err)
{
  if (ut_text_is_no_figure(text))
    return UT_OK;
  cell->there = true;
  enum ut_status status = ut_money_parse(text, &cell->amount, err);
  if (status == UT_OK && t->negate && __builtin_sub_overflow(0, cell->amount, &cell->amount))
    status = ut_error_set(err, UT_BAD_INPUT, "the amount is too large to turn its sign");
  return status;
}

static enum ut_status read_cells(const struct table *t, const struct ut_row *from, struct row *to, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  to->cells = calloc(width(t), sizeof *to->cells);
  if (!to->cells)
    return ut_error_nomem(err);
  for (size_t i = 0; i < width(t) && status == UT_OK; i++) {
    char heading[UT_ERROR_FIELD];
    struct ut_text name = ut_reader_column(t->reader, t->columns[i]);
    size_t len = name.len < sizeof heading - 1 ? name.len : sizeof heading - 1;
    memcpy(heading, name.ptr, len);
    heading[len] = '\0';
    status = read_cell(t, from->fields[t->columns[i]], &to->cells[i], err);
    if (status != UT_OK)
      ut_error_at(err, NULL, 0, 0, heading);
  }
  return status;
}

static enum ut_status refuse_second(const struct table *t, const struct row *new, struct ut_error *err)
{
  for (const struct row *r = t->rows; r < new &&new->kind != LINE; r++)
    if (r->kind == new->kind && together(r, new, new->kind == TOTAL)) {
      enum ut_status status =
          ut_error_set(err, UT_BAD_INPUT, "a second total of %s", new->kind == TOTAL ? "everything" : "the category");
      ut_error_at(err, NULL, 0, 0, name_columns[t->names[POST] < 0 ? KATEGORI : POST]);
      return status;
    }
  return UT_OK;
}

static enum ut_status add_row(struct table *t, const struct ut_row *from, struct ut_error *err)
{
  struct row *grown = reallocarray(t->rows, t->count + 1, sizeof *grown);
  if (!grown)
    return ut_error_nomem(err);
  t->rows = grown;
  struct row *new = &grown[t->count];
  *new = (struct row){0};
  t->count++; /* what is copied so far is freed with the table */
  enum ut_status status = copy_names(t, from, new, err);
  if (status == UT_OK)
    status = read_cells(t, from, new, err);
  if (status == UT_OK)
    status = refuse_second(t, new, err);
  if (status != UT_OK)
    ut_error_at(err, from->source, from->line, 0, NULL);
  return status;
}

static void mark_lines(struct table *t)
{
  for (struct row *line = t->rows; line < t->rows + t->count; line++)
    for (const struct row *r = t->rows; r < t->rows + t->count && !line->has_subtotal; r++)
      line->has_subtotal = r->kind == SUBTOTAL && together(r, line, false);
}

/* ---- differences ---- */

struct sum {
  ut_money amount;
  size_t parts;
};

static enum ut_status add_part(struct sum *s, const struct cell *c, struct ut_error *err)
{
  s->parts += c->there;
  return c->there ? ut_money_add(&s->amount, c->amount, err) : UT_OK;
}

/* The parts of a total in its column. */
static enum ut_status sum_down(const struct table *t, const struct row *total, size_t column, struct sum *s,
                               struct ut_error *err)
{
  bool all = total->kind == TOTAL;
  for (const struct row *r = t->rows; r < t->rows + t->count; r++) {
    bool part = all ? r->kind == SUBTOTAL || (r->kind == LINE && !r->has_subtotal) : r->kind == LINE;
    if (part && together(r, total, all))
      UT_TRY(add_part(s, &r->cells[column], err));
  }
  return UT_OK;
}

static enum ut_status sum_across(const struct table *t, const struct row *row, struct sum *s, struct ut_error *err)
{
  for (size_t i = 0; i < t->periods; i++)
    UT_TRY(add_part(s, &row->cells[i], err));
  return UT_OK;
}

/* Writes the cell with its parts when they differ; a cell without parts is not compared. */
static enum ut_status compare(struct table *t, const struct row *row, size_t column, const struct sum *s,
                              const char *parts, bool *differs, struct ut_error *err)
{
  char printed[UT_MONEY_SIZE], summed[UT_MONEY_SIZE], left[UT_MONEY_SIZE];
  ut_money published = row->cells[column].amount, difference;
  *differs = s->parts > 0 && published != s->amount;
  if (!*differs)
    return UT_OK;
  UT_TRY(ut_money_subtract(published, s->amount, &difference, err));
  const struct ut_text cells[] = {row->names[INSATS],
                                  row->names[KATEGORI],
                                  row->names[POST],
                                  ut_reader_column(t->reader, t->columns[column]),
                                  ut_text_of(parts),
                                  ut_text_of(ut_money_format(published, printed)),
                                  ut_text_of(ut_money_format(s->amount, summed)),
                                  ut_text_of(ut_money_format(difference, left))};
  return ut_writer_row(t->writer, cells, err);
}

static enum ut_status check_cell(struct table *t, const struct row *row, size_t column, struct ut_error *err)
{
  struct sum down = {0}, across = {0};
  bool differs;
  if (row->kind != LINE)
    UT_TRY(sum_down(t, row, column, &down, err));
  UT_TRY(compare(t, row, column, &down, row->kind == TOTAL ? "kategorier" : "poster", &differs, err));
  if (differs || column < t->periods)
    return UT_OK;
  UT_TRY(sum_across(t, row, &across, err));
  return compare(t, row, column, &across, "perioder", &differs, err);
}

static enum ut_status write_differences(struct table *t, struct ut_error *err)
{
  for (size_t r = 0; r < t->count; r++)
    for (size_t i = 0; i < width(t); i++)
      if (t->rows[r].cells[i].there)
        UT_TRY(check_cell(t, &t->rows[r], i, err));
  return UT_OK;
}

/* ---- all of it ---- */

static enum ut_status read_table(struct table *t, const char *path, struct ut_error *err)
{
  struct ut_reader_options options = {.from = UT_AUTO};
  struct ut_row row;
  char *paths[] = {(char *)path};
  enum ut_status status = ut_reader_open(&t->reader, paths, 1, &options, err);
  if (status == UT_OK && (status = find_columns(t, err)) != UT_OK)
    ut_error_at(err, path, 0, 0, NULL);
  while (status == UT_OK && (status = ut_reader_next(t->reader, &row, err)) == UT_OK)
    status = add_row(t, &row, err);
  mark_lines(t);
  return status == UT_END ? UT_OK : status;
}

static enum ut_status write_table(struct table *t, const char *path, struct ut_output *output, enum ut_format to,
                                  struct ut_error *err)
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
                                  struct ut_error *err)
{
  struct table t = {.negate = negate};
  enum ut_status status = read_table(&t, path, err);
  if (status == UT_OK)
    status = write_table(&t, path, output, to, err);
  for (size_t i = 0; i < t.count; i++) {
    for (size_t k = 0; k < NAMES; k++)
      free((char *)t.rows[i].names[k].ptr);
    free(t.rows[i].cells);
  }
  free(t.rows);
  free(t.columns);
  ut_reader_free(t.reader);
  return status;
}

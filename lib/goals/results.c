/* Tables of results, held in memory: they have a row per group. */
#include "goals/results.h"

#include <stdlib.h>

#include "goals/aims.h"
#include "utfall/column.h"
#include "utfall/table.h"

/* A column, or the sum or difference of two; -1: the table has none. */
struct term {
  ptrdiff_t first, second;
  bool less; /* it is a difference */
};

/* The columns that a figure is read from. */
struct figure_columns {
  ptrdiff_t cell;
  struct term part, whole;
  bool of_size;
};

static bool has_parts(struct figure_columns from)
{
  return from.part.first >= 0 && from.whole.first >= 0;
}

/* The columns of `antal+saknas`; none where the table lacks one of them. */
static struct term find_term(const struct ut_reader *header, struct ut_text text)
{
  bool less = text.len > 0 && memchr(text.ptr, '-', text.len);
  struct ut_text rest = text, first;
  if (text.len == 0)
    return (struct term){.first = -1, .second = -1};
  ut_text_split(&rest, less ? '-' : '+', &first);
  struct term term = {ut_reader_find(header, first), rest.ptr ? ut_reader_find(header, rest) : -1, less};
  if (rest.ptr && term.second < 0)
    term.first = -1;
  return term;
}

/* A percentage and the columns that it is computed from, where the table has both. */
static struct figure_columns find_columns(const struct ut_results *r, struct ut_text column)
{
  const struct ut_reader *header = ut_whole_table_header(r->table);
  const struct ut_column *known = ut_column_of(column);
  struct figure_columns from = {.cell = ut_reader_find(header, column),
                                .part = {-1, -1, false},
                                .whole = {-1, -1, false},
                                .of_size = known->of_size};
  if (!known->part)
    return from;
  from.whole = find_term(header, ut_text_of(known->whole));
  for (struct ut_text rest = ut_text_of(known->part), part; from.part.first < 0 && ut_text_split(&rest, ' ', &part);)
    from.part = find_term(header, part);
  return from;
}

bool ut_results_have(const struct ut_results *r, struct ut_text column)
{
  struct figure_columns from = find_columns(r, column);
  return from.cell >= 0 || has_parts(from);
}

/* ---- which rows ---- */

static struct ut_text key_cell(const struct ut_results *r, size_t row, size_t key)
{
  return ut_whole_table_cell(r->table, row, (size_t)r->keys[key]);
}

/* Is it the code, written for people: Daglig verksamhet for daglig_verksamhet? */
static bool spells(struct ut_text wanted, struct ut_text code)
{
  char slug[UT_SLUG];
  return ut_text_equal(ut_text_slug_short(wanted, slug), code);
}

static bool same_key(const struct ut_results *r, size_t key, struct ut_text wanted, struct ut_text cell)
{
  bool same = ut_text_equal(wanted, cell);
  for (size_t i = 0; i < 2 && !same && r->labels[i]; i++)
    same = ut_text_equal(wanted, ut_labels_key(r->labels[i], key, cell));
  return same || (r->labels[0] && spells(wanted, cell));
}

static bool aims_at(const struct ut_results *r, const struct ut_target *target, size_t row)
{
  for (size_t i = 0; i < r->targets->key_count; i++)
    if (target->keys[i].len > 0 && !same_key(r, i, target->keys[i], key_cell(r, row, i)))
      return false;
  return true;
}

/* Leaves the rows with `*` in the column, if there are any. */
static size_t keep_totals(const struct ut_results *r, size_t *rows, size_t count, size_t column)
{
  size_t kept = 0;
  for (size_t i = 0; i < count; i++)
    if (ut_text_is(ut_whole_table_cell(r->table, rows[i], column), UT_ALL))
      rows[kept++] = rows[i];
  return kept > 0 ? kept : count;
}

static size_t keep_all_totals(const struct ut_results *r, size_t *rows, size_t count)
{
  for (size_t column = 0; column < ut_whole_table_columns(r->table); column++)
    if (!r->applies[column])
      count = keep_totals(r, rows, count, column);
  return count;
}

/* Is the target about this table: are its key columns there, and its figure? */
static bool concerns(const struct ut_results *r, const struct ut_target *target)
{
  for (size_t i = 0; i < r->targets->key_count; i++)
    if (target->keys[i].len > 0 && r->keys[i] < 0)
      return false;
  return ut_results_have(r, target->column);
}

static void apply_keys(struct ut_results *r, const struct ut_target *target)
{
  for (size_t i = 0; i < r->targets->key_count; i++)
    if (target->keys[i].len > 0)
      r->applies[r->keys[i]] = true;
}

size_t ut_results_find(struct ut_results *r, const struct ut_target *target)
{
  size_t count = 0;
  if (!concerns(r, target))
    return 0;
  memset(r->applies, 0, ut_whole_table_columns(r->table) * sizeof *r->applies);
  apply_keys(r, target);
  size_t candidates = ut_aims_rows(r->aims, (size_t)(target - r->targets->targets), r->rows);
  for (size_t i = 0; i < candidates; i++)
    if (aims_at(r, target, r->rows[i]))
      r->rows[count++] = r->rows[i];
  return keep_all_totals(r, r->rows, count);
}

/* ---- the rest ---- */

/* The keys that apply to any of the targets that are about this table; all it has where none is. */
static void apply_all_keys(struct ut_results *r)
{
  bool any = false;
  memset(r->applies, 0, ut_whole_table_columns(r->table) * sizeof *r->applies);
  for (size_t i = 0; i < r->targets->count; i++) {
    const struct ut_target *target = &r->targets->targets[i];
    if (concerns(r, target)) {
      apply_keys(r, target);
      any = true;
    }
  }
  for (size_t i = 0; i < r->targets->key_count && !any; i++)
    if (r->keys[i] >= 0)
      r->applies[r->keys[i]] = true;
}

/* Any order that has rows of the same keys together. */
static int compare_keys(const void *a, const void *b, void *context)
{
  const struct ut_results *r = context;
  size_t x = *(const size_t *)a, y = *(const size_t *)b;
  for (size_t column = 0; column < ut_whole_table_columns(r->table); column++) {
    struct ut_text s = ut_whole_table_cell(r->table, x, column), t = ut_whole_table_cell(r->table, y, column);
    int order = !r->applies[column] ? 0
                : s.len != t.len    ? (s.len > t.len) - (s.len < t.len)
                                    : memcmp(s.ptr, t.ptr, s.len);
    if (order != 0)
      return order;
  }
  return 0;
}

void ut_results_rest(struct ut_results *r)
{
  size_t rows = ut_whole_table_rows(r->table);
  apply_all_keys(r);
  for (size_t row = 0; row < rows; row++)
    r->rows[row] = row;
  qsort_r(r->rows, rows, sizeof *r->rows, compare_keys, r);
  for (size_t begin = 0, end; begin < rows; begin = end) {
    for (end = begin + 1; end < rows && compare_keys(&r->rows[begin], &r->rows[end], r) == 0;)
      end++;
    size_t count = keep_all_totals(r, r->rows + begin, end - begin);
    for (size_t i = begin; i < begin + count; i++)
      r->rest[r->rows[i]] = !r->aimed[r->rows[i]];
  }
}

/* ---- what they hold ---- */

static enum ut_status read_number(const struct ut_results *r, size_t row, ptrdiff_t column, struct ut_figure *out,
                                  struct ut_error *err)
{
  char quoted[UT_QUOTED];
  struct ut_text cell = column < 0 ? (struct ut_text){"", 0} : ut_whole_table_cell(r->table, row, (size_t)column);
  *out = (struct ut_figure){.missing = cell.len == 0, .exact = {0, 1}};
  if (out->missing || ut_fraction_parse(cell, &out->exact, &out->decimals))
    return UT_OK;
  ut_error_set(err, UT_BAD_INPUT, "%s is not a number", ut_quote(quoted, cell.ptr, cell.len));
  ut_whole_table_blame(r->table, row, (size_t)column, err);
  return UT_BAD_INPUT;
}

static enum ut_status refuse_size(const struct ut_results *r, size_t row, ptrdiff_t column, struct ut_error *err)
{
  ut_error_set(err, UT_BAD_INPUT, "the share is too large to be held against a target");
  ut_whole_table_blame(r->table, row, (size_t)column, err);
  return UT_BAD_INPUT;
}

static enum ut_status read_term(const struct ut_results *r, size_t row, struct term term, struct ut_figure *out,
                                struct ut_error *err)
{
  struct ut_figure second;
  UT_TRY(read_number(r, row, term.first, out, err));
  if (term.second < 0)
    return UT_OK;
  UT_TRY(read_number(r, row, term.second, &second, err));
  out->missing = out->missing || second.missing;
  if (!term.less)
    second.exact.numerator = -second.exact.numerator;
  if (out->missing || ut_fraction_subtract(out->exact, second.exact, &out->exact))
    return UT_OK;
  return refuse_size(r, row, term.first, err);
}

/* *done is false where the parts are not there, and the cell itself must do. */
static enum ut_status read_share(const struct ut_results *r, size_t row, struct figure_columns from,
                                 struct ut_figure *out, bool *done, struct ut_error *err)
{
  struct ut_figure part, whole;
  UT_TRY(read_term(r, row, from.part, &part, err));
  UT_TRY(read_term(r, row, from.whole, &whole, err));
  if (from.of_size && whole.exact.numerator < 0)
    whole.exact.numerator = -whole.exact.numerator;
  *done = !part.missing && !whole.missing;
  *out = (struct ut_figure){.share = true, .missing = whole.exact.numerator == 0, .exact = {0, 1}};
  if (!*done || out->missing || ut_fraction_percent(part.exact, whole.exact, &out->exact))
    return UT_OK;
  return refuse_size(r, row, from.part.first, err);
}

enum ut_status ut_results_figure(const struct ut_results *r, size_t row, struct ut_text column, struct ut_figure *out,
                                 struct ut_error *err)
{
  struct figure_columns from = find_columns(r, column);
  bool done = false;
  if (has_parts(from))
    UT_TRY(read_share(r, row, from, out, &done, err));
  return done ? UT_OK : read_number(r, row, from.cell, out, err);
}

enum ut_status ut_results_bounds(const struct ut_results *r, size_t row, struct ut_text column, struct ut_bounds *out,
                                 struct ut_error *err)
{
  const struct ut_column *known = ut_column_of(column);
  *out = (struct ut_bounds){.missing = true};
  if (!known->least || ut_reader_find(ut_whole_table_header(r->table), ut_text_of(known->least)) < 0 ||
      ut_reader_find(ut_whole_table_header(r->table), ut_text_of(known->most)) < 0)
    return UT_OK;
  UT_TRY(ut_results_figure(r, row, ut_text_of(known->least), &out->least, err));
  UT_TRY(ut_results_figure(r, row, ut_text_of(known->most), &out->most, err));
  out->missing = out->least.missing || out->most.missing;
  return UT_OK;
}

/* ---- all of it ---- */

static enum ut_status prepare(struct ut_results *r, const struct ut_classes *classes, struct ut_error *err)
{
  const struct ut_targets *t = r->targets;
  size_t rows = ut_whole_table_rows(r->table) + 1;
  r->keys = calloc(t->key_count + 1, sizeof *r->keys);
  r->applies = calloc(ut_whole_table_columns(r->table) + 1, sizeof *r->applies);
  r->rows = calloc(rows, sizeof *r->rows);
  r->aimed = calloc(rows, sizeof *r->aimed);
  r->rest = calloc(rows, sizeof *r->rest);
  if (!r->keys || !r->applies || !r->rows || !r->aimed || !r->rest)
    return ut_error_nomem(err);
  for (size_t i = 0; i < t->key_count; i++)
    r->keys[i] = ut_reader_find(ut_whole_table_header(r->table), t->key_names[i]);
  for (enum ut_language i = UT_SWEDISH; i <= UT_ENGLISH && t->published; i++)
    if (ut_labels_new(&r->labels[i], t->key_names, t->key_count, ut_classes_labels(classes), i) != UT_OK)
      return ut_error_nomem(err);
  return ut_aims_new(&r->aims, r) == UT_OK ? UT_OK : ut_error_nomem(err);
}

enum ut_status ut_results_load(struct ut_results *r, const char *path, const struct ut_reader_options *options,
                               const struct ut_targets *targets, const struct ut_classes *classes, struct ut_error *err)
{
  *r = (struct ut_results){.targets = targets};
  UT_TRY(ut_whole_table_load(&r->table, path, options, err));
  return prepare(r, classes, err);
}

void ut_results_clear(struct ut_results *r)
{
  ut_aims_free(r->aims);
  ut_whole_table_free(r->table);
  ut_labels_free(r->labels[0]);
  ut_labels_free(r->labels[1]);
  free(r->keys);
  free(r->applies);
  free(r->rows);
  free(r->aimed);
  free(r->rest);
}

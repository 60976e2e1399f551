/* Turning a tidy table: every key is known by its rank of appearance, a cell by the ranks of its keys. A key stands at
 * a place of its own: the totals tell the order where there are any, since nothing is lacking among them. */
#include "table/pivot.h"

#include <stdlib.h>

#include "utfall/column.h"
#include "base/distinct.h"

#include "stream/keys.h"

/* Rank of the key `*`, which sorts last. */
#define STAR UINT32_MAX

struct cell {
  const char *source; /* where it was added */
  size_t line;
  bool hidden;
};

struct ut_pivot {
  struct ut_pivot_spec spec;
  ptrdiff_t hidden;   /* the column skyddad, or -1 */
  size_t *rows;       /* spec.rows, and behind them the col where there is one */
  size_t *others;     /* columns that are neither keys, value nor numbers: they tell why a cell stands twice */
  size_t other_count; /* a cell has 1 + other_count texts in `values` */
  size_t keys;        /* row_count + 1; without a `col` the last rank is always 0 */
  struct ut_distinct *ranks;
  bool star_head;
  uint32_t *tuple;           /* the ranks of the row being added */
  struct ut_distinct tuples; /* of the cells: a cell's number is that of its tuple */
  struct ut_texts values;
  struct ut_buf cells; /* struct cell */
  uint32_t *order;     /* cells in the order in which they are shown */
  uint32_t **places;   /* of each key, by rank */
  uint32_t *heads;     /* ranks of the last key, by place */
  size_t at;
  struct ut_text *row_keys;
  struct ut_pivot_cell *row_cells;
};

/* ---- making ---- */

static bool is_key(const struct ut_pivot_spec *spec, size_t column)
{
  for (size_t i = 0; i < spec->row_count; i++) {
    if (spec->rows[i] == column)
      return true;
  }
  return spec->col == (ptrdiff_t)column;
}

/* Numbers are results, not what tells rows apart. */
static void find_others(struct ut_pivot *p)
{
  const struct ut_pivot_spec *spec = &p->spec;
  p->hidden = -1;
  for (size_t i = 0; i < spec->columns; i++) {
    const struct ut_column *column = ut_column_of(spec->names[i]);
    if (column->role == UT_ROLE_MARK)
      p->hidden = (ptrdiff_t)i;
    else if (i != spec->value && !is_key(spec, i) && !ut_column_is_number(column))
      p->others[p->other_count++] = i;
  }
}

enum ut_status ut_pivot_new(struct ut_pivot **out, const struct ut_pivot_spec *spec)
{
  struct ut_pivot *p = calloc(1, sizeof *p);
  *out = NULL;
  if (!p)
    return UT_NOMEM;
  p->spec = *spec;
  p->keys = spec->row_count + 1;
  p->rows = calloc(p->keys, sizeof *p->rows);
  p->others = calloc(spec->columns + 1, sizeof *p->others);
  p->ranks = calloc(p->keys, sizeof *p->ranks);
  p->tuple = calloc(p->keys, sizeof *p->tuple);
  p->row_keys = calloc(p->keys, sizeof *p->row_keys);
  p->places = calloc(p->keys, sizeof *p->places);
  if (!p->rows || !p->others || !p->ranks || !p->tuple || !p->row_keys || !p->places) {
    ut_pivot_free(p);
    return UT_NOMEM;
  }
  if (spec->row_count)
    memcpy(p->rows, spec->rows, spec->row_count * sizeof *p->rows);
  if (spec->col >= 0)
    p->rows[spec->row_count] = (size_t)spec->col;
  p->spec.rows = p->rows;
  find_others(p);
  *out = p;
  return UT_OK;
}

/* ---- adding ---- */

/* The column of key number `key`; -1 for the head without a `col`. */
static ptrdiff_t key_column(const struct ut_pivot *p, size_t key)
{
  return key < p->spec.row_count ? (ptrdiff_t)p->rows[key] : p->spec.col;
}

static enum ut_status rank(struct ut_pivot *p, size_t key, const struct ut_text *fields)
{
  ptrdiff_t column = key_column(p, key);
  if (column < 0)
    return UT_OK;
  if (!ut_text_is(fields[column], "*"))
    return ut_distinct_add(&p->ranks[key], fields[column], &p->tuple[key]);
  p->tuple[key] = STAR;
  if (key == p->spec.row_count)
    p->star_head = true;
  return UT_OK;
}

static enum ut_status add_cell(struct ut_pivot *p, const struct ut_row *row)
{
  struct ut_text value = row->fields[p->spec.value];
  struct cell cell = {row->source, row->line, value.len == 0 && p->hidden >= 0 && row->fields[p->hidden].len > 0};
  enum ut_status status = ut_buf_add(&p->cells, &cell, sizeof cell);
  if (!status)
    status = ut_texts_add(&p->values, value);
  for (size_t i = 0; i < p->other_count && !status; i++)
    status = ut_texts_add(&p->values, row->fields[p->others[i]]);
  return status;
}

static const struct cell *get_cell(const struct ut_pivot *p, size_t index)
{
  return (const struct cell *)(const void *)p->cells.ptr + index;
}

/* Part 0 is the value. */
static struct ut_text cell_part(const struct ut_pivot *p, size_t index, size_t part)
{
  return ut_texts_get(&p->values, index * (1 + p->other_count) + part);
}

/* Appends the names of the columns that tell the row from the cell's first one. */
static enum ut_status describe_difference(const struct ut_pivot *p, size_t cell, const struct ut_row *row,
                                          struct ut_buf *out)
{
  enum ut_status status = UT_OK;
  const char *separator = "";
  for (size_t i = 0; i < p->other_count && !status; i++) {
    if (ut_text_equal(cell_part(p, cell, i + 1), row->fields[p->others[i]]))
      continue;
    struct ut_text name = p->spec.names[p->others[i]];
    char shown[UT_QUOTED];
    status = ut_buf_format(out, "%s%s", separator, ut_quote_name(shown, name.ptr, name.len));
    separator = ", ";
  }
  return status;
}

static enum ut_status refuse(struct ut_pivot *p, size_t cell, const struct ut_row *row, struct ut_error *err)
{
  struct ut_buf keys = {0}, difference = {0};
  const struct cell *first = get_cell(p, cell);
  size_t count = p->spec.row_count + (p->spec.col >= 0);
  enum ut_status status = ut_keys_describe(&keys, p->spec.names, p->rows, count, row);
  if (!status)
    status = describe_difference(p, cell, row, &difference);
  const char *where = status ? NULL : ut_buf_string(&keys);
  const char *what = status ? NULL : ut_buf_string(&difference);
  if (!where || !what)
    status = UT_NOMEM;
  else if (difference.len)
    status = ut_error_set(err, UT_BAD_INPUT,
                          "two rows for %s (the first is %s:%zu); they differ in %s: make it a row or column key, or "
                          "select one value of it",
                          where, first->source, first->line, what);
  else
    status =
        ut_error_set(err, UT_BAD_INPUT, "two rows for %s (the first is %s:%zu)", where, first->source, first->line);
  ut_buf_clear(&keys);
  ut_buf_clear(&difference);
  return status;
}

enum ut_status ut_pivot_add(struct ut_pivot *p, const struct ut_row *row, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (size_t key = 0; key < p->keys && !status; key++)
    status = rank(p, key, row->fields);
  size_t before = ut_texts_count(&p->tuples.texts);
  uint32_t number = 0;
  if (!status)
    status = ut_distinct_add(&p->tuples, (struct ut_text){(const char *)p->tuple, p->keys * sizeof *p->tuple}, &number);
  if (!status)
    status = number == before ? add_cell(p, row) : refuse(p, number, row, err);
  if (status == UT_NOMEM)
    return ut_error_nomem(err);
  if (status) {
    ut_error_at(err, row->source, row->line, 0, NULL);
    return status;
  }
  return UT_OK;
}

/* ---- showing ---- */

static const uint32_t *cell_tuple(const struct ut_pivot *p, uint32_t cell)
{
  return (const uint32_t *)(const void *)ut_texts_get(&p->tuples.texts, cell).ptr;
}

/* Is every other key of the cell `*`? */
static bool is_total_of(const struct ut_pivot *p, const uint32_t *tuple, size_t key)
{
  for (size_t i = 0; i < p->keys; i++) {
    if (i != key && tuple[i] != STAR && key_column(p, i) >= 0)
      return false;
  }
  return true;
}

/* Gives the ranks of a key that have none the next places, as they appear among the totals or in all cells. */
static void give_places(struct ut_pivot *p, size_t key, bool totals, uint32_t *next)
{
  for (uint32_t i = 0; i < ut_texts_count(&p->tuples.texts); i++) {
    const uint32_t *tuple = cell_tuple(p, i);
    if (tuple[key] != STAR && p->places[key][tuple[key]] == STAR && (!totals || is_total_of(p, tuple, key)))
      p->places[key][tuple[key]] = (*next)++;
  }
}

static enum ut_status place_keys(struct ut_pivot *p)
{
  for (size_t key = 0; key < p->keys; key++) {
    size_t count = ut_texts_count(&p->ranks[key].texts) + 1;
    uint32_t next = 0;
    p->places[key] = malloc(count * sizeof **p->places);
    if (!p->places[key])
      return UT_NOMEM;
    memset(p->places[key], 0xFF, count * sizeof **p->places);
    give_places(p, key, true, &next);
    give_places(p, key, false, &next);
  }
  return UT_OK;
}

static uint32_t place_of(const struct ut_pivot *p, size_t key, uint32_t number)
{
  return number == STAR ? STAR : p->places[key][number];
}

static int compare_cells(const void *a, const void *b, void *context)
{
  const struct ut_pivot *p = context;
  const uint32_t *x = cell_tuple(p, *(const uint32_t *)a), *y = cell_tuple(p, *(const uint32_t *)b);
  for (size_t i = 0; i < p->keys; i++) {
    if (x[i] != y[i])
      return place_of(p, i, x[i]) < place_of(p, i, y[i]) ? -1 : 1;
  }
  return 0;
}

enum ut_status ut_pivot_sort(struct ut_pivot *p)
{
  size_t count = ut_texts_count(&p->tuples.texts);
  p->order = calloc(count + 1, sizeof *p->order);
  p->row_cells = calloc(ut_pivot_heads(p) + 1, sizeof *p->row_cells);
  p->heads = calloc(ut_pivot_heads(p) + 1, sizeof *p->heads);
  if (!p->order || !p->row_cells || !p->heads || place_keys(p))
    return UT_NOMEM;
  for (size_t i = 0; i < count; i++)
    p->order[i] = (uint32_t)i;
  for (uint32_t i = 0; i < ut_texts_count(&p->ranks[p->spec.row_count].texts); i++)
    p->heads[place_of(p, p->spec.row_count, i)] = i;
  qsort_r(p->order, count, sizeof *p->order, compare_cells, p);
  return UT_OK;
}

static struct ut_text key_text(const struct ut_pivot *p, size_t key, uint32_t number)
{
  return number == STAR ? ut_text_of("*") : ut_texts_get(&p->ranks[key].texts, number);
}

size_t ut_pivot_heads(const struct ut_pivot *p)
{
  return p->spec.col < 0 ? 1 : ut_texts_count(&p->ranks[p->spec.row_count].texts) + p->star_head;
}

struct ut_text ut_pivot_head(const struct ut_pivot *p, size_t index)
{
  if (p->spec.col < 0)
    return (struct ut_text){"", 0};
  size_t last = p->spec.row_count, named = ut_texts_count(&p->ranks[last].texts);
  return key_text(p, last, index < named ? p->heads[index] : STAR);
}

static struct ut_pivot_cell *row_cell(const struct ut_pivot *p, const uint32_t *tuple)
{
  uint32_t head = tuple[p->spec.row_count];
  if (p->spec.col < 0)
    return p->row_cells;
  return &p->row_cells[head == STAR ? ut_pivot_heads(p) - 1 : place_of(p, p->spec.row_count, head)];
}

/* Is the row part of what the total row stands for? */
static bool is_part(const uint32_t *row, const uint32_t *total, size_t keys)
{
  for (size_t key = 0; key < keys; key++) {
    if (total[key] != row[key] && total[key] != STAR)
      return false;
  }
  return true;
}

/* Marks the totals that were not computed in the row of order[first]. Its parts stand before it, `*` being last, and
 * behind the last row that differs in a key before the first `*`. */
static void mark_unknown(struct ut_pivot *p, size_t first)
{
  const uint32_t *total = cell_tuple(p, p->order[first]);
  size_t keys = p->spec.row_count, same = 0;
  struct ut_pivot_cell *last = &p->row_cells[ut_pivot_heads(p) - 1];
  if (p->star_head && last->state == UT_CELL_NONE)
    last->state = UT_CELL_UNKNOWN;
  while (same < keys && total[same] != STAR)
    same++;
  for (size_t i = same < keys ? first : 0; i-- > 0;) {
    const uint32_t *tuple = cell_tuple(p, p->order[i]);
    if (memcmp(tuple, total, same * sizeof *tuple) != 0)
      return;
    struct ut_pivot_cell *cell = row_cell(p, tuple);
    if (cell->state == UT_CELL_NONE && is_part(tuple, total, keys))
      cell->state = UT_CELL_UNKNOWN;
  }
}

bool ut_pivot_next(struct ut_pivot *p, struct ut_pivot_row *row)
{
  size_t count = ut_texts_count(&p->tuples.texts), start = p->at, last = p->spec.row_count;
  if (start == count)
    return false;
  const uint32_t *first = cell_tuple(p, p->order[start]);
  for (size_t key = 0; key < last; key++)
    p->row_keys[key] = key_text(p, key, first[key]);
  memset(p->row_cells, 0, ut_pivot_heads(p) * sizeof *p->row_cells);
  for (; p->at < count; p->at++) {
    uint32_t cell = p->order[p->at];
    const uint32_t *tuple = cell_tuple(p, cell);
    if (memcmp(tuple, first, last * sizeof *tuple) != 0)
      break;
    enum ut_cell_state state = get_cell(p, cell)->hidden ? UT_CELL_HIDDEN : UT_CELL_HELD;
    *row_cell(p, tuple) = (struct ut_pivot_cell){cell_part(p, cell, 0), state};
  }
  mark_unknown(p, start);
  *row = (struct ut_pivot_row){p->row_keys, p->row_cells};
  return true;
}

void ut_pivot_free(struct ut_pivot *p)
{
  if (!p)
    return;
  for (size_t i = 0; p->ranks && i < p->keys; i++)
    ut_distinct_clear(&p->ranks[i]);
  for (size_t i = 0; p->places && i < p->keys; i++)
    free(p->places[i]);
  ut_distinct_clear(&p->tuples);
  ut_texts_clear(&p->values);
  ut_buf_clear(&p->cells);
  free(p->rows);
  free(p->others);
  free(p->ranks);
  free(p->tuple);
  free(p->order);
  free(p->places);
  free(p->heads);
  free(p->row_keys);
  free(p->row_cells);
  free(p);
}

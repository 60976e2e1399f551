/* Turning a tidy table: every key is known by its rank of appearance, a cell by the ranks of its keys. A key has a
 * place of its own: the totals give the order where there are any, since every key occurs among them. */
#include "table/pivot.h"

#include <stdlib.h>

#include "utfall/column.h"
#include "model/alike.h"
#include "stream/keys.h"

struct cell {
  const char *source; /* where it was added */
  size_t line;
  bool hidden;
};

struct ut_pivot {
  struct ut_pivot_spec spec;
  ptrdiff_t hidden;    /* the column skyddad, or -1 */
  size_t *others;      /* columns that are neither keys, value nor numbers: they explain why a cell is there twice */
  size_t other_count;  /* a cell has 1 + other_count texts in `values` */
  struct ut_keys keys; /* of the cells: spec.rows, and behind them the col where there is one */
  bool star_head;
  struct ut_texts values;
  struct ut_buf cells; /* struct cell, by number of keys */
  uint32_t *order;     /* cells in the order in which they are shown */
  uint32_t **places;   /* of each key, by rank */
  uint32_t *heads;     /* ranks of the last key, by place */
  size_t *seen;        /* of each key: ranks that have been shown to the run */
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

/* Numbers are results; they do not tell rows apart. */
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
  struct ut_pivot *p = *out = calloc(1, sizeof *p);
  size_t count = spec->row_count, *columns = calloc(count + 1, sizeof *columns);
  enum ut_status status = p && columns ? UT_OK : UT_NOMEM;
  for (size_t i = 0; i < count && columns; i++)
    columns[i] = spec->rows[i];
  if (columns && spec->col >= 0)
    columns[count++] = (size_t)spec->col;
  if (status == UT_OK)
    status = ut_keys_init(&p->keys, columns, count);
  free(columns);
  UT_TRY(status);
  p->spec = *spec;
  p->spec.rows = p->keys.columns;
  p->others = calloc(spec->columns + 1, sizeof *p->others);
  p->row_keys = calloc(count + 1, sizeof *p->row_keys);
  p->places = calloc(count + 1, sizeof *p->places);
  p->seen = calloc(count + 1, sizeof *p->seen);
  if (!p->seen || !p->others || !p->row_keys || !p->places)
    return UT_NOMEM;
  find_others(p);
  return UT_OK;
}

/* ---- adding ---- */

static enum ut_status add_cell(struct ut_pivot *p, const struct ut_row *row)
{
  struct ut_text value = row->fields[p->spec.value];
  struct cell cell = {row->source, row->line, value.len == 0 && p->hidden >= 0 && row->fields[p->hidden].len > 0};
  UT_TRY(ut_buf_add(&p->cells, &cell, sizeof cell));
  UT_TRY(ut_texts_add(&p->values, value));
  for (size_t i = 0; i < p->other_count; i++)
    UT_TRY(ut_texts_add(&p->values, row->fields[p->others[i]]));
  return UT_OK;
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
static void describe_difference(const struct ut_pivot *p, size_t cell, const struct ut_row *row, struct ut_buf *out)
{
  for (size_t i = 0; i < p->other_count; i++) {
    char shown[UT_QUOTED];
    struct ut_text name = p->spec.names[p->others[i]];
    if (!ut_text_equal(cell_part(p, cell, i + 1), row->fields[p->others[i]]))
      ut_buf_format(out, "%s%s", out->len > 0 ? ", " : "", ut_quote_name(shown, name.ptr, name.len));
  }
}

static enum ut_status refuse(struct ut_pivot *p, size_t cell, const struct ut_row *row, struct ut_error *err)
{
  struct ut_buf keys = {0}, difference = {0};
  const struct cell *first = get_cell(p, cell);
  ut_keys_describe(&keys, p->spec.names, p->keys.columns, p->keys.count, row);
  describe_difference(p, cell, row, &difference);
  const char *where = ut_buf_string(&keys), *what = ut_buf_string(&difference);
  enum ut_status status = where && what ? UT_BAD_INPUT : UT_NOMEM;
  if (status == UT_BAD_INPUT && difference.len > 0)
    ut_error_set(err, status,
                 "two rows for %s (the first is %s:%zu); they differ in %s: make it a row or column key, or select one "
                 "value of it",
                 where, first->source, first->line, what);
  else if (status == UT_BAD_INPUT)
    ut_error_set(err, status, "two rows for %s (the first is %s:%zu)", where, first->source, first->line);
  ut_error_at(err, row->source, row->line, 0, NULL);
  ut_buf_clear(&keys);
  ut_buf_clear(&difference);
  return status;
}

/* The values of a row that are the first of theirs. */
static enum ut_status see_keys(const struct ut_pivot *p, const struct ut_row *row)
{
  const struct ut_alike_place place = {row->source, row->line};
  for (size_t i = 0; i < p->keys.count; i++) {
    size_t column = p->keys.columns[i], ranks = ut_distinct_count(&p->keys.ranks[i]);
    if (ranks == p->seen[i])
      continue;
    p->seen[i] = ranks;
    UT_TRY(ut_alike_see(p->spec.run, p->spec.names[column], row->fields[column], place));
  }
  return UT_OK;
}

enum ut_status ut_pivot_add(struct ut_pivot *p, const struct ut_row *row, struct ut_error *err)
{
  size_t before = ut_keys_entered(&p->keys);
  uint32_t number;
  enum ut_status status = ut_keys_enter(&p->keys, row->fields, &number);
  if (status == UT_OK)
    status = number == before ? add_cell(p, row) : refuse(p, number, row, err);
  if (status == UT_OK)
    status = see_keys(p, row);
  return status == UT_NOMEM ? ut_error_nomem(err) : status;
}

/* ---- showing ---- */

/* Is every other key of the cell `*`? */
static bool is_total_of(const struct ut_pivot *p, const uint32_t *tuple, size_t key)
{
  for (size_t i = 0; i < p->keys.count; i++) {
    if (i != key && tuple[i] != UT_KEY_ALL)
      return false;
  }
  return true;
}

/* Gives the ranks of a key that have none the next places, as they appear among the totals or in all cells. */
static void give_places(struct ut_pivot *p, size_t key, bool totals, uint32_t *next)
{
  for (size_t i = 0; i < ut_keys_entered(&p->keys); i++) {
    const uint32_t *tuple = ut_keys_tuple(&p->keys, i);
    if (tuple[key] != UT_KEY_ALL && p->places[key][tuple[key]] == UT_KEY_ALL && (!totals || is_total_of(p, tuple, key)))
      p->places[key][tuple[key]] = (*next)++;
  }
}

static enum ut_status place_keys(struct ut_pivot *p)
{
  for (size_t key = 0; key < p->keys.count; key++) {
    size_t count = ut_distinct_count(&p->keys.ranks[key]) + 1;
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
  return number == UT_KEY_ALL ? UT_KEY_ALL : p->places[key][number];
}

static int compare_cells(const void *a, const void *b, void *context)
{
  const struct ut_pivot *p = context;
  const uint32_t *x = ut_keys_tuple(&p->keys, *(const uint32_t *)a), *y = ut_keys_tuple(&p->keys, *(const uint32_t *)b);
  for (size_t i = 0; i < p->keys.count; i++) {
    if (x[i] != y[i])
      return place_of(p, i, x[i]) < place_of(p, i, y[i]) ? -1 : 1;
  }
  return 0;
}

/* How many values the column key has, `*` apart; 0 without a column key. */
static size_t named_heads(const struct ut_pivot *p)
{
  return p->spec.col < 0 ? 0 : ut_distinct_count(&p->keys.ranks[p->spec.row_count]);
}

enum ut_status ut_pivot_sort(struct ut_pivot *p)
{
  size_t count = ut_keys_entered(&p->keys), last = p->spec.row_count;
  for (size_t i = 0; i < count && p->spec.col >= 0; i++)
    p->star_head |= ut_keys_tuple(&p->keys, i)[last] == UT_KEY_ALL;
  p->order = calloc(count + 1, sizeof *p->order);
  p->row_cells = calloc(ut_pivot_heads(p) + 1, sizeof *p->row_cells);
  p->heads = calloc(ut_pivot_heads(p) + 1, sizeof *p->heads);
  if (!p->order || !p->row_cells || !p->heads || place_keys(p))
    return UT_NOMEM;
  for (size_t i = 0; i < count; i++)
    p->order[i] = (uint32_t)i;
  for (uint32_t i = 0; i < named_heads(p); i++)
    p->heads[place_of(p, last, i)] = i;
  qsort_r(p->order, count, sizeof *p->order, compare_cells, p);
  return UT_OK;
}

size_t ut_pivot_heads(const struct ut_pivot *p)
{
  return p->spec.col < 0 ? 1 : named_heads(p) + p->star_head;
}

struct ut_text ut_pivot_head(const struct ut_pivot *p, size_t index)
{
  if (p->spec.col < 0)
    return (struct ut_text){"", 0};
  return ut_keys_value(&p->keys, p->spec.row_count, index < named_heads(p) ? p->heads[index] : UT_KEY_ALL);
}

static struct ut_pivot_cell *row_cell(const struct ut_pivot *p, const uint32_t *tuple)
{
  if (p->spec.col < 0)
    return p->row_cells;
  uint32_t head = tuple[p->spec.row_count];
  return &p->row_cells[head == UT_KEY_ALL ? ut_pivot_heads(p) - 1 : place_of(p, p->spec.row_count, head)];
}

/* Is the row a part of the total row? */
static bool is_part(const uint32_t *row, const uint32_t *total, size_t keys)
{
  for (size_t key = 0; key < keys; key++) {
    if (total[key] != row[key] && total[key] != UT_KEY_ALL)
      return false;
  }
  return true;
}

/* Marks the totals that were not computed in the row of order[first]. Its parts come before it, since `*` is last, and
 * after the last row that differs in a key before the first `*`. */
static void mark_unknown(struct ut_pivot *p, size_t first)
{
  const uint32_t *total = ut_keys_tuple(&p->keys, p->order[first]);
  size_t keys = p->spec.row_count, same = 0;
  struct ut_pivot_cell *last = &p->row_cells[ut_pivot_heads(p) - 1];
  if (p->star_head && last->state == UT_CELL_NONE)
    last->state = UT_CELL_UNKNOWN;
  while (same < keys && total[same] != UT_KEY_ALL)
    same++;
  for (size_t i = same < keys ? first : 0; i-- > 0;) {
    const uint32_t *tuple = ut_keys_tuple(&p->keys, p->order[i]);
    if (memcmp(tuple, total, same * sizeof *tuple) != 0)
      return;
    struct ut_pivot_cell *cell = row_cell(p, tuple);
    if (cell->state == UT_CELL_NONE && is_part(tuple, total, keys))
      cell->state = UT_CELL_UNKNOWN;
  }
}

bool ut_pivot_next(struct ut_pivot *p, struct ut_pivot_row *row)
{
  size_t count = ut_keys_entered(&p->keys), start = p->at, last = p->spec.row_count;
  if (start == count)
    return false;
  const uint32_t *first = ut_keys_tuple(&p->keys, p->order[start]);
  for (size_t key = 0; key < last; key++)
    p->row_keys[key] = ut_keys_value(&p->keys, key, first[key]);
  memset(p->row_cells, 0, ut_pivot_heads(p) * sizeof *p->row_cells);
  for (; p->at < count; p->at++) {
    uint32_t cell = p->order[p->at];
    const uint32_t *tuple = ut_keys_tuple(&p->keys, cell);
    if (memcmp(tuple, first, last * sizeof *tuple) != 0)
      break;
    enum ut_cell_state state = get_cell(p, cell)->hidden ? UT_CELL_HIDDEN : UT_CELL_VALUE;
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
  for (size_t i = 0; p->places && i < p->keys.count; i++)
    free(p->places[i]);
  ut_keys_clear(&p->keys);
  ut_texts_clear(&p->values);
  ut_buf_clear(&p->cells);
  free(p->others);
  free(p->order);
  free(p->places);
  free(p->heads);
  free(p->row_keys);
  free(p->seen);
  free(p->row_cells);
  free(p);
}

/* Turning a tidy table: every key is known by its rank of appearance, a cell by the ranks of its keys. A key has a
 * place of its own: the totals give the order where there are any, since every key occurs among them. */
#include "table/pivot.h"

#include <stdlib.h>

#include "utfall/column.h"
#include "model/alike.h"
#include "stream/keys.h"

struct pivot_cell {
  const char *source; /* where it was added */
  size_t line;
  uint32_t head;
};

struct ut_pivot {
  struct ut_pivot_spec spec;
  ptrdiff_t hidden; /* the column skyddad, or -1 */
  ptrdiff_t target; /* the column without which some values are not there, or -1 */
  size_t *columns;  /* the keys' and the values' */
  size_t *others;   /* columns that are neither keys, values nor numbers: they explain why a cell is there twice */
  size_t other_count;
  size_t parts;        /* of a cell in `values`: the values, the others; where there are any, target and mark */
  struct ut_keys keys; /* of the cells: spec.rows, and behind them spec.cols */
  struct ut_distinct head_tuples; /* the last ranks of the cells' */
  struct ut_texts values;
  struct ut_buf cells; /* struct pivot_cell, by number of keys */
  uint32_t *order;     /* cells in the order in which they are shown */
  uint32_t **places;   /* of each key, by rank */
  uint32_t *heads;     /* numbers of head_tuples, by place */
  uint32_t *head_places;
  size_t *totals; /* places of the heads with a `*` in them */
  size_t total_count;
  size_t *seen; /* of each key: ranks that have been shown to the run */
  size_t at;
  struct ut_text *row_keys;
  struct ut_pivot_cell *row_cells;
};

/* ---- making ---- */

/* The ranks of a head's keys. */
static const uint32_t *head_tuple(const struct ut_pivot *p, size_t number)
{
  return (const uint32_t *)(const void *)ut_distinct_get(&p->head_tuples, number).ptr;
}

static bool is_used(const struct ut_pivot_spec *spec, size_t column)
{
  size_t count = spec->row_count + spec->col_count + spec->value_count;
  for (size_t i = 0; i < count; i++) /* they lie one behind another */
    if (spec->rows[i] == column)
      return true;
  return false;
}

/* Numbers are results; they do not tell rows apart. */
static void find_others(struct ut_pivot *p)
{
  const struct ut_pivot_spec *spec = &p->spec;
  p->hidden = p->target = -1;
  for (size_t i = 0; i < spec->value_count && p->target < 0; i++)
    p->target = ut_column_target(ut_column_of(spec->names[spec->values[i]]), spec->names, spec->columns);
  for (size_t i = 0; i < spec->columns; i++) {
    const struct ut_column *column = ut_column_of(spec->names[i]);
    if (column->role == UT_ROLE_MARK)
      p->hidden = (ptrdiff_t)i;
    else if (!is_used(spec, i) && !ut_column_is_number(column))
      p->others[p->other_count++] = i;
  }
}

/* The spec with columns of our own, one behind another. */
static enum ut_status take_columns(struct ut_pivot *p, const struct ut_pivot_spec *spec)
{
  const size_t *lists[] = {spec->rows, spec->cols, spec->values};
  const size_t counts[] = {spec->row_count, spec->col_count, spec->value_count};
  size_t *to = p->columns = calloc(counts[0] + counts[1] + counts[2] + 1, sizeof *p->columns);
  if (!to)
    return UT_NOMEM;
  for (size_t list = 0; list < 3; list++)
    for (size_t i = 0; i < counts[list]; i++)
      *to++ = lists[list][i];
  p->spec = *spec;
  p->spec.rows = p->columns;
  p->spec.cols = p->columns + counts[0];
  p->spec.values = p->spec.cols + counts[1];
  return UT_OK;
}

enum ut_status ut_pivot_new(struct ut_pivot **out, const struct ut_pivot_spec *spec)
{
  struct ut_pivot *p = *out = calloc(1, sizeof *p);
  size_t count = spec->row_count + spec->col_count;
  if (!p)
    return UT_NOMEM;
  UT_TRY(take_columns(p, spec));
  UT_TRY(ut_keys_init(&p->keys, p->columns, count));
  p->others = calloc(spec->columns + 1, sizeof *p->others);
  p->row_keys = calloc(count + 1, sizeof *p->row_keys);
  p->places = calloc(count + 1, sizeof *p->places);
  p->seen = calloc(count + 1, sizeof *p->seen);
  if (!p->seen || !p->others || !p->row_keys || !p->places)
    return UT_NOMEM;
  find_others(p);
  p->parts = spec->value_count + p->other_count + (p->target >= 0) + (p->hidden >= 0);
  return UT_OK;
}

/* ---- adding ---- */

static struct ut_text head_of(const struct ut_pivot *p, const uint32_t *tuple)
{
  const char *bytes = (const char *)(tuple + p->spec.row_count);
  return (struct ut_text){bytes, p->spec.col_count * sizeof *tuple};
}

static enum ut_status add_cell(struct ut_pivot *p, const struct ut_row *row, uint32_t number)
{
  struct pivot_cell cell = {row->source, row->line, 0};
  UT_TRY(ut_distinct_add(&p->head_tuples, head_of(p, ut_keys_tuple(&p->keys, number)), &cell.head));
  UT_TRY(ut_buf_add(&p->cells, &cell, sizeof cell));
  for (size_t i = 0; i < p->spec.value_count; i++)
    UT_TRY(ut_texts_add(&p->values, row->fields[p->spec.values[i]]));
  for (size_t i = 0; i < p->other_count; i++)
    UT_TRY(ut_texts_add(&p->values, row->fields[p->others[i]]));
  if (p->target >= 0)
    UT_TRY(ut_texts_add(&p->values, row->fields[p->target]));
  return p->hidden < 0 ? UT_OK : ut_texts_add(&p->values, row->fields[p->hidden]);
}

static const struct pivot_cell *get_cell(const struct ut_pivot *p, size_t index)
{
  return (const struct pivot_cell *)(const void *)p->cells.ptr + index;
}

/* The values are the first parts, the target and the mark are the last. */
static struct ut_text cell_part(const struct ut_pivot *p, size_t index, size_t part)
{
  return ut_texts_get(&p->values, index * p->parts + part);
}

/* Appends the names of the columns that tell the row from the cell's first one. */
static void describe_difference(const struct ut_pivot *p, size_t cell, const struct ut_row *row, struct ut_buf *out)
{
  for (size_t i = 0; i < p->other_count; i++) {
    char shown[UT_QUOTED];
    struct ut_text name = p->spec.names[p->others[i]];
    if (!ut_text_equal(cell_part(p, cell, p->spec.value_count + i), row->fields[p->others[i]]))
      ut_buf_format(out, "%s%s", out->len > 0 ? ", " : "", ut_quote_name(shown, name.ptr, name.len));
  }
}

static enum ut_status refuse(struct ut_pivot *p, size_t cell, const struct ut_row *row, struct ut_error *err)
{
  struct ut_buf keys = {0}, difference = {0};
  const struct pivot_cell *first = get_cell(p, cell);
  ut_keys_describe(&keys, p->spec.names, p->keys.columns, p->keys.count, row->fields);
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
    status = number == before ? add_cell(p, row, number) : refuse(p, number, row, err);
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

static int compare_heads(const void *a, const void *b, void *context)
{
  const struct ut_pivot *p = context;
  const uint32_t *x = head_tuple(p, *(const uint32_t *)a), *y = head_tuple(p, *(const uint32_t *)b);
  for (size_t i = 0; i < p->spec.col_count; i++) {
    size_t key = p->spec.row_count + i;
    if (x[i] != y[i])
      return place_of(p, key, x[i]) < place_of(p, key, y[i]) ? -1 : 1;
  }
  return 0;
}

static bool is_total_head(const struct ut_pivot *p, size_t number)
{
  for (size_t i = 0; i < p->spec.col_count; i++)
    if (head_tuple(p, number)[i] == UT_KEY_ALL)
      return true;
  return false;
}

static enum ut_status sort_heads(struct ut_pivot *p)
{
  size_t count = ut_pivot_heads(p);
  p->row_cells = calloc(count * p->spec.value_count + 1, sizeof *p->row_cells);
  p->heads = calloc(count + 1, sizeof *p->heads);
  p->head_places = calloc(count + 1, sizeof *p->head_places);
  p->totals = calloc(count + 1, sizeof *p->totals);
  if (!p->row_cells || !p->heads || !p->head_places || !p->totals)
    return UT_NOMEM;
  for (size_t i = 0; i < count; i++)
    p->heads[i] = (uint32_t)i;
  if (p->spec.col_count > 0)
    qsort_r(p->heads, count, sizeof *p->heads, compare_heads, p);
  for (size_t i = 0; i < count; i++) {
    p->head_places[p->heads[i]] = (uint32_t)i;
    if (is_total_head(p, p->heads[i]))
      p->totals[p->total_count++] = i;
  }
  return UT_OK;
}

enum ut_status ut_pivot_sort(struct ut_pivot *p)
{
  size_t count = ut_keys_entered(&p->keys);
  p->order = calloc(count + 1, sizeof *p->order);
  if (!p->order || place_keys(p) || sort_heads(p))
    return UT_NOMEM;
  for (size_t i = 0; i < count; i++)
    p->order[i] = (uint32_t)i;
  qsort_r(p->order, count, sizeof *p->order, compare_cells, p);
  return UT_OK;
}

size_t ut_pivot_heads(const struct ut_pivot *p)
{
  return p->spec.col_count == 0 ? 1 : ut_distinct_count(&p->head_tuples);
}

struct ut_text ut_pivot_head(const struct ut_pivot *p, size_t index, size_t level)
{
  return ut_keys_value(&p->keys, p->spec.row_count + level, head_tuple(p, p->heads[index])[level]);
}

/* Where the values of a head begin. */
static struct ut_pivot_cell *cells_at(const struct ut_pivot *p, size_t place)
{
  return p->row_cells + place * p->spec.value_count;
}

static size_t place_of_cell(const struct ut_pivot *p, uint32_t cell)
{
  return p->head_places[get_cell(p, cell)->head];
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

static void mark_none(const struct ut_pivot *p, size_t place)
{
  for (size_t i = 0; i < p->spec.value_count; i++)
    if (cells_at(p, place)[i].state == UT_CELL_NONE)
      cells_at(p, place)[i].state = UT_CELL_UNKNOWN;
}

/* A part is there in this column, so what it is a part of in the row is not 0. */
static void mark_wholes(const struct ut_pivot *p, size_t place)
{
  const uint32_t *part = head_tuple(p, p->heads[place]);
  mark_none(p, place);
  for (size_t i = 0; i < p->total_count; i++)
    if (is_part(part, head_tuple(p, p->heads[p->totals[i]]), p->spec.col_count))
      mark_none(p, p->totals[i]);
}

/* Marks the totals that were not computed in the row of order[first] up to order[p->at]. Its parts come before it,
 * since `*` is last, and after the last row that differs in a key before the first `*`. */
static void mark_unknown(struct ut_pivot *p, size_t first)
{
  const uint32_t *total = ut_keys_tuple(&p->keys, p->order[first]);
  size_t keys = p->spec.row_count, same = 0;
  for (size_t i = first; i < p->at && p->total_count > 0; i++)
    mark_wholes(p, place_of_cell(p, p->order[i]));
  while (same < keys && total[same] != UT_KEY_ALL)
    same++;
  for (size_t i = same < keys ? first : 0; i-- > 0;) {
    const uint32_t *tuple = ut_keys_tuple(&p->keys, p->order[i]);
    if (memcmp(tuple, total, same * sizeof *tuple) != 0)
      return;
    if (is_part(tuple, total, keys))
      mark_wholes(p, place_of_cell(p, p->order[i]));
  }
}

static void fill_cells(const struct ut_pivot *p, uint32_t cell)
{
  struct ut_pivot_cell *to = cells_at(p, place_of_cell(p, cell));
  struct ut_text mark = p->hidden < 0 ? ut_text_of("") : cell_part(p, cell, p->parts - 1);
  bool aimless = p->target >= 0 && cell_part(p, cell, p->spec.value_count + p->other_count).len == 0;
  for (size_t i = 0; i < p->spec.value_count; i++) {
    struct ut_text value = cell_part(p, cell, i);
    bool there = !aimless || !ut_column_of(p->spec.names[p->spec.values[i]])->target;
    bool hidden = value.len == 0 && mark.len > 0 && there;
    to[i] = (struct ut_pivot_cell){value, hidden ? UT_CELL_HIDDEN : UT_CELL_VALUE, mark};
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
  memset(p->row_cells, 0, ut_pivot_heads(p) * p->spec.value_count * sizeof *p->row_cells);
  for (; p->at < count; p->at++) {
    uint32_t cell = p->order[p->at];
    if (memcmp(ut_keys_tuple(&p->keys, cell), first, last * sizeof *first) != 0)
      break;
    fill_cells(p, cell);
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
  ut_distinct_clear(&p->head_tuples);
  free(p->columns);
  free(p->others);
  free(p->order);
  free(p->places);
  free(p->heads);
  free(p->head_places);
  free(p->totals);
  free(p->row_keys);
  free(p->seen);
  free(p->row_cells);
  free(p);
}

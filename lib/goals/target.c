/* Targets, read whole: there are dozens of them. */
#include "goals/target.h"

#include <stdlib.h>

#include "base/whole.h"
#include "utfall/column.h"

enum { KOLUMN, OP, MAL, DECIMALER, KALLA, COLUMNS };
static const char *const column_names[COLUMNS] = {"kolumn", "op", "mal", "decimaler", "kalla"};
static const bool needed[COLUMNS] = {[OP] = true, [MAL] = true};
static const char *const judged[] = {"resultat", "avvikelse", "uppfyllt"};

const char *const ut_operator_names[UT_OPERATORS] = {">=", "<=", "="};

static struct ut_text cell_of(const struct ut_targets *t, size_t row, size_t column)
{
  return ut_text_trim(ut_whole_table_cell(t->table, row, column));
}

static struct ut_text heading_of(const struct ut_targets *t, size_t column)
{
  return ut_text_trim(ut_reader_column(ut_whole_table_header(t->table), column));
}

/* Adds the place of a cell to what is wrong with it. */
static enum ut_status blame(const struct ut_targets *t, size_t row, size_t column, enum ut_status status,
                            struct ut_error *err)
{
  if (status != UT_OK)
    ut_whole_table_blame(t->table, row, column, err);
  return status;
}

static enum ut_status open_table(struct ut_targets **out, const char *path, bool published, struct ut_run *run,
                                 struct ut_error *err)
{
  const struct ut_reader_options options = {.run = run};
  struct ut_targets *t = *out = calloc(1, sizeof *t);
  if (!t)
    return ut_error_nomem(err);
  t->published = published;
  UT_TRY(ut_whole_table_load(&t->table, path, &options, err));
  t->key_names = calloc(ut_whole_table_columns(t->table) + 1, sizeof *t->key_names);
  t->places = calloc(ut_whole_table_columns(t->table) + 1, sizeof *t->places);
  return t->key_names && t->places ? UT_OK : ut_error_nomem(err);
}

/* The column that people know by this heading: Andel (%) is andel. Any other is a name already. */
static struct ut_text column_of(struct ut_text heading)
{
  size_t count;
  const struct ut_column *columns = ut_columns(&count);
  heading = ut_text_trim(heading);
  if (ut_column_find(heading))
    return heading;
  for (size_t i = 0; i < count; i++)
    if (ut_text_is(heading, columns[i].sv) || ut_text_is(heading, columns[i].en) ||
        (columns[i].points_beside &&
         (ut_text_is(heading, columns[i].sv_points) || ut_text_is(heading, columns[i].en_points))))
      return ut_text_of(columns[i].name);
  return heading;
}

static void add_key(struct ut_targets *t, size_t column)
{
  struct ut_text name = ut_reader_column(ut_whole_table_header(t->table), column);
  t->key_names[t->key_count] = t->published ? column_of(name) : name;
  t->places[t->key_count++] = column;
}

static enum ut_status make_room(struct ut_targets *t, size_t room, struct ut_error *err)
{
  t->targets = calloc(room + 1, sizeof *t->targets);
  t->keys = calloc(room * t->key_count + 1, sizeof *t->keys);
  return t->targets && t->keys ? UT_OK : ut_error_nomem(err);
}

/* The next target, which is counted when it has been read, with the keys of a row. */
static struct ut_target *begin_target(struct ut_targets *t, size_t row)
{
  struct ut_target *target = &t->targets[t->count];
  struct ut_text *keys = t->keys + t->count * t->key_count;
  for (size_t i = 0; i < t->key_count - t->has_heading_key; i++)
    keys[i] = cell_of(t, row, t->places[i]);
  *target = (struct ut_target){
      .keys = keys, .source = ut_whole_table_source(t->table), .line = ut_whole_table_line(t->table, row)};
  return target;
}

/* ---- files of targets ---- */

static enum ut_status find_columns(struct ut_targets *t, ptrdiff_t places[COLUMNS], struct ut_error *err)
{
  const struct ut_reader *header = ut_whole_table_header(t->table);
  for (size_t i = 0; i < COLUMNS; i++)
    if (needed[i])
      UT_TRY(ut_reader_need(header, ut_text_of(column_names[i]), &places[i], err));
    else
      places[i] = ut_reader_find(header, ut_text_of(column_names[i]));
  for (size_t i = 0; i < sizeof judged / sizeof *judged; i++)
    if (ut_reader_find(header, ut_text_of(judged[i])) >= 0) {
      ut_error_set(err, UT_BAD_INPUT, "the targets have a column %s, which is for results", judged[i]);
      ut_error_at(err, ut_whole_table_source(t->table), 0, 0, NULL);
      return UT_BAD_INPUT;
    }
  return UT_OK;
}

static bool is_key(const ptrdiff_t places[COLUMNS], size_t column)
{
  for (size_t i = 0; i < COLUMNS; i++)
    if (places[i] == (ptrdiff_t)column)
      return false;
  return true;
}

static enum ut_status read_operator(struct ut_text cell, enum ut_operator *op, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  for (size_t i = 0; i < UT_OPERATORS; i++)
    if (ut_text_is(cell, ut_operator_names[i])) {
      *op = (enum ut_operator)i;
      return UT_OK;
    }
  return ut_error_set(err, UT_BAD_INPUT, "%s is not one of >=, <=, =", ut_quote(quoted, cell.ptr, cell.len));
}

static enum ut_status read_goal(struct ut_text cell, struct ut_target *target, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  if (!ut_fraction_parse(cell, &target->goal, &target->goal_decimals))
    return ut_error_set(err, UT_BAD_INPUT, "%s is not a number (expected one such as 25 or 12,5)",
                        ut_quote(quoted, cell.ptr, cell.len));
  target->percent = memchr(cell.ptr, '%', cell.len);
  if (target->goal_decimals > UT_DECIMALS_MAX)
    return ut_error_set(err, UT_BAD_INPUT, "more than %d decimals", UT_DECIMALS_MAX);
  return UT_OK;
}

/* Counts are no percents. */
static enum ut_status check_goal(const struct ut_target *target, struct ut_error *err)
{
  const struct ut_column *column = ut_column_of(target->column);
  if (target->percent && ut_role_is_count(column->role))
    return ut_error_set(err, UT_BAD_INPUT, "a percentage, and %s is a count", column->name);
  return UT_OK;
}

static enum ut_status read_decimals(struct ut_text cell, struct ut_target *target, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  int64_t decimals;
  target->decimals = target->op == UT_EQUALS ? target->goal_decimals : -1;
  if (cell.len == 0)
    return UT_OK;
  if (!ut_number_whole(cell, &decimals) || decimals < 0 || decimals > UT_DECIMALS_MAX)
    return ut_error_set(err, UT_BAD_INPUT, "%s is not a number of decimals (expected 0-%d)",
                        ut_quote(quoted, cell.ptr, cell.len), UT_DECIMALS_MAX);
  struct ut_fraction rounded;
  if (target->op == UT_EQUALS && ut_fraction_round(target->goal, (int)decimals, &rounded) &&
      ut_fraction_compare(rounded, target->goal) != 0)
    return ut_error_set(err, UT_BAD_INPUT, "the target has more decimals: nothing could equal it");
  target->decimals = (int)decimals;
  return UT_OK;
}

static enum ut_status add_target(struct ut_targets *t, size_t row, const ptrdiff_t places[COLUMNS],
                                 struct ut_error *err)
{
  struct ut_text cells[COLUMNS];
  for (size_t i = 0; i < COLUMNS; i++)
    cells[i] = places[i] < 0 ? (struct ut_text){"", 0} : cell_of(t, row, (size_t)places[i]);
  struct ut_target *target = begin_target(t, row);
  target->column = cells[KOLUMN].len > 0 ? cells[KOLUMN] : ut_text_of("andel");
  target->origin = cells[KALLA];
  UT_TRY(blame(t, row, (size_t)places[OP], read_operator(cells[OP], &target->op, err), err));
  UT_TRY(blame(t, row, (size_t)places[MAL], read_goal(cells[MAL], target, err), err));
  UT_TRY(blame(t, row, (size_t)places[MAL], check_goal(target, err), err));
  UT_TRY(blame(t, row, (size_t)places[DECIMALER], read_decimals(cells[DECIMALER], target, err), err));
  t->count++;
  return UT_OK;
}

enum ut_status ut_targets_load(struct ut_targets **out, const char *path, struct ut_run *run, struct ut_error *err)
{
  ptrdiff_t places[COLUMNS];
  UT_TRY(open_table(out, path, false, run, err));
  struct ut_targets *t = *out;
  UT_TRY(find_columns(t, places, err));
  for (size_t i = 0; i < ut_whole_table_columns(t->table); i++)
    if (is_key(places, i))
      add_key(t, i);
  UT_TRY(make_room(t, ut_whole_table_rows(t->table), err));
  for (size_t row = 0; row < ut_whole_table_rows(t->table); row++)
    UT_TRY(add_target(t, row, places, err));
  return UT_OK;
}

/* ---- published tables ---- */

static bool is_code_of(const char *cols, struct ut_text heading)
{
  const struct ut_column *column = cols ? ut_column_find(ut_text_of(cols)) : NULL;
  return column && column->codes && ut_vocabulary_find(column->codes, heading) >= 0;
}

/* The columns of participations and what utfall writes as text are keys of rows, though years are numbers; any other
 * column is one if it has text and no number. Where headings are values of `cols`, Kommun with numbers below it is one
 * of them. */
static bool is_key_column(const struct ut_targets *t, size_t column, const char *cols)
{
  struct ut_text heading = heading_of(t, column);
  const struct ut_column *known = ut_column_find(cols ? heading : column_of(heading));
  struct ut_fraction figure;
  int decimals;
  bool text = false;
  if (is_code_of(cols, heading))
    return false;
  if (known && (known->origin != UT_RESULT || !ut_column_is_number(known)))
    return true;
  for (size_t row = 0; row < ut_whole_table_rows(t->table); row++) {
    struct ut_text cell = cell_of(t, row, column);
    if (ut_fraction_parse(cell, &figure, &decimals))
      return false;
    text = text || !ut_text_is_no_figure(cell);
  }
  return text;
}

static enum ut_status find_keys(struct ut_targets *t, const char *cols, struct ut_error *err)
{
  for (size_t i = 0; i < ut_whole_table_columns(t->table); i++)
    if (is_key_column(t, i, cols))
      add_key(t, i);
  if (!cols)
    return UT_OK;
  for (size_t i = 0; i < t->key_count; i++)
    if (ut_text_is(t->key_names[i], cols)) {
      ut_error_set(err, UT_USAGE, "the published table has a column %s of its own", cols);
      return ut_error_blame(UT_USAGE, "--cols", err);
    }
  t->key_names[t->key_count++] = ut_text_of(cols);
  t->has_heading_key = true;
  return UT_OK;
}

static enum ut_status add_figure(struct ut_targets *t, size_t row, size_t column, const char *value,
                                 struct ut_error *err)
{
  struct ut_text cell = cell_of(t, row, column), heading = heading_of(t, column);
  if (ut_text_is_no_figure(cell))
    return UT_OK;
  struct ut_target *target = begin_target(t, row);
  target->op = UT_EQUALS;
  target->column = t->has_heading_key ? ut_text_of(value) : column_of(heading);
  if (t->has_heading_key)
    t->keys[(t->count + 1) * t->key_count - 1] = heading;
  UT_TRY(blame(t, row, column, read_goal(cell, target, err), err));
  target->decimals = target->goal_decimals;
  t->count++;
  return UT_OK;
}

/* "jobbfokus-2019-exit.csv:3": any figure can be found again. */
static enum ut_status name_origins(struct ut_targets *t, struct ut_error *err)
{
  for (size_t i = 0; i < t->count; i++) {
    struct ut_target *target = &t->targets[i];
    size_t begin = t->origins.len;
    ut_buf_format(&t->origins, "%s:%zu", target->source, target->line);
    target->origin.len = t->origins.len - begin;
  }
  const char *at = t->origins.ptr;
  for (size_t i = 0; i < t->count; i++) {
    t->targets[i].origin.ptr = at;
    at += t->targets[i].origin.len;
  }
  return t->origins.failed ? ut_error_nomem(err) : UT_OK;
}

enum ut_status ut_targets_load_published(struct ut_targets **out, const char *path, const char *cols, const char *value,
                                         struct ut_run *run, struct ut_error *err)
{
  UT_TRY(open_table(out, path, true, run, err));
  struct ut_targets *t = *out;
  size_t columns = ut_whole_table_columns(t->table), rows = ut_whole_table_rows(t->table);
  UT_TRY(find_keys(t, cols, err));
  UT_TRY(make_room(t, rows * columns, err));
  for (size_t row = 0; row < rows; row++)
    for (size_t i = 0, key = 0; i < columns; i++)
      if (key < t->key_count - t->has_heading_key && t->places[key] == i)
        key++;
      else
        UT_TRY(add_figure(t, row, i, value, err));
  return name_origins(t, err);
}

void ut_targets_free(struct ut_targets *t)
{
  if (!t)
    return;
  ut_whole_table_free(t->table);
  free(t->key_names);
  free(t->places);
  free(t->targets);
  free(t->keys);
  ut_buf_clear(&t->origins);
  free(t);
}

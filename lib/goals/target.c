/* Targets, read whole: there are dozens of them. */
#include "goals/target.h"

#include <stdlib.h>

#include "utfall/column.h"

enum { KOLUMN, OP, MAL, DECIMALER, KALLA, COLUMNS };
static const char *const column_names[COLUMNS] = {"kolumn", "op", "mal", "decimaler", "kalla"};
static const bool needed[COLUMNS] = {[OP] = true, [MAL] = true};
static const char *const judged[] = {"resultat", "avvikelse", "uppfyllt"};

const char *const ut_operator_names[UT_OPERATORS] = {">=", "<=", "="};

struct ut_targets {
  struct ut_whole_table *frame;
  bool published;
  struct ut_text *names; /* of the key columns */
  size_t *places;        /* of the key columns in the frame */
  size_t key_count;      /* one more than places where the headings are keys */
  bool has_heading_key;
  struct ut_target *targets;
  size_t count;
  struct ut_text *keys;  /* of all targets */
  struct ut_buf origins; /* of the targets of a published table: where they stand */
};

static const struct ut_text nothing = {"", 0};

static bool make_names(struct ut_targets *t)
{
  size_t columns = ut_whole_table_columns(t->frame);
  t->names = calloc(columns + 1, sizeof *t->names);
  t->places = calloc(columns + 1, sizeof *t->places);
  return t->names && t->places;
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
    if (ut_text_is(heading, columns[i].sv) || ut_text_is(heading, columns[i].en))
      return ut_text_of(columns[i].name);
  return heading;
}

static void add_key(struct ut_targets *t, size_t column)
{
  struct ut_text name = ut_reader_column(ut_whole_table_header(t->frame), column);
  t->names[t->key_count] = t->published ? column_of(name) : name;
  t->places[t->key_count++] = column;
}

static bool make_room(struct ut_targets *t, size_t room)
{
  t->targets = calloc(room + 1, sizeof *t->targets);
  t->keys = calloc(room * t->key_count + 1, sizeof *t->keys);
  return t->targets && t->keys;
}

/* The keys of the next target, from the key columns of a row. */
static struct ut_text *take_keys(struct ut_targets *t, size_t row)
{
  struct ut_text *keys = t->keys + t->count * t->key_count;
  for (size_t i = 0; i < t->key_count - t->has_heading_key; i++)
    keys[i] = ut_text_trim(ut_whole_table_cell(t->frame, row, t->places[i]));
  return keys;
}

/* ---- files of targets ---- */

static enum ut_status find_columns(struct ut_targets *t, ptrdiff_t places[COLUMNS], struct ut_error *err)
{
  const struct ut_reader *header = ut_whole_table_header(t->frame);
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < COLUMNS && status == UT_OK; i++)
    if (needed[i])
      status = ut_reader_need(header, ut_text_of(column_names[i]), &places[i], err);
    else
      places[i] = ut_reader_find(header, ut_text_of(column_names[i]));
  for (size_t i = 0; i < sizeof judged / sizeof *judged && status == UT_OK; i++)
    if (ut_reader_find(header, ut_text_of(judged[i])) >= 0) {
      status = ut_error_set(err, UT_BAD_INPUT, "the targets have a column %s, which is for results", judged[i]);
      ut_error_at(err, ut_whole_table_source(t->frame), 0, 0, NULL);
    }
  return status;
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
  if (target->goal_decimals > UT_DECIMALS_MAX)
    return ut_error_set(err, UT_BAD_INPUT, "more than %d decimals", UT_DECIMALS_MAX);
  return UT_OK;
}

static enum ut_status read_decimals(struct ut_text cell, struct ut_target *target, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  int64_t decimals;
  target->decimals = target->op == UT_EQUALS ? target->goal_decimals : -1;
  if (cell.len == 0)
    return UT_OK;
  if (!ut_text_integer(cell, &decimals) || decimals < 0 || decimals > UT_DECIMALS_MAX)
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
    cells[i] = places[i] < 0 ? nothing : ut_text_trim(ut_whole_table_cell(t->frame, row, (size_t)places[i]));
  struct ut_target target = {.keys = take_keys(t, row),
                             .column = cells[KOLUMN].len > 0 ? cells[KOLUMN] : ut_text_of("andel"),
                             .origin = cells[KALLA],
                             .source = ut_whole_table_source(t->frame),
                             .line = ut_whole_table_line(t->frame, row)};
  size_t blamed = OP;
  enum ut_status status = read_operator(cells[OP], &target.op, err);
  if (status == UT_OK)
    status = read_goal(cells[blamed = MAL], &target, err);
  if (status == UT_OK)
    status = read_decimals(cells[blamed = DECIMALER], &target, err);
  if (status != UT_OK)
    ut_whole_table_blame(t->frame, row, (size_t)places[blamed], err);
  else
    t->targets[t->count++] = target;
  return status;
}

static enum ut_status read_targets(struct ut_targets *t, struct ut_error *err)
{
  ptrdiff_t places[COLUMNS];
  enum ut_status status = find_columns(t, places, err);
  if (status != UT_OK)
    return status;
  if (!make_names(t))
    return ut_error_nomem(err);
  for (size_t i = 0; i < ut_whole_table_columns(t->frame); i++)
    if (is_key(places, i))
      add_key(t, i);
  if (!make_room(t, ut_whole_table_rows(t->frame)))
    return ut_error_nomem(err);
  for (size_t row = 0; row < ut_whole_table_rows(t->frame) && status == UT_OK; row++)
    status = add_target(t, row, places, err);
  return status;
}

/* ---- published tables ---- */

static bool is_code_of(const char *cols, struct ut_text heading)
{
  const struct ut_column *column = cols ? ut_column_find(ut_text_of(cols)) : NULL;
  return column && column->codes && ut_vocabulary_find(column->codes, heading) >= 0;
}

/* The columns of participations and what utfall writes as text tell rows apart, though years are numbers; any other
 * column does if it has text and no number. Where headings are values of `cols`, Kommun with numbers below it is one of
 * them. */
static bool tells_rows_apart(const struct ut_whole_table *f, size_t column, const char *cols)
{
  struct ut_text heading = ut_text_trim(ut_reader_column(ut_whole_table_header(f), column));
  const struct ut_column *known = ut_column_find(cols ? heading : column_of(heading));
  struct ut_fraction figure;
  int decimals;
  bool text = false;
  if (is_code_of(cols, heading))
    return false;
  if (known && (known->origin != UT_RESULT || !ut_column_is_number(known)))
    return true;
  for (size_t row = 0; row < ut_whole_table_rows(f); row++) {
    struct ut_text cell = ut_text_trim(ut_whole_table_cell(f, row, column));
    if (ut_fraction_parse(cell, &figure, &decimals))
      return false;
    text = text || !ut_text_is_no_figure(cell);
  }
  return text;
}

static enum ut_status find_keys(struct ut_targets *t, const char *cols, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < ut_whole_table_columns(t->frame); i++)
    if (tells_rows_apart(t->frame, i, cols))
      add_key(t, i);
  if (!cols)
    return UT_OK;
  for (size_t i = 0; i < t->key_count; i++)
    if (ut_text_is(t->names[i], cols)) {
      status = ut_error_set(err, UT_USAGE, "the published table has a column %s of its own", cols);
      ut_error_at(err, NULL, 0, 0, "--cols");
    }
  t->names[t->key_count++] = ut_text_of(cols);
  t->has_heading_key = true;
  return status;
}

static enum ut_status add_figure(struct ut_targets *t, size_t row, size_t column, const char *value,
                                 struct ut_error *err)
{
  struct ut_text cell = ut_text_trim(ut_whole_table_cell(t->frame, row, column));
  struct ut_text heading = ut_text_trim(ut_reader_column(ut_whole_table_header(t->frame), column));
  if (ut_text_is_no_figure(cell))
    return UT_OK;
  struct ut_text *keys = take_keys(t, row);
  struct ut_target target = {.keys = keys,
                             .column = t->has_heading_key ? ut_text_of(value) : column_of(heading),
                             .op = UT_EQUALS,
                             .source = ut_whole_table_source(t->frame),
                             .line = ut_whole_table_line(t->frame, row)};
  if (t->has_heading_key)
    keys[t->key_count - 1] = heading;
  enum ut_status status = read_goal(cell, &target, err);
  if (status != UT_OK) {
    ut_whole_table_blame(t->frame, row, column, err);
    return status;
  }
  target.decimals = target.goal_decimals;
  t->targets[t->count++] = target;
  return UT_OK;
}

/* "jobbfokus-2019-exit.csv:3": any figure can be found again. */
static enum ut_status name_origins(struct ut_targets *t)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < t->count && status == UT_OK; i++) {
    size_t begin = t->origins.len;
    status = ut_buf_format(&t->origins, "%s:%zu", t->targets[i].source, t->targets[i].line);
    t->targets[i].origin.len = t->origins.len - begin;
  }
  const char *at = t->origins.ptr;
  for (size_t i = 0; i < t->count && status == UT_OK; i++) {
    t->targets[i].origin.ptr = at;
    at += t->targets[i].origin.len;
  }
  return status;
}

static enum ut_status read_published(struct ut_targets *t, const char *cols, const char *value, struct ut_error *err)
{
  size_t columns = ut_whole_table_columns(t->frame), rows = ut_whole_table_rows(t->frame);
  if (!make_names(t))
    return ut_error_nomem(err);
  enum ut_status status = find_keys(t, cols, err);
  if (status == UT_OK && !make_room(t, rows * columns))
    status = ut_error_nomem(err);
  for (size_t row = 0; row < rows && status == UT_OK; row++)
    for (size_t i = 0, key = 0; i < columns && status == UT_OK; i++)
      if (key < t->key_count - t->has_heading_key && t->places[key] == i)
        key++;
      else
        status = add_figure(t, row, i, value, err);
  if (status == UT_OK && name_origins(t) != UT_OK)
    status = ut_error_nomem(err);
  return status;
}

/* ---- both ---- */

static enum ut_status load_frame(struct ut_targets *t, const char *path, struct ut_error *err)
{
  struct ut_reader_options options = {.from = UT_AUTO};
  return ut_whole_table_load(&t->frame, path, &options, err);
}

static enum ut_status settle(struct ut_targets **out, struct ut_targets *t, enum ut_status status)
{
  if (status == UT_OK)
    *out = t;
  else
    ut_targets_free(t);
  return status;
}

enum ut_status ut_targets_load(struct ut_targets **out, const char *path, struct ut_error *err)
{
  struct ut_targets *t = calloc(1, sizeof *t);
  *out = NULL;
  if (!t)
    return ut_error_nomem(err);
  enum ut_status status = load_frame(t, path, err);
  return settle(out, t, status == UT_OK ? read_targets(t, err) : status);
}

enum ut_status ut_targets_load_published(struct ut_targets **out, const char *path, const char *cols, const char *value,
                                         struct ut_error *err)
{
  struct ut_targets *t = calloc(1, sizeof *t);
  *out = NULL;
  if (!t)
    return ut_error_nomem(err);
  t->published = true;
  enum ut_status status = load_frame(t, path, err);
  return settle(out, t, status == UT_OK ? read_published(t, cols, value, err) : status);
}

size_t ut_targets_keys(const struct ut_targets *t)
{
  return t->key_count;
}

struct ut_text ut_targets_key(const struct ut_targets *t, size_t index)
{
  return t->names[index];
}

size_t ut_targets_count(const struct ut_targets *t)
{
  return t->count;
}

const struct ut_target *ut_targets_get(const struct ut_targets *t, size_t index)
{
  return &t->targets[index];
}

const char *ut_targets_source(const struct ut_targets *t)
{
  return ut_whole_table_source(t->frame);
}

bool ut_targets_are_published(const struct ut_targets *t)
{
  return t->published;
}

void ut_targets_free(struct ut_targets *t)
{
  if (!t)
    return;
  ut_whole_table_free(t->frame);
  free(t->names);
  free(t->places);
  free(t->targets);
  free(t->keys);
  ut_buf_clear(&t->origins);
  free(t);
}

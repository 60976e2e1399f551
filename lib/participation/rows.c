/* Rows with columns added: written as they come, or kept until all of a person's have been seen. */
#include "participation/rows.h"

#include <stdio.h>
#include <stdlib.h>

#include "model/resemblance.h"
#include "participation/due.h"
#include "participation/persons.h"

enum { DUE_COLUMNS = 3, DAYS_TEXT = 24, DERIVED_MOST = 64 }; /* forfallodag, gjord, dagar_sen */

/* In place of a slot: known only when all rows have been seen. */
enum held { DAGAR_SEDAN = -4, FOREGAENDE, ORDNING, SENASTE };

static const struct {
  const char *name;
  enum held held;
} held_columns[] = {
    {"ordning", ORDNING}, {"senaste", SENASTE}, {"foregaende", FOREGAENDE}, {"dagar_sedan", DAGAR_SEDAN}};

struct ut_rows {
  struct ut_rows_options options;
  struct ut_participations *p;
  struct ut_reader *reader;
  struct ut_writer *writer;
  struct ut_persons *persons;      /* keeps the rows; NULL: they are written as they come */
  bool orders, follows;            /* because of ordning and the like; of foregaende or dagar_sedan */
  size_t id, insats;               /* slots, where rows are kept */
  ptrdiff_t derived[UT_NAMES_MAX]; /* slots, or enum held */
  struct ut_due due;
  struct ut_text *cells; /* of a row: first its own, then derived, then of the follow-up */
  size_t own, count;
  char forfallodag[11], dagar_sen[DAYS_TEXT];
};

/* ---- opening ---- */

bool ut_rows_hold(const struct ut_names *derive)
{
  const struct ut_column *column;
  for (size_t i = 0; i < derive->count; i++)
    if ((column = ut_column_find(derive->names[i])) && column->origin == UT_HELD)
      return true;
  return false;
}

static enum ut_status add_column(struct ut_rows *r, struct ut_text name, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  if (ut_reader_find(r->reader, name) >= 0)
    return ut_error_set(err, UT_USAGE, "the stream has a column %s already", ut_quote(quoted, name.ptr, name.len));
  r->cells[r->count++] = name;
  return UT_OK;
}

static enum held held_of(struct ut_text name)
{
  size_t i = 0;
  while (!ut_text_is(name, held_columns[i].name))
    i++;
  return held_columns[i].held;
}

static bool is_derived(const struct ut_column *column)
{
  return column->origin == UT_DERIVED || column->origin == UT_HELD;
}

static enum ut_status refuse_derived(struct ut_text name, struct ut_error *err)
{
  char quoted[UT_QUOTED], hint[UT_SUGGESTION];
  struct ut_text names[DERIVED_MOST];
  size_t all, count = 0;
  const struct ut_column *columns = ut_columns(&all);
  for (size_t i = 0; i < all && count < DERIVED_MOST; i++)
    if (is_derived(&columns[i]))
      names[count++] = ut_text_of(columns[i].name);
  return ut_error_set(err, UT_USAGE, "%s is no derived column%s", ut_quote(quoted, name.ptr, name.len),
                      ut_resemblance_suggest(names, count, name, "", hint));
}

static enum ut_status add_derived(struct ut_rows *r, size_t i, struct ut_error *err)
{
  struct ut_text name = r->options.derive.names[i];
  const struct ut_column *column = ut_column_find(name);
  size_t slot;
  if (!column || !is_derived(column))
    return refuse_derived(name, err);
  UT_TRY(add_column(r, name, err));
  if (column->origin == UT_HELD) {
    r->derived[i] = held_of(name);
    r->orders = true;
    r->follows = r->follows || r->derived[i] <= FOREGAENDE;
    return UT_OK;
  }
  UT_TRY(ut_participations_slot(r->p, name, &slot, &column, err));
  r->derived[i] = (ptrdiff_t)slot;
  return UT_OK;
}

static enum ut_status add_due(struct ut_rows *r, struct ut_error *err)
{
  UT_TRY(add_column(r, ut_text_of("forfallodag"), err));
  UT_TRY(add_column(r, ut_text_of("gjord"), err));
  UT_TRY(ut_due_init(&r->due, r->p, r->options.due, r->options.run, err));
  return r->due.dated ? add_column(r, ut_text_of("dagar_sen"), err) : UT_OK;
}

/* The columns of the stream; an empty one, which has no header, is taken to have those that every stream has. */
static enum ut_status add_own(struct ut_rows *r)
{
  static const char *const least[] = {"insats", "start"};
  bool empty = ut_reader_is_empty(r->reader);
  r->own = empty ? 2 : ut_reader_columns(r->reader);
  r->cells = calloc(r->own + UT_NAMES_MAX + DUE_COLUMNS, sizeof *r->cells);
  if (!r->cells)
    return UT_NOMEM;
  while (r->count < r->own) {
    r->cells[r->count] = empty ? ut_text_of(least[r->count]) : ut_reader_column(r->reader, r->count);
    r->count++;
  }
  return UT_OK;
}

static enum ut_status open_persons(struct ut_rows *r, struct ut_error *err)
{
  UT_TRY(ut_participations_slot(r->p, ut_text_of("id"), &r->id, NULL, err));
  UT_TRY(ut_participations_slot(r->p, ut_text_of("insats"), &r->insats, NULL, err));
  if (ut_persons_new(&r->persons, r->count))
    return ut_error_nomem(err);
  if (r->follows)
    ut_persons_follow(r->persons);
  return ut_persons_watch(r->persons, r->p) == UT_OK ? UT_OK : ut_error_nomem(err);
}

enum ut_status ut_rows_new(struct ut_rows **out, struct ut_participations *p, const struct ut_rows_options *options,
                           struct ut_output *output, enum ut_format to, struct ut_error *err)
{
  struct ut_rows *r = *out = calloc(1, sizeof *r);
  if (!r)
    return ut_error_nomem(err);
  r->options = *options;
  r->p = p;
  r->reader = ut_participations_reader(p);
  if (add_own(r))
    return ut_error_nomem(err);
  for (size_t i = 0; i < r->options.derive.count; i++)
    UT_TRY(ut_error_blame(add_derived(r, i, err), "--derive", err));
  if (r->options.due != UT_NO_OCCASION)
    UT_TRY(add_due(r, err));
  if (r->orders || r->options.persons)
    UT_TRY(open_persons(r, err));
  return ut_writer_open(&r->writer, output, to, r->cells, r->count, NULL, err);
}

/* ---- rows ---- */

/* Is the follow-up due? Then its cells are filled. */
static bool is_due(struct ut_rows *r)
{
  struct ut_follow_up f;
  if (!ut_due_now(&r->due, r->p, &f))
    return false;
  struct ut_text *cell = r->cells + r->count - (r->due.dated ? DUE_COLUMNS : DUE_COLUMNS - 1);
  cell[0] = ut_text_of(ut_date_format(f.due, r->forfallodag));
  cell[1] = ut_text_of(f.done ? "ja" : "nej");
  if (!r->due.dated)
    return true;
  r->dagar_sen[0] = '\0';
  if (f.day != UT_DATE_NONE)
    snprintf(r->dagar_sen, sizeof r->dagar_sen, "%d", f.day - f.due);
  cell[2] = ut_text_of(r->dagar_sen);
  return true;
}

static enum ut_status keep_row(struct ut_rows *r, bool selected, const struct ut_value *values, struct ut_error *err)
{
  struct ut_participation now = ut_participations_current(r->p);
  struct ut_row *row = ut_participations_row(r->p);
  if (selected) {
    UT_TRY(ut_reader_split(r->reader, row, err));
    memcpy(r->cells, row->fields, r->own * sizeof *r->cells);
  }
  if (r->orders)
    return ut_persons_add(r->persons, values[r->id].text, values[r->insats].text, now, selected ? r->cells : NULL, err);
  return ut_persons_keep_latest(r->persons, values[r->id].text, now, r->cells, err);
}

enum ut_status ut_rows_add(struct ut_rows *r, bool selected, struct ut_error *err)
{
  const struct ut_value *values = ut_participations_values(r->p);
  selected = selected && (r->options.due == UT_NO_OCCASION || is_due(r));
  if (!selected && !r->orders)
    return UT_OK;
  for (size_t i = 0; i < r->options.derive.count; i++)
    r->cells[r->own + i] = r->derived[i] < 0 ? (struct ut_text){"", 0} : values[r->derived[i]].text;
  if (r->persons)
    return keep_row(r, selected, values, err);
  return ut_writer_pass(r->writer, r->reader, ut_participations_row(r->p), r->cells + r->own, err);
}

static enum ut_status write_kept(struct ut_rows *r, size_t index, struct ut_error *err)
{
  const struct ut_text *cells = ut_persons_cells(r->persons, index);
  struct ut_before before = ut_persons_before(r->persons, index);
  char number[24], days[24] = "";
  if (!cells)
    return UT_OK;
  memcpy(r->cells, cells, r->count * sizeof *cells);
  snprintf(number, sizeof number, "%zu", ut_persons_ordning(r->persons, index));
  if (before.insats.len > 0)
    snprintf(days, sizeof days, "%d", before.days);
  const struct ut_text held[] = {ut_text_of(days), before.insats, ut_text_of(number),
                                 ut_text_of(ut_persons_senaste(r->persons, index) ? "ja" : "nej")};
  for (size_t i = 0; i < r->options.derive.count; i++)
    if (r->derived[i] < 0)
      r->cells[r->own + i] = held[r->derived[i] - DAGAR_SEDAN];
  return ut_writer_row(r->writer, r->cells, err);
}

enum ut_status ut_rows_finish(struct ut_rows *r, struct ut_error *err)
{
  if (r->persons && ut_persons_order(r->persons))
    return ut_error_nomem(err);
  if (r->persons)
    UT_TRY(ut_persons_meet(r->persons, err));
  for (size_t i = 0; r->persons && i < ut_persons_count(r->persons); i++)
    UT_TRY(write_kept(r, i, err));
  struct ut_writer *writer = r->writer;
  r->writer = NULL;
  return ut_writer_close(writer, true, err);
}

void ut_rows_free(struct ut_rows *r)
{
  if (!r)
    return;
  ut_writer_close(r->writer, false, NULL);
  ut_persons_free(r->persons);
  free(r->cells);
  free(r);
}

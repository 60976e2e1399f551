/* Parts of results, written and added. */
#include "table/partial.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/grow.h"
#include "base/hash.h"
#include "stream/part_header.h"
#include "table/tidy.h"
#include "table/watch.h"

#define END "slut" /* the last row */

enum { KEY_NAME = 32, FIXED = 4, LIST_WIDTH = 2, HEX = 17 };
enum { DEL_AV, FALT, KEYS }; /* the first columns; behind the keys: */
static const char *const last_columns[] = {"plats", "n"};

/* Of all cells before the last row: a part that was changed since has another. */
static struct ut_text show_hash(uint64_t hash, char hex[HEX])
{
  snprintf(hex, HEX, "%016llx", (unsigned long long)hash);
  return ut_text_of(hex);
}

/* ---- describing ---- */

static struct ut_partial_field *add_field(struct ut_partial *p, const char *name)
{
  struct ut_partial_field *field = ut_grow_add(&p->fields, &p->count, sizeof *field);
  if (field)
    snprintf(field->name, sizeof field->name, "%s", name);
  return field;
}

enum ut_status ut_partial_table(struct ut_partial *p, const char *name, struct ut_table *table, struct ut_error *err)
{
  struct ut_partial_field *field = add_field(p, name);
  if (!field)
    return ut_error_nomem(err);
  field->table = table;
  return UT_OK;
}

enum ut_status ut_partial_day(struct ut_partial *p, const char *name, ut_date *day, bool latest, struct ut_error *err)
{
  struct ut_partial_field *field = add_field(p, name);
  if (!field)
    return ut_error_nomem(err);
  field->day = day;
  field->latest = latest;
  return UT_OK;
}

enum ut_status ut_partial_list(struct ut_partial *p, const char *name, const struct ut_text *texts, size_t count,
                               size_t width, struct ut_error *err)
{
  static const struct ut_vocabulary *const natural[1 + LIST_WIDTH] = {NULL};
  struct ut_text keys[1 + LIST_WIDTH];
  struct ut_table *table;
  int64_t *nothing;
  enum ut_status status = ut_table_new(&table, natural, 1 + width, 1) ? ut_error_nomem(err) : UT_OK;
  for (size_t i = 0; i < count && status == UT_OK; i++) {
    char number[KEY_NAME];
    snprintf(number, sizeof number, "%zu", i);
    keys[0] = ut_text_of(number);
    memcpy(keys + 1, texts + i * width, width * sizeof *keys);
    status = ut_table_find(table, keys, &nothing, err);
  }
  if (status == UT_OK)
    status = ut_partial_table(p, name, table, err);
  if (status == UT_OK)
    p->fields[p->count - 1].own = true;
  else
    ut_table_free(table);
  return status;
}

void ut_partial_clear(struct ut_partial *p)
{
  for (size_t i = 0; i < p->count; i++)
    if (p->fields[i].own)
      ut_table_free(p->fields[i].table);
  free(p->fields);
  *p = (struct ut_partial){0};
}

/* ---- writing ---- */

struct writing {
  struct ut_tidy row;
  size_t keys; /* how many columns there are for them */
  int64_t rows;
  uint64_t hash; /* of them */
};

static enum ut_status open_writer(struct writing *w, struct ut_output *output, enum ut_format to, struct ut_error *err)
{
  char names[UT_TIDY_CELLS][KEY_NAME];
  struct ut_text columns[UT_TIDY_CELLS] = {[DEL_AV] = ut_text_of(UT_PART_OF), [FALT] = ut_text_of(UT_PART_FIELD)};
  bool numeric[UT_TIDY_CELLS] = {false};
  for (size_t i = 0; i < w->keys; i++) {
    snprintf(names[i], sizeof names[i], "nyckel_%zu", i + 1);
    columns[KEYS + i] = ut_text_of(names[i]);
  }
  for (size_t i = 0; i < 2; i++) {
    columns[KEYS + w->keys + i] = ut_text_of(last_columns[i]);
    numeric[KEYS + w->keys + i] = true;
  }
  return ut_writer_open(&w->row.writer, output, to, columns, w->keys + FIXED, numeric, err);
}

static enum ut_status write_row(struct writing *w, const char *field, const struct ut_text *keys, size_t count,
                                size_t place, int64_t n, struct ut_error *err)
{
  ut_tidy_begin(&w->row, NULL, 0);
  ut_tidy_text(&w->row, ut_text_of(field));
  for (size_t i = 0; i < count; i++)
    ut_tidy_text(&w->row, keys[i]);
  ut_tidy_empty(&w->row, w->keys - count);
  ut_tidy_count(&w->row, (int64_t)place);
  ut_tidy_count(&w->row, n);
  w->rows++;
  for (size_t i = 0; i < w->row.filled; i++)
    w->hash = ut_hash_text(w->hash, w->row.cells[i]);
  return ut_tidy_end(&w->row, err);
}

/* Of a group that counts nothing there is still a row. */
static enum ut_status write_group(struct writing *w, const struct ut_partial_field *f, struct ut_group group,
                                  struct ut_error *err)
{
  size_t keys = ut_table_keys(f->table), counters = ut_table_counters(f->table);
  int64_t first = w->rows;
  for (size_t i = 0; i < counters; i++)
    if (group.counters[i] != 0)
      UT_TRY(write_row(w, f->name, group.keys, keys, i, group.counters[i], err));
  return w->rows > first || counters == 0 ? UT_OK : write_row(w, f->name, group.keys, keys, 0, 0, err);
}

static enum ut_status write_field(struct writing *w, const struct ut_partial_field *f, struct ut_error *err)
{
  if (!f->table)
    return *f->day == UT_DATE_NONE ? UT_OK : write_row(w, f->name, NULL, 0, 0, *f->day, err);
  ut_table_sort(f->table);
  for (size_t i = 0; i < ut_table_groups(f->table); i++)
    UT_TRY(write_group(w, f, ut_table_group(f->table, i), err));
  return UT_OK;
}

static enum ut_status write_fields(struct writing *w, const struct ut_partial *p, struct ut_output *output,
                                   enum ut_format to, struct ut_error *err)
{
  for (size_t i = 0; i < p->count; i++)
    if (p->fields[i].table && ut_table_keys(p->fields[i].table) > w->keys)
      w->keys = ut_table_keys(p->fields[i].table);
  if (w->keys + FIXED > UT_TIDY_CELLS)
    return ut_error_set(err, UT_USAGE, "more than %d keys in a part", UT_TIDY_CELLS - FIXED);
  UT_TRY(open_writer(w, output, to, err));
  for (size_t i = 0; i < p->count; i++)
    UT_TRY(write_field(w, &p->fields[i], err));
  char hex[HEX];
  struct ut_text hash = show_hash(w->hash, hex);
  return write_row(w, END, &hash, 1, 0, w->rows, err);
}

enum ut_status ut_partial_write(const struct ut_partial *p, struct ut_text of, struct ut_output *output,
                                enum ut_format to, struct ut_error *err)
{
  struct writing w = {.row.lead = of, .keys = 1};
  return ut_tidy_close(&w.row, write_fields(&w, p, output, to, err), err);
}

/* ---- adding ---- */

bool ut_partial_is(const struct ut_whole_table *table)
{
  const struct ut_text *names = ut_reader_names(ut_whole_table_header(table));
  size_t count = ut_whole_table_columns(table);
  return count > FIXED && ut_names_are_of_part(names, count) && ut_text_is(names[count - 2], last_columns[0]) &&
         ut_text_is(names[count - 1], last_columns[1]);
}

struct part_reading {
  const struct ut_whole_table *part;
  size_t columns, row;
};

static struct ut_text cell(const struct part_reading *r, size_t column)
{
  return ut_whole_table_cell(r->part, r->row, column);
}

static enum ut_status refuse(const struct part_reading *r, size_t column, const char *what, struct ut_error *err)
{
  ut_error_set(err, UT_BAD_INPUT, "%s", what);
  ut_whole_table_blame(r->part, r->row, column, err);
  return UT_BAD_INPUT;
}

static enum ut_status add_counter(const struct part_reading *r, const struct ut_partial_field *f, int64_t place,
                                  int64_t n, struct ut_error *err)
{
  struct ut_text keys[UT_TIDY_CELLS];
  const struct ut_row at = {.source = ut_whole_table_row_source(r->part, r->row),
                            .line = ut_whole_table_line(r->part, r->row)};
  int64_t *counters;
  size_t count = ut_table_keys(f->table);
  if (count + FIXED > r->columns)
    return refuse(r, FALT, "this part has too few keys", err);
  if (place < 0 || (size_t)place >= ut_table_counters(f->table))
    return refuse(r, r->columns - 2, "there is no such place", err);
  for (size_t i = 0; i < count; i++)
    keys[i] = cell(r, KEYS + i);
  ut_table_stand(f->table, &at);
  if (ut_table_find(f->table, keys, &counters, err) != UT_OK) {
    ut_whole_table_blame(r->part, r->row, KEYS, err);
    return err->status;
  }
  if (__builtin_add_overflow(counters[place], n, &counters[place]))
    return refuse(r, r->columns - 1, "a sum is too large to be counted", err);
  return UT_OK;
}

static enum ut_status add_day(const struct part_reading *r, const struct ut_partial_field *f, int64_t n,
                              struct ut_error *err)
{
  if (n <= UT_DATE_NONE || n > INT_MAX)
    return refuse(r, r->columns - 1, "there is no such day", err);
  if (*f->day == UT_DATE_NONE || (f->latest ? n > *f->day : n < *f->day))
    *f->day = (ut_date)n;
  return UT_OK;
}

static enum ut_status add_row(const struct part_reading *r, const struct ut_partial *into, struct ut_error *err)
{
  int64_t place, n;
  if (!ut_text_integer(cell(r, r->columns - 2), &place))
    return refuse(r, r->columns - 2, "this is not a whole number", err);
  if (!ut_text_integer(cell(r, r->columns - 1), &n))
    return refuse(r, r->columns - 1, "this is not a whole number", err);
  for (size_t i = 0; i < into->count; i++) {
    const struct ut_partial_field *f = &into->fields[i];
    if (ut_text_is(cell(r, FALT), f->name))
      return f->table ? add_counter(r, f, place, n, err) : add_day(r, f, n, err);
  }
  return refuse(r, FALT, "this is counted in no such result", err);
}

/* Before its texts stands its number. */
bool ut_partial_next(const struct ut_whole_table *part, const char *name, size_t *row, struct ut_text *texts,
                     size_t width)
{
  size_t columns = ut_whole_table_columns(part);
  while (*row < ut_whole_table_rows(part)) {
    size_t i = (*row)++;
    if (!ut_text_is(ut_whole_table_cell(part, i, FALT), name))
      continue;
    for (size_t k = 0; k < width; k++)
      texts[k] = k + 1 + FIXED < columns ? ut_whole_table_cell(part, i, KEYS + 1 + k) : (struct ut_text){"", 0};
    return true;
  }
  return false;
}

/* The last row says how many there are before it. */
static bool is_whole(const struct part_reading *r, size_t rows)
{
  int64_t n;
  return rows > 0 && ut_text_is(ut_whole_table_cell(r->part, rows - 1, FALT), END) &&
         ut_text_integer(ut_whole_table_cell(r->part, rows - 1, r->columns - 1), &n) && (size_t)n == rows - 1;
}

static enum ut_status refuse_all(const struct part_reading *r, const char *what, struct ut_error *err)
{
  ut_error_set(err, UT_BAD_INPUT, "%s", what);
  ut_error_at(err, ut_whole_table_source(r->part), 0, 0, NULL);
  return UT_BAD_INPUT;
}

enum ut_status ut_partial_add(struct ut_partial *into, const struct ut_whole_table *part, struct ut_error *err)
{
  struct part_reading r = {part, ut_whole_table_columns(part), 0};
  size_t rows = ut_whole_table_rows(part);
  uint64_t hash = 0;
  char hex[HEX];
  if (!is_whole(&r, rows))
    return refuse_all(&r, "rows of this part are missing, or there are more than were written", err);
  for (; r.row + 1 < rows; r.row++) {
    UT_TRY(add_row(&r, into, err));
    for (size_t i = 0; i < r.columns; i++)
      hash = ut_hash_text(hash, cell(&r, i));
  }
  if (!ut_text_equal(cell(&r, KEYS), show_hash(hash, hex)))
    return refuse_all(&r, "this part was changed since it was written", err);
  return UT_OK;
}

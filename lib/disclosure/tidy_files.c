/* Several tables held as one: those that are shown, below one another, and those that readers know besides. */
#include "disclosure/tidy_table.h"
#include <stdlib.h>

#include "stream/headers.h"

/* ---- which files there are ---- */

static enum ut_tidy_kind kind_of(const struct ut_tidy_table_options *o, size_t files, size_t file)
{
  size_t known = o->earlier + o->within, shown = files - known;
  return file < shown ? UT_TIDY_SHOWN : file < shown + o->earlier ? UT_TIDY_EARLIER : UT_TIDY_WITHIN;
}

/* The columns of the files that are shown come first. */
static void add_columns(struct ut_tidy_table *t, struct ut_header header)
{
  for (size_t i = 0; i < header.count; i++)
    t->columns = header.places[i] + 1 > t->columns ? header.places[i] + 1 : t->columns;
}

enum ut_status ut_tidy_table_list_files(struct ut_tidy_table *t, const struct ut_reader *r,
                                        const struct ut_tidy_table_options *o, struct ut_error *err)
{
  size_t files = ut_reader_headers(r);
  t->names = ut_reader_names(r);
  t->linked = o->linked;
  t->several = o->linked || o->earlier + o->within > 0;
  t->mark = ut_reader_find(r, ut_text_of(UT_SUPPRESS_MARK));
  t->fields = calloc(ut_reader_columns(r) + 1, sizeof *t->fields);
  if (!t->fields)
    return ut_error_nomem(err);
  for (size_t i = 0; i < files; i++) {
    struct ut_tidy_file new = {.kind = kind_of(o, files, i), .set = UINT32_MAX};
    if (ut_buf_add(&t->files, &new, sizeof new) != UT_OK)
      return ut_error_nomem(err);
    if (new.kind == UT_TIDY_SHOWN)
      add_columns(t, ut_reader_header(r, i));
  }
  if (t->mark >= 0 && (size_t)t->mark < t->columns)
    return ut_error_set(err, UT_USAGE, "there is a column skyddad: the table has been protected, and lacks counts");
  return UT_OK;
}

bool ut_tidy_table_has(const struct ut_tidy_table *t, size_t file, size_t column)
{
  struct ut_header header = ut_reader_header(ut_whole_table_header(t->whole), file);
  for (size_t i = 0; i < header.count; i++)
    if (header.places[i] == column)
      return true;
  return false;
}

bool ut_tidy_table_lacks_key(const struct ut_tidy_table *t, size_t file, size_t column)
{
  bool own = t->linked || ut_tidy_table_file(t, file)->kind != UT_TIDY_SHOWN;
  return own ? !ut_tidy_table_has(t, file, column) : column >= t->columns;
}

/* ---- rows ---- */

enum ut_status ut_tidy_table_place_line(struct ut_tidy_table *t)
{
  size_t lines = t->origins.len / sizeof(uint32_t);
  uint32_t file = lines > 0 ? ut_tidy_table_origin(t, lines - 1) : 0;
  while (ut_reader_header(ut_whole_table_header(t->whole), file).source != ut_whole_table_row_source(t->whole, lines))
    file++;
  return ut_buf_add(&t->origins, &file, sizeof file);
}

/* What tells the rows of a file from those of others: rows of files that are one table are not told apart. */
static struct ut_text table_of(const struct ut_tidy_table *t, size_t file)
{
  bool one = ut_tidy_table_file(t, file)->kind == UT_TIDY_SHOWN && !t->linked;
  return ut_text_of(one ? "" : ut_reader_header(ut_whole_table_header(t->whole), file).source);
}

/* All that is shown is of one set; every other file of its own. */
static void set_rank(struct ut_tidy_table *t, size_t file, uint32_t rank)
{
  enum ut_tidy_kind kind = ut_tidy_table_file(t, file)->kind;
  for (size_t i = 0; i < ut_tidy_table_files(t); i++) {
    struct ut_tidy_file *f = ut_tidy_table_file(t, i);
    if ((i == file || (kind == UT_TIDY_SHOWN && f->kind == kind)) && f->set == UINT32_MAX)
      f->set = rank;
  }
}

enum ut_status ut_tidy_table_enter_row(struct ut_tidy_table *t, uint32_t *number, struct ut_error *err)
{
  size_t line = ut_whole_table_rows(t->whole) - 1, last = ut_whole_table_columns(t->whole);
  uint32_t file = ut_tidy_table_origin(t, line);
  for (size_t i = 0; i < last; i++) {
    bool lacks = t->several && ut_tidy_table_is_key(t, i) && ut_tidy_table_lacks_key(t, file, i);
    t->fields[i] = lacks ? ut_text_of("*") : ut_tidy_table_cell(t, line, i);
  }
  t->fields[last] = table_of(t, file);
  UT_TRY(ut_whole_table_enter_as(t->whole, t->fields, t->several, number, err));
  if (t->several)
    set_rank(t, file, ut_keys_tuple(t->keys, *number)[t->keys->count - 1]);
  return UT_OK;
}

bool ut_tidy_table_find_in(const struct ut_tidy_table *t, size_t row, size_t file, uint32_t *other)
{
  uint32_t tuple[UT_TIDY_TABLE_KEYS];
  size_t size = t->keys->count * sizeof *tuple;
  if (!t->several || ut_tidy_table_file(t, file)->set == UINT32_MAX)
    return false;
  memcpy(tuple, ut_tidy_table_tuple(t, row), size);
  tuple[t->keys->count - 1] = ut_tidy_table_file(t, file)->set;
  return ut_distinct_find(&t->tuples, (struct ut_text){(const char *)tuple, size}, other);
}

/* ---- what cannot be ---- */

static const struct ut_tidy_table_slot *slot_of(const struct ut_tidy_table *t, size_t row, size_t which)
{
  return ut_tidy_table_slot(t, row * t->count_count + which);
}

static enum ut_status refuse(const struct ut_tidy_table *t, size_t row, size_t other, size_t column, const char *what,
                             int64_t count, struct ut_error *err)
{
  size_t line = ut_whole_table_entered(t->whole, row), others = ut_whole_table_entered(t->whole, other);
  struct ut_text cell = ut_tidy_table_cell(t, line, column);
  ut_error_set(err, UT_BAD_INPUT, "%.*s %s %lld of %s:%zu, which has the same keys", (int)cell.len, cell.ptr, what,
               (long long)count, ut_whole_table_row_source(t->whole, others), ut_whole_table_line(t->whole, others));
  ut_whole_table_blame(t->whole, line, column, err);
  return UT_BAD_INPUT;
}

/* Two tables that are shown together say the same of one cell. */
static enum ut_status check_twin(const struct ut_tidy_table *t, struct ut_tidy_table_twin twin, struct ut_error *err)
{
  for (size_t i = 0; i < t->count_count; i++) {
    const struct ut_tidy_table_slot *own = slot_of(t, twin.row, i), *first = slot_of(t, twin.first, i);
    if (own->count >= 0 && first->count >= 0 && own->count != first->count)
      return refuse(t, twin.row, twin.first, t->counts[i], "is not the", first->count, err);
    if (own->base >= 0 && first->base >= 0 && own->base != first->base)
      return refuse(t, twin.row, twin.first, (size_t)t->base, "is not the", first->base, err);
  }
  return UT_OK;
}

static enum ut_status check_twins(const struct ut_tidy_table *t, struct ut_error *err)
{
  for (size_t i = 0; i < t->twins.len / sizeof(struct ut_tidy_table_twin); i++) {
    struct ut_tidy_table_twin twin = ((const struct ut_tidy_table_twin *)(const void *)t->twins.ptr)[i];
    if (ut_tidy_table_file_of(t, twin.row) != ut_tidy_table_file_of(t, twin.first))
      UT_TRY(check_twin(t, twin, err));
  }
  return UT_OK;
}

static enum ut_status check_within(const struct ut_tidy_table *t, size_t row, size_t whole, struct ut_error *err)
{
  for (size_t i = 0; i < t->count_count; i++) {
    int64_t all = slot_of(t, whole, i)->count;
    if (all >= 0 && slot_of(t, row, i)->count > all)
      return refuse(t, row, whole, t->counts[i], "is more than the", all, err);
  }
  return UT_OK;
}

static enum ut_status check_known(const struct ut_tidy_table *t, size_t file, struct ut_error *err)
{
  bool met = ut_tidy_table_rows(t) == 0 || ut_tidy_table_file(t, file)->set == UINT32_MAX, any = false;
  for (size_t row = 0; row < ut_tidy_table_rows(t); row++) {
    uint32_t other;
    any = any || ut_tidy_table_is_shown(t, row);
    if (!ut_tidy_table_is_shown(t, row) || !ut_tidy_table_find_in(t, row, file, &other))
      continue;
    met = true;
    if (ut_tidy_table_file(t, file)->kind == UT_TIDY_WITHIN)
      UT_TRY(check_within(t, row, other, err));
  }
  if (met || !any)
    return UT_OK;
  ut_error_set(err, UT_USAGE, "no row has the keys of a row that is shown");
  ut_error_at(err, ut_reader_header(ut_whole_table_header(t->whole), file).source, 0, 0, NULL);
  return UT_USAGE;
}

/* ---- counts that grow ---- */

/* In how many rows of another file the count is less than it was, and the first of them. */
static size_t count_fewer(const struct ut_tidy_table *t, size_t file, size_t later, size_t which, size_t *first)
{
  size_t fewer = 0;
  for (size_t row = 0; row < ut_tidy_table_rows(t); row++) {
    uint32_t other;
    if (!ut_tidy_table_is_of(t, row, later) || !ut_tidy_table_find_in(t, row, file, &other))
      continue;
    int64_t now = slot_of(t, row, which)->count, before = slot_of(t, other, which)->count;
    if (now >= 0 && now < before && fewer++ == 0)
      *first = row;
  }
  return fewer;
}

static bool may_grow(const struct ut_tidy_table *t, size_t which)
{
  return ut_column_of(t->names[t->counts[which]])->flow != UT_FLOW_LEFT;
}

bool ut_tidy_table_precedes(const struct ut_tidy_table *t, size_t file, size_t later)
{
  enum ut_tidy_kind kind = ut_tidy_table_file(t, file)->kind;
  if (later == UT_TIDY_TABLE_SHOWN)
    return kind != UT_TIDY_SHOWN;
  return kind == UT_TIDY_EARLIER && later > file && ut_tidy_table_file(t, later)->kind == UT_TIDY_EARLIER;
}

bool ut_tidy_table_grows(const struct ut_tidy_table *t, size_t file, size_t later, size_t which)
{
  size_t first;
  return ut_tidy_table_file(t, file)->kind == UT_TIDY_WITHIN ||
         (may_grow(t, which) && count_fewer(t, file, later, which, &first) == 0);
}

static void note_fewer(const struct ut_tidy_table *t, size_t file, size_t later, size_t which, struct ut_run *run)
{
  char shown[UT_QUOTED];
  struct ut_text name = t->names[t->counts[which]];
  size_t first = 0, fewer = may_grow(t, which) ? count_fewer(t, file, later, which, &first) : 0;
  if (fewer == 0)
    return;
  size_t line = ut_whole_table_entered(t->whole, first), number = ut_whole_table_line(t->whole, line);
  const char *source = ut_whole_table_row_source(t->whole, line);
  ut_run_note(run, UT_NOTE_ANTAL_OSKYDDADE, fewer, source, number,
              "%s is less than in %s in %zu row%s, the first %s:%zu: it does not grow, and what it changed by is not "
              "protected",
              ut_quote_name(shown, name.ptr, name.len), ut_reader_header(ut_whole_table_header(t->whole), file).source,
              fewer, fewer == 1 ? "" : "s", source, number);
}

/* Notes what does not grow from the file to those that it precedes. */
static void note_all_fewer(const struct ut_tidy_table *t, size_t file, struct ut_run *run)
{
  for (size_t later = UT_TIDY_TABLE_SHOWN; later < ut_tidy_table_files(t); later++)
    for (size_t which = 0; which < t->count_count && ut_tidy_table_precedes(t, file, later); which++)
      note_fewer(t, file, later, which, run);
}

/* ---- public ---- */

enum ut_status ut_tidy_table_check_files(const struct ut_tidy_table *t, struct ut_run *run, struct ut_error *err)
{
  if (!t->several)
    return UT_OK;
  UT_TRY(check_twins(t, err));
  for (size_t i = 0; i < ut_tidy_table_files(t); i++) {
    enum ut_tidy_kind kind = ut_tidy_table_file(t, i)->kind;
    if (kind == UT_TIDY_SHOWN)
      continue;
    UT_TRY(check_known(t, i, err));
    if (kind == UT_TIDY_EARLIER)
      note_all_fewer(t, i, run);
  }
  return UT_OK;
}

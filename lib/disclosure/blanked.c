/* Tables with blanked rows, and what that costs. */
#include "utfall/suppress.h"

#include <stdlib.h>

#include "utfall/table.h"

#include "disclosure/beside.h"
#include "disclosure/tidy_table.h"
#include "stream/headers.h"
#include "table/tidy.h"

static const char *const marks[UT_LOSSES] = {[UT_LOSS_NONE] = "",
                                             [UT_LOSS_SMALL] = "primar",
                                             [UT_LOSS_ZERO] = "primar",
                                             [UT_LOSS_COMPLEMENT] = "primar",
                                             [UT_LOSS_SECONDARY] = "sekundar"};

static const char *const reasons[UT_LOSSES] = {[UT_LOSS_SMALL] = "litet_antal",
                                               [UT_LOSS_ZERO] = "noll",
                                               [UT_LOSS_COMPLEMENT] = "liten_rest",
                                               [UT_LOSS_SECONDARY] = "sekundar"};

/* ---- the table ---- */

/* A number however it is written: 12, 45.0, 45,0 %, 3-5, 4 000 kr, 1e+05, 3 of 12. What begins with a word is none. */
static bool looks_numeric(struct ut_text t)
{
  for (size_t i = 0; i < t.len; i++) {
    char lower = (char)(t.ptr[i] | 0x20);
    if (ut_char_is_digit(t.ptr[i]) || (lower >= 'a' && lower <= 'z'))
      return ut_char_is_digit(t.ptr[i]);
  }
  return false;
}

static bool is_blanked(const struct ut_suppress *s, size_t row, size_t which)
{
  return ut_suppress_loss(s, row, which) != UT_LOSS_NONE;
}

static bool is_any_blanked(const struct ut_suppress *s, size_t row)
{
  for (size_t i = 0; i < ut_suppress_table(s)->count_count; i++)
    if (is_blanked(s, row, i))
      return true;
  return false;
}

/* What a figure is made of. */
struct made {
  bool of_base, of_counts, blanked; /* the base; counts, of which one is blanked */
};

/* Adds the columns that a formula names, with blanks, + and - between. */
static void add_names(const struct ut_suppress *s, size_t row, const char *names, struct made *made)
{
  const struct ut_tidy_table *table = ut_suppress_table(s);
  for (size_t len; names && *names; names += len + (names[len] != '\0')) {
    len = strcspn(names, " +-");
    const struct ut_text name = {names, len};
    made->of_base = made->of_base || ut_column_of(name)->role == UT_ROLE_BASE;
    for (size_t i = 0; i < table->count_count; i++) {
      bool same = ut_text_equal(table->names[table->counts[i]], name);
      made->of_counts = made->of_counts || same;
      made->blanked = made->blanked || (same && is_blanked(s, row, i));
    }
  }
}

/* Is a figure blanked? One that is a share goes with the counts that it is made of, what else there is with any. A
 * share whose base the table has not may be of another count. */
static bool is_figure_blanked(const struct ut_suppress *s, size_t row, size_t column)
{
  const struct ut_tidy_table *table = ut_suppress_table(s);
  const struct ut_column *known = ut_column_of(table->names[column]);
  struct made made = {.of_base = known->role == UT_ROLE_BASE};
  add_names(s, row, known->part, &made);
  add_names(s, row, known->whole, &made);
  add_names(s, row, known->made_of, &made);
  if (made.of_base && table->base >= 0)
    return made.blanked || is_blanked(s, row, ut_tidy_table_based(table, row));
  return made.of_counts && !made.of_base ? made.blanked : is_any_blanked(s, row);
}

/* Is the row blanked that a figure of this one is held against? What it says would follow from the two. */
static bool is_blanked_beside(const struct ut_suppress *s, size_t row, size_t column)
{
  const struct ut_tidy_table *table = ut_suppress_table(s);
  bool beside = ut_beside_is_figure(table, column);
  for (size_t other = 0; beside && other < ut_tidy_table_rows(table); other++)
    if (is_any_blanked(s, other) && ut_beside_is_row(table, column, row, other))
      return true;
  return false;
}

static bool holds_figure(const struct ut_tidy_table *table, size_t column, struct ut_text cell)
{
  return ut_role_is_figure(ut_tidy_table_role(table, column)) ||
         ut_column_is_number(ut_column_of(table->names[column])) || looks_numeric(cell);
}

static bool is_lost(const struct ut_suppress *s, size_t row, size_t column, struct ut_text cell)
{
  const struct ut_tidy_table *table = ut_suppress_table(s);
  if (ut_tidy_table_is_key(table, column))
    return false;
  for (size_t i = 0; i < table->count_count; i++)
    if (table->counts[i] == column)
      return is_blanked(s, row, i);
  if (is_blanked_beside(s, row, column))
    return true;
  return is_any_blanked(s, row) && holds_figure(table, column, cell) && is_figure_blanked(s, row, column);
}

static const char *mark_of(const struct ut_suppress *s, size_t row, size_t which)
{
  return ut_suppress_has_marks(s) ? marks[ut_suppress_loss(s, row, which)] : is_blanked(s, row, which) ? "ja" : "";
}

/* The mark of one count, or of each that is blanked: in:primar|kvar:sekundar. */
static enum ut_status mark_row(const struct ut_suppress *s, size_t row, struct ut_buf *out)
{
  const struct ut_tidy_table *table = ut_suppress_table(s);
  const struct ut_tidy_file *file = ut_tidy_table_file_of(table, row);
  out->len = 0;
  if (file->counts == 1)
    return ut_buf_add_string(out, mark_of(s, row, file->based));
  for (size_t i = 0; i < table->count_count; i++) {
    struct ut_text name = table->names[table->counts[i]];
    if (is_blanked(s, row, i))
      UT_TRY(ut_buf_format(out, "%s%.*s:%s", out->len ? "|" : "", (int)name.len, name.ptr, mark_of(s, row, i)));
  }
  return UT_OK;
}

/* What is written: the columns of the table that are shown, or of one of its files. */
struct shown {
  const size_t *places; /* NULL: as they stand in the table */
  size_t count;
  size_t file; /* the only one; SIZE_MAX: all that are shown */
};

static bool is_written(const struct ut_tidy_table *table, const struct shown *shown, size_t line)
{
  size_t file = ut_tidy_table_origin(table, line);
  return shown->file == SIZE_MAX ? ut_tidy_table_file(table, file)->kind == UT_TIDY_SHOWN : shown->file == file;
}

/* The cells of a line, and its mark. */
static enum ut_status fill_fields(const struct ut_suppress *s, const struct shown *shown, size_t line,
                                  struct ut_text *fields, struct ut_buf *mark)
{
  const struct ut_tidy_table *table = ut_suppress_table(s);
  uint32_t row = ut_tidy_table_row_of(table, line);
  bool counts = row != UT_TIDY_TABLE_NO_ROW;
  mark->len = 0;
  for (size_t i = 0; i < shown->count; i++) {
    size_t column = shown->places ? shown->places[i] : i;
    fields[i] = ut_tidy_table_cell(table, line, column);
    if (counts && is_lost(s, row, column, fields[i]))
      fields[i] = (struct ut_text){"", 0};
  }
  if (counts)
    UT_TRY(mark_row(s, row, mark));
  fields[shown->count] = ut_buf_text(mark);
  return UT_OK;
}

static enum ut_status write_rows(const struct ut_suppress *s, const struct shown *shown, struct ut_writer *w,
                                 struct ut_text *fields, struct ut_error *err)
{
  const struct ut_tidy_table *table = ut_suppress_table(s);
  struct ut_buf mark = {0};
  enum ut_status status = UT_OK;
  for (size_t line = 0; line < ut_tidy_table_lines(table) && status == UT_OK; line++) {
    if (!is_written(table, shown, line))
      continue;
    status = fill_fields(s, shown, line, fields, &mark) == UT_OK ? UT_OK : ut_error_nomem(err);
    if (status == UT_OK)
      status = ut_writer_row(w, fields, err);
  }
  ut_buf_clear(&mark);
  return status;
}

static enum ut_status write_shown(const struct ut_suppress *s, const struct shown *shown, struct ut_output *output,
                                  enum ut_format to, struct ut_error *err)
{
  const struct ut_tidy_table *table = ut_suppress_table(s);
  struct ut_writer *writer = NULL;
  struct ut_text *fields = calloc(shown->count + 1, sizeof *fields);
  if (!fields)
    return ut_error_nomem(err);
  for (size_t i = 0; i < shown->count; i++)
    fields[i] = table->names[shown->places ? shown->places[i] : i];
  fields[shown->count] = ut_text_of(UT_SUPPRESS_MARK);
  size_t columns = shown->count ? shown->count + 1 : 0; /* an empty stream has none to add to */
  enum ut_status status = ut_writer_open(&writer, output, to, fields, columns, NULL, err);
  if (status == UT_OK)
    status = write_rows(s, shown, writer, fields, err);
  enum ut_status closed = ut_writer_close(writer, status == UT_OK, err);
  free(fields);
  return status == UT_OK ? closed : status;
}

enum ut_status ut_suppress_write(const struct ut_suppress *s, struct ut_output *output, enum ut_format to,
                                 struct ut_error *err)
{
  const struct shown all = {NULL, ut_suppress_table(s)->columns, SIZE_MAX};
  return write_shown(s, &all, output, to, err);
}

enum ut_status ut_suppress_write_file(const struct ut_suppress *s, size_t file, struct ut_output *output,
                                      enum ut_format to, struct ut_error *err)
{
  struct ut_header header = ut_reader_header(ut_whole_table_header(ut_suppress_table(s)->whole), file);
  const struct shown one = {header.places, header.count, file};
  return write_shown(s, &one, output, to, err);
}

/* ---- what it cost ---- */

struct loss {
  int64_t counts, sum;
};

static void add_loss(struct loss *to, const struct ut_tidy_table *table, size_t slot)
{
  to->counts++;
  if (!ut_tidy_table_is_total(table, slot / table->count_count))
    to->sum += ut_tidy_table_slot(table, slot)->count;
}

static enum ut_status write_loss(struct ut_tidy *t, const char *reason, const struct loss *lost,
                                 const struct loss *whole, struct ut_error *err)
{
  struct ut_text key = ut_text_of(reason);
  if (lost->counts == 0)
    return UT_OK;
  ut_tidy_begin(t, &key, 1);
  ut_tidy_share(t, lost->counts, whole->counts);
  ut_tidy_count(t, lost->sum);
  ut_tidy_ratio(t, 100 * lost->sum, whole->sum);
  return ut_tidy_end(t, err);
}

enum ut_status ut_suppress_report(const struct ut_suppress *s, struct ut_output *output, struct ut_error *err)
{
  const struct ut_tidy_table *table = ut_suppress_table(s);
  static const char *const names[] = {"skal", "antal", "bas", "andel", "deltagare", "andel_deltagare"};
  enum { COLUMNS = sizeof names / sizeof *names };
  struct ut_tidy tidy = {.decimals = 1};
  struct loss lost[UT_LOSSES] = {0}, all = {0}, whole = {0};
  for (size_t slot = 0; slot < ut_tidy_table_slots(table); slot++) {
    enum ut_loss loss = ut_suppress_loss(s, slot / table->count_count, slot % table->count_count);
    if (ut_tidy_table_slot(table, slot)->count < 0 || !ut_tidy_table_shows_slot(table, slot))
      continue;
    add_loss(&lost[loss], table, slot);
    add_loss(&whole, table, slot);
    if (loss != UT_LOSS_NONE)
      add_loss(&all, table, slot);
  }
  enum ut_status status = ut_tidy_open(&tidy, output, UT_CSV, names, COLUMNS, err);
  for (size_t i = UT_LOSS_NONE + 1; i < UT_LOSSES && status == UT_OK; i++)
    status = write_loss(&tidy, reasons[i], &lost[i], &whole, err);
  if (status == UT_OK)
    status = write_loss(&tidy, UT_ALL, &all, &whole, err);
  return ut_tidy_close(&tidy, status, err);
}

/* Reading a tidy table whole. */
#include "disclosure/tidy_table.h"

#include <stdlib.h>

#include "base/whole.h"
#include "model/total_words.h"
#include "table/share_of_one.h"
#include "utfall/table.h"

/* ---- rows ---- */

static enum ut_status parse_count(const struct ut_tidy_table *t, size_t line, size_t column, int64_t *out,
                                  struct ut_error *err)
{
  char quoted[UT_QUOTED];
  struct ut_text cell = ut_tidy_table_cell(t, line, column);
  if (ut_number_whole(cell, out) && *out >= 0 && *out <= UT_TIDY_TABLE_COUNT)
    return UT_OK;
  ut_error_set(err, UT_BAD_INPUT, "%s is not a count (expected a whole number from 0 to 10^9)",
               ut_quote(quoted, cell.ptr, cell.len));
  ut_whole_table_blame(t->whole, line, column, err);
  return UT_BAD_INPUT;
}

static bool has_count(const struct ut_tidy_table *t, size_t line)
{
  for (size_t i = 0; i < t->count_count; i++)
    if (ut_tidy_table_cell(t, line, t->counts[i]).len > 0)
      return true;
  return false;
}

/* Does the line hold money, and no count, base or share? */
static bool counts_nobody(const struct ut_tidy_table *t, size_t line)
{
  bool money = false;
  if (has_count(t, line))
    return false;
  for (size_t i = 0; i < t->columns; i++) {
    enum ut_role role = ut_tidy_table_role(t, i);
    if (ut_tidy_table_cell(t, line, i).len == 0 || ut_tidy_table_is_key(t, i))
      continue;
    if (ut_role_is_count(role) || role == UT_ROLE_SHARE)
      return false;
    money = money || role == UT_ROLE_MONEY;
  }
  return money;
}

static void note_unknown_line(struct ut_tidy_table *t, size_t line)
{
  if (t->unknown++ == 0 || line < t->first_unknown)
    t->first_unknown = line;
}

static bool may_be_empty(const struct ut_column *count)
{
  return count->may_lack || count->unknown || count->optional;
}

/* In a table that was published an empty cell is a count that was blanked, and its mark may say which. */
static enum ut_blank blank_of(const struct ut_tidy_table *t, size_t line, size_t which)
{
  const struct ut_tidy_file *file = ut_tidy_table_file(t, ut_tidy_table_origin(t, line));
  const struct ut_column *known = ut_column_of(t->names[t->counts[which]]);
  if (t->mark < 0 || !ut_tidy_table_has(t, ut_tidy_table_origin(t, line), (size_t)t->mark))
    return may_be_empty(known) ? UT_BLANK_NONE : UT_BLANK_ANY;
  return ut_mark_read(ut_tidy_table_cell(t, line, (size_t)t->mark), t->names[t->counts[which]], file->counts == 1);
}

/* Is there nothing to be read of the count, as the line is of a table that lacks it, or was published without it? */
static bool is_left_out(const struct ut_tidy_table *t, size_t line, size_t which, enum ut_blank *blank)
{
  uint32_t origin = ut_tidy_table_origin(t, line);
  bool shown = ut_tidy_table_file(t, origin)->kind == UT_TIDY_SHOWN;
  *blank = UT_BLANK_NONE;
  if (shown && !t->linked)
    return false;
  if (!ut_tidy_table_has(t, origin, t->counts[which]))
    return true;
  if (shown || ut_tidy_table_cell(t, line, t->counts[which]).len > 0)
    return false;
  *blank = blank_of(t, line, which);
  return *blank != UT_BLANK_NONE;
}

static bool has_base(const struct ut_tidy_table *t, size_t line, size_t which)
{
  return t->base >= 0 && which == ut_tidy_table_file(t, ut_tidy_table_origin(t, line))->based &&
         ut_tidy_table_cell(t, line, (size_t)t->base).len > 0;
}

/* A count may lack beside others of the row. */
static enum ut_status add_slot(struct ut_tidy_table *t, size_t line, size_t which, struct ut_error *err)
{
  struct ut_tidy_table_slot new = {-1, -1, UT_BLANK_NONE};
  size_t column = t->counts[which];
  const struct ut_column *known = ut_column_of(t->names[column]);
  bool lacks =
      t->count_count > 1 && ut_tidy_table_cell(t, line, column).len == 0 && may_be_empty(known) && has_count(t, line);
  bool left_out = is_left_out(t, line, which, &new.blank);
  if (!lacks && !left_out)
    UT_TRY(parse_count(t, line, column, &new.count, err));
  if (!lacks && has_base(t, line, which))
    UT_TRY(parse_count(t, line, (size_t)t->base, &new.base, err));
  if (lacks && !left_out && known->may_lack)
    note_unknown_line(t, line);
  return ut_buf_add(&t->slots, &new, sizeof new) == UT_OK ? UT_OK : ut_error_nomem(err);
}

static enum ut_status add_row(struct ut_tidy_table *t, size_t line, uint32_t *number, struct ut_error *err)
{
  for (size_t i = 0; i < t->count_count; i++)
    UT_TRY(add_slot(t, line, i, err));
  return ut_tidy_table_enter_row(t, number, err);
}

static enum ut_status add_line(struct ut_tidy_table *t, struct ut_error *err)
{
  size_t line = ut_tidy_table_lines(t);
  uint32_t number = UT_TIDY_TABLE_NO_ROW;
  if (ut_tidy_table_place_line(t) != UT_OK)
    return ut_error_nomem(err);
  if (!counts_nobody(t, line))
    UT_TRY(add_row(t, line, &number, err));
  return ut_buf_add(&t->lines, &number, sizeof number) == UT_OK ? UT_OK : ut_error_nomem(err);
}

/* ---- lines that count nobody ---- */

/* Has the line a value of a key by which no count is divided, so that it is about something else? */
static enum ut_status is_part_of_money(const struct ut_tidy_table *t, size_t line, uint32_t divided, bool *part)
{
  *part = false;
  for (size_t i = 0; i < ut_tidy_table_named_keys(t) && !*part && ut_tidy_table_rows(t) > 0; i++) {
    bool total = ut_tidy_table_lacks_key(t, ut_tidy_table_origin(t, line), t->keys->columns[i]);
    if (!total)
      UT_TRY(ut_total_word_is(ut_tidy_table_cell(t, line, t->keys->columns[i]), &total));
    *part = !(divided >> i & 1) && !total;
  }
  return UT_OK;
}

static enum ut_status judge_uncounted(struct ut_tidy_table *t, struct ut_error *err)
{
  uint32_t divided = ut_tidy_table_divided(t);
  int64_t none;
  for (size_t line = 0; line < ut_tidy_table_lines(t); line++) {
    bool part;
    if (ut_tidy_table_row_of(t, line) != UT_TIDY_TABLE_NO_ROW)
      continue;
    if (is_part_of_money(t, line, divided, &part) != UT_OK)
      return ut_error_nomem(err);
    for (size_t i = 0; i < t->count_count && !part; i++)
      if (!ut_column_of(t->names[t->counts[i]])->may_lack)
        return parse_count(t, line, t->counts[i], &none, err);
    if (!part)
      note_unknown_line(t, line);
  }
  return UT_OK;
}

/* ---- public ---- */

static enum ut_status read_lines(struct ut_tidy_table *t, struct ut_reader *r, const struct ut_tidy_table_options *o,
                                 struct ut_error *err)
{
  enum ut_status status;
  UT_TRY(ut_whole_table_new(&t->whole, r, err));
  t->keys = ut_whole_table_keys(t->whole);
  UT_TRY(ut_tidy_table_find_columns(t, r, o, err));
  while ((status = ut_whole_table_next(t->whole, err)) == UT_OK)
    UT_TRY(add_line(t, err));
  return status == UT_END ? UT_OK : status;
}

/* What is doubtful of the lines that have been read. */
static enum ut_status judge(struct ut_tidy_table *t, const struct ut_tidy_table_options *options, struct ut_error *err)
{
  bool named = options->keys && options->keys->count > 0;
  UT_TRY(ut_tidy_table_check_files(t, options->run, err));
  UT_TRY(judge_uncounted(t, err));
  if (!named)
    UT_TRY(ut_tidy_table_doubt_keys(t, err));
  UT_TRY(ut_tidy_table_doubt_parts(t, err));
  return ut_tidy_table_doubt_counts(t, named, err);
}

enum ut_status ut_tidy_table_new(struct ut_tidy_table **out, struct ut_reader *r,
                                 const struct ut_tidy_table_options *options, struct ut_error *err)
{
  struct ut_tidy_table *t = *out = calloc(1, sizeof *t);
  if (!t)
    return ut_error_nomem(err);
  t->base = -1;
  UT_TRY(ut_tidy_table_list_files(t, r, options, err));
  UT_TRY(read_lines(t, r, options, err));
  UT_TRY(ut_tidy_table_tell_keys_apart(t, options->run, err));
  UT_TRY(ut_shares_of_one_check(t->whole, options->run, err));
  if (ut_tidy_table_enter_totals(t) != UT_OK)
    return ut_error_nomem(err);
  UT_TRY(ut_tidy_table_add_sums(t, options, err));
  return judge(t, options, err);
}

enum ut_status ut_tidy_table_name_counts(const struct ut_tidy_table *t, struct ut_buf *out)
{
  for (size_t i = 0; i < t->count_count; i++) {
    struct ut_text name = t->names[t->counts[i]];
    char shown[UT_QUOTED];
    UT_TRY(ut_buf_format(out, "%s%s", i > 0 ? "," : "", ut_quote_name(shown, name.ptr, name.len)));
  }
  return UT_OK;
}

size_t ut_tidy_table_unknown(const struct ut_tidy_table *t, const char **source, size_t *line)
{
  *source = t->unknown > 0 ? ut_whole_table_row_source(t->whole, t->first_unknown) : NULL;
  *line = t->unknown > 0 ? ut_whole_table_line(t->whole, t->first_unknown) : 0;
  return t->unknown;
}

void ut_tidy_table_free(struct ut_tidy_table *t)
{
  if (!t)
    return;
  ut_whole_table_free(t->whole);
  ut_buf_clear(&t->slots);
  ut_buf_clear(&t->lines);
  free(t->fields);
  ut_buf_clear(&t->files);
  ut_buf_clear(&t->origins);
  for (size_t i = 0; i < UT_TIDY_TABLE_KEYS; i++)
    ut_buf_clear(&t->totals[i]), ut_buf_clear(&t->named[i]), ut_key_sums_clear(&t->sums[i]);
  ut_distinct_clear(&t->tuples);
  ut_buf_clear(&t->twins);
  ut_buf_clear(&t->wholes);
  ut_buf_clear(&t->found);
  ut_buf_clear(&t->corners);
  free(t);
}

/* Keys that look the same: what is published of one would stand beside what is blanked of the other. Those that are
 * spelt otherwise are groups apart, as they were counted: a doubt. */
#include "disclosure/tidy_table.h"
#include "model/alike.h"
#include "utfall/table.h"

/* The first line in which the key has the value. */
static size_t find_line(const struct ut_tidy_table *t, size_t column, struct ut_text value)
{
  size_t line = 0;
  while (line + 1 < ut_tidy_table_lines(t) && !ut_text_equal(ut_tidy_table_cell(t, line, column), value))
    line++;
  return line;
}

static enum ut_status refuse(const struct ut_tidy_table *t, size_t column, struct ut_text first, struct ut_text other,
                             struct ut_error *err)
{
  struct ut_buf shown = {0};
  ut_alike_show(first, &shown);
  ut_buf_add_string(&shown, " and ");
  ut_alike_show(other, &shown);
  const char *text = ut_buf_string(&shown);
  enum ut_status status =
      text ? ut_error_set(err, UT_BAD_INPUT, "%s differ only in what is not seen: neither can be protected", text)
           : ut_error_nomem(err);
  ut_buf_clear(&shown);
  ut_whole_table_blame(t->whole, find_line(t, column, other), column, err);
  return status;
}

/* Numbers the looks of the values of a key, `*` first: a value whose look has a number already is refused. */
static enum ut_status check_key(const struct ut_tidy_table *t, size_t key, struct ut_distinct *looks,
                                struct ut_buf *look, struct ut_error *err)
{
  const struct ut_distinct *values = &t->keys->ranks[key];
  uint32_t number;
  enum ut_status status = ut_distinct_add(looks, ut_text_of(UT_ALL), &number);
  for (size_t i = 0; i < ut_distinct_count(values) && status == UT_OK; i++) {
    look->len = 0;
    status = ut_alike_fold(ut_distinct_get(values, i), look);
    if (status == UT_OK)
      status = ut_distinct_add(looks, ut_buf_text(look), &number);
    if (status == UT_OK && number <= i)
      return refuse(t, t->keys->columns[key], number > 0 ? ut_distinct_get(values, number - 1) : ut_text_of(UT_ALL),
                    ut_distinct_get(values, i), err);
  }
  return status == UT_OK ? UT_OK : ut_error_nomem(err);
}

/* Values are numbered as they appear: each is seen in its first line. */
static enum ut_status see_spellings(const struct ut_tidy_table *t, size_t key, struct ut_run *run)
{
  const struct ut_distinct *values = &t->keys->ranks[key];
  size_t column = t->keys->columns[key];
  for (size_t line = 0, next = 0; line < ut_tidy_table_lines(t) && next < ut_distinct_count(values); line++) {
    struct ut_text cell = ut_tidy_table_cell(t, line, column);
    if (!ut_text_equal(cell, ut_distinct_get(values, next)))
      continue;
    UT_TRY(ut_alike_see_spelling(
        run, t->names[column], cell,
        (struct ut_alike_place){ut_whole_table_row_source(t->whole, line), ut_whole_table_line(t->whole, line)}));
    next++;
  }
  return UT_OK;
}

enum ut_status ut_tidy_table_tell_keys_apart(const struct ut_tidy_table *t, struct ut_run *run, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (size_t key = 0; key < ut_tidy_table_named_keys(t) && status == UT_OK; key++) {
    struct ut_distinct looks = {0};
    struct ut_buf look = {0};
    status = check_key(t, key, &looks, &look, err);
    if (status == UT_OK && see_spellings(t, key, run) != UT_OK)
      status = ut_error_nomem(err);
    ut_distinct_clear(&looks);
    ut_buf_clear(&look);
  }
  return status;
}

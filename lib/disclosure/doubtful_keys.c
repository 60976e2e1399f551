/* Columns that are taken for keys though they may be figures, and values of keys that are no groups beside others. */
#include "disclosure/tidy_table.h"

#include "model/total_words.h"
#include "table/number_key.h"
#include "utfall/table.h"

/* Does a shell take the name as it is? */
static bool is_plain(struct ut_text name)
{
  for (size_t i = 0; i < name.len; i++)
    if (strchr(" \t\"'$&|;<>()*?[]#~`\\!{}", name.ptr[i]))
      return false;
  return true;
}

/* Appends the names of the keys that are doubtful, of those that are not, or of both. */
static void add_names(const struct ut_tidy_table *t, const bool *doubtful, bool doubted, bool others,
                      struct ut_buf *out)
{
  const char *separator = "";
  bool plain = true;
  for (size_t i = 0; i < ut_tidy_table_named_keys(t); i++)
    plain = plain && (!(doubtful[i] ? doubted : others) || is_plain(t->names[t->keys->columns[i]]));
  ut_buf_add_string(out, plain ? "" : "\"");
  for (size_t i = 0; i < ut_tidy_table_named_keys(t); i++) {
    struct ut_text name = t->names[t->keys->columns[i]];
    char shown[UT_QUOTED];
    if (!(doubtful[i] ? doubted : others))
      continue;
    ut_buf_format(out, "%s%s", separator, ut_quote_name(shown, name.ptr, name.len));
    separator = ",";
  }
  ut_buf_add_string(out, plain ? "" : "\"");
}

static enum ut_status refuse_keys(const struct ut_tidy_table *t, const bool *doubtful, size_t count,
                                  struct ut_error *err)
{
  struct ut_buf text = {0};
  bool one = count == 1;
  add_names(t, doubtful, true, false, &text);
  ut_buf_add_string(&text, one ? " is taken for a key, but holds" : " are taken for keys, but hold");
  ut_buf_add_string(&text, " numbers only: give --keys ");
  add_names(t, doubtful, true, true, &text);
  ut_buf_add_string(&text, one ? " if it tells rows apart" : " if they tell rows apart");
  if (count < ut_tidy_table_named_keys(t)) {
    ut_buf_add_string(&text, ", --keys ");
    add_names(t, doubtful, false, true, &text);
    ut_buf_add_string(&text, one ? " if it is a figure" : " if they are figures");
  }
  const char *string = ut_buf_string(&text);
  enum ut_status status = string ? ut_error_set(err, UT_USAGE, "%s", string) : ut_error_nomem(err);
  if (ut_tidy_table_rows(t) > 0)
    ut_error_at(err, ut_whole_table_row_source(t->whole, ut_whole_table_entered(t->whole, 0)), 0, 0, NULL);
  ut_buf_clear(&text);
  return status;
}

enum ut_status ut_tidy_table_doubt_keys(const struct ut_tidy_table *t, struct ut_error *err)
{
  bool doubtful[UT_TIDY_TABLE_KEYS];
  size_t count = 0;
  for (size_t i = 0; i < ut_tidy_table_named_keys(t); i++) {
    if (ut_key_holds_numbers(t->whole, t->keys->columns[i], &doubtful[i]) != UT_OK)
      return ut_error_nomem(err);
    count += doubtful[i];
  }
  return count > 0 ? refuse_keys(t, doubtful, count, err) : UT_OK;
}

/* ---- values ---- */

/* The line of the first row that has the value. */
static size_t row_with(const struct ut_tidy_table *t, size_t key, uint32_t rank)
{
  size_t row = 0;
  while (ut_keys_tuple(t->keys, row)[key] != rank)
    row++;
  return ut_whole_table_entered(t->whole, row);
}

/* Is the value part of another, or another of it? */
static bool is_in_sums(const struct ut_key_sums *sums, uint32_t rank)
{
  bool found = false;
  const uint64_t *above = ut_key_sums_above(sums, rank);
  for (size_t i = 0; above && i < sums->row; i++)
    found = found || above[i] != 0;
  for (uint32_t part = 0; above && part < sums->words; part++)
    found = found || (ut_key_sums_above(sums, part)[rank / 64] >> rank % 64 & 1);
  return found;
}

/* Some of another row, counted again: where no hierarchy says of which, what it gives away is not known. */
static enum ut_status doubt_parts(const struct ut_tidy_table *t, size_t key, struct ut_error *err)
{
  const struct ut_distinct *values = &t->keys->ranks[key];
  for (uint32_t i = 0; i < ut_distinct_count(values); i++) {
    struct ut_text value = ut_distinct_get(values, i);
    char quoted[UT_QUOTED];
    bool part;
    if (ut_total_word_is_of_which(value, &part) != UT_OK)
      return ut_error_nomem(err);
    if (!part || is_in_sums(&t->sums[key], i))
      continue;
    ut_error_set(err, UT_BAD_INPUT,
                 "%s is some of another row, and nothing says of which: --hierarchy does, or a key of its own",
                 ut_quote(quoted, value.ptr, value.len));
    ut_whole_table_blame(t->whole, row_with(t, key, i), t->keys->columns[key], err);
    return UT_BAD_INPUT;
  }
  return UT_OK;
}

enum ut_status ut_tidy_table_doubt_parts(const struct ut_tidy_table *t, struct ut_error *err)
{
  for (size_t key = 0; key < ut_tidy_table_named_keys(t); key++)
    UT_TRY(doubt_parts(t, key, err));
  return UT_OK;
}

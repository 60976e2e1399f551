/* Reading a tidy table whole. */
#include "disclosure/tidy_table.h"

#include <stdlib.h>

#include "base/whole.h"
#include "disclosure/corner_sums.h"
#include "disclosure/found_sums.h"
#include "disclosure/hierarchy.h"
#include "model/total_words.h"
#include "table/share_of_one.h"
#include "utfall/table.h"

/* ---- columns ---- */

struct chosen {
  size_t columns[UT_TIDY_TABLE_KEYS], count;
};

static enum ut_status add_key(struct chosen *keys, size_t column, struct ut_error *err)
{
  if (keys->count == UT_TIDY_TABLE_KEYS)
    return ut_error_set(err, UT_USAGE, "a table of more than %d key columns", UT_TIDY_TABLE_KEYS);
  keys->columns[keys->count++] = column;
  return UT_OK;
}

static enum ut_status add_named_keys(struct chosen *keys, const struct ut_reader *r, const struct ut_names *names,
                                     struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < names->count && status == UT_OK; i++) {
    ptrdiff_t index;
    status = ut_reader_need(r, names->names[i], &index, err);
    if (status == UT_OK)
      status = add_key(keys, (size_t)index, err);
    if (status != UT_OK)
      ut_error_at(err, NULL, 0, 0, "--keys");
  }
  return status;
}

/* ---- which columns count ---- */

static enum ut_status add_count(struct ut_tidy_table *t, size_t column, struct ut_error *err)
{
  if (t->count_count == UT_TIDY_TABLE_COUNTS)
    return ut_error_set(err, UT_USAGE, "a table of more than %d columns of counts", UT_TIDY_TABLE_COUNTS);
  t->counts[t->count_count++] = column;
  return UT_OK;
}

static enum ut_status add_named_counts(struct ut_tidy_table *t, const struct ut_reader *r, const struct ut_names *names,
                                       struct ut_error *err)
{
  for (size_t i = 0; i < names->count; i++) {
    ptrdiff_t index;
    UT_TRY(ut_reader_need(r, names->names[i], &index, err));
    UT_TRY(add_count(t, (size_t)index, err));
  }
  return UT_OK;
}

/* Does the column count persons in this table? */
static bool counts_persons(const struct ut_tidy_table *t, size_t column)
{
  return ut_tidy_table_role(t, column) == UT_ROLE_COUNT && ut_column_of(t->names[column])->persons;
}

static bool is_named(const struct ut_names *names, struct ut_text name)
{
  for (size_t i = 0; names && i < names->count; i++)
    if (ut_text_equal(names->names[i], name))
      return true;
  return false;
}

/* All columns that count persons and are no keys; where there is none, antal, which is missing. */
static enum ut_status add_all_counts(struct ut_tidy_table *t, const struct ut_reader *r, const struct ut_names *keys,
                                     struct ut_error *err)
{
  const struct ut_names antal = {{ut_text_of("antal")}, 1};
  for (size_t i = 0; i < t->columns; i++)
    if (counts_persons(t, i) && !is_named(keys, t->names[i]))
      UT_TRY(add_count(t, i, err));
  return t->count_count > 0 ? UT_OK : add_named_counts(t, r, &antal, err);
}

static bool is_all(const struct ut_names *names)
{
  return !names || names->count == 0 || (names->count == 1 && ut_text_is(names->names[0], "all"));
}

/* bas belongs to antal, or else to the first of the counts that are parts of it. */
static void find_based(struct ut_tidy_table *t)
{
  for (size_t i = t->count_count; i-- > 0;)
    if (ut_text_is(t->names[t->counts[i]], "antal") || ut_text_is(t->names[t->counts[i]], "arbetar_studerar"))
      t->based = i;
}

static size_t leftmost_count(const struct ut_tidy_table *t)
{
  size_t least = t->counts[0];
  for (size_t i = 1; i < t->count_count; i++)
    least = t->counts[i] < least ? t->counts[i] : least;
  return least;
}

/* What a report says of a row is no key wherever it stands: it would stay, and give the count away. */
static enum ut_status add_left_keys(struct chosen *keys, const struct ut_tidy_table *t, struct ut_error *err)
{
  for (size_t i = 0; i < leftmost_count(t); i++)
    if (!ut_role_is_figure(ut_tidy_table_role(t, i)))
      UT_TRY(add_key(keys, i, err));
  return UT_OK;
}

static enum ut_status find_columns(struct ut_tidy_table *t, const struct ut_reader *r,
                                   const struct ut_tidy_table_options *o, struct ut_error *err)
{
  struct chosen keys = {.count = 0};
  t->columns = ut_reader_columns(r);
  t->names = ut_reader_names(r);
  t->antal = ut_reader_find(r, ut_text_of("antal")) >= 0;
  if (ut_reader_is_empty(r))
    return UT_OK;
  UT_TRY(is_all(o->counts) ? add_all_counts(t, r, o->keys, err) : add_named_counts(t, r, o->counts, err));
  find_based(t);
  for (size_t i = 0; i < t->columns; i++)
    if (ut_column_of(t->names[i])->role == UT_ROLE_BASE && !ut_tidy_table_is_count(t, i))
      t->base = (ptrdiff_t)i;
  UT_TRY(o->keys && o->keys->count > 0 ? add_named_keys(&keys, r, o->keys, err) : add_left_keys(&keys, t, err));
  if (keys.count == 0)
    return ut_error_set(err, UT_USAGE, "there is no key column left of \"%.*s\"", (int)t->names[leftmost_count(t)].len,
                        t->names[leftmost_count(t)].ptr);
  return ut_whole_table_index(t->whole, keys.columns, keys.count) == UT_OK ? UT_OK : ut_error_nomem(err);
}

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

/* A count may lack beside others of the row. */
static enum ut_status add_slot(struct ut_tidy_table *t, size_t line, size_t which, struct ut_error *err)
{
  struct ut_tidy_table_slot new = {-1, -1};
  size_t column = t->counts[which];
  const struct ut_column *known = ut_column_of(t->names[column]);
  bool lacks = t->count_count > 1 && ut_tidy_table_cell(t, line, column).len == 0 &&
               (known->may_lack || known->unknown) && has_count(t, line);
  if (!lacks)
    UT_TRY(parse_count(t, line, column, &new.count, err));
  if (t->base >= 0 && which == t->based && !lacks && ut_tidy_table_cell(t, line, (size_t)t->base).len > 0)
    UT_TRY(parse_count(t, line, (size_t)t->base, &new.base, err));
  if (lacks && known->may_lack)
    note_unknown_line(t, line);
  return ut_buf_add(&t->slots, &new, sizeof new) == UT_OK ? UT_OK : ut_error_nomem(err);
}

static enum ut_status add_row(struct ut_tidy_table *t, size_t line, uint32_t *number, struct ut_error *err)
{
  for (size_t i = 0; i < t->count_count; i++)
    UT_TRY(add_slot(t, line, i, err));
  return ut_whole_table_enter(t->whole, number, err);
}

static enum ut_status add_line(struct ut_tidy_table *t, struct ut_error *err)
{
  size_t line = ut_tidy_table_lines(t);
  uint32_t number = UT_TIDY_TABLE_NO_ROW;
  if (!counts_nobody(t, line))
    UT_TRY(add_row(t, line, &number, err));
  return ut_buf_add(&t->lines, &number, sizeof number) == UT_OK ? UT_OK : ut_error_nomem(err);
}

/* ---- names of totals ---- */

/* The rank of the value whose slug that is, or UT_KEY_ALL. */
static enum ut_status find_slug(const struct ut_tidy_table *t, size_t key, struct ut_text wanted, uint32_t *rank)
{
  struct ut_buf slug = {0};
  enum ut_status status = UT_OK;
  uint32_t count = (uint32_t)ut_distinct_count(&t->keys->ranks[key]);
  for (*rank = 0; *rank < count && status == UT_OK; (*rank)++) {
    slug.len = 0;
    status = ut_text_slug(ut_keys_value(t->keys, key, *rank), &slug);
    if (status == UT_OK && ut_text_equal(ut_buf_text(&slug), wanted))
      break;
  }
  *rank = *rank == count ? UT_KEY_ALL : *rank;
  ut_buf_clear(&slug);
  return status;
}

/* Of each value the one that it is called the total of, as `Bron totalt` is of Bron; UT_KEY_ALL where it is of none. */
static enum ut_status find_named(struct ut_tidy_table *t, size_t key)
{
  struct ut_buf of = {0};
  enum ut_status status = UT_OK;
  for (size_t rank = 0; rank < ut_distinct_count(&t->keys->ranks[key]) && status == UT_OK; rank++) {
    uint32_t part = UT_KEY_ALL;
    of.len = 0;
    status = ut_total_word_of(ut_keys_value(t->keys, key, (uint32_t)rank), &of);
    if (status == UT_OK && of.len > 0)
      status = find_slug(t, key, ut_buf_text(&of), &part);
    if (status == UT_OK)
      status = ut_buf_add(&t->named[key], &part, sizeof part);
  }
  ut_buf_clear(&of);
  return status;
}

static enum ut_status find_words_of(struct ut_tidy_table *t, size_t key)
{
  for (size_t rank = 0; rank < ut_distinct_count(&t->keys->ranks[key]); rank++) {
    bool total;
    UT_TRY(ut_total_word_is(ut_keys_value(t->keys, key, (uint32_t)rank), &total));
    UT_TRY(ut_buf_add(&t->totals[key], &total, sizeof total));
  }
  return ut_buf_add(&t->totals[key], &(bool){true}, sizeof(bool));
}

static enum ut_status find_total_words(struct ut_tidy_table *t)
{
  enum ut_status status = UT_OK;
  for (size_t k = 0; k < t->keys->count && status == UT_OK; k++) {
    status = find_words_of(t, k);
    if (status == UT_OK)
      status = find_named(t, k);
  }
  return status;
}

/* A row that is called the total of a value of one key, and says nothing in others, is the total over these. */
static void take_name(const struct ut_tidy_table *t, const uint32_t *own, uint32_t *tuple)
{
  for (size_t k = 0; k < t->keys->count; k++) {
    uint32_t part = own[k] == UT_KEY_ALL ? UT_KEY_ALL : ((const uint32_t *)(const void *)t->named[k].ptr)[own[k]];
    uint32_t whole[UT_TIDY_TABLE_KEYS];
    bool silent = false;
    for (size_t i = 0; i < t->keys->count; i++) {
      bool empty = own[i] != UT_KEY_ALL && ut_keys_value(t->keys, i, own[i]).len == 0;
      whole[i] = empty ? UT_KEY_ALL : tuple[i];
      silent = silent || (i != k && whole[i] == UT_KEY_ALL);
    }
    if (part == UT_KEY_ALL || !silent)
      continue;
    memcpy(tuple, whole, t->keys->count * sizeof *tuple);
    tuple[k] = part;
  }
}

/* The row is entered with `*` for every name of a total. Where another row has these keys, it is entered with the names
 * as they stand, `*` by the rank behind all others. */
static enum ut_status add_tuple(struct ut_tidy_table *t, uint32_t row)
{
  const uint32_t *own = ut_keys_tuple(t->keys, row);
  uint32_t tuple[UT_TIDY_TABLE_KEYS], twin[UT_TIDY_TABLE_KEYS], number;
  size_t size = t->keys->count * sizeof *tuple;
  for (size_t k = 0; k < t->keys->count; k++) {
    tuple[k] = ut_tidy_table_names_total(t, k, own[k]) ? UT_KEY_ALL : own[k];
    twin[k] = own[k] == UT_KEY_ALL ? (uint32_t)ut_distinct_count(&t->keys->ranks[k]) : own[k];
  }
  take_name(t, own, tuple);
  UT_TRY(ut_distinct_add(&t->tuples, (struct ut_text){(const char *)tuple, size}, &number));
  if (number == row)
    return UT_OK;
  UT_TRY(ut_buf_add(&t->twins, &(struct ut_tidy_table_twin){row, number}, sizeof(struct ut_tidy_table_twin)));
  return ut_distinct_add(&t->tuples, (struct ut_text){(const char *)twin, size}, &number);
}

/* Is the value of the key a total, or a sum of others? */
static bool is_whole(const struct ut_tidy_table *t, size_t key, uint32_t rank)
{
  const struct ut_key_sums *sums = &t->sums[key];
  for (size_t i = 0; i < ut_key_sums_count(sums); i++)
    if (ut_key_sums_at(sums, i)->whole == rank)
      return true;
  return ut_tidy_table_names_total(t, key, rank);
}

static enum ut_status find_wholes(struct ut_tidy_table *t)
{
  for (size_t row = 0; row < ut_tidy_table_rows(t); row++) {
    bool whole = false;
    for (size_t k = 0; k < t->keys->count; k++)
      whole = whole || is_whole(t, k, ut_tidy_table_tuple(t, row)[k]);
    UT_TRY(ut_buf_add(&t->wholes, &whole, sizeof whole));
  }
  for (size_t i = 0; i < t->corners.len / sizeof(struct ut_corner); i++)
    ((bool *)(void *)t->wholes.ptr)[((const struct ut_corner *)(const void *)t->corners.ptr)[i].row] = true;
  return UT_OK;
}

/* ---- sums among the values of a key ---- */

static enum ut_status find_key(const struct ut_tidy_table *t, struct ut_text name, size_t *key, struct ut_error *err)
{
  struct ut_buf keys = {0};
  char quoted[UT_QUOTED];
  for (*key = 0; *key < t->keys->count; (*key)++) {
    struct ut_text other = t->names[t->keys->columns[*key]];
    if (ut_text_equal(other, name))
      return UT_OK;
    ut_buf_format(&keys, "%s%.*s", *key > 0 ? ", " : "", (int)other.len, other.ptr);
  }
  const char *list = ut_buf_string(&keys);
  enum ut_status status = list ? ut_error_set(err, UT_USAGE, "--hierarchy: there is no key %s; the keys are %s",
                                              ut_quote(quoted, name.ptr, name.len), list)
                               : ut_error_nomem(err);
  ut_buf_clear(&keys);
  return status;
}

static enum ut_status refuse_unknown(const struct ut_tidy_table *t, size_t key, uint32_t rank, const char *path,
                                     struct ut_error *err)
{
  char quoted[UT_QUOTED];
  struct ut_text word = ut_keys_value(t->keys, key, rank);
  size_t row = 0;
  while (ut_keys_tuple(t->keys, row)[key] != rank)
    row++;
  ut_error_set(err, UT_BAD_INPUT, "%s is not in %s", ut_quote(quoted, word.ptr, word.len), path);
  ut_whole_table_blame(t->whole, ut_whole_table_entered(t->whole, row), t->keys->columns[key], err);
  return UT_BAD_INPUT;
}

static enum ut_status add_hierarchy(struct ut_tidy_table *t, struct ut_text option, struct ut_run *run,
                                    struct ut_error *err)
{
  struct ut_text path = option, name;
  size_t key;
  uint32_t unknown;
  ut_text_split(&path, '=', &name);
  if (!path.ptr || path.len == 0 || name.len == 0)
    return ut_error_set(err, UT_USAGE, "--hierarchy: expected COL=FILE, found \"%.*s\"", (int)option.len, option.ptr);
  UT_TRY(find_key(t, name, &key, err));
  UT_TRY(ut_hierarchy_add(&t->sums[key], &t->keys->ranks[key], path.ptr, run, &unknown, err));
  return unknown == UINT32_MAX ? UT_OK : refuse_unknown(t, key, unknown, path.ptr, err);
}

static enum ut_status add_sums(struct ut_tidy_table *t, const struct ut_tidy_table_options *o, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (size_t k = 0; k < t->keys->count && status == UT_OK; k++)
    status = ut_key_sums_init(&t->sums[k], &t->keys->ranks[k]);
  if (status != UT_OK)
    return ut_error_nomem(err);
  for (size_t i = 0; o->hierarchies && i < o->hierarchies->count; i++)
    UT_TRY(add_hierarchy(t, o->hierarchies->names[i], o->run, err));
  status = ut_found_sums_add(t);
  if (status == UT_OK)
    status = ut_corner_sums_add(t);
  for (size_t k = 0; k < t->keys->count && status == UT_OK; k++)
    status = ut_key_sums_close(&t->sums[k]);
  return status == UT_OK && find_wholes(t) == UT_OK ? UT_OK : ut_error_nomem(err);
}

static enum ut_status enter_totals(struct ut_tidy_table *t)
{
  UT_TRY(find_total_words(t));
  for (uint32_t row = 0; row < ut_tidy_table_rows(t); row++)
    UT_TRY(add_tuple(t, row));
  return UT_OK;
}

/* ---- lines that count nobody ---- */

uint32_t ut_tidy_table_totals(const struct ut_tidy_table *t, size_t row)
{
  uint32_t set = 0;
  for (size_t i = 0; i < t->keys->count; i++)
    set |= (uint32_t)ut_tidy_table_names_total(t, i, ut_tidy_table_tuple(t, row)[i]) << i;
  return set;
}

uint32_t ut_tidy_table_divided(const struct ut_tidy_table *t)
{
  uint32_t divided = 0;
  for (size_t row = 0; row < ut_tidy_table_rows(t); row++)
    divided |= ~ut_tidy_table_totals(t, row);
  return divided & ((UINT32_C(1) << t->keys->count) - 1);
}

/* Has the line a value of a key by which no count is divided, so that it is about something else? */
static enum ut_status is_part_of_money(const struct ut_tidy_table *t, size_t line, uint32_t divided, bool *part)
{
  *part = false;
  for (size_t i = 0; i < t->keys->count && !*part && ut_tidy_table_rows(t) > 0; i++) {
    bool total;
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

/* What accumulates over a key gives away more counts than the table shows: those between two marks. */
static enum ut_status refuse_accumulated(const struct ut_reader *r, struct ut_error *err)
{
  for (size_t i = 0; i < ut_reader_columns(r); i++) {
    const struct ut_column *column = ut_column_of(ut_reader_column(r, i));
    if (column->accumulates)
      return ut_error_set(err, UT_USAGE,
                          "the counts add up over %s: those of one mark less those of the mark before are counts too, "
                          "and cannot be protected",
                          column->name);
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
  UT_TRY(find_columns(t, r, o, err));
  while ((status = ut_whole_table_next(t->whole, err)) == UT_OK)
    UT_TRY(add_line(t, err));
  return status == UT_END ? UT_OK : status;
}

enum ut_status ut_tidy_table_new(struct ut_tidy_table **out, struct ut_reader *r,
                                 const struct ut_tidy_table_options *options, struct ut_error *err)
{
  bool named = options->keys && options->keys->count > 0;
  struct ut_tidy_table *t = *out = calloc(1, sizeof *t);
  if (!t)
    return ut_error_nomem(err);
  t->base = -1;
  if (ut_reader_find(r, ut_text_of(UT_SUPPRESS_MARK)) >= 0)
    return ut_error_set(err, UT_USAGE, "there is a column skyddad: the table has been protected, and lacks counts");
  UT_TRY(refuse_accumulated(r, err));
  UT_TRY(read_lines(t, r, options, err));
  UT_TRY(ut_tidy_table_tell_keys_apart(t, err));
  UT_TRY(ut_shares_of_one_check(t->whole, options->run, err));
  if (enter_totals(t) != UT_OK)
    return ut_error_nomem(err);
  UT_TRY(add_sums(t, options, err));
  UT_TRY(judge_uncounted(t, err));
  if (!named)
    UT_TRY(ut_tidy_table_doubt_keys(t, err));
  return ut_tidy_table_doubt_counts(t, named, err);
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

bool ut_tidy_table_is_key(const struct ut_tidy_table *t, size_t column)
{
  for (size_t i = 0; i < t->keys->count; i++)
    if (t->keys->columns[i] == column)
      return true;
  return false;
}

bool ut_tidy_table_is_count(const struct ut_tidy_table *t, size_t column)
{
  for (size_t i = 0; i < t->count_count; i++)
    if (t->counts[i] == column)
      return true;
  return false;
}

bool ut_tidy_table_is_other_count(const struct ut_tidy_table *t, size_t column)
{
  return !ut_tidy_table_is_count(t, column) && (ptrdiff_t)column != t->base && !ut_tidy_table_is_key(t, column) &&
         ut_role_is_count(ut_column_of(t->names[column])->role) && ut_column_of(t->names[column])->persons;
}

size_t ut_tidy_table_unknown(const struct ut_tidy_table *t, const char **source, size_t *line)
{
  *source = t->unknown > 0 ? ut_whole_table_row_source(t->whole, t->first_unknown) : NULL;
  *line = t->unknown > 0 ? ut_whole_table_line(t->whole, t->first_unknown) : 0;
  return t->unknown;
}

/* The first row of those found, in the order of the table. */
static size_t first_found(const struct ut_tidy_table *t)
{
  size_t first = SIZE_MAX;
  for (size_t i = 0; i < t->found.len / sizeof(struct ut_found_sum); i++) {
    size_t row = ((const struct ut_found_sum *)(const void *)t->found.ptr)[i].row;
    first = row < first ? row : first;
  }
  for (size_t i = 0; i < t->corners.len / sizeof(struct ut_corner); i++) {
    size_t row = ((const struct ut_corner *)(const void *)t->corners.ptr)[i].row;
    first = row < first ? row : first;
  }
  return first;
}

/* The values of the row that are no totals by name, which are what the note is about. */
static enum ut_status describe_row(const struct ut_tidy_table *t, size_t row, struct ut_buf *out)
{
  size_t line = ut_whole_table_entered(t->whole, row);
  for (size_t k = 0; k < t->keys->count; k++) {
    struct ut_text name = t->names[t->keys->columns[k]], value = ut_tidy_table_cell(t, line, t->keys->columns[k]);
    char shown[UT_QUOTED], quoted[UT_QUOTED];
    ut_buf_format(out, "%s%s %s", k > 0 ? ", " : "", ut_quote_name(shown, name.ptr, name.len),
                  ut_quote(quoted, value.ptr, value.len));
  }
  return ut_buf_string(out) ? UT_OK : UT_NOMEM;
}

enum ut_status ut_tidy_table_note_sums(const struct ut_tidy_table *t, struct ut_run *run)
{
  size_t count = t->found.len / sizeof(struct ut_found_sum) + t->corners.len / sizeof(struct ut_corner);
  struct ut_buf keys = {0};
  if (count == 0)
    return UT_OK;
  size_t row = first_found(t), line = ut_whole_table_entered(t->whole, row),
         number = ut_whole_table_line(t->whole, line);
  const char *source = ut_whole_table_row_source(t->whole, line);
  enum ut_status status = describe_row(t, row, &keys);
  if (status == UT_OK)
    ut_run_note(run, UT_NOTE_SUMMA_I_NYCKEL, count, source, number,
                "%zu value%s of keys, the first %s:%zu (%s), %s the sum of others by %s count: protected as %s", count,
                count == 1 ? "" : "s", source, number, ut_buf_string(&keys), count == 1 ? "is" : "are",
                count == 1 ? "its" : "their", count == 1 ? "a total" : "totals");
  ut_buf_clear(&keys);
  return status;
}

void ut_tidy_table_free(struct ut_tidy_table *t)
{
  if (!t)
    return;
  ut_whole_table_free(t->whole);
  ut_buf_clear(&t->slots);
  ut_buf_clear(&t->lines);
  for (size_t i = 0; i < UT_TIDY_TABLE_KEYS; i++)
    ut_buf_clear(&t->totals[i]), ut_buf_clear(&t->named[i]), ut_key_sums_clear(&t->sums[i]);
  ut_distinct_clear(&t->tuples);
  ut_buf_clear(&t->twins);
  ut_buf_clear(&t->wholes);
  ut_buf_clear(&t->found);
  ut_buf_clear(&t->corners);
  free(t);
}

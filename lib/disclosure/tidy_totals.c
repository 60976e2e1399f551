/* Which rows of a tidy table are totals: by their words, the values of their keys, a hierarchy, their counts. */
#include "disclosure/corner_sums.h"
#include "disclosure/forgotten_parts.h"
#include "disclosure/found_sums.h"
#include "disclosure/hierarchy.h"
#include "disclosure/tidy_table.h"
#include "model/total_words.h"

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
    if (key < ut_tidy_table_named_keys(t))
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
  bool word = key < ut_tidy_table_named_keys(t);
  for (size_t rank = 0; rank < ut_distinct_count(&t->keys->ranks[key]); rank++) {
    bool total = false;
    if (word)
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
  if (t->several)
    tuple[t->keys->count - 1] = ut_tidy_table_file_of(t, row)->set;
  take_name(t, own, tuple);
  UT_TRY(ut_distinct_add(&t->tuples, (struct ut_text){(const char *)tuple, size}, &number));
  if (number == row)
    return UT_OK;
  UT_TRY(ut_buf_add(&t->twins, &(struct ut_tidy_table_twin){row, number}, sizeof(struct ut_tidy_table_twin)));
  return ut_distinct_add(&t->tuples, (struct ut_text){(const char *)twin, size}, &number);
}

bool ut_tidy_table_is_whole(const struct ut_tidy_table *t, size_t key, uint32_t rank)
{
  const struct ut_key_sums *sums = &t->sums[key];
  for (size_t i = 0; i < ut_key_sums_count(sums); i++)
    if (ut_key_sums_at(sums, i)->whole == rank)
      return true;
  return ut_tidy_table_names_total(t, key, rank);
}

/* A table that lacks a key has no other rows beside its totals over that: they are none of its own. */
static bool is_own_whole(const struct ut_tidy_table *t, size_t row, size_t key)
{
  size_t line = ut_whole_table_entered(t->whole, row);
  bool lacks = t->several && ut_tidy_table_lacks_key(t, ut_tidy_table_origin(t, line), t->keys->columns[key]);
  return !lacks && ut_tidy_table_is_whole(t, key, ut_tidy_table_tuple(t, row)[key]);
}

static enum ut_status find_wholes(struct ut_tidy_table *t)
{
  for (size_t row = 0; row < ut_tidy_table_rows(t); row++) {
    bool whole = false;
    for (size_t k = 0; k < ut_tidy_table_named_keys(t); k++)
      whole = whole || is_own_whole(t, row, k);
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
  for (*key = 0; *key < ut_tidy_table_named_keys(t); (*key)++) {
    struct ut_text other = t->names[t->keys->columns[*key]];
    if (ut_text_equal(other, name)) {
      ut_buf_clear(&keys);
      return UT_OK;
    }
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

enum ut_status ut_tidy_table_add_sums(struct ut_tidy_table *t, const struct ut_tidy_table_options *o,
                                      struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (size_t k = 0; k < ut_tidy_table_named_keys(t) && status == UT_OK; k++)
    status = ut_key_sums_init(&t->sums[k], &t->keys->ranks[k]);
  if (status != UT_OK)
    return ut_error_nomem(err);
  for (size_t i = 0; o->hierarchies && i < o->hierarchies->count; i++)
    UT_TRY(add_hierarchy(t, o->hierarchies->names[i], o->run, err));
  status = ut_forgotten_parts_add(t);
  if (status == UT_OK)
    status = ut_found_sums_add(t);
  if (status == UT_OK)
    status = ut_corner_sums_add(t);
  for (size_t k = 0; k < t->keys->count && status == UT_OK; k++)
    status = ut_key_sums_close(&t->sums[k]);
  return status == UT_OK && find_wholes(t) == UT_OK ? UT_OK : ut_error_nomem(err);
}

enum ut_status ut_tidy_table_enter_totals(struct ut_tidy_table *t)
{
  UT_TRY(find_total_words(t));
  for (uint32_t row = 0; row < ut_tidy_table_rows(t); row++)
    UT_TRY(add_tuple(t, row));
  return UT_OK;
}

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
  return divided & ((UINT32_C(1) << ut_tidy_table_named_keys(t)) - 1);
}

/* ---- sums that are noted ---- */

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
  for (size_t k = 0; k < ut_tidy_table_named_keys(t); k++) {
    struct ut_text name = t->names[t->keys->columns[k]];
    struct ut_text value = ut_keys_value(t->keys, k, ut_keys_tuple(t->keys, row)[k]);
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

/* Rows held against others. */
#include "disclosure/beside.h"

static struct ut_text key_name(const struct ut_tidy_table *t, size_t key)
{
  return t->names[t->keys->columns[key]];
}

static bool is_one_of(struct ut_text name, const char *words)
{
  for (size_t len; *words; words += len + (words[len] == ' ')) {
    len = strcspn(words, " ");
    if (ut_text_equal(name, (struct ut_text){words, len}))
      return true;
  }
  return false;
}

static bool has_column(const struct ut_tidy_table *t, const char *name)
{
  for (size_t i = 0; i < t->columns; i++)
    if (ut_text_is(t->names[i], name))
      return true;
  return false;
}

bool ut_beside_is_figure(const struct ut_tidy_table *t, size_t column)
{
  const struct ut_column *known = ut_column_of(t->names[column]);
  if (!known->beside || (known->part && has_column(t, known->part)))
    return false;
  for (size_t k = 0; k < t->keys->count; k++)
    if (is_one_of(key_name(t, k), known->beside))
      return true;
  return false;
}

static bool comes_before(struct ut_text name, struct ut_text own, struct ut_text other)
{
  int64_t number, before;
  const struct ut_vocabulary *codes = ut_column_of(name)->codes;
  if (codes)
    return ut_text_is(other, codes->codes[0].code);
  return ut_text_integer(own, &number) && ut_text_integer(other, &before) && before == number - 1;
}

bool ut_beside_is_row(const struct ut_tidy_table *t, size_t column, size_t row, size_t other)
{
  const uint32_t *own = ut_tidy_table_tuple(t, row), *its = ut_tidy_table_tuple(t, other);
  const char *keys = ut_column_of(t->names[column])->beside;
  size_t differing = 0, key = 0;
  for (size_t k = 0; k < t->keys->count; k++)
    if (own[k] != its[k]) {
      key = k;
      differing++;
    }
  return differing == 1 && is_one_of(key_name(t, key), keys) &&
         comes_before(key_name(t, key), ut_keys_value(t->keys, key, own[key]), ut_keys_value(t->keys, key, its[key]));
}

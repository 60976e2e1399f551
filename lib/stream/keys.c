/* Keys of rows. */
#include "stream/keys.h"

#include <stdlib.h>

enum ut_status ut_keys_init(struct ut_keys *k, const size_t *columns, size_t count)
{
  k->columns = calloc(count + 1, sizeof *k->columns);
  k->ranks = calloc(count + 1, sizeof *k->ranks);
  k->tuple = calloc(count + 1, sizeof *k->tuple);
  if (!k->columns || !k->ranks || !k->tuple)
    return UT_NOMEM;
  k->count = count;
  for (size_t i = 0; i < count; i++)
    k->columns[i] = columns[i];
  return UT_OK;
}

static struct ut_text as_text(const struct ut_keys *k, const uint32_t *tuple)
{
  return (struct ut_text){(const char *)tuple, k->count * sizeof *tuple};
}

enum ut_status ut_keys_enter(struct ut_keys *k, const struct ut_text *fields, uint32_t *number)
{
  for (size_t i = 0; i < k->count; i++) {
    struct ut_text value = fields[k->columns[i]];
    k->tuple[i] = UT_KEY_ALL;
    if (!ut_text_is(value, "*"))
      UT_TRY(ut_distinct_add(&k->ranks[i], value, &k->tuple[i]));
  }
  return ut_distinct_add(&k->tuples, as_text(k, k->tuple), number);
}

struct ut_text ut_keys_value(const struct ut_keys *k, size_t key, uint32_t rank)
{
  return rank == UT_KEY_ALL ? ut_text_of("*") : ut_distinct_get(&k->ranks[key], rank);
}

void ut_keys_clear(struct ut_keys *k)
{
  for (size_t i = 0; i < k->count; i++)
    ut_distinct_clear(&k->ranks[i]);
  ut_distinct_clear(&k->tuples);
  free(k->columns);
  free(k->ranks);
  free(k->tuple);
  *k = (struct ut_keys){0};
}

enum ut_status ut_keys_describe(struct ut_buf *out, const struct ut_text *names, const size_t *columns, size_t count,
                                const struct ut_text *fields)
{
  for (size_t i = 0; i < count; i++) {
    struct ut_text name = names[columns[i]], value = fields[columns[i]];
    char shown[UT_QUOTED], quoted[UT_QUOTED];
    UT_TRY(ut_buf_format(out, "%s%s %s", out->len ? ", " : "", ut_quote_name(shown, name.ptr, name.len),
                         ut_quote(quoted, value.ptr, value.len)));
  }
  return UT_OK;
}

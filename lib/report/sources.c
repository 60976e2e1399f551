/* Named tables, read when a template first asks for them and held. */
#include "report/sources.h"

#include <stdlib.h>

#include "base/grow.h"

enum ut_status ut_sources_add(struct ut_sources *s, const char *named, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  size_t len = strcspn(named, "=");
  if (len == 0 || strcspn(named, " \t|:'\"{}") < len || !named[len] || !named[len + 1])
    return ut_error_set(err, UT_USAGE, "%s is not NAME=FILE", ut_quote(quoted, named, strlen(named)));
  for (size_t i = 0; i < s->count; i++)
    if (strlen(s->tables[i].name) == len && strncmp(s->tables[i].name, named, len) == 0)
      return ut_error_set(err, UT_USAGE, "two tables of the name %s", ut_quote(quoted, named, len));
  struct ut_named_table *t = ut_grow_add(&s->tables, &s->count, sizeof *t);
  if (!t || !(t->name = ut_text_copy((struct ut_text){named, len})))
    return ut_error_nomem(err);
  t->path = named + len + 1;
  return UT_OK;
}

struct ut_named_table *ut_sources_find(const struct ut_sources *s, const char *name)
{
  for (size_t i = 0; i < s->count; i++)
    if (strcmp(s->tables[i].name, name) == 0)
      return &s->tables[i];
  return NULL;
}

enum ut_status ut_sources_load(const struct ut_sources *s, struct ut_named_table *table, struct ut_error *err)
{
  if (table->table)
    return UT_OK;
  table->input = s->reading.run ? s->reading.run->input_count : 0;
  return ut_whole_table_load(&table->table, table->path, &s->reading, err);
}

enum ut_status ut_sources_list(const struct ut_sources *s, struct ut_buf *out)
{
  char quoted[UT_QUOTED];
  if (s->count == 0)
    ut_buf_add_string(out, "none is given");
  for (size_t i = 0; i < s->count; i++)
    ut_buf_format(out, "%s%s", i ? ", " : "", ut_quote_name(quoted, s->tables[i].name, strlen(s->tables[i].name)));
  return out->failed ? UT_NOMEM : UT_OK;
}

void ut_sources_clear(struct ut_sources *s)
{
  for (size_t i = 0; i < s->count; i++) {
    ut_whole_table_free(s->tables[i].table);
    free(s->tables[i].name);
  }
  free(s->tables);
  s->tables = NULL;
  s->count = 0;
}

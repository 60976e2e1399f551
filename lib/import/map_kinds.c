/* Keys of a map whose rows are of another kind than participations: what they are, and which headings are questions. */
#include "import/map_kinds.h"

#include <stdio.h>

#include "base/grow.h"
#include "import/kinds.h"
#include "import/map_columns.h"

const char *const ut_map_kind_names[UT_MAP_KINDS] = {"participations", "measures", "payments", "ledger"};

enum ut_status ut_map_take_kind(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  for (size_t i = 0; i < UT_MAP_KINDS && cJSON_IsString(item); i++)
    if (strcmp(item->valuestring, ut_map_kind_names[i]) == 0) {
      map->kind = (enum ut_map_kind)i;
      return UT_OK;
    }
  return ut_map_expected("participations, measures, payments or ledger", err);
}

static bool is_occasion(struct ut_text t)
{
  return ut_text_is(t, "start") || ut_text_is(t, "slut") || ut_date_parse(t) != UT_DATE_NONE;
}

/* The column of a heading passes through under a name that no other has. */
static enum ut_status add_heading(struct ut_map *map, struct ut_map_question *q, const char *heading,
                                  struct ut_error *err)
{
  char *name;
  q->heading = ut_text_of(heading);
  UT_TRY(ut_map_add_column(map, q->heading, (struct ut_text){NULL, 0}, err));
  struct ut_map_column *c = &map->columns[map->column_count - 1];
  if (asprintf(&name, "matt.%.*s#%zu", (int)c->heading.slug.len, c->heading.slug.ptr, c->heading.nth) < 0)
    return ut_error_nomem(err);
  q->name = c->target = ut_text_of(name);
  return c->heading.slug.len > 0 ? ut_map_check_twice(map, err) : ut_map_expected("a heading", err);
}

/* "halsa", or an object of matt and tillfalle. */
static enum ut_status take_question(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  struct ut_map_question *q = ut_grow_add(&map->questions, &map->question_count, sizeof *q);
  if (!q)
    return ut_error_nomem(err);
  const cJSON *matt = item;
  if (cJSON_IsObject(item)) {
    const cJSON *occasion = cJSON_GetObjectItemCaseSensitive(item, "tillfalle");
    matt = cJSON_GetObjectItemCaseSensitive(item, "matt");
    if (!cJSON_IsString(occasion) || !is_occasion(ut_map_text(occasion)) || cJSON_GetArraySize(item) != 2)
      return ut_map_expected("an object of matt and tillfalle (start, slut or YYYY-MM-DD)", err);
    q->tillfalle = ut_map_text(occasion);
  }
  if (!cJSON_IsString(matt) || matt->valuestring[0] == '\0' || strcmp(matt->valuestring, "*") == 0)
    return ut_map_expected("the name of a measure, or an object of matt and tillfalle", err);
  q->matt = ut_map_text(matt);
  return add_heading(map, q, item->string, err);
}

enum ut_status ut_map_take_questions(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  if (map->kind != UT_MAP_MEASURES)
    return ut_map_expected("\"kind\": \"measures\" beside it", err);
  if (!cJSON_IsObject(item) || !item->child)
    return ut_map_expected("an object of headings and measures", err);
  for (const cJSON *question = item->child; question; question = question->next)
    UT_TRY(ut_map_within_quoted(question->string, take_question(map, question, err), err));
  return UT_OK;
}

/* "2019-07", or a code of forsorjning; all of them the same. */
static enum ut_status take_amount(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  struct ut_map_question *q = ut_grow_add(&map->questions, &map->question_count, sizeof *q);
  if (!q)
    return ut_error_nomem(err);
  struct ut_text value = cJSON_IsString(item) ? ut_map_text(item) : ut_text_of("");
  if (value.len == strlen("2019-07") && ut_kind_day(NULL, value) != UT_DATE_NONE)
    q->manad = value;
  else if (ut_vocabulary_find(ut_column_find(ut_text_of("forsorjning_fore"))->codes, value) >= 0)
    q->kod = value;
  else
    return ut_map_expected("a month (2019-07), or a code of forsorjning", err);
  return !q->manad.ptr == !map->questions[0].manad.ptr ? add_heading(map, q, item->string, err)
                                                       : ut_map_expected("months alone, or codes alone", err);
}

enum ut_status ut_map_take_amounts(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  if (map->kind != UT_MAP_PAYMENTS)
    return ut_map_expected("\"kind\": \"payments\" beside it", err);
  if (!cJSON_IsObject(item) || !item->child)
    return ut_map_expected("an object of headings and their months or codes", err);
  for (const cJSON *amount = item->child; amount; amount = amount->next)
    UT_TRY(ut_map_within_quoted(amount->string, take_amount(map, amount, err), err));
  return UT_OK;
}

/* A heading, or an object with what is the same for all. */
enum ut_status ut_map_take_occasion(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  if (map->kind != UT_MAP_MEASURES)
    return ut_map_expected("\"kind\": \"measures\" beside it", err);
  const cJSON *constant = cJSON_GetObjectItemCaseSensitive(item, "constant");
  if (constant) {
    if (!cJSON_IsString(constant) || !is_occasion(ut_map_text(constant)))
      return ut_map_expected("start, slut or YYYY-MM-DD", err);
    struct ut_map_constant *added = ut_grow_add(&map->constants, &map->constant_count, sizeof *added);
    if (!added)
      return ut_error_nomem(err);
    *added = (struct ut_map_constant){NULL, ut_text_of("tillfalle"), ut_map_text(constant)};
    return UT_OK;
  }
  if (!cJSON_IsString(item))
    return ut_map_expected("a heading, or an object of constant", err);
  UT_TRY(ut_map_add_column(map, ut_map_text(item), ut_text_of("tillfalle"), err));
  return ut_map_check_twice(map, err);
}

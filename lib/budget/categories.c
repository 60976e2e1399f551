/* Sums by category: öre are kept until the table is written, in which what is requisitioned is whole kronor. */
#include "budget/categories.h"

#include <stdlib.h>

enum ut_status ut_categories_find(struct ut_categories *c, struct ut_text name, size_t *index, struct ut_error *err)
{
  for (*index = 0; *index < c->count; ++*index)
    if (ut_text_equal(c->categories[*index].name, name))
      return UT_OK;
  if (ut_text_is(name, "*"))
    return ut_error_set(err, UT_BAD_INPUT, "\"*\" is no category: it stands for all of them");
  struct ut_category *grown = reallocarray(c->categories, c->count + 1, sizeof *grown);
  if (!grown)
    return ut_error_nomem(err);
  c->categories = grown;
  char *copy = ut_text_copy(name);
  if (!copy)
    return ut_error_nomem(err);
  grown[c->count++] = (struct ut_category){.name = {copy, name.len}};
  return UT_OK;
}

void ut_categories_clear(struct ut_categories *c)
{
  for (size_t i = 0; i < c->count; i++)
    free((char *)c->categories[i].name.ptr);
  free(c->categories);
  *c = (struct ut_categories){0};
}

/* Percent of the size of the budget have the sign of the deviation where income is planned too. */
static ut_money size_of(ut_money budget)
{
  return budget >= 0 ? budget : budget == INT64_MIN ? INT64_MAX : -budget;
}

static enum ut_status write_row(struct ut_tidy *t, struct ut_text insats, struct ut_text category,
                                const ut_money sums[UT_CATEGORY_SUMS], ut_money kronor, struct ut_error *err)
{
  ut_money deviation;
  UT_TRY(ut_money_subtract(sums[UT_BUDGET], sums[UT_OUTCOME], &deviation, err));
  ut_tidy_begin(t, (const struct ut_text[]){insats, category}, 2);
  for (size_t k = 0; k < UT_TAKEN; k++)
    ut_tidy_money(t, sums[k]);
  ut_tidy_money(t, deviation);
  ut_tidy_percent(t, deviation, size_of(sums[UT_BUDGET]));
  ut_tidy_money(t, kronor);
  return ut_tidy_end(t, err);
}

/* `exact` and `rounded` have room for the categories. */
static enum ut_status write_rows(const struct ut_categories *c, struct ut_text insats, struct ut_tidy *t,
                                 ut_money *exact, ut_money *rounded, struct ut_error *err)
{
  ut_money total[UT_CATEGORY_SUMS] = {0}, kronor;
  for (size_t i = 0; i < c->count; i++)
    exact[i] = c->categories[i].sums[UT_TAKEN];
  UT_TRY(ut_money_round(exact, c->count, rounded, &kronor, err));
  for (size_t i = 0; i < c->count; i++) {
    const struct ut_category *category = &c->categories[i];
    for (size_t k = 0; k < UT_CATEGORY_SUMS; k++)
      UT_TRY(ut_money_add(&total[k], category->sums[k], err));
    UT_TRY(write_row(t, insats, category->name, category->sums, rounded[i], err));
  }
  return write_row(t, insats, ut_text_of("*"), total, kronor, err);
}

enum ut_status ut_categories_write(const struct ut_categories *c, struct ut_text insats, struct ut_tidy *t,
                                   struct ut_error *err)
{
  ut_money *room = calloc(2 * c->count + 1, sizeof *room);
  enum ut_status status = room ? write_rows(c, insats, t, room, room + c->count, err) : ut_error_nomem(err);
  free(room);
  return status;
}

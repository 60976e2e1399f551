/* Claims by category: öre are kept until the table is written, in which what is to be requisitioned is whole kronor. */
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

enum ut_status ut_categories_open(struct ut_tidy *t, struct ut_output *output, enum ut_format to, struct ut_error *err)
{
  static const char *const columns[] = {"insats",     "kategori",  "budget",        "utfall",       "ack_budget",
                                        "ack_utfall", "avvikelse", "avvikelse_pct", "att_rekvirera"};
  return ut_tidy_open(t, output, to, columns, sizeof columns / sizeof *columns, err);
}

/* Whole percent of the size of the budget, so that it has the sign of the deviation where income is planned too. Of
 * nothing there is no share. */
static void put_percent(struct ut_tidy *t, ut_money deviation, ut_money budget)
{
  ut_money size = budget >= 0 ? budget : budget == INT64_MIN ? INT64_MAX : -budget;
  if (size > 0)
    ut_tidy_count(t, ut_ratio_round(deviation, size, 2));
  else
    ut_tidy_text(t, (struct ut_text){"", 0});
}

static enum ut_status write_row(struct ut_tidy *t, struct ut_text insats, struct ut_text category,
                                const ut_money sums[UT_CLAIM_SUMS], ut_money kronor, struct ut_error *err)
{
  const struct ut_text keys[] = {insats, category};
  ut_money deviation;
  if (__builtin_sub_overflow(sums[UT_BUDGET], sums[UT_OUTCOME], &deviation))
    return ut_error_set(err, UT_BAD_INPUT, "a difference of amounts is too large");
  ut_tidy_begin(t, keys, 2);
  for (size_t k = 0; k < UT_TAKEN; k++)
    ut_tidy_money(t, sums[k]);
  ut_tidy_money(t, deviation);
  put_percent(t, deviation, sums[UT_BUDGET]);
  ut_tidy_money(t, kronor);
  return ut_tidy_end(t, err);
}

static enum ut_status add_sums(ut_money total[UT_CLAIM_SUMS], const ut_money sums[UT_CLAIM_SUMS], struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (size_t k = 0; k < UT_CLAIM_SUMS && status == UT_OK; k++)
    status = ut_money_add(&total[k], sums[k], err);
  return status;
}

/* `exact` and `rounded` have room for the categories. */
static enum ut_status write_rows(const struct ut_categories *c, struct ut_text insats, struct ut_tidy *t,
                                 ut_money *exact, ut_money *rounded, struct ut_error *err)
{
  ut_money total[UT_CLAIM_SUMS] = {0}, kronor;
  for (size_t i = 0; i < c->count; i++)
    exact[i] = c->categories[i].sums[UT_TAKEN];
  enum ut_status status = ut_money_round(exact, c->count, rounded, &kronor, err);
  for (size_t i = 0; i < c->count && status == UT_OK; i++) {
    status = add_sums(total, c->categories[i].sums, err);
    if (status == UT_OK)
      status = write_row(t, insats, c->categories[i].name, c->categories[i].sums, rounded[i], err);
  }
  return status == UT_OK ? write_row(t, insats, ut_text_of("*"), total, kronor, err) : status;
}

enum ut_status ut_categories_write(const struct ut_categories *c, struct ut_text insats, struct ut_tidy *t,
                                   struct ut_error *err)
{
  ut_money *room = calloc(2 * c->count + 1, sizeof *room);
  enum ut_status status = room ? write_rows(c, insats, t, room, room + c->count, err) : ut_error_nomem(err);
  free(room);
  return status;
}

/* Groups of participations with what they changed, and persons gathered to profiles. */
#include "payback/groups.h"

#include <stdlib.h>

#include "base/grow.h"

/* ---- groups ---- */

static enum ut_status find_group(struct ut_payback_groups *g, const struct ut_text *keys,
                                 struct ut_payback_group **group, struct ut_error *err)
{
  int64_t *place;
  UT_TRY(ut_table_find(g->table, keys, &place, err));
  if (*place == 0) {
    if (!ut_grow_add(&g->groups, &g->count, sizeof *g->groups))
      return ut_error_nomem(err);
    *place = (int64_t)g->count;
  }
  *group = &g->groups[*place - 1];
  return UT_OK;
}

/* Adds what `times` participations changed alike. */
static enum ut_status add_units(struct ut_numbers *sums, const struct ut_numbers *units, int64_t times,
                                struct ut_error *err)
{
  UT_TRY(ut_numbers_widen(sums, units->count, err));
  for (size_t i = 0; i < units->count; i++) {
    int64_t all;
    if (__builtin_mul_overflow(units->at[i], times, &all))
      return ut_error_set(err, UT_BAD_INPUT, "a sum of units is too large");
    UT_TRY(ut_units_add(&sums->at[i], all, err));
  }
  return UT_OK;
}

/* ---- persons ---- */

/* All profiles are whole numbers of these long and lie one after another, so that none is out of line. */
static const struct ut_item_units *profile_of(const struct ut_payback_groups *g, size_t index, size_t *count)
{
  struct ut_text bytes = ut_texts_get(&g->profiles.texts, index);
  *count = bytes.len / sizeof(struct ut_item_units);
  return (const void *)bytes.ptr;
}

/* What the participation that was taken last changed, together with the person's profile before it: `index` - 1, or
 * none where that is 0. */
static enum ut_status write_profile(struct ut_payback_groups *g, int64_t index, struct ut_error *err)
{
  const struct ut_numbers *units = &g->effects.units;
  struct ut_item_units participations = {0, 1};
  size_t count = 0;
  const struct ut_item_units *before = index > 0 ? profile_of(g, (size_t)index - 1, &count) : NULL;
  for (size_t i = 1; i < count; i++)
    UT_TRY(ut_units_add(&units->at[before[i].item], before[i].units, err));
  if (before)
    participations.units += before->units;
  g->profile.len = 0;
  ut_buf_add(&g->profile, &participations, sizeof participations);
  for (size_t i = 0; i < units->count; i++)
    if (units->at[i] != 0)
      ut_buf_add(&g->profile, &(struct ut_item_units){(int64_t)i, units->at[i]}, sizeof(struct ut_item_units));
  return g->profile.failed ? ut_error_nomem(err) : UT_OK;
}

/* Moves a person from the profile *index - 1 (0: none yet) to that with the current participation. */
static enum ut_status move_person(struct ut_payback_groups *g, struct ut_payback_group *group, int64_t *index,
                                  struct ut_error *err)
{
  uint32_t profile;
  if (*index > 0)
    group->persons.at[*index - 1]--;
  UT_TRY(write_profile(g, *index, err));
  if (ut_distinct_add(&g->profiles, ut_buf_text(&g->profile), &profile) != UT_OK)
    return ut_error_nomem(err);
  *index = (int64_t)profile + 1;
  UT_TRY(ut_numbers_widen(&group->persons, (size_t)*index, err));
  group->persons.at[profile]++;
  return UT_OK;
}

static enum ut_status add_person(struct ut_payback_groups *g, struct ut_payback_group *group,
                                 const struct ut_value *values, struct ut_error *err)
{
  int64_t nobody = 0, *index = &nobody;
  if (g->identified && !values[g->id].missing) {
    g->by.keys[g->by.names->count] = values[g->id].text;
    UT_TRY(ut_table_find(g->persons, g->by.keys, &index, err));
  }
  return move_person(g, group, index, err);
}

/* ---- the idle, insatser ---- */

static enum ut_status add_idle(struct ut_payback_groups *g, struct ut_payback_group *group, int64_t times,
                               struct ut_error *err)
{
  bool idle;
  UT_TRY(ut_effects_to_work(&g->effects, g->p, &idle, err));
  group->idle += idle ? times : 0;
  return idle ? add_units(&group->to_work, &g->effects.units, times, err) : UT_OK;
}

static enum ut_status add_full(struct ut_payback_groups *g, struct ut_payback_group *group, int64_t times,
                               struct ut_error *err)
{
  UT_TRY(ut_effects_to_full(&g->effects, g->p, err));
  return add_units(&group->to_full, &g->effects.units, times, err);
}

/* What more work would change, as far as it is asked for. */
static enum ut_status add_work(struct ut_payback_groups *g, struct ut_payback_group *group, int64_t times,
                               struct ut_error *err)
{
  if (g->effects.o.full && ut_effects_of_work(&g->effects))
    UT_TRY(add_full(g, group, times, err));
  return g->effects.o.idle ? add_idle(g, group, times, err) : UT_OK;
}

static enum ut_status count_insats(struct ut_payback_groups *g, struct ut_numbers *counts,
                                   const struct ut_value *values, int64_t times, struct ut_error *err)
{
  int64_t *place;
  UT_TRY(ut_table_find(g->insatser, &values[g->insats].text, &place, err));
  if (*place == 0)
    *place = (int64_t)ut_table_groups(g->insatser);
  UT_TRY(ut_numbers_widen(counts, (size_t)*place, err));
  counts->at[*place - 1] += times;
  return UT_OK;
}

/* ---- taking in ---- */

/* Values that look alike are seen in groups, ids and insatser. */
static void watch(struct ut_payback_groups *g)
{
  static const struct ut_text insats = {"insats", 6};
  size_t by = g->by.names->count;
  struct ut_watch w = {.run = ut_reader_run(ut_participations_reader(g->p)), .row = ut_participations_row(g->p)};
  ut_grouping_watch(&g->by, g->p, g->table);
  for (size_t i = 0; i < by; i++)
    g->watched[i] = g->by.names->names[i];
  g->watched[by] = ut_text_of("id");
  w.names = g->watched;
  w.count = by + 1;
  if (g->persons)
    ut_table_watch(g->persons, &w);
  w.names = &insats;
  w.count = 1;
  if (g->insatser)
    ut_table_watch(g->insatser, &w);
}

/* Rows of typical cases are nobody's. */
static enum ut_status open_weights(struct ut_payback_groups *g, const struct ut_payback_group_options *options,
                                   struct ut_error *err)
{
  if (options->persons)
    return ut_error_set(err, UT_USAGE, "the rows are typical cases, with a column vikt, and --draws is of persons");
  return ut_participations_slot(g->p, ut_text_of("vikt"), &g->vikt, NULL, err);
}

enum ut_status ut_payback_groups_new(struct ut_payback_groups **out, struct ut_participations *p,
                                     const struct ut_payback_group_options *options, struct ut_error *err)
{
  static const struct ut_vocabulary *const natural[UT_NAMES_MAX + 1] = {NULL};
  const struct ut_reader *reader = ut_participations_reader(p);
  struct ut_payback_groups *g = *out = calloc(1, sizeof *g);
  size_t by = options->by->count;
  if (!g)
    return ut_error_nomem(err);
  g->p = p;
  g->identified = ut_reader_is_empty(reader) || ut_reader_find(reader, ut_text_of("id")) >= 0;
  UT_TRY(ut_effects_init(&g->effects, p, options, err));
  UT_TRY(ut_grouping_init(&g->by, p, options->by, err));
  if (options->persons && g->identified)
    UT_TRY(ut_participations_slot(p, ut_text_of("id"), &g->id, NULL, err));
  if (options->insatser)
    UT_TRY(ut_participations_slot(p, ut_text_of("insats"), &g->insats, NULL, err));
  g->weighted = ut_reader_find(reader, ut_text_of("vikt")) >= 0;
  if (g->weighted)
    UT_TRY(open_weights(g, options, err));
  if (ut_table_new(&g->table, g->by.vocabularies, by, 1) != UT_OK ||
      (options->persons && ut_table_new(&g->persons, natural, by + 1, 1) != UT_OK) ||
      (options->insatser && ut_table_new(&g->insatser, natural, 1, 1) != UT_OK))
    return ut_error_nomem(err);
  watch(g);
  return UT_OK;
}

/* Of how many participations the row is. */
static enum ut_status weight_of(const struct ut_payback_groups *g, const struct ut_value *values, int64_t *times,
                                struct ut_error *err)
{
  enum { MOST = 1000000 };
  char quoted[UT_QUOTED];
  *times = 1;
  if (!g->weighted)
    return UT_OK;
  struct ut_text cell = values[g->vikt].text;
  if (ut_text_integer(cell, times) && *times >= 1 && *times <= MOST)
    return UT_OK;
  ut_error_set(err, UT_BAD_INPUT, "%s is not a number of participations (expected 1-%d)",
               ut_quote(quoted, cell.ptr, cell.len), MOST);
  return ut_error_blame(UT_BAD_INPUT, "vikt", err);
}

enum ut_status ut_payback_groups_add(struct ut_payback_groups *g, struct ut_error *err)
{
  const struct ut_value *values = ut_participations_values(g->p);
  enum ut_missing missing = g->effects.o.missing;
  struct ut_payback_group *group = NULL;
  int64_t times;
  if (ut_participations_current(g->p).anonymous)
    return UT_OK;
  UT_TRY(weight_of(g, values, &times, err));
  UT_TRY(find_group(g, ut_grouping_keys(&g->by, values), &group, err));
  bool measured = ut_effects_measured(&g->effects, values);
  if (!measured && missing == UT_MISSING_ERROR)
    return ut_error_set(err, UT_BAD_INPUT, "the participation is not measured both before and after");
  group->all += times;
  group->incomplete += measured ? 0 : times;
  if (g->insatser)
    UT_TRY(count_insats(g, &group->of_insats, values, times, err));
  if (!measured && missing == UT_MISSING_DROP)
    return UT_OK;
  group->participations += times;
  UT_TRY(ut_effects_take(&g->effects, g->p, err));
  UT_TRY(add_units(&group->units, &g->effects.units, times, err));
  if (g->persons)
    UT_TRY(add_person(g, group, values, err));
  return measured ? add_work(g, group, times, err) : UT_OK;
}

/* ---- what came of it ---- */

static enum ut_status gather_profiles(const struct ut_payback_groups *g, struct ut_payback_group *group,
                                      struct ut_error *err)
{
  group->profiles = calloc(group->persons.count + 1, sizeof *group->profiles);
  if (!group->profiles)
    return ut_error_nomem(err);
  for (size_t i = 0; i < group->persons.count; i++) {
    size_t count;
    const struct ut_item_units *profile = profile_of(g, i, &count);
    if (group->persons.at[i] > 0)
      group->profiles[group->profile_count++] = (struct ut_payback_profile){.changed = profile + 1,
                                                                            .changed_count = count - 1,
                                                                            .participations = profile->units,
                                                                            .persons = group->persons.at[i]};
  }
  return UT_OK;
}

/* Keys that look the same are told. */
static enum ut_status meet_all(const struct ut_payback_groups *g, struct ut_error *err)
{
  UT_TRY(ut_table_meet(g->table, err));
  if (g->persons)
    UT_TRY(ut_table_meet(g->persons, err));
  return g->insatser ? ut_table_meet(g->insatser, err) : UT_OK;
}

static enum ut_status finish_group(const struct ut_payback_groups *g, struct ut_payback_group *group,
                                   struct ut_error *err)
{
  size_t items = g->effects.o.prices->item_count, insatser = g->insatser ? ut_table_groups(g->insatser) : 0;
  UT_TRY(ut_numbers_widen(&group->units, items, err));
  UT_TRY(ut_numbers_widen(&group->to_work, items, err));
  UT_TRY(ut_numbers_widen(&group->to_full, items, err));
  UT_TRY(ut_numbers_widen(&group->of_insats, insatser, err));
  return g->persons ? gather_profiles(g, group, err) : UT_OK;
}

enum ut_status ut_payback_groups_finish(struct ut_payback_groups *g, struct ut_error *err)
{
  struct ut_payback_group *group;
  if (g->by.names->count == 0)
    UT_TRY(find_group(g, NULL, &group, err));
  UT_TRY(meet_all(g, err));
  ut_table_sort(g->table);
  for (size_t i = 0; i < g->count; i++) {
    struct ut_group found = ut_table_group(g->table, i);
    group = &g->groups[found.counters[0] - 1];
    group->keys = found.keys;
    UT_TRY(finish_group(g, group, err));
  }
  return UT_OK;
}

const struct ut_payback_group *ut_payback_groups_get(const struct ut_payback_groups *g, size_t index)
{
  return &g->groups[ut_table_group(g->table, index).counters[0] - 1];
}

void ut_payback_groups_free(struct ut_payback_groups *g)
{
  if (!g)
    return;
  for (size_t i = 0; i < g->count; i++) {
    free(g->groups[i].units.at);
    free(g->groups[i].to_work.at);
    free(g->groups[i].to_full.at);
    free(g->groups[i].of_insats.at);
    free(g->groups[i].persons.at);
    free(g->groups[i].profiles);
  }
  free(g->groups);
  ut_table_free(g->table);
  ut_table_free(g->persons);
  ut_table_free(g->insatser);
  ut_distinct_clear(&g->profiles);
  ut_buf_clear(&g->profile);
  ut_effects_clear(&g->effects);
  free(g);
}

/* Groups of participations with what they changed, and persons gathered to profiles. */
#include "payback/groups.h"

#include <stdlib.h>

#include "payback/effects.h"
#include "utfall/table.h"

/* A profile is kept as bytes, by which equal ones are found: its participations, then item and units of each change. */
struct part {
  int64_t item, units;
};

struct units {
  int64_t *parts; /* one per item, or insats, that has occurred */
  size_t count;
};

struct group {
  struct ut_payback_group is;
  struct units units, to_work, of_insats;
  int64_t *persons; /* by profile */
  size_t profile_count;
  struct ut_payback_profile *profiles; /* after ut_payback_groups_finish */
};

struct ut_payback_groups {
  struct ut_participations *p;
  struct ut_effects changes;
  struct ut_grouping by;
  struct ut_table *table; /* of 1 + the index of a group */
  struct group *groups;
  size_t group_count;
  bool identified;          /* there is a column id */
  size_t id;                /* its slot */
  struct ut_table *persons; /* of `by` and id: 1 + the index of a profile; NULL when they are not asked for */
  struct ut_table *profiles;
  struct ut_table *insatser; /* of 1 + their place; NULL when they are not asked for */
  size_t insats;             /* its slot */
  struct ut_buf bytes;
  int64_t *profile_units; /* after ut_payback_groups_finish: of each profile, one per item */
};

/* ---- groups ---- */

/* *room grows to `count` numbers, the new ones 0. */
static enum ut_status widen(int64_t **numbers, size_t *room, size_t count, struct ut_error *err)
{
  if (count <= *room)
    return UT_OK;
  int64_t *grown = reallocarray(*numbers, count, sizeof *grown);
  if (!grown)
    return ut_error_nomem(err);
  memset(grown + *room, 0, (count - *room) * sizeof *grown);
  *numbers = grown;
  *room = count;
  return UT_OK;
}

/* *out: its place among g->groups. */
static enum ut_status find_group(struct ut_payback_groups *g, const struct ut_text *keys, size_t *out,
                                 struct ut_error *err)
{
  int64_t *index;
  enum ut_status status = ut_table_find(g->table, keys, &index, err);
  if (status == UT_OK && *index == 0) {
    struct group *grown = reallocarray(g->groups, g->group_count + 1, sizeof *grown);
    if (!grown)
      return ut_error_nomem(err);
    g->groups = grown;
    g->groups[g->group_count++] = (struct group){0};
    *index = (int64_t)g->group_count;
  }
  if (status == UT_OK)
    *out = (size_t)*index - 1;
  return status;
}

static enum ut_status add_units(struct units *units, const struct ut_effects *c, struct ut_error *err)
{
  enum ut_status status = widen(&units->parts, &units->count, c->unit_count, err);
  for (size_t i = 0; i < c->unit_count && status == UT_OK; i++)
    if (__builtin_add_overflow(units->parts[i], c->units[i], &units->parts[i]))
      status = ut_error_set(err, UT_BAD_INPUT, "a sum of units is too large");
  return status;
}

/* ---- persons ---- */

/* What the participation that was taken last changed, together with an earlier profile of the person. */
static enum ut_status write_profile(struct ut_payback_groups *g, struct ut_text earlier, struct ut_error *err)
{
  int64_t *units = g->changes.units, participations = 0;
  struct part part;
  if (earlier.len > 0)
    memcpy(&participations, earlier.ptr, sizeof participations);
  for (size_t at = sizeof participations; at < earlier.len; at += sizeof part) {
    memcpy(&part, earlier.ptr + at, sizeof part);
    if (__builtin_add_overflow(units[part.item], part.units, &units[part.item]))
      return ut_error_set(err, UT_BAD_INPUT, "a sum of units is too large");
  }
  participations++;
  g->bytes.len = 0;
  enum ut_status status = ut_buf_add(&g->bytes, &participations, sizeof participations);
  for (size_t i = 0; i < g->changes.unit_count && status == UT_OK; i++) {
    part = (struct part){(int64_t)i, units[i]};
    if (part.units != 0)
      status = ut_buf_add(&g->bytes, &part, sizeof part);
  }
  return status == UT_OK ? UT_OK : ut_error_nomem(err);
}

/* Moves a person from the profile *index - 1 (0: none yet) to that with the current participation. */
static enum ut_status move_person(struct ut_payback_groups *g, struct group *group, int64_t *index,
                                  struct ut_error *err)
{
  struct ut_text earlier = {NULL, 0};
  int64_t *profile;
  if (*index > 0) {
    earlier = ut_table_group(g->profiles, (size_t)*index - 1).keys[0];
    group->persons[*index - 1]--;
  }
  enum ut_status status = write_profile(g, earlier, err);
  struct ut_text bytes = ut_buf_text(&g->bytes);
  if (status == UT_OK)
    status = ut_table_find(g->profiles, &bytes, &profile, err);
  if (status != UT_OK)
    return status;
  if (*profile == 0)
    *profile = (int64_t)ut_table_groups(g->profiles);
  *index = *profile;
  status = widen(&group->persons, &group->profile_count, (size_t)*index, err);
  if (status == UT_OK)
    group->persons[*index - 1]++;
  return status;
}

static enum ut_status add_person(struct ut_payback_groups *g, struct group *group, const struct ut_value *values,
                                 struct ut_error *err)
{
  int64_t nobody = 0, *index = &nobody;
  enum ut_status status = UT_OK;
  if (g->identified && !values[g->id].missing) {
    g->by.keys[g->by.names->count] = values[g->id].text;
    status = ut_table_find(g->persons, g->by.keys, &index, err);
  }
  return status == UT_OK ? move_person(g, group, index, err) : status;
}

static enum ut_status open_persons(struct ut_payback_groups *g, struct ut_error *err)
{
  const struct ut_vocabulary *plain[UT_NAMES_MAX + 1] = {NULL};
  enum ut_status status = UT_OK;
  if (g->identified)
    status = ut_participations_slot(g->p, ut_text_of("id"), &g->id, NULL, err);
  if (status != UT_OK)
    return status;
  if (ut_table_new(&g->persons, plain, g->by.names->count + 1, 1) != UT_OK ||
      ut_table_new(&g->profiles, plain, 1, 1) != UT_OK)
    return ut_error_nomem(err);
  return UT_OK;
}

/* ---- the idle ---- */

static enum ut_status add_idle(struct ut_payback_groups *g, struct group *group, struct ut_error *err)
{
  bool idle;
  enum ut_status status = ut_effects_to_work(&g->changes, g->p, &idle, err);
  if (status != UT_OK || !idle)
    return status;
  group->is.idle++;
  return add_units(&group->to_work, &g->changes, err);
}

/* ---- insatser ---- */

static enum ut_status open_insatser(struct ut_payback_groups *g, struct ut_error *err)
{
  static const struct ut_vocabulary *const plain[] = {NULL};
  if (ut_table_new(&g->insatser, plain, 1, 1) != UT_OK)
    return ut_error_nomem(err);
  return ut_participations_slot(g->p, ut_text_of("insats"), &g->insats, NULL, err);
}

static enum ut_status count_insats(struct ut_payback_groups *g, struct units *of, const struct ut_value *values,
                                   struct ut_error *err)
{
  int64_t *place;
  enum ut_status status = ut_table_find(g->insatser, &values[g->insats].text, &place, err);
  if (status == UT_OK && *place == 0)
    *place = (int64_t)ut_table_groups(g->insatser);
  if (status == UT_OK)
    status = widen(&of->parts, &of->count, (size_t)*place, err);
  if (status == UT_OK)
    of->parts[*place - 1]++;
  return status;
}

/* ---- taking in ---- */

enum ut_status ut_payback_groups_new(struct ut_payback_groups **out, struct ut_participations *p,
                                     const struct ut_payback_group_options *options, struct ut_error *err)
{
  const struct ut_reader *reader = ut_participations_reader(p);
  struct ut_payback_groups *g = calloc(1, sizeof *g);
  *out = NULL;
  if (!g)
    return ut_error_nomem(err);
  g->p = p;
  g->identified = ut_reader_is_empty(reader) || ut_reader_find(reader, ut_text_of("id")) >= 0;
  enum ut_status status = ut_effects_init(&g->changes, p, options, err);
  if (status == UT_OK)
    status = ut_grouping_init(&g->by, p, options->by, err);
  if (status == UT_OK && ut_table_new(&g->table, g->by.vocabularies, options->by->count, 1) != UT_OK)
    status = ut_error_nomem(err);
  if (status == UT_OK && options->persons)
    status = open_persons(g, err);
  if (status == UT_OK && options->insatser)
    status = open_insatser(g, err);
  if (status == UT_OK)
    *out = g;
  else
    ut_payback_groups_free(g);
  return status;
}

const char *ut_payback_groups_unpaired(const struct ut_payback_groups *g, size_t kind)
{
  const struct ut_effect_kind *k = &g->changes.kinds[kind];
  return k->lacks < 0 ? "" : k->names[k->lacks];
}

bool ut_payback_groups_identified(const struct ut_payback_groups *g)
{
  return g->identified;
}

enum ut_status ut_payback_groups_add(struct ut_payback_groups *g, struct ut_error *err)
{
  const struct ut_value *values = ut_participations_values(g->p);
  enum ut_missing missing = g->changes.o.missing;
  size_t place = 0;
  if (ut_participations_current(g->p).anonymous)
    return UT_OK;
  enum ut_status status = find_group(g, ut_grouping_keys(&g->by, values), &place, err);
  bool measured = ut_effects_measured(&g->changes, values);
  if (status == UT_OK && !measured && missing == UT_MISSING_ERROR)
    status = ut_error_set(err, UT_BAD_INPUT, "the participation is not measured both before and after");
  if (status != UT_OK)
    return status;
  struct group *group = &g->groups[place];
  group->is.all++;
  group->is.incomplete += !measured;
  if (g->insatser)
    status = count_insats(g, &group->of_insats, values, err);
  if (status != UT_OK || (!measured && missing == UT_MISSING_DROP))
    return status;
  group->is.participations++;
  status = measured ? ut_effects_take(&g->changes, g->p, err) : UT_OK;
  if (!measured)
    ut_effects_none(&g->changes);
  if (status == UT_OK)
    status = add_units(&group->units, &g->changes, err);
  if (status == UT_OK && g->persons)
    status = add_person(g, group, values, err);
  return status == UT_OK && measured && g->changes.o.idle ? add_idle(g, group, err) : status;
}

/* ---- what came of it ---- */

static enum ut_status unfold_profiles(struct ut_payback_groups *g, size_t items, struct ut_error *err)
{
  size_t count = ut_table_groups(g->profiles);
  g->profile_units = calloc(count * items + 1, sizeof *g->profile_units);
  if (!g->profile_units)
    return ut_error_nomem(err);
  for (size_t i = 0; i < count; i++) {
    struct ut_text bytes = ut_table_group(g->profiles, i).keys[0];
    struct part part;
    for (size_t at = sizeof(int64_t); at < bytes.len; at += sizeof part) {
      memcpy(&part, bytes.ptr + at, sizeof part);
      g->profile_units[i * items + (size_t)part.item] = part.units;
    }
  }
  return UT_OK;
}

static enum ut_status gather_profiles(struct ut_payback_groups *g, struct group *group, size_t items,
                                      struct ut_error *err)
{
  group->profiles = calloc(group->profile_count + 1, sizeof *group->profiles);
  if (!group->profiles)
    return ut_error_nomem(err);
  for (size_t i = 0; i < group->profile_count; i++) {
    struct ut_payback_profile *profile = &group->profiles[group->is.profile_count];
    if (group->persons[i] == 0)
      continue;
    *profile = (struct ut_payback_profile){.units = &g->profile_units[i * items], .persons = group->persons[i]};
    memcpy(&profile->participations, ut_table_group(g->profiles, i).keys[0].ptr, sizeof profile->participations);
    group->is.profile_count++;
  }
  group->is.profiles = group->profiles;
  return UT_OK;
}

enum ut_status ut_payback_groups_finish(struct ut_payback_groups *g, struct ut_error *err)
{
  size_t items, unused;
  enum ut_status status = g->by.names->count == 0 ? find_group(g, NULL, &unused, err) : UT_OK;
  ut_prices_items(g->changes.o.prices, &items);
  ut_table_sort(g->table);
  if (status == UT_OK && g->persons)
    status = unfold_profiles(g, items, err);
  for (size_t i = 0; i < g->group_count && status == UT_OK; i++) {
    struct ut_group found = ut_table_group(g->table, i);
    struct group *group = &g->groups[found.counters[0] - 1];
    group->is.keys = found.keys;
    status = widen(&group->units.parts, &group->units.count, items, err);
    if (status == UT_OK)
      status = widen(&group->to_work.parts, &group->to_work.count, items, err);
    if (status == UT_OK)
      status = widen(&group->of_insats.parts, &group->of_insats.count, ut_payback_groups_insats_count(g), err);
    group->is.units = group->units.parts;
    group->is.to_work = group->to_work.parts;
    group->is.of_insats = group->of_insats.parts;
    if (status == UT_OK && g->persons)
      status = gather_profiles(g, group, items, err);
  }
  return status;
}

size_t ut_payback_groups_count(const struct ut_payback_groups *g)
{
  return g->group_count;
}

const struct ut_payback_group *ut_payback_groups_group(const struct ut_payback_groups *g, size_t index)
{
  return &g->groups[ut_table_group(g->table, index).counters[0] - 1].is;
}

size_t ut_payback_groups_insats_count(const struct ut_payback_groups *g)
{
  return g->insatser ? ut_table_groups(g->insatser) : 0;
}

struct ut_text ut_payback_groups_insats(const struct ut_payback_groups *g, size_t index)
{
  return ut_table_group(g->insatser, index).keys[0];
}

const struct ut_unpriced *ut_payback_groups_unpriced(const struct ut_payback_groups *g, size_t *count)
{
  *count = g->changes.unpriced_count;
  return g->changes.unpriced;
}

void ut_payback_groups_free(struct ut_payback_groups *g)
{
  if (!g)
    return;
  for (size_t i = 0; i < g->group_count; i++) {
    free(g->groups[i].units.parts);
    free(g->groups[i].to_work.parts);
    free(g->groups[i].of_insats.parts);
    free(g->groups[i].persons);
    free(g->groups[i].profiles);
  }
  free(g->groups);
  free(g->profile_units);
  ut_table_free(g->table);
  ut_table_free(g->persons);
  ut_table_free(g->profiles);
  ut_table_free(g->insatser);
  ut_buf_clear(&g->bytes);
  ut_effects_clear(&g->changes);
  free(g);
}

/* Persons of participations, and groups of them. */
#include "progress/registered.h"

#include <stdlib.h>

#include "base/grow.h"
#include "participation/grouping.h"
#include "progress/linked.h"
#include "utfall/table.h"

enum { INSATS, ID, KEYS };

struct registered_person {
  size_t group; /* index in the table of groups */
  ut_date start;
  bool moved; /* another of the person's participations is in another group */
};

struct ut_registered_persons {
  struct ut_table *persons; /* of insats and id; one counter: 1 + the number of the person */
  struct ut_table *groups;  /* of the columns of --by; the same of the group */
  struct registered_person *at;
  size_t count, room;
  struct ut_participations *p; /* while they are read */
  struct ut_grouping by;
  size_t id, insats; /* slots */
  bool by_insats;
  struct ut_run *run;
};

static enum ut_status open_tables(struct ut_registered_persons *r, struct ut_error *err)
{
  static const struct ut_vocabulary *const natural[UT_NAMES_MAX] = {NULL};
  if (ut_table_new(&r->persons, natural, KEYS, 1) || ut_table_new(&r->groups, natural, r->by.names->count, 1))
    return ut_error_nomem(err);
  ut_grouping_watch(&r->by, r->p, r->groups);
  return UT_OK;
}

static enum ut_status number_of(struct ut_table *t, const struct ut_text *keys, size_t *number, struct ut_error *err)
{
  int64_t *counter;
  UT_TRY(ut_table_find(t, keys, &counter, err));
  if (*counter == 0)
    *counter = (int64_t)ut_table_groups(t);
  *number = (size_t)*counter - 1;
  return UT_OK;
}

static enum ut_status keep(struct ut_registered_persons *r, size_t person, struct registered_person now,
                           struct ut_error *err)
{
  if (person < r->count) {
    struct registered_person *kept = &r->at[person];
    bool moved = kept->moved || kept->group != now.group;
    if (now.start >= kept->start)
      *kept = now;
    kept->moved = moved;
    return UT_OK;
  }
  struct registered_person *at = ut_grow(r->at, r->count, &r->room, sizeof *at);
  if (!at)
    return ut_error_nomem(err);
  r->at = at;
  at[r->count++] = now;
  return UT_OK;
}

static enum ut_status take(void *context, struct ut_error *err)
{
  struct ut_registered_persons *r = context;
  struct ut_participation now = ut_participations_current(r->p);
  const struct ut_value *values = ut_participations_values(r->p);
  const struct ut_text none = {NULL, 0}, id = values[r->id].text;
  const struct ut_text insats = r->by_insats ? values[r->insats].text : none;
  struct registered_person new = {.start = now.start};
  size_t person;
  if (now.anonymous || id.len == 0)
    return UT_OK;
  UT_TRY(ut_linked_see(r->p, r->run, id, insats, err));
  UT_TRY(number_of(r->groups, ut_grouping_keys(&r->by, values), &new.group, err));
  UT_TRY(number_of(r->persons, (const struct ut_text[KEYS]){[INSATS] = insats, [ID] = id}, &person, err));
  return keep(r, person, new, err);
}

enum ut_status ut_registered_load(struct ut_registered_persons **out, const char *path, const struct ut_names *by,
                                  bool by_insats, struct ut_run *run, struct ut_error *err)
{
  struct ut_registered_persons *r = *out = calloc(1, sizeof *r);
  if (!r)
    return ut_error_nomem(err);
  r->by_insats = by_insats;
  r->run = run;
  UT_TRY(ut_participations_load(&r->p, path, UT_DATE_NONE, run, err));
  UT_TRY(ut_participations_slot(r->p, ut_text_of("id"), &r->id, NULL, err));
  UT_TRY(ut_participations_slot(r->p, ut_text_of("insats"), &r->insats, NULL, err));
  UT_TRY(ut_grouping_init(&r->by, r->p, by, err));
  UT_TRY(open_tables(r, err));
  UT_TRY(ut_participations_each(r->p, take, r, err));
  return ut_table_meet(r->groups, err);
}

bool ut_registered_find(const struct ut_registered_persons *r, struct ut_text id, struct ut_text insats,
                        const struct ut_text **keys)
{
  const struct ut_text none = {NULL, 0}, key[KEYS] = {[INSATS] = r->by_insats ? insats : none, [ID] = id};
  const int64_t *number = id.len > 0 ? ut_table_get(r->persons, key) : NULL;
  if (number)
    *keys = ut_table_group(r->groups, r->at[*number - 1].group).keys;
  return number;
}

const struct ut_vocabulary *const *ut_registered_vocabularies(const struct ut_registered_persons *r)
{
  return r->by.vocabularies;
}

size_t ut_registered_moved(const struct ut_registered_persons *r)
{
  size_t moved = 0;
  for (size_t i = 0; i < r->count; i++)
    moved += r->at[i].moved;
  return moved;
}

void ut_registered_free(struct ut_registered_persons *r)
{
  if (!r)
    return;
  ut_participations_free(r->p);
  ut_table_free(r->persons);
  ut_table_free(r->groups);
  free(r->at);
  free(r);
}

/* Keys as numbers of groups of spellings; targets of the same groups share a chain of rows. */
#include "goals/aims.h"

#include <stdlib.h>

#include "base/grow.h"
#include "base/chains.h"

/* The texts of a key column. Those that may mean one code are of one group: a code, its labels, what people write for
 * it. */
struct spellings {
  struct ut_distinct texts;
  uint32_t *groups; /* by text: another of its group, the first one itself */
  size_t count;
};

struct ut_aims {
  const struct ut_results *r; /* while it is made: a table may move */
  size_t keys;
  struct spellings *spellings; /* by key */
  uint32_t *groups, *tuple;    /* by key: of a row; of those keys that apply, + 1, and 0 behind them */
  struct ut_distinct kinds;    /* of targets, by which keys apply: a byte a key, and one behind them */
  uint32_t *of_target;         /* its chain + 1; 0: it has a key that the table lacks */
  struct ut_chains chains;     /* of rows, by tuple */
};

/* ---- spellings ---- */

static uint32_t group_of(struct spellings *s, uint32_t text)
{
  for (; s->groups[text] != text; text = s->groups[text])
    s->groups[text] = s->groups[s->groups[text]];
  return text;
}

static enum ut_status spell(struct spellings *s, struct ut_text text, uint32_t *number)
{
  UT_TRY(ut_distinct_add(&s->texts, text, number));
  if (*number < s->count)
    return UT_OK;
  uint32_t *group = ut_grow_add(&s->groups, &s->count, sizeof *group);
  if (group)
    *group = *number;
  return group ? UT_OK : UT_NOMEM;
}

/* Puts a text into the group of another. */
static enum ut_status join(struct spellings *s, uint32_t number, struct ut_text other)
{
  uint32_t joined;
  UT_TRY(spell(s, other, &joined));
  s->groups[group_of(s, joined)] = group_of(s, number);
  return UT_OK;
}

static enum ut_status spell_cell(struct ut_aims *a, size_t key, struct ut_text cell)
{
  uint32_t number;
  UT_TRY(spell(&a->spellings[key], cell, &number));
  for (size_t i = 0; i < 2 && a->r->labels[i]; i++)
    UT_TRY(join(&a->spellings[key], number, ut_labels_key(a->r->labels[i], key, cell)));
  return UT_OK;
}

static enum ut_status spell_wanted(struct ut_aims *a, size_t key, struct ut_text wanted)
{
  char slug[UT_SLUG];
  uint32_t number;
  UT_TRY(spell(&a->spellings[key], wanted, &number));
  return a->r->labels[0] ? join(&a->spellings[key], number, ut_text_slug_short(wanted, slug)) : UT_OK;
}

static struct ut_text cell_of(const struct ut_aims *a, size_t row, size_t key)
{
  return ut_whole_table_cell(a->r->table, row, (size_t)a->r->keys[key]);
}

static enum ut_status spell_all(struct ut_aims *a, size_t key)
{
  const struct ut_targets *t = a->r->targets;
  for (size_t row = 0; row < ut_whole_table_rows(a->r->table); row++)
    UT_TRY(spell_cell(a, key, cell_of(a, row, key)));
  for (size_t i = 0; i < t->count; i++)
    if (t->targets[i].keys[key].len > 0)
      UT_TRY(spell_wanted(a, key, t->targets[i].keys[key]));
  return UT_OK;
}

/* The text of one of the column's, which it has. */
static uint32_t look_up(struct ut_aims *a, size_t key, struct ut_text text)
{
  uint32_t number;
  return ut_distinct_find(&a->spellings[key].texts, text, &number) ? group_of(&a->spellings[key], number) : UINT32_MAX;
}

/* ---- targets ---- */

static struct ut_text tuple_of(const struct ut_aims *a)
{
  return (struct ut_text){(const char *)a->tuple, (a->keys + 1) * sizeof *a->tuple};
}

static enum ut_status add_target(struct ut_aims *a, size_t target, char *kind)
{
  uint32_t number;
  for (size_t i = 0; i < a->keys; i++) {
    struct ut_text wanted = a->r->targets->targets[target].keys[i];
    kind[i] = wanted.len > 0;
    if (kind[i] && a->r->keys[i] < 0)
      return UT_OK;
    a->tuple[i] = kind[i] ? look_up(a, i, wanted) + 1 : 0;
  }
  UT_TRY(ut_distinct_add(&a->kinds, (struct ut_text){kind, a->keys + 1}, &number));
  UT_TRY(ut_chains_enter(&a->chains, tuple_of(a), &number));
  a->of_target[target] = number + 1;
  return UT_OK;
}

static enum ut_status add_targets(struct ut_aims *a)
{
  const struct ut_targets *t = a->r->targets;
  char *kind = calloc(a->keys + 1, 1);
  enum ut_status status = kind ? UT_OK : UT_NOMEM;
  for (size_t i = 0; i < t->count && status == UT_OK; i++)
    status = add_target(a, i, kind);
  free(kind);
  return status;
}

/* ---- rows ---- */

static enum ut_status add_row(struct ut_aims *a, size_t row)
{
  uint32_t chain;
  for (size_t i = 0; i < a->keys; i++)
    a->groups[i] = a->r->keys[i] >= 0 ? look_up(a, i, cell_of(a, row, i)) + 1 : 0;
  for (size_t kind = 0; kind < ut_distinct_count(&a->kinds); kind++) {
    struct ut_text applies = ut_distinct_get(&a->kinds, kind);
    for (size_t i = 0; i < a->keys; i++)
      a->tuple[i] = applies.ptr[i] ? a->groups[i] : 0;
    if (ut_chains_find(&a->chains, tuple_of(a), &chain))
      UT_TRY(ut_chains_append(&a->chains, chain, row));
  }
  return UT_OK;
}

/* ---- all of it ---- */

enum ut_status ut_aims_new(struct ut_aims **out, const struct ut_results *r)
{
  const struct ut_targets *t = r->targets;
  struct ut_aims *a = *out = calloc(1, sizeof *a);
  if (!a)
    return UT_NOMEM;
  a->r = r;
  a->keys = t->key_count;
  a->spellings = calloc(a->keys + 1, sizeof *a->spellings);
  a->groups = calloc(a->keys + 1, sizeof *a->groups);
  a->tuple = calloc(a->keys + 1, sizeof *a->tuple);
  a->of_target = calloc(t->count + 1, sizeof *a->of_target);
  if (!a->spellings || !a->groups || !a->tuple || !a->of_target)
    return UT_NOMEM;
  for (size_t key = 0; key < a->keys; key++)
    if (r->keys[key] >= 0)
      UT_TRY(spell_all(a, key));
  UT_TRY(add_targets(a));
  for (size_t row = 0; row < ut_whole_table_rows(r->table); row++)
    UT_TRY(add_row(a, row));
  return UT_OK;
}

size_t ut_aims_rows(const struct ut_aims *a, size_t target, size_t *rows)
{
  size_t count = 0;
  if (a->of_target[target] == 0)
    return 0;
  const struct ut_link *item = ut_chains_first(&a->chains, a->of_target[target] - 1);
  for (; item; item = ut_chains_next(&a->chains, item))
    rows[count++] = item->number;
  return count;
}

void ut_aims_free(struct ut_aims *a)
{
  if (!a)
    return;
  for (size_t i = 0; i < a->keys && a->spellings; i++) {
    ut_distinct_clear(&a->spellings[i].texts);
    free(a->spellings[i].groups);
  }
  free(a->spellings);
  free(a->groups);
  free(a->tuple);
  ut_chains_clear(&a->chains);
  ut_distinct_clear(&a->kinds);
  free(a->of_target);
  free(a);
}

/* Extents in an export: whose they are, and whether they can be read. */
#include "import/proposal_extents.h"

#include <stdio.h>

#include "import/proposal_numbers.h"

void ut_proposed_leave_extent(struct ut_proposed_column *out)
{
  enum ut_occasion at = out->occasion == UT_NO_OCCASION ? UT_EFTER : out->occasion;
  out->open = true;
  snprintf(out->hint, sizeof out->hint, "an extent of what? %s.percent, or null",
           ut_column_at(ut_text_of("sysselsattning"), at)->name);
}

struct ut_text ut_proposed_extent_of(struct ut_text slug)
{
  if (ut_text_is(slug, "heltid"))
    return ut_text_of("100");
  return ut_text_is(slug, "halvtid") ? ut_text_of("50") : (struct ut_text){NULL, 0};
}

static bool is_extent(struct ut_text cell)
{
  struct ut_text number = cell;
  ut_extent_is_percent(cell, &number);
  return ut_proposed_number(number);
}

bool ut_proposed_is_word(struct ut_text cell)
{
  return !is_extent(cell) && !ut_proposed_has_digit(cell);
}

bool ut_proposed_has_words(const struct ut_proposal *p, size_t index)
{
  const struct ut_profile_column *c = &p->profile->columns[index];
  size_t words = 0;
  for (size_t i = 0; i < ut_distinct_count(&c->values); i++)
    words += ut_proposed_is_word(ut_distinct_get(&c->values, i)) ? c->counts[i] : 0;
  return words > 0 && words * 4 >= ut_profile_filled(p->profile, c);
}

bool ut_proposed_are_extents(const struct ut_profile_column *c)
{
  char room[UT_SLUG];
  bool any = false, all = true;
  for (size_t i = 0; i < ut_distinct_count(&c->values) && all; i++) {
    struct ut_text cell = ut_distinct_get(&c->values, i), slug = ut_text_slug_short(cell, room);
    bool word = ut_proposed_extent_of(slug).ptr || ut_text_is(slug, "deltid");
    any = any || word;
    all = word || is_extent(cell);
  }
  return any && all;
}

/* How well a list column goes with an extent; 0: not at all. */
static int match_source(const struct ut_proposal *p, size_t extent, const char *rest, size_t source)
{
  const struct ut_proposed_column *e = &p->columns[extent], *s = &p->columns[source];
  const struct ut_column *list = s->target && !s->extent ? ut_column_find(ut_text_of(s->target)) : NULL;
  if (!list || list->type != UT_TYPE_LIST || s->number != e->number)
    return 0;
  bool named = strcmp(ut_defaults_alias(p->defaults, ut_text_of(rest)), list->name) == 0;
  bool same_time = e->occasion == list->occasion;
  if (!named && !same_time && e->occasion != UT_NO_OCCASION)
    return 0;
  if (!named && (strstr(rest, "sysselsattning") || strstr(rest, "forsorjning")) && !strstr(rest, list->codes->name))
    return 0;
  int score = named ? 8 : same_time ? 4 : 1;
  bool before = source < extent, next = source + 1 == extent;
  return e->occasion == UT_NO_OCCASION && !named && !next ? 0 : score + 2 * next + before;
}

static void take_extent(struct ut_proposal *p, size_t index)
{
  struct ut_proposed_column *out = &p->columns[index];
  char rest[UT_SLUG];
  int best = 0;
  if (!out->extent)
    return;
  ut_defaults_extent(p->defaults, p->profile->columns[index].slug, rest);
  for (size_t i = 0; i < p->profile->count; i++) {
    int score = match_source(p, index, rest, i);
    if (score <= best)
      continue;
    best = score;
    out->source = i;
  }
  out->extent = best > 0;
  if (best > 0)
    out->target = p->columns[out->source].target;
  else if (ut_profile_filled(p->profile, &p->profile->columns[index]) > 0)
    ut_proposed_leave_extent(out);
}

void ut_proposed_extents(struct ut_proposal *p)
{
  for (size_t i = 0; i < p->profile->count; i++)
    take_extent(p, i);
}

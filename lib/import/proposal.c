/* What the headings of an export may mean: by name, by resemblance, by what stands below them. */
#include "import/proposal.h"

#include <stdio.h>
#include <stdlib.h>

#include "import/proposal_dates.h"
#include "import/proposal_extents.h"
#include "import/proposal_kinds.h"
#include "import/proposal_numbers.h"
#include "import/proposal_questions.h"

enum {
  CODES_MOST = 12 /* words below a heading that may be codes */,
  CUT_LEAST = 6,
  MARKS_MOST = 2,
  ABBREVIATION_LEAST = 3,
  PART_LEAST = 5,
  DAY_LEAST = 4 /* slut */
};

static const struct ut_column *column_of(const char *target)
{
  return ut_column_find(ut_text_of(target));
}

const struct ut_column *ut_proposed_as(const struct ut_proposed_column *c)
{
  if (c->kind)
    return c->kind->cell == UT_KIND_SUPPORT ? column_of("forsorjning_fore") : NULL;
  return c->target && !c->extent ? column_of(c->target) : c->perhaps;
}

/* ---- does what stands below a heading fit a column? ---- */

static enum ut_status is_code(const struct ut_proposal *p, const struct ut_column *column, struct ut_text cell,
                              bool *known)
{
  struct ut_text word;
  *known = true;
  while (*known && ut_proposal_word(&cell, column->type == UT_TYPE_LIST, &word)) {
    struct ut_text value;
    UT_TRY(ut_proposal_known(p, column, word, &value));
    *known = value.ptr != NULL;
  }
  return UT_OK;
}

static enum ut_status fits_cell(const struct ut_proposal *p, const struct ut_column *column, struct ut_text cell,
                                bool *fits)
{
  if (column && column->type != UT_TYPE_TEXT && column->codes)
    return is_code(p, column, cell, fits);
  *fits = !column || column->type == UT_TYPE_TEXT;
  if (column && column->type == UT_TYPE_DATE)
    *fits = ut_proposed_date_any(cell) || ut_proposed_date_far(cell);
  if (column && column->type == UT_TYPE_NUMBER)
    *fits = ut_proposed_number(cell) || (column->year && ut_proposed_date_any(cell));
  return UT_OK;
}

/* Of the distinct values, are so many percent what the column holds? Nothing at all fits every column. Among days and
 * numbers words do not count: they may say that one is not known. */
static enum ut_status fits(const struct ut_proposal *p, const struct ut_profile_column *c,
                           const struct ut_column *column, size_t percent, bool *good)
{
  size_t all = ut_distinct_count(&c->values), count = 0, fit = 0;
  bool wordless = column && (column->type == UT_TYPE_DATE || column->type == UT_TYPE_NUMBER);
  for (size_t i = 0; i < all && (count - fit) * 100 <= all * (100 - percent); i++) {
    struct ut_text cell = ut_distinct_get(&c->values, i);
    bool one = false;
    if (wordless && !ut_proposed_has_digit(cell))
      continue;
    UT_TRY(fits_cell(p, column, cell, &one));
    fit += one;
    count++;
  }
  *good = fit * 100 >= count * percent && (count > 0 || all == 0);
  return UT_OK;
}

/* ---- headings ---- */

static bool is_taken(const struct ut_proposal *p, const char *target)
{
  for (size_t i = 0; i < p->profile->count; i++)
    if (p->columns[i].target && !p->columns[i].extent && strcmp(p->columns[i].target, target) == 0)
      return true;
  return false;
}

static bool are_persons(const struct ut_profile *profile, const struct ut_profile_column *c)
{
  size_t filled = ut_profile_filled(profile, c);
  return filled > 0 && c->persons * 2 > filled;
}

/* What stands below a title, "Inskriven" of "Insats / Inskriven"; false: there is none. */
static bool below_title(struct ut_text heading, struct ut_text *own)
{
  const char *title = heading.len > 0 ? memmem(heading.ptr, heading.len, " / ", 3) : NULL;
  if (title)
    *own = ut_text_between(title + 3, heading.ptr + heading.len);
  return title != NULL;
}

/* A title above may reach too far (Vid avslut / Kommun): what has no time is what it is without one, and below the name
 * of the insats (Insats / Inskriven) a day is, too. "": none of these. */
static const char *alias_below_title(const struct ut_proposal *p, struct ut_text heading)
{
  char room[UT_SLUG];
  struct ut_text own;
  if (!below_title(heading, &own))
    return "";
  struct ut_text above = {heading.ptr, heading.len - own.len - 3};
  bool insats = strcmp(ut_defaults_alias(p->defaults, ut_text_slug_short(above, room)), "insats") == 0;
  const char *name = ut_defaults_alias(p->defaults, ut_text_slug_short(own, room));
  const struct ut_column *column = column_of(name);
  bool timed = column && ((column->type == UT_TYPE_DATE && !insats) || column->type == UT_TYPE_LIST);
  return timed || is_taken(p, name) ? "" : name;
}

/* What a heading says by itself. */
static void take_name(struct ut_proposal *p, size_t index)
{
  const struct ut_profile_column *c = &p->profile->columns[index];
  struct ut_proposed_column *out = &p->columns[index];
  out->occasion = ut_defaults_occasion(p->defaults, c->slug);
  ut_defaults_unnumbered(c->slug, &out->number);
  const char *name = ut_defaults_alias(p->defaults, c->slug);
  if (*name == '\0')
    name = alias_below_title(p, c->heading);
  if (*name == '\0' && are_persons(p->profile, c))
    name = UT_PERSONNUMMER;
  out->target = *name ? name : NULL;
}

/* Whole, or cut short: "syssels" is sysselsattning. */
static bool has_word(struct ut_text slug, const char *wanted)
{
  struct ut_text word;
  bool found = false;
  for (struct ut_text rest = slug; !found && slug.len > 0 && ut_text_split(&rest, '_', &word);)
    found = ut_text_is(word, wanted) || (word.len >= CUT_LEAST && strncmp(word.ptr, wanted, word.len) == 0);
  return found;
}

/* The list that a heading asks for, by its time and its name ("vid_start__sysselsattning") or else by the values below,
 * of which so many percent are known; NULL: none, or it could be either. */
static enum ut_status list_of(const struct ut_proposal *p, const struct ut_profile_column *c, enum ut_occasion at,
                              size_t percent, const char **found)
{
  size_t count, hits = 0;
  const struct ut_column *columns = ut_columns(&count);
  *found = NULL;
  for (size_t i = 0; i < count; i++) {
    bool good = false;
    if (columns[i].type != UT_TYPE_LIST || columns[i].occasion != at)
      continue;
    bool named = has_word(c->slug, columns[i].codes->name);
    UT_TRY(fits(p, c, &columns[i], named ? 50 : percent, &good));
    good = good && (named || ut_distinct_count(&c->values) > 0);
    hits = named && good ? 1 : hits + good;
    *found = good ? columns[i].name : *found;
    if (named)
      break;
  }
  *found = hits == 1 ? *found : NULL;
  return UT_OK;
}

/* The column that the heading resembles most by this slug, whose values stand below it and which no other heading
 * gives. */
static enum ut_status resembled(const struct ut_proposal *p, const struct ut_profile_column *c, struct ut_text slug,
                                enum ut_resemblance *best, const char **found)
{
  size_t count;
  const struct ut_column *columns = ut_columns(&count);
  *best = UT_UNLIKE;
  *found = NULL;
  for (size_t i = 0; i < count && columns[i].origin == UT_RECORDED; i++) {
    enum ut_resemblance one = ut_defaults_likeness(p->defaults, slug, columns[i].name);
    bool good = false;
    if (one <= *best || (columns[i].type != UT_TYPE_LIST && is_taken(p, columns[i].name)))
      continue;
    UT_TRY(fits(p, c, &columns[i], 50, &good));
    if (good) {
      *best = one;
      *found = columns[i].name;
    }
  }
  return UT_OK;
}

/* A column of codes, taken by no other heading, that the values below are; NULL: none, or several. */
static enum ut_status coded(const struct ut_proposal *p, const struct ut_profile_column *c, const char **found)
{
  size_t count, hits = 0;
  const struct ut_column *columns = ut_columns(&count);
  *found = NULL;
  for (size_t i = 0; i < count && columns[i].origin == UT_RECORDED && ut_distinct_count(&c->values) > 1; i++) {
    bool good = false;
    if (!columns[i].codes || columns[i].codes == &ut_vocabularies[UT_JA_NEJ] || is_taken(p, columns[i].name))
      continue;
    UT_TRY(fits(p, c, &columns[i], 80, &good));
    hits += good;
    *found = good ? columns[i].name : *found;
  }
  *found = hits == 1 || (*found && column_of(*found)->type == UT_TYPE_LIST) ? *found : NULL;
  return UT_OK;
}

static void leave_open(struct ut_proposed_column *out, const char *what, const char *name)
{
  out->open = true;
  snprintf(out->hint, sizeof out->hint, "%s%s", what, name);
}

/* It may be this column of codes, and the words below it are read as such; of a list it is open at what time. */
static void leave_open_as(struct ut_proposed_column *out, const char *what, const char *name)
{
  out->perhaps = column_of(name);
  if (out->perhaps->type != UT_TYPE_LIST || out->occasion != UT_NO_OCCASION) {
    leave_open(out, what, name);
    return;
  }
  const char *list = out->perhaps->codes->name;
  leave_open(out, "of what time? ", "");
  snprintf(out->hint + strlen(out->hint), sizeof out->hint - strlen(out->hint), "%s_fore, %s_efter, ...", list, list);
}

/* A column of codes that the heading shares a word with, though its few values are not known: "Kön (1 = man)". NULL:
 * none. */
static const char *asked(const struct ut_proposal *p, const struct ut_profile_column *c, struct ut_text slug)
{
  size_t count, values = ut_distinct_count(&c->values);
  struct ut_text first, rest = slug;
  if (rest.len == 0 || !ut_text_split(&rest, '_', &first))
    return NULL;
  const struct ut_column *columns = ut_columns(&count);
  for (size_t i = 0; i < count && columns[i].origin == UT_RECORDED && values > 1 && values <= CODES_MOST; i++)
    if (columns[i].codes && columns[i].type != UT_TYPE_LIST && !is_taken(p, columns[i].name) &&
        (ut_defaults_likeness(p->defaults, slug, columns[i].name) >= UT_SHARES_WORD ||
         ut_defaults_likeness(p->defaults, first, columns[i].name) == UT_ALIKE))
      return columns[i].name;
  return NULL;
}

/* Is a word the beginning of this name ("Utb.", "Delt.nr"), or the name a part of it ("Bost.kommun", "Kommunkod")? */
static bool is_part(struct ut_text word, struct ut_text name, bool abbreviated, size_t least)
{
  bool cut = abbreviated && word.len >= ABBREVIATION_LEAST && word.len < name.len;
  if (cut || word.len < name.len || name.len < least)
    return cut && memcmp(word.ptr, name.ptr, word.len) == 0;
  return memcmp(word.ptr, name.ptr, name.len) == 0 || memcmp(word.ptr + word.len - name.len, name.ptr, name.len) == 0;
}

/* Is a word of the heading cut short, with a point behind it or as the only one? */
static bool is_abbreviated(const struct ut_profile_column *c)
{
  return memchr(c->heading.ptr, '.', c->heading.len) || !memchr(c->slug.ptr, '_', c->slug.len);
}

/* Days that no format reads, or months, as 05JAN2024 and jan 2024? */
static bool are_nearly_days(const struct ut_profile_column *c)
{
  size_t count = 0, numbers = 0;
  for (size_t i = 0; i < ut_distinct_count(&c->values); i++) {
    struct ut_text cell = ut_distinct_get(&c->values, i);
    count += ut_proposed_has_digit(cell);
    numbers += ut_proposed_number(cell);
  }
  return count > 2 * numbers;
}

/* A column that no heading gives, whose name a word of the heading is cut from or made with; NULL: none. */
static enum ut_status hinted(const struct ut_proposal *p, const struct ut_profile_column *c, const char **found)
{
  size_t count, values = ut_distinct_count(&c->values);
  const struct ut_column *columns = ut_columns(&count);
  *found = NULL;
  for (size_t i = 0; i < count && columns[i].origin == UT_RECORDED && !*found && values > 0; i++) {
    struct ut_text word, name = ut_text_of(columns[i].name);
    bool part = false, good = false, day = columns[i].type == UT_TYPE_DATE && are_nearly_days(c);
    if (columns[i].type == UT_TYPE_LIST || is_taken(p, columns[i].name))
      continue;
    for (struct ut_text rest = c->slug; ut_text_split(&rest, '_', &word);)
      part = part || is_part(word, name, is_abbreviated(c), day ? DAY_LEAST : PART_LEAST);
    if (part)
      UT_TRY(fits(p, c, &columns[i], 50, &good));
    bool codes = part && columns[i].codes && columns[i].codes != &ut_vocabularies[UT_JA_NEJ] && values <= CODES_MOST;
    *found = good || codes || (part && day) ? columns[i].name : NULL;
  }
  return UT_OK;
}

/* What is said by the values alone. */
static enum ut_status take_values(struct ut_proposal *p, size_t index, bool titled, struct ut_text bare)
{
  const struct ut_profile_column *c = &p->profile->columns[index];
  struct ut_proposed_column *out = &p->columns[index];
  const char *found;
  if (ut_proposed_days(c)) {
    out->days = true;
    leave_open(out, "a day of what? ",
               !is_taken(p, "start")  ? "start, slut, registrerad, or null"
               : !is_taken(p, "slut") ? "slut, registrerad, or null"
                                      : "uppfoljd_6m, _12m or _24m, anstallning_start or _slut, registrerad, or null");
    return UT_OK;
  }
  if (ut_proposed_are_extents(c)) {
    ut_proposed_leave_extent(out);
    return UT_OK;
  }
  UT_TRY(coded(p, c, &found));
  if (found)
    leave_open_as(out, "its values are those of ", found);
  else if ((found = asked(p, c, c->slug)) || (titled && (found = asked(p, c, bare))))
    leave_open_as(out, "perhaps ", found);
  if (!out->open)
    UT_TRY(hinted(p, c, &found));
  if (!out->open && found)
    leave_open_as(out, "perhaps ", found);
  return UT_OK;
}

/* What is said by resemblance, or by the values alone. */
static enum ut_status take_resemblance(struct ut_proposal *p, size_t index)
{
  const struct ut_profile_column *c = &p->profile->columns[index];
  struct ut_proposed_column *out = &p->columns[index];
  const char *found;
  char room[UT_SLUG];
  struct ut_text own;
  enum ut_resemblance how;
  UT_TRY(resembled(p, c, c->slug, &how, &found));
  bool titled = below_title(c->heading, &own);
  struct ut_text bare = titled ? ut_text_slug_short(own, room) : c->slug;
  if (!found && titled)
    UT_TRY(resembled(p, c, bare, &how, &found));
  if (found && column_of(found)->type == UT_TYPE_LIST && out->occasion == UT_NO_OCCASION)
    leave_open_as(out, "", found);
  else if (found && how >= UT_ABBREVIATED)
    out->target = found;
  else if (found && how == UT_SHARES_WORD && (column_of(found)->type != UT_TYPE_TEXT || !ut_proposed_days(c)))
    leave_open(out, "perhaps ", found);
  return out->target || out->open ? UT_OK : take_values(p, index, titled, bare);
}

/* Have ids digits? Names of people have none: "Klient" may be above either. */
static bool are_numbered(const struct ut_profile_column *c)
{
  size_t count = ut_distinct_count(&c->values), numbered = 0;
  for (size_t i = 0; i < count; i++)
    numbered += ut_proposed_has_digit(ut_distinct_get(&c->values, i));
  return numbered * 2 > count || count == 0;
}

/* A heading that only a proposal takes for a column: with what stands below it, or it is open. */
static enum ut_status take_proposed(struct ut_proposal *p, size_t index, const char *found)
{
  struct ut_proposed_column *out = &p->columns[index];
  const struct ut_profile_column *c = &p->profile->columns[index];
  bool good = false;
  UT_TRY(fits(p, c, column_of(found), 50, &good));
  if (good && (strcmp(found, "id") != 0 || are_numbered(c)))
    out->target = found;
  else
    leave_open(out, "perhaps ", found);
  return UT_OK;
}

/* The list whose name is in a heading above words that nobody knows; NULL: none. */
static const char *list_named(const struct ut_profile_column *c, enum ut_occasion at)
{
  size_t count;
  const struct ut_column *columns = ut_columns(&count);
  for (size_t i = 0; i < count && ut_distinct_count(&c->values) > 0; i++)
    if (columns[i].type == UT_TYPE_LIST && (columns[i].occasion == at || at == UT_NO_OCCASION) &&
        has_word(c->slug, columns[i].codes->name))
      return columns[i].name;
  return NULL;
}

/* "Studier efter" with a mark for those who do: its words stand in headings, and no column holds them. */
static enum ut_status ask_for_words(struct ut_proposal *p, size_t index)
{
  const struct ut_profile_column *c = &p->profile->columns[index];
  struct ut_text own, value;
  size_t count;
  const struct ut_column *columns = ut_columns(&count);
  if (ut_distinct_count(&c->values) > MARKS_MOST || !ut_proposed_split(p, c->slug, &own))
    return UT_OK;
  for (size_t i = 0; i < count; i++) {
    if (columns[i].type != UT_TYPE_LIST || columns[i].occasion != p->columns[index].occasion)
      continue;
    UT_TRY(ut_proposal_known(p, &columns[i], own, &value));
    if (value.len == 0)
      continue;
    leave_open(&p->columns[index], "marks; null, or a column with words for ", columns[i].name);
    return UT_OK;
  }
  return UT_OK;
}

/* A list by its time and name, or by its time and values; else what it resembles, or what its heading says. */
static enum ut_status take_list(struct ut_proposal *p, size_t index)
{
  const struct ut_profile_column *c = &p->profile->columns[index];
  struct ut_proposed_column *out = &p->columns[index];
  const char *found = NULL;
  bool timed = out->occasion != UT_NO_OCCASION;
  if (timed)
    UT_TRY(list_of(p, c, out->occasion, 80, &out->target));
  if (!out->target)
    UT_TRY(take_resemblance(p, index));
  if (timed && !out->target && !out->open)
    UT_TRY(list_of(p, c, out->occasion, 50, &found));
  if (!found && !out->target && !out->open)
    found = list_named(c, out->occasion);
  if (found)
    leave_open_as(out, "perhaps ", found);
  return timed && !out->target && !out->open ? ask_for_words(p, index) : UT_OK;
}

static enum ut_status take_content(struct ut_proposal *p, size_t index)
{
  const struct ut_profile_column *c = &p->profile->columns[index];
  struct ut_proposed_column *out = &p->columns[index];
  char rest[UT_SLUG];
  if (out->target || out->question || c->slug.len == 0 || ut_defaults_no_column(p->defaults, c->slug))
    return UT_OK;
  out->extent = ut_defaults_extent(p->defaults, c->slug, rest);
  const char *found = ut_defaults_proposed_alias(p->defaults, c->slug);
  if (out->extent)
    return UT_OK;
  if (*found && !is_taken(p, found))
    return take_proposed(p, index, found);
  if (strcmp(found, "id") == 0)
    leave_open(out, "another heading is taken for ", found);
  return p->kind == UT_MAP_PARTICIPATIONS ? take_list(p, index) : UT_OK;
}

/* Two headings of one file for what has one value: it is open which of them gives it. */
static void look_for_another(struct ut_proposal *p, size_t index)
{
  struct ut_proposed_column *out = &p->columns[index];
  const struct ut_column *column = out->kind ? NULL : ut_proposed_as(out);
  const struct ut_profile_column *c = p->profile->columns;
  if (!column || !out->target || column->type == UT_TYPE_LIST)
    return;
  for (size_t i = 0; i < index; i++) {
    if (!p->columns[i].target || strcmp(p->columns[i].target, out->target) != 0 || c[i].file != c[index].file)
      continue;
    leave_open(out, "another heading is taken for ", out->target);
    out->target = NULL;
    return;
  }
}

enum ut_status ut_proposal_make(struct ut_proposal *p, const struct ut_profile *profile, struct ut_map *map)
{
  *p = (struct ut_proposal){.profile = profile, .defaults = ut_map_defaults(map), .map = map};
  p->columns = calloc(profile->count + 1, sizeof *p->columns);
  if (!p->columns)
    return UT_NOMEM;
  for (size_t i = 0; i < profile->count; i++)
    take_name(p, i);
  UT_TRY(ut_proposed_kind(p));
  for (size_t i = 0; i < profile->count; i++)
    UT_TRY(take_content(p, i));
  for (size_t i = 0; i < profile->count; i++)
    look_for_another(p, i);
  ut_proposed_extents(p);
  ut_proposed_numbers(p);
  ut_proposed_dates(p);
  return UT_OK;
}

void ut_proposal_clear(struct ut_proposal *p)
{
  free(p->columns);
  *p = (struct ut_proposal){0};
}

enum ut_status ut_survey(const struct ut_survey *s, struct ut_output *output, enum ut_format to, struct ut_error *err)
{
  struct ut_profile profile = {0};
  struct ut_proposal proposal = {0};
  enum ut_status status = ut_profile_read(&profile, s->paths, s->count, s->reading, ut_map_defaults(s->map), err);
  if (status == UT_OK && ut_proposal_make(&proposal, &profile, s->map))
    status = ut_error_nomem(err);
  if (status == UT_OK)
    status = s->propose ? ut_proposal_write(&proposal, &output->buf, s->run, err)
                        : ut_proposal_table(&proposal, output, to, err);
  ut_proposal_clear(&proposal);
  ut_profile_clear(&profile);
  return status;
}

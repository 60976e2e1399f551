/* Headings that mean a column by themselves, and words that mean a code. */
#include "import/defaults.h"

#include <stdio.h>
#include <stdlib.h>

#include "import/kinds.h"
#include "import/map_kinds.h"
#include "import/map_tree.h"

/* The sections of the file. */
enum part {
  HEADINGS,          /* by column: what its heading may be called */
  PROPOSED_HEADINGS, /* the same, for a proposal alone */
  KIND_HEADINGS,     /* by kind and column: the same, of rows of other kinds */
  OCCASIONS,         /* by occasion: how it is said */
  MONTHS,            /* what may stand behind a number of months, */
  AFTERS,            /* and behind that */
  NO_COLUMNS,        /* headings that are no column, for a proposal alone */
  EXTENTS,           /* words of headings that ask for an extent, for a proposal alone */
  VALUES,            /* by column or list: words and the codes that they mean */
  PROPOSED_VALUES,   /* the same, for a proposal alone */
  PARTS
};

static const char *const part_names[PARTS] = {[HEADINGS] = "headings",
                                              [PROPOSED_HEADINGS] = "proposed_headings",
                                              [KIND_HEADINGS] = "kind_headings",
                                              [OCCASIONS] = "occasions",
                                              [MONTHS] = "months",
                                              [AFTERS] = "afters",
                                              [NO_COLUMNS] = "no_columns",
                                              [VALUES] = "values",
                                              [PROPOSED_VALUES] = "proposed_values",
                                              [EXTENTS] = "extents"};

struct default_entry {
  enum part part;
  const char *column;                /* of a heading */
  const char *kind;                  /* of one of another kind */
  enum ut_occasion occasion;         /* of an occasion */
  const struct ut_vocabulary *codes; /* of a value */
  struct ut_text slug, value;
};

struct ut_defaults {
  cJSON *tree;
  struct default_entry *entries;
  size_t count;
};

/* ---- reading ---- */

static enum ut_status add(struct ut_defaults *d, struct default_entry entry, const char *text, struct ut_error *err)
{
  struct ut_buf slug = {0};
  struct default_entry *entries = reallocarray(d->entries, d->count + 1, sizeof *entries);
  if (!entries)
    return ut_error_nomem(err);
  d->entries = entries;
  if (ut_text_slug(ut_text_of(text), &slug) || ut_buf_reserve(&slug, 1)) {
    ut_buf_clear(&slug);
    return ut_error_nomem(err);
  }
  entry.slug = ut_buf_text(&slug);
  entries[d->count++] = entry;
  return UT_OK;
}

static enum ut_status add_texts(struct ut_defaults *d, struct default_entry entry, const cJSON *list,
                                struct ut_error *err)
{
  if (!cJSON_IsArray(list))
    return ut_error_set(err, UT_BAD_INPUT, "expected a list of texts");
  for (const cJSON *item = list->child; item; item = item->next) {
    if (!cJSON_IsString(item))
      return ut_error_set(err, UT_BAD_INPUT, "expected a list of texts");
    UT_TRY(add(d, entry, item->valuestring, err));
  }
  return UT_OK;
}

static bool is_target(const char *name)
{
  const struct ut_column *column = ut_column_find(ut_text_of(name));
  return (column && column->origin == UT_RECORDED) || strcmp(name, UT_PERSONNUMMER) == 0 ||
         strcmp(name, UT_REGISTERED) == 0;
}

static enum ut_status add_headings(struct ut_defaults *d, enum part part, const cJSON *item, struct ut_error *err)
{
  if (!is_target(item->string))
    return ut_error_set(err, UT_BAD_INPUT, "is not a column of participations");
  return add_texts(d, (struct default_entry){.part = part, .column = item->string}, item, err);
}

static enum ut_status add_kind_headings(struct ut_defaults *d, enum part part, const cJSON *item, struct ut_error *err)
{
  int kind = UT_MAP_PARTICIPATIONS + 1;
  while (kind < UT_MAP_KINDS && strcmp(ut_map_kind_names[kind], item->string) != 0)
    kind++;
  if (kind == UT_MAP_KINDS || !cJSON_IsObject(item))
    return ut_error_set(err, UT_BAD_INPUT, "expected measures, payments or ledger, and an object of columns");
  for (const cJSON *column = item->child; column; column = column->next) {
    char shown[UT_QUOTED];
    if (!ut_kind_find((enum ut_map_kind)kind, ut_text_of(column->string)))
      return ut_error_set(err, UT_BAD_INPUT, "%s is not one of the columns that these rows alone have",
                          ut_quote(shown, column->string, strlen(column->string)));
    UT_TRY(add_texts(d, (struct default_entry){.part = part, .column = column->string, .kind = item->string}, column,
                     err));
  }
  return UT_OK;
}

static enum ut_status add_occasions(struct ut_defaults *d, enum part part, const cJSON *item, struct ut_error *err)
{
  for (int at = 0; at < UT_OCCASIONS; at++)
    if (strcmp(ut_occasion_names[at], item->string) == 0)
      return add_texts(d, (struct default_entry){.part = part, .occasion = (enum ut_occasion)at}, item, err);
  return ut_error_set(err, UT_BAD_INPUT, "is no occasion (expected fore, under, efter, 6m, 12m, 24m)");
}

/* The codes of a column, or of a list whatever the occasion. */
static const struct ut_vocabulary *codes_of(const char *name)
{
  size_t count;
  const struct ut_column *columns = ut_columns(&count), *column = ut_column_find(ut_text_of(name));
  if (column && column->origin == UT_RECORDED)
    return column->codes;
  for (size_t i = 0; i < count; i++)
    if (columns[i].type == UT_TYPE_LIST && strcmp(columns[i].codes->name, name) == 0)
      return columns[i].codes;
  return NULL;
}

static enum ut_status add_values(struct ut_defaults *d, enum part part, const cJSON *item, struct ut_error *err)
{
  struct default_entry entry = {.part = part, .codes = codes_of(item->string)};
  if (!entry.codes || !cJSON_IsObject(item))
    return ut_error_set(err, UT_BAD_INPUT, "expected a column of codes, and an object of words and codes");
  for (const cJSON *word = item->child; word; word = word->next) {
    entry.value = ut_text_of(cJSON_IsString(word) ? word->valuestring : "");
    bool known = cJSON_IsString(word) ? ut_vocabulary_find(entry.codes, entry.value) >= 0
                                      : cJSON_IsNull(word) && part == PROPOSED_VALUES;
    char shown[UT_QUOTED];
    if (!known)
      return ut_error_set(err, UT_BAD_INPUT, "%s does not mean a code of %s",
                          ut_quote(shown, word->string, strlen(word->string)), entry.codes->name);
    UT_TRY(add(d, entry, word->string, err));
  }
  return UT_OK;
}

static enum ut_status add_part(struct ut_defaults *d, const cJSON *section, struct ut_error *err)
{
  static enum ut_status (*const each[PARTS])(struct ut_defaults *, enum part, const cJSON *,
                                             struct ut_error *) = {[HEADINGS] = add_headings,
                                                                   [PROPOSED_HEADINGS] = add_headings,
                                                                   [KIND_HEADINGS] = add_kind_headings,
                                                                   [OCCASIONS] = add_occasions,
                                                                   [VALUES] = add_values,
                                                                   [PROPOSED_VALUES] = add_values};
  int part = 0;
  while (part < PARTS && strcmp(part_names[part], section->string) != 0)
    part++;
  if (part == PARTS)
    return ut_error_set(err, UT_BAD_INPUT, "is no key of the defaults");
  if (!each[part])
    return add_texts(d, (struct default_entry){.part = (enum part)part}, section, err);
  if (!cJSON_IsObject(section))
    return ut_error_set(err, UT_BAD_INPUT, "expected an object");
  for (const cJSON *item = section->child; item; item = item->next) {
    enum ut_status status = each[part](d, (enum part)part, item, err);
    if (status)
      ut_error_at(err, NULL, 0, 0, item->string);
    UT_TRY(status);
  }
  return UT_OK;
}

enum ut_status ut_defaults_load(struct ut_defaults **out, const char *path, struct ut_run *run, struct ut_error *err)
{
  struct ut_defaults *d = *out = calloc(1, sizeof *d);
  if (!d)
    return ut_error_nomem(err);
  enum ut_status status = ut_map_tree_load(&d->tree, path, run, err);
  for (const cJSON *section = status ? NULL : d->tree->child; section && !status; section = section->next) {
    status = add_part(d, section, err);
    if (status)
      ut_error_at(err, path, 0, 0, section->string);
  }
  return status;
}

void ut_defaults_free(struct ut_defaults *d)
{
  if (!d)
    return;
  for (size_t i = 0; i < d->count; i++)
    free((char *)d->entries[i].slug.ptr); /* made by add, read-only since */
  free(d->entries);
  cJSON_Delete(d->tree);
  free(d);
}

/* ---- headings ---- */

/* Without regard to _: "Start-datum" is startdatum. */
static bool is_alike(struct ut_text a, struct ut_text b)
{
  for (size_t i = 0, j = 0;; i++, j++) {
    while (i < a.len && a.ptr[i] == '_')
      i++;
    while (j < b.len && b.ptr[j] == '_')
      j++;
    if (i == a.len || j == b.len)
      return i == a.len && j == b.len;
    if (a.ptr[i] != b.ptr[j])
      return false;
  }
}

static bool begins(struct ut_text t, struct ut_text prefix)
{
  return t.len >= prefix.len && (prefix.len == 0 || memcmp(t.ptr, prefix.ptr, prefix.len) == 0);
}

static struct ut_text after(struct ut_text t, size_t len)
{
  return (struct ut_text){t.ptr + len, t.len - len};
}

/* What stands behind a prefix and the _ behind it, which may be left out; false: it does not begin so. */
static bool take(struct ut_text *t, struct ut_text prefix)
{
  if (!begins(*t, prefix))
    return false;
  *t = after(*t, prefix.len);
  if (t->len > 0 && t->ptr[0] == '_')
    *t = after(*t, 1);
  return true;
}

/* "6_manader_efter", once the number is taken off */
static bool says_months(const struct ut_defaults *d, struct ut_text t)
{
  take(&t, ut_text_of(""));
  for (size_t i = 0; i < d->count; i++) {
    struct ut_text rest = t;
    if (d->entries[i].part != MONTHS || !take(&rest, d->entries[i].slug))
      continue;
    bool said = rest.len == 0;
    for (size_t k = 0; k < d->count && !said; k++)
      said = d->entries[k].part == AFTERS && ut_text_equal(rest, d->entries[k].slug);
    if (said)
      return true;
  }
  return false;
}

static enum ut_occasion occasion_of(const struct ut_defaults *d, struct ut_text t)
{
  for (size_t i = 0; i < d->count; i++)
    if (d->entries[i].part == OCCASIONS && ut_text_equal(t, d->entries[i].slug))
      return d->entries[i].occasion;
  if (begins(t, ut_text_of("efter_")))
    t = after(t, strlen("efter_"));
  for (enum ut_occasion at = UT_6M; at < UT_OCCASIONS; at++) {
    struct ut_text number = {ut_occasion_names[at], strlen(ut_occasion_names[at]) - 1};
    if (begins(t, number) && says_months(d, after(t, number.len)))
      return at;
  }
  return UT_NO_OCCASION;
}

struct ut_text ut_defaults_unnumbered(struct ut_text slug, int64_t *number)
{
  size_t len = slug.len;
  *number = 0;
  while (len > 0 && ut_char_is_digit(slug.ptr[len - 1]))
    len--;
  bool numbered = len < slug.len && len > 0 && slug.ptr[len - 1] == '_' && ut_text_integer(after(slug, len), number);
  return numbered ? (struct ut_text){slug.ptr, len - 1} : slug;
}

static const char *list_alias(const struct ut_defaults *d, struct ut_text slug)
{
  size_t count;
  int64_t number;
  const struct ut_column *columns = ut_columns(&count);
  slug = ut_defaults_unnumbered(slug, &number);
  for (size_t i = 0; i < count && d; i++) {
    const struct ut_column *c = &columns[i];
    struct ut_text name = ut_text_of(c->type == UT_TYPE_LIST ? c->codes->name : "");
    if (name.len == 0 || !begins(slug, name))
      continue;
    struct ut_text rest = after(slug, name.len);
    if (rest.len > 0 && rest.ptr[0] == '_' && occasion_of(d, after(rest, 1)) == c->occasion)
      return c->name;
  }
  return "";
}

static const char *find_heading(const struct ut_defaults *d, enum part part, struct ut_text slug)
{
  for (size_t i = 0; d && i < d->count; i++)
    if (d->entries[i].part == part && is_alike(slug, d->entries[i].slug))
      return d->entries[i].column;
  return "";
}

const char *ut_defaults_alias(const struct ut_defaults *d, struct ut_text slug)
{
  size_t count;
  int64_t number;
  const struct ut_column *columns = ut_columns(&count);
  struct ut_text bare = ut_defaults_unnumbered(slug, &number);
  for (size_t i = 0; i < count && columns[i].origin == UT_RECORDED; i++)
    if (is_alike(columns[i].type == UT_TYPE_LIST ? bare : slug, ut_text_of(columns[i].name)))
      return columns[i].name;
  if (is_alike(slug, ut_text_of(UT_PERSONNUMMER)) || is_alike(slug, ut_text_of(UT_REGISTERED)))
    return is_alike(slug, ut_text_of(UT_REGISTERED)) ? UT_REGISTERED : UT_PERSONNUMMER;
  const char *found = find_heading(d, HEADINGS, slug);
  return *found ? found : list_alias(d, slug);
}

const char *ut_defaults_proposed_alias(const struct ut_defaults *d, struct ut_text slug)
{
  return find_heading(d, PROPOSED_HEADINGS, slug);
}

bool ut_defaults_no_column(const struct ut_defaults *d, struct ut_text slug)
{
  bool found = false;
  for (size_t i = 0; d && i < d->count && !found; i++)
    found = d->entries[i].part == NO_COLUMNS && is_alike(slug, d->entries[i].slug);
  return found;
}

const char *ut_defaults_kind_alias(const struct ut_defaults *d, const char *kind, struct ut_text slug)
{
  for (size_t i = 0; d && i < d->count; i++) {
    const struct default_entry *e = &d->entries[i];
    if (e->part == KIND_HEADINGS && strcmp(e->kind, kind) == 0 &&
        (is_alike(slug, e->slug) || is_alike(slug, ut_text_of(e->column))))
      return e->column;
  }
  return "";
}

const char *ut_defaults_kind_heading(const struct ut_defaults *d, const char *kind, struct ut_text slug,
                                     enum ut_resemblance *how)
{
  const char *best = ut_defaults_kind_alias(d, kind, slug);
  *how = *best ? UT_ALIKE : UT_UNLIKE;
  for (size_t i = 0; d && i < d->count && *how < UT_ALIKE; i++) {
    const struct default_entry *e = &d->entries[i];
    if (e->part != KIND_HEADINGS || strcmp(e->kind, kind) != 0)
      continue;
    enum ut_resemblance own = ut_resemblance(slug, e->slug), name = ut_resemblance(slug, ut_text_of(e->column));
    if (own <= *how && name <= *how)
      continue;
    *how = own > name ? own : name;
    best = e->column;
  }
  return best;
}

/* By the longest run of words from the first of them on. */
static enum ut_occasion occasion_at(const struct ut_defaults *d, struct ut_text words)
{
  enum ut_occasion found = UT_NO_OCCASION;
  while (words.len > 0 && found == UT_NO_OCCASION) {
    found = occasion_of(d, words);
    const char *last = memrchr(words.ptr, '_', words.len);
    words.len = last ? (size_t)(last - words.ptr) : 0;
  }
  return found;
}

enum ut_occasion ut_defaults_occasion(const struct ut_defaults *d, struct ut_text slug)
{
  struct ut_text rest = slug, word;
  enum ut_occasion found = UT_NO_OCCASION;
  while (d && slug.len > 0 && found == UT_NO_OCCASION && rest.ptr) {
    found = occasion_at(d, rest);
    ut_text_split(&rest, '_', &word);
  }
  return found;
}

bool ut_defaults_is_occasion(const struct ut_defaults *d, struct ut_text slug)
{
  return ut_text_is(slug, "start") || ut_text_is(slug, "slut") || (d && occasion_of(d, slug) != UT_NO_OCCASION);
}

bool ut_defaults_extent(const struct ut_defaults *d, struct ut_text slug, char rest[UT_SLUG])
{
  struct ut_text word;
  bool found = false;
  size_t len = 0;
  rest[0] = '\0';
  for (struct ut_text left = slug; slug.len > 0 && slug.len < UT_SLUG && ut_text_split(&left, '_', &word);) {
    bool extent = false;
    for (size_t i = 0; d && i < d->count && !found; i++)
      extent = extent || (d->entries[i].part == EXTENTS && ut_text_equal(d->entries[i].slug, word));
    found = found || extent;
    if (!extent)
      len += (size_t)snprintf(rest + len, UT_SLUG - len, "%s%.*s", len > 0 ? "_" : "", (int)word.len, word.ptr);
  }
  return found;
}

/* ---- what headings resemble ---- */

static enum ut_resemblance likeness_to_all(const struct ut_defaults *d, struct ut_text slug, const char *column)
{
  enum ut_resemblance best = ut_resemblance(slug, ut_text_of(column));
  for (size_t i = 0; d && i < d->count; i++)
    if (d->entries[i].part == HEADINGS && strcmp(d->entries[i].column, column) == 0)
      best = ut_resemblance_most(best, ut_resemblance(slug, d->entries[i].slug));
  return best;
}

/* "sysselsattn_efter": the name of the list with how this occasion is said. A heading that names the list and says
 * nothing of an occasion could be any. */
static enum ut_resemblance likeness_to_list(const struct ut_defaults *d, struct ut_text slug, const struct ut_column *c)
{
  char name[UT_SLUG];
  int64_t number;
  slug = ut_defaults_unnumbered(slug, &number);
  enum ut_resemblance best =
      ut_resemblance_most(ut_resemblance(slug, ut_text_of(c->name)), ut_resemblance(slug, ut_text_of(c->codes->name)));
  for (size_t i = 0; d && i < d->count; i++) {
    const struct default_entry *e = &d->entries[i];
    bool months = e->part == MONTHS && ut_occasion_months(c->occasion) > 0;
    if (!months && (e->part != OCCASIONS || e->occasion != c->occasion))
      continue;
    if (months)
      snprintf(name, sizeof name, "%s_%d_%.*s", c->codes->name, ut_occasion_months(c->occasion), (int)e->slug.len,
               e->slug.ptr);
    else
      snprintf(name, sizeof name, "%s_%.*s", c->codes->name, (int)e->slug.len, e->slug.ptr);
    best = ut_resemblance_most(best, ut_resemblance(slug, ut_text_of(name)));
  }
  return best;
}

enum ut_resemblance ut_defaults_likeness(const struct ut_defaults *d, struct ut_text slug, const char *column)
{
  const struct ut_column *c = ut_column_find(ut_text_of(column));
  return c && c->type == UT_TYPE_LIST ? likeness_to_list(d, slug, c) : likeness_to_all(d, slug, column);
}

/* ---- words ---- */

static struct ut_text find_value(const struct ut_defaults *d, enum part part, const struct ut_vocabulary *codes,
                                 struct ut_text slug)
{
  for (size_t i = 0; d && i < d->count; i++)
    if (d->entries[i].part == part && d->entries[i].codes == codes && ut_text_equal(d->entries[i].slug, slug))
      return d->entries[i].value;
  return (struct ut_text){NULL, 0};
}

struct ut_text ut_defaults_value(const struct ut_defaults *d, const struct ut_vocabulary *codes, struct ut_text slug)
{
  return find_value(d, VALUES, codes, slug);
}

struct ut_text ut_defaults_proposed_value(const struct ut_defaults *d, const struct ut_vocabulary *codes,
                                          struct ut_text slug)
{
  return find_value(d, PROPOSED_VALUES, codes, slug);
}

bool ut_defaults_word(const struct ut_defaults *d, const struct ut_vocabulary *codes, size_t *at, struct ut_text *slug,
                      struct ut_text *code)
{
  for (; d && *at < d->count; ++*at) {
    const struct default_entry *e = &d->entries[*at];
    if ((e->part != VALUES && e->part != PROPOSED_VALUES) || e->codes != codes)
      continue;
    *slug = e->slug;
    *code = e->value;
    ++*at;
    return true;
  }
  return false;
}

/* The header of each file against the map: what it lacks, what stands twice. */
#include "import/header_check.h"

#include <stdio.h>
#include <stdlib.h>

#include "import/doubtful_heading.h"

enum { NAMES_MOST = 12, PROBLEM = 512 };

struct check {
  const struct ut_headings *all;
  const struct ut_map *map; /* NULL: none */
  struct ut_run *run;
  struct ut_header file; /* that is looked at */
  bool *present;         /* by key of the map */
  struct ut_error problem;
  bool failed;
};

static const struct ut_heading *heading(const struct check *c, size_t own)
{
  return ut_header_heading(c->all, &c->file, own);
}

/* One more problem: the one before it is told. */
static void add_problem(struct check *c, const char *text)
{
  if (c->failed)
    ut_run_fault(c->run, UT_NOTE_RUBRIK_SAKNAS, &c->problem);
  c->failed = true;
  c->problem = (struct ut_error){0};
  ut_error_set(&c->problem, UT_BAD_INPUT, "%s", text);
  ut_error_at(&c->problem, c->file.source, c->file.line, 0, NULL);
}

/* ---- headings that stand twice ---- */

static size_t first_of(const struct check *c, size_t own)
{
  size_t first = 0;
  while (first < own && (heading(c, first)->nth > 1 ||
                         !ut_text_equal(ut_buf_text(&heading(c, first)->slug), ut_buf_text(&heading(c, own)->slug))))
    first++;
  return first;
}

/* Reports the first that the map does not tell apart. */
static void check_repeated(struct check *c)
{
  for (size_t i = 0; i < c->file.count; i++) {
    const struct ut_heading *h = heading(c, i);
    if (h->nth < 2 || ut_text_trim(h->text).len == 0)
      continue;
    size_t first = first_of(c, i);
    if (h->by_map && heading(c, first)->by_map)
      continue;
    char shown[UT_QUOTED], text[PROBLEM];
    struct ut_text name = ut_text_trim(h->text);
    ut_quote(shown, name.ptr, name.len);
    snprintf(text, sizeof text,
             "the heading %s stands twice, in columns %zu and %zu; a map can tell them apart, the second as \"%.*s#2\"",
             shown, first + 1, i + 1, (int)(strlen(shown) - 2), shown + 1);
    add_problem(c, text);
    return;
  }
}

/* ---- headings that are missing ---- */

static void see_present(struct check *c)
{
  memset(c->present, 0, c->map->column_count * sizeof *c->present);
  for (size_t i = 0; i < c->file.count; i++)
    if (heading(c, i)->by_map)
      c->present[heading(c, i)->order] = true;
}

static bool is_same(const struct ut_map_heading *a, const struct ut_map_heading *b)
{
  return a->nth == b->nth && ut_text_equal(a->slug, b->slug);
}

/* The first key for this heading; NULL: none is. */
static const struct ut_map_column *key_of(const struct check *c, const struct ut_map_heading *wanted)
{
  for (size_t i = 0; i < c->map->column_count; i++)
    if (is_same(&c->map->columns[i].heading, wanted))
      return &c->map->columns[i];
  return NULL;
}

static bool has_heading(const struct check *c, const struct ut_map_heading *wanted)
{
  const struct ut_map_column *key = key_of(c, wanted);
  if (key)
    return c->present[key - c->map->columns];
  for (size_t i = 0; i < c->file.count; i++)
    if (heading(c, i)->nth == wanted->nth && ut_text_equal(ut_buf_text(&heading(c, i)->slug), wanted->slug))
      return true;
  return false;
}

static bool is_given(const struct check *c, struct ut_text target)
{
  return ut_header_gives(c->all, &c->file, target);
}

static bool has_constant(const struct check *c, struct ut_text target)
{
  const struct ut_column *column = ut_column_find(target);
  return column && ut_map_constant(c->map, column).ptr;
}

/* A second source of a column, or the same heading again. */
static bool is_later(const struct check *c, const struct ut_map_column *key)
{
  for (const struct ut_map_column *k = c->map->columns; k < key; k++)
    if (k->target.ptr && !k->extent && ut_text_equal(k->target, key->target))
      return true;
  return false;
}

static bool is_optional(const struct check *c, const struct ut_map_column *key)
{
  for (size_t i = 0; i < c->map->optional_count; i++)
    if (is_same(&c->map->optional[i], &key->heading))
      return true;
  return false;
}

/* Has every file to have this heading, where the map does not say which? */
static bool is_needed(const struct check *c, const struct ut_map_column *key)
{
  return key->target.ptr && !key->extent && !is_optional(c, key) && !is_later(c, key) &&
         !has_constant(c, key->target) && !is_given(c, key->target);
}

/* Is something lost with a heading that need not be there? An extent, of a source that is there; a source whose extent
 * is; a column that nothing else gives. Not what the map calls optional. */
static bool is_missed(const struct check *c, const struct ut_map_column *key)
{
  if (!key->target.ptr || key_of(c, &key->heading) != key || is_optional(c, key))
    return false;
  if (key->extent)
    return c->present[key->source];
  for (size_t i = 0; i < c->map->column_count; i++)
    if (c->map->columns[i].extent && c->map->columns[i].source == key - c->map->columns && c->present[i])
      return true;
  bool number = ut_text_is(key->target, UT_PERSONNUMMER);
  return !is_later(c, key) && !is_given(c, number ? ut_text_of("id") : key->target);
}

static enum ut_status add_name(struct ut_buf *list, size_t number, struct ut_text name)
{
  char shown[UT_QUOTED];
  if (number >= NAMES_MOST)
    return UT_OK;
  return ut_buf_format(list, "%s%s", number > 0 ? ", " : "", ut_quote(shown, name.ptr, name.len));
}

static enum ut_status add_rest(struct ut_buf *list, size_t count)
{
  return count > NAMES_MOST ? ut_buf_format(list, " and %zu more", count - NAMES_MOST) : UT_OK;
}

/* Adds it to those that are missing, with the heading of the file that may be meant. */
static enum ut_status add_missing(const struct check *c, const struct ut_map_heading *missing, struct ut_buf *list,
                                  size_t *count)
{
  const struct ut_map_column *key = key_of(c, missing);
  const struct ut_heading *meant;
  char shown[UT_QUOTED];
  UT_TRY(ut_doubtful_heading_meant(c->all, &c->file, missing->slug, key ? key->target : (struct ut_text){NULL, 0},
                                   &meant));
  UT_TRY(add_name(list, *count, missing->text));
  if (meant && *count < NAMES_MOST)
    ut_buf_format(list, " (did you mean %s?)", ut_quote(shown, meant->text.ptr, meant->text.len));
  ++*count;
  return list->failed ? UT_NOMEM : UT_OK;
}

static enum ut_status add_unused(const struct check *c, struct ut_buf *list)
{
  size_t count = 0;
  for (size_t i = 0; i < c->file.count; i++) {
    const struct ut_heading *h = heading(c, i);
    if (!h->by_map && h->role == UT_HEADING_DROPPED && h->text.len > 0)
      UT_TRY(add_name(list, count++, h->text));
  }
  return add_rest(list, count);
}

static enum ut_status refuse_missing(struct check *c, struct ut_buf *list, size_t count)
{
  struct ut_buf unused = {0};
  bool data;
  enum ut_status status = add_rest(list, count);
  if (status == UT_OK)
    status = add_unused(c, &unused);
  if (status == UT_OK)
    status = ut_doubtful_heading_is_data(c->all, &c->file, &data);
  const char *left = ut_buf_string(&unused), *missing = ut_buf_string(list);
  if (status == UT_OK && left && missing) {
    char text[UT_ERROR_TEXT];
    snprintf(text, sizeof text, "missing headings: %s; unused headings: %s%s", missing, *left ? left : "none",
             data ? "; the first row looks like data, not headings (\"header\": false)"
                  : " (--allow-missing takes the file as it is)");
    add_problem(c, text);
  }
  ut_buf_clear(&unused);
  return status == UT_OK && left && missing ? UT_OK : UT_NOMEM;
}

static enum ut_status slug_is(struct ut_text name, const struct ut_map_heading *h, struct ut_buf *slug, bool *same)
{
  size_t nth;
  struct ut_text base = ut_map_base(name, &nth);
  slug->len = 0;
  UT_TRY(ut_text_slug(base, slug));
  *same = ut_text_equal(ut_buf_text(slug), h->slug) && h->nth == (nth > 0 ? nth : 1);
  return UT_OK;
}

/* Does the command line say that the heading may be missing? */
static enum ut_status is_allowed(const struct check *c, const struct ut_map_heading *h, bool *allowed)
{
  const struct ut_names *names = &c->all->options->allow_missing;
  struct ut_buf slug = {0};
  enum ut_status status = UT_OK;
  *allowed = false;
  for (size_t i = 0; i < names->count && !*allowed && status == UT_OK; i++)
    status = slug_is(names->names[i], h, &slug, allowed);
  ut_buf_clear(&slug);
  return status;
}

/* Adds a heading that is missing, unless it may be. */
static enum ut_status require(struct check *c, const struct ut_map_heading *h, struct ut_buf *list, size_t *count)
{
  bool allowed;
  UT_TRY(is_allowed(c, h, &allowed));
  return allowed ? UT_OK : add_missing(c, h, list, count);
}

/* What the map says that every file has to have, or what follows from its columns. */
static enum ut_status list_required(struct check *c, struct ut_buf *list, size_t *count)
{
  const struct ut_map *map = c->map;
  for (size_t i = 0; map->required && i < map->required_count; i++)
    if (!has_heading(c, &map->required[i]))
      UT_TRY(require(c, &map->required[i], list, count));
  for (size_t i = 0; map->columns && i < map->column_count && !map->requires; i++)
    if (!has_heading(c, &map->columns[i].heading) && is_needed(c, &map->columns[i]))
      UT_TRY(require(c, &map->columns[i].heading, list, count));
  return UT_OK;
}

static enum ut_status note_missed(struct check *c)
{
  struct ut_buf list = {0};
  size_t count = 0;
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < c->map->column_count && status == UT_OK; i++)
    if (!c->present[i] && is_missed(c, &c->map->columns[i]))
      status = add_missing(c, &c->map->columns[i].heading, &list, &count);
  if (status == UT_OK)
    status = add_rest(&list, count);
  const char *text = ut_buf_string(&list);
  if (status == UT_OK && text)
    ut_run_note(c->run, UT_NOTE_RUBRIK_SAKNAS, count, c->file.source, c->file.line,
                "%s: headings of the map that are missing: %s", c->file.source, text);
  ut_buf_clear(&list);
  return text ? status : UT_NOMEM;
}

static enum ut_status check_missing(struct check *c)
{
  struct ut_buf list = {0};
  size_t count = 0;
  see_present(c);
  enum ut_status status = list_required(c, &list, &count);
  if (status == UT_OK)
    status = count > 0 ? refuse_missing(c, &list, count) : note_missed(c);
  ut_buf_clear(&list);
  return status;
}

/* ---- all files ---- */

/* Each heading that may be missing is one of the map's. */
static enum ut_status check_allowed(const struct check *c, struct ut_error *err)
{
  const struct ut_names *names = &c->all->options->allow_missing;
  struct ut_buf slug = {0};
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < names->count && status == UT_OK; i++) {
    bool same = false;
    for (size_t k = 0; c->map && k < c->map->column_count && !same && status == UT_OK; k++)
      status = slug_is(names->names[i], &c->map->columns[k].heading, &slug, &same);
    for (size_t k = 0; c->map && k < c->map->required_count && !same && status == UT_OK; k++)
      status = slug_is(names->names[i], &c->map->required[k], &slug, &same);
    char shown[UT_QUOTED];
    if (status == UT_OK && !same)
      status = ut_error_set(err, UT_USAGE, "no map names the heading %s",
                            ut_quote(shown, names->names[i].ptr, names->names[i].len));
  }
  ut_buf_clear(&slug);
  return status == UT_NOMEM ? ut_error_nomem(err) : ut_error_blame(status, "--allow-missing", err);
}

enum ut_status ut_header_check_missing(const struct ut_headings *all, struct ut_error *err)
{
  struct check c = {.all = all, .map = all->options->map, .run = all->options->run};
  UT_TRY(check_allowed(&c, err));
  c.present = calloc(c.map ? c.map->column_count + 1 : 1, sizeof *c.present);
  enum ut_status status = c.present ? UT_OK : UT_NOMEM;
  for (size_t i = 0; i < ut_reader_headers(all->reader) && status == UT_OK; i++) {
    c.file = ut_reader_header(all->reader, i);
    check_repeated(&c);
    if (c.map && c.file.count > 0)
      status = check_missing(&c);
  }
  free(c.present);
  if (status == UT_NOMEM)
    return ut_error_nomem(err);
  if (c.failed && err)
    *err = c.problem;
  return c.failed ? UT_BAD_INPUT : UT_OK;
}

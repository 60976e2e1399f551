/* Headings to columns: first every heading gets a role, then the columns collect their sources. */
#include "import/headings.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/compose.h"
#include "base/distinct.h"
#include "import/doubtful_heading.h"
#include "import/header_check.h"
#include "import/map_columns.h"

/* ---- what each heading means ---- */

static void give_name(struct ut_heading *h, struct ut_text name)
{
  h->column = NULL;
  if (ut_text_is(name, UT_PERSONNUMMER))
    h->role = UT_HEADING_PERSONNUMMER;
  else if (ut_text_is(name, UT_REGISTERED))
    h->role = UT_HEADING_REGISTERED;
  else if ((h->column = ut_column_find(name)) && h->column->origin == UT_RECORDED)
    h->role = UT_HEADING_RECORDED;
  else {
    h->role = UT_HEADING_KEPT;
    h->name = name;
  }
}

static void take_from_map(struct ut_heading *h, const struct ut_map *map, const struct ut_map_column *m)
{
  h->by_map = true;
  h->order = (size_t)(m - map->columns);
  h->role = UT_HEADING_IGNORED;
  if (m->target.ptr)
    give_name(h, m->target);
  if (m->extent) {
    h->role = UT_HEADING_EXTENT;
    h->extent_of = m->source;
  }
}

/* The source of the same list before a heading, by order; UT_NO_SOURCE when there is none. */
static ptrdiff_t source_before(const struct ut_headings *all, const struct ut_heading *h)
{
  for (const struct ut_heading *before = h; before-- > all->headings;)
    if (before->column == h->column)
      return before->role == UT_HEADING_RECORDED ? (ptrdiff_t)before->order : UT_NO_SOURCE;
  return UT_NO_SOURCE;
}

/* "sysselsattning_efter.percent", of which `name` is that of a list. */
static enum ut_status take_alias_of_extent(const struct ut_headings *all, struct ut_heading *h, struct ut_text name)
{
  struct ut_buf slug = {0};
  if (ut_text_slug(name, &slug))
    return UT_NOMEM;
  const struct ut_column *column =
      ut_column_find(ut_text_of(ut_defaults_alias(ut_map_defaults(all->options->map), ut_buf_text(&slug))));
  ut_buf_clear(&slug);
  if (!column || column->type != UT_TYPE_LIST)
    return UT_OK;
  h->column = column;
  h->extent_of = source_before(all, h);
  h->role = h->extent_of == UT_NO_SOURCE ? UT_HEADING_DROPPED : UT_HEADING_EXTENT;
  return UT_OK;
}

static enum ut_status take_alias(const struct ut_headings *all, struct ut_heading *h)
{
  const struct ut_map *map = all->options->map;
  struct ut_text list = h->text;
  h->order = (map ? map->column_count : 0) + (size_t)(h - all->headings);
  if (ut_map_cut_extent(&list))
    return take_alias_of_extent(all, h, list);
  const char *name = ut_defaults_alias(ut_map_defaults(map), ut_buf_text(&h->slug));
  if (*name != '\0')
    give_name(h, ut_text_of(name));
  if (h->column && ut_map_constant(map, h->column).ptr)
    h->role = UT_HEADING_DROPPED; /* the map knows better */
  return UT_OK;
}

/* What the map says of it: as the nth of its spelling, or as one that says so itself ("Start#2"). */
static enum ut_status find_in_map(const struct ut_map *map, const struct ut_heading *h,
                                  const struct ut_map_column **found)
{
  size_t nth;
  struct ut_text base = ut_map_base(h->text, &nth);
  struct ut_buf slug = {0};
  *found = NULL;
  enum ut_status status = nth > 0 ? ut_text_slug(base, &slug) : UT_OK;
  if (nth > 0 && status == UT_OK)
    *found = ut_map_find(map, ut_buf_text(&slug), nth);
  if (!*found)
    *found = ut_map_find(map, ut_buf_text(&h->slug), h->nth);
  ut_buf_clear(&slug);
  return status;
}

static enum ut_status read_heading(const struct ut_headings *all, struct ut_heading *h)
{
  const struct ut_map_column *m;
  if (ut_text_slug(h->text, &h->slug) || !ut_buf_string(&h->slug))
    return UT_NOMEM;
  UT_TRY(find_in_map(all->options->map, h, &m));
  if (!m)
    return take_alias(all, h);
  take_from_map(h, all->options->map, m);
  return UT_OK;
}

/* Numbers the headings of a file that are written alike, but for what nobody sees. */
static enum ut_status number_headings(struct ut_headings *all, const struct ut_header *file)
{
  struct ut_distinct spellings = {0};
  struct ut_buf made = {0};
  size_t *times = calloc(file->count + 1, sizeof *times);
  enum ut_status status = times ? UT_OK : UT_NOMEM;
  for (size_t i = 0; i < file->count && status == UT_OK; i++) {
    struct ut_heading *h = &all->headings[file->places[i]];
    struct ut_text text;
    uint32_t number;
    status = ut_text_compose(file->names[i], &made, &text);
    if (status == UT_OK)
      status = ut_distinct_add(&spellings, text, &number);
    if (status == UT_OK && ++times[number] && h->nth == 0)
      h->nth = times[number];
  }
  free(times);
  ut_buf_clear(&made);
  ut_distinct_clear(&spellings);
  return status;
}

/* A heading that is merely alike gives way to those of its file that the map names for the same column. */
static void prefer_map(struct ut_headings *all, const struct ut_header *file, bool *named)
{
  size_t known;
  const struct ut_column *columns = ut_columns(&known);
  memset(named, 0, known * sizeof *named);
  for (size_t i = 0; i < file->count; i++) {
    const struct ut_heading *h = &all->headings[file->places[i]];
    if (h->by_map && h->role == UT_HEADING_RECORDED)
      named[h->column - columns] = true;
  }
  for (size_t i = 0; i < file->count; i++) {
    struct ut_heading *h = &all->headings[file->places[i]];
    if (!h->by_map && h->role == UT_HEADING_RECORDED && named[h->column - columns])
      h->role = UT_HEADING_DROPPED;
  }
}

static enum ut_status prefer_map_in_files(struct ut_headings *all)
{
  size_t known;
  ut_columns(&known);
  bool *named = calloc(known, sizeof *named);
  if (!named)
    return UT_NOMEM;
  for (size_t i = 0; i < ut_reader_headers(all->reader); i++) {
    struct ut_header file = ut_reader_header(all->reader, i);
    prefer_map(all, &file, named);
  }
  free(named);
  return UT_OK;
}

/* UT_USAGE: what is missing, and the columns there are. */
static enum ut_status missing(const struct ut_headings *all, const char *what, struct ut_error *err)
{
  struct ut_buf list = {0};
  char shown[UT_QUOTED];
  for (size_t i = 0; i < all->heading_count; i++)
    ut_buf_format(&list, "%s%s", i ? ", " : "", ut_quote(shown, all->headings[i].text.ptr, all->headings[i].text.len));
  const char *columns = ut_buf_string(&list);
  enum ut_status status =
      columns ? ut_error_set(err, UT_USAGE, "%s; the columns are %s", what, columns) : ut_error_nomem(err);
  ut_buf_clear(&list);
  return status;
}

/* ---- --keep ---- */

static enum ut_status refuse_keep(struct ut_text name, const char *why, struct ut_error *err)
{
  char shown[UT_QUOTED];
  return ut_error_set(err, UT_USAGE, "%s %s", ut_quote(shown, name.ptr, name.len), why);
}

static enum ut_status keep_heading(struct ut_heading *h, struct ut_text name, struct ut_error *err)
{
  if (h->role == UT_HEADING_PERSONNUMMER)
    return refuse_keep(name, "holds personnummer, which are never kept", err);
  if (h->role == UT_HEADING_RECORDED || h->role == UT_HEADING_EXTENT || h->role == UT_HEADING_KEPT)
    return UT_OK;
  const struct ut_column *column = ut_column_find(ut_buf_text(&h->slug));
  if (column && (column->origin == UT_RECORDED || column->origin == UT_DERIVED))
    return refuse_keep(name, "would take the place of a column of participations", err);
  h->role = UT_HEADING_KEPT;
  h->name = ut_buf_text(&h->slug);
  return UT_OK;
}

/* All headings that are this slug. */
static enum ut_status keep_slug(struct ut_headings *all, struct ut_text slug, struct ut_text name, struct ut_error *err)
{
  bool found = false;
  for (size_t i = 0; i < all->heading_count; i++) {
    if (slug.len == 0 || !ut_text_equal(ut_buf_text(&all->headings[i].slug), slug))
      continue;
    found = true;
    UT_TRY(keep_heading(&all->headings[i], name, err));
  }
  if (found || all->heading_count == 0)
    return UT_OK;
  char shown[UT_QUOTED], what[UT_QUOTED + 32];
  snprintf(what, sizeof what, "there is no column %s", ut_quote(shown, name.ptr, name.len));
  return missing(all, what, err);
}

static enum ut_status keep_names(struct ut_headings *all, struct ut_error *err)
{
  const struct ut_names *keep = &all->options->keep;
  struct ut_buf slug = {0};
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < keep->count && !status; i++) {
    slug.len = 0;
    status = ut_text_slug(keep->names[i], &slug) ? ut_error_nomem(err)
                                                 : keep_slug(all, ut_buf_text(&slug), keep->names[i], err);
  }
  ut_buf_clear(&slug);
  return ut_error_blame(status, "--keep", err);
}

/* ---- what fills each column ---- */

static enum ut_status collect_extents(const struct ut_headings *all, const struct ut_heading *of,
                                      struct ut_heading_source *source)
{
  source->extents = calloc(all->heading_count, sizeof *source->extents);
  if (!source->extents)
    return UT_NOMEM;
  for (size_t i = 0; i < all->heading_count; i++) {
    const struct ut_heading *h = &all->headings[i];
    if (h->role != UT_HEADING_EXTENT || h->column != of->column || h->extent_of != (ptrdiff_t)of->order)
      continue;
    ut_reader_want(all->reader, i);
    source->extents[source->extent_count++] = i;
  }
  return UT_OK;
}

/* Inserts a source where its order puts it. */
static enum ut_status add_source(const struct ut_headings *all, struct ut_import_column *c, size_t field)
{
  const struct ut_heading *h = &all->headings[field];
  struct ut_heading_source source = {.field = field, .order = h->order};
  struct ut_heading_source *more = realloc(c->sources, (c->count + 1) * sizeof *more);
  if (!more)
    return UT_NOMEM;
  c->sources = more;
  if (h->role == UT_HEADING_RECORDED && h->column->type == UT_TYPE_LIST)
    UT_TRY(collect_extents(all, h, &source));
  size_t at = c->count++;
  for (; at > 0 && more[at - 1].order > source.order; at--)
    more[at] = more[at - 1];
  more[at] = source;
  ut_reader_want(all->reader, field);
  return UT_OK;
}

static bool is_one_of(const char *name, const char *const *names, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (strcmp(name, names[i]) == 0)
      return true;
  return false;
}

/* A recorded column that something fills, or that is needed. It is counted once it is known to be wanted, so the place
 * behind the last one may be filled, too. */
static enum ut_status add_recorded(struct ut_headings *all, const struct ut_column *column, struct ut_error *err)
{
  static const char *const needed[] = {"insats", "start"};
  static const char *const from_number[] = {"id", "kon", "fodelsear"};
  struct ut_import_column *c = &all->columns[all->count];
  *c = (struct ut_import_column){.name = ut_text_of(column->name), .column = column};
  c->constant = ut_map_constant(all->options->map, column);
  for (size_t i = 0; i < all->heading_count; i++)
    if (all->headings[i].role == UT_HEADING_RECORDED && all->headings[i].column == column && add_source(all, c, i))
      return ut_error_nomem(err);
  bool filled = c->count > 0 || c->constant.ptr, need = is_one_of(column->name, needed, 2);
  bool participations = !all->options->map || all->options->map->kind == UT_MAP_PARTICIPATIONS;
  if (need && !filled && participations && all->heading_count > 0) {
    char what[128];
    snprintf(what, sizeof what, "no column gives %s, and no map names one or a constant", column->name);
    return missing(all, what, err);
  }
  all->count += filled || need || (all->personnummer.count > 0 && is_one_of(column->name, from_number, 3));
  return UT_OK;
}

static struct ut_import_column *find_kept(struct ut_headings *all, struct ut_text name)
{
  for (size_t i = 0; i < all->count; i++)
    if (ut_text_equal(all->columns[i].name, name))
      return &all->columns[i];
  all->columns[all->count] = (struct ut_import_column){.name = name};
  return &all->columns[all->count++];
}

/* The recorded columns in canonical order, then those that pass through. */
static enum ut_status add_columns(struct ut_headings *all, struct ut_error *err)
{
  size_t known;
  const struct ut_column *columns = ut_columns(&known);
  all->columns = calloc(known + all->heading_count, sizeof *all->columns);
  if (!all->columns)
    return ut_error_nomem(err);
  for (size_t i = 0; i < known && columns[i].origin == UT_RECORDED; i++)
    UT_TRY(add_recorded(all, &columns[i], err));
  for (size_t i = 0; i < all->heading_count; i++)
    if (all->headings[i].role == UT_HEADING_KEPT && add_source(all, find_kept(all, all->headings[i].name), i))
      return ut_error_nomem(err);
  return UT_OK;
}

/* Only a check reads it, so it may be kept, or dropped by the map, too. */
static bool is_registered(const struct ut_map *map, const struct ut_heading *h)
{
  bool other = h->role == UT_HEADING_KEPT || h->role == UT_HEADING_IGNORED;
  return h->role == UT_HEADING_REGISTERED ||
         (other && strcmp(ut_defaults_alias(ut_map_defaults(map), ut_buf_text(&h->slug)), UT_REGISTERED) == 0);
}

/* ptr NULL: nothing is. */
static bool is_called(const struct ut_heading *h, struct ut_text slug)
{
  return slug.ptr && ut_text_equal(slug, ut_buf_text(&h->slug));
}

/* What a total row is known by, and says. */
static enum ut_status add_totals(struct ut_headings *all, const struct ut_map *map, size_t i)
{
  if (is_called(&all->headings[i], map->total_column))
    UT_TRY(add_source(all, &all->totals, i));
  return is_called(&all->headings[i], map->total_counted) ? add_source(all, &all->counts, i) : UT_OK;
}

/* Columns of the reader that are read for another reason than to fill a column. */
static enum ut_status add_helpers(struct ut_headings *all)
{
  for (size_t i = 0; i < all->heading_count; i++) {
    const struct ut_heading *h = &all->headings[i];
    if (h->role == UT_HEADING_PERSONNUMMER)
      UT_TRY(add_source(all, &all->personnummer, i));
    if (is_registered(all->options->map, h))
      UT_TRY(add_source(all, &all->registered, i));
    if (all->options->map)
      UT_TRY(add_totals(all, all->options->map, i));
    if (h->role == UT_HEADING_DROPPED)
      UT_TRY(add_source(all, &all->dropped, i));
  }
  return UT_OK;
}

/* A personnummer needs a key, and a key a personnummer. */
static enum ut_status check_identities(const struct ut_headings *all, struct ut_error *err)
{
  bool numbers = all->personnummer.count > 0;
  if (all->options->key && !numbers && all->heading_count > 0)
    return missing(all, "--key: no column holds personnummer", err);
  if (!numbers || all->options->key || all->options->drop_identity)
    return UT_OK;
  struct ut_text heading = all->headings[all->personnummer.sources[0].field].text;
  char shown[UT_QUOTED];
  return ut_error_set(err, UT_USAGE,
                      "column %s holds personnummer: give --key FILE to make pseudonyms of them, or --drop-identity",
                      ut_quote(shown, heading.ptr, heading.len));
}

enum ut_status ut_headings_new(struct ut_headings **out, struct ut_reader *reader,
                               const struct ut_import_options *options, struct ut_error *err)
{
  struct ut_headings *all = *out = calloc(1, sizeof *all);
  if (!all)
    return ut_error_nomem(err);
  size_t count = ut_reader_columns(reader);
  all->reader = reader;
  all->options = options;
  all->headings = calloc(count + 1, sizeof *all->headings);
  if (!all->headings)
    return ut_error_nomem(err);
  for (size_t i = 0; i < ut_reader_headers(reader); i++) {
    struct ut_header file = ut_reader_header(reader, i);
    if (number_headings(all, &file))
      return ut_error_nomem(err);
  }
  for (; all->heading_count < count; all->heading_count++) {
    struct ut_heading *h = &all->headings[all->heading_count];
    h->text = ut_reader_column(reader, all->heading_count);
    if (read_heading(all, h))
      return ut_error_nomem(err);
  }
  if (prefer_map_in_files(all))
    return ut_error_nomem(err);
  UT_TRY(keep_names(all, err));
  if (add_helpers(all))
    return ut_error_nomem(err);
  UT_TRY(ut_header_check_missing(all, err));
  UT_TRY(check_identities(all, err));
  UT_TRY(add_columns(all, err));
  return ut_doubtful_headings(all, err);
}

static void free_sources(struct ut_import_column *c)
{
  for (size_t i = 0; i < c->count; i++)
    free(c->sources[i].extents);
  free(c->sources);
}

void ut_headings_free(struct ut_headings *all)
{
  if (!all)
    return;
  for (size_t i = 0; all->headings && i <= all->heading_count; i++)
    ut_buf_clear(&all->headings[i].slug);
  free(all->headings);
  /* One behind the last may have been begun. */
  for (size_t i = 0; all->columns && i <= all->count; i++)
    free_sources(&all->columns[i]);
  free(all->columns);
  free_sources(&all->personnummer);
  free_sources(&all->registered);
  free_sources(&all->totals);
  free_sources(&all->counts);
  free_sources(&all->dropped);
  free(all);
}

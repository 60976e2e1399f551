/* Headings to columns: first every heading gets a role, then the columns collect their sources. */
#include "import/headings.h"

#include <stdio.h>
#include <stdlib.h>

#define EXTENT_SUFFIX ".percent"

enum role {
  DROPPED,
  IGNORED, /* the map says so */
  RECORDED,
  EXTENT,
  PERSONNUMMER,
  REGISTERED,
  KEPT
};

/* One heading. */
struct heading {
  struct ut_text slug; /* owned */
  enum role role;
  bool by_map;
  const struct ut_column *column; /* of RECORDED and EXTENT */
  struct ut_text name;            /* of KEPT; not ours */
  size_t order;
  ptrdiff_t extent_of; /* order of the source that an extent belongs to */
};

struct plan {
  struct ut_reader *reader;
  const struct ut_headings_options *options;
  struct heading *headings;
  size_t count;
  struct ut_headings *layout;
};

static bool ends_with(struct ut_text t, const char *suffix)
{
  size_t len = strlen(suffix);
  return t.len > len && memcmp(t.ptr + t.len - len, suffix, len) == 0;
}

static void give_name(struct heading *h, struct ut_text name)
{
  h->column = NULL;
  if (ut_text_is(name, UT_PERSONNUMMER))
    h->role = PERSONNUMMER;
  else if (ut_text_is(name, UT_REGISTERED))
    h->role = REGISTERED;
  else if ((h->column = ut_column_find(name)) && h->column->origin == UT_RECORDED)
    h->role = RECORDED;
  else {
    h->role = KEPT;
    h->name = name;
  }
}

static void take_from_map(struct heading *h, const struct ut_map *map, const struct ut_map_column *m)
{
  h->by_map = true;
  h->order = (size_t)(m - map->columns);
  if (!m->target.ptr) {
    h->role = IGNORED;
    return;
  }
  give_name(h, m->target);
  if (m->extent) {
    h->role = EXTENT;
    h->extent_of = m->source;
  }
}

/* The source of the same list before a heading, by order; UT_NO_SOURCE when there is none. */
static ptrdiff_t source_before(const struct plan *p, size_t index)
{
  for (size_t i = index; i-- > 0;)
    if (p->headings[i].column == p->headings[index].column)
      return p->headings[i].role == RECORDED ? (ptrdiff_t)p->headings[i].order : UT_NO_SOURCE;
  return UT_NO_SOURCE;
}

static enum ut_status take_alias_of_extent(struct plan *p, size_t index, struct ut_text heading)
{
  struct heading *h = &p->headings[index];
  struct ut_buf slug = {0};
  struct ut_text stem = {heading.ptr, heading.len - strlen(EXTENT_SUFFIX)};
  if (ut_text_slug(stem, &slug))
    return UT_NOMEM;
  const struct ut_column *column = ut_column_find(ut_text_of(ut_headings_alias(ut_buf_text(&slug))));
  ut_buf_clear(&slug);
  if (!column || column->type != UT_TYPE_LIST)
    return UT_OK;
  h->column = column;
  h->extent_of = source_before(p, index);
  h->role = h->extent_of == UT_NO_SOURCE ? DROPPED : EXTENT;
  return UT_OK;
}

static enum ut_status take_alias(struct plan *p, size_t index, struct ut_text heading)
{
  struct heading *h = &p->headings[index];
  h->order = (p->options->map ? p->options->map->column_count : 0) + index;
  if (ends_with(heading, EXTENT_SUFFIX))
    return take_alias_of_extent(p, index, heading);
  const char *name = ut_headings_alias(h->slug);
  if (*name == '\0')
    return UT_OK;
  give_name(h, ut_text_of(name));
  if (h->column && ut_map_constant(p->options->map, h->column).ptr)
    h->role = DROPPED; /* the map knows better */
  return UT_OK;
}

static enum ut_status read_heading(struct plan *p, size_t index)
{
  struct heading *h = &p->headings[index];
  struct ut_text heading = ut_reader_column(p->reader, index);
  struct ut_buf slug = {0};
  if (ut_text_slug(heading, &slug) || !ut_buf_string(&slug)) {
    ut_buf_clear(&slug);
    return UT_NOMEM;
  }
  h->slug = ut_buf_text(&slug);
  const struct ut_map_column *m = ut_map_find(p->options->map, h->slug);
  if (!m)
    return take_alias(p, index, heading);
  take_from_map(h, p->options->map, m);
  return UT_OK;
}

/* A heading that is merely alike gives way to those that the map names for the same column. */
static void prefer_map(struct plan *p)
{
  for (size_t i = 0; i < p->count; i++)
    for (size_t j = 0; j < p->count; j++) {
      struct heading *h = &p->headings[i], *other = &p->headings[j];
      if (!h->by_map && h->role == RECORDED && other->by_map && other->role == RECORDED && other->column == h->column)
        h->role = DROPPED;
    }
}

static enum ut_status refuse_keep(struct ut_text name, const char *why, struct ut_error *err)
{
  char shown[UT_QUOTED];
  ut_error_set(err, UT_USAGE, "%s %s", ut_quote(shown, name.ptr, name.len), why);
  ut_error_at(err, NULL, 0, 0, "--keep");
  return UT_USAGE;
}

static enum ut_status add_headings(const struct plan *p, struct ut_buf *list)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < p->count && !status; i++) {
    struct ut_text heading = ut_reader_column(p->reader, i);
    char shown[UT_QUOTED];
    status = ut_buf_format(list, "%s%s", i ? ", " : "", ut_quote(shown, heading.ptr, heading.len));
  }
  return status;
}

/* UT_USAGE: what is missing, and the columns there are. */
static enum ut_status missing(const struct plan *p, const char *what, struct ut_error *err)
{
  struct ut_buf list = {0};
  const char *columns = add_headings(p, &list) ? NULL : ut_buf_string(&list);
  enum ut_status status =
      columns ? ut_error_set(err, UT_USAGE, "%s; the columns are %s", what, columns) : ut_error_nomem(err);
  ut_buf_clear(&list);
  return status;
}

static enum ut_status keep_heading(struct heading *h, struct ut_text name, struct ut_error *err)
{
  if (h->role == PERSONNUMMER)
    return refuse_keep(name, "holds personnummer, which are never kept", err);
  if (h->role == RECORDED || h->role == EXTENT || h->role == KEPT)
    return UT_OK;
  const struct ut_column *column = ut_column_find(h->slug);
  if (column && (column->origin == UT_RECORDED || column->origin == UT_DERIVED))
    return refuse_keep(name, "would take the place of a column of participations", err);
  h->role = KEPT;
  h->name = h->slug;
  return UT_OK;
}

static enum ut_status keep_name(struct plan *p, struct ut_text name, struct ut_error *err)
{
  struct ut_buf slug = {0};
  bool found = false;
  enum ut_status status = ut_text_slug(name, &slug) ? ut_error_nomem(err) : UT_OK;
  for (size_t i = 0; i < p->count && !status; i++) {
    if (!ut_text_equal(p->headings[i].slug, ut_buf_text(&slug)) || slug.len == 0)
      continue;
    found = true;
    status = keep_heading(&p->headings[i], name, err);
  }
  ut_buf_clear(&slug);
  if (!status && !found && p->count > 0) {
    char shown[UT_QUOTED], what[UT_QUOTED + 32];
    snprintf(what, sizeof what, "there is no column %s", ut_quote(shown, name.ptr, name.len));
    status = missing(p, what, err);
    ut_error_at(err, NULL, 0, 0, "--keep");
  }
  return status;
}

static enum ut_status keep_names(struct plan *p, struct ut_error *err)
{
  const struct ut_names *keep = p->options->keep;
  for (size_t i = 0; keep && i < keep->count; i++) {
    enum ut_status status = keep_name(p, keep->names[i], err);
    if (status)
      return status;
  }
  return UT_OK;
}

static enum ut_status collect_extents(const struct plan *p, const struct heading *of, struct ut_heading_source *source)
{
  size_t *fields = calloc(p->count, sizeof *fields);
  if (!fields)
    return UT_NOMEM;
  source->extents = fields;
  for (size_t i = 0; i < p->count; i++) {
    const struct heading *h = &p->headings[i];
    if (h->role != EXTENT || h->column != of->column || h->extent_of != (ptrdiff_t)of->order)
      continue;
    ut_reader_want(p->reader, i);
    fields[source->extent_count++] = i;
  }
  return UT_OK;
}

/* Inserts a source where its order puts it. */
static enum ut_status add_source(struct plan *p, struct ut_heading_source **sources, size_t *count, size_t field)
{
  const struct heading *h = &p->headings[field];
  struct ut_heading_source source = {.field = field, .order = h->order};
  struct ut_heading_source *more = realloc(*sources, (*count + 1) * sizeof *more);
  if (!more)
    return UT_NOMEM;
  *sources = more;
  if (h->role == RECORDED && h->column->type == UT_TYPE_LIST && collect_extents(p, h, &source))
    return UT_NOMEM;
  size_t at = (*count)++;
  for (; at > 0 && more[at - 1].order > source.order; at--)
    more[at] = more[at - 1];
  more[at] = source;
  ut_reader_want(p->reader, field);
  return UT_OK;
}

static enum ut_status add_recorded(struct plan *p, const struct ut_column *column)
{
  struct ut_import_column *t = &p->layout->targets[p->layout->count];
  *t = (struct ut_import_column){.name = ut_text_of(column->name), .column = column};
  t->constant = ut_map_constant(p->options->map, column);
  for (size_t i = 0; i < p->count; i++)
    if (p->headings[i].role == RECORDED && p->headings[i].column == column && add_source(p, &t->sources, &t->count, i))
      return UT_NOMEM;
  return UT_OK;
}

static bool is_one_of(const char *name, const char *const *names, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (strcmp(name, names[i]) == 0)
      return true;
  return false;
}

/* The recorded columns that something fills, in canonical order. */
static enum ut_status add_columns(struct plan *p, struct ut_error *err)
{
  static const char *const needed[] = {"insats", "start"};
  static const char *const from_number[] = {"id", "kon", "fodelsear"};
  struct ut_headings *layout = p->layout;
  size_t count;
  const struct ut_column *columns = ut_columns(&count);
  for (size_t i = 0; i < count && columns[i].origin == UT_RECORDED; i++) {
    if (add_recorded(p, &columns[i])) {
      layout->count++;
      return ut_error_nomem(err);
    }
    const struct ut_import_column *t = &layout->targets[layout->count];
    bool filled = t->count > 0 || t->constant.ptr;
    bool need = is_one_of(columns[i].name, needed, 2);
    bool derived = layout->personnummer.count > 0 && is_one_of(columns[i].name, from_number, 3);
    if (need && !filled && p->count > 0) {
      char what[128];
      snprintf(what, sizeof what, "no column gives %s, and no map names one or a constant", columns[i].name);
      return missing(p, what, err);
    }
    layout->count += filled || need || derived;
  }
  return UT_OK;
}

static struct ut_import_column *find_kept(struct ut_headings *layout, struct ut_text name)
{
  for (size_t i = 0; i < layout->count; i++)
    if (ut_text_equal(layout->targets[i].name, name))
      return &layout->targets[i];
  layout->targets[layout->count] = (struct ut_import_column){.name = name};
  return &layout->targets[layout->count++];
}

static enum ut_status add_kept(struct plan *p)
{
  for (size_t i = 0; i < p->count; i++) {
    if (p->headings[i].role != KEPT)
      continue;
    struct ut_import_column *t = find_kept(p->layout, p->headings[i].name);
    if (add_source(p, &t->sources, &t->count, i))
      return UT_NOMEM;
  }
  return UT_OK;
}

/* Only a check reads it, so it may be kept, or dropped by the map, too. */
static bool is_registered(const struct heading *h)
{
  bool other = h->role == KEPT || h->role == IGNORED;
  return h->role == REGISTERED || (other && strcmp(ut_headings_alias(h->slug), UT_REGISTERED) == 0);
}

/* What is read for other ends than a column of its own. */
static enum ut_status add_helpers(struct plan *p)
{
  struct ut_headings *l = p->layout;
  const struct ut_map *map = p->options->map;
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < p->count && !status; i++) {
    const struct heading *h = &p->headings[i];
    if (h->role == PERSONNUMMER)
      status = add_source(p, &l->personnummer.sources, &l->personnummer.count, i);
    if (!status && is_registered(h))
      status = add_source(p, &l->registered.sources, &l->registered.count, i);
    if (!status && map && map->total_column.ptr && ut_text_equal(map->total_column, h->slug))
      status = add_source(p, &l->totals, &l->total_count, i);
    if (!status && h->role == DROPPED)
      status = add_source(p, &l->dropped, &l->dropped_count, i);
  }
  return status;
}

static enum ut_status check_identities(const struct plan *p, struct ut_error *err)
{
  const struct ut_import_column *t = &p->layout->personnummer;
  if (t->count == 0 || p->options->identities)
    return UT_OK;
  struct ut_text heading = ut_reader_column(p->reader, t->sources[0].field);
  char shown[UT_QUOTED];
  return ut_error_set(err, UT_USAGE,
                      "column %s holds personnummer: give --key FILE to make pseudonyms of them, or --drop-identity",
                      ut_quote(shown, heading.ptr, heading.len));
}

static enum ut_status read_headings(struct plan *p, struct ut_error *err)
{
  for (size_t i = 0; i < p->count; i++)
    if (read_heading(p, i))
      return ut_error_nomem(err);
  prefer_map(p);
  return keep_names(p, err);
}

static enum ut_status make_layout(struct plan *p, struct ut_error *err)
{
  size_t known;
  ut_columns(&known);
  p->layout->targets = calloc(known + p->count, sizeof *p->layout->targets);
  p->headings = calloc(p->count + 1, sizeof *p->headings);
  p->layout->memory = p->headings;
  p->layout->memory_count = p->count;
  if (!p->layout->targets || !p->headings)
    return ut_error_nomem(err);
  enum ut_status status = read_headings(p, err);
  if (!status && add_helpers(p))
    status = ut_error_nomem(err);
  if (!status)
    status = check_identities(p, err);
  if (!status)
    status = add_columns(p, err);
  if (!status && add_kept(p))
    status = ut_error_nomem(err);
  return status;
}

enum ut_status ut_headings_new(struct ut_headings **out, struct ut_reader *reader,
                               const struct ut_headings_options *options, struct ut_error *err)
{
  *out = NULL;
  struct plan p = {.reader = reader, .options = options, .count = ut_reader_columns(reader)};
  p.layout = calloc(1, sizeof *p.layout);
  enum ut_status status = p.layout ? make_layout(&p, err) : ut_error_nomem(err);
  if (status)
    ut_headings_free(p.layout);
  else
    *out = p.layout;
  return status;
}

static void free_sources(struct ut_heading_source *sources, size_t count)
{
  for (size_t i = 0; i < count; i++)
    free((size_t *)sources[i].extents); /* made by collect_extents, read-only since */
  free(sources);
}

void ut_headings_free(struct ut_headings *layout)
{
  if (!layout)
    return;
  struct heading *headings = layout->memory;
  for (size_t i = 0; headings && i < layout->memory_count; i++)
    free((char *)headings[i].slug.ptr); /* made by read_heading, read-only since */
  free(headings);
  for (size_t i = 0; layout->targets && i < layout->count; i++)
    free_sources(layout->targets[i].sources, layout->targets[i].count);
  free(layout->targets);
  free_sources(layout->personnummer.sources, layout->personnummer.count);
  free_sources(layout->registered.sources, layout->registered.count);
  free_sources(layout->totals, layout->total_count);
  free_sources(layout->dropped, layout->dropped_count);
  free(layout);
}

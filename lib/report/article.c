/* Reports: the directives of a template are read before the tables, and resolved one by one. */
#include "report/article.h"

#include <stdlib.h>

#include "base/grow.h"
#include "model/share.h"
#include "report/arguments.h"
#include "report/blocks.h"
#include "report/cited.h"
#include "report/exposure.h"
#include "report/markdown.h"
#include "report/page.h"
#include "report/whole_text.h"
#include "utfall/classes.h"

/* A file of labels that a directive names. */
struct class_file {
  const char *name; /* borrowed from the directive */
  struct ut_classes *classes;
};

/* What a directive asks for, once it has been read. */
struct item {
  struct ut_directive *directive;
  struct ut_named_table *source;  /* NULL: it needs none */
  struct ut_named_table *targets; /* of a chart; NULL: none */
  struct ut_shown_table shown;    /* of a table */
  struct ut_shown_chart chart;    /* of a chart */
  struct ut_buf html;
  bool wanted; /* it stands in the text and is whole */
};

struct ut_article {
  struct ut_article_options options;
  char *path; /* of the template, as it is shown */
  struct ut_sources sources;
  struct ut_buf template, marked, commands;
  struct ut_directive *directives;
  struct item *items;
  struct ut_text *written;
  size_t count;
  struct class_file *class_files;
  size_t class_file_count;
  struct ut_markdown *markdown;
  struct ut_blocks blocks;
  struct ut_faults faults;
};

enum ut_status ut_article_new(struct ut_article **out, const struct ut_article_options *options, struct ut_error *err)
{
  struct ut_article *a = *out = calloc(1, sizeof *a);
  if (!a)
    return ut_error_nomem(err);
  a->options = *options;
  a->sources.reading = options->reading;
  a->blocks = (struct ut_blocks){.language = options->language, .run = options->reading.run};
  return UT_OK;
}

enum ut_status ut_article_add(struct ut_article *a, const char *named, struct ut_error *err)
{
  return ut_sources_add(&a->sources, named, err);
}

/* ---- faults ---- */

/* Is it something that a better template would not mend? */
static bool is_grave(enum ut_status status)
{
  return status == UT_NOMEM || status == UT_IO;
}

/* Turns an error about a directive into a fault of the template; what it says of another file stays in its words. */
static enum ut_status take_fault(struct ut_article *a, const struct ut_directive *d, struct ut_error *err)
{
  char text[UT_ERROR_TEXT];
  struct ut_error fault;
  if (is_grave(err->status))
    return err->status;
  const char *said = ut_error_format(err, text, sizeof text);
  size_t dashes = strncmp(said, "--", 2) == 0 ? 2 : 0; /* an option of tabulate, which is an argument here */
  ut_error_set(&fault, UT_BAD_INPUT, "%s", said + dashes);
  ut_error_at(&fault, a->path, d->line, d->column, NULL);
  return ut_faults_add(&a->faults, &fault) ? ut_error_nomem(err) : UT_OK;
}

/* ---- the template ---- */

static enum ut_status mark_directives(struct ut_article *a, struct ut_error *err)
{
  if (a->template.len == 0)
    return UT_OK;
  const char *at = a->template.ptr, *end = at + a->template.len;
  for (size_t i = 0; i < a->count; i++) {
    const struct ut_text written = a->directives[i].written;
    a->written[i] = written;
    ut_buf_add_text(&a->marked, ut_text_between(at, written.ptr));
    ut_markdown_mark(&a->marked, i);
    at = written.ptr + written.len;
  }
  ut_buf_add_text(&a->marked, ut_text_between(at, end));
  return a->marked.failed ? ut_error_nomem(err) : UT_OK;
}

static enum ut_status read_template(struct ut_article *a, const char *path, struct ut_error *err)
{
  UT_TRY(ut_whole_text_read(&a->template, path, a->options.reading.run, err));
  if (ut_markdown_is_marked(ut_buf_text(&a->template))) {
    ut_error_set(err, UT_BAD_INPUT, "U+FDD0 or U+FDD1, which are no characters");
    ut_error_at(err, a->path, 0, 0, NULL);
    return UT_BAD_INPUT;
  }
  if (ut_directives_find(&a->directives, &a->count, ut_buf_text(&a->template)) != UT_OK)
    return ut_error_nomem(err);
  a->written = calloc(a->count + 1, sizeof *a->written);
  a->items = calloc(a->count + 1, sizeof *a->items);
  if (!a->written || !a->items)
    return ut_error_nomem(err);
  UT_TRY(mark_directives(a, err));
  const struct ut_marked_text marked = {ut_buf_text(&a->marked), a->written, a->count,
                                        a->options.language == UT_SWEDISH ? "Tabell" : "Table"};
  return ut_markdown_new(&a->markdown, &marked, &a->faults, err);
}

/* Does the directive stand where it can? */
static enum ut_status check_place(const struct ut_article *a, size_t index, struct ut_error *err)
{
  const struct ut_directive *d = a->items[index].directive;
  enum ut_slot_place place = ut_markdown_place(a->markdown, index);
  if (place == UT_SLOT_HIDDEN)
    return ut_error_set(err, UT_USAGE, "a directive cannot stand in an address or in the words for an image");
  if (place == UT_SLOT_TITLE)
    return ut_error_set(err, UT_USAGE, "a directive cannot stand in the heading of the first level");
  if (!ut_directive_is_inline(d) && place != UT_SLOT_ALONE)
    return ut_error_set(err, UT_USAGE, "it needs a line of its own, with empty lines around it");
  return UT_OK;
}

static enum ut_status find_source(struct ut_article *a, struct item *item, struct ut_error *err)
{
  const char *name = item->directive->source;
  char quoted[UT_QUOTED];
  if (!name || (item->source = ut_sources_find(&a->sources, name)))
    return UT_OK;
  struct ut_buf known = {0};
  ut_sources_list(&a->sources, &known);
  const char *list = ut_buf_string(&known);
  enum ut_status status = list ? ut_error_set(err, UT_USAGE, "there is no table %s; the tables are %s (NAME=FILE)",
                                              ut_quote(quoted, name, strlen(name)), list)
                               : ut_error_nomem(err);
  ut_buf_clear(&known);
  return status;
}

static enum ut_status load_classes(struct ut_article *a, const char *name, struct ut_error *err)
{
  char *path;
  for (size_t i = 0; i < a->class_file_count; i++)
    if (strcmp(a->class_files[i].name, name) == 0)
      return UT_OK;
  struct class_file *file = ut_grow_add(&a->class_files, &a->class_file_count, sizeof *file);
  if (!file)
    return ut_error_nomem(err);
  file->name = name;
  enum ut_status status = ut_share_find(&path, "classes", name, ".csv", err);
  if (status == UT_OK)
    status = ut_classes_load(&file->classes, path, a->options.reading.run, err);
  free(path);
  return status;
}

static struct ut_label_list labels_of(const struct ut_article *a, const char *name)
{
  for (size_t i = 0; name && i < a->class_file_count; i++)
    if (strcmp(a->class_files[i].name, name) == 0)
      return ut_classes_labels(a->class_files[i].classes);
  return (struct ut_label_list){0};
}

static enum ut_status read_chart(const struct ut_article *a, struct item *item, struct ut_error *err)
{
  struct ut_shown_chart *shown = &item->chart;
  UT_TRY(ut_shown_chart_read(shown, item->directive, err));
  shown->options.language = a->options.language;
  item->targets = shown->options.target ? ut_sources_find(&a->sources, shown->options.target) : NULL;
  if (item->targets)
    shown->options.target = NULL;
  return UT_OK;
}

static enum ut_status read_item(struct ut_article *a, size_t index, struct ut_error *err)
{
  struct item *item = &a->items[index];
  struct ut_directive *d = item->directive;
  UT_TRY(ut_directive_read(d, err));
  UT_TRY(check_place(a, index, err));
  UT_TRY(find_source(a, item, err));
  if (d->kind == UT_DIRECTIVE_TABLE)
    UT_TRY(ut_shown_table_read(&item->shown, d, err));
  if (d->kind == UT_DIRECTIVE_CHART)
    UT_TRY(read_chart(a, item, err));
  const char *classes = d->kind == UT_DIRECTIVE_CHART ? item->chart.classes : item->shown.classes;
  return classes ? load_classes(a, classes, err) : UT_OK;
}

static enum ut_status read_items(struct ut_article *a, struct ut_error *err)
{
  for (size_t i = 0; i < a->count; i++) {
    struct item *item = &a->items[i];
    item->directive = &a->directives[i];
    if (ut_markdown_place(a->markdown, i) == UT_SLOT_CODE)
      continue;
    enum ut_status status = read_item(a, i, err);
    item->wanted = status == UT_OK;
    if (status != UT_OK)
      UT_TRY(take_fault(a, item->directive, err));
  }
  return UT_OK;
}

enum ut_status ut_article_read(struct ut_article *a, const char *path, const char *commands, struct ut_error *err)
{
  a->path = strdup(strcmp(path, "-") == 0 ? "<stdin>" : path);
  if (!a->path)
    return ut_error_nomem(err);
  if (commands)
    UT_TRY(ut_whole_text_read(&a->commands, commands, a->options.reading.run, err));
  UT_TRY(read_template(a, path, err));
  return read_items(a, err);
}

/* ---- what the tables say ---- */

static enum ut_status check_exposure(const struct ut_article *a, const struct ut_named_table *source,
                                     struct ut_error *err)
{
  enum ut_status status = ut_exposure_check(source->table, err);
  return status == UT_SHORT && a->options.exposes ? UT_OK : status;
}

/* Targets are those of a named table, or a column of this one. */
static enum ut_status show_chart(struct ut_article *a, struct item *item, const struct ut_whole_table *t,
                                 struct ut_error *err)
{
  struct ut_shown_chart *shown = &item->chart;
  shown->options.targets = item->targets ? item->targets->table : NULL;
  shown->options.classes = labels_of(a, shown->classes);
  return ut_blocks_chart(&a->blocks, t, shown->kind, &shown->options, item->directive->last, &item->html, err);
}

/* A figure that is a paragraph of its own is text all the same. */
static enum ut_status cite(const struct ut_article *a, struct item *item, const struct ut_whole_table *t, bool alone,
                           struct ut_error *err)
{
  ut_buf_add_string(&item->html, alone ? "<p>" : "");
  UT_TRY(ut_cited_add(t, item->directive, a->options.language, &item->html, err));
  ut_buf_add_string(&item->html, alone ? "</p>" : "");
  return UT_OK;
}

static enum ut_status resolve(struct ut_article *a, struct item *item, bool alone, struct ut_error *err)
{
  const struct ut_directive *d = item->directive;
  const struct ut_whole_table *t = item->source ? item->source->table : NULL;
  a->blocks.run = item->source && item->source->shown ? NULL : a->options.reading.run;
  if (item->source)
    item->source->shown = d->kind != UT_DIRECTIVE_FIGURE || item->source->shown;
  switch (d->kind) {
  case UT_DIRECTIVE_TABLE:
    return ut_blocks_table(&a->blocks, t, NULL, &item->shown.present, labels_of(a, item->shown.classes), d->last,
                           &item->html, err);
  case UT_DIRECTIVE_CHART:
    return show_chart(a, item, t, err);
  case UT_DIRECTIVE_FIGURE:
    return cite(a, item, t, alone, err);
  case UT_DIRECTIVE_QUALITY:
    return ut_blocks_quality(&a->blocks, t, &item->html, err);
  case UT_DIRECTIVE_NOTES:
    ut_blocks_notes(&a->blocks, &a->sources, &item->html);
    return UT_OK;
  case UT_DIRECTIVE_PROVENANCE:
    ut_blocks_provenance(&a->blocks, &a->sources, ut_buf_text(&a->commands), &item->html);
    return UT_OK;
  }
  return UT_OK;
}

/* What a chart is held against is no table of persons that is shown. */
static enum ut_status load_targets(const struct ut_article *a, const struct item *item, struct ut_error *err)
{
  return item->targets ? ut_sources_load(&a->sources, item->targets, err) : UT_OK;
}

/* All tables are read before anything is shown: notes and provenance may stand before them. */
static enum ut_status load_tables(struct ut_article *a, struct ut_error *err)
{
  for (size_t i = 0; i < a->count; i++) {
    struct item *item = &a->items[i];
    if (!item->wanted)
      continue;
    UT_TRY(load_targets(a, item, err));
    if (!item->source || item->source->table)
      continue;
    UT_TRY(ut_sources_load(&a->sources, item->source, err));
    if (check_exposure(a, item->source, err) != UT_OK)
      UT_TRY(take_fault(a, item->directive, err));
  }
  return UT_OK;
}

enum ut_status ut_article_resolve(struct ut_article *a, struct ut_error *err)
{
  UT_TRY(load_tables(a, err));
  for (size_t i = 0; i < a->count; i++) {
    struct item *item = &a->items[i];
    if (!item->wanted)
      continue;
    if (resolve(a, item, ut_markdown_place(a->markdown, i) == UT_SLOT_ALONE, err) != UT_OK)
      UT_TRY(take_fault(a, item->directive, err));
    else if (item->html.failed)
      return ut_error_nomem(err);
  }
  return UT_OK;
}

const struct ut_faults *ut_article_faults(struct ut_article *a)
{
  for (size_t i = 0; i < a->faults.count; i++)
    ut_error_at(&a->faults.list[i], a->path, 0, 0, NULL);
  ut_faults_sort(&a->faults);
  return &a->faults;
}

/* ---- the page ---- */

enum ut_status ut_article_write(struct ut_article *a, struct ut_output *o, struct ut_error *err)
{
  const struct ut_front page = {a->options.language, ut_markdown_title(a->markdown), a->options.exposes};
  struct ut_text *fills = calloc(a->count + 1, sizeof *fills);
  for (size_t i = 0; fills && i < a->count; i++)
    fills[i] = ut_buf_text(&a->items[i].html);
  ut_page_begin(&page, &o->buf);
  enum ut_status status = fills ? ut_markdown_write(a->markdown, fills, &o->buf, err) : ut_error_nomem(err);
  ut_page_end(&o->buf);
  free(fills);
  return status == UT_OK && o->buf.failed ? ut_error_nomem(err) : status;
}

void ut_article_free(struct ut_article *a)
{
  if (!a)
    return;
  ut_markdown_free(a->markdown);
  for (size_t i = 0; i < a->count && a->items; i++)
    ut_buf_clear(&a->items[i].html);
  for (size_t i = 0; i < a->class_file_count; i++)
    ut_classes_free(a->class_files[i].classes);
  ut_directives_free(a->directives, a->count);
  ut_sources_clear(&a->sources);
  ut_faults_clear(&a->faults);
  ut_buf_clear(&a->template);
  ut_buf_clear(&a->marked);
  ut_buf_clear(&a->commands);
  free(a->class_files);
  free(a->written);
  free(a->items);
  free(a->path);
  free(a);
}

/* Tables, what was found of their quality, what is blanked in them, and where they come from. */
#include "report/blocks.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/shown.h"
#include "table/html.h"
#include "utfall/column.h"
#include "utfall/version.h"

static const char *say(const struct ut_blocks *b, const char *swedish, const char *english)
{
  return b->language == UT_SWEDISH ? swedish : english;
}

/* "Tabell 1. Resultat" */
static void add_name(const struct ut_blocks *b, const char *swedish, const char *english, size_t number,
                     const char *caption, struct ut_buf *out)
{
  ut_buf_format(out, "%s %zu. %s", say(b, swedish, english), number, caption);
}

/* ---- tables ---- */

/* A table that is shown as it is does without the column of marks, which tell no more than the figures that are
 * missing. */
static enum ut_status name_columns(const struct ut_whole_table *t, struct ut_present_options *o, struct ut_error *err)
{
  const struct ut_text *names = ut_reader_names(ut_whole_table_header(t));
  if (o->columns.count > 0 || o->rows.count > 0 || o->cols.count > 0)
    return UT_OK;
  for (size_t i = 0; i < ut_whole_table_columns(t); i++) {
    if (ut_column_of(names[i])->role == UT_ROLE_MARK)
      continue;
    if (o->columns.count == UT_NAMES_MAX)
      return ut_error_set(err, UT_USAGE, "more than %d columns: columns= says which are shown", UT_NAMES_MAX);
    o->columns.names[o->columns.count++] = names[i];
  }
  return UT_OK;
}

static enum ut_status show(const struct ut_blocks *b, const struct ut_whole_table *t, const bool *kept,
                           const struct ut_present_options *options, struct ut_label_list classes, struct ut_buf *out,
                           struct ut_error *err)
{
  struct ut_reader *reader;
  struct ut_output shown;
  ut_output_init(&shown, -1, ut_whole_table_source(t));
  shown.held = true;
  enum ut_status status = ut_whole_table_reader(&reader, t, kept, b->run, err);
  if (status == UT_OK)
    status = ut_present(reader, options, classes, &shown, UT_HTML, err);
  if (status == UT_OK && ut_buf_add_text(out, ut_buf_text(&shown.buf)) != UT_OK)
    status = ut_error_nomem(err);
  ut_reader_free(reader);
  ut_output_abandon(&shown);
  return status;
}

enum ut_status ut_blocks_table(struct ut_blocks *b, const struct ut_whole_table *t, const bool *kept,
                               const struct ut_present_options *options, struct ut_label_list classes,
                               const char *caption, struct ut_buf *out, struct ut_error *err)
{
  struct ut_present_options o = *options;
  struct ut_buf name = {0};
  UT_TRY(name_columns(t, &o, err));
  add_name(b, "Tabell", "Table", ++b->tables, caption, &name);
  o.part = o.labels = true;
  o.language = b->language;
  o.caption = ut_buf_string(&name);
  enum ut_status status = o.caption ? UT_OK : ut_error_nomem(err);
  if (status == UT_OK)
    status = show(b, t, kept, &o, classes, out, err);
  ut_buf_clear(&name);
  return status == UT_OK && out->failed ? ut_error_nomem(err) : status;
}

/* ---- charts ---- */

static enum ut_status draw(const struct ut_whole_table *t, enum ut_chart_kind kind,
                           const struct ut_chart_options *options, const char *class, size_t number, int64_t width,
                           struct ut_buf *out, struct ut_error *err)
{
  struct ut_chart_options o = *options;
  char id[UT_RATIO_SIZE];
  snprintf(id, sizeof id, "%s%zu", class, number);
  o.id = id;
  o.width = width;
  return ut_chart_write(t, kind, &o, out, err);
}

static void add_picture(const char *class, const struct ut_buf *picture, struct ut_buf *out)
{
  ut_buf_format(out, "<div class=\"%s\">\n", class);
  ut_buf_add_text(out, ut_buf_text(picture));
  ut_buf_add_string(out, "</div>\n");
}

/* Both pictures are in the page, and its styles show one. What can be drawn, but not that narrow, is scrolled. */
static enum ut_status add_pictures(const struct ut_whole_table *t, enum ut_chart_kind kind,
                                   const struct ut_chart_options *options, size_t number, struct ut_buf *out,
                                   struct ut_error *err)
{
  enum { NARROW = 340 };
  struct ut_buf wide = {0}, narrow = {0};
  struct ut_error unread;
  enum ut_status status = draw(t, kind, options, "wide", number, UT_CHART_WIDTH, &wide, err);
  enum ut_status fits = status == UT_OK ? draw(t, kind, options, "narrow", number, NARROW, &narrow, &unread) : status;
  if (fits == UT_OK) {
    add_picture("wide", &wide, out);
    add_picture("narrow", &narrow, out);
  } else if (status == UT_OK) {
    ut_html_begin_box(out, options->title);
    ut_buf_add_text(out, ut_buf_text(&wide));
    ut_buf_add_string(out, "</div>\n");
  }
  ut_buf_clear(&wide);
  ut_buf_clear(&narrow);
  return fits == UT_NOMEM ? ut_error_nomem(err) : status;
}

enum ut_status ut_blocks_chart(struct ut_blocks *b, const struct ut_whole_table *t, enum ut_chart_kind kind,
                               const struct ut_chart_options *options, const char *caption, struct ut_buf *out,
                               struct ut_error *err)
{
  struct ut_chart_options o = *options;
  struct ut_buf name = {0};
  add_name(b, "Diagram", "Chart", ++b->charts, caption, &name);
  o.title = ut_buf_string(&name);
  ut_buf_add_string(out, "<figure class=\"chart\">\n");
  enum ut_status status = o.title ? add_pictures(t, kind, &o, b->charts, out, err) : ut_error_nomem(err);
  ut_buf_add_string(out, "</figure>");
  ut_buf_clear(&name);
  return status == UT_OK && out->failed ? ut_error_nomem(err) : status;
}

/* ---- quality ---- */

/* The findings: rows that count something, or whose count is blanked. */
static size_t find_findings(const struct ut_whole_table *t, size_t antal, bool *kept)
{
  size_t found = 0;
  ptrdiff_t mark = ut_whole_table_mark(t);
  for (size_t row = 0; row < ut_whole_table_rows(t); row++) {
    struct ut_text count = ut_whole_table_cell(t, row, antal);
    bool blanked = mark >= 0 && ut_whole_table_cell(t, row, (size_t)mark).len > 0;
    kept[row] = blanked || (count.len > 0 && !ut_text_is(count, "0"));
    found += kept[row];
  }
  return found;
}

enum ut_status ut_blocks_quality(struct ut_blocks *b, const struct ut_whole_table *t, struct ut_buf *out,
                                 struct ut_error *err)
{
  static const char *const columns[] = {"kontroll", "allvar", "kolumn", "antal", "bas", "andel"};
  enum { ANTAL = 3, COLUMNS = sizeof columns / sizeof *columns };
  struct ut_present_options options = {.value = "antal"};
  size_t rows = ut_whole_table_rows(t);
  ptrdiff_t places[COLUMNS];
  for (size_t i = 0; i < COLUMNS; i++) {
    options.columns.names[options.columns.count++] = ut_text_of(columns[i]);
    UT_TRY(ut_reader_need(ut_whole_table_header(t), ut_text_of(columns[i]), &places[i], err));
  }
  bool *kept = calloc(rows + 1, sizeof *kept);
  if (!kept)
    return ut_error_nomem(err);
  enum ut_status status = UT_OK;
  if (find_findings(t, places[ANTAL] < 0 ? 0 : (size_t)places[ANTAL], kept) == 0)
    ut_buf_format(out,
                  say(b, "<p>%zu kontroller av underlaget gjordes, och ingen av dem fann något.</p>",
                      "<p>%zu checks of the data were made, and none of them found anything.</p>"),
                  rows);
  else
    status =
        ut_blocks_table(b, t, kept, &options, (struct ut_label_list){0},
                        say(b, "Vad kontrollerna av underlaget fann", "What the checks of the data found"), out, err);
  free(kept);
  return status;
}

/* ---- what is blanked ---- */

struct blanked {
  size_t tables, primary, secondary, other;
};

/* A mark is of a row, or in:primar|kvar:sekundar of its counts. */
static void add_mark(struct blanked *sum, struct ut_text mark)
{
  struct ut_text part;
  while (mark.len > 0 && ut_text_split(&mark, '|', &part)) {
    const char *colon = part.len ? memrchr(part.ptr, ':', part.len) : NULL;
    struct ut_text why = colon ? ut_text_between(colon + 1, part.ptr + part.len) : part;
    sum->primary += ut_text_is(why, "primar");
    sum->secondary += ut_text_is(why, "sekundar");
    sum->other += !ut_text_is(why, "primar") && !ut_text_is(why, "sekundar");
  }
}

static struct blanked count_blanked(const struct ut_sources *s)
{
  struct blanked sum = {0};
  for (size_t i = 0; i < s->count; i++) {
    const struct ut_whole_table *t = s->tables[i].table;
    ptrdiff_t mark = t ? ut_whole_table_mark(t) : -1;
    sum.tables += mark >= 0;
    for (size_t row = 0; mark >= 0 && row < ut_whole_table_rows(t); row++)
      add_mark(&sum, ut_whole_table_cell(t, row, (size_t)mark));
  }
  return sum;
}

void ut_blocks_notes(const struct ut_blocks *b, const struct ut_sources *s, struct ut_buf *out)
{
  const struct blanked sum = count_blanked(s);
  size_t all = sum.primary + sum.secondary + sum.other;
  if (sum.tables == 0) {
    ut_buf_add_string(out, say(b, "<p>Inga uppgifter i rapportens underlag är skyddade.</p>",
                               "<p>No figures in the tables of this report are protected.</p>"));
    return;
  }
  ut_buf_format(out,
                say(b,
                    "<p>Skyddade antal i rapportens underlag: %zu. De visas som <abbr title=\"skyddad "
                    "uppgift\">..</abbr> i tabellerna.",
                    "<p>Protected counts in the tables of this report: %zu. They are shown as <abbr "
                    "title=\"protected figure\">..</abbr> in the tables."),
                all);
  if (sum.primary + sum.secondary > 0)
    ut_buf_format(out,
                  say(b,
                      " Därav %zu därför att de är så små att de kunde peka ut någon, och %zu därför att de "
                      "små annars kunde räknas ut.",
                      " Of these, %zu because they are so small that they could point somebody out, and %zu "
                      "because the small ones could otherwise be computed."),
                  sum.primary, sum.secondary);
  ut_buf_add_string(out, "</p>");
}

/* ---- where it comes from ---- */

static void add_sha256(const struct ut_run *run, size_t input, struct ut_buf *out)
{
  if (!run || input >= run->input_count || !run->inputs[input].whole)
    return;
  ut_buf_add_string(out, "<br/>SHA-256 <code>");
  for (size_t i = 0; i < UT_SHA256; i++)
    ut_buf_format(out, "%02x", run->inputs[input].sha256[i]);
  ut_buf_add_string(out, "</code>");
}

static void add_source(const struct ut_blocks *b, const struct ut_named_table *t, const struct ut_run *run,
                       struct ut_buf *out)
{
  const char *slash = strrchr(t->path, '/');
  char name[UT_ERROR_SOURCE];
  ut_show_name(name, sizeof name, strcmp(t->path, "-") == 0 ? "<stdin>" : slash ? slash + 1 : t->path);
  ut_buf_add_string(out, "<dt>");
  ut_html_add_text(out, ut_text_of(t->name));
  ut_buf_add_string(out, "</dt>\n<dd>");
  ut_html_add_text(out, ut_text_of(name));
  ut_buf_format(out, say(b, ", rader: %zu", ", rows: %zu"), ut_whole_table_rows(t->table));
  add_sha256(run, t->input, out);
  ut_buf_add_string(out, "</dd>\n");
}

/* A command is a piece of its own, and so is a word with hyphens, at which a browser would break it: they belong to
 * options and to names of files. */
static void add_commands(struct ut_text commands, struct ut_buf *out)
{
  struct ut_text line, word;
  while (ut_text_split(&commands, '\n', &line)) {
    line.len -= line.len > 0 && line.ptr[line.len - 1] == '\r';
    ut_buf_add_string(out, "<span>");
    for (const char *before = ""; ut_text_split(&line, ' ', &word); before = " ") {
      bool hyphen = word.len > 0 && memchr(word.ptr, '-', word.len);
      ut_buf_format(out, "%s%s", before, hyphen ? "<span>" : "");
      ut_html_add_text(out, word);
      ut_buf_add_string(out, hyphen ? "</span>" : "");
    }
    ut_buf_add_string(out, "\n</span>");
  }
}

void ut_blocks_provenance(const struct ut_blocks *b, const struct ut_sources *s, struct ut_text commands,
                          struct ut_buf *out)
{
  ut_buf_add_string(out, "<dl class=\"sources\">\n");
  for (size_t i = 0; i < s->count; i++)
    if (s->tables[i].table)
      add_source(b, &s->tables[i], s->reading.run, out);
  ut_buf_format(out, "<dt>%s</dt>\n<dd>utfall " UT_VERSION "</dd>\n</dl>", say(b, "Program", "Program"));
  while (commands.len > 0 && strchr("\r\n ", commands.ptr[commands.len - 1]))
    commands.len--;
  if (commands.len == 0)
    return;
  ut_buf_format(out, "\n<p>%s</p>\n<pre><code>", say(b, "Så här gjordes tabellerna:", "How the tables were made:"));
  add_commands(commands, out);
  ut_buf_add_string(out, "</code></pre>");
}

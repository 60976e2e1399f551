/* What stands below a table: what shares are of, the notes that were asked for, and what hides a figure. */
#include <stdio.h>
#include <stdlib.h>

#include "table/view.h"
#include "utfall/column.h"

static ptrdiff_t find_name(const struct ut_view *s, const char *name)
{
  return name ? ut_reader_find(s->reader, ut_text_of(name)) : -1;
}

static ptrdiff_t whole_of(const struct ut_view *s, size_t column)
{
  const struct ut_column *c = ut_column_of(s->names[column]);
  return c->role == UT_ROLE_SHARE && c->part ? find_name(s, c->whole) : -1;
}

void ut_view_find_base(struct ut_view *s)
{
  s->base = -1;
  for (size_t i = 0; i < s->figure_count && s->base < 0; i++)
    s->base = whole_of(s, s->figures[i]);
  for (size_t i = 0; i < s->count && s->base < 0 && s->options->base; i++)
    if (ut_column_of(s->names[i])->role == UT_ROLE_BASE)
      s->base = (ptrdiff_t)i;
}

bool ut_view_is_share(const struct ut_view *s, size_t figure)
{
  return s->base >= 0 && whole_of(s, s->figures[figure]) == s->base;
}

void ut_view_add_figure(const struct ut_view *s, struct ut_buf *out, struct ut_text figure)
{
  if (ut_figure_is(figure))
    ut_figure_add(out, figure, &s->style);
  else
    ut_buf_add_text(out, figure);
}

static const char *say(const struct ut_view *s, const char *swedish, const char *english)
{
  return s->options->language == UT_SWEDISH ? swedish : english;
}

/* ---- the base ---- */

/* Do those who read the table see the base already? */
static bool is_shown(const struct ut_view *s)
{
  bool shown = s->options->base;
  for (size_t i = 0; i < s->figure_count; i++)
    shown = shown || (ptrdiff_t)s->figures[i] == s->base;
  return shown;
}

static bool same_base(const struct ut_view_base *a, const struct ut_view_base *b)
{
  return a->state == b->state && ut_text_equal(a->text, b->text);
}

static void add_base(const struct ut_view *s, struct ut_buf *out, const struct ut_view_base *base)
{
  ut_buf_add_string(out, " ");
  if (base->state == UT_BASE_ONE)
    ut_view_add_figure(s, out, base->text);
  else
    ut_buf_add_string(out, base->state == UT_BASE_HIDDEN ? ut_hidden : UT_NO_FIGURE);
}

/* "; 20", "; Kvinnor 12, Män 8", or that there is no such number. */
static void add_bases(struct ut_view *s, struct ut_buf *out)
{
  size_t heads = ut_pivot_heads(s->pivot);
  bool one = true, several = false;
  for (size_t i = 0; i < heads; i++) {
    one = one && same_base(&s->bases[0], &s->bases[i]);
    several = several || s->bases[i].state == UT_BASE_SEVERAL;
    s->hidden = s->hidden || s->bases[i].state == UT_BASE_HIDDEN;
  }
  ut_buf_add_string(out, ";");
  if (several) {
    ut_buf_add_string(out, say(s, " olika i olika rader", " not the same in all rows"));
    return;
  }
  for (size_t i = 0; i < (one ? 1 : heads); i++) {
    ut_buf_add_string(out, i ? "," : "");
    for (size_t level = 0; level < s->col_count && !one; level++) {
      ut_buf_add_string(out, level ? UT_GRID_BETWEEN : " ");
      ut_buf_add_text(out, ut_view_head(s, i, level));
    }
    add_base(s, out, &s->bases[i]);
  }
}

static void add_base_note(struct ut_view *s, struct ut_buf *out)
{
  size_t shares = 0;
  for (size_t i = 0; i < s->figure_count; i++) {
    if (!ut_view_is_share(s, i))
      continue;
    ut_buf_add_string(out, shares++ ? ", " : "");
    ut_buf_add_text(out, ut_view_heading(s, s->figures[i]));
  }
  if (shares == 0)
    return;
  ut_buf_add_string(out, say(s, ": i procent av ", ": percent of "));
  ut_buf_add_text(out, ut_view_heading(s, (size_t)s->base));
  if (s->pivot && !is_shown(s))
    add_bases(s, out);
  ut_buf_add_string(out, ".");
}

/* ---- all ---- */

/* Text and Markdown that were asked for nothing around the table are the table alone, and so is a stream in a workbook,
 * which other programs read. */
static bool are_wanted(const struct ut_view *s)
{
  const struct ut_present_options *o = s->options;
  return s->to == UT_HTML || (s->to == UT_XLSX && s->pivot) ||
         (s->people && (o->caption || o->notes.count > 0 || o->base));
}

enum ut_status ut_view_close(struct ut_view *s, struct ut_error *err)
{
  const struct ut_present_options *o = s->options;
  struct ut_text notes[UT_NAMES_MAX + 4];
  char small[2 * UT_RATIO_SIZE];
  struct ut_frame frame = {.title = o->title,
                           .caption = o->caption,
                           .notes = notes,
                           .page = o->page,
                           .part = o->part,
                           .chart = o->chart && s->pivot ? &s->chart : NULL};
  if (are_wanted(s))
    add_base_note(s, &s->notes);
  if (s->notes.failed)
    return ut_error_nomem(err);
  if (s->notes.len > 0)
    notes[frame.note_count++] = ut_buf_text(&s->notes);
  for (size_t i = 0; i < o->notes.count; i++)
    notes[frame.note_count++] = o->notes.names[i];
  snprintf(small, sizeof small, say(s, "%s är ett skyddat antal.", "%s is a protected count."), s->below);
  if (s->small && (are_wanted(s) || s->to == UT_XLSX))
    notes[frame.note_count++] = ut_text_of(small);
  if (s->hidden && (are_wanted(s) || s->to == UT_XLSX))
    notes[frame.note_count++] = ut_text_of(say(s, ".. är en skyddad uppgift.", ".. is a protected figure."));
  if (frame.chart && (s->hidden || s->small))
    notes[frame.note_count++] = ut_text_of(
        say(s, "I diagrammet är skyddade uppgifter inte ritade.", "The chart leaves protected figures out."));
  return ut_sink_close(s->sink, &frame, err);
}

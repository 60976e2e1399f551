/* Doubts about rows, counted as they come and told at the end; and what the headings of the files leave in doubt. */
#include "import/import_doubts.h"

#include <stdio.h>
#include <stdlib.h>

enum ut_status ut_import_doubts_begin(struct ut_import *im, struct ut_error *err)
{
  struct ut_import_doubts *d = &im->doubts;
  d->extents = calloc(ut_reader_columns(im->reader) + 1, sizeof *d->extents);
  d->days = calloc(ut_reader_columns(im->reader) + 1, sizeof *d->days);
  d->forgiven = calloc(im->options.map ? im->options.map->forgiven_count + 1 : 1, sizeof *d->forgiven);
  return d->extents && d->days && d->forgiven ? UT_OK : ut_error_nomem(err);
}

static void see_day(struct ut_import *im, size_t field, struct ut_text cell, ut_date day)
{
  const struct ut_map *map = im->options.map;
  cell = ut_text_trim(cell);
  if (!ut_map_is_serial(map, cell))
    ut_years_see_short(&im->doubts.years, cell, day, im->row->source, im->row->line);
  if (!map || map->date_count == 0)
    return;
  ut_swapped_days_see(&im->doubts.days[field], map, cell, day, im->row->source, im->row->line);
  if (ut_map_has_other_date(map, cell, day))
    ut_import_doubt(im, UT_DOUBT_TWO_DAYS);
}

void ut_import_see_cell(struct ut_import *im, const struct ut_column *column, size_t field, struct ut_text cell,
                        const struct ut_cell_converted *value)
{
  ut_date day = column->type == UT_TYPE_DATE && value->text.len > 0 ? (ut_date)value->number : UT_DATE_NONE;
  if (day != UT_DATE_NONE)
    see_day(im, field, cell, day);
  if (column->type == UT_TYPE_TEXT && value->number != UT_TEXT_SOUND)
    ut_import_doubt(im, value->number == UT_TEXT_TWICE ? UT_DOUBT_TWICE : UT_DOUBT_GARBLED);
}

/* ---- extents ---- */

static void note_small(const struct ut_import *im, const struct ut_tally *small, const char *heading)
{
  if (small->line > 0)
    ut_run_note(im->options.run, UT_NOTE_ANDEL_AV_ETT, small->count, small->source, small->line,
                "%s: extents of at most 1 percent beside larger ones: %zu, the first %s:%zu: parts of one (0.5 for 50 "
                "percent)?",
                heading, small->count, small->source, small->line);
  else
    ut_run_note(im->options.run, UT_NOTE_ANDEL_AV_ETT, small->count, NULL, 0,
                "%s: extents of at most 1 percent beside larger ones: parts of one (0.5 for 50 percent)?", heading);
}

/* Are they percentages, as long as the map does not say? */
static enum ut_status check_most(const struct ut_import *im, const struct ut_import_extents *seen,
                                 struct ut_text heading, struct ut_error *err)
{
  char shown[UT_QUOTED];
  if (seen->most <= 0 || (im->options.map && im->options.map->percent_of))
    return UT_OK;
  if (seen->most > UT_ONE_PERCENT) {
    note_small(im, &seen->small, ut_quote_name(shown, heading.ptr, heading.len));
    return UT_OK;
  }
  ut_error_set(
      err, UT_BAD_INPUT,
      "%s: no extent is above 1: are they parts of one (0.5 for 50 percent)? Then the map says \"percent_of\": "
      "1; if they are percentages, \"percent_of\": 100",
      ut_quote_name(shown, heading.ptr, heading.len));
  ut_error_at(err, im->source, seen->line, 0, NULL);
  return UT_BAD_INPUT;
}

enum ut_status ut_import_check_extents(struct ut_import *im, struct ut_error *err)
{
  for (size_t i = 0; i < ut_reader_columns(im->reader); i++) {
    struct ut_import_extents seen = im->doubts.extents[i];
    im->doubts.extents[i] = (struct ut_import_extents){0};
    UT_TRY(check_most(im, &seen, ut_reader_column(im->reader, i), err));
  }
  return UT_OK;
}

static enum ut_status check_lists(struct ut_import *im, struct ut_error *err)
{
  for (size_t i = 0; i < im->count; i++) {
    const struct ut_import_target *t = &im->targets[i];
    struct ut_import_extents seen = {0};
    if (t->converter)
      seen.most = ut_cell_converter_extents(t->converter, &seen.small.count);
    UT_TRY(check_most(im, &seen, t->from->name, err));
  }
  return UT_OK;
}

/* ---- blocks ---- */

static size_t forgiven_count(const struct ut_import *im)
{
  return im->options.map ? im->options.map->forgiven_count : 0;
}

/* Hands on an array, which is all zeros then. */
static enum ut_status hand(struct ut_buf *to, void *from, size_t size)
{
  enum ut_status status = ut_buf_add(to, from, size);
  memset(from, 0, size);
  return status;
}

static void take(void *to, struct ut_text *handed, size_t size)
{
  memcpy(to, handed->ptr, size);
  *handed = ut_text_between(handed->ptr + size, handed->ptr + handed->len);
}

/* What is counted once a spelling is not handed on: no process knows what the others have seen. */
enum ut_status ut_import_doubts_hand(struct ut_import *im, struct ut_buf *to)
{
  struct ut_import_doubts *d = &im->doubts;
  size_t small = 0;
  hand(to, d->of, sizeof d->of);
  hand(to, d->forgiven, forgiven_count(im) * sizeof *d->forgiven);
  hand(to, d->extents, ut_reader_columns(im->reader) * sizeof *d->extents);
  hand(to, d->days, ut_reader_columns(im->reader) * sizeof *d->days);
  for (size_t i = 0; i < im->count && small == 0; i++) {
    const struct ut_cell_converter *c = im->targets[i].converter;
    int64_t most = c ? ut_cell_converter_extents(c, &small) : 0;
    ut_buf_add(to, (const char *)&most, sizeof most);
  }
  return small > 0 ? UT_BAD_INPUT : ut_years_hand(&d->years, to);
}

static void add_extents(struct ut_import_extents *seen, const struct ut_import_extents *more, size_t lines_before)
{
  if (seen->most == 0 && more->most > 0)
    seen->line = more->line + lines_before;
  seen->most = more->most > seen->most ? more->most : seen->most;
  ut_tally_join(&seen->small, more->small, lines_before);
}

void ut_import_doubts_add(struct ut_import *im, struct ut_text handed, const char *source, size_t lines_before)
{
  struct ut_import_doubts *d = &im->doubts;
  struct ut_tally tally;
  struct ut_import_extents extents;
  struct ut_swapped_days days;
  int64_t most;
  im->source = source;
  for (size_t i = 0; i < UT_DOUBTS; i++) {
    take(&tally, &handed, sizeof tally);
    ut_tally_join(&d->of[i], tally, lines_before);
  }
  for (size_t i = 0; i < forgiven_count(im); i++) {
    take(&tally, &handed, sizeof tally);
    ut_tally_join(&d->forgiven[i], tally, lines_before);
  }
  for (size_t i = 0; i < ut_reader_columns(im->reader); i++) {
    take(&extents, &handed, sizeof extents);
    add_extents(&d->extents[i], &extents, lines_before);
  }
  for (size_t i = 0; i < ut_reader_columns(im->reader); i++) {
    take(&days, &handed, sizeof days);
    ut_swapped_days_join(&d->days[i], &days, lines_before);
  }
  for (size_t i = 0; i < im->count; i++) {
    take(&most, &handed, sizeof most);
    if (im->targets[i].converter)
      ut_cell_converter_add_extents(im->targets[i].converter, most);
  }
  ut_years_add(&d->years, handed, source, lines_before);
}

/* ---- the end ---- */

static void note_doubts(struct ut_import *im)
{
  static const struct ut_tally_words words[UT_DOUBTS] = {
      [UT_DOUBT_PLACEHOLDER] = {UT_NOTE_ID_PLATSHALLARE,
                                "ids that stand for none (0, -, saknas …) are left empty: ", "", "", ""},
      [UT_DOUBT_PADDED] = {UT_NOTE_PERSONNUMMER_UTFYLLT,
                           "personnummer that had lost the zeros in front have them again: ", "", "", ""},
      [UT_DOUBT_FAR_END] = {UT_NOTE_DATUM_OPPET,
                            "ends after 2097 (where such a date stands for an end that is open, the map "
                            "lists it under \"open\"): ",
                            "", "", ""},
      [UT_DOUBT_BACKWARDS] = {UT_NOTE_SLUT_FORE_START, "slut is before start: ", "", "", ""},
      [UT_DOUBT_NO_WORK] = {UT_NOTE_ARBETE_NOLL, "work of 0 percent, which counts as work: ", "", "", ""},
      [UT_DOUBT_TWICE] = {UT_NOTE_DUBBELT_AVKODAD, "texts that look decoded twice (Ã¥ for å): ", "", "", ""},
      [UT_DOUBT_UNNAMED] = {UT_NOTE_KOLUMN_BORTFALLER, "cells of columns without a heading are dropped: ", "", "", ""},
      [UT_DOUBT_GARBLED] = {UT_NOTE_TECKENKODNING_GISSAD,
                            "texts with signs where letters were (Ume† for Umeå, in cp850): ", "", "", ""},
      [UT_DOUBT_TWO_DAYS] = {UT_NOTE_DATUM_TVETYDIGT,
                             "dates that are another day by another format of the map, which stands behind the one "
                             "that counts: ",
                             "", "", ""},
  };
  for (size_t i = 0; i < UT_DOUBTS; i++) {
    ut_tally_note(im->options.run, &im->doubts.of[i], &words[i]);
    im->doubts.of[i].count = 0;
  }
}

static void note_swapped(const struct ut_import *im)
{
  for (size_t i = 0; i < ut_reader_columns(im->reader); i++) {
    struct ut_text heading = ut_reader_column(im->reader, i);
    char shown[UT_QUOTED];
    ut_swapped_days_note(&im->doubts.days[i], ut_quote_name(shown, heading.ptr, heading.len), im->options.run);
  }
}

static void note_forgiven(struct ut_import *im)
{
  for (size_t i = 0; i < forgiven_count(im); i++) {
    const struct ut_map_forgiven *f = &im->options.map->forgiven[i];
    struct ut_tally *t = &im->doubts.forgiven[i];
    ut_run_note(im->options.run, UT_NOTE_VARDE_STRUKET, t->count, t->source, t->line,
                "%s%s: cells that cannot be used are left empty, as the map says: %zu, the first %s:%zu",
                f->person ? UT_PERSONNUMMER : f->column->name, f->extent ? ".percent" : "", t->count, t->source,
                t->line);
    t->count = 0;
  }
}

enum ut_status ut_import_doubts_end(struct ut_import *im, struct ut_error *err)
{
  UT_TRY(ut_import_check_extents(im, err));
  UT_TRY(check_lists(im, err));
  ut_years_note(&im->doubts.years, im->options.run);
  note_doubts(im);
  note_swapped(im);
  note_forgiven(im);
  return UT_OK;
}

/* ---- headings ---- */

/* Values of a column that passes through nowhere, whose name may be misspelt. */
static void note_unused_values(const struct ut_import *im)
{
  const struct ut_map *map = im->options.map;
  for (size_t i = 0; map && i < map->value_count; i++) {
    struct ut_text name = map->values[i].kept;
    bool used = !name.ptr || (i > 0 && name.ptr == map->values[i - 1].kept.ptr) || ut_map_is_measure(map, name) ||
                ut_text_is(name, UT_MAP_PERCENT);
    for (size_t c = 0; c < im->count && !used; c++)
      used = !im->headings->columns[c].column && ut_text_equal(im->names[c], name);
    if (!used)
      ut_run_note(im->options.run, UT_NOTE_KOLUMN_SAKNAS, 1, NULL, 0,
                  "the map has values for %.*s, and no column passes through under that name", (int)name.len, name.ptr);
  }
}

enum ut_status ut_import_dropped(const struct ut_import *im, struct ut_buf *list)
{
  const struct ut_import_column *dropped = &im->headings->dropped;
  for (size_t i = 0; i < dropped->count; i++) {
    struct ut_text heading = ut_reader_column(im->reader, dropped->sources[i].field);
    char shown[UT_QUOTED];
    if (heading.len > 0)
      UT_TRY(ut_buf_format(list, "%s%s", list->len ? ", " : "", ut_quote(shown, heading.ptr, heading.len)));
  }
  return UT_OK;
}

enum ut_status ut_import_note_headings(const struct ut_import *im, struct ut_error *err)
{
  struct ut_buf dropped = {0};
  enum ut_status status = ut_import_dropped(im, &dropped);
  if (status == UT_OK && dropped.len > 0)
    ut_run_note(im->options.run, UT_NOTE_KOLUMN_BORTFALLER, 1, NULL, 0, "columns that nothing names are dropped: %.*s",
                (int)dropped.len, dropped.ptr);
  ut_buf_clear(&dropped);
  note_unused_values(im);
  return status ? ut_error_nomem(err) : UT_OK;
}

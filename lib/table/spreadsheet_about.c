/* The last sheet of a workbook: where its figures come from. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/shown.h"
#include "stream/source.h"
#include "table/spreadsheet_parts.h"
#include "utfall/version.h"

enum { COLUMNS = 3 };

static enum ut_status add_line(struct ut_spreadsheet *s, struct ut_text text, size_t style, struct ut_error *err)
{
  UT_TRY(ut_sheet_text(s, 0, 1, text, style, err));
  return ut_sheet_next(s, err);
}

static enum ut_status add_heads(struct ut_spreadsheet *s, const char *const *heads, size_t count, struct ut_error *err)
{
  static const size_t styles[] = {UT_SHEET_HEAD, UT_SHEET_HEAD_RIGHT, UT_SHEET_HEAD_APART};
  for (size_t i = 0; i < count; i++)
    UT_TRY(ut_sheet_text(s, i, 1, ut_text_of(heads[i]), styles[i], err));
  return ut_sheet_next(s, err);
}

static enum ut_status add_input(struct ut_spreadsheet *s, const struct ut_run_input *input, struct ut_error *err)
{
  char name[PATH_MAX], hash[2 * UT_SHA256 + 1] = "", rows[24];
  const char *base = strrchr(input->name, '/');
  ut_show_name(name, sizeof name, base ? base + 1 : input->name);
  for (size_t i = 0; i < UT_SHA256 && input->whole; i++)
    snprintf(hash + 2 * i, 3, "%02x", input->sha256[i]);
  snprintf(rows, sizeof rows, "%zu", input->rows);
  UT_TRY(ut_sheet_text(s, 0, 1, ut_text_of(name), UT_SHEET_PLAIN, err));
  UT_TRY(ut_sheet_field(s, 1, UT_GRID_NUMBER, ut_text_of(input->counted ? rows : ""), err));
  UT_TRY(ut_sheet_text(s, 2, 1, ut_text_of(hash), UT_SHEET_PLAIN_APART, err));
  return ut_sheet_next(s, err);
}

static enum ut_status add_commands(struct ut_spreadsheet *s, struct ut_error *err)
{
  struct ut_text commands = ut_buf_text(&s->commands);
  const char *heads[] = {s->language == UT_SWEDISH ? "Kommandon" : "Commands"};
  struct ut_text line;
  UT_TRY(ut_sheet_next(s, err));
  UT_TRY(add_heads(s, heads, 1, err));
  while (ut_text_split(&commands, '\n', &line)) {
    line.len -= line.len > 0 && line.ptr[line.len - 1] == '\r';
    if (line.len > 0)
      UT_TRY(add_line(s, line, UT_SHEET_CAPTION, err));
  }
  return ut_sheet_next(s, err);
}

static enum ut_status read_whole(struct ut_source *source, struct ut_error *err)
{
  while (!ut_source_is_whole(source))
    UT_TRY(ut_source_fill(source, err));
  return UT_OK;
}

/* Nobody's number is in a command line that is shown. */
static enum ut_status take_commands(struct ut_spreadsheet *s, const struct ut_source *source, struct ut_error *err)
{
  struct ut_text text = ut_source_ready(source);
  size_t valid = ut_utf8_valid(text.ptr, text.len);
  if (source->foreign || valid != text.len || (text.len > 0 && memchr(text.ptr, '\0', text.len))) {
    ut_error_set(err, UT_BAD_INPUT, "the file is no text in UTF-8, with a command line in each line");
    ut_error_at(err, source->name, 0, 0, NULL);
    return UT_BAD_INPUT;
  }
  ut_buf_add_text(&s->commands, text);
  if (!ut_buf_string(&s->commands))
    return ut_error_nomem(err);
  ut_error_mask(s->commands.ptr);
  return UT_OK;
}

enum ut_status ut_spreadsheet_commands(struct ut_spreadsheet *s, const char *path, struct ut_error *err)
{
  struct ut_source source = {0};
  struct ut_meter meter = {0};
  enum ut_status status = ut_source_open(&source, path, "utf-8", &meter, err);
  if (status == UT_OK && !source.foreign)
    status = read_whole(&source, err);
  if (status == UT_OK)
    status = take_commands(s, &source, err);
  ut_source_clear(&source);
  free(source.name);
  return status;
}

static enum ut_status add_sources(struct ut_spreadsheet *s, const struct ut_run *run, struct ut_error *err)
{
  static const char *const swedish[] = {"Källa", "Rader", "SHA-256"}, *const english[] = {"Source", "Rows", "SHA-256"};
  UT_TRY(add_heads(s, s->language == UT_SWEDISH ? swedish : english, COLUMNS, err));
  for (size_t i = 0; i < run->input_count; i++)
    UT_TRY(add_input(s, &run->inputs[i], err));
  return UT_OK;
}

enum ut_status ut_spreadsheet_about(struct ut_spreadsheet *s, const struct ut_run *run, struct ut_error *err)
{
  static const char *const heads[] = {"Program"};
  static const struct ut_sheet_width widths[COLUMNS] = {{.fixed = 60}, {.fixed = 12}, {.fixed = 70}};
  UT_TRY(ut_spreadsheet_add(s, s->language == UT_SWEDISH ? "Om tabellerna" : "About the tables", err));
  s->at.widths = calloc(COLUMNS, sizeof *s->at.widths);
  if (!s->at.widths)
    return ut_error_nomem(err);
  memcpy(s->at.widths, widths, sizeof widths);
  s->at.count = COLUMNS;
  UT_TRY(add_sources(s, run, err));
  UT_TRY(add_commands(s, err));
  UT_TRY(add_heads(s, heads, 1, err));
  UT_TRY(add_line(s, ut_text_of("utfall " UT_VERSION), UT_SHEET_PLAIN, err));
  return ut_sheet_close(s, NULL, err);
}

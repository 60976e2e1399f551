/* The JSON of a run: an input and a note a line, so that other tools than those for JSON can pick them out. */
#include "cli/status_file.h"

#include <stdlib.h>

#include "base/shown.h"
#include "stream/json.h"
#include "utfall/version.h"
#include "utfall/vocabulary.h"

static void add_shown(struct ut_buf *out, const char *shown)
{
  if (shown)
    ut_json_add_string(out, ut_text_of(shown));
  else
    out->failed = true;
}

/* One character as JSON that any terminal may show: other programs read the name of the file from it. */
static void add_character(struct ut_buf *out, const char **p, const char *end)
{
  char shown[UT_SHOWN];
  const char *character = *p;
  size_t len = ut_show_character(shown, p, end);
  uint32_t c = shown[0] == '\\' ? ut_utf8_next(&character, end) : 0;
  if (c > 0xFFFF)
    ut_buf_format(out, "\\u%04x\\u%04x", 0xD7C0 + (c >> 10), 0xDC00 + (c & 0x3FF));
  else if (c >= 0x7F)
    ut_buf_format(out, "\\u%04x", c);
  else if (c > 0)
    ut_json_add_inner(out, (struct ut_text){character - 1, 1});
  else
    ut_json_add_inner(out, (struct ut_text){shown, len});
}

static void add_name(struct ut_buf *out, const char *name)
{
  char *masked = strdup(name);
  if (!masked) {
    out->failed = true;
    return;
  }
  const char *p = ut_error_mask(masked), *end = p + strlen(p);
  ut_buf_add(out, "\"", 1);
  while (p < end)
    add_character(out, &p, end);
  ut_buf_add(out, "\"", 1);
  free(masked);
}

static void add_name_or_null(struct ut_buf *out, const char *name)
{
  if (name)
    add_name(out, name);
  else
    ut_buf_add_string(out, "null");
}

static void add_message(struct ut_buf *out, const char *text)
{
  size_t size = text ? UT_SHOWN * (strlen(text) + 2) : 0;
  char *shown = text ? malloc(size) : NULL;
  if (shown)
    ut_show_message(shown, size, text);
  if (text)
    add_shown(out, shown);
  else
    ut_buf_add_string(out, "null");
  free(shown);
}

/* , "name": 12 */
static void add_number(struct ut_buf *out, const char *name, bool known, size_t number)
{
  ut_buf_format(out, known ? ", \"%s\": %zu" : ", \"%s\": null", name, number);
}

static void add_input(struct ut_buf *out, const struct ut_run_input *input)
{
  ut_buf_add_string(out, "{\"name\": ");
  add_name(out, input->name);
  add_number(out, "rows", input->counted, input->rows);
  ut_buf_add_string(out, input->whole ? ", \"sha256\": \"" : ", \"sha256\": null");
  for (size_t i = 0; i < UT_SHA256 && input->whole; i++)
    ut_buf_format(out, "%02x", input->sha256[i]);
  ut_buf_add_string(out, input->whole ? "\"}" : "}");
}

static void add_note(struct ut_buf *out, size_t code, const struct ut_noted *noted)
{
  ut_buf_format(out, "{\"code\": \"%s\"", ut_vocabularies[UT_NOT].codes[code].code);
  add_number(out, "count", true, noted->count);
  ut_buf_add_string(out, ", \"file\": ");
  add_name_or_null(out, noted->source);
  add_number(out, "line", noted->line > 0, noted->line);
  ut_buf_add_string(out, "}");
}

/* Before the next member of an array, each in its own line. */
static void begin_line(struct ut_buf *out, size_t *count)
{
  ut_buf_add_string(out, (*count)++ ? ",\n    " : "\n    ");
}

static void end_lines(struct ut_buf *out, size_t count)
{
  ut_buf_add_string(out, count ? "\n  ]" : "]");
}

static void add_inputs(struct ut_buf *out, const struct ut_run *run)
{
  size_t count = 0;
  ut_buf_add_string(out, "  \"inputs\": [");
  for (size_t i = 0; i < run->input_count; i++) {
    begin_line(out, &count);
    add_input(out, &run->inputs[i]);
  }
  end_lines(out, count);
}

static void add_outputs(struct ut_buf *out, const struct ut_cli *cli)
{
  ut_buf_add_string(out, ",\n  \"outputs\": [");
  for (size_t i = 0; i < cli->further_count; i++) {
    add_name(out, cli->further[i].name);
    ut_buf_add_string(out, ", ");
  }
  add_name(out, cli->made ? cli->made : cli->output.name);
  ut_buf_add_string(out, "]");
}

static void add_notes(struct ut_buf *out, const struct ut_run *run)
{
  size_t count = 0;
  ut_buf_add_string(out, ",\n  \"notes\": [");
  for (size_t i = 0; i < UT_NOTES; i++) {
    if (run->noted[i].count == 0)
      continue;
    begin_line(out, &count);
    add_note(out, i, &run->noted[i]);
  }
  end_lines(out, count);
}

enum ut_status ut_status_file_fill(struct ut_cli *cli, int code, bool written, const char *message,
                                   struct ut_error *err)
{
  struct ut_buf *out = &cli->status_file.buf;
  const struct ut_noted *noted = cli->run.noted;
  ut_buf_format(out, "{\n  \"filter\": \"%s\",\n  \"version\": \"%s\",\n  \"status\": %d,\n  \"message\": ",
                cli->command->name, UT_VERSION, code);
  add_message(out, message);
  ut_buf_add_string(out, ",\n");
  add_inputs(out, &cli->run);
  if (written)
    add_outputs(out, cli);
  else
    ut_buf_add_string(out, ",\n  \"outputs\": []");
  ut_buf_format(out, ",\n  \"rejected\": %zu,\n  \"skipped\": %zu", noted[UT_NOTE_RAD_AVVISAD].count,
                noted[UT_NOTE_TOTALRAD].count + noted[UT_NOTE_TOMMA_RADER].count);
  add_notes(out, &cli->run);
  return ut_buf_add_string(out, "\n}\n") == UT_OK ? UT_OK : ut_error_nomem(err);
}

/* The JSON of a run: an input and a note a line, so that other tools than those for JSON can pick them out. */
#include "cli/status_file.h"

#include <stdlib.h>

#include "stream/json.h"
#include "utfall/version.h"
#include "utfall/vocabulary.h"

/* Names of files are any bytes: what is no UTF-8 is replaced. */
static void add_text(struct ut_buf *out, const char *text)
{
  static const char replacement[] = "\uFFFD";
  struct ut_buf clean = {0};
  size_t left = strlen(text);
  while (left > 0) {
    size_t valid = ut_utf8_valid(text, left);
    ut_buf_add(&clean, text, valid);
    if (valid < left)
      ut_buf_add_string(&clean, replacement);
    valid += valid < left;
    text += valid;
    left -= valid;
  }
  char *shown = strdup(ut_buf_string(&clean) ? ut_buf_string(&clean) : "");
  if (shown && !clean.failed)
    ut_json_add_string(out, ut_text_of(ut_error_mask(shown)));
  else
    out->failed = true;
  free(shown);
  ut_buf_clear(&clean);
}

static void add_text_or_null(struct ut_buf *out, const char *text)
{
  if (text)
    add_text(out, text);
  else
    ut_buf_add_string(out, "null");
}

/* , "name": 12 */
static void add_number(struct ut_buf *out, const char *name, bool known, size_t number)
{
  ut_buf_format(out, known ? ", \"%s\": %zu" : ", \"%s\": null", name, number);
}

static void add_input(struct ut_buf *out, const struct ut_run_input *input)
{
  ut_buf_add_string(out, "{\"name\": ");
  add_text(out, input->name);
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
  add_text_or_null(out, noted->source);
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
    add_text(out, cli->further[i].name);
    ut_buf_add_string(out, ", ");
  }
  add_text(out, cli->made ? cli->made : cli->output.name);
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
  add_text_or_null(out, message);
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

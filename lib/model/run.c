/* Notes: counted by code, said as they come. */
#include "utfall/run.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/grow.h"
#include "base/personnummer.h"
#include "model/alike.h"
#include "utfall/vocabulary.h"

enum {
  TEXT_SIZE = 2048,
  WRITTEN = TEXT_SIZE + 256 /* before it is cut, so that no number of somebody is cut in two */
};

/* Counts it. Is it to be said, and is it an error? */
static bool count_note(struct ut_run *run, enum ut_note_code code, size_t count, const char *source, size_t line,
                       bool *error)
{
  struct ut_noted *noted = &run->noted[code];
  if (noted->count == 0 && source && *source) {
    noted->source = strdup(source); /* without memory the place is not known, and the note stands */
    noted->line = noted->source ? line : 0;
  }
  noted->count += count;
  run->refused = run->refused || run->strict[code];
  *error = *error || run->strict[code];
  return *error || !run->quiet[code];
}

static void say(struct ut_run *run, const char *text, bool error)
{
  if (error && !run->failure)
    run->failure = strdup(text);
  if (run->say)
    run->say(run->context, text, error);
}

void ut_run_note(struct ut_run *run, enum ut_note_code code, size_t count, const char *source, size_t line,
                 const char *format, ...)
{
  char text[WRITTEN];
  bool error = false;
  va_list arguments;
  if (!run || count == 0 || !count_note(run, code, count, source, line, &error))
    return;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  ut_error_mask(text);
  text[ut_utf8_valid(text, strnlen(text, TEXT_SIZE - 1))] = '\0';
  say(run, text, error);
}

void ut_run_fault(struct ut_run *run, enum ut_note_code code, const struct ut_error *fault)
{
  char text[TEXT_SIZE];
  bool error = true;
  if (!run)
    return;
  run->fell_short = true;
  if (count_note(run, code, 1, fault->source, fault->line, &error))
    say(run, ut_error_format(fault, text, sizeof text), error);
}

static enum ut_status unknown_code(struct ut_text code, struct ut_error *err)
{
  const struct ut_vocabulary *v = &ut_vocabularies[UT_NOT];
  char quoted[UT_QUOTED], hint[UT_SUGGESTION];
  struct ut_buf list = {0};
  for (size_t i = 0; i < v->count; i++)
    ut_buf_format(&list, "%s%s", i > 0 ? ", " : "", v->codes[i].code);
  const char *all = ut_buf_string(&list);
  ut_error_set(err, UT_USAGE, "there is no note %s%s (expected all, or of %s)", ut_quote(quoted, code.ptr, code.len),
               ut_vocabulary_suggest(v, code, hint), all ? all : "utfall(7)");
  ut_buf_clear(&list);
  return UT_USAGE;
}

enum ut_status ut_run_codes(const char *list, bool set[UT_NOTES], struct ut_error *err)
{
  bool all = strcmp(list, "all") == 0;
  for (size_t i = 0; i < UT_NOTES; i++)
    set[i] = all;
  if (all)
    return UT_OK;
  for (const char *from = list;; from++) {
    size_t len = strcspn(from, ",");
    struct ut_text code = {from, len};
    int index = ut_vocabulary_find(&ut_vocabularies[UT_NOT], code);
    if (index < 0) {
      unknown_code(code, err);
      ut_personnummer_hide(err, ut_text_of(list));
      return UT_USAGE;
    }
    set[index] = true;
    from += len;
    if (*from == '\0')
      return UT_OK;
  }
}

enum ut_status ut_run_add_input(struct ut_run *run, const char *name, size_t *number, struct ut_error *err)
{
  *number = 0;
  if (!run || !run->lists)
    return UT_OK;
  char *copy = strdup(name);
  struct ut_run_input *input = copy ? ut_grow_add(&run->inputs, &run->input_count, sizeof *run->inputs) : NULL;
  if (!input) {
    free(copy);
    return ut_error_nomem(err);
  }
  input->name = copy;
  *number = run->input_count;
  return UT_OK;
}

void ut_run_input_read(struct ut_run *run, size_t number, const size_t *rows, const unsigned char *sha256)
{
  if (!run || number == 0)
    return;
  struct ut_run_input *input = &run->inputs[number - 1];
  input->counted = rows;
  input->rows = rows ? *rows : 0;
  input->whole = sha256;
  if (sha256)
    memcpy(input->sha256, sha256, UT_SHA256);
}

void ut_run_tick(const struct ut_run *run, size_t bytes, size_t total, size_t rows)
{
  if (run && run->tick)
    run->tick(run->context, bytes, total, rows);
}

void ut_run_clear(struct ut_run *run)
{
  for (size_t i = 0; i < UT_NOTES; i++)
    free(run->noted[i].source);
  for (size_t i = 0; i < run->input_count; i++)
    free(run->inputs[i].name);
  free(run->inputs);
  free(run->failure);
  ut_alike_free(run->alike);
  *run = (struct ut_run){0};
}

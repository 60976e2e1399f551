/* Notes: counted by code, said as they come. */
#include "utfall/run.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/grow.h"
#include "model/alike.h"
#include "utfall/vocabulary.h"

enum { TEXT_SIZE = 2048 };

/* Counts it. Is it to be said, and is it an error? */
static bool count_note(struct ut_run *run, enum ut_note_code code, size_t count, const char *source, size_t line,
                       bool *error)
{
  uint64_t bit = UINT64_C(1) << code;
  struct ut_noted *noted = &run->noted[code];
  if (noted->count == 0 && source && *source) {
    noted->source = strdup(source); /* without memory the place is not known, and the note stands */
    noted->line = noted->source ? line : 0;
  }
  noted->count += count;
  run->refused = run->refused || run->strict & bit;
  *error = *error || run->strict & bit;
  return *error || !(run->quiet & bit);
}

static void say(struct ut_run *run, const char *text, bool error)
{
  if (error && !run->failure)
    run->failure = strdup(text);
  if (run->say)
    run->say(run->context, text, error);
}

static void remark(struct ut_run *run, enum ut_note_code code, const struct ut_error *what, bool error)
{
  char text[TEXT_SIZE];
  if (run && count_note(run, code, 1, what->source, what->line, &error))
    say(run, ut_error_format(what, text, sizeof text), error);
}

void ut_run_note(struct ut_run *run, enum ut_note_code code, size_t count, const char *source, size_t line,
                 const char *format, ...)
{
  char text[TEXT_SIZE];
  bool error = false;
  va_list arguments;
  if (!run || count == 0 || !count_note(run, code, count, source, line, &error))
    return;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  say(run, ut_error_mask(text), error);
}

void ut_run_remark(struct ut_run *run, enum ut_note_code code, const struct ut_error *what)
{
  remark(run, code, what, false);
}

void ut_run_fault(struct ut_run *run, enum ut_note_code code, const struct ut_error *fault)
{
  if (run)
    run->fell_short = true;
  remark(run, code, fault, true);
}

static enum ut_status unknown_code(struct ut_text code, struct ut_error *err)
{
  const struct ut_vocabulary *v = &ut_vocabularies[UT_NOT];
  char quoted[UT_QUOTED];
  struct ut_buf list = {0};
  for (size_t i = 0; i < v->count; i++)
    ut_buf_format(&list, "%s%s", i > 0 ? ", " : "", v->codes[i].code);
  const char *all = ut_buf_string(&list);
  ut_error_set(err, UT_USAGE, "there is no note %s (expected all, or of %s)", ut_quote(quoted, code.ptr, code.len),
               all ? all : "utfall(7)");
  ut_buf_clear(&list);
  return UT_USAGE;
}

enum ut_status ut_run_codes(const char *list, uint64_t *out, struct ut_error *err)
{
  *out = 0;
  if (strcmp(list, "all") == 0) {
    *out = UINT64_MAX;
    return UT_OK;
  }
  for (const char *from = list;; from++) {
    size_t len = strcspn(from, ",");
    struct ut_text code = {from, len};
    int index = ut_vocabulary_find(&ut_vocabularies[UT_NOT], code);
    if (index < 0)
      return unknown_code(code, err);
    *out |= UINT64_C(1) << index;
    from += len;
    if (*from == '\0')
      return UT_OK;
  }
}

enum ut_status ut_run_input(struct ut_run *run, const char *name, size_t *number, struct ut_error *err)
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

/* Directives: found in a text, split at strokes, blanks and signs that are not between quotes. */
#include "report/directive.h"

#include <stdlib.h>

#include "base/grow.h"
#include "model/resemblance.h"

enum { SECTIONS = 3 };

/* What each kind has: whether it names a table, arguments, and something last. */
static const struct form {
  const char *name;
  bool chart, source, arguments;
  const char *last; /* what stands last; NULL: nothing may */
} forms[] = {
    [UT_DIRECTIVE_TABLE] = {"table", false, true, true, "a caption"},
    [UT_DIRECTIVE_CHART] = {"chart", true, true, true, "a caption"},
    [UT_DIRECTIVE_FIGURE] = {"figure", false, true, true, "the name of a column"},
    [UT_DIRECTIVE_QUALITY] = {"quality", false, true, false, NULL},
    [UT_DIRECTIVE_NOTES] = {"notes", false, false, false, NULL},
    [UT_DIRECTIVE_PROVENANCE] = {"provenance", false, false, false, NULL},
};
enum { FORMS = sizeof forms / sizeof *forms };

/* ---- where they are ---- */

static const char *line_end(const char *at, const char *end)
{
  const char *found = memchr(at, '\n', (size_t)(end - at));
  return found ? found : end;
}

static enum ut_status add(struct ut_directive **list, size_t *count, struct ut_text line, const char *at, size_t number)
{
  const char *end = line.ptr + line.len, *close = memmem(at, (size_t)(end - at), "}}", 2);
  struct ut_directive *d = ut_grow_add(list, count, sizeof *d);
  if (!d)
    return UT_NOMEM;
  d->written = ut_text_between(at, close ? close + 2 : at + 2);
  d->closed = close;
  d->line = number;
  d->column = ut_utf8_length(ut_text_between(line.ptr, at)) + 1;
  return UT_OK;
}

enum ut_status ut_directives_find(struct ut_directive **out, size_t *count, struct ut_text template)
{
  const char *at = template.ptr, *end = template.len ? at + template.len : at;
  size_t number = 1;
  *out = NULL;
  *count = 0;
  for (; at < end; at = line_end(at, end) + 1, number++) {
    const struct ut_text line = ut_text_between(at, line_end(at, end));
    const char *from = at, *mark;
    while ((mark = memmem(from, (size_t)(line.ptr + line.len - from), "{{", 2))) {
      UT_TRY(add(out, count, line, mark, number));
      const struct ut_text *written = &(*out)[*count - 1].written;
      from = written->ptr + written->len;
    }
  }
  return UT_OK;
}

/* ---- what they say ---- */

static char *trim(char *text)
{
  struct ut_text t = ut_text_trim(ut_text_of(text));
  char *begin = t.len ? (char *)t.ptr : text;
  begin[t.len] = '\0';
  return begin;
}

/* Ends the text at the next `mark` that is not between quotes; what is behind it, or NULL. */
static char *cut(char *text, char mark)
{
  char quote = '\0';
  for (; *text; text++) {
    if (quote ? *text == quote : *text == '"' || *text == '\'')
      quote = quote ? '\0' : *text;
    else if (!quote && *text == mark)
      break;
  }
  if (!*text)
    return NULL;
  *text = '\0';
  return text + 1;
}

/* What is between quotes. */
static enum ut_status unquote(char **text, struct ut_error *err)
{
  char quote = **text, quoted[UT_QUOTED];
  size_t len = strlen(*text);
  if (quote != '"' && quote != '\'')
    return UT_OK;
  if (len < 2 || strchr(*text + 1, quote) != *text + len - 1)
    return ut_error_set(err, UT_USAGE, "the quotes of %s do not match", ut_quote(quoted, *text, len));
  (*text)[len - 1] = '\0';
  ++*text;
  return UT_OK;
}

static enum ut_status read_argument(struct ut_directive *d, char *word, struct ut_error *err)
{
  char *value = cut(word, '=');
  if (d->argument_count == UT_ARGUMENTS_MAX)
    return ut_error_set(err, UT_USAGE, "more than %d arguments", UT_ARGUMENTS_MAX);
  if (!*word)
    return ut_error_set(err, UT_USAGE, "there is no name before =");
  if (value)
    UT_TRY(unquote(&value, err));
  d->arguments[d->argument_count++] = (struct ut_argument){word, value};
  return UT_OK;
}

static enum ut_status read_arguments(struct ut_directive *d, char *text, struct ut_error *err)
{
  for (char *rest = text; rest;) {
    char *word = rest;
    rest = cut(word, ' ');
    if (*word)
      UT_TRY(read_argument(d, word, err));
  }
  return UT_OK;
}

static enum ut_status read_kind(struct ut_directive *d, const char *name, struct ut_error *err)
{
  char quoted[UT_QUOTED], hint[UT_SUGGESTION];
  struct ut_text names[FORMS];
  for (size_t kind = 0; kind < FORMS; kind++) {
    d->kind = (enum ut_directive_kind)kind;
    if (strcmp(forms[kind].name, name) == 0)
      return UT_OK;
    names[kind] = ut_text_of(forms[kind].name);
  }
  return ut_error_set(err, UT_USAGE, "%s is none of table, chart, figure, quality, notes and provenance%s",
                      ut_quote(quoted, name, strlen(name)),
                      ut_resemblance_suggest(names, FORMS, ut_text_of(name), "", hint));
}

/* "NAME", or of a chart "KIND NAME". */
static enum ut_status read_source(struct ut_directive *d, char *text, struct ut_error *err)
{
  const struct form *form = &forms[d->kind];
  char *name = form->chart ? cut(text, ' ') : text;
  if (form->chart)
    d->chart = text;
  name = name ? trim(name) : name;
  if (!form->source && !*text)
    return UT_OK;
  if (!form->source)
    return ut_error_set(err, UT_USAGE, "%s stands alone: {{%s}}", form->name, form->name);
  if (!name || !*name || strchr(name, ' '))
    return ut_error_set(err, UT_USAGE,
                        form->chart ? "a chart needs its kind and the name of a table: {{chart: bars NAME}}"
                                    : "%s needs the name of a table: {{%s: NAME}}",
                        form->name, form->name);
  d->source = name;
  return UT_OK;
}

static enum ut_status check_sections(const struct ut_directive *d, size_t count, struct ut_error *err)
{
  const struct form *form = &forms[d->kind];
  if (count > 1 && !form->arguments)
    return ut_error_set(err, UT_USAGE, "%s takes no more than %s", form->name,
                        form->source ? "the name of a table" : "its name");
  if (form->last && (count < SECTIONS || !*d->last))
    return ut_error_set(err, UT_USAGE, "%s needs %s behind a second stroke: {{%s: NAME | ... | ...}}", form->name,
                        form->last, form->name);
  return UT_OK;
}

enum ut_status ut_directive_read(struct ut_directive *d, struct ut_error *err)
{
  char *sections[SECTIONS] = {0};
  size_t count = 0;
  if (!d->closed)
    return ut_error_set(err, UT_USAGE, "there is no }} in the line");
  d->copy = ut_text_copy((struct ut_text){d->written.ptr + 2, d->written.len - 4});
  if (!d->copy)
    return ut_error_nomem(err);
  for (char *rest = d->copy; rest; count++) {
    sections[count] = rest;
    rest = count + 1 < SECTIONS ? cut(rest, '|') : NULL;
    sections[count] = trim(sections[count]);
  }
  char *source = cut(sections[0], ':'), *none = sections[0] + strlen(sections[0]);
  UT_TRY(read_kind(d, trim(sections[0]), err));
  d->last = count == SECTIONS ? sections[SECTIONS - 1] : NULL;
  UT_TRY(read_source(d, source ? trim(source) : none, err));
  UT_TRY(check_sections(d, count, err));
  return count > 1 ? read_arguments(d, sections[1], err) : UT_OK;
}

void ut_directives_free(struct ut_directive *directives, size_t count)
{
  for (size_t i = 0; i < count; i++)
    free(directives[i].copy);
  free(directives);
}

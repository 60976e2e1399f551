/* What a word of a command line may become: options, choices, shared data, columns, codes; in a condition, too. */
#include "cli/complete.h"

#include <stdio.h>

#include "base/personnummer.h"
#include "model/share.h"
#include "utfall/column.h"
#include "utfall/vocabulary.h"

/* The part of the word that is to be completed: of a list of names, the last one. */
static size_t finished(const struct ut_completion *c, bool list)
{
  const char *comma = list ? strrchr(c->word, ',') : NULL;
  return comma ? (size_t)(comma + 1 - c->word) : 0;
}

/* Adds a word where it begins as the word does; `done` bytes of which are names before it. */
static void add(const struct ut_completion *c, struct ut_buf *out, size_t done, struct ut_text name, const char *help)
{
  const char *begun = c->word + done;
  size_t len = strlen(begun);
  struct ut_personnummer_found found;
  if (name.len < len || memcmp(name.ptr, begun, len) != 0 || memchr(name.ptr, '\n', name.len) ||
      memchr(name.ptr, '\t', name.len) || ut_personnummer_find(name, &found))
    return;
  ut_buf_format(out, "%s%.*s%.*s\t%s\n", c->before, (int)done, c->word, (int)name.len, name.ptr, help);
}

/* A name that a common option shares is the filter's own. */
static bool is_first_of_name(const struct ut_completion *c, size_t i)
{
  size_t k = 0;
  while (strcmp(c->names[k], c->names[i]) != 0)
    k++;
  return k == i;
}

static void add_options(const struct ut_completion *c, struct ut_buf *out)
{
  char name[UT_OPTION_NAME + 2];
  for (size_t i = 0; i < c->count; i++) {
    snprintf(name, sizeof name, "--%s", c->names[i]);
    if (is_first_of_name(c, i))
      add(c, out, 0, ut_text_of(name), c->options[i]->help);
  }
}

static void add_columns(const struct ut_completion *c, struct ut_buf *out, size_t done)
{
  size_t count;
  struct ut_reader *reader = NULL;
  struct ut_error unread = {0};
  const struct ut_column *known = ut_columns(&count);
  if (!c->file)
    for (size_t i = 0; i < count; i++)
      add(c, out, done, ut_text_of(known[i].name), known[i].sv);
  else if (ut_reader_open(&reader, &c->file, 1, &c->reading, &unread) == UT_OK)
    for (size_t i = 0; i < ut_reader_columns(reader); i++)
      add(c, out, done, ut_reader_names(reader)[i], ut_column_of(ut_reader_names(reader)[i])->sv);
  ut_reader_free(reader);
}

/* The word of a condition that begins at `at`; len 0: none is left. What stands between words is no letter. */
static struct ut_text word_at(const char *condition, size_t at)
{
  const char *begins = condition + at + strspn(condition + at, " (),");
  size_t len = strcspn(begins, " (),=<>!");
  return (struct ut_text){begins, len > 0 ? len : strspn(begins, "=<>!")};
}

static bool is_any(struct ut_text word, const char *const *words)
{
  while (*words && !ut_text_is(word, *words))
    words++;
  return *words != NULL;
}

/* The column whose codes are named at the end of the first bytes of a condition, as behind "kon = " or
 * "insats = a and kon in (K, "; len 0: a column is. */
static struct ut_text compared(const char *condition, size_t len)
{
  static const char *const operators[] = {"=", "!=", "has", "in", NULL};
  static const char *const links[] = {"and", "or", "not", NULL};
  struct ut_text column = {0}, last = {0};
  for (struct ut_text w = word_at(condition, 0); w.len > 0 && w.ptr < condition + len;
       w = word_at(condition, (size_t)(w.ptr + w.len - condition))) {
    if (is_any(w, operators))
      column = last;
    else if (is_any(w, links))
      column = (struct ut_text){0};
    last = w;
  }
  return column;
}

static void add_condition(const struct ut_completion *c, struct ut_buf *out)
{
  size_t done = strlen(c->word);
  while (done > 0 && !strchr(" (),=<>!", c->word[done - 1]))
    done--;
  struct ut_text name = compared(c->word, done);
  if (name.len == 0) {
    add_columns(c, out, done);
    return;
  }
  const struct ut_column *column = ut_column_at(name, UT_EFTER);
  const struct ut_vocabulary *codes = column ? column->codes : ut_column_of(name)->codes;
  for (size_t i = 0; codes && i < codes->count; i++)
    add(c, out, done, ut_text_of(codes->codes[i].code), codes->codes[i].sv);
}

static void add_notes(const struct ut_completion *c, struct ut_buf *out)
{
  const struct ut_vocabulary *notes = &ut_vocabularies[UT_NOT];
  size_t done = finished(c, true);
  if (done == 0)
    add(c, out, 0, ut_text_of("all"), "");
  for (size_t i = 0; i < notes->count; i++)
    add(c, out, done, ut_text_of(notes->codes[i].code), notes->codes[i].en);
}

static enum ut_status add_shared(const struct ut_completion *c, struct ut_buf *out, const char *kind,
                                 const char *suffix)
{
  struct ut_buf names = {0};
  enum ut_status status = ut_share_list(kind, suffix, &names);
  struct ut_text left = ut_buf_text(&names);
  while (status == UT_OK && left.len > 0) {
    size_t len = (size_t)((const char *)memchr(left.ptr, '\n', left.len) - left.ptr);
    add(c, out, 0, (struct ut_text){left.ptr, len}, "");
    left = (struct ut_text){left.ptr + len + 1, left.len - len - 1};
  }
  ut_buf_clear(&names);
  return status;
}

static enum ut_status add_first(const struct ut_completion *c, struct ut_buf *out)
{
  for (size_t i = 0; i < c->first->count; i++)
    add(c, out, 0, ut_text_of(c->first->words[i]), "");
  return c->first->shared ? add_shared(c, out, c->first->shared, ".md") : UT_OK;
}

static bool takes(const struct ut_option *o, const char *what)
{
  return strcmp(o->value, what) == 0;
}

enum ut_status ut_complete(const struct ut_completion *c, struct ut_buf *out)
{
  const struct ut_option *o = c->of;
  enum ut_status status = UT_OK;
  if (!o && *c->word == '-')
    add_options(c, out);
  else if (!o && c->first)
    status = add_first(c, out);
  if (o && o->choices)
    for (const struct ut_choice *choice = o->choices; choice->name; choice++)
      add(c, out, 0, ut_text_of(choice->name), "");
  else if (o && o->shared)
    status = add_shared(c, out, o->shared, strcmp(o->shared, "maps") == 0 ? ".json" : ".csv");
  else if (o && takes(o, "CODES"))
    add_notes(c, out);
  else if (o && takes(o, "EXPR"))
    add_condition(c, out);
  else if (o && strstr(o->value, "COL"))
    add_columns(c, out, finished(c, takes(o, "COLS")));
  if (o ? strstr(o->value, "FILE") != NULL : *c->word != '-')
    ut_buf_add_string(out, "\t\n");
  return out->failed ? UT_NOMEM : status;
}

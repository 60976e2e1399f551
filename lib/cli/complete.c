/* What a word of a command line may become: options, choices, shared data, columns, codes; in a condition, too. */
#include "cli/complete.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/personnummer.h"
#include "expr/lexer.h"
#include "model/share.h"
#include "utfall/column.h"
#include "utfall/vocabulary.h"

enum { HELP = 160 };

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
  char name[UT_OPTION_NAME + 2], help[HELP];
  for (size_t i = 0; i < c->count; i++) {
    const struct ut_option *o = c->options[i];
    snprintf(name, sizeof name, "--%s", c->names[i]);
    snprintf(help, sizeof help, "%s%s%s", o->value ? o->value : "", o->value ? ": " : "", o->help);
    if (is_first_of_name(c, i))
      add(c, out, 0, ut_text_of(name), help);
  }
}

/* The columns of the first file, or all known ones, each as `spell` writes it; false: it cannot be written. */
static void add_columns(const struct ut_completion *c, struct ut_buf *out, size_t done,
                        bool (*spell)(struct ut_buf *spelt, struct ut_text name))
{
  size_t count;
  struct ut_reader *reader = NULL;
  struct ut_error unread = {0};
  struct ut_buf spelt = {0};
  const struct ut_column *known = ut_columns(&count);
  if (c->file)
    count = ut_reader_open(&reader, &c->file, 1, &c->reading, &unread) == UT_OK ? ut_reader_columns(reader) : 0;
  for (size_t i = 0; i < count; i++) {
    struct ut_text name = c->file ? ut_reader_names(reader)[i] : ut_text_of(known[i].name);
    spelt.len = 0;
    if (spell(&spelt, name))
      add(c, out, done, ut_buf_text(&spelt), c->file ? ut_column_of(name)->sv : known[i].sv);
  }
  out->failed = out->failed || spelt.failed;
  ut_buf_clear(&spelt);
  ut_reader_free(reader);
}

static bool spell_alone(struct ut_buf *spelt, struct ut_text name)
{
  return ut_buf_add_text(spelt, name) == UT_OK;
}

/* In a list a comma ends a name, and nothing quotes it. */
static bool spell_in_list(struct ut_buf *spelt, struct ut_text name)
{
  return !memchr(name.ptr, ',', name.len) && spell_alone(spelt, name);
}

/* In quotes where it is not one word of a condition. */
static bool spell_in_condition(struct ut_buf *spelt, struct ut_text name)
{
  struct ut_error unread = {0};
  if (!spell_alone(spelt, name) || !ut_buf_string(spelt))
    return false;
  struct ut_lexer l = {.text = ut_buf_text(spelt), .at = ut_buf_string(spelt), .err = &unread};
  if (!memchr("\"'", *l.at, 2) && ut_lexer_next(&l) == UT_OK && ut_lexer_is_literal(&l) && l.token.raw.len == name.len)
    return true;
  spelt->len = 0;
  ut_buf_add_string(spelt, "\"");
  for (size_t i = 0; i < name.len; i++)
    ut_buf_format(spelt, "%.*s", strchr("\"\\", name.ptr[i]) ? 2 : 1, (char[]){name.ptr[i], name.ptr[i], '\0'});
  return ut_buf_add_string(spelt, "\"") == UT_OK;
}

/* Where a condition has come to. */
struct begun_condition {
  enum { A_COLUMN, A_CODE, ANOTHER } next; /* what may stand next */
  struct ut_text column;                   /* the last one */
  size_t done;                             /* the bytes before what is begun */
};

static void take_token(struct begun_condition *p, const struct ut_lexer *l)
{
  static const char *const links[] = {"and", "or", NULL}, *const tests[] = {"in", "has", NULL};
  enum ut_token_kind kind = l->token.kind;
  if (ut_lexer_is_any_word(l, links))
    p->next = A_COLUMN;
  else if (kind == UT_TOKEN_COMPARE || kind == UT_TOKEN_COMMA || kind == UT_TOKEN_DOT || ut_lexer_is_any_word(l, tests))
    p->next = A_CODE;
  else if (ut_lexer_is_literal(l)) {
    p->column = p->next == A_COLUMN ? l->token.text : p->column;
    p->next = ANOTHER;
  }
}

/* A quote that is open, and a word at the end, are begun. */
static struct begun_condition find_place(struct ut_lexer *l)
{
  struct begun_condition p = {A_COLUMN, ut_text_of(""), 0};
  const char *begin = l->at, *end = begin + l->text.len;
  while (ut_lexer_next(l) == UT_OK && l->token.kind != UT_TOKEN_END && (l->token.kind != UT_TOKEN_WORD || l->at < end))
    take_token(&p, l);
  p.done = (size_t)((l->at == end && l->token.kind == UT_TOKEN_WORD ? l->token.raw.ptr : l->at) - begin);
  return p;
}

static enum ut_status add_condition(const struct ut_completion *c, struct ut_buf *out)
{
  struct ut_error unread = {0};
  size_t len = ut_utf8_valid(c->word, strlen(c->word));
  char *strings = malloc(len + 1);
  if (!strings)
    return UT_NOMEM;
  struct ut_lexer l = {.text = {c->word, len}, .at = c->word, .strings = strings, .err = &unread};
  struct begun_condition p = find_place(&l);
  if (p.next == A_COLUMN)
    add_columns(c, out, p.done, spell_in_condition);
  const struct ut_column *stem = ut_column_at(p.column, UT_EFTER);
  const struct ut_vocabulary *codes = stem ? stem->codes : ut_column_of(p.column)->codes;
  for (size_t i = 0; p.next == A_CODE && codes && i < codes->count; i++)
    add(c, out, p.done, ut_text_of(codes->codes[i].code), codes->codes[i].sv);
  free(strings);
  return UT_OK;
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
    status = add_condition(c, out);
  else if (o && strstr(o->value, "COL"))
    add_columns(c, out, finished(c, takes(o, "COLS")), takes(o, "COLS") ? spell_in_list : spell_alone);
  if (o ? strstr(o->value, "FILE") != NULL : *c->word != '-')
    ut_buf_add_string(out, "\t\n");
  return out->failed ? UT_NOMEM : status;
}

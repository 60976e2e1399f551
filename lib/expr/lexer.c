/* Words, quoted texts and signs of a condition. */
#include "expr/lexer.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/compose.h"
#include "expr/caret.h"

static bool is_word_character(uint32_t c)
{
  if (c < 0x80)
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  return c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7;
}

static bool is_blank(uint32_t c)
{
  return ut_is_blank(c) || (c >= '\n' && c <= '\r');
}

static const char *text_end(const struct ut_lexer *l)
{
  return l->text.ptr + l->text.len;
}

/* Digits so far, with a minus or not: what a decimal point may follow. */
static bool is_whole_number(struct ut_text t)
{
  size_t i = t.len > 0 && t.ptr[0] == '-';
  size_t first = i;
  while (i < t.len && ut_char_is_digit(t.ptr[i]))
    i++;
  return i == t.len && i > first;
}

static const char *word_end(const char *start, const char *end)
{
  const char *at = start;
  while (at < end) {
    const char *next = at;
    uint32_t c = ut_utf8_next(&next, end);
    bool point = c == '.' && end - at > 1 && ut_char_is_digit(at[1]) && is_whole_number(ut_text_between(start, at));
    if (!point && !is_word_character(c))
      break;
    at = next;
  }
  return at;
}

/* The quote that begins at l->at, without its marks. A mark that is doubled or stands after a backslash is one, and so
 * are two backslashes. */
static enum ut_status read_quoted(struct ut_lexer *l)
{
  char quote = *l->at, *string = l->strings, *out = string;
  const char *at = l->at + 1, *end = text_end(l);
  for (;; at++) {
    if (at == end)
      return ut_lexer_fail(l, l->at, "this quote is not closed");
    bool escaped =
        (*at == '\\' && at + 1 < end && strchr("\\\"'", at[1])) || (*at == quote && at + 1 < end && at[1] == quote);
    if (escaped)
      at++;
    else if (*at == quote)
      break;
    *out++ = *at;
  }
  l->strings = out;
  l->token = (struct ut_token){UT_TOKEN_QUOTED, ut_text_between(l->at, at + 1), ut_text_between(string, out)};
  return UT_OK;
}

static struct ut_token read_sign(const char *at)
{
  static const struct {
    const char *sign;
    enum ut_token_kind kind;
  } signs[] = {
      {"!=", UT_TOKEN_COMPARE}, {"<=", UT_TOKEN_COMPARE}, {">=", UT_TOKEN_COMPARE}, {"..", UT_TOKEN_DOTS},
      {"=", UT_TOKEN_COMPARE},  {"<", UT_TOKEN_COMPARE},  {">", UT_TOKEN_COMPARE},  {"(", UT_TOKEN_OPEN},
      {")", UT_TOKEN_CLOSE},    {",", UT_TOKEN_COMMA},    {".", UT_TOKEN_DOT},
  };
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
    size_t len = strlen(signs[i].sign);
    if (strncmp(at, signs[i].sign, len) == 0)
      return (struct ut_token){signs[i].kind, {at, len}, {at, len}};
  }
  return (struct ut_token){UT_TOKEN_END, {at, 0}, {at, 0}};
}

static void skip_blanks(struct ut_lexer *l)
{
  const char *next = l->at, *end = text_end(l);
  while (next < end && is_blank(ut_utf8_next(&next, end)))
    l->at = next;
}

static enum ut_status refuse_character(const struct ut_lexer *l)
{
  const char *next = l->at;
  char shown[UT_QUOTED];
  ut_utf8_next(&next, text_end(l));
  return ut_lexer_fail(l, l->at, "%s has no meaning outside quotes", ut_quote(shown, l->at, (size_t)(next - l->at)));
}

enum ut_status ut_lexer_next(struct ut_lexer *l)
{
  skip_blanks(l);
  const char *end = text_end(l);
  struct ut_text word = ut_text_between(l->at, word_end(l->at, end));
  if (word.len > 0)
    l->token = (struct ut_token){UT_TOKEN_WORD, word, word};
  else if (l->at < end && (*l->at == '"' || *l->at == '\'')) {
    enum ut_status status = read_quoted(l);
    if (status)
      return status;
  } else
    l->token = read_sign(l->at);
  if (l->token.kind == UT_TOKEN_END && l->at < end)
    return refuse_character(l);
  l->at = l->token.raw.ptr + l->token.raw.len;
  return UT_OK;
}

struct ut_text ut_lexer_keep(struct ut_lexer *l)
{
  struct ut_text t = l->token.text;
  if (l->token.kind == UT_TOKEN_WORD) {
    char *copy = l->strings;
    l->strings = mempcpy(copy, t.ptr, t.len);
    t.ptr = copy;
  }
  return t;
}

bool ut_lexer_is_word(const struct ut_lexer *l, const char *word)
{
  struct ut_text t = l->token.raw;
  return l->token.kind == UT_TOKEN_WORD && t.len == strlen(word) && strncasecmp(t.ptr, word, t.len) == 0;
}

bool ut_lexer_is_any_word(const struct ut_lexer *l, const char *const *words)
{
  while (*words && !ut_lexer_is_word(l, *words))
    words++;
  return *words != NULL;
}

bool ut_lexer_is_literal(const struct ut_lexer *l)
{
  static const char *const reserved[] = {"and", "or", "not", "in", "is", "like", "has", NULL};
  return l->token.kind == UT_TOKEN_QUOTED || (l->token.kind == UT_TOKEN_WORD && !ut_lexer_is_any_word(l, reserved));
}

enum ut_status ut_lexer_fail(const struct ut_lexer *l, const char *at, const char *format, ...)
{
  char message[UT_ERROR_TEXT];
  va_list args;
  va_start(args, format);
  vsnprintf(message, sizeof message, format, args);
  va_end(args);
  return ut_caret_error(l->err, message, l->text, at);
}

enum ut_status ut_lexer_expected(const struct ut_lexer *l, const char *what, bool after_value)
{
  static const char *const hints[] = {
      [UT_TOKEN_WORD] = " (text with blanks or signs needs quotes)",
      [UT_TOKEN_DOT] = " (text with blanks or signs needs quotes)",
      [UT_TOKEN_COMMA] = " (decimals have a point)",
      [UT_TOKEN_DOTS] = " (a range is written after in)",
  };
  const struct ut_token *t = &l->token;
  char shown[UT_QUOTED] = "the end";
  if (t->kind != UT_TOKEN_END)
    ut_quote(shown, t->raw.ptr, t->raw.len);
  const char *hint = after_value && t->kind < sizeof hints / sizeof *hints ? hints[t->kind] : NULL;
  return ut_lexer_fail(l, t->raw.ptr, "expected %s, found %s%s", what, shown, hint ? hint : "");
}

/* The tokens of a condition, and errors that point at them. */
#ifndef UTFALL_LEXER_H
#define UTFALL_LEXER_H

#include "utfall/text.h"

enum ut_token_kind {
  UT_TOKEN_END,
  UT_TOKEN_WORD, /* letters of Latin scripts, digits, _ and -; a number with its decimals too */
  UT_TOKEN_QUOTED,
  UT_TOKEN_COMPARE,
  UT_TOKEN_OPEN,
  UT_TOKEN_CLOSE,
  UT_TOKEN_COMMA,
  UT_TOKEN_DOT,
  UT_TOKEN_DOTS
};

struct ut_token {
  enum ut_token_kind kind;
  struct ut_text raw, text; /* as it stands; as it is meant */
};

struct ut_lexer {
  struct ut_text text; /* valid UTF-8, terminated */
  const char *at;      /* behind the token */
  struct ut_token token;
  char *strings; /* where the next literal is kept; the caller gives room for as many bytes as the text has */
  struct ut_error *err;
};

/* Reads the next token. UT_USAGE: a character that means nothing, or a quote that is not closed. */
enum ut_status ut_lexer_next(struct ut_lexer *l);

/* Keeps the token's text among the strings, where a quoted one is already. */
struct ut_text ut_lexer_keep(struct ut_lexer *l);

/* Is the token that word, in capitals or not? A quoted text is no word. */
bool ut_lexer_is_word(const struct ut_lexer *l, const char *word);

/* Is it one of these words? NULL ends them. */
bool ut_lexer_is_any_word(const struct ut_lexer *l, const char *const *words);

/* Can the token be a value: quoted, or a word that is not of the grammar? */
bool ut_lexer_is_literal(const struct ut_lexer *l);

/* UT_USAGE with a caret under `at`, a place in the text. */
enum ut_status ut_lexer_fail(const struct ut_lexer *l, const char *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* UT_USAGE: what the token is where `what` was expected. `after_value` adds what a value may have lacked. */
enum ut_status ut_lexer_expected(const struct ut_lexer *l, const char *what, bool after_value);

#endif

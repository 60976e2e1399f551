/* What a word of a command line may become, for the shells: --describe-options. */
#ifndef UTFALL_COMPLETE_H
#define UTFALL_COMPLETE_H

#include "cli/option.h"
#include "utfall/stream.h"

/* What the first operand of a filter may be beside a file. */
struct ut_first_operand {
  const char *const *words;
  size_t count;
  const char *shared; /* the kind of the Markdown files that come with the toolkit; NULL: none */
};

struct ut_completion {
  const struct ut_option *const *options; /* all of the filter, and what each is called */
  const char (*names)[UT_OPTION_NAME];
  size_t count;
  const struct ut_option *of;           /* the word is its value; NULL: it is an option or an operand */
  const struct ut_first_operand *first; /* NULL: the word is another operand, or nothing but a file */
  const char *before;                   /* what stands before the value in the word: "--by=", or "" */
  const char *word;                     /* what there is of it, without that */
  char *file;                           /* the first operand that is a file: it has the columns; NULL: none is */
  struct ut_reader_options reading;     /* how that is read */
};

/* Adds a line for each word that it may be: the word, a tab, what it means. "\t" and no word: a file, too. UT_NOMEM. */
enum ut_status ut_complete(const struct ut_completion *c, struct ut_buf *out);

#endif

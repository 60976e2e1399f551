/* What a template asks for between {{ and }}: {{table: NAME | rows=klass cols=kon | Caption}}. */
#ifndef UTFALL_DIRECTIVE_H
#define UTFALL_DIRECTIVE_H

#include "report/faults.h"
#include "utfall/text.h"

enum ut_directive_kind {
  UT_DIRECTIVE_TABLE,
  UT_DIRECTIVE_CHART,
  UT_DIRECTIVE_FIGURE,
  UT_DIRECTIVE_QUALITY,
  UT_DIRECTIVE_NOTES,
  UT_DIRECTIVE_PROVENANCE
};

enum { UT_ARGUMENTS_MAX = 32 };

/* name=value, or a name alone. */
struct ut_argument {
  const char *name, *value; /* value NULL: a name alone */
};

struct ut_directive {
  struct ut_text written; /* all of it, in the template, from which it is borrowed */
  size_t line, column;    /* 1-based, where it begins */
  bool closed;            /* there is a }} in its line */
  /* of ut_directive_read */
  char *copy; /* that the texts below are in */
  enum ut_directive_kind kind;
  const char *chart;  /* the kind of one; else NULL */
  const char *source; /* the name of a table; NULL: none */
  struct ut_argument arguments[UT_ARGUMENTS_MAX];
  size_t argument_count;
  const char *last; /* the caption, or of a figure its column; NULL: none */
};

/* Finds what begins with {{ in a template, in order. UT_NOMEM. The caller frees, after a failure too. */
enum ut_status ut_directives_find(struct ut_directive **out, size_t *count, struct ut_text template);

/* Takes one apart. UT_USAGE says what is wrong with it. */
enum ut_status ut_directive_read(struct ut_directive *d, struct ut_error *err);

/* Does it stand among other text, and not in a paragraph of its own? */
static inline bool ut_directive_is_inline(const struct ut_directive *d)
{
  return d->kind == UT_DIRECTIVE_FIGURE;
}

void ut_directives_free(struct ut_directive *directives, size_t count);

#endif

/* A report: a template whose figures, tables and charts come from named tables. */
#ifndef UTFALL_ARTICLE_H
#define UTFALL_ARTICLE_H

#include "report/faults.h"
#include "utfall/stream.h"
#include "utfall/vocabulary.h"

struct ut_article_options {
  enum ut_language language;
  bool exposes;                     /* tables that are not for the public are shown, below a banner */
  struct ut_reader_options reading; /* of the tables; its run is told of doubts and lists what is read */
};

struct ut_article;

enum ut_status ut_article_new(struct ut_article **out, const struct ut_article_options *options, struct ut_error *err);

/* Adds a table, NAME=FILE, which is borrowed. UT_USAGE: it is no such thing, or another has the name. */
enum ut_status ut_article_add(struct ut_article *a, const char *named, struct ut_error *err);

/* Reads the template, the files of labels that it names and the commands (NULL: none). What is wrong with the template
 * is added to the faults. UT_IO, UT_BAD_INPUT: a file cannot be used. */
enum ut_status ut_article_read(struct ut_article *a, const char *path, const char *commands, struct ut_error *err);

/* Reads the tables and puts what is asked for in its place; adds what is wrong to the faults, a table that may not be
 * shown included. UT_IO, UT_BAD_INPUT: a table cannot be used. */
enum ut_status ut_article_resolve(struct ut_article *a, struct ut_error *err);

/* All faults, with their places in the template, in their order. None: it can be written. */
const struct ut_faults *ut_article_faults(struct ut_article *a);

/* Appends the page to an output that the caller commits. UT_NOMEM. */
enum ut_status ut_article_write(struct ut_article *a, struct ut_output *o, struct ut_error *err);

void ut_article_free(struct ut_article *a);

#endif

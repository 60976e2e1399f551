/* The tables that a template calls by name. */
#ifndef UTFALL_SOURCES_H
#define UTFALL_SOURCES_H

#include "stream/whole_table.h"

struct ut_named_table {
  char *name;
  const char *path;             /* borrowed */
  struct ut_whole_table *table; /* NULL: it has not been asked for */
  size_t input;                 /* its number among the run's inputs, where those are listed */
  bool shown;                   /* doubts about it have been told */
};

/* Zero-initialised but for the options. */
struct ut_sources {
  struct ut_reader_options reading; /* of all of them */
  struct ut_named_table *tables;
  size_t count;
};

/* Adds NAME=FILE, which is borrowed; nothing is read. UT_USAGE: it is none, or the name is given twice. UT_NOMEM. */
enum ut_status ut_sources_add(struct ut_sources *s, const char *named, struct ut_error *err);

/* The table of that name; NULL where there is none. */
struct ut_named_table *ut_sources_find(const struct ut_sources *s, const char *name);

/* Reads the table, once. UT_BAD_INPUT, UT_IO: what ut_whole_table_load refuses. */
enum ut_status ut_sources_load(const struct ut_sources *s, struct ut_named_table *table, struct ut_error *err);

/* Appends the names that there are. UT_NOMEM. */
enum ut_status ut_sources_list(const struct ut_sources *s, struct ut_buf *out);

/* Frees and zeroes. */
void ut_sources_clear(struct ut_sources *s);

#endif

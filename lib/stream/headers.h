/* The headers of the files of a reader, one by one. */
#ifndef UTFALL_HEADERS_H
#define UTFALL_HEADERS_H

#include "utfall/stream.h"

/* Borrowed from the reader. */
struct ut_header {
  const char *source;
  size_t line; /* 0: of JSON, which has none */
  const struct ut_text *names;
  const size_t *places; /* the reader's column of each */
  size_t count;         /* 0: an empty array */
};

/* How many files there are, and the header of one. */
size_t ut_reader_headers(const struct ut_reader *r);
struct ut_header ut_reader_header(const struct ut_reader *r, size_t index);

/* What stands in this column of the reader is of no concern: a cell of a sheet that has no value is empty there, and
 * does not make its row a bad one. UT_NOMEM. */
enum ut_status ut_reader_spare(struct ut_reader *r, size_t index);

#endif

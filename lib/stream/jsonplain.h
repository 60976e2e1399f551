/* JSON objects that are plain: their members' names are known, in an order that is known, and so is nearly every row of
 * a file. Everything else is left to the validating scan. */
#ifndef UTFALL_JSONPLAIN_H
#define UTFALL_JSONPLAIN_H

#include "stream/jsonscan.h"

/* A name as it stands in the source, from behind its first quote to the last, and as it reads. */
struct ut_json_name {
  struct ut_text source, text;
};

/* The names of an object that was read before. Zero-initialised. */
struct ut_json_names {
  struct ut_json_name *names;
  size_t count, cap;
  struct ut_buf bytes; /* of all */
};

/* A plain object. The caller provides room for as many of each as there are names. */
struct ut_json_plain {
  struct ut_text *names, *values; /* texts as they stand between their quotes */
  size_t *escaped;                /* which of the values hold escapes */
  size_t count, escapes;
  size_t len; /* of the object */
};

/* Learns the names of an object: `texts`, one for each of `members`, whose offsets are into `source`. UT_NOMEM: none
 * are known then. */
enum ut_status ut_json_names_learn(struct ut_json_names *known, const char *source,
                                   const struct ut_json_member *members, const struct ut_text *texts, size_t count);

/* Takes the object that the span begins with if it is whole, valid and plain: its names are among those known and come
 * in their order, whatever is left out. False: the validating scan has to decide. */
bool ut_json_plain_take(struct ut_json_plain *plain, const struct ut_json_names *known, struct ut_json_span span,
                        bool lines);

/* Frees and zeroes. */
void ut_json_names_clear(struct ut_json_names *known);

#endif

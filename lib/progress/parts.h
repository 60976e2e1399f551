/* Parts of activity plans, read from a stream (delar): what is planned and done of each, by a person in an insats. */
#ifndef UTFALL_PARTS_H
#define UTFALL_PARTS_H

#include "table/watch.h"
#include "utfall/date.h"
#include "utfall/stream.h"

enum ut_part_result { UT_PART_NONE, UT_PART_COMPLETED, UT_PART_ABORTED };

/* As known by the day of ut_parts_open. Its texts are borrowed until the next row; days may be UT_DATE_NONE. */
struct ut_plan_part {
  struct ut_text id; /* empty: not known */
  struct ut_text insats, del;
  ut_date planned_start, planned_slut;
  ut_date start, slut;        /* a slut only with a start, and not before it */
  enum ut_part_result result; /* of one that has ended */
  const char *source;         /* the place of the row */
  size_t line;
};

struct ut_parts;

/* Opens the files: id, insats, del, start, slut and resultat must be there. What begins or ends after `as_of` has not
 * done so. After a failure, too, the caller frees *out. */
enum ut_status ut_parts_open(struct ut_parts **out, char *const *paths, size_t count,
                             const struct ut_reader_options *reading, ut_date as_of, struct ut_error *err);

/* Calls `take` for every part. UT_OK when all have been taken; otherwise the first other status. UT_BAD_INPUT with its
 * place: no insats or no del, what is no day or no resultat, an end before the start or without one, a resultat without
 * an end, a second row of a person's part from one day. */
typedef enum ut_status ut_part_take(void *context, const struct ut_plan_part *part, struct ut_error *err);
enum ut_status ut_parts_each(struct ut_parts *r, ut_part_take *take, void *context, struct ut_error *err);

/* UT_BAD_INPUT with the place of the cell del of the part at hand, which is none of the stages. */
enum ut_status ut_parts_no_stage(const struct ut_parts *r, struct ut_error *err);

/* How a table whose first key is insats, then id, sees values that look alike. */
void ut_parts_watch(const struct ut_parts *r, struct ut_table *t, size_t keys);

void ut_parts_free(struct ut_parts *r);

#endif

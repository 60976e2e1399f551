/* The reports of activity plans: stages, who is late, and who has a plan. */
#ifndef UTFALL_PART_REPORT_H
#define UTFALL_PART_REPORT_H

#include "base/names.h"
#include "table/partial.h"
#include "utfall/date.h"
#include "utfall/stream.h"

enum ut_part_report_kind { UT_PARTS_BY_STAGE, UT_PARTS_LATE, UT_PARTS_PLANNED };

struct ut_part_report_options {
  enum ut_part_report_kind kind;
  const char *stages;         /* file of stages; NULL, of UT_PARTS_PLANNED: any part will do */
  const char *participations; /* of UT_PARTS_PLANNED: file of those who are active */
  struct ut_names by;         /* likewise: its columns that group them */
  bool totals;                /* over every subset of these */
  ut_date as_of;
  const struct ut_whole_table *part; /* of a result, which has the stages instead of the file; NULL: none */
};

struct ut_part_report;

/* Opens the files of parts, and the stages. The options are copied, the files borrowed. After a failure, too, the
 * caller frees *out. */
enum ut_status ut_part_report_open(struct ut_part_report **out, char *const *paths, size_t count,
                                   const struct ut_reader_options *reading,
                                   const struct ut_part_report_options *options, struct ut_error *err);

/* But for who is late: reads all parts, notes what the report does not say, and names what is counted in. Once. */
enum ut_status ut_part_report_close(struct ut_part_report *r, struct ut_partial *part, struct ut_error *err);

/* Writes the report, once, after that. Who is late is read now. */
enum ut_status ut_part_report_write(struct ut_part_report *r, struct ut_output *output, enum ut_format to, int decimals,
                                    struct ut_error *err);

void ut_part_report_free(struct ut_part_report *r);

#endif

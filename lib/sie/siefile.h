/* SIE records out of a file or standard input. */
#ifndef UTFALL_SIEFILE_H
#define UTFALL_SIEFILE_H

#include "stream/source.h"
#include "utfall/sie.h"

struct ut_sie_file;

/* Does the input hold SIE, by how it begins? */
bool ut_sie_file_is(const struct ut_opened *input);

/* Takes the input over, in every case; `tick` is told of progress, NULL: nobody. */
enum ut_status ut_sie_file_open(struct ut_sie_file **out, struct ut_opened *input, const struct ut_sie_options *options,
                                const struct ut_tick *tick, struct ut_error *err);

/* As ut_sie_next, with the source in errors (not in findings), and UT_IO. */
enum ut_status ut_sie_file_next(struct ut_sie_file *f, struct ut_sie_record *record, struct ut_error *err);

/* The file's name for messages; lives as long as the file. */
const char *ut_sie_file_name(const struct ut_sie_file *f);
const struct ut_sie *ut_sie_file_facts(const struct ut_sie_file *f); /* for ut_sie_type */
void ut_sie_file_free(struct ut_sie_file *f);

#endif

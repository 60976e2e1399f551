/* SIE from a file: is an input SIE, and its records to the end. */
#ifndef UTFALL_SIEFILE_H
#define UTFALL_SIEFILE_H

#include "stream/source.h"
#include "utfall/sie.h"

/* Zero-initialised. */
struct ut_sie_file {
  struct ut_opened input;
  struct ut_sie *sie;
};

/* Does the input hold SIE, by how it begins? */
bool ut_sie_file_is(const struct ut_opened *input);

/* Takes the input over; ut_sie_file_clear is due in every case, and until then the file stays where it is. */
enum ut_status ut_sie_file_open(struct ut_sie_file *f, struct ut_opened *input, const struct ut_sie_options *options,
                                struct ut_error *err);

/* As ut_sie_next, with the source in errors (not in findings), and UT_IO. */
enum ut_status ut_sie_file_next(struct ut_sie_file *f, struct ut_sie_record *record, struct ut_error *err);

/* The file's name for messages; lives as long as the file. */
static inline const char *ut_sie_file_name(const struct ut_sie_file *f)
{
  return f->input.source.name;
}

void ut_sie_file_clear(struct ut_sie_file *f);

#endif

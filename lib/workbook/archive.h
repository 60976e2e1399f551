/* The parts of a workbook, which is a ZIP archive, read through libzip. Whatever is wrong with it is UT_BAD_INPUT; what
 * the operating system refuses, UT_IO. */
#ifndef UTFALL_ARCHIVE_H
#define UTFALL_ARCHIVE_H

#include "utfall/text.h"

struct ut_archive;

/* Opens the file of a descriptor, which stays the caller's and is read wherever it stands. Refuses what no program
 * writes: parts of the same name, parts that are encrypted. The caller frees *out, after a failure too. */
enum ut_status ut_archive_open(struct ut_archive **out, int fd, struct ut_error *err);

/* *index: the part of that name, whatever its case, with / and \ taken as the same and no difference made of a / in
 * front; -1 when there is none. */
enum ut_status ut_archive_find(struct ut_archive *a, struct ut_text name, ptrdiff_t *index, struct ut_error *err);

void ut_archive_free(struct ut_archive *a);

/* One part, from its beginning. Zero-initialised. */
struct ut_part {
  struct zip_file *file;
  struct ut_archive *archive;
  uint64_t size, packed; /* of all */
  uint64_t taken;
};

enum ut_status ut_part_open(struct ut_part *p, struct ut_archive *a, size_t index, struct ut_error *err);

/* The next bytes, at most `room`; none at the end. Refuses what inflates beyond reason. */
enum ut_status ut_part_read(struct ut_part *p, char *to, size_t room, size_t *len, struct ut_error *err);

void ut_part_close(struct ut_part *p);

#endif

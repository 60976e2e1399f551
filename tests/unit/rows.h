/* Files in memory, participations from a literal, days and near doubles, for tests. */
#ifndef ROWS_H
#define ROWS_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "utfall/participation.h"

/* A file in memory that holds `text`, under a name that can be opened until the descriptor is closed. */
static inline int file_of(const char *text, char path[32])
{
  int fd = memfd_create("rows", 0);
  assert_true(fd >= 0);
  assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
  snprintf(path, 32, "/proc/self/fd/%d", fd);
  return fd;
}

static inline struct ut_participations *participations_of(const char *csv, ut_date as_of)
{
  static char path[32]; /* the reader does not copy it */
  struct ut_reader_options options = {.from = UT_AUTO};
  struct ut_reader *reader;
  struct ut_participations *p = NULL;
  struct ut_error err = {0};
  char *paths[] = {path};
  int fd = file_of(csv, path);
  if (ut_reader_open(&reader, paths, 1, &options, &err) != UT_OK ||
      ut_participations_open(&p, reader, as_of, UT_EFTER, &err) != UT_OK)
    fail_msg("%s", err.text);
  close(fd);
  return p;
}

/* cmocka compares floats, which are too coarse for what is asked here. */
static inline void assert_close(double got, double expected, double tolerance)
{
  if (!(fabs(got - expected) <= tolerance))
    fail_msg("%.17g is not %.17g within %g", got, expected, tolerance);
}

/* A day that the test knows to exist; "" is none. */
static inline ut_date day(const char *iso)
{
  ut_date d = ut_date_parse(ut_text_of(iso));
  assert_true(d != UT_DATE_NONE || iso[0] == 0);
  return d;
}

#endif

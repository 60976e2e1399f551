/* Fuzzing tables of counts: the first byte says how they are protected, the rest is the table.
 * What is small is blanked as such, nothing else is, and a table without anything small keeps all its rows. */
#include "utfall/suppress.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { ROWS = 60 /* a longer table only takes its time */ };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
  if (!holds)
    abort();
}

static void protect(const struct ut_cube *c, const struct ut_disclosure_options *o)
{
  struct ut_disclosure *d;
  size_t small = 0, secondary = 0;
  must(ut_disclosure_new(&d, c, o, NULL) == UT_OK);
  for (size_t i = 0; i < ut_cube_rows(c); i++) {
    int64_t count = ut_cube_row(c, i)->count, base = ut_cube_row(c, i)->base;
    enum ut_loss loss = ut_disclosure_loss(d, i);
    must((loss == UT_SMALL) == (count > 0 && count < o->min));
    must((loss == UT_ZERO) == (count == 0 && o->zeros));
    must(loss != UT_REST || (o->complement && base - count < o->min));
    small += loss == UT_SMALL || loss == UT_ZERO || loss == UT_REST || (base >= 0 && base < o->min);
    secondary += loss == UT_SECONDARY;
  }
  must(small > 0 || secondary == 0);
  ut_disclosure_free(d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const struct ut_reader_options reading = {.from = UT_AUTO};
  const struct ut_names keys = {.count = 0};
  struct ut_reader *reader = NULL;
  struct ut_error err;
  struct ut_cube cube = {.base = -1};
  char path[32];
  char *paths[] = {path};
  if (size == 0)
    return 0;
  int fd = memfd_create("fuzz", 0);
  must(fd >= 0 && write(fd, data + 1, size - 1) == (ssize_t)size - 1);
  snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
  const struct ut_disclosure_options options = {
      .min = 2 + data[0] % 5, .interval = 1 + data[0] / 5 % 8, .zeros = data[0] & 64, .complement = data[0] & 128};
  enum ut_status status = ut_reader_open(&reader, paths, 1, &reading, &err);
  if (status == UT_OK)
    status = ut_cube_read(&cube, reader, &keys, "antal", &err);
  if (status == UT_OK && ut_cube_rows(&cube) <= ROWS)
    protect(&cube, &options);
  ut_cube_clear(&cube);
  ut_reader_free(reader);
  close(fd);
  return 0;
}

/* Fuzzing tables of counts: the first byte says how they are protected, the rest is the table.
 * What is small is blanked as such, nothing else is, and a table without anything small keeps all its rows. */
#include "disclosure/tidy_table.h"

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

static void protect(const struct ut_tidy_table *t, const struct ut_suppress_options *o)
{
  struct ut_suppress *s;
  size_t small = 0, secondary = 0;
  must(ut_suppress_new(&s, t, o, NULL) == UT_OK);
  for (size_t i = 0; i < ut_suppress_rows(s); i++) {
    int64_t count = ut_tidy_table_slot(t, i)->count, base = ut_tidy_table_slot(t, i)->base;
    enum ut_loss loss = ut_suppress_loss(s, i, 0);
    must((loss == UT_LOSS_SMALL) == (count > 0 && count < o->min));
    must((loss == UT_LOSS_ZERO) == (count == 0 && o->zeros));
    must(loss != UT_LOSS_COMPLEMENT || (o->complement && base - count < o->min));
    small += (loss != UT_LOSS_NONE && loss != UT_LOSS_SECONDARY) || (base >= 0 && base < o->min);
    secondary += loss == UT_LOSS_SECONDARY;
  }
  must(small > 0 || secondary == 0);
  ut_suppress_free(s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const struct ut_reader_options reading = {.from = UT_AUTO};
  struct ut_reader *reader = NULL;
  struct ut_error err;
  struct ut_tidy_table *table = NULL;
  char path[32];
  char *paths[] = {path};
  if (size == 0)
    return 0;
  int fd = memfd_create("fuzz", 0);
  must(fd >= 0 && write(fd, data + 1, size - 1) == (ssize_t)size - 1);
  snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
  const struct ut_suppress_options options = {
      .min = 2 + data[0] % 5, .interval = 1 + data[0] / 5 % 8, .zeros = data[0] & 64, .complement = data[0] & 128};
  const struct ut_names antal = {{ut_text_of("antal")}, 1};
  const struct ut_tidy_table_options columns = {.counts = &antal};
  enum ut_status status = ut_reader_open(&reader, paths, 1, &reading, &err);
  if (status == UT_OK)
    status = ut_tidy_table_new(&table, reader, &columns, &err);
  if (status == UT_OK && ut_tidy_table_rows(table) <= ROWS)
    protect(table, &options);
  ut_tidy_table_free(table);
  ut_reader_free(reader);
  close(fd);
  return 0;
}

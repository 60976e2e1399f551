/* Fuzzing targets and tables: the first byte chooses a file of targets, a published table or one whose headings are
 * columns; what follows up to the first NUL byte is that, the rest is a table of results.
 * What is written has a row for each target, and all are met only where each has a result. */
#include "goals/goal.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
  if (!holds)
    abort();
}

static int file_of(const void *bytes, size_t size, char path[32])
{
  int fd = memfd_create("fuzz", 0);
  must(fd >= 0 && write(fd, bytes, size) == (ssize_t)size);
  snprintf(path, 32, "/proc/self/fd/%d", fd);
  return fd;
}

static enum ut_status load(struct ut_targets **t, unsigned char how, const char *path, struct ut_error *err)
{
  if (how % 3 == 0)
    return ut_targets_load(t, path, NULL, err);
  return ut_targets_load_published(t, path, how % 3 == 1 ? "klass" : NULL, "antal", NULL, err);
}

static void hold(const struct ut_targets *t, const char *path)
{
  struct ut_reader_options reading = {.from = UT_AUTO};
  struct ut_goals *g;
  struct ut_error err = {0};
  struct ut_output output;
  bool all_met = false;
  ut_output_init(&output, -1, "<stdout>");
  enum ut_status status = ut_goals_new(&g, t, NULL, &err);
  if (status == UT_OK)
    status = ut_goals_add(g, path, &reading, &err);
  if (status == UT_OK)
    status = ut_goals_find(g, &err);
  if (status == UT_OK)
    status = ut_goals_write(g, &output, UT_JSONL, 1, true, &all_met, &err);
  size_t rows = 0, lacking = 0;
  struct ut_text rest = ut_buf_text(&output.buf), line;
  for (rest.ptr = rest.ptr ? rest.ptr : ""; ut_text_split(&rest, '\n', &line);) {
    rows += line.len > 0;
    lacking += memmem(line.len ? line.ptr : "", line.len, "\"saknas\"", 8) != NULL;
  }
  if (status == UT_OK && rows < 1000) /* the output has not been flushed */
    must(rows >= t->count && (!all_met || lacking == 0));
  ut_output_abandon(&output);
  ut_goals_free(g);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  char targets_path[32], table_path[32];
  struct ut_targets *t = NULL;
  struct ut_error err = {0};
  const uint8_t *end = size > 1 ? memchr(data + 1, 0, size - 1) : NULL;
  if (!end)
    return 0;
  int targets = file_of(data + 1, (size_t)(end - data - 1), targets_path);
  int table = file_of(end + 1, size - (size_t)(end + 1 - data), table_path);
  if (load(&t, data[0], targets_path, &err) == UT_OK)
    hold(t, table_path);
  ut_targets_free(t);
  close(targets);
  close(table);
  return 0;
}

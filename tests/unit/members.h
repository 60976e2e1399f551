/* The members of a table from a literal, and what a comparison of them writes, for tests. */
#ifndef MEMBERS_H
#define MEMBERS_H

#include "rows.h"
#include "contrast/members.h"

struct table {
  struct ut_members_options options;
  struct ut_reader *reader;
  struct ut_members *members;
};

static inline enum ut_status read_members(struct table *t, const char *csv, const char *key, struct ut_error *err)
{
  static char path[32]; /* the reader does not copy it */
  const struct ut_reader_options options = {.from = UT_AUTO};
  char *paths[] = {path};
  int fd = file_of(csv, path);
  t->options = (struct ut_members_options){.key = key, .option = "--key", .count = "antal", .base = "bas"};
  t->members = NULL;
  assert_int_equal(ut_reader_open(&t->reader, paths, 1, &options, err), UT_OK);
  close(fd);
  return ut_members_load(&t->members, t->reader, &t->options, err);
}

static inline void free_members(struct table *t)
{
  ut_members_free(t->members);
  ut_reader_free(t->reader);
}

/* What is written into `output` by `write`, behind its header. */
typedef enum ut_status written(const struct ut_members *m, struct ut_output *output, struct ut_run *run,
                               struct ut_error *err);

static inline void assert_written(const char *csv, const char *key, written *write, struct ut_run *run,
                                  const char *expected)
{
  struct table t;
  struct ut_error err = {0};
  struct ut_output output;
  char text[2048] = "";
  int pipe_ends[2];
  assert_int_equal(pipe(pipe_ends), 0);
  ut_output_init(&output, pipe_ends[1], "<stdout>");
  if (read_members(&t, csv, key, &err) != UT_OK || write(t.members, &output, run, &err) != UT_OK ||
      ut_output_commit(&output, &err) != UT_OK)
    fail_msg("%s", err.text);
  assert_true(read(pipe_ends[0], text, sizeof text - 1) > 0);
  assert_string_equal(strchr(text, '\n') + 1, expected);
  close(pipe_ends[0]);
  close(pipe_ends[1]);
  free_members(&t);
}

#endif

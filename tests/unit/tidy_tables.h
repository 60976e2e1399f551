/* A table held whole, from a literal, for tests. */
#ifndef TIDY_TABLES_H
#define TIDY_TABLES_H

#include "rows.h"
#include "disclosure/tidy_table.h"

struct table {
  struct ut_reader *reader;
  struct ut_tidy_table *tidy;
};

static inline enum ut_status read_table(struct table *t, const char *csv, const struct ut_names *keys,
                                        const char *count, struct ut_error *err)
{
  static char path[32]; /* the reader does not copy it */
  const struct ut_reader_options options = {.from = UT_AUTO};
  char *paths[] = {path};
  int fd = file_of(csv, path);
  assert_int_equal(ut_reader_open(&t->reader, paths, 1, &options, err), UT_OK);
  close(fd);
  const struct ut_names counts = {{ut_text_of(count)}, 1};
  const struct ut_tidy_table_options options_of = {.keys = keys, .counts = &counts};
  return ut_tidy_table_new(&t->tidy, t->reader, &options_of, err);
}

static inline struct table table_of(const char *csv)
{
  struct table t;
  struct ut_error err = {0};
  if (read_table(&t, csv, NULL, "antal", &err) != UT_OK)
    fail_msg("%s", err.text);
  return t;
}

static inline void free_table(struct table *t)
{
  ut_tidy_table_free(t->tidy);
  ut_reader_free(t->reader);
}

#endif

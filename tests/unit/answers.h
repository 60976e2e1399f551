/* Answers from a literal, for tests. */
#ifndef ANSWERS_H
#define ANSWERS_H

#include "rows.h"
#include "progress/answers.h"

static const struct ut_names no_columns;
static const struct ut_names unknown_codes = {.names = {{"vet_ej", 6}, {"99", 2}}, .count = 2};

/* NULL when they cannot be opened, with `err` filled. Their scale is 1 to 5. */
static inline struct ut_answers *answers_of(const char *csv, const struct ut_names *by, struct ut_error *err)
{
  static char path[32]; /* the reader does not copy it */
  const struct ut_answer_options options = {.scale = {1, 5}, .dont_know = unknown_codes, .by = *by};
  const struct ut_reader_options reading = {.from = UT_AUTO};
  struct ut_answers *answers = NULL;
  char *paths[] = {path};
  int fd = file_of(csv, path);
  enum ut_status status = ut_answers_open(&answers, paths, 1, &reading, &options, err);
  close(fd);
  if (status == UT_OK)
    return answers;
  ut_answers_free(answers);
  return NULL;
}

/* What is written to the file at `fd`. */
static inline void read_written(int fd, char *text, size_t size)
{
  ssize_t n = pread(fd, text, size - 1, 0);
  assert_true(n >= 0);
  text[n] = '\0';
}

#endif

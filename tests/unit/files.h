/* Files for a test: a group runs in a directory of its own, which goes when it ends. */
#ifndef UTFALL_FILES_H
#define UTFALL_FILES_H

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* cmocka's group setup and teardown. */
static inline int enter_scratch(void **state)
{
  char template[] = "/tmp/utfall-test.XXXXXX";
  char *path = mkdtemp(template);
  *state = path && chdir(path) == 0 ? strdup(path) : NULL;
  return *state ? 0 : -1;
}

static inline int leave_scratch(void **state)
{
  DIR *directory = opendir(".");
  if (!directory)
    return -1;
  for (struct dirent *entry; (entry = readdir(directory));)
    if (entry->d_name[0] != '.' && unlink(entry->d_name) != 0)
      rmdir(entry->d_name);
  closedir(directory);
  int failed = chdir("/") != 0 || rmdir(*state) != 0;
  free(*state);
  return failed;
}

static inline void write_file(const char *name, const char *bytes, size_t len)
{
  int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0666);
  assert_true(fd >= 0);
  for (size_t done = 0; done < len;) {
    ssize_t n = write(fd, bytes + done, len - done);
    assert_true(n > 0);
    done += (size_t)n;
  }
  assert_int_equal(close(fd), 0);
}

#define WRITE_FILE(name, text) write_file(name, text, sizeof(text) - 1)

/* The file's content, terminated; the caller frees. */
static inline char *read_file(const char *name)
{
  char *text = NULL;
  size_t size = 0;
  FILE *file = fopen(name, "r");
  assert_non_null(file);
  ssize_t n = getdelim(&text, &size, '\0', file);
  assert_int_equal(fclose(file), 0);
  if (n < 0) {
    free(text);
    return strdup("");
  }
  return text;
}

static inline void assert_file(const char *name, const char *expected)
{
  char *text = read_file(name);
  assert_string_equal(text, expected);
  free(text);
}

/* How many files there are here. */
static inline int count_files(void)
{
  int count = 0;
  DIR *directory = opendir(".");
  assert_non_null(directory);
  while (readdir(directory))
    count++;
  closedir(directory);
  return count - 2;
}

#endif

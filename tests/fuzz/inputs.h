/* What harnesses share: what must hold, errors that must be fit to be shown, and files in memory. */
#ifndef FUZZ_INPUTS_H
#define FUZZ_INPUTS_H

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/personnummer.h"
#include "utfall/error.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FUZZ_PATH = 32 };

static inline void demand(bool holds, const char *what)
{
  if (holds)
    return;
  fprintf(stderr, "fuzz: %s\n", what);
  abort();
}

/* A failure says what is wrong, in UTF-8 and without anybody's number, and is neither of memory nor of the system. */
static inline void demand_shown(enum ut_status status, const struct ut_error *err)
{
  char shown[2 * UT_ERROR_TEXT];
  struct ut_personnummer_found found;
  if (status == UT_OK || status == UT_END)
    return;
  demand(status != UT_NOMEM && status != UT_IO, "a status that cannot be");
  demand(err->text[0] != '\0', "an error without a text");
  struct ut_text text = ut_text_of(ut_error_format(err, shown, sizeof shown));
  demand(ut_utf8_valid(text.ptr, text.len) == text.len, "an error that is no UTF-8");
  demand(!ut_personnummer_find(text, &found), "an error that shows a personnummer");
}

/* A file that holds these bytes; the caller closes what is returned. */
static inline int file_of(const void *bytes, size_t size, char path[FUZZ_PATH])
{
  int fd = memfd_create("fuzz", MFD_CLOEXEC);
  demand(fd >= 0 && write(fd, bytes, size) == (ssize_t)size, "no file in memory");
  snprintf(path, FUZZ_PATH, "/proc/self/fd/%d", fd);
  return fd;
}

#endif

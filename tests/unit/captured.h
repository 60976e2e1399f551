/* What is written to a descriptor, held in memory. */
#ifndef UTFALL_CAPTURED_H
#define UTFALL_CAPTURED_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sys/mman.h>
#include <unistd.h>

static inline int capture(const char *name)
{
  int fd = memfd_create(name, 0);
  assert_true(fd >= 0);
  return fd;
}

static inline void read_back(int fd, char *to, size_t size)
{
  ssize_t n = pread(fd, to, size - 1, 0);
  assert_true(n >= 0);
  to[n] = '\0';
}

#endif

/* Keys and pseudonyms. The expected pseudonym is that of Python 3:
 *   h = hashlib.blake2b(b"197002149800", key=bytes(range(32)), digest_size=16).digest()
 *   "".join(chr(97 + (b >> 4)) + chr(97 + (b & 15)) for b in h) */
#include "import/pseudonym.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define HEX "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
#define EXPECTED "cmnhjifkbmnapcabfjgangldagebghpd"

static char directory[] = "/tmp/test_pseudonym.XXXXXX";
static char path[sizeof directory + 8];

static int set_up(void **state)
{
  (void)state;
  if (!mkdtemp(directory))
    return -1;
  snprintf(path, sizeof path, "%s/key", directory);
  return 0;
}

static int tear_down(void **state)
{
  (void)state;
  unlink(path);
  return rmdir(directory);
}

static void write_key(const void *bytes, size_t len, mode_t mode)
{
  unlink(path);
  int fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
  assert_true(fd >= 0);
  assert_int_equal(write(fd, bytes, len), len);
  assert_int_equal(fchmod(fd, mode), 0);
  close(fd);
}

static void expect_pseudonym(void)
{
  struct ut_key *key;
  struct ut_error err;
  struct ut_personnummer person = {.digits = "19700214980"
                                             "0"};
  char letters[UT_PSEUDONYM_LETTERS];
  assert_int_equal(ut_key_open(&key, path, &err), UT_OK);
  ut_key_pseudonym(key, &person, letters);
  assert_memory_equal(letters, EXPECTED, sizeof letters);
  ut_key_free(key);
}

static void every_form_of_a_key(void **state)
{
  (void)state;
  char bytes[33];
  for (int i = 0; i < 32; i++)
    bytes[i] = (char)i;
  bytes[32] = '\n';
  write_key(bytes, 32, 0600);
  expect_pseudonym();
  write_key(bytes, 33, 0400);
  expect_pseudonym();
  write_key(HEX, 64, 0600);
  expect_pseudonym();
  write_key(HEX "\r\n", 66, 0600);
  expect_pseudonym();
}

static void refused(const void *bytes, size_t len, mode_t mode, const char *message)
{
  struct ut_key *key;
  struct ut_error err;
  write_key(bytes, len, mode);
  assert_int_equal(ut_key_open(&key, path, &err), UT_BAD_INPUT);
  ut_key_free(key);
  assert_string_equal(err.source, path);
  assert_string_equal(err.text, message);
}

static void what_is_no_key(void **state)
{
  (void)state;
  static const char no_key[] = "is no key (expected 32 bytes or 64 hexadecimal digits; --key-new makes one)";
  refused("", 0, 0600, no_key);
  refused(HEX, 63, 0600, no_key);
  refused(HEX "0", 65, 0600, no_key);
  refused(HEX "\n\n\n", 67, 0600, no_key);
  refused("x" HEX, 64, 0600, no_key);
}

static void others_may_not_read_it(void **state)
{
  (void)state;
  refused(HEX, 64, 0640, "has mode 0640; a key must have mode 0600, or others could read it");
  refused(HEX, 64, 0602, "has mode 0602; a key must have mode 0600, or others could read it");
}

static void a_new_key_is_private_and_never_overwritten(void **state)
{
  (void)state;
  struct ut_key *key;
  struct ut_error err;
  struct stat st;
  unlink(path);
  assert_int_equal(ut_key_create(path, &err), UT_OK);
  assert_int_equal(stat(path, &st), 0);
  assert_int_equal(st.st_mode & 07777, 0600);
  assert_int_equal(st.st_size, 32);
  assert_int_equal(ut_key_open(&key, path, &err), UT_OK);
  ut_key_free(key);
  assert_int_equal(ut_key_create(path, &err), UT_USAGE);
}

static void no_core_is_dumped(void **state)
{
  (void)state;
  struct ut_key *key;
  struct ut_error err;
  struct rlimit limit;
  write_key(HEX, 64, 0600);
  assert_int_equal(ut_key_open(&key, path, &err), UT_OK);
  assert_int_equal(prctl(PR_GET_DUMPABLE), 0);
  assert_int_equal(getrlimit(RLIMIT_CORE, &limit), 0);
  assert_int_equal(limit.rlim_cur, 0);
  assert_int_equal(limit.rlim_max, 0);
  ut_key_free(key);
  ut_key_free(NULL);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_form_of_a_key),    cmocka_unit_test(what_is_no_key),
      cmocka_unit_test(others_may_not_read_it), cmocka_unit_test(a_new_key_is_private_and_never_overwritten),
      cmocka_unit_test(no_core_is_dumped),
  };
  return cmocka_run_group_tests_name("pseudonym", tests, set_up, tear_down);
}

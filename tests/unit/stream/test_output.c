/* Where a filter writes: files that appear whole or not at all, descriptors, and writes that fail. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include "../files.h"
#include "../put.h"

static void assert_error(const struct ut_error *err, const char *expected)
{
  char text[UT_ERROR_TEXT + UT_ERROR_SOURCE];
  assert_string_equal(ut_error_format(err, text, sizeof text), expected);
}

static mode_t mode_of(const char *name)
{
  struct stat st;
  assert_int_equal(stat(name, &st), 0);
  return st.st_mode & 07777;
}

static void open_and_write(struct ut_output *o, const char *path, const char *text)
{
  struct ut_error err;
  assert_int_equal(ut_output_open(o, path, &err), UT_OK);
  assert_int_equal(put(o, text, strlen(text), &err), UT_OK);
}

static void test_file_appears_whole(void **state)
{
  struct ut_output o;
  struct ut_error err;
  (void)state;
  open_and_write(&o, "new.csv", "a,b\n");
  assert_int_equal(access("new.csv", F_OK), -1);
  assert_int_equal(ut_output_commit(&o, &err), UT_OK);
  assert_file("new.csv", "a,b\n");
  assert_int_equal(unlink("new.csv"), 0);
  assert_int_equal(count_files(), 0);
}

static void test_old_file_stands_until_commit(void **state)
{
  struct ut_output o;
  struct ut_error err;
  (void)state;
  WRITE_FILE("old.csv", "old\n");
  open_and_write(&o, "old.csv", "new\n");
  assert_file("old.csv", "old\n");
  assert_int_equal(ut_output_commit(&o, &err), UT_OK);
  assert_file("old.csv", "new\n");
}

static void test_abandoned_file_leaves_nothing(void **state)
{
  struct ut_output o;
  struct ut_error err;
  char big[200000];
  (void)state;
  memset(big, 'x', sizeof big);
  WRITE_FILE("old.csv", "old\n");
  open_and_write(&o, "old.csv", "new\n");
  o.mark = "\"";
  assert_int_equal(put(&o, big, sizeof big, &err), UT_OK);
  ut_output_abandon(&o);
  assert_file("old.csv", "old\n");
  assert_int_equal(count_files(), 1);
}

static void test_modes(void **state)
{
  struct ut_output o;
  struct ut_error err;
  mode_t mask = umask(027);
  (void)state;
  open_and_write(&o, "new.csv", "x\n");
  assert_int_equal(ut_output_commit(&o, &err), UT_OK);
  assert_int_equal(mode_of("new.csv"), 0640);
  assert_int_equal(chmod("new.csv", 0604), 0);
  open_and_write(&o, "new.csv", "y\n");
  assert_int_equal(ut_output_commit(&o, &err), UT_OK);
  assert_int_equal(mode_of("new.csv"), 0604);
  umask(mask);
}

static void test_link_is_followed(void **state)
{
  struct ut_output o;
  struct ut_error err;
  struct stat st;
  (void)state;
  WRITE_FILE("old.csv", "old\n");
  assert_int_equal(symlink("old.csv", "link.csv"), 0);
  open_and_write(&o, "link.csv", "new\n");
  assert_int_equal(ut_output_commit(&o, &err), UT_OK);
  assert_int_equal(lstat("link.csv", &st), 0);
  assert_true(S_ISLNK(st.st_mode));
  assert_file("old.csv", "new\n");
}

static void test_what_cannot_be_made(void **state)
{
  struct ut_output o;
  struct ut_error err;
  (void)state;
  assert_int_equal(ut_output_open(&o, "nowhere/x.csv", &err), UT_IO);
  assert_error(&err, "nowhere/x.csv: cannot create: No such file or directory");
  mkdir("d", 0777);
  assert_int_equal(ut_output_open(&o, "d", &err), UT_IO);
  assert_error(&err, "d: cannot open: Is a directory");
  rmdir("d");
}

/* A full device is met when the buffer is handed on, at the latest by the commit. */
static void test_full_device(void **state)
{
  struct ut_output o;
  struct ut_error err;
  (void)state;
  open_and_write(&o, "/dev/full", "x\n");
  assert_int_equal(ut_output_commit(&o, &err), UT_IO);
  assert_error(&err, "/dev/full: cannot write: No space left on device");
  assert_int_equal(access("/dev/full", F_OK), 0);
}

/* All are in place in the end, and what stood is gone. */
static void test_together(void **state)
{
  struct ut_output a, b, c, *all[] = {&a, &b, &c};
  struct ut_error err;
  int before = count_files();
  (void)state;
  write_file("b.csv", "old\n", 4);
  open_and_write(&a, "a.csv", "1\n");
  open_and_write(&b, "b.csv", "2\n");
  open_and_write(&c, "c.csv", "3\n");
  assert_int_equal(ut_outputs_commit(all, 3, &err), UT_OK);
  assert_file("a.csv", "1\n");
  assert_file("b.csv", "2\n");
  assert_file("c.csv", "3\n");
  assert_int_equal(count_files(), before + 3);
}

/* A descriptor that cannot be written keeps the files from being renamed, wherever it stands. */
static void test_none_without_the_descriptor(void **state)
{
  struct ut_output a, b, *all[] = {&a, &b};
  struct ut_error err;
  int before = count_files();
  (void)state;
  open_and_write(&a, "a.csv", "1\n");
  open_and_write(&b, "/dev/full", "2\n");
  assert_int_equal(ut_outputs_commit(all, 2, &err), UT_IO);
  assert_error(&err, "/dev/full: cannot write: No space left on device");
  assert_int_equal(count_files(), before);
}

/* What was renamed is taken back: a file that stood stands again, one that did not is gone. */
static void test_undone(void **state)
{
  struct ut_output a, b, c, *all[] = {&a, &b, &c};
  struct ut_error err;
  (void)state;
  write_file("b.csv", "old\n", 4);
  mkdir("d", 0777);
  open_and_write(&a, "a.csv", "1\n");
  open_and_write(&b, "b.csv", "2\n");
  open_and_write(&c, "d/c.csv", "3\n");
  unlink(c.temporary);
  rmdir("d");
  int before = count_files();
  assert_int_equal(ut_outputs_commit(all, 3, &err), UT_IO);
  assert_error(&err, "d/c.csv: cannot write: No such file or directory");
  assert_int_equal(access("a.csv", F_OK), -1);
  assert_file("b.csv", "old\n");
  assert_int_equal(count_files(), before - 2); /* the temporary files of a and b */
}

/* A file that comes to stand while the run goes on is no less than one that stood before it, and what is kept can be
 * written once more. */
static void test_kept(void **state)
{
  struct ut_output a, b, c, *all[] = {&a, &b, &c};
  struct ut_error err;
  (void)state;
  mkdir("d", 0777);
  open_and_write(&a, "a.csv", "1\n");
  open_and_write(&b, "b.csv", "all is well\n");
  open_and_write(&c, "d/c.csv", "3\n");
  WRITE_FILE("a.csv", "of another\n");
  b.kept = true;
  unlink(c.temporary);
  rmdir("d");
  assert_int_equal(ut_outputs_commit(all, 3, &err), UT_IO);
  assert_file("a.csv", "of another\n");
  assert_int_equal(access("b.csv", F_OK), -1);
  assert_int_equal(put(&b, "not so\n", 7, &err), UT_OK);
  assert_int_equal(ut_output_commit(&b, &err), UT_OK);
  assert_file("b.csv", "not so\n");
  assert_int_equal(count_files(), 2);
}

/* Nobody but the owner reads what is not in place; then it has the mode of what stood, less what lends rights. */
static void test_mode_until_in_place(void **state)
{
  struct ut_output o;
  struct ut_error err;
  struct stat st;
  (void)state;
  write_file("b.csv", "old\n", 4);
  assert_int_equal(chmod("b.csv", 04640), 0);
  open_and_write(&o, "b.csv", "2\n");
  assert_int_equal(stat(o.temporary, &st), 0);
  assert_int_equal(st.st_mode & 07777, 0600);
  assert_int_equal(ut_output_commit(&o, &err), UT_OK);
  assert_int_equal(stat("b.csv", &st), 0);
  assert_int_equal(st.st_mode & 07777, 0640);
  assert_int_equal(chmod("b.csv", 0444), 0);
  assert_int_equal(ut_output_open(&o, "b.csv", &err), UT_IO);
  assert_error(&err, "b.csv: the file is read-only");
  assert_file("b.csv", "2\n");
}

static void test_large_writes_go_out_early(void **state)
{
  struct ut_output o;
  struct ut_error err;
  char big[200000];
  (void)state;
  memset(big, 'x', sizeof big);
  assert_int_equal(ut_output_open(&o, "/dev/full", &err), UT_OK);
  assert_int_equal(put(&o, big, sizeof big, &err), UT_IO);
  ut_output_abandon(&o);
}

/* An output on a pipe whose reader has gone. */
static struct ut_output unread(void)
{
  struct ut_output o;
  int ends[2];
  assert_int_equal(pipe(ends), 0);
  close(ends[0]);
  ut_output_init(&o, ends[1], "<stdout>");
  return o;
}

static void test_reader_gone(void **state)
{
  struct ut_output o = unread();
  struct ut_error err;
  void (*handler)(int) = signal(SIGPIPE, SIG_IGN);
  (void)state;
  assert_int_equal(put(&o, "x\n", 2, &err), UT_OK);
  assert_int_equal(ut_output_commit(&o, &err), UT_CLOSED);
  close(o.fd);
  signal(SIGPIPE, handler);
}

/* Where files are wanted as well, a reader that has gone does not keep them from being written. */
static void test_reader_gone_and_files(void **state)
{
  static char big[200000];
  struct ut_output o = unread(), file, *all[] = {&file, &o};
  struct ut_error err;
  void (*handler)(int) = signal(SIGPIPE, SIG_IGN);
  (void)state;
  o.goes_on = true;
  assert_int_equal(put(&o, big, sizeof big, &err), UT_OK);
  open_and_write(&file, "a.csv", "1\n");
  assert_int_equal(ut_outputs_commit(all, 2, &err), UT_CLOSED);
  assert_file("a.csv", "1\n");
  close(o.fd);
  signal(SIGPIPE, handler);
}

/* Reads what a pipe holds. */
static size_t drained(int fd, char *to, size_t room)
{
  size_t len = 0;
  ssize_t n;
  while ((n = read(fd, to + len, room - len)) > 0)
    len += (size_t)n;
  return len;
}

/* A descriptor stays open: it is the caller's. */
static void test_descriptor(void **state)
{
  struct ut_output o;
  struct ut_error err;
  char text[16];
  int ends[2];
  (void)state;
  assert_int_equal(pipe(ends), 0);
  ut_output_init(&o, ends[1], "<stdout>");
  assert_int_equal(put(&o, "abc\n", 4, &err), UT_OK);
  assert_int_equal(ut_output_commit(&o, &err), UT_OK);
  assert_int_equal(write(ends[1], "d", 1), 1);
  close(ends[1]);
  assert_int_equal(drained(ends[0], text, sizeof text), 5);
  assert_memory_equal(text, "abc\nd", 5);
  close(ends[0]);
}

/* Where bytes have gone out, the mark follows them; where none have, nothing does. */
static void test_mark(void **state)
{
  static char big[200000], text[200010];
  struct ut_error err;
  (void)state;
  memset(big, 'x', sizeof big);
  for (int flushed = 0; flushed < 2; flushed++) {
    struct ut_output o;
    int fd = open("out", O_RDWR | O_CREAT | O_TRUNC, 0666);
    ut_output_init(&o, fd, "<stdout>");
    o.mark = "\"";
    assert_int_equal(put(&o, big, flushed ? sizeof big : 5, &err), UT_OK);
    assert_int_equal(put(&o, "late", 4, &err), UT_OK);
    ut_output_abandon(&o);
    assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
    size_t len = drained(fd, text, sizeof text);
    assert_int_equal(len, flushed ? sizeof big + 1 : 0);
    assert_true(!flushed || text[len - 1] == '"');
    close(fd);
  }
}

static int clean(void **state)
{
  (void)state;
  static const char *const names[] = {"new.csv", "old.csv", "link.csv", "out", "a.csv", "b.csv", "c.csv"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    unlink(names[i]);
  return count_files() != 0;
}

enum { ROWS = 20000, PIPE_PAGE = 4096, PACKET = 1 << 18 };

/* Where a pipe may be cut in a write that has come as one packet: behind each page, and at the end of what is not last.
 * There the row has begun, and the brace that ends it is still to come. */
static size_t count_bad_cuts(const char *all, size_t from, size_t size, size_t len)
{
  size_t bad = 0;
  for (size_t cut = from + PIPE_PAGE; cut < from + size; cut += PIPE_PAGE)
    bad += all[cut - 1] == '\n' || all[cut] == '\n';
  if (from + size < len)
    bad += all[from + size - 1] == '\n' || all[from + size] == '\n';
  return bad;
}

/* A socket of packets keeps the writes apart. */
static void test_cuts_inside_rows(void **state)
{
  int ends[2];
  struct ut_output o;
  struct ut_error err;
  struct ut_buf all = {0}, sizes = {0};
  (void)state;
  assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends), 0);
  ut_output_init(&o, ends[0], "<stdout>");
  o.within = '}';
  char *packet = malloc(PACKET);
  assert_non_null(packet);
  for (int i = 0; i <= ROWS; i++) {
    char row[64];
    int n =
        snprintf(row, sizeof row, "{\"insats\": \"%.*s\"}\n", i * 7 % 40, "abcdefghijklmnopqrstuvwxyzabcdefghijklmnop");
    if (i < ROWS)
      assert_int_equal(put(&o, row, (size_t)n, &err), UT_OK);
    else
      assert_int_equal(ut_output_commit(&o, &err), UT_OK);
    for (ssize_t got; (got = recv(ends[1], packet, PACKET, MSG_DONTWAIT)) > 0;) {
      size_t size = (size_t)got;
      assert_int_equal(ut_buf_add(&all, packet, size), UT_OK);
      assert_int_equal(ut_buf_add(&sizes, &size, sizeof size), UT_OK);
    }
  }
  size_t from = 0, bad = 0, writes = sizes.len / sizeof(size_t);
  for (size_t i = 0; i < writes; i++) {
    size_t size;
    memcpy(&size, sizes.ptr + i * sizeof size, sizeof size);
    bad += count_bad_cuts(all.ptr, from, size, all.len);
    from += size;
  }
  assert_true(writes > 5 && writes < all.len / PIPE_PAGE);
  assert_int_equal(bad, 0);
  assert_int_equal(all.ptr[all.len - 1], '\n');
  ut_buf_clear(&all);
  ut_buf_clear(&sizes);
  free(packet);
  close(ends[0]);
  close(ends[1]);
}

int main(void)
{
  static const struct CMUnitTest tests[] = {
      cmocka_unit_test_teardown(test_file_appears_whole, clean),
      cmocka_unit_test_teardown(test_old_file_stands_until_commit, clean),
      cmocka_unit_test_teardown(test_abandoned_file_leaves_nothing, clean),
      cmocka_unit_test_teardown(test_modes, clean),
      cmocka_unit_test_teardown(test_link_is_followed, clean),
      cmocka_unit_test_teardown(test_what_cannot_be_made, clean),
      cmocka_unit_test_teardown(test_full_device, clean),
      cmocka_unit_test_teardown(test_together, clean),
      cmocka_unit_test_teardown(test_none_without_the_descriptor, clean),
      cmocka_unit_test_teardown(test_undone, clean),
      cmocka_unit_test_teardown(test_kept, clean),
      cmocka_unit_test_teardown(test_mode_until_in_place, clean),
      cmocka_unit_test_teardown(test_reader_gone_and_files, clean),
      cmocka_unit_test_teardown(test_large_writes_go_out_early, clean),
      cmocka_unit_test_teardown(test_reader_gone, clean),
      cmocka_unit_test_teardown(test_descriptor, clean),
      cmocka_unit_test_teardown(test_mark, clean),
      cmocka_unit_test_teardown(test_cuts_inside_rows, clean),
  };
  return cmocka_run_group_tests_name("output", tests, enter_scratch, leave_scratch);
}

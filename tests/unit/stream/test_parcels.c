/* Texts handed on by another process. */
#include "../files.h"
#include "stream/parcels.h"

#include <sys/wait.h>
#include <unistd.h>

enum { PARCELS = 20, TOO_LARGE = 1 << 26 };

static struct ut_parcel parcel_of(int number, char *memory)
{
  struct ut_parcel p = {{{memory, (size_t)number}, {NULL, 0}, {memory + 1, 7 * (size_t)number}}};
  memset(memory, 'a' + number, 7 * (size_t)number + 1);
  return p;
}

/* One process for the parcels, of which there are more than places. */
static void put_all(struct ut_parcels *parcels, int fd, int count)
{
  char memory[8 * PARCELS];
  struct ut_error err = {0};
  for (int i = 0; i < count; i++) {
    struct ut_parcel p = parcel_of(i, memory);
    if (ut_parcels_put(parcels, fd, &p, &err) != UT_OK)
      _exit(1);
  }
  _exit(0);
}

static struct ut_parcels *begin(int count, int *fd, pid_t *pid)
{
  int ends[2];
  struct ut_parcels *parcels = ut_parcels_new();
  assert_non_null(parcels);
  assert_int_equal(pipe(ends), 0);
  *pid = fork();
  if (*pid == 0) {
    close(ends[0]);
    put_all(parcels, ends[1], count);
  }
  close(ends[1]);
  *fd = ends[0];
  return parcels;
}

static void all_come_in_order(void **state)
{
  (void)state;
  int fd, status;
  pid_t pid;
  char memory[8 * PARCELS];
  struct ut_parcel got;
  struct ut_parcels *parcels = begin(PARCELS, &fd, &pid);
  for (int i = 0; i < PARCELS; i++) {
    struct ut_parcel want = parcel_of(i, memory);
    assert_true(ut_parcels_take(parcels, fd, &got));
    for (size_t t = 0; t < UT_PARCEL_TEXTS; t++) {
      assert_true(ut_text_equal(got.texts[t], want.texts[t]));
      assert_int_equal((uintptr_t)got.texts[t].ptr % sizeof(size_t), 0);
    }
    ut_parcels_done(parcels);
  }
  assert_false(ut_parcels_take(parcels, fd, &got));
  close(fd);
  assert_int_equal(waitpid(pid, &status, 0), pid);
  assert_int_equal(status, 0);
  ut_parcels_free(parcels);
}

/* Whoever waits for a place, and is let go on when nobody reads any more, fails. */
static void nobody_waits_for_ever(void **state)
{
  (void)state;
  int fd, status;
  pid_t pid;
  signal(SIGPIPE, SIG_IGN);
  struct ut_parcels *parcels = begin(PARCELS, &fd, &pid);
  close(fd);
  ut_parcels_done(parcels);
  assert_int_equal(waitpid(pid, &status, 0), pid);
  assert_true(WIFEXITED(status));
  assert_int_equal(WEXITSTATUS(status), 1);
  ut_parcels_free(parcels);
}

static void what_is_too_large_is_refused(void **state)
{
  (void)state;
  char byte = 'a';
  struct ut_error err = {0};
  struct ut_parcels *parcels = ut_parcels_new();
  const struct ut_parcel p = {{{&byte, 1}, {&byte, TOO_LARGE}}};
  assert_int_equal(ut_parcels_put(parcels, -1, &p, &err), UT_BAD_INPUT);
  ut_parcels_free(parcels);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(all_come_in_order),
      cmocka_unit_test(nobody_waits_for_ever),
      cmocka_unit_test(what_is_too_large_is_refused),
  };
  return cmocka_run_group_tests_name("parcels", tests, enter_scratch, leave_scratch);
}

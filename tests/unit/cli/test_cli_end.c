/* The end of a run: outputs whole or not at all, what is said meanwhile, the exit status. */
#include "../captured.h"
#include "../files.h"
#include "../put.h"
#include "cli/cli.h"
#include "model/tally.h"

struct options {
  bool flag;
};

static const struct ut_option table[] = {
    UT_FLAG(flag, "a flag"),
    {0},
};

static const struct ut_command command = {
    .name = "probe",
    .summary = "Tries the command line.",
    .options = table,
};

/* Parses and ends as a filter would that has written something, with these outcomes. */
static int finish(const char *output, enum ut_status status, bool is_short, char said[4096])
{
  char name[] = "probe", option[] = "-o", path[64];
  char *argv[] = {name, option, path, NULL};
  struct options options = {0};
  struct ut_cli cli;
  struct ut_error err = {0};
  int said_fd = capture("err");
  snprintf(path, sizeof path, "%s", output);
  assert_int_equal(ut_cli_parse(&cli, &command, &options, 3, argv, capture("out"), said_fd), UT_OK);
  ut_run_note(&cli.run, UT_NOTE_RAD_AVVISAD, 3, NULL, 0, "%d rows", 3);
  put(&cli.output, "half", 4, &err);
  cli.run.fell_short = is_short;
  if (status != UT_OK) {
    ut_error_set(&err, status, "it broke");
    ut_error_at(&err, "in.csv", 17, 0, "start");
  }
  int code = ut_cli_finish(&cli, status, &err);
  close(cli.out);
  read_back(said_fd, said, 4096);
  close(said_fd);
  return code;
}

static void test_ways_out(void **state)
{
  char said[4096];
  (void)state;
  assert_int_equal(finish("x", UT_OK, false, said), 0);
  assert_string_equal(said, "probe: note: 3 rows\n");
  assert_file("x", "half");
  assert_int_equal(finish("x2", UT_OK, true, said), 1);
  assert_file("x2", "half");
  assert_int_equal(finish("x3", UT_BAD_INPUT, true, said), 2);
  assert_string_equal(said, "probe: note: 3 rows\nprobe: in.csv:17: start: it broke\n");
  assert_int_equal(access("x3", F_OK), -1);
  assert_int_equal(finish("x3", UT_CLOSED, false, said), 0);
  assert_string_equal(said, "probe: note: 3 rows\n");
  assert_int_equal(finish("/dev/full", UT_OK, false, said), 2);
  assert_string_equal(said, "probe: note: 3 rows\nprobe: /dev/full: cannot write: No space left on device\n");
}

/* As `finish`, with two further files; "first" holds 1 and the second 2. */
static int finish_three(const char *output, const char *second, enum ut_status status, char said[4096])
{
  char name[] = "probe", option[] = "-o", path[64];
  char *argv[] = {name, option, path, NULL};
  struct options options = {0};
  struct ut_cli cli;
  struct ut_error err = {0};
  struct ut_output *further[2];
  int said_fd = capture("err");
  snprintf(path, sizeof path, "%s", output);
  assert_int_equal(ut_cli_parse(&cli, &command, &options, 3, argv, capture("out"), said_fd), UT_OK);
  assert_int_equal(ut_cli_open(&cli, "first", &further[0], &err), UT_OK);
  enum ut_status opened = ut_cli_open(&cli, second, &further[1], &err);
  put(&cli.output, "0", 1, &err);
  put(further[0], "1", 1, &err);
  if (opened == UT_OK)
    put(further[1], "2", 1, &err);
  if (status != UT_OK)
    ut_error_set(&err, status, "it broke");
  int code = ut_cli_finish(&cli, opened == UT_OK ? status : opened, &err);
  close(cli.out);
  read_back(said_fd, said, 4096);
  close(said_fd);
  return code;
}

/* All of them, or none that is not a device. */
static void test_further_outputs(void **state)
{
  static const struct {
    const char *output, *second;
    enum ut_status status;
    int code;
    const char *said;
  } rows[] = {
      {"main", "second", UT_OK, 0, ""},
      {"main", "second", UT_BAD_INPUT, 2, "probe: it broke\n"},
      {"main", "second", UT_CLOSED, 0, ""},
      {"main", "/dev/full", UT_OK, 2, "probe: /dev/full: cannot write: No space left on device\n"},
      {"/dev/full", "second", UT_OK, 2, "probe: /dev/full: cannot write: No space left on device\n"},
      {"main", "nowhere/second", UT_OK, 2, "probe: nowhere/second: cannot create: No such file or directory\n"},
      {"main", "main", UT_OK, 2, "probe: main: two outputs cannot be one file\n"},
      {"main", "first", UT_OK, 2, "probe: first: two outputs cannot be one file\n"},
      {"/dev/null", "/dev/null", UT_OK, 0, ""},
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    char said[4096];
    int before = count_files();
    assert_int_equal(finish_three(rows[i].output, rows[i].second, rows[i].status, said), rows[i].code);
    assert_string_equal(said, rows[i].said);
    if (i == 0) {
      assert_file("main", "0");
      assert_file("second", "2");
    }
    bool whole = rows[i].code == 0 && rows[i].status == UT_OK;
    assert_int_equal(access("first", F_OK), whole ? 0 : -1);
    unlink("main");
    unlink("first");
    unlink("second");
    assert_int_equal(count_files(), before);
  }
}

static void test_too_many_outputs(void **state)
{
  struct ut_cli cli = {.command = &command, .out = capture("out"), .err = capture("err")};
  struct ut_output *further;
  struct ut_error err = {0};
  (void)state;
  ut_output_init(&cli.output, cli.out, "<stdout>");
  for (int i = 0; i < UT_CLI_FURTHER; i++)
    assert_int_equal(ut_cli_open(&cli, "/dev/null", &further, &err), UT_OK);
  assert_int_equal(ut_cli_open(&cli, "/dev/null", &further, &err), UT_USAGE);
  assert_string_equal(err.text, "more than 36 further outputs");
  assert_int_equal(ut_cli_finish(&cli, UT_OK, &err), 0);
  close(cli.err);
}

static void test_no_further_output(void **state)
{
  struct ut_cli cli = {.command = &command};
  struct ut_output *further = &cli.output;
  (void)state;
  assert_int_equal(ut_cli_open(&cli, NULL, &further, NULL), UT_OK);
  assert_null(further);
  assert_int_equal(cli.further_count, 0);
}

/* A path is what it is; a name is looked for among the shared files, and blamed on its option. */
static void test_shared_file(void **state)
{
  const char *none = NULL, *path = "in.csv", *name = "nowhere";
  struct ut_cli cli = {.command = &command, .out = capture("out"), .err = capture("err")};
  struct ut_error err = {0};
  (void)state;
  WRITE_FILE("in.csv", "kod\n");
  ut_output_init(&cli.output, cli.out, "<stdout>");
  assert_int_equal(ut_cli_find(&cli, &none, "prices", ".csv", "--index", &err), UT_OK);
  assert_null(none);
  assert_int_equal(ut_cli_find(&cli, &path, "prices", ".csv", "--prices", &err), UT_OK);
  assert_string_equal(path, "in.csv");
  assert_int_equal(ut_cli_find(&cli, &name, "prices", ".csv", "--prices", &err), UT_USAGE);
  assert_string_equal(name, "nowhere");
  assert_string_equal(err.field, "--prices");
  assert_string_equal(
      err.text, "no file \"nowhere\", and none of that name among the shared prices: exempel-2019, prisbasbelopp");
  assert_int_equal(ut_cli_finish(&cli, UT_OK, &err), 0);
  close(cli.err);
  unlink("in.csv");
}

/* Notes are said, or not, or are errors that leave nothing behind. */
static void test_notes(void **state)
{
  static const struct {
    const char *option, *list, *said;
    int code;
  } cases[] = {
      {"--quiet", "id_saknas,olast", "probe: note: a total row\n", 0},
      {"--quiet", "all", "", 0},
      {"--strict", "id_saknas", "probe: note: a total row\nprobe: rows without a day: 2\n", 2},
      {"--strict", "all", "probe: a total row\nprobe: rows without a day: 2\n", 2},
      {"--strict", "olast", "probe: note: a total row\nprobe: note: rows without a day: 2\n", 0},
  };
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char name[] = "probe", o[] = "-o", path[] = "noted", option[16], list[32], said[256];
    char *argv[] = {name, o, path, option, list, NULL};
    struct options options = {0};
    struct ut_cli cli;
    struct ut_error err = {0};
    int said_fd = capture("err");
    strcpy(option, cases[i].option);
    strcpy(list, cases[i].list);
    assert_int_equal(ut_cli_parse(&cli, &command, &options, 5, argv, capture("out"), said_fd), UT_OK);
    put(&cli.output, "half", 4, &err);
    ut_run_note(&cli.run, UT_NOTE_TOTALRAD, 1, NULL, 0, "a total row");
    ut_run_note_count(&cli.run, UT_NOTE_ID_SAKNAS, "rows without an id", 0);
    ut_run_note_count(&cli.run, UT_NOTE_ID_SAKNAS, "rows without a day", 2);
    assert_int_equal(ut_cli_finish(&cli, UT_OK, &err), cases[i].code);
    close(cli.out);
    read_back(said_fd, said, sizeof said);
    close(said_fd);
    assert_string_equal(said, cases[i].said);
    assert_int_equal(access("noted", F_OK), cases[i].code == 0 ? 0 : -1);
    unlink("noted");
  }
}

/* Help that cannot be written is a failure, but no misuse. */
static void test_help_that_cannot_be_written(void **state)
{
  char name[] = "probe", help[] = "--help";
  char *argv[] = {name, help, NULL};
  struct options options;
  struct ut_cli cli;
  char said[4096];
  int out = open("/dev/full", O_WRONLY), err = capture("err");
  (void)state;
  assert_int_equal(ut_cli_parse(&cli, &command, &options, 2, argv, out, err), UT_END);
  assert_int_equal(ut_cli_finish(&cli, UT_OK, NULL), 2);
  read_back(err, said, sizeof said);
  assert_string_equal(said, "probe: <stdout>: cannot write: No space left on device\n");
  close(out);
  close(err);
}

/* What a filter shows on a terminal, here a pseudo-terminal, when it has read so many bytes and ten rows. */
static void expect_progress(const char *option, size_t bytes, bool watched, const char *expected)
{
  char name[] = "probe", word[16], shown[256];
  char *argv[] = {name, word, NULL};
  struct options options;
  struct ut_cli cli;
  struct ut_error err;
  int master = posix_openpt(O_RDWR | O_NOCTTY);
  snprintf(word, sizeof word, "%s", option);
  int terminal = -1;
  if (master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0)
    terminal = open(ptsname(master), O_RDWR | O_NOCTTY);
  if (terminal < 0)
    skip(); /* a container without /dev/pts has no terminals to try */
  int out = capture("out");
  assert_int_equal(ut_cli_parse(&cli, &command, &options, 2, argv, out, terminal), UT_OK);
  assert_int_equal(cli.run.tick != NULL, watched);
  if (cli.run.tick) {
    cli.run.tick(cli.run.context, bytes, 2 * bytes, 10);
    cli.run.tick(cli.run.context, bytes, 2 * bytes, 11); /* too soon after */
  }
  assert_int_equal(ut_cli_finish(&cli, UT_OK, &err), 0);
  assert_int_equal(write(terminal, "!", 1), 1);
  size_t len = 0;
  do { /* it may come in pieces */
    ssize_t n = read(master, shown + len, sizeof shown - 1 - len);
    assert_true(n > 0);
    len += (size_t)n;
  } while (shown[len - 1] != '!');
  shown[len] = '\0';
  assert_string_equal(shown, expected);
  close(terminal);
  close(master);
}

static void test_progress(void **state)
{
  (void)state;
  expect_progress("--progress", 500000, true, "\r\033[Kprobe: 50 %, 0.5 MB, 10 rows\r\033[K!");
  expect_progress("--progress", 0, true, "\r\033[Kprobe: 10 rows\r\033[K!");
  expect_progress("--no-progress", 500000, false, "!");
  expect_progress("--flag", 500000, true, "!"); /* not within the first second */
}

int main(void)
{
  static const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_ways_out),
      cmocka_unit_test(test_further_outputs),
      cmocka_unit_test(test_too_many_outputs),
      cmocka_unit_test(test_no_further_output),
      cmocka_unit_test(test_shared_file),
      cmocka_unit_test(test_notes),
      cmocka_unit_test(test_help_that_cannot_be_written),
      cmocka_unit_test(test_progress),
  };
  return cmocka_run_group_tests_name("cli_end", tests, enter_scratch, leave_scratch);
}

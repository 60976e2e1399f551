/* The status file: what it holds, in JSON that anything reads, however the run ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <cjson/cJSON.h>
#include <sys/stat.h>

#include "../files.h"
#include "../put.h"
#include "cli/cli.h"
#include "utfall/version.h"

struct options {
  const char *text;
};

static const struct ut_option table[] = {UT_TEXT(text, "TEXT", "a text"), {0}};

static enum ut_status check(const void *options, const struct ut_cli *cli, struct ut_error *err)
{
  (void)cli;
  return ((const struct options *)options)->text ? ut_error_set(err, UT_USAGE, "no text, please") : UT_OK;
}

static const struct ut_command command = {
    .name = "probe", .summary = "Tries.", .operands = "", .options = table, .check = check};

struct trial {
  struct ut_cli cli;
  struct options options;
  struct ut_error err;
  enum ut_status status;
};

/* Runs with the status file "status" and these, which blanks separate; nobody hears what is said. */
static void begin(struct trial *t, const char *arguments)
{
  static char words[256]; /* the names of outputs are borrowed from it */
  char *argv[16], *rest = words;
  int argc = 0;
  snprintf(words, sizeof words, "probe --status-file status%s%s", *arguments ? " " : "", arguments);
  while (rest && *rest)
    argv[argc++] = strsep(&rest, " ");
  *t = (struct trial){0};
  int null = open("/dev/null", O_WRONLY);
  t->status = ut_cli_parse(&t->cli, &command, &t->options, argc, argv, open("/dev/null", O_WRONLY), null);
}

static int finish(struct trial *t, enum ut_status status)
{
  int code = ut_cli_finish(&t->cli, status, &t->err);
  close(t->cli.out);
  close(t->cli.err);
  return code;
}

/* The file must hold exactly this; cJSON reads it, too. */
static void expect_status(const char *expected)
{
  char *text = read_file("status");
  cJSON *json = cJSON_ParseWithOpts(text, NULL, true);
  assert_string_equal(text, expected);
  assert_non_null(json);
  cJSON_Delete(json);
  free(text);
  unlink("status");
}

#define BEGINS "{\n  \"filter\": \"probe\",\n  \"version\": \"" UT_VERSION "\",\n"
#define NO_NOTES "  \"rejected\": 0,\n  \"skipped\": 0,\n  \"notes\": []\n}\n"
#define FAILED(message)                                                                                                \
  BEGINS "  \"status\": 2,\n  \"message\": \"" message "\",\n  \"inputs\": [],\n  \"outputs\": [],\n" NO_NOTES

static void nothing_to_tell(void **state)
{
  struct trial t;
  (void)state;
  begin(&t, "");
  assert_int_equal(finish(&t, UT_OK), 0);
  expect_status(BEGINS
                "  \"status\": 0,\n  \"message\": null,\n  \"inputs\": [],\n  \"outputs\": [\"<stdout>\"],\n" NO_NOTES);
}

/* The file has what umask leaves once it is there, and only its owner may read what it is made of. */
static void notes_inputs_and_outputs(void **state)
{
  struct trial t;
  struct ut_output *further;
  struct stat st;
  size_t number, rows = 12;
  unsigned char sum[UT_SHA256] = {0x0a, [31] = 0xff};
  (void)state;
  begin(&t, "-o out");
  assert_int_equal(stat(t.cli.status_file.temporary, &st), 0);
  assert_int_equal(st.st_mode & 0777, 0600);
  assert_int_equal(ut_cli_open(&t.cli, "further", &further, &t.err), UT_OK);
  assert_int_equal(ut_run_add_input(&t.cli.run, "key", &number, &t.err), UT_OK);
  assert_int_equal(ut_run_add_input(&t.cli.run, "a.csv", &number, &t.err), UT_OK);
  ut_run_input_read(&t.cli.run, number, &rows, sum);
  ut_run_note(&t.cli.run, UT_NOTE_TOTALRAD, 2, "a.csv", 3, "two total rows");
  ut_run_note(&t.cli.run, UT_NOTE_RAD_AVVISAD, 4, NULL, 0, "four are rejected");
  ut_run_note(&t.cli.run, UT_NOTE_TOMMA_RADER, 1, "a.csv", 0, "one is empty");
  t.cli.run.fell_short = true;
  assert_int_equal(finish(&t, UT_OK), 1);
  expect_status(BEGINS "  \"status\": 1,\n  \"message\": null,\n"
                       "  \"inputs\": [\n"
                       "    {\"name\": \"key\", \"rows\": null, \"sha256\": null},\n"
                       "    {\"name\": \"a.csv\", \"rows\": 12, \"sha256\": "
                       "\"0a000000000000000000000000000000000000000000000000000000000000ff\"}\n"
                       "  ],\n"
                       "  \"outputs\": [\"further\", \"out\"],\n"
                       "  \"rejected\": 4,\n"
                       "  \"skipped\": 3,\n"
                       "  \"notes\": [\n"
                       "    {\"code\": \"tomma_rader\", \"count\": 1, \"file\": \"a.csv\", \"line\": null},\n"
                       "    {\"code\": \"rad_avvisad\", \"count\": 4, \"file\": null, \"line\": null},\n"
                       "    {\"code\": \"totalrad\", \"count\": 2, \"file\": \"a.csv\", \"line\": 3}\n"
                       "  ]\n"
                       "}\n");
  unlink("out");
  unlink("further");
}

/* Any bytes make a name: quotes, controls, what is no UTF-8 (of three bytes the first two, and a lone one). */
static void names_of_any_bytes(void **state)
{
  struct trial t;
  size_t number;
  (void)state;
  begin(&t, "");
  assert_int_equal(ut_run_add_input(&t.cli.run, "a\"\\\n\x01\x7F\xE2\x82x\xFF\u202E\U000E0001.csv", &number, &t.err),
                   UT_OK);
  assert_int_equal(ut_run_add_input(&t.cli.run, "", &number, &t.err), UT_OK);
  assert_int_equal(finish(&t, UT_OK), 0);
  expect_status(BEGINS "  \"status\": 0,\n  \"message\": null,\n"
                       "  \"inputs\": [\n"
                       "    {\"name\": \"a\\\"\\\\\\n\\u0001\\u007f\uFFFD\uFFFDx\uFFFD\\u202e\\udb40\\udc01.csv\", "
                       "\"rows\": null, \"sha256\": null},\n"
                       "    {\"name\": \"\", \"rows\": null, \"sha256\": null}\n"
                       "  ],\n"
                       "  \"outputs\": [\"<stdout>\"],\n" NO_NOTES);
}

/* The number of a person is no part of it, wherever it is; other digits are. */
static void persons_are_masked(void **state)
{
  struct trial t;
  size_t number;
  (void)state;
  begin(&t, "");
  assert_int_equal(ut_run_add_input(&t.cli.run, "ak/19900105-9808.csv", &number, &t.err), UT_OK);
  assert_int_equal(ut_run_add_input(&t.cli.run, "9001059808,199001059808", &number, &t.err), UT_OK);
  assert_int_equal(ut_run_add_input(&t.cli.run, "20190101-20191231, 2019-12-31", &number, &t.err), UT_OK);
  ut_error_set(&t.err, UT_BAD_INPUT, "it is empty");
  ut_error_at(&t.err, "900105-9808.csv", 0, 0, NULL);
  assert_int_equal(finish(&t, UT_BAD_INPUT), 2);
  expect_status(BEGINS "  \"status\": 2,\n  \"message\": \"xxxxxx-xxxx.csv: it is empty\",\n"
                       "  \"inputs\": [\n"
                       "    {\"name\": \"ak/xxxxxxxx-xxxx.csv\", \"rows\": null, \"sha256\": null},\n"
                       "    {\"name\": \"xxxxxxxxxx,xxxxxxxxxxxx\", \"rows\": null, \"sha256\": null},\n"
                       "    {\"name\": \"20190101-20191231, 2019-12-31\", \"rows\": null, \"sha256\": null}\n"
                       "  ],\n"
                       "  \"outputs\": [],\n" NO_NOTES);
}

/* A failure, a note that is an error, and options that do not go together; not options that cannot be read. */
static void failures(void **state)
{
  struct trial t;
  (void)state;
  begin(&t, "-o out");
  ut_error_set(&t.err, UT_BAD_INPUT, "it is \"wrong\"");
  ut_error_at(&t.err, "a.csv", 3, 0, NULL);
  assert_int_equal(finish(&t, UT_BAD_INPUT), 2);
  expect_status(FAILED("a.csv:3: it is \\\"wrong\\\""));
  assert_int_equal(access("out", F_OK), -1);
  begin(&t, "--text x");
  assert_int_equal(t.status, UT_USAGE);
  assert_int_equal(finish(&t, UT_OK), 2);
  expect_status(FAILED("no text, please"));
  begin(&t, "-o no/out");
  assert_int_equal(finish(&t, t.status), 2);
  expect_status(FAILED("no/out: cannot create: No such file or directory"));
  begin(&t, "--strict olast");
  ut_run_note(&t.cli.run, UT_NOTE_OLAST, 1, NULL, 0, "nothing is read");
  assert_int_equal(finish(&t, UT_OK), 2);
  expect_status(BEGINS "  \"status\": 2,\n  \"message\": \"nothing is read\",\n  \"inputs\": [],\n  \"outputs\": [],\n"
                       "  \"rejected\": 0,\n  \"skipped\": 0,\n  \"notes\": [\n"
                       "    {\"code\": \"olast\", \"count\": 1, \"file\": null, \"line\": null}\n  ]\n}\n");
  begin(&t, "--strict x");
  assert_int_equal(finish(&t, UT_OK), 2);
  assert_int_equal(access("status", F_OK), -1);
}

/* Outputs that could not be put in place: the status file, which would have been with them, says so. */
static void outputs_that_cannot_be_renamed(void **state)
{
  struct trial t;
  (void)state;
  begin(&t, "-o out");
  assert_int_equal(mkdir("out", 0700), 0); /* where the file is to be */
  assert_int_equal(finish(&t, UT_OK), 2);
  expect_status(FAILED("out: cannot write: Is a directory"));
  rmdir("out");
}

/* Where it cannot be written, nothing else is. */
static void a_file_that_cannot_be_written(void **state)
{
  struct trial t;
  (void)state;
  assert_int_equal(symlink("/dev/full", "status"), 0);
  begin(&t, "-o out");
  assert_int_equal(finish(&t, UT_OK), 2);
  assert_int_equal(access("out", F_OK), -1);
  unlink("status");
}

/* What stands there is kept where two outputs were to be one file, by whatever name. */
static void no_other_output(void **state)
{
  static const char *const same[] = {"-o status", "-o ./status", "-o link"};
  struct trial t;
  struct ut_output *further;
  (void)state;
  WRITE_FILE("status", "old");
  assert_int_equal(symlink("status", "link"), 0);
  for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
    begin(&t, same[i]);
    assert_int_equal(t.status, UT_USAGE);
    assert_int_equal(finish(&t, UT_OK), 2);
  }
  begin(&t, "");
  assert_int_equal(ut_cli_open(&t.cli, "./status", &further, &t.err), UT_USAGE);
  assert_int_equal(finish(&t, UT_USAGE), 2);
  char *text = read_file("status");
  assert_string_equal(text, "old");
  free(text);
  unlink("status");
  unlink("link");
}

int main(void)
{
  static const struct CMUnitTest tests[] = {
      cmocka_unit_test(nothing_to_tell),
      cmocka_unit_test(notes_inputs_and_outputs),
      cmocka_unit_test(names_of_any_bytes),
      cmocka_unit_test(persons_are_masked),
      cmocka_unit_test(failures),
      cmocka_unit_test(outputs_that_cannot_be_renamed),
      cmocka_unit_test(a_file_that_cannot_be_written),
      cmocka_unit_test(no_other_output),
  };
  return cmocka_run_group_tests_name("status file", tests, enter_scratch, leave_scratch);
}

/* The command line: every kind of option, every misuse word for word, help. */
#include "../captured.h"
#include "../files.h"
#include "../put.h"
#include "cli/cli.h"
#include "utfall/version.h"

struct options {
  bool flag;
  const char *text;
  int64_t integer;
  double number;
  struct {
    ut_date date;
    struct ut_period a_period;
  } when;
  int colour_of_the_chart;
  bool large;
  struct ut_names names;
  struct ut_range range;
};

static const struct ut_choice colours[] = {{"red", 0}, {"green", 1}, {"blue", 2}, {0}};

static const struct ut_option table[] = {
    UT_FLAG(flag, "a flag"),
    UT_TEXT(text, "TEXT", "a text"),
    UT_INTEGER(integer, "N", "a whole number", -5, 99),
    UT_NUMBER(number, "X", "a number", 0, 100),
    UT_DATE(when.date, "DATE", "a date"),
    UT_PERIOD(when.a_period, "PERIOD", "a period", .name = "period"),
    UT_CHOICE(colour_of_the_chart, "COLOUR", "a choice", colours),
    UT_EITHER(large, "SIZE", "one or the other", "small", "large", .name = "size"),
    UT_NAMES(names, "COLS", "a list"),
    UT_RANGE(range, "A..B", "a range", -9, 9),
    {0},
};

static const struct ut_command command = {
    .name = "probe",
    .summary = "Tries the command line.",
    .operands = "[FILE...]",
    .example = "probe --flag in.csv",
    .options = table,
    .decimals = true,
};

/* A run of a filter: what it parsed, and what it said. */
struct run {
  struct options options;
  struct ut_cli cli;
  enum ut_status status;
  int code;
  char *argv[24];
  char *line;
  char out[4096], err[4096];
};

/* Parses the arguments, which blanks separate (~ stands for a blank, ^ for an empty one), writes "ran\n" and ends. */
static void run_with(struct run *r, const struct ut_command *c, const char *arguments)
{
  int argc = 0, out = capture("out"), err = capture("err"), kept = dup(out);
  struct ut_error error = {0};
  char *rest = r->line = strdup(arguments);
  r->options = (struct options){
      .integer = 7, .number = 2.5, .colour_of_the_chart = 1, .names = {.names = {{"x", 1}}, .count = 1}};
  r->argv[argc++] = (char *)(uintptr_t)c->name;
  while (rest && *rest) {
    char *word = strsep(&rest, " ");
    for (char *p = word; *p; p++)
      *p = *p == '~' ? ' ' : *p;
    r->argv[argc++] = strcmp(word, "^") == 0 ? word + 1 : word;
  }
  r->argv[argc] = NULL;
  r->status = ut_cli_parse(&r->cli, c, &r->options, argc, r->argv, out, err);
  if (r->status == UT_OK)
    assert_int_equal(put(&r->cli.output, "ran\n", 4, &error), UT_OK);
  r->code = ut_cli_finish(&r->cli, UT_OK, &error);
  read_back(kept, r->out, sizeof r->out);
  read_back(err, r->err, sizeof r->err);
  close(kept);
  close(err);
  if (fcntl(out, F_GETFD) >= 0)
    close(out);
}

static void run_clear(struct run *r)
{
  free(r->line);
}

static void run_well(struct run *r, const char *arguments)
{
  run_with(r, &command, arguments);
  assert_string_equal(r->err, "");
  assert_int_equal(r->status, UT_OK);
  assert_int_equal(r->code, 0);
}

static void test_defaults(void **state)
{
  struct run r;
  (void)state;
  run_well(&r, "");
  assert_string_equal(r.out, "ran\n");
  assert_false(r.options.flag);
  assert_null(r.options.text);
  assert_int_equal(r.options.integer, 7);
  assert_true(r.options.number == 2.5);
  assert_int_equal(r.options.when.date, UT_DATE_NONE);
  assert_int_equal(r.options.when.a_period.first, UT_DATE_NONE);
  assert_int_equal(r.options.colour_of_the_chart, 1);
  assert_false(r.options.large);
  assert_true(r.options.names.count == 1 && ut_names_have(&r.options.names, "x"));
  assert_false(ut_cli_given(&r.cli, &r.options.integer));
  assert_int_equal(r.cli.operand_count, 1);
  assert_string_equal(r.cli.operands[0], "-");
  assert_int_equal(r.cli.reading.from, UT_AUTO);
  assert_int_equal(r.cli.to, UT_AUTO);
  assert_int_equal(r.cli.reading.delimiter, 0);
  assert_int_equal(r.cli.decimals, 1);
  assert_null(r.cli.run.tick);
  run_clear(&r);
}

static void test_every_kind(void **state)
{
  struct run r;
  (void)state;
  run_well(&r, "--flag --text a~b --integer=-5 --number 3,25 --date 2019-12-31 --period 2019Q3 "
               "--colour-of-the-chart blue --size large --names kon,~insats --range -2..9");
  assert_true(r.options.flag);
  assert_string_equal(r.options.text, "a b");
  assert_int_equal(r.options.integer, -5);
  assert_true(r.options.number == 3.25);
  assert_int_equal(r.options.when.date, ut_date_parse(ut_text_of("2019-12-31")));
  assert_int_equal(r.options.when.a_period.first, ut_date_parse(ut_text_of("2019-07-01")));
  assert_int_equal(r.options.when.a_period.last, ut_date_parse(ut_text_of("2019-09-30")));
  assert_int_equal(r.options.colour_of_the_chart, 2);
  assert_true(r.options.large);
  assert_int_equal(r.options.names.count, 2); /* instead of the default */
  assert_true(r.options.range.low == -2 && r.options.range.high == 9);
  assert_true(ut_names_have(&r.options.names, "insats"));
  assert_false(ut_names_have(&r.options.names, "start"));
  assert_true(ut_cli_given(&r.cli, &r.options.flag) && ut_cli_given(&r.cli, &r.options.when.a_period));
  run_clear(&r);
}

static void test_common_options(void **state)
{
  struct run r;
  (void)state;
  run_well(&r, "-f json --to=jsonl -d tab --decimals 3 --no-progress");
  assert_int_equal(r.cli.reading.from, UT_JSON);
  assert_int_equal(r.cli.to, UT_JSONL);
  assert_int_equal(r.cli.reading.delimiter, '\t');
  assert_int_equal(r.cli.decimals, 3);
  run_clear(&r);
  run_well(&r, "-d; -tcsv");
  assert_int_equal(r.cli.reading.delimiter, ';');
  assert_int_equal(r.cli.to, UT_CSV);
  run_clear(&r);
}

static void test_operands_may_stand_anywhere(void **state)
{
  struct run r;
  (void)state;
  run_well(&r, "a.csv --flag - --text x b.csv");
  assert_int_equal(r.cli.operand_count, 3);
  assert_string_equal(r.cli.operands[0], "a.csv");
  assert_string_equal(r.cli.operands[1], "-");
  assert_string_equal(r.cli.operands[2], "b.csv");
  assert_true(r.options.flag);
  run_clear(&r);
  run_well(&r, "--flag -- --text a.csv");
  assert_int_equal(r.cli.operand_count, 2);
  assert_string_equal(r.cli.operands[0], "--text");
  assert_null(r.options.text);
  run_clear(&r);
}

static void test_abbreviations(void **state)
{
  struct run r;
  (void)state;
  run_well(&r, "--int 8 --col red --dat=2019-01-01");
  assert_int_equal(r.options.integer, 8);
  assert_int_equal(r.options.colour_of_the_chart, 0);
  run_clear(&r);
}

/* One line and the way to --help, exit 2, nothing written. */
static void test_misuse(void **state)
{
  static const char *const cases[][2] = {
      {"--unknown", "unknown option \"--unknown\""},
      {"--perod=2019", "unknown option \"--perod\" (did you mean --period?)"},
      {"--unknown=x", "unknown option \"--unknown\""},
      {"a.csv --unknown", "unknown option \"--unknown\""},
      {"-x", "unknown option -x"},
      {"-\xC3\xA5", "unknown option: a letter that is not ASCII"},
      {"--d 3", "ambiguous option \"--d\""},
      {"--flag=x", "--flag takes no value"},
      {"--text", "--text needs a value"},
      {"-o", "-o needs a value"},
      {"--text a --text b", "--text is given twice"},
      {"--flag --flag", "--flag is given twice"},
      {"-f csv --from csv", "--from is given twice"},
      {"--text ^", "--text: the value is empty"},
      {"--text=", "--text: the value is empty"},
      {"--integer 1x", "--integer: \"1x\" is not a whole number"},
      {"--integer ^", "--integer: \"\" is not a whole number"},
      {"--integer 100", "--integer: 100 is not within -5..99"},
      {"--integer -6", "--integer: -6 is not within -5..99"},
      {"--number x", "--number: \"x\" is not a number"},
      {"--number 1e5", "--number: \"1e5\" is not a number"},
      {"--number 1.2.3", "--number: \"1.2.3\" is not a number"},
      {"--number 100,5", "--number: 100.5 is not within 0..100"},
      {"--date 2019-13-01", "--date: \"2019-13-01\" is not a date (expected YYYY-MM-DD)"},
      {"--period 2019Q5",
       "--period: \"2019Q5\" is not a period (expected 2019, 2019H1, 2019T1, 2019Q1, 2019-07, 2019-07-15 or A..B)"},
      {"--colour pink", "--colour-of-the-chart: \"pink\" is not one of red, green, blue"},
      {"--size medium", "--size: \"medium\" is not one of small, large"},
      {"--names a,b,a", "--names: \"a\" stands twice"},
      {"--range 5", "--range: \"5\" is not a range (expected A..B, whole numbers, A less than B)"},
      {"--range -10..5", "--range: -10..5 is not within -9..9"},
      {"--range 1..10", "--range: 1..10 is not within -9..9"},
      {"--from xml", "--from: \"xml\" is not one of csv, json, jsonl, xlsx, ods"},
      {"--to text", "--to: \"text\" is not one of csv, json, jsonl"},
      {"-d ab", "--delimiter: \"ab\" is not one character (or: tab)"},
      {"-d \"", "--delimiter: \"\"\" is not one character (or: tab)"},
      {"--decimals 10", "--decimals: 10 is not within 0..9"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct run r;
    char expected[512];
    run_with(&r, &command, cases[i][0]);
    snprintf(expected, sizeof expected, "probe: %s\nTry 'probe --help'.\n", cases[i][1]);
    assert_string_equal(r.err, expected);
    assert_string_equal(r.out, "");
    assert_int_equal(r.code, 2);
    assert_true(r.cli.done);
    run_clear(&r);
  }
}

static const struct ut_option namesakes[] = {
    UT_FLAG(flag, "a flag"), UT_TEXT(text, "EXPR", "a text", .name = "from", .with = "flag"), {0}};

/* An option of the name of a common one: with the one that it goes with, unless its value is the common one's. */
static void test_namesakes(void **state)
{
  static const struct ut_command namesake = {
      .name = "probe", .summary = "Tries it.", .operands = "", .options = namesakes, .decimals = true};
  static const struct {
    const char *arguments, *text;
    enum ut_format from;
    const char *err;
  } rows[] = {
      {"--from json", NULL, UT_JSON, ""},
      {"-f json", NULL, UT_JSON, ""},
      {"--flag --from json", NULL, UT_JSON, ""},
      {"--fro kon=K --flag", "kon=K", UT_AUTO, ""},
      {"--flag --from kon=K -f csv", "kon=K", UT_CSV, ""},
      {"--from kon=K", NULL, UT_AUTO,
       "probe: --from: \"kon=K\" is not one of csv, json, jsonl, xlsx, ods\nTry 'probe --help'.\n"},
      {"--from csv -f json", NULL, UT_JSON, "probe: --from is given twice\nTry 'probe --help'.\n"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct run r;
    run_with(&r, &namesake, rows[i].arguments);
    assert_string_equal(r.err, rows[i].err);
    assert_int_equal(r.code, *rows[i].err ? 2 : 0);
    if (!*rows[i].err) {
      assert_int_equal(r.cli.reading.from, rows[i].from);
      assert_int_equal(ut_cli_given(&r.cli, &r.options.text), rows[i].text != NULL);
      assert_true(rows[i].text ? strcmp(r.options.text, rows[i].text) == 0 : !r.options.text);
    }
    run_clear(&r);
  }
}

static enum ut_status check_together(const void *options, const struct ut_cli *cli, struct ut_error *err)
{
  const struct options *o = options;
  const struct ut_conflict conflicts[] = {
      {o->flag && ut_cli_given(cli, &o->integer), "--integer is not for --flag"},
      {o->flag && o->text, "--flag and --text do not go together"},
      {0},
  };
  return ut_cli_check(conflicts, err);
}

/* A misuse that only the filter knows; no output is made for it. */
static void test_options_that_do_not_go_together(void **state)
{
  struct ut_command strict = command;
  struct run r;
  (void)state;
  strict.check = check_together;
  run_with(&r, &strict, "--flag --text x -o out.csv");
  assert_string_equal(r.err, "probe: --flag and --text do not go together\nTry 'probe --help'.\n");
  assert_int_equal(r.code, 2);
  assert_int_equal(access("out.csv", F_OK), -1);
  run_clear(&r);
  run_with(&r, &strict, "--flag");
  assert_int_equal(r.status, UT_OK);
  run_clear(&r);
}

/* A report that needs two options, one of which is spared where a file is read, and takes three more. */
static enum ut_status check_mode(const void *options, const struct ut_cli *cli, struct ut_error *err)
{
  const struct ut_mode mode = {"report", "text period", "flag integer size"};
  (void)options;
  return ut_cli_check_mode(cli, &mode, strcmp(cli->operands[0], "-") == 0 ? NULL : "period", err);
}

static void test_modes(void **state)
{
  (void)state;
  struct ut_command modes = command;
  const struct {
    const char *arguments, *expected;
  } cases[] = {
      {"--text x --period 2019", NULL},
      {"--text x --period 2019 --flag --integer 3 --size large --to json", NULL},
      {"--text x a.csv", NULL},
      {"--date 2019-01-01 --number 1", "--number is not for report"},
      {"--period 2019", "report needs --text"},
      {"a.csv", "report needs --text"},
      {"--text x", "report needs --period"},
  };
  modes.check = check_mode;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct run r;
    char expected[128] = "";
    if (cases[i].expected)
      snprintf(expected, sizeof expected, "probe: %s\nTry 'probe --help'.\n", cases[i].expected);
    run_with(&r, &modes, cases[i].arguments);
    assert_string_equal(r.err, expected);
    assert_int_equal(r.code, cases[i].expected ? 2 : 0);
    run_clear(&r);
  }
}

/* A failure, but no misuse. */
static void test_output_that_cannot_be_made(void **state)
{
  struct run r;
  (void)state;
  run_with(&r, &command, "-o nowhere/x");
  assert_string_equal(r.err, "probe: nowhere/x: cannot create: No such file or directory\n");
  assert_string_equal(r.out, "");
  assert_int_equal(r.code, 2);
  run_clear(&r);
}

static void test_help(void **state)
{
  struct run r;
  (void)state;
  run_with(&r, &command, "--help");
  assert_string_equal(r.out, "Usage: probe [OPTION...] [FILE...]\n"
                             "Tries the command line.\n"
                             "\n"
                             "Options of probe:\n"
                             "      --flag                a flag\n"
                             "      --text TEXT           a text\n"
                             "      --integer N           a whole number\n"
                             "      --number X            a number\n"
                             "      --date DATE           a date\n"
                             "      --period PERIOD       a period\n"
                             "      --colour-of-the-chart COLOUR\n"
                             "                            a choice\n"
                             "      --size SIZE           one or the other\n"
                             "      --names COLS          a list\n"
                             "      --range A..B          a range\n"
                             "\n"
                             "Of every filter:\n"
                             "  -f, --from FORMAT         read csv, json, jsonl, xlsx or ods instead of looking\n"
                             "  -t, --to FORMAT           write this format\n"
                             "  -d, --delimiter CHAR      what separates fields in csv input (or: tab)\n"
                             "      --sheet NAME|#N       of a workbook, read this sheet\n"
                             "      --skip-lines N        lines, or rows of a sheet, above the header\n"
                             "      --visible             leave out hidden rows and columns of workbooks\n"
                             "      --fill-merged         each of merged cells has their value\n"
                             "      --keep-merged         of merged cells the first alone has the value\n"
                             "  -o, --output FILE         write FILE, whole or not at all\n"
                             "      --decimals N          digits after the point of shares (1)\n"
                             "      --quiet CODES         do not say notes of these codes, or of all\n"
                             "      --strict CODES        notes of these codes, or of all, are errors: exit 2\n"
                             "      --status-file FILE    write what the run read, wrote and doubted, as JSON\n"
                             "      --progress            on a terminal, show progress from the start\n"
                             "      --no-progress         never show progress\n"
                             "      --help                show this help\n"
                             "      --version             show the version\n"
                             "\n"
                             "Example:\n"
                             "  probe --flag in.csv\n"
                             "\n"
                             "Exit status: 0 all is well; 1 the data fall short of what is asked, and the output is "
                             "whole;\n"
                             "2 used wrongly, or something cannot be read or written, and no output is.\n"
                             "The whole reference is the manual page: man utfall-probe\n");
  assert_string_equal(r.err, "");
  assert_int_equal(r.code, 0);
  run_clear(&r);
}

static void test_version(void **state)
{
  struct run r;
  (void)state;
  run_with(&r, &command, "--version");
  size_t length = strlen("probe (utfall) " UT_VERSION);
  assert_memory_equal(r.out, "probe (utfall) " UT_VERSION, length);
  size_t commit = strcspn(r.out + length, "\n"); /* "+" and ten digits where this is no release */
  assert_true(commit == 0 || (r.out[length] == '+' && commit == 1 + strspn(r.out + length + 1, "0123456789abcdef")));
  assert_string_equal(r.out + length + commit, "\n");
  assert_int_equal(r.code, 0);
  run_clear(&r);
}

static void test_without_decimals(void **state)
{
  struct ut_command plain = command;
  struct run r;
  (void)state;
  plain.decimals = false;
  run_with(&r, &plain, "--decimals 2");
  assert_string_equal(r.err, "probe: unknown option \"--decimals\"\nTry 'probe --help'.\n");
  run_clear(&r);
}

static void test_more_formats(void **state)
{
  struct ut_command wide = command;
  struct run r;
  (void)state;
  wide.shows = true;
  run_with(&r, &wide, "--to markdown");
  assert_int_equal(r.status, UT_OK);
  assert_int_equal(r.cli.to, UT_MARKDOWN);
  run_clear(&r);
  run_with(&r, &wide, "--to pdf");
  assert_string_equal(r.err, "probe: --to: \"pdf\" is not one of csv, json, jsonl, text, markdown, html, xlsx\n"
                             "Try 'probe --help'.\n");
  run_clear(&r);
}

static void test_output_file(void **state)
{
  struct run r;
  (void)state;
  run_well(&r, "-o out.csv");
  assert_string_equal(r.out, "");
  assert_file("out.csv", "ran\n");
  run_clear(&r);
  run_well(&r, "-o -");
  assert_string_equal(r.out, "ran\n");
  run_clear(&r);
}

int main(void)
{
  static const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_namesakes),
      cmocka_unit_test(test_defaults),
      cmocka_unit_test(test_every_kind),
      cmocka_unit_test(test_common_options),
      cmocka_unit_test(test_operands_may_stand_anywhere),
      cmocka_unit_test(test_abbreviations),
      cmocka_unit_test(test_misuse),
      cmocka_unit_test(test_options_that_do_not_go_together),
      cmocka_unit_test(test_modes),
      cmocka_unit_test(test_output_that_cannot_be_made),
      cmocka_unit_test(test_help),
      cmocka_unit_test(test_version),
      cmocka_unit_test(test_without_decimals),
      cmocka_unit_test(test_more_formats),
      cmocka_unit_test(test_output_file),
  };
  return cmocka_run_group_tests_name("cli", tests, enter_scratch, leave_scratch);
}

/* The command line of every filter: options out of a table, messages, exit status. The only
 * file that includes getopt.h. */
#include "cli/cli.h"

#include <getopt.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/console.h"
#include "cli/option.h"
#include "utfall/version.h"

enum { LETTERS = 256, OPTIONS_MAX = 48, MESSAGE = 2048, HELP_COLUMN = 28 };

static const char *const format_names[UT_FORMATS] = {"auto", "csv", "json", "jsonl", "text", "markdown"};

struct common {
  const char *from, *to, *delimiter, *output;
  int64_t decimals;
  bool progress, no_progress, help, version;
};

#define AT(member) offsetof(struct common, member)

/* The letter of an option stands before its name. */
static const struct {
  char letter;
  struct ut_option option;
} common_options[] = {
    {'f',
     {.name = "from",
      .kind = UT_OPT_TEXT,
      .offset = AT(from),
      .value = "FORMAT",
      .help = "read csv, json or jsonl instead of looking"}},
    {'t', {.name = "to", .kind = UT_OPT_TEXT, .offset = AT(to), .value = "FORMAT", .help = "write this format"}},
    {'d',
     {.name = "delimiter",
      .kind = UT_OPT_TEXT,
      .offset = AT(delimiter),
      .value = "CHAR",
      .help = "what separates fields in csv input (or: tab)"}},
    {'o',
     {.name = "output",
      .kind = UT_OPT_TEXT,
      .offset = AT(output),
      .value = "FILE",
      .help = "write FILE, whole or not at all"}},
    {0,
     {.name = "decimals",
      .kind = UT_OPT_INTEGER,
      .offset = AT(decimals),
      .value = "N",
      .help = "digits after the point of shares (1)",
      .high = 9}},
    {0,
     {.name = "progress",
      .kind = UT_OPT_FLAG,
      .offset = AT(progress),
      .help = "on a terminal, show progress from the start"}},
    {0, {.name = "no-progress", .kind = UT_OPT_FLAG, .offset = AT(no_progress), .help = "never show progress"}},
    {0, {.name = "help", .kind = UT_OPT_FLAG, .offset = AT(help), .help = "show this help"}},
    {0, {.name = "version", .kind = UT_OPT_FLAG, .offset = AT(version), .help = "show the version"}},
};
enum { COMMON = sizeof common_options / sizeof *common_options };

/* One command line being read: the filter's options first, the common ones after them. */
struct parse {
  struct ut_cli *cli;
  const struct ut_option *options[OPTIONS_MAX];
  char letters[OPTIONS_MAX];
  void *bases[OPTIONS_MAX];
  bool given[OPTIONS_MAX];
  size_t count;
  struct common common;
};

static void add_option(struct parse *p, const struct ut_option *o, char letter, void *base)
{
  if (p->count == OPTIONS_MAX - 1)
    return;
  p->options[p->count] = o;
  p->letters[p->count] = letter;
  p->bases[p->count++] = base;
  ut_option_preset(o, base);
}

static void collect_options(struct parse *p, void *options)
{
  const struct ut_command *command = p->cli->command;
  for (size_t i = 0; i < command->count; i++)
    add_option(p, &command->options[i], 0, options);
  for (size_t i = 0; i < COMMON; i++)
    if (command->decimals || strcmp(common_options[i].option.name, "decimals") != 0)
      add_option(p, &common_options[i].option, common_options[i].letter, &p->common);
}

static size_t option_with_letter(const struct parse *p, int letter)
{
  size_t i = 0;
  while (i < p->count && p->letters[i] != letter)
    i++;
  return i;
}

/* getopt says only that it did not understand; whether the name was unknown or too short is told from the table. */
static enum ut_status not_understood(const struct parse *p, char **argv, int index, int letter, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  if (letter > 0 && letter < LETTERS)
    return ut_error_set(err, UT_USAGE, "unknown option -%c", letter);
  if (letter >= LETTERS)
    return ut_error_set(err, UT_USAGE, "--%s takes no value", p->options[letter - LETTERS]->name);
  if (letter < 0) /* a char, with its sign */
    return ut_error_set(err, UT_USAGE, "unknown option: a letter that is not ASCII");
  const char *name = argv[index - 1] + 2;
  size_t len = strcspn(name, "="), alike = 0;
  for (size_t i = 0; i < p->count; i++)
    alike += strncmp(p->options[i]->name, name, len) == 0;
  return ut_error_set(err, UT_USAGE, "%s option %s", alike > 1 ? "ambiguous" : "unknown",
                      ut_quote(quoted, argv[index - 1], len + 2));
}

static enum ut_status take_option(struct parse *p, size_t i, const char *value, struct ut_error *err)
{
  const struct ut_option *o = p->options[i];
  char name[UT_ERROR_FIELD];
  if (p->given[i])
    return ut_error_set(err, UT_USAGE, "--%s is given twice", o->name);
  p->given[i] = true;
  snprintf(name, sizeof name, "--%s", o->name);
  enum ut_status status = ut_option_read(o, value, p->bases[i], err);
  if (status != UT_OK)
    ut_error_at(err, NULL, 0, 0, name);
  return status;
}

static enum ut_status read_arguments(struct parse *p, int argc, char **argv, struct ut_error *err)
{
  struct option longs[OPTIONS_MAX] = {0};
  char letters[2 * OPTIONS_MAX + 2] = ":";
  size_t used = 1;
  int found;
  for (size_t i = 0; i < p->count; i++) {
    bool value = p->options[i]->kind != UT_OPT_FLAG;
    longs[i] = (struct option){p->options[i]->name, value ? required_argument : no_argument, NULL, LETTERS + (int)i};
    if (p->letters[i])
      letters[used++] = p->letters[i];
    if (p->letters[i] && value)
      letters[used++] = ':';
  }
  optind = 0; /* a fresh start, whoever parsed before */
  opterr = 0;
  while ((found = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
    if (found == '?')
      return not_understood(p, argv, optind, optopt, err);
    size_t i = found == ':' ? 0 : found >= LETTERS ? (size_t)found - LETTERS : option_with_letter(p, found);
    if (found == ':')
      return ut_error_set(err, UT_USAGE, "%s needs a value", argv[optind - 1]);
    enum ut_status status = take_option(p, i, optarg, err);
    if (status != UT_OK)
      return status;
  }
  for (size_t i = 0; i < p->cli->command->count; i++)
    p->cli->given |= (uint64_t)p->given[i] << i;
  p->cli->operands = argv + optind;
  p->cli->operand_count = (size_t)(argc - optind);
  return UT_OK;
}

static enum ut_status choose_format(const char *option, const char *name, enum ut_format last, enum ut_format *out,
                                    struct ut_error *err)
{
  struct ut_buf known = {0};
  if (!name)
    return UT_OK;
  for (enum ut_format f = UT_CSV; f <= last; f++) {
    if (strcmp(format_names[f], name) == 0) {
      *out = f;
      ut_buf_clear(&known);
      return UT_OK;
    }
    ut_buf_format(&known, "%s%s", f > UT_CSV ? ", " : "one of ", format_names[f]);
  }
  const char *list = ut_buf_string(&known);
  enum ut_status status = ut_option_bad_value(err, name, list ? list : "known");
  ut_buf_clear(&known);
  ut_error_at(err, NULL, 0, 0, option);
  return status;
}

static enum ut_status choose_delimiter(const char *text, char *out, struct ut_error *err)
{
  if (!text)
    return UT_OK;
  bool tab = strcmp(text, "tab") == 0 || strcmp(text, "\\t") == 0;
  if (!tab && (strlen(text) != 1 || (unsigned char)*text >= 128 || strchr("\"\r\n", *text))) {
    enum ut_status status = ut_option_bad_value(err, text, "one character (or: tab)");
    ut_error_at(err, NULL, 0, 0, "--delimiter");
    return status;
  }
  *out = tab ? '\t' : *text;
  return UT_OK;
}

static enum ut_status apply_common(struct ut_cli *cli, const struct common *common, struct ut_error *err)
{
  enum ut_format last = cli->command->last_to ? cli->command->last_to : UT_JSONL;
  cli->decimals = common->decimals;
  enum ut_status status = choose_format("--from", common->from, UT_JSONL, &cli->from, err);
  if (status == UT_OK)
    status = choose_format("--to", common->to, last, &cli->to, err);
  if (status == UT_OK)
    status = choose_delimiter(common->delimiter, &cli->delimiter, err);
  return status;
}

static void add_help_line(struct ut_buf *text, const struct parse *p, size_t i)
{
  const struct ut_option *o = p->options[i];
  char left[80];
  int n =
      snprintf(left, sizeof left, "  %c%c%s--%s%s%s", p->letters[i] ? '-' : ' ', p->letters[i] ? p->letters[i] : ' ',
               p->letters[i] ? ", " : "  ", o->name, o->value ? " " : "", o->value ? o->value : "");
  ut_buf_format(text, "%-*s%s%*s%s\n", HELP_COLUMN, left, n >= HELP_COLUMN ? "\n" : "",
                n >= HELP_COLUMN ? HELP_COLUMN : 0, "", o->help);
}

static enum ut_status answer_help(struct parse *p, struct ut_error *err)
{
  const struct ut_command *command = p->cli->command;
  struct ut_buf *text = &p->cli->output.buf;
  ut_buf_format(text, "Usage: %s [OPTION...] %s\n%s\n\n", command->name, command->operands, command->summary);
  for (size_t i = 0; i < p->count; i++)
    add_help_line(text, p, i);
  ut_buf_format(text, "\nThe whole reference is the manual page: man %s\n", command->name);
  return ut_output_commit(&p->cli->output, err);
}

static enum ut_status answer_version(struct parse *p, struct ut_error *err)
{
  ut_buf_format(&p->cli->output.buf, "%s (utfall) %s\n", p->cli->command->name, UT_VERSION);
  return ut_output_commit(&p->cli->output, err);
}

static enum ut_status misuse(struct ut_cli *cli, const struct ut_error *err)
{
  char help[96];
  ut_cli_warn(cli, err);
  snprintf(help, sizeof help, "Try '%s --help'.\n", cli->command->name);
  ut_console_print(cli->err, help, strlen(help));
  cli->code = 2;
  cli->done = true;
  return UT_USAGE;
}

/* A failure that is no misuse: it is said, and nothing is left to do. */
static enum ut_status failed(struct ut_cli *cli, const struct ut_error *err)
{
  if (err->status != UT_CLOSED) {
    ut_cli_warn(cli, err);
    cli->code = 2;
  }
  free(cli->progress);
  cli->progress = NULL;
  cli->done = true;
  return err->status;
}

static enum ut_status answer(struct parse *p, struct ut_error *err)
{
  p->cli->done = true;
  if ((p->common.help ? answer_help : answer_version)(p, err) != UT_OK)
    failed(p->cli, err);
  return UT_END;
}

/* What the arguments lead to: the way progress is shown, and where the output goes. */
static enum ut_status open_console(struct ut_cli *cli, const struct common *common, struct ut_error *err)
{
  if (!common->no_progress && ut_console_watch(cli, common->progress) != UT_OK)
    return ut_error_nomem(err);
  if (common->output && strcmp(common->output, "-") != 0)
    return ut_output_open(&cli->output, common->output, err);
  return UT_OK;
}

enum ut_status ut_cli_parse(struct ut_cli *cli, const struct ut_command *command, void *options, int argc, char **argv,
                            int out, int err_fd)
{
  static char dash[] = "-";
  static char *const standard_input[] = {dash, NULL};
  struct parse p = {.cli = cli, .common.decimals = 1};
  struct ut_error err = {0};
  *cli = (struct ut_cli){.command = command, .out = out, .err = err_fd};
  signal(SIGPIPE, SIG_IGN); /* it would end the filter with its temporary files left; a write fails instead */
  ut_output_init(&cli->output, out, "<stdout>");
  collect_options(&p, options);
  enum ut_status status = read_arguments(&p, argc, argv, &err);
  if (status != UT_OK)
    return misuse(cli, &err);
  if (p.common.help || p.common.version)
    return answer(&p, &err);
  if (cli->operand_count == 0) {
    cli->operands = (char **)standard_input;
    cli->operand_count = 1;
  }
  status = apply_common(cli, &p.common, &err);
  if (status == UT_OK && command->check)
    status = command->check(options, cli, &err);
  if (status != UT_OK)
    return misuse(cli, &err);
  status = open_console(cli, &p.common, &err);
  return status == UT_OK ? UT_OK : failed(cli, &err);
}

void ut_cli_warn(struct ut_cli *cli, const struct ut_error *err)
{
  char text[MESSAGE];
  ut_console_say(cli, "", ut_error_format(err, text, sizeof text));
}

void ut_cli_note(struct ut_cli *cli, const char *format, ...)
{
  char text[MESSAGE];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  ut_console_say(cli, "note: ", text);
}

struct ut_reader_options ut_cli_reading(const struct ut_cli *cli)
{
  return (struct ut_reader_options){.from = cli->from, .delimiter = cli->delimiter, .tick = cli->tick};
}

void ut_cli_short(struct ut_cli *cli)
{
  cli->code = 1;
}

/* Do both go to the same file, which would be the latter's alone? */
static bool share_file(const struct ut_output *a, const struct ut_output *b)
{
  return a->temporary && b->temporary && strcmp(a->path, b->path) == 0;
}

enum ut_status ut_cli_open(struct ut_cli *cli, const char *path, struct ut_output **out, struct ut_error *err)
{
  if (cli->further_count == UT_CLI_FURTHER)
    return ut_error_set(err, UT_USAGE, "more than %d further outputs", UT_CLI_FURTHER);
  struct ut_output *opened = *out = &cli->further[cli->further_count];
  enum ut_status status = ut_output_open(opened, path, err);
  if (status != UT_OK)
    return status;
  bool shared = share_file(opened, &cli->output);
  for (size_t i = 0; i < cli->further_count; i++)
    shared = shared || share_file(opened, &cli->further[i]);
  cli->further_count++;
  if (!shared)
    return UT_OK;
  status = ut_error_set(err, UT_USAGE, "two outputs cannot be one file");
  ut_error_at(err, path, 0, 0, NULL);
  return status;
}

static enum ut_status finish_output(struct ut_output *o, enum ut_status status, struct ut_error *err)
{
  if (status == UT_OK)
    return ut_output_commit(o, err);
  ut_output_abandon(o);
  return status;
}

int ut_cli_finish(struct ut_cli *cli, enum ut_status status, struct ut_error *err)
{
  bool to_descriptor = !cli->output.path;
  if (cli->done)
    return cli->code;
  for (size_t i = 0; i < cli->further_count && status == UT_OK; i++)
    status = ut_output_settle(&cli->further[i], err);
  status = finish_output(&cli->output, status, err);
  if (status == UT_OK && to_descriptor && close(cli->out) != 0) {
    status = ut_error_errno(err, "write");
    ut_error_at(err, "<stdout>", 0, 0, NULL);
  }
  for (size_t i = 0; i < cli->further_count; i++)
    status = finish_output(&cli->further[i], status, err);
  ut_console_clear(cli);
  if (status != UT_OK && status != UT_CLOSED) {
    ut_cli_warn(cli, err);
    cli->code = 2;
  }
  free(cli->progress);
  return cli->code;
}

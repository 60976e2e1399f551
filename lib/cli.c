/* The command line of every filter: options out of a table, messages, data files, exit status. */
#include "utfall/cli.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { LETTERS = 256, OPTIONS_MAX = 48, MESSAGE = 1024, HELP_COLUMN = 28 };

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

struct progress {
  struct ut_tick tick;
  struct ut_cli *cli;
  struct timespec began, shown;
  bool at_once, visible;
};

static void print(int fd, const char *text, size_t len)
{
  while (len > 0) {
    ssize_t n = write(fd, text, len);
    if (n < 0 && errno != EINTR)
      return; /* there is nobody left to tell */
    if (n > 0) {
      text += n;
      len -= (size_t)n;
    }
  }
}

static void clear_progress(struct ut_cli *cli)
{
  if (cli->progress && cli->progress->visible)
    print(cli->err, "\r\033[K", 4);
  if (cli->progress)
    cli->progress->visible = false;
}

/* One write a message, so that lines of several filters on one terminal do not mix. */
static void say(struct ut_cli *cli, const char *kind, const char *text)
{
  struct ut_buf line = {0};
  clear_progress(cli);
  if (ut_buf_format(&line, "%s: %s%s\n", cli->command->name, kind, text) == UT_OK)
    print(cli->err, line.ptr, line.len);
  ut_buf_clear(&line);
}

static double seconds_since(const struct timespec *then, const struct timespec *now)
{
  return (double)(now->tv_sec - then->tv_sec) + (double)(now->tv_nsec - then->tv_nsec) / 1e9;
}

static void show_progress(void *context, size_t bytes, size_t total, size_t rows)
{
  struct progress *p = context;
  struct timespec now;
  char percent[16] = "";
  char line[128];
  clock_gettime(CLOCK_MONOTONIC, &now);
  if ((!p->at_once && seconds_since(&p->began, &now) < 1) || seconds_since(&p->shown, &now) < 0.2)
    return;
  if (total > 0)
    snprintf(percent, sizeof percent, "%zu %%, ", bytes >= total ? 100 : bytes * 100 / total);
  int n = snprintf(line, sizeof line, "\r\033[K%s: %s%.1f MB, %zu rows", p->cli->command->name, percent,
                   (double)bytes / 1e6, rows);
  print(p->cli->err, line, (size_t)n);
  p->shown = now;
  p->visible = true;
}

static enum ut_status start_progress(struct ut_cli *cli, const struct common *common)
{
  if (common->no_progress || !isatty(cli->err))
    return UT_OK;
  cli->progress = calloc(1, sizeof *cli->progress);
  if (!cli->progress)
    return UT_NOMEM;
  cli->progress->cli = cli;
  cli->progress->at_once = common->progress;
  cli->progress->tick = (struct ut_tick){show_progress, cli->progress};
  clock_gettime(CLOCK_MONOTONIC, &cli->progress->began);
  cli->tick = &cli->progress->tick;
  return UT_OK;
}

static enum ut_status bad_value(struct ut_error *err, const char *value, const char *expected)
{
  char quoted[UT_QUOTED];
  return ut_error_set(err, UT_USAGE, "%s is not %s", ut_quote(quoted, value, strlen(value)), expected);
}

static enum ut_status read_text(const struct ut_option *o, const char *value, void *out, struct ut_error *err)
{
  (void)o;
  if (!*value)
    return ut_error_set(err, UT_USAGE, "the value is empty");
  *(const char **)out = value;
  return UT_OK;
}

static enum ut_status read_integer(const struct ut_option *o, const char *value, void *out, struct ut_error *err)
{
  int64_t n;
  if (!ut_text_integer(ut_text_of(value), &n))
    return bad_value(err, value, "a whole number");
  if (n < o->low || n > o->high)
    return ut_error_set(err, UT_USAGE, "%lld is not within %lld..%lld", (long long)n, (long long)o->low,
                        (long long)o->high);
  *(int64_t *)out = n;
  return UT_OK;
}

static enum ut_status read_number(const struct ut_option *o, const char *value, void *out, struct ut_error *err)
{
  char copy[32];
  char *end = copy;
  size_t len = strlen(value);
  if (len == 0 || len >= sizeof copy || strspn(value, "0123456789.,-") != len)
    return bad_value(err, value, "a number");
  for (size_t i = 0; i <= len; i++)
    copy[i] = (char)(value[i] == ',' ? '.' : value[i]);
  double n = strtod(copy, &end); /* the locale is never set, so the point is a point */
  if (*end || !isfinite(n))
    return bad_value(err, value, "a number");
  if (n < (double)o->low || n > (double)o->high)
    return ut_error_set(err, UT_USAGE, "%s is not within %lld..%lld", copy, (long long)o->low, (long long)o->high);
  *(double *)out = n;
  return UT_OK;
}

static enum ut_status read_date(const struct ut_option *o, const char *value, void *out, struct ut_error *err)
{
  (void)o;
  ut_date d = ut_date_parse(ut_text_of(value));
  if (d == UT_DATE_NONE)
    return bad_value(err, value, "a date (expected YYYY-MM-DD)");
  *(ut_date *)out = d;
  return UT_OK;
}

static enum ut_status read_period(const struct ut_option *o, const char *value, void *out, struct ut_error *err)
{
  (void)o;
  return ut_period_parse(ut_text_of(value), out, err);
}

static enum ut_status read_choice(const struct ut_option *o, const char *value, void *out, struct ut_error *err)
{
  struct ut_buf known = {0};
  for (int i = 0; o->choices[i]; i++) {
    if (strcmp(o->choices[i], value) == 0) {
      *(int *)out = i;
      ut_buf_clear(&known);
      return UT_OK;
    }
    ut_buf_format(&known, "%s%s", i ? ", " : "one of ", o->choices[i]);
  }
  const char *list = ut_buf_string(&known);
  enum ut_status status = bad_value(err, value, list ? list : "known");
  ut_buf_clear(&known);
  return status;
}

static enum ut_status read_names(const struct ut_option *o, const char *value, void *out, struct ut_error *err)
{
  struct ut_names *names = out;
  struct ut_text rest = ut_text_of(value);
  struct ut_text name;
  (void)o;
  while (ut_text_split(&rest, ',', &name)) {
    char quoted[UT_QUOTED];
    name = ut_text_trim(name);
    if (name.len == 0)
      return ut_error_set(err, UT_USAGE, "an empty name in the list");
    if (names->count == UT_NAMES_MAX)
      return ut_error_set(err, UT_USAGE, "more than %d names", UT_NAMES_MAX);
    for (size_t i = 0; i < names->count; i++)
      if (ut_text_equal(names->names[i], name))
        return ut_error_set(err, UT_USAGE, "%s stands twice", ut_quote(quoted, name.ptr, name.len));
    names->names[names->count++] = name;
  }
  return UT_OK;
}

static enum ut_status read_flag(const struct ut_option *o, const char *value, void *out, struct ut_error *err)
{
  (void)o;
  (void)value;
  (void)err;
  *(bool *)out = true;
  return UT_OK;
}

typedef enum ut_status read_function(const struct ut_option *o, const char *value, void *out, struct ut_error *err);

static read_function *const readers[] = {
    [UT_OPT_FLAG] = read_flag,     [UT_OPT_TEXT] = read_text,   [UT_OPT_INTEGER] = read_integer,
    [UT_OPT_NUMBER] = read_number, [UT_OPT_DATE] = read_date,   [UT_OPT_PERIOD] = read_period,
    [UT_OPT_CHOICE] = read_choice, [UT_OPT_NAMES] = read_names,
};

static void preset(const struct ut_option *o, void *base)
{
  void *out = (char *)base + o->offset;
  if (o->kind == UT_OPT_DATE)
    *(ut_date *)out = UT_DATE_NONE;
  if (o->kind == UT_OPT_PERIOD)
    *(struct ut_period *)out = (struct ut_period){UT_DATE_NONE, UT_DATE_NONE};
}

static void add_option(struct parse *p, const struct ut_option *o, char letter, void *base)
{
  if (p->count == OPTIONS_MAX - 1)
    return;
  p->options[p->count] = o;
  p->letters[p->count] = letter;
  p->bases[p->count++] = base;
  preset(o, base);
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
  enum ut_status status = readers[o->kind](o, value, (char *)p->bases[i] + o->offset, err);
  return status == UT_OK ? UT_OK : ut_error_at(err, NULL, 0, 0, name);
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
  bad_value(err, name, list ? list : "known");
  ut_buf_clear(&known);
  return ut_error_at(err, NULL, 0, 0, option);
}

static enum ut_status choose_delimiter(const char *text, char *out, struct ut_error *err)
{
  if (!text)
    return UT_OK;
  bool tab = strcmp(text, "tab") == 0 || strcmp(text, "\\t") == 0;
  if (!tab && (strlen(text) != 1 || (unsigned char)*text >= 128 || strchr("\"\r\n", *text))) {
    bad_value(err, text, "one character (or: tab)");
    return ut_error_at(err, NULL, 0, 0, "--delimiter");
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
  if (status == UT_OK && common->output && strcmp(common->output, "-") != 0)
    status = ut_output_open(&cli->output, common->output, err);
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
  ut_buf_format(&p->cli->output.buf, "%s (utfall) %s\n", p->cli->command->name, UTFALL_VERSION);
  return ut_output_commit(&p->cli->output, err);
}

static enum ut_status misuse(struct ut_cli *cli, const struct ut_error *err)
{
  char help[96];
  ut_cli_warn(cli, err);
  snprintf(help, sizeof help, "Try '%s --help'.\n", cli->command->name);
  print(cli->err, help, strlen(help));
  cli->code = 2;
  cli->done = true;
  return UT_USAGE;
}

bool ut_names_have(const struct ut_names *names, const char *name)
{
  for (size_t i = 0; i < names->count; i++)
    if (ut_text_is(names->names[i], name))
      return true;
  return false;
}

enum ut_status ut_cli_parse(struct ut_cli *cli, const struct ut_command *command, void *options, int argc, char **argv,
                            int out, int err_fd)
{
  static char dash[] = "-";
  static char *const standard_input[] = {dash, NULL};
  struct parse p = {.cli = cli, .common.decimals = 1};
  struct ut_error err = {0};
  *cli = (struct ut_cli){.command = command, .out = out, .err = err_fd};
  ut_output_init(&cli->output, out, "<stdout>");
  collect_options(&p, options);
  enum ut_status status = read_arguments(&p, argc, argv, &err);
  if (status != UT_OK)
    return misuse(cli, &err);
  if (p.common.help || p.common.version) {
    cli->done = true;
    if ((p.common.help ? answer_help : answer_version)(&p, &err) == UT_OK)
      return UT_END;
    return misuse(cli, &err);
  }
  if (cli->operand_count == 0) {
    cli->operands = (char **)standard_input;
    cli->operand_count = 1;
  }
  status = apply_common(cli, &p.common, &err);
  if (status == UT_OK && start_progress(cli, &p.common) != UT_OK)
    status = ut_error_nomem(&err);
  return status == UT_OK ? UT_OK : misuse(cli, &err);
}

void ut_cli_warn(struct ut_cli *cli, const struct ut_error *err)
{
  char text[MESSAGE];
  say(cli, "", ut_error_format(err, text, sizeof text));
}

void ut_cli_note(struct ut_cli *cli, const char *format, ...)
{
  char text[MESSAGE];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  say(cli, "note: ", text);
}

void ut_cli_short(struct ut_cli *cli)
{
  cli->code = 1;
}

int ut_cli_finish(struct ut_cli *cli, enum ut_status status, struct ut_error *err)
{
  bool to_descriptor = !cli->output.path;
  if (cli->done)
    return cli->code;
  if (status == UT_OK)
    status = ut_output_commit(&cli->output, err);
  else
    ut_output_abandon(&cli->output);
  if (status == UT_OK && to_descriptor && close(cli->out) != 0) {
    status = ut_error_errno(err, "write");
    ut_error_at(err, "<stdout>", 0, 0, NULL);
  }
  clear_progress(cli);
  if (status != UT_OK && status != UT_CLOSED) {
    ut_cli_warn(cli, err);
    cli->code = 2;
  }
  free(cli->progress);
  return cli->code;
}

static bool is_file(const char *path)
{
  struct stat st;
  return stat(path, &st) == 0 && !S_ISDIR(st.st_mode);
}

/* The directory of the running binary with `tail` behind it; false when /proc does not say. */
static bool beside_binary(char path[PATH_MAX], const char *tail)
{
  ssize_t n = readlink("/proc/self/exe", path, PATH_MAX - 32);
  while (n > 0 && path[n - 1] != '/')
    n--;
  if (n > 0)
    snprintf(path + n, 32, "%s", tail);
  return n > 0;
}

static enum ut_status find_under(char **path, const char *root, const char *kind, const char *name, const char *suffix)
{
  const char *endings[] = {"", suffix};
  for (size_t i = 0; i < 2; i++) {
    if (asprintf(path, "%s/%s/%s%s", root, kind, name, endings[i]) < 0)
      return UT_NOMEM;
    if (is_file(*path))
      return UT_OK;
    free(*path);
    *path = NULL;
  }
  return UT_END;
}

enum ut_status ut_share_find(char **path, const char *kind, const char *name, const char *suffix, struct ut_error *err)
{
  char near[PATH_MAX], nearer[PATH_MAX], quoted[UT_QUOTED];
  const char *roots[] = {getenv("UTFALL_SHARE"), beside_binary(near, "../share") ? near : NULL,
                         beside_binary(nearer, "../../share") ? nearer : NULL, UTFALL_PREFIX_SHARE};
  *path = NULL;
  if (is_file(name)) {
    *path = strdup(name);
    return *path ? UT_OK : ut_error_nomem(err);
  }
  for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
    enum ut_status status = roots[i] ? find_under(path, roots[i], kind, name, suffix) : UT_END;
    if (status != UT_END)
      return status == UT_OK ? UT_OK : ut_error_nomem(err);
  }
  return ut_error_set(err, UT_USAGE, "no file %s, and none of that name among the shared %s",
                      ut_quote(quoted, name, strlen(name)), kind);
}

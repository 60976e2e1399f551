/* The command line of every filter: options out of a table, messages, exit status. The only
 * file that includes getopt.h. */
#include "cli/cli.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/resemblance.h"
#include "model/share.h"
#include "stream/source.h"
#include "stream/whole_table.h"
#include "cli/complete.h"
#include "cli/confine.h"
#include "cli/console.h"
#include "cli/merge.h"
#include "cli/outputs.h"
#include "cli/release.h"
#include "cli/signals.h"
#include "utfall/vocabulary.h"

enum { LETTERS = 256, OPTIONS_MAX = UT_CLI_OPTIONS, MESSAGE = 2048, HELP_COLUMN = 28, SKIP_MOST = 1000 };

/* What every filter takes. */
struct options {
  enum ut_format from, to;
  char delimiter;
  const char *output;
  int64_t decimals;
  const char *sheet;
  int64_t skip_lines;
  bool visible, fill_merged, keep_merged;
  const char *quiet, *strict, *status_file;
  bool partial, merge, progress, no_progress, help, version;
};

static const struct ut_choice read_formats[] = {{"csv", UT_CSV},   {"json", UT_JSON}, {"jsonl", UT_JSONL},
                                                {"xlsx", UT_XLSX}, {"ods", UT_ODS},   {0}};
static const struct ut_choice stream_formats[] = {{"csv", UT_CSV}, {"json", UT_JSON}, {"jsonl", UT_JSONL}, {0}};
static const struct ut_choice all_formats[] = {
    {"csv", UT_CSV},           {"json", UT_JSON}, {"jsonl", UT_JSONL}, {"text", UT_TEXT},
    {"markdown", UT_MARKDOWN}, {"html", UT_HTML}, {"xlsx", UT_XLSX},   {0}};

static const struct ut_choice pictures[] = {{"svg", UT_AUTO}, {0}};
static const struct ut_choice pages[] = {{"html", UT_AUTO}, {0}};

static const struct ut_option common_options[] = {
    UT_CHOICE(from, "FORMAT", "read csv, json, jsonl, xlsx or ods instead of looking", read_formats, .letter = 'f'),
    UT_CHOICE(to, "FORMAT", "write this format", stream_formats, .letter = 't'),
    UT_CHOICE(to, "FORMAT", "write this format", all_formats, .letter = 't'),
    UT_CHOICE(to, "FORMAT", "write this format", pictures, .letter = 't'),
    UT_CHOICE(to, "FORMAT", "write this format", pages, .letter = 't'),
    UT_CHAR(delimiter, "CHAR", "what separates fields in csv input (or: tab)", .letter = 'd'),
    UT_TEXT(sheet, "NAME|#N", "of a workbook, read this sheet"),
    UT_INTEGER(skip_lines, "N", "lines, or rows of a sheet, above the header", 0, SKIP_MOST),
    UT_FLAG(visible, "leave out hidden rows and columns of workbooks"),
    UT_FLAG(fill_merged, "each of merged cells has their value"),
    UT_FLAG(keep_merged, "of merged cells the first alone has the value"),
    UT_TEXT(output, "FILE", "write FILE, whole or not at all", .letter = 'o'),
    UT_FLAG(partial, "write counts that can be added to others, instead of the table"),
    UT_FLAG(merge, "the operands are such parts; add them, with their options"),
    UT_INTEGER(decimals, "N", "digits after the point of shares (1)", 0, 9),
    UT_TEXT(quiet, "CODES", "do not say notes of these codes, or of all"),
    UT_TEXT(strict, "CODES", "notes of these codes, or of all, are errors: exit 2"),
    UT_TEXT(status_file, "FILE", "write what the run read, wrote and doubted, as JSON"),
    UT_FLAG(progress, "on a terminal, show progress from the start"),
    UT_FLAG(no_progress, "never show progress"),
    UT_FLAG(help, "show this help"),
    UT_FLAG(version, "show the version"),
    {0},
};

/* One command line being read: the filter's options first, the common ones after them. */
struct parse {
  struct ut_cli *cli;
  const struct ut_option *options[OPTIONS_MAX];
  char names[OPTIONS_MAX][UT_OPTION_NAME];
  void *bases[OPTIONS_MAX]; /* the struct that the value is in */
  size_t count;
  struct options common;
};

static void add_option(struct parse *p, const struct ut_option *o, void *base)
{
  if (p->count == OPTIONS_MAX - 1)
    return;
  ut_option_name(o, p->names[p->count]);
  p->options[p->count] = o;
  p->bases[p->count++] = base;
  ut_option_preset(o, base);
}

/* Does the command do without this one of the common options? */
static bool is_left_out(const struct ut_command *command, const struct ut_option *o)
{
  if (o->offset == offsetof(struct options, decimals))
    return !command->decimals;
  if (o->offset == offsetof(struct options, partial) || o->offset == offsetof(struct options, merge))
    return !command->merges;
  const struct ut_choice *formats = command->draws   ? pictures
                                    : command->named ? pages
                                    : command->shows ? all_formats
                                                     : stream_formats;
  return o->offset == offsetof(struct options, to) && o->choices != formats;
}

static void collect_options(struct parse *p, void *options)
{
  for (const struct ut_option *o = p->cli->command->options; o->kind != UT_OPT_END; o++)
    add_option(p, o, options);
  for (const struct ut_option *o = common_options; o->kind != UT_OPT_END; o++)
    if (!is_left_out(p->cli->command, o))
      add_option(p, o, &p->common);
}

static size_t option_with_letter(const struct parse *p, int letter)
{
  size_t i = 0;
  while (i < p->count && p->options[i]->letter != letter)
    i++;
  return i;
}

/* Has an option before this one its name? */
static bool is_namesake(const struct parse *p, size_t i)
{
  for (size_t k = 0; k < i; k++)
    if (strcmp(p->names[k], p->names[i]) == 0)
      return true;
  return false;
}

static char *suggest_option(const struct parse *p, struct ut_text name, char buf[UT_SUGGESTION])
{
  struct ut_text names[OPTIONS_MAX];
  for (size_t i = 0; i < p->count; i++)
    names[i] = ut_text_of(p->names[i]);
  return ut_resemblance_suggest(names, p->count, name, "--", buf);
}

/* getopt says only that it did not understand; the table says whether the name is unknown or too short. */
static enum ut_status not_understood(const struct parse *p, char **argv, int index, int letter, struct ut_error *err)
{
  char quoted[UT_QUOTED], hint[UT_SUGGESTION];
  if (letter > 0 && letter < LETTERS)
    return ut_error_set(err, UT_USAGE, "unknown option -%c", letter);
  if (letter >= LETTERS)
    return ut_error_set(err, UT_USAGE, "--%s takes no value", p->names[letter - LETTERS]);
  if (letter < 0) /* a char, with its sign */
    return ut_error_set(err, UT_USAGE, "unknown option: a letter that is not ASCII");
  const char *name = argv[index - 1] + 2;
  size_t len = strcspn(name, "="), alike = 0;
  for (size_t i = 0; i < p->count; i++)
    alike += !is_namesake(p, i) && strncmp(p->names[i], name, len) == 0;
  return ut_error_set(err, UT_USAGE, "%s option %s%s", alike > 1 ? "ambiguous" : "unknown",
                      ut_quote(quoted, argv[index - 1], len + 2),
                      alike > 1 ? "" : suggest_option(p, (struct ut_text){name, len}, hint));
}

static enum ut_status take_option(struct parse *p, size_t i, const char *value, struct ut_error *err)
{
  char name[UT_OPTION_NAME + 2];
  uint64_t bit = UINT64_C(1) << i;
  const struct ut_option *o = p->options[i];
  bool again = o && (o->kind == UT_OPT_VALUES || o->kind == UT_OPT_LABELS);
  if (p->cli->given & bit && !again)
    return ut_error_set(err, UT_USAGE, "--%s is given twice", p->names[i]);
  p->cli->given |= bit;
  p->cli->values[i] = value;
  snprintf(name, sizeof name, "--%s", p->names[i]);
  return ut_error_blame(ut_option_read(o, value, p->bases[i], err), name, err);
}

static enum ut_status read_arguments(struct parse *p, int argc, char **argv, struct ut_error *err)
{
  struct option longs[OPTIONS_MAX] = {0};
  char letters[2 * OPTIONS_MAX + 2] = ":";
  size_t used = 1, long_count = 0;
  int found;
  for (size_t i = 0; i < p->count; i++) {
    bool value = p->options[i]->kind != UT_OPT_FLAG;
    if (!is_namesake(p, i))
      longs[long_count++] =
          (struct option){p->names[i], value ? required_argument : no_argument, NULL, LETTERS + (int)i};
    if (p->options[i]->letter)
      letters[used++] = p->options[i]->letter;
    if (p->options[i]->letter && value)
      letters[used++] = ':';
  }
  optind = 0; /* a fresh start, whoever parsed before */
  opterr = 0;
  while ((found = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
    if (found == '?')
      return not_understood(p, argv, optind, optopt, err);
    if (found == ':')
      return ut_error_set(err, UT_USAGE, "%s needs a value", argv[optind - 1]);
    UT_TRY(take_option(p, found >= LETTERS ? (size_t)found - LETTERS : option_with_letter(p, found), optarg, err));
  }
  p->cli->operands = argv + optind;
  p->cli->operand_count = (size_t)(argc - optind);
  return UT_OK;
}

/* The common option of the same name; p->count: there is none. */
static size_t namesake(const struct parse *p, size_t i)
{
  size_t k = i + 1;
  while (k < p->count && strcmp(p->names[k], p->names[i]) != 0)
    k++;
  return k;
}

static bool is_given(const struct parse *p, const char *name)
{
  size_t i = 0;
  while (i < p->count && strcmp(p->names[i], name) != 0)
    i++;
  return p->cli->given >> i & 1;
}

/* Hands what was meant for a common option of the same name to it. */
static enum ut_status settle_namesake(struct parse *p, size_t i, struct ut_error *err)
{
  const char **text = (const char **)(void *)((char *)p->bases[i] + p->options[i]->offset), *value = *text;
  size_t common = namesake(p, i);
  struct ut_error tried = {0};
  char name[UT_OPTION_NAME + 2];
  bool own = is_given(p, p->options[i]->with);
  enum ut_status status = ut_option_read(p->options[common], value, p->bases[common], &tried);
  if (status != UT_OK && own)
    return UT_OK;
  p->cli->given &= ~(UINT64_C(1) << i);
  *text = NULL;
  if (status == UT_OK)
    return take_option(p, common, value, err);
  *err = tried;
  snprintf(name, sizeof name, "--%s", p->names[i]);
  return ut_error_blame(status, name, err);
}

static enum ut_status settle_namesakes(struct parse *p, struct ut_error *err)
{
  for (size_t i = 0; i < p->count; i++)
    if (p->options[i]->with && p->cli->given >> i & 1)
      UT_TRY(settle_namesake(p, i, err));
  return UT_OK;
}

/* What the filter sees of it. */
static void settle(struct parse *p)
{
  static char dash[] = "-";
  static char *const standard_input[] = {dash, NULL};
  struct ut_cli *cli = p->cli;
  if (cli->operand_count == 0) {
    cli->operands = (char **)standard_input;
    cli->operand_count = 1;
  }
  cli->reading.from = p->common.from;
  cli->reading.delimiter = p->common.delimiter;
  cli->reading.operands = true;
  cli->reading.sheet = p->common.sheet;
  cli->reading.skips = p->common.skip_lines >= 0;
  cli->reading.skip_lines = cli->reading.skips ? (size_t)p->common.skip_lines : 0;
  cli->reading.visible = p->common.visible;
  cli->reading.fill_merged = p->common.fill_merged;
  cli->reading.keep_merged = p->common.keep_merged;
  cli->to = p->common.to;
  cli->partial = p->common.partial;
  cli->merging = p->common.merge;
  cli->decimals = (int)p->common.decimals;
}

static void say(void *context, const char *text, bool error)
{
  ut_console_say(context, error ? "" : "note: ", text);
}

static enum ut_status settle_notes(struct ut_cli *cli, const struct options *common, struct ut_error *err)
{
  cli->run.say = say;
  cli->run.context = cli;
  cli->reading.run = &cli->run;
  if (common->quiet)
    UT_TRY(ut_error_blame(ut_run_codes(common->quiet, cli->run.quiet, err), "--quiet", err));
  return common->strict ? ut_error_blame(ut_run_codes(common->strict, cli->run.strict, err), "--strict", err) : UT_OK;
}

static void add_help_line(struct ut_buf *text, const struct parse *p, size_t i)
{
  const struct ut_option *o = p->options[i];
  char left[80], letter[] = "-x, ";
  letter[1] = o->letter;
  int n = snprintf(left, sizeof left, "  %s--%s%s%s", o->letter ? letter : "    ", p->names[i], o->value ? " " : "",
                   o->value ? o->value : "");
  ut_buf_format(text, "%-*s%s%*s%s\n", HELP_COLUMN, left, n >= HELP_COLUMN ? "\n" : "",
                n >= HELP_COLUMN ? HELP_COLUMN : 0, "", o->help);
}

static const char exit_statuses[] =
    "Exit status: 0 all is well; 1 the data fall short of what is asked, and the output is whole;\n"
    "2 used wrongly, or something cannot be read or written, and no output is.";

static void add_help(struct ut_buf *text, const struct parse *p)
{
  const struct ut_command *command = p->cli->command;
  ut_buf_format(text, "Usage: %s [OPTION...] %s\n%s\n\n", command->name, command->operands, command->summary);
  for (size_t i = 0; i < p->count; i++) {
    if (p->bases[i] == &p->common && (i == 0 || p->bases[i - 1] != &p->common))
      ut_buf_add_string(text, i == 0 ? "Options, those of every filter:\n" : "\nOf every filter:\n");
    else if (i == 0)
      ut_buf_format(text, "Options of %s:\n", command->name);
    add_help_line(text, p, i);
  }
  if (command->example)
    ut_buf_format(text, "\nExample:\n  %s\n", command->example);
  ut_buf_format(text, "\n%s\nThe whole reference is the manual page: man utfall-%s\n", exit_statuses, command->name);
}

/* Ends the filter before it runs, with what keeps it from running. */
static enum ut_status failed(struct ut_cli *cli, struct ut_error *err)
{
  ut_cli_finish(cli, err->status, err);
  return err->status;
}

static enum ut_status misuse(struct ut_cli *cli, struct ut_error *err)
{
  char help[96];
  failed(cli, err);
  snprintf(help, sizeof help, "Try '%s --help'.\n", cli->command->name);
  ut_console_print(cli->err, help, strlen(help));
  return UT_USAGE;
}

static enum ut_status answer(struct parse *p, struct ut_error *err)
{
  struct ut_output *output = &p->cli->output;
  if (p->common.help)
    add_help(&output->buf, p);
  else
    ut_buf_format(&output->buf, "%s (utfall) %s\n", p->cli->command->name, ut_release);
  if (ut_output_commit(output, err) != UT_OK)
    failed(p->cli, err);
  p->cli->done = true;
  return UT_END;
}

/* The option that a word is, as it stands there or shortened; p->count: it is none. *value: what stands behind its name
 * in the word; NULL: nothing. */
static size_t option_of_word(const struct parse *p, const char *word, const char **value)
{
  const char *equals = strchr(word, '=');
  size_t len = equals ? (size_t)(equals - word) : strlen(word), i = 0;
  *value = NULL;
  if (word[0] != '-' || !word[1])
    return p->count;
  if (word[1] != '-') {
    *value = word[2] ? word + 2 : NULL;
    return option_with_letter(p, word[1]);
  }
  *value = equals ? equals + 1 : NULL;
  while (i < p->count && (len <= 2 || strncmp(p->names[i], word + 2, len - 2) != 0))
    i++;
  return i;
}

/* Goes through the words before the last: what says how a file is read, and the first that is a file. Returns the
 * option whose value the last one is; p->count: it is none's. */
static size_t scan_words(struct parse *p, char **words, size_t count, struct ut_completion *c)
{
  size_t waiting = p->count;
  struct ut_error unread = {0};
  struct stat found;
  for (size_t i = 0; i + 1 < count; i++) {
    const char *value = words[i];
    size_t of = waiting < p->count ? waiting : option_of_word(p, words[i], &value);
    waiting = p->count;
    if (of == p->count && words[i][0] != '-') {
      c->first = NULL;
      c->file = !c->file && stat(words[i], &found) == 0 && S_ISREG(found.st_mode) ? words[i] : c->file;
    } else if (of < p->count && p->options[of]->value && !value) {
      waiting = of;
    } else if (of < p->count && value && p->bases[of] == &p->common) {
      (void)ut_option_read(p->options[of], value, p->bases[of], &unread);
    }
  }
  return waiting;
}

/* Answers --describe-options [WORD...]: what the last of the words may become after the others, the options without
 * one. */
static enum ut_status describe_options(struct parse *p, char **words, size_t count, struct ut_error *err)
{
  struct ut_output *output = &p->cli->output;
  struct ut_completion c = {
      .options = (const struct ut_option *const *)p->options, .names = p->names, .count = p->count};
  const char *word = count > 0 ? words[count - 1] : "--", *value = NULL;
  char before[UT_OPTION_NAME + 4];
  c.first = p->cli->command->first;
  size_t of = scan_words(p, words, count, &c), named = option_of_word(p, word, &value);
  if (of < p->count)
    value = NULL;
  else if (value)
    of = named;
  c.word = value ? value : word;
  snprintf(before, sizeof before, "%.*s", (int)(c.word - word), word);
  c.before = before;
  c.of = of < p->count && p->options[of]->value ? p->options[of] : NULL;
  settle(p);
  c.reading = p->cli->reading;
  if (ut_complete(&c, &output->buf) != UT_OK)
    ut_error_nomem(err);
  if (err->status != UT_OK || ut_output_commit(output, err) != UT_OK)
    failed(p->cli, err);
  p->cli->done = true;
  return UT_END;
}

/* Parts come with their options. */
static enum ut_status check_merge(const struct parse *p, struct ut_error *err)
{
  if (p->common.partial && p->common.merge)
    return ut_error_set(err, UT_USAGE, "--partial and --merge exclude each other");
  for (size_t i = 0; p->common.merge && p->bases[i] != &p->common; i++)
    if (p->cli->given >> i & 1 && !p->options[i]->again)
      return ut_error_set(err, UT_USAGE, "--%s does not go with --merge: the parts were made with their options",
                          p->names[i]);
  return UT_OK;
}

static enum ut_status take_word(struct parse *p, const char *name, const char *value, struct ut_error *err)
{
  for (size_t i = 0; p->bases[i] != &p->common; i++) {
    const struct ut_option *o = p->options[i];
    if (!o || strcmp(p->names[i], name) != 0)
      continue;
    if (o->again)
      return UT_OK;
    if (o->kind == UT_OPT_FLAG)
      return take_option(p, i, NULL, err);
    return take_option(p, i, value && !o->shared && !o->defines ? value : ut_source_none, err);
  }
  return ut_error_set(err, UT_BAD_INPUT, "the parts were made with an option that there is not");
}

/* The options of the parts take the place of those that the command line has not. */
static enum ut_status take_words(struct parse *p, struct ut_error *err)
{
  char *rest = NULL;
  const char *name, *value;
  enum ut_status status = ut_merge_load(p->cli, err);
  UT_TRY(status);
  while (p->cli->merging && status == UT_OK && ut_merge_option(p->cli, &rest, &name, &value))
    if ((status = take_word(p, name, value, err)) != UT_OK)
      ut_error_at(err, ut_whole_table_source(p->cli->parts[0]), 0, 0, NULL);
  return status;
}

/* How progress is shown, and where the output goes. */
static enum ut_status open_console(struct ut_cli *cli, const struct options *common, struct ut_error *err)
{
  if (!common->no_progress && ut_console_watch(cli, common->progress) != UT_OK)
    return ut_error_nomem(err);
  return ut_outputs_open(cli, common->output, err);
}

enum ut_status ut_cli_parse(struct ut_cli *cli, const struct ut_command *command, void *options, int argc, char **argv,
                            int out, int err_fd)
{
  struct parse p = {.cli = cli, .common = {.to = command->shows ? UT_TEXT : UT_AUTO, .decimals = 1, .skip_lines = -1}};
  struct ut_error err = {0};
  ut_confine_memory();
  ut_signals_fill_descriptors();
  ut_signals_raise_limit();
  *cli = (struct ut_cli){.command = command, .options = options, .out = out, .err = err_fd};
  ut_signals_watch(cli);
  ut_output_init(&cli->output, out, "<stdout>");
  collect_options(&p, options);
  if (argc > 1 && strcmp(argv[1], "--describe-options") == 0)
    return describe_options(&p, argv + 2, (size_t)argc - 2, &err);
  if (read_arguments(&p, argc, argv, &err) != UT_OK || settle_namesakes(&p, &err) != UT_OK)
    return misuse(cli, &err);
  if (p.common.help || p.common.version)
    return answer(&p, &err);
  settle(&p);
  if (p.common.fill_merged && p.common.keep_merged) {
    ut_error_set(&err, UT_USAGE, "--fill-merged and --keep-merged exclude each other");
    return misuse(cli, &err);
  }
  if (check_merge(&p, &err) != UT_OK || settle_notes(cli, &p.common, &err) != UT_OK)
    return misuse(cli, &err);
  if (ut_outputs_open_status(cli, p.common.status_file, &err) != UT_OK)
    return failed(cli, &err);
  if (take_words(&p, &err) != UT_OK)
    return failed(cli, &err);
  if (command->check && command->check(options, cli, &err) != UT_OK)
    return misuse(cli, &err);
  return open_console(cli, &p.common, &err) == UT_OK ? UT_OK : failed(cli, &err);
}

void ut_cli_warn(struct ut_cli *cli, const struct ut_error *err)
{
  char text[MESSAGE];
  ut_console_say(cli, "", ut_error_format(err, text, sizeof text));
}

enum ut_status ut_cli_find(struct ut_cli *cli, const char **name, const char *kind, const char *suffix,
                           const char *option, struct ut_error *err)
{
  if (!*name)
    return UT_OK;
  if (cli->found_count == UT_CLI_FOUND)
    return ut_error_set(err, UT_USAGE, "more than %d shared files", UT_CLI_FOUND);
  char **path = &cli->found[cli->found_count++];
  UT_TRY(ut_error_blame(ut_share_find(path, kind, *name, suffix, err), option, err));
  *name = *path;
  return ut_outputs_check(cli, err);
}

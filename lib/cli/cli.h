/* What every filter's main has in common: options, files, messages, the way out.
 * It writes only to the descriptors it is handed (standard output and error of the process) and never exits. */
#ifndef UTFALL_CLI_H
#define UTFALL_CLI_H

#include "base/names.h"
#include "utfall/date.h"
#include "utfall/stream.h"

enum ut_option_kind {
  UT_OPT_FLAG,    /* bool */
  UT_OPT_TEXT,    /* const char *; not empty */
  UT_OPT_INTEGER, /* int64_t, low..high */
  UT_OPT_NUMBER,  /* double, low..high, decimal point or comma */
  UT_OPT_DATE,    /* ut_date; UT_DATE_NONE when not given */
  UT_OPT_PERIOD,  /* struct ut_period; first is UT_DATE_NONE when not given */
  UT_OPT_CHOICE,  /* int: index in choices */
  UT_OPT_NAMES,   /* struct ut_names: comma-separated names, none empty, none twice */
  UT_OPT_RANGE    /* struct ut_range: A..B, whole numbers within low..high, A less than B */
};

struct ut_option {
  const char *name; /* long name */
  enum ut_option_kind kind;
  size_t offset;              /* of the value in the filter's option struct, which holds the defaults */
  const char *value;          /* what --help calls the value: FILE, EXPR */
  const char *help;           /* one line */
  const char *const *choices; /* CHOICE: ends with NULL */
  int64_t low, high;          /* INTEGER, NUMBER, RANGE */
};

struct ut_cli;

struct ut_command {
  const char *name;
  const char *summary;  /* one line */
  const char *operands; /* "[FILE...]" */
  const struct ut_option *options;
  size_t count;
  bool decimals;          /* takes --decimals */
  enum ut_format last_to; /* --to accepts UT_CSV up to this one; 0 means UT_JSONL */
  /* UT_USAGE when options do not go together, a misuse like any other; NULL: all do. */
  enum ut_status (*check)(const void *options, const struct ut_cli *cli, struct ut_error *err);
};

enum { UT_CLI_FURTHER = 4 };

struct ut_cli {
  const struct ut_command *command;
  char **operands; /* never empty: "-" where none was given */
  size_t operand_count;
  enum ut_format from, to; /* to: UT_AUTO when not given */
  char delimiter;          /* 0: told from the header */
  int64_t decimals;
  uint64_t given;                           /* bit i: option i of the command is on the command line */
  struct ut_output output;                  /* open after ut_cli_parse: standard output or --output */
  struct ut_output further[UT_CLI_FURTHER]; /* of ut_cli_open */
  size_t further_count;
  int out, err;                         /* descriptors */
  int code;                             /* exit status so far */
  bool done;                            /* help, version or a misuse was answered: nothing is left to do */
  const struct ut_tick *tick;           /* for readers; NULL: nobody watches */
  struct ut_console_progress *progress; /* of console.c */
};

/* Sets defaults, parses (GNU getopt, abbreviations, options may follow operands) into `options` and cli, answers
 * --help, --version and misuse (one line and the way to --help), opens the output. UT_OK: go on. Anything else: `return
 * ut_cli_finish(cli, UT_OK, NULL)`. DATE and PERIOD options are preset to none. An option given twice is a misuse.
 * `out` and `err` are descriptors, 1 and 2. */
enum ut_status ut_cli_parse(struct ut_cli *cli, const struct ut_command *command, void *options, int argc, char **argv,
                            int out, int err);

/* What a filter can be asked for, as a report, and the options that go with it: bits as those of `given`. */
struct ut_mode {
  const char *name;
  uint64_t needs, takes;
  uint64_t one_of; /* exactly one of these; 0: nothing of the kind */
};

/* For a command's `check`. UT_USAGE: an option is given that neither the mode nor `always` knows (--published is not
 * for balance), or what the mode needs is not (balance needs --plan; calc needs one of --plan, --published). */
enum ut_status ut_cli_check_mode(const struct ut_cli *cli, const struct ut_mode *mode, uint64_t always,
                                 struct ut_error *err);

/* Options that do not go together. */
struct ut_conflict {
  bool holds;
  const char *text; /* what is said of it */
};

/* For a command's `check`. UT_USAGE with the text of the first that holds. */
enum ut_status ut_cli_check_conflicts(const struct ut_conflict *conflicts, size_t count, struct ut_error *err);

/* Prints "NAME: error" on the error descriptor, for what does not end the filter. */
void ut_cli_warn(struct ut_cli *cli, const struct ut_error *err);

/* Prints "NAME: note: ..." ; the texts come from the filter, values from the data only through ut_quote. */
void ut_cli_note(struct ut_cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Opens one more file to write, of at most UT_CLI_FURTHER. ut_cli_finish puts them in place after the output and in the
 * order in which they were opened, once all are written: the last one is there only when everything is. *out is the
 * cli's. UT_IO when it cannot be made; UT_USAGE: another output goes to that file already, or there
 * are that many. */
enum ut_status ut_cli_open(struct ut_cli *cli, const char *path, struct ut_output **out, struct ut_error *err);

/* The data fell short: exit 1, output still written. */
void ut_cli_short(struct ut_cli *cli);

/* The one way out: with UT_OK commits the outputs; otherwise reports `err` and abandons them. Returns the exit
 * status: 0, 1 (ut_cli_short) or 2. A closed output is quiet. */
int ut_cli_finish(struct ut_cli *cli, enum ut_status status, struct ut_error *err);

/* How the command line asks for its operands to be read. */
struct ut_reader_options ut_cli_reading(const struct ut_cli *cli);

#endif

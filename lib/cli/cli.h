/* What every filter's main has in common: options, files, messages, the way out.
 * It writes only to the descriptors it is handed (standard output and error of the process) and never exits. */
#ifndef UTFALL_CLI_H
#define UTFALL_CLI_H

#include "cli/complete.h"
#include "cli/option.h"
#include "utfall/stream.h"

struct ut_cli;

struct ut_command {
  const char *name;
  const char *summary;                  /* one line */
  const char *operands;                 /* "[FILE...]" */
  const struct ut_first_operand *first; /* NULL: a file */
  const char *example;                  /* one line, as it is typed */
  const struct ut_option *options;      /* rows; {0} ends them */
  bool decimals;                        /* takes --decimals */
  bool merges;                          /* takes --partial and --merge, and hands what it counts to ut_cli_part */
  bool shows;                           /* it writes text, and --to accepts markdown too */
  bool draws;                           /* it writes a picture, for which --to has no other format */
  bool
      named; /* it writes a page; its first operand is a file, the others are NAME=FILE, and -o replaces none of them */
  /* UT_USAGE when options do not go together, a misuse like any other; NULL: all do. */
  enum ut_status (*check)(const void *options, const struct ut_cli *cli, struct ut_error *err);
};

enum { UT_CLI_FURTHER = 36, UT_CLI_FOUND = 4, UT_CLI_OPTIONS = 64 };

struct ut_partial;
struct ut_whole_table;

struct ut_cli {
  const struct ut_command *command;
  const void *options; /* the filter's; its members are what ut_cli_given asks for */
  uint64_t given;      /* bit i: option i of the command is on the command line; the common ones behind */
  const char *values[UT_CLI_OPTIONS]; /* by option, as it stands there; NULL: none */
  char **operands;                    /* "-" where none was given; none with --merge */
  size_t operand_count;
  bool partial, merging;         /* --partial, --merge: for ut_cli_part */
  struct ut_output *part_output; /* where a part goes, as CSV; NULL: to the output, as what it stands for would */
  struct ut_whole_table **parts; /* of --merge */
  size_t part_count;
  bool worker;                       /* this process does a share of the work of another one, */
  struct ut_output worker_output;    /* to which it hands what comes of it; */
  struct ut_parcels *worker_parcels; /* where that is a part, before it what was counted: */
  struct ut_buf worker_tallies;
  struct ut_file_span span;         /* of a file, where the share is one */
  char *words;                      /* the options they were made by */
  struct ut_reader_options reading; /* how the operands are to be read */
  enum ut_format to;                /* UT_AUTO when not given, UT_TEXT where the command shows */
  int decimals;
  struct ut_output output;                  /* open after ut_cli_parse: standard output or --output */
  struct ut_output further[UT_CLI_FURTHER]; /* of ut_cli_open */
  size_t further_count;
  char **into;                  /* of ut_cli_open_into: the paths */
  size_t into_first;            /* the further output of the first of them */
  struct ut_output status_file; /* of --status-file; path NULL: not asked for, or written */
  const char *made;             /* a file that the filter has made by itself; NULL: none */
  char *found[UT_CLI_FOUND];    /* of ut_cli_find */
  size_t found_count;
  struct ut_run run;                    /* notes go to it, and progress */
  int out, err;                         /* descriptors */
  int code;                             /* exit status of what is done */
  bool done;                            /* help, version or a misuse was answered: nothing is left to do */
  struct ut_console_progress *progress; /* of console.c */
};

/* Sets defaults, parses (GNU getopt, abbreviations, options may follow operands) into `options` and cli, answers
 * --help, --version and misuse (one line and the way to --help), opens the status file and the output. UT_OK: go on;
 * with anything else the next call is ut_cli_finish. DATE and PERIOD options are preset to none. An option given twice
 * is a misuse. `out` and `err` are descriptors, 1 and 2. */
enum ut_status ut_cli_parse(struct ut_cli *cli, const struct ut_command *command, void *options, int argc, char **argv,
                            int out, int err);

/* Is the option on the command line whose value goes to this member of the filter's options? */
bool ut_cli_given(const struct ut_cli *cli, const void *member);

/* ---- for a command's `check` ---- */

/* Options that do not go together, or that another one is needed for. */
struct ut_conflict {
  bool holds;
  const char *text; /* what is said of it; NULL ends a table */
};

/* UT_USAGE with the text of the first that holds. */
enum ut_status ut_cli_check(const struct ut_conflict *conflicts, struct ut_error *err);

/* What a filter can be asked for, as a report, and the options that go with it: names with blanks between them. */
struct ut_mode {
  const char *name;
  const char *needs, *takes;
};

/* UT_USAGE: an option is given that the mode neither needs nor takes (--published is not for balance), or one that it
 * needs is not (balance needs --plan). `spared` are those of them that are not needed this time; NULL: none. */
enum ut_status ut_cli_check_mode(const struct ut_cli *cli, const struct ut_mode *mode, const char *spared,
                                 struct ut_error *err);

/* ---- while the filter runs ---- */

/* Turns what an option says, the name of a shared file or a path, into the path of the file, as ut_share_find does with
 * `kind` and `suffix`; the path lives until ut_cli_finish. NULL stays NULL. UT_USAGE: no such file, with `option` to
 * blame (NULL: nothing is). At most UT_CLI_FOUND times. */
enum ut_status ut_cli_find(struct ut_cli *cli, const char **name, const char *kind, const char *suffix,
                           const char *option, struct ut_error *err);

/* Prints "NAME: error" on the error descriptor, for what does not end the filter. */
void ut_cli_warn(struct ut_cli *cli, const struct ut_error *err);

/* Opens one more file to write, of at most UT_CLI_FURTHER. ut_cli_finish puts them in place before the output and in
 * the order in which they were opened, once all are written, and even where nobody reads standard output to its end.
 * *out is the cli's; NULL where `path` is, for then no file is asked for. UT_IO when it cannot be made; UT_USAGE:
 * another output goes to that file already, or there are that many. */
enum ut_status ut_cli_open(struct ut_cli *cli, const char *path, struct ut_output **out, struct ut_error *err);

/* Opens for each operand a file of the last part of its name in the directory, as further outputs; with NULL nothing.
 * UT_IO where one cannot be made; UT_USAGE: an operand is standard input, or a workbook, two of them have one name or
 * one stands there, or --output is given. */
enum ut_status ut_cli_open_into(struct ut_cli *cli, const char *directory, struct ut_error *err);

/* The file of an operand there. */
struct ut_output *ut_cli_into(struct ut_cli *cli, size_t operand);

/* When all rows are counted, before anything is made of them: with --partial writes what `p` describes, and *written is
 * true; with --merge adds what the parts hold. Clears `p`. UT_BAD_INPUT: what is no such part. */
enum ut_status ut_cli_part(struct ut_cli *cli, struct ut_partial *p, bool *written, struct ut_error *err);

/* Outputs are open and nothing of the data has been read: from now on only what the command line names can be read, no
 * file be opened to be written, and no other process or machine be reached, as far as the kernel can see to it. */
void ut_cli_confine(const struct ut_cli *cli);

/* The one way out: with UT_OK commits the outputs; otherwise reports `err` and abandons them. Either way the status
 * file says so. Returns the exit status: 0, 1 where run.fell_short, or 2, also where a note is an error in this run or
 * the status file cannot be written. A closed output is quiet. */
int ut_cli_finish(struct ut_cli *cli, enum ut_status status, struct ut_error *err);

#endif

/* Where a run writes, and the one way out: its outputs and its status file, together or not at all. */
#include "cli/outputs.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/shown.h"
#include "cli/console.h"
#include "cli/merge.h"
#include "cli/overwritten.h"
#include "cli/workers.h"
#include "cli/status_file.h"
#include "model/alike.h"

enum { MESSAGE = 2048 };

/* Do both go to the same file, which would be the latter's alone? A file that standard output goes to stands there. */
static bool share_file(const struct ut_output *a, const struct ut_output *b)
{
  struct stat of_file, of_other;
  if (a->temporary && b->temporary)
    return strcmp(a->path, b->path) == 0;
  const struct ut_output *file = a->temporary ? a : b, *other = a->temporary ? b : a;
  return file->temporary && other->name && !other->path && stat(file->path, &of_file) == 0 &&
         fstat(other->fd, &of_other) == 0 && of_file.st_dev == of_other.st_dev && of_file.st_ino == of_other.st_ino;
}

static void drop_status_file(struct ut_cli *cli)
{
  ut_output_abandon(&cli->status_file);
  cli->status_file = (struct ut_output){0};
}

/* UT_USAGE where `opened` goes to the file of another output, of which `further` are further ones, or that is read. */
static enum ut_status check_shared(struct ut_cli *cli, const struct ut_output *opened, size_t further,
                                   struct ut_error *err)
{
  bool status_file = share_file(opened, &cli->status_file);
  bool shared = status_file || (opened != &cli->output && share_file(opened, &cli->output));
  for (size_t i = 0; i < further; i++)
    shared = shared || share_file(opened, &cli->further[i]);
  if (!shared)
    return ut_check_overwritten(cli, opened, err);
  ut_error_set(err, UT_USAGE, "two outputs cannot be one file");
  ut_error_at(err, status_file ? cli->status_file.name : opened->name, 0, 0, NULL);
  if (status_file) /* what stands there is not to be replaced by this */
    drop_status_file(cli);
  return UT_USAGE;
}

enum ut_status ut_outputs_open_status(struct ut_cli *cli, const char *path, struct ut_error *err)
{
  if (!path)
    return UT_OK;
  enum ut_status status = ut_output_open(&cli->status_file, path, err);
  if (status == UT_OK)
    status = ut_check_overwritten(cli, &cli->status_file, err);
  if (status != UT_OK)
    drop_status_file(cli); /* it need not be tried again */
  cli->status_file.mark = "{";
  cli->status_file.kept = true;
  cli->run.lists = status == UT_OK;
  return status;
}

enum ut_status ut_outputs_open(struct ut_cli *cli, const char *path, struct ut_error *err)
{
  if (path && strcmp(path, "-") != 0)
    UT_TRY(ut_output_open(&cli->output, path, err));
  return check_shared(cli, &cli->output, 0, err);
}

enum ut_status ut_outputs_check(struct ut_cli *cli, struct ut_error *err)
{
  enum ut_status status = ut_check_overwritten(cli, &cli->status_file, err);
  if (status != UT_OK)
    drop_status_file(cli);
  for (size_t i = 0; i < cli->further_count && status == UT_OK; i++)
    status = ut_check_overwritten(cli, &cli->further[i], err);
  return status == UT_OK ? ut_check_overwritten(cli, &cli->output, err) : status;
}

enum ut_status ut_cli_open(struct ut_cli *cli, const char *path, struct ut_output **out, struct ut_error *err)
{
  *out = NULL;
  if (!path)
    return UT_OK;
  if (cli->further_count == UT_CLI_FURTHER)
    return ut_error_set(err, UT_USAGE, "more than %d further outputs", UT_CLI_FURTHER);
  struct ut_output *opened = *out = &cli->further[cli->further_count];
  UT_TRY(ut_output_open(opened, path, err));
  cli->output.goes_on = true; /* what else is wanted does not depend on who reads the output */
  return check_shared(cli, opened, cli->further_count++, err);
}

/* ---- a file for each operand ---- */

static const char *base_name(const char *path)
{
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

static bool ends_in(const char *name, const char *end)
{
  size_t len = strlen(name), of_end = strlen(end);
  return len >= of_end && strcasecmp(name + len - of_end, end) == 0;
}

static enum ut_status check_name(const struct ut_cli *cli, size_t operand, struct ut_error *err)
{
  const char *path = cli->operands[operand], *name = base_name(path);
  char shown[UT_ERROR_SOURCE];
  if (strcmp(path, "-") == 0)
    return ut_error_set(err, UT_USAGE, "--into: standard input has no name");
  ut_show_name(shown, sizeof shown, path);
  if (ends_in(name, ".xlsx") || ends_in(name, ".ods"))
    return ut_error_set(err, UT_USAGE, "--into: %s is a workbook, which is not written under its name", shown);
  for (size_t i = 0; i < operand; i++)
    if (strcmp(base_name(cli->operands[i]), name) == 0)
      return ut_error_set(err, UT_USAGE, "--into: two operands have the name of %s", shown);
  return UT_OK;
}

enum ut_status ut_cli_open_into(struct ut_cli *cli, const char *directory, struct ut_error *err)
{
  struct ut_output *output;
  if (!directory)
    return UT_OK;
  if (cli->output.path)
    return ut_error_set(err, UT_USAGE, "--into: --output is for one table");
  cli->into_first = cli->further_count;
  cli->into = calloc(cli->operand_count, sizeof *cli->into);
  if (!cli->into)
    return ut_error_nomem(err);
  for (size_t i = 0; i < cli->operand_count; i++) {
    UT_TRY(check_name(cli, i, err));
    if (asprintf(&cli->into[i], "%s/%s", directory, base_name(cli->operands[i])) < 0) {
      cli->into[i] = NULL;
      return ut_error_nomem(err);
    }
    UT_TRY(ut_cli_open(cli, cli->into[i], &output, err));
  }
  return UT_OK;
}

struct ut_output *ut_cli_into(struct ut_cli *cli, size_t operand)
{
  return &cli->further[cli->into_first + operand];
}

static void abandon(struct ut_cli *cli)
{
  for (size_t i = 0; i < cli->further_count; i++)
    ut_output_abandon(&cli->further[i]);
  ut_output_abandon(&cli->output);
}

/* The output last: where it is there, everything else is. */
static enum ut_status put_in_place(struct ut_cli *cli, struct ut_error *err)
{
  struct ut_output *outputs[UT_CLI_FURTHER + 2];
  size_t count = 0;
  while (count < cli->further_count) {
    outputs[count] = &cli->further[count];
    count++;
  }
  if (cli->status_file.path)
    outputs[count++] = &cli->status_file;
  outputs[count++] = &cli->output;
  return ut_outputs_commit(outputs, count, err);
}

static bool is_to_blame(const struct ut_output *o, const struct ut_error *err)
{
  char name[UT_ERROR_SOURCE];
  ut_show_name(name, sizeof name, o->name);
  return strcmp(err->source, name) == 0;
}

/* Is there nothing left to say in the status file, or no way? What went to a pipe cannot be taken back, and what could
 * not be written need not be tried again. A file that is in place and whose folder cannot be synced can. */
static bool is_said(const struct ut_output *o, enum ut_status status, const struct ut_error *err)
{
  bool direct = o->path && !o->temporary, in_place = o->temporary && !*o->temporary;
  if (status == UT_OK || status == UT_CLOSED || !o->name)
    return true;
  return (direct && o->flushed) || (is_to_blame(o, err) && !in_place);
}

/* Outputs and the status file, which says that they are there. */
static enum ut_status complete(struct ut_cli *cli, struct ut_error *err)
{
  struct ut_output *o = &cli->status_file;
  enum ut_status status = o->path ? ut_status_file_fill(cli, cli->run.fell_short, true, cli->run.failure, err) : UT_OK;
  if (status == UT_OK)
    status = put_in_place(cli, err);
  else
    abandon(cli);
  if (is_said(o, status, err))
    drop_status_file(cli);
  return status;
}

/* Says in the status file how the run ended, where that was not put in place with the outputs. */
static enum ut_status report(struct ut_cli *cli, const char *message, struct ut_error *err)
{
  struct ut_output *o = &cli->status_file;
  if (!o->path)
    return UT_OK;
  ut_buf_clear(&o->buf);
  enum ut_status status = ut_status_file_fill(cli, cli->code, false, message, err);
  o->kept = false;
  if (status == UT_OK)
    return ut_output_commit(o, err);
  ut_output_abandon(o);
  return status;
}

/* Says what failed: on the error descriptor, but for a note that was an error and is said, and in the status file. */
static void say_end(struct ut_cli *cli, enum ut_status status, bool said, struct ut_error *err)
{
  char text[MESSAGE];
  bool failed = status != UT_OK && status != UT_CLOSED;
  const char *message = failed && !said ? ut_error_format(err, text, sizeof text) : cli->run.failure;
  ut_console_clear(cli);
  if (failed && !said)
    ut_console_say(cli, "", message);
  cli->code = failed && status != UT_SHORT ? 2 : failed || cli->run.fell_short ? 1 : 0;
  status = report(cli, message, err);
  if (status == UT_OK || status == UT_CLOSED)
    return;
  ut_cli_warn(cli, err);
  cli->code = 2;
}

int ut_cli_finish(struct ut_cli *cli, enum ut_status status, struct ut_error *err)
{
  if (cli->done)
    return cli->code;
  if (cli->worker)
    ut_worker_end(cli, status);
  if (status == UT_OK)
    ut_alike_note(&cli->run);
  bool refused = status == UT_OK && cli->run.refused;
  if (refused)
    status = UT_BAD_INPUT;
  if (status == UT_OK)
    status = complete(cli, err);
  else
    abandon(cli);
  say_end(cli, status, refused, err);
  ut_run_clear(&cli->run);
  ut_merge_clear(cli);
  free(cli->progress);
  for (size_t i = 0; i < cli->found_count; i++)
    free(cli->found[i]);
  for (size_t i = 0; cli->into && i < cli->operand_count; i++)
    free(cli->into[i]);
  free(cli->into);
  cli->done = true;
  return cli->code;
}

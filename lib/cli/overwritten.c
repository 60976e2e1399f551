/* What is read is not lost by a slip: a key, a plan or a register has no copy that a run could be made from again. */
#include "cli/overwritten.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/sheet_path.h"
#include "cli/named_files.h"

/* An output that stands already, and what the command line says of the file. */
struct replaced {
  const struct ut_cli *cli;
  const struct ut_output *opened;
  struct stat file;
  const struct ut_option *own;     /* the option that says to write it; NULL: a common one does */
  const struct ut_option *read_by; /* one that says to read it, and not as the own one renews it; NULL: none */
};

static bool is_at(const struct stat *file, const char *path)
{
  struct stat st;
  char name[PATH_MAX];
  ut_sheet_path(path, name);
  int failed = strcmp(path, "-") == 0 ? fstat(STDIN_FILENO, &st) : stat(name, &st);
  return failed == 0 && st.st_dev == file->st_dev && st.st_ino == file->st_ino;
}

static void find_own(void *context, const struct ut_option *o, const char *path)
{
  struct replaced *r = context;
  if (o->written && path == r->opened->name)
    r->own = o;
}

/* May the output take the place of what the option names, as of an operand? */
static bool stands_for_operand(const struct replaced *r, const struct ut_option *o)
{
  const struct ut_cli *cli = r->cli;
  return o->input && r->opened == &cli->output && cli->operand_count == 1 && strcmp(cli->operands[0], "-") == 0;
}

static bool is_renewed(const struct replaced *r, const struct ut_option *o)
{
  char name[UT_OPTION_NAME];
  return r->own && r->own->renews && strcmp(r->own->renews, ut_option_name(o, name)) == 0;
}

static void find_reader(void *context, const struct ut_option *o, const char *path)
{
  struct replaced *r = context;
  if (!o->written && !is_renewed(r, o) && !stands_for_operand(r, o) && is_at(&r->file, path))
    r->read_by = o;
}

static bool is_operand(const struct replaced *r)
{
  for (size_t i = 0; i < r->cli->operand_count; i++)
    if (is_at(&r->file, ut_cli_operand_file(r->cli, i)))
      return true;
  return false;
}

static bool is_found(const struct replaced *r)
{
  for (size_t i = 0; i < r->cli->found_count; i++)
    if (is_at(&r->file, r->cli->found[i]))
      return true;
  return false;
}

enum ut_status ut_check_overwritten(const struct ut_cli *cli, const struct ut_output *opened, struct ut_error *err)
{
  struct replaced r = {.cli = cli, .opened = opened};
  if (!opened->temporary || stat(opened->path, &r.file) != 0)
    return UT_OK;
  ut_cli_each_named_file(cli, find_own, &r);
  ut_cli_each_named_file(cli, find_reader, &r);
  bool operand = (opened != &cli->output || cli->command->named) && is_operand(&r);
  if (!r.read_by && !operand && !is_found(&r))
    return UT_OK;
  ut_error_set(err, UT_USAGE, "this file is read, and would be lost");
  ut_error_at(err, opened->name, 0, 0, NULL);
  return UT_USAGE;
}

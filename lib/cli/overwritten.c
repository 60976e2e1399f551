/* What is read is not lost by a slip: a key, a plan or a register has no copy that a run could be made from again. */
#include "cli/overwritten.h"

#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_at(const struct stat *file, const char *path)
{
  struct stat st;
  int failed = strcmp(path, "-") == 0 ? fstat(STDIN_FILENO, &st) : stat(path, &st);
  return failed == 0 && st.st_dev == file->st_dev && st.st_ino == file->st_ino;
}

static const char *text_of(const struct ut_cli *cli, const struct ut_option *o)
{
  return o->kind == UT_OPT_TEXT ? *(const char *const *)((const char *)cli->options + o->offset) : NULL;
}

/* Of COLUMN=FILE, as often as it is given. */
static bool has_value_at(const struct ut_names *values, const struct stat *file)
{
  char value[PATH_MAX];
  for (size_t i = 0; i < values->count; i++) {
    snprintf(value, sizeof value, "%.*s", (int)values->names[i].len, values->names[i].ptr);
    const char *behind = strchr(value, '=');
    if (behind && is_at(file, behind + 1))
      return true;
  }
  return false;
}

/* May the output take the place of what the option names, as of an operand? */
static bool stands_for_operand(const struct ut_cli *cli, const struct ut_option *o, const struct ut_output *opened)
{
  return o->input && opened == &cli->output && cli->operand_count == 1 && strcmp(cli->operands[0], "-") == 0;
}

/* Does the option name the file, to be read? */
static bool is_read_by(const struct ut_cli *cli, const struct ut_option *o, const struct stat *file)
{
  const char *text = text_of(cli, o);
  if (o->written || !o->value || !strstr(o->value, "FILE"))
    return false;
  if (o->kind == UT_OPT_VALUES)
    return has_value_at((const void *)((const char *)cli->options + o->offset), file);
  return text && is_at(file, text);
}

/* The option that says where the output goes; NULL: a common one does. */
static const struct ut_option *option_of(const struct ut_cli *cli, const struct ut_output *opened)
{
  for (const struct ut_option *o = cli->command->options; o->kind != UT_OPT_END; o++)
    if (o->written && text_of(cli, o) == opened->name)
      return o;
  return NULL;
}

static bool is_operand(const struct ut_cli *cli, const struct stat *file)
{
  for (size_t i = 0; i < cli->operand_count; i++)
    if (is_at(file, cli->operands[i]))
      return true;
  return false;
}

enum ut_status ut_check_overwritten(const struct ut_cli *cli, const struct ut_output *opened, struct ut_error *err)
{
  struct stat file;
  char name[UT_OPTION_NAME];
  if (!opened->temporary || stat(opened->path, &file) != 0)
    return UT_OK;
  const struct ut_option *own = option_of(cli, opened);
  bool read = opened != &cli->output && is_operand(cli, &file);
  for (const struct ut_option *o = cli->command->options; o->kind != UT_OPT_END; o++)
    if (!own || !own->renews || strcmp(own->renews, ut_option_name(o, name)) != 0)
      read = read || (!stands_for_operand(cli, o, opened) && is_read_by(cli, o, &file));
  for (size_t i = 0; i < cli->found_count; i++)
    read = read || is_at(&file, cli->found[i]);
  if (!read)
    return UT_OK;
  ut_error_set(err, UT_USAGE, "this file is read, and would be lost");
  ut_error_at(err, opened->name, 0, 0, NULL);
  return UT_USAGE;
}

/* Which options go with what a filter is asked for. */
#include "cli/cli.h"

static const char *name_of(const struct ut_cli *cli, uint64_t options)
{
  return cli->command->options[__builtin_ctzll(options)].name;
}

static enum ut_status not_one(const struct ut_cli *cli, const struct ut_mode *mode, struct ut_error *err)
{
  struct ut_buf names = {0};
  for (uint64_t rest = mode->one_of; rest; rest &= rest - 1)
    ut_buf_format(&names, "%s--%s", rest == mode->one_of ? "" : ", ", name_of(cli, rest));
  const char *text = ut_buf_string(&names);
  enum ut_status status = ut_error_set(err, UT_USAGE, "%s needs one of %s", mode->name, text ? text : "its options");
  ut_buf_clear(&names);
  return status;
}

enum ut_status ut_cli_check_mode(const struct ut_cli *cli, const struct ut_mode *mode, uint64_t always,
                                 struct ut_error *err)
{
  uint64_t alien = cli->given & ~(mode->needs | mode->takes | mode->one_of | always);
  uint64_t lacking = mode->needs & ~cli->given;
  if (alien)
    return ut_error_set(err, UT_USAGE, "--%s is not for %s", name_of(cli, alien), mode->name);
  if (lacking)
    return ut_error_set(err, UT_USAGE, "%s needs --%s", mode->name, name_of(cli, lacking));
  return mode->one_of && __builtin_popcountll(cli->given & mode->one_of) != 1 ? not_one(cli, mode, err) : UT_OK;
}

enum ut_status ut_cli_check_conflicts(const struct ut_conflict *conflicts, size_t count, struct ut_error *err)
{
  for (size_t i = 0; i < count; i++)
    if (conflicts[i].holds)
      return ut_error_set(err, UT_USAGE, "%s", conflicts[i].text);
  return UT_OK;
}

/* Which options go together. */
#include "cli/cli.h"

/* Is the option's name among words with blanks between them? */
static bool names_option(const char *words, const struct ut_option *o)
{
  char name[UT_OPTION_NAME];
  struct ut_text rest = ut_text_of(words ? words : ""), word;
  ut_option_name(o, name);
  while (ut_text_split(&rest, ' ', &word))
    if (ut_text_is(word, name))
      return true;
  return false;
}

bool ut_cli_given(const struct ut_cli *cli, const void *member)
{
  size_t i = 0, offset = (size_t)((const char *)member - (const char *)cli->options);
  while (cli->command->options[i].kind != UT_OPT_END && cli->command->options[i].offset != offset)
    i++;
  return cli->command->options[i].kind != UT_OPT_END && cli->given >> i & 1;
}

enum ut_status ut_cli_check_mode(const struct ut_cli *cli, const struct ut_mode *mode, const char *spared,
                                 struct ut_error *err)
{
  const struct ut_option *options = cli->command->options;
  char name[UT_OPTION_NAME];
  for (size_t i = 0; options[i].kind != UT_OPT_END; i++)
    if (cli->given >> i & 1 && !names_option(mode->needs, &options[i]) && !names_option(mode->takes, &options[i]))
      return ut_error_set(err, UT_USAGE, "--%s is not for %s", ut_option_name(&options[i], name), mode->name);
  for (size_t i = 0; options[i].kind != UT_OPT_END; i++)
    if (!(cli->given >> i & 1) && names_option(mode->needs, &options[i]) && !names_option(spared, &options[i]))
      return ut_error_set(err, UT_USAGE, "%s needs --%s", mode->name, ut_option_name(&options[i], name));
  return UT_OK;
}

enum ut_status ut_cli_check(const struct ut_conflict *conflicts, struct ut_error *err)
{
  for (; conflicts->text; conflicts++)
    if (conflicts->holds)
      return ut_error_set(err, UT_USAGE, "%s", conflicts->text);
  return UT_OK;
}

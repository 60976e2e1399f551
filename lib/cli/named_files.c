/* Values of options that are files. */
#include "cli/named_files.h"

#include <limits.h>
#include <stdio.h>

static void visit_values(const struct ut_option *o, const struct ut_names *values, ut_named_file_visit *visit,
                         void *context)
{
  char value[PATH_MAX];
  for (size_t i = 0; i < values->count; i++) {
    snprintf(value, sizeof value, "%.*s", (int)values->names[i].len, values->names[i].ptr);
    const char *behind = strchr(value, '=');
    if (!strchr(o->value, '='))
      visit(context, o, value);
    else if (behind)
      visit(context, o, behind + 1);
  }
}

const char *ut_cli_operand_file(const struct ut_cli *cli, size_t index)
{
  const char *operand = cli->operands[index], *behind = strchr(operand, '=');
  return cli->command->named && index > 0 && behind ? behind + 1 : operand;
}

void ut_cli_each_named_file(const struct ut_cli *cli, ut_named_file_visit *visit, void *context)
{
  for (const struct ut_option *o = cli->command->options; o->kind != UT_OPT_END; o++) {
    const void *place = (const char *)cli->options + o->offset;
    if (!o->value || !strstr(o->value, "FILE"))
      continue;
    if (o->kind == UT_OPT_VALUES)
      visit_values(o, place, visit, context);
    else if (o->kind == UT_OPT_TEXT && *(const char *const *)place)
      visit(context, o, *(const char *const *)place);
  }
}

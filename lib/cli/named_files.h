/* The files that the options of a command line name. */
#ifndef UTFALL_NAMED_FILES_H
#define UTFALL_NAMED_FILES_H

#include "cli/cli.h"

/* `path` may be no file at all: a name that is looked for elsewhere, an amount. */
typedef void ut_named_file_visit(void *context, const struct ut_option *o, const char *path);

/* Visits what every option of the command says whose value is called a FILE, to read or to write; of COLUMN=FILE what
 * stands behind the sign. */
void ut_cli_each_named_file(const struct ut_cli *cli, ut_named_file_visit *visit, void *context);

/* The file of an operand. */
const char *ut_cli_operand_file(const struct ut_cli *cli, size_t index);

#endif

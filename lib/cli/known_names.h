/* What the command utfall can be asked for by name, and the manual page of each. */
#ifndef UTFALL_KNOWN_NAMES_H
#define UTFALL_KNOWN_NAMES_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

struct ut_known_name {
  const char *name;    /* NULL ends a table */
  const char *english; /* of a filter: the summary that it gives of itself */
  const char *swedish;
  const char *page; /* NULL: the filter's own, which is called after it, and utfall-NAME where it is installed */
  const char *section;
};

/* The tables of them, in the order in which a name is looked for. */
enum { UT_KNOWN_FILTERS, UT_KNOWN_SCRIPTS, UT_KNOWN_TOPICS, UT_KNOWN_TABLES };

enum { UT_FILTERS = 12, UT_SCRIPTS = 4, UT_TOPICS = 7 };

extern const struct ut_known_name ut_filters[UT_FILTERS + 1], ut_scripts[UT_SCRIPTS + 1], ut_topics[UT_TOPICS + 1];

extern const struct ut_known_name *const ut_known[UT_KNOWN_TABLES];

/* The entry of a name in the first `among` tables, and which of them it is in; NULL: in none. */
const struct ut_known_name *ut_known_find(const char *name, size_t among, size_t *table);

/* The folder of what a table names, without links, from that of the running program, where it is installed or where it
 * is built. False, with errno: there is none. */
bool ut_known_folder(char path[PATH_MAX], size_t table, bool *installed);

#endif

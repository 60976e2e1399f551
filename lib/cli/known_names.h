/* What the command utfall can be asked for by name, and the manual page of each. */
#ifndef UTFALL_KNOWN_NAMES_H
#define UTFALL_KNOWN_NAMES_H

#include <stddef.h>

struct ut_known_name {
  const char *name;    /* NULL ends a table */
  const char *english; /* of a filter: the summary that it gives of itself */
  const char *swedish;
  const char *page; /* NULL: the filter's own, which is called after it, and utfall-NAME where it is installed */
  const char *section;
};

enum { UT_FILTERS = 12, UT_SCRIPTS = 4, UT_TOPICS = 6 };

extern const struct ut_known_name ut_filters[UT_FILTERS + 1], ut_scripts[UT_SCRIPTS + 1], ut_topics[UT_TOPICS + 1];

#endif

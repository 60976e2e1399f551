/* utfall: runs a filter or a script by its name, says which there are, shows their manual pages. It is no filter. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/known_names.h"
#include "cli/release.h"
#include "model/resemblance.h"
#include "utfall/error.h"

enum { EXIT_MISUSE = 2, NAME_COLUMN = 17 };

/* What help says in either language. */
struct words {
  const char *usage, *titles[UT_KNOWN_TABLES], *end;
};

static const struct words english = {
    "Usage: utfall NAME [ARGUMENT...]       run a filter or a script\n"
    "       utfall list                     which filters there are\n"
    "       utfall help [NAME|TOPIC]        this help, or a manual page\n"
    "       utfall hjälp [NAME|TOPIC]       the same in Swedish\n"
    "       utfall --exec-path              where the filters are, for PATH in a script\n"
    "       utfall --version                show the version\n",
    {"Filters:", "Scripts:", "Topics:"},
    "Example: utfall sus-import --map sus export.csv | utfall outcomes --by kon\n"
    "Exit status: that of the filter; 2 where none is run, or help cannot be shown.\n"};

static const struct words swedish = {
    "Användning: utfall NAMN [ARGUMENT...]  kör ett filter eller ett skript\n"
    "            utfall list                vilka filter som finns, på engelska\n"
    "            utfall help [NAMN|ÄMNE]    det samma på engelska\n"
    "            utfall hjälp [NAMN|ÄMNE]   den här hjälpen, eller en manualsida på svenska\n"
    "            utfall --exec-path         var filtren ligger, till PATH i ett skript\n"
    "            utfall --version           vilken version det är\n",
    {"Filter:", "Skript:", "Ämnen:"},
    "Exempel: utfall sus-import --map sus export.csv | utfall outcomes --by kon\n"
    "Slutstatus: filtrets egen; 2 om inget filter körs eller hjälpen inte kan visas.\n"};

static int report_misuse(const char *what, const char *name, const char *hint)
{
  char quoted[UT_QUOTED];
  fprintf(stderr, "utfall: %s%s%s%s\nTry 'utfall help'.\n", what, name ? " " : "",
          name ? ut_quote(quoted, name, strlen(name)) : "", hint);
  return EXIT_MISUSE;
}

/* Says that nothing in the first tables has the name, and what may have been meant. */
static int report_unknown(const char *what, const char *name, size_t among)
{
  struct ut_text names[UT_FILTERS + UT_SCRIPTS + UT_TOPICS];
  char hint[UT_SUGGESTION];
  size_t count = 0;
  for (size_t t = 0; t < among; t++)
    for (const struct ut_known_name *e = ut_known[t]; e->name; e++)
      names[count++] = ut_text_of(e->name);
  return report_misuse(what, name, ut_resemblance_suggest(names, count, ut_text_of(name), "", hint));
}

/* Everything of standard output is written, or it is said that it is not. */
static int written(void)
{
  if (fflush(stdout) == 0 && !ferror(stdout))
    return EXIT_SUCCESS;
  fprintf(stderr, "utfall: <stdout>: %s\n", strerror(errno));
  return EXIT_MISUSE;
}

static void print_entries(const struct ut_known_name *entries, bool in_swedish)
{
  for (; entries->name; entries++)
    printf("  %-*s %s\n", NAME_COLUMN, entries->name, in_swedish ? entries->swedish : entries->english);
}

static int print_help(const struct words *words)
{
  bool in_swedish = words == &swedish;
  printf("%s\n", words->usage);
  for (size_t t = 0; t < UT_KNOWN_TABLES; t++) {
    printf("%s\n", words->titles[t]);
    print_entries(ut_known[t], in_swedish);
    putchar('\n');
  }
  fputs(words->end, stdout);
  return written();
}

static int cannot(const char *what, const char *name)
{
  fprintf(stderr, "utfall: %s %s: %s\n", what, name, strerror(errno));
  return EXIT_MISUSE;
}

static int run(char **argv, size_t kind)
{
  char folder[PATH_MAX], path[PATH_MAX];
  bool installed;
  if (!ut_known_folder(folder, kind, &installed) || snprintf(path, sizeof path, "%s/%s", folder, *argv) >= PATH_MAX)
    return cannot("cannot find", *argv);
  execv(path, argv);
  return cannot("cannot run", path);
}

static int print_exec_path(const char *name)
{
  (void)name;
  char folder[PATH_MAX];
  bool installed;
  if (!ut_known_folder(folder, UT_KNOWN_FILTERS, &installed))
    return cannot("cannot find", "the filters");
  puts(folder);
  return written();
}

/* The page that is installed, compressed or not, or the one of the source that this was built from. In Swedish there
 * are those of the filters and utfall(7). man is not asked to look for it: what it finds depends on the locale. */
static bool find_page(char page[PATH_MAX], const struct ut_known_name *e, bool in_swedish)
{
  char folder[PATH_MAX];
  const char *name = e->page ? e->page : e->name, *language = in_swedish ? "sv/" : "";
  bool installed;
  if (!ut_known_folder(folder, UT_KNOWN_TOPICS, &installed))
    return false;
  int len = installed ? snprintf(page, PATH_MAX, "%s/%sman%s/%s%s.%s", folder, language, e->section,
                                 e->page ? "" : "utfall-", name, e->section)
                      : snprintf(page, PATH_MAX, "%s/%s%s.%s", folder, language, name, e->section);
  if (len < 0 || len + (int)sizeof ".gz" > PATH_MAX)
    return false;
  if (access(page, R_OK) != 0)
    memcpy(page + len, ".gz", sizeof ".gz");
  return access(page, R_OK) == 0;
}

static int show_help(const char *name, const struct words *words)
{
  char page[PATH_MAX];
  size_t table;
  if (!name)
    return print_help(words);
  const struct ut_known_name *e = ut_known_find(name, UT_KNOWN_TABLES, &table);
  if (!e)
    return report_unknown("no filter, script or topic is called", name, UT_KNOWN_TABLES);
  if (!(words == &swedish && find_page(page, e, true)) && !find_page(page, e, false))
    return cannot("cannot find", "the manual");
  execlp("man", "man", "-l", page, (char *)NULL);
  return cannot("cannot run", "man");
}

static int help(const char *name)
{
  return show_help(name, &english);
}

static int help_in_swedish(const char *name)
{
  return show_help(name, &swedish);
}

static int list_filters(const char *name)
{
  (void)name;
  print_entries(ut_filters, false);
  return written();
}

static int print_version(const char *name)
{
  (void)name;
  printf("utfall %s\n", ut_release);
  return written();
}

/* What is no filter; help, in either language, takes an argument. */
static const struct action {
  const char *name;
  int (*run)(const char *argument);
  int most; /* arguments */
} actions[] = {
    {"list", list_filters, 0},
    {"help", help, 1},
    {"--help", help, 1},
    {"hjälp", help_in_swedish, 1},
    {"hjalp", help_in_swedish, 1},
    {"--exec-path", print_exec_path, 0},
    {"--version", print_version, 0},
    {0},
};

int main(int argc, char **argv)
{
  if (argc < 2)
    return report_misuse("the name of a filter is missing", NULL, "");
  for (const struct action *a = actions; a->name; a++)
    if (strcmp(a->name, argv[1]) == 0)
      return argc - 2 <= a->most ? a->run(argv[2]) : report_misuse("too many arguments of", argv[1], "");
  size_t table;
  if (ut_known_find(argv[1], UT_KNOWN_TOPICS, &table))
    return run(argv + 1, table);
  return report_unknown(*argv[1] == '-' ? "unknown option" : "no filter or script is called", argv[1], UT_KNOWN_TOPICS);
}

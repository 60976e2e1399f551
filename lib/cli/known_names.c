/* The filters, in the order in which a report uses them, the scripts made of them, and what else has a page. */
#include "cli/known_names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const struct ut_known_name ut_filters[UT_FILTERS + 1] = {
    {"sus-import", "Turns raw exports into participations.",
     "Gör om råa exporter till deltaganden; personnummer blir pseudonymer eller ingenting.", NULL, "1"},
    {"cohort", "Selects participations, or counts them.",
     "Väljer deltaganden, eller räknar dem: in, ut och kvar, uppföljningar att göra.", NULL, "1"},
    {"outcomes", "Counts outcomes of participations.",
     "Räknar utfall: andelar med intervall, före och efter, tider, avslutsorsaker.", NULL, "1"},
    {"progress", "What has become of answers and assessments.",
     "Vad som har hänt mellan svar och bedömningar, vid start och avslut.", NULL, "1"},
    {"budget", "What was decided, planned, paid and is left.",
     "Vad som är beslutat, planerat, betalt och kvar; rekvisition och prognos.", NULL, "1"},
    {"payback", "What an insats gives back, to whom and when.",
     "Vad en insats ger tillbaka, till vem och efter hur lång tid.", NULL, "1"},
    {"contrast", "Compares groups of a table: differences with limits, and funnels.",
     "Jämför grupper i en tabell: skillnader med intervall, trattdiagram.", NULL, "1"},
    {"goals", "Holds results against targets.", "Håller resultat mot mål, mot publicerade tal och mot kriterier.", NULL,
     "1"},
    {"suppress", "Blanks what would give away small counts of a table.",
     "Döljer små antal, och de tal som de kan räknas ut av.", NULL, "1"},
    {"chart", "Draws a table as a picture, SVG.", "Ritar en tabell som bild (SVG).", NULL, "1"},
    {"tabulate", "Shows a table, or any stream, as text, Markdown, HTML, a workbook, CSV or JSON.",
     "Visar en tabell som text, Markdown, HTML, arbetsbok, CSV eller JSON.", NULL, "1"},
    {"report", "Fills a template with figures, tables and charts: one page of HTML.",
     "Fyller en mall med tal, tabeller och diagram: en sida HTML.", NULL, "1"},
};

const struct ut_known_name ut_scripts[UT_SCRIPTS + 1] = {
    {"quickstart", "A quarterly report of the synthetic data, to begin with.",
     "En kvartalsrapport av påhittade data, att börja med.", "utfall", "7"},
    {"quarterly-report", "Report, workbook and tables of a period, for cron.",
     "Rapport, arbetsbok och tabeller för en period, till cron.", "utfall", "7"},
    {"requisition", "The requisition of a period, with a form to sign, for cron.",
     "Rekvisition för en period, med blankett att skriva under, till cron.", "utfall", "7"},
    {"annual-report", "The annual report of the synthetic data, a model for yours.",
     "Årsrapporten av påhittade data, en förlaga till er egen.", "utfall", "7"},
};

const struct ut_known_name ut_topics[UT_TOPICS + 1] = {
    {"utfall", "A tutorial: reports, follow-ups, doubts, safety, scripts.",
     "En genomgång: rapporter, uppföljningar, tvivel, säkerhet, skript.", "utfall", "7"},
    {"streams", "Every column and code.", "Alla kolumner och koder.", "utfall-streams", "5"},
    {"expr", "Conditions.", "Villkor.", "utfall-expr", "5"},
    {"map", "How an export of your own is read.", "Hur en egen export läses.", "utfall-map", "5"},
    {"ledger", "Ledgers, plans and decisions.", "Huvudböcker, planer och beslut.", "utfall-ledger", "5"},
    {"recipes", "Streams in Miller, csvkit, SQLite, R and pandas.", "Strömmar i Miller, csvkit, SQLite, R och pandas.",
     "utfall-recipes", "7"},
    {"library", "The library, for programs in C.", "Biblioteket, för program i C.", "utfall", "3"},
};

const struct ut_known_name *const ut_known[UT_KNOWN_TABLES] = {ut_filters, ut_scripts, ut_topics};

const struct ut_known_name *ut_known_find(const char *name, size_t among, size_t *table)
{
  for (*table = 0; *table < among && *table < UT_KNOWN_TABLES; ++*table)
    for (const struct ut_known_name *e = ut_known[*table]; e->name; e++)
      if (strcmp(e->name, name) == 0)
        return e;
  return NULL;
}

/* Where each kind is, from the folder of the program. */
static const struct {
  const char *installed, *built;
} places[UT_KNOWN_TABLES] = {
    {"../libexec/utfall/bin", "."},
    {"../libexec/utfall/scripts", "../../scripts"},
    {"../share/man", "../../man"},
};

/* The folder of the running binary, without links, or one from there; false where there is none. */
static bool find_folder(char path[PATH_MAX], const char *from_here)
{
  char here[PATH_MAX], there[PATH_MAX];
  ssize_t n = readlink("/proc/self/exe", here, sizeof here - 1);
  while (n > 0 && here[n - 1] != '/')
    n--;
  if (n <= 0)
    return false;
  here[n] = '\0';
  int len = snprintf(there, sizeof there, "%s%s", here, from_here);
  return len > 0 && len < PATH_MAX && realpath(there, path);
}

/* What is installed is told from what is built by the folder of the filters. */
bool ut_known_folder(char path[PATH_MAX], size_t table, bool *installed)
{
  *installed = find_folder(path, places[UT_KNOWN_FILTERS].installed);
  return find_folder(path, *installed ? places[table].installed : places[table].built);
}

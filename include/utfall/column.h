/* The columns that utfall knows by name, and what a cell of each means. */
#ifndef UTFALL_COLUMN_H
#define UTFALL_COLUMN_H

#include "utfall/date.h"
#include "utfall/vocabulary.h"

UT_BEGIN_C

enum ut_type { UT_TYPE_TEXT, UT_TYPE_NUMBER, UT_TYPE_DATE, UT_TYPE_CODE, UT_TYPE_LIST };

enum ut_origin {
  UT_RECORDED, /* a column of participations, utfall-streams(5) */
  UT_DERIVED,  /* computed from the row wherever a column name is accepted */
  UT_HELD,     /* computed from all rows, only by cohort --derive: ordning, senaste */
  UT_RESULT    /* a column of tables */
};

/* When a list column was asked: the suffix of its name. */
enum ut_occasion { UT_FORE, UT_UNDER, UT_EFTER, UT_6M, UT_12M, UT_24M, UT_OCCASIONS, UT_NO_OCCASION = -1 };
extern const char *const ut_occasion_names[UT_OCCASIONS]; /* fore under efter 6m 12m 24m */
/* Months after exit of 6m, 12m, 24m; 0 for the others. */
int ut_occasion_months(enum ut_occasion at);

struct ut_column {
  const char *name;
  enum ut_type type;
  enum ut_origin origin;
  enum ut_occasion occasion; /* UT_NO_OCCASION where the name has no such suffix */
  const struct ut_vocabulary *
      codes; /* of UT_TYPE_CODE and UT_TYPE_LIST, and of results keyed by codes (kod, fore, efter, status); else NULL */
  const char *sv, *en; /* heading for people */
};

/* What a column that utfall does not know is: text. Its name is "". */
extern const struct ut_column ut_column_unknown;

/* NULL when the name is not known. */
const struct ut_column *ut_column_find(struct ut_text name);

/* All known columns in canonical order (participations first, as in utfall-streams(5)). */
const struct ut_column *ut_columns(size_t *count);

/* Is it by its name a figure of a report, which tells no rows apart: bas, antal*, andel*, ki_*, medel_*, median_*,
 * belopp*? */
bool ut_column_is_figure(struct ut_text name);

/* Is the column written as a JSON number? antal*, bas, andel*, ki_*, p, medel_*, median_*, dagar, manader, alder,
 * fodelsear, tid_forsorjning, belopp*, names that are all digits (years), and the counts, kronor, months and percent
 * columns of every report; fore and efter too, though one report has codes there. */
bool ut_column_is_numeric(struct ut_text name);

/* sysselsattning_efter holds several codes, each with an extent. */
struct ut_list {
  uint32_t has; /* set of the codes named */
  /* Hundredths of a percent: 10000 where none was given; a code named twice adds up; 0 if not named. */
  int32_t extent[UT_CODES_MAX];
};

struct ut_value {
  struct ut_text text;        /* the cell as it is read, or as a derived value is written */
  int64_t number;             /* NUMBER: numerator; DATE: day number; CODE: index in the vocabulary */
  int64_t divisor;            /* NUMBER: >= 1; a whole number has 1 */
  const struct ut_list *list; /* LIST */
  bool missing;               /* an empty cell; the other parts mean nothing then, text is empty */
};

/* Decodes the cells of one column. Codes and lists are remembered per distinct spelling (at most some thousands; then
 * they are parsed each time), so that a repeated cell costs one look-up. */
struct ut_cells;
enum ut_status ut_cells_new(struct ut_cells **out, const struct ut_column *column);
/* UT_BAD_INPUT with the field's name, what was found and what was expected: not a date (expected YYYY-MM-DD), not a
 * number (fodelsear and tid_forsorjning: not a whole number within bounds), an unknown code (did you mean), an extent
 * that is not 0-100 with at most two decimals. `out->text` borrows from `cell`; out->list is valid until the next
 * decode with the same `cells`. */
enum ut_status ut_cells_decode(struct ut_cells *cells, struct ut_text cell, struct ut_value *out, struct ut_error *err);
void ut_cells_free(struct ut_cells *cells);

UT_END_C

#endif

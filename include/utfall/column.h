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

/* What a column is for in a row of a table. */
enum ut_role {
  UT_ROLE_UNKNOWN, /* utfall does not know the name: what is in the cells has to say it */
  UT_ROLE_KEY,     /* tells rows apart, number (varde) or not */
  UT_ROLE_DATE,    /* a day that a report gives: it tells rows apart where it is filled */
  UT_ROLE_TEXT,    /* words about the row */
  UT_ROLE_MARK,    /* skyddad: the row is blanked to protect persons */
  /* Figures: what a report says of a row. They tell no rows apart. */
  UT_ROLE_COUNT,
  UT_ROLE_BASE,  /* the count that others are parts of */
  UT_ROLE_SHARE, /* percent of something, and the limits of such */
  UT_ROLE_MONEY,
  UT_ROLE_FIGURE /* any other figure: means, months, and text that follows from figures or points at rows */
};

/* How a derived column follows from those it comes from. */
enum ut_rule {
  UT_RULE_NONE,
  UT_RULE_AGE,
  UT_RULE_AGE_BAND,
  UT_RULE_DAYS,
  UT_RULE_MONTHS,
  UT_RULE_LENGTH_BAND,
  UT_RULE_SUPPORT_BAND,
  UT_RULE_YEAR,
  UT_RULE_HALF,
  UT_RULE_THIRD,
  UT_RULE_QUARTER,
  UT_RULE_MONTH,
  UT_RULE_BROKEN_OFF,
  UT_RULE_PUBLIC,
  UT_RULES
};

/* What a count of a flow is: those who came in a period, those who left, those who were there at its end, and all who
 * were there in it. */
enum ut_flow_count { UT_FLOW_NONE, UT_FLOW_IN, UT_FLOW_OUT, UT_FLOW_LEFT, UT_FLOW_PRESENT, UT_FLOWS };

/* The members are in the order in which one asks. NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding) */
struct ut_column {
  const char *name; /* "" of a column that is not in the table */
  enum ut_type type;
  enum ut_origin origin;
  enum ut_role role;
  enum ut_occasion occasion; /* UT_NO_OCCASION where the name has no such suffix */
  const char *sv, *en;       /* heading for people; "" where there is none but the name */
  const char *points_beside; /* of a difference and its limits: another of them, beside which they are percentage
                                points, as the two headings say; NULL: never */
  const char *sv_points, *en_points;
  const struct ut_vocabulary *
      codes; /* of UT_TYPE_CODE and UT_TYPE_LIST, and of results keyed by codes (kod, fore, efter, status); else NULL */
  bool persons;            /* of counts and bases: they are of persons, so that a small one exposes some */
  bool of_persons;         /* of other figures: means and amounts a person, and what else persons are counted into */
  bool may_lack;           /* of counts: a report leaves it empty where it is not known, beside money that is */
  bool optional;           /* of counts: a report leaves it empty where it was not asked for */
  bool unknown;            /* of counts: those of a base who are not known; empty in the row that counts them */
  enum ut_flow_count flow; /* of counts */
  const char *within;      /* of counts: another that they are some of; NULL: none */
  const char *divides;     /* of counts: another, of which they and others that divide it are parts apart; NULL: none */
  const char
      *shared_over;      /* of counts: the key in several of whose values a person may be, while money adds up; NULL */
  const char *beside;    /* of figures: keys, with blanks between, in one of which the row differs that it is held
                              against in a table without its `part`; NULL: it is of its own row */
  const char *target;    /* of targets and what follows from them: the target, without which in a row they are not there
                            and so not blanked */
  bool splits_group;     /* of counts: together with the others that do they are a group, at whatever mark */
  bool key_beside_antal; /* fore and efter: codes, and keys, in a table that has antal; counts in any other */
  bool classes;          /* its codes are those of a file of classes */
  bool names_columns;    /* its values are names of columns */
  bool year;             /* shown without blanks between thousands */
  bool period;           /* its values are periods: the same persons may be in two of them */
  bool ordinal;          /* a number that names something and is counted by: text in JSON */
  bool exact;            /* its values are told apart by case, as pseudonyms are */
  bool at_exit;          /* is known at the exit and not before */
  bool follows_exit;     /* a date that is after the exit */
  bool dates_itself;     /* a date that is known from that day on */
  bool accumulates;      /* a key by whose order counts add up: what is counted at 6 is counted at 12 */
  /* of a recorded number: its bounds, and what messages say was expected; NULL: any number will do */
  int64_t low, high;
  const char *expected;
  /* of UT_DERIVED: how, and from what, which is one column or two */
  enum ut_rule rule;
  const char *from[2];
  /* of UT_ROLE_SHARE: percent of the part in the whole, or (of_size) in the whole without its sign. Either may be a sum
   * or a difference of two columns (bas-saknas). Of several parts, with blanks between, it is the first that a table
   * has. NULL: it is not computed from columns. */
  const char *part, *whole;
  bool of_size;
  const char *made_of; /* of figures: the counts that they go with, beside those of the part and the whole, with blanks
                          between */
  /* of a share of which some is not known: the columns of the least and the most that it may be; NULL: none. */
  const char *least, *most;
};

/* What a column that utfall does not know is: text of role UT_ROLE_UNKNOWN. Its name is "". */
extern const struct ut_column ut_column_unknown;

/* NULL when the name is not in the table of columns. */
const struct ut_column *ut_column_find(struct ut_text name);

/* The column of that name; of a name that is not in the table, what its beginning says (antal_x is a count, andel_y a
 * share, 2019 an amount under the heading of its year); else ut_column_unknown. Nothing else judges by names. */
const struct ut_column *ut_column_of(struct ut_text name);

/* The column of codes whose name is `stem` with the occasion behind it: sysselsattning at UT_EFTER is
 * sysselsattning_efter. NULL when there is none. */
const struct ut_column *ut_column_at(struct ut_text stem, enum ut_occasion at);

/* All known columns in canonical order (participations first, as in utfall-streams(5)). */
const struct ut_column *ut_columns(size_t *count);

/* Is it a count of some of those that the other counts? */
bool ut_column_is_within(const struct ut_column *column, struct ut_text other);

/* Does a known column at this place among the names tell rows apart? A key or a day does, but a number right of figures
 * is one of them, as manader of payments is. `antal`: the table has that column. */
bool ut_column_tells_apart(const struct ut_text *names, size_t column, bool antal);

/* The place among these names of the target of a column; -1: it follows from none, or that is not there. */
ptrdiff_t ut_column_target(const struct ut_column *column, const struct ut_text *names, size_t count);

/* Is it written as a JSON number? */
static inline bool ut_column_is_number(const struct ut_column *column)
{
  return column->type == UT_TYPE_NUMBER && !column->ordinal;
}

/* Its role in a table that has a column antal, or has not. */
static inline enum ut_role ut_column_role(const struct ut_column *column, bool beside_antal)
{
  return column->key_beside_antal && beside_antal ? UT_ROLE_KEY : column->role;
}

/* Does the role tell no rows apart, but says something of a row? */
static inline bool ut_role_is_figure(enum ut_role role)
{
  return role >= UT_ROLE_COUNT;
}

/* Is it a number of something, so that what does not exist is 0 of it? */
static inline bool ut_role_is_count(enum ut_role role)
{
  return role == UT_ROLE_COUNT || role == UT_ROLE_BASE;
}

/* Does a column of this role, in a table, count persons, or say what part of such a count another is, or their mean? */
bool ut_column_counts_persons(const struct ut_column *column, enum ut_role role);

/* sysselsattning_efter holds several codes, each with an extent. */
struct ut_list {
  uint32_t has;  /* set of the codes named */
  uint32_t bare; /* of those named without an extent */
  uint32_t over; /* of those whose extents add up to more than 100 percent */
  /* Hundredths of a percent: 10000 where none was given; a code named twice adds up; 0 if not named. */
  int32_t extent[UT_CODES_MAX];
  int32_t least, most; /* of the extents above 0 that were given; 0: none was */
};

/* The extents of these codes together, of those that the list names. */
int64_t ut_list_extent(const struct ut_list *list, uint32_t codes);

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

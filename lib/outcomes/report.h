/* The reports of outcomes: what is counted of each participation in the base, and the table that
 * comes of it. */
#ifndef UTFALL_REPORT_H
#define UTFALL_REPORT_H

#include "base/names.h"
#include "model/tally.h"
#include "outcomes/paid.h"
#include "participation/grouping.h"
#include "stats/incidence.h"
#include "table/partial.h"
#include "table/tidy.h"
#include "utfall/classes.h"
#include "utfall/table.h"

enum ut_report_kind {
  UT_SHARES,
  UT_CHANGE,
  UT_GAINED,
  UT_SUPPORT,
  UT_MATRIX,
  UT_DURATION,
  UT_REASONS,
  UT_TIME,
  UT_PAID,
  UT_EFFECT,
  UT_REPORTS
};

/* Of the report of time: what is waited for, and where it is looked at. */
struct ut_waiting {
  const struct ut_expr *event; /* compiled; borrowed; NULL: whatever has a day */
  bool employment;             /* its day is anstallning_start, not slut */
  bool every_day;              /* a row for each day with an event, not for each of: */
  struct ut_months marks;
};

/* Reads the marks: 6,12,18 or all; NULL: the former. UT_USAGE. */
enum ut_status ut_waiting_marks(struct ut_waiting *w, const char *months, struct ut_error *err);

/* Of the report of effects: who took part, and what may have come of it; those who did not are compared with. */
struct ut_comparing {
  const struct ut_expr *treated, *event; /* compiled; borrowed */
  struct ut_names strata;                /* columns within whose values they are compared */
  bool balance;                          /* how alike the two are in these columns, instead */
};

struct ut_report_options {
  enum ut_report_kind kind;
  enum ut_occasion at;
  ut_date as_of; /* UT_DATE_NONE: none */
  struct ut_names by;
  bool totals;
  bool multiple;                 /* shares: every class that matches */
  bool bounds;                   /* shares: what those who are not known could have been */
  double confidence;             /* percent */
  struct ut_classes *classes;    /* of shares only: compiled; borrowed */
  bool spread;                   /* duration: the standard deviation, too */
  struct ut_waiting waiting;     /* of time only */
  struct ut_paying paying;       /* of paid only */
  struct ut_comparing comparing; /* of effect only */
};

struct ut_report;

/* Names the columns that it needs. The options are copied. */
enum ut_status ut_report_new(struct ut_report **out, struct ut_participations *p,
                             const struct ut_report_options *options, struct ut_error *err);

/* Counts the current participation. */
enum ut_status ut_report_take(struct ut_report *r, struct ut_error *err);

/* Can it say of a participation what it is counted as? */
bool ut_report_traces(const struct ut_report_options *o);

/* Of the report of payments, after the last participation: counts one of them. */
enum ut_status ut_report_take_payment(struct ut_report *r, const struct ut_payment *payment, struct ut_error *err);

/* After the last participation and payment: notes what could not be counted, and names what is counted in, which parts
 * call `name`. */
enum ut_status ut_report_close(struct ut_report *r, const char *name, struct ut_partial *part, struct ut_error *err);

/* Writes the table, shares with `decimals` digits; once, after that. */
enum ut_status ut_report_write(struct ut_report *r, struct ut_output *output, enum ut_format to, int decimals,
                               struct ut_error *err);

/* The same in two steps, for several reports of one kind: opens `header` with the columns of the report, behind its
 * lead; then writes the rows of each, with `lead` before them. */
enum ut_status ut_report_open(const struct ut_report *r, struct ut_tidy *header, struct ut_output *output,
                              enum ut_format to, struct ut_error *err);
enum ut_status ut_report_write_rows(struct ut_report *r, struct ut_writer *writer, struct ut_text lead, int decimals,
                                    struct ut_error *err);

void ut_report_free(struct ut_report *r);

/* ---- for the files of the kinds. A new kind is a struct ut_kind, a name in ut_report_kind and a row of the table in
 * report.c ---- */

/* What the current participation is counted as. */
struct ut_trace {
  int64_t days;        /* of time: from the start until its time ended */
  struct ut_buf klass; /* its classes, or the columns that count it, joined by | */
  const char *rule;    /* what decided, or what is not known of it */
  char number[24];     /* room for a rule's */
};
void ut_trace_add(struct ut_trace *t, struct ut_text klass);

struct ut_kind {
  const char *const *columns; /* after those of --by; ends with NULL */
  size_t keys;                /* of the table, after those of --by; of effect those of the strata */
  size_t part_sets,
      own_figures; /* of a group, behind the base: sets of a counter a part, counters of the kind itself */
  enum ut_status (*open)(struct ut_report *r, struct ut_error *err); /* NULL: no columns to name */
  void (*watch)(struct ut_report *r);                                /* the table is there; NULL: sees --by alone */
  void (*count)(const struct ut_report *r, const struct ut_value *values, int64_t *counters);
  enum ut_status (*take)(struct ut_report *r, struct ut_error *err); /* NULL: counts in the group of --by */
  void (*trace)(struct ut_report *r, struct ut_trace *t); /* into an empty one; NULL: its rows cannot be traced */
  enum ut_status (*close)(struct ut_report *r, struct ut_error *err); /* after the last; NULL: nothing is left to do */
  enum ut_status (*write_group)(struct ut_report *r, struct ut_group group, struct ut_error *err);
  enum ut_status (*write)(struct ut_report *r, struct ut_error *err); /* NULL: group by group */
};

extern const struct ut_kind ut_kind_shares, ut_kind_bounds, ut_kind_change, ut_kind_gained, ut_kind_support,
    ut_kind_matrix, ut_kind_duration, ut_kind_spread, ut_kind_reasons, ut_kind_time, ut_kind_paid, ut_kind_paid_years,
    ut_kind_effect, ut_kind_balance;

/* What the report of time keeps beside its table. */
struct ut_time {
  size_t employed;       /* slot of anstallning_start */
  enum ut_ending ending; /* of the participation that is being counted */
  const char *doubt;     /* of it, a word; empty: none */
  struct ut_tally unknown, early;
  size_t beyond; /* rows of marks that nobody was followed to */
};

/* The same of the reports of effects. */
struct ut_effect {
  struct ut_grouping strata;
  struct ut_text seen[2 * UT_NAMES_MAX]; /* the columns of --by and of the strata, where these are keys */
  struct ut_tally unknown;
  size_t alone; /* rows of one group, without another to compare with */
};

struct ut_report {
  struct ut_report_options o;
  const struct ut_kind *kind;
  struct ut_participations *p;
  struct ut_grouping by;
  struct ut_table *table;
  const struct ut_vocabulary *codes; /* that the kind counts, and of its first own key; NULL: outcome classes */
  size_t keys;                       /* of the table, after those of --by */
  size_t sets;                       /* how many times the table has the counters of the kind */
  size_t named, parts; /* how many codes or classes; with what is none of them, which is listed only where it occurs */
  size_t fore, efter;  /* slots */
  uint32_t work;       /* codes of work and studies */
  double z;            /* of intervals */
  struct ut_time time; /* of time only */
  struct ut_paid paid; /* of paid only */
  struct ut_effect effect; /* of effect only */
  struct ut_tidy row;
};

/* Counts the current participation in the group of --by and the kind's own `keys`; NULL where it has none. */
enum ut_status ut_report_count_in(struct ut_report *r, const struct ut_text *keys, struct ut_error *err);

/* A base, and a counter for each of the parts. */
enum { UT_BASE_COUNTER, UT_PART_COUNTERS };

/* Writes what is in the groups of the same --by, whose keys these are, from group *i of the table on, if there are any;
 * *i becomes the one behind them. */
typedef enum ut_status ut_report_write_by(struct ut_report *r, const struct ut_text *keys, size_t *i,
                                          struct ut_error *err);

/* Calls it for all groups of --by; without a single participation there is still the total. */
enum ut_status ut_report_each_by(struct ut_report *r, ut_report_write_by *write, struct ut_error *err);

struct ut_text ut_report_part(const struct ut_report *r, size_t i); /* its name */
/* Is there a row for the part, with so many in it? */
bool ut_report_lists(const struct ut_report *r, size_t i, int64_t n);

/* The row of a part of such a group as far as its andel, and of classes its interval. */
void ut_report_begin_part(struct ut_report *r, struct ut_group group, size_t i);

/* Writes part, antal, bas, andel, and of classes the interval, for each part of such a group. */
enum ut_status ut_report_write_parts(struct ut_report *r, struct ut_group group, struct ut_error *err);

#endif

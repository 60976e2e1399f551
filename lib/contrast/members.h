/* A tidy table as comparisons look at it: each row is a member, so many of a base, or so many values with their mean,
 * that one column (the key) tells apart from the others of its group, and a group is what the other keys say. */
#ifndef UTFALL_MEMBERS_H
#define UTFALL_MEMBERS_H

#include "base/names.h"
#include "stats/proportions.h"
#include "stats/student.h"
#include "stream/whole_table.h"

struct ut_members_options {
  const char *key;      /* the column that is compared by; `option` is what messages call it */
  const char *option;   /* --key or --funnel */
  struct ut_names keys; /* the other key columns; none: those left of the count that are no figures */
  const char *count, *base;
  const char *mean;      /* a column of means of so many as the count says, which then have no base; NULL: of counts */
  const char *deviation; /* their standard deviations; NULL: sd_ for the medel_ of the mean */
};

/* What is known of a member. */
enum ut_member_state {
  UT_MEMBER_KNOWN,
  UT_MEMBER_PRIMARY, /* blanked, because it is small itself */
  UT_MEMBER_BLANKED, /* blanked for any other reason */
  UT_MEMBER_NONE,    /* no row, and nobody: the value has no row with such keys */
  UT_MEMBER_LACKING  /* no row, but rows of other classes: how many there are is not known */
};

struct ut_member {
  enum ut_member_state state;
  struct ut_proportion of; /* of a known one; of means the base is the count */
  double mean, deviation;  /* the same; NAN: there is none */
};

struct ut_members;

/* Reads the table to its end; the reader stays the caller's. UT_USAGE: a column is missing, the key is a figure, a
 * column that utfall does not know is taken for a key and holds numbers only. UT_BAD_INPUT with its place: two rows of
 * the same keys, what is no count, more than the base. After a failure, too, the caller frees *out. */
enum ut_status ut_members_load(struct ut_members **out, struct ut_reader *reader,
                               const struct ut_members_options *options, struct ut_error *err);

/* Has the table a column skyddad, or a member that is blanked? */
bool ut_members_marked(const struct ut_members *u);
/* Are the members means? */
bool ut_members_are_means(const struct ut_members *u);
/* The key that is compared by. */
const char *ut_members_compared(const struct ut_members *u);
/* No row at all. */
bool ut_members_empty(const struct ut_members *u);

/* The other key columns, and what a group has in them. */
size_t ut_members_keys(const struct ut_members *u);
struct ut_text ut_members_key_name(const struct ut_members *u, size_t key);
struct ut_text ut_members_key(const struct ut_members *u, size_t group, size_t key);

/* Groups in the order in which they appear. Is one a total, with `*` in a key? */
size_t ut_members_groups(const struct ut_members *u);
bool ut_members_is_total_group(const struct ut_members *u, size_t group);
/* Where the first row of it is. */
void ut_members_place(const struct ut_members *u, size_t group, const char **source, size_t *line);

/* Values of the key in the order in which they appear. Is one a total: `*`, Totalt, Summa, Samtliga and the like? */
size_t ut_members_values(const struct ut_members *u);
struct ut_text ut_members_value(const struct ut_members *u, size_t value);
bool ut_members_is_total_value(const struct ut_members *u, size_t value);
bool ut_members_find_value(const struct ut_members *u, struct ut_text text, size_t *value);

/* The member of a value in a group. A class that is listed only where it occurs (ovrigt, uppgift_saknas) and is not
 * there is none of the base that the value's other classes have. */
struct ut_member ut_members_get(const struct ut_members *u, size_t group, size_t value);

/* The sum of the values but `except` (SIZE_MAX: of all) that are no totals. Blanked or lacking where one of them is. */
struct ut_member ut_members_sum(const struct ut_members *u, size_t group, size_t except);

/* Notes each value that is as much as all the others together in every group, though its name is that of no total.
 * UT_NOMEM. */
enum ut_status ut_members_doubt_totals(const struct ut_members *u, struct ut_run *run);

/* Notes that the values are together all of one base in every group, as exit reasons are: no groups then. */
void ut_members_doubt_parts(const struct ut_members *u, struct ut_run *run);

void ut_members_free(struct ut_members *u);

#endif

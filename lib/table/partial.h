/* A result as integers that add up: what a report has counted of some of the rows, before shares, medians and totals
 * are made of it. A report describes once what it counts in; writing a part, reading one and adding it are the same for
 * all of them. */
#ifndef UTFALL_PARTIAL_H
#define UTFALL_PARTIAL_H

#include "stream/whole_table.h"
#include "utfall/date.h"
#include "utfall/table.h"

enum { UT_PARTIAL_NAME = 32 };

/* One of these is counted in. */
struct ut_partial_field {
  char name[UT_PARTIAL_NAME]; /* what the rows of the part call it */
  struct ut_table *table;     /* counters, which add up by their keys */
  ut_date *day;               /* a day, of which the earliest is kept, */
  bool latest;                /* or the latest; UT_DATE_NONE: none */
  bool own;                   /* the table is freed with the part */
};

/* Zero-initialised. What the fields point to is borrowed. */
struct ut_partial {
  struct ut_partial_field *fields;
  size_t count;
};

/* Names one more. UT_NOMEM. */
enum ut_status ut_partial_table(struct ut_partial *p, const char *name, struct ut_table *table, struct ut_error *err);
enum ut_status ut_partial_day(struct ut_partial *p, const char *name, ut_date *day, bool latest, struct ut_error *err);

/* The same of names in their order, `width` texts each, that whoever adds parts needs: classes, stages. */
enum ut_status ut_partial_list(struct ut_partial *p, const char *name, const struct ut_text *texts, size_t count,
                               size_t width, struct ut_error *err);

/* Writes all that is counted: del_av, which says `of`, then falt (the field), nyckel_1 and so on, plats (the counter,
 * from 0) and n. The last row, slut, has the number of those before it and a hash of their cells, so that a part that
 * was cut short or changed is known. */
enum ut_status ut_partial_write(const struct ut_partial *p, struct ut_text of, struct ut_output *output,
                                enum ut_format to, struct ut_error *err);

/* Has the table the columns of a part? */
bool ut_partial_is(const struct ut_whole_table *table);

/* Goes on to the next name of such a list from *row on: its texts, empty ones where it has fewer; *row is then the row
 * behind it. False: there is none. */
bool ut_partial_next(const struct ut_whole_table *part, const char *name, size_t *row, struct ut_text *texts,
                     size_t width);

/* Adds what the part holds. UT_BAD_INPUT with its place: a row of no field, a place or a number that cannot be, a part
 * that was cut short or changed. */
enum ut_status ut_partial_add(struct ut_partial *into, const struct ut_whole_table *part, struct ut_error *err);

void ut_partial_clear(struct ut_partial *p);

#endif

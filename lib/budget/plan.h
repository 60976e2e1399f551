/* The plan (budget): what is to be spent on what and when, spread over months. */
#ifndef UTFALL_PLAN_H
#define UTFALL_PLAN_H

#include "budget/books.h"
#include "budget/note.h"
#include "utfall/date.h"

struct ut_plan_row {
  struct ut_text insats, kategori, post; /* the latter two may be empty */
  struct ut_period period;
  ut_money belopp; /* a cost is positive, an income negative */
  ut_date datum;   /* of the plan that it is of; UT_DATE_NONE: the first, before all others */
  size_t line;     /* 1-based, in the file */
};

/* Zero-initialised: no rows. */
struct ut_plan {
  struct ut_plan_row *rows; /* in the order of the file */
  size_t count, room;
  char *source;            /* the file, for messages */
  bool sie;                /* it is SIE, where budgets of other dimensions may be alike */
  struct ut_note unplaced; /* rows of SIE that no category was found for */
  struct ut_note doubled;  /* rows that are as another before them */
  struct ut_note dropped;  /* rows that are replaced, of categories that no later plan has */
  struct ut_note summed;   /* rows that are the sum of others for parts of their period */
};

/* Reads a stream of insats, period, belopp and perhaps kategori, post and datum, or a SIE file, which is seen by how it
 * begins; `books` is borrowed until then. Of SIE: the budgets (#PBUDGET) of objects of the dimension on result
 * accounts, of every year, a row each with the month as period, the account's category and its name as post. A budget
 * without an object is the sum of those of objects, and not a part of the plan. UT_USAGE: a needed column is missing.
 * UT_BAD_INPUT with its place: what is no amount, no period (2019, 2019H1, 2019T1, 2019Q3, 2019-07, or A..B of two of
 * these) or one without an end; a name that is empty or `*`, or that of a total beside others; a fault of SIE, or a
 * file of it without a budget of such an object. ut_plan_clear is due in every case. */
enum ut_status ut_plan_load(struct ut_plan *p, const char *path, const struct ut_books *books, struct ut_error *err);

/* Leaves the rows that are in force on a day; UT_DATE_NONE: on the last. Rows of a later day are not there yet, and the
 * rows of an insats of an earlier day are replaced where months of them are in rows of a later one, whatever their
 * categories. UT_BAD_INPUT with its place: a row of which only some months are. Rows that are left and
 * are equal in all that they say stay, and are counted for a note; those that say of a period what others say of its
 * parts are left out, and counted for one. */
enum ut_status ut_plan_settle(struct ut_plan *p, ut_date at, struct ut_error *err);

/* Do the ledgers have the plan in them, so that ut_plan_load reads it too? They have when there is but one, a SIE file;
 * not when it is no regular file, as a pipe is read once, or cannot be read. UT_NOMEM. */
enum ut_status ut_plan_is_in(char *const *ledgers, size_t count, bool *is, struct ut_error *err);

/* Says what the reader should know of: budgets on accounts that are in no range of the chart, equal rows, what a later
 * plan leaves out. */
void ut_plan_say_notes(const struct ut_plan *p, struct ut_run *run);

void ut_plan_clear(struct ut_plan *p);

/* A month as a number: 12 times the year plus 0-11. */
static inline int ut_month_of(ut_date d)
{
  struct ut_ymd ymd = ut_date_split(d);
  return 12 * ymd.year + ymd.month - 1;
}

/* An amount spread evenly over months. */
struct ut_spread {
  ut_money amount;
  int first, count; /* months, as of ut_month_of; count >= 1 */
  bool outside;     /* no day of the period is in the insatstid */
};

/* Spreads a row over the months of the insatstid in its period; a month that has begun counts. Where there is none, or
 * `tid` is NULL, over the months of the period itself. */
struct ut_spread ut_plan_spread(const struct ut_plan_row *row, const struct ut_period *tid);

/* What is planned in the months first..last: the difference of what is planned up to and including each of these,
 * amount x months / count rounded to whole öre half away from zero, so that parts sum to the amount. */
ut_money ut_spread_within(const struct ut_spread *s, int first, int last);

#endif

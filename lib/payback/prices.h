/* Price lists: what a month of a status, or a unit of a service, is worth to each actor.
 * Amounts are öre, what the status is worth to the actor: a cost is negative. */
#ifndef UTFALL_PRICES_H
#define UTFALL_PRICES_H

#include "utfall/money.h"
#include "utfall/run.h"

enum ut_actor { UT_INDIVID, UT_KOMMUN, UT_REGION, UT_FK, UT_AF, UT_STAT, UT_ARBETSGIVARE, UT_ACTORS };

/* The actors and those that stand for several: results are of these. The index is that of the vocabulary aktor. */
enum { UT_OFFENTLIG = UT_ACTORS, UT_SAMHALLE, UT_PARTIES };

/* Is the actor one of the public ones: kommun, region, fk, af, stat? */
static inline bool ut_actor_is_public(int actor)
{
  return actor >= UT_KOMMUN && actor <= UT_STAT;
}

/* 10 000 billion kronor: sums of the amounts of an item and what an index makes of them do not overflow. */
#define UT_PRICE_LARGEST INT64_C(1000000000000000)

/* A row of the list. */
struct ut_price_row {
  struct ut_text code; /* owned */
  int actor, year;
  bool transfer;
  ut_money amount, low, high;
  size_t line; /* of the file */
};

/* Are both of one code, type and year? Transfers that are so balance. */
static inline bool ut_price_rows_alike(const struct ut_price_row *a, const struct ut_price_row *b)
{
  return a->year == b->year && a->transfer == b->transfer && ut_text_equal(a->code, b->code);
}

/* A row of an index, whose value is number / divisor. */
struct ut_index_year {
  int year;
  int64_t number, divisor;
};

/* A code in the prices of a year. */
struct ut_price_item {
  struct ut_text code; /* as it is priced: the parent where a code inherits; owned by the prices */
  int year;            /* that the amounts are of, after --index */
};

/* What moves as one when a price is uncertain: all transfers of an item, which sum to zero over the actors whatever
 * they are multiplied by, or a real resource of one actor. */
struct ut_price_line {
  size_t item;
  int actor;                    /* of a real resource; UT_ACTORS: transfers */
  ut_money amounts[UT_PARTIES]; /* a month for 100 percent, or a unit; of offentlig and samhalle the sums */
  double low, high;             /* lagst and hogst as factors of the amounts, low <= 1 <= high; both 1 without them */
};

/* A list as it was read, and what has been asked of it so far. Lines of an item stand together; items and lines may
 * move in ut_prices_item. */
struct ut_prices {
  struct ut_price_row *rows;
  struct ut_index_year *index;
  struct ut_price_item *items;
  struct ut_price_line *lines;
  size_t row_count, index_count, item_count, line_count;
};

/* Reads a stream of kod, aktor, belopp_manad, typ (transferering or real), ar, kalla and perhaps lagst and hogst. An
 * empty lagst or hogst is the amount. Amounts of several rows of a kod, aktor, typ and year do not add up: the second
 * is refused. After a failure, too, the caller frees *out; to an error without a file it adds `path`. UT_USAGE: a
 * column is missing. UT_BAD_INPUT with its place: what is no actor, type, year or amount; an amount outside its range,
 * or a range around an amount of 0; transfers of a code and year that do not sum to zero over the actors (the code, the
 * year, the sum and the line of the last of them). */
enum ut_status ut_prices_load(struct ut_prices **out, const char *path, struct ut_run *run, struct ut_error *err);

/* Reads a stream of ar and varde (or index, kpi, prisbasbelopp), by which prices of one year are moved to
 * another: amount x varde(to) / varde(from), rounded to öre; of transfers the largest takes what rounding leaves, so
 * that they still sum to zero. Before ut_prices_item only. UT_BAD_INPUT with its place: what is no year or no number
 * above 0, a year that occurs twice. */
enum ut_status ut_prices_index(struct ut_prices *p, const char *path, struct ut_run *run, struct ut_error *err);

/* The year that all prices are of; 0 when there are several, or an index to move them by. */
int ut_prices_only_year(const struct ut_prices *p);

/* The item of a code in a year, made when it is first asked for; *item is -1 when neither the code nor its parent is
 * in the list at all. Prices of the year itself, else, with an index, those of the latest year before it, or failing
 * that the earliest, moved to it. UT_BAD_INPUT: the code is priced for other years alone, the index has no value for
 * a year that is needed, an amount becomes too large. */
enum ut_status ut_prices_item(struct ut_prices *p, struct ut_text code, int year, ptrdiff_t *item,
                              struct ut_error *err);

void ut_prices_free(struct ut_prices *p);

enum { UT_WHOLE_UNIT = 10000 }; /* extents and units of service are counted in these parts: 100 percent, or 1 unit */

/* What a number of units of each item (in parts of UT_WHOLE_UNIT) is worth to each party, in öre a month. `factors`:
 * one per line, by which its amounts are multiplied; NULL: 1. Sums are exact as long as the parts stay below 2^53 of
 * an öre (9 billion kronor a month); transfers cancel in samhalle whatever the factors. Allocates nothing. */
void ut_prices_value(const struct ut_prices *p, const int64_t *units, const double *factors, double worth[UT_PARTIES]);

#endif

/* What two files of one ledger both hold, so that it is counted once: vouchers of SIE, which are known by company,
 * financial year, series and number; rows that have a voucher. Within one file nothing is the same. */
#ifndef UTFALL_OVERLAP_H
#define UTFALL_OVERLAP_H

#include "budget/ledger.h"

struct ut_overlap;

/* UT_NOMEM. */
enum ut_status ut_overlap_new(struct ut_overlap **out);

/* Begins a file; the name is copied. What is said of SIE until ut_overlap_end is said of it. */
enum ut_status ut_overlap_begin(struct ut_overlap *o, const char *source, struct ut_error *err);

/* Takes in what a file of SIE says of itself and its vouchers: company, year, types, vouchers, months by object.
 * *known: the record is part of what an earlier file has. A voucher that is not as it was there is UT_BAD_INPUT, when
 * the next record shows where it ends. */
enum ut_status ut_overlap_take(struct ut_overlap *o, const struct ut_sie *sie, int dimension,
                               const struct ut_sie_record *record, bool *known, struct ut_error *err);

/* The file of SIE is at its end. UT_BAD_INPUT: its last voucher is not as it was; an earlier file has the vouchers, or
 * the balances, of the company in that year. */
enum ut_status ut_overlap_end(struct ut_overlap *o, const struct ut_sie *sie, struct ut_run *run, struct ut_error *err);

/* The same of an entry of it: what a ledger of rows has too, by insats, day, account, amount and voucher. UT_BAD_INPUT,
 * without a place: with another day of the year. */
enum ut_status ut_overlap_take_entry(struct ut_overlap *o, const struct ut_entry *entry, bool *known,
                                     struct ut_error *err);

/* The same of a row; its source says which file it is of. UT_BAD_INPUT, without a place: an earlier file has the entry
 * with another amount, day, text or category; the latter two of SIE are others anyway. */
enum ut_status ut_overlap_take_row(struct ut_overlap *o, const struct ut_entry *entry, bool *known,
                                   struct ut_error *err);

/* Says how much was left out as known, of rows; and which files of SIE do not say whose they are, where there are
 * several. */
void ut_overlap_say_notes(const struct ut_overlap *o, struct ut_run *run);

/* NULL is allowed. */
void ut_overlap_free(struct ut_overlap *o);

#endif

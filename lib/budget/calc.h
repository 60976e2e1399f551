/* Budgetkalkyl: a plan as categories, lines and years with their totals, and what a published one adds up to. */
#ifndef UTFALL_CALC_H
#define UTFALL_CALC_H

#include "budget/plan.h"
#include "utfall/stream.h"

/* Writes insats, kategori, post, a column for each year in which something is planned, totalt. Lines that have the same
 * names are one. Insatser, their categories and the lines of these come in the order of their first rows; a subtotal
 * with post `*` ends a category, a total with kategori and post `*` an insats. An amount for a period of several years
 * is spread over the months of the period. UT_BAD_INPUT: a sum that is too large. */
enum ut_status ut_calc_write(const struct ut_plan *plan, struct ut_output *output, enum ut_format to,
                             struct ut_error *err);

/* Reads a wide table: kategori, perhaps insats and post, a column per period (a heading such as 2019) and totalt (in
 * any case), other columns ignored. A post that begins Summa, Netto or Total (in any case), or is `*`, is a total: of
 * its category, or of everything where kategori begins Total or is `*`. Writes a row for every published cell that
 * differs from its parts: insats, kategori, post, kolumn, delar, publicerat, summa, differens (publicerat less summa).
 * delar says what was summed: poster (the lines of the category), kategorier (the subtotals, or the lines of a category
 * that has none) or perioder (the periods of the row, held against totalt). A cell is reported once, against the first
 * of these from which it differs; an empty cell is not published, and nothing as a part. `negate` turns the sign of all
 * amounts. UT_USAGE: no column kategori, or none of amounts. UT_BAD_INPUT with its place: what is no amount, a second
 * total of a category or of everything, a sum that is too large. */
enum ut_status ut_published_write(const char *path, bool negate, struct ut_output *output, enum ut_format to,
                                  struct ut_run *run, struct ut_error *err);

#endif

/* Sums by category of cost, of one insats, and their rows in the table of a requisition. */
#ifndef UTFALL_CATEGORIES_H
#define UTFALL_CATEGORIES_H

#include "table/tidy.h"

/* BUDGET and OUTCOME are of the period, those _ALL accumulated; TAKEN is what is requisitioned. */
enum ut_category_sum { UT_BUDGET, UT_OUTCOME, UT_BUDGET_ALL, UT_OUTCOME_ALL, UT_TAKEN, UT_CATEGORY_SUMS };

struct ut_category {
  struct ut_text name; /* owned; may be empty */
  ut_money sums[UT_CATEGORY_SUMS];
};

/* Zero-initialised: no categories. */
struct ut_categories {
  struct ut_category *categories; /* in the order in which they came */
  size_t count;
};

/* The place of a category, which is made with sums of 0 if it is new. UT_BAD_INPUT: its name is `*`. */
enum ut_status ut_categories_find(struct ut_categories *c, struct ut_text name, size_t *index, struct ut_error *err);

void ut_categories_clear(struct ut_categories *c);

/* The columns of the table; avvikelse is budget less utfall, avvikelse_pct whole percent of the size of the budget,
 * att_rekvirera whole kronor, as of ut_money_round. */
#define UT_CATEGORY_COLUMNS                                                                                            \
  "insats", "kategori", "budget", "utfall", "ack_budget", "ack_utfall", "avvikelse", "avvikelse_pct", "att_rekvirera"

/* Writes a row per category, and one of category `*`. UT_BAD_INPUT: a sum or difference that is too large. */
enum ut_status ut_categories_write(const struct ut_categories *c, struct ut_text insats, struct ut_tidy *t,
                                   struct ut_error *err);

#endif

/* In which formats the days of an export are written. */
#ifndef UTFALL_PROPOSAL_DATES_H
#define UTFALL_PROPOSAL_DATES_H

#include "import/proposal.h"

/* Is the cell a day as it is, or by any format that there may be? */
bool ut_proposed_date_any(struct ut_text cell);

/* Is it a day so far ahead that it stands for an end that is open, 9999-12-31? */
bool ut_proposed_date_far(struct ut_text cell);

/* Is it such a day, or of this kind also a month (2019-07, jan 2019), in rows of another kind than participations? */
bool ut_proposed_kind_day(struct ut_text cell, enum ut_kind_cell kind);

/* Are all of its values months without a year? */
bool ut_proposed_months_alone(const struct ut_profile_column *c);

/* The month that a heading ends with, "2019-07" of "Utbetalt juli 2019"; "?" without a year. False: none. */
bool ut_proposed_month(struct ut_text heading, char out[UT_PROPOSAL_AMOUNT]);

/* Fills dates, dates_open and their hint from the columns that become days. */
void ut_proposed_dates(struct ut_proposal *p);

/* Are most of the values days of some format? Words may say that one is not known. */
bool ut_proposed_days(const struct ut_profile_column *c);

#endif

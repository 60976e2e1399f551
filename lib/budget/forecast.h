/* The forecast: what an insats will have cost when the year ends, three ways. */
#ifndef UTFALL_FORECAST_H
#define UTFALL_FORECAST_H

#include "budget/balance.h"

struct ut_forecast;

/* Of the year of `as_of`, for the insatser of a balance of that day, which is borrowed with the decisions and counts
 * what the forecast takes in. `limit`: a percentage of the budget under which an action plan is needed; 0: none. */
enum ut_status ut_forecast_new(struct ut_forecast **out, struct ut_balance *balance,
                               const struct ut_decisions *decisions, ut_date as_of, int64_t limit,
                               struct ut_error *err);

/* Takes an entry in, as ut_balance_add, which it calls, and those of last year, by which its shape is known. */
enum ut_status ut_forecast_add(struct ut_forecast *f, const struct ut_entry *entry, struct ut_error *err);

/* Writes three rows per insats: insats, metod, utfall (paid in the year up to the day), prognos, budget, avvikelse
 * (budget less prognos), prognos_pct (prognos / budget, whole percent), atgardsplan (ja when prognos is over the
 * budget, or under `limit` percent of it; else nej), skal (why there is no prognos). The year's window is its days in
 * the insatstid of the decision in force, all of it where there are none. By metod, prognos is
 * - takt: utfall x months of the window / months of it that have begun. inte_borjad: none has.
 * - plan: utfall + what the plan has for the months after that of the day. ingen_plan: it has nothing for the year.
 * - foregaende_ar: utfall x T / S, where T was paid in the window a year earlier and S of it by the same day; the last
 *   day of a month is the same day as that of another year. inget_utfall_foregaende_ar: S or T is not above 0;
 *   inte_hela_foregaende_ar: no decision has the insats begin as early as that window does.
 * Rounded to whole öre, half away from zero. UT_BAD_INPUT: an amount that is too large. */
enum ut_status ut_forecast_write(const struct ut_forecast *f, struct ut_output *output, enum ut_format to,
                                 struct ut_error *err);

void ut_forecast_free(struct ut_forecast *f);

#endif

/* The report of progress that compares start and exit. */
#include "progress/progress_report.h"

enum { START, SLUT, SIDES };
enum { BETTER, SAME, WORSE, WAYS };

enum { P_DECIMALS = 4 }; /* at least: a p-value with the digits of a percentage says nothing */

/* Of each side a counter for every value and one for what is not known; then those who went each way. */
static int64_t *side_of(const struct ut_progress *p, int64_t *counters, size_t side)
{
  return counters + side * (p->values + 1);
}

static int64_t *ways_of(const struct ut_progress *p, int64_t *counters)
{
  return side_of(p, counters, SIDES);
}

static size_t change_counters(const struct ut_progress *p)
{
  return SIDES * (p->values + 1) + WAYS;
}

/* ---- counting ---- */

static void count_on(const struct ut_progress *p, int64_t *counters, size_t side, int value)
{
  side_of(p, counters, side)[value < 0 ? p->values : (size_t)value]++;
}

/* An answer without id is at start or exit as it says; one on a day is not known to be a person's first or last. */
static enum ut_status take_change(struct ut_progress *p, const struct ut_answer *a, struct ut_error *err)
{
  int64_t *counters;
  bool dated = a->when != UT_AT_START && a->when != UT_AT_SLUT;
  p->unlinked += a->id.len == 0 && dated;
  if (a->id.len > 0 || dated)
    return UT_OK;
  UT_TRY(ut_progress_find(p, a->group, (struct ut_text){"", 0}, &counters, err));
  count_on(p, counters, a->when == UT_AT_START ? START : SLUT, a->value);
  return UT_OK;
}

/* The first assessment is the start and the last one the exit; one alone is the start unless it says otherwise. */
static enum ut_status take_change_series(struct ut_progress *p, size_t series, struct ut_error *err)
{
  const struct ut_assessment *first = ut_assessments_first(p->assessments, series), *last = first, *next;
  int64_t *counters;
  UT_TRY(ut_progress_find(p, ut_assessments_group(p->assessments, series), (struct ut_text){"", 0}, &counters, err));
  while ((next = ut_assessments_next(p->assessments, last)))
    last = next;
  if (first != last || first->when != UT_AT_SLUT)
    count_on(p, counters, START, first->value);
  if (first != last || first->when == UT_AT_SLUT)
    count_on(p, counters, SLUT, last->value);
  if (first != last && first->value >= 0 && last->value >= 0) {
    int gain = p->o.lower ? first->value - last->value : last->value - first->value;
    ways_of(p, counters)[gain > 0 ? BETTER : gain < 0 ? WORSE : SAME]++;
  }
  return UT_OK;
}

/* ---- writing ---- */

/* The answers on one side. */
struct side {
  int64_t known, missing, sum, median2, agreeing;
};

static enum ut_status summarize(const struct ut_progress *p, const int64_t *counts, struct side *side)
{
  struct ut_counts *answers;
  enum ut_status status = ut_counts_new(&answers);
  *side = (struct side){.missing = counts[p->values]};
  for (size_t i = 0; i < p->values && status == UT_OK; i++) {
    int64_t value = p->o.answers.scale.low + (int64_t)i;
    status = ut_counts_add(answers, value, counts[i]);
    side->agreeing += p->o.agrees && value >= p->o.agree ? counts[i] : 0;
  }
  if (status == UT_OK) {
    side->known = ut_counts_total(answers);
    side->sum = ut_counts_sum(answers);
    side->median2 = side->known > 0 ? ut_counts_median2(answers) : 0;
  }
  ut_counts_free(answers);
  return status;
}

static void add_p(struct ut_progress *p, int64_t better, int64_t worse)
{
  struct ut_tidy *row = &p->row;
  int decimals = row->decimals;
  row->decimals = decimals > P_DECIMALS ? decimals : P_DECIMALS;
  if (better + worse > 0)
    ut_tidy_double(row, ut_sign_test(better, worse));
  else
    ut_tidy_empty(row, 1);
  row->decimals = decimals;
}

static void add_share(struct ut_progress *p, int64_t n, int64_t base)
{
  ut_tidy_ratio(&p->row, 100 * n, base);
  ut_tidy_interval(&p->row, n, base, p->z);
}

/* Where nobody is linked, how many went which way is not known, which is not nobody. */
static void add_ways(struct ut_progress *p, const int64_t *ways, int64_t linked)
{
  for (size_t i = 0; i < WAYS && linked > 0; i++)
    ut_tidy_count(&p->row, ways[i]);
  if (linked == 0)
    ut_tidy_empty(&p->row, WAYS);
  add_share(p, ways[BETTER], linked);
  add_p(p, ways[BETTER], ways[WORSE]);
}

static void add_agreeing(struct ut_progress *p, const struct side *side)
{
  ut_tidy_ratio(&p->row, 100 * side->agreeing, p->o.agrees ? side->known : 0);
}

static void count_agreeing(struct ut_progress *p, const struct side *side)
{
  if (p->o.agrees)
    ut_tidy_count(&p->row, side->agreeing);
  else
    ut_tidy_empty(&p->row, 1);
}

static enum ut_status write_change(struct ut_progress *p, struct ut_group group, struct ut_error *err)
{
  struct ut_tidy *row = &p->row;
  struct side start, slut;
  if (summarize(p, side_of(p, group.counters, START), &start) || summarize(p, side_of(p, group.counters, SLUT), &slut))
    return ut_error_nomem(err);
  const int64_t *ways = ways_of(p, group.counters);
  int64_t linked = ways[BETTER] + ways[SAME] + ways[WORSE];
  ut_tidy_begin(row, group.keys, p->o.answers.by.count + 1);
  ut_tidy_count(row, start.known);
  ut_tidy_count(row, slut.known);
  ut_tidy_count(row, linked);
  ut_tidy_ratio(row, start.sum, start.known);
  ut_tidy_ratio(row, slut.sum, slut.known);
  add_ways(p, ways, linked);
  add_agreeing(p, &start);
  add_agreeing(p, &slut);
  ut_tidy_ratio(row, start.median2, start.known > 0 ? 2 : 0);
  ut_tidy_ratio(row, slut.median2, slut.known > 0 ? 2 : 0);
  if (linked > 0)
    ut_tidy_count(row, ways[BETTER] + ways[WORSE]);
  else
    ut_tidy_empty(row, 1);
  add_share(p, ways[SAME], linked);
  add_share(p, ways[WORSE], linked);
  ut_tidy_count(row, start.missing);
  ut_tidy_count(row, slut.missing);
  count_agreeing(p, &start);
  count_agreeing(p, &slut);
  return ut_tidy_end(row, err);
}

static const char *const columns[] = {"matt",
                                      "antal_start",
                                      "antal_slut",
                                      "antal_kopplade",
                                      "medel_start",
                                      "medel_slut",
                                      "forbattrad",
                                      "oforandrad",
                                      "forsamrad",
                                      "forbattrad_andel",
                                      "ki_lag",
                                      "ki_hog",
                                      "p",
                                      "instammer_start",
                                      "instammer_slut",
                                      "median_start",
                                      "median_slut",
                                      "antal_test",
                                      "andel_oforandrad",
                                      "ki_lag_oforandrad",
                                      "ki_hog_oforandrad",
                                      "andel_forsamrad",
                                      "ki_lag_forsamrad",
                                      "ki_hog_forsamrad",
                                      "antal_saknas_start",
                                      "antal_saknas_slut",
                                      "antal_instammer_start",
                                      "antal_instammer_slut",
                                      NULL};

const struct ut_progress_form ut_progress_change = {.columns = columns,
                                                    .keys = 1,
                                                    .counters = change_counters,
                                                    .take = take_change,
                                                    .take_series = take_change_series,
                                                    .write_group = write_change};

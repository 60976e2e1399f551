/* Windows of exits and their reports. */
#include "outcomes/rolling.h"

#include <stdlib.h>

enum { PERIOD_TEXT = 2 * 11 + 2 };

struct ut_rolling {
  struct ut_participations *p;
  const struct ut_windows *windows;
  struct ut_report **reports; /* by window */
};

/* Windows hold exits, and are seen as of their last day: a follow-up that takes as long never falls due in them. */
static enum ut_status read_months(const struct ut_rolling_options *options, int64_t *months, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  const char *text = options->months;
  size_t len = strlen(text);
  bool whole = len > 0 && text[len - 1] == 'm' && ut_text_integer((struct ut_text){text, len - 1}, months) &&
               *months >= 1 && *months <= UT_MONTHS_LAST;
  if (whole && *months > options->follow_up)
    return UT_OK;
  if (whole)
    return ut_error_set(err, UT_USAGE, "no follow-up %d months after the exit falls due in a window of exits of %s",
                        options->follow_up, text);
  return ut_error_set(err, UT_USAGE, "%s is not a length in months (expected 1m to %dm, such as 12m)",
                      ut_quote(quoted, text, len), UT_MONTHS_LAST);
}

static enum ut_status make_windows(struct ut_windows *w, int64_t months, const struct ut_rolling_options *options,
                                   struct ut_error *err)
{
  ut_date end = options->period.last;
  for (struct ut_period step = ut_period_of(options->period.first, options->step);
       step.last != UT_DATE_NONE && step.last <= end; step = ut_period_next(step, options->step)) {
    if (w->count == UT_ROLLING_WINDOWS)
      return ut_error_set(err, UT_USAGE, "more than %d windows end in the period", UT_ROLLING_WINDOWS);
    ut_date first = ut_date_add_months(step.last + 1, -(int)months);
    w->of[w->count++] = (struct ut_period){first == UT_DATE_NONE ? ut_date_make(1600, 1, 1) : first, step.last};
  }
  return w->count > 0 ? UT_OK : ut_error_set(err, UT_USAGE, "no step ends in the period: there is no window");
}

enum ut_status ut_windows_make(struct ut_windows *w, const struct ut_rolling_options *options, struct ut_error *err)
{
  int64_t months = 0;
  w->count = 0;
  UT_TRY(ut_error_blame(read_months(options, &months, err), "--rolling", err));
  return ut_error_blame(make_windows(w, months, options, err), "--period", err);
}

enum ut_status ut_rolling_new(struct ut_rolling **out, struct ut_participations *p,
                              const struct ut_report_options *options, const struct ut_windows *windows,
                              struct ut_error *err)
{
  static const char *const own[] = {"period"};
  struct ut_rolling *r = *out = calloc(1, sizeof *r);
  if (!r)
    return ut_error_nomem(err);
  r->p = p;
  r->windows = windows;
  r->reports = calloc(windows->count + 1, sizeof(struct ut_report *));
  if (!r->reports)
    return ut_error_nomem(err);
  UT_TRY(ut_grouping_apart(&options->by, own, 1, err));
  for (size_t i = 0; i < windows->count; i++) {
    struct ut_report_options of_window = *options;
    of_window.as_of = windows->of[i].last;
    UT_TRY(ut_report_new(&r->reports[i], p, &of_window, err));
  }
  return UT_OK;
}

/* From the last window to the first, for what is hidden once does not come back. */
enum ut_status ut_rolling_take(struct ut_rolling *r, ut_rolling_base *base, void *context, struct ut_error *err)
{
  struct ut_participation now = ut_participations_current(r->p);
  if (now.anonymous || now.slut == UT_DATE_NONE)
    return UT_OK;
  for (size_t i = r->windows->count; i-- > 0 && r->windows->of[i].last >= now.slut;) {
    const struct ut_period *window = &r->windows->of[i];
    if (now.slut < window->first)
      continue;
    UT_TRY(ut_participations_before(r->p, window->last, err));
    if (base(context, window->last))
      UT_TRY(ut_report_take(r->reports[i], err));
  }
  return UT_OK;
}

enum ut_status ut_rolling_take_payment(struct ut_rolling *r, const struct ut_payment *payment, struct ut_error *err)
{
  for (size_t i = 0; i < r->windows->count; i++)
    UT_TRY(ut_report_take_payment(r->reports[i], payment, err));
  return UT_OK;
}

static const char *format_window(const struct ut_rolling *r, size_t window, char period[PERIOD_TEXT])
{
  char first[11], last[11];
  ut_date_format(r->windows->of[window].first, first);
  ut_date_format(r->windows->of[window].last, last);
  stpcpy(stpcpy(stpcpy(period, first), ".."), last);
  return period;
}

enum ut_status ut_rolling_close(struct ut_rolling *r, struct ut_partial *part, struct ut_error *err)
{
  char period[PERIOD_TEXT];
  for (size_t i = 0; i < r->windows->count; i++)
    UT_TRY(ut_report_close(r->reports[i], format_window(r, i, period), part, err));
  return UT_OK;
}

static enum ut_status write_windows(struct ut_rolling *r, struct ut_writer *writer, int decimals, struct ut_error *err)
{
  for (size_t i = 0; i < r->windows->count; i++) {
    char period[PERIOD_TEXT];
    struct ut_text lead = ut_text_of(format_window(r, i, period));
    UT_TRY(ut_report_write_rows(r->reports[i], writer, lead, decimals, err));
  }
  return UT_OK;
}

enum ut_status ut_rolling_write(struct ut_rolling *r, struct ut_output *output, enum ut_format to, int decimals,
                                struct ut_error *err)
{
  struct ut_tidy header = {.lead = ut_text_of("period")};
  enum ut_status status = ut_report_open(r->reports[0], &header, output, to, err);
  if (status == UT_OK)
    status = write_windows(r, header.writer, decimals, err);
  return ut_tidy_close(&header, status, err);
}

void ut_rolling_free(struct ut_rolling *r)
{
  if (!r)
    return;
  for (size_t i = 0; r->reports && i < r->windows->count; i++)
    ut_report_free(r->reports[i]);
  free(r->reports);
  free(r);
}

/* A number of rows, or a range that is open at either end. */
#include "import/expected_rows.h"

#include <stdio.h>

enum { LONGEST = 15 };

/* An end of the range; `open` where nothing stands there. */
static bool read_end(struct ut_text t, int64_t open, int64_t *out)
{
  *out = open;
  if (t.len == 0)
    return true;
  return t.len <= LONGEST && ut_char_is_digit(t.ptr[0]) && ut_text_integer(t, out);
}

enum ut_status ut_expected_rows_parse(const char *text, struct ut_expected_rows *out, struct ut_error *err)
{
  char shown[UT_QUOTED];
  *out = (struct ut_expected_rows){0, INT64_MAX, text != NULL};
  if (!text)
    return UT_OK;
  const char *points = strstr(text, "..");
  struct ut_text whole = ut_text_of(text);
  struct ut_text low = points ? ut_text_between(text, points) : whole, high = points ? ut_text_of(points + 2) : whole;
  if (low.len + high.len > 0 && read_end(low, 0, &out->least) && read_end(high, INT64_MAX, &out->most) &&
      out->least <= out->most)
    return UT_OK;
  ut_error_set(err, UT_USAGE, "%s is no number of rows and no range of them (expected 120, 100..140, 100.. or ..140)",
               ut_quote(shown, whole.ptr, whole.len));
  return ut_error_blame(UT_USAGE, "--expect-rows", err);
}

void ut_expected_rows_check(const struct ut_expected_rows *e, size_t rows, struct ut_run *run)
{
  struct ut_error fault = {0};
  char most[24] = "";
  const char *verb = rows == 1 ? " is" : "s are";
  if (!e->given || ((int64_t)rows >= e->least && (int64_t)rows <= e->most))
    return;
  if (e->most < INT64_MAX)
    snprintf(most, sizeof most, "%lld", (long long)e->most);
  if (e->least == e->most)
    ut_error_set(&fault, UT_BAD_INPUT, "%zu row%s written, and %s are expected", rows, verb, most);
  else
    ut_error_set(&fault, UT_BAD_INPUT, "%zu row%s written, and %lld..%s are expected", rows, verb, (long long)e->least,
                 most);
  ut_run_fault(run, UT_NOTE_SUMMA_AVVIKER, &fault);
}

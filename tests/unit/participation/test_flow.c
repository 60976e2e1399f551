/* Flow: a few stays counted by hand, and thousands of random ones against a count day by day. */
#include "participation/flow.h"

#include "../rows.h"

enum { STAYS = 40, FIRST = 17532, SPAN = 1000 }; /* from 2018-01-01 */

struct stay {
  int group; /* 0 or 1 */
  struct ut_participation when;
};

struct world {
  struct stay stays[STAYS];
  size_t count;
  ut_date as_of;
  struct ut_period range; /* of the rows expected, in days */
  size_t rows;
};

static uint32_t random_next(uint32_t *seed)
{
  *seed = *seed * 1664525 + 1013904223;
  return *seed >> 8;
}

static bool is_in(const struct stay *s, ut_date d)
{
  return d >= s->when.start && (s->when.slut == UT_DATE_NONE || d <= s->when.slut);
}

/* The row again, from every stay and every day of its period. */
static enum ut_status check_row(void *context, const struct ut_flow_row *row, struct ut_error *err)
{
  struct world *w = context;
  int64_t in = 0, out = 0, left = 0, active = 0, days = 0;
  (void)err;
  for (size_t i = 0; i < w->count; i++) {
    const struct stay *s = &w->stays[i];
    bool seen = false;
    if (!ut_text_is(row->keys[0], "*") && !ut_text_is(row->keys[0], s->group ? "B" : "A"))
      continue;
    for (ut_date d = row->period.first; d <= row->period.last; d++) {
      seen |= is_in(s, d);
      in += s->when.start == d;
      out += !s->when.anonymous && s->when.slut == d;
      days += !s->when.anonymous && is_in(s, d) && (w->as_of == UT_DATE_NONE || d <= w->as_of);
    }
    active += seen;
    left += !s->when.anonymous && is_in(s, row->period.last) && s->when.slut != row->period.last;
  }
  assert_int_equal(row->in, in);
  assert_int_equal(row->out, out);
  assert_int_equal(row->left, left);
  assert_int_equal(row->active, active);
  assert_int_equal(row->person_days, days);
  assert_true(row->period.last >= w->range.first && row->period.first <= w->range.last);
  w->rows++;
  return UT_OK;
}

static void make_world(struct world *w, uint32_t *seed)
{
  *w = (struct world){.count = 1 + random_next(seed) % STAYS, .range = {INT32_MAX, INT32_MIN}};
  w->as_of = random_next(seed) % 2 ? FIRST + (ut_date)(random_next(seed) % SPAN) : UT_DATE_NONE;
  for (size_t i = 0; i < w->count; i++) {
    struct stay *s = &w->stays[i];
    ut_date start = FIRST + (ut_date)(random_next(seed) % SPAN);
    if (w->as_of != UT_DATE_NONE && start > w->as_of)
      start = w->as_of;
    s->group = (int)(random_next(seed) % 2);
    s->when = (struct ut_participation){.start = start, .slut = start + (ut_date)(random_next(seed) % 300)};
    if (random_next(seed) % 4 == 0 || (w->as_of != UT_DATE_NONE && s->when.slut > w->as_of))
      s->when.slut = UT_DATE_NONE;
    if (random_next(seed) % 8 == 0)
      s->when = (struct ut_participation){ut_period_of(start, UT_YEAR).first, ut_period_of(start, UT_YEAR).last, true};
    ut_date last = s->when.slut == UT_DATE_NONE ? s->when.start : s->when.slut;
    w->range.first = s->when.start < w->range.first ? s->when.start : w->range.first;
    w->range.last = last > w->range.last ? last : w->range.last;
  }
  if (w->as_of != UT_DATE_NONE)
    w->range.last = w->as_of;
}

static size_t periods_in(struct ut_period range, enum ut_unit unit)
{
  size_t n = 0;
  for (struct ut_period p = ut_period_of(range.first, unit); p.first <= range.last; p = ut_period_next(p, unit))
    n++;
  return n;
}

static void random_flows_against_days(void **state)
{
  (void)state;
  static const enum ut_unit units[] = {UT_YEAR, UT_QUARTER, UT_MONTH};
  const struct ut_vocabulary *natural[] = {NULL};
  uint32_t seed = 2019;
  for (int round = 0; round < 600; round++) {
    struct world w;
    struct ut_flow *f;
    enum ut_unit unit = units[round % 3];
    bool groups[2] = {false, false};
    struct ut_period asked = {UT_DATE_NONE, UT_DATE_NONE};
    make_world(&w, &seed);
    assert_int_equal(ut_flow_new(&f, unit, natural, 1, w.as_of), UT_OK);
    for (size_t i = 0; i < w.count; i++) {
      struct ut_text key = ut_text_of(w.stays[i].group ? "B" : "A");
      groups[w.stays[i].group] = true;
      assert_int_equal(ut_flow_add(f, &key, w.stays[i].when, NULL), UT_OK);
    }
    if (round % 2) {
      asked = (struct ut_period){FIRST + (ut_date)(random_next(&seed) % SPAN), 0};
      asked.last = asked.first + (ut_date)(random_next(&seed) % SPAN);
      w.range = asked;
      if (w.as_of != UT_DATE_NONE && w.range.last > w.as_of)
        w.range.last = w.as_of;
    }
    assert_int_equal(ut_flow_visit_rows(f, asked, true, check_row, &w, NULL), UT_OK);
    size_t periods = w.range.first <= w.range.last ? periods_in(w.range, unit) : 0;
    if (w.range.first > w.range.last && w.rows > 0)
      periods = 1; /* the first period asked for holds the as-of day */
    assert_int_equal(w.rows, periods * (1 + (size_t)groups[0] + (size_t)groups[1]));
    ut_flow_free(f);
  }
}

/* ---- ranges ---- */

static enum ut_status note_period(void *context, const struct ut_flow_row *row, struct ut_error *err)
{
  char name[16];
  (void)err;
  strcat(strcat(context, ut_period_format(row->period.first, UT_YEAR, name)), " ");
  return UT_OK;
}

static void expect_years(const char *first, const char *last, const char *as_of, const char *expected)
{
  const struct ut_vocabulary *none[] = {NULL};
  struct ut_period asked = {day(first), day(last)};
  struct ut_flow *f;
  char years[4096] = "";
  assert_int_equal(ut_flow_new(&f, UT_YEAR, none, 0, day(as_of)), UT_OK);
  struct ut_participation stay = {day("2017-05-01"), day("2018-02-28"), false};
  assert_int_equal(ut_flow_add(f, NULL, stay, NULL), UT_OK);
  assert_int_equal(ut_flow_visit_rows(f, asked, false, note_period, years, NULL), UT_OK);
  assert_string_equal(years, expected);
  ut_flow_free(f);
}

static void the_range_and_its_open_ends(void **state)
{
  (void)state;
  expect_years("", "", "", "2017 2018 ");
  expect_years("", "", "2020-06-30", "2017 2018 2019 2020 ");
  expect_years("2018-01-01", "2019-12-31", "", "2018 2019 ");
  expect_years("2015-07-01", "2016-12-31", "", "2015 2016 ");
  expect_years("2018-01-01", "2400-12-31", "", "2018 ");
  expect_years("2018-01-01", "2400-12-31", "2019-01-01", "2018 2019 ");
  expect_years("1600-01-01", "2017-12-31", "", "2017 ");
  expect_years("2018-01-01", "2021-12-31", "2019-01-01", "2018 2019 ");
  expect_years("2020-01-01", "2021-12-31", "2019-01-01", "");
}

static void the_calendar_ends(void **state)
{
  (void)state;
  const struct ut_vocabulary *none[] = {NULL};
  struct ut_participation stays[] = {{day("2400-02-01"), day("2400-12-31"), false},
                                     {day("2400-01-01"), day("2400-12-31"), true}};
  struct ut_flow *f;
  char years[64] = "";
  assert_int_equal(ut_flow_new(&f, UT_YEAR, none, 0, UT_DATE_NONE), UT_OK);
  for (size_t i = 0; i < 2; i++)
    assert_int_equal(ut_flow_add(f, NULL, stays[i], NULL), UT_OK);
  assert_int_equal(
      ut_flow_visit_rows(f, (struct ut_period){UT_DATE_NONE, UT_DATE_NONE}, false, note_period, years, NULL), UT_OK);
  assert_string_equal(years, "2400 ");
  ut_flow_free(f);
}

static void nobody_is_no_period(void **state)
{
  (void)state;
  const struct ut_vocabulary *none[] = {NULL};
  struct ut_flow *f;
  char years[64] = "";
  assert_int_equal(ut_flow_new(&f, UT_YEAR, none, 0, day("2019-12-31")), UT_OK);
  assert_int_equal(
      ut_flow_visit_rows(f, (struct ut_period){UT_DATE_NONE, UT_DATE_NONE}, false, note_period, years, NULL), UT_OK);
  assert_string_equal(years, "");
  ut_flow_free(f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(random_flows_against_days),
      cmocka_unit_test(the_range_and_its_open_ends),
      cmocka_unit_test(the_calendar_ends),
      cmocka_unit_test(nobody_is_no_period),
  };
  return cmocka_run_group_tests_name("flow", tests, NULL, NULL);
}

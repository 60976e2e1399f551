/* What participations changed, by group and by person. Figures are counted by hand. */
#include "payback/groups.h"

#include "../rows.h"

static const char list[] = "kod,aktor,belopp_manad,typ,ar,kalla\narbete,af,1,real,2019,x\nstudier,af,1,real,2019,x\n"
                           "sjukpenning,fk,1,real,2019,x\nlon,af,1,real,2019,x\nlakarbesok,region,1,real,2019,x\n";

static struct ut_prices *prices_of(const char *text)
{
  char path[32];
  struct ut_prices *p;
  int fd = file_of(text, path);
  assert_int_equal(ut_prices_load(&p, path, NULL, NULL), UT_OK);
  close(fd);
  return p;
}

struct run {
  struct ut_names by;
  struct ut_payback_group_options options;
  struct ut_participations *p;
  struct ut_payback_groups *groups;
};

static void open_run(struct run *r, const char *csv)
{
  struct ut_error err = {0};
  r->options.by = &r->by;
  if (!r->options.prices)
    r->options.prices = prices_of(list);
  if (!r->options.at)
    r->options.at = UT_EFTER;
  r->p = participations_of(csv, UT_DATE_NONE);
  struct ut_payback_groups *groups;
  if (ut_payback_groups_new(&groups, r->p, &r->options, &err) != UT_OK)
    fail_msg("%s", err.text);
  r->groups = groups;
}

static enum ut_status take_all(struct run *r, struct ut_error *err)
{
  enum ut_status status;
  while ((status = ut_participations_next(r->p, err)) == UT_OK)
    if ((status = ut_payback_groups_add(r->groups, err)) != UT_OK)
      return status;
  return status == UT_END ? ut_payback_groups_finish(r->groups, err) : status;
}

static void run_all(struct run *r, const char *csv)
{
  struct ut_error err = {0};
  open_run(r, csv);
  if (take_all(r, &err) != UT_OK)
    fail_msg("%s", err.text);
}

static void close_run(struct run *r)
{
  ut_payback_groups_free(r->groups);
  ut_participations_free(r->p);
  ut_prices_free(r->options.prices);
}

static size_t item_of(const struct run *r, const char *code)
{
  const struct ut_prices *p = r->options.prices;
  for (size_t i = 0; i < p->item_count; i++)
    if (ut_text_is(p->items[i].code, code))
      return i;
  fail_msg("%s was not asked for", code);
  return 0;
}

static int64_t units_of(const struct run *r, const struct ut_payback_group *group, const char *code)
{
  return group->units.at[item_of(r, code)];
}

static int64_t units_of_profile(const struct run *r, const struct ut_payback_profile *profile, const char *code)
{
  size_t item = item_of(r, code);
  for (size_t i = 0; i < profile->changed_count; i++)
    if (profile->changed[i].item == (int64_t)item)
      return profile->changed[i].units;
  return 0;
}

#define HEADER                                                                                                         \
  "insats,id,start,slut,kon,anonym,sysselsattning_fore,sysselsattning_efter,forsorjning_fore,forsorjning_efter\n"

static void after_less_before(void **state)
{
  (void)state;
  struct run r = {0};
  run_all(&r, HEADER "A,1,2018-01-01,2019-01-01,K,,ingen,arbete:50,sjukpenning,lon:50|sjukpenning:25.5\n"
                     "A,2,2018-01-01,2019-01-01,M,,ingen,arbete_subventionerat,sjukpenning,lon\n"
                     "A,3,2018-01-01,2019-01-01,M,,arbete,arbete:80,lon,lon:80|sjukpenning:20\n");
  assert_int_equal(r.groups->count, 1);
  const struct ut_payback_group *group = ut_payback_groups_get(r.groups, 0);
  assert_true(group->all == 3 && group->participations == 3 && group->incomplete == 0);
  assert_int_equal(units_of(&r, group, "arbete"), 5000 + 10000 - 2000);
  assert_int_equal(units_of(&r, group, "sjukpenning"), -7450 - 10000 + 2000);
  assert_int_equal(units_of(&r, group, "lon"), 5000 + 10000 - 2000);
  assert_null(group->profiles);
  close_run(&r);
}

/* A row of vikt 3 is three who are alike. */
static void typical_cases(void **state)
{
  (void)state;
  struct run r = {0};
  run_all(&r, "insats,vikt,start,slut,sysselsattning_fore,sysselsattning_efter\n"
              "A,3,2018-01-01,2019-01-01,ingen,arbete:50\nA,1,2018-01-01,2019-01-01,arbete,ingen\n"
              "A,2,2018-01-01,2019-01-01,ingen,\n");
  const struct ut_payback_group *group = ut_payback_groups_get(r.groups, 0);
  assert_true(group->all == 6 && group->participations == 6 && group->incomplete == 2);
  assert_int_equal(units_of(&r, group, "arbete"), 3 * 5000 - 10000);
  close_run(&r);
}

/* Measured: the first, of whom nothing is known but occupation, both times. Not: one kind half known (two of them),
 * nothing known. The anonymous one is nowhere. */
static const char half[] = HEADER "A,,2018-01-01,2019-01-01,K,,ingen,arbete,,\n"
                                  "A,,2018-01-01,2019-01-01,K,,ingen,arbete,sjukpenning,\n"
                                  "A,,2018-01-01,,K,,ingen,,sjukpenning,\n"
                                  "A,,2018-01-01,2019-01-01,K,,,,,\n"
                                  "A,,2018-01-01,,K,ja,ingen,arbete,sjukpenning,lon\n";

static void measured_before_and_after(void **state)
{
  (void)state;
  struct run r = {.options.missing = UT_MISSING_UNCHANGED};
  run_all(&r, half);
  const struct ut_payback_group *group = ut_payback_groups_get(r.groups, 0);
  assert_true(group->all == 4 && group->participations == 4 && group->incomplete == 3);
  assert_int_equal(units_of(&r, group, "arbete"), 10000);
  close_run(&r);
  struct run dropping = {.options.missing = UT_MISSING_DROP};
  run_all(&dropping, half);
  group = ut_payback_groups_get(dropping.groups, 0);
  assert_true(group->all == 4 && group->participations == 1 && group->incomplete == 3);
  close_run(&dropping);
  struct run strict = {.options.missing = UT_MISSING_ERROR};
  struct ut_error err = {0};
  open_run(&strict, half);
  assert_int_equal(take_all(&strict, &err), UT_BAD_INPUT);
  assert_string_equal(err.text, "the participation is not measured both before and after");
  close_run(&strict);
}

static void groups_are_sorted(void **state)
{
  (void)state;
  struct run r = {.by = {.names = {ut_text_of("kon")}, .count = 1}};
  run_all(&r, HEADER "A,,2018-01-01,2019-01-01,M,,ingen,studier,,\nA,,2018-01-01,2019-01-01,K,,ingen,arbete,,\n"
                     "A,,2018-01-01,2019-01-01,M,,ingen,arbete,,\n");
  assert_int_equal(r.groups->count, 2);
  assert_true(ut_text_is(ut_payback_groups_get(r.groups, 0)->keys[0], "K"));
  assert_int_equal(units_of(&r, ut_payback_groups_get(r.groups, 0), "studier"), 0);
  assert_int_equal(units_of(&r, ut_payback_groups_get(r.groups, 1), "studier"), 10000);
  assert_int_equal(units_of(&r, ut_payback_groups_get(r.groups, 1), "arbete"), 10000);
  close_run(&r);
}

static void nothing_is_one_group(void **state)
{
  (void)state;
  struct run r = {.options.persons = true};
  run_all(&r, HEADER);
  assert_int_equal(r.groups->count, 1);
  assert_int_equal(ut_payback_groups_get(r.groups, 0)->all, 0);
  assert_int_equal(ut_payback_groups_get(r.groups, 0)->profile_count, 0);
  close_run(&r);
}

/* Person 1 comes twice and ends where she began; 2 and the two rows without id are alike, each a person; 3 is not
 * measured. */
static void persons_and_profiles(void **state)
{
  (void)state;
  struct run r = {.options.persons = true};
  run_all(&r, HEADER "A,1,2018-01-01,2019-01-01,K,,ingen,arbete,,\nA,2,2018-01-01,2019-01-01,K,,ingen,arbete,,\n"
                     "A,,2018-01-01,2019-01-01,K,,ingen,arbete,,\nA,1,2019-02-01,2019-09-01,K,,arbete,ingen,,\n"
                     "A,,2018-01-01,2019-01-01,K,,ingen,arbete,,\nA,3,2018-01-01,,K,,ingen,,,\n");
  const struct ut_payback_group *group = ut_payback_groups_get(r.groups, 0);
  assert_int_equal(group->participations, 6);
  assert_int_equal(units_of(&r, group, "arbete"), 30000);
  assert_int_equal(group->profile_count, 3);
  const struct {
    int64_t persons, participations, units;
  } expected[] = {{3, 1, 10000}, {1, 2, 0}, {1, 1, 0}};
  for (size_t i = 0; i < 3; i++) {
    assert_int_equal(group->profiles[i].persons, expected[i].persons);
    assert_int_equal(group->profiles[i].participations, expected[i].participations);
    assert_int_equal(units_of_profile(&r, &group->profiles[i], "arbete"), expected[i].units);
  }
  close_run(&r);
}

/* The same person in two groups is a person of each. */
static void persons_by_group(void **state)
{
  (void)state;
  struct run r = {.by = {.names = {ut_text_of("insats")}, .count = 1}, .options.persons = true};
  run_all(&r, HEADER "A,1,2018-01-01,2019-01-01,K,,ingen,arbete,,\nB,1,2018-01-01,2019-01-01,K,,ingen,studier,,\n");
  for (size_t i = 0; i < 2; i++) {
    const struct ut_payback_group *group = ut_payback_groups_get(r.groups, i);
    assert_int_equal(group->profile_count, 1);
    assert_true(group->profiles[0].persons == 1 && group->profiles[0].participations == 1);
    assert_int_equal(units_of_profile(&r, &group->profiles[0], i ? "studier" : "arbete"), 10000);
    assert_int_equal(units_of_profile(&r, &group->profiles[0], i ? "arbete" : "studier"), 0);
  }
  close_run(&r);
}

static void years_of_exit(void **state)
{
  (void)state;
  struct run r = {.options.prices = prices_of("kod,aktor,belopp_manad,typ,ar,kalla\nlon,af,1,real,2018,x\n"
                                              "lon,af,2,real,2019,x\n")};
  struct ut_error err = {0};
  open_run(&r, "insats,start,slut,forsorjning_fore,forsorjning_efter\nA,2017-01-01,2019-12-31,ingen,lon\n"
               "A,2017-01-01,2018-01-01,ingen,lon:50\nA,2017-01-01,2019-01-01,ingen,lon\n");
  assert_int_equal(take_all(&r, NULL), UT_OK);
  const struct ut_price_item *items = r.options.prices->items;
  assert_true(r.options.prices->item_count == 2 && items[0].year == 2019 && items[1].year == 2018);
  assert_int_equal(ut_payback_groups_get(r.groups, 0)->units.at[0], 20000);
  assert_int_equal(ut_payback_groups_get(r.groups, 0)->units.at[1], 5000);
  ut_payback_groups_free(r.groups);
  ut_participations_free(r.p);
  r.groups = NULL;
  open_run(&r, "insats,start,slut,forsorjning_fore,forsorjning_efter\nA,2017-01-01,,ingen,lon\n");
  assert_int_equal(take_all(&r, &err), UT_BAD_INPUT);
  assert_string_equal(err.text, "there is no exit whose year chooses the prices (--price-year does)");
  close_run(&r);
}

static void use_of_services(void **state)
{
  (void)state;
  struct run r = {0};
  run_all(&r, "insats,start,resurs_fore,resurs_efter\nA,2018-01-01,lakarbesok:4.5|lakarbesok,lakarbesok:0.0001\n"
              "A,2018-01-01,ingen,lakarbesok:2\nA,2018-01-01,lakarbesok:9,\n");
  const struct ut_payback_group *group = ut_payback_groups_get(r.groups, 0);
  assert_true(group->incomplete == 1);
  assert_int_equal(units_of(&r, group, "lakarbesok"), 1 - 55000 + 20000);
  close_run(&r);
}

static void what_is_no_use_of_services(void **state)
{
  (void)state;
  static const char *const cases[][2] = {
      {"lakarbesok:x", "\"x\" is not a number of units (expected 0-1000000, at most four decimals)"},
      {"lakarbesok:-1", "\"-1\" is not a number of units (expected 0-1000000, at most four decimals)"},
      {"lakarbesok:1000000.5", "\"1000000.5\" is not a number of units (expected 0-1000000, at most four decimals)"},
      {"lakarbesok:0.00001", "\"0.00001\" is not a number of units (expected 0-1000000, at most four decimals)"},
      {"lakarbesok|:3", "\":3\" names no service (expected code:units)"},
      {"tandvard:1", "\"tandvard\" has no price (--unpriced zero takes it for nothing)"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct run r = {0};
    struct ut_error err = {0};
    char csv[256];
    snprintf(csv, sizeof csv, "insats,start,resurs_fore,resurs_efter\nA,2018-01-01,ingen,%s\n", cases[i][0]);
    open_run(&r, csv);
    assert_int_equal(take_all(&r, &err), UT_BAD_INPUT);
    assert_string_equal(err.text, cases[i][1]);
    assert_string_equal(err.field, "resurs_efter");
    close_run(&r);
  }
}

/* In two participations, in one of them both before and after; the one that is not measured is not asked. */
static void codes_without_a_price(void **state)
{
  (void)state;
  struct run r = {.options.unpriced_zero = true};
  run_all(&r, HEADER "A,,2018-01-01,2019-01-01,K,,praktik,praktik,,\nA,,2018-01-01,2019-01-01,K,,annat,praktik,,\n"
                     "A,,2018-01-01,2019-01-01,K,,daglig_verksamhet,,,\n");
  const struct ut_unpriced *codes = r.groups->effects.unpriced;
  assert_int_equal(r.groups->effects.unpriced_count, 2);
  assert_true(ut_text_is(codes[0].code, "praktik") && codes[0].participations == 2);
  assert_true(ut_text_is(codes[1].code, "annat") && codes[1].participations == 1);
  close_run(&r);
}

static void columns_to_compare(void **state)
{
  (void)state;
  struct run r = {.options.at = UT_12M};
  run_all(&r, "insats,start,sysselsattning_fore,sysselsattning_12m,forsorjning_fore,resurs_12m\n"
              "A,2018-01-01,arbete,ingen,lon,lakarbesok\n");
  assert_int_equal(units_of(&r, ut_payback_groups_get(r.groups, 0), "arbete"), -10000);
  assert_null(r.groups->effects.kinds[0].unpaired);
  assert_string_equal(r.groups->effects.kinds[1].unpaired, "forsorjning_12m");
  assert_string_equal(r.groups->effects.kinds[2].unpaired, "resurs_fore");
  close_run(&r);
}

static void nothing_to_compare(void **state)
{
  (void)state;
  struct ut_error err = {0};
  struct ut_names by = {.count = 0};
  struct ut_payback_groups *groups;
  struct ut_payback_group_options options = {.prices = prices_of(list), .at = UT_6M, .by = &by};
  struct ut_participations *p = participations_of("insats,start,sysselsattning_fore\n", UT_DATE_NONE);
  assert_int_equal(ut_payback_groups_new(&groups, p, &options, &err), UT_USAGE);
  assert_string_equal(err.text, "nothing to compare: needs sysselsattning_fore and sysselsattning_6m, or "
                                "forsorjning_fore and forsorjning_6m");
  ut_payback_groups_free(groups);
  ut_participations_free(p);
  ut_prices_free(options.prices);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(after_less_before),         cmocka_unit_test(typical_cases),
      cmocka_unit_test(measured_before_and_after), cmocka_unit_test(groups_are_sorted),
      cmocka_unit_test(nothing_is_one_group),      cmocka_unit_test(persons_and_profiles),
      cmocka_unit_test(persons_by_group),          cmocka_unit_test(years_of_exit),
      cmocka_unit_test(use_of_services),           cmocka_unit_test(what_is_no_use_of_services),
      cmocka_unit_test(codes_without_a_price),     cmocka_unit_test(columns_to_compare),
      cmocka_unit_test(nothing_to_compare),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

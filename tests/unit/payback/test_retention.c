/* How long results last: points and lines between them, and follow-ups counted. */
#include "payback/retention.h"

#include "../rows.h"

static enum ut_status load(struct ut_retention *r, const char *text, struct ut_error *err)
{
  char path[32];
  int fd = file_of(text, path);
  enum ut_status status = ut_retention_load(r, path, NULL, err);
  close(fd);
  return status;
}

static void everything_lasts_without_points(void **state)
{
  (void)state;
  const struct ut_retention none = {.count = 0};
  assert_true(ut_retention_at(&none, 1) == 1 && ut_retention_at(&none, 600) == 1);
}

/* By hand: from 100 at 0 to 80 at 6, then to 50 at 12, and there it stays. */
static void linear_between_points(void **state)
{
  (void)state;
  struct ut_retention r;
  assert_int_equal(load(&r, "manad,andel\n6,80\n12,50.0\n", NULL), UT_OK);
  assert_close(ut_retention_at(&r, 3), 0.9, 1e-15);
  assert_close(ut_retention_at(&r, 6), 0.8, 1e-15);
  assert_close(ut_retention_at(&r, 8), 0.7, 1e-15);
  assert_close(ut_retention_at(&r, 12), 0.5, 1e-15);
  assert_close(ut_retention_at(&r, 13), 0.5, 1e-15);
  assert_close(ut_retention_at(&r, 600), 0.5, 1e-15);
}

static void shares_as_people_print_them(void **state)
{
  (void)state;
  struct ut_retention r;
  assert_int_equal(load(&r, "manad;andel\n6;87,5\n12;75 %\n", NULL), UT_OK);
  assert_close(ut_retention_at(&r, 6), 0.875, 1e-15);
  assert_close(ut_retention_at(&r, 12), 0.75, 1e-15);
}

static void month_0_may_be_said(void **state)
{
  (void)state;
  struct ut_retention r;
  assert_int_equal(load(&r, "manad,andel\n0,100.0\n6,80\n", NULL), UT_OK);
  assert_int_equal(r.count, 1);
  assert_close(ut_retention_at(&r, 3), 0.9, 1e-15);
}

static void in_english(void **state)
{
  (void)state;
  struct ut_retention r;
  struct ut_error err = {0};
  assert_int_equal(load(&r, "month,share\n0,100\n6,80\n", NULL), UT_OK);
  assert_close(ut_retention_at(&r, 3), 0.9, 1e-15);
  assert_int_equal(load(&r, "month,part\n0,100\n", &err), UT_USAGE);
  assert_string_equal(err.text, "there is no column \"andel\"; the columns are month, part");
}

static void parts_of_one(void **state)
{
  (void)state;
  static const char *const files[] = {"month,share\n0,1\n6,0.8\n12,0.5\n", "manad;andel\n6;0,8\n12;0,5\n"};
  struct ut_retention r;
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
    assert_int_equal(load(&r, files[i], NULL), UT_OK);
    assert_true(r.of_one);
    assert_close(ut_retention_at(&r, 3), 0.9, 1e-15);
    assert_close(ut_retention_at(&r, 12), 0.5, 1e-15);
  }
  assert_int_equal(load(&r, "manad,andel\n0,100\n12,0.5\n", NULL), UT_OK);
  assert_false(r.of_one);
  assert_close(ut_retention_at(&r, 12), 0.005, 1e-15);
  assert_int_equal(load(&r, "manad,andel\n24,0\n", NULL), UT_OK); /* the same either way */
  assert_false(r.of_one);
  assert_close(ut_retention_at(&r, 12), 0.5, 1e-15);
}

static void what_are_no_points(void **state)
{
  (void)state;
  static const char *const cases[][3] = {
      {"", "", "there are no points"},
      {"0,90\n", "andel", "\"90\" is not what is left at month 0 (expected 100)"},
      {"0,100\n", "", "there are no points"},
      {"0,1\n12,50\n", "andel", "\"50\" is not a part of the 1 at month 0 (expected 0-1)"},
      {"0,100\n6,80\n0,100\n", "manad", "\"0\" is not after the month above it"},
      {"6.5,100\n", "manad", "\"6.5\" is not a month (expected 0-1200)"},
      {"6,101\n", "andel", "\"101\" is not a share (expected 0-100 percent)"},
      {"6,-1\n", "andel", "\"-1\" is not a share (expected 0-100 percent)"},
      {"6,\n", "andel", "\"\" is not a share (expected 0-100 percent)"},
      {"6,80\n6,70\n", "manad", "\"6\" is not after the month above it"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct ut_retention r;
    struct ut_error err = {0};
    char text[256];
    snprintf(text, sizeof text, "manad,andel\n%s", cases[i][0]);
    assert_int_equal(load(&r, text, &err), UT_BAD_INPUT);
    assert_string_equal(err.field, cases[i][1]);
    assert_string_equal(err.text, cases[i][2]);
  }
}

static void too_many_points(void **state)
{
  (void)state;
  struct ut_retention r;
  struct ut_error err = {0};
  struct ut_buf b = {0};
  ut_buf_add_string(&b, "manad,andel\n");
  for (int i = 1; i <= UT_RETENTION_POINTS + 1; i++)
    ut_buf_format(&b, "%d,50\n", i);
  assert_int_equal(load(&r, ut_buf_string(&b), &err), UT_BAD_INPUT);
  assert_string_equal(err.text, "more than 600 points");
  assert_int_equal(err.line, UT_RETENTION_POINTS + 2);
  ut_buf_clear(&b);
}

static void count_followups(struct ut_followups *f, const char *csv, enum ut_occasion from, struct ut_retention *r,
                            enum ut_status expected)
{
  struct ut_participations *p = participations_of(csv, UT_DATE_NONE);
  assert_int_equal(ut_followups_init(f, p, from, NULL), UT_OK);
  while (ut_participations_next(p, NULL) == UT_OK)
    ut_followups_add(f, p);
  assert_int_equal(ut_followups_points(f, r, NULL), expected);
  ut_participations_free(p);
}

/* By hand. Began: the first four. At 6 months two of the three who were asked; at 24 months nobody was asked. He who
 * worked before, she who never did, the unknown and the anonymous one count nowhere. */
static void followups_of_those_who_began(void **state)
{
  (void)state;
  struct ut_followups f;
  struct ut_retention r;
  count_followups(&f,
                  "insats,start,slut,anonym,sysselsattning_fore,sysselsattning_efter,sysselsattning_6m,"
                  "sysselsattning_24m\n"
                  "A,2018-01-01,2018-06-01,,ingen,arbete,arbete_subventionerat:25,\n"
                  "A,2018-01-01,2018-06-01,,praktik,studier|praktik,arbete,\n"
                  "A,2018-01-01,2018-06-01,,arbetssokande,arbete,ingen,\n"
                  "A,2018-01-01,2018-06-01,,ingen,arbete,,\n"
                  "A,2018-01-01,2018-06-01,,arbete,arbete,ingen,\n"
                  "A,2018-01-01,2018-06-01,,ingen,ingen,arbete,\n"
                  "A,2018-01-01,2018-06-01,,,arbete,ingen,\n"
                  "A,2018-01-01,2018-06-01,ja,ingen,arbete,ingen,\n",
                  UT_EFTER, &r, UT_OK);
  assert_int_equal(f.base[UT_6M], 3);
  assert_int_equal(f.still[UT_6M], 2);
  assert_int_equal(f.base[UT_12M], 0);
  assert_int_equal(r.count, 1);
  assert_int_equal(r.points[0].month, 6);
  assert_close(r.points[0].share, 200.0 / 3, 1e-12);
}

/* By hand. Gains are measured at 6 months: the first three had begun by then, of whom two still work at 12 months, six
 * months later, and the one who was asked at 24 does not, eighteen months later. He who worked only at exit had not. */
static void followups_later_than_the_measurement(void **state)
{
  (void)state;
  struct ut_followups f;
  struct ut_retention r;
  static const char rows[] =
      "insats,start,slut,sysselsattning_fore,sysselsattning_efter,sysselsattning_6m,sysselsattning_12m,"
      "sysselsattning_24m\n"
      "A,2018-01-01,2018-06-01,ingen,arbete,arbete,arbete,\n"
      "A,2018-01-01,2018-06-01,ingen,ingen,arbete,studier,ingen\n"
      "A,2018-01-01,2018-06-01,ingen,arbete,studier,ingen,\n"
      "A,2018-01-01,2018-06-01,ingen,arbete,ingen,ingen,ingen\n";
  count_followups(&f, rows, UT_6M, &r, UT_OK);
  assert_int_equal(f.base[UT_6M], 0);
  assert_int_equal(r.count, 2);
  assert_int_equal(r.points[0].month, 6);
  assert_close(r.points[0].share, 200.0 / 3, 1e-12);
  assert_int_equal(r.points[1].month, 18);
  assert_close(r.points[1].share, 0, 0);
}

static void nobody_was_followed_up(void **state)
{
  (void)state;
  struct ut_followups f;
  struct ut_retention r;
  struct ut_error err = {0};
  count_followups(&f, "insats,start,sysselsattning_fore,sysselsattning_efter,sysselsattning_12m\nA,2018-01-01,,,\n",
                  UT_EFTER, &r, UT_BAD_INPUT);
  ut_followups_points(&f, &r, &err);
  assert_string_equal(err.text, "nobody who began to work or study has been followed up");
}

static void followups_need_columns(void **state)
{
  (void)state;
  struct ut_participations *p =
      participations_of("insats,start,sysselsattning_fore,sysselsattning_efter\nA,2018-01-01,,\n", UT_DATE_NONE);
  struct ut_followups f;
  struct ut_error err = {0};
  assert_int_equal(ut_followups_init(&f, p, UT_EFTER, &err), UT_USAGE);
  assert_string_equal(
      err.text, "there is no follow-up later than efter (sysselsattning_6m, sysselsattning_12m, sysselsattning_24m)");
  ut_participations_free(p);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(everything_lasts_without_points),
      cmocka_unit_test(linear_between_points),
      cmocka_unit_test(shares_as_people_print_them),
      cmocka_unit_test(month_0_may_be_said),
      cmocka_unit_test(in_english),
      cmocka_unit_test(parts_of_one),
      cmocka_unit_test(what_are_no_points),
      cmocka_unit_test(too_many_points),
      cmocka_unit_test(followups_of_those_who_began),
      cmocka_unit_test(followups_later_than_the_measurement),
      cmocka_unit_test(nobody_was_followed_up),
      cmocka_unit_test(followups_need_columns),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

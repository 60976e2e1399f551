/* Parts of plans held against their times, and against those who are active: counted by hand. */
#include "progress/part_report.h"

#include "../answers.h"

#define HEADER "id,insats,del,planerad_start,planerad_slut,start,slut,resultat\n"

/* Stage 1 takes at least six months, 2 and 3 at most three. */
static const char stages[] = "del,ordning,minst,hogst\n1,1,6m,\n2,2,,3m\n3,3,,3m\n";

/* The report without its header; `active` NULL: of stages. */
static void report_of(const char *parts, const char *active, struct ut_part_report_options options, const char *as_of,
                      char text[1024])
{
  char paths[3][32], written[2048], *operands[] = {paths[0]};
  int in = file_of(parts, paths[0]), limits = file_of(stages, paths[1]),
      people = file_of(active ? active : "", paths[2]);
  int out = memfd_create("report", 0);
  struct ut_part_report *r;
  struct ut_partial part = {0};
  struct ut_output output;
  options.stages = paths[1];
  options.participations = active ? paths[2] : NULL;
  options.as_of = day(as_of);
  assert_int_equal(ut_part_report_open(&r, operands, 1, &(struct ut_reader_options){.from = UT_AUTO}, &options, NULL),
                   UT_OK);
  ut_output_init(&output, out, "report");
  assert_int_equal(ut_part_report_close(r, &part, NULL), UT_OK);
  ut_partial_clear(&part);
  assert_int_equal(ut_part_report_write(r, &output, UT_CSV, 1, NULL), UT_OK);
  assert_int_equal(ut_output_commit(&output, NULL), UT_OK);
  read_written(out, written, sizeof written);
  snprintf(text, 1024, "%s", strchr(written, '\n') + 1);
  ut_part_report_free(r);
  close(in);
  close(limits);
  close(people);
  close(out);
}

/* a: stage 1 for 211 days, stage 2 for 91, in stage 3, due 2020-01-31; b broke off stage 1; c is in it. Half have
 * completed stage 1 when a has, of the two then waited for. */
static void stages_on_a_day(void **state)
{
  static const char parts[] =
      HEADER "a,I,1,,,2019-01-01,2019-07-31,fullfoljd\na,I,2,,,2019-08-01,2019-10-31,fullfoljd\n"
             "a,I,3,,,2019-11-01,,\nb,I,1,,,2019-03-01,2019-06-30,avbruten\n"
             "c,I,1,,,2019-06-01,,\n";
  char text[1024];
  (void)state;
  report_of(parts, NULL, (struct ut_part_report_options){.kind = UT_PARTS_BY_STAGE}, "2020-03-01", text);
  assert_string_equal(text, "I,1,3,1,1,1,1,1,0,211.0,\nI,2,1,0,1,0,1,1,0,91.0,\nI,3,1,1,0,0,,0,1,,\n");
  report_of(parts, NULL, (struct ut_part_report_options){.kind = UT_PARTS_LATE}, "2020-03-01", text);
  assert_string_equal(text, "I,a,3,2020-01-31\n");
  report_of(parts, NULL, (struct ut_part_report_options){.kind = UT_PARTS_LATE}, "2020-01-31", text);
  assert_string_equal(text, "");
}

/* Six months from 2019-01-01 have passed on 06-30; three from 2019-11-30 end on 2020-02-28, for they would be over on
 * the 29th. Without an id nobody is known to have gone on. */
static void edges_of_time(void **state)
{
  char text[1024];
  (void)state;
  report_of(HEADER "a,I,1,,,2019-01-01,2019-06-30,fullfoljd\nb,I,1,,,2019-01-01,2019-06-29,fullfoljd\n"
                   "c,I,2,,,2019-11-30,2020-02-28,fullfoljd\nd,I,2,,,2019-11-30,2020-02-29,fullfoljd\n",
            NULL, (struct ut_part_report_options){.kind = UT_PARTS_BY_STAGE}, "2020-03-01", text);
  assert_string_equal(text, "I,1,2,0,2,0,0,1,0,179.0,\nI,2,2,0,2,0,0,1,0,90.0,\nI,3,0,0,0,0,,0,0,,0\n");
  report_of(HEADER ",I,1,,2020-02-29,2020-01-01,,\n", NULL, (struct ut_part_report_options){.kind = UT_PARTS_BY_STAGE},
            "2020-03-01", text);
  assert_string_equal(text, "I,1,1,1,0,0,,0,0,,1\nI,2,0,0,0,0,0,0,0,,0\nI,3,0,0,0,0,,0,0,,0\n");
}

/* Of three who are active one has something planned beyond the day; Wilson of 1 in 3: 6.1 to 79.2. */
static void plans_on_a_day(void **state)
{
  static const char active[] = "insats,id,start,slut\nI,a,2019-01-01,\nI,b,2019-01-01,2020-03-01\nI,c,2019-01-01,\n"
                               "I,d,2019-01-01,2020-02-29\n";
  char text[1024];
  (void)state;
  report_of(HEADER "a,I,1,,2020-03-02,,,\nb,I,1,,2020-03-01,,,\nc,J,1,,2020-05-01,,,\nd,I,1,,2020-05-01,,,\n", active,
            (struct ut_part_report_options){.kind = UT_PARTS_PLANNED}, "2020-03-01", text);
  assert_string_equal(text, "3,1,33.3,6.1,79.2\n");
}

/* A stage that none of the limits names, as another program may write into a part. */
static void stage_that_nothing_names(void **state)
{
  char paths[2][32], *operands[] = {paths[0]};
  int in = file_of(HEADER "a,I,1,,,2019-01-01,,\n", paths[0]), limits = file_of(stages, paths[1]);
  const struct ut_part_report_options options = {
      .kind = UT_PARTS_BY_STAGE, .stages = paths[1], .as_of = day("2020-03-01")};
  const struct ut_text foreign[] = {ut_text_of("I"), ut_text_of("99"), ut_text_of("1")};
  struct ut_part_report *r;
  struct ut_partial part = {0};
  struct ut_output output;
  struct ut_error err = {0};
  int64_t *counters;
  (void)state;
  assert_int_equal(ut_part_report_open(&r, operands, 1, &(struct ut_reader_options){.from = UT_AUTO}, &options, NULL),
                   UT_OK);
  assert_int_equal(ut_part_report_close(r, &part, NULL), UT_OK);
  assert_int_equal(ut_table_find(part.fields[0].table, foreign, &counters, NULL), UT_OK);
  counters[0] = 1;
  ut_partial_clear(&part);
  ut_output_init(&output, -1, "nowhere");
  assert_int_equal(ut_part_report_write(r, &output, UT_CSV, 1, &err), UT_BAD_INPUT);
  assert_non_null(strstr(err.text, "none of them names"));
  ut_output_abandon(&output);
  ut_part_report_free(r);
  close(in);
  close(limits);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(stages_on_a_day),
      cmocka_unit_test(edges_of_time),
      cmocka_unit_test(plans_on_a_day),
      cmocka_unit_test(stage_that_nothing_names),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Cells in running text: what stands in the table, as people read it. */
#include "report/cited.h"

#include "../rows.h"

static const char table[] = "period,kon,klass,antal,andel,uppfyllt,skyddad\n"
                            "2019,K,arbete,1203,58.4,ja,\n"
                            "2019,M,arbete,,,,primar\n"
                            "2019,*,studier,-7,,nej,\n"
                            "2019,,studier,0,0.0,,\n"
                            "2019,,vila,1,1.0,,\n"
                            "2019,,vila,2,1.0,,\n";

/* What is cited, or why it is not. */
static void assert_cited(const char *directive, enum ut_language language, const char *expected)
{
  char path[32];
  int fd = file_of(table, path);
  const struct ut_reader_options options = {0};
  struct ut_whole_table *t;
  struct ut_directive *d;
  struct ut_error err = {0};
  struct ut_buf out = {0};
  size_t count;
  assert_int_equal(ut_whole_table_load(&t, path, &options, &err), UT_OK);
  assert_int_equal(ut_directives_find(&d, &count, ut_text_of(directive)), UT_OK);
  assert_int_equal(ut_directive_read(d, &err), UT_OK);
  if (ut_cited_add(t, d, language, &out, &err) != UT_OK && !strstr(err.text, expected))
    fail_msg("%s", err.text);
  if (!err.status)
    assert_string_equal(ut_buf_string(&out), expected);
  ut_buf_clear(&out);
  ut_directives_free(d, count);
  ut_whole_table_free(t);
  close(fd);
}

static void a_cell_is_written_for_people(void **state)
{
  (void)state;
  assert_cited("{{figure: t | kon=K klass=arbete | antal}}", UT_SWEDISH, "1\u202F203");
  assert_cited("{{figure: t | kon=K klass=arbete | andel}}", UT_SWEDISH, "58,4");
  assert_cited("{{figure: t | kon=K klass=arbete | andel}}", UT_ENGLISH, "58.4");
  assert_cited("{{figure: t | kon=K klass=arbete | period}}", UT_SWEDISH, "2019");
  assert_cited("{{figure: t | kon=* klass=studier | antal}}", UT_SWEDISH, "\u22127");
  assert_cited("{{figure: t | kon=K klass=arbete | uppfyllt}}", UT_ENGLISH, "Yes");
  assert_cited("{{figure: t | kon='' klass=studier | antal}}", UT_SWEDISH, "0");
}

static void what_is_not_there_is_no_number(void **state)
{
  (void)state;
  assert_cited("{{figure: t | kon=M klass=arbete | andel}}", UT_SWEDISH, "<abbr title=\"skyddad uppgift\">..</abbr>");
  assert_cited("{{figure: t | kon=* klass=studier | andel}}", UT_SWEDISH, "\u2013");
}

static void a_citation_is_of_one_row(void **state)
{
  (void)state;
  assert_cited("{{figure: t | kon=K klass=studier | antal}}", UT_SWEDISH,
               "has no row for kon \"K\", klass \"studier\"");
  assert_cited("{{figure: t | klass=arbete | antal}}", UT_SWEDISH, "kon is not named and has several values");
  assert_cited("{{figure: t | kon='' klass=vila | antal}}", UT_SWEDISH, "match, in lines 6 and 7");
  assert_cited("{{figure: t | kon=K klass=arbete | bas}}", UT_SWEDISH, "there is no column \"bas\"");
  assert_cited("{{figure: t | sex=K klass=arbete | antal}}", UT_SWEDISH, "there is no column \"sex\"");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_cell_is_written_for_people),
      cmocka_unit_test(what_is_not_there_is_no_number),
      cmocka_unit_test(a_citation_is_of_one_row),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

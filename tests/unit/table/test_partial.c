/* Parts: what is written comes back when it is added; what is there already grows. Counted by hand, the hashes by a
 * program of a few lines in Python. */
#include "table/partial.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "../files.h"

/* A table of one key and two counters, and the first and last day. */
struct counted {
  struct ut_table *table;
  ut_date first, last;
  struct ut_partial part;
};

static void open_counted(struct counted *c)
{
  static const struct ut_vocabulary *const natural[] = {NULL};
  *c = (struct counted){.first = UT_DATE_NONE, .last = UT_DATE_NONE};
  assert_int_equal(ut_table_new(&c->table, natural, 1, 2), UT_OK);
  assert_int_equal(ut_partial_table(&c->part, "antal", c->table, NULL), UT_OK);
  assert_int_equal(ut_partial_day(&c->part, "forsta", &c->first, false, NULL), UT_OK);
  assert_int_equal(ut_partial_day(&c->part, "sista", &c->last, true, NULL), UT_OK);
}

static void close_counted(struct counted *c)
{
  ut_partial_clear(&c->part);
  ut_table_free(c->table);
}

static void count(struct counted *c, const char *key, int64_t a, int64_t b, ut_date day)
{
  const struct ut_text text = ut_text_of(key);
  int64_t *counters;
  assert_int_equal(ut_table_find(c->table, &text, &counters, NULL), UT_OK);
  counters[0] += a;
  counters[1] += b;
  c->first = c->first == UT_DATE_NONE || day < c->first ? day : c->first;
  c->last = day > c->last ? day : c->last;
}

/* Adds the text of a part. */
static enum ut_status add_text(struct counted *into, const char *text, struct ut_error *err)
{
  write_file("part.csv", text, strlen(text));
  struct ut_whole_table *table;
  const struct ut_reader_options options = {.parts = true};
  assert_int_equal(ut_whole_table_load(&table, "part.csv", &options, NULL), UT_OK);
  assert_true(ut_partial_is(table));
  enum ut_status status = ut_partial_add(&into->part, table, err);
  ut_whole_table_free(table);
  return status;
}

static void write_to(const struct counted *c, struct ut_buf *out)
{
  struct ut_output output;
  ut_output_init(&output, -1, "nowhere");
  assert_int_equal(ut_partial_write(&c->part, ut_text_of("x 1"), &output, UT_CSV, NULL), UT_OK);
  ut_buf_add(out, output.buf.ptr, output.buf.len);
  ut_buf_clear(&output.buf);
}

static void counts_add_up_and_days_widen(void **state)
{
  struct counted a, b;
  struct ut_buf text = {0};
  (void)state;
  open_counted(&a);
  open_counted(&b);
  count(&a, "K", 2, 0, 20);
  count(&a, "M", 0, 0, 10);
  count(&b, "K", 1, 5, 15);
  count(&b, "", 0, 7, 30);
  write_to(&b, &text);
  assert_string_equal(ut_buf_string(&text), "del_av,falt,nyckel_1,plats,n\n"
                                            "x 1,antal,K,0,1\nx 1,antal,K,1,5\nx 1,antal,,1,7\n"
                                            "x 1,forsta,,0,15\nx 1,sista,,0,30\nx 1,slut,c6d1d1dc8c8b2527,0,5\n");
  assert_int_equal(add_text(&a, ut_buf_string(&text), NULL), UT_OK);
  ut_buf_clear(&text);
  write_to(&a, &text);
  assert_string_equal(ut_buf_string(&text), "del_av,falt,nyckel_1,plats,n\n"
                                            "x 1,antal,K,0,3\nx 1,antal,K,1,5\nx 1,antal,M,0,0\nx 1,antal,,1,7\n"
                                            "x 1,forsta,,0,10\nx 1,sista,,0,30\nx 1,slut,91941f1ceb47969f,0,6\n");
  ut_buf_clear(&text);
  close_counted(&a);
  close_counted(&b);
}

static void what_is_no_part_of_it_is_refused(void **state)
{
  static const char *const rows[] = {
      "x,antal,K,0,1\n",                                              /* cut short */
      "x,slut,0000000000000000,0,1\n",                                /* a row too few */
      "x,antal,K,0,2\nx,slut,7b45aaeb52119f0e,0,1\n",                 /* one that was 1 */
      "x,antal,K,0,1\nx,slut,,0,1\n",                                 /* no hash */
      "x,antal,K,2,1\nx,slut,010783e691e1d825,0,1\n",                 /* no such counter */
      "x,antal,K,-1,1\nx,slut,d7975160fd515763,0,1\n",                /* likewise */
      "x,antal,K,0,1.5\nx,slut,d0817b5cbae69090,0,1\n",               /* no whole number */
      "x,forsta,,0,99999999999\nx,slut,504708e516413d87,0,1\n",       /* no day */
      "x,annat,K,0,1\nx,slut,c773cb00b9df73d5,0,1\n",                 /* no such field */
      "x,antal,*,0,1\nx,slut,6b2b676a670adb84,0,1\n",                 /* a total */
      "x,antal,K,0,1\nx,slut,7b45aaeb52119f0e,0,1\nx,antal,K,0,1\n"}; /* more behind the end */
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct counted c;
    struct ut_error err = {0};
    char text[256];
    open_counted(&c);
    snprintf(text, sizeof text, "del_av,falt,nyckel_1,plats,n\n%s", rows[i]);
    assert_int_equal(add_text(&c, text, &err), UT_BAD_INPUT);
    close_counted(&c);
  }
  struct counted c;
  open_counted(&c);
  assert_int_equal(add_text(&c, "del_av,falt,nyckel_1,plats,n\nx,antal,K,0,1\nx,slut,7b45aaeb52119f0e,0,1\n", NULL),
                   UT_OK);
  close_counted(&c);
}

static void a_list_comes_back_in_its_order(void **state)
{
  const struct ut_text names[] = {ut_text_of("b"), ut_text_of("2"), ut_text_of("a"), ut_text_of("1")};
  struct ut_partial part = {0};
  struct ut_output output;
  struct ut_text texts[2];
  struct ut_whole_table *table;
  const struct ut_reader_options options = {.parts = true};
  size_t row = 0;
  (void)state;
  assert_int_equal(ut_partial_list(&part, "steg", names, 2, 2, NULL), UT_OK);
  ut_output_init(&output, -1, "nowhere");
  assert_int_equal(ut_partial_write(&part, ut_text_of("x 1"), &output, UT_CSV, NULL), UT_OK);
  write_file("part.csv", output.buf.ptr, output.buf.len);
  assert_int_equal(ut_whole_table_load(&table, "part.csv", &options, NULL), UT_OK);
  for (size_t i = 0; i < 2; i++) {
    assert_true(ut_partial_next(table, "steg", &row, texts, 2));
    assert_true(ut_text_equal(texts[0], names[2 * i]) && ut_text_equal(texts[1], names[2 * i + 1]));
  }
  assert_false(ut_partial_next(table, "steg", &row, texts, 2));
  ut_whole_table_free(table);
  ut_buf_clear(&output.buf);
  ut_partial_clear(&part);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(counts_add_up_and_days_widen),
                                     cmocka_unit_test(what_is_no_part_of_it_is_refused),
                                     cmocka_unit_test(a_list_comes_back_in_its_order)};
  return cmocka_run_group_tests(tests, enter_scratch, leave_scratch);
}

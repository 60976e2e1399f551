/* Rows of persons: the latest of each, and the order of a person's stays. Counted by hand. */
#include "participation/persons.h"

#include "../rows.h"

struct stay {
  const char *id, *insats, *start, *slut;
  bool anonymous;
};

static struct ut_participation when(const struct stay *s)
{
  return (struct ut_participation){day(s->start), day(s->slut), s->anonymous};
}

/* The rows of `stays`, each with its number as its cell; every third without cells where `some`. */
static struct ut_persons *hold(const struct stay *stays, size_t count, bool latest, bool some)
{
  struct ut_persons *h;
  assert_int_equal(ut_persons_new(&h, 1), UT_OK);
  for (size_t i = 0; i < count; i++) {
    char number[24];
    snprintf(number, sizeof number, "%zu", i);
    struct ut_text id = ut_text_of(stays[i].id), insats = ut_text_of(stays[i].insats), cell = ut_text_of(number);
    const struct ut_text *cells = some && i % 3 == 2 ? NULL : &cell;
    enum ut_status status = latest ? ut_persons_keep_latest(h, id, when(&stays[i]), cells, NULL)
                                   : ut_persons_add(h, id, insats, when(&stays[i]), cells, NULL);
    assert_int_equal(status, UT_OK);
  }
  assert_int_equal(ut_persons_order(h), UT_OK);
  return h;
}

static void expect_kept(const struct stay *stays, size_t count, const char *expected)
{
  struct ut_persons *h = hold(stays, count, true, false);
  char kept[256] = "";
  for (size_t i = 0; i < ut_persons_count(h); i++) {
    const struct ut_text *cell = ut_persons_cells(h, i);
    strncat(strcat(kept, i ? " " : ""), cell->ptr, cell->len);
  }
  assert_string_equal(kept, expected);
  ut_persons_free(h);
}

static void the_latest_is_kept(void **state)
{
  (void)state;
  static const struct stay by_start[] = {{"p", "A", "2019-01-01", "", false},
                                         {"p", "B", "2019-05-01", "2019-06-30", false},
                                         {"p", "A", "2018-01-01", "", false}};
  static const struct stay by_slut[] = {{"p", "A", "2019-01-01", "2019-06-30", false},
                                        {"p", "A", "2019-01-01", "", false},
                                        {"p", "A", "2019-01-01", "2019-12-31", false}};
  static const struct stay alike[] = {{"p", "A", "2019-01-01", "", false}, {"p", "A", "2019-01-01", "", false}};
  expect_kept(by_start, 3, "1");
  expect_kept(by_slut, 3, "1");
  expect_kept(alike, 2, "1");
  expect_kept(alike, 0, "");
}

static void who_cannot_be_linked_is_kept(void **state)
{
  (void)state;
  static const struct stay stays[] = {{"", "A", "2019-01-01", "", false},
                                      {"", "A", "2019-01-01", "", false},
                                      {"p", "A", "2019-01-01", "2019-12-31", true},
                                      {"p", "A", "2019-01-01", "2019-12-31", true}};
  expect_kept(stays, 4, "0 1 2 3");
}

/* p's row moves behind those that came between. */
static void rows_stand_where_they_came(void **state)
{
  (void)state;
  static const struct stay stays[] = {{"p", "A", "2018-01-01", "", false}, {"q", "A", "2019-01-01", "", false},
                                      {"", "A", "2019-01-01", "", false},  {"p", "A", "2019-01-01", "", false},
                                      {"r", "A", "2019-01-01", "", false}, {"q", "A", "2018-01-01", "", false}};
  expect_kept(stays, 6, "1 2 3 4");
}

/* Memory grows with persons: a hundred thousand rows of ten persons are ten. */
static void replaced_rows_take_no_room(void **state)
{
  (void)state;
  struct ut_persons *h;
  struct ut_text cell = ut_text_of("cell");
  assert_int_equal(ut_persons_new(&h, 1), UT_OK);
  for (int i = 0; i < 100000; i++) {
    char id[8];
    snprintf(id, sizeof id, "p%d", i % 10);
    struct ut_participation now = {day("2019-01-01") + i, UT_DATE_NONE, false};
    assert_int_equal(ut_persons_keep_latest(h, ut_text_of(id), now, &cell, NULL), UT_OK);
  }
  assert_int_equal(ut_persons_count(h), 10);
  ut_persons_free(h);
}

/* Each row has texts of its own, and some come before anybody is known. Of each person the last row is kept. */
static void texts_of_replaced_rows_are_given_back(void **state)
{
  (void)state;
  enum { ROWS = 40000, PERSONS = 7, CELLS = 20, NOBODY = 50 };
  struct ut_persons *h;
  char bytes[CELLS][24];
  struct ut_text cells[CELLS];
  assert_int_equal(ut_persons_new(&h, CELLS), UT_OK);
  for (int i = -NOBODY; i < ROWS; i++) {
    char id[8] = "";
    if (i >= 0)
      snprintf(id, sizeof id, "p%d", i % PERSONS);
    for (int c = 0; c < CELLS; c++) {
      snprintf(bytes[c], sizeof bytes[c], "%d in %d", i, c);
      cells[c] = ut_text_of(bytes[c]);
    }
    struct ut_participation now = {day("2019-01-01") + i, UT_DATE_NONE, false};
    assert_int_equal(ut_persons_keep_latest(h, ut_text_of(id), now, cells, NULL), UT_OK);
  }
  assert_int_equal(ut_persons_order(h), UT_OK);
  assert_int_equal(ut_persons_count(h), NOBODY + PERSONS);
  for (int i = 0; i < NOBODY + PERSONS; i++) {
    const struct ut_text *kept = ut_persons_cells(h, (size_t)i);
    int row = i < NOBODY ? i - NOBODY : ROWS - PERSONS + i - NOBODY;
    for (int c = 0; c < CELLS; c++) {
      snprintf(bytes[0], sizeof bytes[0], "%d in %d", row, c);
      assert_true(ut_text_is(kept[c], bytes[0]));
    }
  }
  ut_persons_free(h);
}

static void stays_are_numbered(void **state)
{
  (void)state;
  static const struct stay stays[] = {{"p", "A", "2019-06-01", "", false},
                                      {"p", "A", "2018-01-01", "2018-12-31", false},
                                      {"p", "B", "2018-02-01", "", false},
                                      {"p", "A", "2018-01-01", "2018-03-31", false},
                                      {"", "A", "2019-01-01", "", false},
                                      {"", "A", "2019-01-01", "", false},
                                      {"q", "A", "2019-01-01", "2019-12-31", true},
                                      {"q", "A", "2019-01-01", "2019-12-31", true},
                                      {"q", "A", "2019-01-01", "2019-01-31", false},
                                      {"q", "A", "2019-01-01", "2019-01-31", false}};
  static const size_t ordning[] = {3, 2, 1, 1, 1, 1, 1, 1, 1, 2};
  static const bool senaste[] = {1, 0, 1, 0, 1, 1, 1, 1, 0, 1};
  struct ut_persons *h = hold(stays, 10, false, true);
  assert_int_equal(ut_persons_count(h), 10);
  for (size_t i = 0; i < 10; i++) {
    assert_int_equal(ut_persons_ordning(h, i), ordning[i]);
    assert_int_equal(ut_persons_senaste(h, i), senaste[i]);
    assert_int_equal(ut_persons_cells(h, i) == NULL, i % 3 == 2);
  }
  ut_persons_free(h);
}

static void what_came_before_is_found(void **state)
{
  static const struct {
    struct stay stay;
    const char *before;
    ut_date days;
  } rows[] = {
      {{"p", "G", "2019-05-01", "", false}, "B", 0}, /* on the day on which the other ended */
      {{"p", "A", "2018-01-15", "2018-08-31", false}, "B", 15},
      {{"p", "B", "2018-03-01", "2019-05-01", false}, "B", 60}, /* A goes on */
      {{"p", "B", "2017-01-01", "2017-12-31", false}, "", 0},
      {{"q", "A", "2018-01-01", "2018-06-30", false}, "", 0},
      {{"q", "B", "2018-03-01", "2018-06-30", false}, "", 0},
      {{"q", "C", "2018-07-01", "2018-07-01", false}, "B", 1}, /* the later start of two */
      {{"q", "D", "2018-07-01", "2018-07-01", false}, "B", 1}, /* not C, which began on the same day */
      {{"q", "D", "2018-07-02", "", false}, "D", 1},
      {{"", "A", "2018-01-01", "2018-06-30", false}, "", 0},
      {{"", "A", "2019-01-01", "", false}, "", 0},
      {{"p", "A", "2019-01-01", "2019-12-31", true}, "", 0},
  };
  enum { ROWS = sizeof rows / sizeof *rows };
  struct ut_persons *h;
  struct ut_text cell = {"", 0};
  (void)state;
  assert_int_equal(ut_persons_new(&h, 1), UT_OK);
  ut_persons_follow(h);
  for (size_t i = 0; i < ROWS; i++) {
    const struct stay *s = &rows[i].stay;
    assert_int_equal(ut_persons_add(h, ut_text_of(s->id), ut_text_of(s->insats), when(s), i % 3 ? &cell : NULL, NULL),
                     UT_OK);
  }
  assert_int_equal(ut_persons_order(h), UT_OK);
  for (size_t i = 0; i < ROWS; i++) {
    struct ut_before before = ut_persons_before(h, i);
    assert_true(ut_text_is(before.insats, rows[i].before));
    assert_int_equal(before.days, rows[i].days);
  }
  ut_persons_free(h);
}

static void cells_are_copies(void **state)
{
  (void)state;
  char bytes[] = "abc";
  struct ut_text cells[2] = {ut_text_of(bytes), {NULL, 0}};
  struct ut_participation now = {day("2019-01-01"), UT_DATE_NONE, false};
  struct ut_persons *h;
  assert_int_equal(ut_persons_new(&h, 2), UT_OK);
  assert_int_equal(ut_persons_add(h, cells[1], cells[1], now, cells, NULL), UT_OK);
  bytes[0] = 'x';
  assert_true(ut_text_is(ut_persons_cells(h, 0)[0], "abc"));
  assert_int_equal(ut_persons_cells(h, 0)[1].len, 0);
  ut_persons_free(h);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_latest_is_kept),         cmocka_unit_test(who_cannot_be_linked_is_kept),
      cmocka_unit_test(rows_stand_where_they_came), cmocka_unit_test(replaced_rows_take_no_room),
      cmocka_unit_test(stays_are_numbered),         cmocka_unit_test(cells_are_copies),
      cmocka_unit_test(what_came_before_is_found),  cmocka_unit_test(texts_of_replaced_rows_are_given_back),
  };
  return cmocka_run_group_tests_name("persons", tests, NULL, NULL);
}

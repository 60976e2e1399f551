/* Labels of headings, keys and cells, as the vocabulary of the columns has them. */
#include "table/label.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { KON, KLASS, EFTER, OTHER, MARK, COLUMNS };
static const char *const column_names[COLUMNS] = {"kon", "klass", "sysselsattning_efter", "Ort", "skyddad"};

struct fixture {
  struct ut_text names[COLUMNS];
  struct ut_label_list classes;
  struct ut_labels *labels;
};

static struct ut_labels *open_labels(struct fixture *f, enum ut_language language)
{
  for (size_t i = 0; i < COLUMNS; i++)
    f->names[i] = ut_text_of(column_names[i]);
  assert_int_equal(ut_labels_new(&f->labels, f->names, COLUMNS, f->classes, language), UT_OK);
  return f->labels;
}

static void assert_text(struct ut_text got, const char *expected)
{
  char text[128];
  snprintf(text, sizeof text, "%.*s", (int)got.len, got.len ? got.ptr : "");
  assert_string_equal(text, expected);
}

static void assert_key(const struct ut_labels *l, size_t column, const char *key, const char *expected)
{
  assert_text(ut_labels_key(l, column, ut_text_of(key)), expected);
}

static void assert_cell(struct ut_labels *l, size_t column, const char *cell, const char *expected)
{
  struct ut_text got;
  assert_int_equal(ut_labels_cell(l, column, ut_text_of(cell), &got), UT_OK);
  assert_text(got, expected);
}

static void headings(void **state)
{
  struct fixture f = {0};
  (void)state;
  open_labels(&f, UT_SWEDISH);
  assert_text(ut_labels_heading(f.labels, KON), "Kön");
  assert_text(ut_labels_heading(f.labels, OTHER), "Ort");
  ut_labels_free(f.labels);
  open_labels(&f, UT_ENGLISH);
  assert_text(ut_labels_heading(f.labels, KON), "Sex");
  ut_labels_free(f.labels);
}

/* Limits are in percent of a share, and in points of a difference of shares; a difference alone may be of anything. */
static void points(void **state)
{
  static const struct {
    const char *names[2], *sv, *en; /* headings of the first */
    bool points;
  } of[] = {
      {{"ki_lag", "andel"}, "KI, undre (%)", "CI, lower (%)", false},
      {{"ki_lag", "differens"}, "KI, undre (procentenheter)", "CI, lower (percentage points)", true},
      {{"differens", "ki_lag"}, "Differens (procentenheter)", "Difference (percentage points)", true},
      {{"differens", "differens_lag"}, "Differens", "Difference", false},
  };
  (void)state;
  for (size_t i = 0; i < 2 * sizeof of / sizeof *of; i++) {
    const struct ut_text names[] = {ut_text_of(of[i / 2].names[0]), ut_text_of(of[i / 2].names[1])};
    struct ut_labels *l;
    enum ut_language language = i % 2 ? UT_ENGLISH : UT_SWEDISH;
    assert_int_equal(ut_labels_new(&l, names, 2, (struct ut_label_list){0}, language), UT_OK);
    assert_text(ut_labels_heading(l, 0), i % 2 ? of[i / 2].en : of[i / 2].sv);
    assert_int_equal(ut_labels_in_points(l, 0), of[i / 2].points);
    ut_labels_free(l);
  }
}

static void keys(void **state)
{
  struct fixture f = {0};
  struct ut_labels *l = open_labels(&f, UT_SWEDISH);
  (void)state;
  assert_key(l, KON, "K", "Kvinnor");
  assert_key(l, KON, "*", "Totalt");
  assert_key(l, KON, "", "Uppgift saknas");
  assert_key(l, KON, "X", "X");
  assert_key(l, KLASS, "ovrigt", "Övrigt");
  assert_key(l, KLASS, "jobb", "jobb");
  assert_key(l, OTHER, "*", "Totalt");
  assert_key(l, OTHER, "K", "K");
  ut_labels_free(l);
}

static void cells(void **state)
{
  struct fixture f = {0};
  struct ut_labels *l = open_labels(&f, UT_SWEDISH);
  (void)state;
  assert_cell(l, KON, "M", "Män");
  assert_cell(l, KON, "", "");
  assert_cell(l, OTHER, "*", "Totalt");
  assert_cell(l, EFTER, "arbete:12.5|studier", "Arbete 12,5\u00A0%, Studier");
  assert_cell(l, EFTER, "okand:5", "okand 5\u00A0%");
  assert_cell(l, MARK, "primar", "Primär");
  assert_cell(l, MARK, "in:sekundar|deltagare:primar|egen:ja", "In: Sekundär, Deltagare: Primär, egen: Ja");
  ut_labels_free(l);
  l = open_labels(&f, UT_ENGLISH);
  assert_cell(l, EFTER, "arbete:12.5|studier", "Work 12.5%, Studies");
  ut_labels_free(l);
}

static void classes(void **state)
{
  const struct ut_label labels[] = {
      {ut_text_of("jobb"), ut_text_of("Arbete"), ut_text_of("Work")},
      {ut_text_of("plugg"), ut_text_of("Studier"), ut_text_of("")},
      {ut_text_of("annat"), ut_text_of(""), ut_text_of("")},
  };
  struct fixture f = {.classes = {labels, 3}};
  (void)state;
  struct ut_labels *l = open_labels(&f, UT_ENGLISH);
  assert_key(l, KLASS, "jobb", "Work");
  assert_key(l, KLASS, "plugg", "Studier");
  assert_key(l, KLASS, "annat", "annat");
  assert_key(l, KLASS, "ovrigt", "Other");
  assert_key(l, OTHER, "jobb", "jobb");
  assert_cell(l, KLASS, "jobb", "Work");
  ut_labels_free(l);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(headings), cmocka_unit_test(points),  cmocka_unit_test(keys),
      cmocka_unit_test(cells),    cmocka_unit_test(classes),
  };
  return cmocka_run_group_tests_name("label", tests, NULL, NULL);
}

/* Workbooks that are written: what is refused, and what is left in a folder. Their cells are read in tests/workbook. */
#include "table/spreadsheet.h"

#include "../files.h"

static const struct ut_grid_column columns[] = {{{"insats", 6}, UT_GRID_TEXT, false},
                                                {{"antal", 5}, UT_GRID_NUMBER, true}};

static const struct ut_grid_shape shape = {.to = UT_XLSX, .columns = columns, .count = 2, .stub = 1};

static size_t files_here(void)
{
  size_t count = 0;
  DIR *directory = opendir(".");
  assert_non_null(directory);
  for (struct dirent *entry; (entry = readdir(directory));)
    count += entry->d_name[0] != '.';
  closedir(directory);
  return count;
}

static void a_terminal_is_refused(void **state)
{
  (void)state;
  struct ut_error err = {0};
  struct ut_spreadsheet *s;
  struct ut_output o;
  int terminal = posix_openpt(O_RDWR | O_NOCTTY);
  if (terminal < 0)
    skip();
  ut_output_init(&o, terminal, "<stdout>");
  assert_int_equal(ut_spreadsheet_open(&s, &o, UT_SWEDISH, 1, &err), UT_USAGE);
  assert_string_equal(err.text, "a workbook is not for a terminal: give --output FILE");
  ut_spreadsheet_free(s);
  ut_output_abandon(&o);
  close(terminal);
}

/* Two sheets, whose files have no names: the folder holds the temporary file of the output alone. */
static void files_have_no_names(void **state)
{
  (void)state;
  const struct ut_text row[] = {ut_text_of("Bron"), ut_text_of("12")};
  struct ut_error err = {0};
  struct ut_spreadsheet *s;
  struct ut_output o;
  assert_int_equal(ut_output_open(&o, "ut.xlsx", &err), UT_OK);
  assert_int_equal(ut_spreadsheet_open(&s, &o, UT_SWEDISH, 2, &err), UT_OK);
  for (int i = 0; i < 2; i++) {
    assert_int_equal(ut_spreadsheet_add(s, "in.csv", &err), UT_OK);
    assert_int_equal(ut_spreadsheet_begin(s, &shape, &err), UT_OK);
    assert_int_equal(ut_spreadsheet_row(s, row, columns, &err), UT_OK);
    assert_int_equal(ut_spreadsheet_end(s, &(struct ut_frame){0}, &err), UT_OK);
    assert_int_equal(files_here(), 1);
  }
  assert_int_equal(ut_spreadsheet_save(s, &err), UT_OK);
  ut_spreadsheet_free(s);
  assert_int_equal(ut_output_commit(&o, &err), UT_OK);
  assert_int_equal(files_here(), 1);
}

/* One that is given up leaves nothing. */
static void given_up(void **state)
{
  (void)state;
  struct ut_error err = {0};
  struct ut_spreadsheet *s;
  struct ut_output o;
  struct ut_grid_shape wide = shape;
  wide.count = 16385;
  assert_int_equal(ut_output_open(&o, "nytt.xlsx", &err), UT_OK);
  assert_int_equal(ut_spreadsheet_open(&s, &o, UT_SWEDISH, 1, &err), UT_OK);
  assert_int_equal(ut_spreadsheet_add(s, "in.csv", &err), UT_OK);
  assert_int_equal(ut_spreadsheet_begin(s, &wide, &err), UT_BAD_INPUT);
  ut_spreadsheet_free(s);
  ut_output_abandon(&o);
  assert_int_equal(access("nytt.xlsx", F_OK), -1);
  assert_int_equal(files_here(), 1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_terminal_is_refused),
      cmocka_unit_test(files_have_no_names),
      cmocka_unit_test(given_up),
  };
  return cmocka_run_group_tests(tests, enter_scratch, leave_scratch);
}

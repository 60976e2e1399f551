/* A workbook as libxlsxwriter writes it, of what a participant list has.
 * usage: make_book FILE.xlsx */
#include <xlsxwriter.h>

enum { ROWS = 300 };

struct formats {
  lxw_format *date, *moment, *time, *length, *share, *number, *bold;
};

static lxw_format *format(lxw_workbook *book, const char *code)
{
  lxw_format *f = workbook_add_format(book);
  format_set_num_format(f, code);
  return f;
}

static void write_row(lxw_worksheet *sheet, lxw_row_t row, const struct formats *f)
{
  char text[40];
  int i = (int)row;
  lxw_datetime moment = {2019, 1 + i % 12, 1 + i % 28, i % 24, i % 60, 0};
  snprintf(text, sizeof text, "Insats %d åäö", i % 7);
  worksheet_write_string(sheet, row, 0, text, NULL);
  worksheet_write_datetime(sheet, row, 1, &moment, f->moment);
  worksheet_write_number(sheet, row, 2, 43466 + i, f->date);
  worksheet_write_number(sheet, row, 3, i % 86400 / 86400.0 * 60, f->time);
  worksheet_write_number(sheet, row, 4, i / 8.0, f->length);
  worksheet_write_number(sheet, row, 5, i / 400.0, f->share);
  worksheet_write_number(sheet, row, 6, i * 1.1, f->number);
  worksheet_write_boolean(sheet, row, 7, i % 2, NULL);
  worksheet_write_formula_num(sheet, row, 8, "=G2*2", NULL, i * 2.2);
  if (i % 3 == 0) {
    lxw_rich_string_tuple first = {.format = f->bold, .string = "Fet"}, rest = {.format = NULL, .string = " text"};
    lxw_rich_string_tuple *rich[] = {&first, &rest, NULL};
    worksheet_write_rich_string(sheet, row, 9, rich, NULL);
  }
}

int main(int argc, char **argv)
{
  static const char *const headings[] = {"insats", "stund", "datum",  "tid",     "langd",
                                         "andel",  "tal",   "avslut", "dubbelt", "anm"};
  if (argc != 2)
    return 2;
  lxw_workbook *book = workbook_new(argv[1]);
  lxw_worksheet *sheet = workbook_add_worksheet(book, "Deltaganden");
  struct formats f = {
      format(book, "yyyy-mm-dd"), format(book, "yyyy-mm-dd hh:mm"), format(book, "hh:mm:ss"), format(book, "[h]:mm:ss"),
      format(book, "0.0%"),       format(book, "#,##0.00"),         workbook_add_format(book)};
  format_set_bold(f.bold);
  for (lxw_col_t i = 0; i < sizeof headings / sizeof *headings; i++)
    worksheet_write_string(sheet, 0, i, headings[i], f.bold);
  for (lxw_row_t row = 1; row <= ROWS; row++)
    write_row(sheet, row, &f);
  return workbook_close(book) == LXW_NO_ERROR ? 0 : 1;
}

/* SIE files with their objects taken for insatser. */
#include "budget/siebook.h"

enum { PROJECT = 6 };

static void report(void *context, enum ut_sie_severity severity, enum ut_note_code code, size_t count,
                   const struct ut_error *finding)
{
  char text[UT_ERROR_TEXT + UT_ERROR_SOURCE + UT_ERROR_FIELD + 64];
  const struct ut_sie_book *b = context;
  struct ut_error placed = *finding;
  ut_error_at(&placed, ut_sie_file_name(&b->file), 0, 0, NULL);
  if (severity == UT_SIE_FAULT)
    ut_run_fault(b->books->run, code, &placed);
  else if (b->ledger || code == UT_NOTE_TECKENKODNING_GISSAD)
    ut_run_note(b->books->run, code, count, placed.source, placed.line, "%s",
                ut_error_format(&placed, text, sizeof text));
}

/* What ledgers and plans have no use for. */
enum {
  UNUSED = 1 << UT_SIE_FACT | 1 << UT_SIE_YEAR | 1 << UT_SIE_DIMENSION | 1 << UT_SIE_OPENING | 1 << UT_SIE_CLOSING |
           1 << UT_SIE_RESULT | 1 << UT_SIE_OBJECT_OPENING | 1 << UT_SIE_OBJECT_CLOSING,
  UNUSED_BY_LEDGERS = UNUSED | 1 << UT_SIE_BUDGET,
  UNUSED_BY_PLANS = UNUSED | 1 << UT_SIE_PERIOD
};

enum ut_status ut_sie_book_open(struct ut_sie_book *b, struct ut_opened *input, const struct ut_books *books,
                                bool ledger, struct ut_error *err)
{
  b->dimension = books->dimension ? (int)books->dimension : PROJECT;
  const struct ut_sie_options options = {.lenient = books->lenient,
                                         .report = books->run ? report : NULL,
                                         .context = b,
                                         .unused = ledger ? UNUSED_BY_LEDGERS : UNUSED_BY_PLANS,
                                         .dimension = b->dimension};
  b->books = books;
  b->ledger = ledger;
  return ut_sie_file_open(&b->file, input, &options, err);
}

struct ut_text ut_sie_book_insats(const struct ut_sie_book *b, const struct ut_sie_record *record)
{
  const struct ut_sie_name *object = ut_sie_object(record, b->dimension);
  if (!object)
    return (struct ut_text){"", 0};
  bool by_number =
      object->name.len == 0 || (!ut_books_know(b->books, object->name) && ut_books_know(b->books, object->number));
  return by_number ? object->number : object->name;
}

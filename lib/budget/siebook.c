/* SIE files with their objects taken for insatser. */
#include "budget/siebook.h"

enum { PROJECT = 6 };

static void report(void *context, enum ut_sie_severity severity, const struct ut_error *finding)
{
  const struct ut_sie_book *b = context;
  struct ut_error placed = *finding;
  ut_error_at(&placed, ut_sie_file_name(&b->file), 0, 0, NULL);
  if (severity == UT_SIE_FAULT)
    ut_run_fault(b->books->run, UT_NOTE_SIE_ANMARKNING, &placed);
  else if (b->notes)
    ut_run_remark(b->books->run, UT_NOTE_SIE_ANMARKNING, &placed);
}

enum ut_status ut_sie_book_open(struct ut_sie_book *b, struct ut_opened *input, const struct ut_books *books,
                                bool notes, struct ut_error *err)
{
  const struct ut_sie_options options = {.lenient = books->lenient, .report = books->run ? report : NULL, .context = b};
  b->books = books;
  b->dimension = books->dimension ? (int)books->dimension : PROJECT;
  b->notes = notes;
  return ut_sie_file_open(&b->file, input, &options, err);
}

static bool knows(const struct ut_sie_book *b, struct ut_text name)
{
  uint32_t number;
  return b->books->known && ut_distinct_find(b->books->known, name, &number);
}

struct ut_text ut_sie_book_insats(const struct ut_sie_book *b, const struct ut_sie_record *record)
{
  const struct ut_sie_name *object = ut_sie_object(record, b->dimension);
  if (!object)
    return (struct ut_text){"", 0};
  bool by_number = object->name.len == 0 || (!knows(b, object->name) && knows(b, object->number));
  return by_number ? object->number : object->name;
}

/* SIE files with their objects taken for insatser. */
#include "budget/siebook.h"

enum { PROJECT = 6 };

static void tell(void *context, enum ut_sie_severity severity, const struct ut_error *finding)
{
  const struct ut_sie_book *b = context;
  struct ut_error placed = *finding;
  ut_error_at(&placed, ut_sie_file_name(b->file), 0, 0, NULL);
  b->books->report(b->books->report_context, severity, &placed);
}

static void tell_faults(void *context, enum ut_sie_severity severity, const struct ut_error *finding)
{
  if (severity == UT_SIE_FAULT)
    tell(context, severity, finding);
}

enum ut_status ut_sie_book_open(struct ut_sie_book *b, struct ut_opened *input, const struct ut_books *books,
                                bool notes, const struct ut_tick *tick, struct ut_error *err)
{
  const struct ut_sie_options reading = {.lenient = books->lenient,
                                         .report = !books->report ? NULL
                                                   : notes        ? tell
                                                                  : tell_faults,
                                         .context = b};
  *b = (struct ut_sie_book){.books = books, .dimension = books->dimension ? (int)books->dimension : PROJECT};
  return ut_sie_file_open(&b->file, input, &reading, tick, err);
}

struct ut_text ut_sie_book_insats(const struct ut_sie_book *b, const struct ut_sie_record *record)
{
  const struct ut_sie_name *object = ut_sie_object(record, b->dimension);
  const struct ut_books *k = b->books;
  if (!object)
    return (struct ut_text){"", 0};
  if (object->name.len == 0)
    return object->number;
  bool by_number = k->known && !k->known(k->known_context, object->name) && k->known(k->known_context, object->number);
  return by_number ? object->number : object->name;
}

int ut_sie_book_type(const struct ut_sie_book *b)
{
  return ut_sie_type(ut_sie_file_facts(b->file));
}

void ut_sie_book_clear(struct ut_sie_book *b)
{
  ut_sie_file_free(b->file);
  b->file = NULL;
}

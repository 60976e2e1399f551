/* Entries out of SIE: transactions of type 4, months by object of type 3. One of them, as both hold the same money. */
#include "budget/sieledger.h"

#include <stdlib.h>

#include "budget/siebook.h"

enum { WITH_PERIODS = 3, WITH_VOUCHERS = 4 };

struct ut_sie_ledger {
  struct ut_sie_book book;
  bool has_objects;        /* a month of an object of the dimension was there */
  struct ut_buf verifikat; /* of the current entry */
};

enum ut_status ut_sie_ledger_open(struct ut_sie_ledger **out, struct ut_opened *input, const struct ut_books *books,
                                  const struct ut_tick *tick, struct ut_error *err)
{
  struct ut_sie_ledger *l = calloc(1, sizeof *l);
  *out = l;
  if (!l)
    return ut_error_nomem(err);
  enum ut_status status = ut_sie_book_open(&l->book, input, books, true, tick, err);
  if (status != UT_OK) {
    ut_sie_ledger_free(l);
    *out = NULL;
  }
  return status;
}

/* Months of earlier years are there to compare with, and stand in the files of those years. */
static bool is_entry(const struct ut_sie_ledger *l, const struct ut_sie_record *r)
{
  int type = ut_sie_book_type(&l->book);
  if (type == WITH_VOUCHERS)
    return r->kind == UT_SIE_TRANSACTION && ut_sie_is_result(r->account);
  return type == WITH_PERIODS && r->kind == UT_SIE_OBJECT_PERIOD && r->year == 0 && ut_sie_is_result(r->account) &&
         ut_sie_object(r, l->book.dimension);
}

static struct ut_text text_of(const struct ut_sie_record *r)
{
  if (r->kind != UT_SIE_TRANSACTION)
    return r->account->name;
  return r->text.len > 0 ? r->text : r->voucher_text;
}

static enum ut_status fill(struct ut_sie_ledger *l, const struct ut_sie_record *r, struct ut_entry *entry,
                           struct ut_error *err)
{
  l->verifikat.len = 0;
  if (ut_buf_add_text(&l->verifikat, r->series) || ut_buf_add_text(&l->verifikat, r->number))
    return ut_error_nomem(err);
  *entry = (struct ut_entry){.datum = r->kind == UT_SIE_TRANSACTION ? r->date : r->period.last,
                             .belopp = r->amount,
                             .insats = ut_sie_book_insats(&l->book, r),
                             .konto = r->account->number,
                             .kategori = {"", 0},
                             .text = text_of(r),
                             .verifikat = ut_buf_text(&l->verifikat),
                             .source = ut_sie_file_name(l->book.file),
                             .line = r->line};
  return UT_OK;
}

/* A file that cannot say whose its money is would pass for one in which nothing was paid. */
static enum ut_status end(const struct ut_sie_ledger *l, struct ut_error *err)
{
  int type = ut_sie_book_type(&l->book);
  if (type == WITH_VOUCHERS || (type == WITH_PERIODS && l->has_objects))
    return UT_END;
  if (type == WITH_PERIODS)
    ut_error_set(err, UT_BAD_INPUT, "no month of an object of dimension %d is in this SIE file of type 3",
                 l->book.dimension);
  else
    ut_error_set(err, UT_BAD_INPUT, "a SIE file of type %d has no objects: only types 3 and 4 say what an insats paid",
                 type);
  ut_error_at(err, ut_sie_file_name(l->book.file), 0, 0, NULL);
  return UT_BAD_INPUT;
}

enum ut_status ut_sie_ledger_next(struct ut_sie_ledger *l, struct ut_entry *entry, struct ut_error *err)
{
  struct ut_sie_record record;
  enum ut_status status;
  while ((status = ut_sie_file_next(l->book.file, &record, err)) == UT_OK)
    if (is_entry(l, &record)) {
      l->has_objects = true;
      return fill(l, &record, entry, err);
    }
  return status == UT_END ? end(l, err) : status;
}

void ut_sie_ledger_free(struct ut_sie_ledger *l)
{
  if (!l)
    return;
  ut_sie_book_clear(&l->book);
  ut_buf_clear(&l->verifikat);
  free(l);
}

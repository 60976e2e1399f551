/* Ledgers one after another, as streams of rows or as SIE. */
#include "budget/ledger.h"

#include <stdlib.h>

#include "budget/entry.h"
#include "budget/siebook.h"
#include "stream/fields.h"

static const char *const column_names[] = {UT_LEDGER_NAMES};

struct ut_ledger {
  struct ut_ledger_files files;
  struct ut_books books;
  struct ut_opened *inputs; /* one per file, */
  size_t opened, begun;     /* of which so many were opened, and so many of these handed to their readers */
  struct ut_fields fields;  /* the rows that are read now, */
  bool sie;                 /* or else a SIE file: */
  struct ut_sie_book book;
  bool has_objects;        /* a month of an object of the dimension was there */
  struct ut_buf verifikat; /* of the current entry of SIE */
  struct ut_note unplaced; /* entries that no category was found for */
};

/* Opens inputs up to the next that is SIE. */
static enum ut_status look(struct ut_ledger *l, bool *sie, struct ut_error *err)
{
  while (!*sie && l->opened < l->files.count) {
    struct ut_opened *input = &l->inputs[l->opened];
    UT_TRY(ut_opened_open(input, l->files.paths[l->opened++], l->files.reading.run, err));
    *sie = ut_sie_file_is(input);
  }
  return UT_OK;
}

/* Begins the next input when it is SIE, or all up to the next that is, which then waits for its turn. */
static enum ut_status open_part(struct ut_ledger *l, struct ut_error *err)
{
  size_t first = l->begun;
  bool sie = l->opened > first;
  UT_TRY(look(l, &sie, err));
  size_t rows = l->opened - first - sie;
  l->begun += rows ? rows : 1;
  l->sie = rows == 0;
  l->has_objects = false;
  if (l->sie)
    return ut_sie_book_open(&l->book, &l->inputs[first], &l->books, true, err);
  struct ut_reader_options reading = l->files.reading;
  reading.opened = l->inputs + first;
  return ut_fields_open(&l->fields, l->files.paths + first, rows, &reading, column_names, UT_LEDGER_COLUMNS,
                        UT_LEDGER_NEEDED, err);
}

static void close_part(struct ut_ledger *l)
{
  ut_fields_clear(&l->fields);
  ut_sie_file_clear(&l->book.file);
}

enum ut_status ut_ledger_open(struct ut_ledger **out, const struct ut_ledger_files *files, const struct ut_books *books,
                              struct ut_error *err)
{
  struct ut_ledger *l = *out = calloc(1, sizeof *l);
  if (!l || !(l->inputs = calloc(files->count, sizeof *l->inputs)))
    return ut_error_nomem(err);
  l->files = *files;
  l->books = *books;
  return open_part(l, err);
}

/* ---- SIE ---- */

enum { WITH_PERIODS = 3, WITH_VOUCHERS = 4 };

/* Transactions of type 4, months by object of type 3: one of them, as both hold the same money. Months of earlier years
 * are there to compare with; the files of those years have them too. */
static bool is_entry(const struct ut_sie_book *b, const struct ut_sie_record *r)
{
  int type = ut_sie_type(b->file.sie);
  if (type == WITH_VOUCHERS)
    return r->kind == UT_SIE_TRANSACTION && ut_sie_is_result(r->account);
  return type == WITH_PERIODS && r->kind == UT_SIE_OBJECT_PERIOD && r->year == 0 && ut_sie_is_result(r->account) &&
         ut_sie_object(r, b->dimension);
}

static enum ut_status fill(struct ut_ledger *l, const struct ut_sie_record *r, struct ut_entry *entry,
                           struct ut_error *err)
{
  bool transaction = r->kind == UT_SIE_TRANSACTION;
  l->verifikat.len = 0;
  ut_buf_add_text(&l->verifikat, r->series);
  if (ut_buf_add_text(&l->verifikat, r->number))
    return ut_error_nomem(err);
  *entry = (struct ut_entry){.datum = transaction ? r->date : r->period.last,
                             .belopp = r->amount,
                             .insats = ut_sie_book_insats(&l->book, r),
                             .konto = r->account->number,
                             .kategori = {"", 0},
                             .text = !transaction      ? r->account->name
                                     : r->text.len > 0 ? r->text
                                                       : r->voucher_text,
                             .verifikat = ut_buf_text(&l->verifikat),
                             .source = ut_sie_file_name(&l->book.file),
                             .line = r->line};
  return UT_OK;
}

/* A file that cannot say whose its money is would pass for one in which nothing was paid. */
static enum ut_status end_sie(const struct ut_ledger *l, struct ut_error *err)
{
  int type = ut_sie_type(l->book.file.sie);
  if (type == WITH_VOUCHERS || (type == WITH_PERIODS && l->has_objects))
    return UT_END;
  if (type == WITH_PERIODS)
    ut_error_set(err, UT_BAD_INPUT, "no month of an object of dimension %d is in this SIE file of type 3",
                 l->book.dimension);
  else
    ut_error_set(err, UT_BAD_INPUT, "a SIE file of type %d has no objects: only types 3 and 4 say what an insats paid",
                 type);
  ut_error_at(err, ut_sie_file_name(&l->book.file), 0, 0, NULL);
  return UT_BAD_INPUT;
}

static enum ut_status next_of_sie(struct ut_ledger *l, struct ut_entry *entry, struct ut_error *err)
{
  struct ut_sie_record record;
  enum ut_status status;
  while ((status = ut_sie_file_next(&l->book.file, &record, err)) == UT_OK)
    if (is_entry(&l->book, &record)) {
      l->has_objects = true;
      return fill(l, &record, entry, err);
    }
  return status == UT_END ? end_sie(l, err) : status;
}

/* ---- all of them ---- */

static enum ut_status next_row(struct ut_ledger *l, struct ut_entry *entry, struct ut_error *err)
{
  UT_TRY(ut_fields_next(&l->fields, err));
  return ut_entry_read(&l->fields, l->books.negate, entry, err);
}

/* What a row says itself goes before what its account says. */
static enum ut_status categorise(struct ut_ledger *l, struct ut_entry *entry, struct ut_error *err)
{
  if (!l->books.accounts || entry->kategori.len > 0)
    return UT_OK;
  entry->kategori = ut_accounts_category(l->books.accounts, entry->konto);
  return entry->kategori.len > 0 ? UT_OK : ut_note_add(&l->unplaced, entry->belopp, entry->source, entry->line, err);
}

enum ut_status ut_ledger_next(struct ut_ledger *l, struct ut_entry *entry, struct ut_error *err)
{
  for (;;) {
    enum ut_status status = l->sie ? next_of_sie(l, entry, err) : next_row(l, entry, err);
    if (status == UT_OK)
      return categorise(l, entry, err);
    if (status != UT_END || l->begun == l->files.count)
      return status;
    close_part(l);
    UT_TRY(open_part(l, err));
  }
}

void ut_ledger_say_notes(const struct ut_ledger *l, struct ut_run *run)
{
  if (l->unplaced.rows > 0)
    ut_note_say(&l->unplaced, (struct ut_text){"", 0}, UT_NOTE_UTAN_KONTERING, UT_UNPLACED, run);
}

void ut_ledger_free(struct ut_ledger *l)
{
  if (!l)
    return;
  close_part(l);
  ut_note_clear(&l->unplaced);
  ut_buf_clear(&l->verifikat);
  for (size_t i = 0; l->inputs && i < l->files.count; i++)
    ut_opened_clear(&l->inputs[i]);
  free(l->inputs);
  free(l);
}

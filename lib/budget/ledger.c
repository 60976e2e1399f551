/* Ledgers one after another, as streams of rows or as SIE. */
#include "budget/ledger.h"

#include <stdlib.h>

#include "budget/entry.h"
#include "budget/overlap.h"
#include "budget/siebook.h"
#include "budget/ledger_totals.h"
#include "stream/apart.h"
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
  bool has_objects;        /* a month of an object of the dimension was there, */
  bool has_vouchers;       /* a voucher, */
  size_t months;           /* or the line of a month that is not read for want of these; 0: none */
  struct ut_buf verifikat; /* of the current entry of SIE */
  struct ut_note unplaced; /* entries that no category was found for */
  struct ut_note results;  /* those of the year's result, which are none */
  struct ut_note balances; /* rows of insatser on balance accounts */
  struct ut_ledger_totals totals;
  struct ut_note called, summed; /* rows that are called a total, and those that are one */
  struct ut_overlap *overlap;    /* NULL: there is one file */
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
  l->has_objects = l->has_vouchers = false;
  l->months = 0;
  if (l->sie) {
    UT_TRY(ut_sie_book_open(&l->book, &l->inputs[first], &l->books, true, err));
    return l->overlap ? ut_overlap_begin(l->overlap, ut_sie_file_name(&l->book.file), err) : UT_OK;
  }
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
  UT_TRY(ut_files_apart(files->paths, files->count, 0, false, err));
  if (files->count > 1 && ut_overlap_new(&l->overlap))
    return ut_error_nomem(err);
  return open_part(l, err);
}

/* ---- SIE ---- */

/* An entry on the account of the year's result, which would take the costs of its insats back. */
static enum ut_status leave_result(struct ut_ledger *l, const struct ut_entry *entry, struct ut_error *err)
{
  if (!ut_books_know(&l->books, entry->insats))
    return UT_OK;
  return ut_note_add(&l->results, entry->belopp, entry->source, entry->line, err);
}

/* Transactions of type 4, months by object of type 3: one of them, as both hold the same money. Months of earlier years
 * are there to compare with; the files of those years have them too. */
static bool is_entry(const struct ut_sie_book *b, const struct ut_sie_record *r)
{
  int type = ut_sie_type(b->file.sie);
  if (type == UT_SIE_WITH_VOUCHERS)
    return r->kind == UT_SIE_TRANSACTION && ut_sie_is_result(r->account);
  return type == UT_SIE_WITH_PERIODS && r->kind == UT_SIE_OBJECT_PERIOD && r->year == 0 &&
         ut_sie_is_result(r->account) && ut_sie_object(r, b->dimension);
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
  bool unread = type == UT_SIE_WITH_VOUCHERS && !l->has_vouchers && l->months > 0;
  if ((type == UT_SIE_WITH_VOUCHERS && !unread) || (type == UT_SIE_WITH_PERIODS && l->has_objects))
    return UT_END;
  if (unread)
    ut_error_set(err, UT_BAD_INPUT,
                 "this SIE file of type 4 has no vouchers, but months of objects: export it anew, or as type 3");
  else if (type == UT_SIE_WITH_PERIODS)
    ut_error_set(err, UT_BAD_INPUT, "no month of an object of dimension %d is in this SIE file of type 3",
                 l->book.dimension);
  else
    ut_error_set(err, UT_BAD_INPUT, "a SIE file of type %d has no objects: only types 3 and 4 say what an insats paid",
                 type);
  ut_error_at(err, ut_sie_file_name(&l->book.file), unread ? l->months : 0, 0, NULL);
  return UT_BAD_INPUT;
}

/* What is there of it, entry or not. */
static void see_record(struct ut_ledger *l, const struct ut_sie_record *r)
{
  bool month = r->kind == UT_SIE_OBJECT_PERIOD && r->year == 0 && r->amount != 0 && ut_sie_is_result(r->account);
  l->has_vouchers = l->has_vouchers || r->kind == UT_SIE_VOUCHER;
  if (month && l->months == 0 && ut_sie_object(r, l->book.dimension))
    l->months = r->line;
}

/* The file is at its end. */
static enum ut_status leave_sie(struct ut_ledger *l, struct ut_error *err)
{
  enum ut_status status = end_sie(l, err);
  if (status != UT_END || !l->overlap)
    return status;
  UT_TRY(ut_overlap_end(l->overlap, l->book.file.sie, l->books.run, err));
  return UT_END;
}

/* Is the entry one of a ledger of rows, too? */
static enum ut_status see_elsewhere(struct ut_ledger *l, const struct ut_entry *entry, bool *known,
                                    struct ut_error *err)
{
  enum ut_status status = l->overlap ? ut_overlap_take_entry(l->overlap, entry, known, err) : UT_OK;
  if (status != UT_OK)
    ut_error_at(err, entry->source, entry->line, 0, "#TRANS");
  return status;
}

/* The entry of a record; *taken: it is one, and no other file has it. */
static enum ut_status take_record(struct ut_ledger *l, const struct ut_sie_record *record, struct ut_entry *entry,
                                  bool *taken, struct ut_error *err)
{
  bool known = false;
  UT_TRY(fill(l, record, entry, err));
  UT_TRY(see_elsewhere(l, entry, &known, err));
  *taken = !known && !ut_sie_is_transfer(record->account);
  return known || *taken ? UT_OK : leave_result(l, entry, err);
}

static enum ut_status next_of_sie(struct ut_ledger *l, struct ut_entry *entry, struct ut_error *err)
{
  struct ut_sie_record record;
  enum ut_status status;
  while ((status = ut_sie_file_next(&l->book.file, &record, err)) == UT_OK) {
    bool known = false, taken = false;
    see_record(l, &record);
    if (l->overlap)
      UT_TRY(ut_overlap_take(l->overlap, l->book.file.sie, l->book.dimension, &record, &known, err));
    if (!is_entry(&l->book, &record))
      continue;
    l->has_objects = true;
    if (!known)
      UT_TRY(take_record(l, &record, entry, &taken, err));
    if (taken)
      return UT_OK;
  }
  return status == UT_END ? leave_sie(l, err) : status;
}

/* ---- all of them ---- */

/* Notes a row that is called the sum of others; *total: it is one. */
static enum ut_status see_total(struct ut_ledger *l, const struct ut_entry *entry, bool known, bool *total,
                                struct ut_error *err)
{
  enum ut_ledger_total what;
  UT_TRY(ut_ledger_totals_take(&l->totals, entry, known, &what, err));
  *total = what == UT_TOTAL;
  if (what == UT_TOTAL_NOT || known)
    return UT_OK;
  return ut_note_add(*total ? &l->summed : &l->called, entry->belopp, entry->source, entry->line, err);
}

/* *left: an earlier file has the row, or it is the sum of others. */
static enum ut_status read_row(struct ut_ledger *l, struct ut_entry *entry, bool *left, struct ut_error *err)
{
  bool known = false, total;
  UT_TRY(ut_fields_next(&l->fields, err));
  UT_TRY(ut_entry_read(&l->fields, l->books.negate, entry, err));
  enum ut_status status = l->overlap ? ut_overlap_take_row(l->overlap, entry, &known, err) : UT_OK;
  if (status != UT_OK) {
    ut_error_at(err, entry->source, entry->line, 0, "verifikat");
    return status;
  }
  UT_TRY(see_total(l, entry, known, &total, err));
  *left = known || total;
  return UT_OK;
}

enum { ACCOUNT = 4 };

/* The first digits of an account, between which there may be blanks, and how many there are. */
static size_t first_digits(struct ut_text account, char digits[ACCOUNT])
{
  size_t count = 0;
  for (size_t i = 0; i < account.len && count < ACCOUNT; i++)
    if (ut_char_is_digit(account.ptr[i]))
      digits[count++] = account.ptr[i];
  return count;
}

/* Is the account that of the year's result? */
static bool is_transfer(struct ut_text account)
{
  char digits[ACCOUNT];
  size_t count = first_digits(account, digits);
  return ut_sie_is_transfer(&(struct ut_sie_name){.number = {digits, count}});
}

/* In every chart of four digits, the accounts from 1000 to 2999 are what is owned and owed: a bank that pays a cost
 * takes it back. What is bought to last may be a cost of an insats all the same. */
static enum ut_status see_balance(struct ut_ledger *l, const struct ut_entry *entry, struct ut_error *err)
{
  char digits[ACCOUNT];
  bool balance = first_digits(entry->konto, digits) == ACCOUNT && (digits[0] == '1' || digits[0] == '2');
  if (!balance || !ut_books_know(&l->books, entry->insats))
    return UT_OK;
  return ut_note_add(&l->balances, entry->belopp, entry->source, entry->line, err);
}

/* The next row that no earlier file has and that is no sum. */
static enum ut_status next_row(struct ut_ledger *l, struct ut_entry *entry, struct ut_error *err)
{
  for (;;) {
    bool left;
    UT_TRY(read_row(l, entry, &left, err));
    if (!left && !is_transfer(entry->konto))
      return see_balance(l, entry, err);
    if (!left)
      UT_TRY(leave_result(l, entry, err));
  }
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
  if (l->results.rows > 0)
    ut_note_say(&l->results, (struct ut_text){"", 0}, UT_NOTE_RESULTATFORING,
                "of insatser on the account of the year's result (899), which is no cost, not counted", run);
  if (l->balances.rows > 0)
    ut_note_say(&l->balances, (struct ut_text){"", 0}, UT_NOTE_BALANSKONTO,
                "of insatser on balance accounts (1000 to 2999), which are seldom costs, counted", run);
  if (l->summed.rows > 0)
    ut_note_say(&l->summed, (struct ut_text){"", 0}, UT_NOTE_SUMMA_BLAND_RADER,
                "by their name and amount the total of rows before them, not counted", run);
  if (l->called.rows > 0)
    ut_note_say(&l->called, (struct ut_text){"", 0}, UT_NOTE_SUMMA_BLAND_RADER,
                "by their text a total, of other rows than those before them, counted like these", run);
  if (l->overlap)
    ut_overlap_say_notes(l->overlap, run);
}

void ut_ledger_free(struct ut_ledger *l)
{
  if (!l)
    return;
  close_part(l);
  ut_note_clear(&l->unplaced);
  ut_note_clear(&l->results);
  ut_note_clear(&l->balances);
  ut_note_clear(&l->called);
  ut_note_clear(&l->summed);
  ut_ledger_totals_clear(&l->totals);
  ut_overlap_free(l->overlap);
  ut_buf_clear(&l->verifikat);
  for (size_t i = 0; l->inputs && i < l->files.count; i++)
    ut_opened_clear(&l->inputs[i]);
  free(l->inputs);
  free(l);
}

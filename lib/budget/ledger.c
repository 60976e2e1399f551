/* Ledgers one after another, as streams of rows or as SIE. */
#include "budget/ledger.h"

#include <stdlib.h>

#include "budget/entry.h"
#include "stream/fields.h"
#include "sie/siefile.h"
#include "budget/sieledger.h"

static const char *const column_names[] = {UT_LEDGER_NAMES};

struct ut_ledger {
  char *const *paths;
  struct ut_opened *inputs; /* one per path, */
  size_t count;
  size_t opened, begun; /* of which so many were opened, and so many of these handed to who reads them */
  struct ut_ledger_options options;
  struct ut_fields fields;   /* what is read now: these rows, */
  struct ut_sie_ledger *sie; /* or else, when not NULL, this file */
  struct ut_note unplaced;   /* entries that no category was found for */
};

/* Opens inputs up to the next that is SIE. */
static enum ut_status look(struct ut_ledger *l, bool *sie, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  while (status == UT_OK && !*sie && l->opened < l->count) {
    struct ut_opened *input = &l->inputs[l->opened];
    status = ut_opened_open(input, l->paths[l->opened++], l->options.reading.tick, err);
    *sie = status == UT_OK && ut_sie_file_is(input);
  }
  return status;
}

/* Begins the next input when it is SIE, or all up to the next that is, which then waits for its turn. */
static enum ut_status open_part(struct ut_ledger *l, struct ut_error *err)
{
  size_t first = l->begun;
  bool sie = l->opened > first;
  enum ut_status status = look(l, &sie, err);
  if (status != UT_OK)
    return status;
  size_t rows = l->opened - first - sie;
  l->begun += rows ? rows : 1;
  if (rows == 0)
    return ut_sie_ledger_open(&l->sie, &l->inputs[first], &l->options.books, l->options.reading.tick, err);
  struct ut_reader_options reading = l->options.reading;
  reading.opened = l->inputs + first;
  return ut_fields_open(&l->fields, l->paths + first, rows, &reading, column_names, UT_LEDGER_COLUMNS, UT_LEDGER_NEEDED,
                        err);
}

static void close_part(struct ut_ledger *l)
{
  ut_fields_clear(&l->fields);
  ut_sie_ledger_free(l->sie);
  l->sie = NULL;
}

enum ut_status ut_ledger_open(struct ut_ledger **out, char *const *paths, size_t count,
                              const struct ut_ledger_options *options, struct ut_error *err)
{
  struct ut_ledger *l = calloc(1, sizeof *l);
  *out = l;
  if (!l)
    return ut_error_nomem(err);
  l->paths = paths;
  l->options = *options;
  l->inputs = calloc(count, sizeof *l->inputs);
  l->count = l->inputs ? count : 0;
  enum ut_status status = l->inputs ? open_part(l, err) : ut_error_nomem(err);
  if (status != UT_OK) {
    ut_ledger_free(l);
    *out = NULL;
  }
  return status;
}

static enum ut_status next_row(struct ut_ledger *l, struct ut_entry *entry, struct ut_error *err)
{
  enum ut_status status = ut_fields_next(&l->fields, err);
  return status == UT_OK ? ut_entry_read(&l->fields, l->options.books.negate, entry, err) : status;
}

/* What a row says itself goes before what its account says. */
static enum ut_status categorise(struct ut_ledger *l, struct ut_entry *entry, struct ut_error *err)
{
  const struct ut_accounts *accounts = l->options.books.accounts;
  if (!accounts || entry->kategori.len > 0)
    return UT_OK;
  entry->kategori = ut_accounts_category(accounts, entry->konto);
  return entry->kategori.len > 0 ? UT_OK : ut_note_add(&l->unplaced, entry->belopp, entry->source, entry->line, err);
}

enum ut_status ut_ledger_next(struct ut_ledger *l, struct ut_entry *entry, struct ut_error *err)
{
  for (;;) {
    enum ut_status status = l->sie ? ut_sie_ledger_next(l->sie, entry, err) : next_row(l, entry, err);
    if (status == UT_OK)
      return categorise(l, entry, err);
    if (status != UT_END || l->begun == l->count)
      return status;
    close_part(l);
    status = open_part(l, err);
    if (status != UT_OK)
      return status;
  }
}

void ut_ledger_say_notes(const struct ut_ledger *l, ut_note_say *say, void *context)
{
  char text[UT_NOTE_SIZE];
  const struct ut_text nobody = {"", 0};
  if (l->unplaced.rows > 0)
    say(context, ut_note_format(&l->unplaced, nobody, UT_UNPLACED, text));
}

void ut_ledger_free(struct ut_ledger *l)
{
  if (!l)
    return;
  close_part(l);
  ut_note_clear(&l->unplaced);
  for (size_t i = 0; i < l->count; i++)
    ut_opened_clear(&l->inputs[i]);
  free(l->inputs);
  free(l);
}

/* What a ledger says in one row. */
#include "budget/entry.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/whole.h"

enum { DATUM, INSATS, BELOPP, KONTO, KATEGORI, TEXT, VERIFIKAT };

enum ut_status ut_entry_read(const struct ut_fields *f, bool negate, struct ut_entry *entry, struct ut_error *err)
{
  *entry = (struct ut_entry){.insats = f->cells[INSATS],
                             .konto = ut_number_bare(f->cells[KONTO]),
                             .kategori = f->cells[KATEGORI],
                             .text = f->cells[TEXT],
                             .verifikat = ut_number_bare(f->cells[VERIFIKAT]),
                             .source = f->row.source,
                             .line = f->row.line};
  UT_TRY(ut_fields_date(f, DATUM, &entry->datum, err));
  return ut_fields_money(f, BELOPP, negate, &entry->belopp, err);
}

void ut_entry_row_fill(struct ut_entry_row *row, const struct ut_entry *entry)
{
  snprintf(row->line, sizeof row->line, "%zu", entry->line);
  row->cells[UT_FIL] = ut_text_of(entry->source);
  row->cells[UT_RAD] = ut_text_of(row->line);
  row->cells[UT_INSATS] = entry->insats;
  row->cells[UT_DATUM] = ut_text_of(ut_date_format(entry->datum, row->datum));
  row->cells[UT_KONTO] = entry->konto;
  row->cells[UT_KATEGORI] = entry->kategori;
  row->cells[UT_TEXT_CELL] = entry->text;
  row->cells[UT_VERIFIKAT] = entry->verifikat;
  row->cells[UT_BELOPP] = ut_text_of(ut_money_format(entry->belopp, row->belopp));
}

static struct ut_text move_text(struct ut_text text, char **to)
{
  struct ut_text moved = {*to, text.len};
  if (text.len > 0)
    *to = mempcpy(*to, text.ptr, text.len);
  return moved;
}

enum ut_status ut_entry_copy(const struct ut_entry *entry, struct ut_entry *copy, char **block, struct ut_error *err)
{
  enum { TEXTS = 5 };
  struct ut_text *texts[TEXTS] = {&copy->insats, &copy->konto, &copy->kategori, &copy->text, &copy->verifikat};
  size_t source = strlen(entry->source) + 1, size = source;
  *copy = *entry;
  for (size_t i = 0; i < TEXTS; i++)
    size += texts[i]->len;
  char *to = *block = malloc(size);
  if (!to)
    return ut_error_nomem(err);
  copy->source = to;
  to = mempcpy(to, entry->source, source);
  for (size_t i = 0; i < TEXTS; i++)
    *texts[i] = move_text(*texts[i], &to);
  return UT_OK;
}

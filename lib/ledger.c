/* Ledgers one after another, as streams of rows or as SIE. */
#include "utfall/ledger.h"

#include <stdlib.h>

#include "fields.h"
#include "sieledger.h"
#include "utfall/siefile.h"

enum { DATUM, INSATS, BELOPP, NEEDED, KONTO = NEEDED, KATEGORI, TEXT, VERIFIKAT, COLUMNS };
static const char *const column_names[COLUMNS] = {"datum",    "insats", "belopp",   "konto",
                                                  "kategori", "text",   "verifikat"};

struct ut_ledger {
  char *const *paths;
  size_t count, opened; /* opened: paths that were begun */
  struct ut_ledger_options options;
  struct ut_fields fields;   /* what is read now: these rows, */
  struct ut_sie_ledger *sie; /* or else, when not NULL, this file */
};

/* Opens the next file when it is SIE, or all up to the next that is. */
static enum ut_status open_part(struct ut_ledger *l, struct ut_error *err)
{
  size_t first = l->opened;
  while (l->opened < l->count && !ut_sie_file_is(l->paths[l->opened]))
    l->opened++;
  if (l->opened > first)
    return ut_fields_open(&l->fields, l->paths + first, l->opened - first, &l->options.reading, column_names, COLUMNS,
                          NEEDED, err);
  return ut_sie_ledger_open(&l->sie, l->paths[l->opened++], &l->options, err);
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
  l->count = count;
  l->options = *options;
  enum ut_status status = open_part(l, err);
  if (status != UT_OK) {
    ut_ledger_free(l);
    *out = NULL;
  }
  return status;
}

static enum ut_status next_row(struct ut_ledger *l, struct ut_entry *entry, struct ut_error *err)
{
  const struct ut_fields *f = &l->fields;
  enum ut_status status = ut_fields_next(&l->fields, err);
  if (status != UT_OK)
    return status;
  *entry = (struct ut_entry){.insats = f->cells[INSATS],
                             .konto = f->cells[KONTO],
                             .kategori = f->cells[KATEGORI],
                             .text = f->cells[TEXT],
                             .verifikat = f->cells[VERIFIKAT],
                             .source = f->row.source,
                             .line = f->row.line};
  status = ut_fields_date(f, DATUM, &entry->datum, err);
  return status == UT_OK ? ut_fields_money(f, BELOPP, l->options.negate, &entry->belopp, err) : status;
}

enum ut_status ut_ledger_next(struct ut_ledger *l, struct ut_entry *entry, struct ut_error *err)
{
  for (;;) {
    enum ut_status status = l->sie ? ut_sie_ledger_next(l->sie, entry, err) : next_row(l, entry, err);
    if (status != UT_END || l->opened == l->count)
      return status;
    close_part(l);
    status = open_part(l, err);
    if (status != UT_OK)
      return status;
  }
}

void ut_ledger_free(struct ut_ledger *l)
{
  if (!l)
    return;
  close_part(l);
  free(l);
}

/* Ledgers as streams of rows. */
#include "utfall/ledger.h"

#include <stdlib.h>

#include "fields.h"

enum { DATUM, INSATS, BELOPP, NEEDED, KONTO = NEEDED, KATEGORI, TEXT, VERIFIKAT, COLUMNS };
static const char *const column_names[COLUMNS] = {"datum",    "insats", "belopp",   "konto",
                                                  "kategori", "text",   "verifikat"};

struct ut_ledger {
  struct ut_fields fields;
  bool negate;
};

enum ut_status ut_ledger_open(struct ut_ledger **out, char *const *paths, size_t count,
                              const struct ut_reader_options *options, bool negate, struct ut_error *err)
{
  struct ut_ledger *l = calloc(1, sizeof *l);
  *out = l;
  if (!l)
    return ut_error_nomem(err);
  l->negate = negate;
  enum ut_status status = ut_fields_open(&l->fields, paths, count, options, column_names, COLUMNS, NEEDED, err);
  if (status != UT_OK) {
    ut_ledger_free(l);
    *out = NULL;
  }
  return status;
}

enum ut_status ut_ledger_next(struct ut_ledger *l, struct ut_entry *entry, struct ut_error *err)
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
  return status == UT_OK ? ut_fields_money(f, BELOPP, l->negate, &entry->belopp, err) : status;
}

void ut_ledger_free(struct ut_ledger *l)
{
  if (!l)
    return;
  ut_fields_clear(&l->fields);
  free(l);
}

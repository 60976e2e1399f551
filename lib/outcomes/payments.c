/* Payments, row by row. */
#include "outcomes/payments.h"

#include <stdlib.h>

#include "model/repeated_rows.h"
#include "utfall/vocabulary.h"

enum { ID, MANAD, KOD, BELOPP, INSATS, COLUMNS, NEEDED = INSATS };
static const char *const column_names[COLUMNS] = {"id", "manad", "kod", "belopp", "insats"};

struct ut_payments {
  struct ut_fields fields;
  struct ut_repeated_rows rows;
  uint64_t count; /* of them */
};

enum ut_status ut_payments_open(struct ut_payments **out, const char *path, struct ut_run *run, struct ut_error *err)
{
  const struct ut_reader_options options = {.run = run};
  struct ut_payments *p = *out = calloc(1, sizeof *p);
  if (!p)
    return ut_error_nomem(err);
  return ut_fields_open(&p->fields, (char *[]){(char *)path}, 1, &options, column_names, COLUMNS, NEEDED, err);
}

static enum ut_status read_month(const struct ut_fields *f, int *month, struct ut_error *err)
{
  struct ut_period period;
  enum ut_unit unit;
  bool known = ut_period_parse(f->cells[MANAD], &period, NULL) == UT_OK && ut_period_unit(period, &unit);
  if (!known || unit != UT_MONTH)
    return ut_fields_not(f, MANAD, err, "a month (expected YYYY-MM)");
  *month = ut_month_of(period.first);
  return UT_OK;
}

static enum ut_status read_code(const struct ut_fields *f, int *code, struct ut_error *err)
{
  char suggestion[UT_SUGGESTION];
  const struct ut_vocabulary *codes = &ut_vocabularies[UT_FORSORJNING];
  *code = ut_vocabulary_find(codes, f->cells[KOD]);
  return *code >= 0 ? UT_OK
                    : ut_fields_not(f, KOD, err, "a code of forsorjning%s",
                                    ut_vocabulary_suggest(codes, f->cells[KOD], suggestion));
}

static enum ut_status read_payment(struct ut_fields *f, struct ut_payment *payment, struct ut_error *err)
{
  *payment = (struct ut_payment){.id = f->cells[ID], .insats = f->cells[INSATS], .row = &f->row};
  UT_TRY(read_month(f, &payment->month, err));
  UT_TRY(read_code(f, &payment->code, err));
  return ut_fields_money(f, BELOPP, false, &payment->amount, err);
}

/* Two payments of a month may be equal, and follow one another; in exports that overlap equal ones stand apart. */
static enum ut_status note_row(struct ut_payments *p, struct ut_error *err)
{
  uint64_t before, place = ++p->count;
  const struct ut_fields *f = &p->fields;
  if (ut_repeated_rows_add(&p->rows, f->cells, COLUMNS, place, &before))
    return ut_error_nomem(err);
  if (before > 0 && before + 1 < place)
    ut_tally_add(&p->rows.again, f->row.source, f->row.line);
  return UT_OK;
}

static void tell_rows(const struct ut_payments *p)
{
  static const struct ut_tally_words again = {UT_NOTE_DUBBEL_RAD, "", " payment", " payments",
                                              ", equal to an earlier one that is not the row above: counted each time"};
  ut_tally_note(ut_reader_run(p->fields.reader), &p->rows.again, &again);
}

enum ut_status ut_payments_each(struct ut_payments *p, ut_payment_take *take, void *context, struct ut_error *err)
{
  struct ut_payment payment;
  enum ut_status status;
  while ((status = ut_fields_next(&p->fields, err)) == UT_OK) {
    UT_TRY(read_payment(&p->fields, &payment, err));
    UT_TRY(note_row(p, err));
    status = take(context, &payment, err);
    if (status != UT_OK) {
      ut_fields_blame(&p->fields, BELOPP, err);
      return status;
    }
  }
  if (status == UT_END)
    tell_rows(p);
  return status == UT_END ? UT_OK : status;
}

struct ut_reader *ut_payments_reader(const struct ut_payments *p)
{
  return p->fields.reader;
}

void ut_payments_free(struct ut_payments *p)
{
  if (!p)
    return;
  ut_fields_clear(&p->fields);
  ut_repeated_rows_clear(&p->rows);
  free(p);
}

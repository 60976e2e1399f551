/* Totals among the rows of a ledger: a name says that a row may be one, and the rows before it that it is. */
#include "budget/ledger_totals.h"

#include <stdlib.h>

#include "model/total_words.h"
#include "stream/fields.h"

/* What the name of a row says. */
struct named_total {
  const char *column; /* NULL: it is called nothing of the kind */
  struct ut_text name;
  bool sure; /* no entry is called so */
};

/* Nearly all names begin otherwise. */
static bool may_be_total(struct ut_text text)
{
  return text.len > 0 && (strchr("DdIiMmNnSsTtUu ", text.ptr[0]) || (text.ptr[0] & 0x80));
}

/* What is there before the entries, or after them, is no entry. */
static enum ut_status is_balance(struct ut_text text, bool *balance)
{
  static const char *const names[] = {
      "ib", "ub", "ingaende_saldo", "ingaende_balans", "utgaende_saldo", "utgaende_balans", "arets_resultat", "saldo"};
  struct ut_buf slug = {0};
  enum ut_status status = ut_text_slug(text, &slug);
  for (size_t i = 0; i < sizeof names / sizeof *names && status == UT_OK; i++) {
    size_t len = strlen(names[i]);
    bool begins = slug.len >= len && memcmp(slug.ptr, names[i], len) == 0;
    *balance = *balance || (begins && (slug.len == len || (slug.ptr[len] == '_' && len > strlen("saldo"))));
  }
  ut_buf_clear(&slug);
  return status;
}

static enum ut_status see_cell(const char *column, struct ut_text cell, struct named_total *named)
{
  bool total = false, balance = false;
  if (!may_be_total(cell))
    return UT_OK;
  UT_TRY(is_balance(cell, &balance));
  UT_TRY(ut_total_word_heads(cell, &total));
  UT_TRY(ut_total_word_is_sure(cell, &named->sure));
  named->sure = named->sure || balance;
  named->column = total || named->sure ? column : NULL;
  named->name = cell;
  return UT_OK;
}

/* No account is called a total; a text may say what a voucher is the sum of. */
static enum ut_status see_name(const struct ut_entry *entry, struct named_total *named)
{
  *named = (struct named_total){.column = NULL};
  UT_TRY(see_cell("konto", entry->konto, named));
  named->sure = named->column != NULL;
  return named->column || entry->verifikat.len > 0 ? UT_OK : see_cell("text", entry->text, named);
}

static enum ut_status begin(struct ut_ledger_totals *t, const struct ut_entry *entry)
{
  if (!t->source || strcmp(t->source, entry->source) != 0) {
    free(t->source);
    t->source = strdup(entry->source);
    t->insats.len = 0;
    t->file = t->since = t->insats_so_far = (struct ut_ledger_sum){0};
  }
  if (ut_text_equal(ut_buf_text(&t->insats), entry->insats))
    return t->source ? UT_OK : UT_NOMEM;
  t->insats_so_far = (struct ut_ledger_sum){0};
  t->insats.len = 0;
  UT_TRY(ut_buf_add_text(&t->insats, entry->insats));
  return t->source ? UT_OK : UT_NOMEM;
}

/* A single row is its own total only where there is no doubt about the name. */
static bool is_sum(const struct ut_ledger_sum *s, ut_money amount, bool sure)
{
  return s->amount == amount && (s->rows > 1 || (s->rows == 1 && sure));
}

/* What does not fit into 64 bits wraps around, and is held against nothing but what does so alike. */
static void add(struct ut_ledger_sum *s, ut_money amount)
{
  s->rows++;
  if (__builtin_add_overflow(s->amount, amount, &s->amount))
    s->rows++;
}

static enum ut_status refuse(const struct named_total *named, const struct ut_entry *entry, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  ut_error_set(err, UT_BAD_INPUT, UT_IS_TOTAL, ut_quote(quoted, named->name.ptr, named->name.len));
  ut_error_at(err, entry->source, entry->line, 0, named->column);
  return UT_BAD_INPUT;
}

enum ut_status ut_ledger_totals_take(struct ut_ledger_totals *t, const struct ut_entry *entry, bool known,
                                     enum ut_ledger_total *what, struct ut_error *err)
{
  struct named_total named;
  ut_money amount = entry->belopp;
  if (begin(t, entry) != UT_OK || see_name(entry, &named) != UT_OK)
    return ut_error_nomem(err);
  *what = named.column ? UT_TOTAL_BY_NAME : UT_TOTAL_NOT;
  if (named.column && (is_sum(&t->since, amount, named.sure) || is_sum(&t->insats_so_far, amount, named.sure) ||
                       is_sum(&t->file, amount, named.sure))) {
    *what = UT_TOTAL;
    t->since = (struct ut_ledger_sum){0};
    return UT_OK;
  }
  if (named.sure && amount != 0 && !known)
    return refuse(&named, entry, err);
  add(&t->file, amount);
  add(&t->insats_so_far, amount);
  add(&t->since, amount);
  return UT_OK;
}

void ut_ledger_totals_clear(struct ut_ledger_totals *t)
{
  free(t->source);
  ut_buf_clear(&t->insats);
}

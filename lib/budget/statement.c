/* Statements: decisions, plan and ledger put together, and handed to the form of the statement. */
#include <stdlib.h>

#include "budget/statement_form.h"
#include "model/alike.h"

static const struct ut_statement_form *const forms[] = {[UT_BALANCE] = &ut_balance_form,
                                                        [UT_REQUISITION] = &ut_requisition_form,
                                                        [UT_FORECAST] = &ut_forecast_form,
                                                        [UT_COST] = &ut_cost_form,
                                                        [UT_ENTRIES] = &ut_entries_form};

/* ---- insatser ---- */

size_t ut_statement_count(const struct ut_statement *s)
{
  return ut_distinct_count(&s->insatser);
}

struct ut_text ut_statement_name(const struct ut_statement *s, size_t insats)
{
  return ut_distinct_get(&s->insatser, insats);
}

size_t ut_statement_find(const struct ut_statement *s, struct ut_text name)
{
  uint32_t number;
  return ut_distinct_find(&s->insatser, name, &number) ? number : ut_statement_count(s);
}

enum ut_status ut_statement_find_part(const struct ut_statement *s, struct ut_text name, size_t *insats,
                                      struct ut_error *err)
{
  char quoted[UT_QUOTED];
  *insats = ut_statement_find(s, name);
  if (*insats < ut_statement_count(s))
    return UT_OK;
  return ut_error_set(err, UT_BAD_INPUT, "parts have the insats %s, which is in neither plan nor decisions",
                      ut_quote(quoted, name.ptr, name.len));
}

static enum ut_status add_name(struct ut_statement *s, struct ut_text name, struct ut_error *err)
{
  uint32_t number;
  return ut_distinct_add(&s->insatser, name, &number) ? ut_error_nomem(err) : UT_OK;
}

enum ut_status ut_statement_see(const struct ut_statement *s, const char *column, struct ut_text name,
                                const char *source, size_t line, struct ut_error *err)
{
  const struct ut_alike_place place = {source, line};
  enum ut_status status = ut_alike_see(s->o.books.run, ut_text_of(column), name, place);
  return status == UT_OK ? UT_OK : ut_error_nomem(err);
}

static enum ut_status add_planned(struct ut_statement *s, struct ut_error *err)
{
  for (size_t i = 0; i < s->plan.count; i++) {
    const struct ut_plan_row *row = &s->plan.rows[i];
    UT_TRY(add_name(s, row->insats, err));
    UT_TRY(ut_statement_see(s, "insats", row->insats, s->plan.source, row->line, err));
  }
  return UT_OK;
}

/* ---- opening ---- */

/* Objects of SIE are known by the insatser that have been added by then: to the plan by those of the decisions. */
static enum ut_status load(struct ut_statement *s, const char *ledger, struct ut_error *err)
{
  struct ut_books books = s->o.books;
  const char *plan = s->o.plan;
  UT_TRY(ut_decisions_load(&s->decisions, s->o.decisions, books.run, err));
  for (size_t i = 0; i < s->decisions.count; i++)
    UT_TRY(add_name(s, s->decisions.decisions[i].insats, err));
  if (!plan && s->form->shows_plan) {
    plan = ledger;
    books.run = NULL; /* findings are told once, of the ledger */
  }
  if (plan)
    UT_TRY(ut_plan_load(&s->plan, plan, &books, err));
  UT_TRY(ut_plan_settle(&s->plan, s->o.as_of == UT_DATE_NONE ? s->o.period.last : s->o.as_of, err));
  return add_planned(s, err);
}

enum ut_status ut_statement_open(struct ut_statement **out, enum ut_statement_kind kind,
                                 const struct ut_statement_options *options, const struct ut_ledger_files *ledger,
                                 struct ut_output *output, enum ut_format to, struct ut_error *err)
{
  struct ut_statement *s = *out = calloc(1, sizeof *s);
  if (!s || !(s->own = calloc(1, forms[kind]->size)))
    return ut_error_nomem(err);
  s->form = forms[kind];
  s->o = *options;
  s->o.books.known = &s->insatser;
  UT_TRY(load(s, ledger->paths[0], err));
  UT_TRY(s->form->begin(s, err));
  if (ledger->count > 0)
    UT_TRY(ut_ledger_open(&s->ledger, ledger, &s->o.books, err));
  return s->o.partial ? UT_OK : ut_tidy_open(&s->table, output, to, s->form->columns, s->form->column_count, err);
}

enum ut_status ut_statement_visit_plan(struct ut_statement *s, ut_plan_visit *visit, struct ut_error *err)
{
  for (size_t i = 0; i < s->plan.count; i++) {
    const struct ut_plan_row *row = &s->plan.rows[i];
    enum ut_status status = visit(s, ut_statement_find(s, row->insats), row, err);
    if (status != UT_OK) {
      ut_error_at(err, s->plan.source, row->line, 0, "belopp");
      return status;
    }
  }
  return UT_OK;
}

/* ---- the ledger ---- */

enum ut_status ut_entry_note(struct ut_note *n, const struct ut_entry *entry, struct ut_error *err)
{
  return ut_note_add(n, entry->belopp, entry->source, entry->line, err);
}

static enum ut_status take(struct ut_statement *s, const struct ut_entry *entry, struct ut_error *err)
{
  size_t insats = ut_statement_find(s, entry->insats);
  if (insats == ut_statement_count(s)) {
    UT_TRY(ut_note_add_stranger(&s->strangers, entry->insats, entry->belopp, entry->source, entry->line, err));
    UT_TRY(ut_statement_see(s, "insats", entry->insats, entry->source, entry->line, err));
  }
  return s->form->take(s, insats, entry, err);
}

static enum ut_status take_all(struct ut_statement *s, struct ut_error *err)
{
  struct ut_entry entry;
  enum ut_status status = UT_END;
  while (s->ledger && (status = ut_ledger_next(s->ledger, &entry, err)) == UT_OK) {
    status = take(s, &entry, err);
    if (status == UT_BAD_INPUT)
      ut_error_at(err, entry.source, entry.line, 0, s->form->field);
    if (status != UT_OK)
      return status;
  }
  return status == UT_END ? UT_OK : status;
}

/* What the reader should know of: of the plan, of the statement, of the ledger. A part tells of its entries alone. */
static void say_notes(const struct ut_statement *s)
{
  struct ut_run *run = s->o.books.run;
  if (s->form->shows_plan && !s->o.partial)
    ut_plan_say_notes(&s->plan, run);
  s->form->say_notes(s, run);
  if (s->ledger)
    ut_ledger_say_notes(s->ledger, run);
}

enum ut_status ut_statement_read(struct ut_statement *s, struct ut_partial *part, struct ut_error *err)
{
  UT_TRY(take_all(s, err));
  if (s->o.partial)
    say_notes(s);
  return s->form->close ? s->form->close(s, part, err) : UT_OK;
}

enum ut_status ut_statement_write(struct ut_statement *s, struct ut_error *err)
{
  if (s->form->write)
    UT_TRY(s->form->write(s, err));
  UT_TRY(ut_tidy_close(&s->table, UT_OK, err));
  say_notes(s);
  return UT_OK;
}

void ut_statement_free(struct ut_statement *s)
{
  if (!s)
    return;
  if (s->form)
    s->form->clear(s);
  free(s->own);
  ut_writer_close(s->table.writer, false, NULL);
  ut_ledger_free(s->ledger);
  ut_note_clear(&s->strangers);
  ut_distinct_clear(&s->insatser);
  ut_plan_clear(&s->plan);
  ut_decisions_clear(&s->decisions);
  free(s);
}

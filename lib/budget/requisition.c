/* Requisitions: entries are refused or kept as they come; the funds are shared out once all are there. */
#include "budget/requisition.h"

#include <stdio.h>
#include <stdlib.h>

#include "budget/categories.h"
#include "budget/entry.h"
#include "base/grow.h"
#include "budget/insatser.h"
#include "budget/register.h"

/* What an entry came to, or what else there is to remark on. */
enum fate {
  UNDECIDED,
  OUTSIDE,
  AFTER,
  ALREADY,
  BEYOND,
  REFUSALS, /* those before it are reasons to refuse */
  LATE = REFUSALS,
  GONE,
  PLAN_OUTSIDE,
  FATES,
  KEPT = FATES
};

static const char *const reasons[REFUSALS] = {[UNDECIDED] = "utan_beslut",
                                              [OUTSIDE] = "utanfor_insatstid",
                                              [AFTER] = "efter_perioden",
                                              [ALREADY] = "redan_rekvirerad",
                                              [BEYOND] = "over_beslutat"};

/* NULL: what is as it should be. */
static const char *const remarks[FATES] = {
    [UNDECIDED] = "no decision is in force, nothing is requisitioned",
    [OUTSIDE] = "dated outside the insatstid, refused",
    [BEYOND] = "more than is left of the decided funds, refused",
    [LATE] = "dated before the period and not requisitioned then, taken now",
    [GONE] = "requisitioned before, and no longer in the ledger",
    [PLAN_OUTSIDE] = "planned for periods outside the insatstid, spread over their own months",
};

struct insats {
  const struct ut_decision *decision; /* in force; NULL: none */
  ut_date totals_from;                /* its funds are for what is dated from this day on */
  struct ut_categories claim;         /* categories as the plan names them, then as the ledger does */
  ut_money requisitioned;             /* of the decided funds, before and now */
  ut_date ledger_from;                /* the first day of the ledger; UT_DATE_NONE: it has no entry */
  struct ut_note notes[FATES];
};

/* An entry that is neither refused nor requisitioned yet. */
struct kept {
  struct ut_entry entry;
  char *block; /* holds its texts */
  struct insats *insats;
  size_t category, sequence;
  int64_t occurrence;
  bool taken;
};

struct ut_requisition {
  struct ut_requisition_options o;
  char name[11]; /* of the period */
  const struct ut_plan *plan;
  struct ut_insatser known;
  struct insats *insatser; /* one for each that is known */
  struct ut_register *earlier;
  struct ut_writer *refused;
  struct kept *kept;
  size_t kept_count, kept_room;
  struct ut_note unknown;
};

/* ---- insatser and categories ---- */

static struct insats *find(struct ut_requisition *r, struct ut_text name)
{
  size_t i = ut_insatser_find(&r->known, name);
  return i < r->known.count ? &r->insatser[i] : NULL;
}

static bool is_in(struct ut_period p, ut_date d)
{
  return p.first <= d && d <= p.last;
}

static enum ut_status note(struct ut_note *n, const struct ut_entry *entry, struct ut_error *err)
{
  return ut_note_add(n, entry->belopp, entry->source, entry->line, err);
}

/* ---- the plan ---- */

static enum ut_status plan_row(void *context, const struct ut_plan_row *row, struct ut_error *err)
{
  struct ut_requisition *r = context;
  struct insats *i = find(r, row->insats);
  struct ut_spread spread = ut_plan_spread(row, i->decision ? &i->decision->tid : NULL);
  int first = ut_month_of(r->o.period.first), last = ut_month_of(r->o.period.last);
  int from = i->decision ? ut_month_of(i->decision->tid.first) : spread.first;
  size_t category;
  enum ut_status status = ut_categories_find(&i->claim, row->kategori, &category, err);
  if (status != UT_OK)
    return status;
  ut_money *sums = i->claim.categories[category].sums;
  status = ut_money_add(&sums[UT_BUDGET], ut_spread_within(&spread, first, last), err);
  if (status == UT_OK && from <= last)
    status = ut_money_add(&sums[UT_BUDGET_ALL], ut_spread_within(&spread, from, last), err);
  if (status == UT_OK && spread.outside)
    status = ut_note_add(&i->notes[PLAN_OUTSIDE], row->belopp, ut_plan_source(r->plan), row->line, err);
  return status;
}

/* ---- the beginning ---- */

static enum ut_status gather(struct ut_requisition *r, const struct ut_decisions *decisions, struct ut_error *err)
{
  enum ut_status status = ut_insatser_gather(&r->known, decisions, r->plan, err);
  if (status != UT_OK)
    return status;
  r->insatser = calloc(r->known.count + 1, sizeof *r->insatser);
  if (!r->insatser)
    return ut_error_nomem(err);
  for (size_t i = 0; i < r->known.count; i++)
    r->insatser[i] = (struct insats){.decision = ut_decisions_in_force(decisions, r->known.names[i], r->o.as_of),
                                     .totals_from = ut_decisions_totals_from(decisions, r->known.names[i], r->o.as_of),
                                     .ledger_from = UT_DATE_NONE};
  return UT_OK;
}

/* What was requisitioned of the funds of the decisions in force. */
static enum ut_status count_earlier(struct ut_requisition *r, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (size_t k = 0; k < ut_register_count(r->earlier) && status == UT_OK; k++) {
    struct ut_registered row = ut_register_get(r->earlier, k);
    struct insats *i = find(r, row.insats);
    if (i && row.datum >= i->totals_from)
      status = ut_money_add(&i->requisitioned, row.belopp, err);
    if (status != UT_OK)
      ut_error_at(err, r->o.requisitioned, row.line, 0, "belopp");
  }
  return status;
}

static enum ut_status open_refused(struct ut_requisition *r, struct ut_error *err)
{
  struct ut_text names[UT_ENTRY_CELLS + 1];
  for (size_t i = 0; i < UT_ENTRY_CELLS; i++)
    names[i] = ut_text_of(ut_entry_columns[i]);
  names[UT_ENTRY_CELLS] = ut_text_of("skal");
  return ut_writer_open(&r->refused, r->o.refused, UT_CSV, names, UT_ENTRY_CELLS + 1, NULL, err);
}

static enum ut_status name_period(struct ut_requisition *r, struct ut_error *err)
{
  enum ut_unit unit;
  if (!ut_period_unit(r->o.period, &unit) || unit == UT_DAY) {
    ut_error_set(err, UT_USAGE, "a requisition is of a month, quarter, third of a year, half-year or year");
    ut_error_at(err, NULL, 0, 0, "--period");
    return UT_USAGE;
  }
  ut_period_format(r->o.period.first, unit, r->name);
  return UT_OK;
}

enum ut_status ut_requisition_new(struct ut_requisition **out, const struct ut_decisions *decisions,
                                  const struct ut_plan *plan, const struct ut_requisition_options *options,
                                  struct ut_error *err)
{
  struct ut_requisition *r = calloc(1, sizeof *r);
  *out = r;
  if (!r)
    return ut_error_nomem(err);
  r->o = *options;
  if (r->o.as_of == UT_DATE_NONE)
    r->o.as_of = r->o.period.last;
  r->plan = plan;
  enum ut_status status = name_period(r, err);
  if (status == UT_OK)
    status = gather(r, decisions, err);
  if (status == UT_OK)
    status = ut_plan_visit(r->plan, plan_row, r, err);
  if (status == UT_OK)
    status = ut_register_open(&r->earlier, options->requisitioned, options->record, err);
  if (status == UT_OK)
    status = count_earlier(r, err);
  if (status == UT_OK && options->refused)
    status = open_refused(r, err);
  if (status != UT_OK) {
    ut_requisition_free(r);
    *out = NULL;
  }
  return status;
}

bool ut_requisition_knows(struct ut_requisition *r, struct ut_text name)
{
  return find(r, name) != NULL;
}

/* ---- the ledger ---- */

static enum ut_status refuse(struct ut_requisition *r, struct insats *i, const struct ut_entry *entry, enum fate why,
                             struct ut_error *err)
{
  struct ut_entry_row row = {0};
  struct ut_text cells[UT_ENTRY_CELLS + 1];
  enum ut_status status = note(&i->notes[why], entry, err);
  if (status != UT_OK || !r->refused)
    return status;
  ut_entry_row_fill(&row, entry);
  memcpy(cells, row.cells, sizeof row.cells);
  cells[UT_ENTRY_CELLS] = ut_text_of(reasons[why]);
  return ut_writer_row(r->refused, cells, err);
}

static enum fate judge_day(const struct ut_requisition *r, const struct insats *i, ut_date datum)
{
  if (!i->decision)
    return UNDECIDED;
  if (!is_in(i->decision->tid, datum))
    return OUTSIDE;
  return datum > r->o.period.last ? AFTER : KEPT;
}

static enum ut_status count_outcome(const struct ut_requisition *r, struct ut_category *c, const struct ut_entry *entry,
                                    struct ut_error *err)
{
  enum ut_status status = ut_money_add(&c->sums[UT_OUTCOME_ALL], entry->belopp, err);
  bool now = is_in(r->o.period, entry->datum);
  return status == UT_OK && now ? ut_money_add(&c->sums[UT_OUTCOME], entry->belopp, err) : status;
}

static enum ut_status keep(struct ut_requisition *r, const struct kept *what, struct ut_error *err)
{
  struct kept *grown = ut_grow(r->kept, r->kept_count, &r->kept_room, sizeof *grown);
  if (!grown)
    return ut_error_nomem(err);
  r->kept = grown;
  struct kept *to = &r->kept[r->kept_count];
  *to = *what;
  to->sequence = r->kept_count;
  enum ut_status status = ut_entry_copy(&what->entry, &to->entry, &to->block, err);
  r->kept_count += status == UT_OK;
  return status;
}

/* An entry of the insatstid, up to the end of the period. */
static enum ut_status count_entry(struct ut_requisition *r, struct insats *i, const struct ut_entry *entry,
                                  struct ut_error *err)
{
  struct kept kept = {.entry = *entry, .insats = i};
  bool stands;
  enum ut_status status = ut_categories_find(&i->claim, entry->kategori, &kept.category, err);
  if (status == UT_OK)
    status = count_outcome(r, &i->claim.categories[kept.category], entry, err);
  if (status == UT_OK)
    status = ut_register_look(r->earlier, entry, &kept.occurrence, &stands, err);
  if (status != UT_OK)
    return status;
  return stands ? refuse(r, i, entry, ALREADY, err) : keep(r, &kept, err);
}

enum ut_status ut_requisition_add(struct ut_requisition *r, const struct ut_entry *entry, struct ut_error *err)
{
  struct insats *i = find(r, entry->insats);
  enum ut_status status;
  if (!i) {
    status = ut_note_add_stranger(&r->unknown, entry->insats, entry->belopp, entry->source, entry->line, err);
  } else {
    enum fate fate = judge_day(r, i, entry->datum);
    if (i->ledger_from == UT_DATE_NONE || entry->datum < i->ledger_from)
      i->ledger_from = entry->datum;
    status = fate == KEPT ? count_entry(r, i, entry, err) : refuse(r, i, entry, fate, err);
  }
  if (status != UT_OK)
    ut_error_at(err, entry->source, entry->line, 0, NULL);
  return status;
}

/* ---- sharing out the funds ---- */

static int compare_kept(const void *a, const void *b)
{
  const struct kept *x = a, *y = b;
  if (x->entry.datum != y->entry.datum)
    return x->entry.datum < y->entry.datum ? -1 : 1;
  return x->sequence < y->sequence ? -1 : 1;
}

/* Takes the entry if the funds hold it; income, and a correction, always. */
static enum ut_status take(struct kept *k, struct ut_error *err)
{
  struct insats *i = k->insats;
  ut_money with = i->requisitioned;
  enum ut_status status = ut_money_add(&with, k->entry.belopp, err);
  if (status != UT_OK || (k->entry.belopp > 0 && with > i->decision->funds))
    return status;
  i->requisitioned = with;
  k->taken = true;
  return ut_money_add(&i->claim.categories[k->category].sums[UT_TAKEN], k->entry.belopp, err);
}

static enum ut_status share_out(struct ut_requisition *r, bool costs, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (size_t k = 0; k < r->kept_count && status == UT_OK; k++)
    if ((r->kept[k].entry.belopp > 0) == costs)
      status = take(&r->kept[k], err);
  return status;
}

static enum ut_status settle(struct ut_requisition *r, const struct kept *k, struct ut_error *err)
{
  bool late = k->entry.datum < r->o.period.first;
  enum ut_status status = UT_OK;
  if (!k->taken)
    return refuse(r, k->insats, &k->entry, BEYOND, err);
  if (late)
    status = note(&k->insats->notes[LATE], &k->entry, err);
  return status == UT_OK ? ut_register_add(r->earlier, r->name, &k->entry, k->occurrence, late, err) : status;
}

static enum ut_status decide(struct ut_requisition *r, struct ut_error *err)
{
  if (r->kept_count > 1)
    qsort(r->kept, r->kept_count, sizeof *r->kept, compare_kept);
  enum ut_status status = share_out(r, false, err);
  if (status == UT_OK)
    status = share_out(r, true, err);
  for (size_t k = 0; k < r->kept_count && status == UT_OK; k++) {
    status = settle(r, &r->kept[k], err);
    if (status != UT_OK)
      ut_error_at(err, r->kept[k].entry.source, r->kept[k].entry.line, 0, NULL);
  }
  return status;
}

/* Entries of the insatstid, in the part of it that the ledger covers, that stand in the register and not there. */
static enum ut_status miss(struct ut_requisition *r, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (size_t k = 0; k < ut_register_count(r->earlier) && status == UT_OK; k++) {
    struct ut_registered row = ut_register_get(r->earlier, k);
    struct insats *i = find(r, row.insats);
    bool expected = i && i->ledger_from != UT_DATE_NONE && row.datum >= i->ledger_from;
    if (expected && !row.found && judge_day(r, i, row.datum) == KEPT)
      status = ut_note_add(&i->notes[GONE], row.belopp, r->o.requisitioned, row.line, err);
  }
  return status;
}

/* ---- writing ---- */

static enum ut_status write_table(const struct ut_requisition *r, struct ut_output *output, enum ut_format to,
                                  struct ut_error *err)
{
  struct ut_tidy t = {0};
  enum ut_status status = ut_categories_open(&t, output, to, err);
  for (size_t i = 0; i < r->known.count && status == UT_OK; i++)
    status = ut_categories_write(&r->insatser[i].claim, r->known.names[i], &t, err);
  return ut_tidy_close(&t, status, err);
}

static enum ut_status end_lists(struct ut_requisition *r, struct ut_error *err)
{
  enum ut_status refused = ut_writer_close(r->refused, true, err);
  enum ut_status record = ut_register_close(r->earlier, true, refused == UT_OK ? err : NULL);
  r->refused = NULL;
  r->earlier = NULL;
  return refused == UT_OK ? record : refused;
}

enum ut_status ut_requisition_write(struct ut_requisition *r, struct ut_output *output, enum ut_format to,
                                    struct ut_error *err)
{
  enum ut_status status = decide(r, err);
  if (status == UT_OK)
    status = miss(r, err);
  if (status == UT_OK)
    status = write_table(r, output, to, err);
  return status == UT_OK ? end_lists(r, err) : status;
}

/* ---- the end ---- */

void ut_requisition_say_notes(const struct ut_requisition *r, ut_note_say *say, void *context)
{
  char text[UT_NOTE_SIZE];
  for (size_t i = 0; i < r->known.count; i++)
    for (size_t k = 0; k < FATES; k++) {
      const struct ut_note *n = &r->insatser[i].notes[k];
      if (remarks[k] && (n->rows > 0 || (k == UNDECIDED && !r->insatser[i].decision)))
        say(context, ut_note_format(n, r->known.names[i], remarks[k], text));
    }
  if (r->unknown.rows > 0)
    say(context, ut_note_format_strangers(&r->unknown, text));
}

static void clear_insats(struct insats *i)
{
  ut_categories_clear(&i->claim);
  for (size_t k = 0; k < FATES; k++)
    ut_note_clear(&i->notes[k]);
}

void ut_requisition_free(struct ut_requisition *r)
{
  if (!r)
    return;
  for (size_t i = 0; r->insatser && i < r->known.count; i++)
    clear_insats(&r->insatser[i]);
  for (size_t k = 0; k < r->kept_count; k++)
    free(r->kept[k].block);
  ut_writer_close(r->refused, false, NULL);
  ut_register_close(r->earlier, false, NULL);
  ut_insatser_clear(&r->known);
  ut_note_clear(&r->unknown);
  free(r->insatser);
  free(r->kept);
  free(r);
}

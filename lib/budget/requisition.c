/* Requisitions: what may be requisitioned of the costs of a period, so that nothing is twice, outside the insatstid or
 * beyond the decided funds. Entries are refused or kept as they come; the funds are shared out once all are there. */
#include <stdio.h>
#include <stdlib.h>

#include "base/chains.h"
#include "base/grow.h"
#include "budget/categories.h"
#include "budget/entry.h"
#include "budget/misspelt.h"
#include "budget/register.h"
#include "budget/statement_form.h"

/* What an entry came to, or what else there is to remark on. */
enum fate {
  UNDECIDED,
  OUTSIDE,
  AFTER,
  ALREADY,
  BEYOND,
  REFUSALS, /* those before it are reasons to refuse */
  LATE = REFUSALS,
  MOVED,
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

/* Without a text: nothing to remark on. */
static const struct {
  enum ut_note_code code;
  const char *text;
} remarks[FATES] = {
    [UNDECIDED] = {UT_NOTE_BESLUT_SAKNAS, "no decision is in force, nothing is requisitioned"},
    [OUTSIDE] = {UT_NOTE_UTANFOR_INSATSTID, "dated outside the insatstid, refused"},
    [BEYOND] = {UT_NOTE_OVER_BESLUTAT, "more than is left of the decided funds, refused"},
    [LATE] = {UT_NOTE_EJ_REKVIRERAT, "dated before the period and not requisitioned then, taken now"},
    [MOVED] = {UT_NOTE_REKVIRERAT_FLYTTAT, "requisitioned before by another number or day, moved in the register"},
    [GONE] = {UT_NOTE_REKVIRERAT_BORTA, "requisitioned before, and no longer in the ledger, taken back"},
    [PLAN_OUTSIDE] = {UT_NOTE_PLAN_UTANFOR, "planned for periods outside the insatstid, spread over their own months"},
};

struct insats_requisition {
  const struct ut_decision *decision; /* in force; NULL: none */
  ut_date totals_from;                /* its funds are for what is dated from this day on */
  struct ut_categories by_category;   /* those of the plan, then those that the ledger alone has */
  ut_money requisitioned;             /* of the decided funds, before and now */
  ut_money compared;                  /* what the register has of the insatstid, up to the end of the period, */
  struct ut_note lost;                /* and what of it is gone and cannot be taken back */
  ut_money outcome;                   /* all of its ledger, once it is summed */
  bool summed;
  bool fresh;          /* the ledger has entries that are not in the register */
  ut_date ledger_from; /* the first day of the ledger; UT_DATE_NONE: it has no entry */
  struct ut_note notes[FATES];
};

/* An entry that is neither refused nor requisitioned yet; `category` is a place among those of its insats. */
struct kept {
  struct ut_entry entry;
  char *block; /* holds its texts */
  struct insats_requisition *insats;
  size_t category, sequence;
  int64_t occurrence;
  bool moved; /* from another day or number */
  bool taken;
};

/* What is to become of an entry of the register. */
enum lot { STAYS, AMISS, TAKEN_BACK, MOVES };

struct requisition {
  char name[11];                       /* of the period */
  struct insats_requisition *insatser; /* one for each of the statement's */
  struct ut_register *earlier;
  struct ut_tidy refused; /* without a writer where no list of them is wanted */
  enum lot *lots;         /* one for each entry of the register */
  struct kept *kept;
  size_t kept_count, kept_room;
};

static bool is_in(struct ut_period p, ut_date d)
{
  return p.first <= d && d <= p.last;
}

/* ---- plan and register ---- */

static enum ut_status plan_row(struct ut_statement *s, size_t insats, const struct ut_plan_row *row,
                               struct ut_error *err)
{
  struct insats_requisition *i = &((struct requisition *)s->own)->insatser[insats];
  struct ut_spread spread = ut_plan_spread(row, i->decision ? &i->decision->tid : NULL);
  int first = ut_month_of(s->o.period.first), last = ut_month_of(s->o.period.last);
  int from = i->decision ? ut_month_of(i->decision->tid.first) : spread.first;
  size_t category;
  UT_TRY(ut_categories_find(&i->by_category, row->kategori, &category, err));
  ut_money *sums = i->by_category.categories[category].sums;
  UT_TRY(ut_money_add(&sums[UT_BUDGET], ut_spread_within(&spread, first, last), err));
  if (from <= last)
    UT_TRY(ut_money_add(&sums[UT_BUDGET_ALL], ut_spread_within(&spread, from, last), err));
  if (!spread.outside)
    return UT_OK;
  return ut_note_add(&i->notes[PLAN_OUTSIDE], row->belopp, s->plan.source, row->line, err);
}

static enum ut_status name_period(struct ut_statement *s, char name[11], struct ut_error *err)
{
  enum ut_unit unit;
  if (ut_period_unit(s->o.period, &unit) && unit != UT_DAY) {
    ut_period_format(s->o.period.first, unit, name);
    return UT_OK;
  }
  ut_error_set(err, UT_USAGE, "a requisition is of a month, quarter, third of a year, half-year or year");
  return ut_error_blame(UT_USAGE, "--period", err);
}

static enum ut_status gather(struct ut_statement *s, struct requisition *r, struct ut_error *err)
{
  r->insatser = calloc(ut_statement_count(s) + 1, sizeof *r->insatser);
  if (!r->insatser)
    return ut_error_nomem(err);
  for (size_t i = 0; i < ut_statement_count(s); i++) {
    struct ut_text name = ut_statement_name(s, i);
    r->insatser[i] =
        (struct insats_requisition){.decision = ut_decisions_in_force(&s->decisions, name, s->o.as_of),
                                    .totals_from = ut_decisions_totals_from(&s->decisions, name, s->o.as_of),
                                    .ledger_from = UT_DATE_NONE};
  }
  return UT_OK;
}

/* The insats of an entry of the register, which is not one that was taken back; NULL where it is not known. */
static struct insats_requisition *earlier_insats(struct ut_statement *s, size_t index, const struct ut_registered **row)
{
  const struct requisition *r = s->own;
  *row = ut_register_get(r->earlier, index);
  size_t insats = (*row)->back ? ut_statement_count(s) : ut_statement_find(s, (*row)->entry.insats);
  return insats < ut_statement_count(s) ? &r->insatser[insats] : NULL;
}

/* What was requisitioned of the funds of the decisions in force. */
static enum ut_status count_rows(struct ut_statement *s, struct ut_misspelt *names, struct ut_error *err)
{
  struct requisition *r = s->own;
  struct ut_text looked_at = {"", 0};
  size_t count = ut_register_count(r->earlier);
  r->lots = calloc(count + 1, sizeof *r->lots);
  if (!r->lots)
    return ut_error_nomem(err);
  for (size_t k = 0; k < count; k++) {
    const struct ut_registered *row;
    struct insats_requisition *i = earlier_insats(s, k, &row);
    bool counts = i && row->entry.datum >= i->totals_from;
    if (!i && !row->back && !ut_text_equal(row->entry.insats, looked_at))
      UT_TRY(ut_misspelt_refuse(names, s, &row->entry, err));
    looked_at = row->entry.insats;
    if (counts && ut_money_add(&i->requisitioned, row->entry.belopp, err) != UT_OK) {
      ut_error_at(err, s->o.requisitioned, row->entry.line, 0, "belopp");
      return UT_BAD_INPUT;
    }
  }
  return UT_OK;
}

static enum ut_status count_earlier(struct ut_statement *s, struct ut_error *err)
{
  struct ut_misspelt names = {0};
  enum ut_status status = count_rows(s, &names, err);
  ut_misspelt_clear(&names);
  return status;
}

static enum ut_status begin(struct ut_statement *s, struct ut_error *err)
{
  static const char *const refused_columns[] = {UT_ENTRY_COLUMNS, "skal"};
  struct requisition *r = s->own;
  if (s->o.as_of == UT_DATE_NONE)
    s->o.as_of = s->o.period.last;
  UT_TRY(name_period(s, r->name, err));
  UT_TRY(gather(s, r, err));
  UT_TRY(ut_statement_visit_plan(s, plan_row, err));
  UT_TRY(ut_register_open(&r->earlier, s->o.requisitioned, s->o.record, s->o.books.run, err));
  UT_TRY(count_earlier(s, err));
  if (!s->o.refused)
    return UT_OK;
  return ut_tidy_open(&r->refused, s->o.refused, UT_CSV, refused_columns, UT_ENTRY_CELLS + 1, err);
}

/* ---- the ledger ---- */

static enum ut_status refuse(struct requisition *r, struct insats_requisition *i, const struct ut_entry *entry,
                             enum fate why, struct ut_error *err)
{
  struct ut_entry_row row = {0};
  UT_TRY(ut_entry_note(&i->notes[why], entry, err));
  if (!r->refused.writer)
    return UT_OK;
  ut_entry_row_fill(&row, entry);
  ut_tidy_begin(&r->refused, row.cells, UT_ENTRY_CELLS);
  ut_tidy_text(&r->refused, ut_text_of(reasons[why]));
  return ut_tidy_end(&r->refused, err);
}

static enum fate judge_day(const struct insats_requisition *i, ut_date datum, ut_date last)
{
  if (!i->decision)
    return UNDECIDED;
  if (!is_in(i->decision->tid, datum))
    return OUTSIDE;
  return datum > last ? AFTER : KEPT;
}

static enum ut_status keep(struct requisition *r, const struct kept *what, struct ut_error *err)
{
  struct kept *grown = ut_grow(r->kept, r->kept_count, &r->kept_room, sizeof *grown);
  if (!grown)
    return ut_error_nomem(err);
  r->kept = grown;
  struct kept *to = &r->kept[r->kept_count];
  *to = *what;
  to->sequence = r->kept_count;
  to->insats->fresh = true;
  UT_TRY(ut_entry_copy(&what->entry, &to->entry, &to->block, err));
  r->kept_count++;
  return UT_OK;
}

/* An entry of the insatstid, up to the end of the period. */
static enum ut_status count_entry(struct ut_statement *s, struct insats_requisition *i, const struct ut_entry *entry,
                                  struct ut_error *err)
{
  struct requisition *r = s->own;
  struct kept kept = {.entry = *entry, .insats = i};
  bool registered;
  size_t before = i->by_category.count;
  UT_TRY(ut_categories_find(&i->by_category, entry->kategori, &kept.category, err));
  if (kept.category == before)
    UT_TRY(ut_statement_see(s, "kategori", entry->kategori, entry->source, entry->line, err));
  ut_money *sums = i->by_category.categories[kept.category].sums;
  UT_TRY(ut_money_add(&sums[UT_OUTCOME_ALL], entry->belopp, err));
  if (is_in(s->o.period, entry->datum))
    UT_TRY(ut_money_add(&sums[UT_OUTCOME], entry->belopp, err));
  UT_TRY(ut_register_look(r->earlier, entry, &kept.occurrence, &registered, err));
  return registered ? refuse(r, i, entry, ALREADY, err) : keep(r, &kept, err);
}

static enum ut_status take(struct ut_statement *s, size_t insats, const struct ut_entry *entry, struct ut_error *err)
{
  struct requisition *r = s->own;
  struct insats_requisition *i = &r->insatser[insats];
  if (insats == ut_statement_count(s))
    return UT_OK;
  if (i->ledger_from == UT_DATE_NONE || entry->datum < i->ledger_from)
    i->ledger_from = entry->datum;
  enum fate fate = judge_day(i, entry->datum, s->o.period.last);
  return fate == KEPT ? count_entry(s, i, entry, err) : refuse(r, i, entry, fate, err);
}

/* ---- what is requisitioned and not in the ledger ---- */

static int compare_kept(const void *a, const void *b)
{
  const struct kept *x = a, *y = b;
  if (x->entry.datum != y->entry.datum)
    return x->entry.datum < y->entry.datum ? -1 : 1;
  return x->sequence < y->sequence ? -1 : 1;
}

/* Is the row from a day that the ledger of the insats reaches? */
static bool is_reached(const struct insats_requisition *i, const struct ut_registered *row)
{
  return i->ledger_from != UT_DATE_NONE && row->entry.datum >= i->ledger_from;
}

/* Ways in which a new entry is one that is gone, the surest first. */
enum entry_likeness { BY_NUMBER, BY_DAY, BY_AMOUNT, LIKENESSES };

/* What both have in common then. */
static enum ut_status write_key(struct ut_buf *key, const struct insats_requisition *i, const struct ut_entry *entry,
                                enum entry_likeness likeness)
{
  int year = ut_date_split(entry->datum).year; /* in each, numbers begin anew */
  uintptr_t whose = (uintptr_t)i;
  key->len = 0;
  ut_buf_add(key, &whose, sizeof whose);
  ut_buf_add(key, &entry->belopp, sizeof entry->belopp);
  if (likeness == BY_DAY)
    ut_buf_add(key, &entry->datum, sizeof entry->datum);
  if (likeness == BY_NUMBER) {
    ut_buf_add(key, &year, sizeof year);
    ut_buf_add(key, &entry->verifikat.len, sizeof entry->verifikat.len);
    ut_buf_add_text(key, entry->verifikat);
  }
  return ut_buf_add_text(key, entry->konto);
}

static bool is_comparable(const struct insats_requisition *i, const struct ut_registered *row,
                          enum entry_likeness likeness)
{
  return likeness == BY_NUMBER ? row->entry.verifikat.len > 0 : is_reached(i, row);
}

/* The new entries that are none of those that are gone, by what they may have in common with one. */
static enum ut_status chain_kept(const struct requisition *r, enum entry_likeness likeness, struct ut_buf *key,
                                 struct ut_chains *chains)
{
  for (size_t k = 0; k < r->kept_count; k++) {
    if (r->kept[k].moved)
      continue;
    UT_TRY(write_key(key, r->kept[k].insats, &r->kept[k].entry, likeness));
    UT_TRY(ut_chains_add(chains, ut_buf_text(key), k));
  }
  return UT_OK;
}

/* Finds for each that is gone the first new entry that is like it. */
static enum ut_status match(struct ut_statement *s, enum entry_likeness likeness, struct ut_buf *key,
                            struct ut_chains *chains)
{
  struct requisition *r = s->own;
  UT_TRY(chain_kept(r, likeness, key, chains));
  for (size_t k = 0; k < ut_register_count(r->earlier); k++) {
    const struct ut_registered *row;
    struct insats_requisition *i = earlier_insats(s, k, &row);
    size_t found;
    if (r->lots[k] != AMISS || !is_comparable(i, row, likeness))
      continue;
    UT_TRY(write_key(key, i, &row->entry, likeness));
    if (!ut_chains_take(chains, ut_buf_text(key), &found))
      continue;
    r->kept[found].moved = true;
    r->lots[k] = MOVES;
  }
  return UT_OK;
}

static enum ut_status match_all(struct ut_statement *s, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  struct ut_buf key = {0};
  for (enum entry_likeness l = 0; l < LIKENESSES && status == UT_OK; l++) {
    struct ut_chains chains = {0};
    status = match(s, l, &key, &chains);
    ut_chains_clear(&chains);
  }
  ut_buf_clear(&key);
  return status == UT_OK ? UT_OK : ut_error_nomem(err);
}

/* Finds what is amiss: entries of the insatstid up to the end of the period, that are in the register alone. */
static enum ut_status find_amiss(struct ut_statement *s, struct ut_error *err)
{
  struct requisition *r = s->own;
  bool any = false;
  for (size_t k = 0; k < ut_register_count(r->earlier); k++) {
    const struct ut_registered *row;
    struct insats_requisition *i = earlier_insats(s, k, &row);
    if (!i || judge_day(i, row->entry.datum, s->o.period.last) != KEPT)
      continue;
    UT_TRY(ut_money_add(&i->compared, row->entry.belopp, err));
    r->lots[k] = row->found ? STAYS : AMISS;
    any = any || !row->found;
  }
  return any ? match_all(s, err) : UT_OK;
}

static enum ut_status sum_outcome(struct insats_requisition *i, struct ut_error *err)
{
  for (size_t k = 0; k < i->by_category.count && !i->summed; k++)
    UT_TRY(ut_money_add(&i->outcome, i->by_category.categories[k].sums[UT_OUTCOME_ALL], err));
  i->summed = true;
  return UT_OK;
}

/* Entries that are gone are taken back where new ones have come, from the day on that the ledger reaches, and where
 * nothing else makes the register more than the ledger. */
static enum ut_status judge_amiss(struct ut_statement *s, struct ut_error *err)
{
  struct requisition *r = s->own;
  for (size_t k = 0; k < ut_register_count(r->earlier); k++) {
    const struct ut_registered *row;
    struct insats_requisition *i = earlier_insats(s, k, &row);
    if (r->lots[k] != AMISS)
      continue;
    UT_TRY(sum_outcome(i, err));
    bool replaced = is_reached(i, row) && (i->fresh || i->compared <= i->outcome);
    if (replaced || s->o.allow_shrunk)
      r->lots[k] = TAKEN_BACK;
    else
      UT_TRY(ut_note_add(&i->lost, row->entry.belopp, s->o.requisitioned, row->entry.line, err));
  }
  return UT_OK;
}

static void say_lost(const struct ut_statement *s, size_t insats, ut_money ledger)
{
  char quoted[UT_QUOTED], money[UT_MONEY_SIZE], sum[UT_MONEY_SIZE], first[11], has[64] = "nothing of it";
  const struct insats_requisition *i = &((struct requisition *)s->own)->insatser[insats];
  struct ut_text name = ut_statement_name(s, insats);
  struct ut_error fault;
  if (i->ledger_from != UT_DATE_NONE)
    snprintf(has, sizeof has, "%s kr and begin with %s", ut_money_format(ledger, sum),
             ut_date_format(i->ledger_from, first));
  ut_error_set(&fault, UT_BAD_INPUT,
               "%s: %s kr in %zu row%s of the register, this the first, are not in the ledgers, which have %s",
               ut_quote(quoted, name.ptr, name.len), ut_money_format(i->lost.amount, money), i->lost.rows,
               i->lost.rows == 1 ? "" : "s", has);
  ut_error_at(&fault, i->lost.source, i->lost.line, 0, NULL);
  ut_run_fault(s->o.books.run, UT_NOTE_REKVIRERAT_BORTA, &fault);
}

/* The register of an insats is what its ledger has, and never more. */
static enum ut_status check_lost(struct ut_statement *s, struct ut_error *err)
{
  const struct requisition *r = s->own;
  bool shrunk = false;
  for (size_t k = 0; k < ut_statement_count(s); k++) {
    if (r->insatser[k].lost.amount == 0)
      continue;
    UT_TRY(sum_outcome(&r->insatser[k], err));
    say_lost(s, k, r->insatser[k].outcome);
    shrunk = true;
  }
  return shrunk ? ut_error_set(err, UT_SHORT,
                               "nothing is requisitioned: give the ledgers from the start of the insatstid on, or "
                               "--allow-shrunk to take back what they do not have")
                : UT_OK;
}

/* Takes an entry of the register back, unless that is an income whose funds are used. */
static enum ut_status give_back(struct ut_statement *s, size_t index, struct ut_error *err)
{
  struct requisition *r = s->own;
  const struct ut_registered *row;
  struct insats_requisition *i = earlier_insats(s, index, &row);
  const struct ut_entry *entry = &row->entry;
  ut_money with;
  size_t category;
  UT_TRY(ut_money_subtract(i->requisitioned, entry->belopp, &with, err));
  if (r->lots[index] == TAKEN_BACK && entry->belopp < 0 && with > i->decision->funds)
    return UT_OK;
  i->requisitioned = with;
  UT_TRY(ut_categories_find(&i->by_category, entry->kategori, &category, err));
  ut_money *taken = &i->by_category.categories[category].sums[UT_TAKEN];
  UT_TRY(ut_money_subtract(*taken, entry->belopp, taken, err));
  if (r->lots[index] == TAKEN_BACK)
    UT_TRY(ut_note_add(&i->notes[GONE], entry->belopp, s->o.requisitioned, entry->line, err));
  return ut_register_take_back(r->earlier, r->name, index, err);
}

static enum ut_status compare_register(struct ut_statement *s, struct ut_error *err)
{
  struct requisition *r = s->own;
  UT_TRY(find_amiss(s, err));
  UT_TRY(judge_amiss(s, err));
  UT_TRY(check_lost(s, err));
  for (size_t k = 0; k < ut_register_count(r->earlier); k++)
    if (r->lots[k] > AMISS)
      UT_TRY(give_back(s, k, err));
  return UT_OK;
}

/* ---- sharing out the funds ---- */

/* Requisitions the entry if the funds hold it; income, and a correction, always. */
static enum ut_status grant(struct kept *k, struct ut_error *err)
{
  struct insats_requisition *i = k->insats;
  ut_money with = i->requisitioned;
  UT_TRY(ut_money_add(&with, k->entry.belopp, err));
  if (k->entry.belopp > 0 && with > i->decision->funds)
    return UT_OK;
  i->requisitioned = with;
  k->taken = true;
  return ut_money_add(&i->by_category.categories[k->category].sums[UT_TAKEN], k->entry.belopp, err);
}

/* Income, then what was requisitioned before, then costs. */
enum turn { INCOME, AGAIN, COSTS, TURNS };

static enum turn turn_of(const struct kept *k)
{
  return k->entry.belopp <= 0 ? INCOME : k->moved ? AGAIN : COSTS;
}

static enum ut_status share_out(struct requisition *r, struct ut_error *err)
{
  for (enum turn turn = INCOME; turn < TURNS; turn++)
    for (size_t k = 0; k < r->kept_count; k++)
      if (turn_of(&r->kept[k]) == turn)
        UT_TRY(grant(&r->kept[k], err));
  return UT_OK;
}

static enum ut_status settle(struct ut_statement *s, const struct kept *k, struct ut_error *err)
{
  struct requisition *r = s->own;
  bool late = k->entry.datum < s->o.period.first;
  if (!k->taken)
    return refuse(r, k->insats, &k->entry, BEYOND, err);
  if (late || k->moved)
    UT_TRY(ut_entry_note(&k->insats->notes[k->moved ? MOVED : LATE], &k->entry, err));
  return ut_register_add(r->earlier, r->name, &k->entry, k->occurrence, late, err);
}

static enum ut_status decide(struct ut_statement *s, struct ut_error *err)
{
  struct requisition *r = s->own;
  if (r->kept_count > 1)
    qsort(r->kept, r->kept_count, sizeof *r->kept, compare_kept);
  UT_TRY(compare_register(s, err));
  UT_TRY(share_out(r, err));
  for (size_t i = 0; i < r->kept_count; i++) {
    const struct kept *k = &r->kept[i];
    enum ut_status status = settle(s, k, err);
    if (status == UT_BAD_INPUT)
      ut_error_at(err, k->entry.source, k->entry.line, 0, NULL);
    if (status != UT_OK)
      return status;
  }
  return UT_OK;
}

/* ---- the end ---- */

static const char *const column_names[] = {UT_CATEGORY_COLUMNS};

static enum ut_status write_rows(struct ut_statement *s, struct ut_error *err)
{
  struct requisition *r = s->own;
  UT_TRY(decide(s, err));
  for (size_t i = 0; i < ut_statement_count(s); i++)
    UT_TRY(ut_categories_write(&r->insatser[i].by_category, ut_statement_name(s, i), &s->table, err));
  UT_TRY(ut_tidy_close(&r->refused, UT_OK, err));
  struct ut_register *earlier = r->earlier;
  r->earlier = NULL;
  return ut_register_close(earlier, true, err);
}

static void say_notes(const struct ut_statement *s, struct ut_run *run)
{
  const struct requisition *r = s->own;
  for (size_t i = 0; i < ut_statement_count(s); i++)
    for (size_t k = 0; k < FATES; k++) {
      const struct ut_note *n = &r->insatser[i].notes[k];
      if (remarks[k].text && (n->rows > 0 || (k == UNDECIDED && !r->insatser[i].decision)))
        ut_note_say(n, ut_statement_name(s, i), remarks[k].code, remarks[k].text, run);
    }
  ut_note_say_strangers(&s->strangers, run);
}

static void clear(struct ut_statement *s)
{
  struct requisition *r = s->own;
  for (size_t i = 0; r->insatser && i < ut_statement_count(s); i++) {
    ut_categories_clear(&r->insatser[i].by_category);
    ut_note_clear(&r->insatser[i].lost);
    for (size_t k = 0; k < FATES; k++)
      ut_note_clear(&r->insatser[i].notes[k]);
  }
  for (size_t k = 0; k < r->kept_count; k++)
    free(r->kept[k].block);
  ut_writer_close(r->refused.writer, false, NULL);
  ut_register_close(r->earlier, false, NULL);
  free(r->insatser);
  free(r->kept);
  free(r->lots);
}

const struct ut_statement_form ut_requisition_form = {.columns = column_names,
                                                      .column_count = sizeof column_names / sizeof *column_names,
                                                      .size = sizeof(struct requisition),
                                                      .shows_plan = true,
                                                      .begin = begin,
                                                      .take = take,
                                                      .write = write_rows,
                                                      .say_notes = say_notes,
                                                      .clear = clear};

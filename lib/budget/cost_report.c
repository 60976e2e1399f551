/* Costs: sums per insats and year, of which there are few enough for a table of all the years there can be. */
#include "budget/cost_report.h"

#include <stdio.h>
#include <stdlib.h>

#include "stream/fields.h"
#include "budget/insatser.h"
#include "table/tidy.h"
#include "utfall/participation.h"
#include "budget/plan.h"

enum { FIRST_YEAR = 1600, LAST_YEAR = 2400, YEARS = LAST_YEAR - FIRST_YEAR + 1 };

/* A year of an insats. Participations are counted where they begin and end. */
struct year {
  bool paid; /* there were entries */
  ut_money cost;
  int64_t begun, ended, completed;
};

struct insats {
  bool administration;
  bool counted, booked;     /* the participations name it, the ledgers do: of whatever day */
  struct year years[YEARS]; /* from FIRST_YEAR */
};

struct ut_cost_report {
  struct ut_cost_report_options o;
  const struct ut_decisions *decisions;
  const struct ut_plan *plan; /* NULL: there is none */
  struct ut_insatser known, financiers;
  struct ut_text *owned; /* names out of the catalogue */
  size_t owned_count;
  struct insats *insatser; /* one for each that is known */
  int first, last;         /* the years there is something of; first > last: none */
  bool reasons;            /* avslutsorsak is a column */
  int64_t strangers;       /* participations of insatser that are not known */
  struct ut_note unknown;
};

static void see_year(struct ut_cost_report *c, int year)
{
  c->first = year < c->first ? year : c->first;
  c->last = year > c->last ? year : c->last;
}

/* Is it after the day as of which the costs are told? */
static bool is_later(const struct ut_cost_report *c, ut_date day)
{
  return c->o.as_of != UT_DATE_NONE && day > c->o.as_of;
}

static struct year *year_of(struct ut_cost_report *c, size_t insats, int year)
{
  return &c->insatser[insats].years[year - FIRST_YEAR];
}

/* ---- insatser ---- */

enum { INSATS, TYP, CATALOGUE_COLUMNS };
static const char *const catalogue_columns[CATALOGUE_COLUMNS] = {"insats", "typ"};

/* A row of the catalogue: insatser of administration are known too. */
static enum ut_status add_administration(void *context, const struct ut_fields *f, struct ut_error *err)
{
  struct ut_cost_report *c = context;
  if (!ut_text_is(f->cells[TYP], "administration"))
    return UT_OK;
  struct ut_text *grown = reallocarray(c->owned, c->owned_count + 1, sizeof *grown);
  if (!grown)
    return ut_error_nomem(err);
  c->owned = grown;
  enum ut_status status = ut_fields_name(f, INSATS, &grown[c->owned_count], err);
  return status == UT_OK ? ut_insatser_add(&c->known, grown[c->owned_count++], err) : status;
}

static enum ut_status gather(struct ut_cost_report *c, struct ut_error *err)
{
  enum ut_status status = ut_insatser_gather(&c->known, c->decisions, c->plan, err);
  for (size_t i = 0; i < ut_decisions_shares(c->decisions) && status == UT_OK; i++)
    status = ut_insatser_add(&c->financiers, ut_decisions_share(c->decisions, i).financier, err);
  if (status == UT_OK && c->o.insatser)
    status = ut_fields_read(c->o.insatser, catalogue_columns, CATALOGUE_COLUMNS, CATALOGUE_COLUMNS, add_administration,
                            c, err);
  if (status != UT_OK)
    return status;
  c->insatser = calloc(c->known.count + 1, sizeof *c->insatser);
  if (!c->insatser)
    return ut_error_nomem(err);
  for (size_t i = 0; i < c->owned_count; i++)
    c->insatser[ut_insatser_find(&c->known, c->owned[i])].administration = true;
  for (size_t i = 0; i < ut_decisions_count(c->decisions); i++) {
    int begun = ut_date_year(ut_decisions_get(c->decisions, i)->tid.first);
    c->first = begun < c->first ? begun : c->first;
  }
  return UT_OK;
}

/* ---- participations ---- */

struct taking {
  struct ut_cost_report *cost;
  struct ut_participations *p;
  size_t insats, reason; /* slots */
  int completed;         /* the code of avslutsorsak */
};

static enum ut_status take_participation(void *context, struct ut_error *err)
{
  const struct taking *t = context;
  struct ut_cost_report *c = t->cost;
  struct ut_participation p = ut_participations_current(t->p);
  const struct ut_value *values = ut_participations_values(t->p);
  size_t i = ut_insatser_find(&c->known, values[t->insats].text);
  (void)err;
  if (i == c->known.count) {
    c->strangers += !is_later(c, p.start);
    return UT_OK;
  }
  c->insatser[i].counted = true;
  if (is_later(c, p.start))
    return UT_OK;
  see_year(c, ut_date_year(p.start));
  year_of(c, i, ut_date_year(p.start))->begun++;
  if (p.slut == UT_DATE_NONE || is_later(c, p.slut))
    return UT_OK;
  ut_date end = p.slut < p.start ? p.start : p.slut;
  see_year(c, ut_date_year(end));
  struct year *year = year_of(c, i, ut_date_year(end));
  year->ended++;
  year->completed +=
      c->reasons && !p.anonymous && !values[t->reason].missing && values[t->reason].number == t->completed;
  return UT_OK;
}

static enum ut_status take_all(struct ut_cost_report *c, struct ut_participations *p, struct ut_error *err)
{
  struct taking t = {.cost = c, .p = p};
  c->reasons = ut_reader_find(ut_participations_reader(p), ut_text_of("avslutsorsak")) >= 0;
  t.completed = ut_vocabulary_find(&ut_vocabularies[UT_AVSLUTSORSAK], ut_text_of("fullfoljd"));
  enum ut_status status = ut_participations_slot(p, ut_text_of("insats"), &t.insats, NULL, err);
  if (status == UT_OK && c->reasons)
    status = ut_participations_slot(p, ut_text_of("avslutsorsak"), &t.reason, NULL, err);
  return status == UT_OK ? ut_participations_each(p, take_participation, &t, err) : status;
}

static enum ut_status read_participations(struct ut_cost_report *c, struct ut_error *err)
{
  struct ut_participations *p;
  enum ut_status status = ut_participations_load(&p, c->o.participations, UT_DATE_NONE, err);
  if (status == UT_OK)
    status = take_all(c, p, err);
  ut_participations_free(p);
  return status;
}

/* ---- all that is read ---- */

static enum ut_status check_period(const struct ut_period *p, struct ut_error *err)
{
  if (p->first == UT_DATE_NONE ||
      (p->first == ut_period_of(p->first, UT_YEAR).first && p->last == ut_period_of(p->last, UT_YEAR).last))
    return UT_OK;
  char first[11], last[11];
  return ut_error_set(err, UT_USAGE, "cost is of whole years, which %s..%s is not", ut_date_format(p->first, first),
                      ut_date_format(p->last, last));
}

enum ut_status ut_cost_report_new(struct ut_cost_report **out, const struct ut_decisions *decisions,
                                  const struct ut_plan *plan, const struct ut_cost_report_options *options,
                                  struct ut_error *err)
{
  struct ut_cost_report *c = calloc(1, sizeof *c);
  *out = c;
  if (!c)
    return ut_error_nomem(err);
  *c = (struct ut_cost_report){
      .o = *options, .decisions = decisions, .plan = plan, .first = LAST_YEAR, .last = FIRST_YEAR - 1};
  enum ut_status status = check_period(&c->o.period, err);
  if (status == UT_OK)
    status = gather(c, err);
  if (status == UT_OK && c->o.participations)
    status = read_participations(c, err);
  if (status == UT_OK)
    return UT_OK;
  ut_cost_report_free(c);
  *out = NULL;
  return status;
}

bool ut_cost_report_knows(struct ut_cost_report *c, struct ut_text name)
{
  return ut_insatser_find(&c->known, name) < c->known.count;
}

static enum ut_status pay(struct ut_cost_report *c, size_t insats, const struct ut_entry *entry, struct ut_error *err)
{
  struct year *year = year_of(c, insats, ut_date_year(entry->datum));
  see_year(c, ut_date_year(entry->datum));
  year->paid = true;
  return ut_money_add(&year->cost, entry->belopp, err);
}

enum ut_status ut_cost_report_add(struct ut_cost_report *c, const struct ut_entry *entry, struct ut_error *err)
{
  size_t i = ut_insatser_find(&c->known, entry->insats);
  enum ut_status status = UT_OK;
  if (i == c->known.count) {
    status = ut_note_add_stranger(&c->unknown, entry->insats, entry->belopp, entry->source, entry->line, err);
  } else {
    c->insatser[i].booked = true;
    if (!is_later(c, entry->datum))
      status = pay(c, i, entry, err);
  }
  if (status != UT_OK)
    ut_error_at(err, entry->source, entry->line, 0, "belopp");
  return status;
}

/* ---- funds ---- */

/* What is given for a year: to one insats or to all, by one financier or by all (NULL). */
struct given {
  bool any;
  ut_money sum;
};

/* The decision that gives the funds of a month: the latest made by that day whose insatstid has a day in it. NULL: none
 * does. */
static const struct ut_decision *giver(const struct ut_cost_report *c, struct ut_text insats, int month, ut_date by)
{
  const struct ut_decision *latest = NULL;
  for (size_t i = 0; i < ut_decisions_count(c->decisions); i++) {
    const struct ut_decision *d = ut_decisions_get(c->decisions, i);
    if (d->datum <= by && ut_month_of(d->tid.first) <= month && ut_month_of(d->tid.last) >= month &&
        ut_text_equal(d->insats, insats) && (!latest || d->datum > latest->datum))
      latest = d;
  }
  return latest;
}

static enum ut_status add_share(const struct ut_cost_report *c, const struct ut_share *share, int year,
                                struct given *out, struct ut_error *err)
{
  const struct ut_plan_row row = {.period = share->decision->tid, .belopp = share->funds};
  struct ut_spread spread = ut_plan_spread(&row, NULL);
  ut_date end = ut_date_make(year, 12, 31), by = c->o.as_of != UT_DATE_NONE && c->o.as_of < end ? c->o.as_of : end;
  enum ut_status status = UT_OK;
  for (int month = 12 * year; month < 12 * (year + 1) && status == UT_OK; month++)
    if (giver(c, share->decision->insats, month, by) == share->decision) {
      out->any = true;
      status = ut_money_add(&out->sum, ut_spread_within(&spread, month, month), err);
    }
  return status;
}

static enum ut_status sum_funds(const struct ut_cost_report *c, const struct ut_text *insats,
                                const struct ut_text *financier, int year, struct given *out, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  *out = (struct given){false, 0};
  for (size_t i = 0; i < ut_decisions_shares(c->decisions) && status == UT_OK; i++) {
    struct ut_share share = ut_decisions_share(c->decisions, i);
    if ((!insats || ut_text_equal(share.decision->insats, *insats)) &&
        (!financier || ut_text_equal(share.financier, *financier)))
      status = add_share(c, &share, year, out, err);
  }
  return status;
}

/* ---- writing ---- */

static const char *const column_names[] = {
    "insats",         "ar",        "finansiar",  "finansierat",       "kostnad",
    "administration", "deltagare", "fullfoljda", "kostnad_deltagare", "kostnad_fullfoljd"};
enum { COLUMNS = sizeof column_names / sizeof *column_names };

/* The figures of a year, of one insats or of all. */
struct figures {
  bool costs;               /* is there an insats that costs, and not one of administration only? */
  bool booked, administers; /* is there one whose entries are there, one of administration with its entries? */
  bool uncounted;           /* is there one that cost something and whose participations are not there? */
  bool unbooked;            /* is there one in which someone took part and whose entries are not there? */
  bool paid;
  ut_money cost, administration;
  int64_t participants, completed;
};

/* `active`: participations of the insats that began in this year or before and had not ended before it. */
static enum ut_status add_figures(struct figures *f, const struct insats *i, const struct year *year, int64_t active,
                                  struct ut_error *err)
{
  f->costs |= !i->administration;
  f->booked |= !i->administration && i->booked;
  f->administers |= i->administration && i->booked;
  f->paid |= year->paid;
  f->participants += active;
  f->completed += year->completed;
  return ut_money_add(i->administration ? &f->administration : &f->cost, year->cost, err);
}

static enum ut_status figures_of(const struct ut_cost_report *c, size_t first, size_t count, int at,
                                 struct figures *out, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  *out = (struct figures){0};
  for (size_t k = first; k < first + count && status == UT_OK; k++) {
    const struct insats *i = &c->insatser[k];
    int64_t active = 0;
    out->uncounted |= !i->administration && !i->counted && (count == 1 || i->years[at - FIRST_YEAR].paid);
    for (int y = 0; y <= at - FIRST_YEAR; y++)
      active += i->years[y].begun - (y > 0 ? i->years[y - 1].ended : 0);
    out->unbooked |= !i->administration && !i->booked && active > 0;
    status = add_figures(out, i, &i->years[at - FIRST_YEAR], active, err);
  }
  return status;
}

static enum ut_status put_unit(struct ut_tidy *t, bool known, ut_money cost, int64_t units, struct ut_error *err)
{
  ut_money unit;
  if (!known || units == 0) {
    ut_tidy_empty(t, 1);
    return UT_OK;
  }
  enum ut_status status = ut_money_scale(cost, 1, units, &unit, err);
  if (status == UT_OK)
    ut_tidy_money(t, unit);
  return status;
}

static void put_if(struct ut_tidy *t, bool known, void (*put)(struct ut_tidy *, int64_t), int64_t value)
{
  if (known)
    put(t, value);
  else
    ut_tidy_empty(t, 1);
}

static enum ut_status write_figures(const struct ut_cost_report *c, struct ut_tidy *t, const struct ut_text keys[3],
                                    const struct given *given, const struct figures *f, struct ut_error *err)
{
  bool counted = c->o.participations && f->costs && !f->uncounted, completed = counted && c->reasons;
  ut_tidy_begin(t, keys, 3);
  put_if(t, given->any, ut_tidy_money, given->sum);
  put_if(t, f->booked, ut_tidy_money, f->cost);
  put_if(t, f->administers, ut_tidy_money, f->administration);
  put_if(t, counted, ut_tidy_count, f->participants);
  put_if(t, completed, ut_tidy_count, f->completed);
  enum ut_status status = put_unit(t, counted && !f->unbooked, f->cost, f->participants, err);
  if (status == UT_OK)
    status = put_unit(t, completed && !f->unbooked, f->cost, f->completed, err);
  return status == UT_OK ? ut_tidy_end(t, err) : status;
}

/* A row for each who gives; none where it is not said who. */
static enum ut_status write_financiers(const struct ut_cost_report *c, struct ut_tidy *t, struct ut_text keys[3],
                                       const struct ut_text *insats, int year, ut_money all, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (size_t k = 0; k < c->financiers.count && status == UT_OK; k++) {
    struct given given;
    keys[2] = c->financiers.names[k];
    status = sum_funds(c, insats, &keys[2], year, &given, err);
    if (status != UT_OK || !given.any || (keys[2].len == 0 && given.sum == all))
      continue;
    ut_tidy_begin(t, keys, 3);
    ut_tidy_money(t, given.sum);
    ut_tidy_empty(t, COLUMNS - t->filled);
    status = ut_tidy_end(t, err);
  }
  return status;
}

/* The insatser from `first` on: one of that name, or all of them. */
static enum ut_status write_year(const struct ut_cost_report *c, struct ut_tidy *t, size_t first, size_t count,
                                 const struct ut_text *insats, int year, struct ut_error *err)
{
  char text[11];
  struct ut_text keys[3] = {insats ? *insats : ut_text_of("*"),
                            ut_text_of(ut_period_format(ut_date_make(year, 1, 1), UT_YEAR, text)), ut_text_of("*")};
  struct given given = {0};
  struct figures f;
  enum ut_status status = figures_of(c, first, count, year, &f, err);
  if (status == UT_OK)
    status = sum_funds(c, insats, NULL, year, &given, err);
  if (status != UT_OK || (!given.any && !f.paid && f.participants == 0))
    return status;
  status = write_financiers(c, t, keys, insats, year, given.sum, err);
  keys[2] = ut_text_of("*");
  return status == UT_OK ? write_figures(c, t, keys, &given, &f, err) : status;
}

/* The years that are written. */
static void span_of(const struct ut_cost_report *c, int *first, int *last)
{
  const struct ut_cost_report_options *o = &c->o;
  bool period = o->period.first != UT_DATE_NONE, as_of = o->as_of != UT_DATE_NONE;
  *first = period && ut_date_year(o->period.first) > c->first ? ut_date_year(o->period.first) : c->first;
  *last = as_of ? ut_date_year(o->as_of) : c->last;
  int end = period ? ut_date_year(o->period.last) : LAST_YEAR;
  if (end < *last || (end < LAST_YEAR && !as_of))
    *last = end;
}

static enum ut_status write_all(const struct ut_cost_report *c, struct ut_tidy *t, struct ut_error *err)
{
  int first, last;
  enum ut_status status = UT_OK;
  span_of(c, &first, &last);
  for (size_t i = 0; i < c->known.count; i++)
    for (int y = first; y <= last && status == UT_OK; y++)
      status = write_year(c, t, i, 1, &c->known.names[i], y, err);
  for (int y = first; y <= last && status == UT_OK; y++)
    status = write_year(c, t, 0, c->known.count, NULL, y, err);
  return status;
}

enum ut_status ut_cost_report_write(const struct ut_cost_report *c, struct ut_output *output, enum ut_format to,
                                    struct ut_error *err)
{
  struct ut_tidy t = {0};
  enum ut_status status = ut_tidy_open(&t, output, to, column_names, COLUMNS, err);
  if (status == UT_OK)
    status = write_all(c, &t, err);
  return ut_tidy_close(&t, status, err);
}

/* ---- notes ---- */

/* Of an insats that only the ledgers or only the participations name there is no cost per participant. */
static void say_lacking(const struct ut_cost_report *c, size_t insats, ut_note_say *say, void *context)
{
  const struct insats *i = &c->insatser[insats];
  char text[UT_NOTE_SIZE], quoted[UT_QUOTED];
  struct ut_text name = c->known.names[insats];
  if (!c->o.participations || i->administration || i->counted == i->booked)
    return;
  snprintf(text, sizeof text, "%s: no %s of it is there, so %s is not known", ut_quote(quoted, name.ptr, name.len),
           i->booked ? "participation" : "entry", i->booked ? "how many took part" : "what it cost");
  say(context, text);
}

void ut_cost_report_say_notes(const struct ut_cost_report *c, ut_note_say *say, void *context)
{
  char text[UT_NOTE_SIZE], day[11];
  for (size_t i = 0; i < c->known.count; i++)
    say_lacking(c, i, say, context);
  if (c->unknown.rows > 0)
    say(context, ut_note_format_strangers(&c->unknown, text));
  if (c->strangers > 0) {
    snprintf(text, sizeof text, "%lld participation%s of insatser in neither plan nor decisions, ignored",
             (long long)c->strangers, c->strangers == 1 ? "" : "s");
    say(context, text);
  }
  if (c->o.as_of != UT_DATE_NONE && c->o.as_of != ut_period_of(c->o.as_of, UT_YEAR).last) {
    snprintf(text, sizeof text, "%d is not whole: it is counted up to %s, its funds for all of it",
             ut_date_year(c->o.as_of), ut_date_format(c->o.as_of, day));
    say(context, text);
  }
}

void ut_cost_report_free(struct ut_cost_report *c)
{
  if (!c)
    return;
  for (size_t i = 0; i < c->owned_count; i++)
    free((char *)c->owned[i].ptr);
  free(c->owned);
  ut_insatser_clear(&c->known);
  ut_insatser_clear(&c->financiers);
  ut_note_clear(&c->unknown);
  free(c->insatser);
  free(c);
}

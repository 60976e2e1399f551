/* The cost report: per insats and year who paid for it, what it cost, and what that is per participant. Insatser are
 * few enough for a table of all the years there can be. */
#include <stdlib.h>

#include "budget/statement_form.h"
#include "stream/fields.h"
#include "utfall/participation.h"

enum { FIRST_YEAR = 1600, LAST_YEAR = 2400, YEARS = LAST_YEAR - FIRST_YEAR + 1 };

/* A year of an insats. Participations are counted where they begin and end. */
struct year {
  bool paid; /* there were entries */
  ut_money cost;
  int64_t begun, ended, completed;
};

struct insats_cost {
  bool administration;
  bool counted, booked;     /* the participations name it, the ledgers do: of whatever day */
  struct year years[YEARS]; /* from FIRST_YEAR */
};

/* Numbers of things, those of one insats together. */
struct grouped {
  size_t *numbers;
  size_t *ends; /* of each insats, where its own end; those of the first begin at 0 */
};

struct cost {
  struct ut_distinct financiers;
  struct ut_distinct administration; /* insatser of the catalogue */
  struct insats_cost *insatser;      /* one for each of the statement's */
  struct grouped decisions, shares;  /* of the statement's */
  int first, last;                   /* the years there is something of; first > last: none */
  bool reasons;                      /* avslutsorsak is a column */
  int64_t strangers;                 /* participations of insatser that are not known */
  struct ut_table *years, *names;    /* once all is in: the counts by insats and year, by insats */
};

static void see_year(struct cost *c, int year)
{
  c->first = year < c->first ? year : c->first;
  c->last = year > c->last ? year : c->last;
}

/* Is it after the day as of which the costs are given? */
static bool is_later(const struct ut_statement *s, ut_date day)
{
  return s->o.as_of != UT_DATE_NONE && day > s->o.as_of;
}

static struct year *year_of(struct insats_cost *i, int year)
{
  return &i->years[year - FIRST_YEAR];
}

/* ---- insatser ---- */

enum { INSATS, TYP, CATALOGUE_COLUMNS };
static const char *const catalogue_columns[CATALOGUE_COLUMNS] = {"insats", "typ"};

/* A row of the catalogue: insatser of administration are known too. */
static enum ut_status add_administration(void *context, const struct ut_fields *f, struct ut_error *err)
{
  struct ut_statement *s = context;
  struct cost *c = s->own;
  struct ut_text name;
  uint32_t number;
  if (!ut_text_is(f->cells[TYP], "administration"))
    return UT_OK;
  UT_TRY(ut_fields_see(f, INSATS, err));
  UT_TRY(ut_fields_name(f, INSATS, &name, err));
  enum ut_status status = ut_distinct_add(&c->administration, name, &number);
  if (status == UT_OK)
    status = ut_distinct_add(&s->insatser, name, &number);
  free((char *)name.ptr);
  return status == UT_OK ? UT_OK : ut_error_nomem(err);
}

static size_t insats_of_decision(const struct ut_statement *s, size_t decision)
{
  return ut_statement_find(s, s->decisions.decisions[decision].insats);
}

static size_t insats_of_share(const struct ut_statement *s, size_t share)
{
  return insats_of_decision(s, s->decisions.shares[share].decision);
}

/* Counts those of each insats, and puts their numbers there in the order they have. */
static enum ut_status group(const struct ut_statement *s, size_t count,
                            size_t (*insats_of)(const struct ut_statement *, size_t), struct grouped *out)
{
  size_t insatser = ut_statement_count(s);
  out->numbers = calloc(count + 1, sizeof *out->numbers);
  out->ends = calloc(insatser + 1, sizeof *out->ends);
  if (!out->numbers || !out->ends)
    return UT_NOMEM;
  for (size_t i = 0; i < count; i++)
    out->ends[insats_of(s, i) + 1]++;
  for (size_t i = 1; i <= insatser; i++)
    out->ends[i] += out->ends[i - 1];
  for (size_t i = 0; i < count; i++)
    out->numbers[out->ends[insats_of(s, i)]++] = i;
  return UT_OK;
}

static size_t first_of(const struct grouped *g, size_t insats)
{
  return insats > 0 ? g->ends[insats - 1] : 0;
}

static enum ut_status gather(struct ut_statement *s, struct ut_error *err)
{
  struct cost *c = s->own;
  uint32_t number;
  for (size_t i = 0; i < s->decisions.share_count; i++)
    if (ut_distinct_add(&c->financiers, s->decisions.shares[i].financier, &number))
      return ut_error_nomem(err);
  for (size_t i = 0; i < s->decisions.count; i++) {
    int begun = ut_date_year(s->decisions.decisions[i].tid.first);
    c->first = begun < c->first ? begun : c->first;
  }
  if (s->o.insatser)
    UT_TRY(ut_fields_read(s->o.insatser, s->o.books.run, catalogue_columns, CATALOGUE_COLUMNS, CATALOGUE_COLUMNS,
                          add_administration, s, err));
  c->insatser = calloc(ut_statement_count(s) + 1, sizeof *c->insatser);
  if (!c->insatser || group(s, s->decisions.count, insats_of_decision, &c->decisions) ||
      group(s, s->decisions.share_count, insats_of_share, &c->shares))
    return ut_error_nomem(err);
  for (size_t i = 0; i < ut_statement_count(s); i++)
    c->insatser[i].administration = ut_distinct_find(&c->administration, ut_statement_name(s, i), &number);
  return UT_OK;
}

/* ---- participations ---- */

struct taking {
  struct ut_statement *of;
  struct ut_participations *p;
  size_t insats, reason; /* slots */
  int completed;         /* the code of avslutsorsak */
};

static enum ut_status take_participation(void *context, struct ut_error *err)
{
  const struct taking *t = context;
  struct cost *c = t->of->own;
  struct ut_participation p = ut_participations_current(t->p);
  const struct ut_value *values = ut_participations_values(t->p);
  size_t insats = ut_statement_find(t->of, values[t->insats].text);
  struct insats_cost *i = &c->insatser[insats];
  if (insats == ut_statement_count(t->of)) {
    const struct ut_row *row = ut_participations_row(t->p);
    c->strangers += !is_later(t->of, p.start);
    return ut_statement_see(t->of, "insats", values[t->insats].text, row->source, row->line, err);
  }
  i->counted = true;
  if (is_later(t->of, p.start))
    return UT_OK;
  see_year(c, ut_date_year(p.start));
  year_of(i, ut_date_year(p.start))->begun++;
  if (p.slut == UT_DATE_NONE || is_later(t->of, p.slut))
    return UT_OK;
  ut_date end = p.slut < p.start ? p.start : p.slut;
  see_year(c, ut_date_year(end));
  struct year *year = year_of(i, ut_date_year(end));
  year->ended++;
  year->completed +=
      c->reasons && !p.anonymous && !values[t->reason].missing && values[t->reason].number == t->completed;
  return UT_OK;
}

static enum ut_status take_all(struct ut_statement *s, struct ut_participations *p, struct ut_error *err)
{
  struct taking t = {.of = s, .p = p};
  struct cost *c = s->own;
  c->reasons = ut_reader_find(ut_participations_reader(p), ut_text_of("avslutsorsak")) >= 0;
  t.completed = ut_vocabulary_find(&ut_vocabularies[UT_AVSLUTSORSAK], ut_text_of("fullfoljd"));
  ut_participations_exits(p);
  UT_TRY(ut_participations_slot(p, ut_text_of("insats"), &t.insats, NULL, err));
  if (c->reasons)
    UT_TRY(ut_participations_slot(p, ut_text_of("avslutsorsak"), &t.reason, NULL, err));
  return ut_participations_each(p, take_participation, &t, err);
}

static enum ut_status read_participations(struct ut_statement *s, struct ut_error *err)
{
  struct ut_participations *p;
  enum ut_status status = ut_participations_load(&p, s->o.participations, UT_DATE_NONE, s->o.books.run, err);
  if (status == UT_OK)
    status = take_all(s, p, err);
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

static enum ut_status begin(struct ut_statement *s, struct ut_error *err)
{
  struct cost *c = s->own;
  c->first = LAST_YEAR;
  c->last = FIRST_YEAR - 1;
  UT_TRY(check_period(&s->o.period, err));
  UT_TRY(gather(s, err));
  c->reasons = s->o.merging;
  return s->o.participations && !s->o.merging ? read_participations(s, err) : UT_OK;
}

static enum ut_status take(struct ut_statement *s, size_t insats, const struct ut_entry *entry, struct ut_error *err)
{
  struct cost *c = s->own;
  struct insats_cost *i = &c->insatser[insats];
  if (insats == ut_statement_count(s))
    return UT_OK;
  i->booked = true;
  if (is_later(s, entry->datum))
    return UT_OK;
  struct year *year = year_of(i, ut_date_year(entry->datum));
  see_year(c, ut_date_year(entry->datum));
  year->paid = true;
  return ut_money_add(&year->cost, entry->belopp, err);
}

/* ---- parts ---- */

enum { COST, PAID, BEGUN, ENDED, COMPLETED, OF_YEAR }; /* of an insats in a year */
enum { COUNTED, BOOKED, REASONLESS, OF_NAME };         /* of an insats; the last of all together, whose name is empty */

static enum ut_status close_year(const struct cost *c, const struct ut_text keys[2], const struct year *y,
                                 struct ut_error *err)
{
  int64_t *counts;
  UT_TRY(ut_table_find(c->years, keys, &counts, err));
  counts[COST] = y->cost;
  counts[PAID] = y->paid;
  counts[BEGUN] = y->begun;
  counts[ENDED] = y->ended;
  counts[COMPLETED] = y->completed;
  return UT_OK;
}

static enum ut_status close_insats(const struct cost *c, struct ut_text name, const struct insats_cost *i,
                                   struct ut_error *err)
{
  int64_t *counts;
  UT_TRY(ut_table_find(c->names, &name, &counts, err));
  counts[COUNTED] = i->counted;
  counts[BOOKED] = i->booked;
  for (int k = 0; k < YEARS; k++) {
    char text[11];
    const struct year *y = &i->years[k];
    if (!y->paid && y->begun == 0 && y->ended == 0)
      continue;
    const struct ut_text keys[] = {name,
                                   ut_text_of(ut_period_format(ut_date_make(FIRST_YEAR + k, 1, 1), UT_YEAR, text))};
    UT_TRY(close_year(c, keys, y, err));
  }
  return UT_OK;
}

static enum ut_status close(struct ut_statement *s, struct ut_partial *part, struct ut_error *err)
{
  static const struct ut_vocabulary *const natural[2] = {NULL};
  static const struct ut_text all = {"", 0};
  struct cost *c = s->own;
  int64_t *counts;
  if (ut_table_new(&c->years, natural, 2, OF_YEAR) || ut_table_new(&c->names, natural, 1, OF_NAME))
    return ut_error_nomem(err);
  UT_TRY(ut_table_find(c->names, &all, &counts, err));
  counts[REASONLESS] = !c->reasons;
  for (size_t i = 0; i < ut_statement_count(s); i++)
    UT_TRY(close_insats(c, ut_statement_name(s, i), &c->insatser[i], err));
  UT_TRY(ut_partial_table(part, "ar", c->years, err));
  return ut_partial_table(part, "insats", c->names, err);
}

static enum ut_status take_year(struct ut_statement *s, struct ut_group group, struct ut_error *err)
{
  struct cost *c = s->own;
  const int64_t *n = group.counters;
  char quoted[UT_QUOTED];
  size_t insats;
  int64_t year;
  UT_TRY(ut_statement_find_part(s, group.keys[0], &insats, err));
  if (!ut_text_integer(group.keys[1], &year) || year < FIRST_YEAR || year > LAST_YEAR)
    return ut_error_set(err, UT_BAD_INPUT, "parts have the year %s, which there is not",
                        ut_quote(quoted, group.keys[1].ptr, group.keys[1].len));
  see_year(c, (int)year);
  *year_of(&c->insatser[insats], (int)year) = (struct year){n[PAID] > 0, n[COST], n[BEGUN], n[ENDED], n[COMPLETED]};
  return UT_OK;
}

static enum ut_status take_counts(struct ut_statement *s, struct ut_error *err)
{
  struct cost *c = s->own;
  for (size_t i = 0; i < ut_table_groups(c->years); i++)
    UT_TRY(take_year(s, ut_table_group(c->years, i), err));
  for (size_t i = 0; i < ut_table_groups(c->names); i++) {
    struct ut_group group = ut_table_group(c->names, i);
    size_t insats;
    c->reasons = c->reasons && group.counters[REASONLESS] == 0;
    if (group.keys->len == 0)
      continue;
    UT_TRY(ut_statement_find_part(s, *group.keys, &insats, err));
    c->insatser[insats].counted = group.counters[COUNTED] > 0;
    c->insatser[insats].booked = group.counters[BOOKED] > 0;
  }
  return UT_OK;
}

/* ---- funds ---- */

/* What is given for a year: to one insats or to all, by one financier or by all (NULL). */
struct given {
  bool any;
  ut_money sum;
};

/* The decision that gives the funds of a month: the latest made by that day whose insatstid has a day in it. NULL: none
 * does. */
static const struct ut_decision *giver(const struct ut_statement *s, size_t insats, int month, ut_date by)
{
  const struct grouped *own = &((const struct cost *)s->own)->decisions;
  const struct ut_decision *latest = NULL;
  for (size_t i = first_of(own, insats); i < own->ends[insats]; i++) {
    const struct ut_decision *d = &s->decisions.decisions[own->numbers[i]];
    if (d->datum <= by && ut_month_of(d->tid.first) <= month && ut_month_of(d->tid.last) >= month &&
        (!latest || d->datum > latest->datum))
      latest = d;
  }
  return latest;
}

static enum ut_status add_share(const struct ut_statement *s, size_t insats, const struct ut_share *share, int year,
                                struct given *out, struct ut_error *err)
{
  const struct ut_decision *decision = &s->decisions.decisions[share->decision];
  const struct ut_plan_row row = {.period = decision->tid, .belopp = share->funds};
  struct ut_spread spread = ut_plan_spread(&row, NULL);
  ut_date end = ut_date_make(year, 12, 31), by = is_later(s, end) ? s->o.as_of : end;
  for (int month = 12 * year; month < 12 * (year + 1); month++)
    if (giver(s, insats, month, by) == decision) {
      out->any = true;
      UT_TRY(ut_money_add(&out->sum, ut_spread_within(&spread, month, month), err));
    }
  return UT_OK;
}

/* The insatser that a row is about: one, or all. */
struct about {
  size_t first, count;
};

static enum ut_status sum_funds(const struct ut_statement *s, struct about about, const struct ut_text *financier,
                                int year, struct given *out, struct ut_error *err)
{
  const struct grouped *own = &((const struct cost *)s->own)->shares;
  *out = (struct given){false, 0};
  for (size_t insats = about.first; insats < about.first + about.count; insats++)
    for (size_t i = first_of(own, insats); i < own->ends[insats]; i++) {
      const struct ut_share *share = &s->decisions.shares[own->numbers[i]];
      if (!financier || ut_text_equal(share->financier, *financier))
        UT_TRY(add_share(s, insats, share, year, out, err));
    }
  return UT_OK;
}

/* ---- the table ---- */

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
static enum ut_status add_figures(struct figures *f, const struct insats_cost *i, const struct year *year,
                                  int64_t active, struct ut_error *err)
{
  f->costs |= !i->administration;
  f->booked |= !i->administration && i->booked;
  f->administers |= i->administration && i->booked;
  f->paid |= year->paid;
  f->participants += active;
  f->completed += year->completed;
  return ut_money_add(i->administration ? &f->administration : &f->cost, year->cost, err);
}

static enum ut_status figures_of(const struct cost *c, struct about about, int at, struct figures *out,
                                 struct ut_error *err)
{
  *out = (struct figures){0};
  for (size_t k = about.first; k < about.first + about.count; k++) {
    const struct insats_cost *i = &c->insatser[k];
    int64_t active = 0;
    out->uncounted |= !i->administration && !i->counted && (about.count == 1 || i->years[at - FIRST_YEAR].paid);
    for (int y = c->first - FIRST_YEAR; y <= at - FIRST_YEAR; y++)
      active += i->years[y].begun - (y > 0 ? i->years[y - 1].ended : 0);
    out->unbooked |= !i->administration && !i->booked && active > 0;
    UT_TRY(add_figures(out, i, &i->years[at - FIRST_YEAR], active, err));
  }
  return UT_OK;
}

static enum ut_status put_unit(struct ut_tidy *t, bool known, ut_money cost, int64_t units, struct ut_error *err)
{
  ut_money unit;
  if (!known || units == 0) {
    ut_tidy_empty(t, 1);
    return UT_OK;
  }
  UT_TRY(ut_money_scale(cost, 1, units, &unit, err));
  ut_tidy_money(t, unit);
  return UT_OK;
}

static void put_if(struct ut_tidy *t, bool known, void (*put)(struct ut_tidy *, int64_t), int64_t value)
{
  if (known)
    put(t, value);
  else
    ut_tidy_empty(t, 1);
}

static enum ut_status write_figures(struct ut_statement *s, const struct ut_text keys[3], const struct given *given,
                                    const struct figures *f, struct ut_error *err)
{
  const struct cost *c = s->own;
  struct ut_tidy *t = &s->table;
  bool counted = s->o.participations && f->costs && !f->uncounted, completed = counted && c->reasons;
  ut_tidy_begin(t, keys, 3);
  put_if(t, given->any, ut_tidy_money, given->sum);
  put_if(t, f->booked, ut_tidy_money, f->cost);
  put_if(t, f->administers, ut_tidy_money, f->administration);
  put_if(t, counted, ut_tidy_count, f->participants);
  put_if(t, completed, ut_tidy_count, f->completed);
  UT_TRY(put_unit(t, counted && !f->unbooked, f->cost, f->participants, err));
  UT_TRY(put_unit(t, completed && !f->unbooked, f->cost, f->completed, err));
  return ut_tidy_end(t, err);
}

/* A row for each who gives; none where it is not said who. */
static enum ut_status write_financiers(struct ut_statement *s, struct ut_text keys[3], struct about about, int year,
                                       ut_money all, struct ut_error *err)
{
  const struct cost *c = s->own;
  for (size_t k = 0; k < ut_distinct_count(&c->financiers); k++) {
    struct given given;
    keys[2] = ut_distinct_get(&c->financiers, k);
    UT_TRY(sum_funds(s, about, &keys[2], year, &given, err));
    if (!given.any || (keys[2].len == 0 && given.sum == all))
      continue;
    ut_tidy_begin(&s->table, keys, 3);
    ut_tidy_money(&s->table, given.sum);
    ut_tidy_empty(&s->table, COLUMNS - s->table.filled);
    UT_TRY(ut_tidy_end(&s->table, err));
  }
  return UT_OK;
}

static enum ut_status write_year(struct ut_statement *s, struct ut_text name, struct about about, int year,
                                 struct ut_error *err)
{
  char text[11];
  struct ut_text keys[3] = {name, ut_text_of(ut_period_format(ut_date_make(year, 1, 1), UT_YEAR, text)),
                            ut_text_of("*")};
  struct given given = {0};
  struct figures f;
  UT_TRY(figures_of(s->own, about, year, &f, err));
  UT_TRY(sum_funds(s, about, NULL, year, &given, err));
  if (!given.any && !f.paid && f.participants == 0)
    return UT_OK;
  UT_TRY(write_financiers(s, keys, about, year, given.sum, err));
  keys[2] = ut_text_of("*");
  return write_figures(s, keys, &given, &f, err);
}

/* The years that are written. */
static void span_of(const struct ut_statement *s, int *first, int *last)
{
  const struct cost *c = s->own;
  const struct ut_statement_options *o = &s->o;
  bool period = o->period.first != UT_DATE_NONE, as_of = o->as_of != UT_DATE_NONE;
  *first = period && ut_date_year(o->period.first) > c->first ? ut_date_year(o->period.first) : c->first;
  *last = as_of ? ut_date_year(o->as_of) : c->last;
  int end = period ? ut_date_year(o->period.last) : LAST_YEAR;
  if (end < *last || (end < LAST_YEAR && !as_of))
    *last = end;
}

static enum ut_status write_rows(struct ut_statement *s, struct ut_error *err)
{
  int first, last;
  UT_TRY(take_counts(s, err));
  span_of(s, &first, &last);
  for (size_t i = 0; i < ut_statement_count(s); i++)
    for (int y = first; y <= last; y++)
      UT_TRY(write_year(s, ut_statement_name(s, i), (struct about){i, 1}, y, err));
  for (int y = first; y <= last; y++)
    UT_TRY(write_year(s, ut_text_of("*"), (struct about){0, ut_statement_count(s)}, y, err));
  return UT_OK;
}

/* ---- notes ---- */

/* Of an insats that only the ledgers or only the participations name there is no cost per participant. */
static void say_missing(const struct insats_cost *i, struct ut_text name, struct ut_run *run)
{
  char quoted[UT_QUOTED];
  if (!i->administration && i->counted != i->booked)
    ut_run_note(run, i->booked ? UT_NOTE_DELTAGARE_SAKNAS : UT_NOTE_KOSTNAD_SAKNAS, 1, NULL, 0,
                "%s: no %s of it is there, so %s is not known", ut_quote(quoted, name.ptr, name.len),
                i->booked ? "participation" : "entry", i->booked ? "how many took part" : "what it cost");
}

static void say_notes(const struct ut_statement *s, struct ut_run *run)
{
  const struct cost *c = s->own;
  ut_date as_of = s->o.as_of;
  char day[11];
  for (size_t i = 0; s->o.participations && !s->o.partial && i < ut_statement_count(s); i++)
    say_missing(&c->insatser[i], ut_statement_name(s, i), run);
  ut_note_say_strangers(&s->strangers, run);
  ut_run_note(run, UT_NOTE_OKAND_INSATS, (size_t)c->strangers, NULL, 0,
              "%lld participation%s of insatser in neither plan nor decisions, ignored", (long long)c->strangers,
              c->strangers == 1 ? "" : "s");
  if (!s->o.partial && as_of != UT_DATE_NONE && as_of != ut_period_of(as_of, UT_YEAR).last)
    ut_run_note(run, UT_NOTE_AR_EJ_HELT, 1, NULL, 0, "%d is not whole: it is counted up to %s, its funds for all of it",
                ut_date_year(as_of), ut_date_format(as_of, day));
}

static void clear(struct ut_statement *s)
{
  struct cost *c = s->own;
  ut_distinct_clear(&c->financiers);
  ut_distinct_clear(&c->administration);
  free(c->insatser);
  ut_table_free(c->years);
  ut_table_free(c->names);
  free(c->decisions.numbers);
  free(c->decisions.ends);
  free(c->shares.numbers);
  free(c->shares.ends);
}

const struct ut_statement_form ut_cost_form = {.columns = column_names,
                                               .column_count = COLUMNS,
                                               .size = sizeof(struct cost),
                                               .field = "belopp",
                                               .begin = begin,
                                               .take = take,
                                               .close = close,
                                               .write = write_rows,
                                               .say_notes = say_notes,
                                               .clear = clear};

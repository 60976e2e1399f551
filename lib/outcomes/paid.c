/* The report of outcomes that says what support was paid before, during and after, or year by year. A person counts
 * with the first participation in the base. What is paid goes to its place in the counters of the person's group, so
 * that memory grows with persons and groups, never with payments. */
#include "outcomes/paid.h"

#include <limits.h>
#include <stdlib.h>

#include "base/grow.h"
#include "model/alike.h"
#include "outcomes/report.h"
#include "participation/one_person.h"

enum { BEFORE, DURING, AFTER, OCCASIONS };
const char *const ut_paid_occasions[OCCASIONS] = {"fore", "under", "efter"};

enum { MONTHS_A_YEAR = 12 };

/* Counters of a slot, which is an occasion or a year; then a pair for each code, and of all of them. */
enum { PERSONS, MONTHS, PAIRS, PAID = 0, RECIPIENTS, PAIR };

/* A person, with the participation that counts. */
struct ut_paid_person {
  int64_t *counters; /* of the group */
  size_t covered;    /* who it is there */
  ut_date began;
  int start, end; /* months; end INT_MAX: it goes on */
  uint32_t insats;
};

static bool is_yearly(const struct ut_report *r)
{
  return r->o.paying.unit == UT_PAID_YEAR;
}

/* ---- slots ---- */

/* The months of a slot for a person: none where the last is before the first. `whole`: it counts only where all of them
 * are known. */
struct months {
  int first, last;
  bool whole;
};

static struct months months_of(const struct ut_report *r, const struct ut_paid_person *person, size_t slot)
{
  int window = (int)r->o.paying.window, year = (r->paid.first_year + (int)slot) * MONTHS_A_YEAR;
  if (is_yearly(r))
    return (struct months){year, year + MONTHS_A_YEAR - 1, false};
  if (slot == BEFORE)
    return (struct months){person->start - window, person->start - 1, true};
  if (slot == DURING)
    return (struct months){person->start, person->end, false};
  bool ended = person->end != INT_MAX;
  return (struct months){ended ? person->end + 1 : 0, ended ? person->end + window : -1, true};
}

/* How many of them have passed and are covered. */
static int observe(const struct ut_report *r, const struct ut_paid_person *person, size_t slot)
{
  struct months m = months_of(r, person, slot);
  int last = m.last < r->paid.passed ? m.last : r->paid.passed;
  int months = ut_covered_months(r->o.paying.covered, person->covered, m.first, last);
  return m.whole && months < m.last - m.first + 1 ? 0 : months;
}

static size_t slot_of(const struct ut_report *r, const struct ut_paid_person *person, int month)
{
  if (is_yearly(r))
    return (size_t)(month / MONTHS_A_YEAR - r->paid.first_year);
  return month < person->start ? BEFORE : month <= person->end ? DURING : AFTER;
}

static int64_t *counters_of(const struct ut_report *r, int64_t *group, size_t slot)
{
  return group + slot * (PAIRS + PAIR * r->parts);
}

/* ---- persons ---- */

static enum ut_status open_persons(struct ut_report *r, struct ut_error *err)
{
  static const struct ut_text name = {"id", 2};
  static const struct ut_vocabulary *const natural[] = {NULL};
  if (ut_table_new(&r->paid.ids, natural, 1, 1) || ut_one_person_new(&r->paid.one, r->p))
    return ut_error_nomem(err);
  ut_table_watch(r->paid.ids, &(struct ut_watch){.names = &name,
                                                 .count = 1,
                                                 .run = ut_reader_run(ut_participations_reader(r->p)),
                                                 .row = ut_participations_row(r->p)});
  return UT_OK;
}

static enum ut_status open_slots(struct ut_report *r, struct ut_error *err)
{
  int first, last;
  ut_covered_ends(r->o.paying.covered, &first, &last);
  r->paid.passed = ut_month_until(r->o.as_of);
  last = last < r->paid.passed ? last : r->paid.passed;
  r->paid.first_year = first / MONTHS_A_YEAR;
  r->sets = is_yearly(r) ? last < first ? 0 : (size_t)(last / MONTHS_A_YEAR - r->paid.first_year + 1) : OCCASIONS;
  if (r->sets <= UT_PAID_YEARS)
    return UT_OK;
  ut_error_set(err, UT_USAGE, "more than %d years are covered", UT_PAID_YEARS);
  return ut_error_blame(UT_USAGE, "--covered", err);
}

static enum ut_status open_paid(struct ut_report *r, struct ut_error *err)
{
  struct ut_paid *d = &r->paid;
  r->codes = &ut_vocabularies[UT_FORSORJNING];
  UT_TRY(open_slots(r, err));
  UT_TRY(ut_participations_slot(r->p, ut_text_of("id"), &d->id, NULL, err));
  UT_TRY(ut_participations_slot(r->p, ut_text_of("insats"), &d->insats, NULL, err));
  if (r->o.paying.employment) {
    UT_TRY(ut_participations_slot(r->p, ut_text_of("anstallning_start"), &d->employed, NULL, err));
    UT_TRY(ut_participations_slot(r->p, ut_text_of("anstallning_slut"), &d->left, NULL, err));
  } else if (!is_yearly(r)) {
    ut_participations_exits(r->p);
  }
  return open_persons(r, err);
}

/* From when to when, by --anchor; false: the person was never employed. */
static bool find_stay(const struct ut_report *r, const struct ut_value *values, struct ut_paid_person *person)
{
  struct ut_participation now = ut_participations_current(r->p);
  ut_date end = now.slut;
  person->began = now.start;
  if (r->o.paying.employment) {
    const struct ut_value *start = &values[r->paid.employed], *left = &values[r->paid.left];
    if (start->missing)
      return false;
    person->began = (ut_date)start->number;
    end = left->missing ? UT_DATE_NONE : (ut_date)left->number;
  }
  person->start = ut_month_of(person->began);
  person->end = end == UT_DATE_NONE ? INT_MAX : ut_month_of(end < person->began ? person->began : end);
  return true;
}

static enum ut_status number_of(struct ut_report *r, struct ut_text id, size_t *person, struct ut_error *err)
{
  struct ut_paid *d = &r->paid;
  int64_t *number;
  UT_TRY(ut_table_find(d->ids, &id, &number, err));
  if (*number == 0) {
    struct ut_paid_person *persons = ut_grow(d->persons, d->count, &d->room, sizeof *persons);
    if (!persons)
      return ut_error_nomem(err);
    d->persons = persons;
    d->persons[d->count++] = (struct ut_paid_person){.counters = NULL};
    *number = (int64_t)d->count;
  }
  *person = (size_t)*number - 1;
  return UT_OK;
}

static void tally(const struct ut_report *r, struct ut_tally *which)
{
  const struct ut_row *row = ut_participations_row(r->p);
  ut_tally_add(which, row->source, row->line);
}

/* Makes the participation that of the person if it is the first so far; of two of a day the one that comes first. */
static enum ut_status take_person(struct ut_report *r, struct ut_error *err)
{
  const struct ut_value *values = ut_participations_values(r->p);
  struct ut_paid_person new = {.counters = NULL};
  size_t number = 0;
  if (!find_stay(r, values, &new))
    return UT_OK;
  UT_TRY(ut_table_find(r->table, ut_grouping_keys(&r->by, values), &new.counters, err));
  if (values[r->paid.id].missing) {
    tally(r, &r->paid.unlinked);
    return UT_OK;
  }
  UT_TRY(number_of(r, values[r->paid.id].text, &number, err));
  if (ut_one_person_see(r->paid.one, number) != UT_OK)
    return ut_error_nomem(err);
  struct ut_paid_person *kept = &r->paid.persons[number];
  if (kept->counters)
    tally(r, &r->paid.repeated);
  if (kept->counters && kept->began <= new.began)
    return UT_OK;
  new.covered = ut_covered_find(r->o.paying.covered, values[r->paid.id].text);
  if (ut_distinct_add(&r->paid.insatser, values[r->paid.insats].text, &new.insats))
    return ut_error_nomem(err);
  *kept = new;
  return UT_OK;
}

/* All are known: counts them, with their months, and makes room for what they have been paid. */
static enum ut_status close_persons(struct ut_report *r, struct ut_error *err)
{
  struct ut_paid *d = &r->paid;
  if (d->paid)
    return UT_OK;
  ut_one_person_tell(d->one);
  UT_TRY(ut_table_meet(d->ids, err));
  d->paid = calloc(d->count * r->sets + 1, sizeof *d->paid);
  if (!d->paid)
    return ut_error_nomem(err);
  for (size_t i = 0; i < d->count; i++)
    for (size_t slot = 0; slot < r->sets; slot++) {
      int months = observe(r, &d->persons[i], slot);
      int64_t *counters = counters_of(r, d->persons[i].counters, slot);
      counters[PERSONS] += months > 0;
      counters[MONTHS] += months;
    }
  return UT_OK;
}

/* ---- payments ---- */

static enum ut_status add_pair(int64_t *pair, ut_money amount, bool first, struct ut_error *err)
{
  pair[RECIPIENTS] += first;
  return ut_money_add(&pair[PAID], amount, err);
}

static enum ut_status add_payment(struct ut_report *r, size_t index, size_t slot, const struct ut_payment *payment,
                                  struct ut_error *err)
{
  struct ut_paid *d = &r->paid;
  int64_t *pairs = counters_of(r, d->persons[index].counters, slot) + PAIRS;
  uint32_t *paid = &d->paid[index * r->sets + slot], code = UINT32_C(1) << payment->code;
  UT_TRY(add_pair(pairs + PAIR * (size_t)payment->code, payment->amount, !(*paid & code), err));
  UT_TRY(add_pair(pairs + PAIR * r->named, payment->amount, *paid == 0, err));
  *paid |= code;
  return UT_OK;
}

/* An id of payments that no participation has may be one that is only written otherwise. */
static enum ut_status pass_over(struct ut_report *r, const struct ut_payment *payment, struct ut_error *err)
{
  const struct ut_alike_place place = {payment->row->source, payment->row->line};
  struct ut_run *run = ut_reader_run(ut_participations_reader(r->p));
  ut_tally_add(&r->paid.unknown, payment->row->source, payment->row->line);
  return ut_alike_see_one_of_many(run, ut_text_of("id"), payment->id, place) ? ut_error_nomem(err) : UT_OK;
}

static bool is_of_insats(const struct ut_report *r, const struct ut_paid_person *person, struct ut_text insats)
{
  return insats.len == 0 || ut_text_equal(insats, ut_distinct_get(&r->paid.insatser, person->insats));
}

enum ut_paid_place ut_paid_place(const struct ut_report *r, const struct ut_payment *payment, size_t *index,
                                 size_t *slot)
{
  const struct ut_paid *d = &r->paid;
  const int64_t *number = payment->id.len > 0 ? ut_table_get(d->ids, &payment->id) : NULL;
  *index = number ? (size_t)*number - 1 : 0;
  if (!number)
    return UT_PAID_NOBODY;
  const struct ut_paid_person *person = &d->persons[*index];
  if (!is_of_insats(r, person, payment->insats))
    return UT_PAID_ELSEWHERE;
  if (payment->month > d->passed)
    return UT_PAID_LATER;
  if (ut_covered_months(r->o.paying.covered, person->covered, payment->month, payment->month) == 0)
    return UT_PAID_UNCOVERED;
  *slot = slot_of(r, person, payment->month);
  struct months m = months_of(r, person, *slot);
  bool within = payment->month >= m.first && payment->month <= m.last && observe(r, person, *slot) > 0;
  return within ? UT_PAID_COUNTED : UT_PAID_OUTSIDE;
}

enum ut_status ut_report_take_payment(struct ut_report *r, const struct ut_payment *payment, struct ut_error *err)
{
  size_t index, slot = 0;
  UT_TRY(close_persons(r, err));
  enum ut_paid_place place = ut_paid_place(r, payment, &index, &slot);
  if (place == UT_PAID_NOBODY)
    return pass_over(r, payment, err);
  if (place == UT_PAID_UNCOVERED)
    ut_tally_add(&r->paid.uncovered, payment->row->source, payment->row->line);
  return place == UT_PAID_COUNTED ? add_payment(r, index, slot, payment, err) : UT_OK;
}

/* ---- the table ---- */

/* Percent that an amount a month is above another; empty where nothing was paid then. */
static void put_change(struct ut_tidy *row, const int64_t *now, ut_money paid, const int64_t *then, ut_money before)
{
  __int128 whole = (__int128)before * now[MONTHS], change = 100 * ((__int128)paid * then[MONTHS] - whole);
  for (; change > INT64_MAX || change < -INT64_MAX || whole > INT64_MAX; change /= 2)
    whole /= 2;
  ut_tidy_ratio(row, (int64_t)change, before > 0 ? (int64_t)whole : 0);
}

/* `then` is the slot that it is held against; NULL: none. */
static enum ut_status write_slot(struct ut_report *r, struct ut_group group, size_t code, size_t slot,
                                 const int64_t *then, struct ut_error *err)
{
  const int64_t *counters = counters_of(r, group.counters, slot), *pair = counters + PAIRS + PAIR * code;
  ut_tidy_begin(&r->row, group.keys, r->by.names->count);
  ut_tidy_text(&r->row, ut_text_of(code < r->named ? r->codes->codes[code].code : UT_ALL));
  if (is_yearly(r))
    ut_tidy_count(&r->row, r->paid.first_year + (int)slot);
  else
    ut_tidy_text(&r->row, ut_text_of(ut_paid_occasions[slot]));
  ut_tidy_count(&r->row, counters[PERSONS]);
  ut_tidy_count(&r->row, pair[RECIPIENTS]);
  ut_tidy_count(&r->row, counters[MONTHS]);
  if (counters[MONTHS] == 0) {
    ut_tidy_empty(&r->row, 3);
    return ut_tidy_end(&r->row, err);
  }
  ut_tidy_money(&r->row, pair[PAID]);
  ut_tidy_money(&r->row, ut_ratio_round(pair[PAID], counters[MONTHS], 0));
  if (then)
    put_change(&r->row, counters, pair[PAID], then, then[PAIRS + PAIR * code]);
  else
    ut_tidy_empty(&r->row, 1);
  return ut_tidy_end(&r->row, err);
}

static enum ut_status write_code(struct ut_report *r, struct ut_group group, size_t code, struct ut_error *err)
{
  for (size_t slot = 0; slot < r->sets; slot++) {
    const int64_t *then = slot > 0 ? counters_of(r, group.counters, is_yearly(r) ? slot - 1 : BEFORE) : NULL;
    UT_TRY(write_slot(r, group, code, slot, then, err));
  }
  return UT_OK;
}

/* Was something paid of the code to anybody? */
static bool is_paid(const struct ut_report *r, size_t code)
{
  for (size_t i = 0; i < ut_table_groups(r->table); i++)
    for (size_t slot = 0; slot < r->sets; slot++)
      if (counters_of(r, ut_table_group(r->table, i).counters, slot)[PAIRS + PAIR * code + RECIPIENTS] > 0)
        return true;
  return false;
}

static enum ut_status write_paid(struct ut_report *r, struct ut_error *err)
{
  uint32_t codes = UINT32_C(1) << r->named;
  for (size_t code = 0; code < r->named; code++)
    codes |= (uint32_t)is_paid(r, code) << code;
  for (size_t i = 0; i < ut_table_groups(r->table); i++)
    for (size_t code = 0; code <= r->named; code++)
      if (codes >> code & 1)
        UT_TRY(write_code(r, ut_table_group(r->table, i), code, err));
  return UT_OK;
}

static enum ut_status close_paid(struct ut_report *r, struct ut_error *err)
{
  static const struct ut_tally_words unlinked = {UT_NOTE_ID_SAKNAS, "", " participation", " participations",
                                                 ", without an id: nobody's payments"},
                                     repeated = {UT_NOTE_FLERA_DELTAGANDEN, "", " participation", " participations",
                                                 ", of a person who has another: the first counts"},
                                     unknown = {UT_NOTE_EJ_KOPPLAD, "", " payment", " payments",
                                                ", of nobody in the base"},
                                     uncovered = {UT_NOTE_BETALNING_EJ_TACKT, "", " payment", " payments",
                                                  ", in a month that --covered says nothing is known of: left out"};
  struct ut_run *run = ut_reader_run(ut_participations_reader(r->p));
  UT_TRY(close_persons(r, err));
  ut_tally_note(run, &r->paid.unlinked, &unlinked);
  ut_tally_note(run, &r->paid.repeated, &repeated);
  ut_tally_note(run, &r->paid.unknown, &unknown);
  ut_tally_note(run, &r->paid.uncovered, &uncovered);
  return UT_OK;
}

static const char *const occasion_columns[] = {"kod",    "tidpunkt",  "personer",       "mottagare", "manader",
                                               "belopp", "per_manad", "forandring_pct", NULL};
static const char *const year_columns[] = {"kod",    "ar",        "personer",       "mottagare", "manader",
                                           "belopp", "per_manad", "forandring_pct", NULL};

const struct ut_kind ut_kind_paid = {.columns = occasion_columns,
                                     .part_sets = PAIR,
                                     .own_figures = PAIRS - UT_PART_COUNTERS,
                                     .open = open_paid,
                                     .take = take_person,
                                     .close = close_paid,
                                     .write = write_paid};

const struct ut_kind ut_kind_paid_years = {.columns = year_columns,
                                           .part_sets = PAIR,
                                           .own_figures = PAIRS - UT_PART_COUNTERS,
                                           .open = open_paid,
                                           .take = take_person,
                                           .close = close_paid,
                                           .write = write_paid};

void ut_paid_clear(struct ut_paid *d)
{
  ut_table_free(d->ids);
  ut_one_person_free(d->one);
  ut_distinct_clear(&d->insatser);
  free(d->persons);
  free(d->paid);
}

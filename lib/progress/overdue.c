/* Assessments that have fallen due, held against those made. */
#include "progress/overdue.h"

#include <stdlib.h>

#include "model/tally.h"
#include "table/tidy.h"
#include "progress/assessments.h"
#include "progress/linked.h"
#include "utfall/participation.h"
#include "utfall/table.h"

enum { ID, INSATS, MATT, PERSON_KEYS };

/* What the list leaves out. */
struct left {
  size_t undated;      /* answers at start or exit, whose day only participations say */
  size_t unlinked;     /* answers without id */
  size_t nobody;       /* participations without id */
  size_t unregistered; /* persons and measures assessed, but in none of the participations */
};

struct ut_overdue {
  struct ut_overdue_options o;
  bool by_insats;
  struct ut_assessments *assessments;
  struct ut_table *matts;      /* every matt that an answer names */
  struct ut_participations *p; /* while they are read */
  size_t id, insats;           /* their slots */
  bool *registered;            /* by series: some participation is of its person */
  struct left left;
  struct ut_tidy row;
};

enum ut_status ut_overdue_new(struct ut_overdue **out, const struct ut_overdue_options *options, bool by_insats,
                              struct ut_error *err)
{
  static const struct ut_vocabulary *const natural[] = {NULL};
  struct ut_overdue *o = *out = calloc(1, sizeof *o);
  if (!o)
    return ut_error_nomem(err);
  o->o = *options;
  o->by_insats = by_insats;
  if (ut_assessments_new(&o->assessments, 0) != UT_OK || ut_table_new(&o->matts, natural, 1, 0) != UT_OK)
    return ut_error_nomem(err);
  return UT_OK;
}

void ut_overdue_watch(struct ut_overdue *o, const struct ut_answers *answers)
{
  struct ut_watch watch;
  ut_answers_watch(answers, &watch);
  ut_table_watch(o->matts, &watch);
  ut_assessments_watch(o->assessments, answers);
}

enum ut_status ut_overdue_take(struct ut_overdue *o, const struct ut_answer *answer, struct ut_error *err)
{
  int64_t *none;
  bool later = answer->when > o->o.as_of && answer->when != UT_AT_SLUT;
  UT_TRY(ut_table_find(o->matts, &answer->matt, &none, err));
  o->left.unlinked += answer->id.len == 0;
  if (answer->id.len == 0 || answer->empty || later)
    return UT_OK;
  return ut_assessments_add(o->assessments, answer, err);
}

/* ---- due days ---- */

/* At start and exit are the first and the last day of the stay. */
static ut_date day_of(const struct ut_assessment *a, struct ut_stay stay)
{
  if (a->when == UT_AT_START)
    return stay.start;
  if (a->when == UT_AT_SLUT)
    return stay.ended ? stay.end : UT_DATE_NONE;
  return a->when;
}

static ut_date last_in(const struct ut_overdue *o, size_t series, struct ut_stay stay)
{
  ut_date last = UT_DATE_NONE;
  if (series == ut_assessments_count(o->assessments))
    return last;
  for (const struct ut_assessment *a = ut_assessments_first(o->assessments, series); a;
       a = ut_assessments_next(o->assessments, a)) {
    ut_date day = day_of(a, stay);
    if (day >= stay.start && day <= stay.end)
      last = day;
  }
  return last;
}

static enum ut_status write_missed(struct ut_overdue *o, const struct ut_text *person, size_t series,
                                   struct ut_stay stay, struct ut_error *err)
{
  ut_date last = last_in(o, series, stay);
  char assessed[11], due[11];
  ut_date first;
  int missed = ut_due_days_missed(&o->o.due, stay, last, &first);
  if (missed <= 0)
    return UT_OK;
  const struct ut_text keys[] = {person[INSATS], person[ID], person[MATT], ut_text_of(ut_date_format(last, assessed)),
                                 ut_text_of(ut_date_format(first, due))};
  ut_tidy_begin(&o->row, keys, sizeof keys / sizeof *keys);
  ut_tidy_count(&o->row, missed);
  return ut_tidy_end(&o->row, err);
}

/* ---- participations ---- */

static enum ut_status write_matt(struct ut_overdue *o, struct ut_text *person, struct ut_stay stay,
                                 struct ut_error *err)
{
  const struct ut_text key[PERSON_KEYS] = {person[ID], o->by_insats ? person[INSATS] : (struct ut_text){"", 0},
                                           person[MATT]};
  size_t series = ut_assessments_find(o->assessments, key);
  o->registered[series] = true;
  return write_missed(o, person, series, stay, err);
}

static enum ut_status take_participation(void *context, struct ut_error *err)
{
  struct ut_overdue *o = context;
  struct ut_participation now = ut_participations_current(o->p);
  const struct ut_value *values = ut_participations_values(o->p);
  bool ended = now.slut != UT_DATE_NONE;
  struct ut_stay stay = {now.start, ended ? now.slut : o->o.as_of, ended};
  struct ut_text person[PERSON_KEYS] = {[ID] = values[o->id].text, [INSATS] = values[o->insats].text};
  size_t matts = ut_table_groups(o->matts);
  o->left.nobody += !now.anonymous && person[ID].len == 0;
  if (now.anonymous || person[ID].len == 0)
    return UT_OK;
  UT_TRY(ut_linked_see(o->p, o->o.run, person[ID], o->by_insats ? person[INSATS] : (struct ut_text){NULL, 0}, err));
  for (size_t i = 0; i < matts; i++) {
    person[MATT] = *ut_table_group(o->matts, i).keys;
    UT_TRY(write_matt(o, person, stay, err));
  }
  return matts == 0 ? write_matt(o, person, stay, err) : UT_OK;
}

static enum ut_status open_participations(struct ut_overdue *o, struct ut_error *err)
{
  UT_TRY(ut_participations_load(&o->p, o->o.participations, o->o.as_of, o->o.run, err));
  ut_participations_exits(o->p);
  UT_TRY(ut_participations_slot(o->p, ut_text_of("id"), &o->id, NULL, err));
  return ut_participations_slot(o->p, ut_text_of("insats"), &o->insats, NULL, err);
}

static enum ut_status write_participations(struct ut_overdue *o, struct ut_error *err)
{
  size_t count = ut_assessments_count(o->assessments);
  o->registered = calloc(count + 1, sizeof *o->registered); /* the last for a series that is not there */
  if (!o->registered)
    return ut_error_nomem(err);
  ut_table_sort(o->matts);
  UT_TRY(ut_participations_each(o->p, take_participation, o, err));
  for (size_t i = 0; i < count; i++)
    o->left.unregistered += !o->registered[i];
  return UT_OK;
}

/* The first assessment with a day; UT_DATE_NONE: there is none. Counts those without. */
static ut_date first_day(struct ut_overdue *o, size_t series)
{
  ut_date first = UT_DATE_NONE;
  for (const struct ut_assessment *a = ut_assessments_first(o->assessments, series); a;
       a = ut_assessments_next(o->assessments, a)) {
    bool dated = a->when != UT_AT_START && a->when != UT_AT_SLUT;
    o->left.undated += !dated;
    if (dated && first == UT_DATE_NONE)
      first = a->when;
  }
  return first;
}

static enum ut_status write_all_series(struct ut_overdue *o, struct ut_error *err)
{
  for (size_t i = 0; i < ut_assessments_count(o->assessments); i++) {
    struct ut_stay stay = {first_day(o, i), o->o.as_of, false};
    if (stay.start != UT_DATE_NONE)
      UT_TRY(write_missed(o, ut_assessments_person(o->assessments, i), i, stay, err));
  }
  return UT_OK;
}

static void note_left(const struct ut_overdue *o)
{
  ut_run_note_count(o->o.run, UT_NOTE_EJ_KOPPLAD, "answers at start or exit, whose day is not known", o->left.undated);
  ut_run_note_count(o->o.run, UT_NOTE_ID_SAKNAS, "answers without an id, which are nobody's", o->left.unlinked);
  ut_run_note_count(o->o.run, UT_NOTE_ID_SAKNAS, "participations without an id, assessed or not", o->left.nobody);
  ut_run_note_count(o->o.run, UT_NOTE_EJ_KOPPLAD, "courses of persons in no participation, left out",
                    o->left.unregistered);
}

enum ut_status ut_overdue_write(struct ut_overdue *o, struct ut_output *output, enum ut_format to, struct ut_error *err)
{
  static const char *const names[] = {"insats", "id", "matt", "bedomd", "forfallodag", "antal_forfallna"};
  if (o->o.participations)
    UT_TRY(open_participations(o, err));
  enum ut_status status = ut_tidy_open(&o->row, output, to, names, sizeof names / sizeof *names, err);
  if (status == UT_OK)
    status = o->o.participations ? write_participations(o, err) : write_all_series(o, err);
  if (status == UT_OK)
    status = ut_table_meet(o->matts, err);
  if (status == UT_OK)
    status = ut_assessments_meet(o->assessments, err);
  UT_TRY(ut_tidy_close(&o->row, status, err));
  note_left(o);
  return UT_OK;
}

void ut_overdue_free(struct ut_overdue *o)
{
  if (!o)
    return;
  ut_participations_free(o->p);
  ut_assessments_free(o->assessments);
  ut_table_free(o->matts);
  free(o->registered);
  free(o);
}

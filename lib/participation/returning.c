/* Exits and the next start of the same person. The table is keyed by the days between them too, so that totals over the
 * columns of --by need nothing but sums. */
#include "participation/returning.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/distinct.h"
#include "base/grow.h"
#include "participation/grouping.h"
#include "participation/one_person.h"
#include "participation/sought.h"
#include "table/runs.h"
#include "table/tidy.h"

enum { EXITS, WITHIN }; /* counters: exits, then those who were back by each of the months */
enum { DAYS_TEXT = 24 };

/* The exit of a person that counts so far. */
struct exit {
  struct ut_text *keys; /* one block; NULL: there is none */
  ut_date start, slut;
};

struct beginning {
  size_t person;
  ut_date start;
};

struct ut_returning {
  const struct ut_returning_options *o;
  struct ut_participations *p;
  struct ut_grouping by;
  struct ut_months marks;
  struct ut_expr *from;
  size_t id, insats;    /* slots */
  struct ut_table *ids; /* counter: 1 + the person's number */
  struct ut_one_person *one;
  struct exit *exits;       /* by person */
  struct beginning *starts; /* in the insatser one comes back to */
  size_t exit_count, exit_room, start_count, start_room;
  size_t unlinked, anonymous;
  struct ut_table *table;
  struct ut_tidy row;
};

static const char *const columns[] = {"efter_manader", "utgangar", "ater", "andel", "ki_lag", "ki_hog", "median_dagar"};
enum { COLUMNS = sizeof columns / sizeof *columns };

static const char *const who_columns[] = {"insats", "id", "start", "slut", "dagar_sedan"};
enum { WHO_COLUMNS = sizeof who_columns / sizeof *who_columns };

static enum ut_status compile(struct ut_returning *r, struct ut_error *err)
{
  struct ut_scope scope = ut_participations_scope(r->p);
  UT_TRY(ut_error_blame(ut_months_parse(r->o->returns, &r->marks, err), "--returns", err));
  return ut_error_blame(ut_expr_compile(&r->from, r->o->from, &scope, err), "--from", err);
}

static enum ut_status open_ids(struct ut_returning *r, struct ut_error *err)
{
  static const struct ut_text name = {"id", 2};
  static const struct ut_vocabulary *const natural[] = {NULL};
  if (ut_table_new(&r->ids, natural, 1, 1) || ut_one_person_new(&r->one, r->p))
    return ut_error_nomem(err);
  ut_table_watch(r->ids, &(struct ut_watch){.names = &name,
                                            .count = 1,
                                            .run = ut_reader_run(ut_participations_reader(r->p)),
                                            .row = ut_participations_row(r->p)});
  return UT_OK;
}

static enum ut_status open_table(struct ut_returning *r, struct ut_error *err)
{
  const struct ut_vocabulary *vocabularies[UT_NAMES_MAX + 1] = {NULL};
  size_t by = r->by.names->count; /* days come behind them */
  memcpy(vocabularies, r->by.vocabularies, by * sizeof(const struct ut_vocabulary *));
  if (ut_table_new(&r->table, vocabularies, by + 1, WITHIN + r->marks.count))
    return ut_error_nomem(err);
  ut_grouping_watch(&r->by, r->p, r->table);
  return UT_OK;
}

enum ut_status ut_returning_new(struct ut_returning **out, struct ut_participations *p,
                                const struct ut_returning_options *options, const struct ut_names *by,
                                struct ut_error *err)
{
  static const struct ut_names insats = {.names = {{"insats", 6}}, .count = 1};
  struct ut_returning *r = *out = calloc(1, sizeof *r);
  if (!r)
    return ut_error_nomem(err);
  r->o = options;
  r->p = p;
  UT_TRY(compile(r, err));
  ut_participations_exits(p);
  UT_TRY(ut_participations_slot(p, ut_text_of("id"), &r->id, NULL, err));
  UT_TRY(ut_participations_slot(p, ut_text_of("insats"), &r->insats, NULL, err));
  if (options->to)
    UT_TRY(ut_participations_seek(p, r->insats, ut_text_of(options->to), true, err));
  by = options->who ? &insats : by;
  UT_TRY(ut_grouping_init(&r->by, p, by, err));
  UT_TRY(ut_grouping_apart(by, columns, COLUMNS, err));
  UT_TRY(open_ids(r, err));
  return open_table(r, err);
}

/* ---- rows ---- */

static enum ut_status person_of(struct ut_returning *r, struct ut_text id, size_t *person, struct ut_error *err)
{
  int64_t *number;
  UT_TRY(ut_table_find(r->ids, &id, &number, err));
  *number = *number ? *number : (int64_t)r->exit_count + 1;
  *person = (size_t)*number - 1;
  if (*person < r->exit_count)
    return UT_OK;
  struct exit *exits = ut_grow(r->exits, r->exit_count, &r->exit_room, sizeof *exits);
  if (!exits)
    return ut_error_nomem(err);
  r->exits = exits;
  r->exits[r->exit_count++] = (struct exit){NULL, UT_DATE_NONE, UT_DATE_NONE};
  return UT_OK;
}

static enum ut_status add_start(struct ut_returning *r, size_t person, ut_date start, struct ut_error *err)
{
  struct beginning *starts = ut_grow(r->starts, r->start_count, &r->start_room, sizeof *starts);
  if (!starts)
    return ut_error_nomem(err);
  r->starts = starts;
  r->starts[r->start_count++] = (struct beginning){person, start};
  return UT_OK;
}

/* Has the longest time after the exit passed? */
static bool has_passed(const struct ut_returning *r, struct ut_participation now)
{
  ut_date due = ut_participation_due(now, (int)r->marks.months[r->marks.count - 1]);
  return due != UT_DATE_NONE && due <= ut_participations_as_of(r->p);
}

static bool is_earlier(const struct exit *kept, struct ut_participation now)
{
  return !kept->keys || now.slut < kept->slut || (now.slut == kept->slut && now.start > kept->start);
}

static enum ut_status add_exit(struct ut_returning *r, struct exit *kept, struct ut_participation now,
                               const struct ut_value *values, struct ut_error *err)
{
  if (!has_passed(r, now) || !is_earlier(kept, now) || !ut_expr_true(r->from, values))
    return UT_OK;
  struct ut_text *keys = ut_texts_copy(ut_grouping_keys(&r->by, values), r->by.names->count);
  if (!keys)
    return ut_error_nomem(err);
  free(kept->keys);
  *kept = (struct exit){keys, now.start, now.slut};
  return UT_OK;
}

enum ut_status ut_returning_add(struct ut_returning *r, bool selected, struct ut_error *err)
{
  struct ut_participation now = ut_participations_current(r->p);
  const struct ut_value *values = ut_participations_values(r->p);
  size_t person;
  r->anonymous += now.anonymous;
  r->unlinked += !now.anonymous && values[r->id].missing;
  if (now.anonymous || values[r->id].missing)
    return UT_OK;
  UT_TRY(person_of(r, values[r->id].text, &person, err));
  if (ut_one_person_see(r->one, person) != UT_OK)
    return ut_error_nomem(err);
  if (!r->o->to || ut_text_like(values[r->insats].text, ut_text_of(r->o->to)))
    UT_TRY(add_start(r, person, now.start, err));
  return selected ? add_exit(r, &r->exits[person], now, values, err) : UT_OK;
}

/* ---- the table ---- */

static int compare_starts(const void *a, const void *b)
{
  const struct beginning *x = a, *y = b;
  if (x->person != y->person)
    return x->person < y->person ? -1 : 1;
  return (x->start > y->start) - (x->start < y->start);
}

/* The first start long enough after the exit, if any: starts[from..to) are those of the person, in order. */
static ut_date return_of(const struct ut_returning *r, const struct exit *e, size_t from, size_t to)
{
  while (from < to && r->starts[from].start <= e->slut + r->o->gap)
    from++;
  return from < to ? r->starts[from].start : UT_DATE_NONE;
}

typedef enum ut_status take_exit(struct ut_returning *r, size_t person, ut_date back, struct ut_error *err);

/* Once the starts are in order: hands on the exits that count, in the order of the persons. */
static enum ut_status each_exit(struct ut_returning *r, take_exit *take, struct ut_error *err)
{
  for (size_t person = 0, from = 0, to = 0; person < r->exit_count; person++, from = to) {
    while (to < r->start_count && r->starts[to].person == person)
      to++;
    if (r->exits[person].keys)
      UT_TRY(take(r, person, return_of(r, &r->exits[person], from, to), err));
  }
  return UT_OK;
}

static enum ut_status count_exit(struct ut_returning *r, size_t person, ut_date back, struct ut_error *err)
{
  const struct exit *e = &r->exits[person];
  size_t by = r->by.names->count;
  struct ut_text keys[UT_NAMES_MAX + 1];
  int64_t *counters;
  char days[DAYS_TEXT] = "";
  if (back != UT_DATE_NONE)
    snprintf(days, sizeof days, "%d", back - e->slut);
  memcpy(keys, e->keys, by * sizeof *keys);
  keys[by] = ut_text_of(days);
  UT_TRY(ut_table_find(r->table, keys, &counters, err));
  counters[EXITS]++;
  for (size_t i = 0; i < r->marks.count && back != UT_DATE_NONE; i++)
    counters[WITHIN + i] += back <= ut_date_add_months(e->slut, (int)r->marks.months[i]);
  return UT_OK;
}

static void tell(const struct ut_returning *r)
{
  size_t mistakes = ut_participations_mistakes(r->p);
  ut_run_note(ut_reader_run(ut_participations_reader(r->p)), UT_NOTE_EJ_FOLJDA, r->unlinked + r->anonymous + mistakes,
              NULL, 0, "rows that nobody can be followed by: %zu without id, %zu anonymous, %zu felregistrering",
              r->unlinked, r->anonymous, mistakes);
}

enum ut_status ut_returning_close(struct ut_returning *r, struct ut_partial *part, struct ut_error *err)
{
  tell(r);
  ut_one_person_tell(r->one);
  if (r->start_count > 0)
    qsort(r->starts, r->start_count, sizeof *r->starts, compare_starts);
  UT_TRY(each_exit(r, count_exit, err));
  UT_TRY(ut_table_meet(r->ids, err));
  return ut_partial_table(part, "antal", r->table, err);
}

static enum ut_status write_row(struct ut_returning *r, const struct ut_text *keys, size_t mark, int64_t exits,
                                struct ut_counts *days, struct ut_error *err)
{
  struct ut_tidy *row = &r->row;
  int64_t back = ut_counts_total(days);
  ut_tidy_begin(row, keys, r->by.names->count);
  ut_tidy_count(row, r->marks.months[mark]);
  ut_tidy_count(row, exits);
  ut_tidy_count(row, back);
  ut_tidy_ratio(row, 100 * back, exits);
  ut_tidy_interval(row, back, exits, ut_normal_quantile(95));
  ut_tidy_ratio(row, back > 0 ? ut_counts_median2(days) : 0, back > 0 ? 2 : 0);
  return ut_tidy_end(row, err);
}

/* The row of a number of months of the groups [from, to) of the table, which differ in days alone. */
static enum ut_status write_mark(struct ut_returning *r, const struct ut_text *keys, size_t from, size_t to,
                                 size_t mark, struct ut_error *err)
{
  struct ut_counts *days;
  int64_t exits = 0;
  enum ut_status status = ut_counts_new(&days);
  for (size_t i = from; i < to && status == UT_OK; i++) {
    struct ut_group group = ut_table_group(r->table, i);
    int64_t length = 0;
    ut_text_integer(group.keys[r->by.names->count], &length);
    exits += group.counters[EXITS];
    status = ut_counts_add(days, length, group.counters[WITHIN + mark]);
  }
  status = status ? ut_error_nomem(err) : write_row(r, keys, mark, exits, days, err);
  ut_counts_free(days);
  return status;
}

/* Without a single exit there is still the total, as in other tables. */
static enum ut_status write_groups(struct ut_returning *r, bool totals, struct ut_error *err)
{
  struct ut_text all[UT_NAMES_MAX];
  size_t from = 0, groups = ut_table_groups(r->table), by = r->by.names->count;
  if (groups == 0 && by > 0 && !totals)
    return UT_OK;
  for (size_t i = 0; i < by; i++)
    all[i] = ut_text_of(UT_ALL);
  do {
    const struct ut_text *keys = groups > 0 ? ut_table_group(r->table, from).keys : all;
    size_t to = from;
    while (ut_table_begins(r->table, to, keys, by))
      to++;
    for (size_t mark = 0; mark < r->marks.count; mark++)
      UT_TRY(write_mark(r, keys, from, to, mark, err));
    from = to;
  } while (from < groups);
  return UT_OK;
}

static enum ut_status write_table(struct ut_returning *r, bool totals, struct ut_output *output, enum ut_format to,
                                  struct ut_error *err)
{
  struct ut_tidy *row = &r->row;
  UT_TRY(ut_table_meet(r->table, err));
  if (totals && ut_table_groups(r->table) > 0)
    UT_TRY(ut_table_add_totals(r->table, r->by.names->count, err));
  ut_table_sort(r->table);
  ut_tidy_begin(row, r->by.names->names, r->by.names->count);
  for (size_t i = 0; i < COLUMNS; i++)
    ut_tidy_text(row, ut_text_of(columns[i]));
  UT_TRY(ut_writer_open(&row->writer, output, to, row->cells, row->filled, NULL, err));
  return write_groups(r, totals, err);
}

static enum ut_status write_exit(struct ut_returning *r, size_t person, ut_date back, struct ut_error *err)
{
  const struct exit *e = &r->exits[person];
  char start[11], slut[11];
  ut_tidy_begin(&r->row, e->keys, r->by.names->count);
  ut_tidy_text(&r->row, ut_table_group(r->ids, person).keys[0]);
  ut_tidy_text(&r->row, ut_text_of(ut_date_format(e->start, start)));
  ut_tidy_text(&r->row, ut_text_of(ut_date_format(e->slut, slut)));
  if (back == UT_DATE_NONE)
    ut_tidy_empty(&r->row, 1);
  else
    ut_tidy_count(&r->row, back - e->slut);
  return ut_tidy_end(&r->row, err);
}

static enum ut_status write_list(struct ut_returning *r, struct ut_output *output, enum ut_format to,
                                 struct ut_error *err)
{
  UT_TRY(ut_tidy_open(&r->row, output, to, who_columns, WHO_COLUMNS, err));
  return each_exit(r, write_exit, err);
}

enum ut_status ut_returning_write(struct ut_returning *r, bool totals, struct ut_output *output, enum ut_format to,
                                  int decimals, struct ut_error *err)
{
  r->row.decimals = decimals;
  enum ut_status status = r->o->who ? write_list(r, output, to, err) : write_table(r, totals, output, to, err);
  return ut_tidy_close(&r->row, status, err);
}

void ut_returning_free(struct ut_returning *r)
{
  if (!r)
    return;
  for (size_t i = 0; i < r->exit_count; i++)
    free(r->exits[i].keys);
  free(r->exits);
  free(r->starts);
  ut_table_free(r->ids);
  ut_one_person_free(r->one);
  ut_table_free(r->table);
  ut_expr_free(r->from);
  free(r);
}

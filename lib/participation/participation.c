/* Participations: rows decoded, the world of an earlier day restored, derived columns computed. */
#include "utfall/participation.h"

#include <stdlib.h>
#include <strings.h>

#include "base/distinct.h"
#include "model/alike.h"
#include "model/doubtful_id.h"
#include "model/work.h"
#include "participation/as_of.h"
#include "participation/derived.h"
#include "participation/doubts.h"
#include "participation/extents.h"
#include "participation/repeated.h"
#include "participation/near_texts.h"
#include "participation/sought.h"
#include "participation/unmet.h"
#include "stream/near_columns.h"

enum { SLOTS_MAX = 128 };

struct slot {
  struct ut_derived of; /* its column, and the text of a value that is derived */
  struct ut_text name;
  ptrdiff_t place;        /* column of the reader; -1: derived, or nothing to read */
  struct ut_cells *cells; /* NULL: plain text */
  ut_derive *derive;      /* NULL: read */
  size_t sources[2];
  uint32_t work, none; /* the codes of a list that are work, and that say that there is nothing */
  struct ut_extents extents;
  bool person;                 /* it is the id */
  bool asked;                  /* by whoever reads the participations */
  struct ut_near_texts sought; /* in it */
  bool odd;                    /* one of them does not look like what it is */
  struct ut_unmet unmet;       /* of them */
};

struct ut_participations {
  struct ut_reader *reader;
  struct ut_row row;
  struct ut_as_of as_of;
  enum ut_occasion at;
  struct slot *slots;
  struct ut_value *values;
  size_t count;
  bool exits, told;
  size_t mistakes;                            /* rows of felregistrering */
  size_t insats, start, slut, anonym, reason; /* slots that are always decoded */
  size_t born;                                /* the slot of fodelsear; 0: it is not decoded */
  size_t dated;       /* after those, with as_of: the slot behind the columns that date themselves */
  int64_t error_code; /* felregistrering */
  struct ut_participation current;
  struct ut_doubts doubts;
  struct ut_repeated *repeated; /* NULL: there is one file, or no id */
  size_t id;                    /* its slot, where there is repeated */
};

static const struct ut_value missing = {.text = {"", 0}, .divisor = 1, .missing = true};

/* ---- slots ---- */

static enum ut_status new_slot(struct ut_participations *p, const struct ut_column *column, ptrdiff_t place,
                               size_t *slot, struct ut_error *err)
{
  struct slot *s = &p->slots[p->count];
  if (p->count == SLOTS_MAX)
    return ut_error_set(err, UT_USAGE, "more than %d columns are named", SLOTS_MAX);
  *s = (struct slot){.of.column = column, .name = ut_text_of(column->name), .place = place};
  if (place >= 0)
    s->name = ut_reader_column(p->reader, (size_t)place);
  p->values[p->count] = missing;
  if (place >= 0)
    ut_reader_want(p->reader, (size_t)place);
  if (place >= 0 && column->type != UT_TYPE_TEXT && ut_cells_new(&s->cells, column) != UT_OK)
    return ut_error_nomem(err);
  s->work = column->type == UT_TYPE_LIST ? ut_work_codes(column->codes) : 0;
  s->none = column->type == UT_TYPE_LIST ? ut_vocabulary_flagged(column->codes, UT_CODE_NONE) : 0;
  s->person = place >= 0 && ut_text_is(s->name, "id");
  if (place >= 0 && ut_text_is(s->name, "fodelsear"))
    p->born = p->count;
  *slot = p->count++;
  return UT_OK;
}

static enum ut_status new_derived(struct ut_participations *p, const struct ut_column *column, size_t *slot,
                                  struct ut_error *err)
{
  size_t sources[2] = {0, 0};
  for (size_t i = 0; i < 2 && column->from[i]; i++)
    UT_TRY(ut_participations_slot(p, ut_text_of(column->from[i]), &sources[i], NULL, err));
  UT_TRY(new_slot(p, column, -1, slot, err));
  struct slot *s = &p->slots[*slot];
  s->derive = ut_derive_by(column->rule);
  s->sources[0] = sources[0];
  s->sources[1] = sources[column->from[1] ? 1 : 0];
  return UT_OK;
}

/* Does the stream have what the column is derived from? A stream may also carry the derived column itself. */
static bool can_derive(const struct ut_participations *p, const struct ut_column *column)
{
  for (size_t i = 0; i < 2 && column->from[i]; i++)
    if (ut_reader_find(p->reader, ut_text_of(column->from[i])) < 0)
      return false;
  return true;
}

static enum ut_status make_slot(struct ut_participations *p, struct ut_text name, size_t *slot, struct ut_error *err)
{
  const struct ut_column *column = ut_column_of(name);
  ptrdiff_t place = ut_reader_find(p->reader, name);
  if (column->origin == UT_RESULT)
    column = &ut_column_unknown;
  if (column->rule != UT_RULE_NONE && (place < 0 || can_derive(p, column)))
    return new_derived(p, column, slot, err);
  if (place < 0 && !ut_reader_is_empty(p->reader) && column->origin == UT_HELD)
    return ut_error_set(err, UT_USAGE,
                        "there is no column %s here; cohort --derive %s adds it for the filters after it", column->name,
                        column->name);
  UT_TRY(ut_reader_need(p->reader, name, &place, err));
  return new_slot(p, column, place, slot, err);
}

/* A column that a stream of participations may lack: then it is missing in every row. */
static enum ut_status optional_slot(struct ut_participations *p, const char *name, size_t *slot, struct ut_error *err)
{
  const struct ut_column *column = ut_column_find(ut_text_of(name));
  return new_slot(p, column, ut_reader_find(p->reader, ut_text_of(name)), slot, err);
}

/* With as_of, the columns of the stream that date themselves are decoded in every row. */
static enum ut_status add_dated(struct ut_participations *p, struct ut_error *err)
{
  size_t slot;
  for (size_t i = 0; p->as_of.day != UT_DATE_NONE && i < ut_reader_columns(p->reader); i++)
    if (ut_column_of(ut_reader_column(p->reader, i))->dates_itself)
      UT_TRY(ut_participations_slot(p, ut_reader_column(p->reader, i), &slot, NULL, err));
  p->dated = p->count;
  return UT_OK;
}

static enum ut_status scope_column(void *context, struct ut_text name, size_t *slot, const struct ut_column **column,
                                   struct ut_error *err)
{
  return ut_participations_slot(context, name, slot, column, err);
}

enum ut_status ut_participations_seek(struct ut_participations *p, size_t slot, struct ut_text text, bool pattern,
                                      struct ut_error *err)
{
  struct slot *s = &p->slots[slot];
  struct ut_buf look = {0};
  if (pattern && ut_unmet_is_pattern(text))
    return s->of.column->exact || ut_unmet_add(&s->unmet, text) == UT_OK ? UT_OK : ut_error_nomem(err);
  enum ut_status status = ut_alike_seek(ut_reader_run(p->reader), s->name, text);
  if (status == UT_OK)
    status = ut_near_texts_add(&s->sought, text);
  if (status == UT_OK && !s->of.column->exact)
    status = ut_unmet_add(&s->unmet, text);
  if (status == UT_OK)
    status = ut_alike_fold(text, &look);
  s->odd |= !ut_text_equal(ut_buf_text(&look), text);
  ut_buf_clear(&look);
  return status == UT_OK ? UT_OK : ut_error_nomem(err);
}

enum ut_status ut_participations_select(struct ut_participations *p, size_t slot, struct ut_text pattern,
                                        struct ut_error *err)
{
  p->slots[slot].unmet.selects = ut_unmet_is_pattern(pattern);
  return ut_participations_seek(p, slot, pattern, true, err);
}

static enum ut_status scope_text(void *context, size_t slot, struct ut_text text, struct ut_error *err)
{
  return ut_participations_seek(context, slot, text, false, err);
}

static enum ut_status scope_pattern(void *context, size_t slot, struct ut_text pattern, struct ut_error *err)
{
  return ut_participations_seek(context, slot, pattern, true, err);
}

/* ---- rows ---- */

/* A cell that only looks like a text that is sought would be left out unseen. In plain text, case alone can differ. */
static enum ut_status see_sought(struct ut_participations *p, struct slot *s, struct ut_text cell)
{
  enum ut_nearness near;
  UT_TRY(ut_unmet_see(&s->unmet, cell));
  UT_TRY(ut_near_texts_look(&s->sought, cell, &near));
  if (cell.len == 0 || near == UT_IS_ONE || (near == UT_NEAR_NONE && !s->odd && ut_alike_is_plain(cell)))
    return UT_OK;
  return ut_alike_see_known(ut_reader_run(p->reader), s->name, cell,
                            (struct ut_alike_place){p->row.source, p->row.line});
}

static enum ut_status decode(struct ut_participations *p, size_t i, struct ut_error *err)
{
  struct slot *s = &p->slots[i];
  struct ut_value *v = &p->values[i];
  if (s->place < 0)
    return UT_OK;
  struct ut_text cell = p->row.fields[s->place];
  if (s->cells && cell.len > 0)
    return ut_cells_decode(s->cells, cell, v, err);
  *v = (struct ut_value){.text = cell, .divisor = 1, .missing = cell.len == 0};
  return ut_near_texts_count(&s->sought) + s->unmet.left == 0 || see_sought(p, s, cell) == UT_OK ? UT_OK
                                                                                                 : ut_error_nomem(err);
}

static void derive(struct ut_participations *p, size_t i)
{
  struct slot *s = &p->slots[i];
  const struct ut_value from[2] = {p->values[s->sources[0]], p->values[s->sources[1]]};
  if (from[0].missing || from[1].missing)
    p->values[i] = missing;
  else
    s->derive(&s->of, from, &p->values[i]);
}

static enum ut_status needed(const struct ut_participations *p, size_t slot, struct ut_error *err)
{
  if (!p->values[slot].missing)
    return UT_OK;
  return ut_error_blame(ut_error_set(err, UT_BAD_INPUT, "the cell is empty, and every participation needs one"),
                        p->slots[slot].of.column->name, err);
}

static void settle_current(struct ut_participations *p)
{
  const struct ut_value *slut = &p->values[p->slut];
  struct ut_participation *now = &p->current;
  now->start = (ut_date)p->values[p->start].number;
  now->anonymous = !p->values[p->anonym].missing && ut_text_is(p->values[p->anonym].text, "ja");
  now->slut = slut->missing ? UT_DATE_NONE : (ut_date)slut->number;
  if (now->anonymous) {
    int year = ut_date_year(now->start);
    now->start = ut_date_make(year, 1, 1);
    now->slut = ut_date_make(year, 12, 31);
  } else if (now->slut != UT_DATE_NONE && now->slut < now->start) {
    now->slut = now->start;
  }
}

static enum ut_status decode_core(struct ut_participations *p, struct ut_error *err)
{
  for (size_t i = 0; i <= p->reason; i++)
    UT_TRY(decode(p, i, err));
  UT_TRY(needed(p, p->insats, err));
  return needed(p, p->start, err);
}

static bool is_felregistrering(const struct ut_participations *p)
{
  const struct ut_value *reason = &p->values[p->reason];
  return !reason->missing && reason->number == p->error_code;
}

static enum ut_status see_list(struct ut_participations *p, size_t i, struct ut_error *err)
{
  const struct ut_list *list = p->values[i].list;
  struct slot *s = &p->slots[i];
  if (p->values[i].missing || !list)
    return UT_OK;
  if (list->has & s->work && ut_list_extent(list, s->work) == 0)
    ut_tally_add(&p->doubts.of[UT_DOUBT_NO_WORK], p->row.source, p->row.line);
  if (list->over)
    ut_tally_add(&p->doubts.of[UT_DOUBT_OVER], p->row.source, p->row.line);
  if (list->bare & s->none && list->has & ~s->none)
    ut_tally_add(&p->doubts.of[UT_DOUBT_NONE_AMONG], p->row.source, p->row.line);
  return ut_extents_see(&s->extents, list, &p->row, s->of.column->name, ut_reader_run(p->reader), err);
}

static void see_follow_up(struct ut_participations *p, size_t i)
{
  const struct ut_value *done = &p->values[i], *slut = &p->values[p->slut];
  if (!done->missing && !slut->missing && done->number < slut->number)
    ut_tally_add(&p->doubts.of[UT_DOUBT_FOLLOWED_EARLY], p->row.source, p->row.line);
}

/* What stands for no id is none, and links nobody. */
static void see_person(struct ut_participations *p, size_t i)
{
  if (!ut_id_is_nobodys(p->values[i].text))
    return;
  p->values[i] = missing;
  ut_tally_add(&p->doubts.of[UT_DOUBT_NOBODY], p->row.source, p->row.line);
}

/* What of a participation that counts is doubtful. */
static void see_doubts(struct ut_participations *p)
{
  const struct ut_value *slut = &p->values[p->slut], *born = &p->values[p->born];
  if (!slut->missing && !p->current.anonymous)
    ut_doubts_see_stay(&p->doubts, p->current.start, (ut_date)slut->number, &p->row);
  if (p->born > 0 && !born->missing && born->number > ut_date_year(p->current.start))
    ut_tally_add(&p->doubts.of[UT_DOUBT_UNBORN], p->row.source, p->row.line);
}

/* Blanks the days of what had not happened yet. */
static enum ut_status hide_dated(struct ut_participations *p, bool *hides, struct ut_error *err)
{
  for (size_t i = p->reason + 1; i < p->dated; i++) {
    UT_TRY(decode(p, i, err));
    if (p->values[i].missing || p->values[i].number <= p->as_of.day)
      continue;
    UT_TRY(ut_as_of_blank(p->reader, &p->row, (size_t)p->slots[i].place, err));
    *hides = true;
  }
  return UT_OK;
}

/* Blanks what was not known yet. */
static enum ut_status hide(struct ut_participations *p, bool *hides, struct ut_error *err)
{
  UT_TRY(hide_dated(p, hides, err));
  if (p->values[p->slut].missing)
    return UT_OK;
  int known = ut_as_of_known(&p->as_of, (ut_date)p->values[p->slut].number);
  if (known >= p->as_of.most)
    return UT_OK;
  *hides = true;
  return ut_as_of_hide(&p->as_of, known, p->reader, &p->row, err);
}

/* Everything but the core, once the row is known to count. UT_MORE: it does not, take the next one. */
static enum ut_status decode_rest(struct ut_participations *p, struct ut_error *err)
{
  bool hides = false, mistake = is_felregistrering(p);
  p->mistakes += mistake;
  if (mistake || (p->as_of.day != UT_DATE_NONE && p->current.start > p->as_of.day))
    return UT_MORE;
  if (p->as_of.day != UT_DATE_NONE)
    UT_TRY(hide(p, &hides, err));
  for (size_t i = hides ? 0 : p->reason + 1; i < p->count; i++) {
    UT_TRY(decode(p, i, err));
    if (p->slots[i].derive)
      derive(p, i);
    else if (p->slots[i].of.column->type == UT_TYPE_LIST)
      UT_TRY(see_list(p, i, err));
    else if (p->slots[i].person)
      see_person(p, i);
    else if (p->slots[i].of.column->follows_exit)
      see_follow_up(p, i);
  }
  if (hides)
    settle_current(p);
  see_doubts(p);
  return UT_OK;
}

enum ut_status ut_participations_open(struct ut_participations **out, struct ut_reader *reader, ut_date as_of,
                                      enum ut_occasion at, struct ut_error *err)
{
  struct ut_participations *p = *out = calloc(1, sizeof *p);
  if (!p) {
    ut_reader_free(reader);
    return ut_error_nomem(err);
  }
  p->reader = reader;
  p->at = at;
  p->error_code = ut_vocabulary_find(ut_vocabulary_named("avslutsorsak"), ut_text_of("felregistrering"));
  p->slots = calloc(SLOTS_MAX, sizeof *p->slots);
  p->values = calloc(SLOTS_MAX, sizeof *p->values);
  if (!p->slots || !p->values || ut_as_of_init(&p->as_of, reader, as_of))
    return ut_error_nomem(err);
  UT_TRY(ut_participations_slot(p, ut_text_of("insats"), &p->insats, NULL, err));
  UT_TRY(ut_participations_slot(p, ut_text_of("start"), &p->start, NULL, err));
  UT_TRY(optional_slot(p, "slut", &p->slut, err));
  UT_TRY(optional_slot(p, "anonym", &p->anonym, err));
  UT_TRY(optional_slot(p, "avslutsorsak", &p->reason, err));
  return add_dated(p, err);
}

/* Of several files, sees what more than one of them holds; where the first has ids. */
static enum ut_status watch_files(struct ut_participations *p, struct ut_error *err)
{
  if (!ut_reader_run(p->reader) || ut_reader_find(p->reader, ut_text_of("id")) < 0)
    return UT_OK;
  if (ut_repeated_new(&p->repeated) != UT_OK)
    return ut_error_nomem(err);
  return optional_slot(p, "id", &p->id, err);
}

enum ut_status ut_participations_open_files(struct ut_participations **out, char *const *paths, size_t count,
                                            const struct ut_reader_options *options, ut_date as_of, enum ut_occasion at,
                                            struct ut_error *err)
{
  struct ut_reader *reader;
  *out = NULL;
  enum ut_status status = ut_reader_open(&reader, paths, count, options, err);
  if (status != UT_OK) {
    ut_reader_free(reader);
    return status;
  }
  UT_TRY(ut_participations_open(out, reader, as_of, at, err));
  return count > 1 ? watch_files(*out, err) : UT_OK;
}

enum ut_status ut_participations_load(struct ut_participations **out, const char *path, ut_date as_of,
                                      struct ut_run *run, struct ut_error *err)
{
  const struct ut_reader_options options = {.run = run};
  char *paths[] = {(char *)path};
  return ut_participations_open_files(out, paths, 1, &options, as_of, UT_EFTER, err);
}

void ut_participations_exits(struct ut_participations *p)
{
  p->exits = true;
}

size_t ut_participations_mistakes(const struct ut_participations *p)
{
  return p->mistakes;
}

ut_date ut_participations_as_of(const struct ut_participations *p)
{
  return p->as_of.day;
}

enum ut_status ut_participations_slot(struct ut_participations *p, struct ut_text name, size_t *slot,
                                      const struct ut_column **column, struct ut_error *err)
{
  const struct ut_column *asked = ut_column_at(name, p->at);
  name = asked ? ut_text_of(asked->name) : name;
  for (*slot = 0; *slot < p->count; ++*slot)
    if (ut_text_equal(p->slots[*slot].name, name) &&
        (p->slots[*slot].place >= 0 || p->slots[*slot].derive || ut_reader_is_empty(p->reader)))
      break;
  if (*slot == p->count)
    UT_TRY(make_slot(p, name, slot, err));
  p->slots[*slot].asked = true;
  if (column)
    *column = p->slots[*slot].of.column;
  return UT_OK;
}

struct ut_scope ut_participations_scope(struct ut_participations *p)
{
  return (struct ut_scope){scope_column, p, scope_text, scope_pattern};
}

/* Notes of files that lack columns which were asked for. */
static void tell_lacking(struct ut_participations *p)
{
  const struct ut_text slut = ut_text_of("slut");
  if (p->exits)
    ut_reader_miss(p->reader, slut, "nobody in it has left");
  for (size_t i = 0; i < p->count; i++)
    if (p->slots[i].asked && p->slots[i].place >= 0 && !(p->exits && ut_text_equal(p->slots[i].name, slut)))
      ut_reader_miss(p->reader, p->slots[i].name, "it is empty in all its rows");
}

/* What is left out in every filter, anonymous and wrong registrations, is not where the column is called otherwise. */
static enum ut_status tell_near(const struct ut_participations *p, struct ut_error *err)
{
  static const char *const names[] = {"anonym", "avslutsorsak"};
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < 2 && status == UT_OK; i++)
    status = ut_near_columns_note(p->reader, names[i], names, 2, err);
  return status;
}

/* What only the end of the stream says of a column. */
static enum ut_status end_slots(struct ut_participations *p, struct ut_error *err)
{
  struct ut_run *run = ut_reader_run(p->reader);
  for (struct slot *s = p->slots, *end = s + p->count; s < end; s++) {
    UT_TRY(ut_extents_end(&s->extents, s->of.column->name, run, err));
    if (ut_unmet_tell(&s->unmet, s->name, run) != UT_OK)
      return ut_error_nomem(err);
  }
  return UT_OK;
}

static enum ut_status see_repeated(struct ut_participations *p, struct ut_error *err)
{
  const struct ut_value *id = &p->values[p->id];
  bool earlier;
  if (id->missing || p->current.anonymous)
    return UT_OK;
  if (ut_repeated_see(p->repeated, p->row.source, id->text, p->values[p->insats].text, p->current.start, &earlier))
    return ut_error_nomem(err);
  if (earlier)
    ut_tally_add(&p->doubts.of[UT_DOUBT_REPEATED], p->row.source, p->row.line);
  return UT_OK;
}

/* At the end, when nothing else has gone wrong. */
static enum ut_status tell(struct ut_participations *p, struct ut_error *err)
{
  if (p->told)
    return UT_OK;
  p->told = true;
  UT_TRY(end_slots(p, err));
  UT_TRY(tell_near(p, err));
  tell_lacking(p);
  ut_doubts_tell(&p->doubts, ut_reader_run(p->reader));
  return UT_OK;
}

enum ut_status ut_participations_next(struct ut_participations *p, struct ut_error *err)
{
  enum ut_status status;
  do {
    status = ut_reader_next(p->reader, &p->row, err);
    if (status != UT_OK)
      break;
    status = decode_core(p, err);
    if (status == UT_OK) {
      settle_current(p);
      status = decode_rest(p, err);
    }
    if (status == UT_OK && p->repeated)
      status = see_repeated(p, err);
    if (status != UT_OK && status != UT_MORE)
      ut_reader_blame(p->reader, &p->row, err);
  } while (status == UT_MORE);
  if (status == UT_END)
    UT_TRY(tell(p, err));
  return status == UT_BAD_ROW ? UT_BAD_INPUT : status;
}

static enum ut_status decode_again(struct ut_participations *p, struct ut_error *err)
{
  for (size_t i = 0; i < p->count; i++) {
    UT_TRY(decode(p, i, err));
    if (p->slots[i].derive)
      derive(p, i);
  }
  settle_current(p);
  return UT_OK;
}

enum ut_status ut_participations_before(struct ut_participations *p, ut_date day, struct ut_error *err)
{
  ut_date opened_with = p->as_of.day;
  bool hides = false;
  p->as_of.day = day;
  enum ut_status status = hide(p, &hides, err);
  if (status == UT_OK && hides)
    status = decode_again(p, err);
  p->as_of.day = opened_with;
  return status;
}

enum ut_status ut_participations_each(struct ut_participations *p, ut_participation_take *take, void *context,
                                      struct ut_error *err)
{
  enum ut_status status;
  while ((status = ut_participations_next(p, err)) == UT_OK) {
    status = take(context, err);
    if (status == UT_BAD_INPUT)
      ut_reader_blame(p->reader, &p->row, err);
    if (status != UT_OK)
      return status;
  }
  return status == UT_END ? UT_OK : status;
}

const struct ut_value *ut_participations_values(const struct ut_participations *p)
{
  return p->values;
}

struct ut_participation ut_participations_current(const struct ut_participations *p)
{
  return p->current;
}

ut_date ut_participation_due(struct ut_participation p, int months)
{
  return p.anonymous || p.slut == UT_DATE_NONE ? UT_DATE_NONE : ut_date_add_months(p.slut, months);
}

struct ut_row *ut_participations_row(struct ut_participations *p)
{
  return &p->row;
}

struct ut_reader *ut_participations_reader(struct ut_participations *p)
{
  return p->reader;
}

static void clear_slot(struct slot *s)
{
  ut_cells_free(s->cells);
  ut_near_texts_clear(&s->sought);
  ut_unmet_clear(&s->unmet);
}

void ut_participations_free(struct ut_participations *p)
{
  if (!p)
    return;
  for (size_t i = 0; i < p->count; i++)
    clear_slot(&p->slots[i]);
  free(p->slots);
  free(p->values);
  ut_as_of_clear(&p->as_of);
  ut_repeated_free(p->repeated);
  ut_reader_free(p->reader);
  free(p);
}

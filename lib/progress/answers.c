/* Answers read from a stream. */
#include "progress/answers.h"

#include <stdlib.h>

#include "base/whole.h"
#include "model/doubtful_id.h"
#include "model/tally.h"
#include "stream/fields.h"
#include "utfall/column.h"

enum { MATT, TILLFALLE, VARDE, NEEDED, ID = NEEDED, INSATS, COLUMNS };
static const char *const column_names[COLUMNS] = {"matt", "tillfalle", "varde", "id", "insats"};

/* A column of --by. */
struct key {
  ptrdiff_t place;
  struct ut_cells *cells; /* of codes; NULL: any text */
};

struct ut_answers {
  struct ut_answer_options o;
  struct ut_fields fields;
  struct key keys[UT_NAMES_MAX];
  const struct ut_registered_persons *persons; /* NULL: the keys are of the answers */
  const struct ut_vocabulary *vocabularies[UT_NAMES_MAX];
  struct ut_text group[UT_NAMES_MAX + 1];
  struct ut_text group_names[UT_NAMES_MAX + 1];
  struct ut_tally nobody;        /* what stands for an id and is none */
  size_t unlinked, unregistered; /* answers left out: without id, and of persons in no participation */
};

/* ---- opening ---- */

static enum ut_status open_key(struct ut_answers *r, size_t i, struct ut_error *err)
{
  struct ut_text name = r->o.by.names[i];
  const struct ut_column *column = ut_column_find(name);
  struct key *key = &r->keys[i];
  enum ut_status status = ut_reader_need(r->fields.reader, name, &key->place, err);
  if (status == UT_OK && column && column->type == UT_TYPE_LIST)
    status = ut_error_set(err, UT_USAGE, "%s holds lists: an answer would be in several groups", column->name);
  UT_TRY(ut_error_blame(status, "--by", err));
  if (key->place >= 0)
    ut_reader_want(r->fields.reader, (size_t)key->place);
  r->vocabularies[i] = column ? column->codes : NULL;
  if (column && column->type == UT_TYPE_CODE && ut_cells_new(&key->cells, column) != UT_OK)
    return ut_error_nomem(err);
  return UT_OK;
}

/* Is the cell a value of the scale, and how many steps above its low end? A whole number may be written 3.0, as
 * programs do that keep a column with missing values as decimals. */
static bool is_on_scale(const struct ut_range *scale, struct ut_text cell, int *value)
{
  enum { THOUSAND = 1000 };
  int64_t number;
  bool small = scale->high < THOUSAND && scale->low > -THOUSAND; /* 3.000 is not three thousand */
  bool whole =
      ut_text_integer(cell, &number) || (small ? ut_number_exact(cell, 0, &number) : ut_number_whole(cell, &number));
  if (!whole || number < scale->low || number > scale->high)
    return false;
  *value = (int)(number - scale->low);
  return true;
}

enum ut_status ut_answer_options_check(const struct ut_answer_options *o, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  int value;
  for (size_t i = 0; i < o->dont_know.count; i++) {
    struct ut_text code = o->dont_know.names[i];
    if (is_on_scale(&o->scale, code, &value))
      return ut_error_set(err, UT_USAGE, "--dont-know: %s is on the scale", ut_quote(quoted, code.ptr, code.len));
  }
  return UT_OK;
}

enum ut_status ut_answers_open(struct ut_answers **out, char *const *paths, size_t count,
                               const struct ut_reader_options *reading, const struct ut_answer_options *options,
                               struct ut_error *err)
{
  struct ut_answers *r = *out = calloc(1, sizeof *r);
  if (!r)
    return ut_error_nomem(err);
  r->o = *options;
  UT_TRY(ut_fields_open(&r->fields, paths, count, reading, column_names, COLUMNS, NEEDED, err));
  r->group_names[options->by.count] = ut_text_of(column_names[MATT]);
  if (options->linked)
    return ut_reader_need(r->fields.reader, ut_text_of(column_names[ID]), &r->fields.places[ID], err);
  for (size_t i = 0; i < options->by.count; i++) {
    r->group_names[i] = options->by.names[i];
    UT_TRY(open_key(r, i, err));
  }
  return UT_OK;
}

void ut_answers_link(struct ut_answers *r, const struct ut_registered_persons *persons)
{
  r->persons = persons;
  memcpy(r->vocabularies, ut_registered_vocabularies(persons), sizeof r->vocabularies);
}

/* ---- rows ---- */

static enum ut_status read_matt(const struct ut_fields *f, bool over_all, struct ut_answer *a, struct ut_error *err)
{
  a->matt = f->cells[MATT];
  if (a->matt.len > 0)
    return over_all ? ut_fields_no_total(f, MATT, err) : UT_OK;
  return ut_fields_refuse(f, MATT, err, "the cell is empty, and every answer is of a measure");
}

static enum ut_status read_occasion(const struct ut_fields *f, struct ut_answer *a, struct ut_error *err)
{
  struct ut_text cell = f->cells[TILLFALLE];
  a->tillfalle = cell;
  a->when = ut_text_is(cell, "start") ? UT_AT_START : ut_text_is(cell, "slut") ? UT_AT_SLUT : ut_date_parse(cell);
  if (a->when != UT_DATE_NONE)
    return UT_OK;
  return ut_fields_not(f, TILLFALLE, err, "an occasion (expected start, slut or YYYY-MM-DD)");
}

/* Which code for "does not know" the cell is; the count of them when it is none. */
static size_t find_code(struct ut_answers *r, struct ut_text cell)
{
  const struct ut_names *codes = &r->o.dont_know;
  char room[UT_SLUG];
  struct ut_text slug = ut_text_slug_short(cell, room);
  size_t i = 0;
  while (i < codes->count && !ut_text_equal(codes->names[i], cell) && !ut_text_equal(codes->names[i], slug))
    i++;
  return i;
}

static enum ut_status read_value(struct ut_answers *r, struct ut_answer *a, struct ut_error *err)
{
  const struct ut_range *scale = &r->o.scale;
  struct ut_text cell = r->fields.cells[VARDE];
  a->empty = cell.len == 0;
  a->value = 0;
  if (!a->empty && (scale->low == scale->high || is_on_scale(scale, cell, &a->value)))
    return UT_OK;
  a->value = -1;
  a->code = r->o.dont_know.count;
  if (a->empty || (a->code = find_code(r, cell)) < r->o.dont_know.count)
    return UT_OK;
  return ut_fields_not(&r->fields, VARDE, err, "on the scale (expected a whole number %lld..%lld)",
                       (long long)scale->low, (long long)scale->high);
}

static enum ut_status read_group(struct ut_answers *r, struct ut_answer *a, struct ut_error *err)
{
  struct ut_value value;
  size_t by = r->o.by.count;
  for (size_t i = 0; i < by; i++) {
    r->group[i] = r->fields.row.fields[r->keys[i].place];
    enum ut_status status = r->keys[i].cells ? ut_cells_decode(r->keys[i].cells, r->group[i], &value, err) : UT_OK;
    if (status != UT_OK) {
      ut_reader_blame(r->fields.reader, &r->fields.row, err);
      return status;
    }
  }
  r->group[by] = a->matt;
  a->group = r->group;
  return UT_OK;
}

static enum ut_status read_answer(struct ut_answers *r, struct ut_answer *answer, struct ut_error *err)
{
  const struct ut_fields *f = &r->fields;
  answer->id = f->cells[ID];
  if (ut_id_is_nobodys(answer->id)) {
    answer->id = (struct ut_text){"", 0};
    ut_tally_add(&r->nobody, f->row.source, f->row.line);
  }
  answer->insats = f->cells[INSATS];
  UT_TRY(read_matt(f, r->o.over_all, answer, err));
  UT_TRY(read_occasion(f, answer, err));
  return read_value(r, answer, err);
}

/* The group of the person; false, and counted, where there is none. */
static bool find_person(struct ut_answers *r, struct ut_answer *a)
{
  const struct ut_text *keys;
  size_t by = r->o.by.count;
  if (!ut_registered_find(r->persons, a->id, a->insats, &keys)) {
    r->unlinked += a->id.len == 0;
    r->unregistered += a->id.len > 0;
    return false;
  }
  for (size_t i = 0; i < by; i++)
    r->group[i] = keys[i];
  r->group[by] = a->matt;
  a->group = r->group;
  return true;
}

enum ut_status ut_answers_next(struct ut_answers *r, struct ut_answer *answer, struct ut_error *err)
{
  do {
    enum ut_status status = ut_fields_next(&r->fields, err);
    if (status != UT_OK)
      return status == UT_BAD_ROW ? UT_BAD_INPUT : status;
    UT_TRY(read_answer(r, answer, err));
  } while (r->persons && !find_person(r, answer));
  return r->persons ? UT_OK : read_group(r, answer, err);
}

enum ut_status ut_answers_each(struct ut_answers *r, ut_answer_take *take, void *context, struct ut_error *err)
{
  struct ut_answer answer;
  enum ut_status status;
  while ((status = ut_answers_next(r, &answer, err)) == UT_OK) {
    status = take(context, &answer, err);
    if (status == UT_BAD_INPUT)
      ut_reader_blame(r->fields.reader, &r->fields.row, err);
    UT_TRY(status);
  }
  ut_run_note(ut_reader_run(r->fields.reader), UT_NOTE_ID_PLATSHALLARE, r->nobody.count, r->nobody.source,
              r->nobody.line, "ids that stand for none (0, -, saknas …) are nobody's: %zu, the first %s:%zu",
              r->nobody.count, r->nobody.source, r->nobody.line);
  return status == UT_END ? UT_OK : status;
}

void ut_answers_watch(const struct ut_answers *r, struct ut_watch *watch)
{
  *watch = (struct ut_watch){.names = r->group_names,
                             .count = r->o.by.count + 1,
                             .run = ut_reader_run(r->fields.reader),
                             .row = &r->fields.row};
}

void ut_answers_note_left(const struct ut_answers *r)
{
  struct ut_run *run = ut_reader_run(r->fields.reader);
  ut_run_note_count(run, UT_NOTE_ID_SAKNAS, "answers without an id, which are nobody's, left out", r->unlinked);
  ut_run_note_count(run, UT_NOTE_EJ_KOPPLAD, "answers of persons in no participation, left out", r->unregistered);
  if (r->persons)
    ut_run_note_count(run, UT_NOTE_EJ_KOPPLAD,
                      "persons in several groups, counted in that of their latest participation",
                      ut_registered_moved(r->persons));
}

bool ut_answers_have_insats(const struct ut_answers *r)
{
  return r->fields.places[INSATS] >= 0;
}

const struct ut_vocabulary *const *ut_answers_vocabularies(const struct ut_answers *r)
{
  return r->vocabularies;
}

void ut_answers_free(struct ut_answers *r)
{
  if (!r)
    return;
  for (size_t i = 0; i < UT_NAMES_MAX; i++)
    ut_cells_free(r->keys[i].cells);
  ut_fields_clear(&r->fields);
  free(r);
}

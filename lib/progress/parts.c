/* Parts read from a stream. Memory grows with parts: a key of each, by which a second row of one is seen. */
#include "progress/parts.h"

#include <stdlib.h>

#include "model/doubtful_id.h"
#include "model/tally.h"
#include "stream/fields.h"

enum { ID, INSATS, DEL, START, SLUT, RESULTAT, NEEDED, PLANNED_START = NEEDED, PLANNED_SLUT, COLUMNS };
static const char *const column_names[COLUMNS] = {"id",       "insats",         "del",          "start", "slut",
                                                  "resultat", "planerad_start", "planerad_slut"};
enum { ONE_KEYS = 5 }; /* of one part: insats, id, del, the days on which it began and was to begin */

struct ut_parts {
  struct ut_fields fields;
  ut_date as_of;
  struct ut_table *seen;
  struct ut_tally nobody; /* what stands for an id and is none */
};

enum ut_status ut_parts_open(struct ut_parts **out, char *const *paths, size_t count,
                             const struct ut_reader_options *reading, ut_date as_of, struct ut_error *err)
{
  static const struct ut_vocabulary *const natural[ONE_KEYS] = {NULL};
  struct ut_parts *r = *out = calloc(1, sizeof *r);
  if (!r || ut_table_new(&r->seen, natural, ONE_KEYS, 1) != UT_OK)
    return ut_error_nomem(err);
  r->as_of = as_of;
  UT_TRY(ut_fields_open(&r->fields, paths, count, reading, column_names, COLUMNS, NEEDED, err));
  ut_parts_watch(r, r->seen, ONE_KEYS);
  return UT_OK;
}

/* ---- rows ---- */

static enum ut_status read_day(const struct ut_fields *f, size_t column, ut_date *day, struct ut_error *err)
{
  *day = UT_DATE_NONE;
  return f->cells[column].len > 0 ? ut_fields_date(f, column, day, err) : UT_OK;
}

static enum ut_status read_result(const struct ut_fields *f, enum ut_part_result *result, struct ut_error *err)
{
  struct ut_text cell = f->cells[RESULTAT];
  *result = ut_text_is(cell, "fullfoljd")  ? UT_PART_COMPLETED
            : ut_text_is(cell, "avbruten") ? UT_PART_ABORTED
                                           : UT_PART_NONE;
  if (cell.len == 0 || *result != UT_PART_NONE)
    return UT_OK;
  return ut_fields_not(f, RESULTAT, err, "a result of a part (expected fullfoljd, avbruten or nothing)");
}

static enum ut_status check_order(const struct ut_fields *f, const struct ut_plan_part *p, struct ut_error *err)
{
  bool planned = p->planned_start != UT_DATE_NONE && p->planned_slut != UT_DATE_NONE;
  if (planned && p->planned_slut < p->planned_start)
    return ut_fields_refuse(f, PLANNED_SLUT, err, "the part is to end before it is to begin");
  if (p->slut != UT_DATE_NONE && p->start == UT_DATE_NONE)
    return ut_fields_refuse(f, SLUT, err, "the part has ended and has no start");
  if (p->slut != UT_DATE_NONE && p->slut < p->start)
    return ut_fields_refuse(f, SLUT, err, "the part ends before it begins");
  if (p->slut == UT_DATE_NONE && p->result != UT_PART_NONE)
    return ut_fields_refuse(f, RESULTAT, err, "the part has a result and has not ended");
  return UT_OK;
}

static enum ut_status read_part(const struct ut_fields *f, struct ut_plan_part *p, struct ut_error *err)
{
  *p = (struct ut_plan_part){.id = f->cells[ID],
                             .insats = f->cells[INSATS],
                             .del = f->cells[DEL],
                             .source = f->row.source,
                             .line = f->row.line};
  if (p->insats.len == 0)
    return ut_fields_refuse(f, INSATS, err, "the cell is empty, and every part is of an insats");
  if (p->del.len == 0)
    return ut_fields_refuse(f, DEL, err, "the cell is empty, and every row is of a part");
  UT_TRY(read_day(f, PLANNED_START, &p->planned_start, err));
  UT_TRY(read_day(f, PLANNED_SLUT, &p->planned_slut, err));
  UT_TRY(read_day(f, START, &p->start, err));
  UT_TRY(read_day(f, SLUT, &p->slut, err));
  UT_TRY(read_result(f, &p->result, err));
  return check_order(f, p, err);
}

static enum ut_status check_once(struct ut_parts *r, const struct ut_plan_part *p, struct ut_error *err)
{
  const struct ut_text key[ONE_KEYS] = {p->insats, p->id, p->del, r->fields.cells[START],
                                        r->fields.cells[PLANNED_START]};
  int64_t *times;
  if (p->id.len == 0)
    return UT_OK;
  UT_TRY(ut_table_find(r->seen, key, &times, err));
  return ++*times == 1
             ? UT_OK
             : ut_fields_refuse(&r->fields, DEL, err, "a second row of this part of the person from that day");
}

/* What lies after the day is not known by it. */
static void hide_later(struct ut_plan_part *p, ut_date as_of)
{
  if (p->start > as_of)
    p->start = UT_DATE_NONE;
  if (p->slut <= as_of)
    return;
  p->slut = UT_DATE_NONE;
  p->result = UT_PART_NONE;
}

static enum ut_status take_row(struct ut_parts *r, ut_part_take *take, void *context, struct ut_error *err)
{
  struct ut_plan_part part;
  UT_TRY(read_part(&r->fields, &part, err));
  if (ut_id_is_nobodys(part.id)) {
    part.id = (struct ut_text){"", 0};
    ut_tally_add(&r->nobody, part.source, part.line);
  }
  UT_TRY(check_once(r, &part, err));
  hide_later(&part, r->as_of);
  return take(context, &part, err);
}

enum ut_status ut_parts_each(struct ut_parts *r, ut_part_take *take, void *context, struct ut_error *err)
{
  enum ut_status status;
  while ((status = ut_fields_next(&r->fields, err)) == UT_OK) {
    status = take_row(r, take, context, err);
    if (status == UT_BAD_INPUT)
      ut_reader_blame(r->fields.reader, &r->fields.row, err);
    UT_TRY(status);
  }
  ut_run_note(ut_reader_run(r->fields.reader), UT_NOTE_ID_PLATSHALLARE, r->nobody.count, r->nobody.source,
              r->nobody.line, "ids that stand for none (0, -, saknas …) are nobody's: %zu, the first %s:%zu",
              r->nobody.count, r->nobody.source, r->nobody.line);
  if (status == UT_END)
    return ut_table_meet(r->seen, err);
  return status == UT_BAD_ROW ? UT_BAD_INPUT : status;
}

enum ut_status ut_parts_no_stage(const struct ut_parts *r, struct ut_error *err)
{
  return ut_fields_not(&r->fields, DEL, err, "one of the stages");
}

void ut_parts_watch(const struct ut_parts *r, struct ut_table *t, size_t keys)
{
  static const struct ut_text names[ONE_KEYS] = {{"insats", 6}, {"id", 2}, {"", 0}, {"", 0}, {"", 0}};
  ut_table_watch(t, &(struct ut_watch){
                        .names = names, .count = keys, .run = ut_reader_run(r->fields.reader), .row = &r->fields.row});
}

void ut_parts_free(struct ut_parts *r)
{
  if (!r)
    return;
  ut_table_free(r->seen);
  ut_fields_clear(&r->fields);
  free(r);
}

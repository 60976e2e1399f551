/* Stages, a handful, read from a file. */
#include "progress/stage_limits.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/grow.h"
#include "stream/fields.h"

enum { DEL, ORDNING, NEEDED, MINST = NEEDED, HOGST, COLUMNS };
static const char *const column_names[COLUMNS] = {"del", "ordning", "minst", "hogst"};

#define NAMED "steg" /* what parts of a result call them */
enum { ORDER_TEXT = 24 };

static enum ut_status read_limit(const struct ut_fields *f, size_t column, struct ut_timespan *limit,
                                 struct ut_error *err)
{
  if (f->cells[column].len == 0 || ut_timespan_parse(f->cells[column], limit))
    return UT_OK;
  return ut_fields_not(f, column, err, "a time (expected months, weeks or days: 6m, 2w, 10d)");
}

static bool is_more(struct ut_timespan a, struct ut_timespan b)
{
  return a.months > 0 ? b.months > 0 && a.months > b.months : b.days > 0 && a.days > b.days;
}

static enum ut_status take_row(void *context, const struct ut_fields *f, struct ut_error *err)
{
  struct ut_stages *s = context;
  if (ut_stages_find(s, f->cells[DEL]) < s->count)
    return ut_fields_refuse(f, DEL, err, "the part stands here a second time");
  struct ut_stage *stage = ut_grow_add(&s->at, &s->count, sizeof *stage);
  if (!stage)
    return ut_error_nomem(err);
  UT_TRY(ut_fields_name(f, DEL, &stage->del, err));
  if (!ut_text_integer(f->cells[ORDNING], &stage->order))
    return ut_fields_not(f, ORDNING, err, "a whole number");
  UT_TRY(read_limit(f, MINST, &stage->least, err));
  UT_TRY(read_limit(f, HOGST, &stage->most, err));
  return is_more(stage->least, stage->most)
             ? ut_fields_refuse(f, HOGST, err, "the most that the part may take is less than the least")
             : UT_OK;
}

/* Keeps the order of the file among those of one order: there are few. */
static void sort(struct ut_stages *s)
{
  for (size_t i = 1; i < s->count; i++)
    for (size_t k = i; k > 0 && s->at[k].order < s->at[k - 1].order; k--) {
      struct ut_stage later = s->at[k - 1];
      s->at[k - 1] = s->at[k];
      s->at[k] = later;
    }
}

enum ut_status ut_stages_load(struct ut_stages *s, const char *path, struct ut_run *run, struct ut_error *err)
{
  UT_TRY(ut_fields_read(path, run, column_names, COLUMNS, NEEDED, take_row, s, err));
  sort(s);
  if (s->count > 0)
    return UT_OK;
  ut_error_set(err, UT_BAD_INPUT, "there are no stages");
  ut_error_at(err, path, 0, 0, NULL);
  return UT_BAD_INPUT;
}

static enum ut_status take_named(struct ut_stages *s, const struct ut_text *texts, struct ut_error *err)
{
  struct ut_stage *stage = ut_grow_add(&s->at, &s->count, sizeof *stage);
  if (!stage || !(stage->del.ptr = ut_text_copy(texts[DEL])))
    return ut_error_nomem(err);
  stage->del.len = texts[DEL].len;
  return ut_text_integer(texts[ORDNING], &stage->order)
             ? UT_OK
             : ut_error_set(err, UT_BAD_INPUT, "the order of a stage is no whole number");
}

enum ut_status ut_stages_take(struct ut_stages *s, const struct ut_whole_table *part, struct ut_error *err)
{
  struct ut_text texts[NEEDED];
  size_t row = 0;
  while (ut_partial_next(part, NAMED, &row, texts, NEEDED))
    if (take_named(s, texts, err) != UT_OK) {
      ut_whole_table_blame(part, row - 1, 0, err);
      return err->status;
    }
  return UT_OK;
}

enum ut_status ut_stages_list(const struct ut_stages *s, struct ut_partial *part, struct ut_error *err)
{
  struct ut_text *texts = calloc(s->count + 1, NEEDED * sizeof *texts);
  char(*orders)[ORDER_TEXT] = calloc(s->count + 1, sizeof *orders);
  for (size_t i = 0; i < s->count && texts && orders; i++) {
    snprintf(orders[i], ORDER_TEXT, "%lld", (long long)s->at[i].order);
    texts[i * NEEDED + DEL] = s->at[i].del;
    texts[i * NEEDED + ORDNING] = ut_text_of(orders[i]);
  }
  enum ut_status status =
      texts && orders ? ut_partial_list(part, NAMED, texts, s->count, NEEDED, err) : ut_error_nomem(err);
  free(texts);
  free(orders);
  return status;
}

size_t ut_stages_find(const struct ut_stages *s, struct ut_text del)
{
  size_t i = 0;
  while (i < s->count && !ut_text_equal(s->at[i].del, del))
    i++;
  return i;
}

static bool is_limit(struct ut_timespan limit)
{
  return limit.months > 0 || limit.days > 0;
}

ut_date ut_stage_due(const struct ut_stage *stage, ut_date start)
{
  ut_date after = is_limit(stage->most) ? ut_timespan_after(start, stage->most, 1) : UT_DATE_NONE;
  return after == UT_DATE_NONE ? after : after - 1;
}

bool ut_stage_in_time(const struct ut_stage *stage, ut_date start, ut_date slut)
{
  ut_date due = ut_stage_due(stage, start);
  bool long_enough = !is_limit(stage->least) || ut_timespan_between(start, slut + 1, stage->least) > 0;
  return long_enough && (due == UT_DATE_NONE || slut <= due);
}

void ut_stages_clear(struct ut_stages *s)
{
  for (size_t i = 0; i < s->count; i++)
    free((char *)s->at[i].del.ptr);
  free(s->at);
  *s = (struct ut_stages){0};
}

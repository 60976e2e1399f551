/* Criteria and answers: a grid of some hundred kommuner by a handful of criteria. */
#include "goals/criteria.h"

#include <stdlib.h>

#include "base/distinct.h"
#include "base/grow.h"
#include "stream/fields.h"
#include "table/tidy.h"
#include "utfall/table.h"

enum answer { NOT_ASKED, OBESVARAT, NEJ, DELVIS, HELT, ANSWERS };
static const char *const answer_names[ANSWERS] = {
    [OBESVARAT] = "obesvarat", [NEJ] = "nej", [DELVIS] = "delvis", [HELT] = "helt"};

enum { KRITERIUM, KOMMUN, SVAR, COLUMNS };

enum { KEY_COLUMN, CRITERION_COLUMN, TABLE_COLUMNS = 11 };
static const char *const table_columns[TABLE_COLUMNS] = {"kommun",   "kriterium", "antal",      "bas",
                                                         "andel",    "delvis",    "nej",        "obesvarat",
                                                         "uppfyllt", "att_fraga", "medel_poang"};

struct reply {
  unsigned char answer; /* enum answer */
  unsigned char score;  /* above the low end of the scale, where there is one */
};

struct kommun {
  struct ut_text name;
  struct reply *replies; /* one per criterion */
};

struct ut_criteria {
  struct ut_criteria_options o;
  const char *columns[COLUMNS];
  struct ut_text *names;
  size_t count;
  struct kommun *kommuner;
  size_t kommun_count;
  struct ut_distinct criteria, those_who_answer; /* by the same numbers, until kommuner are put in order */
  bool answered;                                 /* the criteria were read from answers to them */
};

/* What was answered by one kommun or to one criterion. */
struct answer_count {
  int64_t of[ANSWERS];
  int64_t all;
  int64_t score; /* the sum of those answered */
};

/* ---- criteria ---- */

static size_t find_criterion(const struct ut_criteria *c, struct ut_text name)
{
  uint32_t number;
  return ut_distinct_find(&c->criteria, name, &number) ? number : c->count;
}

/* Room for one more answer of each kommun that is there. */
static enum ut_status widen(struct ut_criteria *c, struct ut_error *err)
{
  for (size_t i = 0; i < c->kommun_count; i++) {
    struct reply *grown = reallocarray(c->kommuner[i].replies, c->count + 1, sizeof *grown);
    if (!grown)
      return ut_error_nomem(err);
    grown[c->count] = (struct reply){NOT_ASKED, 0};
    c->kommuner[i].replies = grown;
  }
  return UT_OK;
}

static enum ut_status add_criterion(struct ut_criteria *c, const struct ut_fields *f, struct ut_error *err)
{
  UT_TRY(widen(c, err));
  uint32_t number;
  struct ut_text *name = ut_grow_add(&c->names, &c->count, sizeof *name);
  if (!name || ut_distinct_add(&c->criteria, f->cells[KRITERIUM], &number) != UT_OK)
    return ut_error_nomem(err);
  return ut_fields_name(f, KRITERIUM, name, err);
}

/* ---- answers ---- */

static enum ut_status find_kommun(struct ut_criteria *c, const struct ut_fields *f, struct kommun **out,
                                  struct ut_error *err)
{
  uint32_t number;
  if (ut_distinct_add(&c->those_who_answer, f->cells[KOMMUN], &number) != UT_OK)
    return ut_error_nomem(err);
  if (number < c->kommun_count) {
    *out = &c->kommuner[number];
    return UT_OK;
  }
  *out = ut_grow_add(&c->kommuner, &c->kommun_count, sizeof **out);
  if (!*out)
    return ut_error_nomem(err);
  (*out)->replies = calloc(c->count, sizeof *(*out)->replies);
  return (*out)->replies ? ut_fields_name(f, KOMMUN, &(*out)->name, err) : ut_error_nomem(err);
}

/* A score; false where it is none of the scale. */
static bool read_score(const struct ut_range *scale, struct ut_text cell, struct reply *reply)
{
  int64_t number;
  if (!ut_text_integer(cell, &number) || number < scale->low || number > scale->high)
    return false;
  reply->score = (unsigned char)(number - scale->low);
  reply->answer = number == scale->high ? HELT : number == scale->low ? NEJ : DELVIS;
  return true;
}

static enum ut_status read_answer(const struct ut_criteria *c, const struct ut_fields *f, struct reply *reply,
                                  struct ut_error *err)
{
  const struct ut_range *scale = &c->o.scale;
  struct ut_text cell = ut_text_trim(f->cells[SVAR]);
  bool scored = scale->low != scale->high;
  *reply = (struct reply){cell.len == 0 || ut_text_is(cell, answer_names[OBESVARAT]) ? OBESVARAT : NOT_ASKED, 0};
  if (reply->answer == OBESVARAT || (scored && read_score(scale, cell, reply)))
    return UT_OK;
  if (scored)
    return ut_fields_not(f, SVAR, err, "a score (expected a whole number %lld..%lld, or obesvarat)",
                         (long long)scale->low, (long long)scale->high);
  for (int i = NEJ; i < ANSWERS; i++)
    if (ut_text_is(cell, answer_names[i]))
      reply->answer = (unsigned char)i;
  return reply->answer != NOT_ASKED ? UT_OK : ut_fields_not(f, SVAR, err, "one of helt, delvis, nej, obesvarat");
}

static enum ut_status add_answer(struct ut_criteria *c, const struct ut_fields *f, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  struct ut_text name = f->cells[KRITERIUM];
  struct kommun *kommun;
  struct reply reply;
  size_t criterion = find_criterion(c, name);
  if (criterion == c->count)
    return ut_fields_refuse(f, KRITERIUM, err, "%s is none of the criteria", ut_quote(quoted, name.ptr, name.len));
  UT_TRY(read_answer(c, f, &reply, err));
  UT_TRY(find_kommun(c, f, &kommun, err));
  if (kommun->replies[criterion].answer != NOT_ASKED)
    return ut_fields_refuse(f, SVAR, err, "a second answer of this %s to this criterion", c->columns[KOMMUN]);
  kommun->replies[criterion] = reply;
  return UT_OK;
}

/* ---- reading ---- */

static enum ut_status take_row(void *context, const struct ut_fields *f, struct ut_error *err)
{
  struct ut_criteria *c = context;
  c->answered = f->places[KOMMUN] >= 0 && f->places[SVAR] >= 0;
  bool known = find_criterion(c, f->cells[KRITERIUM]) < c->count;
  if (known && !c->answered)
    return ut_fields_refuse(f, KRITERIUM, err, "the criterion stands here a second time");
  if (!known)
    UT_TRY(add_criterion(c, f, err));
  return c->answered ? add_answer(c, f, err) : UT_OK;
}

static enum ut_status name_columns(struct ut_criteria *c, struct ut_error *err)
{
  static const char *const names[COLUMNS] = {[KRITERIUM] = "kriterium", [KOMMUN] = "kommun", [SVAR] = "svar"};
  const char *key = c->o.key ? c->o.key : names[KOMMUN];
  bool taken = strcmp(key, names[SVAR]) == 0;
  for (int i = CRITERION_COLUMN; i < TABLE_COLUMNS; i++)
    taken = taken || strcmp(key, table_columns[i]) == 0;
  memcpy(c->columns, names, sizeof names);
  c->columns[KOMMUN] = key;
  return taken ? ut_error_blame(ut_error_set(err, UT_USAGE, "%s is another column", key), "--key", err) : UT_OK;
}

enum ut_status ut_criteria_load(struct ut_criteria **out, const char *path, const struct ut_criteria_options *options,
                                struct ut_run *run, struct ut_error *err)
{
  struct ut_criteria *c = *out = calloc(1, sizeof *c);
  if (!c)
    return ut_error_nomem(err);
  c->o = *options;
  UT_TRY(name_columns(c, err));
  UT_TRY(ut_fields_read(path, run, c->columns, COLUMNS, 1, take_row, c, err));
  if (c->count > 0)
    return UT_OK;
  ut_error_set(err, UT_BAD_INPUT, "there are no criteria");
  ut_error_at(err, path, 0, 0, NULL);
  return UT_BAD_INPUT;
}

bool ut_criteria_answered(const struct ut_criteria *c)
{
  return c->answered;
}

enum ut_status ut_criteria_answer(struct ut_criteria *c, char *const *paths, size_t count,
                                  const struct ut_reader_options *options, struct ut_error *err)
{
  struct ut_fields fields = {0};
  enum ut_status status = ut_fields_open(&fields, paths, count, options, c->columns, COLUMNS, COLUMNS, err);
  while (status == UT_OK && (status = ut_fields_next(&fields, err)) == UT_OK)
    status = add_answer(c, &fields, err);
  ut_fields_clear(&fields);
  return status == UT_END ? UT_OK : status;
}

/* ---- what they say ---- */

/* A question that nobody put is as unanswered as one that was. */
static void take_reply(struct answer_count *count, struct ut_buf *ask, struct reply reply, struct ut_text name)
{
  enum answer answer = reply.answer == NOT_ASKED ? OBESVARAT : (enum answer)reply.answer;
  count->of[answer]++;
  count->all++;
  count->score += reply.score;
  if (answer != OBESVARAT)
    return;
  if (ask->len > 0)
    ut_buf_add_string(ask, "|");
  ut_buf_add_text(ask, name);
}

static const char *judge(const struct answer_count *count, int64_t limit)
{
  int64_t met = count->of[HELT], enough = limit * count->all;
  if (met == count->all)
    return "helt";
  if (100 * met >= enough)
    return "i_stort";
  return 100 * (met + count->of[OBESVARAT]) >= enough ? "oklart" : "nej";
}

/* The mean of the answers, each the low end of the scale and what is above it. */
static void put_score(struct ut_tidy *row, const struct ut_range *scale, const struct answer_count *count)
{
  int64_t answered = count->all - count->of[OBESVARAT];
  if (scale->low != scale->high)
    ut_tidy_ratio(row, scale->low * answered + count->score, answered);
}

static enum ut_status write_count(const struct ut_criteria *c, struct ut_tidy *row, const struct ut_text keys[2],
                                  const struct answer_count *count, const char *met, struct ut_buf *ask,
                                  struct ut_error *err)
{
  if (ask->failed)
    return ut_error_nomem(err);
  ut_tidy_begin(row, keys, 2);
  ut_tidy_share(row, count->of[HELT], count->all);
  ut_tidy_count(row, count->of[DELVIS]);
  ut_tidy_count(row, count->of[NEJ]);
  ut_tidy_count(row, count->of[OBESVARAT]);
  ut_tidy_text(row, ut_text_of(met));
  ut_tidy_text(row, ut_buf_text(ask));
  put_score(row, &c->o.scale, count);
  enum ut_status status = ut_tidy_end(row, err);
  ask->len = 0;
  return status;
}

static enum ut_status write_kommun(const struct ut_criteria *c, size_t index, int64_t limit, struct ut_tidy *row,
                                   struct ut_buf *ask, bool *all_met, struct ut_error *err)
{
  const struct kommun *kommun = &c->kommuner[index];
  const struct ut_text keys[2] = {kommun->name, ut_text_of(UT_ALL)};
  struct answer_count count = {0};
  for (size_t i = 0; i < c->count; i++)
    take_reply(&count, ask, kommun->replies[i], c->names[i]);
  *all_met &= 100 * count.of[HELT] >= limit * count.all;
  return write_count(c, row, keys, &count, judge(&count, limit), ask, err);
}

static enum ut_status write_criterion(const struct ut_criteria *c, size_t index, struct ut_tidy *row,
                                      struct ut_buf *ask, struct ut_error *err)
{
  const struct ut_text keys[2] = {ut_text_of(UT_ALL), c->names[index]};
  struct answer_count count = {0};
  for (size_t i = 0; i < c->kommun_count; i++)
    take_reply(&count, ask, c->kommuner[i].replies[index], c->kommuner[i].name);
  return write_count(c, row, keys, &count, "", ask, err);
}

static int compare_names(const void *a, const void *b)
{
  return ut_text_compare(((const struct kommun *)a)->name, ((const struct kommun *)b)->name);
}

enum ut_status ut_criteria_write(struct ut_criteria *c, struct ut_output *output, enum ut_format to, int64_t limit,
                                 int decimals, bool *all_met, struct ut_error *err)
{
  struct ut_text columns[TABLE_COLUMNS];
  size_t width = c->o.scale.low != c->o.scale.high ? TABLE_COLUMNS : TABLE_COLUMNS - 1;
  struct ut_tidy row = {.decimals = decimals};
  struct ut_buf ask = {0};
  if (c->kommun_count > 0)
    qsort(c->kommuner, c->kommun_count, sizeof *c->kommuner, compare_names);
  *all_met = true;
  for (size_t i = 0; i < width; i++)
    columns[i] = ut_text_of(i == KEY_COLUMN ? c->columns[KOMMUN] : table_columns[i]);
  enum ut_status status = ut_writer_open(&row.writer, output, to, columns, width, NULL, err);
  for (size_t i = 0; i < c->kommun_count && status == UT_OK; i++)
    status = write_kommun(c, i, limit, &row, &ask, all_met, err);
  for (size_t i = 0; i < c->count && status == UT_OK; i++)
    status = write_criterion(c, i, &row, &ask, err);
  ut_buf_clear(&ask);
  return ut_tidy_close(&row, status, err);
}

void ut_criteria_free(struct ut_criteria *c)
{
  if (!c)
    return;
  for (size_t i = 0; i < c->count; i++)
    free((char *)c->names[i].ptr);
  for (size_t i = 0; i < c->kommun_count; i++) {
    free((char *)c->kommuner[i].name.ptr);
    free(c->kommuner[i].replies);
  }
  ut_distinct_clear(&c->criteria);
  ut_distinct_clear(&c->those_who_answer);
  free(c->names);
  free(c->kommuner);
  free(c);
}

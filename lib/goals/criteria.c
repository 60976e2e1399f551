/* Criteria and answers: a grid of some hundred kommuner by a handful of criteria. */
#include "goals/criteria.h"

#include <stdlib.h>

#include "base/grow.h"
#include "stream/fields.h"
#include "table/tidy.h"
#include "utfall/table.h"

enum answer { NOT_ASKED, OBESVARAT, NEJ, DELVIS, HELT, ANSWERS };
static const char *const answer_names[ANSWERS] = {
    [OBESVARAT] = "obesvarat", [NEJ] = "nej", [DELVIS] = "delvis", [HELT] = "helt"};

enum { KRITERIUM, KOMMUN, SVAR, COLUMNS };
static const char *const column_names[COLUMNS] = {"kriterium", "kommun", "svar"};

struct kommun {
  struct ut_text name;
  unsigned char *answers; /* enum answer, one per criterion */
};

struct ut_criteria {
  struct ut_text *names;
  size_t count;
  struct kommun *kommuner;
  size_t kommun_count;
  bool answered; /* the criteria were read from answers to them */
};

/* What was answered by one kommun or to one criterion. */
struct count {
  int64_t of[ANSWERS];
  int64_t all;
};

/* ---- criteria ---- */

static size_t find_criterion(const struct ut_criteria *c, struct ut_text name)
{
  size_t i = 0;
  while (i < c->count && !ut_text_equal(c->names[i], name))
    i++;
  return i;
}

/* Room for one more answer of each kommun that is there. */
static enum ut_status widen(struct ut_criteria *c, struct ut_error *err)
{
  for (size_t i = 0; i < c->kommun_count; i++) {
    unsigned char *grown = realloc(c->kommuner[i].answers, c->count + 1);
    if (!grown)
      return ut_error_nomem(err);
    grown[c->count] = NOT_ASKED;
    c->kommuner[i].answers = grown;
  }
  return UT_OK;
}

static enum ut_status add_criterion(struct ut_criteria *c, const struct ut_fields *f, struct ut_error *err)
{
  UT_TRY(widen(c, err));
  struct ut_text *name = ut_grow_add(&c->names, &c->count, sizeof *name);
  return name ? ut_fields_name(f, KRITERIUM, name, err) : ut_error_nomem(err);
}

/* ---- answers ---- */

static enum ut_status find_kommun(struct ut_criteria *c, const struct ut_fields *f, struct kommun **out,
                                  struct ut_error *err)
{
  for (size_t i = 0; i < c->kommun_count; i++)
    if (ut_text_equal(c->kommuner[i].name, f->cells[KOMMUN])) {
      *out = &c->kommuner[i];
      return UT_OK;
    }
  *out = ut_grow_add(&c->kommuner, &c->kommun_count, sizeof **out);
  if (!*out)
    return ut_error_nomem(err);
  (*out)->answers = calloc(c->count, sizeof *(*out)->answers);
  return (*out)->answers ? ut_fields_name(f, KOMMUN, &(*out)->name, err) : ut_error_nomem(err);
}

static enum ut_status read_answer(const struct ut_fields *f, enum answer *out, struct ut_error *err)
{
  struct ut_text cell = ut_text_trim(f->cells[SVAR]);
  *out = cell.len == 0 ? OBESVARAT : NOT_ASKED;
  for (int i = OBESVARAT; i < ANSWERS && *out == NOT_ASKED; i++)
    if (ut_text_is(cell, answer_names[i]))
      *out = (enum answer)i;
  return *out != NOT_ASKED ? UT_OK : ut_fields_not(f, SVAR, err, "one of helt, delvis, nej, obesvarat");
}

static enum ut_status add_answer(struct ut_criteria *c, const struct ut_fields *f, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  struct ut_text name = f->cells[KRITERIUM];
  struct kommun *kommun;
  enum answer answer;
  size_t criterion = find_criterion(c, name);
  if (criterion == c->count)
    return ut_fields_refuse(f, KRITERIUM, err, "%s is none of the criteria", ut_quote(quoted, name.ptr, name.len));
  UT_TRY(read_answer(f, &answer, err));
  UT_TRY(find_kommun(c, f, &kommun, err));
  if (kommun->answers[criterion] != NOT_ASKED)
    return ut_fields_refuse(f, SVAR, err, "a second answer of this kommun to this criterion");
  kommun->answers[criterion] = (unsigned char)answer;
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

enum ut_status ut_criteria_load(struct ut_criteria **out, const char *path, struct ut_run *run, struct ut_error *err)
{
  struct ut_criteria *c = *out = calloc(1, sizeof *c);
  if (!c)
    return ut_error_nomem(err);
  UT_TRY(ut_fields_read(path, run, column_names, COLUMNS, 1, take_row, c, err));
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
  enum ut_status status = ut_fields_open(&fields, paths, count, options, column_names, COLUMNS, COLUMNS, err);
  while (status == UT_OK && (status = ut_fields_next(&fields, err)) == UT_OK)
    status = add_answer(c, &fields, err);
  ut_fields_clear(&fields);
  return status == UT_END ? UT_OK : status;
}

/* ---- what they say ---- */

/* A question that nobody put is as unanswered as one that was. */
static enum answer answer_of(const struct kommun *kommun, size_t criterion)
{
  enum answer answer = (enum answer)kommun->answers[criterion];
  return answer == NOT_ASKED ? OBESVARAT : answer;
}

static void take_answer(struct count *count, struct ut_buf *ask, enum answer answer, struct ut_text name)
{
  count->of[answer]++;
  count->all++;
  if (answer != OBESVARAT)
    return;
  if (ask->len > 0)
    ut_buf_add_string(ask, "|");
  ut_buf_add_text(ask, name);
}

static const char *judge(const struct count *count, int64_t limit)
{
  int64_t met = count->of[HELT], enough = limit * count->all;
  if (met == count->all)
    return "helt";
  if (100 * met >= enough)
    return "i_stort";
  return 100 * (met + count->of[OBESVARAT]) >= enough ? "oklart" : "nej";
}

static enum ut_status write_count(struct ut_tidy *row, const struct ut_text keys[2], const struct count *count,
                                  const char *met, struct ut_buf *ask, struct ut_error *err)
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
  enum ut_status status = ut_tidy_end(row, err);
  ask->len = 0;
  return status;
}

static enum ut_status write_kommun(const struct ut_criteria *c, size_t index, int64_t limit, struct ut_tidy *row,
                                   struct ut_buf *ask, bool *all_met, struct ut_error *err)
{
  const struct kommun *kommun = &c->kommuner[index];
  const struct ut_text keys[2] = {kommun->name, ut_text_of(UT_ALL)};
  struct count count = {0};
  for (size_t i = 0; i < c->count; i++)
    take_answer(&count, ask, answer_of(kommun, i), c->names[i]);
  *all_met &= 100 * count.of[HELT] >= limit * count.all;
  return write_count(row, keys, &count, judge(&count, limit), ask, err);
}

static enum ut_status write_criterion(const struct ut_criteria *c, size_t index, struct ut_tidy *row,
                                      struct ut_buf *ask, struct ut_error *err)
{
  const struct ut_text keys[2] = {ut_text_of(UT_ALL), c->names[index]};
  struct count count = {0};
  for (size_t i = 0; i < c->kommun_count; i++)
    take_answer(&count, ask, answer_of(&c->kommuner[i], index), c->kommuner[i].name);
  return write_count(row, keys, &count, "", ask, err);
}

static int compare_names(const void *a, const void *b)
{
  return ut_text_compare(((const struct kommun *)a)->name, ((const struct kommun *)b)->name);
}

enum ut_status ut_criteria_write(struct ut_criteria *c, struct ut_output *output, enum ut_format to, int64_t limit,
                                 int decimals, bool *all_met, struct ut_error *err)
{
  static const char *const columns[] = {"kommun", "kriterium", "antal",     "bas",      "andel",
                                        "delvis", "nej",       "obesvarat", "uppfyllt", "att_fraga"};
  enum { WIDTH = sizeof columns / sizeof *columns };
  struct ut_tidy row = {.decimals = decimals};
  struct ut_buf ask = {0};
  if (c->kommun_count > 0)
    qsort(c->kommuner, c->kommun_count, sizeof *c->kommuner, compare_names);
  *all_met = true;
  enum ut_status status = ut_tidy_open(&row, output, to, columns, WIDTH, err);
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
    free(c->kommuner[i].answers);
  }
  free(c->names);
  free(c->kommuner);
  free(c);
}

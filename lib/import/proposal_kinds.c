/* Rows of other kinds, told by their headings and by what stands below them. */
#include "import/proposal_kinds.h"

#include "import/map_kinds.h"
#include "import/proposal_dates.h"
#include "utfall/money.h"

enum {
  HIGHEST_ANSWER = 10,
  NUMBERS_ENOUGH = 2,  /* columns of small numbers that are a questionnaire */
  STATEMENT_WORDS = 4, /* of a heading that is agreed with, */
  ANSWERS_MOST = 10    /* and different answers to it */
};

/* ---- what stands below a heading ---- */

static bool is_amount(struct ut_text cell)
{
  ut_money money;
  return ut_money_parse(cell, &money, NULL) == UT_OK;
}

static bool is_day(const struct ut_proposal *p, struct ut_text cell)
{
  return ut_kind_day(p->map, cell) != UT_DATE_NONE || ut_proposed_date_any(cell);
}

static bool is_answer(struct ut_text cell)
{
  int64_t number;
  return ut_text_integer(cell, &number) && number >= 0 && number <= HIGHEST_ANSWER;
}

static bool fits_cell(const struct ut_proposal *p, enum ut_kind_cell kind, struct ut_text cell)
{
  return kind == UT_KIND_MONEY ? is_amount(cell) : (kind != UT_KIND_DAY && kind != UT_KIND_MONTH) || is_day(p, cell);
}

/* Most of the values, and one at least where the column is needed. */
static bool fits(const struct ut_proposal *p, const struct ut_profile_column *c, const struct ut_kind_column *kind)
{
  size_t count = ut_distinct_count(&c->values), good = 0;
  for (size_t i = 0; i < count; i++)
    good += fits_cell(p, kind->cell, ut_distinct_get(&c->values, i));
  return good * 100 >= count * 80 && (count > 0 || !kind->needed);
}

/* ---- payments and ledgers ---- */

/* What the heading is in rows of this kind; NULL: nothing of their own. */
static const struct ut_kind_column *column_in(const struct ut_proposal *p, enum ut_map_kind kind, size_t index)
{
  const struct ut_profile_column *c = &p->profile->columns[index];
  const char *name = ut_defaults_kind_alias(p->defaults, ut_map_kind_names[kind], c->slug);
  const struct ut_kind_column *found = ut_kind_find(kind, ut_text_of(name));
  return found && fits(p, c, found) ? found : NULL;
}

/* How many headings are columns of this kind alone; 0 where no day or no amount is among them. */
static size_t count_columns(const struct ut_proposal *p, enum ut_map_kind kind)
{
  size_t count = 0;
  bool day = false, amount = false;
  for (size_t i = 0; i < p->profile->count; i++) {
    const struct ut_kind_column *found = column_in(p, kind, i);
    count += found != NULL;
    day = day || (found && (found->cell == UT_KIND_DAY || found->cell == UT_KIND_MONTH));
    amount = amount || (found && found->cell == UT_KIND_MONEY);
  }
  return day && amount ? count : 0;
}

/* ---- questionnaires ---- */

/* What a heading is by its name, or may be; "": nothing that is known. */
static const char *name_of(const struct ut_proposal *p, size_t index)
{
  const char *target = p->columns[index].target;
  return target ? target : ut_defaults_proposed_alias(p->defaults, p->profile->columns[index].slug);
}

static bool asks(struct ut_text heading)
{
  return heading.len > 0 && heading.ptr[heading.len - 1] == '?';
}

static bool has_answers(const struct ut_profile_column *c)
{
  size_t count = ut_distinct_count(&c->values);
  bool good = count > 0 && c->others == 0;
  for (size_t i = 0; i < count && good; i++)
    good = is_answer(ut_distinct_get(&c->values, i));
  return good;
}

/* Nothing else is known of the heading, and it asks or its cells answer. */
static bool is_question(const struct ut_proposal *p, size_t index)
{
  const struct ut_profile_column *c = &p->profile->columns[index];
  return *name_of(p, index) == '\0' && c->hidden == 0 && c->slug.len > 0 && (asks(c->heading) || has_answers(c));
}

/* "Jag har fått det stöd jag behöver", with few answers that are given again and again: a statement is a question where
 * others are asked. */
static bool is_statement(const struct ut_proposal *p, size_t index)
{
  const struct ut_profile_column *c = &p->profile->columns[index];
  size_t answers = ut_distinct_count(&c->values), words = 0;
  struct ut_text word;
  for (struct ut_text rest = c->slug; c->slug.len > 0 && ut_text_split(&rest, '_', &word);)
    words++;
  return *name_of(p, index) == '\0' && c->hidden == 0 && c->others == 0 && words >= STATEMENT_WORDS && answers > 1 &&
         answers <= ANSWERS_MOST && ut_profile_filled(p->profile, c) >= 2 * answers;
}

static bool is_questionnaire(const struct ut_proposal *p)
{
  size_t numbers = 0;
  bool asked = false;
  for (size_t i = 0; i < p->profile->count; i++) {
    numbers += is_question(p, i);
    asked = asked || (is_question(p, i) && asks(p->profile->columns[i].heading));
  }
  return asked || numbers >= NUMBERS_ENOUGH;
}

/* ---- the kind ---- */

/* Is there a heading by itself for when one takes part, or what one does? */
static bool are_participations(const struct ut_proposal *p)
{
  for (size_t i = 0; i < p->profile->count; i++) {
    const struct ut_column *column = ut_column_find(ut_text_of(name_of(p, i)));
    if (column && column->origin == UT_RECORDED && (column->type == UT_TYPE_DATE || column->type == UT_TYPE_LIST))
      return true;
  }
  return false;
}

static enum ut_map_kind tell(const struct ut_proposal *p)
{
  size_t payments = count_columns(p, UT_MAP_PAYMENTS), ledger = count_columns(p, UT_MAP_LEDGER);
  if (are_participations(p))
    return UT_MAP_PARTICIPATIONS;
  if (payments + ledger > 0)
    return ledger > payments ? UT_MAP_LEDGER : UT_MAP_PAYMENTS;
  return is_questionnaire(p) ? UT_MAP_MEASURES : UT_MAP_PARTICIPATIONS;
}

static bool is_taken(const struct ut_proposal *p, const struct ut_kind_column *kind)
{
  for (size_t i = 0; i < p->profile->count; i++)
    if (p->columns[i].kind == kind)
      return true;
  return false;
}

void ut_proposed_kind(struct ut_proposal *p)
{
  p->kind = tell(p);
  for (size_t i = 0; i < p->profile->count && p->kind != UT_MAP_PARTICIPATIONS; i++) {
    struct ut_proposed_column *out = &p->columns[i];
    const struct ut_kind_column *kind = column_in(p, p->kind, i);
    if (kind && !is_taken(p, kind)) {
      out->kind = kind;
      out->target = kind->name;
    }
    out->question = p->kind == UT_MAP_MEASURES && (is_question(p, i) || is_statement(p, i));
  }
}

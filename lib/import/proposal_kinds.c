/* Rows of other kinds, told by their headings and by what stands below them. */
#include "import/proposal_kinds.h"

#include <stdio.h>

#include "import/map_kinds.h"
#include "import/proposal_dates.h"
#include "import/proposal_questions.h"
#include "utfall/money.h"

enum { PAYMENTS_SURE = 3 }; /* a time, what for and how much: then words such as "Fr.o.m." are no start */

/* ---- what stands below a heading ---- */

/* With whatever stands between thousands. */
static bool is_amount(struct ut_text cell)
{
  ut_money money;
  return ut_kind_money(cell, '.', &money, NULL) == UT_OK || ut_kind_money(cell, ',', &money, NULL) == UT_OK ||
         ut_money_parse(cell, &money, NULL) == UT_OK;
}

static bool fits_cell(enum ut_kind_cell kind, struct ut_text cell)
{
  int64_t year;
  if (ut_kind_has_amounts(kind))
    return is_amount(cell);
  if (kind == UT_KIND_YEAR)
    return ut_text_integer(cell, &year) && year >= 1900 && year <= 2100;
  return (kind != UT_KIND_DAY && kind != UT_KIND_MONTH) || ut_proposed_kind_day(cell, kind);
}

/* Most of the values, and one at least where the column is needed. */
static bool fits(const struct ut_profile_column *c, const struct ut_kind_column *kind)
{
  size_t count = ut_distinct_count(&c->values), good = 0;
  for (size_t i = 0; i < count; i++)
    good += fits_cell(kind->cell, ut_distinct_get(&c->values, i));
  return good * 100 >= count * 80 && (count > 0 || !kind->needed);
}

static bool is_timed(const struct ut_kind_column *kind)
{
  return kind->cell == UT_KIND_DAY || kind->cell == UT_KIND_MONTH;
}

/* What tells rows of a kind from others: their time, their amounts. */
static bool is_needed(const struct ut_kind_column *kind)
{
  return is_timed(kind) || ut_kind_has_amounts(kind->cell);
}

/* ---- payments and ledgers ---- */

/* What the heading is called in rows of this kind, or (*how) resembles, with what stands below it or (loosely) whatever
 * that is; NULL: nothing of their own. */
static const struct ut_kind_column *column_in(const struct ut_proposal *p, enum ut_map_kind kind, size_t index,
                                              bool loosely, enum ut_resemblance *how)
{
  const struct ut_profile_column *c = &p->profile->columns[index];
  const char *name = ut_defaults_kind_heading(p->defaults, ut_map_kind_names[kind], c->slug, how);
  const struct ut_kind_column *found = ut_kind_find(kind, ut_text_of(name));
  bool month = found && found->cell == UT_KIND_MONTH && p->years && ut_proposed_months_alone(c);
  if (found && !p->tall && (found->cell == UT_KIND_MEASURE || found->cell == UT_KIND_ANSWER))
    return NULL;
  if (found && *how < UT_ALIKE && (*ut_proposed_name(p, index) || (*how == UT_SHARES_WORD && !is_needed(found))))
    return NULL;
  return found && ((loosely && *how == UT_ALIKE) || month || fits(c, found)) ? found : NULL;
}

/* How many headings are columns of this kind alone; 0 where no day or no amount is among them, or (loosely) neither is
 * what it is called. */
static size_t count_columns(const struct ut_proposal *p, enum ut_map_kind kind, bool loosely)
{
  size_t count = 0;
  bool day = false, amount = false, good = false;
  for (size_t i = 0; i < p->profile->count; i++) {
    enum ut_resemblance how;
    const struct ut_kind_column *found = column_in(p, kind, i, loosely, &how);
    bool timed = found && is_timed(found);
    bool money = found && ut_kind_has_amounts(found->cell);
    count += found != NULL;
    day = day || timed;
    amount = amount || money;
    good = good || ((timed || money) && fits(&p->profile->columns[i], found));
  }
  return day && amount && good ? count : 0;
}

/* ---- payments with a heading for each month or code ---- */

static bool has_amounts(const struct ut_profile_column *c)
{
  static const struct ut_kind_column money = {.cell = UT_KIND_MONEY};
  return c->heading.len > 0 && c->hidden == 0 && fits(c, &money);
}

/* The month, or the code, of the amounts below a heading; empty: they are of none. */
static enum ut_status take_amount(struct ut_proposal *p, size_t index, bool month)
{
  const struct ut_profile_column *c = &p->profile->columns[index];
  struct ut_proposed_column *out = &p->columns[index];
  struct ut_text value = {"", 0};
  out->amount[0] = '\0';
  if (!has_amounts(c) || (month && ut_proposed_month(c->heading, out->amount)) || month)
    return UT_OK; /* also of a month to come */
  UT_TRY(ut_proposal_known(p, ut_column_find(ut_text_of("forsorjning_fore")), c->heading, &value));
  snprintf(out->amount, sizeof out->amount, "%.*s", (int)value.len, value.len > 0 ? value.ptr : "");
  return UT_OK;
}

/* Two months or more; or codes, beside a column of months. */
static enum ut_status tell_spread(struct ut_proposal *p)
{
  for (int month = 1; month >= 0 && !p->spread; month--) {
    size_t count = 0;
    bool dated = false;
    for (size_t i = 0; i < p->profile->count; i++) {
      enum ut_resemblance how;
      const struct ut_kind_column *found = column_in(p, UT_MAP_PAYMENTS, i, true, &how);
      UT_TRY(take_amount(p, i, month));
      count += p->columns[i].amount[0] != '\0' && ut_distinct_count(&p->profile->columns[i].values) > 0;
      dated = dated || (found && found->cell == UT_KIND_MONTH);
    }
    if (month ? count > 1 && !dated : count > 0 && dated)
      p->spread = month ? "manad" : "kod";
  }
  return UT_OK;
}

/* ---- the kind ---- */

/* Is there a heading by itself for when one takes part, or what one does? A questionnaire may say the start, too. */
static bool are_participations(const struct ut_proposal *p, bool surely)
{
  bool asked = p->tall || ut_proposed_graded(p);
  for (size_t i = 0; i < p->profile->count; i++) {
    const char *name = surely && !p->columns[i].target ? "" : ut_proposed_name(p, i);
    const struct ut_column *column = ut_column_find(ut_text_of(name));
    if (column && column->origin == UT_RECORDED && (column->type == UT_TYPE_DATE || column->type == UT_TYPE_LIST) &&
        !(asked && strcmp(column->name, "start") == 0))
      return true;
  }
  return false;
}

/* Payments or a ledger; participations: neither. */
static enum ut_map_kind tell_amounts(const struct ut_proposal *p, bool loosely)
{
  size_t payments = count_columns(p, UT_MAP_PAYMENTS, loosely), ledger = count_columns(p, UT_MAP_LEDGER, loosely);
  return payments + ledger == 0 ? UT_MAP_PARTICIPATIONS : ledger > payments ? UT_MAP_LEDGER : UT_MAP_PAYMENTS;
}

/* Headings for what is asked and for the answer, and none that asks itself. */
static bool is_tall(const struct ut_proposal *p)
{
  bool measure = false, answer = false, asked = false;
  for (size_t i = 0; i < p->profile->count; i++) {
    const struct ut_profile_column *c = &p->profile->columns[i];
    const char *name = ut_defaults_kind_alias(p->defaults, ut_map_kind_names[UT_MAP_MEASURES], c->slug);
    measure = measure || (strcmp(name, "matt") == 0 && ut_distinct_count(&c->values) > 0);
    answer = answer || (strcmp(name, "varde") == 0 && ut_distinct_count(&c->values) > 0);
    asked = asked || (c->heading.len > 0 && c->heading.ptr[c->heading.len - 1] == '?');
  }
  return measure && answer && !asked;
}

static enum ut_map_kind tell(const struct ut_proposal *p)
{
  if (are_participations(p, true))
    return UT_MAP_PARTICIPATIONS;
  if (count_columns(p, UT_MAP_PAYMENTS, false) >= PAYMENTS_SURE)
    return UT_MAP_PAYMENTS;
  if (are_participations(p, false))
    return UT_MAP_PARTICIPATIONS;
  if (ut_proposed_graded(p) || p->tall)
    return UT_MAP_MEASURES;
  enum ut_map_kind amounts = p->spread ? UT_MAP_PAYMENTS : tell_amounts(p, false);
  if (amounts == UT_MAP_PARTICIPATIONS && ut_proposed_questionnaire(p))
    return UT_MAP_MEASURES;
  return amounts == UT_MAP_PARTICIPATIONS ? tell_amounts(p, true) : amounts;
}

static bool is_taken(const struct ut_proposal *p, const struct ut_kind_column *kind)
{
  for (size_t i = 0; i < p->profile->count; i++)
    if (p->columns[i].kind == kind)
      return true;
  return false;
}

/* Called an amount, with something else below it. */
static void leave_open(struct ut_proposed_column *out, const struct ut_distinct *values)
{
  char shown[UT_QUOTED];
  struct ut_text cell = {"", 0};
  for (size_t i = 0; i < ut_distinct_count(values) && (i == 0 || is_amount(cell)); i++)
    cell = ut_distinct_get(values, i);
  out->open = true;
  snprintf(out->hint, sizeof out->hint, "perhaps %s: %s is no amount", out->target,
           ut_quote(shown, cell.ptr, cell.len));
}

/* Amounts of either sign are of a ledger whose rows have no amount of both. */
static bool is_spare(const struct ut_proposal *p, const struct ut_kind_column *kind)
{
  bool side = kind->cell == UT_KIND_DEBIT || kind->cell == UT_KIND_CREDIT, found = false;
  for (size_t i = 0; i < p->profile->count && side && !found; i++) {
    enum ut_resemblance how;
    const struct ut_kind_column *other = column_in(p, p->kind, i, false, &how);
    found = other && other->cell == UT_KIND_MONEY && how >= UT_ABBREVIATED;
  }
  return found;
}

/* What resembles the column at least so much. */
static void take_columns(struct ut_proposal *p, bool loosely, enum ut_resemblance least)
{
  for (size_t i = 0; i < p->profile->count; i++) {
    struct ut_proposed_column *out = &p->columns[i];
    enum ut_resemblance how;
    const struct ut_kind_column *kind = column_in(p, p->kind, i, loosely, &how);
    bool spread = p->spread && kind && (kind->cell == UT_KIND_MONEY || strcmp(kind->name, p->spread) == 0);
    if (!kind || how < least || out->kind || is_taken(p, kind) || is_spare(p, kind) ||
        (loosely && (kind->cell == UT_KIND_TEXT || kind->cell == UT_KIND_YEAR)) || spread)
      continue;
    out->kind = kind;
    out->target = kind->name;
    if (loosely && ut_kind_has_amounts(kind->cell))
      leave_open(out, &p->profile->columns[i].values);
    if (how != UT_SHARES_WORD)
      continue;
    out->open = true;
    snprintf(out->hint, sizeof out->hint, "perhaps %s", kind->name);
  }
}

/* Words for an occasion below a heading that is called nothing; and what is asked, in a column of its own, where the
 * answers are not. */
static void take_occasions(struct ut_proposal *p)
{
  const struct ut_kind_column *kind = ut_kind_find(p->kind, ut_text_of("tillfalle"));
  for (size_t i = 0; i < p->profile->count; i++) {
    struct ut_proposed_column *out = &p->columns[i];
    const struct ut_profile_column *c = &p->profile->columns[i];
    const char *name = ut_defaults_kind_alias(p->defaults, ut_map_kind_names[p->kind], c->slug);
    if (out->target || out->question)
      continue;
    if (!is_taken(p, kind) && ut_proposed_occasions(p, c)) {
      out->kind = kind;
      out->target = kind->name;
    } else if (!p->tall && strcmp(name, "matt") == 0 && ut_distinct_count(&c->values) > 0) {
      out->open = true;
      snprintf(out->hint, sizeof out->hint, "what each row asks? then one answer a row is needed; or null");
    } else if (!is_taken(p, kind) && *ut_proposed_name(p, i) == '\0' && ut_proposed_days(c)) {
      out->open = out->days = true;
      snprintf(out->hint, sizeof out->hint, "a day of what? tillfalle, or null");
    }
  }
}

/* Codes of support below a heading that is called nothing. */
static enum ut_status take_support(struct ut_proposal *p)
{
  const struct ut_kind_column *kind = ut_kind_find(p->kind, ut_text_of("kod"));
  for (size_t i = 0; i < p->profile->count && kind && !is_taken(p, kind); i++) {
    const struct ut_distinct *values = &p->profile->columns[i].values;
    struct ut_proposed_column *out = &p->columns[i];
    size_t known = 0, count = ut_distinct_count(values);
    for (size_t v = 0; v < count && !out->kind && *ut_proposed_name(p, i) == '\0'; v++) {
      struct ut_text value;
      const struct ut_column *support = ut_column_find(ut_text_of("forsorjning_fore"));
      UT_TRY(ut_proposal_known(p, support, ut_distinct_get(values, v), &value));
      known += value.len > 0;
    }
    if (known == 0 || known * 2 < count)
      continue;
    out->kind = kind;
    out->target = kind->name;
  }
  return UT_OK;
}

enum ut_status ut_proposed_kind(struct ut_proposal *p)
{
  for (size_t i = 0; i < p->profile->count; i++) {
    enum ut_resemblance how;
    const struct ut_kind_column *found = column_in(p, UT_MAP_PAYMENTS, i, false, &how);
    p->years = p->years || (found && found->cell == UT_KIND_YEAR);
  }
  if (count_columns(p, UT_MAP_PAYMENTS, false) + count_columns(p, UT_MAP_LEDGER, false) == 0)
    UT_TRY(tell_spread(p));
  p->tall = is_tall(p);
  p->kind = tell(p);
  p->tall = p->tall && p->kind == UT_MAP_MEASURES;
  p->spread = p->kind == UT_MAP_PAYMENTS ? p->spread : NULL;
  if (p->kind == UT_MAP_PARTICIPATIONS)
    return UT_OK;
  take_columns(p, false, UT_ALIKE);
  take_columns(p, true, UT_ALIKE);
  take_columns(p, false, UT_ABBREVIATED);
  take_columns(p, false, UT_SHARES_WORD);
  if (p->kind == UT_MAP_MEASURES && !p->tall)
    ut_proposed_questions(p);
  if (p->kind == UT_MAP_MEASURES)
    take_occasions(p);
  for (size_t i = 0; i < p->profile->count && p->spread; i++)
    p->columns[i].question = p->columns[i].amount[0] != '\0';
  return p->spread && strcmp(p->spread, "kod") == 0 ? UT_OK : take_support(p);
}

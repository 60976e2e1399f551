/* Doubts and faults of a SIE file, and its vouchers against its balances. */
#include "sie/siestate.h"

static const enum ut_note_code doubt_codes[SIE_DOUBTS] = {
    [SIE_DATES] = UT_NOTE_SIE_ANMARKNING,      [SIE_UNREAD] = UT_NOTE_SIE_ANMARKNING,
    [SIE_UNDECLARED] = UT_NOTE_SIE_ANMARKNING, [SIE_RENAMED] = UT_NOTE_SIE_ANMARKNING,
    [SIE_ADDED] = UT_NOTE_RTRANS_AVVIKER,      [SIE_SUMS] = UT_NOTE_SUMMA_AVVIKER,
};

void sie_doubt_add(struct ut_sie *s, enum sie_doubt doubt, size_t line, const char *label, struct ut_error *what)
{
  struct sie_gathered *g = &s->doubts[doubt];
  ut_error_at(what, NULL, line, 0, label);
  if (g->count++ == 0)
    g->first = *what;
}

void sie_doubts_tell(struct ut_sie *s)
{
  for (size_t i = 0; i < SIE_DOUBTS; i++) {
    struct sie_gathered *g = &s->doubts[i];
    struct ut_error what = g->first;
    if (g->count > 1)
      ut_error_set(&what, UT_OK, "%s (and %zu more)", g->first.text, g->count - 1);
    ut_error_at(&what, NULL, g->first.line, 0, g->first.field);
    if (g->count > 0 && s->options.report)
      s->options.report(s->options.context, UT_SIE_NOTE, doubt_codes[i], g->count, &what);
    g->count = 0;
  }
}

bool sie_is_unused(const struct ut_sie *s, const struct sie_label *label)
{
  uint32_t unused = s->options.unused;
  bool periods = label && label->kind == UT_SIE_PERIOD && s->type == UT_SIE_WITH_VOUCHERS;
  return unused != 0 && (!label || periods || (unused >> label->kind & 1));
}

enum ut_status sie_complain(struct ut_sie *s, struct ut_error *err, size_t line, const char *label)
{
  enum ut_status status = ut_error_turn(err, UT_BAD_INPUT);
  ut_error_at(err, NULL, line, 0, label);
  if (!s->options.lenient)
    return status;
  if (s->options.report)
    s->options.report(s->options.context, UT_SIE_FAULT, UT_NOTE_SIE_ANMARKNING, 1, err);
  return UT_OK;
}

/* Does an account hold something else than its opening balance and transactions, or than its transactions? Of months
 * only those of a result are held against what is said. */
static bool differs(const struct ut_sie *s, const struct sie_entry *e, bool results, const char **label, ut_money *said,
                    ut_money *sum)
{
  const struct sie_year *year = &e->year;
  if (s->type != UT_SIE_WITH_VOUCHERS && (!year->by_month || year->closing_line > 0 || year->result_line == 0))
    return false;
  bool closing = year->closing_line > 0, result = results && ut_sie_is_result(&e->name);
  *label = closing ? "#UB" : "#RES";
  *said = closing ? year->closing : year->result;
  *sum = year->moved;
  if (closing && __builtin_add_overflow(*sum, year->opening, sum))
    return true;
  return (closing || result || year->result_line > 0) && *said != *sum;
}

/* Where there are no months of all, objects that have more of an account than there is: some are counted twice. What is
 * above 0 and below may be so. */
static void note_objects(struct ut_sie *s, const struct sie_entry *e)
{
  char quoted[UT_QUOTED], is[UT_MONEY_SIZE], be[UT_MONEY_SIZE];
  const struct sie_year *year = &e->year;
  const struct ut_text number = e->name.number;
  struct ut_error what;
  bool more = year->of_objects > 0 ? year->of_objects > year->result : year->of_objects < year->result;
  if (s->type == UT_SIE_WITH_VOUCHERS || year->by_month || year->result_line == 0 || year->both_signs ||
      year->of_objects == 0 || !more)
    return;
  ut_error_set(&what, UT_OK, "the account %s is at %s by the months of its objects, and at %s by #RES",
               ut_quote(quoted, number.ptr, number.len), ut_money_format(year->of_objects, is),
               ut_money_format(year->result, be));
  sie_doubt_add(s, SIE_SUMS, year->result_line, NULL, &what);
}

/* `results` is the line of a #RES; 0: the file has none. */
static void note_sum(struct ut_sie *s, const struct sie_entry *e, size_t results)
{
  char quoted[UT_QUOTED], is[UT_MONEY_SIZE], be[UT_MONEY_SIZE];
  const struct ut_text number = e->name.number;
  const char *label;
  ut_money said, sum;
  struct ut_error what;
  if (!differs(s, e, results > 0, &label, &said, &sum))
    return;
  size_t line = e->year.closing_line ? e->year.closing_line : e->year.result_line ? e->year.result_line : results;
  ut_error_set(&what, UT_OK, "the account %s is at %s by its %s, and at %s by %s",
               ut_quote(quoted, number.ptr, number.len), ut_money_format(sum, is),
               s->type == UT_SIE_WITH_VOUCHERS ? "vouchers" : "months", ut_money_format(said, be), label);
  sie_doubt_add(s, SIE_SUMS, line, NULL, &what);
}

void sie_sums_note(struct ut_sie *s)
{
  size_t results = 0;
  const struct sie_names *n = &s->accounts;
  if (s->type < 3)
    return;
  for (size_t i = 0; i < n->firsts; i++)
    if (n->first[i] && n->first[i]->year.result_line > results)
      results = n->first[i]->year.result_line;
  for (size_t i = 0; i < n->firsts; i++)
    for (const struct sie_entry *e = n->first[i]; e; e = e->next) {
      note_sum(s, e, results);
      note_objects(s, e);
    }
}

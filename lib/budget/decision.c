/* Decisions, read whole. */
#include "budget/decision.h"

#include <stdlib.h>

#include "stream/fields.h"

enum { INSATS, BESLUTAT, START, SLUT, NEEDED, DATUM = NEEDED, FINANSIAR, COLUMNS };
static const char *const column_names[COLUMNS] = {"insats", "beslutat", "start", "slut", "datum", "finansiar"};

static enum ut_status read_row(const struct ut_fields *f, struct ut_decision *row, struct ut_error *err)
{
  *row = (struct ut_decision){.insats = f->cells[INSATS], .datum = UT_DATE_NONE};
  UT_TRY(ut_fields_money(f, BESLUTAT, false, &row->funds, err));
  UT_TRY(ut_fields_date(f, START, &row->tid.first, err));
  UT_TRY(ut_fields_date(f, SLUT, &row->tid.last, err));
  if (f->cells[DATUM].len > 0)
    UT_TRY(ut_fields_date(f, DATUM, &row->datum, err));
  if (row->tid.last < row->tid.first)
    return ut_fields_refuse(f, SLUT, err, "the insatstid ends before it starts");
  return UT_OK;
}

static const struct ut_decision *at_place(const struct ut_decisions *d, size_t place)
{
  return place > 0 ? &d->decisions[place - 1] : NULL;
}

const struct ut_decision *ut_decisions_last(const struct ut_decisions *d, struct ut_text insats)
{
  uint32_t number;
  return ut_distinct_find(&d->insatser, insats, &number)
             ? at_place(d, ((const size_t *)(const void *)d->last.ptr)[number])
             : NULL;
}

const struct ut_decision *ut_decisions_before(const struct ut_decisions *d, const struct ut_decision *one)
{
  return at_place(d, one->before);
}

static size_t find_decision(const struct ut_decisions *d, const struct ut_decision *row)
{
  const struct ut_decision *one = ut_decisions_last(d, row->insats);
  while (one && one->datum != row->datum)
    one = ut_decisions_before(d, one);
  return one ? (size_t)(one - d->decisions) : d->count;
}

/* The new decision, which is behind all others, is the last of its insats. */
static enum ut_status chain(struct ut_decisions *d, struct ut_decision *row, struct ut_error *err)
{
  uint32_t number;
  size_t known = ut_distinct_count(&d->insatser), none = 0, *last;
  if (ut_distinct_add(&d->insatser, row->insats, &number) ||
      (number == known && ut_buf_add(&d->last, &none, sizeof none)))
    return ut_error_nomem(err);
  last = (size_t *)(void *)d->last.ptr + number;
  row->before = *last;
  *last = d->count + 1;
  return UT_OK;
}

static enum ut_status new_decision(struct ut_decisions *d, const struct ut_fields *f, struct ut_decision row,
                                   struct ut_error *err)
{
  struct ut_decision *grown = reallocarray(d->decisions, d->count + 1, sizeof *grown);
  if (!grown)
    return ut_error_nomem(err);
  d->decisions = grown;
  if (d->count > 0)
    UT_TRY(ut_fields_no_total(f, INSATS, err));
  UT_TRY(ut_fields_name(f, INSATS, &row.insats, err));
  UT_TRY(ut_fields_see(f, INSATS, err));
  enum ut_status status = chain(d, &row, err);
  d->decisions[d->count++] = row;
  return status;
}

/* A further row of a decision: another financier, the same insatstid. */
static enum ut_status join_decision(struct ut_decisions *d, const struct ut_fields *f, size_t index,
                                    const struct ut_decision *row, struct ut_error *err)
{
  struct ut_decision *decision = &d->decisions[index];
  if (decision->tid.first != row->tid.first || decision->tid.last != row->tid.last)
    return ut_fields_refuse(f, decision->tid.first != row->tid.first ? START : SLUT, err,
                            "rows of one decision differ in their insatstid");
  UT_TRY(ut_fields_no_total(f, FINANSIAR, err));
  for (size_t i = decision->last_share; i > 0; i = d->shares[i - 1].before)
    if (ut_text_equal(d->shares[i - 1].financier, f->cells[FINANSIAR]))
      return ut_fields_refuse(f, FINANSIAR, err, "a second row of this insats, datum and finansiar");
  enum ut_status status = ut_money_add(&decision->funds, row->funds, err);
  if (status != UT_OK)
    ut_fields_blame(f, BESLUTAT, err);
  return status;
}

static enum ut_status add_share(struct ut_decisions *d, const struct ut_fields *f, size_t index, ut_money funds,
                                struct ut_error *err)
{
  struct ut_share *grown = reallocarray(d->shares, d->share_count + 1, sizeof *grown);
  if (!grown)
    return ut_error_nomem(err);
  d->shares = grown;
  struct ut_share share = {.decision = index, .before = d->decisions[index].last_share, .funds = funds};
  UT_TRY(ut_fields_label(f, FINANSIAR, &share.financier, err));
  UT_TRY(ut_fields_see(f, FINANSIAR, err));
  d->shares[d->share_count++] = share;
  d->decisions[index].last_share = d->share_count;
  return UT_OK;
}

static enum ut_status add_row(void *context, const struct ut_fields *f, struct ut_error *err)
{
  struct ut_decisions *d = context;
  struct ut_decision row;
  UT_TRY(read_row(f, &row, err));
  size_t index = find_decision(d, &row);
  UT_TRY(index < d->count ? join_decision(d, f, index, &row, err) : new_decision(d, f, row, err));
  return add_share(d, f, index, row.funds, err);
}

/* Of a sum that is not 0; twice a part of it may not fit. */
static bool is_half(ut_money part, ut_money sum)
{
  return sum != 0 && sum % 2 == 0 && part == sum / 2;
}

/* Shares of a decision, one of which has no financier and is the sum of the others, two or more: it says their funds
 * again. */
static bool is_sum_of_shares(const struct ut_decisions *d, const struct ut_decision *one)
{
  size_t count = 0;
  for (size_t i = one->last_share; i > 0; i = d->shares[i - 1].before, count++)
    ;
  for (size_t i = one->last_share; i > 0 && count > 2; i = d->shares[i - 1].before)
    if (d->shares[i - 1].financier.len == 0 && is_half(d->shares[i - 1].funds, one->funds))
      return true;
  return false;
}

static enum ut_status check_sums(const struct ut_decisions *d, const char *path, struct ut_error *err)
{
  for (size_t i = 0; i < d->count; i++) {
    char quoted[UT_QUOTED];
    struct ut_text name = d->decisions[i].insats;
    if (!is_sum_of_shares(d, &d->decisions[i]))
      continue;
    ut_error_set(err, UT_BAD_INPUT, "the row of %s without finansiar is the sum of its others: leave it out",
                 ut_quote(quoted, name.ptr, name.len));
    ut_error_at(err, path, 0, 0, NULL);
    return UT_BAD_INPUT;
  }
  return UT_OK;
}

enum ut_status ut_decisions_load(struct ut_decisions *d, const char *path, struct ut_run *run, struct ut_error *err)
{
  UT_TRY(ut_fields_read(path, run, column_names, COLUMNS, NEEDED, add_row, d, err));
  return check_sums(d, path, err);
}

/* No date is before every date. */
const struct ut_decision *ut_decisions_in_force(const struct ut_decisions *d, struct ut_text insats, ut_date at)
{
  const struct ut_decision *latest = NULL;
  for (const struct ut_decision *one = ut_decisions_last(d, insats); one; one = ut_decisions_before(d, one))
    if (one->datum <= at && (!latest || one->datum > latest->datum))
      latest = one;
  return latest;
}

ut_date ut_decisions_totals_from(const struct ut_decisions *d, struct ut_text insats, ut_date at)
{
  const struct ut_decision *now = ut_decisions_in_force(d, insats, at);
  for (const struct ut_decision *one = now ? ut_decisions_last(d, insats) : NULL; one;
       one = ut_decisions_before(d, one))
    if (one->datum < now->datum && one->tid.first < now->tid.first)
      return now->tid.first;
  return UT_DATE_NONE;
}

void ut_decisions_clear(struct ut_decisions *d)
{
  for (size_t i = 0; i < d->count; i++)
    free((char *)d->decisions[i].insats.ptr);
  for (size_t i = 0; i < d->share_count; i++)
    free((char *)d->shares[i].financier.ptr);
  free(d->decisions);
  free(d->shares);
  ut_distinct_clear(&d->insatser);
  ut_buf_clear(&d->last);
  *d = (struct ut_decisions){0};
}

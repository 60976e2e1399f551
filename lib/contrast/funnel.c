/* Funnels, group by group. */
#include "contrast/funnel.h"

#include <stdio.h>

#include "contrast/contrast_table.h"
#include "model/tally.h"

enum { FEW_MEMBERS = 3, SMALL_BASE = 10, FIGURES = 7 };
static const double TAIL95 = 0.025, TAIL998 = 0.001;

static const char *const figures[] = {"antal",  "bas",    "andel",   "medel", "lag95", "hog95",
                                      "lag998", "hog998", "utanfor", "phi",   NULL};

struct funnel {
  const struct ut_members *u;
  struct ut_contrast_table table;
  /* of the group that is being written: */
  struct ut_member whole; /* all its members together */
  size_t members;         /* how many of them there are */
  double phi;
  bool has_phi;
  struct ut_tally few, small, unknown;
};

/* ---- of a group ---- */

/* The total that the table itself has; a member may be blanked, and it still be known. */
static struct ut_member find_total(const struct ut_members *u, size_t group)
{
  for (size_t value = 0; value < ut_members_values(u); value++) {
    struct ut_member member = ut_members_get(u, group, value);
    if (ut_members_is_total_value(u, value) && member.state == UT_MEMBER_KNOWN)
      return member;
  }
  return (struct ut_member){.state = UT_MEMBER_NONE};
}

static bool is_member(const struct ut_members *u, size_t group, size_t value)
{
  enum ut_member_state state = ut_members_get(u, group, value).state;
  return !ut_members_is_total_value(u, value) && state != UT_MEMBER_NONE && state != UT_MEMBER_LACKING;
}

/* z squared: how far a count is from what it should be, in standard deviations. */
static double square_of_z(struct ut_proportion member, struct ut_proportion whole)
{
  double share = (double)whole.count / (double)whole.base, n = (double)member.base;
  double distance = (double)member.count - n * share;
  return distance * distance / (n * share * (1 - share));
}

/* The mean of z squared, where all members are known and chance can move them. */
static void find_phi(struct funnel *f, size_t group, bool all_known)
{
  struct ut_proportion whole = f->whole.of;
  double sum = 0;
  size_t count = 0;
  f->has_phi = all_known && ut_member_has_share(&f->whole) && whole.count > 0 && whole.count < whole.base;
  for (size_t value = 0; value < ut_members_values(f->u) && f->has_phi; value++) {
    struct ut_member member = ut_members_get(f->u, group, value);
    if (!is_member(f->u, group, value) || member.of.base == 0)
      continue;
    sum += square_of_z(member.of, whole);
    count++;
  }
  f->phi = f->has_phi ? sum / (double)count : 0;
}

static enum ut_status find_whole(struct funnel *f, size_t group, struct ut_error *err)
{
  const char *source;
  size_t line;
  f->whole = ut_members_sum(f->u, group, SIZE_MAX);
  bool all_known = f->whole.state == UT_MEMBER_KNOWN;
  if (!all_known)
    f->whole = find_total(f->u, group);
  ut_members_place(f->u, group, &source, &line);
  if (f->whole.of.base > UT_PROPORTION_MOST) {
    ut_error_set(err, UT_BAD_INPUT, "all of the group together are more than 10^8");
    ut_error_at(err, source, line, 0, NULL);
    return UT_BAD_INPUT;
  }
  find_phi(f, group, all_known);
  f->members = 0;
  for (size_t value = 0; value < ut_members_values(f->u); value++)
    f->members += is_member(f->u, group, value);
  if (f->members > 0 && f->members < FEW_MEMBERS)
    ut_tally_add(&f->few, source, line);
  if (f->members > 0 && f->whole.state != UT_MEMBER_KNOWN)
    ut_tally_add(&f->unknown, source, line);
  return UT_OK;
}

/* ---- rows ---- */

/* A count on a limit is within it, whatever the last binary digit of the limit is. */
static const char *place_of(double share, struct ut_interval inner, struct ut_interval outer)
{
  const double edge = 1e-9;
  return share < outer.low - edge    ? "lag998"
         : share < inner.low - edge  ? "lag95"
         : share > outer.high + edge ? "hog998"
         : share > inner.high + edge ? "hog95"
                                     : "inom";
}

static void add_limits(struct funnel *f, struct ut_proportion member)
{
  struct ut_tidy *row = &f->table.row;
  struct ut_interval inner = ut_funnel_limits(member.base, f->whole.of, TAIL95);
  struct ut_interval outer = ut_funnel_limits(member.base, f->whole.of, TAIL998);
  ut_tidy_ratio(row, 100 * f->whole.of.count, f->whole.of.base);
  ut_tidy_double(row, inner.low);
  ut_tidy_double(row, inner.high);
  ut_tidy_double(row, outer.low);
  ut_tidy_double(row, outer.high);
  ut_tidy_text(row, ut_text_of(place_of(100 * (double)member.count / (double)member.base, inner, outer)));
  if (f->has_phi)
    ut_tidy_double(row, f->phi);
  else
    ut_tidy_empty(row, 1);
}

static enum ut_status write_member(struct funnel *f, size_t group, size_t value, struct ut_error *err)
{
  struct ut_member member = ut_members_get(f->u, group, value);
  const char *source;
  size_t line;
  ut_members_place(f->u, group, &source, &line);
  if (member.state == UT_MEMBER_KNOWN && member.of.base < SMALL_BASE)
    ut_tally_add(&f->small, source, line);
  ut_contrast_begin(&f->table, group);
  ut_tidy_text(&f->table.row, ut_members_value(f->u, value));
  ut_contrast_counts(&f->table, &member);
  ut_contrast_share(&f->table, &member);
  if (ut_member_has_share(&member) && ut_member_has_share(&f->whole))
    add_limits(f, member.of);
  else
    ut_tidy_empty(&f->table.row, FIGURES);
  return ut_contrast_end(&f->table, member.state, err);
}

static enum ut_status write_group(struct funnel *f, size_t group, struct ut_error *err)
{
  UT_TRY(find_whole(f, group, err));
  for (size_t value = 0; value < ut_members_values(f->u); value++)
    if (is_member(f->u, group, value))
      UT_TRY(write_member(f, group, value, err));
  return UT_OK;
}

/* ---- notes ---- */

static void note(const struct ut_tally *tally, enum ut_note_code code, const char *one, const char *many,
                 const char *what, struct ut_run *run)
{
  ut_run_note(run, code, tally->count, tally->source, tally->line, "%zu %s, the first %s:%zu, %s", tally->count,
              tally->count == 1 ? one : many, tally->source, tally->line, what);
}

static void note_all(const struct funnel *f, struct ut_run *run)
{
  note(&f->few, UT_NOTE_LITET_UNDERLAG, "group", "groups", "of fewer than three to hold against each other", run);
  note(&f->small, UT_NOTE_LITET_UNDERLAG, "base", "bases", "under ten: their limits are next to none", run);
  note(&f->unknown, UT_NOTE_JAMFORELSE_SAKNAS, "group", "groups",
       "of which something is blanked and no total tells the mean: without limits", run);
}

enum ut_status ut_funnel_write(const struct ut_members *u, const char *key, struct ut_output *output, enum ut_format to,
                               int decimals, struct ut_run *run, struct ut_error *err)
{
  enum { COLUMNS = sizeof figures / sizeof *figures };
  const char *columns[COLUMNS + 1] = {key};
  struct funnel f = {.u = u};
  memcpy(columns + 1, figures, sizeof figures);
  enum ut_status status = ut_members_doubt_totals(u, run) == UT_OK ? UT_OK : ut_error_nomem(err);
  if (status == UT_OK)
    status = ut_contrast_open(&f.table, u, columns, output, to, decimals, err);
  for (size_t group = 0; group < ut_members_groups(u) && status == UT_OK; group++)
    status = write_group(&f, group, err);
  status = ut_tidy_close(&f.table.row, status, err);
  if (status == UT_OK)
    note_all(&f, run);
  return status;
}

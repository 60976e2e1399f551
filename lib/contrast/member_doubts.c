/* What is doubtful in members: totals by another name, and parts of one base. */
#include <stdlib.h>

#include "contrast/members.h"

/* ---- totals by another name ---- */

/* `sums` are those of all values that are no totals, by group. */
static bool is_sum_of_others(const struct ut_members *u, const struct ut_member *sums, size_t value)
{
  bool any = false;
  for (size_t group = 0; group < ut_members_groups(u); group++) {
    struct ut_member member = ut_members_get(u, group, value), sum = sums[group];
    if (sum.state == UT_MEMBER_NONE)
      continue;
    if (member.state != UT_MEMBER_KNOWN || sum.state != UT_MEMBER_KNOWN || sum.of.count != 2 * member.of.count ||
        sum.of.base != 2 * member.of.base)
      return false;
    any = any || member.of.base > 0;
  }
  return any;
}

static void doubt_total(const struct ut_members *u, size_t value, struct ut_run *run)
{
  char quoted[UT_QUOTED];
  struct ut_text text = ut_members_value(u, value);
  ut_run_note(
      run, UT_NOTE_SUMMA_I_NYCKEL, 1, NULL, 0,
      "%s of %s is as much as all others together, and is taken for one of them: if it is their total, call it *",
      ut_quote(quoted, text.ptr, text.len), ut_members_compared(u));
}

enum ut_status ut_members_doubt_totals(const struct ut_members *u, struct ut_run *run)
{
  enum { FEWEST = 3 }; /* of two, each may be as much as the other by chance */
  size_t parts = 0;
  struct ut_member *sums = calloc(ut_members_groups(u) + 1, sizeof *sums);
  if (!sums)
    return UT_NOMEM;
  for (size_t group = 0; group < ut_members_groups(u); group++)
    sums[group] = ut_members_sum(u, group, SIZE_MAX);
  for (size_t value = 0; value < ut_members_values(u); value++)
    parts += !ut_members_is_total_value(u, value);
  for (size_t value = 0; value < ut_members_values(u) && parts >= FEWEST; value++)
    if (!ut_members_is_total_value(u, value) && is_sum_of_others(u, sums, value))
      doubt_total(u, value, run);
  free(sums);
  return UT_OK;
}

/* ---- parts of one base ---- */

enum parts { NO_PARTS, NOBODY, PARTS };

/* Are three or more values of one and the same base, and together all of it? */
static enum parts judge_group(const struct ut_members *u, size_t group)
{
  enum { FEWEST = 3 };
  struct ut_member sum = ut_members_sum(u, group, SIZE_MAX);
  size_t values = 0;
  if (sum.state == UT_MEMBER_NONE || (sum.state == UT_MEMBER_KNOWN && sum.of.base == 0))
    return NOBODY;
  for (size_t value = 0; value < ut_members_values(u) && sum.state == UT_MEMBER_KNOWN; value++) {
    struct ut_member member = ut_members_get(u, group, value);
    if (ut_members_is_total_value(u, value) || member.state == UT_MEMBER_NONE)
      continue;
    if (member.of.base != sum.of.count)
      return NO_PARTS;
    values++;
  }
  return values >= FEWEST ? PARTS : NO_PARTS;
}

void ut_members_doubt_parts(const struct ut_members *u, struct ut_run *run)
{
  bool any = false;
  for (size_t group = 0; group < ut_members_groups(u); group++) {
    enum parts parts = judge_group(u, group);
    if (parts == NO_PARTS)
      return;
    any = any || parts == PARTS;
  }
  if (any)
    ut_run_note(run, UT_NOTE_SAMMA_PERSONER, 1, NULL, 0,
                "the values of %s are parts of one base: they have its persons in common, and are no groups",
                ut_members_compared(u));
}

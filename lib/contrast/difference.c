/* Differences, group by group: of and against, what they differ by, and whether chance would do. */
#include "contrast/difference.h"

#include <math.h>
#include <stdlib.h>

#include "contrast/contrast_table.h"
#include "utfall/column.h"

enum { P_DECIMALS = 4 };
static const double CONFIDENCE = 95;

static const char *const columns[] = {"antal",  "bas",    "antal_mot", "bas_mot", "andel",  "andel_mot", "differens",
                                      "ki_lag", "ki_hog", "kvot",      "p",       "p_holm", NULL};

static const char *const mean_columns[] = {
    "antal",         "antal_mot",     "medelvarde", "medelvarde_mot", "differens",
    "differens_lag", "differens_hog", "p",          "p_holm",         NULL};

/* A group. */
struct pair {
  struct ut_member of, against;
  bool compared; /* both have a share, or a mean with its spread */
  struct ut_mean_difference means;
  double p;
  ptrdiff_t test; /* which of those that Holm's adjustment is over; -1: none */
};

struct group_comparison {
  const struct ut_members *u;
  size_t of, against; /* values; against is SIZE_MAX for all others */
  struct pair *pairs;
  double *adjusted;
  size_t tests;
  size_t alone, first_alone; /* groups with nothing to be compared with, and the first of them */
};

/* ---- which ---- */

static enum ut_status refuse_value(const struct ut_members *u, const char *value, struct ut_error *err)
{
  enum { SHOWN = 12 };
  char quoted[UT_QUOTED];
  struct ut_buf list = {0};
  for (size_t i = 0; i < ut_members_values(u) && i < SHOWN; i++) {
    struct ut_text text = ut_members_value(u, i);
    ut_buf_format(&list, "%s%s", i ? ", " : "", ut_quote(quoted, text.ptr, text.len));
  }
  const char *more = ut_members_values(u) > SHOWN ? ", …" : "", *text = ut_buf_string(&list);
  enum ut_status status = text ? ut_error_set(err, UT_USAGE, "no row has %s there; the values are %s%s",
                                              ut_quote(quoted, value, strlen(value)), text, more)
                               : ut_error_nomem(err);
  ut_buf_clear(&list);
  return status;
}

static enum ut_status find_value(const struct ut_members *u, const char *text, const char *option, size_t *value,
                                 struct ut_error *err)
{
  enum ut_status status = UT_OK;
  if (!ut_members_find_value(u, ut_text_of(text), value))
    status = refuse_value(u, text, err);
  else if (ut_members_is_total_value(u, *value))
    status = ut_error_set(err, UT_USAGE, "%s is all together, and so has persons in common with every value", text);
  return status == UT_OK ? UT_OK : ut_error_blame(status, option, err);
}

static enum ut_status find_values(struct group_comparison *c, const struct ut_difference_options *o,
                                  struct ut_error *err)
{
  size_t literal;
  bool rest = strcmp(o->against, UT_REST) == 0;
  c->against = SIZE_MAX;
  if (ut_members_empty(c->u))
    return UT_OK;
  UT_TRY(find_value(c->u, o->of, "--of", &c->of, err));
  if (!rest)
    return find_value(c->u, o->against, "--against", &c->against, err);
  if (!ut_members_find_value(c->u, ut_text_of(UT_REST), &literal))
    return UT_OK;
  ut_error_set(err, UT_USAGE, "a value is called " UT_REST ", which here means all others: call it something else");
  return ut_error_blame(UT_USAGE, "--against", err);
}

/* ---- comparing ---- */

static bool compare_shares(struct pair *pair)
{
  if (!ut_member_has_share(&pair->of) || !ut_member_has_share(&pair->against) ||
      pair->against.of.base > UT_PROPORTION_MOST)
    return false;
  pair->p = ut_fisher_test(pair->of.of, pair->against.of);
  return true;
}

static struct ut_mean mean_of(const struct ut_member *member)
{
  return (struct ut_mean){member->of.count, member->mean, member->deviation};
}

static bool compare_means(struct pair *pair)
{
  if (pair->of.state != UT_MEMBER_KNOWN || pair->against.state != UT_MEMBER_KNOWN ||
      !ut_welch(mean_of(&pair->of), mean_of(&pair->against), CONFIDENCE, &pair->means))
    return false;
  pair->p = pair->means.p;
  return true;
}

static void compare(struct group_comparison *c, size_t group)
{
  struct pair *pair = &c->pairs[group];
  pair->of = ut_members_get(c->u, group, c->of);
  pair->against = c->against == SIZE_MAX ? ut_members_sum(c->u, group, c->of) : ut_members_get(c->u, group, c->against);
  pair->compared = ut_members_are_means(c->u) ? compare_means(pair) : compare_shares(pair);
  pair->test = -1;
  if (!pair->compared || ut_members_is_total_group(c->u, group))
    return;
  pair->test = (ptrdiff_t)c->tests;
  c->adjusted[c->tests++] = pair->p;
}

static bool is_lacking(const struct ut_member *member)
{
  return member->state == UT_MEMBER_NONE || member->state == UT_MEMBER_LACKING;
}

/* Neither is in the group: it is one of other values. */
static bool is_about_others(const struct pair *pair)
{
  return is_lacking(&pair->of) && is_lacking(&pair->against);
}

static enum ut_status too_many(const struct group_comparison *c, size_t group, struct ut_error *err)
{
  const char *source;
  size_t line;
  ut_members_place(c->u, group, &source, &line);
  ut_error_set(err, UT_BAD_INPUT, "all others together are more than 10^8");
  ut_error_at(err, source, line, 0, NULL);
  return UT_BAD_INPUT;
}

static enum ut_status compare_all(struct group_comparison *c, struct ut_error *err)
{
  size_t groups = ut_members_groups(c->u);
  c->pairs = calloc(groups + 1, sizeof *c->pairs);
  c->adjusted = calloc(groups + 1, sizeof *c->adjusted);
  if (!c->pairs || !c->adjusted)
    return ut_error_nomem(err);
  for (size_t group = 0; group < groups; group++) {
    compare(c, group);
    const struct pair *pair = &c->pairs[group];
    if (pair->against.of.base > UT_PROPORTION_MOST)
      return too_many(c, group, err);
    if (is_lacking(&pair->of) != is_lacking(&pair->against) && c->alone++ == 0)
      c->first_alone = group;
  }
  return ut_holm(c->adjusted, c->tests) == UT_OK ? UT_OK : ut_error_nomem(err);
}

/* ---- writing ---- */

/* Products of two bases, times a hundred, fit: UT_PROPORTION_MOST. */
static void add_difference(struct ut_tidy *row, struct ut_proportion a, struct ut_proportion b)
{
  struct ut_interval interval = ut_newcombe(a, b, ut_normal_quantile(CONFIDENCE));
  ut_tidy_ratio(row, 100 * (a.count * b.base - b.count * a.base), a.base * b.base);
  ut_tidy_double(row, interval.low);
  ut_tidy_double(row, interval.high);
  ut_tidy_ratio(row, a.count * b.base, b.count * a.base);
}

static void add_p(struct ut_tidy *row, double p)
{
  int decimals = row->decimals;
  row->decimals = P_DECIMALS;
  ut_tidy_double(row, p);
  row->decimals = decimals;
}

static enum ut_member_state state_of(const struct pair *pair)
{
  if (pair->of.state == UT_MEMBER_PRIMARY || pair->against.state == UT_MEMBER_PRIMARY)
    return UT_MEMBER_PRIMARY;
  return ut_member_is_blanked(&pair->of) || ut_member_is_blanked(&pair->against) ? UT_MEMBER_BLANKED : UT_MEMBER_KNOWN;
}

static void put_shares(struct ut_contrast_table *t, const struct pair *pair, const struct ut_member *of,
                       const struct ut_member *against)
{
  ut_contrast_counts(t, of);
  ut_contrast_counts(t, against);
  ut_contrast_share(t, of);
  ut_contrast_share(t, against);
  if (pair->compared)
    add_difference(&t->row, of->of, against->of);
  else
    ut_tidy_empty(&t->row, 4);
}

static void put_count(struct ut_tidy *row, const struct ut_member *member)
{
  if (member->state == UT_MEMBER_KNOWN)
    ut_tidy_count(row, member->of.count);
  else
    ut_tidy_empty(row, 1);
}

static void put_mean(struct ut_tidy *row, const struct ut_member *member)
{
  ut_tidy_estimate(row, member->state == UT_MEMBER_KNOWN && member->of.count > 0 ? member->mean : NAN);
}

static void put_means(struct ut_contrast_table *t, const struct pair *pair, const struct ut_member *of,
                      const struct ut_member *against)
{
  put_count(&t->row, of);
  put_count(&t->row, against);
  put_mean(&t->row, of);
  put_mean(&t->row, against);
  ut_tidy_estimate(&t->row, pair->compared ? pair->means.difference : NAN);
  ut_tidy_estimate(&t->row, pair->compared ? pair->means.low : NAN);
  ut_tidy_estimate(&t->row, pair->compared ? pair->means.high : NAN);
}

static enum ut_status write_pair(const struct group_comparison *c, struct ut_contrast_table *t, size_t group,
                                 struct ut_error *err)
{
  const struct pair *pair = &c->pairs[group];
  const struct ut_member hidden = {.state = UT_MEMBER_BLANKED};
  bool blanked = state_of(pair) != UT_MEMBER_KNOWN;
  const struct ut_member *of = blanked ? &hidden : &pair->of, *against = blanked ? &hidden : &pair->against;
  ut_contrast_begin(t, group);
  (ut_members_are_means(c->u) ? put_means : put_shares)(t, pair, of, against);
  add_p(&t->row, pair->compared ? pair->p : NAN);
  if (pair->test >= 0)
    add_p(&t->row, c->adjusted[pair->test]);
  else
    ut_tidy_empty(&t->row, 1);
  return ut_contrast_end(t, state_of(pair), err);
}

static enum ut_status write_pairs(const struct group_comparison *c, struct ut_contrast_table *t, struct ut_error *err)
{
  for (size_t group = 0; group < ut_members_groups(c->u); group++)
    if (!is_about_others(&c->pairs[group]))
      UT_TRY(write_pair(c, t, group, err));
  return UT_OK;
}

static enum ut_status write_table(const struct group_comparison *c, struct ut_output *output, enum ut_format to,
                                  int decimals, struct ut_error *err)
{
  struct ut_contrast_table t = {0};
  enum ut_status status =
      ut_contrast_open(&t, c->u, ut_members_are_means(c->u) ? mean_columns : columns, output, to, decimals, err);
  if (status == UT_OK)
    status = write_pairs(c, &t, err);
  return ut_tidy_close(&t.row, status, err);
}

static void note_alone(const struct group_comparison *c, struct ut_run *run)
{
  const char *source;
  size_t line;
  if (c->alone == 0)
    return;
  ut_members_place(c->u, c->first_alone, &source, &line);
  ut_run_note(run, UT_NOTE_JAMFORELSE_SAKNAS, c->alone, source, line,
              "%zu row%s of one of the groups alone, the first %s:%zu: there is nothing to compare with", c->alone,
              c->alone == 1 ? "" : "s", source, line);
}

enum ut_status ut_difference_write(const struct ut_members *u, const struct ut_difference_options *options,
                                   struct ut_output *output, enum ut_format to, int decimals, struct ut_run *run,
                                   struct ut_error *err)
{
  struct group_comparison c = {.u = u};
  enum ut_status status = find_values(&c, options, err);
  if (status == UT_OK)
    status = compare_all(&c, err);
  if (status == UT_OK && c.against == SIZE_MAX && ut_members_doubt_totals(u, run) != UT_OK)
    status = ut_error_nomem(err);
  if (status == UT_OK)
    status = write_table(&c, output, to, decimals, err);
  if (status == UT_OK)
    note_alone(&c, run);
  free(c.pairs);
  free(c.adjusted);
  return status;
}

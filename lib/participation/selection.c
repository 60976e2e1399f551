/* Selection of participations by insats, period, age and condition. */
#include "participation/selection.h"

#include <stdlib.h>

#include "base/hash.h"
#include "participation/sought.h"

struct ut_selection {
  struct ut_selection_options options;
  size_t insats;
  struct ut_expr *age, *where;
  struct ut_participations *p; /* of a shard */
  size_t id;
  bool linked; /* there is an id */
  int64_t shard, shards;
};

enum { SHARDS_MOST = 10000 };

/* A..B in whole years, one end of which may be left out. */
static bool is_age_range(const char *age)
{
  const char *dots = strstr(age, "..");
  int64_t low, high;
  if (!dots)
    return false;
  struct ut_text from = {age, (size_t)(dots - age)}, to = ut_text_of(dots + 2);
  bool has_low = ut_text_integer(from, &low) && low >= 0, has_high = ut_text_integer(to, &high) && high >= 0;
  if (has_low && has_high)
    return low <= high;
  return (has_low && to.len == 0) || (has_high && from.len == 0);
}

static enum ut_status compile_age(struct ut_selection *s, const struct ut_scope *scope, struct ut_error *err)
{
  struct ut_buf condition = {0};
  char quoted[UT_QUOTED];
  const char *age = s->options.age;
  if (!is_age_range(age))
    return ut_error_set(err, UT_USAGE, "%s is not a range of ages (expected A..B)", ut_quote(quoted, age, strlen(age)));
  ut_buf_format(&condition, "alder in %s", age);
  const char *text = ut_buf_string(&condition);
  enum ut_status status = text ? ut_expr_compile(&s->age, text, scope, err) : ut_error_nomem(err);
  ut_buf_clear(&condition);
  return status;
}

static enum ut_status compile(struct ut_selection *s, struct ut_participations *p, struct ut_error *err)
{
  struct ut_scope scope = ut_participations_scope(p);
  UT_TRY(ut_participations_slot(p, ut_text_of("insats"), &s->insats, NULL, err));
  if (s->options.insats)
    UT_TRY(ut_participations_select(p, s->insats, ut_text_of(s->options.insats), err));
  if (s->options.period.first != UT_DATE_NONE && s->options.status != UT_STARTED)
    ut_participations_exits(p);
  if (s->options.age)
    UT_TRY(ut_error_blame(compile_age(s, &scope, err), "--age", err));
  if (!s->options.where)
    return UT_OK;
  return ut_error_blame(ut_expr_compile(&s->where, s->options.where, &scope, err), "--where", err);
}

static enum ut_status open_shard(struct ut_selection *s, struct ut_participations *p, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  const char *text = s->options.shard, *slash = strchr(text, '/');
  struct ut_text id = ut_text_of("id"), first = {text, slash ? (size_t)(slash - text) : 0};
  if (!slash || !ut_text_integer(first, &s->shard) || !ut_text_integer(ut_text_of(slash + 1), &s->shards) ||
      s->shard < 1 || s->shard > s->shards || s->shards > SHARDS_MOST)
    return ut_error_set(err, UT_USAGE, "%s is not a shard (expected K/N, as 1/4 to 4/4, N at most %d)",
                        ut_quote(quoted, text, strlen(text)), SHARDS_MOST);
  s->p = p;
  s->linked = ut_reader_find(ut_participations_reader(p), id) >= 0;
  return s->linked ? ut_participations_slot(p, id, &s->id, NULL, err) : UT_OK;
}

/* A person is in one shard in every run and file; a row of nobody by the line it stands in. */
static bool is_in_shard(const struct ut_selection *s, const struct ut_value *values)
{
  uint64_t hash = s->linked && !values[s->id].missing ? ut_hash_text(0, values[s->id].text)
                                                      : ut_hash_word(0, ut_participations_row(s->p)->line);
  return hash % (uint64_t)s->shards == (uint64_t)s->shard - 1;
}

static bool is_active(const struct ut_participation *p, struct ut_period period)
{
  return p->start <= period.last && (p->slut == UT_DATE_NONE || p->slut >= period.first);
}

static bool is_started(const struct ut_participation *p, struct ut_period period)
{
  return p->start >= period.first && p->start <= period.last;
}

static bool is_ended(const struct ut_participation *p, struct ut_period period)
{
  return !p->anonymous && p->slut != UT_DATE_NONE && p->slut >= period.first && p->slut <= period.last;
}

static bool is_open(const struct ut_participation *p, struct ut_period period)
{
  return !p->anonymous && p->start <= period.last && (p->slut == UT_DATE_NONE || p->slut > period.last);
}

typedef bool status_test(const struct ut_participation *p, struct ut_period period);

static status_test *const tests[] = {
    [UT_ACTIVE] = is_active, [UT_STARTED] = is_started, [UT_ENDED] = is_ended, [UT_OPEN] = is_open};

enum ut_status ut_selection_new(struct ut_selection **out, struct ut_participations *p,
                                const struct ut_selection_options *options, struct ut_error *err)
{
  struct ut_selection *s = *out = calloc(1, sizeof *s);
  if (!s)
    return ut_error_nomem(err);
  s->options = *options;
  if (options->shard)
    UT_TRY(ut_error_blame(open_shard(s, p, err), "--shard", err));
  return compile(s, p, err);
}

bool ut_selection_has(const struct ut_selection *s, const struct ut_participations *p)
{
  const struct ut_selection_options *o = &s->options;
  const struct ut_value *values = ut_participations_values(p);
  if (o->shard && !is_in_shard(s, values))
    return false;
  if (o->period.first != UT_DATE_NONE) {
    struct ut_participation current = ut_participations_current(p);
    if (!tests[o->status](&current, o->period))
      return false;
  }
  if (o->insats && !ut_text_like(values[s->insats].text, ut_text_of(o->insats)))
    return false;
  return (!s->age || ut_expr_true(s->age, values)) && (!s->where || ut_expr_true(s->where, values));
}

void ut_selection_free(struct ut_selection *s)
{
  if (!s)
    return;
  ut_expr_free(s->age);
  ut_expr_free(s->where);
  free(s);
}

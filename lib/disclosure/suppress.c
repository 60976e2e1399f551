/* Which slots are blanked: the cheapest of what several searches find. */
#include "utfall/suppress.h"

#include <stdlib.h>

#include "disclosure/lp.h"
#include "disclosure/relaxation.h"
#include "disclosure/search.h"

/* What is spent is work of the solver (ut_lp_work), not time: the choice is the same on any machine. */
enum {
  ORDERS = 8,          /* are tried, */
  SEARCHING = 30000,   /* another one while all together have taken less */
  IMPROVING = 62000,   /* then the cheapest is improved until all have taken as much */
  NEEDLESS = 5000,     /* each time, to show again what is needless */
  RELAXING = 16000000, /* before all that, by each cell: a step takes the longer, the more cells there are */
};

struct ut_suppress {
  const struct ut_tidy_table *table;
  struct ut_suppress_options o;
  struct ut_figures figures;
  struct ut_cell_order orders[ORDERS];
  double *parts; /* by cell: of the relaxation */
  struct ut_lp *lp;
  struct ut_search *best, *other;
};

static double cost_of(const struct ut_search *search)
{
  return ut_search_result(search)->cost;
}

/* A search from an order, kept if it is the cheapest. */
static enum ut_status try_order(struct ut_suppress *s, const struct ut_cell_order *order, const double *parts)
{
  UT_TRY(ut_search_new(&s->other, s->table, &s->figures, &s->o, order, parts, s->lp));
  UT_TRY(ut_search_run(s->other, NEEDLESS));
  if (!s->best || cost_of(s->other) < cost_of(s->best)) {
    struct ut_search *worse = s->best;
    s->best = s->other;
    s->other = worse;
  }
  ut_search_free(s->other);
  s->other = NULL;
  return UT_OK;
}

/* Tries every order with what the relaxation says and without it, which is the better where that leads astray. */
static enum ut_status try_orders(struct ut_suppress *s, bool settled, size_t most)
{
  for (unsigned i = 0; i < ORDERS && ut_lp_work(s->lp) < most; i++) {
    if (i > 0)
      UT_TRY(ut_cell_order_vary(&s->orders[i], &s->orders[0], &s->figures.relations, i));
    if (settled)
      UT_TRY(try_order(s, &s->orders[i], s->parts));
    if (ut_lp_work(s->lp) < most)
      UT_TRY(try_order(s, &s->orders[i], NULL));
  }
  return UT_OK;
}

static enum ut_status begin(struct ut_suppress *s)
{
  int64_t least = ut_blanking_least_small(&s->o);
  const struct ut_figure_sizes sizes = {least, s->o.min, least, s->o.complement ? s->o.min - 1 : -1};
  UT_TRY(ut_figures_init(&s->figures, s->table, &sizes));
  UT_TRY(ut_lp_new(&s->lp));
  UT_TRY(ut_cell_order_init(&s->orders[0], s->table, &s->figures));
  s->parts = calloc(s->orders[0].count + 1, sizeof *s->parts);
  if (!s->parts)
    return UT_NOMEM;
  return ut_relations_arrange(&s->figures.relations, s->orders[0].ranks);
}

static enum ut_status decide(struct ut_suppress *s)
{
  const struct ut_cell_order *sorted = &s->orders[0];
  bool settled;
  UT_TRY(begin(s));
  UT_TRY(ut_relaxation_find(s->parts, &settled, s->table, &s->figures, &s->o, sorted, s->lp,
                            RELAXING / (sorted->count + 1)));
  size_t relaxed = ut_lp_work(s->lp), most = relaxed + IMPROVING;
  UT_TRY(try_orders(s, settled, relaxed + SEARCHING));
  if (ut_lp_work(s->lp) < most)
    UT_TRY(ut_search_improve(s->best, most - ut_lp_work(s->lp), NEEDLESS));
  return ut_search_verify(s->best);
}

static enum ut_status refuse_published(struct ut_error *err)
{
  return ut_error_set(err, UT_BAD_INPUT,
                      "no whole numbers agree with what was published, so that it cannot be reckoned with");
}

/* ---- public ---- */

enum ut_status ut_suppress_new(struct ut_suppress **out, const struct ut_tidy_table *table,
                               const struct ut_suppress_options *options, struct ut_error *err)
{
  struct ut_suppress *s = *out = calloc(1, sizeof *s);
  if (!s)
    return ut_error_nomem(err);
  s->table = table;
  s->o = *options;
  if (s->o.interval == 0)
    s->o.interval = s->o.min;
  enum ut_status status = decide(s);
  return status == UT_OK ? UT_OK : status == UT_BAD_INPUT ? refuse_published(err) : ut_error_nomem(err);
}

const struct ut_tidy_table *ut_suppress_table(const struct ut_suppress *s)
{
  return s->table;
}

size_t ut_suppress_rows(const struct ut_suppress *s)
{
  return ut_tidy_table_rows(s->table);
}

bool ut_suppress_has_marks(const struct ut_suppress *s)
{
  return !s->o.no_marks;
}

enum ut_loss ut_suppress_loss(const struct ut_suppress *s, size_t row, size_t which)
{
  return (enum ut_loss)ut_search_result(s->best)->losses[row * s->table->count_count + which];
}

size_t ut_suppress_exposed_by_marks(const struct ut_suppress *s)
{
  return ut_search_exposed_by_marks(s->best);
}

size_t ut_suppress_exposed_by_rows(const struct ut_suppress *s)
{
  return ut_search_exposed_by_rows(s->best);
}

void ut_suppress_free(struct ut_suppress *s)
{
  if (!s)
    return;
  ut_search_free(s->best);
  ut_search_free(s->other);
  for (size_t i = 0; i < ORDERS; i++)
    ut_cell_order_clear(&s->orders[i]);
  free(s->parts);
  ut_lp_free(s->lp);
  ut_figures_clear(&s->figures);
  free(s);
}

/* Whether targets of shares are percentages. */
#include "goals/of_one.h"

#include "utfall/column.h"

static const struct ut_fraction one = {1, 1};

static bool is_of_share(const struct ut_target *target)
{
  return ut_column_of(target->column)->role == UT_ROLE_SHARE && !target->percent;
}

bool ut_target_is_of_one(const struct ut_target *target)
{
  return is_of_share(target) && target->goal.numerator > 0 && ut_fraction_compare(target->goal, one) <= 0;
}

bool ut_target_to_percent(struct ut_target *target)
{
  int moved = target->goal_decimals < 2 ? target->goal_decimals : 2;
  target->goal_decimals -= moved;
  if (target->op == UT_EQUALS && target->decimals >= moved)
    target->decimals -= moved;
  return ut_fraction_percent(target->goal, one, &target->goal);
}

bool ut_goals_of_one_add(struct ut_goals_of_one *o, const struct ut_targets *targets, size_t index)
{
  const struct ut_target *target = &targets->targets[index];
  if (targets->published || !is_of_share(target))
    return false;
  if (!ut_target_is_of_one(target)) {
    o->above = o->above || target->goal.numerator != 0;
    return false;
  }
  o->below = o->below || ut_fraction_compare(target->goal, one) < 0;
  ut_tally_add(&o->doubtful, target->source, target->line);
  return true;
}

void ut_goals_of_one_hold(struct ut_goals_of_one *o, const struct ut_figure *figure)
{
  o->percent = o->percent || (!figure->missing && (figure->share || ut_fraction_compare(figure->exact, one) > 0));
}

bool ut_goals_of_one_settle(const struct ut_goals_of_one *o, struct ut_run *run)
{
  const struct ut_tally *t = &o->doubtful;
  bool taken = o->below && !o->above && o->percent;
  if (o->below)
    ut_run_note(run, UT_NOTE_MAL_ANDEL_AV_ETT, t->count, t->source, t->line,
                "%zu target%s of a share, the first %s:%zu, %s at most 1: %s", t->count, t->count == 1 ? "" : "s",
                t->source, t->line, t->count == 1 ? "is" : "are",
                taken ? "taken for parts of one, not for percent" : "a part of one, or a percent and less?");
  return taken;
}

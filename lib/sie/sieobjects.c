/* Months of an object alone, and with others. */
#include "sie/siestate.h"

/* What a file says of an object, an account and a month. */
struct sie_amounts {
  struct sie_entry *object;
  size_t line; /* where it stands alone; 0: nowhere */
  size_t combined;
  ut_money alone, together;
};

/* The amounts of an object; NULL: no memory. */
static struct sie_amounts *find_amounts(const struct sie_reading *r, const struct ut_sie_name *object)
{
  const struct ut_sie_record *record = r->record;
  const size_t said[] = {(size_t)r->label->kind, (size_t)record->period.first, record->account->index, object->index};
  const struct sie_amounts none = {.object = sie_entry_of(object)};
  uint32_t number, before = (uint32_t)ut_distinct_count(&r->s->parts);
  if (ut_distinct_add(&r->s->parts, (struct ut_text){(const char *)said, sizeof said}, &number))
    return NULL;
  if (number == before && ut_buf_add(&r->s->amounts, &none, sizeof none))
    return NULL;
  return (struct sie_amounts *)(void *)r->s->amounts.ptr + number;
}

/* What an account has of all objects. */
static void add_up(const struct sie_reading *r)
{
  struct sie_year *year = &sie_entry_of(r->record->account)->year;
  ut_money amount = r->record->amount;
  if (r->label->kind != UT_SIE_PERIOD || r->record->year != 0)
    return;
  year->both_signs = year->both_signs || (amount < 0 && year->of_objects > 0) || (amount > 0 && year->of_objects < 0);
  if (__builtin_add_overflow(year->of_objects, amount, &year->of_objects))
    year->both_signs = true;
}

enum ut_status sie_objects_keep(const struct sie_reading *r)
{
  const struct ut_sie_name *object = ut_sie_object(r->record, r->s->options.dimension);
  if (!object || sie_is_unused(r->s, r->label))
    return UT_OK;
  struct sie_amounts *a = find_amounts(r, object);
  if (!a)
    return ut_error_nomem(r->err);
  add_up(r);
  if (r->record->object_count == 1) {
    a->alone = r->record->amount;
    a->line = r->s->line;
    return UT_OK;
  }
  a->combined++;
  if (__builtin_add_overflow(a->together, r->record->amount, &a->together))
    a->together = INT64_MAX; /* it is only held against what stands alone */
  return UT_OK;
}

/* A program that gives each combination of objects gives what has one object alone, too: that is other money. One that
 * gives what all combinations of an object are together gives the same again. */
enum ut_status sie_objects_check(struct ut_sie *s, struct ut_error *err)
{
  struct sie_amounts *all = (void *)s->amounts.ptr;
  size_t count = s->amounts.len / sizeof *all;
  for (size_t i = 0; i < count; i++) {
    struct sie_amounts *a = &all[i];
    bool both = a->line > 0 && a->combined > 0 && (a->alone != 0 || a->together != 0);
    if (both && a->alone != a->together)
      a->object->apart = true;
    else if (both && a->object->twice == 0)
      a->object->twice = a->line;
  }
  for (size_t i = 0; i < count; i++) {
    struct sie_amounts *a = &all[i];
    char quoted[UT_QUOTED];
    struct ut_text number = a->object->name.number;
    if (a->object->twice == 0 || a->object->apart)
      continue;
    ut_error_set(err, UT_BAD_INPUT,
                 "the months of object %s alone are what it has together with other objects: leave one of the two out",
                 ut_quote(quoted, number.ptr, number.len));
    UT_TRY(sie_complain(s, err, a->object->twice, NULL));
    a->object->apart = true;
  }
  return UT_OK;
}

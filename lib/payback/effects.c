/* What a participation changed: the lists of its cells as units, after less before. */
#include "payback/effects.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/grow.h"
#include "base/personnummer.h"
#include "base/whole.h"
#include "model/work.h"

enum { NOT_ASKED = -2, NOT_PRICED = -1, OCCUPATION = 0, SUPPORT, SERVICE };
enum { UNITS_MOST = 1000000, UNIT_DECIMALS = 4 /* of UT_WHOLE_UNIT */ };

struct ut_year_items {
  int year;
  ptrdiff_t items[SERVICE][UT_CODES_MAX];
};

static const char *const kind_names[UT_EFFECT_KINDS] = {"sysselsattning", "forsorjning", "resurs"};

enum ut_status ut_numbers_widen(struct ut_numbers *n, size_t count, struct ut_error *err)
{
  if (count <= n->count)
    return UT_OK;
  int64_t *grown = reallocarray(n->at, count, sizeof *grown);
  if (!grown)
    return ut_error_nomem(err);
  memset(grown + n->count, 0, (count - n->count) * sizeof *grown);
  n->at = grown;
  n->count = count;
  return UT_OK;
}

/* ---- columns ---- */

static enum ut_status open_kind(struct ut_effects *e, struct ut_participations *p, size_t kind, struct ut_error *err)
{
  struct ut_effect_kind *k = &e->kinds[kind];
  bool there[2];
  for (size_t i = 0; i < 2; i++) {
    snprintf(k->names[i], UT_EFFECT_NAME, "%s_%s", kind_names[kind], ut_occasion_names[i ? e->o.at : UT_FORE]);
    there[i] = ut_reader_find(ut_participations_reader(p), ut_text_of(k->names[i])) >= 0;
  }
  if (there[0] != there[1])
    k->unpaired = k->names[there[0]];
  k->there = there[0] && there[1];
  if (!k->there)
    return UT_OK;
  UT_TRY(ut_participations_slot(p, ut_text_of(k->names[0]), &k->before, NULL, err));
  return ut_participations_slot(p, ut_text_of(k->names[1]), &k->after, NULL, err);
}

static enum ut_status check_kinds(const struct ut_effects *e, struct ut_participations *p, struct ut_error *err)
{
  const char *at = ut_occasion_names[e->o.at];
  bool some = false;
  for (size_t i = 0; i < UT_EFFECT_KINDS; i++)
    some = some || e->kinds[i].there;
  if (ut_reader_is_empty(ut_participations_reader(p)))
    return UT_OK;
  if (some && e->o.idle && !e->kinds[OCCUPATION].there)
    return ut_error_set(err, UT_USAGE, "who is in work needs sysselsattning_fore and sysselsattning_%s", at);
  if (some)
    return UT_OK;
  return ut_error_set(err, UT_USAGE,
                      "nothing to compare: needs sysselsattning_fore and sysselsattning_%s, or forsorjning_fore and "
                      "forsorjning_%s",
                      at, at);
}

enum ut_status ut_effects_init(struct ut_effects *e, struct ut_participations *p,
                               const struct ut_payback_group_options *options, struct ut_error *err)
{
  *e = (struct ut_effects){.o = *options};
  e->only_year = options->price_year ? options->price_year : ut_prices_only_year(options->prices);
  for (size_t i = 0; i < UT_EFFECT_KINDS; i++)
    UT_TRY(open_kind(e, p, i, err));
  return check_kinds(e, p, err);
}

bool ut_effects_measured(const struct ut_effects *e, const struct ut_value *values)
{
  bool some = false;
  for (size_t i = 0; i < UT_EFFECT_KINDS; i++) {
    const struct ut_effect_kind *k = &e->kinds[i];
    if (!k->there)
      continue;
    if (values[k->before].missing != values[k->after].missing)
      return false;
    some = some || !values[k->after].missing;
  }
  return some;
}

/* ---- units ---- */

static enum ut_status note_unpriced(struct ut_effects *e, struct ut_text code, struct ut_error *err)
{
  size_t i = 0;
  while (i < e->unpriced_count && !ut_text_equal(e->unpriced[i].code, code))
    i++;
  if (i == e->unpriced_count) {
    struct ut_unpriced *new = ut_grow_add(&e->unpriced, &e->unpriced_count, sizeof *new);
    if (!new)
      return ut_error_nomem(err);
    new->code = (struct ut_text){ut_text_copy(code), code.len};
    if (!new->code.ptr)
      return ut_error_nomem(err);
  }
  e->unpriced[i].participations += e->unpriced[i].seen != e->taken;
  e->unpriced[i].seen = e->taken;
  return UT_OK;
}

static enum ut_status no_price(struct ut_effects *e, struct ut_text code, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  if (e->o.unpriced_zero)
    return note_unpriced(e, code, err);
  return ut_error_set(err, UT_BAD_INPUT, "%s has no price (--unpriced zero takes it for nothing)",
                      ut_quote(quoted, code.ptr, code.len));
}

static enum ut_status add_units(struct ut_effects *e, struct ut_text code, ptrdiff_t item, int64_t units,
                                struct ut_error *err)
{
  if (item == NOT_PRICED)
    return no_price(e, code, err);
  UT_TRY(ut_numbers_widen(&e->units, e->o.prices->item_count, err));
  return ut_units_add(&e->units.at[item], units, err);
}

/* ---- codes of the vocabularies ---- */

/* NULL when out of memory. */
static struct ut_year_items *items_of(struct ut_effects *e, int year)
{
  for (size_t i = 0; i < e->year_count; i++)
    if (e->years[i].year == year)
      return &e->years[i];
  struct ut_year_items *new = ut_grow_add(&e->years, &e->year_count, sizeof *new);
  if (!new)
    return NULL;
  new->year = year;
  for (size_t i = 0; i < (size_t)SERVICE * UT_CODES_MAX; i++)
    new->items[i / UT_CODES_MAX][i % UT_CODES_MAX] = NOT_ASKED;
  return new;
}

/* How much work the list holds, in hundredths of a percent. */
static int64_t work_in(const struct ut_list *list)
{
  return ut_list_extent(list, ut_work_codes(&ut_vocabularies[UT_SYSSELSATTNING]));
}

/* The extent of the wages in the cell that comes with this occupation: work of half the time is not paid as full time
 * because nobody wrote the half twice. -1: as the cell says. */
static int64_t wage_extent(const struct ut_effects *e, const struct ut_list *support, bool after,
                           const struct ut_value *values)
{
  const struct ut_effect_kind *k = &e->kinds[OCCUPATION];
  const struct ut_value *occupation = &values[after ? k->after : k->before];
  int wage = ut_vocabulary_find(&ut_vocabularies[UT_FORSORJNING], ut_text_of("lon"));
  if (!k->there || occupation->missing || !(support->bare >> wage & 1))
    return -1;
  int64_t work = work_in(occupation->list);
  return work > 0 && work < support->extent[wage] ? work : -1;
}

/* `wages`: the extent of lon; -1: that of the list. */
static enum ut_status add_list(struct ut_effects *e, size_t kind, int year, const struct ut_list *list, int64_t wages,
                               int sign, struct ut_error *err)
{
  const struct ut_vocabulary *v = &ut_vocabularies[kind == OCCUPATION ? UT_SYSSELSATTNING : UT_FORSORJNING];
  struct ut_year_items *known = items_of(e, year);
  if (!known)
    return ut_error_nomem(err);
  for (uint32_t left = list->has & ~ut_vocabulary_flagged(v, UT_CODE_NONE); left; left &= left - 1) {
    int code = __builtin_ctz(left);
    struct ut_text text = ut_text_of(v->codes[code].code);
    ptrdiff_t *item = &known->items[kind][code];
    if (*item == NOT_ASKED)
      UT_TRY(ut_prices_item(e->o.prices, text, year, item, err));
    int64_t extent = wages >= 0 && ut_text_is(text, "lon") ? wages : list->extent[code];
    UT_TRY(add_units(e, text, *item, sign * extent, err));
  }
  return UT_OK;
}

/* ---- use of services ---- */

/* In parts of UT_WHOLE_UNIT; -1 when it is no number of units. */
static int64_t parse_units(struct ut_text t)
{
  int64_t parts, most = (int64_t)UNITS_MOST * UT_WHOLE_UNIT;
  return ut_number_exact(t, UNIT_DECIMALS, &parts) && parts >= 0 && parts <= most ? parts : -1;
}

static enum ut_status add_service(struct ut_effects *e, struct ut_text part, int year, int sign, struct ut_error *err)
{
  struct ut_text rest = part, code;
  ptrdiff_t item;
  char quoted[UT_QUOTED];
  ut_text_split(&rest, ':', &code);
  int64_t units = rest.ptr ? parse_units(rest) : UT_WHOLE_UNIT;
  if (code.len == 0)
    return ut_error_set(err, UT_BAD_INPUT, "%s names no service (expected code:units)",
                        ut_quote(quoted, part.ptr, part.len));
  if (units < 0)
    return ut_error_set(err, UT_BAD_INPUT, "%s is not a number of units (expected 0-%d, at most four decimals)",
                        ut_quote(quoted, rest.ptr, rest.len), UNITS_MOST);
  if (ut_text_is(code, "ingen"))
    return UT_OK;
  UT_TRY(ut_prices_item(e->o.prices, code, year, &item, err));
  return add_units(e, code, item, sign * units, err);
}

static enum ut_status add_services(struct ut_effects *e, int year, struct ut_text cell, int sign, struct ut_error *err)
{
  struct ut_text rest = cell, part;
  enum ut_status status = UT_OK;
  while (status == UT_OK && ut_text_split(&rest, '|', &part))
    status = add_service(e, part, year, sign, err);
  if (status != UT_OK)
    ut_personnummer_hide(err, cell);
  return status;
}

/* ---- a participation ---- */

static enum ut_status year_of(const struct ut_effects *e, const struct ut_participations *p, int *year,
                              struct ut_error *err)
{
  ut_date slut = ut_participations_current(p).slut;
  if (e->only_year == 0 && slut == UT_DATE_NONE) {
    ut_error_set(err, UT_BAD_INPUT, "there is no exit whose year chooses the prices (--price-year does)");
    ut_error_at(err, NULL, 0, 0, "slut");
    return UT_BAD_INPUT;
  }
  *year = e->only_year ? e->only_year : ut_date_year(slut);
  return UT_OK;
}

static enum ut_status take_cell(struct ut_effects *e, struct ut_participations *p, size_t kind, int year, bool after,
                                int sign, struct ut_error *err)
{
  const struct ut_effect_kind *k = &e->kinds[kind];
  const struct ut_value *values = ut_participations_values(p), *cell = &values[after ? k->after : k->before];
  if (!k->there || cell->missing)
    return UT_OK;
  int64_t wages = kind == SUPPORT ? wage_extent(e, cell->list, after, values) : -1;
  if (wages >= 0 && e->part_timed != e->taken) {
    const struct ut_row *row = ut_participations_row(p);
    ut_tally_add(&e->part_time, row->source, row->line);
    e->part_timed = e->taken;
  }
  enum ut_status status = kind == SERVICE ? add_services(e, year, cell->text, sign, err)
                                          : add_list(e, kind, year, cell->list, wages, sign, err);
  if (status != UT_OK)
    ut_error_at(err, NULL, 0, 0, k->names[after]);
  return status;
}

static void clear_units(struct ut_effects *e)
{
  if (e->units.count > 0)
    memset(e->units.at, 0, e->units.count * sizeof *e->units.at);
}

enum ut_status ut_effects_take(struct ut_effects *e, struct ut_participations *p, struct ut_error *err)
{
  const struct ut_value *values = ut_participations_values(p);
  int year;
  clear_units(e);
  if (!ut_effects_measured(e, values))
    return UT_OK;
  e->taken++;
  UT_TRY(year_of(e, p, &year, err));
  for (size_t i = 0; i < UT_EFFECT_KINDS; i++) {
    UT_TRY(take_cell(e, p, i, year, false, -1, err));
    UT_TRY(take_cell(e, p, i, year, true, 1, err));
  }
  return UT_OK;
}

static bool is_idle(const struct ut_effects *e, const struct ut_value *values)
{
  const struct ut_effect_kind *k = &e->kinds[OCCUPATION];
  return k->there && !values[k->after].missing && work_in(values[k->after].list) == 0;
}

/* A month of full-time work: of arbete and, where support is compared and it has a price, of lon. */
static enum ut_status add_work(struct ut_effects *e, int year, struct ut_error *err)
{
  const struct ut_text work = ut_text_of("arbete"), wage = ut_text_of("lon");
  ptrdiff_t item;
  UT_TRY(ut_prices_item(e->o.prices, work, year, &item, err));
  UT_TRY(add_units(e, work, item, UT_WHOLE_UNIT, err));
  if (!e->kinds[SUPPORT].there)
    return UT_OK;
  UT_TRY(ut_prices_item(e->o.prices, wage, year, &item, err));
  return item == NOT_PRICED ? UT_OK : add_units(e, wage, item, UT_WHOLE_UNIT, err);
}

bool ut_effects_of_work(const struct ut_effects *e)
{
  return e->kinds[OCCUPATION].there;
}

enum ut_status ut_effects_to_full(struct ut_effects *e, struct ut_participations *p, struct ut_error *err)
{
  int year;
  clear_units(e);
  UT_TRY(year_of(e, p, &year, err));
  for (size_t i = 0; i < UT_EFFECT_KINDS; i++)
    UT_TRY(take_cell(e, p, i, year, true, -1, err));
  return add_work(e, year, err);
}

enum ut_status ut_effects_to_work(struct ut_effects *e, struct ut_participations *p, bool *idle, struct ut_error *err)
{
  *idle = is_idle(e, ut_participations_values(p));
  return *idle ? ut_effects_to_full(e, p, err) : UT_OK;
}

void ut_effects_clear(struct ut_effects *e)
{
  for (size_t i = 0; i < e->unpriced_count; i++)
    free((char *)e->unpriced[i].code.ptr);
  free(e->unpriced);
  free(e->years);
  free(e->units.at);
}

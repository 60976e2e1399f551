/* What a participation changed: the lists of its cells as units, after less before. */
#include "payback/effects.h"

#include <stdio.h>
#include <stdlib.h>

enum { NOT_ASKED = -2, NOT_PRICED = -1, OCCUPATION = 0, SUPPORT, SERVICE };
enum { UNITS_MOST = 1000000 };

struct ut_year_items {
  int year;
  ptrdiff_t items[SERVICE][UT_CODES_MAX];
};

static const char *const kind_names[UT_GAIN_KINDS] = {"sysselsattning", "forsorjning", "resurs"};

/* ---- columns ---- */

static enum ut_status open_kind(struct ut_effects *c, struct ut_participations *p, size_t kind, struct ut_error *err)
{
  struct ut_effect_kind *k = &c->kinds[kind];
  const struct ut_reader *reader = ut_participations_reader(p);
  bool there[2];
  for (size_t i = 0; i < 2; i++) {
    snprintf(k->names[i], UT_CHANGE_NAME, "%s_%s", kind_names[kind], ut_occasion_names[i ? c->o.at : UT_FORE]);
    there[i] = ut_reader_find(reader, ut_text_of(k->names[i])) >= 0;
  }
  k->there = there[0] && there[1];
  k->lacks = there[0] == there[1] ? -1 : there[0];
  if (!k->there)
    return UT_OK;
  enum ut_status status = ut_participations_slot(p, ut_text_of(k->names[0]), &k->before, NULL, err);
  return status == UT_OK ? ut_participations_slot(p, ut_text_of(k->names[1]), &k->after, NULL, err) : status;
}

static enum ut_status check_kinds(const struct ut_effects *c, struct ut_participations *p, struct ut_error *err)
{
  const char *at = ut_occasion_names[c->o.at];
  bool some = false;
  for (size_t i = 0; i < UT_GAIN_KINDS; i++)
    some = some || c->kinds[i].there;
  if (ut_reader_is_empty(ut_participations_reader(p)))
    return UT_OK;
  if (some && c->o.idle && !c->kinds[OCCUPATION].there)
    return ut_error_set(err, UT_USAGE, "who is in work needs sysselsattning_fore and sysselsattning_%s", at);
  if (some)
    return UT_OK;
  return ut_error_set(err, UT_USAGE,
                      "nothing to compare: needs sysselsattning_fore and sysselsattning_%s, or forsorjning_fore and "
                      "forsorjning_%s",
                      at, at);
}

enum ut_status ut_effects_init(struct ut_effects *c, struct ut_participations *p,
                               const struct ut_payback_group_options *options, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  *c = (struct ut_effects){.o = *options};
  c->only_year = options->price_year ? options->price_year : ut_prices_only_year(options->prices);
  for (size_t i = 0; i < UT_GAIN_KINDS && status == UT_OK; i++)
    status = open_kind(c, p, i, err);
  return status == UT_OK ? check_kinds(c, p, err) : status;
}

bool ut_effects_measured(const struct ut_effects *c, const struct ut_value *values)
{
  bool some = false;
  for (size_t i = 0; i < UT_GAIN_KINDS; i++) {
    const struct ut_effect_kind *k = &c->kinds[i];
    if (!k->there)
      continue;
    if (values[k->before].missing != values[k->after].missing)
      return false;
    some = some || !values[k->after].missing;
  }
  return some;
}

/* ---- units ---- */

/* Room for every item there is. */
static enum ut_status make_room(struct ut_effects *c, struct ut_error *err)
{
  size_t items;
  ut_prices_items(c->o.prices, &items);
  if (items <= c->unit_count)
    return UT_OK;
  int64_t *grown = reallocarray(c->units, items, sizeof *grown);
  if (!grown)
    return ut_error_nomem(err);
  c->units = grown;
  memset(c->units + c->unit_count, 0, (items - c->unit_count) * sizeof *c->units);
  c->unit_count = items;
  return UT_OK;
}

static enum ut_status note_unpriced(struct ut_effects *c, struct ut_text code, struct ut_error *err)
{
  size_t i = 0;
  while (i < c->unpriced_count && !ut_text_equal(c->unpriced[i].code, code))
    i++;
  if (i == c->unpriced_count) {
    struct ut_unpriced *grown = reallocarray(c->unpriced, i + 1, sizeof *grown);
    if (grown)
      c->unpriced = grown;
    int64_t *seen = reallocarray(c->unpriced_seen, i + 1, sizeof *seen);
    if (seen)
      c->unpriced_seen = seen;
    char *copy = grown && seen ? ut_text_copy(code) : NULL;
    if (!copy)
      return ut_error_nomem(err);
    c->unpriced[i] = (struct ut_unpriced){{copy, code.len}, 0};
    c->unpriced_seen[i] = 0;
    c->unpriced_count++;
  }
  c->unpriced[i].participations += c->unpriced_seen[i] != c->taken;
  c->unpriced_seen[i] = c->taken;
  return UT_OK;
}

static enum ut_status no_price(struct ut_effects *c, struct ut_text code, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  if (c->o.unpriced_zero)
    return note_unpriced(c, code, err);
  return ut_error_set(err, UT_BAD_INPUT, "%s has no price (--unpriced zero takes it for nothing)",
                      ut_quote(quoted, code.ptr, code.len));
}

static enum ut_status add_units(struct ut_effects *c, struct ut_text code, ptrdiff_t item, int64_t units,
                                struct ut_error *err)
{
  if (item == NOT_PRICED)
    return no_price(c, code, err);
  enum ut_status status = make_room(c, err);
  if (status == UT_OK && __builtin_add_overflow(c->units[item], units, &c->units[item]))
    status = ut_error_set(err, UT_BAD_INPUT, "a sum of units is too large");
  return status;
}

/* ---- codes of the vocabularies ---- */

/* NULL when out of memory. */
static struct ut_year_items *items_of(struct ut_effects *c, int year)
{
  if (c->year_last < c->year_count && c->years[c->year_last].year == year)
    return &c->years[c->year_last];
  size_t i = 0;
  while (i < c->year_count && c->years[i].year != year)
    i++;
  if (i == c->year_count) {
    struct ut_year_items *grown = reallocarray(c->years, i + 1, sizeof *grown);
    if (!grown)
      return NULL;
    c->years = grown;
    c->years[i].year = year;
    for (size_t j = 0; j < (size_t)SERVICE * UT_CODES_MAX; j++)
      c->years[i].items[j / UT_CODES_MAX][j % UT_CODES_MAX] = NOT_ASKED;
    c->year_count++;
  }
  c->year_last = i;
  return &c->years[i];
}

static enum ut_status add_list(struct ut_effects *c, size_t kind, int year, const struct ut_list *list, int sign,
                               struct ut_error *err)
{
  const struct ut_vocabulary *v = &ut_vocabularies[kind == OCCUPATION ? UT_SYSSELSATTNING : UT_FORSORJNING];
  struct ut_year_items *known = items_of(c, year);
  enum ut_status status = UT_OK;
  if (!known)
    return ut_error_nomem(err);
  for (uint32_t left = list->has & ~ut_vocabulary_flagged(v, UT_CODE_NONE); left && status == UT_OK; left &= left - 1) {
    int code = __builtin_ctz(left);
    struct ut_text text = ut_text_of(v->codes[code].code);
    ptrdiff_t *item = &known->items[kind][code];
    if (*item == NOT_ASKED)
      status = ut_prices_item(c->o.prices, text, year, item, err);
    if (status == UT_OK)
      status = add_units(c, text, *item, sign * (int64_t)list->extent[code], err);
  }
  return status;
}

/* ---- use of services ---- */

/* In parts of UT_WHOLE_UNIT; -1 when it is no number of units. */
static int64_t parse_units(struct ut_text t)
{
  int64_t number, divisor;
  if (!ut_number_parse(t, &number, &divisor) || divisor > UT_WHOLE_UNIT || number < 0 || number > UNITS_MOST * divisor)
    return -1;
  return number * (UT_WHOLE_UNIT / divisor);
}

static enum ut_status add_service(struct ut_effects *c, struct ut_text part, int year, int sign, struct ut_error *err)
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
  enum ut_status status = ut_prices_item(c->o.prices, code, year, &item, err);
  return status == UT_OK ? add_units(c, code, item, sign * units, err) : status;
}

static enum ut_status add_services(struct ut_effects *c, int year, struct ut_text cell, int sign, struct ut_error *err)
{
  struct ut_text part;
  enum ut_status status = UT_OK;
  while (status == UT_OK && ut_text_split(&cell, '|', &part))
    status = add_service(c, part, year, sign, err);
  return status;
}

/* ---- a participation ---- */

static enum ut_status year_of(const struct ut_effects *c, const struct ut_participations *p, int *year,
                              struct ut_error *err)
{
  ut_date slut = ut_participations_current(p).slut;
  *year = c->only_year;
  if (*year == 0 && slut == UT_DATE_NONE) {
    enum ut_status status =
        ut_error_set(err, UT_BAD_INPUT, "there is no exit whose year chooses the prices (--price-year does)");
    ut_error_at(err, NULL, 0, 0, "slut");
    return status;
  }
  if (*year == 0)
    *year = ut_date_year(slut);
  return UT_OK;
}

static enum ut_status take_cell(struct ut_effects *c, size_t kind, int year, bool after, int sign,
                                const struct ut_value *values, struct ut_error *err)
{
  const struct ut_effect_kind *k = &c->kinds[kind];
  const struct ut_value *cell = &values[after ? k->after : k->before];
  enum ut_status status = UT_OK;
  if (!cell->missing)
    status =
        kind == SERVICE ? add_services(c, year, cell->text, sign, err) : add_list(c, kind, year, cell->list, sign, err);
  if (status != UT_OK)
    ut_error_at(err, NULL, 0, 0, c->kinds[kind].names[after]);
  return status;
}

void ut_effects_none(struct ut_effects *c)
{
  if (c->unit_count > 0)
    memset(c->units, 0, c->unit_count * sizeof *c->units);
}

enum ut_status ut_effects_take(struct ut_effects *c, const struct ut_participations *p, struct ut_error *err)
{
  const struct ut_value *values = ut_participations_values(p);
  int year;
  enum ut_status status = year_of(c, p, &year, err);
  c->taken++;
  ut_effects_none(c);
  for (size_t i = 0; i < UT_GAIN_KINDS && status == UT_OK; i++) {
    const struct ut_effect_kind *k = &c->kinds[i];
    if (k->there)
      status = take_cell(c, i, year, false, -1, values, err);
    if (k->there && status == UT_OK)
      status = take_cell(c, i, year, true, 1, values, err);
  }
  return status;
}

static bool is_work(const struct ut_code *code)
{
  return strcmp(code->code, "arbete") == 0 || (code->parent && strcmp(code->parent, "arbete") == 0);
}

static bool is_idle(const struct ut_effects *c, const struct ut_value *values)
{
  const struct ut_vocabulary *v = &ut_vocabularies[UT_SYSSELSATTNING];
  const struct ut_effect_kind *k = &c->kinds[OCCUPATION];
  if (!k->there || values[k->after].missing)
    return false;
  for (uint32_t left = values[k->after].list->has; left; left &= left - 1)
    if (is_work(&v->codes[__builtin_ctz(left)]))
      return false;
  return true;
}

/* A month of full-time work: of arbete and, where support is compared and it has a price, of lon. */
static enum ut_status add_work(struct ut_effects *c, int year, struct ut_error *err)
{
  const struct ut_text work = ut_text_of("arbete"), wage = ut_text_of("lon");
  ptrdiff_t item;
  enum ut_status status = ut_prices_item(c->o.prices, work, year, &item, err);
  if (status == UT_OK)
    status = add_units(c, work, item, UT_WHOLE_UNIT, err);
  if (status == UT_OK && c->kinds[SUPPORT].there) {
    status = ut_prices_item(c->o.prices, wage, year, &item, err);
    if (status == UT_OK && item != NOT_PRICED)
      status = add_units(c, wage, item, UT_WHOLE_UNIT, err);
  }
  return status;
}

enum ut_status ut_effects_to_work(struct ut_effects *c, const struct ut_participations *p, bool *idle,
                                  struct ut_error *err)
{
  const struct ut_value *values = ut_participations_values(p);
  int year;
  ut_effects_none(c);
  *idle = is_idle(c, values);
  if (!*idle)
    return UT_OK;
  enum ut_status status = year_of(c, p, &year, err);
  for (size_t i = 0; i < UT_GAIN_KINDS && status == UT_OK; i++)
    if (c->kinds[i].there)
      status = take_cell(c, i, year, true, -1, values, err);
  return status == UT_OK ? add_work(c, year, err) : status;
}

void ut_effects_clear(struct ut_effects *c)
{
  for (size_t i = 0; i < c->unpriced_count; i++)
    free((char *)c->unpriced[i].code.ptr);
  free(c->unpriced);
  free(c->unpriced_seen);
  free(c->years);
  free(c->units);
}

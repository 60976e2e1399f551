/* Price lists: what is refused, what a code is worth in a year, and that transfers cancel whatever the list. */
#include "payback/prices.h"

#include "../rows.h"

#define HEADER "kod,aktor,belopp_manad,typ,ar,kalla,lagst,hogst\n"

static enum ut_status load(struct ut_prices **p, const char *text, struct ut_error *err)
{
  char path[32];
  int fd = file_of(text, path);
  enum ut_status status = ut_prices_load(p, path, NULL, err);
  close(fd);
  return status;
}

static struct ut_prices *prices_of(const char *text)
{
  struct ut_prices *p;
  struct ut_error err = {0};
  if (load(&p, text, &err) != UT_OK)
    fail_msg("%s", err.text);
  return p;
}

static enum ut_status move(struct ut_prices *p, const char *text, struct ut_error *err)
{
  char path[32];
  int fd = file_of(text, path);
  enum ut_status status = ut_prices_index(p, path, NULL, err);
  close(fd);
  return status;
}

static ptrdiff_t item_of(struct ut_prices *p, const char *code, int year)
{
  ptrdiff_t item;
  struct ut_error err = {0};
  if (ut_prices_item(p, ut_text_of(code), year, &item, &err) != UT_OK)
    fail_msg("%s", err.text);
  return item;
}

static const struct ut_price_line *line(const struct ut_prices *p, size_t index)
{
  assert_true(index < p->line_count);
  return &p->lines[index];
}

static const char simple[] = HEADER "sjukpenning,individ,8000,transferering,2019,x,,\n"
                                    "sjukpenning,fk,-8000,transferering,2019,x,-9000,-6000\n"
                                    "arbete,arbetsgivare,30000.50,real,2019,x,27000.45,\n"
                                    "arbete,region,-100,real,2019,x,,\n";

static void lines_of_a_code(void **state)
{
  (void)state;
  struct ut_prices *p = prices_of(simple);
  assert_int_equal(ut_prices_only_year(p), 2019);
  assert_int_equal(item_of(p, "sjukpenning", 2019), 0);
  assert_int_equal(item_of(p, "arbete", 2019), 1);
  assert_int_equal(item_of(p, "sjukpenning", 2019), 0);
  assert_true(p->item_count == 2 && p->items[1].year == 2019 && ut_text_is(p->items[1].code, "arbete"));
  assert_int_equal(p->line_count, 3); /* the transfers together, each real resource alone */
  assert_true(line(p, 0)->amounts[UT_FK] == -800000 && line(p, 0)->amounts[UT_INDIVID] == 800000);
  assert_true(line(p, 0)->amounts[UT_OFFENTLIG] == -800000 && line(p, 0)->amounts[UT_SAMHALLE] == 0);
  assert_true(line(p, 1)->amounts[UT_ARBETSGIVARE] == 3000050 && line(p, 1)->amounts[UT_OFFENTLIG] == 0);
  assert_true(line(p, 2)->amounts[UT_REGION] == -10000 && line(p, 2)->item == 1);
  /* By hand: 6000/8000 and 9000/8000 of the transfer, 27000.45/30000.50 of the resource. */
  assert_close(line(p, 0)->low, 0.75, 1e-12);
  assert_close(line(p, 0)->high, 1.125, 1e-12);
  assert_close(line(p, 1)->low, 0.9, 1e-12);
  assert_true(line(p, 1)->high == 1 && line(p, 2)->low == 1);
  ut_prices_free(p);
}

static void children_inherit(void **state)
{
  (void)state;
  struct ut_prices *p = prices_of(simple);
  assert_int_equal(item_of(p, "arbete_subventionerat", 2019), 0);
  assert_int_equal(item_of(p, "arbete", 2019), 0);
  assert_int_equal(item_of(p, "studier", 2019), -1);
  assert_int_equal(item_of(p, "lakarbesok", 2019), -1);
  ut_prices_free(p);
  p = prices_of(HEADER "arbete,region,2,real,2019,x,,\narbete_subventionerat,region,1,real,2019,x,,\n");
  item_of(p, "arbete_subventionerat", 2019);
  assert_true(line(p, 0)->amounts[UT_REGION] == 100);
  ut_prices_free(p);
}

static void what_is_no_price_list(void **state)
{
  (void)state;
  const struct {
    const char *rows, *field;
    size_t line;
    const char *message;
  } cases[] = {
      {"", "", 0, "there are no prices"},
      {",fk,1,real,2019,x,,\n", "kod", 2, "the name is empty"},
      {"*,fk,1,real,2019,x,,\n", "kod", 2, "\"*\" is no name: it stands for totals"},
      {"lon,samhalle,1,real,2019,x,,\n", "aktor", 2,
       "\"samhalle\" is not an actor (expected individ, kommun, region, fk, af, stat, arbetsgivare)"},
      {"lon,fk,,real,2019,x,,\n", "belopp_manad", 2, "\"\" is not an amount: no digits where the amount should begin"},
      {"lon,fk,10000000000000.01,real,2019,x,,\n", "belopp_manad", 2, "the amount is too large for a price"},
      {"lon,fk,1,gava,2019,x,,\n", "typ", 2, "\"gava\" is not a type of price (expected transferering, real)"},
      {"lon,fk,1,real,19,x,,\n", "ar", 2, "\"19\" is not a year (expected 1900-2100)"},
      {"lon,fk,1,real,,x,,\n", "ar", 2, "\"\" is not a year (expected 1900-2100)"},
      {"lon,fk,1,real,2019,x,2,\n", "lagst", 2, "belopp_manad is outside lagst and hogst"},
      {"lon,fk,1,real,2019,x,,0\n", "hogst", 2, "belopp_manad is outside lagst and hogst"},
      {"lon,fk,0,real,2019,x,,1\n", "hogst", 2, "an amount of 0 has no range"},
      {"ingen,fk,1,real,2019,x,,\n", "kod", 2, "\"ingen\" is worth nothing"},
      {"lon,fk,1,real,2019,x,,\nlon,fk,2,real,2019,x,,\n", "kod", 3,
       "a second price of this kod, aktor, typ and ar; the first is in line 2"},
      {"lon,fk,1,transferering,2019,x,,\nlon,af,-1,transferering,2018,x,,\n", "belopp_manad", 2,
       "transfers of \"lon\" in 2019 sum to 1 kr over the actors (expected 0)"},
      {"lon,fk,1,real,2019,x,,\nlon,fk,1,transferering,2019,x,,\nannan,af,1,real,2019,x,,\n"
       "lon,af,-0.50,transferering,2019,x,,\nannan,fk,1,real,2019,x,,\n",
       "belopp_manad", 5, "transfers of \"lon\" in 2019 sum to 0.50 kr over the actors (expected 0)"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct ut_prices *p;
    struct ut_error err = {0};
    char text[1024];
    snprintf(text, sizeof text, "%s%s", HEADER, cases[i].rows);
    assert_int_equal(load(&p, text, &err), UT_BAD_INPUT);
    assert_string_equal(err.text, cases[i].message);
    assert_string_equal(err.field, cases[i].field);
    assert_int_equal(err.line, cases[i].line);
    ut_prices_free(p);
  }
}

static void years(void **state)
{
  (void)state;
  struct ut_prices *p =
      prices_of(HEADER "lon,af,100,real,2018,x,,\nlon,af,110,real,2020,x,,\nannan,fk,7,real,2020,x,,\n");
  struct ut_error err = {0};
  ptrdiff_t item;
  assert_int_equal(ut_prices_only_year(p), 0);
  item_of(p, "lon", 2020);
  assert_true(line(p, 0)->amounts[UT_AF] == 11000);
  assert_int_equal(ut_prices_item(p, ut_text_of("lon"), 2019, &item, &err), UT_BAD_INPUT);
  assert_string_equal(err.text, "\"lon\" has no price for 2019 (--price-year chooses a year, --index moves prices)");
  /* By hand: 100 x 210 / 200, from the year before; 7 x 210 / 220, from the year after. */
  assert_int_equal(move(p, "ar,varde\n2018,200\n2019,210\n2020,220\n", NULL), UT_OK);
  item_of(p, "lon", 2019);
  assert_true(line(p, 1)->amounts[UT_AF] == 10500);
  item_of(p, "annan", 2019);
  assert_true(line(p, 2)->amounts[UT_FK] == 668);
  assert_int_equal(ut_prices_item(p, ut_text_of("lon"), 2021, &item, &err), UT_BAD_INPUT);
  assert_string_equal(err.text, "the index has no value for 2021");
  assert_int_equal(item, -1);
  ut_prices_free(p);
}

/* 1/3 each of 100 kronor: 33.34 + 33.33 + 33.33 moved by 1.5 are 50.01 + 50.00 + 50.00 (half away from zero), and the
 * payer 150.00; the largest takes the öre that is over. */
static void moved_transfers_still_balance(void **state)
{
  (void)state;
  struct ut_prices *p =
      prices_of(HEADER "lon,individ,33.34,transferering,2018,x,,\nlon,kommun,33.33,transferering,2018,x,,\n"
                       "lon,region,33.33,transferering,2018,x,,\nlon,fk,-100,transferering,2018,x,,\n");
  assert_int_equal(move(p, "ar,varde\n2018,1\n2019,1.5\n", NULL), UT_OK);
  assert_int_equal(ut_prices_only_year(p), 0);
  item_of(p, "lon", 2019);
  assert_true(line(p, 0)->amounts[UT_INDIVID] == 5001 && line(p, 0)->amounts[UT_KOMMUN] == 5000);
  assert_true(line(p, 0)->amounts[UT_FK] == -15001 && line(p, 0)->amounts[UT_SAMHALLE] == 0);
  ut_prices_free(p);
}

/* By hand: 100 x 47 300 / 46 500 = 101.72; 100 x 102.5 / 100 = 102.50. */
static void an_index_as_people_print_it(void **state)
{
  (void)state;
  static const struct {
    const char *index;
    ut_money expected;
  } cases[] = {{"ar;varde\n2018;46 500\n2019;47\u00A0300\n", 10172}, {"ar;varde\n2018;100,0\n2019;102,5\n", 10250}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct ut_prices *p = prices_of(HEADER "lon,af,100,real,2018,x,,\n");
    assert_int_equal(move(p, cases[i].index, NULL), UT_OK);
    item_of(p, "lon", 2019);
    assert_true(line(p, 0)->amounts[UT_AF] == cases[i].expected);
    ut_prices_free(p);
  }
}

static void an_index_by_its_name(void **state)
{
  (void)state;
  static const char *const names[] = {"index", "kpi", "prisbasbelopp"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    struct ut_prices *p = prices_of(HEADER "lon,af,100,real,2018,x,,\n");
    struct ut_error err = {0};
    char text[64];
    snprintf(text, sizeof text, "ar,%s\n2018,200\n2019,210\n", names[i]);
    assert_int_equal(move(p, text, NULL), UT_OK);
    item_of(p, "lon", 2019);
    assert_true(line(p, 0)->amounts[UT_AF] == 10500); /* 100 x 210 / 200 */
    snprintf(text, sizeof text, "ar,%s\n2018,x\n", names[i]);
    assert_true(move(p, text, &err) != UT_OK);
    assert_string_equal(err.field, names[i]);
    ut_prices_free(p);
  }
}

static void what_is_no_index(void **state)
{
  (void)state;
  static const char *const cases[][2] = {
      {"ar,varde\n", "there are no years"},
      {"ar,varde\n2019,0\n", "\"0\" is not a value of an index (expected a number above 0 in at most 12 characters)"},
      {"ar,varde\n2019,1234567890123\n",
       "\"xxxxxxxxxxxxx\" is not a value of an index (expected a number above 0 in at most 12 characters)"},
      {"ar,varde\nx,1\n", "\"x\" is not a year (expected 1900-2100)"},
      {"ar,varde\n2019,1\n2019,2\n", "2019 stands twice"},
      {"ar,belopp\n2019,1\n", "there is no column \"varde\"; the columns are ar, belopp"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct ut_prices *p = prices_of(simple);
    struct ut_error err = {0};
    assert_true(move(p, cases[i][0], &err) != UT_OK);
    assert_string_equal(err.text, cases[i][1]);
    ut_prices_free(p);
  }
}

static void a_moved_price_has_bounds(void **state)
{
  (void)state;
  struct ut_prices *p = prices_of(HEADER "lon,af,10000000000000,real,2018,x,,\n");
  struct ut_error err = {0};
  ptrdiff_t item;
  assert_int_equal(move(p, "ar,varde\n2018,0.0000000001\n2019,999999999999\n", NULL), UT_OK);
  assert_int_equal(ut_prices_item(p, ut_text_of("lon"), 2019, &item, &err), UT_BAD_INPUT);
  assert_string_equal(err.text, "a price moved by the index is too large");
  item_of(p, "lon", 2018);
  assert_true(line(p, 0)->amounts[UT_AF] == 1000000000000000 && line(p, 0)->item == 0);
  ut_prices_free(p);
}

static void worth_of_units(void **state)
{
  (void)state;
  struct ut_prices *p = prices_of(simple);
  double worth[UT_PARTIES];
  item_of(p, "sjukpenning", 2019);
  item_of(p, "arbete", 2019);
  /* Half a sjukpenning less and a quarter of work more: 0.5 x 8000 saved, 0.25 x 30000.50 made, 25 used. */
  const int64_t units[] = {-5000, 2500};
  ut_prices_value(p, units, NULL, worth);
  assert_close(worth[UT_INDIVID], -400000, 0);
  assert_close(worth[UT_FK], 400000, 0);
  assert_close(worth[UT_REGION], -2500, 0);
  assert_close(worth[UT_ARBETSGIVARE], 750012.5, 0);
  assert_close(worth[UT_OFFENTLIG], 397500, 0);
  assert_close(worth[UT_SAMHALLE], 747512.5, 0);
  const double factors[] = {2, 1, 0};
  ut_prices_value(p, units, factors, worth);
  assert_close(worth[UT_FK], 800000, 0);
  assert_close(worth[UT_SAMHALLE], 750012.5, 0);
  ut_prices_free(p);
}

/* ---- any price list ---- */

enum { CODES = 6, LISTS = 200 };

static const char *const actor_names[UT_ACTORS] = {"individ", "kommun", "region", "fk", "af", "stat", "arbetsgivare"};

/* Numerical Recipes' generator (Press et al. 1992, ranqd1). */
static uint32_t random_number(uint32_t *seed)
{
  *seed = *seed * 1664525 + 1013904223;
  return *seed >> 8;
}

static int64_t random_between(uint32_t *seed, int64_t low, int64_t high)
{
  return low + (int64_t)(random_number(seed) % (uint32_t)(high - low + 1));
}

static void add_price(struct ut_buf *b, int code, int actor, int64_t amount, const char *type)
{
  char money[UT_MONEY_SIZE];
  assert_int_equal(ut_buf_format(b, "tjanst%d,%s,%s,%s,2019,made up,,\n", code, actor_names[actor],
                                 ut_money_format(amount, money), type),
                   UT_OK);
}

/* Transfers between all actors, of which the last balances; real[] is what is left for society of a whole unit. */
static struct ut_prices *random_list(uint32_t *seed, int64_t real[CODES])
{
  struct ut_buf b = {0};
  ut_buf_add_string(&b, HEADER);
  for (int code = 0; code < CODES; code++) {
    int64_t sum = 0;
    for (int actor = 0; actor < UT_ACTORS; actor++) {
      int64_t amount = actor + 1 < UT_ACTORS ? random_between(seed, -5000000, 5000000) : -sum;
      sum += amount;
      add_price(&b, code, actor, amount, "transferering");
    }
    real[code] = 0;
    for (int actor = 0; actor < UT_ACTORS; actor += 3) {
      int64_t amount = random_between(seed, -5000000, 5000000);
      real[code] += amount;
      add_price(&b, code, actor, amount, "real");
    }
  }
  struct ut_prices *p = prices_of(ut_buf_string(&b));
  ut_buf_clear(&b);
  return p;
}

static void transfers_cancel_in_any_list(void **state)
{
  (void)state;
  uint32_t seed = 2019;
  for (int list = 0; list < LISTS; list++) {
    int64_t real[CODES], units[CODES], society = 0;
    double worth[UT_PARTIES], sum = 0, factors[CODES * UT_ACTORS];
    struct ut_prices *p = random_list(&seed, real);
    for (int code = 0; code < CODES; code++) {
      char name[32];
      snprintf(name, sizeof name, "tjanst%d", code);
      assert_int_equal(item_of(p, name, 2019), code);
      units[code] = random_between(&seed, -200000, 200000);
      society += units[code] * real[code];
    }
    ut_prices_value(p, units, NULL, worth);
    assert_true(worth[UT_SAMHALLE] == (double)society / UT_WHOLE_UNIT); /* real resources alone, to the last bit */
    for (int i = 0; i < UT_ACTORS; i++)
      sum += worth[i];
    assert_close(sum, worth[UT_SAMHALLE], 1e-3);
    for (size_t i = 0; i < p->line_count; i++) /* transfers as uncertain as can be, and no resources */
      factors[i] = p->lines[i].amounts[UT_SAMHALLE] == 0 ? random_number(&seed) / 1e6 : 0;
    ut_prices_value(p, units, factors, worth);
    assert_true(worth[UT_SAMHALLE] == 0 && worth[UT_FK] != 0);
    ut_prices_free(p);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lines_of_a_code),
      cmocka_unit_test(children_inherit),
      cmocka_unit_test(what_is_no_price_list),
      cmocka_unit_test(years),
      cmocka_unit_test(moved_transfers_still_balance),
      cmocka_unit_test(an_index_as_people_print_it),
      cmocka_unit_test(an_index_by_its_name),
      cmocka_unit_test(what_is_no_index),
      cmocka_unit_test(a_moved_price_has_bounds),
      cmocka_unit_test(worth_of_units),
      cmocka_unit_test(transfers_cancel_in_any_list),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

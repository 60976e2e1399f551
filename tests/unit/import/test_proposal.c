/* What the headings of an export become, and of which kind its rows are. Whole maps are in tests/golden/sus-import. */
#include "import/proposal.h"

#include "../files.h"

#include "../defaults.h"
#include "import/map_kinds.h"
#include "import/proposal_questions.h"

struct made {
  struct ut_map *map;
  struct ut_profile profile;
  struct ut_proposal proposal;
};

static void make(struct made *m, const char *text)
{
  char path[] = "x.csv", *paths[] = {path};
  const struct ut_reader_options reading = {0};
  struct ut_error err;
  write_file(path, text, strlen(text));
  m->map = default_map();
  assert_int_equal(ut_profile_read(&m->profile, paths, 1, &reading, ut_map_defaults(m->map), &err), UT_OK);
  assert_int_equal(ut_proposal_make(&m->proposal, &m->profile, m->map), UT_OK);
}

static void clear(struct made *m)
{
  ut_proposal_clear(&m->proposal);
  ut_profile_clear(&m->profile);
  ut_map_free(m->map);
}

/* "participations: insats start ? - q": what each heading becomes, open, nothing, a question. */
static void described(void **state)
{
  (void)state;
  static const struct {
    const char *text, *expected;
  } table[] = {
      {"Insats;Startdatum;Kön\nBron;2024-01-15;Kvinna\n", "participations: insats start kon"},
      {"Insats;Startdatum;Bost.kommun;Namn\nBron;2024-01-15;Sala;Bo B\n", "participations: insats start ? -"},
      {"Insats;Datum A;Kön\nBron;2024-01-15;Kvinna\n", "participations: insats ? kon"},
      {"Klient;Utbet.datum;Bel.\n1;2024-02-25;4 250,50\n", "payments: id manad belopp"},
      {"Klient;Utbet.datum;Belopp;Bel.\n1;2024-02-25;4 250,50;1\n", "payments: id manad belopp -"}, /* one is enough */
      {"Klient;jan 2024;feb 2024\n1;100;200\n", "payments: id q q"},
      {"Bokf.dat;Kto;Debet;Kredit\n2024-01-02;6010;100;\n", "ledger: datum konto debet kredit"},
      {"Datum;Debet;Kredit;Belopp\n2024-01-02;100;;100\n", "ledger: datum - - belopp"},
      {"Id;Datum;Fråga;Svar\n1;2024-01-02;Hälsa;4\n", "measures: id tillfalle matt varde"},
      {"Id;Datum;Hur mår du?;Svar\n1;2024-01-02;4;5\n", "measures: id tillfalle q q"},
      {"Id;Startdatum;Hur mår du?;Orkar du?\n1;2024-01-02;4;5\n", "measures: id start q q"},
      {"Id;Insats;Startdatum;Slut;Hur mår du?;Orkar du?\n1;Bron;2024-01-02;;4;5\n",
       "participations: id insats start slut - -"},
      {"Id;Insats;Startdatum;Samtycke?;Barn?\n1;Bron;2024-01-02;Ja;Nej\n", "participations: id insats start - -"},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    struct made m = {0};
    struct ut_buf got = {0};
    make(&m, table[i].text);
    ut_buf_format(&got, "%s:", ut_map_kind_names[m.proposal.kind]);
    for (size_t c = 0; c < m.profile.count; c++) {
      const struct ut_proposed_column *column = &m.proposal.columns[c];
      ut_buf_format(&got, " %s", column->question ? "q" : column->open ? "?" : column->target ? column->target : "-");
    }
    assert_string_equal(ut_buf_string(&got), table[i].expected);
    ut_buf_clear(&got);
    clear(&m);
  }
}

/* A word that is known, one that is near, one that is neither. */
static void words(void **state)
{
  (void)state;
  static const struct {
    const char *word, *value, *near; /* NULL: none */
  } table[] = {
      {"Anställd", "arbete", "arbete"}, {"Arbette", NULL, "arbete"}, {"Uppgift saknas", "", ""}, {"Xyzzy", NULL, NULL}};
  const struct ut_column *column = ut_column_find(ut_text_of("sysselsattning_efter"));
  struct made m = {0};
  make(&m, "Insats;Startdatum\nBron;2024-01-15\n");
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    struct ut_proposed_value found;
    struct ut_text known;
    assert_int_equal(ut_proposal_value(&m.proposal, column, ut_text_of(table[i].word), &found), UT_OK);
    assert_int_equal(ut_proposal_known(&m.proposal, column, ut_text_of(table[i].word), &known), UT_OK);
    assert_true(ut_text_equal(found.value, known) && !found.value.ptr == !table[i].value);
    assert_true(!table[i].value || ut_text_is(known, table[i].value));
    assert_true(!found.near.ptr == !table[i].near && (!table[i].near || ut_text_is(found.near, table[i].near)));
  }
  clear(&m);
}

static void answers(void **state)
{
  (void)state;
  static const struct {
    const char *cell;
    int64_t answer;
  } table[] = {{"4", 4},    {"4 - Bra", 4},   {"10 = Helt", 10}, {"4 (bra)", 4}, {"11", -1},
               {"Bra", -1}, {"4 gånger", -1}, {"10 %", -1},      {"", -1},       {"-1", -1}};
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    assert_int_equal(ut_proposed_answer(ut_text_of(table[i].cell)), table[i].answer);
  assert_true(ut_proposed_time(ut_text_of("Mätning 1")) && !ut_proposed_time(ut_text_of("2024-01-02")));
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(described), cmocka_unit_test(words), cmocka_unit_test(answers)};
  return cmocka_run_group_tests_name("proposal", tests, enter_scratch, leave_scratch);
}

/* The columns that utfall knows, and the decoding of their cells. */
#include "utfall/column.h"

#include <stdlib.h>

#include "base/grow.h"

enum {
  REMEMBERED = 4096, /* spellings kept per column */
  SPELLING = 256,    /* longest that is kept */
  SLOTS = 2 * REMEMBERED,
  BLOCK = 16 * 1024,
  WHOLE_EXTENT = 100 * 100
};

#define OF(vocabulary) &ut_vocabularies[UT_##vocabulary]

#define COLUMN(name, type, origin, at, codes) #name, UT_TYPE_##type, UT_##origin, UT_##at, codes
#define RECORDED(name, type, codes) COLUMN(name, type, RECORDED, NO_OCCASION, codes)
#define DERIVED(name, type, codes) COLUMN(name, type, DERIVED, NO_OCCASION, codes)
#define RESULT(name, type, codes) COLUMN(name, type, RESULT, NO_OCCASION, codes)

/* In canonical order, with Swedish and English headings. fore and efter are codes in one report (matrix) and counts in
 * others. */
static const struct ut_column columns[] = {
    {RECORDED(insats, TEXT, NULL), "Insats", "Programme"},
    {RECORDED(intag, TEXT, NULL), "Intag", "Intake"},
    {RECORDED(id, TEXT, NULL), "Id", "Id"},
    {RECORDED(anonym, CODE, OF(JA_NEJ)), "Anonym", "Anonymous"},
    {RECORDED(kon, CODE, OF(KON)), "Kön", "Sex"},
    {RECORDED(fodelsear, NUMBER, NULL), "Födelseår", "Year of birth"},
    {RECORDED(kommun, TEXT, NULL), "Kommun", "Municipality"},
    {RECORDED(remittent, CODE, OF(REMITTENT)), "Remittent", "Referred by"},
    {RECORDED(utbildning, CODE, OF(UTBILDNING)), "Utbildning", "Education"},
    {RECORDED(tid_forsorjning, NUMBER, NULL), "Månader med försörjning före start", "Months on support before start"},
    {RECORDED(start, DATE, NULL), "Start", "Start"},
    {RECORDED(slut, DATE, NULL), "Slut", "End"},
    {RECORDED(avslutsorsak, CODE, OF(AVSLUTSORSAK)), "Avslutsorsak", "Exit reason"},
    {COLUMN(sysselsattning_fore, LIST, RECORDED, FORE, OF(SYSSELSATTNING)), "Sysselsättning före", "Occupation before"},
    {COLUMN(sysselsattning_under, LIST, RECORDED, UNDER, OF(SYSSELSATTNING)), "Sysselsättning under",
     "Occupation during"},
    {COLUMN(sysselsattning_efter, LIST, RECORDED, EFTER, OF(SYSSELSATTNING)), "Sysselsättning efter",
     "Occupation after"},
    {COLUMN(sysselsattning_6m, LIST, RECORDED, 6M, OF(SYSSELSATTNING)), "Sysselsättning 6 månader efter",
     "Occupation 6 months after"},
    {COLUMN(sysselsattning_12m, LIST, RECORDED, 12M, OF(SYSSELSATTNING)), "Sysselsättning 12 månader efter",
     "Occupation 12 months after"},
    {COLUMN(sysselsattning_24m, LIST, RECORDED, 24M, OF(SYSSELSATTNING)), "Sysselsättning 24 månader efter",
     "Occupation 24 months after"},
    {COLUMN(forsorjning_fore, LIST, RECORDED, FORE, OF(FORSORJNING)), "Försörjning före", "Support before"},
    {COLUMN(forsorjning_efter, LIST, RECORDED, EFTER, OF(FORSORJNING)), "Försörjning efter", "Support after"},
    {COLUMN(forsorjning_6m, LIST, RECORDED, 6M, OF(FORSORJNING)), "Försörjning 6 månader efter",
     "Support 6 months after"},
    {COLUMN(forsorjning_12m, LIST, RECORDED, 12M, OF(FORSORJNING)), "Försörjning 12 månader efter",
     "Support 12 months after"},
    {COLUMN(forsorjning_24m, LIST, RECORDED, 24M, OF(FORSORJNING)), "Försörjning 24 månader efter",
     "Support 24 months after"},
    {COLUMN(resurs_fore, TEXT, RECORDED, FORE, NULL), "Användning av tjänster före", "Use of services before"},
    {COLUMN(resurs_efter, TEXT, RECORDED, EFTER, NULL), "Användning av tjänster efter", "Use of services after"},
    {COLUMN(resurs_6m, TEXT, RECORDED, 6M, NULL), "Användning av tjänster 6 månader efter",
     "Use of services 6 months after"},
    {COLUMN(resurs_12m, TEXT, RECORDED, 12M, NULL), "Användning av tjänster 12 månader efter",
     "Use of services 12 months after"},
    {COLUMN(resurs_24m, TEXT, RECORDED, 24M, NULL), "Användning av tjänster 24 månader efter",
     "Use of services 24 months after"},
    {DERIVED(alder, NUMBER, NULL), "Ålder", "Age"},
    {DERIVED(aldersgrupp, CODE, OF(ALDERSGRUPP)), "Åldersgrupp", "Age group"},
    {DERIVED(dagar, NUMBER, NULL), "Dagar", "Days"},
    {DERIVED(manader, NUMBER, NULL), "Månader", "Months"},
    {DERIVED(langdgrupp, CODE, OF(LANGDGRUPP)), "Tid i insatsen", "Time in the programme"},
    {DERIVED(forsorjningsgrupp, CODE, OF(FORSORJNINGSGRUPP)), "Tid med försörjning före start",
     "Time on support before start"},
    {DERIVED(ar, NUMBER, NULL), "År", "Year"},
    {DERIVED(kvartal, TEXT, NULL), "Kvartal", "Quarter"},
    {DERIVED(manad, TEXT, NULL), "Månad", "Month"},
    {DERIVED(startar, NUMBER, NULL), "Startår", "Year of start"},
    {DERIVED(startkvartal, TEXT, NULL), "Startkvartal", "Quarter of start"},
    {DERIVED(startmanad, TEXT, NULL), "Startmånad", "Month of start"},
    {DERIVED(avbruten, CODE, OF(JA_NEJ)), "Avbruten", "Broken off"},
    {COLUMN(offentlig_fore, CODE, DERIVED, FORE, OF(JA_NEJ)), "Offentlig försörjning före", "Public support before"},
    {COLUMN(offentlig_efter, CODE, DERIVED, EFTER, OF(JA_NEJ)), "Offentlig försörjning efter", "Public support after"},
    {COLUMN(offentlig_6m, CODE, DERIVED, 6M, OF(JA_NEJ)), "Offentlig försörjning 6 månader efter",
     "Public support 6 months after"},
    {COLUMN(offentlig_12m, CODE, DERIVED, 12M, OF(JA_NEJ)), "Offentlig försörjning 12 månader efter",
     "Public support 12 months after"},
    {COLUMN(offentlig_24m, CODE, DERIVED, 24M, OF(JA_NEJ)), "Offentlig försörjning 24 månader efter",
     "Public support 24 months after"},
    {COLUMN(ordning, NUMBER, HELD, NO_OCCASION, NULL), "Ordning", "Number in order"},
    {COLUMN(senaste, CODE, HELD, NO_OCCASION, OF(JA_NEJ)), "Senaste", "Latest"},
    {RESULT(klass, TEXT, NULL), "Klass", "Class"},
    {RESULT(regel, TEXT, NULL), "Regel", "Rule"},
    {RESULT(kod, TEXT, OF(KOD)), "Kod", "Code"},
    {RESULT(antal, NUMBER, NULL), "Antal", "Number"},
    {RESULT(bas, NUMBER, NULL), "Bas", "Base"},
    {RESULT(andel, NUMBER, NULL), "Andel (%)", "Share (%)"},
    {RESULT(ki_lag, NUMBER, NULL), "KI, undre (%)", "CI, lower (%)"},
    {RESULT(ki_hog, NUMBER, NULL), "KI, övre (%)", "CI, upper (%)"},
    {RESULT(fore, TEXT, OF(FORSORJNING)), "Före", "Before"},
    {RESULT(efter, TEXT, OF(FORSORJNING)), "Efter", "After"},
    {RESULT(forandring, NUMBER, NULL), "Förändring", "Change"},
    {RESULT(forandring_pct, NUMBER, NULL), "Förändring (%)", "Change (%)"},
    {RESULT(arbetar_studerar, NUMBER, NULL), "Arbetar eller studerar", "Work or study"},
    {RESULT(borjat, NUMBER, NULL), "Har börjat", "Began"},
    {RESULT(okat, NUMBER, NULL), "Har ökat", "Increased"},
    {RESULT(status, TEXT, OF(STATUS)), "Status", "Status"},
    {RESULT(medel_dagar, NUMBER, NULL), "Dagar, medelvärde", "Days, mean"},
    {RESULT(median_dagar, NUMBER, NULL), "Dagar, median", "Days, median"},
    {RESULT(medel_manader, NUMBER, NULL), "Månader, medelvärde", "Months, mean"},
    {RESULT(period, TEXT, NULL), "Period", "Period"},
    {RESULT(in, NUMBER, NULL), "In", "In"},
    {RESULT(ut, NUMBER, NULL), "Ut", "Out"},
    {RESULT(kvar, NUMBER, NULL), "Kvar", "Still in"},
    {RESULT(deltagare, NUMBER, NULL), "Deltagare", "Participants"},
    {RESULT(platser, NUMBER, NULL), "Platser", "Places"},
    {RESULT(arsplatser, NUMBER, NULL), "Årsplatser", "Full-year places"},
    {RESULT(belaggning, NUMBER, NULL), "Beläggning (%)", "Occupancy (%)"},
    {RESULT(forfallodag, DATE, NULL), "Förfallodag", "Due date"},
    {RESULT(gjord, CODE, OF(JA_NEJ)), "Gjord", "Done"},
    {RESULT(fil, TEXT, NULL), "Fil", "File"},
    {RESULT(rad, NUMBER, NULL), "Rad", "Line"},
    {RESULT(kolumn, TEXT, NULL), "Kolumn", "Column"},
    {RESULT(skal, TEXT, OF(SKAL)), "Skäl", "Reason"},
    {RESULT(kontroll, TEXT, OF(KONTROLL)), "Kontroll", "Check"},
    {RESULT(allvar, TEXT, OF(ALLVAR)), "Allvar", "Severity"},
    {RESULT(rader, TEXT, NULL), "Rader", "Lines"},
    {RESULT(agare, TEXT, NULL), "Ägare", "Owner"},
    {RESULT(typ, TEXT, NULL), "Typ", "Type"},
    {RESULT(malgrupp, TEXT, NULL), "Målgrupp", "Target group"},
    {RESULT(matt, TEXT, NULL), "Mått", "Measure"},
    {RESULT(tillfalle, TEXT, OF(TILLFALLE)), "Tillfälle", "Occasion"},
    {RESULT(varde, NUMBER, NULL), "Värde", "Value"},
    {RESULT(steg, NUMBER, NULL), "Steg", "Steps"},
    {RESULT(antal_start, NUMBER, NULL), "Antal vid start", "Number at start"},
    {RESULT(antal_slut, NUMBER, NULL), "Antal vid slut", "Number at end"},
    {RESULT(antal_kopplade, NUMBER, NULL), "Antal kopplade", "Number linked"},
    {RESULT(medel_start, NUMBER, NULL), "Medelvärde vid start", "Mean at start"},
    {RESULT(medel_slut, NUMBER, NULL), "Medelvärde vid slut", "Mean at end"},
    {RESULT(forbattrad, NUMBER, NULL), "Förbättrade", "Improved"},
    {RESULT(oforandrad, NUMBER, NULL), "Oförändrade", "Unchanged"},
    {RESULT(forsamrad, NUMBER, NULL), "Försämrade", "Worse"},
    {RESULT(forbattrad_andel, NUMBER, NULL), "Förbättrade (%)", "Improved (%)"},
    {RESULT(p, NUMBER, NULL), "p-värde", "p-value"},
    {RESULT(instammer_start, NUMBER, NULL), "Instämmer vid start (%)", "Agree at start (%)"},
    {RESULT(instammer_slut, NUMBER, NULL), "Instämmer vid slut (%)", "Agree at end (%)"},
    {RESULT(median_start, NUMBER, NULL), "Median vid start", "Median at start"},
    {RESULT(median_slut, NUMBER, NULL), "Median vid slut", "Median at end"},
    {RESULT(antal_test, NUMBER, NULL), "Antal i teckentestet", "Number in the sign test"},
    {RESULT(andel_oforandrad, NUMBER, NULL), "Oförändrade (%)", "Unchanged (%)"},
    {RESULT(ki_lag_oforandrad, NUMBER, NULL), "Oförändrade, KI, undre (%)", "Unchanged, CI, lower (%)"},
    {RESULT(ki_hog_oforandrad, NUMBER, NULL), "Oförändrade, KI, övre (%)", "Unchanged, CI, upper (%)"},
    {RESULT(andel_forsamrad, NUMBER, NULL), "Försämrade (%)", "Worse (%)"},
    {RESULT(ki_lag_forsamrad, NUMBER, NULL), "Försämrade, KI, undre (%)", "Worse, CI, lower (%)"},
    {RESULT(ki_hog_forsamrad, NUMBER, NULL), "Försämrade, KI, övre (%)", "Worse, CI, upper (%)"},
    {RESULT(antal_saknas_start, NUMBER, NULL), "Saknas vid start", "Missing at start"},
    {RESULT(antal_saknas_slut, NUMBER, NULL), "Saknas vid slut", "Missing at end"},
    {RESULT(antal_instammer_start, NUMBER, NULL), "Antal som instämmer vid start", "Number who agree at start"},
    {RESULT(antal_instammer_slut, NUMBER, NULL), "Antal som instämmer vid slut", "Number who agree at end"},
    {RESULT(bedomd, DATE, NULL), "Senast bedömd", "Last assessed"},
    {RESULT(antal_forfallna, NUMBER, NULL), "Förfallna bedömningar", "Assessments overdue"},
    {RESULT(datum, DATE, NULL), "Datum", "Date"},
    {RESULT(konto, TEXT, NULL), "Konto", "Account"},
    {RESULT(kategori, TEXT, NULL), "Kategori", "Category"},
    {RESULT(text, TEXT, NULL), "Text", "Text"},
    {RESULT(belopp, NUMBER, NULL), "Belopp (kr)", "Amount (SEK)"},
    {RESULT(verifikat, TEXT, NULL), "Verifikat", "Voucher"},
    {RESULT(rekvisition, TEXT, NULL), "Rekvisition", "Requisition"},
    {RESULT(forekomst, NUMBER, NULL), "Förekomst", "Occurrence"},
    {RESULT(sen, CODE, OF(JA_NEJ)), "Sen", "Late"},
    {RESULT(post, TEXT, NULL), "Post", "Item"},
    {RESULT(beslutat, NUMBER, NULL), "Beslutat (kr)", "Decided (SEK)"},
    {RESULT(finansiar, TEXT, NULL), "Finansiär", "Financier"},
    {RESULT(insatstid, TEXT, NULL), "Insatstid", "Programme period"},
    {RESULT(beslutat_totalt, NUMBER, NULL), "Beslutat totalt (kr)", "Decided in total (SEK)"},
    {RESULT(budget_ar, NUMBER, NULL), "Budget året (kr)", "Budget for the year (SEK)"},
    {RESULT(forvantat_ar, NUMBER, NULL), "Förväntat året (kr)", "Expected in the year (SEK)"},
    {RESULT(forvantat_totalt, NUMBER, NULL), "Förväntat totalt (kr)", "Expected in total (SEK)"},
    {RESULT(utbetalt_ar, NUMBER, NULL), "Utbetalt året (kr)", "Paid in the year (SEK)"},
    {RESULT(utbetalt_totalt, NUMBER, NULL), "Utbetalt totalt (kr)", "Paid in total (SEK)"},
    {RESULT(forbrukning_ar_pct, NUMBER, NULL), "Förbrukning året (%)", "Used in the year (%)"},
    {RESULT(forbrukning_totalt_pct, NUMBER, NULL), "Förbrukning totalt (%)", "Used in total (%)"},
    {RESULT(differens_ar, NUMBER, NULL), "Differens året (kr)", "Difference in the year (SEK)"},
    {RESULT(differens_totalt, NUMBER, NULL), "Differens totalt (kr)", "Difference in total (SEK)"},
    {RESULT(aterstar_ar, NUMBER, NULL), "Återstår året (kr)", "Left of the year (SEK)"},
    {RESULT(aterstar_totalt, NUMBER, NULL), "Återstår totalt (kr)", "Left in total (SEK)"},
    {RESULT(totalt, NUMBER, NULL), "Totalt", "Total"},
    {RESULT(budget, NUMBER, NULL), "Budget (kr)", "Budget (SEK)"},
    {RESULT(utfall, NUMBER, NULL), "Utfall (kr)", "Outcome (SEK)"},
    {RESULT(ack_budget, NUMBER, NULL), "Ackumulerad budget (kr)", "Accumulated budget (SEK)"},
    {RESULT(ack_utfall, NUMBER, NULL), "Ackumulerat utfall (kr)", "Accumulated outcome (SEK)"},
    {RESULT(avvikelse, NUMBER, NULL), "Avvikelse", "Deviation"},
    {RESULT(avvikelse_pct, NUMBER, NULL), "Avvikelse (%)", "Deviation (%)"},
    {RESULT(att_rekvirera, NUMBER, NULL), "Att rekvirera (kr)", "To requisition (SEK)"},
    {RESULT(metod, TEXT, OF(METOD)), "Metod", "Method"},
    {RESULT(prognos, NUMBER, NULL), "Prognos (kr)", "Forecast (SEK)"},
    {RESULT(prognos_pct, NUMBER, NULL), "Prognos (%)", "Forecast (%)"},
    {RESULT(atgardsplan, TEXT, OF(JA_NEJ)), "Åtgärdsplan", "Action plan"},
    {RESULT(finansierat, NUMBER, NULL), "Finansierat (kr)", "Funded (SEK)"},
    {RESULT(administration, NUMBER, NULL), "Administration (kr)", "Administration (SEK)"},
    {RESULT(fullfoljda, NUMBER, NULL), "Fullföljda", "Completed"},
    {RESULT(kostnad_deltagare, NUMBER, NULL), "Kostnad per deltagare (kr)", "Cost per participant (SEK)"},
    {RESULT(kostnad_fullfoljd, NUMBER, NULL), "Kostnad per fullföljd (kr)", "Cost per completion (SEK)"},
    {RESULT(rakning, TEXT, NULL), "Räknad i", "Counted in"},
    {RESULT(delar, TEXT, NULL), "Delar", "Parts"},
    {RESULT(publicerat, NUMBER, NULL), "Publicerat (kr)", "Published (SEK)"},
    {RESULT(summa, NUMBER, NULL), "Summa (kr)", "Sum (SEK)"},
    {RESULT(differens, NUMBER, NULL), "Differens (kr)", "Difference (SEK)"},
    {RESULT(aktor, TEXT, OF(AKTOR)), "Aktör", "Actor"},
    {RESULT(belopp_manad, NUMBER, NULL), "Belopp per månad (kr)", "Amount a month (SEK)"},
    {RESULT(lagst, NUMBER, NULL), "Lägst (kr)", "Lowest (SEK)"},
    {RESULT(hogst, NUMBER, NULL), "Högst (kr)", "Highest (SEK)"},
    {RESULT(kostnad, NUMBER, NULL), "Kostnad (kr)", "Cost (SEK)"},
    {RESULT(vinst_manad, NUMBER, NULL), "Vinst per månad (kr)", "Gain a month (SEK)"},
    {RESULT(vinst_deltagare_ar, NUMBER, NULL), "Vinst per deltagare och år (kr)",
     "Gain per participant and year (SEK)"},
    {RESULT(summa_12, NUMBER, NULL), "Summa 12 månader (kr)", "Sum over 12 months (SEK)"},
    {RESULT(nuvarde_12, NUMBER, NULL), "Nuvärde 12 månader (kr)", "Present value, 12 months (SEK)"},
    {RESULT(summa_horisont, NUMBER, NULL), "Summa hela tiden (kr)", "Sum to the horizon (SEK)"},
    {RESULT(nuvarde_horisont, NUMBER, NULL), "Nuvärde hela tiden (kr)", "Present value to the horizon (SEK)"},
    {RESULT(aterbetalning_egen, NUMBER, NULL), "Återbetalning, egen andel (månader)", "Payback, own share (months)"},
    {RESULT(aterbetalning_hela, NUMBER, NULL), "Återbetalning, hela kostnaden (månader)",
     "Payback, whole cost (months)"},
    {RESULT(aterbetalning_diskonterad, NUMBER, NULL), "Återbetalning, diskonterad (månader)",
     "Payback, discounted (months)"},
    {RESULT(nyttokvot, NUMBER, NULL), "Nyttokvot", "Benefit–cost ratio"},
    {RESULT(internranta, NUMBER, NULL), "Internränta (%)", "Internal rate of return (%)"},
    {RESULT(vinst_manad_p5, NUMBER, NULL), "Vinst per månad, 5:e percentilen (kr)",
     "Gain a month, 5th percentile (SEK)"},
    {RESULT(vinst_manad_p50, NUMBER, NULL), "Vinst per månad, median (kr)", "Gain a month, median (SEK)"},
    {RESULT(vinst_manad_p95, NUMBER, NULL), "Vinst per månad, 95:e percentilen (kr)",
     "Gain a month, 95th percentile (SEK)"},
    {RESULT(aterbetalning_egen_p5, NUMBER, NULL), "Återbetalning, 5:e percentilen (månader)",
     "Payback, 5th percentile (months)"},
    {RESULT(aterbetalning_egen_p50, NUMBER, NULL), "Återbetalning, median (månader)", "Payback, median (months)"},
    {RESULT(aterbetalning_egen_p95, NUMBER, NULL), "Återbetalning, 95:e percentilen (månader)",
     "Payback, 95th percentile (months)"},
    {RESULT(andel_aterbetald, NUMBER, NULL), "Återbetald (% av dragningarna)", "Paid back (% of draws)"},
    {RESULT(andel_inom_mal, NUMBER, NULL), "Inom målet (% av dragningarna)", "Within the target (% of draws)"},
    {RESULT(fler_i_arbete, NUMBER, NULL), "Fler i arbete för målet", "More in work for the target"},
    {RESULT(skal_arbete, TEXT, OF(SKAL)), "Skäl, fler i arbete", "Reason, more in work"},
    {RESULT(antagande, TEXT, OF(ANTAGANDE)), "Antagande", "Assumption"},
    {RESULT(lagt, NUMBER, NULL), "Lågt värde", "Low value"},
    {RESULT(hogt, NUMBER, NULL), "Högt värde", "High value"},
    {RESULT(utfall_lagt, NUMBER, NULL), "Utfall vid lågt värde (kr)", "Outcome at the low value (SEK)"},
    {RESULT(utfall_hogt, NUMBER, NULL), "Utfall vid högt värde (kr)", "Outcome at the high value (SEK)"},
    {RESULT(spann, NUMBER, NULL), "Spann (kr)", "Span (SEK)"},
    {RESULT(op, TEXT, NULL), "Villkor", "Condition"},
    {RESULT(mal, NUMBER, NULL), "Mål", "Target"},
    {RESULT(decimaler, NUMBER, NULL), "Decimaler", "Decimals"},
    {RESULT(resultat, NUMBER, NULL), "Resultat", "Result"},
    {RESULT(uppfyllt, TEXT, OF(UPPFYLLT)), "Uppfyllt", "Met"},
    {RESULT(kalla, TEXT, NULL), "Källa", "Source"},
    {RESULT(kriterium, TEXT, NULL), "Kriterium", "Criterion"},
    {RESULT(svar, TEXT, OF(SVAR)), "Svar", "Answer"},
    {RESULT(delvis, NUMBER, NULL), "Delvis", "Partly"},
    {RESULT(nej, NUMBER, NULL), "Nej", "No"},
    {RESULT(obesvarat, NUMBER, NULL), "Obesvarat", "Unanswered"},
    {RESULT(att_fraga, TEXT, NULL), "Att fråga om", "To be asked about"},
    {RESULT(andel_deltagare, NUMBER, NULL), "Andel av deltagarna (%)", "Share of participants (%)"},
    {RESULT(skyddad, TEXT, OF(SKYDDAD)), "Skyddad", "Protected"},
};
enum { COLUMN_COUNT = sizeof columns / sizeof *columns };

/* Recorded numbers are whole and within bounds. */
struct bounds {
  const char *column;
  int64_t low, high;
  const char *expected;
};

static const struct bounds recorded_bounds[] = {
    {"fodelsear", 1850, 2100, "a year of birth (expected 1850-2100)"},
    {"tid_forsorjning", 0, 9999, "a number of months (expected a whole number from 0)"},
};

static const char *const figure_prefixes[] = {"antal", "andel", "ki_", "medel_", "median_", "belopp"};
static const char *const counts_or_codes[] = {"fore", "efter"};
/* Numbers that name something and are counted by: text in JSON. */
static const char *const ordinals[] = {"ar", "startar", "ordning"};

/* Memory that lives as long as the decoder: spellings and lists keep their places. */
struct block {
  struct block *next;
  size_t used;
  _Alignas(8) char bytes[BLOCK];
};

struct spelling {
  struct ut_text text;
  int64_t code;
  const struct ut_list *list;
};

struct ut_cells {
  const struct ut_column *column;
  const struct bounds *bounds;
  enum ut_status (*decode)(struct ut_cells *cells, struct ut_text cell, struct ut_value *out, struct ut_error *err);
  struct block *blocks;
  struct ut_list scratch;     /* of a list that is not remembered */
  size_t count, last;         /* spellings[last] was the latest hit */
  uint16_t slots[SLOTS];      /* 1 + index of a spelling; 0 free */
  struct spelling *spellings; /* grows: most columns have a handful */
  size_t room;
};

const char *const ut_occasion_names[UT_OCCASIONS] = {"fore", "under", "efter", "6m", "12m", "24m"};

const struct ut_column ut_column_unknown = {"", UT_TYPE_TEXT, UT_RECORDED, UT_NO_OCCASION, NULL, "", ""};

static void *keep(struct ut_cells *cells, size_t size)
{
  struct block *block = cells->blocks;
  size = (size + 7) & ~(size_t)7;
  if (!block || block->used + size > BLOCK) {
    block = malloc(sizeof *block);
    if (!block)
      return NULL;
    block->next = cells->blocks;
    block->used = 0;
    cells->blocks = block;
  }
  void *kept = block->bytes + block->used;
  block->used += size;
  return kept;
}

static uint64_t load(const char *ptr, size_t len)
{
  uint64_t word = 0;
  memcpy(&word, ptr, len);
  return word;
}

static size_t slot_of(struct ut_text t)
{
  const uint64_t odd = UINT64_C(0x9E3779B97F4A7C15);
  uint64_t hash = t.len * odd;
  const char *ptr = t.ptr;
  size_t left = t.len;
  for (; left > 8; ptr += 8, left -= 8) {
    hash = (hash ^ load(ptr, 8)) * odd;
    hash ^= hash >> 29;
  }
  /* The last bytes overlap those before where there are eight: loads of a fixed size are what is fast. */
  uint64_t tail = t.len >= 8  ? load(ptr + left - 8, 8)
                  : left >= 4 ? load(ptr, 4) | load(ptr + left - 4, 4) << 32
                              : (uint64_t)(unsigned char)ptr[0] | (uint64_t)(unsigned char)ptr[left / 2] << 8 |
                                    (uint64_t)(unsigned char)ptr[left - 1] << 16;
  hash = (hash ^ tail) * odd;
  return (size_t)(hash >> 40) % SLOTS;
}

static void fill(struct ut_value *out, const struct spelling *s)
{
  out->number = s->code;
  out->list = s->list;
}

/* The slot of this spelling, or the free one where it belongs. */
static size_t probe(const struct ut_cells *cells, struct ut_text cell)
{
  size_t slot = slot_of(cell);
  while (cells->slots[slot] && !ut_text_equal(cells->spellings[cells->slots[slot] - 1].text, cell))
    slot = (slot + 1) % SLOTS;
  return slot;
}

/* Keeps what a cell was decoded to; without memory, or when there are enough, it is decoded again the next time. */
static void remember(struct ut_cells *cells, size_t slot, struct ut_text cell, struct ut_value *out)
{
  if (cells->count == REMEMBERED || cell.len > SPELLING)
    return;
  struct spelling *spellings = ut_grow(cells->spellings, cells->count, &cells->room, sizeof *spellings);
  if (!spellings)
    return;
  cells->spellings = spellings;
  struct ut_list *list = out->list ? keep(cells, sizeof *list) : NULL;
  char *text = keep(cells, cell.len);
  if (!text || (out->list && !list))
    return;
  memcpy(text, cell.ptr, cell.len);
  if (list)
    out->list = memcpy(list, out->list, sizeof *list);
  cells->last = cells->count++;
  spellings[cells->last] = (struct spelling){{text, cell.len}, out->number, list};
  cells->slots[slot] = (uint16_t)cells->count;
}

static enum ut_status bad_code(const struct ut_vocabulary *v, struct ut_text code, struct ut_error *err)
{
  char shown[UT_QUOTED], suggestion[UT_SUGGESTION];
  return ut_error_set(err, UT_BAD_INPUT, "%s is not a code of %s%s", ut_quote(shown, code.ptr, code.len), v->name,
                      ut_vocabulary_suggest(v, code, suggestion));
}

/* Hundredths of a percent, or -1. */
static int32_t parse_extent(struct ut_text t)
{
  int64_t number, divisor;
  if (t.len > 6 || !ut_number_parse(t, &number, &divisor) || divisor > 100 || number < 0)
    return -1;
  int64_t hundredths = number * (100 / divisor);
  return hundredths > WHOLE_EXTENT ? -1 : (int32_t)hundredths;
}

static enum ut_status parse_part(struct ut_text part, const struct ut_vocabulary *v, struct ut_list *list,
                                 struct ut_error *err)
{
  struct ut_text rest = part, code;
  int32_t extent = WHOLE_EXTENT;
  ut_text_split(&rest, ':', &code);
  int index = ut_vocabulary_find(v, code);
  if (index < 0)
    return bad_code(v, code, err);
  if (rest.ptr)
    extent = parse_extent(rest);
  if (extent < 0) {
    char shown[UT_QUOTED];
    return ut_error_set(err, UT_BAD_INPUT, "%s is not an extent (expected 0-100 percent, at most two decimals)",
                        ut_quote(shown, rest.ptr, rest.len));
  }
  list->has |= UINT32_C(1) << index;
  if (list->extent[index] <= INT32_MAX - extent)
    list->extent[index] += extent;
  return UT_OK;
}

static enum ut_status parse_list(struct ut_cells *cells, struct ut_text cell, struct ut_value *out,
                                 struct ut_error *err)
{
  struct ut_text part;
  memset(&cells->scratch, 0, sizeof cells->scratch);
  while (ut_text_split(&cell, '|', &part)) {
    enum ut_status status = parse_part(part, cells->column->codes, &cells->scratch, err);
    if (status)
      return status;
  }
  out->list = &cells->scratch;
  return UT_OK;
}

static enum ut_status parse_code(struct ut_cells *cells, struct ut_text cell, struct ut_value *out,
                                 struct ut_error *err)
{
  out->number = ut_vocabulary_find(cells->column->codes, cell);
  return out->number < 0 ? bad_code(cells->column->codes, cell, err) : UT_OK;
}

static enum ut_status decode_spelling(struct ut_cells *cells, struct ut_text cell, struct ut_value *out,
                                      struct ut_error *err)
{
  if (cells->count > 0 && ut_text_equal(cells->spellings[cells->last].text, cell)) {
    fill(out, &cells->spellings[cells->last]);
    return UT_OK;
  }
  size_t slot = probe(cells, cell);
  if (cells->slots[slot]) {
    cells->last = cells->slots[slot] - (size_t)1;
    fill(out, &cells->spellings[cells->last]);
    return UT_OK;
  }
  bool list = cells->column->type == UT_TYPE_LIST;
  enum ut_status status = list ? parse_list(cells, cell, out, err) : parse_code(cells, cell, out, err);
  if (status == UT_OK)
    remember(cells, slot, cell, out);
  return status;
}

static enum ut_status decode_text(struct ut_cells *cells, struct ut_text cell, struct ut_value *out,
                                  struct ut_error *err)
{
  (void)cells, (void)cell, (void)out, (void)err;
  return UT_OK;
}

static enum ut_status decode_date(struct ut_cells *cells, struct ut_text cell, struct ut_value *out,
                                  struct ut_error *err)
{
  (void)cells;
  out->number = ut_date_parse(cell);
  if (out->number != UT_DATE_NONE)
    return UT_OK;
  char shown[UT_QUOTED];
  return ut_error_set(err, UT_BAD_INPUT, "%s is not a date (expected YYYY-MM-DD)", ut_quote(shown, cell.ptr, cell.len));
}

static enum ut_status decode_number(struct ut_cells *cells, struct ut_text cell, struct ut_value *out,
                                    struct ut_error *err)
{
  const struct bounds *b = cells->bounds;
  bool good = ut_number_parse(cell, &out->number, &out->divisor);
  if (good && b)
    good = out->divisor == 1 && out->number >= b->low && out->number <= b->high;
  if (good)
    return UT_OK;
  char shown[UT_QUOTED];
  return ut_error_set(err, UT_BAD_INPUT, "%s is not %s", ut_quote(shown, cell.ptr, cell.len),
                      b ? b->expected : "a number");
}

static bool all_digits(struct ut_text t)
{
  for (size_t i = 0; i < t.len; i++)
    if (!ut_char_is_digit(t.ptr[i]))
      return false;
  return t.len > 0;
}

int ut_occasion_months(enum ut_occasion at)
{
  static const int months[UT_OCCASIONS] = {[UT_6M] = 6, [UT_12M] = 12, [UT_24M] = 24};
  return at == UT_NO_OCCASION ? 0 : months[at];
}

const struct ut_column *ut_column_find(struct ut_text name)
{
  for (size_t i = 0; i < COLUMN_COUNT; i++)
    if (ut_text_is(name, columns[i].name))
      return &columns[i];
  return NULL;
}

const struct ut_column *ut_columns(size_t *count)
{
  *count = COLUMN_COUNT;
  return columns;
}

static bool is_among(struct ut_text name, const char *const *names, size_t count)
{
  size_t i = 0;
  while (i < count && !ut_text_is(name, names[i]))
    i++;
  return i < count;
}

bool ut_column_is_figure(struct ut_text name)
{
  for (size_t i = 0; i < sizeof figure_prefixes / sizeof *figure_prefixes; i++) {
    size_t len = strlen(figure_prefixes[i]);
    if (name.len >= len && memcmp(name.ptr, figure_prefixes[i], len) == 0)
      return true;
  }
  return ut_text_is(name, "bas");
}

bool ut_column_is_numeric(struct ut_text name)
{
  if (is_among(name, ordinals, sizeof ordinals / sizeof *ordinals))
    return false;
  if (is_among(name, counts_or_codes, sizeof counts_or_codes / sizeof *counts_or_codes))
    return true;
  const struct ut_column *column = ut_column_find(name);
  if (column)
    return column->type == UT_TYPE_NUMBER;
  return ut_column_is_figure(name) || all_digits(name);
}

enum ut_status ut_cells_new(struct ut_cells **out, const struct ut_column *column)
{
  static enum ut_status (*const decoders[])(struct ut_cells *, struct ut_text, struct ut_value *, struct ut_error *) = {
      [UT_TYPE_TEXT] = decode_text,     [UT_TYPE_NUMBER] = decode_number, [UT_TYPE_DATE] = decode_date,
      [UT_TYPE_CODE] = decode_spelling, [UT_TYPE_LIST] = decode_spelling,
  };
  struct ut_cells *cells = calloc(1, sizeof *cells);
  if (!cells)
    return UT_NOMEM;
  cells->column = column;
  cells->decode = decoders[column->type];
  for (size_t i = 0; i < sizeof recorded_bounds / sizeof *recorded_bounds; i++)
    if (strcmp(recorded_bounds[i].column, column->name) == 0)
      cells->bounds = &recorded_bounds[i];
  *out = cells;
  return UT_OK;
}

enum ut_status ut_cells_decode(struct ut_cells *cells, struct ut_text cell, struct ut_value *out, struct ut_error *err)
{
  *out = (struct ut_value){.text = cell, .divisor = 1, .missing = cell.len == 0};
  if (cell.len == 0)
    return UT_OK;
  enum ut_status status = cells->decode(cells, cell, out, err);
  if (status)
    ut_error_at(err, NULL, 0, 0, cells->column->name);
  return status;
}

void ut_cells_free(struct ut_cells *cells)
{
  if (!cells)
    return;
  for (struct block *next, *b = cells->blocks; b; b = next) {
    next = b->next;
    free(b);
  }
  free(cells->spellings);
  free(cells);
}

/* The columns that utfall knows, and the decoding of their cells. */
#include "utfall/column.h"

#include <stdlib.h>

enum {
  REMEMBERED = 4096, /* spellings kept per column */
  SPELLING = 256,    /* longest that is kept */
  SLOTS = 2 * REMEMBERED,
  BLOCK = 16 * 1024,
  DIGITS = 18, /* of a number: fit an int64_t with room to spare */
  WHOLE_EXTENT = 100 * 100
};

#define OF(vocabulary) &ut_vocabularies[UT_##vocabulary]

/* X(name, type, origin, occasion, codes, Swedish heading, English heading), in canonical order. fore and efter are
 * codes in one report (matrix) and counts in others. */
#define COLUMNS(X)                                                                                                     \
  X(insats, TEXT, RECORDED, NO_OCCASION, NULL, "Insats", "Programme")                                                  \
  X(intag, TEXT, RECORDED, NO_OCCASION, NULL, "Intag", "Intake")                                                       \
  X(id, TEXT, RECORDED, NO_OCCASION, NULL, "Id", "Id")                                                                 \
  X(anonym, CODE, RECORDED, NO_OCCASION, OF(JA_NEJ), "Anonym", "Anonymous")                                            \
  X(kon, CODE, RECORDED, NO_OCCASION, OF(KON), "Kön", "Sex")                                                           \
  X(fodelsear, NUMBER, RECORDED, NO_OCCASION, NULL, "Födelseår", "Year of birth")                                      \
  X(kommun, TEXT, RECORDED, NO_OCCASION, NULL, "Kommun", "Municipality")                                               \
  X(remittent, CODE, RECORDED, NO_OCCASION, OF(REMITTENT), "Remittent", "Referred by")                                 \
  X(utbildning, CODE, RECORDED, NO_OCCASION, OF(UTBILDNING), "Utbildning", "Education")                                \
  X(tid_forsorjning, NUMBER, RECORDED, NO_OCCASION, NULL, "Månader med försörjning före start",                        \
    "Months on support before start")                                                                                  \
  X(start, DATE, RECORDED, NO_OCCASION, NULL, "Start", "Start")                                                        \
  X(slut, DATE, RECORDED, NO_OCCASION, NULL, "Slut", "End")                                                            \
  X(avslutsorsak, CODE, RECORDED, NO_OCCASION, OF(AVSLUTSORSAK), "Avslutsorsak", "Exit reason")                        \
  X(sysselsattning_fore, LIST, RECORDED, FORE, OF(SYSSELSATTNING), "Sysselsättning före", "Occupation before")         \
  X(sysselsattning_under, LIST, RECORDED, UNDER, OF(SYSSELSATTNING), "Sysselsättning under", "Occupation during")      \
  X(sysselsattning_efter, LIST, RECORDED, EFTER, OF(SYSSELSATTNING), "Sysselsättning efter", "Occupation after")       \
  X(sysselsattning_6m, LIST, RECORDED, 6M, OF(SYSSELSATTNING), "Sysselsättning 6 månader efter",                       \
    "Occupation 6 months after")                                                                                       \
  X(sysselsattning_12m, LIST, RECORDED, 12M, OF(SYSSELSATTNING), "Sysselsättning 12 månader efter",                    \
    "Occupation 12 months after")                                                                                      \
  X(sysselsattning_24m, LIST, RECORDED, 24M, OF(SYSSELSATTNING), "Sysselsättning 24 månader efter",                    \
    "Occupation 24 months after")                                                                                      \
  X(forsorjning_fore, LIST, RECORDED, FORE, OF(FORSORJNING), "Försörjning före", "Support before")                     \
  X(forsorjning_efter, LIST, RECORDED, EFTER, OF(FORSORJNING), "Försörjning efter", "Support after")                   \
  X(forsorjning_6m, LIST, RECORDED, 6M, OF(FORSORJNING), "Försörjning 6 månader efter", "Support 6 months after")      \
  X(forsorjning_12m, LIST, RECORDED, 12M, OF(FORSORJNING), "Försörjning 12 månader efter", "Support 12 months after")  \
  X(forsorjning_24m, LIST, RECORDED, 24M, OF(FORSORJNING), "Försörjning 24 månader efter", "Support 24 months after")  \
  X(resurs_fore, TEXT, RECORDED, FORE, NULL, "Användning av tjänster före", "Use of services before")                  \
  X(resurs_efter, TEXT, RECORDED, EFTER, NULL, "Användning av tjänster efter", "Use of services after")                \
  X(resurs_6m, TEXT, RECORDED, 6M, NULL, "Användning av tjänster 6 månader efter", "Use of services 6 months after")   \
  X(resurs_12m, TEXT, RECORDED, 12M, NULL, "Användning av tjänster 12 månader efter",                                  \
    "Use of services 12 months after")                                                                                 \
  X(resurs_24m, TEXT, RECORDED, 24M, NULL, "Användning av tjänster 24 månader efter",                                  \
    "Use of services 24 months after")                                                                                 \
  X(alder, NUMBER, DERIVED, NO_OCCASION, NULL, "Ålder", "Age")                                                         \
  X(aldersgrupp, CODE, DERIVED, NO_OCCASION, OF(ALDERSGRUPP), "Åldersgrupp", "Age group")                              \
  X(dagar, NUMBER, DERIVED, NO_OCCASION, NULL, "Dagar", "Days")                                                        \
  X(manader, NUMBER, DERIVED, NO_OCCASION, NULL, "Månader", "Months")                                                  \
  X(langdgrupp, CODE, DERIVED, NO_OCCASION, OF(LANGDGRUPP), "Tid i insatsen", "Time in the programme")                 \
  X(forsorjningsgrupp, CODE, DERIVED, NO_OCCASION, OF(FORSORJNINGSGRUPP), "Tid med försörjning före start",            \
    "Time on support before start")                                                                                    \
  X(ar, NUMBER, DERIVED, NO_OCCASION, NULL, "År", "Year")                                                              \
  X(kvartal, TEXT, DERIVED, NO_OCCASION, NULL, "Kvartal", "Quarter")                                                   \
  X(manad, TEXT, DERIVED, NO_OCCASION, NULL, "Månad", "Month")                                                         \
  X(startar, NUMBER, DERIVED, NO_OCCASION, NULL, "Startår", "Year of start")                                           \
  X(startkvartal, TEXT, DERIVED, NO_OCCASION, NULL, "Startkvartal", "Quarter of start")                                \
  X(startmanad, TEXT, DERIVED, NO_OCCASION, NULL, "Startmånad", "Month of start")                                      \
  X(avbruten, CODE, DERIVED, NO_OCCASION, OF(JA_NEJ), "Avbruten", "Broken off")                                        \
  X(offentlig_fore, CODE, DERIVED, FORE, OF(JA_NEJ), "Offentlig försörjning före", "Public support before")            \
  X(offentlig_efter, CODE, DERIVED, EFTER, OF(JA_NEJ), "Offentlig försörjning efter", "Public support after")          \
  X(offentlig_6m, CODE, DERIVED, 6M, OF(JA_NEJ), "Offentlig försörjning 6 månader efter",                              \
    "Public support 6 months after")                                                                                   \
  X(offentlig_12m, CODE, DERIVED, 12M, OF(JA_NEJ), "Offentlig försörjning 12 månader efter",                           \
    "Public support 12 months after")                                                                                  \
  X(offentlig_24m, CODE, DERIVED, 24M, OF(JA_NEJ), "Offentlig försörjning 24 månader efter",                           \
    "Public support 24 months after")                                                                                  \
  X(ordning, NUMBER, HELD, NO_OCCASION, NULL, "Ordning", "Number in order")                                            \
  X(senaste, CODE, HELD, NO_OCCASION, OF(JA_NEJ), "Senaste", "Latest")                                                 \
  X(klass, TEXT, RESULT, NO_OCCASION, NULL, "Klass", "Class")                                                          \
  X(regel, TEXT, RESULT, NO_OCCASION, NULL, "Regel", "Rule")                                                           \
  X(kod, TEXT, RESULT, NO_OCCASION, OF(KOD), "Kod", "Code")                                                            \
  X(antal, NUMBER, RESULT, NO_OCCASION, NULL, "Antal", "Number")                                                       \
  X(bas, NUMBER, RESULT, NO_OCCASION, NULL, "Bas", "Base")                                                             \
  X(andel, NUMBER, RESULT, NO_OCCASION, NULL, "Andel (%)", "Share (%)")                                                \
  X(ki_lag, NUMBER, RESULT, NO_OCCASION, NULL, "KI, undre (%)", "CI, lower (%)")                                       \
  X(ki_hog, NUMBER, RESULT, NO_OCCASION, NULL, "KI, övre (%)", "CI, upper (%)")                                        \
  X(fore, TEXT, RESULT, NO_OCCASION, OF(FORSORJNING), "Före", "Before")                                                \
  X(efter, TEXT, RESULT, NO_OCCASION, OF(FORSORJNING), "Efter", "After")                                               \
  X(forandring, NUMBER, RESULT, NO_OCCASION, NULL, "Förändring", "Change")                                             \
  X(forandring_pct, NUMBER, RESULT, NO_OCCASION, NULL, "Förändring (%)", "Change (%)")                                 \
  X(arbetar_studerar, NUMBER, RESULT, NO_OCCASION, NULL, "Arbetar eller studerar", "Work or study")                    \
  X(borjat, NUMBER, RESULT, NO_OCCASION, NULL, "Har börjat", "Began")                                                  \
  X(okat, NUMBER, RESULT, NO_OCCASION, NULL, "Har ökat", "Increased")                                                  \
  X(status, TEXT, RESULT, NO_OCCASION, OF(STATUS), "Status", "Status")                                                 \
  X(medel_dagar, NUMBER, RESULT, NO_OCCASION, NULL, "Dagar, medelvärde", "Days, mean")                                 \
  X(median_dagar, NUMBER, RESULT, NO_OCCASION, NULL, "Dagar, median", "Days, median")                                  \
  X(medel_manader, NUMBER, RESULT, NO_OCCASION, NULL, "Månader, medelvärde", "Months, mean")                           \
  X(period, TEXT, RESULT, NO_OCCASION, NULL, "Period", "Period")                                                       \
  X(in, NUMBER, RESULT, NO_OCCASION, NULL, "In", "In")                                                                 \
  X(ut, NUMBER, RESULT, NO_OCCASION, NULL, "Ut", "Out")                                                                \
  X(kvar, NUMBER, RESULT, NO_OCCASION, NULL, "Kvar", "Still in")                                                       \
  X(deltagare, NUMBER, RESULT, NO_OCCASION, NULL, "Deltagare", "Participants")                                         \
  X(platser, NUMBER, RESULT, NO_OCCASION, NULL, "Platser", "Places")                                                   \
  X(arsplatser, NUMBER, RESULT, NO_OCCASION, NULL, "Årsplatser", "Full-year places")                                   \
  X(belaggning, NUMBER, RESULT, NO_OCCASION, NULL, "Beläggning (%)", "Occupancy (%)")                                  \
  X(forfallodag, DATE, RESULT, NO_OCCASION, NULL, "Förfallodag", "Due date")                                           \
  X(gjord, CODE, RESULT, NO_OCCASION, OF(JA_NEJ), "Gjord", "Done")                                                     \
  X(fil, TEXT, RESULT, NO_OCCASION, NULL, "Fil", "File")                                                               \
  X(rad, NUMBER, RESULT, NO_OCCASION, NULL, "Rad", "Line")                                                             \
  X(kolumn, TEXT, RESULT, NO_OCCASION, NULL, "Kolumn", "Column")                                                       \
  X(skal, TEXT, RESULT, NO_OCCASION, NULL, "Skäl", "Reason")                                                           \
  X(kontroll, TEXT, RESULT, NO_OCCASION, NULL, "Kontroll", "Check")                                                    \
  X(allvar, TEXT, RESULT, NO_OCCASION, NULL, "Allvar", "Severity")                                                     \
  X(rader, TEXT, RESULT, NO_OCCASION, NULL, "Rader", "Lines")                                                          \
  X(agare, TEXT, RESULT, NO_OCCASION, NULL, "Ägare", "Owner")                                                          \
  X(typ, TEXT, RESULT, NO_OCCASION, NULL, "Typ", "Type")                                                               \
  X(malgrupp, TEXT, RESULT, NO_OCCASION, NULL, "Målgrupp", "Target group")                                             \
  X(matt, TEXT, RESULT, NO_OCCASION, NULL, "Mått", "Measure")                                                          \
  X(tillfalle, TEXT, RESULT, NO_OCCASION, OF(TILLFALLE), "Tillfälle", "Occasion")                                      \
  X(varde, NUMBER, RESULT, NO_OCCASION, NULL, "Värde", "Value")                                                        \
  X(steg, NUMBER, RESULT, NO_OCCASION, NULL, "Steg", "Steps")                                                          \
  X(antal_start, NUMBER, RESULT, NO_OCCASION, NULL, "Antal vid start", "Number at start")                              \
  X(antal_slut, NUMBER, RESULT, NO_OCCASION, NULL, "Antal vid slut", "Number at end")                                  \
  X(antal_kopplade, NUMBER, RESULT, NO_OCCASION, NULL, "Antal kopplade", "Number linked")                              \
  X(medel_start, NUMBER, RESULT, NO_OCCASION, NULL, "Medelvärde vid start", "Mean at start")                           \
  X(medel_slut, NUMBER, RESULT, NO_OCCASION, NULL, "Medelvärde vid slut", "Mean at end")                               \
  X(forbattrad, NUMBER, RESULT, NO_OCCASION, NULL, "Förbättrade", "Improved")                                          \
  X(oforandrad, NUMBER, RESULT, NO_OCCASION, NULL, "Oförändrade", "Unchanged")                                         \
  X(forsamrad, NUMBER, RESULT, NO_OCCASION, NULL, "Försämrade", "Worse")                                               \
  X(forbattrad_andel, NUMBER, RESULT, NO_OCCASION, NULL, "Förbättrade (%)", "Improved (%)")                            \
  X(p, NUMBER, RESULT, NO_OCCASION, NULL, "p-värde", "p-value")                                                        \
  X(instammer_start, NUMBER, RESULT, NO_OCCASION, NULL, "Instämmer vid start (%)", "Agree at start (%)")               \
  X(instammer_slut, NUMBER, RESULT, NO_OCCASION, NULL, "Instämmer vid slut (%)", "Agree at end (%)")                   \
  X(median_start, NUMBER, RESULT, NO_OCCASION, NULL, "Median vid start", "Median at start")                            \
  X(median_slut, NUMBER, RESULT, NO_OCCASION, NULL, "Median vid slut", "Median at end")                                \
  X(antal_test, NUMBER, RESULT, NO_OCCASION, NULL, "Antal i teckentestet", "Number in the sign test")                  \
  X(andel_oforandrad, NUMBER, RESULT, NO_OCCASION, NULL, "Oförändrade (%)", "Unchanged (%)")                           \
  X(ki_lag_oforandrad, NUMBER, RESULT, NO_OCCASION, NULL, "Oförändrade, KI, undre (%)", "Unchanged, CI, lower (%)")    \
  X(ki_hog_oforandrad, NUMBER, RESULT, NO_OCCASION, NULL, "Oförändrade, KI, övre (%)", "Unchanged, CI, upper (%)")     \
  X(andel_forsamrad, NUMBER, RESULT, NO_OCCASION, NULL, "Försämrade (%)", "Worse (%)")                                 \
  X(ki_lag_forsamrad, NUMBER, RESULT, NO_OCCASION, NULL, "Försämrade, KI, undre (%)", "Worse, CI, lower (%)")          \
  X(ki_hog_forsamrad, NUMBER, RESULT, NO_OCCASION, NULL, "Försämrade, KI, övre (%)", "Worse, CI, upper (%)")           \
  X(antal_saknas_start, NUMBER, RESULT, NO_OCCASION, NULL, "Saknas vid start", "Missing at start")                     \
  X(antal_saknas_slut, NUMBER, RESULT, NO_OCCASION, NULL, "Saknas vid slut", "Missing at end")                         \
  X(antal_instammer_start, NUMBER, RESULT, NO_OCCASION, NULL, "Antal som instämmer vid start",                         \
    "Number who agree at start")                                                                                       \
  X(antal_instammer_slut, NUMBER, RESULT, NO_OCCASION, NULL, "Antal som instämmer vid slut",                           \
    "Number who agree at end")                                                                                         \
  X(bedomd, DATE, RESULT, NO_OCCASION, NULL, "Senast bedömd", "Last assessed")                                         \
  X(antal_forfallna, NUMBER, RESULT, NO_OCCASION, NULL, "Förfallna bedömningar", "Assessments overdue")                \
  X(datum, DATE, RESULT, NO_OCCASION, NULL, "Datum", "Date")                                                           \
  X(konto, TEXT, RESULT, NO_OCCASION, NULL, "Konto", "Account")                                                        \
  X(kategori, TEXT, RESULT, NO_OCCASION, NULL, "Kategori", "Category")                                                 \
  X(text, TEXT, RESULT, NO_OCCASION, NULL, "Text", "Text")                                                             \
  X(belopp, NUMBER, RESULT, NO_OCCASION, NULL, "Belopp (kr)", "Amount (SEK)")                                          \
  X(verifikat, TEXT, RESULT, NO_OCCASION, NULL, "Verifikat", "Voucher")                                                \
  X(rekvisition, TEXT, RESULT, NO_OCCASION, NULL, "Rekvisition", "Requisition")                                        \
  X(forekomst, NUMBER, RESULT, NO_OCCASION, NULL, "Förekomst", "Occurrence")                                           \
  X(sen, CODE, RESULT, NO_OCCASION, OF(JA_NEJ), "Sen", "Late")                                                         \
  X(post, TEXT, RESULT, NO_OCCASION, NULL, "Post", "Item")                                                             \
  X(beslutat, NUMBER, RESULT, NO_OCCASION, NULL, "Beslutat (kr)", "Decided (SEK)")                                     \
  X(finansiar, TEXT, RESULT, NO_OCCASION, NULL, "Finansiär", "Financier")                                              \
  X(insatstid, TEXT, RESULT, NO_OCCASION, NULL, "Insatstid", "Programme period")                                       \
  X(beslutat_totalt, NUMBER, RESULT, NO_OCCASION, NULL, "Beslutat totalt (kr)", "Decided in total (SEK)")              \
  X(budget_ar, NUMBER, RESULT, NO_OCCASION, NULL, "Budget året (kr)", "Budget for the year (SEK)")                     \
  X(forvantat_ar, NUMBER, RESULT, NO_OCCASION, NULL, "Förväntat året (kr)", "Expected in the year (SEK)")              \
  X(forvantat_totalt, NUMBER, RESULT, NO_OCCASION, NULL, "Förväntat totalt (kr)", "Expected in total (SEK)")           \
  X(utbetalt_ar, NUMBER, RESULT, NO_OCCASION, NULL, "Utbetalt året (kr)", "Paid in the year (SEK)")                    \
  X(utbetalt_totalt, NUMBER, RESULT, NO_OCCASION, NULL, "Utbetalt totalt (kr)", "Paid in total (SEK)")                 \
  X(forbrukning_ar_pct, NUMBER, RESULT, NO_OCCASION, NULL, "Förbrukning året (%)", "Used in the year (%)")             \
  X(forbrukning_totalt_pct, NUMBER, RESULT, NO_OCCASION, NULL, "Förbrukning totalt (%)", "Used in total (%)")          \
  X(differens_ar, NUMBER, RESULT, NO_OCCASION, NULL, "Differens året (kr)", "Difference in the year (SEK)")            \
  X(differens_totalt, NUMBER, RESULT, NO_OCCASION, NULL, "Differens totalt (kr)", "Difference in total (SEK)")         \
  X(aterstar_ar, NUMBER, RESULT, NO_OCCASION, NULL, "Återstår året (kr)", "Left of the year (SEK)")                    \
  X(aterstar_totalt, NUMBER, RESULT, NO_OCCASION, NULL, "Återstår totalt (kr)", "Left in total (SEK)")                 \
  X(totalt, NUMBER, RESULT, NO_OCCASION, NULL, "Totalt", "Total")                                                      \
  X(budget, NUMBER, RESULT, NO_OCCASION, NULL, "Budget (kr)", "Budget (SEK)")                                          \
  X(utfall, NUMBER, RESULT, NO_OCCASION, NULL, "Utfall (kr)", "Outcome (SEK)")                                         \
  X(ack_budget, NUMBER, RESULT, NO_OCCASION, NULL, "Ackumulerad budget (kr)", "Accumulated budget (SEK)")              \
  X(ack_utfall, NUMBER, RESULT, NO_OCCASION, NULL, "Ackumulerat utfall (kr)", "Accumulated outcome (SEK)")             \
  X(avvikelse, NUMBER, RESULT, NO_OCCASION, NULL, "Avvikelse", "Deviation")                                            \
  X(avvikelse_pct, NUMBER, RESULT, NO_OCCASION, NULL, "Avvikelse (%)", "Deviation (%)")                                \
  X(att_rekvirera, NUMBER, RESULT, NO_OCCASION, NULL, "Att rekvirera (kr)", "To requisition (SEK)")                    \
  X(metod, TEXT, RESULT, NO_OCCASION, NULL, "Metod", "Method")                                                         \
  X(prognos, NUMBER, RESULT, NO_OCCASION, NULL, "Prognos (kr)", "Forecast (SEK)")                                      \
  X(prognos_pct, NUMBER, RESULT, NO_OCCASION, NULL, "Prognos (%)", "Forecast (%)")                                     \
  X(atgardsplan, TEXT, RESULT, NO_OCCASION, NULL, "Åtgärdsplan", "Action plan")                                        \
  X(finansierat, NUMBER, RESULT, NO_OCCASION, NULL, "Finansierat (kr)", "Funded (SEK)")                                \
  X(administration, NUMBER, RESULT, NO_OCCASION, NULL, "Administration (kr)", "Administration (SEK)")                  \
  X(fullfoljda, NUMBER, RESULT, NO_OCCASION, NULL, "Fullföljda", "Completed")                                          \
  X(kostnad_deltagare, NUMBER, RESULT, NO_OCCASION, NULL, "Kostnad per deltagare (kr)", "Cost per participant (SEK)")  \
  X(kostnad_fullfoljd, NUMBER, RESULT, NO_OCCASION, NULL, "Kostnad per fullföljd (kr)", "Cost per completion (SEK)")   \
  X(rakning, TEXT, RESULT, NO_OCCASION, NULL, "Räknad i", "Counted in")                                                \
  X(delar, TEXT, RESULT, NO_OCCASION, NULL, "Delar", "Parts")                                                          \
  X(publicerat, NUMBER, RESULT, NO_OCCASION, NULL, "Publicerat (kr)", "Published (SEK)")                               \
  X(summa, NUMBER, RESULT, NO_OCCASION, NULL, "Summa (kr)", "Sum (SEK)")                                               \
  X(differens, NUMBER, RESULT, NO_OCCASION, NULL, "Differens (kr)", "Difference (SEK)")                                \
  X(aktor, TEXT, RESULT, NO_OCCASION, OF(AKTOR), "Aktör", "Actor")                                                     \
  X(belopp_manad, NUMBER, RESULT, NO_OCCASION, NULL, "Belopp per månad (kr)", "Amount a month (SEK)")                  \
  X(lagst, NUMBER, RESULT, NO_OCCASION, NULL, "Lägst (kr)", "Lowest (SEK)")                                            \
  X(hogst, NUMBER, RESULT, NO_OCCASION, NULL, "Högst (kr)", "Highest (SEK)")                                           \
  X(kostnad, NUMBER, RESULT, NO_OCCASION, NULL, "Kostnad (kr)", "Cost (SEK)")                                          \
  X(vinst_manad, NUMBER, RESULT, NO_OCCASION, NULL, "Vinst per månad (kr)", "Gain a month (SEK)")                      \
  X(vinst_deltagare_ar, NUMBER, RESULT, NO_OCCASION, NULL, "Vinst per deltagare och år (kr)",                          \
    "Gain per participant and year (SEK)")                                                                             \
  X(summa_12, NUMBER, RESULT, NO_OCCASION, NULL, "Summa 12 månader (kr)", "Sum over 12 months (SEK)")                  \
  X(nuvarde_12, NUMBER, RESULT, NO_OCCASION, NULL, "Nuvärde 12 månader (kr)", "Present value, 12 months (SEK)")        \
  X(summa_horisont, NUMBER, RESULT, NO_OCCASION, NULL, "Summa hela tiden (kr)", "Sum to the horizon (SEK)")            \
  X(nuvarde_horisont, NUMBER, RESULT, NO_OCCASION, NULL, "Nuvärde hela tiden (kr)",                                    \
    "Present value to the horizon (SEK)")                                                                              \
  X(aterbetalning_egen, NUMBER, RESULT, NO_OCCASION, NULL, "Återbetalning, egen andel (månader)",                      \
    "Payback, own share (months)")                                                                                     \
  X(aterbetalning_hela, NUMBER, RESULT, NO_OCCASION, NULL, "Återbetalning, hela kostnaden (månader)",                  \
    "Payback, whole cost (months)")                                                                                    \
  X(aterbetalning_diskonterad, NUMBER, RESULT, NO_OCCASION, NULL, "Återbetalning, diskonterad (månader)",              \
    "Payback, discounted (months)")                                                                                    \
  X(nyttokvot, NUMBER, RESULT, NO_OCCASION, NULL, "Nyttokvot", "Benefit–cost ratio")                                   \
  X(internranta, NUMBER, RESULT, NO_OCCASION, NULL, "Internränta (%)", "Internal rate of return (%)")                  \
  X(vinst_manad_p5, NUMBER, RESULT, NO_OCCASION, NULL, "Vinst per månad, 5:e percentilen (kr)",                        \
    "Gain a month, 5th percentile (SEK)")                                                                              \
  X(vinst_manad_p50, NUMBER, RESULT, NO_OCCASION, NULL, "Vinst per månad, median (kr)", "Gain a month, median (SEK)")  \
  X(vinst_manad_p95, NUMBER, RESULT, NO_OCCASION, NULL, "Vinst per månad, 95:e percentilen (kr)",                      \
    "Gain a month, 95th percentile (SEK)")                                                                             \
  X(aterbetalning_egen_p5, NUMBER, RESULT, NO_OCCASION, NULL, "Återbetalning, 5:e percentilen (månader)",              \
    "Payback, 5th percentile (months)")                                                                                \
  X(aterbetalning_egen_p50, NUMBER, RESULT, NO_OCCASION, NULL, "Återbetalning, median (månader)",                      \
    "Payback, median (months)")                                                                                        \
  X(aterbetalning_egen_p95, NUMBER, RESULT, NO_OCCASION, NULL, "Återbetalning, 95:e percentilen (månader)",            \
    "Payback, 95th percentile (months)")                                                                               \
  X(andel_aterbetald, NUMBER, RESULT, NO_OCCASION, NULL, "Återbetald (% av dragningarna)", "Paid back (% of draws)")   \
  X(andel_inom_mal, NUMBER, RESULT, NO_OCCASION, NULL, "Inom målet (% av dragningarna)",                               \
    "Within the target (% of draws)")                                                                                  \
  X(fler_i_arbete, NUMBER, RESULT, NO_OCCASION, NULL, "Fler i arbete för målet", "More in work for the target")        \
  X(skal_arbete, TEXT, RESULT, NO_OCCASION, NULL, "Skäl, fler i arbete", "Reason, more in work")                       \
  X(antagande, TEXT, RESULT, NO_OCCASION, NULL, "Antagande", "Assumption")                                             \
  X(lagt, NUMBER, RESULT, NO_OCCASION, NULL, "Lågt värde", "Low value")                                                \
  X(hogt, NUMBER, RESULT, NO_OCCASION, NULL, "Högt värde", "High value")                                               \
  X(utfall_lagt, NUMBER, RESULT, NO_OCCASION, NULL, "Utfall vid lågt värde (kr)", "Outcome at the low value (SEK)")    \
  X(utfall_hogt, NUMBER, RESULT, NO_OCCASION, NULL, "Utfall vid högt värde (kr)", "Outcome at the high value (SEK)")   \
  X(spann, NUMBER, RESULT, NO_OCCASION, NULL, "Spann (kr)", "Span (SEK)")                                              \
  X(op, TEXT, RESULT, NO_OCCASION, NULL, "Villkor", "Condition")                                                       \
  X(mal, NUMBER, RESULT, NO_OCCASION, NULL, "Mål", "Target")                                                           \
  X(decimaler, NUMBER, RESULT, NO_OCCASION, NULL, "Decimaler", "Decimals")                                             \
  X(resultat, NUMBER, RESULT, NO_OCCASION, NULL, "Resultat", "Result")                                                 \
  X(uppfyllt, TEXT, RESULT, NO_OCCASION, NULL, "Uppfyllt", "Met")                                                      \
  X(kalla, TEXT, RESULT, NO_OCCASION, NULL, "Källa", "Source")                                                         \
  X(kriterium, TEXT, RESULT, NO_OCCASION, NULL, "Kriterium", "Criterion")                                              \
  X(svar, TEXT, RESULT, NO_OCCASION, NULL, "Svar", "Answer")                                                           \
  X(delvis, NUMBER, RESULT, NO_OCCASION, NULL, "Delvis", "Partly")                                                     \
  X(nej, NUMBER, RESULT, NO_OCCASION, NULL, "Nej", "No")                                                               \
  X(obesvarat, NUMBER, RESULT, NO_OCCASION, NULL, "Obesvarat", "Unanswered")                                           \
  X(att_fraga, TEXT, RESULT, NO_OCCASION, NULL, "Att fråga om", "To be asked about")                                   \
  X(andel_deltagare, NUMBER, RESULT, NO_OCCASION, NULL, "Andel av deltagarna (%)", "Share of participants (%)")        \
  X(skyddad, TEXT, RESULT, NO_OCCASION, NULL, "Skyddad", "Protected")

#define AT(name, ...) AT_##name,
enum { COLUMNS(AT) COLUMN_COUNT };

#define ROW(name, type, origin, at, codes, sv, en) {#name, UT_TYPE_##type, UT_##origin, UT_##at, codes, sv, en},
static const struct ut_column columns[] = {COLUMNS(ROW)};

/* The same sorted by name, for bisection. */
static const unsigned char by_name[] = {
    AT_ack_budget,
    AT_ack_utfall,
    AT_administration,
    AT_agare,
    AT_aktor,
    AT_alder,
    AT_aldersgrupp,
    AT_allvar,
    AT_andel,
    AT_andel_aterbetald,
    AT_andel_deltagare,
    AT_andel_forsamrad,
    AT_andel_inom_mal,
    AT_andel_oforandrad,
    AT_anonym,
    AT_antagande,
    AT_antal,
    AT_antal_forfallna,
    AT_antal_instammer_slut,
    AT_antal_instammer_start,
    AT_antal_kopplade,
    AT_antal_saknas_slut,
    AT_antal_saknas_start,
    AT_antal_slut,
    AT_antal_start,
    AT_antal_test,
    AT_ar,
    AT_arbetar_studerar,
    AT_arsplatser,
    AT_aterbetalning_diskonterad,
    AT_aterbetalning_egen,
    AT_aterbetalning_egen_p5,
    AT_aterbetalning_egen_p50,
    AT_aterbetalning_egen_p95,
    AT_aterbetalning_hela,
    AT_aterstar_ar,
    AT_aterstar_totalt,
    AT_atgardsplan,
    AT_att_fraga,
    AT_att_rekvirera,
    AT_avbruten,
    AT_avslutsorsak,
    AT_avvikelse,
    AT_avvikelse_pct,
    AT_bas,
    AT_bedomd,
    AT_belaggning,
    AT_belopp,
    AT_belopp_manad,
    AT_beslutat,
    AT_beslutat_totalt,
    AT_borjat,
    AT_budget,
    AT_budget_ar,
    AT_dagar,
    AT_datum,
    AT_decimaler,
    AT_delar,
    AT_deltagare,
    AT_delvis,
    AT_differens,
    AT_differens_ar,
    AT_differens_totalt,
    AT_efter,
    AT_fil,
    AT_finansiar,
    AT_finansierat,
    AT_fler_i_arbete,
    AT_fodelsear,
    AT_forandring,
    AT_forandring_pct,
    AT_forbattrad,
    AT_forbattrad_andel,
    AT_forbrukning_ar_pct,
    AT_forbrukning_totalt_pct,
    AT_fore,
    AT_forekomst,
    AT_forfallodag,
    AT_forsamrad,
    AT_forsorjning_12m,
    AT_forsorjning_24m,
    AT_forsorjning_6m,
    AT_forsorjning_efter,
    AT_forsorjning_fore,
    AT_forsorjningsgrupp,
    AT_forvantat_ar,
    AT_forvantat_totalt,
    AT_fullfoljda,
    AT_gjord,
    AT_hogst,
    AT_hogt,
    AT_id,
    AT_in,
    AT_insats,
    AT_insatstid,
    AT_instammer_slut,
    AT_instammer_start,
    AT_intag,
    AT_internranta,
    AT_kalla,
    AT_kategori,
    AT_ki_hog,
    AT_ki_hog_forsamrad,
    AT_ki_hog_oforandrad,
    AT_ki_lag,
    AT_ki_lag_forsamrad,
    AT_ki_lag_oforandrad,
    AT_klass,
    AT_kod,
    AT_kolumn,
    AT_kommun,
    AT_kon,
    AT_konto,
    AT_kontroll,
    AT_kostnad,
    AT_kostnad_deltagare,
    AT_kostnad_fullfoljd,
    AT_kriterium,
    AT_kvar,
    AT_kvartal,
    AT_lagst,
    AT_lagt,
    AT_langdgrupp,
    AT_mal,
    AT_malgrupp,
    AT_manad,
    AT_manader,
    AT_matt,
    AT_medel_dagar,
    AT_medel_manader,
    AT_medel_slut,
    AT_medel_start,
    AT_median_dagar,
    AT_median_slut,
    AT_median_start,
    AT_metod,
    AT_nej,
    AT_nuvarde_12,
    AT_nuvarde_horisont,
    AT_nyttokvot,
    AT_obesvarat,
    AT_offentlig_12m,
    AT_offentlig_24m,
    AT_offentlig_6m,
    AT_offentlig_efter,
    AT_offentlig_fore,
    AT_oforandrad,
    AT_okat,
    AT_op,
    AT_ordning,
    AT_p,
    AT_period,
    AT_platser,
    AT_post,
    AT_prognos,
    AT_prognos_pct,
    AT_publicerat,
    AT_rad,
    AT_rader,
    AT_rakning,
    AT_regel,
    AT_rekvisition,
    AT_remittent,
    AT_resultat,
    AT_resurs_12m,
    AT_resurs_24m,
    AT_resurs_6m,
    AT_resurs_efter,
    AT_resurs_fore,
    AT_sen,
    AT_senaste,
    AT_skal,
    AT_skal_arbete,
    AT_skyddad,
    AT_slut,
    AT_spann,
    AT_start,
    AT_startar,
    AT_startkvartal,
    AT_startmanad,
    AT_status,
    AT_steg,
    AT_summa,
    AT_summa_12,
    AT_summa_horisont,
    AT_svar,
    AT_sysselsattning_12m,
    AT_sysselsattning_24m,
    AT_sysselsattning_6m,
    AT_sysselsattning_efter,
    AT_sysselsattning_fore,
    AT_sysselsattning_under,
    AT_text,
    AT_tid_forsorjning,
    AT_tillfalle,
    AT_totalt,
    AT_typ,
    AT_uppfyllt,
    AT_ut,
    AT_utbetalt_ar,
    AT_utbetalt_totalt,
    AT_utbildning,
    AT_utfall,
    AT_utfall_hogt,
    AT_utfall_lagt,
    AT_varde,
    AT_verifikat,
    AT_vinst_deltagare_ar,
    AT_vinst_manad,
    AT_vinst_manad_p5,
    AT_vinst_manad_p50,
    AT_vinst_manad_p95,
};

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

static const char *const numeric_prefixes[] = {"antal", "andel", "ki_", "medel_", "median_", "belopp"};
static const char *const counts_or_codes[] = {"fore", "efter"};

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
static bool make_room(struct ut_cells *cells)
{
  if (cells->count < cells->room)
    return true;
  size_t room = cells->room ? 2 * cells->room : 32;
  struct spelling *grown = reallocarray(cells->spellings, room, sizeof *grown);
  if (!grown)
    return false;
  cells->spellings = grown;
  cells->room = room;
  return true;
}

static void remember(struct ut_cells *cells, size_t slot, struct ut_text cell, struct ut_value *out)
{
  if (cells->count == REMEMBERED || cell.len > SPELLING || !make_room(cells))
    return;
  struct ut_list *list = out->list ? keep(cells, sizeof *list) : NULL;
  char *text = keep(cells, cell.len);
  if (!text || (out->list && !list))
    return;
  memcpy(text, cell.ptr, cell.len);
  if (list)
    out->list = memcpy(list, out->list, sizeof *list);
  cells->last = cells->count++;
  cells->spellings[cells->last] = (struct spelling){{text, cell.len}, out->number, list};
  cells->slots[slot] = (uint16_t)cells->count;
}

static enum ut_status bad_code(const struct ut_vocabulary *v, struct ut_text code, struct ut_error *err)
{
  char shown[UT_QUOTED];
  ut_quote(shown, code.ptr, code.len);
  const char *nearest = ut_vocabulary_nearest(v, code);
  if (nearest)
    return ut_error_set(err, UT_BAD_INPUT, "%s is not a code of %s (did you mean %s?)", shown, v->name, nearest);
  return ut_error_set(err, UT_BAD_INPUT, "%s is not a code of %s", shown, v->name);
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

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

static bool all_digits(struct ut_text t)
{
  for (size_t i = 0; i < t.len; i++)
    if (!is_digit(t.ptr[i]))
      return false;
  return t.len > 0;
}

static int compare_name(struct ut_text t, const char *name)
{
  size_t len = strlen(name);
  int order = memcmp(t.ptr, name, t.len < len ? t.len : len);
  return order ? order : (t.len > len) - (t.len < len);
}

int ut_occasion_months(enum ut_occasion at)
{
  static const int months[UT_OCCASIONS] = {[UT_6M] = 6, [UT_12M] = 12, [UT_24M] = 24};
  return at == UT_NO_OCCASION ? 0 : months[at];
}

const struct ut_column *ut_column_find(struct ut_text name)
{
  size_t low = 0, high = name.len > 0 ? COLUMN_COUNT : 0;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const struct ut_column *column = &columns[by_name[middle]];
    int order = compare_name(name, column->name);
    if (order == 0)
      return column;
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return NULL;
}

const struct ut_column *ut_columns(size_t *count)
{
  *count = COLUMN_COUNT;
  return columns;
}

bool ut_column_is_numeric(struct ut_text name)
{
  for (size_t i = 0; i < sizeof counts_or_codes / sizeof *counts_or_codes; i++)
    if (ut_text_is(name, counts_or_codes[i]))
      return true;
  const struct ut_column *column = ut_column_find(name);
  if (column)
    return column->type == UT_TYPE_NUMBER;
  for (size_t i = 0; i < sizeof numeric_prefixes / sizeof *numeric_prefixes; i++) {
    size_t len = strlen(numeric_prefixes[i]);
    if (name.len >= len && memcmp(name.ptr, numeric_prefixes[i], len) == 0)
      return true;
  }
  return all_digits(name);
}

bool ut_number_parse(struct ut_text t, int64_t *number, int64_t *divisor)
{
  size_t digits = 0;
  bool negative = t.len > 0 && t.ptr[0] == '-';
  bool point = false;
  *number = 0;
  *divisor = 1;
  for (size_t i = negative; i < t.len; i++) {
    if (t.ptr[i] == '.' && !point && digits > 0) {
      point = true;
      continue;
    }
    if (!is_digit(t.ptr[i]) || ++digits > DIGITS)
      return false;
    *number = *number * 10 + (t.ptr[i] - '0');
    *divisor *= point ? 10 : 1;
  }
  *number = negative ? -*number : *number;
  return digits > 0 && t.ptr[t.len - 1] != '.';
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

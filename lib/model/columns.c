/* The columns that utfall knows: whatever depends on which column it is asks this table. */
#include "utfall/column.h"

#include <strings.h>

/* These are parts of an initialiser, not values. NOLINTBEGIN(bugprone-macro-parentheses) */
#define CODES(vocabulary) .codes = &ut_vocabularies[UT_##vocabulary]
#define POINTS(other, swedish, english) .points_beside = other, .sv_points = swedish, .en_points = english
#define FROM(how, ...) .rule = UT_RULE_##how, .from = {__VA_ARGS__}

#define COLUMN(id, kind, source, part, at, swedish, english, ...)                                                      \
  {                                                                                                                    \
    .name = #id, .type = UT_TYPE_##kind, .origin = UT_##source, .role = UT_ROLE_##part, .occasion = UT_##at,           \
    .sv = swedish, .en = english, __VA_ARGS__                                                                          \
  }
/* NOLINTEND(bugprone-macro-parentheses) */

/* Columns of participations. */
#define RECORDED(id, kind, ...) COLUMN(id, kind, RECORDED, KEY, NO_OCCASION, __VA_ARGS__)
#define ASKED(id, kind, at, ...) COLUMN(id, kind, RECORDED, KEY, at, __VA_ARGS__)
#define DERIVED(id, kind, at, ...) COLUMN(id, kind, DERIVED, KEY, at, __VA_ARGS__)
#define HELD(id, kind, ...) COLUMN(id, kind, HELD, KEY, NO_OCCASION, __VA_ARGS__)

/* Columns of tables. */
#define RESULT(id, kind, part, ...) COLUMN(id, kind, RESULT, part, NO_OCCASION, __VA_ARGS__)
#define KEY(id, ...) RESULT(id, TEXT, KEY, __VA_ARGS__)
#define WORDS(id, ...) RESULT(id, TEXT, TEXT, __VA_ARGS__)
#define PERSONS(id, ...) RESULT(id, NUMBER, COUNT, __VA_ARGS__, .persons = true)
#define COUNT(id, ...) RESULT(id, NUMBER, COUNT, __VA_ARGS__)
#define SHARE(id, ...) RESULT(id, NUMBER, SHARE, __VA_ARGS__)
#define MONEY(id, ...) RESULT(id, NUMBER, MONEY, __VA_ARGS__)
#define FIGURE(id, ...) RESULT(id, NUMBER, FIGURE, __VA_ARGS__)
/* Of groups that are held against each other: who has no counterpart is in none of it. */
#define OF_BOTH .made_of = "antal bas antal_mot bas_mot antal_jmf bas_jmf"

/* In canonical order, with Swedish and English headings. */
static const struct ut_column columns[] = {
    RECORDED(insats, TEXT, "Insats", "Programme"),
    RECORDED(intag, TEXT, "Intag", "Intake"),
    RECORDED(id, TEXT, "Id", "Id", .exact = true),
    RECORDED(anonym, CODE, "Anonym", "Anonymous", CODES(JA_NEJ)),
    RECORDED(kon, CODE, "Kön", "Sex", CODES(KON)),
    RECORDED(fodelsear, NUMBER, "Födelseår", "Year of birth", .year = true, .low = 1850, .high = 2100,
             .expected = "a year of birth (expected 1850-2100)"),
    RECORDED(kommun, TEXT, "Kommun", "Municipality"),
    RECORDED(remittent, CODE, "Remittent", "Referred by", CODES(REMITTENT)),
    RECORDED(utbildning, CODE, "Utbildning", "Education", CODES(UTBILDNING)),
    RECORDED(tid_forsorjning, NUMBER, "Månader med försörjning före start", "Months on support before start", .low = 0,
             .high = 9999, .expected = "a number of months (expected a whole number from 0)"),
    RECORDED(start, DATE, "Start", "Start"),
    RECORDED(slut, DATE, "Slut", "End", .at_exit = true),
    RECORDED(avslutsorsak, CODE, "Avslutsorsak", "Exit reason", CODES(AVSLUTSORSAK), .at_exit = true),
    RECORDED(anstallning_start, DATE, "Anställning, start", "Employment, start", .dates_itself = true),
    RECORDED(anstallning_slut, DATE, "Anställning, slut", "Employment, end", .dates_itself = true),
    ASKED(sysselsattning_fore, LIST, FORE, "Sysselsättning före", "Occupation before", CODES(SYSSELSATTNING)),
    ASKED(sysselsattning_under, LIST, UNDER, "Sysselsättning under", "Occupation during", CODES(SYSSELSATTNING)),
    ASKED(sysselsattning_efter, LIST, EFTER, "Sysselsättning efter", "Occupation after", CODES(SYSSELSATTNING)),
    ASKED(sysselsattning_6m, LIST, 6M, "Sysselsättning 6 månader efter", "Occupation 6 months after",
          CODES(SYSSELSATTNING)),
    ASKED(sysselsattning_12m, LIST, 12M, "Sysselsättning 12 månader efter", "Occupation 12 months after",
          CODES(SYSSELSATTNING)),
    ASKED(sysselsattning_24m, LIST, 24M, "Sysselsättning 24 månader efter", "Occupation 24 months after",
          CODES(SYSSELSATTNING)),
    ASKED(forsorjning_fore, LIST, FORE, "Försörjning före", "Support before", CODES(FORSORJNING)),
    ASKED(forsorjning_efter, LIST, EFTER, "Försörjning efter", "Support after", CODES(FORSORJNING)),
    ASKED(forsorjning_6m, LIST, 6M, "Försörjning 6 månader efter", "Support 6 months after", CODES(FORSORJNING)),
    ASKED(forsorjning_12m, LIST, 12M, "Försörjning 12 månader efter", "Support 12 months after", CODES(FORSORJNING)),
    ASKED(forsorjning_24m, LIST, 24M, "Försörjning 24 månader efter", "Support 24 months after", CODES(FORSORJNING)),
    ASKED(resurs_fore, TEXT, FORE, "Användning av tjänster före", "Use of services before"),
    ASKED(resurs_efter, TEXT, EFTER, "Användning av tjänster efter", "Use of services after"),
    ASKED(resurs_6m, TEXT, 6M, "Användning av tjänster 6 månader efter", "Use of services 6 months after"),
    ASKED(resurs_12m, TEXT, 12M, "Användning av tjänster 12 månader efter", "Use of services 12 months after"),
    ASKED(resurs_24m, TEXT, 24M, "Användning av tjänster 24 månader efter", "Use of services 24 months after"),
    RECORDED(uppfoljd_6m, DATE, "Uppföljd, 6 månader", "Followed up, 6 months", .dates_itself = true,
             .follows_exit = true),
    RECORDED(uppfoljd_12m, DATE, "Uppföljd, 12 månader", "Followed up, 12 months", .dates_itself = true,
             .follows_exit = true),
    RECORDED(uppfoljd_24m, DATE, "Uppföljd, 24 månader", "Followed up, 24 months", .dates_itself = true,
             .follows_exit = true),
    DERIVED(alder, NUMBER, NO_OCCASION, "Ålder", "Age", FROM(AGE, "start", "fodelsear")),
    DERIVED(aldersgrupp, CODE, NO_OCCASION, "Åldersgrupp", "Age group", FROM(AGE_BAND, "start", "fodelsear"),
            CODES(ALDERSGRUPP)),
    DERIVED(dagar, NUMBER, NO_OCCASION, "Dagar", "Days", FROM(DAYS, "start", "slut")),
    DERIVED(manader, NUMBER, NO_OCCASION, "Månader", "Months", FROM(MONTHS, "start", "slut")),
    DERIVED(langdgrupp, CODE, NO_OCCASION, "Tid i insatsen", "Time in the programme",
            FROM(LENGTH_BAND, "start", "slut"), CODES(LANGDGRUPP)),
    DERIVED(forsorjningsgrupp, CODE, NO_OCCASION, "Tid med försörjning före start", "Time on support before start",
            FROM(SUPPORT_BAND, "tid_forsorjning"), CODES(FORSORJNINGSGRUPP)),
    DERIVED(ar, NUMBER, NO_OCCASION, "År", "Year", FROM(YEAR, "slut"), .year = true, .ordinal = true, .period = true),
    DERIVED(halvar, TEXT, NO_OCCASION, "Halvår", "Half-year", FROM(HALF, "slut"), .period = true),
    DERIVED(tertial, TEXT, NO_OCCASION, "Tertial", "Third of a year", FROM(THIRD, "slut"), .period = true),
    DERIVED(kvartal, TEXT, NO_OCCASION, "Kvartal", "Quarter", FROM(QUARTER, "slut"), .period = true),
    DERIVED(manad, TEXT, NO_OCCASION, "Månad", "Month", FROM(MONTH, "slut"), .period = true),
    DERIVED(startar, NUMBER, NO_OCCASION, "Startår", "Year of start", FROM(YEAR, "start"), .year = true,
            .ordinal = true, .period = true),
    DERIVED(starthalvar, TEXT, NO_OCCASION, "Starthalvår", "Half-year of start", FROM(HALF, "start"), .period = true),
    DERIVED(starttertial, TEXT, NO_OCCASION, "Starttertial", "Third of a year of start", FROM(THIRD, "start"),
            .period = true),
    DERIVED(startkvartal, TEXT, NO_OCCASION, "Startkvartal", "Quarter of start", FROM(QUARTER, "start"),
            .period = true),
    DERIVED(startmanad, TEXT, NO_OCCASION, "Startmånad", "Month of start", FROM(MONTH, "start"), .period = true),
    DERIVED(avbruten, CODE, NO_OCCASION, "Avbruten", "Broken off", FROM(BROKEN_OFF, "avslutsorsak"), CODES(JA_NEJ)),
    DERIVED(offentlig_fore, CODE, FORE, "Offentlig försörjning före", "Public support before",
            FROM(PUBLIC, "forsorjning_fore"), CODES(JA_NEJ)),
    DERIVED(offentlig_efter, CODE, EFTER, "Offentlig försörjning efter", "Public support after",
            FROM(PUBLIC, "forsorjning_efter"), CODES(JA_NEJ)),
    DERIVED(offentlig_6m, CODE, 6M, "Offentlig försörjning 6 månader efter", "Public support 6 months after",
            FROM(PUBLIC, "forsorjning_6m"), CODES(JA_NEJ)),
    DERIVED(offentlig_12m, CODE, 12M, "Offentlig försörjning 12 månader efter", "Public support 12 months after",
            FROM(PUBLIC, "forsorjning_12m"), CODES(JA_NEJ)),
    DERIVED(offentlig_24m, CODE, 24M, "Offentlig försörjning 24 månader efter", "Public support 24 months after",
            FROM(PUBLIC, "forsorjning_24m"), CODES(JA_NEJ)),
    HELD(ordning, NUMBER, "Ordning", "Number in order", .ordinal = true),
    HELD(senaste, CODE, "Senaste", "Latest", CODES(JA_NEJ)),
    HELD(foregaende, TEXT, "Föregående insats", "Programme before"),
    HELD(dagar_sedan, NUMBER, "Dagar sedan den slutade", "Days since it ended"),
    KEY(klass, "Klass", "Class", .classes = true),
    KEY(regel, "Regel", "Rule"),
    KEY(kod, "Kod", "Code", CODES(KOD)),
    PERSONS(antal, "Antal", "Number", .within = "bas"),
    RESULT(bas, NUMBER, BASE, "Bas", "Base", .persons = true),
    SHARE(andel, "Andel (%)", "Share (%)", .part = "antal arbetar_studerar", .whole = "bas", .least = "andel_lagst",
          .most = "andel_hogst"),
    SHARE(ki_lag, "KI, undre (%)", "CI, lower (%)", .whole = "bas", OF_BOTH,
          POINTS("differens", "KI, undre (procentenheter)", "CI, lower (percentage points)")),
    SHARE(ki_hog, "KI, övre (%)", "CI, upper (%)", .whole = "bas", OF_BOTH,
          POINTS("differens", "KI, övre (procentenheter)", "CI, upper (percentage points)")),
    PERSONS(saknas, "Saknas", "Missing", .unknown = true),
    SHARE(svarsandel, "Svarsandel (%)", "Response rate (%)", .part = "bas-saknas", .whole = "bas"),
    SHARE(andel_svarande, "Andel av svarande (%)", "Share of those who are known (%)", .part = "antal",
          .whole = "bas-saknas"),
    SHARE(andel_lagst, "Andel, lägst (%)", "Share, lowest (%)", .part = "antal", .whole = "bas"),
    SHARE(andel_hogst, "Andel, högst (%)", "Share, highest (%)", .part = "antal+saknas", .whole = "bas"),
    SHARE(ki_lagst, "KI, undre, lägst (%)", "CI, lower, lowest (%)", .whole = "bas"),
    SHARE(ki_hogst, "KI, övre, högst (%)", "CI, upper, highest (%)", .whole = "bas", .made_of = "saknas"),
    PERSONS(antal_mot, "Antal i jämförelsen", "Number compared with", .may_lack = true, .within = "bas_mot"),
    PERSONS(bas_mot, "Bas i jämförelsen", "Base compared with", .may_lack = true),
    SHARE(andel_mot, "Andel i jämförelsen (%)", "Share compared with (%)", .part = "antal_mot", .whole = "bas_mot"),
    FIGURE(kvot, "Kvot", "Ratio"),
    FIGURE(medelvarde, "Medelvärde", "Mean", .of_persons = true),
    FIGURE(medelvarde_mot, "Medelvärde i jämförelsen", "Mean compared with", .of_persons = true),
    FIGURE(differens_lag, "Differens, undre gräns", "Difference, lower limit"),
    FIGURE(differens_hog, "Differens, övre gräns", "Difference, upper limit"),
    FIGURE(p_holm, "p-värde enligt Holm", "p-value, Holm"),
    SHARE(medel, "Medel (%)", "Mean (%)"),
    SHARE(lag95, "95 %-gräns, undre (%)", "95% limit, lower (%)"),
    SHARE(hog95, "95 %-gräns, övre (%)", "95% limit, upper (%)"),
    SHARE(lag998, "99,8 %-gräns, undre (%)", "99.8% limit, lower (%)"),
    SHARE(hog998, "99,8 %-gräns, övre (%)", "99.8% limit, upper (%)"),
    RESULT(utanfor, TEXT, FIGURE, "Utanför gränserna", "Outside the limits", CODES(UTANFOR)),
    FIGURE(phi, "Spridning (phi)", "Dispersion (phi)"),
    PERSONS(fore, "Före", "Before", .key_beside_antal = true, CODES(FORSORJNING)),
    PERSONS(efter, "Efter", "After", .key_beside_antal = true, CODES(FORSORJNING)),
    COUNT(forandring, "Förändring", "Change", .of_persons = true),
    SHARE(forandring_pct, "Förändring (%)", "Change (%)", .part = "forandring", .whole = "fore", .made_of = "efter",
          .beside = "tidpunkt ar"),
    PERSONS(arbetar_studerar, "Arbetar eller studerar", "Work or study", .within = "bas"),
    PERSONS(borjat, "Har börjat", "Began", .within = "arbetar_studerar"),
    PERSONS(okat, "Har ökat", "Increased", .within = "arbetar_studerar"),
    KEY(status, "Status", "Status", CODES(STATUS)),
    KEY(tidpunkt, "Tidpunkt", "When", CODES(TIDPUNKT)),
    PERSONS(personer, "Personer", "Persons"),
    PERSONS(mottagare, "Mottagare", "Recipients", .within = "personer", .shared_over = "kod"),
    MONEY(per_manad, "Per person och månad (kr)", "Per person and month (SEK)", .of_persons = true),
    PERSONS(bas_jmf, "Bas i jämförelsegruppen", "Base of the comparison group"),
    PERSONS(antal_jmf, "Antal i jämförelsegruppen", "Number in the comparison group", .within = "bas_jmf"),
    PERSONS(utan_motpart, "Utan motpart", "Without a counterpart"),
    FIGURE(forvantat, "Förväntat antal", "Expected number", .of_persons = true, OF_BOTH),
    SHARE(dodvikt_pct, "Dödvikt (%)", "Deadweight (%)", OF_BOTH),
    FIGURE(std_differens, "Standardiserad differens", "Standardised difference"),
    FIGURE(sd_dagar, "Dagar, standardavvikelse", "Days, standard deviation", .of_persons = true),
    FIGURE(medel_dagar, "Dagar, medelvärde", "Days, mean", .of_persons = true),
    FIGURE(median_dagar, "Dagar, median", "Days, median", .of_persons = true),
    FIGURE(medel_manader, "Månader, medelvärde", "Months, mean", .of_persons = true),
    RESULT(efter_manader, NUMBER, KEY, "Inom (månader)", "Within (months)", .accumulates = true),
    RESULT(efter_dagar, NUMBER, KEY, "Inom (dagar)", "Within (days)", .accumulates = true),
    PERSONS(risk, "Kvar att följa", "Still at risk", .splits_group = true),
    PERSONS(handelser, "Händelser", "Events", .splits_group = true),
    PERSONS(konkurrerande, "Avslut utan händelsen", "Exits without the event", .splits_group = true),
    PERSONS(censurerade, "Ännu inte avslutade", "Not ended yet", .splits_group = true),
    FIGURE(median_manader, "Månader, median", "Months, median", .of_persons = true),
    PERSONS(utgangar, "Utgångar", "Exits"),
    PERSONS(ater, "Åter", "Came back", .within = "utgangar"),
    COUNT(antal_olika, "Antal olika", "Different values"),
    PERSONS(antal_saknas, "Saknas", "Missing"),
    KEY(period, "Period", "Period", .period = true),
    PERSONS(in, "In", "In", .flow = UT_FLOW_IN),
    PERSONS(ut, "Ut", "Out", .flow = UT_FLOW_OUT),
    PERSONS(kvar, "Kvar", "Still in", .flow = UT_FLOW_LEFT),
    PERSONS(deltagare, "Deltagare", "Participants", .may_lack = true, .flow = UT_FLOW_PRESENT),
    COUNT(platser, "Platser", "Places"),
    FIGURE(arsplatser, "Årsplatser", "Full-year places", .of_persons = true),
    SHARE(belaggning, "Beläggning (%)", "Occupancy (%)", .of_persons = true),
    RESULT(forfallodag, DATE, DATE, "Förfallodag", "Due date"),
    PERSONS(gjorda, "Gjorda", "Done", .within = "antal"),
    FIGURE(dagar_sen, "Dagar sen", "Days late"),
    FIGURE(median_dagar_sen, "Dagar sen, median", "Days late, median", .of_persons = true),
    RESULT(gjord, CODE, KEY, "Gjord", "Done", CODES(JA_NEJ)),
    WORDS(fil, "Fil", "File"),
    RESULT(rad, NUMBER, KEY, "Rad", "Line"),
    KEY(kolumn, "Kolumn", "Column", .names_columns = true),
    WORDS(not, "Anmärkning", "Note", CODES(NOT)),
    WORDS(skal, "Skäl", "Reason", CODES(SKAL)),
    KEY(kontroll, "Kontroll", "Check", CODES(KONTROLL)),
    KEY(allvar, "Allvar", "Severity", CODES(ALLVAR)),
    RESULT(rader, TEXT, FIGURE, "Rader", "Lines"),
    WORDS(agare, "Ägare", "Owner"),
    KEY(typ, "Typ", "Type"),
    WORDS(malgrupp, "Målgrupp", "Target group"),
    KEY(matt, "Mått", "Measure"),
    KEY(tillfalle, "Tillfälle", "Occasion", CODES(TILLFALLE)),
    RESULT(varde, NUMBER, KEY, "Värde", "Value"),
    RESULT(steg, NUMBER, KEY, "Steg", "Steps"),
    PERSONS(antal_start, "Antal vid start", "Number at start"),
    PERSONS(antal_slut, "Antal vid slut", "Number at end"),
    PERSONS(antal_kopplade, "Antal kopplade", "Number linked"),
    FIGURE(medel_start, "Medelvärde vid start", "Mean at start", .of_persons = true),
    FIGURE(medel_slut, "Medelvärde vid slut", "Mean at end", .of_persons = true),
    PERSONS(forbattrad, "Förbättrade", "Improved"),
    PERSONS(oforandrad, "Oförändrade", "Unchanged"),
    PERSONS(forsamrad, "Försämrade", "Worse"),
    SHARE(forbattrad_andel, "Förbättrade (%)", "Improved (%)", .part = "forbattrad", .whole = "antal_kopplade"),
    FIGURE(p, "p-värde", "p-value", OF_BOTH),
    SHARE(instammer_start, "Instämmer vid start (%)", "Agree at start (%)", .part = "antal_instammer_start",
          .whole = "antal_start"),
    SHARE(instammer_slut, "Instämmer vid slut (%)", "Agree at end (%)", .part = "antal_instammer_slut",
          .whole = "antal_slut"),
    FIGURE(median_start, "Median vid start", "Median at start", .of_persons = true),
    FIGURE(median_slut, "Median vid slut", "Median at end", .of_persons = true),
    PERSONS(antal_test, "Antal i teckentestet", "Number in the sign test"),
    SHARE(andel_oforandrad, "Oförändrade (%)", "Unchanged (%)", .part = "oforandrad", .whole = "antal_kopplade"),
    SHARE(ki_lag_oforandrad, "Oförändrade, KI, undre (%)", "Unchanged, CI, lower (%)"),
    SHARE(ki_hog_oforandrad, "Oförändrade, KI, övre (%)", "Unchanged, CI, upper (%)"),
    SHARE(andel_forsamrad, "Försämrade (%)", "Worse (%)", .part = "forsamrad", .whole = "antal_kopplade"),
    SHARE(ki_lag_forsamrad, "Försämrade, KI, undre (%)", "Worse, CI, lower (%)"),
    SHARE(ki_hog_forsamrad, "Försämrade, KI, övre (%)", "Worse, CI, upper (%)"),
    PERSONS(antal_saknas_start, "Saknas vid start", "Missing at start"),
    PERSONS(antal_saknas_slut, "Saknas vid slut", "Missing at end"),
    PERSONS(antal_instammer_start, "Antal som instämmer vid start", "Number who agree at start", .optional = true),
    PERSONS(antal_instammer_slut, "Antal som instämmer vid slut", "Number who agree at end", .optional = true),
    RESULT(bedomd, DATE, DATE, "Senast bedömd", "Last assessed"),
    KEY(del, "Del", "Part"),
    RESULT(planerad_start, DATE, DATE, "Planerad start", "Planned start"),
    RESULT(planerad_slut, DATE, DATE, "Planerat slut", "Planned end"),
    PERSONS(borjade, "Började", "Began"),
    PERSONS(pagaende, "Pågående", "Going on", .divides = "borjade"),
    PERSONS(avbrutna, "Avbrutna", "Broken off", .divides = "borjade"),
    PERSONS(till_nasta, "Till nästa", "Went on", .may_lack = true, .within = "borjade"),
    PERSONS(inom_tid, "Inom tiden", "In time", .within = "fullfoljda"),
    PERSONS(over_tid, "Över tiden", "Over time", .within = "pagaende"),
    PERSONS(forsenade, "Försenade", "Late", .may_lack = true),
    PERSONS(aktiva, "Aktiva", "Active"),
    PERSONS(med_plan, "Med plan", "With a plan", .within = "aktiva"),
    COUNT(antal_forfallna, "Förfallna bedömningar", "Assessments overdue"),
    RESULT(datum, DATE, DATE, "Datum", "Date"),
    KEY(konto, "Konto", "Account"),
    KEY(kategori, "Kategori", "Category"),
    WORDS(text, "Text", "Text"),
    MONEY(belopp, "Belopp (kr)", "Amount (SEK)"),
    WORDS(verifikat, "Verifikat", "Voucher"),
    KEY(rekvisition, "Rekvisition", "Requisition"),
    RESULT(forekomst, NUMBER, KEY, "Förekomst", "Occurrence"),
    RESULT(sen, CODE, KEY, "Sen", "Late", CODES(JA_NEJ)),
    KEY(post, "Post", "Item"),
    MONEY(beslutat, "Beslutat (kr)", "Decided (SEK)"),
    KEY(finansiar, "Finansiär", "Financier"),
    WORDS(insatstid, "Insatstid", "Programme period"),
    MONEY(beslutat_totalt, "Beslutat totalt (kr)", "Decided in total (SEK)"),
    MONEY(budget_ar, "Budget året (kr)", "Budget for the year (SEK)"),
    MONEY(forvantat_ar, "Förväntat året (kr)", "Expected in the year (SEK)"),
    MONEY(forvantat_totalt, "Förväntat totalt (kr)", "Expected in total (SEK)"),
    MONEY(utbetalt_ar, "Utbetalt året (kr)", "Paid in the year (SEK)"),
    MONEY(utbetalt_totalt, "Utbetalt totalt (kr)", "Paid in total (SEK)"),
    SHARE(forbrukning_ar_pct, "Förbrukning året (%)", "Used in the year (%)", .part = "utbetalt_ar",
          .whole = "budget_ar"),
    SHARE(forbrukning_totalt_pct, "Förbrukning totalt (%)", "Used in total (%)", .part = "utbetalt_totalt",
          .whole = "beslutat_totalt"),
    MONEY(differens_ar, "Differens året (kr)", "Difference in the year (SEK)"),
    MONEY(differens_totalt, "Differens totalt (kr)", "Difference in total (SEK)"),
    MONEY(aterstar_ar, "Återstår året (kr)", "Left of the year (SEK)"),
    MONEY(aterstar_totalt, "Återstår totalt (kr)", "Left in total (SEK)"),
    MONEY(totalt, "Totalt", "Total"),
    MONEY(budget, "Budget (kr)", "Budget (SEK)"),
    MONEY(utfall, "Utfall (kr)", "Outcome (SEK)"),
    MONEY(ack_budget, "Ackumulerad budget (kr)", "Accumulated budget (SEK)"),
    MONEY(ack_utfall, "Ackumulerat utfall (kr)", "Accumulated outcome (SEK)"),
    FIGURE(avvikelse, "Avvikelse", "Deviation", .target = "mal"),
    SHARE(avvikelse_pct, "Avvikelse (%)", "Deviation (%)", .part = "avvikelse", .whole = "budget", .of_size = true),
    MONEY(att_rekvirera, "Att rekvirera (kr)", "To requisition (SEK)"),
    KEY(metod, "Metod", "Method", CODES(METOD)),
    MONEY(prognos, "Prognos (kr)", "Forecast (SEK)"),
    SHARE(prognos_pct, "Prognos (%)", "Forecast (%)", .part = "prognos", .whole = "budget"),
    WORDS(atgardsplan, "Åtgärdsplan", "Action plan", CODES(JA_NEJ)),
    MONEY(finansierat, "Finansierat (kr)", "Funded (SEK)"),
    MONEY(administration, "Administration (kr)", "Administration (SEK)"),
    PERSONS(fullfoljda, "Fullföljda", "Completed", .may_lack = true, .within = "deltagare", .divides = "borjade"),
    MONEY(kostnad_deltagare, "Kostnad per deltagare (kr)", "Cost per participant (SEK)", .of_persons = true),
    MONEY(kostnad_fullfoljd, "Kostnad per fullföljd (kr)", "Cost per completion (SEK)", .of_persons = true),
    WORDS(rakning, "Räknad i", "Counted in"),
    WORDS(delar, "Delar", "Parts"),
    MONEY(publicerat, "Publicerat (kr)", "Published (SEK)"),
    MONEY(summa, "Summa (kr)", "Sum (SEK)"),
    FIGURE(differens, "Differens", "Difference", OF_BOTH,
           POINTS("ki_lag", "Differens (procentenheter)", "Difference (percentage points)")),
    KEY(aktor, "Aktör", "Actor", CODES(AKTOR)),
    MONEY(belopp_manad, "Belopp per månad (kr)", "Amount a month (SEK)"),
    MONEY(lagst, "Lägst (kr)", "Lowest (SEK)"),
    MONEY(hogst, "Högst (kr)", "Highest (SEK)"),
    MONEY(kostnad, "Kostnad (kr)", "Cost (SEK)"),
    MONEY(vinst_manad, "Vinst per månad (kr)", "Gain a month (SEK)"),
    MONEY(vinst_deltagare_ar, "Vinst per deltagare och år (kr)", "Gain per participant and year (SEK)",
          .of_persons = true),
    MONEY(summa_12, "Summa 12 månader (kr)", "Sum over 12 months (SEK)"),
    MONEY(nuvarde_12, "Nuvärde 12 månader (kr)", "Present value, 12 months (SEK)"),
    MONEY(summa_horisont, "Summa hela tiden (kr)", "Sum to the horizon (SEK)"),
    MONEY(nuvarde_horisont, "Nuvärde hela tiden (kr)", "Present value to the horizon (SEK)"),
    FIGURE(aterbetalning_egen, "Återbetalning, egen andel (månader)", "Payback, own share (months)"),
    FIGURE(aterbetalning_hela, "Återbetalning, hela kostnaden (månader)", "Payback, whole cost (months)"),
    FIGURE(aterbetalning_diskonterad, "Återbetalning, diskonterad (månader)", "Payback, discounted (months)"),
    FIGURE(nyttokvot, "Nyttokvot", "Benefit–cost ratio"),
    FIGURE(internranta, "Internränta (%)", "Internal rate of return (%)"),
    MONEY(vinst_manad_p5, "Vinst per månad, 5:e percentilen (kr)", "Gain a month, 5th percentile (SEK)"),
    MONEY(vinst_manad_p50, "Vinst per månad, median (kr)", "Gain a month, median (SEK)"),
    MONEY(vinst_manad_p95, "Vinst per månad, 95:e percentilen (kr)", "Gain a month, 95th percentile (SEK)"),
    FIGURE(aterbetalning_egen_p5, "Återbetalning, 5:e percentilen (månader)", "Payback, 5th percentile (months)"),
    FIGURE(aterbetalning_egen_p50, "Återbetalning, median (månader)", "Payback, median (months)"),
    FIGURE(aterbetalning_egen_p95, "Återbetalning, 95:e percentilen (månader)", "Payback, 95th percentile (months)"),
    SHARE(andel_aterbetald, "Återbetald (% av dragningarna)", "Paid back (% of draws)"),
    SHARE(andel_inom_mal, "Inom målet (% av dragningarna)", "Within the target (% of draws)"),
    FIGURE(fler_i_arbete, "Fler i arbete för målet", "More in work for the target"),
    WORDS(skal_arbete, "Skäl, fler i arbete", "Reason, more in work", CODES(SKAL)),
    MONEY(netto_12, "Netto 12 månader (kr)", "Net of 12 months (SEK)"),
    MONEY(netto_horisont, "Netto hela tiden (kr)", "Net to the horizon (SEK)"),
    MONEY(potential, "Möjlig vinst (kr)", "Possible gain (SEK)"),
    SHARE(verkningsgrad_pct, "Verkningsgrad (%)", "Efficiency (%)", .part = "netto_horisont", .whole = "potential"),
    MONEY(vinst_ack, "Ackumulerad vinst (kr)", "Accumulated gain (SEK)"),
    MONEY(kostnad_ack, "Ackumulerad kostnad (kr)", "Accumulated cost (SEK)"),
    KEY(antagande, "Antagande", "Assumption", CODES(ANTAGANDE)),
    FIGURE(lagt, "Lågt värde", "Low value"),
    FIGURE(hogt, "Högt värde", "High value"),
    MONEY(utfall_lagt, "Utfall vid lågt värde (kr)", "Outcome at the low value (SEK)"),
    MONEY(utfall_hogt, "Utfall vid högt värde (kr)", "Outcome at the high value (SEK)"),
    MONEY(spann, "Spann (kr)", "Span (SEK)"),
    WORDS(op, "Villkor", "Condition", CODES(OP)),
    FIGURE(mal, "Mål", "Target", .target = "mal"),
    FIGURE(decimaler, "Decimaler", "Decimals"),
    FIGURE(resultat, "Resultat", "Result"),
    RESULT(uppfyllt, TEXT, FIGURE, "Uppfyllt", "Met", CODES(UPPFYLLT), .target = "mal"),
    WORDS(kalla, "Källa", "Source"),
    KEY(kriterium, "Kriterium", "Criterion"),
    KEY(svar, "Svar", "Answer", CODES(SVAR)),
    COUNT(delvis, "Delvis", "Partly"),
    COUNT(nej, "Nej", "No"),
    COUNT(obesvarat, "Obesvarat", "Unanswered"),
    WORDS(att_fraga, "Att fråga om", "To be asked about"),
    FIGURE(medel_poang, "Poäng, medelvärde", "Score, mean"),
    SHARE(andel_deltagare, "Andel av deltagarna (%)", "Share of participants (%)"),
    RESULT(skyddad, TEXT, MARK, "Skyddad", "Protected", CODES(SKYDDAD)),
};
enum { COLUMN_COUNT = sizeof columns / sizeof *columns };

/* What the beginning of a name says of a column that is not in the table. */
static const struct {
  const char *prefix;
  struct ut_column column;
} prefixes[] = {
    {"antal", PERSONS(, "", "")},
    {"andel", SHARE(, "", "")},
    {"Andel", SHARE(, "", "")},
    {"ki_", SHARE(, "", "")},
    {"medel_", FIGURE(, "", "", .of_persons = true)},
    {"median_", FIGURE(, "", "", .of_persons = true)},
    {"belopp", MONEY(, "", "")},
};
/* What its last word says in any case, whatever it begins with: antal_pct is no count. */
static const char *const share_words[] = {"pct", "procent", "percent", "andel", "share", "%", "(%)"};
static const struct ut_column share = SHARE(, "", "");
/* A year, or a number of months, over a column of figures. */
static const struct ut_column digits = FIGURE(, "", "");

const char *const ut_occasion_names[UT_OCCASIONS] = {"fore", "under", "efter", "6m", "12m", "24m"};

const struct ut_column ut_column_unknown = {.name = "", .occasion = UT_NO_OCCASION, .sv = "", .en = ""};

int ut_occasion_months(enum ut_occasion at)
{
  static const int months[UT_OCCASIONS] = {[UT_6M] = 6, [UT_12M] = 12, [UT_24M] = 24};
  return at == UT_NO_OCCASION ? 0 : months[at];
}

static bool begins(struct ut_text t, const char *prefix)
{
  size_t len = strlen(prefix);
  return t.len >= len && memcmp(t.ptr, prefix, len) == 0;
}

static bool ends_as_share(struct ut_text name)
{
  for (size_t i = 0; i < sizeof share_words / sizeof *share_words; i++) {
    size_t len = strlen(share_words[i]);
    if (name.len < len)
      continue;
    const char *word = name.ptr + name.len - len;
    if (strncasecmp(word, share_words[i], len) == 0 && (word == name.ptr || *word == '(' || strchr("_ -", word[-1])))
      return true;
  }
  return false;
}

static bool all_digits(struct ut_text t)
{
  for (size_t i = 0; i < t.len; i++)
    if (!ut_char_is_digit(t.ptr[i]))
      return false;
  return t.len > 0;
}

const struct ut_column *ut_column_find(struct ut_text name)
{
  for (size_t i = 0; i < COLUMN_COUNT; i++)
    if (ut_text_is(name, columns[i].name))
      return &columns[i];
  return NULL;
}

const struct ut_column *ut_column_of(struct ut_text name)
{
  const struct ut_column *known = ut_column_find(name);
  if (!known && ends_as_share(name))
    return &share;
  for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes && !known; i++)
    if (begins(name, prefixes[i].prefix))
      known = &prefixes[i].column;
  return known ? known : all_digits(name) ? &digits : &ut_column_unknown;
}

/* Is it the name of `stem` at that occasion? */
static bool is_count_of_persons(const struct ut_column *column, enum ut_role role)
{
  return ut_role_is_count(role) && column->persons;
}

/* Does a formula, with blanks, + and - between its columns, name one that counts persons? */
static bool is_of_persons(const char *formula)
{
  for (size_t len; formula && *formula; formula += len + (formula[len] != '\0')) {
    len = strcspn(formula, " +-");
    const struct ut_column *named = ut_column_of((struct ut_text){formula, len});
    if (is_count_of_persons(named, named->role))
      return true;
  }
  return false;
}

bool ut_column_counts_persons(const struct ut_column *column, enum ut_role role)
{
  if (column->of_persons || is_count_of_persons(column, role))
    return true;
  return role == UT_ROLE_SHARE &&
         (is_of_persons(column->part) || is_of_persons(column->whole) || is_of_persons(column->made_of));
}

static bool is_at(struct ut_text name, struct ut_text stem, enum ut_occasion at)
{
  return name.len > stem.len && ut_text_equal((struct ut_text){name.ptr, stem.len}, stem) &&
         name.ptr[stem.len] == '_' && strcmp(name.ptr + stem.len + 1, ut_occasion_names[at]) == 0;
}

const struct ut_column *ut_column_at(struct ut_text stem, enum ut_occasion at)
{
  for (size_t i = 0; i < COLUMN_COUNT && at != UT_NO_OCCASION; i++)
    if (columns[i].codes && is_at(ut_text_of(columns[i].name), stem, at))
      return &columns[i];
  return NULL;
}

bool ut_column_tells_apart(const struct ut_text *names, size_t column, bool antal)
{
  const struct ut_column *own = ut_column_of(names[column]);
  enum ut_role role = ut_column_role(own, antal);
  if (role != UT_ROLE_KEY || !ut_column_is_number(own))
    return role == UT_ROLE_KEY || role == UT_ROLE_DATE;
  for (size_t i = 0; i < column; i++)
    if (ut_role_is_figure(ut_column_role(ut_column_of(names[i]), antal)))
      return false;
  return true;
}

ptrdiff_t ut_column_target(const struct ut_column *column, const struct ut_text *names, size_t count)
{
  for (size_t i = 0; column->target && i < count; i++)
    if (ut_text_is(names[i], column->target))
      return (ptrdiff_t)i;
  return -1;
}

bool ut_column_is_within(const struct ut_column *column, struct ut_text other)
{
  return column->within && ut_text_is(other, column->within);
}

const struct ut_column *ut_columns(size_t *count)
{
  *count = COLUMN_COUNT;
  return columns;
}

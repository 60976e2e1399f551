/* The field's codes: the tables, and how they are found, grouped, labelled and ordered. */
#include "utfall/vocabulary.h"

#include <stdio.h>

#include "utfall/run.h"

enum {
  FEW_CODES = 8 /* are listed when one is not known */
};

/* `ingen` stands last in both lists and has a label of its own in each; kod, which tables keyed by
 * either use, shares the rest. */
#define OCCUPATIONS                                                                                                    \
  {"arbete", "Arbete", "Work", NULL, UT_CODE_WORK},                                                                    \
      {"arbete_subventionerat", "Arbete med subvention", "Subsidised work", "arbete", UT_CODE_WORK},                   \
      {"studier", "Studier", "Studies", NULL, UT_CODE_WORK},                                                           \
      {"arbetssokande", "Aktivt arbetssökande", "Actively seeking work", NULL, 0},                                     \
      {"praktik", "Praktik", "Work placement", NULL, 0},                                                               \
      {"rehabilitering", "Arbetslivsinriktad rehabilitering", "Vocational rehabilitation", NULL, 0},                   \
      {"forstarkt_samarbete", "Förstärkt samarbete", "Enhanced cooperation", NULL, 0},                                 \
      {"daglig_verksamhet", "Daglig verksamhet", "Daily activities", NULL, 0},                                         \
      {"foraldraledig", "Föräldraledig", "On parental leave", NULL, 0},                                                \
  {                                                                                                                    \
    "annat", "Annat", "Other", NULL, 0                                                                                 \
  }

#define SUPPORTS                                                                                                       \
  {"sjukpenning", "Sjukpenning", "Sickness benefit", NULL, UT_CODE_PUBLIC},                                            \
      {"aktivitetsersattning", "Aktivitetsersättning", "Activity compensation", NULL, UT_CODE_PUBLIC},                 \
      {"sjukersattning", "Sjukersättning", "Sickness compensation", NULL, UT_CODE_PUBLIC},                             \
      {"a_kassa", "A-kassa", "Unemployment benefit", NULL, UT_CODE_PUBLIC},                                            \
      {"aktivitetsstod", "Aktivitetsstöd", "Activity support", NULL, UT_CODE_PUBLIC},                                  \
      {"etableringsersattning", "Etableringsersättning", "Introduction benefit", NULL, UT_CODE_PUBLIC},                \
      {"forsorjningsstod", "Försörjningsstöd", "Social assistance", NULL, UT_CODE_PUBLIC},                             \
      {"habiliteringsersattning", "Habiliteringsersättning", "Habilitation allowance", NULL, 0},                       \
      {"studiestod", "Studiestöd", "Student aid", NULL, 0},                                                            \
      {"foraldrapenning", "Föräldrapenning", "Parental benefit", NULL, 0},                                             \
      {"alderspension", "Ålderspension", "Old-age pension", NULL, 0}, {"lon", "Lön", "Wages", NULL, 0},                \
  {                                                                                                                    \
    "annan", "Annan försörjning", "Other support", NULL, 0                                                             \
  }

static const struct ut_code kon[] = {
    {"K", "Kvinnor", "Women", NULL, 0},
    {"M", "Män", "Men", NULL, 0},
};

static const struct ut_code utbildning[] = {
    {"ej_grundskola", "Ej fullföljd grundskola", "Compulsory school not completed", NULL, 0},
    {"grundskola", "Grundskola", "Compulsory school", NULL, 0},
    {"gymnasiesarskola", "Gymnasiesärskola", "Upper secondary special school", NULL, 0},
    {"gymnasium", "Gymnasium", "Upper secondary school", NULL, 0},
    {"folkhogskola", "Folkhögskola", "Folk high school", NULL, 0},
    {"eftergymnasial", "Eftergymnasial utbildning", "Post-secondary education", NULL, 0},
    {"okand", "Okänd utbildning", "Education not known", NULL, 0},
};

static const struct ut_code remittent[] = {
    {"af", "Arbetsförmedlingen", "Employment service", NULL, 0},
    {"fk", "Försäkringskassan", "Social insurance agency", NULL, 0},
    {"kommun", "Kommunen", "Municipality", NULL, 0},
    {"region", "Regionen", "Region", NULL, 0},
    {"egen", "Egen anmälan", "Self-referral", NULL, 0},
    {"annan", "Annan remittent", "Other referrer", NULL, 0},
};

static const struct ut_code avslutsorsak[] = {
    {"fullfoljd", "Fullföljd", "Completed", NULL, 0},
    {"avbrott_halsa", "Avbrott av hälsoskäl", "Broken off for health", NULL, 0},
    {"avbrott_egen_begaran", "Avbrott på egen begäran", "Broken off at own request", NULL, 0},
    {"avbrott_misskotsel", "Avbrott på grund av misskötsel", "Broken off for misconduct", NULL, 0},
    {"flytt", "Flytt", "Moved away", NULL, 0},
    {"foraldraledig", "Föräldraledighet", "Parental leave", NULL, 0},
    {"pension", "Pension", "Retirement", NULL, 0},
    {"ej_forlangt_beslut", "Ej förlängt beslut", "Decision not extended", NULL, 0},
    {"ovrigt", "Övrigt", "Other", NULL, 0},
    {"felregistrering", "Felregistrering", "Registered by mistake", NULL, 0},
};

static const struct ut_code sysselsattning[] = {
    OCCUPATIONS,
    {"ingen", "Ingen sysselsättning", "No occupation", NULL, UT_CODE_NONE},
};

static const struct ut_code forsorjning[] = {
    SUPPORTS,
    {"ingen", "Ingen försörjning", "No support", NULL, UT_CODE_NONE},
};

static const struct ut_code kod[] = {
    OCCUPATIONS,
    SUPPORTS,
    {"ingen", "Ingen", "None", NULL, UT_CODE_NONE},
};

static const struct ut_code ja_nej[] = {
    {"ja", "Ja", "Yes", NULL, 0},
    {"nej", "Nej", "No", NULL, 0},
};

static const struct ut_code aldersgrupp[] = {
    {"-15", "under 16", "under 16", NULL, 0}, {"16-19", "16–19", "16–19", NULL, 0},
    {"20-24", "20–24", "20–24", NULL, 0},     {"25-29", "25–29", "25–29", NULL, 0},
    {"30-39", "30–39", "30–39", NULL, 0},     {"40-49", "40–49", "40–49", NULL, 0},
    {"50-59", "50–59", "50–59", NULL, 0},     {"60-", "60 och äldre", "60 and over", NULL, 0},
};

static const struct ut_code langdgrupp[] = {
    {"0-2", "0–2 månader", "0–2 months", NULL, 0},
    {"3-5", "3–5 månader", "3–5 months", NULL, 0},
    {"6-11", "6–11 månader", "6–11 months", NULL, 0},
    {"12-23", "12–23 månader", "12–23 months", NULL, 0},
    {"24-", "24 månader eller mer", "24 months or more", NULL, 0},
};

static const struct ut_code forsorjningsgrupp[] = {
    {"0-5", "0–5 månader", "0–5 months", NULL, 0},
    {"6-11", "6–11 månader", "6–11 months", NULL, 0},
    {"12-23", "12–23 månader", "12–23 months", NULL, 0},
    {"24-59", "24–59 månader", "24–59 months", NULL, 0},
    {"60-", "60 månader eller mer", "60 months or more", NULL, 0},
};

static const struct ut_code status[] = {
    {"avslutad", "Avslutade", "Ended", NULL, 0},
    {"pagaende", "Pågående", "Still in", NULL, 0},
};

static const struct ut_code aktor[] = {
    {"individ", "Individen", "The individual", NULL, 0},
    {"kommun", "Kommunen", "Municipality", NULL, 0},
    {"region", "Regionen", "Region", NULL, 0},
    {"fk", "Försäkringskassan", "Social insurance agency", NULL, 0},
    {"af", "Arbetsförmedlingen", "Employment service", NULL, 0},
    {"stat", "Staten", "The state", NULL, 0},
    {"arbetsgivare", "Arbetsgivare", "Employers", NULL, 0},
    {"offentlig", "Offentlig sektor", "Public sector", NULL, 0},
    {"samhalle", "Samhället", "Society", NULL, 0},
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

static const struct ut_code tillfalle[] = {
    {"start", "Vid start", "At start", NULL, 0},
    {"slut", "Vid slut", "At end", NULL, 0},
};

static const struct ut_code tidpunkt[] = {
    {"fore", "Före", "Before", NULL, 0},
    {"under", "Under", "During", NULL, 0},
    {"efter", "Efter", "After", NULL, 0},
};

/* Why there is no figure, or a row is not counted: of budget, payback and suppress. */
static const struct ut_code skal[] = {
    {"inte_borjad", "Inte börjad", "Not begun", NULL, 0},
    {"ingen_plan", "Inget planerat", "Nothing planned", NULL, 0},
    {"inte_hela_foregaende_ar", "Inte hela föregående år", "Not the whole of last year", NULL, 0},
    {"inget_utfall_foregaende_ar", "Inget utfall föregående år", "No outcome last year", NULL, 0},
    {"utanfor_insatstid", "Utanför insatstiden", "Outside the programme period", NULL, 0},
    {"fore_beslutet", "Före beslutet", "Before the decision", NULL, 0},
    {"okand_insats", "Okänd insats", "Unknown programme", NULL, 0},
    {"efter_as_of", "Efter dagen", "After the day", NULL, 0},
    {"utan_beslut", "Utan beslut", "Without a decision", NULL, 0},
    {"efter_perioden", "Efter perioden", "After the period", NULL, 0},
    {"redan_rekvirerad", "Redan rekvirerad", "Requisitioned before", NULL, 0},
    {"over_beslutat", "Över beslutade medel", "Beyond decided funds", NULL, 0},
    {"kostnad_saknas", "Kostnad saknas", "Cost not known", NULL, 0},
    {"ingen_vinst", "Ingen vinst", "No gain", NULL, 0},
    {"ej_inom_600_manader", "Inte inom 600 månader", "Not within 600 months", NULL, 0},
    {"ingen_andel", "Ingen andel av kostnaden", "No share of the cost", NULL, 0},
    {"arbete_ger_ingen_vinst", "Arbete ger ingen vinst", "Work gives no gain", NULL, 0},
    {"fler_an_utan_arbete", "Fler än som saknar arbete", "More than are without work", NULL, 0},
    {"litet_antal", "Litet antal", "Small count", NULL, 0},
    {"noll", "Noll", "Zero", NULL, 0},
    {"liten_rest", "Liten rest", "Small rest", NULL, 0},
    {"sekundar", "Sekundär", "Secondary", NULL, 0},
};

static const struct ut_code metod[] = {
    {"takt", "Årets takt", "Rate of the year", NULL, 0},
    {"plan", "Återstående plan", "Remaining plan", NULL, 0},
    {"foregaende_ar", "Föregående års förlopp", "Course of last year", NULL, 0},
};

static const struct ut_code antagande[] = {
    {"diskontering", "Diskontering", "Discount rate", NULL, 0},
    {"dodvikt", "Dödvikt", "Deadweight", NULL, 0},
    {"avtagande", "Avtagande", "Decay", NULL, 0},
    {"horisont", "Horisont", "Horizon", NULL, 0},
    {"pris", "Pris", "Price", NULL, 0},
};

static const struct ut_code op[] = {
    {">=", "Minst", "At least", NULL, 0},
    {"<=", "Högst", "At most", NULL, 0},
    {"=", "Lika med", "Equal to", NULL, 0},
};

static const struct ut_code uppfyllt[] = {
    {"ja", "Ja", "Yes", NULL, 0},
    {"helt", "Helt", "Fully", NULL, 0},
    {"i_stort", "I stort", "Largely", NULL, 0},
    {"oklart", "Oklart", "Unclear", NULL, 0},
    {"nej", "Nej", "No", NULL, 0},
    {"saknas", "Saknas", "Missing", NULL, 0},
};

static const struct ut_code svar[] = {
    {"helt", "Helt", "Fully", NULL, 0},
    {"delvis", "Delvis", "Partly", NULL, 0},
    {"nej", "Nej", "No", NULL, 0},
    {"obesvarat", "Obesvarat", "Unanswered", NULL, 0},
};

static const struct ut_code skyddad[] = {
    {"primar", "Primär", "Primary", NULL, 0},
    {"sekundar", "Sekundär", "Secondary", NULL, 0},
    {"ja", "Ja", "Yes", NULL, 0},
};

/* Where a share lies in a funnel. */
static const struct ut_code utanfor[] = {
    {"lag998", "Under 99,8 %-gränsen", "Below the 99.8% limit", NULL, 0},
    {"lag95", "Under 95 %-gränsen", "Below the 95% limit", NULL, 0},
    {"inom", "Inom gränserna", "Within the limits", NULL, 0},
    {"hog95", "Över 95 %-gränsen", "Above the 95% limit", NULL, 0},
    {"hog998", "Över 99,8 %-gränsen", "Above the 99.8% limit", NULL, 0},
};

static const struct ut_code allvar[] = {
    {"fel", "Fel", "Error", NULL, 0},
    {"varning", "Varning", "Warning", NULL, 0},
    {"notering", "Notering", "Note", NULL, 0},
};

static const struct ut_code kontroll[] = {
    {"saknas", "Saknas", "Missing", NULL, 0},
    {"okand", "Okänd kod", "Unknown code", NULL, 0},
    {"uppgift_okand", "Uppgiften sägs vara okänd", "Said to be unknown", NULL, 0},
    {"dubblett", "Dubblett", "Duplicate", NULL, 0},
    {"overlapp", "Överlapp", "Overlap", NULL, 0},
    {"slut_fore_start", "Slut före start", "End before start", NULL, 0},
    {"anstallning_fore_start", "Anställning före start", "Employed before the start", NULL, 0},
    {"framtida_datum", "Framtida datum", "Date in the future", NULL, 0},
    {"alder_utanfor_16_64", "Ålder utanför 16–64", "Age outside 16–64", NULL, 0},
    {"sent_registrerad", "Sent registrerad", "Registered late", NULL, 0},
    {"lang_tid", "Lång tid", "Long stay", NULL, 0},
    {"motsagelse", "Motsägelse", "Contradiction", NULL, 0},
    {"motsagelse_personnummer", "Motsäger personnumret", "Contradicts the personnummer", NULL, 0},
    {"okand_fodelsedag", "Okänd födelsedag", "Birthday not known", NULL, 0},
    {"personnummer_utfyllt", "Utfyllt personnummer", "Personnummer that was padded", NULL, 0},
    {"avslut_utan_utfall", "Avslut utan utfall", "Exit without outcome", NULL, 0},
    {"uppfoljning_saknas", "Uppföljning saknas", "Follow-up missing", NULL, 0},
};

/* What ut_run_note can say, by enum ut_note_code. */
static const struct ut_code notes[] = {
    [UT_NOTE_FIL_AVHUGGEN] = {"fil_avhuggen", "Filer som kan vara avhuggna", "Files that may be cut off", NULL, 0},
    [UT_NOTE_AVGRANSARE_GISSAD] = {"avgransare_gissad", "Avgränsare som är gissad", "Delimiter that is guessed", NULL,
                                   0},
    [UT_NOTE_AVGRANSARE_SIST] = {"avgransare_sist", "Avgränsare sist i varje rad", "Delimiter at the end of every row",
                                 NULL, 0},
    [UT_NOTE_TOMMA_RADER] = {"tomma_rader", "Rader av bara avgränsare", "Rows of delimiters alone", NULL, 0},
    [UT_NOTE_TECKENKODNING_GISSAD] = {"teckenkodning_gissad", "Teckenkodning som är gissad", "Encoding that is guessed",
                                      NULL, 0},
    [UT_NOTE_DOLT] = {"dolt", "Dolda rader och kolumner som läses", "Hidden rows and columns that are read", NULL, 0},
    [UT_NOTE_FORMEL_NOLL] = {"formel_noll", "Formler som kanske aldrig räknats", "Formulas perhaps never calculated",
                             NULL, 0},
    [UT_NOTE_DUBBELT_AVKODAD] = {"dubbelt_avkodad", "Text som avkodats två gånger", "Text that was decoded twice", NULL,
                                 0},
    [UT_NOTE_RAD_AVVISAD] = {"rad_avvisad", "Avvisade rader", "Rejected rows", NULL, 0},
    [UT_NOTE_TOTALRAD] = {"totalrad", "Totalrader som hoppas över", "Total rows that are passed over", NULL, 0},
    [UT_NOTE_EFTER_TOTALRAD] = {"efter_totalrad", "Rader efter totalraden", "Rows after the total row", NULL, 0},
    [UT_NOTE_DUBBEL_RAD] = {"dubbel_rad", "Rader som är lika och räknas var gång", "Equal rows, each of which counts",
                            NULL, 0},
    [UT_NOTE_OLAST] = {"olast", "Indata som inte läses", "Input that is not read", NULL, 0},
    [UT_NOTE_KOLUMN_BORTFALLER] = {"kolumn_bortfaller", "Kolumner som faller bort", "Columns that are dropped", NULL,
                                   0},
    [UT_NOTE_KOLUMN_SAKNAS] = {"kolumn_saknas", "Kolumner som saknas", "Columns that are missing", NULL, 0},
    [UT_NOTE_RUBRIK_SAKNAS] = {"rubrik_saknas", "Rubriker som saknas", "Headings that are missing", NULL, 0},
    [UT_NOTE_RUBRIK_LIKNAR] = {"rubrik_liknar", "Okända rubriker som liknar kända",
                               "Unknown headings that resemble known ones", NULL, 0},
    [UT_NOTE_KARTA_OPPEN] = {"karta_oppen", "Öppna ställen i en karta", "Open places of a map", NULL, 0},
    [UT_NOTE_DUBBEL_DELTAGANDE] = {"dubbel_deltagande", "Deltaganden som förekommer flera gånger",
                                   "Participations that stand more than once", NULL, 0},
    [UT_NOTE_OVERLAPP] = {"overlapp", "Deltaganden som överlappar", "Participations that overlap", NULL, 0},
    [UT_NOTE_PERSONNUMMER_UTFYLLT] = {"personnummer_utfyllt", "Personnummer som fyllts ut med nollor",
                                      "Personnummer filled up with zeros", NULL, 0},
    [UT_NOTE_ID_PLATSHALLARE] = {"id_platshallare", "Platshållare i stället för id", "Placeholders for an id", NULL, 0},
    [UT_NOTE_ID_AVKORTAT] = {"id_avkortat", "Tal med fler siffror än en arbetsbok bevarar",
                             "Numbers of more digits than a workbook keeps", NULL, 0},
    [UT_NOTE_ID_SAKNAS] = {"id_saknas", "Utan id", "Without an id", NULL, 0},
    [UT_NOTE_ID_FLERA_PERSONER] = {"id_flera_personer", "Id som flera personer har", "Ids that several persons have",
                                   NULL, 0},
    [UT_NOTE_OSYNLIG_SKILLNAD] = {"osynlig_skillnad", "Skillnad som inte syns", "Difference that is not seen", NULL, 0},
    [UT_NOTE_SKRIVS_OLIKA] = {"skrivs_olika", "Samma namn, skrivet på olika sätt", "One name, spelt in several ways",
                              NULL, 0},
    [UT_NOTE_SOKT_SAKNAS] = {"sokt_saknas", "Det som söks finns inte", "What is sought is not there", NULL, 0},
    [UT_NOTE_VARDE_STRUKET] = {"varde_struket", "Celler som inte kan läsas och lämnas tomma",
                               "Cells that cannot be used and are left empty", NULL, 0},
    [UT_NOTE_ANDEL_AV_ETT] = {"andel_av_ett", "Andelar av ett i stället för procent", "Parts of one for percent", NULL,
                              0},
    [UT_NOTE_ANDEL_AVVIKER] = {"andel_avviker", "Andelar som antalen inte ger", "Shares that the counts do not give",
                               NULL, 0},
    [UT_NOTE_MAL_ANDEL_AV_ETT] = {"mal_andel_av_ett", "Mål som andelar av ett i stället för procent",
                                  "Targets that are parts of one for percent", NULL, 0},
    [UT_NOTE_ARBETE_NOLL] = {"arbete_noll", "Arbete på noll procent", "Work of no percent", NULL, 0},
    [UT_NOTE_OMFATTNING_OVER_HEL] = {"omfattning_over_hel", "Omfattningar över hundra procent",
                                     "Extents above a hundred percent", NULL, 0},
    [UT_NOTE_INGEN_BLAND_ANDRA] = {"ingen_bland_andra", "Ingen bland andra", "None among others", NULL, 0},
    [UT_NOTE_DELTID_UTAN_OMFATTNING] = {"deltid_utan_omfattning", "Lön utan omfattning vid arbete på deltid",
                                        "Wages without extent beside part-time work", NULL, 0},
    [UT_NOTE_TVASIFFRIGT_AR] = {"tvasiffrigt_ar", "Årtal med två siffror", "Years of two digits", NULL, 0},
    [UT_NOTE_DATUM_AVVIKER] = {"datum_avviker", "Datum långt från de andra", "Dates far from the others", NULL, 0},
    [UT_NOTE_DATUM_OPPET] = {"datum_oppet", "Datum som betyder tills vidare", "Dates that mean until further notice",
                             NULL, 0},
    [UT_NOTE_DATUM_TVETYDIGT] = {"datum_tvetydigt", "Datum där dag och månad kan ha bytt plats",
                                 "Dates whose day may be the month", NULL, 0},
    [UT_NOTE_SLUT_FORE_START] = {"slut_fore_start", "Slut före start", "Ends before the start", NULL, 0},
    [UT_NOTE_FODELSEAR_EFTER_START] = {"fodelsear_efter_start", "Födelseår efter start",
                                       "Years of birth after the start", NULL, 0},
    [UT_NOTE_UPPFOLJNING_EJ_FORFALLEN] = {"uppfoljning_ej_forfallen", "Uppföljningar som inte förfallit",
                                          "Follow-ups that are not due", NULL, 0},
    [UT_NOTE_UPPFOLJNING_EJ_GJORD] = {"uppfoljning_ej_gjord", "Uppföljningar som inte gjorts",
                                      "Follow-ups that were not made", NULL, 0},
    [UT_NOTE_UPPFOLJD_FORE_SLUT] = {"uppfoljd_fore_slut", "Uppföljd före slut", "Followed up before the end", NULL, 0},
    [UT_NOTE_UPPFOLJNING_KORT] = {"uppfoljning_kort", "Ingen har följts så länge", "Nobody was followed that long",
                                  NULL, 0},
    [UT_NOTE_AVSLUT_UTAN_UTFALL] = {"avslut_utan_utfall", "Avslut utan utfall", "Exits without an outcome", NULL, 0},
    [UT_NOTE_ANSTALLNING_FORE_START] = {"anstallning_fore_start", "Anställning före start", "Employed before the start",
                                        NULL, 0},
    [UT_NOTE_MATNING_SAKNAS] = {"matning_saknas", "Mätningar som saknas", "Measurements that are missing", NULL, 0},
    [UT_NOTE_AVTAGANDE] = {"avtagande", "Avtagande som uppmätts", "Decay that was observed", NULL, 0},
    [UT_NOTE_EJ_KOPPLAD] = {"ej_kopplad", "Svar som inte kan kopplas", "Answers that cannot be linked", NULL, 0},
    [UT_NOTE_FLERA_DELTAGANDEN] = {"flera_deltaganden", "Personer med flera deltaganden",
                                   "Persons with several participations", NULL, 0},
    [UT_NOTE_BETALNING_EJ_TACKT] = {"betalning_ej_tackt", "Betalningar utanför det som täcks",
                                    "Payments outside what is covered", NULL, 0},
    [UT_NOTE_DODVIKT_UTANFOR] = {"dodvikt_utanfor", "Dödvikt utanför 0–100 procent", "Deadweight outside 0–100 percent",
                                 NULL, 0},
    [UT_NOTE_EJ_FOLJDA] = {"ej_foljda", "Deltaganden som inte kan följas", "Participations that cannot be followed",
                           NULL, 0},
    [UT_NOTE_PLATSER_SAKNAS] = {"platser_saknas", "Insatser utan platser", "Insatser without places", NULL, 0},
    [UT_NOTE_DUBBELT_VERIFIKAT] = {"dubbelt_verifikat", "Verifikat som förekommer flera gånger",
                                   "Vouchers that stand more than once", NULL, 0},
    [UT_NOTE_FORETAG_OKANT] = {"foretag_okant", "Bokföring utan företag", "Books without a company", NULL, 0},
    [UT_NOTE_RESULTATFORING] = {"resultatforing", "Årets resultat, bokfört på insatser",
                                "The year's result, posted on insatser", NULL, 0},
    [UT_NOTE_BALANSKONTO] = {"balanskonto", "Balanskonton bland insatsernas kostnader",
                             "Balance accounts among the costs of insatser", NULL, 0},
    [UT_NOTE_RTRANS_AVVIKER] = {"rtrans_avviker", "Tillagda rader som avviker", "Added transactions that differ", NULL,
                                0},
    [UT_NOTE_SUMMA_AVVIKER] = {"summa_avviker", "Summor som avviker", "Sums that differ", NULL, 0},
    [UT_NOTE_SIE_ANMARKNING] = {"sie_anmarkning", "Anmärkningar på SIE-filer", "Remarks on SIE files", NULL, 0},
    [UT_NOTE_OKAND_INSATS] = {"okand_insats", "Okända insatser", "Insatser that are not known", NULL, 0},
    [UT_NOTE_UTAN_KONTERING] = {"utan_kontering", "Poster utan kategori", "Entries without a category", NULL, 0},
    [UT_NOTE_BESLUT_SAKNAS] = {"beslut_saknas", "Beslut som saknas", "Decisions that are missing", NULL, 0},
    [UT_NOTE_UTANFOR_INSATSTID] = {"utanfor_insatstid", "Poster utanför insatstiden", "Entries outside the insatstid",
                                   NULL, 0},
    [UT_NOTE_OVER_BESLUTAT] = {"over_beslutat", "Poster över beslutade medel", "Entries beyond the decided funds", NULL,
                               0},
    [UT_NOTE_BELOPP_AVVIKER] = {"belopp_avviker", "Belopp som kan vara i tusental kronor",
                                "Amounts that may be of thousands of kronor", NULL, 0},
    [UT_NOTE_EJ_REKVIRERAT] = {"ej_rekvirerat", "Tidigare poster som inte rekvirerats",
                               "Earlier entries that were not requisitioned", NULL, 0},
    [UT_NOTE_REKVIRERAT_FLYTTAT] = {"rekvirerat_flyttat", "Rekvirerade poster som flyttats",
                                    "Requisitioned entries that have moved", NULL, 0},
    [UT_NOTE_REKVIRERAT_BORTA] = {"rekvirerat_borta", "Rekvirerade poster som är borta",
                                  "Requisitioned entries that are gone", NULL, 0},
    [UT_NOTE_PLAN_UTANFOR] = {"plan_utanfor", "Planerat utanför insatstiden", "Planned outside the insatstid", NULL, 0},
    [UT_NOTE_PLAN_NEGATIV] = {"plan_negativ", "Plan under noll", "Plan below zero", NULL, 0},
    [UT_NOTE_PLAN_DUBBEL] = {"plan_dubbel", "Planerat i rader som är lika", "Planned in equal rows", NULL, 0},
    [UT_NOTE_PLAN_BORTFALLER] = {"plan_bortfaller", "Planerat som en senare plan inte nämner",
                                 "Planned, and not named by a later plan", NULL, 0},
    [UT_NOTE_SUMMA_BLAND_RADER] = {"summa_bland_rader", "Summor bland raderna", "Sums among the rows", NULL, 0},
    [UT_NOTE_AR_EJ_HELT] = {"ar_ej_helt", "År som inte är hela", "Years that are not whole", NULL, 0},
    [UT_NOTE_KOSTNAD_SAKNAS] = {"kostnad_saknas", "Kostnader som saknas", "Costs that are missing", NULL, 0},
    [UT_NOTE_DELTAGARE_SAKNAS] = {"deltagare_saknas", "Kostnader utan deltagare", "Costs without participants", NULL,
                                  0},
    [UT_NOTE_PRIS_SAKNAS] = {"pris_saknas", "Priser som saknas", "Prices that are missing", NULL, 0},
    [UT_NOTE_SAMMA_PERSONER] = {"samma_personer", "Grupper som kan ha samma personer",
                                "Groups that may have persons in common", NULL, 0},
    [UT_NOTE_JAMFORELSE_SAKNAS] = {"jamforelse_saknas", "Rader utan något att jämföras med",
                                   "Rows with nothing to be compared with", NULL, 0},
    [UT_NOTE_LITET_UNDERLAG] = {"litet_underlag", "Litet underlag för en jämförelse", "Little to compare", NULL, 0},
    [UT_NOTE_SUMMA_I_NYCKEL] = {"summa_i_nyckel", "Summor bland värdena i en nyckel", "Sums among the values of a key",
                                NULL, 0},
    [UT_NOTE_ANTAL_OSKYDDADE] = {"antal_oskyddade", "Antal som inte skyddas", "Counts that are not protected", NULL, 0},
    [UT_NOTE_ANDEL_UTAN_BAS] = {"andel_utan_bas", "Andelar utan bas", "Shares without their base", NULL, 0},
    [UT_NOTE_DEL_OSKYDDAD] = {"del_oskyddad", "Oskyddade antal i en del", "Unprotected counts in a part", NULL, 0},
    [UT_NOTE_RAKNAS_UT] = {"raknas_ut", "Skyddade tal som kan räknas ut", "Protected figures that can be computed",
                           NULL, 0},
};

const struct ut_vocabulary ut_vocabularies[UT_VOCABULARIES] = {
    [UT_KON] = {"kon", kon, COUNT(kon)},
    [UT_UTBILDNING] = {"utbildning", utbildning, COUNT(utbildning)},
    [UT_REMITTENT] = {"remittent", remittent, COUNT(remittent)},
    [UT_AVSLUTSORSAK] = {"avslutsorsak", avslutsorsak, COUNT(avslutsorsak)},
    [UT_SYSSELSATTNING] = {"sysselsattning", sysselsattning, COUNT(sysselsattning)},
    [UT_FORSORJNING] = {"forsorjning", forsorjning, COUNT(forsorjning)},
    [UT_KOD] = {"kod", kod, COUNT(kod)},
    [UT_JA_NEJ] = {"ja_nej", ja_nej, COUNT(ja_nej)},
    [UT_ALDERSGRUPP] = {"aldersgrupp", aldersgrupp, COUNT(aldersgrupp)},
    [UT_LANGDGRUPP] = {"langdgrupp", langdgrupp, COUNT(langdgrupp)},
    [UT_FORSORJNINGSGRUPP] = {"forsorjningsgrupp", forsorjningsgrupp, COUNT(forsorjningsgrupp)},
    [UT_STATUS] = {"status", status, COUNT(status)},
    [UT_AKTOR] = {"aktor", aktor, COUNT(aktor)},
    [UT_TILLFALLE] = {"tillfalle", tillfalle, COUNT(tillfalle)},
    [UT_TIDPUNKT] = {"tidpunkt", tidpunkt, COUNT(tidpunkt)},
    [UT_SKAL] = {"skal", skal, COUNT(skal)},
    [UT_METOD] = {"metod", metod, COUNT(metod)},
    [UT_ANTAGANDE] = {"antagande", antagande, COUNT(antagande)},
    [UT_OP] = {"op", op, COUNT(op)},
    [UT_UPPFYLLT] = {"uppfyllt", uppfyllt, COUNT(uppfyllt)},
    [UT_SVAR] = {"svar", svar, COUNT(svar)},
    [UT_SKYDDAD] = {"skyddad", skyddad, COUNT(skyddad)},
    [UT_UTANFOR] = {"utanfor", utanfor, COUNT(utanfor)},
    [UT_ALLVAR] = {"allvar", allvar, COUNT(allvar)},
    [UT_KONTROLL] = {"kontroll", kontroll, COUNT(kontroll)},
    [UT_NOT] = {"not", notes, COUNT(notes)},
};

/* Words of key columns that no vocabulary needs to list. */
static const struct ut_code key_words[] = {
    {"*", "Totalt", "Total", NULL, 0},
    {"", "Uppgift saknas", "Not known", NULL, 0},
    {"uppgift_saknas", "Uppgift saknas", "Not known", NULL, 0},
    {"ovrigt", "Övrigt", "Other", NULL, 0},
    {"vet_ej", "Vet ej", "Does not know", NULL, 0},
};

static const struct ut_vocabulary keys = {"", key_words, COUNT(key_words)};

/* Distance from `wanted`, a slug, to the nearer of the code and its Swedish label. */
static size_t code_distance(struct ut_text wanted, const struct ut_code *code, size_t limit)
{
  char slug[UT_SLUG];
  size_t to_code = ut_text_distance(wanted, ut_text_slug_short(ut_text_of(code->code), slug), limit);
  size_t to_label = ut_text_distance(wanted, ut_text_slug_short(ut_text_of(code->sv), slug), limit);
  return to_code < to_label ? to_code : to_label;
}

static const char *nearest_slug(const struct ut_vocabulary *v, struct ut_text wanted)
{
  size_t limit = wanted.len / 3, best = limit + 1;
  const char *nearest = NULL;
  for (size_t i = 0; i < v->count && wanted.len > 0; i++) {
    size_t distance = code_distance(wanted, &v->codes[i], limit);
    if (distance < best) {
      best = distance;
      nearest = v->codes[i].code;
    }
  }
  return nearest;
}

/* The lists of few codes fit: the longest, of utbildning, is 96 bytes. */
static void list_codes(const struct ut_vocabulary *v, char buf[UT_SUGGESTION])
{
  char *out = stpcpy(buf, " (expected");
  for (size_t i = 0; i < v->count; i++)
    out = stpcpy(stpcpy(out, i ? ", " : " "), v->codes[i].code);
  stpcpy(out, ")");
}

/* Where a key stands: in the vocabulary, among other text, not known, all. */
static int key_tier(struct ut_text key, int code)
{
  if (code >= 0)
    return 0;
  if (key.len == 0)
    return 2;
  if (ut_text_is(key, "uppgift_saknas"))
    return 3;
  return ut_text_is(key, "*") ? 4 : 1;
}

const struct ut_vocabulary *ut_vocabulary_named(const char *name)
{
  for (size_t i = 0; i < UT_VOCABULARIES; i++)
    if (strcmp(ut_vocabularies[i].name, name) == 0)
      return &ut_vocabularies[i];
  return NULL;
}

int ut_vocabulary_find(const struct ut_vocabulary *v, struct ut_text code)
{
  for (size_t i = 0; i < v->count; i++)
    if (ut_text_is(code, v->codes[i].code))
      return (int)i;
  return -1;
}

uint32_t ut_vocabulary_family(const struct ut_vocabulary *v, int code)
{
  uint32_t family = UINT32_C(1) << code;
  for (size_t i = 0; i < v->count; i++)
    if (v->codes[i].parent && strcmp(v->codes[i].parent, v->codes[code].code) == 0)
      family |= UINT32_C(1) << i;
  return family;
}

uint32_t ut_vocabulary_flagged(const struct ut_vocabulary *v, unsigned flags)
{
  uint32_t set = 0;
  for (size_t i = 0; i < v->count; i++)
    if (v->codes[i].flags & flags)
      set |= UINT32_C(1) << i;
  return set;
}

char *ut_vocabulary_suggest(const struct ut_vocabulary *v, struct ut_text code, char buf[UT_SUGGESTION])
{
  char slug[UT_SLUG];
  const char *nearest = nearest_slug(v, ut_text_slug_short(code, slug));
  *buf = '\0';
  if (nearest)
    snprintf(buf, UT_SUGGESTION, " (did you mean %s?)", nearest);
  else if (v->count <= FEW_CODES)
    list_codes(v, buf);
  return buf;
}

const char *ut_vocabulary_label(const struct ut_vocabulary *v, struct ut_text code, enum ut_language language)
{
  int index = v ? ut_vocabulary_find(v, code) : -1;
  if (index < 0) {
    v = &keys;
    index = ut_vocabulary_find(v, code);
  }
  if (index < 0)
    return NULL;
  return language == UT_ENGLISH ? v->codes[index].en : v->codes[index].sv;
}

int ut_vocabulary_compare(const struct ut_vocabulary *v, struct ut_text a, struct ut_text b)
{
  int code_a = v ? ut_vocabulary_find(v, a) : -1, code_b = v ? ut_vocabulary_find(v, b) : -1;
  int tier_a = key_tier(a, code_a), tier_b = key_tier(b, code_b);
  if (tier_a != tier_b)
    return tier_a - tier_b;
  return tier_a == 1 ? ut_text_compare(a, b) : code_a - code_b;
}

struct ut_text ut_label_list_find(struct ut_label_list list, struct ut_text code, enum ut_language language)
{
  for (size_t i = 0; i < list.count; i++) {
    const struct ut_label *l = list.labels + i;
    if (!ut_text_equal(l->code, code))
      continue;
    if (language == UT_ENGLISH && l->en.len > 0)
      return l->en;
    return l->sv.len > 0 ? l->sv : l->code;
  }
  return (struct ut_text){NULL, 0};
}

/* Writes N synthetic participations, the same ones each time, as a canonical stream or as the raw export that map.json
 * reads: usage: generate N [raw|canonical]. Nothing here is about anyone. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LIST_MAX = 2, FIRST_YEAR = 2013, YEARS = 10, DAYS = 3652, DATE_SIZE = 16, ID_LETTERS = 32, STAYS = 16 };

/* What a cell may hold: the code of a canonical stream, the words of a raw export, how often. */
struct choice {
  const char *code, *words;
  unsigned weight;
};

struct list {
  const struct choice *items[LIST_MAX];
  unsigned percent[LIST_MAX]; /* 0 when no extent was given */
  size_t count;
};

enum { BEFORE, DURING, AFTER, MONTHS_6, MONTHS_12, MONTHS_24, OCCASIONS };

struct row {
  const char *insats, *start, *slut, *kommun, *contact, *note; /* "" where nothing is known */
  const struct choice *kon, *remittent, *utbildning, *reason;
  unsigned intag, born, months; /* 0 where nothing is known; months are one too many */
  bool anonymous;
  char id[ID_LETTERS + 1];
  struct list occupation[OCCASIONS], support[OCCASIONS];
};

/* The ten years as text. */
struct calendar {
  char days[DAYS][DATE_SIZE];
  const char *new_years[YEARS];
};

static const char *const insatser[] = {
    "Jobbfokus",
    "Samordningsteam",
    "Team Nord, Borås",
    "Grön väg",
    "PIMA",
    "Stegen, Västerås",
    "Make it work",
    "Unga in",
    "Mitt val, Skövde",
    "Språngbrädan",
    "Vägen in",
    "Team Syd, Malmö",
    "Steget",
    "Kugghjulet",
    "Projekt \"Språng\"",
    "Rätt stöd",
    "En väg in",
    "Navet, Örebro",
    "Bryggan",
    "Lotsen",
    "Arena, Umeå",
    "Klara mera",
    "Ungdomslots",
    "Ny kraft, Gävle",
    "Resursteam",
    "Insteget",
    "Origo, Nacka",
    "Trampolin",
    "Växtkraft",
    "Spår 2, Luleå",
    "Aktiv",
    "Ö-teamet",
    "Kompassen, Åre",
    "Framsteg",
    "Din väg",
    "\"Ihop\", Kalmar",
    "Case manager",
    "Hälsosteget",
    "Drivhuset, Täby",
    "Supported employment",
};

static const char *const kommuner[] = {"Borås", "Skövde", "Umeå",   "Malmö", "Gävle",    "Kalmar", "Örebro",
                                       "Luleå", "Åre",    "Täby",   "Nacka", "Västerås", "Mora",   "Sala",
                                       "Piteå", "Lund",   "Motala", "Säter", "Tranås",   "Hjo",    "Upplands Väsby"};

static const char *const contacts[] = {"A. Ek", "B. Åberg", "C. Öst", "D. Lind", "E. Ståhl", "F. Häll", "G. Ros"};

/* Nothing that ISO 8859-1 lacks, so that tools which know only that read the same file. */
static const char *const notes[] = {"möte bokat; plan klar", "väntar - återkommer",    "samtal fk; ny plan i maj",
                                    "lokal \"Eken\"",        "önskar språkstöd; tolk", "uppföljning vår; läkarintyg"};

/* Every table ends with an empty code. */
static const struct choice sexes[] = {{"K", "Kvinna", 49}, {"M", "Man", 47}, {"", "", 4}, {NULL, NULL, 0}};
static const struct choice referrers[] = {{"", "", 45},
                                          {"af", "Arbetsförmedlingen", 25},
                                          {"fk", "Försäkringskassan", 20},
                                          {"kommun", "Kommunen", 12},
                                          {"region", "Regionen", 5},
                                          {"egen", "Egen ansökan", 2},
                                          {"annan", "Annan", 1},
                                          {NULL, NULL, 0}};
static const struct choice educations[] = {{"", "", 70},
                                           {"ej_grundskola", "Ej avslutad grundskola", 4},
                                           {"grundskola", "Grundskola", 16},
                                           {"gymnasiesarskola", "Gymnasiesärskola", 2},
                                           {"gymnasium", "Gymnasium", 20},
                                           {"folkhogskola", "Folkhögskola", 1},
                                           {"eftergymnasial", "Eftergymnasial", 5},
                                           {"okand", "Okänd", 2},
                                           {NULL, NULL, 0}};
static const struct choice misregistered = {"felregistrering", "Felregistrering", 1};
static const struct choice unknown = {"", "", 1};
static const struct choice reasons[] = {{"", "", 3},
                                        {"fullfoljd", "Fullföljd", 62},
                                        {"avbrott_halsa", "Avbruten, hälsoskäl", 11},
                                        {"avbrott_egen_begaran", "Avbruten på egen begäran", 8},
                                        {"avbrott_misskotsel", "Avbruten, misskötsel", 3},
                                        {"flytt", "Flyttat", 4},
                                        {"foraldraledig", "Föräldraledig", 2},
                                        {"pension", "Pension", 2},
                                        {"ej_forlangt_beslut", "Beslut ej förlängt", 2},
                                        {"ovrigt", "Övrigt", 3},
                                        {NULL, NULL, 0}};
/* The last of each is never one of two. */
static const struct choice occupations[] = {{"arbete", "Arbete", 16},
                                            {"arbete_subventionerat", "Subventionerat arbete", 8},
                                            {"studier", "Studier", 13},
                                            {"arbetssokande", "Arbetssökande", 22},
                                            {"praktik", "Praktik", 7},
                                            {"rehabilitering", "Rehabilitering", 12},
                                            {"forstarkt_samarbete", "Förstärkt samarbete", 3},
                                            {"daglig_verksamhet", "Daglig verksamhet", 2},
                                            {"foraldraledig", "Föräldraledig", 2},
                                            {"annat", "Annat", 5},
                                            {"ingen", "Ingen", 20},
                                            {NULL, NULL, 0}};
static const struct choice supports[] = {{"sjukpenning", "Sjukpenning", 18},
                                         {"aktivitetsersattning", "Aktivitetsersättning", 12},
                                         {"sjukersattning", "Sjukersättning", 4},
                                         {"a_kassa", "A-kassa", 9},
                                         {"aktivitetsstod", "Aktivitetsstöd", 12},
                                         {"etableringsersattning", "Etableringsersättning", 3},
                                         {"forsorjningsstod", "Försörjningsstöd", 24},
                                         {"habiliteringsersattning", "Habiliteringsersättning", 1},
                                         {"studiestod", "Studiestöd", 4},
                                         {"foraldrapenning", "Föräldrapenning", 2},
                                         {"alderspension", "Ålderspension", 1},
                                         {"lon", "Lön", 6},
                                         {"annan", "Annan", 2},
                                         {"ingen", "Ingen", 2},
                                         {NULL, NULL, 0}};

/* How often in a thousand a list is registered, and whether the export has room for two with their extents. */
static const struct {
  unsigned occupation, support;
  bool two;
} registered[OCCASIONS] = {
    [BEFORE] = {380, 260, true},  [DURING] = {60, 0, false},     [AFTER] = {860, 90, true},
    [MONTHS_6] = {70, 30, false}, [MONTHS_12] = {40, 20, false}, [MONTHS_24] = {20, 10, false},
};

static const char canonical_header[] =
    "insats,intag,id,anonym,kon,fodelsear,kommun,remittent,utbildning,tid_forsorjning,start,slut,avslutsorsak,"
    "sysselsattning_fore,sysselsattning_under,sysselsattning_efter,sysselsattning_6m,sysselsattning_12m,"
    "sysselsattning_24m,forsorjning_fore,forsorjning_efter,forsorjning_6m,forsorjning_12m,forsorjning_24m\n";

static const char raw_header[] =
    "Insats;Intag;Löpnummer;Anonym;Kön;Födelseår;Kommun;Remitterad av;Utbildning;Månader med försörjning;"
    "Startdatum;Slutdatum;Avslutsorsak;"
    "Sysselsättning före 1;Omfattning före 1;Sysselsättning före 2;Omfattning före 2;Sysselsättning under;"
    "Sysselsättning efter 1;Omfattning efter 1;Sysselsättning efter 2;Omfattning efter 2;"
    "Sysselsättning 6 mån;Sysselsättning 12 mån;Sysselsättning 24 mån;"
    "Försörjning före 1;Andel före 1;Försörjning före 2;Andel före 2;"
    "Försörjning efter 1;Andel efter 1;Försörjning efter 2;Andel efter 2;"
    "Försörjning 6 mån;Försörjning 12 mån;Försörjning 24 mån;Handläggare;Intern anm\n";

#define LENGTH(array) (sizeof(array) / sizeof(array)[0])

/* splitmix64 (Steele, Lea and Flood 2014): any seed gives an even sequence. */
static uint64_t draw(uint64_t *state)
{
  uint64_t z = *state += 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

static unsigned below(uint64_t *state, unsigned limit)
{
  return (unsigned)((draw(state) >> 32) * limit >> 32);
}

static bool happens(uint64_t *state, unsigned in_a_thousand)
{
  return below(state, 1000) < in_a_thousand;
}

static const struct choice *pick(uint64_t *state, const struct choice *choices)
{
  unsigned total = 0;
  for (const struct choice *c = choices; c->code; c++) {
    total += c->weight;
  }
  unsigned left = below(state, total);
  while (left >= choices->weight) {
    left -= choices++->weight;
  }
  return choices;
}

static bool none(const struct choice *c)
{
  return strcmp(c->code, "ingen") == 0;
}

static void draw_list(uint64_t *state, struct list *list, const struct choice *choices, bool two)
{
  list->items[0] = pick(state, choices);
  list->count = 1;
  if (!two || none(list->items[0])) {
    return;
  }
  list->percent[0] = happens(state, 400) ? 25 * (1 + below(state, 4)) : 0;
  list->items[1] = pick(state, choices);
  if (happens(state, 120) && list->items[1] != list->items[0] && !none(list->items[1])) {
    list->percent[0] = 25 * (1 + below(state, 3));
    list->percent[1] = 100 - list->percent[0];
    list->count = 2;
  }
}

static void draw_lists(uint64_t *state, struct row *row)
{
  for (int at = BEFORE; at < OCCASIONS; at++) {
    if (at >= AFTER && !*row->slut) {
      return;
    }
    if (happens(state, registered[at].occupation)) {
      draw_list(state, &row->occupation[at], occupations, registered[at].two);
    }
    if (happens(state, registered[at].support)) {
      draw_list(state, &row->support[at], supports, registered[at].two);
    }
  }
}

/* A person is a number; sex, year of birth and id follow from it, so that they hold in all the person's rows. */
static unsigned draw_person(uint64_t *state, struct row *row, unsigned persons)
{
  unsigned number = below(state, persons);
  uint64_t person = number;
  row->kon = pick(&person, sexes);
  row->born = happens(&person, 970) ? 1956 + below(&person, 40) : 0;
  for (int half = 0; half < 2; half++) {
    uint64_t bits = draw(&person);
    for (int i = 0; i < ID_LETTERS / 2; i++, bits >>= 4) {
      row->id[half * ID_LETTERS / 2 + i] = (char)('a' + (bits & 15));
    }
  }
  if (happens(state, 30)) {
    row->id[0] = '\0';
  }
  return number;
}

/* Nobody begins twice on one day: the n-th stay of a person begins on a day that is n modulo STAYS. */
static void draw_stay(uint64_t *state, struct row *row, unsigned char *stays, const struct calendar *calendar)
{
  unsigned start = below(state, DAYS / STAYS) * STAYS + (*stays)++ % STAYS;
  bool wrong = happens(state, 20);
  unsigned slut = start + (wrong ? below(state, 20) : 15 + below(state, 350) + below(state, 350));
  row->start = calendar->days[start];
  if (slut < DAYS) {
    row->slut = calendar->days[slut];
    row->reason = wrong ? &misregistered : pick(state, reasons);
  }
}

/* `stays`: how many each person has had. */
static void draw_row(uint64_t *state, struct row *row, unsigned persons, unsigned char *stays,
                     const struct calendar *calendar)
{
  *row = (struct row){.slut = "", .kommun = "", .contact = "", .note = ""};
  row->remittent = row->utbildning = row->reason = &unknown;
  row->insats = insatser[below(state, LENGTH(insatser))];
  row->contact = contacts[below(state, LENGTH(contacts))];
  if (happens(state, 30)) {
    row->anonymous = true;
    row->kon = &sexes[below(state, 2)];
    row->start = calendar->new_years[below(state, YEARS)];
    return;
  }
  unsigned person = draw_person(state, row, persons);
  draw_stay(state, row, &stays[person], calendar);
  row->intag = happens(state, 300) ? 1 + below(state, 24) : 0;
  row->kommun = happens(state, 500) ? kommuner[below(state, LENGTH(kommuner))] : "";
  row->note = happens(state, 350) ? notes[below(state, LENGTH(notes))] : "";
  row->remittent = pick(state, referrers);
  row->utbildning = pick(state, educations);
  row->months = happens(state, 900) ? 1 + below(state, 12) * below(state, 12) : 0;
  draw_lists(state, row);
}

static void fill_calendar(struct calendar *calendar)
{
  static const unsigned lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  unsigned day = 0;
  for (unsigned y = 0; y < YEARS; y++) {
    unsigned year = FIRST_YEAR + y;
    calendar->new_years[y] = calendar->days[day];
    for (unsigned m = 0; m < 12; m++) {
      unsigned length = lengths[m] + (m == 1 && year % 4 == 0);
      for (unsigned d = 0; d < length; d++) {
        snprintf(calendar->days[day++], DATE_SIZE, "%04u-%02u-%02u", year % 10000, (m + 1) % 100, (d + 1) % 100);
      }
    }
  }
}

/* A line under way. */
struct line {
  bool raw;
  size_t length;
  char text[1024];
};

static void add_byte(struct line *line, int c)
{
  line->text[line->length++] = (char)c;
}

/* The two-byte letters of UTF-8 become one byte in a raw export. */
static const char *add_letter(struct line *line, const char *s)
{
  if (line->raw && (*s == '\xc2' || *s == '\xc3')) {
    add_byte(line, (s[0] & 3) << 6 | (s[1] & 63));
    return s + 2;
  }
  add_byte(line, *s);
  return s + 1;
}

static void end_cell(struct line *line)
{
  add_byte(line, line->raw ? ';' : ',');
}

static void add_text(struct line *line, const char *s)
{
  bool quoted = s[strcspn(s, line->raw ? ";\"" : ",\"")] != '\0';
  if (quoted) {
    add_byte(line, '"');
  }
  while (*s) {
    if (*s == '"') {
      add_byte(line, '"');
    }
    s = add_letter(line, s);
  }
  if (quoted) {
    add_byte(line, '"');
  }
  end_cell(line);
}

static void add_digits(struct line *line, unsigned n)
{
  if (n >= 10) {
    add_digits(line, n / 10);
  }
  add_byte(line, '0' + (int)(n % 10));
}

static void add_number(struct line *line, bool known, unsigned n)
{
  if (known) {
    add_digits(line, n);
  }
  end_cell(line);
}

static void add_choice(struct line *line, const struct choice *choice)
{
  add_text(line, line->raw ? choice->words : choice->code);
}

static void add_joined(struct line *line, const struct list *list)
{
  for (size_t i = 0; i < list->count; i++) {
    if (i > 0) {
      add_byte(line, '|');
    }
    for (const char *s = list->items[i]->code; *s; s++) {
      add_byte(line, *s);
    }
    if (list->percent[i]) {
      add_byte(line, ':');
      add_digits(line, list->percent[i]);
    }
  }
  end_cell(line);
}

/* One column for each of a list, each with its extent beside it where the export has extents. */
static void add_spread(struct line *line, const struct list *list, bool two)
{
  for (size_t i = 0; i < (two ? LIST_MAX : 1); i++) {
    add_choice(line, i < list->count ? list->items[i] : &unknown);
    if (two) {
      add_number(line, list->percent[i] > 0, list->percent[i]);
    }
  }
}

static void add_list(struct line *line, const struct list *list, bool two)
{
  if (line->raw) {
    add_spread(line, list, two);
  } else {
    add_joined(line, list);
  }
}

static void add_registration(struct line *line, const struct row *row)
{
  char intag[24] = "";
  if (row->intag) {
    snprintf(intag, sizeof intag, "Intag %u", row->intag);
  }
  add_text(line, row->insats);
  add_text(line, intag);
  add_text(line, row->id);
  add_text(line, !row->anonymous ? "" : line->raw ? "Ja" : "ja");
  add_choice(line, row->kon);
  add_number(line, row->born > 0, row->born);
  add_text(line, row->kommun);
  add_choice(line, row->remittent);
  add_choice(line, row->utbildning);
  add_number(line, row->months > 0, row->months - 1);
  add_text(line, row->start);
  add_text(line, row->slut);
  add_choice(line, row->reason);
}

/* A failure is told by ferror at the end. */
static void write_line(struct line *line)
{
  (void)fwrite(line->text, 1, line->length, stdout);
}

static void write_row(struct line *line, const struct row *row)
{
  line->length = 0;
  add_registration(line, row);
  for (int at = BEFORE; at < OCCASIONS; at++) {
    add_list(line, &row->occupation[at], registered[at].two);
  }
  for (int at = BEFORE; at < OCCASIONS; at++) {
    if (at != DURING) {
      add_list(line, &row->support[at], registered[at].two);
    }
  }
  if (line->raw) {
    add_text(line, row->contact);
    add_text(line, row->note);
  }
  line->text[line->length - 1] = '\n';
  write_line(line);
}

static void write_header(struct line *line)
{
  line->length = 0;
  for (const char *s = line->raw ? raw_header : canonical_header; *s;) {
    s = add_letter(line, s);
  }
  write_line(line);
}

int main(int argc, char **argv)
{
  static struct calendar calendar;
  char *end = NULL;
  unsigned long count = argc > 1 ? strtoul(argv[1], &end, 10) : 0;
  struct line line = {.raw = argc > 2 && strcmp(argv[2], "raw") == 0};
  if (!end || end == argv[1] || *end || count > UINT32_MAX || argc > 3 ||
      (argc == 3 && !line.raw && strcmp(argv[2], "canonical") != 0)) {
    fputs("usage: generate N [raw|canonical]\n", stderr);
    return 2;
  }
  fill_calendar(&calendar);
  write_header(&line);
  uint64_t state = 20190101;
  unsigned persons = 1 + (unsigned)count / 5 * 4;
  unsigned char *stays = calloc(persons, 1);
  if (!stays) {
    return 2;
  }
  for (unsigned long i = 0; i < count; i++) {
    struct row row;
    draw_row(&state, &row, persons, stays, &calendar);
    write_row(&line, &row);
  }
  free(stays);
  return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 2;
}

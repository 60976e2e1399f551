/* Headings that mean a column by themselves. */
#include "import/headings.h"

/* By slug: å, ä and ö are a and o there, and blanks, - and / are _, which do not count. */
static const struct {
  const char *slug, *column;
} aliases[] = {
    {"insatsnamn", "insats"},
    {"insatsens_namn", "insats"},
    {"projekt", "insats"},
    {"projektnamn", "insats"},
    {"grupp", "intag"},
    {"intagsgrupp", "intag"},
    {"omgang", "intag"},
    {"deltagarid", "id"},
    {"deltagarnr", "id"},
    {"deltagarnummer", "id"},
    {"lopnummer", "id"},
    {"pseudonym", "id"},
    {"anonyma", "anonym"},
    {"ej_samtycke", "anonym"},
    {"konet", "kon"},
    {"juridiskt_kon", "kon"},
    {"sex", "kon"},
    {"fodd", "fodelsear"},
    {"fodd_ar", "fodelsear"},
    {"hemkommun", "kommun"},
    {"bostadskommun", "kommun"},
    {"folkbokforingskommun", "kommun"},
    {"remitterad_av", "remittent"},
    {"remitterande", "remittent"},
    {"remitterande_part", "remittent"},
    {"aktualiserad_av", "remittent"},
    {"hogsta_utbildning", "utbildning"},
    {"utbildningsniva", "utbildning"},
    {"hogsta_avslutade_utbildning", "utbildning"},
    {"tid_i_forsorjning", "tid_forsorjning"},
    {"tid_i_forsorjning_man", "tid_forsorjning"},
    {"tid_i_forsorjning_manader", "tid_forsorjning"},
    {"tid_i_offentlig_forsorjning", "tid_forsorjning"},
    {"tid_i_offentlig_forsorjning_manader", "tid_forsorjning"},
    {"manader_med_forsorjning", "tid_forsorjning"},
    {"manader_med_forsorjning_fore_start", "tid_forsorjning"},
    {"startdatum", "start"},
    {"startdag", "start"},
    {"inskriven", "start"},
    {"inskrivningsdatum", "start"},
    {"inskriven_datum", "start"},
    {"slutdatum", "slut"},
    {"slutdag", "slut"},
    {"avslutad", "slut"},
    {"avslutsdatum", "slut"},
    {"avslutningsdatum", "slut"},
    {"utskriven", "slut"},
    {"utskrivningsdatum", "slut"},
    {"orsak", "avslutsorsak"},
    {"orsak_till_avslut", "avslutsorsak"},
    {"avslutningsorsak", "avslutsorsak"},
    {"personnr", UT_PERSONNUMMER},
    {"pnr", UT_PERSONNUMMER},
    {"personnummer", UT_PERSONNUMMER},
    {"samordningsnummer", UT_PERSONNUMMER},
    {"samordningsnr", UT_PERSONNUMMER},
    {"registrerad", UT_REGISTERED},
    {"registrerat", UT_REGISTERED},
    {"registreringsdatum", UT_REGISTERED},
    {"registreringsdag", UT_REGISTERED},
};

/* How the time of a list column is said: "Sysselsättning vid avslut". */
static const struct {
  const char *said;
  enum ut_occasion at;
} occasions[] = {
    {"fore", UT_FORE},        {"fore_start", UT_FORE},    {"fore_insats", UT_FORE},   {"vid_start", UT_FORE},
    {"innan", UT_FORE},       {"under", UT_UNDER},        {"under_insats", UT_UNDER}, {"under_tiden", UT_UNDER},
    {"efter", UT_EFTER},      {"vid_slut", UT_EFTER},     {"vid_avslut", UT_EFTER},   {"efter_avslut", UT_EFTER},
    {"efter_slut", UT_EFTER}, {"efter_insats", UT_EFTER},
};

/* What may stand between a number of months and the end. */
static const char *const months[] = {"m", "_m", "_man", "_manader"};
static const char *const afters[] = {"", "_efter", "_efter_avslut", "_efter_slut"};

/* Without regard to _: "Start-datum" is startdatum. */
static bool is_alike(struct ut_text slug, const char *name)
{
  size_t i = 0;
  for (;; i++, name++) {
    while (i < slug.len && slug.ptr[i] == '_')
      i++;
    while (*name == '_')
      name++;
    if (i == slug.len || *name == '\0')
      return i == slug.len && *name == '\0';
    if (slug.ptr[i] != *name)
      return false;
  }
}

static bool begins(struct ut_text t, const char *prefix)
{
  size_t len = strlen(prefix);
  return t.len >= len && memcmp(t.ptr, prefix, len) == 0;
}

static struct ut_text after(struct ut_text t, const char *prefix)
{
  return (struct ut_text){t.ptr + strlen(prefix), t.len - strlen(prefix)};
}

/* "6_manader_efter", once the number is taken off */
static bool says_months(struct ut_text t)
{
  for (size_t m = 0; m < sizeof months / sizeof *months; m++)
    for (size_t a = 0; a < sizeof afters / sizeof *afters; a++)
      if (begins(t, months[m]) && ut_text_is(after(t, months[m]), afters[a]))
        return true;
  return false;
}

static enum ut_occasion occasion_of(struct ut_text t)
{
  for (size_t i = 0; i < sizeof occasions / sizeof *occasions; i++)
    if (ut_text_is(t, occasions[i].said))
      return occasions[i].at;
  if (begins(t, "efter_"))
    t = after(t, "efter_");
  for (enum ut_occasion at = UT_6M; at < UT_OCCASIONS; at++) {
    char number[8];
    size_t len = strlen(ut_occasion_names[at]) - 1;
    memcpy(number, ut_occasion_names[at], len);
    number[len] = '\0';
    if (begins(t, number) && says_months(after(t, number)))
      return at;
  }
  return UT_NO_OCCASION;
}

/* "sysselsattning_efter_2" is the second heading of a list. */
static struct ut_text without_number(struct ut_text slug)
{
  size_t len = slug.len;
  while (len > 0 && ut_char_is_digit(slug.ptr[len - 1]))
    len--;
  bool numbered = len < slug.len && len > 0 && slug.ptr[len - 1] == '_';
  return numbered ? (struct ut_text){slug.ptr, len - 1} : slug;
}

static const char *list_alias(struct ut_text slug)
{
  size_t count;
  const struct ut_column *columns = ut_columns(&count);
  slug = without_number(slug);
  for (size_t i = 0; i < count; i++) {
    const struct ut_column *c = &columns[i];
    if (c->type != UT_TYPE_LIST || !begins(slug, c->codes->name))
      continue;
    struct ut_text rest = after(slug, c->codes->name);
    if (begins(rest, "_") && occasion_of(after(rest, "_")) == c->occasion)
      return c->name;
  }
  return "";
}

const char *ut_headings_alias(struct ut_text slug)
{
  size_t count;
  const struct ut_column *columns = ut_columns(&count);
  for (size_t i = 0; i < count && columns[i].origin == UT_RECORDED; i++)
    if (is_alike(slug, columns[i].name))
      return columns[i].name;
  for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
    if (is_alike(slug, aliases[i].slug))
      return aliases[i].column;
  return list_alias(slug);
}

/* Headings that mean a column by themselves. */
#include "import/headings.h"

#include <stdio.h>

/* What only an import reads. By slug, as the aliases of a column: å, ä and ö are a and o there, and blanks, - and /
 * are _, which do not count. */
static const struct {
  const char *name, *aliases;
} others[] = {
    {UT_PERSONNUMMER, "personnr persnr pnr personnummer samordningsnummer samordningsnr"},
    {UT_REGISTERED, "registrerad registrerat registreringsdatum registreringsdag"},
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
static bool is_alike(struct ut_text a, struct ut_text b)
{
  for (size_t i = 0, j = 0;; i++, j++) {
    while (i < a.len && a.ptr[i] == '_')
      i++;
    while (j < b.len && b.ptr[j] == '_')
      j++;
    if (i == a.len || j == b.len)
      return i == a.len && j == b.len;
    if (a.ptr[i] != b.ptr[j])
      return false;
  }
}

static bool is_among(struct ut_text slug, const char *aliases)
{
  bool found = false;
  for (struct ut_text rest = ut_text_of(aliases), alias; !found && ut_text_split(&rest, ' ', &alias);)
    found = is_alike(slug, alias);
  return found;
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
    if (is_among(slug, columns[i].name) || (columns[i].aliases && is_among(slug, columns[i].aliases)))
      return columns[i].name;
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (is_among(slug, others[i].aliases))
      return others[i].name;
  return list_alias(slug);
}

static enum ut_resemblance most(enum ut_resemblance a, enum ut_resemblance b)
{
  return a > b ? a : b;
}

static enum ut_resemblance likeness_to_any(struct ut_text slug, const char *aliases)
{
  enum ut_resemblance best = UT_UNLIKE;
  for (struct ut_text rest = ut_text_of(aliases), alias; ut_text_split(&rest, ' ', &alias);)
    best = most(best, ut_resemblance(slug, alias));
  return best;
}

/* "sysselsattn_efter": the name of the list with how this occasion is said. A heading that names the list and says
 * nothing of an occasion could be any. */
static enum ut_resemblance likeness_to_list(struct ut_text slug, const struct ut_column *c)
{
  char name[128];
  slug = without_number(slug);
  enum ut_resemblance best = likeness_to_any(slug, c->name);
  for (size_t i = 0; i < sizeof occasions / sizeof *occasions; i++)
    if (occasions[i].at == c->occasion) {
      snprintf(name, sizeof name, "%s_%s", c->codes->name, occasions[i].said);
      best = most(best, ut_resemblance(slug, ut_text_of(name)));
    }
  for (size_t m = 0; m < sizeof months / sizeof *months && ut_occasion_months(c->occasion) > 0; m++) {
    snprintf(name, sizeof name, "%s_%d%s", c->codes->name, ut_occasion_months(c->occasion), months[m]);
    best = most(best, ut_resemblance(slug, ut_text_of(name)));
  }
  return most(best, ut_resemblance(slug, ut_text_of(c->codes->name)));
}

enum ut_resemblance ut_headings_likeness(struct ut_text slug, const char *column)
{
  const struct ut_column *c = ut_column_find(ut_text_of(column));
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (strcmp(others[i].name, column) == 0)
      return likeness_to_any(slug, others[i].aliases);
  if (!c)
    return UT_UNLIKE;
  if (c->type == UT_TYPE_LIST)
    return likeness_to_list(slug, c);
  return most(likeness_to_any(slug, c->name), c->aliases ? likeness_to_any(slug, c->aliases) : UT_UNLIKE);
}

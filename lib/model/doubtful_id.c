/* Doubtful ids. A word counts in any case, with å or a, whatever signs stand round it. */
#include "model/doubtful_id.h"

enum { LONGEST = 24, ALIKE = 8 };

/* As slugs. */
static const char *const words[] = {
    "saknas",
    "okant",
    "okand",
    "n_a",
    "na",
    "null",
    "nil",
    "none",
    "nan",
    "missing",
    "unknown",
    "undefined",
    "ingen",
    "inget",
    "inga",
    "ingen_uppgift",
    "id_saknas",
    "uppgift_saknas",
    "saknar_id",
    "ej_angivet",
    "ej_angiven",
    "ej_kand",
    "ej_kant",
    "vet_ej",
    "vet_inte",
    "tom",
    "tomt",
    "blank",
    "anonym",
    "skyddad",
    "value",
    "vardefel",
    "ref",
    "referens",
    "namn",
    "division_0",
    "okand_person",
    "sekretess",
    "sekretesskydd",
    "aaaammdd_xxxx",
    "aammdd_xxxx",
    "aaaammdd_nnnn",
    "aammdd_nnnn",
    "total",
    "totalt",
    "summa",
    "totalsumma",
    "samtliga",
    "alla",
    "medel",
    "medelvarde",
    "genomsnitt",
    "snitt",
    "median",
    "mean",
    "average",
    "nn",
    "n_n",
    "tbd",
    "test",
    "x_x",
    "ej_registrerat",
    "ej_registrerad",
    "tf_nummer",
    "testperson",
    "utan_id",
};

/* Any of these words is enough, whatever stands around it: Personnr saknas. */
static const char *const telling[] = {"saknas", "saknar", "okant", "okand", "skyddad", "skyddade", "sekretess"};

static bool all_of(struct ut_text id, const char *characters)
{
  for (size_t i = 0; i < id.len; i++)
    if (!strchr(characters, id.ptr[i]) || !id.ptr[i])
      return false;
  return id.len > 0;
}

/* 99999999-9999: the same digit eight times or more. */
static bool is_one_digit(struct ut_text id)
{
  const char digit[] = {id.ptr[0], '-', ' ', '\0'};
  return id.len > ALIKE && id.len < LONGEST && ut_char_is_digit(digit[0]) && id.ptr[1] == digit[0] &&
         id.ptr[2] == digit[0] && all_of(id, digit);
}

static bool has_telling_word(struct ut_text slug)
{
  struct ut_text word;
  while (ut_text_split(&slug, '_', &word))
    for (size_t i = 0; i < sizeof telling / sizeof *telling; i++)
      if (ut_text_is(word, telling[i]))
        return true;
  return false;
}

static bool is_word(struct ut_text id)
{
  char room[UT_SLUG];
  struct ut_text slug = ut_text_slug_short(id, room);
  bool found = slug.len == 0 || has_telling_word(slug);
  for (size_t i = 0; i < sizeof words / sizeof *words && !found; i++)
    found = ut_text_is(slug, words[i]);
  return found;
}

bool ut_id_is_placeholder(struct ut_text id)
{
  if (id.len == 0 || id.len > LONGEST || ut_text_is(id, "*")) /* which is all values, and told as such */
    return false;
  if (ut_text_is(id, "-1"))
    return true;
  for (size_t i = 0; i < id.len; i++)
    if (id.ptr[i] >= '1' && id.ptr[i] <= '9')
      return is_one_digit(id);
  bool crossed_out = id.len > 1 && all_of(id, "xX- ");
  return all_of(id, "0-+ ./") || crossed_out || is_word(id);
}

static size_t digits_from(struct ut_text t, size_t at)
{
  size_t end = at;
  while (end < t.len && ut_char_is_digit(t.ptr[end]))
    end++;
  return end - at;
}

bool ut_id_is_cut(struct ut_text id)
{
  if (id.len < 4 || !ut_char_is_digit(id.ptr[0]))
    return false;
  size_t at = digits_from(id, 0), decimals = 0;
  if (at < id.len && (id.ptr[at] == ',' || id.ptr[at] == '.'))
    decimals = digits_from(id, ++at);
  at += decimals;
  if (at + 1 >= id.len || (id.ptr[at] != 'E' && id.ptr[at] != 'e'))
    return false;
  bool sign = id.ptr[++at] == '+' || id.ptr[at] == '-';
  at += sign;
  size_t exponent = digits_from(id, at);
  return (sign || decimals > 0) && exponent > 0 && exponent <= 3 && at + exponent == id.len;
}

struct ut_text ut_id_strip_zeros(struct ut_text id)
{
  struct ut_text bare = id;
  if (digits_from(id, 0) < id.len)
    return id;
  for (; bare.len > 1 && *bare.ptr == '0'; bare.len--)
    bare.ptr++;
  return bare;
}

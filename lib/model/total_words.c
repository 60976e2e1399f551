/* Names of totals, by their slugs. */
#include "model/total_words.h"

static const char *const heads[] = {"total", "totalt",      "totala",     "totals", "totalsumma", "summa",
                                    "sum",   "samtliga",    "alla",       "all",    "bada",       "bagge",
                                    "hela",  "tillsammans", "sammanlagt", "both",   "overall"};

/* What may follow a head, or stand before one. Anything else names a part, such as summa_kvinnor. */
static const char *const tails[] = {
    "antal",    "antalet", "alla",     "totalt",   "total",         "summa",      "deltagare", "deltagarna",
    "personer", "konen",   "kon",      "aldrar",   "aldersgrupper", "kommuner",   "insatser",  "klasser",
    "gruppen",  "grupper", "perioden", "perioder", "aret",          "ar",         "lanet",     "riket",
    "omradet",  "sexes",   "ages",     "persons",  "kommunerna",    "insatserna", "grupperna", "tabellen"};

/* Totals that are none of these. */
static const char *const others[] = {"kvinnor_och_man", "man_och_kvinnor", "women_and_men", "men_and_women",
                                     "grand_total"};

static bool is_among(struct ut_text word, const char *const *list, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (ut_text_is(word, list[i]))
      return true;
  return false;
}

static bool is_head(struct ut_text word)
{
  return is_among(word, heads, sizeof heads / sizeof *heads);
}

static bool is_tail(struct ut_text word)
{
  return is_among(word, tails, sizeof tails / sizeof *tails);
}

static bool is_total_slug(struct ut_text slug)
{
  struct ut_text rest = slug, first;
  if (is_among(slug, others, sizeof others / sizeof *others))
    return true;
  if (slug.len == 0 || !ut_text_split(&rest, '_', &first))
    return false;
  return rest.ptr ? (is_head(first) && is_tail(rest)) || (is_tail(first) && is_head(rest)) : is_head(first);
}

enum ut_status ut_total_word_is(struct ut_text word, bool *total)
{
  struct ut_buf slug = {0};
  enum ut_status status = ut_text_slug(word, &slug);
  *total = ut_text_is(word, "*") || (status == UT_OK && is_total_slug(ut_buf_text(&slug)));
  ut_buf_clear(&slug);
  return status;
}

/* Takes a first word that says so off, or a last one. */
static bool take_total(struct ut_text *slug)
{
  static const char *const says[] = {"totalt", "total", "delsumma", "summa", "sum", "samtliga", "alla", "tot"};
  for (size_t i = 0; i < sizeof says / sizeof *says; i++) {
    size_t len = strlen(says[i]);
    if (slug->len < len + 2)
      continue;
    if (memcmp(slug->ptr, says[i], len) == 0 && slug->ptr[len] == '_') {
      *slug = (struct ut_text){slug->ptr + len + 1, slug->len - len - 1};
      return true;
    }
    const char *last = slug->ptr + slug->len - len;
    if (memcmp(last, says[i], len) == 0 && last[-1] == '_') {
      slug->len -= len + 1;
      return true;
    }
  }
  return false;
}

enum ut_status ut_total_word_of(struct ut_text word, struct ut_buf *out)
{
  struct ut_buf slug = {0};
  enum ut_status status = ut_text_slug(word, &slug);
  struct ut_text rest = ut_buf_text(&slug);
  if (status == UT_OK && take_total(&rest))
    status = ut_buf_add_text(out, rest);
  ut_buf_clear(&slug);
  return status;
}

/* An insats may be called Tillsammans, or Alla. */
enum ut_status ut_total_word_is_sure(struct ut_text word, bool *total)
{
  static const char *const names[] = {"tillsammans", "alla", "all", "hela", "bada", "bagge", "both", "overall"};
  struct ut_buf slug = {0};
  enum ut_status status = ut_text_slug(word, &slug);
  struct ut_text text = ut_buf_text(&slug);
  *total = status == UT_OK && is_total_slug(text) && !is_among(text, names, sizeof names / sizeof *names);
  ut_buf_clear(&slug);
  return status;
}

/* Is the first word of the text one of these? */
static enum ut_status begins_with(struct ut_text text, const char *const *list, size_t count, bool *one)
{
  struct ut_buf slug = {0};
  struct ut_text first = {"", 0};
  enum ut_status status = ut_text_slug(text, &slug);
  struct ut_text rest = ut_buf_text(&slug);
  if (status == UT_OK && rest.len > 0)
    ut_text_split(&rest, '_', &first);
  *one = is_among(first, list, count);
  ut_buf_clear(&slug);
  return status;
}

enum ut_status ut_total_word_heads(struct ut_text word, bool *total)
{
  static const char *const sums[] = {"summa",  "summor",     "sum",      "netto",     "total",       "totala",
                                     "totalt", "totalsumma", "delsumma", "delsummor", "mellansumma", "subtotal"};
  return begins_with(word, sums, sizeof sums / sizeof *sums, total);
}

enum ut_status ut_total_word_is_of_which(struct ut_text word, bool *part)
{
  static const char *const words[] = {"darav", "varav"};
  return begins_with(word, words, sizeof words / sizeof *words, part);
}

/* Resemblance of headings: equal slugs, few letters that differ, other words for the same day, words in common. */
#include "model/resemblance.h"

#include <stdio.h>

#include "base/redecode.h"

enum { LONGEST = 96, LEAST = 3, PREFIX_LEAST = 5, NEAR_LEAST = 4, FAR_LEAST = 9, WORDS_MOST = 4 };

/* A slug without what separates its words. */
struct bare {
  char ptr[LONGEST];
  size_t len; /* 0: too long to be compared */
};

/* What the day of something is called, and words that say nothing. */
static const char *const days[] = {"datum", "dag", "dat", "date", "tid", "tidpunkt"};
static const char *const fillers[] = {"for", "av", "vid", "i", "pa", "den", "till", "fran", "of"};

static bool is_one_of(struct ut_text word, const char *const *words, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (ut_text_is(word, words[i]))
      return true;
  return false;
}

static void add_word(struct bare *b, struct ut_text word)
{
  for (size_t i = 0; i < word.len; i++)
    b->ptr[b->len++] = word.ptr[i];
}

static void join(struct ut_text slug, struct bare *out)
{
  out->len = 0;
  struct ut_text word;
  for (struct ut_text rest = slug; slug.len < LONGEST && ut_text_split(&rest, '_', &word);)
    add_word(out, word);
}

/* Its words from the last to the first, without fillers: "datum_for_avslut" is avslutdatum. */
static void join_backwards(struct ut_text slug, struct bare *out)
{
  out->len = 0;
  size_t end = slug.len < LONGEST ? slug.len : 0;
  while (end > 0) {
    size_t begin = end;
    while (begin > 0 && slug.ptr[begin - 1] != '_')
      begin--;
    struct ut_text word = {slug.ptr + begin, end - begin};
    if (!is_one_of(word, fillers, sizeof fillers / sizeof *fillers))
      add_word(out, word);
    end = begin > 0 ? begin - 1 : 0;
  }
}

static struct ut_text text_of(const struct bare *b)
{
  return (struct ut_text){b->ptr, b->len};
}

static bool is_number(struct ut_text t)
{
  int64_t number;
  return ut_text_integer(t, &number);
}

static bool same_digits(struct ut_text a, struct ut_text b)
{
  for (size_t i = 0, j = 0;; i++, j++) {
    while (i < a.len && !ut_char_is_digit(a.ptr[i]))
      i++;
    while (j < b.len && !ut_char_is_digit(b.ptr[j]))
      j++;
    if (i == a.len || j == b.len)
      return i == a.len && j == b.len;
    if (a.ptr[i] != b.ptr[j])
      return false;
  }
}

/* One letter of four may differ, two of nine where the first is the same: Beslutsdatum is not Avslutsdatum. */
static bool is_near(struct ut_text a, struct ut_text b)
{
  size_t shorter = a.len < b.len ? a.len : b.len;
  if (shorter < NEAR_LEAST)
    return false;
  size_t limit = shorter >= FAR_LEAST && a.ptr[0] == b.ptr[0] ? 2 : 1;
  return ut_text_distance(a, b, limit) <= limit;
}

/* Without the word for a day at its end; the whole where nothing long enough is left. */
static struct ut_text stem_of(struct ut_text t)
{
  size_t least = t.len;
  for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
    size_t len = strlen(days[i]);
    if (t.len >= len + NEAR_LEAST && memcmp(t.ptr + t.len - len, days[i], len) == 0 && t.len - len < least)
      least = t.len - len;
  }
  return (struct ut_text){t.ptr, least};
}

/* Are both called days of something, or near it, and is that the same? "avsl_datum" is cut short. */
static bool is_same_day(struct ut_text a, struct ut_text b)
{
  struct ut_text stem = stem_of(a), known = stem_of(b);
  bool day = stem.len < a.len, other = known.len < b.len;
  if (!day && !other)
    return false;
  bool cut = day && other && stem.len < known.len && memcmp(stem.ptr, known.ptr, stem.len) == 0;
  return cut || ut_text_equal(stem, known) || (stem.len > PREFIX_LEAST && is_near(stem, known));
}

static bool begins(struct ut_text t, struct ut_text with)
{
  return with.len >= PREFIX_LEAST && t.len > with.len && memcmp(t.ptr, with.ptr, with.len) == 0;
}

/* "kommunen", "kommun" */
static bool is_inflected(struct ut_text t, struct ut_text with)
{
  return begins(t, with) && t.len - with.len <= 2;
}

/* Among a few words; a question names no column. */
static bool has_word(struct ut_text slug, struct ut_text wanted)
{
  bool found = false;
  size_t words = 0;
  struct ut_text word;
  for (struct ut_text rest = slug; ut_text_split(&rest, '_', &word); words++)
    found = found || ut_text_equal(word, wanted);
  return found && words <= WORDS_MOST;
}

enum ut_resemblance ut_resemblance(struct ut_text slug, struct ut_text known)
{
  struct bare a, b, turned;
  join(slug, &a);
  join(known, &b);
  join_backwards(slug, &turned);
  struct ut_text whole = text_of(&a), other = text_of(&b), backwards = text_of(&turned);
  if (ut_text_equal(whole, other) && whole.len > 0 && !is_number(whole))
    return UT_ALIKE;
  if (whole.len < LEAST || other.len < LEAST || !same_digits(whole, other))
    return UT_UNLIKE;
  if (is_near(whole, other) || is_near(backwards, other) || is_same_day(whole, other) || is_same_day(backwards, other))
    return UT_NEAR;
  if (begins(other, whole) || is_inflected(whole, other))
    return UT_ABBREVIATED;
  return has_word(slug, known) ? UT_SHARES_WORD : UT_UNLIKE;
}

enum ut_resemblance ut_resemblance_either(struct ut_text one, struct ut_text other)
{
  enum ut_resemblance there = ut_resemblance(one, other), back = ut_resemblance(other, one);
  return there > back ? there : back;
}

enum ut_status ut_resemblance_slug(struct ut_text heading, struct ut_buf *slug)
{
  struct ut_buf text = {0};
  bool twice;
  slug->len = 0;
  enum ut_status status = ut_text_redecode(heading, &text, &twice);
  if (status == UT_OK)
    status = ut_text_slug(twice ? ut_buf_text(&text) : heading, slug);
  ut_buf_clear(&text);
  return status;
}

/* "kno", "kon" */
static bool is_swapped(struct ut_text a, struct ut_text b)
{
  size_t i = 0;
  while (i < a.len && i < b.len && a.ptr[i] == b.ptr[i])
    i++;
  return a.len == b.len && a.len >= LEAST && i + 2 <= a.len && a.ptr[i] == b.ptr[i + 1] && a.ptr[i + 1] == b.ptr[i] &&
         memcmp(a.ptr + i + 2, b.ptr + i + 2, a.len - i - 2) == 0;
}

enum ut_status ut_resemblance_find(const struct ut_text *names, size_t count, struct ut_text heading, size_t *found)
{
  struct ut_buf wanted = {0}, slug = {0};
  enum ut_resemblance best = UT_UNLIKE;
  *found = count;
  enum ut_status status = ut_resemblance_slug(heading, &wanted);
  for (size_t i = 0; i < count && status == UT_OK; i++) {
    status = ut_resemblance_slug(names[i], &slug);
    struct ut_text a = ut_buf_text(&slug), b = ut_buf_text(&wanted);
    enum ut_resemblance one = is_swapped(a, b) ? UT_NEAR : ut_resemblance_either(a, b);
    *found = one > best ? i : *found;
    best = one > best ? one : best;
  }
  ut_buf_clear(&wanted);
  ut_buf_clear(&slug);
  return status;
}

char *ut_resemblance_suggest(const struct ut_text *names, size_t count, struct ut_text written, const char *before,
                             char buf[UT_SUGGESTION])
{
  char shown[UT_QUOTED];
  size_t near;
  *buf = '\0';
  if (ut_resemblance_find(names, count, written, &near) == UT_OK && near < count)
    snprintf(buf, UT_SUGGESTION, " (did you mean %s%s?)", before,
             ut_quote_name(shown, names[near].ptr, names[near].len));
  return buf;
}

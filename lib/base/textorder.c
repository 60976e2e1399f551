/* Swedish order, heading slugs and the distance between two spellings. */
#include "utfall/text.h"

#include "base/compose.h"
#include "base/look.h"

/* Letters without accents for U+00C0..U+017F; a space where there is no letter. */
static const char latin_base[] = "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
                                 "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
                                 "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

enum { LATIN_FIRST = 0xC0, LATIN_LAST = 0x17F, RING = 0x30A, DIAERESIS = 0x308 };

/* Sorting keys: marks before digits before letters before all other writing. Swedish letters stand after z. */
enum {
  KEY_DIGIT = 0x10000,
  KEY_LETTER = 0x20000,
  KEY_A_RING = KEY_LETTER + 'z' + 1,
  KEY_A_DOTS,
  KEY_O_DOTS,
  KEY_OTHER = 0x30000
};

static bool is_combining(uint32_t c)
{
  return c >= 0x300 && c <= 0x36F;
}

static bool is_blank(uint32_t c)
{
  return ut_is_blank(c) || c == '\r' || c == '\n';
}

/* Lower-case base letter a-z, or 0. */
static char base_letter(uint32_t c)
{
  if (c >= LATIN_FIRST && c <= LATIN_LAST)
    return latin_base[c - LATIN_FIRST] == ' ' ? 0 : latin_base[c - LATIN_FIRST];
  if (c >= 'A' && c <= 'Z')
    return (char)(c + 'a' - 'A');
  return c >= 'a' && c <= 'z' ? (char)c : 0;
}

/* The letters after z in lower case, alone or as a base letter and a combining mark. */
static const struct {
  uint32_t letter, mark, key;
} swedish[] = {{0xE5, 0, KEY_A_RING},        {0xE4, 0, KEY_A_DOTS},       {0xE6, 0, KEY_A_DOTS},
               {0xF6, 0, KEY_O_DOTS},        {0xF8, 0, KEY_O_DOTS},       {'a', RING, KEY_A_RING},
               {'a', DIAERESIS, KEY_A_DOTS}, {'o', DIAERESIS, KEY_O_DOTS}};

/* The key of c with the first combining mark on it (0 for none) when that is a Swedish letter, else 0. */
static uint32_t swedish_key(uint32_t c, uint32_t mark)
{
  uint32_t lower = c | 0x20; /* of ASCII letters and of those in Latin-1 */
  for (size_t i = 0; i < sizeof swedish / sizeof *swedish; i++)
    if (lower == swedish[i].letter && (swedish[i].mark == 0 || swedish[i].mark == mark))
      return swedish[i].key;
  return 0;
}

static uint32_t sort_key(uint32_t c, uint32_t mark)
{
  uint32_t after_z = swedish_key(c, mark);
  if (after_z)
    return after_z;
  char base = base_letter(c);
  if (base)
    return KEY_LETTER + (uint32_t)base;
  if (c >= '0' && c <= '9')
    return KEY_DIGIT;
  return is_blank(c) ? ' ' : c < 0x80 ? c : KEY_OTHER + c;
}

/* Takes the next character and the combining marks on it; 0 at the end. */
static uint32_t next_key(const char **p, const char *end)
{
  if (*p == end)
    return 0;
  uint32_t c = ut_utf8_next(p, end), first_mark = 0;
  while (*p < end) {
    const char *after = *p;
    uint32_t mark = ut_utf8_next(&after, end);
    if (!is_combining(mark))
      break;
    if (!first_mark)
      first_mark = mark;
    *p = after;
  }
  return sort_key(c, first_mark);
}

/* The digits at *p without leading zeros; *p is moved past them. */
static struct ut_text digit_run(const char **p, const char *end)
{
  while (*p < end && **p == '0')
    ++*p;
  const char *start = *p;
  while (*p < end && ut_char_is_digit(**p))
    ++*p;
  return (struct ut_text){start, (size_t)(*p - start)};
}

static int compare_runs(struct ut_text a, struct ut_text b)
{
  if (a.len != b.len)
    return a.len < b.len ? -1 : 1;
  return memcmp(a.ptr, b.ptr, a.len);
}

static int compare_bytes(struct ut_text a, struct ut_text b)
{
  size_t common = a.len < b.len ? a.len : b.len;
  int order = common > 0 ? memcmp(a.ptr, b.ptr, common) : 0;
  return order ? order : (a.len > b.len) - (a.len < b.len);
}

int ut_text_compare(struct ut_text a, struct ut_text b)
{
  const char *p = a.len > 0 ? a.ptr : "", *q = b.len > 0 ? b.ptr : "";
  const char *p_end = p + a.len, *q_end = q + b.len;
  while (p < p_end || q < q_end) {
    if (p < p_end && q < q_end && ut_char_is_digit(*p) && ut_char_is_digit(*q)) {
      int order = compare_runs(digit_run(&p, p_end), digit_run(&q, q_end));
      if (order)
        return order;
      continue;
    }
    uint32_t left = next_key(&p, p_end), right = next_key(&q, q_end);
    if (left != right)
      return left < right ? -1 : 1;
  }
  return compare_bytes(a, b);
}

/* Does the character separate words in a heading? Hyphens and dashes of typesetters are '-' too. */
static bool is_separator(uint32_t c)
{
  return is_blank(c) || ut_is_dash(c) || c == '_' || c == '/';
}

/* Writes the letters and digits of a character, at most `room` of them, and says how many. */
static size_t write_letters(uint32_t c, char *to, size_t room)
{
  uint32_t looks[UT_LOOK_LETTERS] = {c};
  size_t written = 0, count = c <= LATIN_LAST ? 1 : ut_look_letters(c, looks);
  for (size_t i = 0; i < count && written < room; i++) {
    char letter = looks[i] >= '0' && looks[i] <= '9' ? (char)looks[i] : base_letter(looks[i]);
    to[written] = letter;
    written += letter != 0;
  }
  return written;
}

/* Writes at most t.len bytes, and says how many. */
static size_t write_slug(struct ut_text t, char *start)
{
  char *to = start, letters[UT_LOOK_LETTERS];
  bool gap = false;
  for (const char *p = t.ptr, *end = t.ptr + t.len, *before; p < end;) {
    before = p;
    uint32_t c = ut_utf8_next(&p, end);
    size_t count = write_letters(c, letters, (size_t)(p - before));
    gap = gap || is_separator(c);
    if (count == 0)
      continue;
    if (gap && to > start)
      *to++ = '_';
    gap = false;
    memcpy(to, letters, count);
    to += count;
  }
  return (size_t)(to - start);
}

enum ut_status ut_text_slug(struct ut_text t, struct ut_buf *out)
{
  if (t.len == 0)
    return UT_OK;
  UT_TRY(ut_buf_reserve(out, t.len));
  out->len += write_slug(t, out->ptr + out->len);
  return UT_OK;
}

struct ut_text ut_text_slug_short(struct ut_text t, char room[UT_SLUG])
{
  return (struct ut_text){room, t.len > 0 && t.len <= UT_SLUG ? write_slug(t, room) : 0};
}

enum { DISTANCE_LONGEST = 256 };

static size_t least(size_t a, size_t b, size_t c)
{
  size_t ab = a < b ? a : b;
  return ab < c ? ab : c;
}

size_t ut_text_distance(struct ut_text a, struct ut_text b, size_t limit)
{
  if (ut_text_equal(a, b))
    return 0;
  size_t apart = a.len < b.len ? b.len - a.len : a.len - b.len;
  if (apart > limit || b.len > DISTANCE_LONGEST)
    return limit + 1;
  size_t row[DISTANCE_LONGEST + 1]; /* distances from a's first i bytes to each beginning of b */
  for (size_t j = 0; j <= b.len; j++)
    row[j] = j;
  for (size_t i = 0; i < a.len; i++) {
    size_t diagonal = row[0];
    row[0] = i + 1;
    for (size_t j = 0; j < b.len; j++) {
      size_t substituted = diagonal + (a.ptr[i] != b.ptr[j]);
      diagonal = row[j + 1];
      row[j + 1] = least(substituted, row[j] + 1, diagonal + 1);
    }
  }
  return row[b.len] <= limit ? row[b.len] : limit + 1;
}

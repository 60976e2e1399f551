/* Undoes the second decoding of a text, run by run; what is not such a run stays as it is. */
#include "base/redecode.h"

/* The Windows-1252 bytes 0x80-0x9F as characters; 0: the byte is none, and stands for the control of its number. */
static const uint16_t upper[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

/* The byte that this character is in Windows-1252; 0: none, or ASCII. */
static unsigned char byte_of(uint32_t c)
{
  if (c >= 0x80 && c <= 0xFF)
    return (unsigned char)c;
  for (unsigned i = 0; i < 32 && c > 0xFF; i++)
    if (upper[i] == c)
      return (unsigned char)(0x80 + i);
  return 0;
}

/* Bytes of the character that begins with this one, of those that are looked for; else 0. */
static size_t length_of(unsigned char lead)
{
  return lead == 0xC2 || lead == 0xC3 ? 2 : lead == 0xE2 ? 3 : 0;
}

/* The bytes of a character that stand as characters from *p on: how many, and *p behind them; 0: there are none. */
static size_t take_run(const char **p, const char *end, char bytes[4])
{
  const char *at = *p;
  unsigned char byte = byte_of(ut_utf8_next(&at, end));
  size_t len = length_of(byte);
  bytes[0] = (char)byte;
  for (size_t i = 1; i < len; i++) {
    byte = at < end ? byte_of(ut_utf8_next(&at, end)) : 0;
    if (byte < 0x80 || byte > 0xBF)
      return 0;
    bytes[i] = (char)byte;
  }
  if (len > 0)
    *p = at;
  return len;
}

enum ut_status ut_text_redecode(struct ut_text t, struct ut_buf *out, bool *twice)
{
  *twice = false;
  out->len = 0;
  if (!ut_text_may_be_twice(t) || ut_utf8_valid(t.ptr, t.len) < t.len)
    return UT_OK;
  for (const char *p = t.ptr, *end = t.ptr + t.len; p < end;) {
    char bytes[4];
    const char *from = p;
    size_t len = take_run(&p, end, bytes);
    *twice = *twice || len > 0;
    if (len == 0)
      ut_utf8_next(&p, end);
    ut_buf_add(out, len > 0 ? bytes : from, len > 0 ? len : (size_t)(p - from));
  }
  return out->failed ? UT_NOMEM : UT_OK;
}

static bool is_letter(uint32_t c)
{
  return (c < 0x80 && (unsigned)((c | 32) - 'a') < 26) || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}

static bool is_part(char c)
{
  return is_letter((unsigned char)c < 0x80 ? (unsigned char)c : 0xE5); /* a byte of a letter beyond ASCII is one */
}

/* Does the sign stand for a letter behind this one, before that one? */
static bool is_sign_for_letter(uint32_t before, uint32_t sign, uint32_t after)
{
  static const uint32_t daggers[] = {0x2020, 0x2021}, quotes[] = {0x201E, 0x201D, 0x2122, 0x20AC};
  bool dagger = sign == daggers[0] || sign == daggers[1], within = is_letter(before) && is_letter(after);
  for (size_t i = 0; i < sizeof quotes / sizeof *quotes && within; i++)
    if (sign == quotes[i])
      return true;
  /* capitals with a caron or a ligature, within a word of small letters */
  bool capital = sign == 0x160 || sign == 0x152 || sign == 0x17D;
  return (dagger && is_letter(before)) ||
         (capital && is_letter(before) && (after == 0 || !(after >= 'A' && after <= 'Z')));
}

/* Is there a question mark where a letter was: within a word, or behind three letters? At the end of three words it
 * asks something. */
static bool has_question(struct ut_text t)
{
  size_t letters = 0, blanks = 0;
  for (size_t i = 0; i < t.len; i++) {
    bool behind = letters >= 3 && blanks < 2 && i + 1 == t.len,
         within = letters > 0 && i + 1 < t.len && is_part(t.ptr[i + 1]);
    if (t.ptr[i] == '?' && (behind || within))
      return true;
    letters = is_part(t.ptr[i]) ? letters + 1 : 0;
    blanks += t.ptr[i] == ' ';
  }
  return false;
}

/* Is a character written as a program would, &ouml; &#246; %C3%B6 \u00f6? */
static bool has_escape(struct ut_text t)
{
  enum { NAME = 8 };
  for (size_t i = 0; i + 4 < t.len; i++) {
    const char *p = t.ptr + i;
    size_t rest = t.len - i, name = 1;
    if (rest > 5 && (memcmp(p, "%C3%", 4) == 0 || memcmp(p, "%c3%", 4) == 0 || memcmp(p, "\\u00", 4) == 0))
      return true;
    while (*p == '&' && name < rest && name <= NAME &&
           (is_part(p[name]) || ut_char_is_digit(p[name]) || p[name] == '#'))
      name++;
    if (name > 2 && name < rest && p[name] == ';')
      return true;
  }
  return false;
}

bool ut_text_is_garbled(struct ut_text t)
{
  if (has_question(t) || has_escape(t))
    return true;
  uint32_t before = 0, now = 0;
  if (t.len < 2 || !(memchr(t.ptr, 0xE2, t.len) || memchr(t.ptr, 0xC5, t.len) || memchr(t.ptr, 0xEF, t.len)))
    return false;
  for (const char *p = t.ptr, *end = t.ptr + t.len; p < end;) {
    uint32_t after = ut_utf8_next(&p, end);
    if (after == 0xFFFD || is_sign_for_letter(before, now, after))
      return true;
    before = now;
    now = after;
  }
  return is_sign_for_letter(before, now, 0);
}

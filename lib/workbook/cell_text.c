/* Texts of cells. */
#include "workbook/cell_text.h"

#include "utfall/date.h"

enum { DAY = 86400 }; /* seconds */

static int hex_digit(char c)
{
  if (ut_char_is_digit(c))
    return c - '0';
  c = (char)(c | 32);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The number of _xHHHH_ at p; -1 when there is none. */
static int32_t escaped_unit(const char *p, const char *end)
{
  int32_t unit = 0;
  if (end - p < 7 || p[0] != '_' || p[1] != 'x' || p[6] != '_')
    return -1;
  for (int i = 2; i < 6; i++) {
    int digit = hex_digit(p[i]);
    if (digit < 0)
      return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

size_t ut_cell_text_write(int32_t character, char to[4])
{
  if (character < 0x80) {
    to[0] = (char)character;
    return 1;
  }
  if (character < 0x800) {
    to[0] = (char)(0xC0 | character >> 6);
    to[1] = (char)(0x80 | (character & 0x3F));
    return 2;
  }
  if (character < 0x10000) {
    to[0] = (char)(0xE0 | character >> 12);
    to[1] = (char)(0x80 | (character >> 6 & 0x3F));
    to[2] = (char)(0x80 | (character & 0x3F));
    return 3;
  }
  to[0] = (char)(0xF0 | character >> 18);
  to[1] = (char)(0x80 | (character >> 12 & 0x3F));
  to[2] = (char)(0x80 | (character >> 6 & 0x3F));
  to[3] = (char)(0x80 | (character & 0x3F));
  return 4;
}

/* The escape at *p, moved past it: two of them where they are halves of one character. -1: none that is a character. */
static int32_t read_escape(const char **p, const char *end)
{
  int32_t unit = escaped_unit(*p, end);
  if (unit <= 0 || (unit >= 0xDC00 && unit < 0xE000))
    return -1;
  if (unit < 0xD800 || unit >= 0xE000) {
    *p += 7;
    return unit;
  }
  int32_t low = escaped_unit(*p + 7, end);
  if (low < 0xDC00 || low >= 0xE000)
    return -1;
  *p += 14;
  return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
}

void ut_cell_text_decode(struct ut_buf *b, size_t at)
{
  if (b->len == at || (!memchr(b->ptr + at, '_', b->len - at) && !memchr(b->ptr + at, '\r', b->len - at)))
    return;
  const char *p = b->ptr + at, *end = b->ptr + b->len;
  char *begin = b->ptr + at, *to = begin;
  while (p < end) {
    int32_t c = *p == '_' ? read_escape(&p, end) : -1;
    char plain = c < 0 ? *p++ : '\0';
    if (to > begin && to[-1] == '\r' && (c == '\n' || plain == '\n'))
      to--;
    if (c < 0)
      *to++ = plain;
    else
      to += ut_cell_text_write(c, to); /* never more bytes than the escape has */
  }
  b->len = (size_t)(to - b->ptr);
}

static bool has_shape(struct ut_text t, const char *shape)
{
  size_t len = strlen(shape);
  if (t.len < len)
    return false;
  for (size_t i = 0; i < len; i++)
    if (shape[i] == '0' ? !ut_char_is_digit(t.ptr[i]) : t.ptr[i] != shape[i])
      return false;
  return true;
}

/* The time that follows, HH:MM:SS and perhaps a fraction, in whole seconds. */
static long read_seconds(struct ut_text time)
{
  long part[3];
  for (size_t i = 0; i < 3; i++)
    part[i] = (time.ptr[3 * i] - '0') * 10 + (time.ptr[3 * i + 1] - '0');
  bool up = time.len > 9 && (time.ptr[8] == '.' || time.ptr[8] == ',') && time.ptr[9] >= '5' && time.ptr[9] <= '9';
  return part[0] * 3600 + part[1] * 60 + part[2] + up;
}

/* The date at the beginning; the next one where the seconds make a day. */
static void add_date(struct ut_text iso, long *seconds, struct ut_buf *out)
{
  char buf[11];
  ut_date day = *seconds < DAY ? UT_DATE_NONE : ut_date_parse((struct ut_text){iso.ptr, 10});
  if (day == UT_DATE_NONE) {
    ut_buf_add(out, iso.ptr, 10);
    return;
  }
  ut_buf_add_string(out, ut_date_format(day + 1, buf));
  *seconds -= DAY;
}

bool ut_cell_text_date(struct ut_text iso, struct ut_buf *out)
{
  bool date = has_shape(iso, "0000-00-00");
  struct ut_text time = date ? (struct ut_text){iso.ptr + 10, iso.len - 10} : iso;
  if (date && time.len > 0) {
    if (time.ptr[0] != 'T')
      return false;
    time = (struct ut_text){time.ptr + 1, time.len - 1};
  }
  if ((time.len > 0 || !date) && !has_shape(time, "00:00:00"))
    return false;
  long seconds = time.len > 0 ? read_seconds(time) : 0;
  if (date)
    add_date(iso, &seconds, out);
  if (seconds > 0 || !date)
    ut_buf_format(out, "%s%02ld:%02ld:%02ld", date ? "T" : "", seconds / 3600, seconds / 60 % 60, seconds % 60);
  return true;
}

enum ut_status ut_cell_text_truth(struct ut_text stored, struct ut_buf *out, struct ut_error *err)
{
  char shown[UT_QUOTED];
  if (ut_text_is(stored, "1") || ut_text_is(stored, "true"))
    return ut_buf_add_string(out, "ja");
  if (ut_text_is(stored, "0") || ut_text_is(stored, "false"))
    return ut_buf_add_string(out, "nej");
  return ut_error_set(err, UT_BAD_ROW, "%s is neither true nor false", ut_quote(shown, stored.ptr, stored.len));
}

/* Lines of SIE: blanks between fields, quotes around them, one level of braces. */
#include "sie/siescan.h"

#include <stdlib.h>

#include "base/grow.h"

enum { DECODED_LONGEST = 4, DECODER_SLACK = 16 };

/* A line being taken apart. */
struct sie_cut {
  const char *at, *end;
  struct ut_text line;
  size_t count;
  bool in_list;
};

/* A field as the file has it, within its quotes. */
struct raw {
  struct ut_text text;
  bool escaped;
  unsigned char high; /* has the eighth bit when any byte has */
};

static bool is_blank(char c)
{
  return c == ' ' || c == '\t';
}

static void sum_bytes(struct sie_scan *s, struct ut_text t)
{
  uint32_t crc = s->crc;
  for (size_t i = 0; i < t.len; i++)
    crc = crc >> 8 ^ s->crc_table[(crc ^ (unsigned char)t.ptr[i]) & 0xFF];
  s->crc = crc;
}

/* Up to and with the next \", or all. The backslash is left out of *part. */
static struct ut_text next_part(struct ut_text *rest)
{
  struct ut_text part = *rest;
  for (size_t i = 0; i + 1 < rest->len; i++)
    if (rest->ptr[i] == '\\' && rest->ptr[i + 1] == '"') {
      part.len = i;
      break;
    }
  size_t taken = part.len == rest->len ? part.len : part.len + 1;
  rest->ptr += taken;
  rest->len -= taken;
  return part;
}

static bool is_letter(struct ut_text line, size_t at)
{
  return at < line.len && (unsigned char)((line.ptr[at] | 32) - 'a') < 26;
}

/* Is it one letter by itself? A single piece of a line, as it is in CP437, stands nowhere. */
static bool is_alone(struct ut_text line, size_t at)
{
  bool before = at > 0 && line.ptr[at - 1] & 0x80, after = at + 1 < line.len && line.ptr[at + 1] & 0x80;
  return !before && !after && strchr("\xC5\xC4\xD6", line.ptr[at]);
}

static bool touches_letter(struct ut_text line, size_t at)
{
  return is_letter(line, at + 1) || (at > 0 && is_letter(line, at - 1));
}

/* What is no UTF-8 is told by the letters of Swedish. Those of Windows-1252 are lines and Greek in CP437, which do not
 * stand in words; those of CP437 are, in Windows-1252, quotation marks and the like, and count where there is nothing
 * else. */
static enum sie_encoding recognise(struct ut_text line)
{
  static const char windows[] = "\xE5\xE4\xF6\xC5\xC4\xD6\xE9\xC9\xE8\xFC\xDC";
  static const char cp437[] = "\x86\x84\x94\x8F\x8E\x99\x82\x90\x8A\x81\x9A";
  enum sie_encoding found = SIE_UNKNOWN;
  for (size_t i = 0; i < line.len; i++) {
    bool high = line.ptr[i] & 0x80;
    if (high && strchr(windows, line.ptr[i]) && (touches_letter(line, i) || is_alone(line, i)))
      return SIE_WINDOWS_1252;
    if (high && strchr(cp437, line.ptr[i]))
      found = SIE_CP437;
  }
  return found;
}

/* All lines are written in what the first one that tells is written in. */
static enum ut_status find_encoding(struct sie_scan *s, const struct sie_cut *x, struct ut_error *err)
{
  static const char *const names[SIE_ENCODINGS] = {[SIE_CP437] = "cp437", [SIE_WINDOWS_1252] = "windows-1252"};
  if (s->encoding == SIE_UNKNOWN)
    s->encoding = ut_utf8_valid(x->line.ptr, x->line.len) == x->line.len ? SIE_UTF8 : recognise(x->line);
  s->current = s->encoding == SIE_UNKNOWN ? SIE_CP437 : s->encoding;
  const char *name = names[s->current];
  return name && !s->decoders[s->current] ? ut_decoder_new(&s->decoders[s->current], name, err) : UT_OK;
}

static enum ut_status add_part(struct sie_scan *s, struct ut_text part, bool high, struct ut_error *err)
{
  size_t used = 0;
  if (!high || s->current == SIE_UTF8)
    return ut_buf_add_text(&s->text, part) ? ut_error_nomem(err) : UT_OK;
  enum ut_status status = ut_decoder_run(s->decoders[s->current], part.ptr, part.len, true, &s->text, &used, err);
  if (status != UT_BAD_INPUT)
    return status;
  return ut_error_set(err, UT_BAD_ROW, "a byte that Windows-1252 does not have, in which the file is written so far");
}

/* Decoded and without backslashes, in s->text. Room for the whole line at once: what is kept of it must not move. */
static enum ut_status rewrite(struct sie_scan *s, const struct sie_cut *x, const struct raw *raw, struct ut_text *field,
                              struct ut_error *err)
{
  struct ut_text rest = raw->text;
  if (s->text.len == 0 && ut_buf_reserve(&s->text, x->line.len * DECODED_LONGEST + DECODER_SLACK))
    return ut_error_nomem(err);
  size_t begin = s->text.len;
  while (rest.len > 0) {
    struct ut_text part = raw->escaped ? next_part(&rest) : rest;
    rest.len = raw->escaped ? rest.len : 0;
    if (s->summing)
      sum_bytes(s, part);
    UT_TRY(add_part(s, part, raw->high & 0x80, err));
  }
  *field = (struct ut_text){s->text.ptr + begin, s->text.len - begin};
  return UT_OK;
}

static enum ut_status keep_field(struct sie_scan *s, struct sie_cut *x, const struct raw *raw, struct ut_error *err)
{
  struct ut_text field = raw->text;
  struct ut_text *fields = ut_grow(s->fields, x->count, &s->room, sizeof *fields);
  if (!fields)
    return ut_error_nomem(err);
  s->fields = fields;
  bool high = raw->high & 0x80;
  if (high)
    UT_TRY(find_encoding(s, x, err));
  if (high && s->current == SIE_UTF8 && ut_utf8_valid(field.ptr, field.len) != field.len)
    return ut_error_set(err, UT_BAD_ROW, "a byte that is no UTF-8, in which the file is written so far");
  if (raw->escaped || (high && s->current != SIE_UTF8))
    UT_TRY(rewrite(s, x, raw, &field, err));
  else if (s->summing)
    sum_bytes(s, field);
  s->fields[x->count++] = field;
  return UT_OK;
}

/* The field whose opening quote is at x->at. */
static enum ut_status take_quoted(struct sie_cut *x, struct raw *raw, struct ut_error *err)
{
  const char *p = ++x->at;
  for (; p < x->end && *p != '"'; p++) {
    raw->high |= (unsigned char)*p;
    if (*p == '\\' && p + 1 < x->end && p[1] == '"') {
      raw->escaped = true;
      p++;
    }
  }
  if (p >= x->end)
    return ut_error_set(err, UT_BAD_ROW, "a quote that is not closed on its line");
  raw->text = ut_text_between(x->at, p);
  x->at = p + 1;
  if (x->at < x->end && !is_blank(*x->at) && *x->at != '}')
    return ut_error_set(err, UT_BAD_ROW, "text after a closing quote");
  return UT_OK;
}

static void take_bare(struct sie_cut *x, struct raw *raw)
{
  const char *p = x->at;
  for (; p < x->end && !is_blank(*p) && !(x->in_list && *p == '}'); p++)
    raw->high |= (unsigned char)*p;
  raw->text = ut_text_between(x->at, p);
  x->at = p;
}

static enum ut_status take_field(struct sie_scan *s, struct sie_cut *x, struct ut_error *err)
{
  struct raw raw = {0};
  if (*x->at == '"')
    UT_TRY(take_quoted(x, &raw, err));
  else
    take_bare(x, &raw);
  return keep_field(s, x, &raw, err);
}

/* Only the first list of a line has a meaning; the items of others are fields like any. */
static enum ut_status take_brace(struct sie_cut *x, struct sie_line *out, struct ut_error *err)
{
  bool open = *x->at == '{';
  if (open == x->in_list)
    return ut_error_set(err, UT_BAD_ROW, open ? "an object list within an object list" : "a } without its {");
  if (open && !out->has_list) {
    out->has_list = true;
    out->list = x->count;
    out->list_size = SIZE_MAX;
  } else if (!open && out->list_size == SIZE_MAX) {
    out->list_size = x->count - out->list;
  }
  x->in_list = open;
  x->at++;
  return UT_OK;
}

static void skip_blanks(struct sie_cut *x)
{
  while (x->at < x->end && is_blank(*x->at))
    x->at++;
}

static enum ut_status take_fields(struct sie_scan *s, struct sie_cut *x, struct sie_line *out, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (skip_blanks(x); status == UT_OK && x->at < x->end; skip_blanks(x))
    status = *x->at == '{' || *x->at == '}' ? take_brace(x, out, err) : take_field(s, x, err);
  if (status == UT_OK && x->in_list)
    status = ut_error_set(err, UT_BAD_ROW, "an object list that is not closed on its line");
  out->fields = s->fields;
  out->count = x->count;
  return status;
}

/* A brace that opens or closes sub-records is alone on its line. */
static enum ut_status take_lone_brace(struct sie_cut *x, struct sie_line *out, struct ut_error *err)
{
  out->label = (struct ut_text){x->at++, 1};
  skip_blanks(x);
  return x->at == x->end ? UT_OK
                         : ut_error_set(err, UT_BAD_ROW, "a brace of sub-records that is not alone on its line");
}

static void take_label(struct sie_cut *x, struct sie_line *out)
{
  const char *from = x->at;
  while (x->at < x->end && !is_blank(*x->at))
    x->at++;
  out->label = ut_text_between(from, x->at);
}

void sie_scan_init(struct sie_scan *s)
{
  for (uint32_t i = 0; i < 256; i++) {
    uint32_t crc = i;
    for (int bit = 0; bit < 8; bit++)
      crc = crc & 1 ? crc >> 1 ^ UINT32_C(0xEDB88320) : crc >> 1;
    s->crc_table[i] = crc;
  }
}

enum ut_status sie_scan_line(struct sie_scan *s, struct ut_text line, struct sie_line *out, struct ut_error *err)
{
  *out = (struct sie_line){0};
  s->text.len = 0;
  if (line.len > 0 && line.ptr[line.len - 1] == '\r')
    line.len--;
  if (line.len == 0)
    return UT_OK;
  struct sie_cut x = {.at = line.ptr, .end = line.ptr + line.len, .line = line};
  skip_blanks(&x);
  if (x.at == x.end)
    return UT_OK;
  if (memchr(line.ptr, '\0', line.len))
    return ut_error_set(err, UT_BAD_ROW, "a NUL byte");
  if (*x.at == '{' || *x.at == '}')
    return take_lone_brace(&x, out, err);
  if (*x.at != '#')
    return ut_error_set(err, UT_BAD_ROW, "a line that does not begin with a label (expected # and its name)");
  take_label(&x, out);
  bool summing = s->summing;
  s->summing = summing && !ut_text_is(out->label, "#KSUMMA");
  if (s->summing)
    sum_bytes(s, out->label);
  enum ut_status status = take_fields(s, &x, out, err);
  s->summing = summing;
  return status;
}

void sie_scan_clear(struct sie_scan *s)
{
  for (size_t i = 0; i < SIE_ENCODINGS; i++)
    ut_decoder_free(s->decoders[i]);
  ut_buf_clear(&s->text);
  free(s->fields);
  *s = (struct sie_scan){0};
}

/* Decoding to UTF-8: 8-bit encodings by a table that iconv fills once, UTF-8 by checking, the rest by iconv. */
#include "base/decoder.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <strings.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum {
  PIECE = 16384,    /* input decoded between two looks at the room in the output */
  BLOCK = 64,       /* input looked at at once */
  ENTRY_LONGEST = 3 /* every 8-bit encoding maps into the first plane: at most 3 bytes of UTF-8 */
};

/* One byte's UTF-8; len 0 where the encoding leaves the byte undefined. Copied as four bytes whatever len is. */
struct encoding_entry {
  char bytes[ENTRY_LONGEST];
  unsigned char len;
};

struct ut_decoder {
  enum { DECODE_UTF8, DECODE_TABLE, DECODE_ICONV } kind;
  char name[32];
  iconv_t iconv; /* of DECODE_ICONV only */
  struct encoding_entry table[256];
};

/* Asks iconv for one byte. False when it is a part of something longer, so that no table can do. */
static bool fill_entry(iconv_t cd, unsigned byte, struct encoding_entry *entry)
{
  char in = (char)byte, out[8];
  char *from = &in, *to = out;
  size_t left = 1, room = sizeof out;
  iconv(cd, NULL, NULL, NULL, NULL);
  bool decoded = iconv(cd, &from, &left, &to, &room) != (size_t)-1;
  size_t len = (size_t)(to - out);
  if (!decoded && errno == EILSEQ && byte >= 0x80)
    return true;
  if (!decoded || len == 0 || len > ENTRY_LONGEST || (byte < 0x80 && *out != in))
    return false;
  memcpy(entry->bytes, out, len);
  entry->len = (unsigned char)len;
  return true;
}

static bool fill_table(struct ut_decoder *d)
{
  for (unsigned byte = 0; byte < 256; byte++)
    if (!fill_entry(d->iconv, byte, &d->table[byte]))
      return false;
  return true;
}

static enum ut_status unknown_encoding(struct ut_error *err, const char *name)
{
  char quoted[UT_QUOTED];
  return ut_error_set(err, UT_USAGE, "%s is not an encoding that is known", ut_quote(quoted, name, strlen(name)));
}

/* An empty name would mean the locale's encoding to iconv, and a slash begins its options. */
static enum ut_status open_iconv(struct ut_decoder *d, struct ut_error *err)
{
  bool plain = d->name[0] != '\0' && !strchr(d->name, '/');
  d->iconv = plain ? iconv_open("UTF-8", d->name) : (iconv_t)-1;
  if (d->iconv == (iconv_t)-1)
    return errno == ENOMEM && plain ? ut_error_nomem(err) : unknown_encoding(err, d->name);
  d->kind = DECODE_ICONV;
  if (fill_table(d)) {
    d->kind = DECODE_TABLE;
    iconv_close(d->iconv);
  } else {
    iconv(d->iconv, NULL, NULL, NULL, NULL);
  }
  return UT_OK;
}

static bool is_utf8(const char *name)
{
  return strcasecmp(name, "utf-8") == 0 || strcasecmp(name, "utf8") == 0;
}

enum ut_status ut_decoder_new(struct ut_decoder **out, const char *name, struct ut_error *err)
{
  struct ut_decoder *d = *out = calloc(1, sizeof *d);
  size_t size = strlen(name) + 1;
  if (!d)
    return ut_error_nomem(err);
  if (size > sizeof d->name)
    return unknown_encoding(err, name);
  return is_utf8(memcpy(d->name, name, size)) ? UT_OK : open_iconv(d, err);
}

static enum ut_status bad_byte(const struct ut_decoder *d, char byte, struct ut_error *err)
{
  return ut_error_set(err, UT_BAD_INPUT, "byte 0x%02X is not valid %s", (unsigned char)byte, d->name);
}

/* Which of BLOCK bytes are not ASCII, a bit each. */
static inline uint64_t high_bits(const char *in)
{
  uint64_t bits = 0;
#ifdef __SSE2__
  for (unsigned i = 0; i < BLOCK; i += 16) {
    __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(in + i));
    bits |= (uint64_t)(unsigned)_mm_movemask_epi8(v) << i;
  }
#else
  for (unsigned i = 0; i < BLOCK; i++)
    bits |= (uint64_t)((unsigned char)in[i] >> 7) << i;
#endif
  return bits;
}

/* Decodes up to `end` or to a byte that the encoding lacks; returns where it stopped. What stands between two bytes
 * that are not ASCII is copied with as many bytes behind it as make a block, which are overwritten later: a length that
 * is always the same needs no guess. */
static const char *decode_piece(const struct ut_decoder *d, const char *in, const char *end, char **out)
{
  char *to = *out;
  const struct encoding_entry *entry;
  for (; (size_t)(end - in) >= (size_t)2 * BLOCK; in += BLOCK) {
    const char *from = in;
    for (uint64_t high = high_bits(in); high; high &= high - 1) {
      const char *stop = in + __builtin_ctzll(high);
      entry = &d->table[(unsigned char)*stop];
      memcpy(to, from, BLOCK);
      to += stop - from;
      memcpy(to, entry, sizeof *entry);
      to += entry->len;
      from = stop + 1;
      if (entry->len == 0) {
        *out = to;
        return stop;
      }
    }
    memcpy(to, from, BLOCK);
    to += in + BLOCK - from;
  }
  for (; in < end && (entry = &d->table[(unsigned char)*in])->len > 0; in++) {
    memcpy(to, entry, sizeof *entry);
    to += entry->len;
  }
  *out = to;
  return in;
}

static enum ut_status run_table(const struct ut_decoder *d, const char *in, size_t len, struct ut_buf *out,
                                size_t *used, struct ut_error *err)
{
  while (*used < len) {
    size_t piece = len - *used < PIECE ? len - *used : PIECE;
    if (ut_buf_reserve(out, piece * ENTRY_LONGEST + BLOCK))
      return ut_error_nomem(err);
    char *to = out->ptr + out->len;
    const char *end = in + *used + piece, *stop = decode_piece(d, in + *used, end, &to);
    out->len = (size_t)(to - out->ptr);
    *used = (size_t)(stop - in);
    if (stop < end)
      return bad_byte(d, *stop, err);
  }
  return UT_OK;
}

/* Could p be the beginning of a character that goes on after `len` bytes? It is when some ending makes it valid; the
 * second byte has two possible ranges (E0 and F0 need the upper, ED and F4 the lower). */
static bool is_incomplete(const char *p, size_t len)
{
  static const char endings[2][4] = {"\x80\x80\x80", "\xBF\xBF\xBF"};
  unsigned char lead = (unsigned char)*p;
  size_t whole = lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  for (int i = 0; i < 2 && len < whole; i++) {
    char trial[4];
    memcpy(trial, p, len);
    memcpy(trial + len, endings[i], whole - len);
    if (ut_utf8_valid(trial, whole) == whole)
      return true;
  }
  return false;
}

static enum ut_status run_utf8(const struct ut_decoder *d, const char *in, size_t len, bool final, struct ut_buf *out,
                               size_t *used, struct ut_error *err)
{
  *used = ut_utf8_valid(in, len);
  if (ut_buf_add(out, in, *used)) {
    *used = 0;
    return ut_error_nomem(err);
  }
  if (*used == len || (!final && is_incomplete(in + *used, len - *used)))
    return UT_OK;
  return bad_byte(d, in[*used], err);
}

static enum ut_status run_iconv(const struct ut_decoder *d, const char *in, size_t len, bool final, struct ut_buf *out,
                                size_t *used, struct ut_error *err)
{
  char *from = (char *)in; /* iconv's prototype lacks the const that it keeps to */
  size_t left = len;
  for (bool more = true; more;) {
    if (ut_buf_reserve(out, (left < PIECE ? left : PIECE) * ENTRY_LONGEST + 16))
      return ut_error_nomem(err);
    char *to = out->ptr + out->len;
    size_t room = out->cap - out->len;
    bool flush = left == 0;
    more = iconv(d->iconv, flush ? NULL : &from, flush ? NULL : &left, &to, &room) == (size_t)-1;
    int reason = errno;
    out->len = (size_t)(to - out->ptr);
    *used = len - left;
    if (more && reason == EINVAL && !final)
      return UT_OK;
    if (more && reason != E2BIG)
      return bad_byte(d, in[*used], err);
    more = more || (final && !flush);
  }
  return UT_OK;
}

enum ut_status ut_decoder_run(struct ut_decoder *d, const char *in, size_t len, bool final, struct ut_buf *out,
                              size_t *used, struct ut_error *err)
{
  *used = 0;
  if (len == 0 && !(final && d->kind == DECODE_ICONV))
    return UT_OK;
  if (d->kind == DECODE_TABLE)
    return run_table(d, in, len, out, used, err);
  if (d->kind == DECODE_UTF8)
    return run_utf8(d, in, len, final, out, used, err);
  return run_iconv(d, in, len, final, out, used, err);
}

bool ut_decoder_keeps_lines(const struct ut_decoder *d)
{
  return d->kind != DECODE_ICONV;
}

void ut_decoder_free(struct ut_decoder *d)
{
  if (!d)
    return;
  if (d->kind == DECODE_ICONV)
    iconv_close(d->iconv);
  free(d);
}

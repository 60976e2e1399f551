/* Sixty-four bytes of CSV, or sixteen of a text in JSON, at a glance: where fields, records and texts may end, and what
 * needs a second look. The only code that knows of vector units; everything above it works on the bit sets. */
#ifndef UTFALL_SCAN_H
#define UTFALL_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined __SSE2__ && !defined UTFALL_PORTABLE
#include <emmintrin.h>
#elif defined __aarch64__ && !defined UTFALL_PORTABLE
#include <arm_neon.h>
#endif

enum { UT_SCAN = 64, UT_SCAN_TEXT = 16 };

struct ut_scan {
  uint64_t delimiter; /* bit i: byte i is the delimiter */
  uint64_t end;       /* LF or CR */
  uint64_t odd;       /* a quote or NUL */
  uint64_t high;      /* not ASCII */
};

/* Of UT_SCAN_TEXT bytes. */
struct ut_scan_text {
  uint64_t stop; /* a quote, a backslash, or a control character: what no text in JSON holds as it is */
  uint64_t high; /* not ASCII */
};

#if defined __SSE2__ && !defined UTFALL_PORTABLE

static inline uint64_t ut_scan_bits(__m128i v)
{
  return (uint64_t)(unsigned)_mm_movemask_epi8(v);
}

static inline struct ut_scan ut_scan_block(const char *p, char delimiter, char quote)
{
  struct ut_scan s = {0, 0, 0, 0};
  for (unsigned i = 0; i < UT_SCAN; i += 16) {
    __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p + i));
    __m128i d = _mm_cmpeq_epi8(v, _mm_set1_epi8(delimiter));
    __m128i e = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('\n')), _mm_cmpeq_epi8(v, _mm_set1_epi8('\r')));
    __m128i o = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8(quote)), _mm_cmpeq_epi8(v, _mm_setzero_si128()));
    s.delimiter |= ut_scan_bits(d) << i;
    s.end |= ut_scan_bits(e) << i;
    s.odd |= ut_scan_bits(o) << i;
    s.high |= ut_scan_bits(v) << i;
  }
  return s;
}

static inline struct ut_scan_text ut_scan_text(const char *p)
{
  __m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
  __m128i stop = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('"')), _mm_cmpeq_epi8(v, _mm_set1_epi8('\\')));
  stop = _mm_or_si128(stop, _mm_cmpeq_epi8(_mm_max_epu8(v, _mm_set1_epi8(0x1F)), _mm_set1_epi8(0x1F)));
  return (struct ut_scan_text){ut_scan_bits(stop), ut_scan_bits(v)};
}

#elif defined __aarch64__ && !defined UTFALL_PORTABLE

/* One bit a byte: each lane keeps the bit of its place, pairwise sums gather eight lanes into a byte. */
static inline uint64_t ut_scan_bits(uint8x16_t a, uint8x16_t b, uint8x16_t c, uint8x16_t d)
{
  const uint8x16_t place = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  uint8x16_t low = vpaddq_u8(vandq_u8(a, place), vandq_u8(b, place));
  uint8x16_t all = vpaddq_u8(low, vpaddq_u8(vandq_u8(c, place), vandq_u8(d, place)));
  return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(all, all)), 0);
}

static inline struct ut_scan ut_scan_block(const char *p, char delimiter, char quote)
{
  uint8x16_t d[4], e[4], o[4], h[4];
  for (unsigned i = 0; i < 4; i++) {
    uint8x16_t v = vld1q_u8((const uint8_t *)p + 16 * i);
    d[i] = vceqq_u8(v, vdupq_n_u8((uint8_t)delimiter));
    e[i] = vorrq_u8(vceqq_u8(v, vdupq_n_u8('\n')), vceqq_u8(v, vdupq_n_u8('\r')));
    o[i] = vorrq_u8(vceqq_u8(v, vdupq_n_u8((uint8_t)quote)), vceqq_u8(v, vdupq_n_u8(0)));
    h[i] = vcgeq_u8(v, vdupq_n_u8(128));
  }
  return (struct ut_scan){ut_scan_bits(d[0], d[1], d[2], d[3]), ut_scan_bits(e[0], e[1], e[2], e[3]),
                          ut_scan_bits(o[0], o[1], o[2], o[3]), ut_scan_bits(h[0], h[1], h[2], h[3])};
}

static inline struct ut_scan_text ut_scan_text(const char *p)
{
  const uint8x16_t none = vdupq_n_u8(0);
  uint8x16_t v = vld1q_u8((const uint8_t *)p);
  uint8x16_t stop = vorrq_u8(vceqq_u8(v, vdupq_n_u8('"')), vceqq_u8(v, vdupq_n_u8('\\')));
  stop = vorrq_u8(stop, vcltq_u8(v, vdupq_n_u8(0x20)));
  return (struct ut_scan_text){ut_scan_bits(stop, none, none, none),
                               ut_scan_bits(vcgeq_u8(v, vdupq_n_u8(128)), none, none, none)};
}

#else

static inline struct ut_scan ut_scan_block(const char *p, char delimiter, char quote)
{
  struct ut_scan s = {0, 0, 0, 0};
  for (unsigned i = 0; i < UT_SCAN; i++) {
    uint64_t bit = (uint64_t)1 << i;
    s.delimiter |= p[i] == delimiter ? bit : 0;
    s.end |= p[i] == '\n' || p[i] == '\r' ? bit : 0;
    s.odd |= p[i] == quote || p[i] == '\0' ? bit : 0;
    s.high |= (unsigned char)p[i] >= 128 ? bit : 0;
  }
  return s;
}

static inline struct ut_scan_text ut_scan_text(const char *p)
{
  struct ut_scan_text s = {0, 0};
  for (unsigned i = 0; i < UT_SCAN_TEXT; i++) {
    uint64_t bit = (uint64_t)1 << i;
    s.stop |= (unsigned char)p[i] < 0x20 || p[i] == '"' || p[i] == '\\' ? bit : 0;
    s.high |= (unsigned char)p[i] >= 128 ? bit : 0;
  }
  return s;
}

#endif

/* How many bits are set. In plain arithmetic, because without a processor's own instruction the
 * compiler calls a function. */
static inline size_t ut_scan_count(uint64_t bits)
{
  bits -= bits >> 1 & UINT64_C(0x5555555555555555);
  bits = (bits & UINT64_C(0x3333333333333333)) + (bits >> 2 & UINT64_C(0x3333333333333333));
  bits = (bits + (bits >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
  return (size_t)(bits * UINT64_C(0x0101010101010101) >> 56);
}

/* Goes on from *p to the first byte that a text in JSON does not hold as it is; false: *p is beyond `last` then, the
 * last place where a block can be looked at. Sets *high where anything passed is not ASCII. */
static inline bool ut_scan_find_stop(const char **p, const char *last, bool *high)
{
  for (; *p <= last; *p += UT_SCAN_TEXT) {
    struct ut_scan_text s = ut_scan_text(*p);
    uint64_t before = s.stop ? (s.stop & -s.stop) - 1 : UINT64_MAX;
    *high |= (s.high & before) != 0;
    if (s.stop) {
      *p += __builtin_ctzll(s.stop);
      return true;
    }
  }
  return false;
}

/* What a block tells, for a tail of fewer than 64 bytes; bits beyond it are zero. */
static inline struct ut_scan ut_scan_tail(const char *p, size_t len, char delimiter, char quote)
{
  char padded[UT_SCAN] = {0};
  memcpy(padded, p, len);
  struct ut_scan s = ut_scan_block(padded, delimiter, quote);
  uint64_t inside = ((uint64_t)1 << len) - 1;
  return (struct ut_scan){s.delimiter & inside, s.end & inside, s.odd & inside, s.high & inside};
}

static inline struct ut_scan ut_scan_at(const char *p, size_t len, char delimiter, char quote)
{
  return len >= UT_SCAN ? ut_scan_block(p, delimiter, quote) : ut_scan_tail(p, len, delimiter, quote);
}

#endif

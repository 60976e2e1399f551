/* Rows of texts as numbers: 0 is no text, others are one more than that of a distinct one. Seven bits a byte, the
 * lowest first; the top bit of a byte says that more follow. */
#include "base/packed.h"

enum { BITS = 7, MORE = 1 << BITS, WIDEST = 5 /* bytes of 32 bits */ };

static char *put_number(char *to, uint32_t number)
{
  for (; number >= MORE; number >>= BITS)
    *to++ = (char)(number | MORE);
  *to++ = (char)number;
  return to;
}

static const char *get_number(const char *from, uint32_t *number)
{
  *number = 0;
  for (unsigned shift = 0;; shift += BITS) {
    unsigned char byte = (unsigned char)*from++;
    *number |= (uint32_t)(byte & (MORE - 1)) << shift;
    if (byte < MORE)
      return from;
  }
}

/* How many bytes a row takes. */
static size_t length_of(const struct ut_packed *p, size_t at, size_t count)
{
  const char *begin = p->rows.ptr + at, *end = begin;
  uint32_t number;
  for (size_t i = 0; i < count; i++)
    end = get_number(end, &number);
  return (size_t)(end - begin);
}

enum ut_status ut_packed_put(struct ut_packed *p, const struct ut_text *cells, size_t count, size_t *at)
{
  size_t room = *at == UT_NOT_PACKED ? 0 : length_of(p, *at, count);
  UT_TRY(ut_buf_reserve(&p->rows, count * WIDEST + 1)); /* a row without cells has a place, too */
  char *begin = p->rows.ptr + p->rows.len, *end = begin;
  for (size_t i = 0; i < count; i++) {
    uint32_t number = UINT32_MAX;
    if (cells[i].len > 0)
      UT_TRY(ut_distinct_add(&p->texts, cells[i], &number));
    end = put_number(end, number + 1);
  }
  size_t len = (size_t)(end - begin);
  if (*at != UT_NOT_PACKED && len <= room) {
    memcpy(p->rows.ptr + *at, begin, len);
    return UT_OK;
  }
  *at = p->rows.len;
  p->rows.len += len;
  return UT_OK;
}

void ut_packed_get(const struct ut_packed *p, size_t at, struct ut_text *cells, size_t count)
{
  const char *from = p->rows.ptr + at;
  for (size_t i = 0; i < count; i++) {
    uint32_t number;
    from = get_number(from, &number);
    cells[i] = number > 0 ? ut_distinct_get(&p->texts, number - 1) : (struct ut_text){"", 0};
  }
}

void ut_packed_clear(struct ut_packed *p)
{
  ut_distinct_clear(&p->texts);
  ut_buf_clear(&p->rows);
}

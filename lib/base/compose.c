/* Composed texts: utf8proc does it where there is anything to do. */
#include "base/compose.h"

#include <stdlib.h>
#include <utf8proc.h>

bool ut_is_blank(uint32_t c)
{
  return c < 0x80 ? c == ' ' || c == '\t' : utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_ZS;
}

bool ut_is_dash(uint32_t c)
{
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

size_t ut_blank_length(struct ut_text t)
{
  if (t.len == 0 || (unsigned char)t.ptr[0] < 0x80)
    return t.len > 0 && ut_is_blank((unsigned char)t.ptr[0]);
  utf8proc_int32_t c;
  utf8proc_ssize_t len = utf8proc_iterate((const utf8proc_uint8_t *)t.ptr, (utf8proc_ssize_t)t.len, &c);
  return len > 0 && ut_is_blank((uint32_t)c) ? (size_t)len : 0;
}

/* Everything before U+0300 is composed; of it only a soft hyphen is not seen. */
static bool is_composed(struct ut_text t)
{
  size_t i = 0;
  for (uint64_t word; i + sizeof word <= t.len; i += sizeof word) {
    memcpy(&word, t.ptr + i, sizeof word);
    if (word & UINT64_C(0x8080808080808080))
      break;
  }
  for (; i < t.len; i++) {
    unsigned char c = (unsigned char)t.ptr[i];
    if (c >= 0xCC || (c == 0xC2 && i + 1 < t.len && (unsigned char)t.ptr[i + 1] == 0xAD))
      return false;
  }
  return true;
}

static struct ut_text trim(struct ut_text t)
{
  size_t blank, kept = 0;
  while ((blank = ut_blank_length(t)) > 0)
    t = (struct ut_text){t.ptr + blank, t.len - blank};
  for (size_t at = 0; at < t.len;) {
    blank = ut_blank_length((struct ut_text){t.ptr + at, t.len - at});
    at += blank > 0 ? blank : 1;
    kept = blank > 0 ? kept : at;
  }
  t.len = kept;
  return t;
}

enum ut_status ut_text_compose(struct ut_text t, struct ut_buf *buf, struct ut_text *out)
{
  *out = ut_text_trim(t);
  if (is_composed(*out))
    return UT_OK;
  utf8proc_uint8_t *made;
  utf8proc_option_t how = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_IGNORE;
  utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)t.ptr, (utf8proc_ssize_t)t.len, &made, how);
  if (len == UTF8PROC_ERROR_NOMEM)
    return UT_NOMEM;
  if (len < 0)
    return UT_OK;
  buf->len = 0;
  enum ut_status status = ut_buf_add(buf, made, (size_t)len);
  free(made);
  *out = trim(ut_buf_text(buf));
  return status;
}

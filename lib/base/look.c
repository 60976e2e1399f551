/* What characters look like. */
#include "base/look.h"

#include <stdlib.h>
#include <uchar.h>
#include <utf8proc.h>

/* Letters of Latin, Greek and Cyrillic, and marks of quotation, that one of ASCII looks like; each line below is of
 * those in the same line here. By Unicode's confusables.txt (UTS #39, 15.0), as far as it names a single letter or
 * digit; of I, l and 1, which it holds for one, a capital is I. */
static const char16_t others[] =
    u"\u0131\u0251\u0261\u02BC"
    u"\u037F\u0391\u0392\u0395\u0396\u0397\u0399\u039A\u039C\u039D\u039F\u03A1\u03A4\u03A5\u03A7\u03B1"
    u"\u03B3\u03B9\u03BD\u03BF\u03C1\u03C3\u03C5\u03DC\u03E8\u03F3\u03FA"
    u"\u0405\u0406\u0408\u0410\u0412\u0415\u0417\u041A\u041C\u041D\u041E\u0420\u0421\u0422\u0423\u0425"
    u"\u042C\u0430\u0431\u0433\u0435\u043E\u0440\u0441\u0443\u0445\u0455\u0456\u0458\u0461\u0474\u0475"
    u"\u04AE\u04AF\u04BB\u04BD\u04C0\u04CF\u04E0\u0501\u050C\u051B\u051C\u051D"
    u"\u2018\u2019\u2032\u201C\u201D";
static const char ascii[] = "iag'"
                            "JABEZHIKMNOPTYXa"
                            "yivopouF2jM"
                            "SIJABE3KMHOPCTYX"
                            "ba6reopcyxsijwVv"
                            "YyheIi3dGqWw"
                            "'''\"\"";
_Static_assert(sizeof others / sizeof *others == sizeof ascii, "a letter for each");

/* The character of ASCII that a letter looks like, or the letter itself. */
static uint32_t look_of(uint32_t c)
{
  for (size_t i = 0; c > 0x7F && i + 1 < sizeof ascii; i++)
    if (others[i] == c)
      return (unsigned char)ascii[i];
  return c;
}

static utf8proc_int32_t map_look(utf8proc_int32_t c, void *context)
{
  (void)context;
  return (utf8proc_int32_t)look_of((uint32_t)c);
}

enum ut_status ut_text_look(struct ut_text t, struct ut_buf *out)
{
  utf8proc_uint8_t *apart = NULL, *made = NULL;
  utf8proc_option_t how = UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_IGNORE;
  utf8proc_ssize_t len =
      utf8proc_map((const utf8proc_uint8_t *)t.ptr, (utf8proc_ssize_t)t.len, &apart, how | UTF8PROC_DECOMPOSE);
  if (len >= 0) /* marks are on their letters' looks only now */
    len = utf8proc_map_custom(apart, len, &made, how | UTF8PROC_COMPOSE, map_look, NULL);
  enum ut_status status = len == UTF8PROC_ERROR_NOMEM ? UT_NOMEM
                          : len < 0                   ? ut_buf_add_text(out, t)
                                                      : ut_buf_add(out, made, (size_t)len);
  free(apart);
  free(made);
  return status;
}

size_t ut_look_letters(uint32_t c, uint32_t letters[UT_LOOK_LETTERS])
{
  utf8proc_int32_t apart[UT_LOOK_LETTERS];
  utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)c, apart, UT_LOOK_LETTERS,
                                                   UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE, NULL);
  if (count < 0 || count > UT_LOOK_LETTERS)
    return 0;
  for (size_t i = 0; i < (size_t)count; i++)
    letters[i] = look_of((uint32_t)apart[i]);
  return (size_t)count;
}

bool ut_look_is_of_another(uint32_t c)
{
  enum { LONGEST = 32 /* no character is made of as many */ };
  utf8proc_int32_t looks[LONGEST];
  utf8proc_option_t how = UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_IGNORE | UTF8PROC_DECOMPOSE;
  utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)c, looks, LONGEST, how, NULL);
  if (c <= 0x7F || count < 0 || count > LONGEST)
    return false;
  for (size_t i = 0; i < (size_t)count; i++)
    looks[i] = (utf8proc_int32_t)look_of((uint32_t)looks[i]);
  count = utf8proc_normalize_utf32(looks, count, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
  return count != 1 || looks[0] != (utf8proc_int32_t)c;
}

/* Text that was decoded twice: UTF-8 that some program took for Windows-1252 and wrote as UTF-8 again. */
#ifndef UTFALL_REDECODE_H
#define UTFALL_REDECODE_H

#include "utfall/text.h"

/* Does it look so? Then what it was goes into `out`, whose content it replaces: "KÃ¶n" was "Kön". The signs are pairs
 * that no language of these exports has: Ã or Â and a sign or a control, â and two of them. What is not UTF-8 is not
 * looked at. UT_NOMEM. */
enum ut_status ut_text_redecode(struct ut_text t, struct ut_buf *out, bool *twice);

/* Could it? Without this no call is needed. */
static inline bool ut_text_may_be_twice(struct ut_text t)
{
  return t.len > 2 && (memmem(t.ptr, t.len, "\xC3\x83", 2) || memmem(t.ptr, t.len, "\xC3\x82", 2) ||
                       memmem(t.ptr, t.len, "\xC3\xA2", 2));
}

/* Does a letter seem to be lost: U+FFFD, a question mark in its place (Ume?, V?nersborg), a character written as in
 * HTML, an address or JSON (&aring; %C3%A5 \u00e5), or a sign of Windows-1252 where å, ä or ö of DOS or Macintosh would
 * be, as in Ume†, H”gsbo and VŠnersborg? */
bool ut_text_is_garbled(struct ut_text t);

#endif

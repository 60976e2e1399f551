/* Texts that look alike made alike: composed, without what nobody sees. */
#ifndef UTFALL_COMPOSE_H
#define UTFALL_COMPOSE_H

#include "utfall/text.h"

/* The text composed (NFC), without characters that are not seen (zero-width ones, soft hyphens, marks of direction) and
 * without blanks of any kind at either end. It is a part of `t` where it is so already, as all of ASCII is; else it is
 * made in `buf`, whose content it replaces. What is not UTF-8 is only trimmed. UT_NOMEM. */
enum ut_status ut_text_compose(struct ut_text t, struct ut_buf *buf, struct ut_text *out);

/* A tab, or a blank of any width that breaks a line or not. */
bool ut_is_blank(uint32_t c);

/* A hyphen, a dash of typesetters, a minus. */
bool ut_is_dash(uint32_t c);

/* Bytes of the blank that t begins with; 0 when it begins with none. */
size_t ut_blank_length(struct ut_text t);

#endif

/* Names and messages as they are shown: nobody's number in them, and no character that a terminal obeys or nobody sees.
 * Those stand as escapes: \n, \x1b, \u202e. */
#ifndef UTFALL_BASE_SHOWN_H
#define UTFALL_BASE_SHOWN_H

#include "utfall/text.h"

enum { UT_SHOWN = 12 /* bytes that one character takes at most, and the terminator */ };

/* Writes the character at *p, which is moved past it, and returns how many bytes it took. A byte that is not UTF-8 is a
 * character of its own, U+FFFD. */
size_t ut_show_character(char out[UT_SHOWN], const char **p, const char *end);

/* Writes a name, masked; of one that is too long for `size` bytes the end, which is what tells files apart. */
void ut_show_name(char *out, size_t size, const char *name);

/* The same of a heading, of which the beginning is kept. */
void ut_show_heading(char *out, size_t size, const char *heading);

/* Writes a message that is masked already. A line end stays where two blanks follow it, which begin a line of ours.
 * Returns the bytes written, without the terminator. */
size_t ut_show_message(char *out, size_t size, const char *text);

/* A name as ut_show_name writes it, to be freed; NULL: out of memory. */
char *ut_shown_name(const char *name);

#endif

/* Swedish personnummer and samordningsnummer: recognised, checked, taken apart; never kept.
 * Source of the rules: Skatteverket, SKV 704 (personnummer) and SKV 707 (samordningsnummer). */
#ifndef UTFALL_PERSONNUMMER_H
#define UTFALL_PERSONNUMMER_H

#include "utfall/date.h"

enum ut_pnr {
  UT_PNR_VALID,
  UT_PNR_NOT_ONE,     /* not 10 or 12 digits, or with letters */
  UT_PNR_BAD_DATE,    /* the day does not exist */
  UT_PNR_BAD_CHECK,   /* Luhn */
  UT_PNR_UNKNOWN_DAY, /* a real person whose month or day of birth is not known: it is 00, or 60 */
  UT_PNR_FUTURE,      /* 12 digits, born after `latest` */
  UT_PNR_NOBODY,      /* the serial number is 000, which nobody has */
  UT_PNR_INTERIM      /* a letter in place of the first of the last four: without a check digit */
};

struct ut_personnummer {
  char digits[12]; /* YYYYMMDDNNNC, not terminated; the 60 of a samordningsnummer stays in the day */
  int birth_year;
  char sex;    /* 'K' or 'M', from the ninth of ten digits: even is a woman */
  bool padded; /* zeros in front were lost, as in a spreadsheet's numbers, and have been put back */
};

/* Whatever stands between the digits may, but for letters, and digits of any script count. Ten digits mean the latest
 * century in which the birth is not after `latest` (the row's start; UT_DATE_NONE: 2400-12-31), with + before the last
 * four the century before that. With 12 digits a + changes nothing. Seven to nine digits are ten that begin with zeros,
 * if date and check digit are right then; a closing ".0" is a spreadsheet's. `out` is filled for UT_PNR_VALID and
 * UT_PNR_UNKNOWN_DAY and zeroed otherwise. */
enum ut_pnr ut_personnummer_parse(struct ut_text t, ut_date latest, struct ut_personnummer *out);

/* Short Swedish-free reason for a message, never containing the number: "the check digit is wrong". */
const char *ut_personnummer_reason(enum ut_pnr result);

struct ut_personnummer_found {
  struct ut_text text; /* from its first digit to its last */
  bool certain; /* it cannot be anything else: twelve digits, or ten with more than blanks before the last four */
};

/* The first run of digits in t that is somebody's number, or was meant to be: ten or twelve digits whose date holds
 * (or day + 60, up to 31 in any month), not part of a longer run of digits, whatever stands between them that is
 * neither letter nor digit; or with an interim letter in place of the first of the last four. Where anything stands
 * between the digits but one hyphen, + or blank before the last four, or letters touch ten or twelve bare ones, or
 * ten bare ones begin with 0 as telephone numbers do, or the day is not known, the check digit must be right;
 * elsewhere a slip of the pen does not hide who is meant. Dates, periods of two dates, and dates with a time are
 * none. The net under free text, ids and messages. Cheap for text without digits; bytes that are not UTF-8 do no
 * harm. */
bool ut_personnummer_find(struct ut_text t, struct ut_personnummer_found *found);

/* The first such number and those that begin within it, from the first digit to the last of all; ptr NULL where there
 * is none. */
struct ut_text ut_personnummer_span(struct ut_text t);

/* Hides in the text of an error what it shows of the numbers in `whole`, of which it may quote a part alone: a code of
 * a list, a word of a condition. `err` may be NULL. */
void ut_personnummer_hide(struct ut_error *err, struct ut_text whole);

/* The value of the digit, in any script, at *p (before end), which is moved past the character; -1 where it is none. */
int ut_digit_next(const char **p, const char *end);

#endif

/* Swedish personnummer and samordningsnummer: recognised, checked, taken apart; never kept.
 * Source of the rules: Skatteverket, SKV 704 (personnummer) and SKV 707 (samordningsnummer). */
#ifndef UTFALL_PERSONNUMMER_H
#define UTFALL_PERSONNUMMER_H

#include "utfall/date.h"

enum ut_pnr {
  UT_PNR_VALID,
  UT_PNR_NOT_ONE,     /* not 10 or 12 digits with an optional - or + before the last four */
  UT_PNR_BAD_DATE,    /* the day does not exist */
  UT_PNR_BAD_CHECK,   /* Luhn */
  UT_PNR_UNKNOWN_DAY, /* a real person whose month or day of birth is not known: it is 00, or 60 */
  UT_PNR_FUTURE       /* 12 digits, born after `latest` */
};

struct ut_personnummer {
  char digits[12]; /* YYYYMMDDNNNC, not terminated; the 60 of a samordningsnummer stays in the day */
  int birth_year;
  char sex; /* 'K' or 'M', from the ninth of ten digits: even is a woman */
};

/* Ten digits mean the latest century in which the birth is not after `latest` (the row's start; UT_DATE_NONE:
 * 2400-12-31), with `+` the century before that. Blank ends are ignored. With 12 digits a + changes nothing. `out` is
 * filled for UT_PNR_VALID and UT_PNR_UNKNOWN_DAY and zeroed otherwise. */
enum ut_pnr ut_personnummer_parse(struct ut_text t, ut_date latest, struct ut_personnummer *out);

/* Short Swedish-free reason for a message, never containing the number: "the check digit is wrong". */
const char *ut_personnummer_reason(enum ut_pnr result);

/* Is there, anywhere in t, a run that is a valid personnummer or samordningsnummer (10 or 12 digits, not part of a
 * longer digit run; before the last four a -, + or any blank or dash may stand), the birth day known or not? One that
 * is written with - or + is taken for one though its check digit is wrong: a slip of the pen does not hide who is
 * meant. The net under free text and id columns. Cheap for text without digits. */
bool ut_personnummer_in(struct ut_text t);

#endif

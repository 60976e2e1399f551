/* What a run tells beside its result: notes of what may be wrong, each with a code, and how far it has come. */
#ifndef UTFALL_RUN_H
#define UTFALL_RUN_H

#include <stdint.h>

#include "utfall/text.h"

UT_BEGIN_C

/* One code for each kind of doubt; utfall(7) says of each what it means. The vocabulary `not` has the codes, which are
 * these names in lower case, and their labels. */
enum ut_note_code {
  /* files and rows */
  UT_NOTE_FIL_AVHUGGEN,
  UT_NOTE_AVGRANSARE_GISSAD,
  UT_NOTE_AVGRANSARE_SIST,
  UT_NOTE_TOMMA_RADER,
  UT_NOTE_TECKENKODNING_GISSAD,
  UT_NOTE_DOLT,
  UT_NOTE_FORMEL_NOLL,
  UT_NOTE_DUBBELT_AVKODAD,
  UT_NOTE_RAD_AVVISAD,
  UT_NOTE_TOTALRAD,
  UT_NOTE_EFTER_TOTALRAD,
  UT_NOTE_DUBBEL_RAD,
  UT_NOTE_OLAST,
  /* headings */
  UT_NOTE_KOLUMN_BORTFALLER,
  UT_NOTE_KOLUMN_SAKNAS,
  UT_NOTE_RUBRIK_SAKNAS,
  UT_NOTE_RUBRIK_LIKNAR,
  UT_NOTE_KARTA_OPPEN,
  /* persons and participations */
  UT_NOTE_DUBBEL_DELTAGANDE,
  UT_NOTE_OVERLAPP,
  UT_NOTE_PERSONNUMMER_UTFYLLT,
  UT_NOTE_ID_PLATSHALLARE,
  UT_NOTE_ID_AVKORTAT,
  UT_NOTE_ID_SAKNAS,
  UT_NOTE_ID_FLERA_PERSONER,
  UT_NOTE_OSYNLIG_SKILLNAD,
  UT_NOTE_SKRIVS_OLIKA,
  UT_NOTE_SOKT_SAKNAS,
  /* values */
  UT_NOTE_VARDE_STRUKET,
  UT_NOTE_ANDEL_AV_ETT,
  UT_NOTE_ANDEL_AVVIKER,
  UT_NOTE_MAL_ANDEL_AV_ETT,
  UT_NOTE_ARBETE_NOLL,
  UT_NOTE_OMFATTNING_OVER_HEL,
  UT_NOTE_INGEN_BLAND_ANDRA,
  UT_NOTE_DELTID_UTAN_OMFATTNING,
  UT_NOTE_TVASIFFRIGT_AR,
  UT_NOTE_DATUM_OPPET,
  UT_NOTE_DATUM_AVVIKER,
  UT_NOTE_DATUM_TVETYDIGT,
  UT_NOTE_SLUT_FORE_START,
  UT_NOTE_FODELSEAR_EFTER_START,
  /* follow-up and measurement */
  UT_NOTE_UPPFOLJNING_EJ_FORFALLEN,
  UT_NOTE_UPPFOLJNING_EJ_GJORD,
  UT_NOTE_UPPFOLJD_FORE_SLUT,
  UT_NOTE_UPPFOLJNING_KORT,
  UT_NOTE_AVSLUT_UTAN_UTFALL,
  UT_NOTE_ANSTALLNING_FORE_START,
  UT_NOTE_MATNING_SAKNAS,
  UT_NOTE_AVTAGANDE,
  UT_NOTE_EJ_KOPPLAD,
  UT_NOTE_FLERA_DELTAGANDEN,
  UT_NOTE_BETALNING_EJ_TACKT,
  UT_NOTE_DODVIKT_UTANFOR,
  UT_NOTE_EJ_FOLJDA,
  UT_NOTE_PLATSER_SAKNAS,
  /* money */
  UT_NOTE_DUBBELT_VERIFIKAT,
  UT_NOTE_FORETAG_OKANT,
  UT_NOTE_RESULTATFORING,
  UT_NOTE_BALANSKONTO,
  UT_NOTE_RTRANS_AVVIKER,
  UT_NOTE_SUMMA_AVVIKER,
  UT_NOTE_SIE_ANMARKNING,
  UT_NOTE_OKAND_INSATS,
  UT_NOTE_UTAN_KONTERING,
  UT_NOTE_BESLUT_SAKNAS,
  UT_NOTE_UTANFOR_INSATSTID,
  UT_NOTE_OVER_BESLUTAT,
  UT_NOTE_BELOPP_AVVIKER,
  UT_NOTE_EJ_REKVIRERAT,
  UT_NOTE_REKVIRERAT_FLYTTAT,
  UT_NOTE_REKVIRERAT_BORTA,
  UT_NOTE_PLAN_UTANFOR,
  UT_NOTE_PLAN_DUBBEL,
  UT_NOTE_PLAN_NEGATIV,
  UT_NOTE_PLAN_BORTFALLER,
  UT_NOTE_SUMMA_BLAND_RADER,
  UT_NOTE_AR_EJ_HELT,
  UT_NOTE_KOSTNAD_SAKNAS,
  UT_NOTE_DELTAGARE_SAKNAS,
  UT_NOTE_PRIS_SAKNAS,
  /* tables that are compared */
  UT_NOTE_SAMMA_PERSONER,
  UT_NOTE_JAMFORELSE_SAKNAS,
  UT_NOTE_LITET_UNDERLAG,
  /* tables that are to be protected */
  UT_NOTE_SUMMA_I_NYCKEL,
  UT_NOTE_ANTAL_OSKYDDADE,
  UT_NOTE_ANDEL_UTAN_BAS,
  UT_NOTE_DEL_OSKYDDAD,
  UT_NOTE_RAKNAS_UT,
  UT_NOTES
};

struct ut_alike; /* of the library itself */

/* How many there are of something, and where the first of them is. Zero-initialised: none. */
struct ut_noted {
  size_t count;
  char *source; /* owned; NULL: the doubt has no place */
  size_t line;  /* 0: not known */
};

enum { UT_SHA256 = 32 };

/* A file that was read. */
struct ut_run_input {
  char *name; /* owned; as it was given, <stdin> */
  size_t rows;
  bool counted;                    /* it has rows: rows is how many were read, those that were rejected too */
  bool whole;                      /* it was read to its end, and */
  unsigned char sha256[UT_SHA256]; /* this is of its bytes, before they were decoded */
};

/* Zero-initialised but for its first members, by whoever runs: everything that reads or computes for it is handed this,
 * or NULL where nobody listens. */
struct ut_run {
  /* Each may be NULL. One line; `error`: no note, but a fault or what is an error in this run. */
  void (*say)(void *context, const char *text, bool error);
  /* Progress, now and then: bytes and rows that have been read, of `total` bytes (0: not known), or, with 0 bytes, rows
   * that have been dealt with otherwise. */
  void (*tick)(void *context, size_t bytes, size_t total, size_t rows);
  void *context;
  bool quiet[UT_NOTES], strict[UT_NOTES]; /* notes that are not said, or are errors */
  bool refused;                           /* a note that is an error was made */
  bool fell_short;                        /* the data did: the output is written, and the exit status is 1 */
  char *failure; /* what was said first of that is an error in this run; owned; NULL: nothing */
  struct ut_noted noted[UT_NOTES];
  struct ut_buf *tallies;      /* where what is counted is kept instead of being said; borrowed; NULL: nowhere */
  struct ut_alike *alike;      /* values that look like others; owned; NULL: none are known */
  bool lists;                  /* somebody asks what was read: */
  struct ut_run_input *inputs; /* in the order in which they were opened */
  size_t input_count;
};

/* Notes that there are `count` more of a kind, the first of them there (source NULL: nowhere in particular), and says
 * it in the words of `format`, values from the data only through ut_quote. Nothing where run is NULL or the count 0. */
void ut_run_note(struct ut_run *run, enum ut_note_code code, size_t count, const char *source, size_t line,
                 const char *format, ...) __attribute__((format(printf, 6, 7)));

/* The same of a fault that the run goes on past, in its words and with its place: said as an error; in the end the data
 * fell short. */
void ut_run_fault(struct ut_run *run, enum ut_note_code code, const struct ut_error *fault);

/* Reads a list of codes, or `all`, into a set for quiet or strict. UT_USAGE: a code that there is not; the codes there
 * are, are listed. */
enum ut_status ut_run_codes(const char *list, bool set[UT_NOTES], struct ut_error *err);

/* Lists an input. *number is for ut_run_input_read: 0 where nobody asks. UT_NOMEM. */
enum ut_status ut_run_add_input(struct ut_run *run, const char *name, size_t *number, struct ut_error *err);

/* What is known of it once nothing more is read: NULL where it has no rows, and where it was not read to its end. */
void ut_run_input_read(struct ut_run *run, size_t number, const size_t *rows, const unsigned char *sha256);

void ut_run_tick(const struct ut_run *run, size_t bytes, size_t total, size_t rows);

void ut_run_clear(struct ut_run *run);

UT_END_C

#endif

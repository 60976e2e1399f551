/* SIE files of types 1 to 4 (SIE 4B), record by record from spans that the caller hands over. Memory is bounded by
 * accounts and objects (and the longest line); vouchers are streamed. Texts come as UTF-8: from CP437, from UTF-8
 * or from Windows-1252, which the first lines that are no ASCII tell apart. Amounts are öre, credit negative. */
#ifndef UTFALL_SIE_H
#define UTFALL_SIE_H

#include "utfall/date.h"
#include "utfall/money.h"
#include "utfall/run.h"

UT_BEGIN_C

struct ut_sie;

/* An account, or an object of a dimension. Lives, and stays where it is, until the reader is freed; what is known of it
 * grows as the file is read. */
struct ut_sie_name {
  int dimension; /* 0: an account. Else 1 cost centre, 2 cost bearer, 6 project, 7 employee, 8 customer, ... */
  struct ut_text number, name, sru;
  char type;     /* of an account: T S K I, as #KTYP says; 0 not said */
  bool declared; /* by #KONTO or #OBJEKT */
  size_t index;  /* from 0 in the order in which accounts, or objects, were first met */
};

/* One figure stands in a file at several depths: balances, totals of periods, those of periods and objects, vouchers.
 * They are different kinds because they must never be added together: take one. */
enum ut_sie_kind {
  UT_SIE_FACT,           /* #FNAMN, #VALUTA, ...: label and fields */
  UT_SIE_YEAR,           /* #RAR: year, period */
  UT_SIE_ACCOUNT,        /* #KONTO, #KTYP, #SRU: account as it is known now */
  UT_SIE_DIMENSION,      /* #DIM, #UNDERDIM: dimension, parent (0 none), text its name */
  UT_SIE_OBJECT,         /* #OBJEKT: objects[0] */
  UT_SIE_OPENING,        /* #IB: year, account, amount */
  UT_SIE_CLOSING,        /* #UB */
  UT_SIE_RESULT,         /* #RES */
  UT_SIE_OBJECT_OPENING, /* #OIB: and objects */
  UT_SIE_OBJECT_CLOSING, /* #OUB */
  UT_SIE_PERIOD,         /* #PSALDO without an object: year, period (a month), account, amount (the month's change) */
  UT_SIE_OBJECT_PERIOD,  /* #PSALDO with objects; files of types 1 and 2 give none: their readers skip such rows */
  UT_SIE_BUDGET,         /* #PBUDGET, likewise */
  UT_SIE_OBJECT_BUDGET,
  UT_SIE_VOUCHER,    /* #VER: series, number, date, text; its transactions follow */
  UT_SIE_TRANSACTION /* #TRANS: also account, objects, amount. #RTRANS is held against its #TRANS, and never given */
};

/* Borrowed until the next call; accounts and objects live as long as the reader. What a kind does not have is zero. */
struct ut_sie_record {
  enum ut_sie_kind kind;
  size_t line;                  /* 1-based */
  struct ut_text label;         /* with its # */
  const struct ut_text *fields; /* `count`: all after the label, items of object lists too */
  size_t count;
  int year; /* 0 this financial year, -1 the last */
  struct ut_period period;
  const struct ut_sie_name *account;
  const struct ut_sie_name *const *objects; /* `object_count`, in the order of dimensions */
  size_t object_count;
  ut_money amount;
  int dimension, parent;
  struct ut_text text; /* of a transaction: its own, which may be empty */
  ut_date date;        /* of a transaction: its own, or else the voucher's */
  struct ut_text series, number, voucher_text;
  size_t voucher_line; /* of #VER */
};

enum ut_sie_severity {
  UT_SIE_NOTE, /* what may be wrong: gathered, and told once of a file with the first place, at its end */
  UT_SIE_FAULT /* what makes the file unusable, unless `lenient` */
};

/* Told of every finding; `finding` has line and label (as its field) but no source. Notes are of these codes:
 * sie_anmarkning (vouchers dated outside every #RAR; lines of unused kinds that cannot be read; accounts that are not
 * declared in a file without any #KONTO), teckenkodning_gissad (Windows-1252), rtrans_avviker (a #RTRANS that is unlike
 * its #TRANS, or has none), summa_avviker (transactions that do not sum to #RES or #UB of the year). */
typedef void ut_sie_report(void *context, enum ut_sie_severity severity, enum ut_note_code code, size_t count,
                           const struct ut_error *finding);

struct ut_sie_options {
  /* Faults are reported and gone past. A line that cannot be read is passed over, as is a voucher without a date. What
   * can be read counts: the transactions of a voucher that does not sum to zero, those on an unknown account (reported
   * once per account), all of a file whose checksum is wrong or whose last voucher is cut off. */
  bool lenient;
  ut_sie_report *report; /* NULL: nobody asks. Without `lenient` it gets notes only. */
  void *context;
  /* Bit i: the caller has no use for records of kind i, so that a line of them that cannot be read is a note; #KONTO
   * and #OBJEKT may then lack their names. Balances of periods are of no use either where a file has vouchers. */
  uint32_t unused;
  /* Months of objects of this dimension are added up: what stands alone is held against what other objects have with
   * it, which may not be the same again, and all of an account against its #RES. 0: of none. */
  int dimension;
};

/* Does the text begin (after a byte-order mark and blanks) with #FLAGGA? */
bool ut_sie_is(const char *ptr, size_t len);

/* `options` is copied; NULL is strict. */
enum ut_status ut_sie_new(struct ut_sie **out, const struct ut_sie_options *options);

/* Takes the next record from the span. *used says how much of it is done with, in every case. UT_MORE: the span
 * ends inside a line: call again with the unused rest and more behind it, `final` when there is no more. UT_END:
 * nothing is left. Unknown labels, #BTRANS and what follows the fields that are known are passed over.
 * UT_BAD_INPUT, with line and label, when not lenient: a line that cannot be read (a quote or brace left open, an
 * amount with more than two decimals (zeros behind them aside) or a plus, a day that does not exist, a field too
 * few); an account that no #KONTO declared, in a file that declares others; a voucher that does not sum to zero or
 * is cut off, by the line of its #VER; #TRANS outside a voucher; a #KSUMMA that is not the CRC-32 of what stands
 * before it, or that is never closed. UT_USAGE: iconv has no CP437. Nothing can be read after an error. */
enum ut_status ut_sie_next(struct ut_sie *s, const char *ptr, size_t len, bool final, size_t *used,
                           struct ut_sie_record *record, struct ut_error *err);

/* What holds more than balances: months by object, vouchers. */
enum { UT_SIE_WITH_PERIODS = 3, UT_SIE_WITH_VOUCHERS = 4 };

/* #SIETYP as far as it was read: 1 to 4; 1 when it was not there. */
int ut_sie_type(const struct ut_sie *s);

/* Does the account count in the result: a cost or income by #KTYP, or, where that is not said, 3 to 8 first? */
bool ut_sie_is_result(const struct ut_sie_name *account);

/* Is it where the year's result is taken out of the result: 899 first, or "Årets resultat" by name? What stands
 * there is neither a cost nor an income. */
bool ut_sie_is_transfer(const struct ut_sie_name *account);

/* The financial year that the day is in, as #RAR says; of no day (both UT_DATE_NONE) where none is. */
struct ut_period ut_sie_year_of(const struct ut_sie *s, ut_date date);

/* The record's object of a dimension; NULL when it has none. */
const struct ut_sie_name *ut_sie_object(const struct ut_sie_record *record, int dimension);

void ut_sie_free(struct ut_sie *s);

UT_END_C

#endif

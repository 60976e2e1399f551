/* A SIE file while it is read: its state, which the files for labels, vouchers and doubts share. */
#ifndef UTFALL_SIESTATE_H
#define UTFALL_SIESTATE_H

#include "sie/sienames.h"
#include "sie/siescan.h"

enum { SIE_MOST_YEARS = 99 }; /* back and ahead */

struct sie_voucher {
  size_t line;
  ut_date date;
  struct ut_buf texts; /* series, number and text, one after the other */
  size_t series_len, number_len;
  ut_money sum;
  bool partial; /* a row was passed over, so the sum says nothing */
};

/* A #RTRANS, until its #TRANS comes. */
struct sie_added {
  const struct ut_sie_name *account;
  ut_money amount;
  uint64_t hash; /* of its fields */
  size_t line;
};

enum sie_place { SIE_OUTSIDE, SIE_BEFORE_BRACE, SIE_IN_VOUCHER };

/* Notes of a file. */
enum sie_doubt { SIE_DATES, SIE_UNREAD, SIE_UNDECLARED, SIE_RENAMED, SIE_ADDED, SIE_SUMS, SIE_DOUBTS };

struct sie_gathered {
  size_t count;
  struct ut_error first;
};

struct ut_sie {
  struct ut_sie_options options;
  struct sie_scan scan;
  size_t line;
  size_t looked; /* bytes of the open line, in which there is no line end */
  int type;
  struct ut_period years[2 * SIE_MOST_YEARS + 1];
  int year_first, year_last; /* the least and the greatest place in `years` that is filled; first > last: none */
  struct sie_names accounts, objects;
  struct ut_distinct figures;       /* of which account, month and objects a period was said */
  struct ut_distinct parts;         /* the same of an object alone */
  struct ut_buf amounts;            /* struct sie_amounts of each of the parts */
  const struct ut_sie_name **found; /* objects of the line */
  size_t capacity;
  enum sie_place place;
  size_t skipped; /* depth of sub-records that are passed over */
  size_t skipped_line;
  bool passed; /* the last label was passed over, its sub-records will be too */
  struct sie_voucher voucher;
  struct sie_added *added; /* of the voucher */
  size_t added_count, added_room;
  size_t declared; /* accounts by #KONTO */
  size_t checksum_line;
  size_t flag_line; /* of #FLAGGA, with which a file begins; 0: not yet */
  bool encoding_told, finished;
  struct sie_gathered doubts[SIE_DOUBTS];
};

struct sie_label;

/* What a reader of a line is given. */
struct sie_reading {
  struct ut_sie *s;
  const struct sie_label *label;
  const struct sie_line *line;
  struct ut_sie_record *record; /* given to the caller when its line is set */
  struct ut_error *err;
};

struct sie_label {
  const char *name;
  enum ut_status (*read)(const struct sie_reading *r); /* NULL: passed over */
  size_t least;                                        /* fields, an object list not counted */
  enum ut_sie_kind kind, object_kind;
  bool period, list;  /* has them among its fields */
  unsigned char bare; /* fields, where only a name is lacking that a caller may not need; 0: `least` */
  bool in_voucher;
};

/* The record is that of the line. */
void sie_give(const struct sie_reading *r, enum ut_sie_kind kind);

/* ---- what lines mean, but those of vouchers ---- */

/* NULL: passed over. */
const struct sie_label *sie_label_find(struct ut_text name);

/* An account by its number; one that nothing declares is a fault, or a doubt where nobody has a use for it. */
enum ut_status sie_account_read(const struct sie_reading *r, struct ut_text number);

/* The object list, which must be before field `at`, and the fields that are needed around it; then its pairs. */
enum ut_status sie_list_check(const struct sie_reading *r, size_t at);
enum ut_status sie_objects_read(const struct sie_reading *r);

/* ---- vouchers and their transactions ---- */

enum ut_status sie_voucher_read(const struct sie_reading *r);
enum ut_status sie_transaction_read(const struct sie_reading *r);

/* At its }, or where it has not come to its end and should have. */
enum ut_status sie_voucher_close(struct ut_sie *s, struct ut_error *err);
enum ut_status sie_voucher_cut(struct ut_sie *s, struct ut_error *err);

/* ---- doubts: of a kind the first is told, at the end, with how many there are ---- */

void sie_doubt_add(struct ut_sie *s, enum sie_doubt doubt, size_t line, const char *label, struct ut_error *what);
void sie_doubts_tell(struct ut_sie *s);

/* Has the caller no use for what a label gives? */
bool sie_is_unused(const struct ut_sie *s, const struct sie_label *label);

/* A fault that does not keep the line from being read. */
enum ut_status sie_complain(struct ut_sie *s, struct ut_error *err, size_t line, const char *label);

/* Keeps what the line says of its object of the dimension that counts; UT_NOMEM. Then refuses the months of an object
 * that stand alone and again in those that it has with other objects. */
enum ut_status sie_objects_keep(const struct sie_reading *r);
enum ut_status sie_objects_check(struct ut_sie *s, struct ut_error *err);

/* Holds the vouchers of the year against the balances of a file that has both. A result of 0 may be left out. */
void sie_sums_note(struct ut_sie *s);

#endif

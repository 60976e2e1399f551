/* What the lines of a SIE file mean: a table of labels, one reader for each kind of them. */
#include "utfall/sie.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "base/grow.h"
#include "base/hash.h"
#include "sie/siefield.h"
#include "sie/sienames.h"
#include "sie/siescan.h"

enum {
  MOST_YEARS = 99, /* back and ahead */
  MOST_DIMENSION = 999999,
};

struct voucher {
  size_t line;
  ut_date date;
  struct ut_buf texts; /* series, number and text, one after the other */
  size_t series_len, number_len;
  ut_money sum;
  bool partial; /* a row was passed over, so the sum says nothing */
};

/* A #RTRANS, until its #TRANS comes. */
struct added {
  const struct ut_sie_name *account;
  ut_money amount;
  uint64_t hash; /* of its fields */
  size_t line;
};

enum place { OUTSIDE, BEFORE_BRACE, IN_VOUCHER };

/* Notes of a file. */
enum doubt { DATES, UNREAD, UNDECLARED, ADDED, SUMS, DOUBTS };
static const enum ut_note_code doubt_codes[DOUBTS] = {
    [DATES] = UT_NOTE_SIE_ANMARKNING, [UNREAD] = UT_NOTE_SIE_ANMARKNING, [UNDECLARED] = UT_NOTE_SIE_ANMARKNING,
    [ADDED] = UT_NOTE_RTRANS_AVVIKER, [SUMS] = UT_NOTE_SUMMA_AVVIKER,
};

struct gathered {
  size_t count;
  struct ut_error first;
};

struct ut_sie {
  struct ut_sie_options options;
  struct sie_scan scan;
  size_t line;
  size_t looked; /* bytes of the open line, in which there is no line end */
  int type;
  struct ut_period years[2 * MOST_YEARS + 1];
  int year_first, year_last; /* the least and the greatest place in `years` that is filled; first > last: none */
  struct sie_names accounts, objects;
  const struct ut_sie_name **found; /* objects of the line */
  size_t capacity;
  enum place place;
  size_t skipped; /* depth of sub-records that are passed over */
  size_t skipped_line;
  bool passed; /* the last label was passed over, its sub-records will be too */
  struct voucher voucher;
  struct added *added; /* of the voucher */
  size_t added_count, added_room;
  size_t declared; /* accounts by #KONTO */
  size_t checksum_line;
  bool encoding_told, finished;
  struct gathered doubts[DOUBTS];
};

struct label;

/* What a reader of a line is given. */
struct reading {
  struct ut_sie *s;
  const struct label *label;
  const struct sie_line *line;
  struct ut_sie_record *record; /* given to the caller when its line is set */
  struct ut_error *err;
};

struct label {
  const char *name;
  enum ut_status (*read)(const struct reading *r); /* NULL: passed over */
  size_t least;                                    /* fields, an object list not counted */
  enum ut_sie_kind kind, object_kind;
  bool period, list;  /* has them among its fields */
  unsigned char bare; /* fields, where only a name is lacking that a caller may not need; 0: `least` */
  bool in_voucher;
};

static void give(const struct reading *r, enum ut_sie_kind kind)
{
  r->record->kind = kind;
  r->record->label = r->line->label;
  r->record->fields = r->line->fields;
  r->record->count = r->line->count;
  r->record->line = r->s->line;
}

/* The first is told, at the end, with how many there are. */
static void gather(struct ut_sie *s, enum doubt doubt, const struct ut_error *what)
{
  struct gathered *g = &s->doubts[doubt];
  if (g->count++ == 0)
    g->first = *what;
}

static void doubt(struct ut_sie *s, enum doubt doubt, size_t line, const char *label, struct ut_error *what)
{
  ut_error_at(what, NULL, line, 0, label);
  gather(s, doubt, what);
}

static void tell_doubts(struct ut_sie *s)
{
  for (size_t i = 0; i < DOUBTS; i++) {
    struct gathered *g = &s->doubts[i];
    struct ut_error what = g->first;
    if (g->count > 1)
      ut_error_set(&what, UT_OK, "%s (and %zu more)", g->first.text, g->count - 1);
    ut_error_at(&what, NULL, g->first.line, 0, g->first.field);
    if (g->count > 0 && s->options.report)
      s->options.report(s->options.context, UT_SIE_NOTE, doubt_codes[i], g->count, &what);
    g->count = 0;
  }
}

/* Has the caller no use for what a label gives? */
static bool is_unused(const struct ut_sie *s, const struct label *label)
{
  uint32_t unused = s->options.unused;
  bool periods = label && label->kind == UT_SIE_PERIOD && s->type == UT_SIE_WITH_VOUCHERS;
  return unused != 0 && (!label || periods || (unused >> label->kind & 1));
}

/* A fault that does not keep the line from being read. */
static enum ut_status complain(struct ut_sie *s, struct ut_error *err, size_t line, const char *label)
{
  enum ut_status status = ut_error_turn(err, UT_BAD_INPUT);
  ut_error_at(err, NULL, line, 0, label);
  if (!s->options.lenient)
    return status;
  if (s->options.report)
    s->options.report(s->options.context, UT_SIE_FAULT, UT_NOTE_SIE_ANMARKNING, 1, err);
  return UT_OK;
}

static enum ut_status read_year(const struct reading *r, struct ut_text t, int *out)
{
  return sie_integer(t, -MOST_YEARS, MOST_YEARS, "a financial year (expected 0 for this one, -1 for the last)", out,
                     r->err);
}

static enum ut_status read_dimension_number(const struct reading *r, struct ut_text t, int *out)
{
  return sie_integer(t, 1, MOST_DIMENSION, "a dimension (expected a number from 1)", out, r->err);
}

static enum ut_status read_account(const struct reading *r, struct ut_text number)
{
  struct sie_entry *e;
  char shown[UT_QUOTED];
  if (number.len == 0)
    return sie_field_is_not(number, "an account", r->err);
  if (sie_names_find(&r->s->accounts, 0, number, &e))
    return ut_error_nomem(r->err);
  r->record->account = &e->name;
  if (e->name.declared || e->reported)
    return UT_OK;
  e->reported = true;
  ut_error_set(r->err, UT_BAD_INPUT, "no #KONTO declares the account %s", ut_quote(shown, number.ptr, number.len));
  bool none = r->s->options.unused && r->s->declared == 0 && r->s->type == UT_SIE_WITH_VOUCHERS;
  if (!none && !is_unused(r->s, r->label))
    return complain(r->s, r->err, r->s->line, r->label->name);
  doubt(r->s, none ? UNDECLARED : UNREAD, r->s->line, r->label->name, r->err);
  return UT_OK;
}

static enum ut_status find_object(const struct reading *r, struct ut_text dimension, struct ut_text number,
                                  struct sie_entry **out)
{
  int value = 0;
  UT_TRY(read_dimension_number(r, dimension, &value));
  return sie_names_find(&r->s->objects, value, number, out) ? ut_error_nomem(r->err) : UT_OK;
}

/* Gives the record room for so many objects. */
static enum ut_status make_room(const struct reading *r, size_t count)
{
  struct ut_sie *s = r->s;
  if (count > s->capacity) {
    const struct ut_sie_name **grown = reallocarray(s->found, count * 2, sizeof(struct ut_sie_name *));
    if (!grown)
      return ut_error_nomem(r->err);
    s->found = grown;
    s->capacity = count * 2;
  }
  r->record->objects = s->found;
  r->record->object_count = count;
  return UT_OK;
}

/* The pairs of the object list. */
static enum ut_status read_objects(const struct reading *r)
{
  const struct sie_line *line = r->line;
  const struct ut_text *items = line->fields + line->list;
  if (line->list_size % 2 != 0)
    return ut_error_set(r->err, UT_BAD_ROW, "an object list of %zu items (expected pairs of dimension and object)",
                        line->list_size);
  UT_TRY(make_room(r, line->list_size / 2));
  for (size_t i = 0; i < line->list_size / 2; i++) {
    struct sie_entry *e;
    UT_TRY(find_object(r, items[2 * i], items[2 * i + 1], &e));
    r->s->found[i] = &e->name;
  }
  return UT_OK;
}

/* The list must be before field `at`, and the fields that are needed around it. */
static enum ut_status check_list(const struct reading *r, size_t at)
{
  if (!r->line->has_list || r->line->list != at)
    return ut_error_set(r->err, UT_BAD_ROW, "no object list as field %zu (expected {} or {dimension object})", at + 1);
  if (r->line->count - r->line->list_size < r->label->least)
    return ut_error_set(r->err, UT_BAD_ROW, "no amount after the object list");
  return UT_OK;
}

static enum ut_status read_fact(const struct reading *r)
{
  give(r, UT_SIE_FACT);
  return UT_OK;
}

static enum ut_status read_type(const struct reading *r)
{
  UT_TRY(sie_integer(r->line->fields[0], 1, 4, "a type (expected 1, 2, 3 or 4)", &r->s->type, r->err));
  return read_fact(r);
}

static enum ut_status read_financial_year(const struct reading *r)
{
  const struct ut_text *f = r->line->fields;
  struct ut_sie_record *record = r->record;
  UT_TRY(read_year(r, f[0], &record->year));
  UT_TRY(sie_date(f[1], &record->period.first, r->err));
  UT_TRY(sie_date(f[2], &record->period.last, r->err));
  if (record->period.last < record->period.first)
    return ut_error_set(r->err, UT_BAD_ROW, "the financial year ends before it begins");
  int at = record->year + MOST_YEARS;
  r->s->years[at] = record->period;
  r->s->year_first = at < r->s->year_first ? at : r->s->year_first;
  r->s->year_last = at > r->s->year_last ? at : r->s->year_last;
  give(r, UT_SIE_YEAR);
  return UT_OK;
}

/* #KONTO, #SRU and #KTYP: a number and what is said of it. */
static enum ut_status read_account_fact(const struct reading *r)
{
  const struct ut_text *f = r->line->fields, name = r->line->count > 1 ? f[1] : (struct ut_text){"", 0};
  struct sie_entry *e;
  if (f[0].len == 0)
    return sie_field_is_not(f[0], "an account", r->err);
  bool type = ut_text_is(r->line->label, "#KTYP"), sru = ut_text_is(r->line->label, "#SRU");
  if (type && (f[1].len != 1 || !memchr("TSKI", f[1].ptr[0], 4)))
    return sie_field_is_not(f[1], "a type of account (expected T, S, K or I)", r->err);
  if (sie_names_find(&r->s->accounts, 0, f[0], &e))
    return ut_error_nomem(r->err);
  if (type)
    e->name.type = f[1].ptr[0];
  else if (sie_text_set(sru ? &e->name.sru : &e->name.name, name))
    return ut_error_nomem(r->err);
  e->name.declared |= !type && !sru;
  r->s->declared += !type && !sru;
  r->record->account = &e->name;
  give(r, UT_SIE_ACCOUNT);
  return UT_OK;
}

static enum ut_status read_dimension(const struct reading *r)
{
  const struct ut_text *f = r->line->fields;
  UT_TRY(read_dimension_number(r, f[0], &r->record->dimension));
  if (r->label->least > 2)
    UT_TRY(read_dimension_number(r, f[2], &r->record->parent));
  r->record->text = f[1];
  give(r, UT_SIE_DIMENSION);
  return UT_OK;
}

static enum ut_status read_object(const struct reading *r)
{
  const struct ut_text *f = r->line->fields;
  struct sie_entry *e;
  UT_TRY(find_object(r, f[0], f[1], &e));
  UT_TRY(make_room(r, 1));
  if (r->line->count > 2 && sie_text_set(&e->name.name, f[2]))
    return ut_error_nomem(r->err);
  e->name.declared = true;
  r->s->found[0] = &e->name;
  give(r, UT_SIE_OBJECT);
  return UT_OK;
}

/* Keeps what the file says of an account in its own year, to hold its transactions against. */
static void keep_figure(const struct reading *r)
{
  struct sie_year *year = &sie_entry_of(r->record->account)->year;
  ut_money amount = r->record->amount;
  if (r->record->year != 0)
    return;
  if (r->label->kind == UT_SIE_OPENING)
    year->opening = amount;
  if (r->label->kind == UT_SIE_CLOSING)
    *year = (struct sie_year){year->opening, amount, year->result, year->moved, r->s->line, year->result_line};
  if (r->label->kind == UT_SIE_RESULT)
    *year = (struct sie_year){year->opening, year->closing, amount, year->moved, year->closing_line, r->s->line};
}

/* Balances and periods: year [period] account [list] amount. */
static enum ut_status read_figure(const struct reading *r)
{
  const struct ut_text *f = r->line->fields;
  size_t at = 0;
  UT_TRY(read_year(r, f[at++], &r->record->year));
  if (r->label->period)
    UT_TRY(sie_month(f[at++], &r->record->period, r->err));
  struct ut_text account = f[at++];
  if (r->label->list)
    UT_TRY(check_list(r, at));
  bool objects = r->label->list && r->line->list_size > 0;
  if (objects && r->label->period && r->s->type < 3)
    return UT_OK;
  UT_TRY(read_account(r, account));
  if (objects)
    UT_TRY(read_objects(r));
  UT_TRY(sie_amount(f[at + (objects ? r->line->list_size : 0)], &r->record->amount, r->err));
  keep_figure(r);
  give(r, objects ? r->label->object_kind : r->label->kind);
  return UT_OK;
}

static void show_voucher(const struct ut_sie *s, struct ut_sie_record *record)
{
  const struct voucher *v = &s->voucher;
  const char *p = v->texts.ptr;
  record->voucher_line = v->line;
  if (v->texts.len == 0)
    return;
  record->series = (struct ut_text){p, v->series_len};
  record->number = (struct ut_text){p + v->series_len, v->number_len};
  record->voucher_text = ut_text_between(p + v->series_len + v->number_len, p + v->texts.len);
}

static void note_date(const struct reading *r, ut_date date)
{
  char shown[11];
  struct ut_error what;
  bool years = r->s->year_first <= r->s->year_last; /* where there is none, nothing is known against it */
  if (!years || ut_sie_year_of(r->s, date).first != UT_DATE_NONE)
    return;
  ut_error_set(&what, UT_OK, "dated %s, outside every #RAR", ut_date_format(date, shown));
  doubt(r->s, DATES, r->s->line, r->label->name, &what);
}

static enum ut_status read_voucher(const struct reading *r)
{
  const struct ut_text *f = r->line->fields;
  struct voucher *v = &r->s->voucher;
  UT_TRY(sie_date(f[2], &v->date, r->err));
  v->texts.len = 0;
  ut_buf_add_text(&v->texts, f[0]);
  ut_buf_add_text(&v->texts, f[1]);
  if (ut_buf_add_text(&v->texts, r->line->count > 3 ? f[3] : (struct ut_text){0}))
    return ut_error_nomem(r->err);
  v->series_len = f[0].len;
  v->number_len = f[1].len;
  v->line = r->s->line;
  v->sum = 0;
  v->partial = false;
  r->s->place = BEFORE_BRACE;
  r->s->added_count = 0;
  note_date(r, v->date);
  show_voucher(r->s, r->record);
  r->record->text = r->record->voucher_text;
  r->record->date = v->date;
  give(r, UT_SIE_VOUCHER);
  return UT_OK;
}

static enum ut_status read_row(const struct reading *r)
{
  const struct ut_text *f = r->line->fields;
  size_t size = r->line->list_size, count = r->line->count;
  struct voucher *v = &r->s->voucher;
  UT_TRY(check_list(r, 1));
  UT_TRY(read_objects(r));
  UT_TRY(sie_amount(f[1 + size], &r->record->amount, r->err));
  r->record->date = v->date;
  if (count > 2 + size && f[2 + size].len > 0)
    UT_TRY(sie_date(f[2 + size], &r->record->date, r->err));
  UT_TRY(read_account(r, f[0]));
  if (__builtin_add_overflow(v->sum, r->record->amount, &v->sum))
    return ut_error_set(r->err, UT_BAD_ROW, "the voucher's sum is more than can be held");
  if (count > 3 + size)
    r->record->text = f[3 + size];
  show_voucher(r->s, r->record);
  give(r, UT_SIE_TRANSACTION);
  return UT_OK;
}

/* Of the fields and where the object list is among them; what is empty at the end counts for nothing. */
static uint64_t hash_line(const struct sie_line *line)
{
  uint64_t hash = ut_hash_word(line->list, line->list_size);
  size_t count = line->count;
  while (count > 0 && line->fields[count - 1].len == 0)
    count--;
  for (size_t i = 0; i < count; i++)
    hash = ut_hash_text(hash, line->fields[i]);
  return hash;
}

/* #RTRANS: a row that was added to the voucher. It is there once more as #TRANS, for programs that do not know it. */
static enum ut_status read_added(const struct reading *r)
{
  struct ut_sie *s = r->s;
  struct added new = {.hash = hash_line(r->line), .line = s->line};
  struct sie_entry *e;
  UT_TRY(check_list(r, 1));
  UT_TRY(sie_amount(r->line->fields[1 + r->line->list_size], &new.amount, r->err));
  struct added *grown = ut_grow(s->added, s->added_count, &s->added_room, sizeof *grown);
  if (!grown)
    return ut_error_nomem(r->err);
  s->added = grown;
  if (sie_names_find(&s->accounts, 0, r->line->fields[0], &e))
    return ut_error_nomem(r->err);
  new.account = &e->name;
  s->added[s->added_count++] = new;
  return UT_OK;
}

/* Holds a #TRANS against the #RTRANS that it repeats, if it does. */
static void match_added(const struct reading *r)
{
  struct ut_sie *s = r->s;
  struct ut_error what;
  size_t i = 0;
  while (i < s->added_count && (s->added[i].account != r->record->account || s->added[i].amount != r->record->amount))
    i++;
  if (i == s->added_count)
    return;
  if (s->added[i].hash != hash_line(r->line)) {
    ut_error_set(&what, UT_OK, "it is not as its #TRANS in line %zu, which alone counts", s->line);
    doubt(s, ADDED, s->added[i].line, "#RTRANS", &what);
  }
  s->added_count--;
  memmove(&s->added[i], &s->added[i + 1], (s->added_count - i) * sizeof *s->added);
}

/* Those whose #TRANS has not come. */
static void leave_added(struct ut_sie *s)
{
  struct ut_error what;
  for (size_t i = 0; i < s->added_count; i++) {
    ut_error_set(&what, UT_OK, "no #TRANS of the voucher has its account and amount, so it is not counted");
    doubt(s, ADDED, s->added[i].line, "#RTRANS", &what);
  }
  s->added_count = 0;
}

/* Of the file's own year? */
static bool is_of_year(const struct ut_sie *s, ut_date date)
{
  const struct ut_period *year = &s->years[MOST_YEARS];
  return year->first == UT_DATE_NONE || (date >= year->first && date <= year->last);
}

static enum ut_status read_transaction(const struct reading *r)
{
  struct ut_sie *s = r->s;
  if (s->place != IN_VOUCHER)
    return ut_error_set(r->err, UT_BAD_ROW, "a transaction outside a voucher");
  if (ut_text_is(r->line->label, "#RTRANS"))
    return read_added(r);
  enum ut_status status = read_row(r);
  s->voucher.partial |= status == UT_BAD_ROW;
  if (status != UT_OK)
    return status;
  struct sie_year *year = &sie_entry_of(r->record->account)->year;
  if (is_of_year(s, s->voucher.date) && __builtin_add_overflow(year->moved, r->record->amount, &year->moved))
    year->moved = INT64_MAX; /* it is only held against what the file says */
  if (s->added_count > 0)
    match_added(r);
  return UT_OK;
}

/* Without a value it opens, with one it closes. Programs that take the 32 bits as signed write it negative. */
static enum ut_status read_checksum(const struct reading *r)
{
  struct ut_sie *s = r->s;
  int64_t value;
  if (s->checksum_line == 0 && r->line->count == 0) {
    s->checksum_line = s->line;
    s->scan.summing = true;
    s->scan.crc = UINT32_MAX;
    return UT_OK;
  }
  if (s->checksum_line == 0)
    return ut_error_set(r->err, UT_BAD_ROW, "a closing #KSUMMA without an opening one");
  if (r->line->count == 0)
    return ut_error_set(r->err, UT_BAD_ROW, "a second opening #KSUMMA");
  s->checksum_line = 0;
  s->scan.summing = false;
  if (!ut_text_integer(r->line->fields[0], &value) || value < INT32_MIN || value > UINT32_MAX)
    return sie_field_is_not(r->line->fields[0], "a checksum (expected a number of 32 bits)", r->err);
  if ((uint32_t)value != ~s->scan.crc)
    return ut_error_set(r->err, UT_BAD_ROW, "the checksum is %u, that of the lines before is %u", (uint32_t)value,
                        ~s->scan.crc);
  return UT_OK;
}

/* The most frequent first. */
static const struct label labels[] = {
    {.name = "#TRANS",
     .read = read_transaction,
     .kind = UT_SIE_TRANSACTION,
     .least = 2,
     .list = true,
     .in_voucher = true},
    {.name = "#VER", .read = read_voucher, .kind = UT_SIE_VOUCHER, .least = 3},
    {.name = "#RTRANS",
     .read = read_transaction,
     .kind = UT_SIE_TRANSACTION,
     .least = 2,
     .list = true,
     .in_voucher = true},
    {.name = "#BTRANS", .in_voucher = true},
    {"#PSALDO", read_figure, 4, UT_SIE_PERIOD, UT_SIE_OBJECT_PERIOD, .period = true, .list = true},
    {"#PBUDGET", read_figure, 4, UT_SIE_BUDGET, UT_SIE_OBJECT_BUDGET, .period = true, .list = true},
    {"#OIB", read_figure, 3, UT_SIE_OBJECT_OPENING, UT_SIE_OBJECT_OPENING, .list = true},
    {"#OUB", read_figure, 3, UT_SIE_OBJECT_CLOSING, UT_SIE_OBJECT_CLOSING, .list = true},
    {.name = "#IB", .read = read_figure, .least = 3, .kind = UT_SIE_OPENING},
    {.name = "#UB", .read = read_figure, .least = 3, .kind = UT_SIE_CLOSING},
    {.name = "#RES", .read = read_figure, .least = 3, .kind = UT_SIE_RESULT},
    {.name = "#KONTO", .read = read_account_fact, .kind = UT_SIE_ACCOUNT, .least = 2, .bare = 1},
    {.name = "#SRU", .read = read_account_fact, .kind = UT_SIE_ACCOUNT, .least = 2},
    {.name = "#KTYP", .read = read_account_fact, .kind = UT_SIE_ACCOUNT, .least = 2},
    {.name = "#OBJEKT", .read = read_object, .kind = UT_SIE_OBJECT, .least = 3, .bare = 2},
    {.name = "#DIM", .read = read_dimension, .kind = UT_SIE_DIMENSION, .least = 2},
    {.name = "#UNDERDIM", .read = read_dimension, .kind = UT_SIE_DIMENSION, .least = 3},
    {.name = "#RAR", .read = read_financial_year, .kind = UT_SIE_YEAR, .least = 3},
    {.name = "#KSUMMA", .read = read_checksum, .kind = UT_SIE_TRANSACTION},
    {.name = "#SIETYP", .read = read_type, .kind = UT_SIE_TRANSACTION, .least = 1},
    {.name = "#FLAGGA", .read = read_fact},
    {.name = "#FORMAT", .read = read_fact},
    {.name = "#PROGRAM", .read = read_fact},
    {.name = "#GEN", .read = read_fact},
    {.name = "#FNAMN", .read = read_fact},
    {.name = "#ORGNR", .read = read_fact},
    {.name = "#FNR", .read = read_fact},
    {.name = "#FTYP", .read = read_fact},
    {.name = "#ADRESS", .read = read_fact},
    {.name = "#BKOD", .read = read_fact},
    {.name = "#KPTYP", .read = read_fact},
    {.name = "#OMFATTN", .read = read_fact},
    {.name = "#PROSA", .read = read_fact},
    {.name = "#TAXAR", .read = read_fact},
    {.name = "#VALUTA", .read = read_fact},
};

static const struct label *find_label(struct ut_text name)
{
  for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
    if (ut_text_is(name, labels[i].name))
      return &labels[i];
  return NULL;
}

static enum ut_status close_voucher(struct ut_sie *s, struct ut_error *err)
{
  char series[UT_QUOTED], number[UT_QUOTED], sum[UT_MONEY_SIZE];
  struct ut_sie_record v = {0};
  s->place = OUTSIDE;
  leave_added(s);
  if (s->voucher.partial || s->voucher.sum == 0)
    return UT_OK;
  show_voucher(s, &v);
  ut_error_set(err, UT_BAD_INPUT, "the transactions of voucher %s %s sum to %s (expected 0)",
               ut_quote(series, v.series.ptr, v.series.len), ut_quote(number, v.number.ptr, v.number.len),
               ut_money_format(s->voucher.sum, sum));
  return complain(s, err, s->voucher.line, "#VER");
}

/* The voucher has not come to its end where it should have. */
static enum ut_status cut_voucher(struct ut_sie *s, struct ut_error *err)
{
  const char *text = s->place == IN_VOUCHER ? "the voucher is cut off (no } after its transactions)"
                                            : "the voucher has no transactions (no { on the line after it)";
  s->place = OUTSIDE;
  leave_added(s);
  ut_error_set(err, UT_BAD_INPUT, "%s", text);
  return complain(s, err, s->voucher.line, "#VER");
}

static enum ut_status open_brace(struct ut_sie *s, struct ut_error *err)
{
  if (s->skipped == 0 && s->place == BEFORE_BRACE) {
    s->place = IN_VOUCHER;
    return UT_OK;
  }
  s->skipped++;
  if (s->skipped == 1)
    s->skipped_line = s->line;
  if (s->skipped > 1 || s->passed)
    return UT_OK;
  return ut_error_set(err, UT_BAD_ROW, "a { that follows no #VER");
}

static enum ut_status close_brace(struct ut_sie *s, struct ut_error *err)
{
  if (s->skipped > 0) {
    s->skipped--;
    return UT_OK;
  }
  if (s->place == IN_VOUCHER)
    return close_voucher(s, err);
  return ut_error_set(err, UT_BAD_ROW, "a } without its {");
}

static enum ut_status read_label(const struct reading *r)
{
  if (r->s->skipped > 0)
    return UT_OK;
  r->s->passed = !r->label;
  if (!r->label)
    return UT_OK;
  if (r->s->place == IN_VOUCHER && !r->label->in_voucher)
    UT_TRY(cut_voucher(r->s, r->err));
  if (r->line->has_list && !r->label->list && r->line->list < r->label->least)
    return ut_error_set(r->err, UT_BAD_ROW, "an object list as field %zu (expected none)", r->line->list + 1);
  if (r->line->count >= r->label->least)
    return r->label->read ? r->label->read(r) : UT_OK;
  r->s->voucher.partial |= ut_text_is(r->line->label, "#TRANS");
  ut_error_set(r->err, UT_BAD_ROW, "%zu fields (expected at least %zu)", r->line->count, r->label->least);
  if (!r->s->options.unused || r->label->bare == 0 || r->line->count < r->label->bare)
    return UT_BAD_ROW;
  doubt(r->s, UNREAD, r->s->line, r->label->name, r->err);
  return r->label->read(r);
}

static enum ut_status read_line(const struct reading *r)
{
  struct ut_text label = r->line->label;
  if (r->s->place == BEFORE_BRACE && !ut_text_is(label, "{"))
    UT_TRY(cut_voucher(r->s, r->err));
  if (label.ptr[0] == '#')
    return read_label(r);
  return label.ptr[0] == '{' ? open_brace(r->s, r->err) : close_brace(r->s, r->err);
}

static struct ut_text strip_mark(struct ut_sie *s, struct ut_text line)
{
  if (line.len < 3 || memcmp(line.ptr, "\uFEFF", 3) != 0)
    return line;
  s->scan.encoding = SIE_UTF8;
  return (struct ut_text){line.ptr + 3, line.len - 3};
}

/* Windows-1252 is no encoding of SIE, and is told as soon as it is known. */
static void tell_encoding(struct ut_sie *s, const char *label)
{
  struct ut_error what;
  if (s->encoding_told || s->scan.encoding != SIE_WINDOWS_1252)
    return;
  s->encoding_told = true;
  ut_error_set(&what, UT_OK, "the file is neither CP437 nor UTF-8; it is read as Windows-1252");
  ut_error_at(&what, NULL, s->line, 0, label);
  if (s->options.report)
    s->options.report(s->options.context, UT_SIE_NOTE, UT_NOTE_TECKENKODNING_GISSAD, 1, &what);
}

/* What cannot be read is passed over with its sub-records, when that is allowed. */
static enum ut_status take_line(struct ut_sie *s, struct ut_text text, struct ut_sie_record *record,
                                struct ut_error *err)
{
  struct sie_line line;
  struct reading r = {s, NULL, &line, record, err};
  enum ut_status status = sie_scan_line(&s->scan, s->line == 1 ? strip_mark(s, text) : text, &line, err);
  bool labelled = line.label.len > 1;
  r.label = labelled ? find_label(line.label) : NULL;
  if (status == UT_BAD_ROW)
    s->voucher.partial |= !labelled || ut_text_is(line.label, "#TRANS");
  else if (status == UT_OK && line.label.len > 0)
    status = read_line(&r);
  tell_encoding(s, r.label ? r.label->name : NULL);
  if (status != UT_BAD_ROW)
    return status;
  s->passed = true;
  if (!labelled || !is_unused(s, r.label))
    return complain(s, err, s->line, r.label ? r.label->name : NULL);
  doubt(s, UNREAD, s->line, r.label ? r.label->name : NULL, err);
  return UT_OK;
}

/* Does an account hold something else than its opening balance and transactions, or than its transactions? */
static bool differs(const struct sie_entry *e, bool results, const char **label, ut_money *said, ut_money *sum)
{
  const struct sie_year *year = &e->year;
  bool closing = year->closing_line > 0, result = results && ut_sie_is_result(&e->name);
  *label = closing ? "#UB" : "#RES";
  *said = closing ? year->closing : year->result;
  *sum = year->moved;
  if (closing && __builtin_add_overflow(*sum, year->opening, sum))
    return true;
  return (closing || result || year->result_line > 0) && *said != *sum;
}

/* `results` is the line of a #RES; 0: the file has none. */
static void note_sum(struct ut_sie *s, const struct sie_entry *e, size_t results)
{
  char quoted[UT_QUOTED], is[UT_MONEY_SIZE], be[UT_MONEY_SIZE];
  const struct ut_text number = e->name.number;
  const char *label;
  ut_money said, sum;
  struct ut_error what;
  if (!differs(e, results > 0, &label, &said, &sum))
    return;
  size_t line = e->year.closing_line ? e->year.closing_line : e->year.result_line ? e->year.result_line : results;
  ut_error_set(&what, UT_OK, "the account %s is at %s by its vouchers, and at %s by %s",
               ut_quote(quoted, number.ptr, number.len), ut_money_format(sum, is), ut_money_format(said, be), label);
  doubt(s, SUMS, line, NULL, &what);
}

/* Holds the vouchers of the year against the balances of a file that has both. A result of 0 may be left out. */
static void note_sums(struct ut_sie *s)
{
  size_t results = 0;
  const struct sie_names *n = &s->accounts;
  if (s->type != UT_SIE_WITH_VOUCHERS)
    return;
  for (size_t i = 0; i < n->firsts; i++)
    if (n->first[i] && n->first[i]->year.result_line > results)
      results = n->first[i]->year.result_line;
  for (size_t i = 0; i < n->firsts; i++)
    for (const struct sie_entry *e = n->first[i]; e; e = e->next)
      note_sum(s, e, results);
}

/* What must have been closed by now. */
static enum ut_status finish(struct ut_sie *s, struct ut_error *err)
{
  if (s->place != OUTSIDE)
    UT_TRY(cut_voucher(s, err));
  if (s->skipped > 0) {
    ut_error_set(err, UT_BAD_INPUT, "this { is never closed");
    UT_TRY(complain(s, err, s->skipped_line, NULL));
  }
  s->skipped = 0;
  if (s->checksum_line > 0) {
    ut_error_set(err, UT_BAD_INPUT, "this #KSUMMA is never closed, so the file may have been cut off");
    UT_TRY(complain(s, err, s->checksum_line, "#KSUMMA"));
  }
  s->checksum_line = 0;
  s->scan.summing = false;
  if (!s->finished)
    note_sums(s);
  s->finished = true;
  tell_doubts(s);
  return UT_END;
}

bool ut_sie_is(const char *ptr, size_t len)
{
  static const char label[] = "#FLAGGA";
  size_t at = len >= 3 && memcmp(ptr, "\uFEFF", 3) == 0 ? 3 : 0;
  while (at < len && strchr(" \t\r\n", ptr[at]) && ptr[at] != '\0')
    at++;
  return len - at >= sizeof label - 1 && memcmp(ptr + at, label, sizeof label - 1) == 0;
}

enum ut_status ut_sie_new(struct ut_sie **out, const struct ut_sie_options *options)
{
  struct ut_sie *s = calloc(1, sizeof *s);
  *out = s;
  if (!s)
    return UT_NOMEM;
  if (options)
    s->options = *options;
  s->type = 1;
  s->year_first = 2 * MOST_YEARS;
  s->year_last = -1;
  for (size_t i = 0; i < sizeof s->years / sizeof *s->years; i++)
    s->years[i] = (struct ut_period){UT_DATE_NONE, UT_DATE_NONE};
  sie_scan_init(&s->scan);
  return UT_OK;
}

enum ut_status ut_sie_next(struct ut_sie *s, const char *ptr, size_t len, bool final, size_t *used,
                           struct ut_sie_record *record, struct ut_error *err)
{
  struct ut_error unasked;
  *used = 0;
  while (*used < len) {
    const char *from = ptr + *used, *end = ptr + len;
    const char *found = memchr(from + s->looked, '\n', len - *used - s->looked);
    s->looked = found || final ? 0 : len - *used;
    if (!found && !final)
      return UT_MORE;
    struct ut_text line = ut_text_between(from, found ? found : end);
    *used += line.len + (found ? 1 : 0);
    s->line++;
    *record = (struct ut_sie_record){0};
    enum ut_status status = take_line(s, line, record, err ? err : &unasked);
    if (status || record->line > 0)
      return status;
  }
  return final ? finish(s, err ? err : &unasked) : UT_MORE;
}

int ut_sie_type(const struct ut_sie *s)
{
  return s->type;
}

bool ut_sie_is_result(const struct ut_sie_name *account)
{
  if (account->type)
    return account->type == 'K' || account->type == 'I';
  return account->number.ptr[0] >= '3' && account->number.ptr[0] <= '8';
}

bool ut_sie_is_transfer(const struct ut_sie_name *account)
{
  static const char rest[] = "rets resultat";
  struct ut_text n = account->number, name = account->name;
  if (n.len >= 3 && memcmp(n.ptr, "899", 3) == 0)
    return true;
  bool begins = name.len >= 2 + sizeof rest - 1 && (memcmp(name.ptr, "å", 2) == 0 || memcmp(name.ptr, "Å", 2) == 0);
  return begins && strncasecmp(name.ptr + 2, rest, sizeof rest - 1) == 0;
}

struct ut_period ut_sie_year_of(const struct ut_sie *s, ut_date date)
{
  for (int i = s->year_first; i <= s->year_last; i++)
    if (s->years[i].first != UT_DATE_NONE && date >= s->years[i].first && date <= s->years[i].last)
      return s->years[i];
  return (struct ut_period){UT_DATE_NONE, UT_DATE_NONE};
}

const struct ut_sie_name *ut_sie_object(const struct ut_sie_record *record, int dimension)
{
  for (size_t i = 0; i < record->object_count; i++)
    if (record->objects[i]->dimension == dimension)
      return record->objects[i];
  return NULL;
}

void ut_sie_free(struct ut_sie *s)
{
  if (!s)
    return;
  sie_scan_clear(&s->scan);
  sie_names_clear(&s->accounts);
  sie_names_clear(&s->objects);
  ut_buf_clear(&s->voucher.texts);
  free(s->added);
  free(s->found);
  free(s);
}

/* What the lines of a SIE file mean: a table of labels, one reader for each kind of them. */
#include <stdlib.h>
#include <strings.h>

#include "sie/siefield.h"
#include "sie/siestate.h"

enum { MOST_DIMENSION = 999999 };

void sie_give(const struct sie_reading *r, enum ut_sie_kind kind)
{
  r->record->kind = kind;
  r->record->label = r->line->label;
  r->record->fields = r->line->fields;
  r->record->count = r->line->count;
  r->record->line = r->s->line;
}

static enum ut_status read_year(const struct sie_reading *r, struct ut_text t, int *out)
{
  return sie_integer(t, -SIE_MOST_YEARS, SIE_MOST_YEARS, "a financial year (expected 0 for this one, -1 for the last)",
                     out, r->err);
}

static enum ut_status read_dimension_number(const struct sie_reading *r, struct ut_text t, int *out)
{
  return sie_integer(t, 1, MOST_DIMENSION, "a dimension (expected a number from 1)", out, r->err);
}

enum ut_status sie_account_read(const struct sie_reading *r, struct ut_text number)
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
  if (!none && !sie_is_unused(r->s, r->label))
    return sie_complain(r->s, r->err, r->s->line, r->label->name);
  sie_doubt_add(r->s, none ? SIE_UNDECLARED : SIE_UNREAD, r->s->line, r->label->name, r->err);
  return UT_OK;
}

static enum ut_status find_object(const struct sie_reading *r, struct ut_text dimension, struct ut_text number,
                                  struct sie_entry **out)
{
  int value = 0;
  UT_TRY(read_dimension_number(r, dimension, &value));
  return sie_names_find(&r->s->objects, value, number, out) ? ut_error_nomem(r->err) : UT_OK;
}

/* Gives the record room for so many objects. */
static enum ut_status make_room(const struct sie_reading *r, size_t count)
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

/* Brings the objects in the order of their dimensions, whatever order they stand in. */
static enum ut_status sort_objects(const struct sie_reading *r)
{
  const struct ut_sie_name **found = r->s->found;
  for (size_t i = 1; i < r->record->object_count; i++) {
    const struct ut_sie_name *object = found[i];
    size_t at = i;
    for (; at > 0 && found[at - 1]->dimension > object->dimension; at--)
      found[at] = found[at - 1];
    found[at] = object;
    if (at > 0 && found[at - 1]->dimension == object->dimension)
      return ut_error_set(r->err, UT_BAD_ROW, "two objects of dimension %d (expected one at most)", object->dimension);
  }
  return UT_OK;
}

enum ut_status sie_objects_read(const struct sie_reading *r)
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
  return sort_objects(r);
}

enum ut_status sie_list_check(const struct sie_reading *r, size_t at)
{
  if (!r->line->has_list || r->line->list != at)
    return ut_error_set(r->err, UT_BAD_ROW, "no object list as field %zu (expected {} or {dimension object})", at + 1);
  if (r->line->count - r->line->list_size < r->label->least)
    return ut_error_set(r->err, UT_BAD_ROW, "no amount after the object list");
  return UT_OK;
}

static enum ut_status read_fact(const struct sie_reading *r)
{
  sie_give(r, UT_SIE_FACT);
  return UT_OK;
}

/* Files that were joined count what both hold twice, and the later one's years and objects are not the first one's. */
static enum ut_status read_flag(const struct sie_reading *r)
{
  if (r->s->flag_line > 0) {
    ut_error_set(r->err, UT_BAD_ROW,
                 "another export begins here, after that of line %zu: save each as a file of its own", r->s->flag_line);
    return sie_complain(r->s, r->err, r->s->line, r->label->name);
  }
  r->s->flag_line = r->s->line;
  return read_fact(r);
}

static enum ut_status read_type(const struct sie_reading *r)
{
  UT_TRY(sie_integer(r->line->fields[0], 1, 4, "a type (expected 1, 2, 3 or 4)", &r->s->type, r->err));
  return read_fact(r);
}

static enum ut_status read_financial_year(const struct sie_reading *r)
{
  const struct ut_text *f = r->line->fields;
  struct ut_sie_record *record = r->record;
  UT_TRY(read_year(r, f[0], &record->year));
  UT_TRY(sie_date(f[1], &record->period.first, r->err));
  UT_TRY(sie_date(f[2], &record->period.last, r->err));
  if (record->period.last < record->period.first)
    return ut_error_set(r->err, UT_BAD_ROW, "the financial year ends before it begins");
  int at = record->year + SIE_MOST_YEARS;
  r->s->years[at] = record->period;
  r->s->year_first = at < r->s->year_first ? at : r->s->year_first;
  r->s->year_last = at > r->s->year_last ? at : r->s->year_last;
  sie_give(r, UT_SIE_YEAR);
  return UT_OK;
}

/* #KONTO, #SRU and #KTYP: a number and what is said of it. */
static enum ut_status read_account_fact(const struct sie_reading *r)
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
  sie_give(r, UT_SIE_ACCOUNT);
  return UT_OK;
}

static enum ut_status read_dimension(const struct sie_reading *r)
{
  const struct ut_text *f = r->line->fields;
  UT_TRY(read_dimension_number(r, f[0], &r->record->dimension));
  if (r->label->least > 2)
    UT_TRY(read_dimension_number(r, f[2], &r->record->parent));
  r->record->text = f[1];
  sie_give(r, UT_SIE_DIMENSION);
  return UT_OK;
}

/* An object that the file names twice keeps the first name, as its money before that has it. */
static void see_name(const struct sie_reading *r, const struct ut_sie_name *object, struct ut_text name)
{
  char number[UT_QUOTED], kept[UT_QUOTED];
  struct ut_error what = {0};
  if (object->name.len == 0 || name.len == 0 || ut_text_equal(object->name, name))
    return;
  ut_error_set(&what, UT_OK, "the object %s has another name here, and keeps the first, %s",
               ut_quote(number, object->number.ptr, object->number.len),
               ut_quote(kept, object->name.ptr, object->name.len));
  sie_doubt_add(r->s, SIE_RENAMED, r->s->line, r->label->name, &what);
}

static enum ut_status read_object(const struct sie_reading *r)
{
  const struct ut_text *f = r->line->fields;
  struct sie_entry *e;
  UT_TRY(find_object(r, f[0], f[1], &e));
  UT_TRY(make_room(r, 1));
  if (r->line->count > 2)
    see_name(r, &e->name, f[2]);
  if (r->line->count > 2 && sie_text_set(&e->name.name, f[2]))
    return ut_error_nomem(r->err);
  e->name.declared = true;
  r->s->found[0] = &e->name;
  sie_give(r, UT_SIE_OBJECT);
  return UT_OK;
}

/* Keeps what the file says of an account in its own year, to hold its transactions, or its months, against. */
static void keep_figure(const struct sie_reading *r)
{
  struct sie_year *year = &sie_entry_of(r->record->account)->year;
  ut_money amount = r->record->amount;
  if (r->record->year != 0)
    return;
  if (r->label->kind == UT_SIE_OPENING)
    year->opening = amount;
  if (r->label->kind == UT_SIE_CLOSING) {
    year->closing = amount;
    year->closing_line = r->s->line;
  }
  if (r->label->kind == UT_SIE_RESULT) {
    year->result = amount;
    year->result_line = r->s->line;
  }
  if (r->label->kind == UT_SIE_PERIOD && r->record->object_count == 0 && r->s->type == 3) {
    year->by_month = true;
    if (__builtin_add_overflow(year->moved, amount, &year->moved))
      year->moved = INT64_MAX; /* it is only held against what the file says */
  }
}

/* A period of an account, of these objects or of all, is said once: twice it would be counted twice. */
static enum ut_status refuse_repeated(const struct sie_reading *r, enum ut_sie_kind kind)
{
  const struct ut_sie_record *record = r->record;
  if (!r->label->period)
    return UT_OK;
  const size_t said[] = {kind, (size_t)record->period.first, record->account->index};
  struct ut_buf key = {0};
  uint32_t number, before = (uint32_t)ut_distinct_count(&r->s->figures);
  ut_buf_add(&key, (const char *)said, sizeof said);
  for (size_t i = 0; kind == r->label->object_kind && i < record->object_count; i++)
    ut_buf_add(&key, (const char *)&record->objects[i]->index, sizeof record->objects[i]->index);
  bool failed = key.failed || ut_distinct_add(&r->s->figures, ut_buf_text(&key), &number);
  ut_buf_clear(&key);
  if (failed)
    return ut_error_nomem(r->err);
  return number == before ? UT_OK
                          : ut_error_set(r->err, UT_BAD_ROW, "the month of that account and object stands twice");
}

/* What follows the period. */
static enum ut_status take_figure(const struct sie_reading *r, struct ut_text account, struct ut_text amount,
                                  bool objects)
{
  enum ut_sie_kind kind = objects ? r->label->object_kind : r->label->kind;
  UT_TRY(sie_account_read(r, account));
  if (objects)
    UT_TRY(sie_objects_read(r));
  UT_TRY(sie_amount(amount, &r->record->amount, r->err));
  UT_TRY(refuse_repeated(r, kind));
  if (objects && r->label->period)
    UT_TRY(sie_objects_keep(r));
  keep_figure(r);
  sie_give(r, kind);
  return UT_OK;
}

/* Balances and periods: year [period] account [list] amount. */
static enum ut_status read_figure(const struct sie_reading *r)
{
  const struct ut_text *f = r->line->fields;
  size_t at = 0;
  UT_TRY(read_year(r, f[at++], &r->record->year));
  if (r->label->period)
    UT_TRY(sie_month(f[at++], &r->record->period, r->err));
  struct ut_text account = f[at++];
  if (r->label->list)
    UT_TRY(sie_list_check(r, at));
  bool objects = r->label->list && r->line->list_size > 0;
  if (objects && r->label->period && r->s->type < 3)
    return UT_OK;
  return take_figure(r, account, f[at + (objects ? r->line->list_size : 0)], objects);
}

/* Without a value it opens, with one it closes. Programs that take the 32 bits as signed write it negative. */
static enum ut_status read_checksum(const struct sie_reading *r)
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
static const struct sie_label labels[] = {
    {.name = "#TRANS",
     .read = sie_transaction_read,
     .kind = UT_SIE_TRANSACTION,
     .least = 2,
     .list = true,
     .in_voucher = true},
    {.name = "#VER", .read = sie_voucher_read, .kind = UT_SIE_VOUCHER, .least = 3},
    {.name = "#RTRANS",
     .read = sie_transaction_read,
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
    {.name = "#FLAGGA", .read = read_flag},
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

const struct sie_label *sie_label_find(struct ut_text name)
{
  const size_t count = sizeof labels / sizeof *labels;
  for (size_t i = 0; i < count; i++)
    if (ut_text_is(name, labels[i].name))
      return &labels[i];
  for (size_t i = 0; i < count; i++) /* some programs write small letters */
    if (name.len == strlen(labels[i].name) && strncasecmp(name.ptr, labels[i].name, name.len) == 0)
      return &labels[i];
  return NULL;
}

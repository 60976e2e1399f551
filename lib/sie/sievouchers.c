/* Vouchers of a SIE file and their transactions. */
#include "base/grow.h"
#include "base/hash.h"
#include "sie/siefield.h"
#include "sie/siestate.h"

static void show_voucher(const struct ut_sie *s, struct ut_sie_record *record)
{
  const struct sie_voucher *v = &s->voucher;
  const char *p = v->texts.ptr;
  record->voucher_line = v->line;
  if (v->texts.len == 0)
    return;
  record->series = (struct ut_text){p, v->series_len};
  record->number = (struct ut_text){p + v->series_len, v->number_len};
  record->voucher_text = ut_text_between(p + v->series_len + v->number_len, p + v->texts.len);
}

static void note_date(const struct sie_reading *r, ut_date date)
{
  char shown[11];
  struct ut_error what;
  bool years = r->s->year_first <= r->s->year_last; /* where there is none, nothing is known against it */
  if (!years || ut_sie_year_of(r->s, date).first != UT_DATE_NONE)
    return;
  ut_error_set(&what, UT_OK, "dated %s, outside every #RAR", ut_date_format(date, shown));
  sie_doubt_add(r->s, SIE_DATES, r->s->line, r->label->name, &what);
}

enum ut_status sie_voucher_read(const struct sie_reading *r)
{
  const struct ut_text *f = r->line->fields;
  struct sie_voucher *v = &r->s->voucher;
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
  r->s->place = SIE_BEFORE_BRACE;
  r->s->added_count = 0;
  note_date(r, v->date);
  show_voucher(r->s, r->record);
  r->record->text = r->record->voucher_text;
  r->record->date = v->date;
  sie_give(r, UT_SIE_VOUCHER);
  return UT_OK;
}

static enum ut_status read_row(const struct sie_reading *r)
{
  const struct ut_text *f = r->line->fields;
  size_t size = r->line->list_size, count = r->line->count;
  struct sie_voucher *v = &r->s->voucher;
  UT_TRY(sie_list_check(r, 1));
  UT_TRY(sie_objects_read(r));
  UT_TRY(sie_amount(f[1 + size], &r->record->amount, r->err));
  r->record->date = v->date;
  if (count > 2 + size && f[2 + size].len > 0)
    UT_TRY(sie_date(f[2 + size], &r->record->date, r->err));
  UT_TRY(sie_account_read(r, f[0]));
  if (__builtin_add_overflow(v->sum, r->record->amount, &v->sum))
    return ut_error_set(r->err, UT_BAD_ROW, "the voucher's sum is more than can be held");
  if (count > 3 + size)
    r->record->text = f[3 + size];
  show_voucher(r->s, r->record);
  sie_give(r, UT_SIE_TRANSACTION);
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
static enum ut_status read_added(const struct sie_reading *r)
{
  struct ut_sie *s = r->s;
  struct sie_added new = {.hash = hash_line(r->line), .line = s->line};
  struct sie_entry *e;
  UT_TRY(sie_list_check(r, 1));
  UT_TRY(sie_amount(r->line->fields[1 + r->line->list_size], &new.amount, r->err));
  struct sie_added *grown = ut_grow(s->added, s->added_count, &s->added_room, sizeof *grown);
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
static void match_added(const struct sie_reading *r)
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
    sie_doubt_add(s, SIE_ADDED, s->added[i].line, "#RTRANS", &what);
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
    sie_doubt_add(s, SIE_ADDED, s->added[i].line, "#RTRANS", &what);
  }
  s->added_count = 0;
}

/* Of the file's own year? */
static bool is_of_year(const struct ut_sie *s, ut_date date)
{
  const struct ut_period *year = &s->years[SIE_MOST_YEARS];
  return year->first == UT_DATE_NONE || (date >= year->first && date <= year->last);
}

enum ut_status sie_transaction_read(const struct sie_reading *r)
{
  struct ut_sie *s = r->s;
  if (s->place != SIE_IN_VOUCHER)
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

enum ut_status sie_voucher_close(struct ut_sie *s, struct ut_error *err)
{
  char series[UT_QUOTED], number[UT_QUOTED], sum[UT_MONEY_SIZE];
  struct ut_sie_record v = {0};
  s->place = SIE_OUTSIDE;
  leave_added(s);
  if (s->voucher.partial || s->voucher.sum == 0)
    return UT_OK;
  show_voucher(s, &v);
  ut_error_set(err, UT_BAD_INPUT, "the transactions of voucher %s %s sum to %s (expected 0)",
               ut_quote(series, v.series.ptr, v.series.len), ut_quote(number, v.number.ptr, v.number.len),
               ut_money_format(s->voucher.sum, sum));
  return sie_complain(s, err, s->voucher.line, "#VER");
}

enum ut_status sie_voucher_cut(struct ut_sie *s, struct ut_error *err)
{
  const char *text = s->place == SIE_IN_VOUCHER ? "the voucher is cut off (no } after its transactions)"
                                                : "the voucher has no transactions (no { on the line after it)";
  s->place = SIE_OUTSIDE;
  leave_added(s);
  ut_error_set(err, UT_BAD_INPUT, "%s", text);
  return sie_complain(s, err, s->voucher.line, "#VER");
}

/* Files of one ledger, and vouchers of SIE that two of them hold. */
#include <stdlib.h>

#include "base/grow.h"
#include "base/hash.h"
#include "budget/overlap_state.h"

enum ut_status ut_overlap_new(struct ut_overlap **out)
{
  *out = calloc(1, sizeof **out);
  return *out ? UT_OK : UT_NOMEM;
}

enum ut_status ut_overlap_begin(struct ut_overlap *o, const char *source, struct ut_error *err)
{
  struct ut_overlap_file *new = ut_grow_add(&o->files, &o->file_count, sizeof *new);
  if (!new || !(new->source = strdup(source)))
    return ut_error_nomem(err);
  new->year = (struct ut_period){UT_DATE_NONE, UT_DATE_NONE};
  o->sie = (struct ut_doubled){0};
  return UT_OK;
}

static enum ut_status settle_company(struct ut_overlap *o, struct ut_error *err)
{
  struct ut_overlap_file *f = ut_overlap_file(o);
  if (f->settled)
    return UT_OK;
  f->settled = true;
  return ut_companies_settle(&o->companies, &f->company, &f->unknown, err);
}

/* ---- vouchers and months ---- */

/* Do numbers tell the companies of two files apart? */
static bool are_apart(const struct ut_overlap *o, size_t file, size_t other)
{
  const char *a = o->companies.items[o->files[file].company].number;
  const char *b = o->companies.items[o->files[other].company].number;
  return a && b && strcmp(a, b) != 0;
}

/* A voucher that another file has by a series in another case, or of a company that no number tells apart: the two may
 * be one, or two. */
static enum ut_status note_cased(struct ut_overlap *o, struct ut_error *err)
{
  struct ut_seen_times *times;
  size_t at;
  bool known;
  if (o->folded.len == 0)
    return UT_OK;
  o->seen.key.len = 0;
  ut_buf_add_text(&o->seen.key, ut_buf_text(&o->folded));
  ut_seen_add_number(&o->seen, o->now.sum);
  ut_seen_add_number(&o->seen, o->now.mix);
  UT_TRY(ut_overlap_look(o, o->now.line, &at, &known, &times, err));
  if (known && !are_apart(o, o->file_count - 1, o->seen.things[at].file))
    ut_overlap_count(o, &o->cased, o->now.line, &o->seen.things[at]);
  return UT_OK;
}

/* The voucher that was being read is at its end. */
static enum ut_status end_voucher(struct ut_overlap *o, struct ut_error *err)
{
  if (!o->pending)
    return UT_OK;
  struct ut_seen *before = &o->seen.things[o->earlier];
  o->pending = false;
  if (!o->known) {
    *before = o->now;
    return note_cased(o, err);
  }
  if (before->sum == o->now.sum && before->mix == o->now.mix) {
    ut_overlap_count(o, &o->sie, o->now.line, before);
    return UT_OK;
  }
  const char *name = ut_buf_string(&o->name);
  ut_error_set(err, UT_BAD_INPUT,
               "%s is in %s:%zu too, and is not the same there: leave the file out that was exported first",
               name ? name : "it", o->files[before->file].source, before->line);
  ut_error_at(err, ut_overlap_file(o)->source, o->now.line, 0, NULL);
  return UT_BAD_INPUT;
}

/* Begins a voucher whose key is in o->seen.key. */
static enum ut_status begin_voucher(struct ut_overlap *o, size_t line, struct ut_error *err)
{
  struct ut_seen_times *times;
  UT_TRY(ut_overlap_look(o, line, &o->earlier, &o->known, &times, err));
  o->pending = true;
  o->now = (struct ut_seen){.file = o->file_count - 1, .line = line};
  return UT_OK;
}

static void begin_key(struct ut_overlap *o, char kind, ut_date year)
{
  ut_seen_begin(&o->seen, kind);
  ut_seen_add_number(&o->seen, ut_overlap_file(o)->company);
  ut_seen_add_number(&o->seen, (size_t)year);
}

/* Where no #RAR says what year a day is in, it is that of the calendar. */
static ut_date year_of(const struct ut_sie *sie, ut_date date)
{
  ut_date first = ut_sie_year_of(sie, date).first;
  return first == UT_DATE_NONE ? ut_date_make(ut_date_split(date).year, 1, 1) : first;
}

static enum ut_status take_voucher(struct ut_overlap *o, const struct ut_sie *sie, const struct ut_sie_record *r,
                                   struct ut_error *err)
{
  char series[UT_QUOTED], number[UT_QUOTED];
  o->known = false;
  if (r->number.len == 0)
    return UT_OK;
  ut_seen_begin(&o->seen, 'W');
  ut_seen_add_number(&o->seen, (size_t)year_of(sie, r->date));
  ut_overlap_add_text(o, r->series, true);
  ut_overlap_add_number(o, r->number, true);
  o->folded.len = 0;
  if (o->seen.key.failed || ut_buf_add_text(&o->folded, ut_buf_text(&o->seen.key)))
    return ut_error_nomem(err);
  begin_key(o, 'V', year_of(sie, r->date));
  ut_seen_add_text(&o->seen, r->series);
  ut_overlap_add_number(o, r->number, false);
  o->name.len = 0;
  ut_buf_format(&o->name, "voucher %s %s", ut_quote(series, r->series.ptr, r->series.len),
                ut_quote(number, r->number.ptr, r->number.len));
  return begin_voucher(o, r->line, err);
}

static void widen(struct ut_period *p, ut_date date)
{
  p->first = p->first == UT_DATE_NONE || date < p->first ? date : p->first;
  p->last = p->last == UT_DATE_NONE || date > p->last ? date : p->last;
}

static void take_transaction(struct ut_overlap *o, int dimension, const struct ut_sie_record *r)
{
  const struct ut_sie_name *object = ut_sie_object(r, dimension);
  uint64_t hash = ut_hash_text(1, r->account->number);
  if (object)
    hash = ut_hash_text(hash, object->number);
  hash = ut_hash_word(ut_hash_word(hash, (uint64_t)r->amount), (uint64_t)r->date);
  o->now.sum += hash;
  o->now.mix += ut_hash_word(hash, 1);
}

/* A month of an object on an account is a voucher of its own. */
static enum ut_status take_month(struct ut_overlap *o, const struct ut_sie_record *r, struct ut_error *err)
{
  char account[UT_QUOTED];
  o->folded.len = 0;
  begin_key(o, 'P', r->period.first);
  ut_seen_add_text(&o->seen, r->account->number);
  for (size_t i = 0; i < r->object_count; i++) {
    ut_seen_add_number(&o->seen, (size_t)r->objects[i]->dimension);
    ut_seen_add_text(&o->seen, r->objects[i]->number);
  }
  o->name.len = 0;
  ut_buf_format(&o->name, "the month of account %s", ut_quote(account, r->account->number.ptr, r->account->number.len));
  UT_TRY(begin_voucher(o, r->line, err));
  o->now.sum = (uint64_t)r->amount;
  return UT_OK;
}

/* The year of the file: as it says, else as far as its vouchers and months go. */
static void learn_year(struct ut_overlap_file *f, const struct ut_sie_record *r, bool begins)
{
  if (r->kind == UT_SIE_YEAR && r->year == 0) {
    f->year = r->period;
    f->told = true;
  }
  if (begins && !f->told && r->year == 0)
    widen(&f->year, r->kind == UT_SIE_VOUCHER ? r->date : r->period.last);
}

enum ut_status ut_overlap_take(struct ut_overlap *o, const struct ut_sie *sie, int dimension,
                               const struct ut_sie_record *r, bool *known, struct ut_error *err)
{
  struct ut_overlap_file *f = ut_overlap_file(o);
  bool begins = r->kind == UT_SIE_VOUCHER || r->kind == UT_SIE_OBJECT_PERIOD;
  f->sie = true;
  *known = false;
  if (r->kind == UT_SIE_FACT)
    return ut_companies_hear(&o->companies, r, err);
  learn_year(f, r, begins);
  if (begins) {
    UT_TRY(end_voucher(o, err));
    UT_TRY(settle_company(o, err));
  }
  if (r->kind == UT_SIE_VOUCHER)
    return take_voucher(o, sie, r, err);
  if (r->kind == UT_SIE_TRANSACTION && o->pending)
    take_transaction(o, dimension, r);
  if (r->kind == UT_SIE_OBJECT_PERIOD && r->year == 0 && ut_sie_type(sie) != UT_SIE_WITH_VOUCHERS)
    UT_TRY(take_month(o, r, err));
  *known = o->known && (r->kind == UT_SIE_TRANSACTION || r->kind == UT_SIE_OBJECT_PERIOD);
  return UT_OK;
}

static void say_doubled(const struct ut_overlap *o, const struct ut_doubled *d, const char *one, const char *many,
                        struct ut_run *run)
{
  if (d->count == 0)
    return;
  const char *here = o->files[d->file].source;
  ut_run_note(run, UT_NOTE_DUBBELT_VERIFIKAT, d->count, here, d->line,
              "%zu %s in two files, the first %s:%zu and %s:%zu: counted once", d->count, d->count == 1 ? one : many,
              o->files[d->other_file].source, d->other_line, here, d->line);
}

static void say_each(const struct ut_overlap *o, const struct ut_doubled *d, const char *one, const char *many,
                     struct ut_run *run)
{
  if (d->count == 0)
    return;
  const char *here = o->files[d->file].source;
  ut_run_note(run, UT_NOTE_DUBBELT_VERIFIKAT, d->count, here, d->line,
              "%zu %s to one of another file, the first %s:%zu and %s:%zu: counted each time", d->count,
              d->count == 1 ? one : many, o->files[d->other_file].source, d->other_line, here, d->line);
}

/* Balances hold the same money as the vouchers of their year. */
static enum ut_status check_types(struct ut_overlap *o, struct ut_error *err)
{
  const struct ut_overlap_file *f = ut_overlap_file(o);
  for (size_t i = 0; i + 1 < o->file_count; i++) {
    const struct ut_overlap_file *e = &o->files[i];
    bool overlap = e->year.first <= f->year.last && f->year.first <= e->year.last;
    if (!e->sie || !overlap || e->company != f->company ||
        (e->type == UT_SIE_WITH_VOUCHERS) == (f->type == UT_SIE_WITH_VOUCHERS))
      continue;
    ut_error_set(err, UT_BAD_INPUT,
                 "a SIE file of type %d, of a company and year of which %s, of type %d, is given too: they hold the "
                 "same money; leave one of them out",
                 f->type, e->source, e->type);
    ut_error_at(err, f->source, 0, 0, NULL);
    return UT_BAD_INPUT;
  }
  return UT_OK;
}

enum ut_status ut_overlap_end(struct ut_overlap *o, const struct ut_sie *sie, struct ut_run *run, struct ut_error *err)
{
  struct ut_overlap_file *f = ut_overlap_file(o);
  UT_TRY(end_voucher(o, err));
  UT_TRY(settle_company(o, err));
  f->type = ut_sie_type(sie);
  ut_companies_next(&o->companies);
  say_doubled(o, &o->sie, "voucher is", "vouchers are", run);
  return check_types(o, err);
}

/* ---- the end ---- */

void ut_overlap_say_notes(const struct ut_overlap *o, struct ut_run *run)
{
  size_t files = 0, unknown = 0, first = 0;
  say_doubled(o, &o->rows, "entry is", "entries are", run);
  say_each(o, &o->unnamed, "row without a voucher is equal", "rows without a voucher are equal", run);
  say_each(o, &o->cased, "voucher is, but for small letters, blanks or the company, equal",
           "vouchers are, but for small letters, blanks or the company, equal", run);
  for (size_t i = 0; i < o->file_count; i++) {
    files += o->files[i].sie;
    if (!o->files[i].sie || !o->files[i].unknown)
      continue;
    first = unknown++ == 0 ? i : first;
  }
  if (files > 1 && unknown > 0)
    ut_run_note(run, UT_NOTE_FORETAG_OKANT, unknown, o->files[first].source, 0,
                "%zu of %zu SIE files, the first %s, without #ORGNR and #FNAMN: taken for the company of the others",
                unknown, files, o->files[first].source);
}

void ut_overlap_free(struct ut_overlap *o)
{
  if (!o)
    return;
  for (size_t i = 0; i < o->file_count; i++)
    free(o->files[i].source);
  free(o->files);
  ut_companies_clear(&o->companies);
  ut_seen_clear(&o->seen);
  ut_buf_clear(&o->name);
  ut_buf_clear(&o->folded);
  free(o);
}

/* Vouchers and rows of several files, by what identifies them: what they were is kept as a digest. */
#include "budget/overlap.h"

#include <stdlib.h>

#include "base/grow.h"
#include "base/hash.h"

struct company {
  char *number, *name; /* NULL: not said */
};

struct file {
  char *source;
  bool sie, settled, unknown; /* its company is settled, without being said */
  size_t company;
  int type;
  struct ut_period year; /* of #RAR 0, or, where that is not there, from the first day that is to the last */
  bool told;
};

/* One of the vouchers, or rows, of one key in one file: the first file that has it. */
struct seen {
  uint64_t sum, mix; /* of the hashes of its rows, in any order */
  size_t file, line;
};

/* How many of one key the file has that was looked at last. */
struct times {
  size_t file, count, first_file, first_line;
};

/* What is known of by a key. */
struct index {
  struct ut_distinct keys;
  void *items;
  size_t count, room, size;
};

struct doubled {
  size_t count, line, file, other_line, other_file; /* the place of the first, here and before */
};

struct ut_overlap {
  struct file *files;
  size_t file_count;
  struct company *companies;
  size_t company_count;
  struct company said; /* of the file that is read now */
  struct index times, seen;
  struct ut_buf key;
  struct doubled sie, rows, unnamed; /* the last: rows without a voucher, which count each time */
  bool pending, known;               /* a voucher is being read; it is in an earlier file */
  struct seen now;
  size_t earlier;     /* its place among the seen */
  struct ut_buf name; /* of the voucher, for messages */
};

enum ut_status ut_overlap_new(struct ut_overlap **out)
{
  struct ut_overlap *o = *out = calloc(1, sizeof *o);
  if (!o)
    return UT_NOMEM;
  o->times.size = sizeof(struct times);
  o->seen.size = sizeof(struct seen);
  return UT_OK;
}

/* The item of a key, zeroed when it is new. */
static enum ut_status find(struct index *x, struct ut_text key, size_t *at, bool *new, struct ut_error *err)
{
  uint32_t number;
  if (ut_distinct_add(&x->keys, key, &number))
    return ut_error_nomem(err);
  *at = number;
  *new = number == x->count;
  if (!*new)
    return UT_OK;
  char *grown = ut_grow(x->items, x->count, &x->room, x->size);
  if (!grown)
    return ut_error_nomem(err);
  x->items = grown;
  memset(grown + x->size * x->count++, 0, x->size);
  return UT_OK;
}

static struct times *times_at(struct ut_overlap *o, size_t at)
{
  return (struct times *)o->times.items + at;
}

static struct seen *seen_at(struct ut_overlap *o, size_t at)
{
  return (struct seen *)o->seen.items + at;
}

static struct file *this_file(struct ut_overlap *o)
{
  return &o->files[o->file_count - 1];
}

enum ut_status ut_overlap_begin(struct ut_overlap *o, const char *source, struct ut_error *err)
{
  struct file *new = ut_grow_add(&o->files, &o->file_count, sizeof *new);
  if (!new || !(new->source = strdup(source)))
    return ut_error_nomem(err);
  new->year = (struct ut_period){UT_DATE_NONE, UT_DATE_NONE};
  o->sie = (struct doubled){0};
  return UT_OK;
}

/* ---- keys ---- */

static void add_number(struct ut_buf *b, size_t number)
{
  ut_buf_add(b, &number, sizeof number);
}

static void add_part(struct ut_buf *b, struct ut_text part)
{
  add_number(b, part.len);
  ut_buf_add_text(b, part);
}

/* Looks for the thing that o->key names, one more of them in this file: is it known of an earlier one? Where it is new,
 * its place is kept. *times is valid until the next. */
static enum ut_status look(struct ut_overlap *o, size_t line, size_t *at, bool *known, struct times **times,
                           struct ut_error *err)
{
  bool new;
  size_t which, file = o->file_count - 1;
  if (o->key.failed)
    return ut_error_nomem(err);
  UT_TRY(find(&o->times, ut_buf_text(&o->key), &which, &new, err));
  struct times *t = *times = times_at(o, which);
  if (new)
    *t = (struct times){file, 0, file, line};
  t->count = t->file == file ? t->count + 1 : 1;
  t->file = file;
  const size_t full[2] = {which, t->count};
  UT_TRY(find(&o->seen, (struct ut_text){(const char *)full, sizeof full}, at, &new, err));
  struct seen *s = seen_at(o, *at);
  if (new)
    *s = (struct seen){.file = file, .line = line};
  *known = s->file != file;
  return UT_OK;
}

static void count_doubled(struct ut_overlap *o, struct doubled *d, size_t line, const struct seen *before)
{
  if (d->count++ == 0)
    *d = (struct doubled){1, line, o->file_count - 1, before->line, before->file};
}

static void say_doubled(const struct ut_overlap *o, const struct doubled *d, const char *one, const char *many,
                        struct ut_run *run)
{
  if (d->count == 0)
    return;
  const char *here = o->files[d->file].source;
  ut_run_note(run, UT_NOTE_DUBBELT_VERIFIKAT, d->count, here, d->line,
              "%zu %s in two files, the first %s:%zu and %s:%zu: counted once", d->count, d->count == 1 ? one : many,
              o->files[d->other_file].source, d->other_line, here, d->line);
}

/* ---- companies ---- */

static enum ut_status add_digits(struct ut_buf *b, struct ut_text t)
{
  for (size_t i = 0; i < t.len; i++)
    if (ut_char_is_digit(t.ptr[i]))
      ut_buf_add(b, &t.ptr[i], 1);
  return b->failed ? UT_NOMEM : UT_OK;
}

/* #ORGNR, with what tells apart the businesses of one person, or #FNAMN. */
static enum ut_status hear(struct ut_overlap *o, const struct ut_sie_record *r, struct ut_error *err)
{
  bool number = ut_text_is(r->label, "#ORGNR");
  char **to = number ? &o->said.number : &o->said.name;
  struct ut_buf b = {0};
  if (*to || r->count == 0 || (!number && !ut_text_is(r->label, "#FNAMN")))
    return UT_OK;
  if (number && add_digits(&b, r->fields[0]) == UT_OK && b.len > 0 && r->count > 1)
    ut_buf_format(&b, "/%.*s", (int)r->fields[1].len, r->fields[1].len > 0 ? r->fields[1].ptr : "");
  if (!number)
    ut_buf_add_text(&b, ut_text_trim(r->fields[0]));
  bool empty = b.len == 0;
  *to = b.failed || empty ? NULL : ut_text_copy(ut_buf_text(&b));
  bool failed = b.failed || (!empty && !*to);
  ut_buf_clear(&b);
  return failed ? ut_error_nomem(err) : UT_OK;
}

static bool same(const char *a, const char *b)
{
  return a && b && strcmp(a, b) == 0;
}

/* Are they one? By their numbers, or by their names where one of them has no number, or both the number 0. */
static bool are_one(const struct company *a, const struct company *b)
{
  bool numbers = a->number && b->number;
  if (numbers && !same(a->number, b->number))
    return false;
  return (numbers && a->number[strspn(a->number, "0")] != '\0') || same(a->name, b->name) ||
         (numbers && !a->name && !b->name);
}

/* The place of the company that the file says it is of. Files that say nothing are of the first. */
static size_t find_company(const struct ut_overlap *o, const struct company *said)
{
  size_t i = 0;
  if (!said->number && !said->name)
    return 0;
  while (i < o->company_count && !are_one(&o->companies[i], said))
    i++;
  bool first_unknown = o->company_count == 1 && !o->companies[0].number && !o->companies[0].name;
  return first_unknown ? 0 : i;
}

static enum ut_status settle_company(struct ut_overlap *o, struct ut_error *err)
{
  struct file *f = this_file(o);
  struct company *said = &o->said;
  if (f->settled)
    return UT_OK;
  f->settled = true;
  f->unknown = !said->number && !said->name;
  f->company = find_company(o, said);
  if (f->company == o->company_count && !ut_grow_add(&o->companies, &o->company_count, sizeof *o->companies))
    return ut_error_nomem(err);
  struct company *c = &o->companies[f->company];
  if (c->number || c->name)
    return UT_OK;
  *c = *said;
  *said = (struct company){0};
  return UT_OK;
}

/* ---- SIE ---- */

/* The voucher that was being read is at its end. */
static enum ut_status end_voucher(struct ut_overlap *o, struct ut_error *err)
{
  if (!o->pending)
    return UT_OK;
  struct seen *before = seen_at(o, o->earlier);
  o->pending = false;
  if (!o->known) {
    *before = o->now;
    return UT_OK;
  }
  if (before->sum == o->now.sum && before->mix == o->now.mix) {
    count_doubled(o, &o->sie, o->now.line, before);
    return UT_OK;
  }
  const char *name = ut_buf_string(&o->name);
  ut_error_set(err, UT_BAD_INPUT,
               "%s is in %s:%zu too, and is not the same there: leave the file out that was exported first",
               name ? name : "it", o->files[before->file].source, before->line);
  ut_error_at(err, this_file(o)->source, o->now.line, 0, NULL);
  return UT_BAD_INPUT;
}

/* Begins a voucher whose key is in o->key. */
static enum ut_status begin_voucher(struct ut_overlap *o, size_t line, struct ut_error *err)
{
  struct times *times;
  UT_TRY(look(o, line, &o->earlier, &o->known, &times, err));
  o->pending = true;
  o->now = (struct seen){.file = o->file_count - 1, .line = line};
  return UT_OK;
}

static void begin_key(struct ut_overlap *o, char kind, ut_date year)
{
  o->key.len = 0;
  ut_buf_add(&o->key, &kind, 1);
  add_number(&o->key, this_file(o)->company);
  add_number(&o->key, (size_t)year);
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
  begin_key(o, 'V', year_of(sie, r->date));
  add_part(&o->key, r->series);
  add_part(&o->key, r->number);
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
  begin_key(o, 'P', r->period.first);
  add_part(&o->key, r->account->number);
  for (size_t i = 0; i < r->object_count; i++) {
    add_number(&o->key, (size_t)r->objects[i]->dimension);
    add_part(&o->key, r->objects[i]->number);
  }
  o->name.len = 0;
  ut_buf_format(&o->name, "the month of account %s", ut_quote(account, r->account->number.ptr, r->account->number.len));
  UT_TRY(begin_voucher(o, r->line, err));
  o->now.sum = (uint64_t)r->amount;
  return UT_OK;
}

/* The year of the file: as it says, else as far as its vouchers and months go. */
static void learn_year(struct file *f, const struct ut_sie_record *r, bool begins)
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
  struct file *f = this_file(o);
  bool begins = r->kind == UT_SIE_VOUCHER || r->kind == UT_SIE_OBJECT_PERIOD;
  f->sie = true;
  *known = false;
  if (r->kind == UT_SIE_FACT)
    return hear(o, r, err);
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

/* Balances hold the same money as the vouchers of their year. */
static enum ut_status check_types(struct ut_overlap *o, struct ut_error *err)
{
  const struct file *f = this_file(o);
  for (size_t i = 0; i + 1 < o->file_count; i++) {
    const struct file *e = &o->files[i];
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
  struct file *f = this_file(o);
  UT_TRY(end_voucher(o, err));
  UT_TRY(settle_company(o, err));
  f->type = ut_sie_type(sie);
  free(o->said.number);
  free(o->said.name);
  o->said = (struct company){0};
  say_doubled(o, &o->sie, "voucher is", "vouchers are", run);
  return check_types(o, err);
}

/* ---- rows ---- */

static enum ut_status differs(struct ut_overlap *o, const struct ut_entry *e, size_t file, size_t line, const char *how,
                              struct ut_error *err)
{
  char shown[UT_QUOTED];
  return ut_error_set(err, UT_BAD_INPUT,
                      "the entry of voucher %s is in %s:%zu too, with another %s: leave the file out that was exported "
                      "first",
                      ut_quote(shown, e->verifikat.ptr, e->verifikat.len), o->files[file].source, line, how);
}

/* Looks for the entry by what it is known by in a register, with that day; NULL: it is in no earlier file. */
static enum ut_status look_for_entry(struct ut_overlap *o, const struct ut_entry *e, char kind, ut_date day,
                                     const struct seen **before, struct ut_error *err)
{
  struct times *times;
  size_t at;
  bool known;
  o->key.len = 0;
  ut_buf_add(&o->key, &kind, 1);
  add_number(&o->key, (size_t)day);
  add_number(&o->key, (size_t)e->belopp);
  add_part(&o->key, e->insats);
  add_part(&o->key, e->konto);
  add_part(&o->key, e->verifikat);
  UT_TRY(look(o, e->line, &at, &known, &times, err));
  *before = known ? seen_at(o, at) : NULL;
  return UT_OK;
}

/* An entry that is in an earlier file as it is here, but for what SIE does not say, or on another day of the year. */
struct likeness {
  struct seen same, near;
  bool is_same, is_near;
};

static enum ut_status find_likeness(struct ut_overlap *o, const struct ut_entry *e, struct likeness *out,
                                    struct ut_error *err)
{
  const struct seen *before;
  *out = (struct likeness){.is_same = false};
  UT_TRY(look_for_entry(o, e, 'S', e->datum, &before, err));
  if ((out->is_same = before))
    out->same = *before;
  UT_TRY(look_for_entry(o, e, 'Y', ut_date_year(e->datum), &before, err));
  if ((out->is_near = before))
    out->near = *before;
  return UT_OK;
}

enum ut_status ut_overlap_take_entry(struct ut_overlap *o, const struct ut_entry *e, bool *known, struct ut_error *err)
{
  struct likeness like;
  *known = false;
  if (e->verifikat.len == 0)
    return UT_OK;
  UT_TRY(find_likeness(o, e, &like, err));
  if (like.is_same && !o->files[like.same.file].sie) {
    *known = true;
    count_doubled(o, &o->rows, e->line, &like.same);
  } else if (!like.is_same && like.is_near && !o->files[like.near.file].sie) {
    return differs(o, e, like.near.file, like.near.line, "day", err);
  }
  return UT_OK;
}

/* Rows without a voucher are never the same, and those that are equal are told. */
static enum ut_status take_unnamed(struct ut_overlap *o, const struct ut_entry *e, struct ut_error *err)
{
  struct times *times;
  size_t at;
  bool known;
  o->key.len = 0;
  ut_buf_add(&o->key, "U", 1);
  add_number(&o->key, (size_t)e->datum);
  add_number(&o->key, (size_t)e->belopp);
  const struct ut_text texts[] = {e->insats, e->konto, e->kategori, e->text};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    add_part(&o->key, texts[i]);
  UT_TRY(look(o, e->line, &at, &known, &times, err));
  if (known)
    count_doubled(o, &o->unnamed, e->line, seen_at(o, at));
  return UT_OK;
}

/* SIE has other texts than a ledger of rows; of two ledgers of rows one was corrected. */
static enum ut_status settle_likeness(struct ut_overlap *o, const struct ut_entry *e, const struct likeness *like,
                                      bool *known, struct ut_error *err)
{
  if (like->is_same && o->files[like->same.file].sie) {
    *known = true;
    count_doubled(o, &o->rows, e->line, &like->same);
    return UT_OK;
  }
  if (like->is_same)
    return differs(o, e, like->same.file, like->same.line, "text or category", err);
  return like->is_near ? differs(o, e, like->near.file, like->near.line, "day", err) : UT_OK;
}

enum ut_status ut_overlap_take_row(struct ut_overlap *o, const struct ut_entry *e, bool *known, struct ut_error *err)
{
  struct times *all, *entry;
  struct likeness like;
  size_t at;
  *known = false;
  if (o->file_count == 0 || this_file(o)->sie || strcmp(this_file(o)->source, e->source) != 0)
    UT_TRY(ut_overlap_begin(o, e->source, err));
  if (e->verifikat.len == 0)
    return take_unnamed(o, e, err);
  UT_TRY(find_likeness(o, e, &like, err));
  o->key.len = 0;
  ut_buf_add(&o->key, "R", 1);
  add_number(&o->key, (size_t)e->datum);
  const struct ut_text texts[] = {e->insats, e->konto, e->kategori, e->text, e->verifikat};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    add_part(&o->key, texts[i]);
  UT_TRY(look(o, e->line, &at, known, &entry, err));
  const struct times first = *entry;
  add_number(&o->key, (size_t)e->belopp);
  UT_TRY(look(o, e->line, &at, known, &all, err));
  if (*known) {
    count_doubled(o, &o->rows, e->line, seen_at(o, at));
    return UT_OK;
  }
  if (first.first_file != o->file_count - 1)
    return differs(o, e, first.first_file, first.first_line, "amount or not as often", err);
  return settle_likeness(o, e, &like, known, err);
}

/* ---- the end ---- */

void ut_overlap_say_notes(const struct ut_overlap *o, struct ut_run *run)
{
  size_t files = 0, unknown = 0, first = 0;
  const struct doubled *d = &o->unnamed;
  say_doubled(o, &o->rows, "entry is", "entries are", run);
  if (d->count > 0)
    ut_run_note(
        run, UT_NOTE_DUBBELT_VERIFIKAT, d->count, o->files[d->file].source, d->line,
        "%zu row%s without a voucher %s equal to one of another file, the first %s:%zu and %s:%zu: counted each "
        "time",
        d->count, d->count == 1 ? "" : "s", d->count == 1 ? "is" : "are", o->files[d->other_file].source, d->other_line,
        o->files[d->file].source, d->line);
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

static void clear_index(struct index *x)
{
  ut_distinct_clear(&x->keys);
  free(x->items);
}

void ut_overlap_free(struct ut_overlap *o)
{
  if (!o)
    return;
  for (size_t i = 0; i < o->file_count; i++)
    free(o->files[i].source);
  for (size_t i = 0; i < o->company_count; i++) {
    free(o->companies[i].number);
    free(o->companies[i].name);
  }
  free(o->said.number);
  free(o->said.name);
  free(o->files);
  free(o->companies);
  clear_index(&o->times);
  clear_index(&o->seen);
  ut_buf_clear(&o->key);
  ut_buf_clear(&o->name);
  free(o);
}

/* Rows of a ledger, and entries of SIE, that another file has too. */
#include "budget/overlap_state.h"

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
                                     const struct ut_seen **before, struct ut_error *err)
{
  struct ut_seen_times *times;
  size_t at;
  bool known;
  ut_seen_begin(&o->seen, kind);
  ut_seen_add_number(&o->seen, (size_t)day);
  ut_seen_add_number(&o->seen, (size_t)e->belopp);
  ut_seen_add_text(&o->seen, e->insats);
  ut_seen_add_text(&o->seen, e->konto);
  ut_overlap_add_number(o, e->verifikat, false);
  UT_TRY(ut_overlap_look(o, e->line, &at, &known, &times, err));
  *before = known ? &o->seen.things[at] : NULL;
  return UT_OK;
}

/* An entry that is in an earlier file as it is here, but for what SIE does not say, or on another day of the year. */
struct likeness {
  struct ut_seen same, near;
  bool is_same, is_near;
};

static enum ut_status find_likeness(struct ut_overlap *o, const struct ut_entry *e, struct likeness *out,
                                    struct ut_error *err)
{
  const struct ut_seen *before;
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
    ut_overlap_count(o, &o->rows, e->line, &like.same);
  } else if (!like.is_same && like.is_near && !o->files[like.near.file].sie) {
    return differs(o, e, like.near.file, like.near.line, "day", err);
  }
  return UT_OK;
}

/* Begins the key of a row by what it says, but for its amount and voucher. */
static void begin_row(struct ut_overlap *o, const struct ut_entry *e, char kind)
{
  const struct ut_text texts[] = {e->insats, e->konto, e->kategori, e->text};
  ut_seen_begin(&o->seen, kind);
  ut_seen_add_number(&o->seen, (size_t)e->datum);
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    ut_seen_add_text(&o->seen, texts[i]);
}

/* Counts a row that is equal to one of another file, but for the case of its voucher, or that has none. */
static enum ut_status note_equal(struct ut_overlap *o, const struct ut_entry *e, struct ut_error *err)
{
  struct ut_seen_times *times;
  size_t at;
  bool known, unnamed = e->verifikat.len == 0;
  begin_row(o, e, unnamed ? 'U' : 'C');
  ut_seen_add_number(&o->seen, (size_t)e->belopp);
  ut_overlap_add_number(o, e->verifikat, true);
  UT_TRY(ut_overlap_look(o, e->line, &at, &known, &times, err));
  if (known)
    ut_overlap_count(o, unnamed ? &o->unnamed : &o->cased, e->line, &o->seen.things[at]);
  return UT_OK;
}

/* SIE has other texts than a ledger of rows; of two ledgers of rows one was corrected. */
static enum ut_status settle_likeness(struct ut_overlap *o, const struct ut_entry *e, const struct likeness *like,
                                      bool *known, struct ut_error *err)
{
  if (like->is_same && o->files[like->same.file].sie) {
    *known = true;
    ut_overlap_count(o, &o->rows, e->line, &like->same);
    return UT_OK;
  }
  if (like->is_same)
    return differs(o, e, like->same.file, like->same.line, "text or category", err);
  return like->is_near ? differs(o, e, like->near.file, like->near.line, "day", err) : UT_OK;
}

enum ut_status ut_overlap_take_row(struct ut_overlap *o, const struct ut_entry *e, bool *known, struct ut_error *err)
{
  struct ut_seen_times *all, *entry;
  struct likeness like;
  size_t at;
  *known = false;
  if (o->file_count == 0 || ut_overlap_file(o)->sie || strcmp(ut_overlap_file(o)->source, e->source) != 0)
    UT_TRY(ut_overlap_begin(o, e->source, err));
  if (e->verifikat.len == 0)
    return note_equal(o, e, err);
  UT_TRY(find_likeness(o, e, &like, err));
  begin_row(o, e, 'R');
  ut_overlap_add_number(o, e->verifikat, false);
  UT_TRY(ut_overlap_look(o, e->line, &at, known, &entry, err));
  const struct ut_seen_times first = *entry;
  ut_seen_add_number(&o->seen, (size_t)e->belopp);
  UT_TRY(ut_overlap_look(o, e->line, &at, known, &all, err));
  if (*known) {
    ut_overlap_count(o, &o->rows, e->line, &o->seen.things[at]);
    return UT_OK;
  }
  if (first.first_file != o->file_count - 1)
    return differs(o, e, first.first_file, first.first_line, "amount or not as often", err);
  UT_TRY(settle_likeness(o, e, &like, known, err));
  return *known ? UT_OK : note_equal(o, e, err);
}

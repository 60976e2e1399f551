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

/* Rows without a voucher are never the same, and those that are equal are told. */
static enum ut_status take_unnamed(struct ut_overlap *o, const struct ut_entry *e, struct ut_error *err)
{
  struct ut_seen_times *times;
  size_t at;
  bool known;
  ut_seen_begin(&o->seen, 'U');
  ut_seen_add_number(&o->seen, (size_t)e->datum);
  ut_seen_add_number(&o->seen, (size_t)e->belopp);
  const struct ut_text texts[] = {e->insats, e->konto, e->kategori, e->text};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    ut_seen_add_text(&o->seen, texts[i]);
  UT_TRY(ut_overlap_look(o, e->line, &at, &known, &times, err));
  if (known)
    ut_overlap_count(o, &o->unnamed, e->line, &o->seen.things[at]);
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

/* A row that another file has, but for the case of its voucher. */
static enum ut_status note_cased(struct ut_overlap *o, const struct ut_entry *e, struct ut_error *err)
{
  struct ut_seen_times *times;
  size_t at;
  bool known;
  ut_seen_begin(&o->seen, 'C');
  ut_seen_add_number(&o->seen, (size_t)e->datum);
  ut_seen_add_number(&o->seen, (size_t)e->belopp);
  const struct ut_text texts[] = {e->insats, e->konto, e->kategori, e->text};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    ut_seen_add_text(&o->seen, texts[i]);
  ut_overlap_add_number(o, e->verifikat, true);
  UT_TRY(ut_overlap_look(o, e->line, &at, &known, &times, err));
  if (known)
    ut_overlap_count(o, &o->cased, e->line, &o->seen.things[at]);
  return UT_OK;
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
    return take_unnamed(o, e, err);
  UT_TRY(find_likeness(o, e, &like, err));
  ut_seen_begin(&o->seen, 'R');
  ut_seen_add_number(&o->seen, (size_t)e->datum);
  const struct ut_text texts[] = {e->insats, e->konto, e->kategori, e->text};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    ut_seen_add_text(&o->seen, texts[i]);
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
  return *known ? UT_OK : note_cased(o, e, err);
}

/* Notes of a table that has been protected. */
#include "disclosure/suppress_notes.h"

#include "disclosure/beside.h"

static void note_other_counts(const struct ut_tidy_table *t, const char *counts, struct ut_run *run)
{
  const struct ut_reader *header = ut_whole_table_header(t->whole);
  for (size_t i = 0; i < ut_reader_columns(header); i++) {
    struct ut_text name = ut_reader_column(header, i);
    if (ut_tidy_table_is_other_count(t, i))
      ut_run_note(run, UT_NOTE_ANTAL_OSKYDDADE, 1, NULL, 0,
                  "%.*s is blanked where %s is, and its own small counts stand", (int)name.len, name.ptr, counts);
  }
}

/* A share that no page names, of what is anybody's guess. */
static bool is_unknown_share(struct ut_text name)
{
  bool limit = name.len > 3 && memcmp(name.ptr, "ki_", 3) == 0;
  return !limit && !ut_column_find(name) && ut_column_of(name)->role == UT_ROLE_SHARE;
}

/* The first column that a formula names, with + and - between, and the table lacks; empty: it has them all. */
static struct ut_text find_lacking(const struct ut_reader *header, struct ut_text formula)
{
  for (size_t from = 0, to; from < formula.len; from = to + 1) {
    for (to = from; to < formula.len && formula.ptr[to] != '+' && formula.ptr[to] != '-'; to++)
      ;
    struct ut_text name = {formula.ptr + from, to - from};
    if (ut_reader_find(header, name) < 0)
      return name;
  }
  return ut_text_of("");
}

/* The same of a part, of several the first. */
static struct ut_text find_lacking_part(const struct ut_reader *header, const struct ut_column *c)
{
  struct ut_text rest = ut_text_of(c->part ? c->part : ""), part, lacking = ut_text_of("");
  if (c->made_of && find_lacking(header, ut_text_of(c->made_of)).len == 0)
    return lacking;
  while (ut_text_split(&rest, ' ', &part)) {
    struct ut_text name = find_lacking(header, part);
    if (name.len == 0)
      return name;
    lacking = lacking.len > 0 ? lacking : name;
  }
  return lacking;
}

/* Shares of persons, and their limits, give away the count that they are shares of, or the one that is that share. */
static void note_shares(const struct ut_tidy_table *t, struct ut_run *run)
{
  const struct ut_reader *header = ut_whole_table_header(t->whole);
  for (size_t i = 0; i < ut_reader_columns(header); i++) {
    char shown[UT_QUOTED];
    struct ut_text name = ut_reader_column(header, i);
    const struct ut_column *c = ut_column_of(name);
    bool persons = ut_column_counts_persons(c, c->role) && !ut_tidy_table_counts_group(t);
    bool share = persons && c->whole && !ut_beside_is_figure(t, i);
    struct ut_text whole = find_lacking(header, ut_text_of(share ? c->whole : ""));
    struct ut_text part = share ? find_lacking_part(header, c) : ut_text_of("");
    if (is_unknown_share(name))
      whole = ut_text_of("its base");
    if (whole.len > 0)
      ut_run_note(run, UT_NOTE_ANDEL_UTAN_BAS, 1, NULL, 0,
                  "%s stands without %.*s: what it is a share of can be computed, and was not reckoned with",
                  ut_quote_name(shown, name.ptr, name.len), (int)whole.len, whole.ptr);
    else if (part.len > 0)
      ut_run_note(run, UT_NOTE_ANDEL_UTAN_BAS, 1, NULL, 0,
                  "%s stands without %.*s, which can be computed from it, and was not reckoned with",
                  ut_quote_name(shown, name.ptr, name.len), (int)part.len, part.ptr);
  }
}

static void note_unknown(const struct ut_tidy_table *t, const char *counts, struct ut_run *run)
{
  const char *source;
  size_t line, rows = ut_tidy_table_unknown(t, &source, &line);
  ut_run_note(run, UT_NOTE_ANTAL_OSKYDDADE, rows, source, line,
              "%zu row%s without %s, the first %s:%zu, pass%s as %s: how many there are is not known", rows,
              rows == 1 ? "" : "s", counts, source, line, rows == 1 ? "es" : "", rows == 1 ? "it is" : "they are");
}

static bool knows_published(const struct ut_tidy_table *t)
{
  for (size_t i = 0; i < ut_tidy_table_files(t); i++)
    if (ut_tidy_table_file(t, i)->kind != UT_TIDY_SHOWN)
      return true;
  return false;
}

static void note_exposed(const struct ut_suppress *s, struct ut_run *run)
{
  size_t by_marks = ut_suppress_exposed_by_marks(s), by_rows = ut_suppress_exposed_by_rows(s);
  ut_run_note(run, UT_NOTE_RAKNAS_UT, by_marks, NULL, 0,
              "%zu blanked count%s can be told from skyddad alone: leave that column out of what is shown", by_marks,
              by_marks == 1 ? "" : "s");
  ut_run_note(run, UT_NOTE_RAKNAS_UT, by_rows, NULL, 0,
              "%zu blanked figure%s can be told from which rows there are%s, whatever is blanked", by_rows,
              by_rows == 1 ? "" : "s", knows_published(ut_suppress_table(s)) ? " and what was published" : "");
}

enum ut_status ut_suppress_note(const struct ut_suppress *s, struct ut_run *run, struct ut_error *err)
{
  const struct ut_tidy_table *t = ut_suppress_table(s);
  struct ut_buf names = {0};
  const char *counts = ut_tidy_table_name_counts(t, &names) == UT_OK ? ut_buf_string(&names) : NULL;
  if (counts && ut_tidy_table_note_sums(t, run) != UT_OK)
    counts = NULL;
  if (counts) {
    note_other_counts(t, counts, run);
    note_shares(t, run);
    note_unknown(t, counts, run);
    note_exposed(s, run);
  }
  ut_buf_clear(&names);
  return counts ? UT_OK : ut_error_nomem(err);
}

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

/* Shares of persons, and their limits, give away the count that they are shares of. */
static void note_shares(const struct ut_tidy_table *t, struct ut_run *run)
{
  const struct ut_reader *header = ut_whole_table_header(t->whole);
  for (size_t i = 0; i < ut_reader_columns(header); i++) {
    char shown[UT_QUOTED];
    struct ut_text name = ut_reader_column(header, i);
    const struct ut_column *c = ut_column_of(name);
    struct ut_text whole = ut_text_of(c->whole ? c->whole : "");
    bool lacks =
        c->whole && ut_reader_find(header, whole) < 0 && ut_column_of(whole)->persons && !ut_tidy_table_counts_group(t);
    if ((lacks && !ut_beside_is_figure(t, i)) || is_unknown_share(name))
      ut_run_note(run, UT_NOTE_ANDEL_UTAN_BAS, 1, NULL, 0,
                  "%s stands without %s: what it is a share of can be computed, and was not reckoned with",
                  ut_quote_name(shown, name.ptr, name.len), lacks ? c->whole : "its base");
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

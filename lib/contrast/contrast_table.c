/* Rows of the tables of contrast. */
#include "contrast/contrast_table.h"

#define MARK "skyddad"

static enum ut_status refuse_name(const char *name, struct ut_error *err)
{
  return ut_error_set(err, UT_USAGE, "a key is called %s, as a column of the table that is written", name);
}

enum ut_status ut_contrast_open(struct ut_contrast_table *t, const struct ut_members *u, const char *const *columns,
                                struct ut_output *output, enum ut_format to, int decimals, struct ut_error *err)
{
  struct ut_tidy *row = &t->row;
  t->u = u;
  t->marks = ut_members_marked(u);
  row->decimals = decimals;
  ut_tidy_begin(row, NULL, 0);
  for (size_t i = 0; i < ut_members_keys(u); i++)
    ut_tidy_text(row, ut_members_key_name(u, i));
  for (size_t i = 0; columns[i]; i++) {
    for (size_t key = 0; key < ut_members_keys(u); key++)
      if (ut_text_is(ut_members_key_name(u, key), columns[i]))
        return refuse_name(columns[i], err);
    ut_tidy_text(row, ut_text_of(columns[i]));
  }
  if (t->marks)
    ut_tidy_text(row, ut_text_of(MARK));
  return ut_writer_open(&row->writer, output, to, row->cells, row->filled, NULL, err);
}

void ut_contrast_begin(struct ut_contrast_table *t, size_t group)
{
  ut_tidy_begin(&t->row, NULL, 0);
  for (size_t i = 0; i < ut_members_keys(t->u); i++)
    ut_tidy_text(&t->row, ut_members_key(t->u, group, i));
}

void ut_contrast_counts(struct ut_contrast_table *t, const struct ut_member *member)
{
  if (member->state != UT_MEMBER_KNOWN) {
    ut_tidy_empty(&t->row, 2);
    return;
  }
  ut_tidy_count(&t->row, member->of.count);
  ut_tidy_count(&t->row, member->of.base);
}

void ut_contrast_share(struct ut_contrast_table *t, const struct ut_member *member)
{
  if (member->state == UT_MEMBER_KNOWN)
    ut_tidy_ratio(&t->row, 100 * member->of.count, member->of.base);
  else
    ut_tidy_empty(&t->row, 1);
}

enum ut_status ut_contrast_end(struct ut_contrast_table *t, enum ut_member_state state, struct ut_error *err)
{
  const char *mark = state == UT_MEMBER_PRIMARY ? "primar" : state == UT_MEMBER_BLANKED ? "sekundar" : "";
  if (t->marks)
    ut_tidy_text(&t->row, ut_text_of(mark));
  return ut_tidy_end(&t->row, err);
}

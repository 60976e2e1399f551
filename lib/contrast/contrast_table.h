/* What the tables of contrast have alike: the keys of a group, figures, and the mark of blanked rows. */
#ifndef UTFALL_CONTRAST_TABLE_H
#define UTFALL_CONTRAST_TABLE_H

#include "contrast/members.h"
#include "table/tidy.h"

struct ut_contrast_table {
  const struct ut_members *u;
  struct ut_tidy row;
  bool marks; /* the last column is skyddad */
};

/* Begins the table: the other keys, these columns (the last is NULL), and skyddad where members may be blanked.
 * UT_USAGE: a key is called as one of them. */
enum ut_status ut_contrast_open(struct ut_contrast_table *t, const struct ut_members *u, const char *const *columns,
                                struct ut_output *output, enum ut_format to, int decimals, struct ut_error *err);

/* Begins the row of a group. */
void ut_contrast_begin(struct ut_contrast_table *t, size_t group);

/* Two cells, antal and bas; empty where they are not known. */
void ut_contrast_counts(struct ut_contrast_table *t, const struct ut_member *member);
/* The share, empty of nothing. */
void ut_contrast_share(struct ut_contrast_table *t, const struct ut_member *member);

/* Ends the row, with the mark of a member that is blanked. */
enum ut_status ut_contrast_end(struct ut_contrast_table *t, enum ut_member_state state, struct ut_error *err);

static inline bool ut_member_is_blanked(const struct ut_member *member)
{
  return member->state == UT_MEMBER_PRIMARY || member->state == UT_MEMBER_BLANKED;
}

/* Is there a share of it? */
static inline bool ut_member_has_share(const struct ut_member *member)
{
  return member->state == UT_MEMBER_KNOWN && member->of.base > 0;
}

#endif

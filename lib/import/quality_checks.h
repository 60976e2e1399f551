/* The checks of an import, and those that look at one row by itself. */
#ifndef UTFALL_QUALITY_CHECKS_H
#define UTFALL_QUALITY_CHECKS_H

#include "utfall/column.h"
#include "utfall/import.h"

enum ut_check_answer { UT_CHECK_GOOD, UT_CHECK_BAD, UT_CHECK_NOT_ASKED, UT_CHECK_NOMEM };

/* What checks know beside the row. */
struct ut_check_knowledge {
  ut_date as_of;                    /* UT_DATE_NONE: what needs a date is not checked */
  ptrdiff_t avslutsorsak, employed; /* columns; -1: not there */
  struct ut_cells *occupations, *supports;
  uint32_t work, studies, sick, lon, studiestod, ingen;
};

/* Where a check looks, by column of the import. */
struct ut_check_place {
  ptrdiff_t column, support; /* -1: not there */
  int months;                /* from exit until a follow-up in the column is due */
};

struct ut_check_asked {
  const struct ut_check_knowledge *known;
  const struct ut_check_place *place;
  const struct ut_imported *row;
};

struct ut_check {
  enum ut_check_answer (*ask)(const struct ut_check_asked *a); /* NULL: made after the last row */
  const char *name, *severity, *column;
};

/* All of them, in the order in which they are written. */
const struct ut_check *ut_checks(size_t *count);

/* Is it of codes that are unknown, which are in rows that are rejected? */
bool ut_check_is_of_codes(const struct ut_check *c);

/* Was it registered by mistake, so that nothing is asked of it? */
bool ut_check_is_mistake(const struct ut_check_knowledge *k, const struct ut_imported *row);

/* Has a known person ended it? */
static inline bool ut_check_ended(const struct ut_imported *row)
{
  return !row->anonymous && row->slut != UT_DATE_NONE;
}

/* UT_NOMEM; what there is is cleared in any case. */
enum ut_status ut_check_knowledge_init(struct ut_check_knowledge *k, const struct ut_text *columns, size_t count,
                                       ut_date as_of);
void ut_check_knowledge_clear(struct ut_check_knowledge *k);

struct ut_check_place ut_check_find(const struct ut_check *c, const struct ut_text *columns, size_t count);

#endif

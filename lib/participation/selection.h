/* Which participations are asked for. */
#ifndef UTFALL_SELECTION_H
#define UTFALL_SELECTION_H

#include "utfall/participation.h"

enum ut_selection_status {
  UT_ACTIVE,  /* in on some day of the period */
  UT_STARTED, /* started in it */
  UT_ENDED,   /* ended in it */
  UT_OPEN     /* started by its end and still in then */
};

struct ut_selection_options {
  const char *insats;      /* pattern of ut_text_like; NULL: any */
  struct ut_period period; /* first UT_DATE_NONE: any */
  enum ut_selection_status status;
  const char *age;   /* A..B in whole years, one end may be left out; NULL: any. Age not known: not selected */
  const char *where; /* expression; NULL: all */
  const char *shard; /* K/N: those of every Nth person; NULL: of all */
};

struct ut_selection;

/* Compiles against the participations. UT_USAGE for what cannot be; the option is named in the error's field. The texts
 * must outlive the selection. */
enum ut_status ut_selection_new(struct ut_selection **out, struct ut_participations *p,
                                const struct ut_selection_options *options, struct ut_error *err);

/* Is the current participation selected? An anonymous one is active in its year, started on 1 January of it,
 * and never ended or open. */
bool ut_selection_has(const struct ut_selection *s, const struct ut_participations *p);

void ut_selection_free(struct ut_selection *s);

#endif

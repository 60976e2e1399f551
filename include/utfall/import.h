/* A raw export row by row to participations: every row is translated, or rejected with a reason. */
#ifndef UTFALL_IMPORT_H
#define UTFALL_IMPORT_H

#include "import/headings.h"
#include "import/pseudonym.h"

struct ut_import_options {
  const struct ut_map *map;    /* NULL none; outlives the import */
  const struct ut_names *keep; /* NULL none; outlives the import */
  const struct ut_key *key;    /* NULL none; outlives the import */
  bool drop_identity;          /* ids are left empty; sex and year of birth are still derived */
};

struct ut_import;

/* The reader stays the caller's and outlives the import. Errors as of ut_headings_new. */
enum ut_status ut_import_open(struct ut_import **out, struct ut_reader *reader, const struct ut_import_options *options,
                              struct ut_error *err);

/* The columns of the participations. Lives as long as the import. */
const struct ut_text *ut_import_columns(const struct ut_import *im, size_t *count);

/* The headings that are dropped although nobody said so, as quoted names with commas, into `list` (empty: none). */
enum ut_status ut_import_dropped(const struct ut_import *im, struct ut_buf *list);

/* What is known of a row beside its fields. */
struct ut_imported {
  const struct ut_text *fields; /* one per column; valid until the next call */
  const char *source;
  size_t line;
  bool total;                      /* a total row: there are no fields */
  bool anonymous;                  /* all but insats, kon and the year of start is blanked */
  ut_date start, slut, registered; /* UT_DATE_NONE: empty or not there */
  bool numbered;                   /* a personnummer was read */
  bool unknown_day;                /* the personnummer tells no day of birth */
  bool other_sex, other_year;      /* what is recorded contradicts the personnummer; the record stands */
  const char *rejected;            /* of UT_BAD_ROW: the column (of participations) at fault; "" when it is the row */
  bool unknown_code;               /* of UT_BAD_ROW: a code that is not in the vocabulary */
};

/* The next row. UT_END after the last; UT_BAD_ROW with its place, the heading and the reason, which never shows
 * an identity: the next call goes on with the row after it. `out->source` and `out->line` are set in both
 * cases. `err` is not NULL. */
enum ut_status ut_import_next(struct ut_import *im, struct ut_imported *out, struct ut_error *err);
void ut_import_free(struct ut_import *im);

#endif

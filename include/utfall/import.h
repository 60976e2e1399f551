/* A raw export row by row to participations: every row is translated, or rejected with a reason. */
#ifndef UTFALL_IMPORT_H
#define UTFALL_IMPORT_H

#include "utfall/date.h"
#include "utfall/stream.h"

UT_BEGIN_C

/* ---- maps, utfall-map(5): how a raw export becomes participations ---- */
struct ut_map;

/* Reads and checks a map: unknown keys, columns and codes (with the nearest one), wrong types, two meanings of one
 * spelling or heading. UT_BAD_INPUT names the place in the map ("values.kon"), a syntax error the line and column. The
 * caller frees. */
enum ut_status ut_map_parse(struct ut_map **out, const char *ptr, size_t len, struct ut_error *err);

/* The same from a file of at most 16 MiB; `path` becomes the error's source. */
enum ut_status ut_map_load(struct ut_map **out, const char *path, struct ut_run *run, struct ut_error *err);

/* A map that says nothing. The caller frees. */
enum ut_status ut_map_new(struct ut_map **out, struct ut_error *err);

/* Lets headings and words mean what a file of defaults says, share/maps/default.json: without it a heading means the
 * column whose name it is. UT_BAD_INPUT: the file says what cannot be. */
enum ut_status ut_map_add_defaults(struct ut_map *map, const char *path, struct ut_run *run, struct ut_error *err);

/* How a raw export is to be read: in the encoding, with the delimiter and past the lines that the map names, where it
 * does and `options` do not say otherwise; headings may be empty or stand twice, as spreadsheets leave them. `map` may
 * be NULL; it outlives the reader. */
void ut_map_reading(const struct ut_map *map, struct ut_reader_options *options);

/* NULL is allowed. */
void ut_map_free(struct ut_map *map);

/* ---- keys: what pseudonyms are made with ----
 * A key file is the key: 32 bytes, as ut_key_create draws them, or the same written as 64 hexadecimal digits; a newline
 * may follow either. Nobody but its owner may read or write it. The pseudonym is BLAKE2b with that key and 16 bytes of
 * output over the twelve digits, written as 32 letters a-p (a nibble each, the high one first), so that no pseudonym
 * can be taken for a number. */
struct ut_key;

/* Draws a key and writes it to a new file of mode 0600. UT_USAGE: the file is there already;
 * UT_IO: it cannot be made. */
enum ut_status ut_key_create(const char *path, struct ut_error *err);

/* Reads a key into memory that is locked, guarded and never dumped, and turns core dumps of the process off.
 * UT_BAD_INPUT: others than its owner have access to the file, or it is no key. */
enum ut_status ut_key_open(struct ut_key **out, const char *path, struct ut_error *err);

/* Wipes and frees. NULL is allowed. */
void ut_key_free(struct ut_key *key);

/* ---- import ---- */
struct ut_import_options {
  const struct ut_map *map;      /* NULL none; outlives the import */
  const struct ut_key *key;      /* NULL none; outlives the import */
  struct ut_names keep;          /* columns that pass through, by heading */
  struct ut_names allow_missing; /* headings that the map names and a file need not have */
  bool drop_identity;            /* ids are left empty; sex and year of birth are still derived */
  struct ut_run *run;            /* is told of doubts; NULL: nobody is */
};

struct ut_import;

/* The reader stays the caller's and outlives the import. UT_BAD_INPUT: a file lacks headings that it must have, or has
 * one twice. UT_USAGE: insats or start has no source, a
 * column of `keep` is not there or cannot be kept, there is a personnummer column without `key` or `drop_identity`. */
enum ut_status ut_import_open(struct ut_import **out, struct ut_reader *reader, const struct ut_import_options *options,
                              struct ut_error *err);

/* The columns of the participations. Lives as long as the import. */
const struct ut_text *ut_import_columns(const struct ut_import *im, size_t *count);

/* The headings that are dropped although nobody said so, as quoted names with commas, into `list` (empty: none). */
enum ut_status ut_import_dropped(const struct ut_import *im, struct ut_buf *list);

/* One thing that is wrong with a row. */
struct ut_import_problem {
  struct ut_error why; /* with its place and heading; it never shows an identity */
  const char *column;  /* (of participations) at fault; "" when it is the row, or a column that is dropped */
  bool unknown_code;   /* a code that is not in the vocabulary */
};

/* What is known of a row beside its fields. */
struct ut_imported {
  const struct ut_text *fields; /* one per column; valid until the next call */
  const char *source;
  size_t line;
  bool total;                      /* a total row: there are no fields */
  bool typed;                      /* of a workbook: numbers have a point, and days may have a time */
  bool anonymous;                  /* all but insats, kon and the year of start is blanked */
  ut_date start, slut, registered; /* UT_DATE_NONE: empty or not there */
  bool numbered;                   /* a personnummer was read */
  bool unknown_day;                /* the personnummer tells no day of birth */
  bool padded;                     /* it had lost the zeros in front */
  bool other_sex, other_year;      /* what is recorded contradicts the personnummer; the record stands */
  struct ut_text insats, identity; /* who takes part in what, whether the id is written or not; empty: not known */
  const struct ut_import_problem *problems; /* of UT_BAD_ROW: all of them; valid until the next call */
  size_t problem_count;
};

/* The next row. UT_END after the last, when the run has been told of its doubts; UT_BAD_ROW with everything that is
 * wrong in `out` and the first of it in `err`: the next call goes on with the row after it. `out->source` and
 * `out->line` are set in both cases. UT_BAD_INPUT at the end of a file whose extents are not percentages. `err` is
 * not NULL. */
enum ut_status ut_import_next(struct ut_import *im, struct ut_imported *out, struct ut_error *err);
void ut_import_free(struct ut_import *im);

UT_END_C

#endif

/* Maps, utfall-map(5): how a raw export becomes participations, as data that an analyst edits.
 * A map is read once and then never changes; everything in it is borrowed from it and lives as long as it does. */
#ifndef UTFALL_MAP_H
#define UTFALL_MAP_H

#include "import/defaults.h"
#include "utfall/column.h"
#include "utfall/import.h"

enum {
  UT_NO_SOURCE = -1,
  UT_MAP_LATEST_YEAR = 2040 /* of days whose years have two digits */
};

/* A heading as a map names it: by its slug, and which of those that are written the same ("Start#2" is the second). */
struct ut_map_heading {
  struct ut_text text, slug;
  size_t nth; /* from 1 on */
};

/* One key of "columns". */
struct ut_map_column {
  struct ut_map_heading heading;
  struct ut_text target; /* without ".percent"; ptr NULL: the column is dropped in silence */
  bool extent;           /* NAME.percent */
  ptrdiff_t source;      /* of an extent: index of the source that it belongs to; else UT_NO_SOURCE */
};

enum ut_map_spelling {
  UT_MAP_SPELLING,
  UT_MAP_PATTERN, /* "~Komvux *": any cell that is like it */
  UT_MAP_DEFAULT  /* "*": any cell that is not known otherwise */
};

#define UT_MAP_PERCENT "percent" /* the key of "values" whose spellings are words for extents, in percent */

/* One spelling in "values". */
struct ut_map_value {
  const struct ut_column *column; /* NULL: all columns of a list, whatever the occasion, or one that passes through */
  const struct ut_vocabulary *codes; /* of the column, or of these columns */
  struct ut_text kept;               /* the name of a column that passes through; ptr NULL: it does not */
  enum ut_map_spelling kind;
  char *number;                  /* the value, where it is a number; owned; NULL: it is a text */
  struct ut_text spelling, slug; /* a pattern without its ~ */
  struct ut_text value;          /* canonical; empty: the cell is missing */
};

/* One key of "on_error": cells that cannot be used are missing. */
struct ut_map_forgiven {
  const struct ut_column *column; /* NULL: person */
  bool extent, person;            /* NAME.percent; personnummer */
};

/* What the rows become. */
enum ut_map_kind { UT_MAP_PARTICIPATIONS, UT_MAP_MEASURES, UT_MAP_PAYMENTS, UT_MAP_LEDGER };

/* A heading whose cells are answers, or amounts of one month or of one code. */
struct ut_map_question {
  struct ut_text heading, name;   /* as it is written; under which it passes through, which no column is called */
  struct ut_text matt, tillfalle; /* ptr NULL: that of the row */
  struct ut_text manad, kod;      /* of an amount, one of them */
};

struct ut_map_constant {
  const struct ut_column *column; /* NULL: of another kind than participations, */
  struct ut_text name;            /* its name */
  struct ut_text value;
};

struct ut_map {
  enum ut_map_kind kind;
  const char *encoding; /* NULL: not said */
  char delimiter;       /* 0: not said */
  char decimal;         /* ',' or '.'; 0: either */
  char thousands;       /* between those of amounts, ',' or '.'; 0: blanks alone */
  int percent_of;       /* what an extent of all is written as, 1 or 100; 0: not said */
  char quote;           /* 0: not said */
  size_t skip_lines, heading_rows;
  bool headless;
  const char *sheet;            /* of a workbook; NULL: the map does not say */
  struct ut_text total_column;  /* slug of the heading by whose cell a total row is known; ptr NULL: its first */
  struct ut_text *total_starts; /* what the cell begins with, one of them */
  size_t total_start_count;
  bool total_count;             /* it says how many rows there are, */
  struct ut_text total_counted; /* in the cell under a heading with this slug; ptr NULL: in its own, or another */
  const char **dates;           /* formats of ut_date_parse_format, beside ISO and YYYYMMDD */
  size_t date_count;
  const char **months; /* the same without a day, of payments */
  size_t month_count;
  bool serials;                  /* dates may be the numbers of days that Excel counts */
  struct ut_map_column *columns; /* in the order of the file */
  size_t column_count;
  struct ut_map_constant *constants;
  size_t constant_count;
  struct ut_map_value *values;
  size_t value_count;
  struct ut_map_question *questions; /* of measures, and of payments that have a heading for each month or code */
  size_t question_count;
  struct ut_map_forgiven *forgiven;
  size_t forgiven_count;
  struct ut_text *not_persons; /* slugs of headings whose ten or twelve digits are other numbers */
  size_t not_person_count;
  struct ut_map_heading *required, *optional; /* headings that every file must have; that may be missing unnoted */
  size_t required_count, optional_count;
  bool requires;                /* the map says which */
  void *tree;                   /* holds the texts, but for slugs */
  struct ut_defaults *defaults; /* NULL: none */
};

/* The key of the nth heading with this slug, or NULL. What is dropped by the map is dropped however often it stands.
 * `map` may be NULL here and below. */
const struct ut_map_column *ut_map_find(const struct ut_map *map, struct ut_text slug, size_t nth);

/* A heading without "#N" at its end; *nth is 0 where it has none. */
struct ut_text ut_map_base(struct ut_text heading, size_t *nth);

/* The constant of a column; ptr NULL when there is none. */
struct ut_text ut_map_constant(const struct ut_map *map, const struct ut_column *column);

/* That of a column of another kind. */
struct ut_text ut_map_kind_constant(const struct ut_map *map, struct ut_text name);

/* Does a heading, or a constant of another kind, give a column of this name? */
bool ut_map_gives(const struct ut_map *map, struct ut_text name);

/* The meaning of a trimmed cell of this column by the map; `slug` is the cell's. The exact spelling comes first, then
 * one that is the same without regard to case, accents and blanks, then the first pattern that the cell is like; the
 * column's own come before those for all occasions. ptr NULL when there is none. */
struct ut_text ut_map_value(const struct ut_map *map, const struct ut_column *column, struct ut_text cell,
                            struct ut_text slug);

/* What any other cell of this column means; ptr NULL: the map does not say. */
struct ut_text ut_map_default(const struct ut_map *map, const struct ut_column *column);

/* The defaults of the map; NULL: it has none. */
const struct ut_defaults *ut_map_defaults(const struct ut_map *map);

/* The meaning of a trimmed cell of a column that passes through under this name, the default included; ptr NULL: it
 * stays as it is. */
struct ut_text ut_map_kept_value(const struct ut_map *map, struct ut_text name, struct ut_text cell,
                                 struct ut_text slug);
bool ut_map_has_kept_values(const struct ut_map *map, struct ut_text name);

/* Is it what a questionnaire asks for, or "*" for all of that? */
bool ut_map_is_measure(const struct ut_map *map, struct ut_text name);

/* What says that cells of this column (its extents; NULL: personnummer) that cannot be used are missing; NULL: nothing
 * does. */
const struct ut_map_forgiven *ut_map_forgives(const struct ut_map *map, const struct ut_column *column, bool extent);

/* A trimmed cell as a day by the formats of the map; UT_DATE_NONE: by none. */
ut_date ut_map_date(const struct ut_map *map, struct ut_text cell);

/* Is it, trimmed, another day by one of these formats? */
bool ut_map_has_other_date(const struct ut_map *map, struct ut_text cell, ut_date day);

/* Is it a day as Excel counts them, which the map allows? */
bool ut_map_is_serial(const struct ut_map *map, struct ut_text cell);

/* Does the map give a spelling of this column a meaning? */
bool ut_map_has_values(const struct ut_map *map, const struct ut_column *column);

/* Does the column under a heading with this slug hold other numbers than those of persons? */
bool ut_map_not_persons(const struct ut_map *map, struct ut_text slug);

/* The value of the spelling that is nearest to a slug, for "did you mean"; ptr NULL when none is near. */
struct ut_text ut_map_nearest(const struct ut_map *map, const struct ut_column *column, struct ut_text slug);

#endif

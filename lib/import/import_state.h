/* What an import holds while it runs: what fills each column, the row that is read, what is in doubt. */
#ifndef UTFALL_IMPORT_STATE_H
#define UTFALL_IMPORT_STATE_H

#include "import/cell_convert.h"
#include "import/duplicates.h"
#include "import/headings.h"
#include "import/pseudonym.h"
#include "import/total_rows.h"
#include "import/swapped_days.h"
#include "import/years.h"
#include "model/tally.h"
#include "utfall/import.h"

struct ut_import_target;

/* Fills a column from the cells of a row. UT_BAD_ROW: the cell cannot be used, and is blamed. */
typedef enum ut_status ut_import_filler(struct ut_import *im, struct ut_import_target *t, const struct ut_text *cells,
                                        struct ut_error *err);

/* What can be done without a call. */
enum ut_import_path {
  UT_FILL_CELL, /* look one cell up */
  UT_FILL_DATE, /* one cell, mostly an ISO date */
  UT_FILL_LIST, /* mostly no cell or one */
  UT_FILL_CALL
};

/* A column of the participations with what fills it, and its current value. */
struct ut_import_target {
  enum ut_import_path path;
  size_t field;               /* of UT_FILL_CELL and UT_FILL_DATE */
  const struct ut_memo *memo; /* of the converter; NULL when it has none */
  struct ut_text empty;       /* the constant, or nothing: what an empty cell means */
  int64_t empty_number;
  ut_import_filler *fill; /* what the paths do not settle */
  const struct ut_import_column *from;
  struct ut_cell_converter *converter; /* NULL: passed through, or never filled from a cell */
  bool doubts;                         /* a number above 0 says what is in doubt, which is counted in each row */
  bool valued;                         /* it passes through, and the map has values for it */
  struct ut_buf joined;
  struct ut_text *out;
  int64_t number; /* of the current value, where it is a date or a year */
};

/* Columns that the row as a whole asks for. */
enum ut_import_part {
  UT_PART_INSATS,
  UT_PART_START,
  UT_PART_SLUT,
  UT_PART_ID,
  UT_PART_ANONYM,
  UT_PART_KON,
  UT_PART_FODELSEAR,
  UT_PARTS
};

/* Doubts that are told of at the end, each once: how many rows, and the first of them. */
enum ut_import_doubt {
  UT_DOUBT_PLACEHOLDER,
  UT_DOUBT_PADDED,
  UT_DOUBT_FAR_END,
  UT_DOUBT_BACKWARDS,
  UT_DOUBT_NO_WORK,
  UT_DOUBT_TWICE,
  UT_DOUBT_GARBLED,
  UT_DOUBT_UNNAMED,
  UT_DOUBT_TWO_DAYS,
  UT_DOUBTS
};

/* The extents of one column of a file. */
struct ut_import_extents {
  int64_t most;          /* above 0, in hundredths of a percent, without those with a percent sign; 0: none is */
  size_t line;           /* of the first */
  struct ut_tally small; /* those of at most 1 percent */
};

struct ut_import_doubts {
  struct ut_tally of[UT_DOUBTS];
  struct ut_years years;
  struct ut_tally *forgiven;         /* by key of the map's on_error */
  struct ut_import_extents *extents; /* by field: of the file that is read */
  struct ut_swapped_days *days;      /* by field */
};

/* What is wrong with the row. */
struct ut_import_problems {
  struct ut_import_problem *items;
  size_t count, room;
  const char *blamed; /* the column of the last failure */
  bool unknown_code;  /* it is an unknown code */
  bool found_person;  /* it is a cell that holds a personnummer */
};

struct ut_import {
  struct ut_reader *reader;
  struct ut_import_options options;
  struct ut_headings *headings;
  struct ut_import_target *targets;
  struct ut_cell_converter *extents, *registered;
  struct ut_buf slug; /* of a kept cell */
  size_t count;
  struct ut_import_target *parts[UT_PARTS]; /* NULL: not there */
  struct ut_text *names, *out;
  struct ut_imported *row; /* the caller's, during a call */
  char id[UT_PSEUDONYM_LETTERS], digits[12], year[12], january[16];
  struct ut_import_problems problems;
  struct ut_import_doubts doubts;
  bool other;                       /* rows are of another kind than participations */
  bool *other_numbers;              /* by field: the map says that it holds no persons */
  const char *source;               /* the name of the file that is read */
  struct ut_total_rows *totals;     /* NULL: the map has none */
  struct ut_duplicates *duplicates; /* NULL: nobody asks */
  bool in_blocks;                   /* rows that end are those of a block: what is in doubt is for another process */
};

#endif

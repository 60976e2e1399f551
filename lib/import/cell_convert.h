/* Cells of a raw export to canonical cells of one column, by the map's tables and formats. */
#ifndef UTFALL_CELL_CONVERT_H
#define UTFALL_CELL_CONVERT_H

#include "import/map.h"
#include "base/memo.h"

struct ut_cell_converter;

/* Whether a text looks as if it went through a wrong encoding. */
enum ut_text_doubt {
  UT_TEXT_SOUND,
  UT_TEXT_TWICE,  /* decoded twice */
  UT_TEXT_GARBLED /* signs where letters were */
};

struct ut_cell_converted {
  struct ut_text text; /* canonical; empty: the cell says nothing. Valid until the second next conversion */
  /* Of a date: its day number; of fodelsear: the year; of an extent: hundredths of a percent; of a list: 1 where
   * it holds work of 0 percent, else 0; of a text: an enum ut_text_doubt. */
  int64_t number;
};

/* For a recorded column; NULL: for extents (50, 37,5 %), whose text is ":37.5", as it follows a code in a list. `map`
 * may be NULL and outlives the converter. */
enum ut_status ut_cell_converter_new(struct ut_cell_converter **out, const struct ut_column *column,
                                     const struct ut_map *map);

/* What was seen before is remembered, in a bounded memory that the caller may ask first. UT_BAD_ROW, without a place:
 * the cell cannot be used: it is a lone *, no date, no number, no code (the nearest one is suggested), or holds a
 * personnummer, which is not shown. */
enum ut_status ut_cell_convert(struct ut_cell_converter *c, struct ut_text cell, struct ut_cell_converted *out,
                               struct ut_error *err);

/* The largest extent above 0 that list cells themselves have held so far, in hundredths of a percent; 0: none has.
 * *small: at least how many were of at most 1 percent. */
int64_t ut_cell_converter_extents(const struct ut_cell_converter *c, size_t *small);

/* Others have been seen elsewhere, of which this is the largest. */
void ut_cell_converter_add_extents(struct ut_cell_converter *c, int64_t most);

/* Whether the cells to come are of a workbook: numbers have a point, whatever the map says, and dates may have a time.
 * What is remembered of others is forgotten. */
void ut_cell_converter_type(struct ut_cell_converter *c, bool typed);

/* Lets pass what looks like a personnummer: the map says that the column holds other numbers. */
void ut_cell_converter_allow_numbers(struct ut_cell_converter *c);

/* May an ISO date be taken as it stands? The map may give one another meaning. */
bool ut_cell_converter_plain(const struct ut_cell_converter *c);

/* The memory of a converter, or NULL where asking it gains nothing (dates, which are mostly ISO already). */
const struct ut_memo *ut_cell_converter_memo(const struct ut_cell_converter *c);

/* Was the last UT_BAD_ROW a code that is not in the vocabulary? */
bool ut_cell_converter_unknown(const struct ut_cell_converter *c);
/* Was it a cell that holds a personnummer? */
bool ut_cell_converter_found_person(const struct ut_cell_converter *c);
void ut_cell_converter_free(struct ut_cell_converter *c);

/* Is what a list cell says one code of work, without an extent? */
bool ut_code_is_work(const struct ut_column *column, struct ut_text codes);

/* Does an extent say itself that it is one of a hundred (50 %, 50 procent)? *number is what it says. */
bool ut_extent_is_percent(struct ut_text cell, struct ut_text *number);

/* UT_BAD_ROW when a cell that is passed on unchanged holds a personnummer or is a lone *. What a date format of the map
 * reads holds none. */
enum ut_status ut_cell_convert_check(const struct ut_map *map, struct ut_text cell, struct ut_error *err);

/* The same for a cell of a column that is dropped because its content is not known. Ten digits without a sign are let
 * pass there: they may be a telephone number. */
enum ut_status ut_cell_convert_check_dropped(const struct ut_map *map, struct ut_text cell, struct ut_error *err);

#endif

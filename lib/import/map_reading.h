/* Keys of a map that say how the export is read. */
#ifndef UTFALL_MAP_READING_H
#define UTFALL_MAP_READING_H

#include "import/map_json.h"

ut_map_take ut_map_take_encoding;
ut_map_take ut_map_take_delimiter;
ut_map_take ut_map_take_quote;
ut_map_take ut_map_take_sheet;
ut_map_take ut_map_take_skip_lines;
ut_map_take ut_map_take_heading_rows;
ut_map_take ut_map_take_header;
ut_map_take ut_map_take_decimal;
ut_map_take ut_map_take_thousands;
ut_map_take ut_map_take_percent_of;
ut_map_take ut_map_take_dates;
ut_map_take ut_map_take_total_row;

#endif

/* What a price list is made of. */
#ifndef UTFALL_PRICELIST_H
#define UTFALL_PRICELIST_H

#include "payback/prices.h"

/* 10 000 billion kronor: sums of the amounts of an item and what an index makes of them do not overflow. */
#define PRICE_LARGEST INT64_C(1000000000000000)

struct price_row {
  struct ut_text code; /* owned */
  int actor, year;
  bool transfer;
  ut_money amount, low, high;
  size_t line; /* of the file */
};

struct index_year {
  int year;
  int64_t number, divisor; /* varde = number / divisor */
};

struct ut_prices {
  char *source;
  struct price_row *rows;
  size_t row_count;
  struct index_year *index;
  size_t index_count;
  struct ut_price_item *items;
  size_t item_count;
  struct ut_price_line *lines;
  size_t line_count;
};

#endif

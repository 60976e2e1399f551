/* A row of a tidy table being put together: keys, then figures. */
#ifndef UTFALL_TIDY_H
#define UTFALL_TIDY_H

#include "utfall/money.h"
#include "utfall/stats.h"
#include "utfall/stream.h"

enum { UT_TIDY_FIGURES = 32, UT_TIDY_CELLS = UT_NAMES_MAX + UT_TIDY_FIGURES };

struct ut_tidy {
  struct ut_writer *writer;
  int decimals;        /* of ratios and doubles */
  struct ut_text lead; /* the cell before the keys of every row; ptr NULL: none */
  struct ut_text cells[UT_TIDY_CELLS];
  size_t filled;
  char figures[UT_TIDY_FIGURES][UT_RATIO_SIZE];
  size_t figured;
  bool too_large; /* an amount could not be written; the row fails */
};

/* Opens the writer with these columns; ut_writer_open where some are texts, as those of --by, or where a number has a
 * name that ut_column_of does not know. */
enum ut_status ut_tidy_open(struct ut_tidy *t, struct ut_output *output, enum ut_format to, const char *const *names,
                            size_t count, struct ut_error *err);

/* A new row that begins with these texts; they are borrowed until ut_tidy_end. */
void ut_tidy_begin(struct ut_tidy *t, const struct ut_text *keys, size_t count);

/* One cell more. A ratio with the denominator 0 is an empty cell. */
void ut_tidy_text(struct ut_tidy *t, struct ut_text text);
void ut_tidy_count(struct ut_tidy *t, int64_t n);
void ut_tidy_money(struct ut_tidy *t, ut_money m);
void ut_tidy_ratio(struct ut_tidy *t, int64_t numerator, int64_t denominator);
/* The part in whole percent, half away from zero; of nothing an empty cell. */
void ut_tidy_percent(struct ut_tidy *t, ut_money part, ut_money whole);
void ut_tidy_double(struct ut_tidy *t, double value);
/* The same of a figure that is a sum or product of quotients: first rounded to 12 significant digits, so that what
 * should be a half is one. */
void ut_tidy_estimate(struct ut_tidy *t, double value);
/* Öre as figured, rounded half away from zero; what is below a half by a millionth is a half that binary fractions
 * missed. An empty cell where there is no figure (NAN). An amount of 9e18 or more, which could not be told from what
 * overflowed, makes ut_tidy_end fail. */
void ut_tidy_amount(struct ut_tidy *t, double amount);

/* Three cells: antal, bas and andel, the percentage of the one in the other. */
void ut_tidy_share(struct ut_tidy *t, int64_t n, int64_t base);

/* Two cells: the limits of the Wilson interval of that percentage; empty where there is no base. */
void ut_tidy_interval(struct ut_tidy *t, int64_t n, int64_t base, double z);

/* That many empty cells. */
void ut_tidy_empty(struct ut_tidy *t, size_t count);

/* Writes the row. UT_BAD_INPUT: an amount in it was too large. */
enum ut_status ut_tidy_end(struct ut_tidy *t, struct ut_error *err);

/* Ends the stream and frees the writer. `status` is what has become of it so far: UT_OK, or it is not completed.
 * Returns the first failure of both. */
enum ut_status ut_tidy_close(struct ut_tidy *t, enum ut_status status, struct ut_error *err);

#endif

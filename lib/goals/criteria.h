/* Criteria that kommuner meet wholly, partly or not: how many, and what nobody has answered. */
#ifndef UTFALL_CRITERIA_H
#define UTFALL_CRITERIA_H

#include "base/names.h"
#include "utfall/stream.h"

struct ut_criteria;

struct ut_criteria_options {
  const char *key;       /* the column that says who answers, borrowed; NULL: kommun */
  struct ut_range scale; /* whole numbers, not below 0, that an answer may be: the highest is helt, the lowest nej, any
                            other delvis; low and high equal: answers are those words */
};

/* Reads the criteria from a stream of kriterium; other columns are for people. One with kommun and svar is of answers,
 * which are taken too, as by ut_criteria_answer: the criteria are those that they name, in their order. After a
 * failure, too, the caller frees *out. UT_BAD_INPUT: a criterion without a name, one named `*`, one named twice where
 * there are no answers, none at all. UT_USAGE: a key that is another column of the answers or of the table. */
enum ut_status ut_criteria_load(struct ut_criteria **out, const char *path, const struct ut_criteria_options *options,
                                struct ut_run *run, struct ut_error *err);

/* Was what ut_criteria_load read answers? */
bool ut_criteria_answered(const struct ut_criteria *c);

/* Reads answers from the files: kommun, kriterium and svar (helt, delvis, nej, or one of the
 * scale; obesvarat, which an empty one is too).
 * UT_USAGE: a column is missing. UT_BAD_INPUT with its place: a criterion or an answer that is none, a second answer of
 * a kommun to a criterion, a kommun without a name. */
enum ut_status ut_criteria_answer(struct ut_criteria *c, char *const *paths, size_t count,
                                  const struct ut_reader_options *options, struct ut_error *err);

/* Writes, for each kommun in natural order (kriterium `*`) and for each criterion in its order (kommun `*`): antal that
 * are met wholly, bas (all of them), andel with `decimals` digits, delvis, nej, obesvarat (never answered included),
 * uppfyllt and att_fraga (which are unanswered, joined by |). uppfyllt is of a kommun: helt; i_stort where at least
 * `limit` percent (1-100) are met; oklart where the unanswered ones may still lift it to that; nej. *all_met: are all
 * kommuner helt or i_stort? With a scale medel_poang, the mean of those answered, is last. Instead of kommun
 * stands the key. */
enum ut_status ut_criteria_write(struct ut_criteria *c, struct ut_output *output, enum ut_format to, int64_t limit,
                                 int decimals, bool *all_met, struct ut_error *err);

void ut_criteria_free(struct ut_criteria *c);

#endif

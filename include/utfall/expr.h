/* Conditions over the columns of a row, utfall-expr(5): compiled once, evaluated without
 * allocation. */
#ifndef UTFALL_EXPR_H
#define UTFALL_EXPR_H

#include "utfall/column.h"

UT_BEGIN_C

/* How a name becomes a place in the row of values. The function returns UT_USAGE with a text (without caret) when
 * there is no such column. `text` (NULL: nobody asks) is told each text that a column is to equal, `pattern`
 * (NULL too) each that it is to be like; UT_NOMEM. */
struct ut_scope {
  enum ut_status (*column)(void *context, struct ut_text name, size_t *slot, const struct ut_column **column,
                           struct ut_error *err);
  void *context;
  enum ut_status (*text)(void *context, size_t slot, struct ut_text text, struct ut_error *err);
  enum ut_status (*pattern)(void *context, size_t slot, struct ut_text pattern, struct ut_error *err);
};

struct ut_expr;

/* UT_USAGE with a two-line caret under the place for a syntax error, a type error, an unknown column or
 * code (with the nearest one):
 *   unknown code "arbette" of sysselsattning (did you mean arbete?)
 *     sysselsattning_efter has arbette
 *                              ^
 * `text` is not kept. The caller frees. */
enum ut_status ut_expr_compile(struct ut_expr **out, const char *text, const struct ut_scope *scope,
                               struct ut_error *err);

/* `values` is indexed by the slots that the scope gave. A comparison with a missing value is false. */
bool ut_expr_true(const struct ut_expr *e, const struct ut_value *values);

/* Is any column that the expression reads missing in this row? (Columns only tested with `is empty` do not count.) */
bool ut_expr_lacks(const struct ut_expr *e, const struct ut_value *values);

void ut_expr_free(struct ut_expr *e);

UT_END_C

#endif

/* Cells decoded by the type of their column. */
#include "utfall/column.h"

#include <stdlib.h>

#include "base/distinct.h"
#include "base/grow.h"
#include "base/memo.h"
#include "base/no_date.h"
#include "base/personnummer.h"
#include "base/whole.h"

enum {
  REMEMBERED = 4096, /* spellings kept per column */
  SPELLING = 256,    /* the longest list that is kept */
  WHOLE_EXTENT = 100 * 100
};

struct ut_cells {
  const struct ut_column *column;
  enum ut_status (*decode)(struct ut_cells *cells, struct ut_text cell, struct ut_value *out, struct ut_error *err);
  struct ut_memo codes;         /* of a column of codes */
  struct ut_distinct spellings; /* of a column of lists, which are often longer than a memo remembers */
  struct ut_list *lists;        /* of the spellings, and behind them of one that is not kept */
  size_t room;
};

static enum ut_status bad_code(const struct ut_vocabulary *v, struct ut_text code, struct ut_error *err)
{
  char shown[UT_QUOTED], suggestion[UT_SUGGESTION];
  return ut_error_set(err, UT_BAD_INPUT, "%s is not a code of %s%s", ut_quote(shown, code.ptr, code.len), v->name,
                      ut_vocabulary_suggest(v, code, suggestion));
}

int64_t ut_list_extent(const struct ut_list *list, uint32_t codes)
{
  int64_t sum = 0;
  for (uint32_t rest = list->has & codes; rest; rest &= rest - 1)
    sum += list->extent[__builtin_ctz(rest)];
  return sum;
}

/* Hundredths of a percent, or -1. */
static int32_t parse_extent(struct ut_text t)
{
  int64_t hundredths;
  bool good = ut_number_exact(t, 2, &hundredths) && hundredths >= 0 && hundredths <= WHOLE_EXTENT;
  return good ? (int32_t)hundredths : -1;
}

static enum ut_status parse_part(struct ut_text part, struct ut_cells *cells, struct ut_list *list,
                                 struct ut_error *err)
{
  const struct ut_vocabulary *v = cells->column->codes;
  struct ut_text rest = part, code;
  int32_t extent = WHOLE_EXTENT;
  ut_text_split(&rest, ':', &code);
  int index = ut_vocabulary_find(v, code);
  if (index < 0)
    return bad_code(v, code, err);
  if (rest.ptr)
    extent = parse_extent(rest);
  else
    list->bare |= UINT32_C(1) << index;
  if (extent < 0) {
    char shown[UT_QUOTED];
    return ut_error_set(err, UT_BAD_INPUT, "%s is not an extent (expected 0-100 percent, at most two decimals)",
                        ut_quote(shown, rest.ptr, rest.len));
  }
  if (rest.ptr && extent > 0) {
    list->least = list->least == 0 || extent < list->least ? extent : list->least;
    list->most = extent > list->most ? extent : list->most;
  }
  list->has |= UINT32_C(1) << index;
  if (list->extent[index] <= INT32_MAX - extent)
    list->extent[index] += extent;
  if (list->extent[index] > WHOLE_EXTENT)
    list->over |= UINT32_C(1) << index;
  return UT_OK;
}

/* Parses a list and keeps it; where there are enough, it is parsed again the next time. */
static enum ut_status learn_list(struct ut_cells *cells, struct ut_text cell, uint32_t *number, struct ut_error *err)
{
  struct ut_text rest = cell, part;
  *number = (uint32_t)ut_distinct_count(&cells->spellings);
  struct ut_list *lists = ut_grow(cells->lists, *number, &cells->room, sizeof *lists);
  if (!lists)
    return ut_error_nomem(err);
  cells->lists = lists;
  memset(&lists[*number], 0, sizeof *lists);
  while (ut_text_split(&rest, '|', &part))
    UT_TRY(parse_part(part, cells, &lists[*number], err));
  if (*number < REMEMBERED && cell.len <= SPELLING && ut_distinct_add(&cells->spellings, cell, number) != UT_OK)
    return ut_error_nomem(err);
  return UT_OK;
}

static enum ut_status decode_list(struct ut_cells *cells, struct ut_text cell, struct ut_value *out,
                                  struct ut_error *err)
{
  uint32_t number;
  if (!ut_distinct_find(&cells->spellings, cell, &number))
    UT_TRY(learn_list(cells, cell, &number, err));
  out->list = &cells->lists[number];
  return UT_OK;
}

static enum ut_status decode_code(struct ut_cells *cells, struct ut_text cell, struct ut_value *out,
                                  struct ut_error *err)
{
  const struct ut_memo_entry *known = ut_memo_find(&cells->codes, cell);
  out->number = known ? known->number : ut_vocabulary_find(cells->column->codes, cell);
  if (out->number < 0)
    return bad_code(cells->column->codes, cell, err);
  if (!known && ut_memo_add(&cells->codes, REMEMBERED, cell, ut_text_of(""), out->number, &known) != UT_OK)
    return ut_error_nomem(err);
  return UT_OK;
}

static enum ut_status decode_text(struct ut_cells *cells, struct ut_text cell, struct ut_value *out,
                                  struct ut_error *err)
{
  (void)cells, (void)cell, (void)out, (void)err;
  return UT_OK;
}

static enum ut_status decode_date(struct ut_cells *cells, struct ut_text cell, struct ut_value *out,
                                  struct ut_error *err)
{
  (void)cells;
  out->number = ut_date_parse(cell);
  if (out->number != UT_DATE_NONE)
    return UT_OK;
  return ut_no_iso_date(cell, UT_BAD_INPUT, err);
}

static enum ut_status decode_number(struct ut_cells *cells, struct ut_text cell, struct ut_value *out,
                                    struct ut_error *err)
{
  const struct ut_column *c = cells->column;
  bool plain = ut_text_integer(cell, &out->number), good = plain;
  if (!plain) {
    good = c->expected ? ut_number_whole(cell, &out->number) : ut_number_parse(cell, &out->number, &out->divisor);
    out->text = ut_number_bare(cell); /* 1970.0 and 1970 are one group */
  }
  if (good && c->expected)
    good = out->number >= c->low && out->number <= c->high;
  if (good)
    return UT_OK;
  char shown[UT_QUOTED];
  return ut_error_set(err, UT_BAD_INPUT, "%s is not %s", ut_quote(shown, cell.ptr, cell.len),
                      c->expected ? c->expected : "a number");
}

enum ut_status ut_cells_new(struct ut_cells **out, const struct ut_column *column)
{
  static enum ut_status (*const decoders[])(struct ut_cells *, struct ut_text, struct ut_value *, struct ut_error *) = {
      [UT_TYPE_TEXT] = decode_text, [UT_TYPE_NUMBER] = decode_number, [UT_TYPE_DATE] = decode_date,
      [UT_TYPE_CODE] = decode_code, [UT_TYPE_LIST] = decode_list,
  };
  struct ut_cells *cells = calloc(1, sizeof *cells);
  if (!cells)
    return UT_NOMEM;
  cells->column = column;
  cells->decode = decoders[column->type];
  *out = cells;
  return UT_OK;
}

enum ut_status ut_cells_decode(struct ut_cells *cells, struct ut_text cell, struct ut_value *out, struct ut_error *err)
{
  *out = (struct ut_value){.text = cell, .divisor = 1, .missing = cell.len == 0};
  if (cell.len == 0)
    return UT_OK;
  enum ut_status status = cells->decode(cells, cell, out, err);
  if (status) {
    ut_personnummer_hide(err, cell);
    ut_error_at(err, NULL, 0, 0, cells->column->name);
  }
  return status;
}

void ut_cells_free(struct ut_cells *cells)
{
  if (!cells)
    return;
  ut_memo_clear(&cells->codes);
  ut_distinct_clear(&cells->spellings);
  free(cells->lists);
  free(cells);
}

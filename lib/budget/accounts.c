/* Ranges of accounts, sorted, so that an account is found by bisection. */
#include "budget/accounts.h"

#include <stdlib.h>

#include "base/whole.h"
#include "model/share.h"
#include "stream/fields.h"

enum { FRAN, TILL, KATEGORI, COLUMNS };
static const char *const column_names[COLUMNS] = {"fran", "till", "kategori"};

enum { DIGITS = 12 }; /* of an account; further ones make no difference */

/* The ends as numbers of DIGITS digits. */
struct account_range {
  int64_t first, last;
  struct ut_text category;
  size_t line;
};

struct ut_accounts {
  struct account_range *ranges;
  size_t count;
  char *source;
};

/* The digits at the front, filled up behind with `filler` to DIGITS of them; -1 when there is none. *used says how many
 * there were. */
static int64_t number_of(struct ut_text account, int filler, size_t *used)
{
  int64_t number = 0;
  for (*used = 0; *used < account.len && *used < DIGITS; ++*used) {
    if (!ut_char_is_digit(account.ptr[*used]))
      break;
    number = 10 * number + (account.ptr[*used] - '0');
  }
  for (size_t i = *used; i < DIGITS; i++)
    number = 10 * number + filler;
  return *used > 0 ? number : -1;
}

static enum ut_status read_end(const struct ut_fields *f, size_t column, int filler, int64_t *out, struct ut_error *err)
{
  struct ut_text cell = ut_number_bare(f->cells[column]);
  size_t used;
  *out = number_of(cell, filler, &used);
  if (*out >= 0 && used == cell.len)
    return UT_OK;
  return ut_fields_not(f, column, err, "an account (expected 1 to %d digits)", DIGITS);
}

static enum ut_status add_range(void *context, const struct ut_fields *f, struct ut_error *err)
{
  struct ut_accounts *a = context;
  struct account_range *grown = reallocarray(a->ranges, a->count + 1, sizeof *grown);
  if (!grown)
    return ut_error_nomem(err);
  a->ranges = grown;
  struct account_range new = {.line = f->row.line};
  UT_TRY(read_end(f, FRAN, 0, &new.first, err));
  UT_TRY(read_end(f, TILL, 9, &new.last, err));
  if (new.last < new.first)
    return ut_fields_refuse(f, TILL, err, "the range ends before it begins");
  UT_TRY(ut_fields_name(f, KATEGORI, &new.category, err));
  a->ranges[a->count++] = new;
  return UT_OK;
}

static int compare_ranges(const void *a, const void *b)
{
  const struct account_range *x = a, *y = b;
  return x->first != y->first ? (x->first < y->first ? -1 : 1) : (x->line < y->line ? -1 : 1);
}

/* An account has one category: of two ranges that overlap, the later row is to blame. */
static enum ut_status check_overlaps(const struct ut_accounts *a, struct ut_error *err)
{
  for (size_t i = 1; i < a->count; i++) {
    size_t x = a->ranges[i - 1].line, y = a->ranges[i].line;
    if (a->ranges[i].first > a->ranges[i - 1].last)
      continue;
    ut_error_set(err, UT_BAD_INPUT, "the range overlaps that of line %zu", x < y ? x : y);
    ut_error_at(err, a->source, x < y ? y : x, 0, column_names[FRAN]);
    return UT_BAD_INPUT;
  }
  return UT_OK;
}

enum ut_status ut_accounts_load(struct ut_accounts **out, const char *name, struct ut_run *run, struct ut_error *err)
{
  struct ut_accounts *a = *out = calloc(1, sizeof *a);
  if (!a)
    return ut_error_nomem(err);
  UT_TRY(ut_share_find(&a->source, "accounts", name, ".csv", err));
  UT_TRY(ut_fields_read(a->source, run, column_names, COLUMNS, COLUMNS, add_range, a, err));
  if (a->count > 0)
    qsort(a->ranges, a->count, sizeof *a->ranges, compare_ranges);
  return check_overlaps(a, err);
}

struct ut_text ut_accounts_category(const struct ut_accounts *a, struct ut_text account)
{
  size_t low = 0, high = a->count, used;
  int64_t number = number_of(account, 0, &used);
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (a->ranges[middle].last < number)
      low = middle + 1;
    else
      high = middle;
  }
  bool found = low < a->count && a->ranges[low].first <= number && a->ranges[low].last >= number_of(account, 9, &used);
  return found ? a->ranges[low].category : (struct ut_text){"", 0};
}

void ut_accounts_free(struct ut_accounts *a)
{
  if (!a)
    return;
  for (size_t i = 0; i < a->count; i++)
    free((char *)a->ranges[i].category.ptr);
  free(a->ranges);
  free(a->source);
  free(a);
}

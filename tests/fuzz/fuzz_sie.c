/* SIE. The first byte chooses leniency (odd) and the length of the spans, the rest is the input.
 * - Any split of the input into spans gives the same records, findings and error.
 * - Texts are valid UTF-8, lines go up, rows of types 1 and 2 have no object in their periods.
 * - Lenient reading begins with all that strict reading gives, the message of its fault included.
 * - Every strictly read voucher sums to zero. */
#include "utfall/sie.h"

#include <stdio.h>
#include <stdlib.h>

static void demand(bool holds, const char *what)
{
  if (holds)
    return;
  fprintf(stderr, "fuzz_sie: %s\n", what);
  abort();
}

static void add(struct ut_buf *log, const void *ptr, size_t len)
{
  demand(ut_buf_add(log, &len, sizeof len) == UT_OK && ut_buf_add(log, ptr, len) == UT_OK, "out of memory");
}

static void add_text(struct ut_buf *log, struct ut_text t)
{
  demand(t.len == 0 || ut_utf8_valid(t.ptr, t.len) == t.len, "a text that is no UTF-8");
  add(log, t.ptr, t.len);
}

static void add_name(struct ut_buf *log, const struct ut_sie_name *name)
{
  add(log, &name->dimension, sizeof name->dimension);
  add(log, &name->index, sizeof name->index);
  add_text(log, name->number);
  add_text(log, name->name);
  add_text(log, name->sru);
}

static void add_record(struct ut_buf *log, const struct ut_sie_record *r)
{
  add(log, &r->kind, sizeof r->kind);
  add(log, &r->line, sizeof r->line);
  add(log, &r->amount, sizeof r->amount);
  add(log, &r->date, sizeof r->date);
  add(log, &r->period, sizeof r->period);
  for (size_t i = 0; i < r->count; i++)
    add_text(log, r->fields[i]);
  for (size_t i = 0; i < r->object_count; i++)
    add_name(log, r->objects[i]);
  if (r->account)
    add_name(log, r->account);
  add_text(log, r->text);
  add_text(log, r->series);
  add_text(log, r->number);
  add_text(log, r->voucher_text);
}

static void add_finding(void *context, enum ut_sie_severity severity, enum ut_note_code code, size_t count,
                        const struct ut_error *finding)
{
  char shown[UT_ERROR_TEXT + 100];
  ut_error_format(finding, shown, sizeof shown);
  demand(finding->line > 0 && ut_utf8_valid(shown, strlen(shown)) == strlen(shown), "a bad finding");
  demand(count > 0 && code < UT_NOTES, "a finding of nothing");
  if (severity == UT_SIE_NOTE)
    return; /* gathered, and told when reading ends, which it does elsewhere where it is lenient */
  add(context, shown, strlen(shown));
}

/* What must hold from one record to the next. */
struct reading {
  size_t line;
  size_t voucher_line;
  ut_money sum;
};

static void check_record(const struct ut_sie *s, struct reading *x, const struct ut_sie_record *r, bool lenient)
{
  demand(r->line > x->line, "lines that do not go up");
  x->line = r->line;
  bool objects = r->object_count > 0;
  demand(r->kind != UT_SIE_OBJECT_PERIOD || (objects && ut_sie_type(s) >= 3), "an object's row in a file of totals");
  demand(r->kind != UT_SIE_PERIOD || !objects, "objects in a total");
  demand(r->kind < UT_SIE_OPENING || r->kind >= UT_SIE_VOUCHER || r->account, "an amount without an account");
  demand(r->kind != UT_SIE_TRANSACTION || (r->account && r->voucher_line > 0), "a transaction of nothing");
  if (r->kind == UT_SIE_VOUCHER) {
    demand(lenient || x->sum == 0, "a voucher that does not sum to zero");
    x->sum = 0;
  }
  if (r->kind == UT_SIE_TRANSACTION && !lenient)
    x->sum += r->amount;
}

/* Reads all with `step` more bytes at a time and logs what came. Spans lie in memory of their own length. */
static void read_all(const uint8_t *data, size_t size, bool lenient, size_t step, struct ut_buf *log)
{
  struct ut_sie *s;
  struct ut_sie_record record;
  struct ut_error err = {0};
  /* Half of what is read is of those who need vouchers alone, by a bit of the data that the step does not change. */
  const uint32_t unused = size & 1 ? 1 << UT_SIE_FACT | 1 << UT_SIE_YEAR | 1 << UT_SIE_RESULT : 0;
  struct ut_sie_options options = {lenient, add_finding, log, unused, 0};
  struct reading x = {0};
  enum ut_status status = UT_MORE;
  size_t begin = 0, end = 0, used;
  demand(ut_sie_new(&s, &options) == UT_OK, "out of memory");
  while (status == UT_OK || status == UT_MORE) {
    if (status == UT_MORE)
      end = step < size - end ? end + step : size;
    char *span = malloc(end > begin ? end - begin : 1);
    memcpy(span, data + begin, end - begin);
    status = ut_sie_next(s, span, end - begin, end == size, &used, &record, &err);
    begin += used;
    demand(begin <= end, "used more than there was");
    if (status == UT_OK) {
      check_record(s, &x, &record, lenient);
      add_record(log, &record);
    }
    free(span);
  }
  demand(status == UT_END || (status == UT_BAD_INPUT && !lenient), "a status that cannot be");
  demand(status != UT_END || begin == size, "ended before the end");
  demand(status != UT_END || lenient || x.sum == 0, "a voucher that does not sum to zero");
  if (status == UT_BAD_INPUT)
    add_finding(log, UT_SIE_FAULT, UT_NOTE_SIE_ANMARKNING, 1, &err);
  ut_sie_free(s);
}

static void compare_splits(const uint8_t *data, size_t size, bool lenient, size_t step, const struct ut_buf *whole)
{
  struct ut_buf log = {0};
  read_all(data, size, lenient, step, &log);
  demand(ut_text_equal(ut_buf_text(&log), ut_buf_text(whole)), "a split changed what was read");
  ut_buf_clear(&log);
}

/* Leniency says the same up to the first fault, its message included, and then more. */
static void compare_leniency(const uint8_t *data, size_t size, const struct ut_buf *strict)
{
  struct ut_buf log = {0};
  read_all(data, size, true, size, &log);
  demand(log.len >= strict->len && (strict->len == 0 || memcmp(log.ptr, strict->ptr, strict->len) == 0),
         "leniency changed what came before a fault");
  ut_buf_clear(&log);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  if (size == 0)
    return 0;
  bool lenient = data[0] & 1;
  size_t step = data[0] / 2u + 1;
  struct ut_buf whole = {0};
  ut_sie_is((const char *)data + 1, size - 1);
  read_all(data + 1, size - 1, lenient, size, &whole);
  compare_splits(data + 1, size - 1, lenient, step, &whole);
  compare_splits(data + 1, size - 1, lenient, 1, &whole);
  if (!lenient)
    compare_leniency(data + 1, size - 1, &whole);
  ut_buf_clear(&whole);
  return 0;
}

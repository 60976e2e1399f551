/* What a text of SIE holds, as lines of a log: records, findings, and how it ends. */
#ifndef UTFALL_SIE_LOG_H
#define UTFALL_SIE_LOG_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "utfall/sie.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

#define HEAD "#FLAGGA 0\n#SIETYP 4\n#RAR 0 20190101 20191231\n#KONTO 1930 Bank\n#KONTO 4010 \"Inköp\"\n"
#define HEAD_LOG "1 #FLAGGA [0]\n2 #SIETYP [4]\n3 #RAR 0 2019-01-01 2019-12-31\n4 #KONTO 1930\n5 #KONTO 4010\n"

static inline void add(struct ut_buf *log, struct ut_text t)
{
  assert_int_equal(ut_buf_add_text(log, t), UT_OK);
}

static inline void add_date(struct ut_buf *log, ut_date date)
{
  char shown[11];
  assert_int_equal(ut_buf_format(log, " %s", ut_date_format(date, shown)), UT_OK);
}

static inline void add_objects(struct ut_buf *log, const struct ut_sie_record *r)
{
  for (size_t i = 0; i < r->object_count; i++) {
    const struct ut_sie_name *o = r->objects[i];
    ut_buf_format(log, " {%d %.*s=%.*s}", o->dimension, (int)o->number.len, o->number.ptr, (int)o->name.len,
                  o->name.len ? o->name.ptr : "");
  }
}

/* "3 #TRANS 4010 {6 P1=Bro} 1.50 2019-01-31 text | A 1": what a record has, apart from the texts of facts. */
static inline void log_record(struct ut_buf *log, const struct ut_sie_record *r)
{
  char money[UT_MONEY_SIZE];
  assert_int_equal(ut_buf_format(log, "%zu ", r->line), UT_OK);
  add(log, r->label);
  if (r->kind == UT_SIE_YEAR || (r->kind >= UT_SIE_OPENING && r->kind < UT_SIE_VOUCHER))
    ut_buf_format(log, " %d", r->year);
  if (r->period.last) {
    add_date(log, r->period.first);
    add_date(log, r->period.last);
  }
  if (r->account)
    ut_buf_format(log, " %.*s", (int)r->account->number.len, r->account->number.ptr);
  add_objects(log, r);
  if (r->kind >= UT_SIE_OPENING && r->kind != UT_SIE_VOUCHER)
    ut_buf_format(log, " %s", ut_money_format(r->amount, money));
  if (r->kind >= UT_SIE_VOUCHER)
    add_date(log, r->date);
  if (r->dimension)
    ut_buf_format(log, " %d<%d", r->dimension, r->parent);
  if (r->text.len > 0)
    ut_buf_format(log, " %.*s", (int)r->text.len, r->text.ptr);
  if (r->kind == UT_SIE_TRANSACTION)
    ut_buf_format(log, " | %.*s %.*s %.*s:%zu", (int)r->series.len, r->series.ptr, (int)r->number.len, r->number.ptr,
                  (int)r->voucher_text.len, r->voucher_text.ptr, r->voucher_line);
  for (size_t i = 0; r->kind == UT_SIE_FACT && i < r->count; i++)
    ut_buf_format(log, " [%.*s]", (int)r->fields[i].len, r->fields[i].ptr);
  ut_buf_add_string(log, "\n");
}

/* "note 3 line 7: ...": of the codes that are not those of remarks, the name is told as well. */
static inline void log_finding(void *context, enum ut_sie_severity severity, enum ut_note_code code, size_t count,
                               const struct ut_error *finding)
{
  char shown[UT_ERROR_TEXT + 100];
  static const char *const names[UT_NOTES] = {[UT_NOTE_TECKENKODNING_GISSAD] = "encoding ",
                                              [UT_NOTE_RTRANS_AVVIKER] = "added ",
                                              [UT_NOTE_SUMMA_AVVIKER] = "sum "};
  ut_error_format(finding, shown, sizeof shown);
  if (severity == UT_SIE_FAULT)
    ut_buf_format(context, "fault %s\n", shown);
  else
    ut_buf_format(context, "note %s%zu %s\n", names[code] ? names[code] : "", count, shown);
}

/* Reads `text` with `step` more bytes at a time, each span in memory of its own; logs records, findings and
 * the error. */
static inline void read_with(struct ut_buf *log, struct ut_text text, size_t step, bool lenient, uint32_t unused)
{
  struct ut_sie *s;
  struct ut_sie_record record;
  struct ut_error err = {0};
  struct ut_sie_options options = {lenient, log_finding, log, unused, 0};
  enum ut_status status = UT_MORE;
  size_t begin = 0, end = 0, used;
  assert_int_equal(ut_sie_new(&s, &options), UT_OK);
  while (status == UT_OK || status == UT_MORE) {
    if (status == UT_MORE)
      end = step < text.len - end ? end + step : text.len;
    char *span = malloc(end - begin + 1);
    memcpy(span, text.ptr + begin, end - begin);
    status = ut_sie_next(s, span, end - begin, end == text.len, &used, &record, &err);
    begin += used;
    if (status == UT_OK)
      log_record(log, &record);
    free(span);
  }
  char shown[UT_ERROR_TEXT + 100];
  if (status == UT_BAD_INPUT)
    ut_buf_format(log, "error %s\n", ut_error_format(&err, shown, sizeof shown));
  else
    assert_int_equal(status, UT_END);
  ut_sie_free(s);
}

static inline void read_all(struct ut_buf *log, struct ut_text text, size_t step, bool lenient)
{
  read_with(log, text, step, lenient, 0);
}

/* How reading ends for a caller without an error. */
static inline enum ut_status end_without_an_error(struct ut_text text, bool lenient)
{
  struct ut_sie *s;
  struct ut_sie_record record;
  const struct ut_sie_options options = {.lenient = lenient};
  enum ut_status status;
  size_t used, at = 0;
  assert_int_equal(ut_sie_new(&s, &options), UT_OK);
  while ((status = ut_sie_next(s, text.ptr + at, text.len - at, true, &used, &record, NULL)) == UT_OK)
    at += used;
  ut_sie_free(s);
  return status;
}

static inline void expect(struct ut_text text, bool lenient, const char *expected)
{
  struct ut_buf log = {0};
  read_all(&log, text, SIZE_MAX, lenient);
  assert_string_equal(ut_buf_string(&log), expected);
  bool failed = strstr(expected, "error ") != NULL;
  assert_int_equal(end_without_an_error(text, lenient), failed ? UT_BAD_INPUT : UT_END);
  ut_buf_clear(&log);
}

static inline void expect_strict(const char *text, const char *expected)
{
  expect(ut_text_of(text), false, expected);
}

#endif

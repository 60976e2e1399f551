/* Rows of named columns. */
#include "stream/fields.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/no_date.h"
#include "model/alike.h"
#include "model/total_words.h"
#include "stream/near_columns.h"

/* Files that lack a column and have one that is nearly called so. */
static enum ut_status note_near(const struct ut_fields *f, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < f->count && status == UT_OK; i++)
    status = ut_near_columns_note(f->reader, f->names[i], f->names, f->count, err);
  return status;
}

static enum ut_status find_columns(struct ut_fields *f, size_t needed, struct ut_error *err)
{
  for (size_t i = 0; i < f->count; i++) {
    struct ut_text name = ut_text_of(f->names[i]);
    f->places[i] = ut_reader_find(f->reader, name);
    if (i < needed)
      UT_TRY(ut_reader_need(f->reader, name, &f->places[i], err));
    if (f->places[i] >= 0)
      ut_reader_want(f->reader, (size_t)f->places[i]);
  }
  return note_near(f, err);
}

enum ut_status ut_fields_open(struct ut_fields *f, char *const *paths, size_t path_count,
                              const struct ut_reader_options *options, const char *const *names, size_t count,
                              size_t needed, struct ut_error *err)
{
  *f = (struct ut_fields){.names = names, .count = count};
  UT_TRY(ut_reader_open(&f->reader, paths, path_count, options, err));
  return find_columns(f, needed, err);
}

enum ut_status ut_fields_next(struct ut_fields *f, struct ut_error *err)
{
  UT_TRY(ut_reader_next(f->reader, &f->row, err));
  for (size_t i = 0; i < f->count; i++)
    f->cells[i] = f->places[i] < 0 ? (struct ut_text){"", 0} : f->row.fields[f->places[i]];
  return UT_OK;
}

void ut_fields_clear(struct ut_fields *f)
{
  ut_reader_free(f->reader);
  f->reader = NULL;
}

enum ut_status ut_fields_read(const char *path, struct ut_run *run, const char *const *names, size_t count,
                              size_t needed, ut_fields_row *each, void *context, struct ut_error *err)
{
  struct ut_reader_options options = {.run = run};
  struct ut_fields fields = {0};
  char *paths[] = {(char *)path};
  enum ut_status status = ut_fields_open(&fields, paths, 1, &options, names, count, needed, err);
  while (status == UT_OK && (status = ut_fields_next(&fields, err)) == UT_OK)
    status = each(context, &fields, err);
  ut_fields_clear(&fields);
  return status == UT_END ? UT_OK : status;
}

enum ut_status ut_fields_one_of(const struct ut_fields *f, size_t first, size_t count, size_t *out,
                                struct ut_error *err)
{
  ptrdiff_t place;
  for (*out = first; *out < first + count; ++*out)
    if (f->places[*out] >= 0)
      return UT_OK;
  return ut_reader_need(f->reader, ut_text_of(f->names[first]), &place, err);
}

void ut_fields_blame(const struct ut_fields *f, size_t column, struct ut_error *err)
{
  ut_error_at(err, f->row.source, f->row.line, 0, f->names[column]);
  if (f->places[column] >= 0)
    ut_reader_at_cell(f->reader, f->row.source, f->row.line, (size_t)f->places[column], err);
}

enum ut_status ut_fields_refuse(const struct ut_fields *f, size_t column, struct ut_error *err, const char *format, ...)
{
  char text[UT_ERROR_TEXT];
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  enum ut_status status = ut_error_set(err, UT_BAD_INPUT, "%s", text);
  ut_fields_blame(f, column, err);
  return status;
}

enum ut_status ut_fields_not(const struct ut_fields *f, size_t column, struct ut_error *err, const char *format, ...)
{
  char quoted[UT_QUOTED], text[UT_ERROR_TEXT];
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  ut_quote(quoted, f->cells[column].ptr, f->cells[column].len);
  return ut_fields_refuse(f, column, err, "%s is not %s", quoted, text);
}

enum ut_status ut_fields_date(const struct ut_fields *f, size_t column, ut_date *out, struct ut_error *err)
{
  *out = ut_date_parse(f->cells[column]);
  if (*out != UT_DATE_NONE)
    return UT_OK;
  enum ut_status status = ut_no_iso_date(f->cells[column], UT_BAD_INPUT, err);
  ut_fields_blame(f, column, err);
  return status;
}

enum ut_status ut_fields_money(const struct ut_fields *f, size_t column, bool negate, ut_money *out,
                               struct ut_error *err)
{
  enum ut_status status = ut_money_parse(f->cells[column], out, err);
  if (status == UT_OK && negate && __builtin_sub_overflow(0, *out, out))
    status = ut_error_set(err, UT_BAD_INPUT, "the amount is too large to turn its sign");
  if (status != UT_OK)
    ut_fields_blame(f, column, err);
  return status;
}

enum ut_status ut_fields_no_total(const struct ut_fields *f, size_t column, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  bool total = false;
  struct ut_text cell = f->cells[column];
  if (ut_total_word_is_sure(cell, &total) != UT_OK)
    return ut_error_nomem(err);
  return !total ? UT_OK : ut_fields_refuse(f, column, err, UT_IS_TOTAL, ut_quote(quoted, cell.ptr, cell.len));
}

enum ut_status ut_fields_label(const struct ut_fields *f, size_t column, struct ut_text *out, struct ut_error *err)
{
  struct ut_text cell = f->cells[column];
  *out = (struct ut_text){NULL, 0};
  if (ut_text_is(cell, "*"))
    return ut_fields_refuse(f, column, err, "\"*\" is no name: it stands for totals");
  *out = (struct ut_text){ut_text_copy(cell), cell.len};
  return out->ptr ? UT_OK : ut_error_nomem(err);
}

enum ut_status ut_fields_name(const struct ut_fields *f, size_t column, struct ut_text *out, struct ut_error *err)
{
  if (f->cells[column].len > 0)
    return ut_fields_label(f, column, out, err);
  *out = (struct ut_text){NULL, 0};
  return ut_fields_refuse(f, column, err, "the name is empty");
}

enum ut_status ut_fields_see(const struct ut_fields *f, size_t column, struct ut_error *err)
{
  const struct ut_alike_place place = {f->row.source, f->row.line};
  enum ut_status status = ut_alike_see(ut_reader_run(f->reader), ut_text_of(f->names[column]), f->cells[column], place);
  return status == UT_OK ? UT_OK : ut_error_nomem(err);
}

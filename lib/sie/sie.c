/* SIE files line by line: what braces do to the voucher, what is passed over, what must be closed at the end. */
#include <stdlib.h>
#include <strings.h>

#include "sie/siestate.h"

static enum ut_status open_brace(struct ut_sie *s, struct ut_error *err)
{
  if (s->skipped == 0 && s->place == SIE_BEFORE_BRACE) {
    s->place = SIE_IN_VOUCHER;
    return UT_OK;
  }
  s->skipped++;
  if (s->skipped == 1)
    s->skipped_line = s->line;
  if (s->skipped > 1 || s->passed)
    return UT_OK;
  return ut_error_set(err, UT_BAD_ROW, "a { that follows no #VER");
}

static enum ut_status close_brace(struct ut_sie *s, struct ut_error *err)
{
  if (s->skipped > 0) {
    s->skipped--;
    return UT_OK;
  }
  if (s->place == SIE_IN_VOUCHER)
    return sie_voucher_close(s, err);
  return ut_error_set(err, UT_BAD_ROW, "a } without its {");
}

static enum ut_status read_label(const struct sie_reading *r)
{
  if (r->s->skipped > 0)
    return UT_OK;
  r->s->passed = !r->label;
  if (!r->label)
    return UT_OK;
  if (r->s->place == SIE_IN_VOUCHER && !r->label->in_voucher)
    UT_TRY(sie_voucher_cut(r->s, r->err));
  if (r->line->has_list && !r->label->list && r->line->list < r->label->least)
    return ut_error_set(r->err, UT_BAD_ROW, "an object list as field %zu (expected none)", r->line->list + 1);
  if (r->line->count >= r->label->least)
    return r->label->read ? r->label->read(r) : UT_OK;
  r->s->voucher.partial |= ut_text_is(r->line->label, "#TRANS");
  ut_error_set(r->err, UT_BAD_ROW, "%zu fields (expected at least %zu)", r->line->count, r->label->least);
  if (!r->s->options.unused || r->label->bare == 0 || r->line->count < r->label->bare)
    return UT_BAD_ROW;
  sie_doubt_add(r->s, SIE_UNREAD, r->s->line, r->label->name, r->err);
  return r->label->read(r);
}

static enum ut_status read_line(const struct sie_reading *r)
{
  struct ut_text label = r->line->label;
  if (r->s->place == SIE_BEFORE_BRACE && !ut_text_is(label, "{"))
    UT_TRY(sie_voucher_cut(r->s, r->err));
  if (label.ptr[0] == '#')
    return read_label(r);
  return label.ptr[0] == '{' ? open_brace(r->s, r->err) : close_brace(r->s, r->err);
}

static struct ut_text strip_mark(struct ut_sie *s, struct ut_text line)
{
  if (line.len < 3 || memcmp(line.ptr, "\uFEFF", 3) != 0)
    return line;
  s->scan.encoding = SIE_UTF8;
  return (struct ut_text){line.ptr + 3, line.len - 3};
}

/* Windows-1252 is no encoding of SIE, and is told as soon as it is known. */
static void tell_encoding(struct ut_sie *s, const char *label)
{
  struct ut_error what;
  if (s->encoding_told || s->scan.encoding != SIE_WINDOWS_1252)
    return;
  s->encoding_told = true;
  ut_error_set(&what, UT_OK, "the file is neither CP437 nor UTF-8; it is read as Windows-1252");
  ut_error_at(&what, NULL, s->line, 0, label);
  if (s->options.report)
    s->options.report(s->options.context, UT_SIE_NOTE, UT_NOTE_TECKENKODNING_GISSAD, 1, &what);
}

/* What cannot be read is passed over with its sub-records, when that is allowed. */
static enum ut_status take_line(struct ut_sie *s, struct ut_text text, struct ut_sie_record *record,
                                struct ut_error *err)
{
  struct sie_line line;
  struct sie_reading r = {s, NULL, &line, record, err};
  enum ut_status status = sie_scan_line(&s->scan, s->line == 1 ? strip_mark(s, text) : text, &line, err);
  bool labelled = line.label.len > 1;
  r.label = labelled ? sie_label_find(line.label) : NULL;
  if (r.label)
    line.label = ut_text_of(r.label->name);
  if (status == UT_BAD_ROW)
    s->voucher.partial |= !labelled || ut_text_is(line.label, "#TRANS");
  else if (status == UT_OK && line.label.len > 0)
    status = read_line(&r);
  tell_encoding(s, r.label ? r.label->name : NULL);
  if (status != UT_BAD_ROW)
    return status;
  s->passed = true;
  if (!labelled || !sie_is_unused(s, r.label))
    return sie_complain(s, err, s->line, r.label ? r.label->name : NULL);
  sie_doubt_add(s, SIE_UNREAD, s->line, r.label ? r.label->name : NULL, err);
  return UT_OK;
}

/* What must have been closed by now. */
static enum ut_status finish(struct ut_sie *s, struct ut_error *err)
{
  if (s->place != SIE_OUTSIDE)
    UT_TRY(sie_voucher_cut(s, err));
  if (s->skipped > 0) {
    ut_error_set(err, UT_BAD_INPUT, "this { is never closed");
    UT_TRY(sie_complain(s, err, s->skipped_line, NULL));
  }
  s->skipped = 0;
  if (s->checksum_line > 0) {
    ut_error_set(err, UT_BAD_INPUT, "this #KSUMMA is never closed, so the file may have been cut off");
    UT_TRY(sie_complain(s, err, s->checksum_line, "#KSUMMA"));
  }
  s->checksum_line = 0;
  s->scan.summing = false;
  bool finished = s->finished;
  s->finished = true;
  if (!finished) {
    sie_sums_note(s);
    UT_TRY(sie_objects_check(s, err));
  }
  sie_doubts_tell(s);
  return UT_END;
}

bool ut_sie_is(const char *ptr, size_t len)
{
  static const char label[] = "#FLAGGA";
  size_t at = len >= 3 && memcmp(ptr, "\uFEFF", 3) == 0 ? 3 : 0;
  while (at < len && strchr(" \t\r\n", ptr[at]) && ptr[at] != '\0')
    at++;
  return len - at >= sizeof label - 1 && strncasecmp(ptr + at, label, sizeof label - 1) == 0;
}

enum ut_status ut_sie_new(struct ut_sie **out, const struct ut_sie_options *options)
{
  struct ut_sie *s = calloc(1, sizeof *s);
  *out = s;
  if (!s)
    return UT_NOMEM;
  if (options)
    s->options = *options;
  s->type = 1;
  s->year_first = 2 * SIE_MOST_YEARS;
  s->year_last = -1;
  for (size_t i = 0; i < sizeof s->years / sizeof *s->years; i++)
    s->years[i] = (struct ut_period){UT_DATE_NONE, UT_DATE_NONE};
  sie_scan_init(&s->scan);
  return UT_OK;
}

enum ut_status ut_sie_next(struct ut_sie *s, const char *ptr, size_t len, bool final, size_t *used,
                           struct ut_sie_record *record, struct ut_error *err)
{
  struct ut_error unasked;
  *used = 0;
  while (*used < len) {
    const char *from = ptr + *used, *end = ptr + len;
    const char *found = memchr(from + s->looked, '\n', len - *used - s->looked);
    s->looked = found || final ? 0 : len - *used;
    if (!found && !final)
      return UT_MORE;
    struct ut_text line = ut_text_between(from, found ? found : end);
    *used += line.len + (found ? 1 : 0);
    s->line++;
    *record = (struct ut_sie_record){0};
    enum ut_status status = take_line(s, line, record, err ? err : &unasked);
    if (status || record->line > 0)
      return status;
  }
  return final ? finish(s, err ? err : &unasked) : UT_MORE;
}

int ut_sie_type(const struct ut_sie *s)
{
  return s->type;
}

bool ut_sie_is_result(const struct ut_sie_name *account)
{
  if (account->type)
    return account->type == 'K' || account->type == 'I';
  return account->number.ptr[0] >= '3' && account->number.ptr[0] <= '8';
}

bool ut_sie_is_transfer(const struct ut_sie_name *account)
{
  static const char rest[] = "rets resultat";
  struct ut_text n = account->number, name = account->name;
  if (n.len >= 3 && memcmp(n.ptr, "899", 3) == 0)
    return true;
  bool begins = name.len >= 2 + sizeof rest - 1 && (memcmp(name.ptr, "å", 2) == 0 || memcmp(name.ptr, "Å", 2) == 0);
  return begins && strncasecmp(name.ptr + 2, rest, sizeof rest - 1) == 0;
}

struct ut_period ut_sie_year_of(const struct ut_sie *s, ut_date date)
{
  for (int i = s->year_first; i <= s->year_last; i++)
    if (s->years[i].first != UT_DATE_NONE && date >= s->years[i].first && date <= s->years[i].last)
      return s->years[i];
  return (struct ut_period){UT_DATE_NONE, UT_DATE_NONE};
}

const struct ut_sie_name *ut_sie_object(const struct ut_sie_record *record, int dimension)
{
  for (size_t i = 0; i < record->object_count; i++)
    if (record->objects[i]->dimension == dimension)
      return record->objects[i];
  return NULL;
}

void ut_sie_free(struct ut_sie *s)
{
  if (!s)
    return;
  sie_scan_clear(&s->scan);
  sie_names_clear(&s->accounts);
  sie_names_clear(&s->objects);
  ut_buf_clear(&s->voucher.texts);
  ut_distinct_clear(&s->figures);
  ut_distinct_clear(&s->parts);
  ut_buf_clear(&s->amounts);
  free(s->added);
  free(s->found);
  free(s);
}

/* CSV records: a vectorised scan splits what is not quoted, or simply so; libcsv decides about every other field. */
#include "stream/csv.h"

#include <csv.h>
#include <stdlib.h>

#include "stream/scan.h"

enum { QUOTED_BLOCK = 1 << 12 }; /* libcsv grows its field by this much */

/* What may separate fields, and how many rows are asked which of it does. */
static const char candidates[] = ",;\t|";
enum { CANDIDATES = sizeof candidates - 1, LOOKED_AT = 20 };

struct ut_csv {
  char delimiter, quote;
  bool after_cr; /* the last byte taken was a CR: an LF that follows belongs to it */
  size_t line;   /* of the next byte */
  size_t want;
  enum ut_csv_text known;
  bool foreign;
  struct ut_text *fields;
  size_t capacity;
  struct csv_parser quoted;
  bool quoted_ready;
  struct ut_buf text; /* quoted fields of the record that are not simply what stands between their quotes */
  /* The block looked at last: records are shorter than blocks often enough for a second look to cost. */
  struct ut_scan seen;
  const char *seen_at;
  size_t seen_len; /* 0: nothing is known */
  const char *span_end;
};

/* A record being taken apart. */
struct cut {
  const char *ptr;
  size_t len; /* of the span */
  bool final;
  size_t at;    /* scanned up to here */
  size_t start; /* where the open field begins */
  size_t count; /* fields, the open one included */
  size_t split; /* fields kept */
  bool ended, quoted, high;
  bool broken; /* over several lines */
};

/* What libcsv says of one quoted field. */
struct quoted_field {
  const char *ptr;
  size_t len;
  bool field_ended, row_ended;
};

static unsigned lowest_bit(uint64_t bits)
{
  return (unsigned)__builtin_ctzll(bits);
}

static bool is_end(char ch)
{
  return ch == '\n' || ch == '\r';
}

static enum ut_status make_room(struct ut_csv *c, size_t fields, struct ut_error *err)
{
  if (fields <= c->capacity)
    return UT_OK;
  size_t capacity = c->capacity * 2 > fields ? c->capacity * 2 : fields;
  struct ut_text *grown = reallocarray(c->fields, capacity, sizeof *grown);
  if (!grown)
    return ut_error_nomem(err);
  c->fields = grown;
  c->capacity = capacity;
  return UT_OK;
}

/* Counts the line ends of what is taken; CR LF is one. */
static void count_lines(struct ut_csv *c, const char *ptr, size_t len)
{
  for (size_t i = 0; i < len; i++) {
    c->line += ptr[i] == '\r' || (ptr[i] == '\n' && !c->after_cr);
    c->after_cr = ptr[i] == '\r';
  }
}

/* Takes the line end behind `at`, if it is there. Returns where the next record may begin. */
static size_t take_end(struct ut_csv *c, const char *ptr, size_t at, size_t len)
{
  size_t next = at + (at < len);
  if (next < len && ptr[next - 1] == '\r' && ptr[next] == '\n')
    next++;
  c->after_cr = false;
  count_lines(c, ptr + at, next - at);
  return next;
}

static size_t first_line(const char *ptr, size_t len)
{
  size_t n = 0;
  while (n < len && !is_end(ptr[n]))
    n++;
  return n;
}

/* The line and character of byte `at` of a record that begins on c->line. */
static enum ut_status bad_row(const struct ut_csv *c, const char *ptr, size_t at, const char *text,
                              struct ut_error *err)
{
  size_t line = c->line, begin = 0, column = 1;
  for (size_t i = 0; i < at; i++) {
    line += ptr[i] == '\r' || (ptr[i] == '\n' && (i == 0 || ptr[i - 1] != '\r'));
    begin = is_end(ptr[i]) ? i + 1 : begin;
  }
  for (size_t i = begin; i < at; i++)
    column += ((unsigned char)ptr[i] & 0xC0) != 0x80;
  enum ut_status status = ut_error_set(err, UT_BAD_ROW, "%s", text);
  ut_error_at(err, NULL, line, column, NULL);
  return status;
}

/* Keeps the delimiters' fields as long as more are wanted. */
static void split_block(struct ut_csv *c, struct cut *x, uint64_t delimiters)
{
  const char *block = x->ptr + x->at, *from = x->ptr + x->start;
  struct ut_text *field = c->fields + x->split;
  size_t found = ut_scan_count(delimiters), room = c->want - x->split;
  struct ut_text *stop = field + (found < room ? found : room);
  x->split = (size_t)(stop - c->fields);
  x->count += found;
  x->start = delimiters ? x->at + UT_SCAN - (unsigned)__builtin_clzll(delimiters) : x->start;
  for (; field < stop; field++, delimiters &= delimiters - 1) {
    const char *end = block + lowest_bit(delimiters);
    *field = (struct ut_text){from, (size_t)(end - from)};
    from = end + 1;
  }
}

static int never_space(unsigned char ch)
{
  (void)ch;
  return 0;
}

static void on_field(void *ptr, size_t len, void *context)
{
  struct quoted_field *q = context;
  q->ptr = ptr;
  q->len = len;
  q->field_ended = true;
}

static void on_row(int ch, void *context)
{
  (void)ch;
  ((struct quoted_field *)context)->row_ended = true;
}

static enum ut_status ready_parser(struct ut_csv *c)
{
  if (c->quoted_ready)
    return UT_OK;
  csv_free(&c->quoted);
  if (csv_init(&c->quoted, CSV_STRICT | CSV_STRICT_FINI) != 0)
    return UT_NOMEM;
  csv_set_delim(&c->quoted, (unsigned char)c->delimiter);
  csv_set_quote(&c->quoted, (unsigned char)c->quote);
  csv_set_space_func(&c->quoted, never_space);
  csv_set_blk_size(&c->quoted, QUOTED_BLOCK);
  c->quoted_ready = true;
  return UT_OK;
}

static void look_anew(struct ut_csv *c, const char *ptr, size_t rest)
{
  c->seen_at = ptr;
  c->seen_len = rest < UT_SCAN ? rest : UT_SCAN;
  c->seen = ut_scan_at(ptr, rest, c->delimiter, c->quote);
}

/* What is at byte `at`, as far as one look reaches: *taken bytes. */
static inline struct ut_scan look(struct ut_csv *c, const struct cut *x, size_t at, size_t *taken)
{
  const char *ptr = x->ptr + at;
  size_t into = (uintptr_t)ptr - (uintptr_t)c->seen_at; /* huge when ptr is before it */
  if (into >= c->seen_len) {
    look_anew(c, ptr, x->len - at);
    into = 0;
  }
  *taken = c->seen_len - into;
  return (struct ut_scan){c->seen.delimiter >> into, c->seen.end >> into, c->seen.odd >> into, c->seen.high >> into};
}

/* The next byte that would end the field if it stood outside quotes, or the end of the span. */
static size_t next_stop(struct ut_csv *c, struct cut *x)
{
  for (size_t taken, at = x->at; at < x->len; at += taken) {
    struct ut_scan s = look(c, x, at, &taken);
    uint64_t stops = s.delimiter | s.end;
    x->high |= s.high != 0; /* perhaps of what follows: then the record is checked for nothing */
    if (stops)
      return at + lowest_bit(stops);
  }
  return x->len;
}

/* Hands the field at x->at to libcsv, stop by stop, until it says that the field has ended. x->at then stands on the
 * stop that ended it. UT_MORE: the span ended first. UT_BAD_ROW: x->at is the byte it refused. UT_BAD_INPUT: the quote
 * was never closed. */
static enum ut_status parse_quoted(struct ut_csv *c, struct cut *x, struct quoted_field *q)
{
  while (!q->field_ended && x->at < x->len) {
    size_t stop = next_stop(c, x);
    size_t chunk = stop - x->at + (stop < x->len);
    size_t taken = csv_parse(&c->quoted, x->ptr + x->at, chunk, on_field, on_row, q);
    x->at += taken;
    if (taken != chunk)
      return csv_error(&c->quoted) == CSV_EPARSE ? UT_BAD_ROW : UT_NOMEM;
    x->broken |= !q->field_ended && is_end(x->ptr[x->at - 1]);
  }
  if (q->field_ended) {
    x->at--;
    return UT_OK;
  }
  if (!x->final)
    return UT_MORE;
  if (csv_fini(&c->quoted, on_field, on_row, q) != 0)
    return csv_error(&c->quoted) == CSV_EPARSE ? UT_BAD_INPUT : UT_NOMEM;
  q->row_ended = true;
  return UT_OK;
}

/* A field without doubled quotes is the text between its quotes, where it stands. */
static enum ut_status keep_quoted(struct ut_csv *c, struct cut *x, const struct quoted_field *q)
{
  struct ut_text field = {x->ptr + x->start + 1, q->len};
  if (x->split >= c->want)
    return UT_OK;
  if (q->len + 2 != x->at - x->start) {
    /* Room for the whole span at once: what is kept of one record must not move. */
    ut_buf_reserve(&c->text, x->len - c->text.len);
    UT_TRY(ut_buf_add(&c->text, q->ptr, q->len));
    field.ptr = c->text.ptr + c->text.len - q->len;
  }
  c->fields[x->split++] = field;
  return UT_OK;
}

/* The field has ended at x->at, with the record or before another field. */
static void end_field(struct cut *x, bool with_record)
{
  x->ended = with_record;
  if (!with_record) {
    x->at++;
    x->start = x->at;
    x->count++;
  }
}

/* The simple case, which is nearly every one: the first quote after the opening one stands right before a delimiter, a
 * line end or the end of all, so it closes the field whatever is between. False, and nothing done, in any other. */
static bool cut_simple(struct ut_csv *c, struct cut *x)
{
  bool broken = false;
  size_t taken, at = x->at + 1;
  struct ut_scan s = {0, 0, 0, 0};
  for (; at < x->len; at += taken) {
    s = look(c, x, at, &taken);
    uint64_t before = s.odd ? (s.odd & -s.odd) - 1 : UINT64_MAX;
    x->high |= s.high != 0;
    broken |= (s.end & before) != 0;
    if (s.odd)
      break;
  }
  at += s.odd && at < x->len ? lowest_bit(s.odd) : 0;
  bool last = at + 1 == x->len && x->final;
  if (at + (last ? 0 : 1) >= x->len || x->ptr[at] != c->quote)
    return false;
  if (!last && x->ptr[at + 1] != c->delimiter && !is_end(x->ptr[at + 1]))
    return false;
  if (x->split < c->want)
    c->fields[x->split++] = (struct ut_text){x->ptr + x->start + 1, at - x->start - 1};
  x->broken |= broken;
  x->at = at + 1;
  end_field(x, last || is_end(x->ptr[at + 1]));
  return true;
}

static enum ut_status cut_quoted(struct ut_csv *c, struct cut *x, struct ut_error *err)
{
  struct quoted_field q = {0};
  size_t start = x->start;
  x->quoted = true;
  UT_TRY(make_room(c, x->split + 1, err));
  if (cut_simple(c, x))
    return UT_OK;
  enum ut_status status = ready_parser(c);
  if (status == UT_OK)
    status = parse_quoted(c, x, &q);
  c->quoted_ready = status == UT_OK;
  const char *nul = status == UT_OK ? memchr(x->ptr + start, '\0', x->at - start) : NULL;
  if (nul)
    return bad_row(c, x->ptr, (size_t)(nul - x->ptr), "a NUL byte", err);
  if (status == UT_BAD_INPUT)
    return bad_row(c, x->ptr, start, "this quote is never closed", err);
  if (status == UT_BAD_ROW)
    return bad_row(c, x->ptr, x->at, "text after a closing quote", err);
  if (status == UT_OK)
    status = keep_quoted(c, x, &q);
  if (status != UT_OK)
    return status == UT_MORE ? UT_MORE : ut_error_nomem(err);
  end_field(x, q.row_ended);
  return UT_OK;
}

/* The quote or NUL at x->at. */
static enum ut_status cut_odd(struct ut_csv *c, struct cut *x, struct ut_error *err)
{
  if (x->ptr[x->at] == '\0')
    return bad_row(c, x->ptr, x->at, "a NUL byte", err);
  if (x->at != x->start)
    return bad_row(c, x->ptr, x->at, "a quote within a field that does not begin with one", err);
  return cut_quoted(c, x, err);
}

/* Scans up to the end of the record, of the block, or the first odd byte, whichever comes first. */
static enum ut_status cut_block(struct ut_csv *c, struct cut *x, struct ut_error *err)
{
  size_t taken;
  struct ut_scan s = look(c, x, x->at, &taken);
  uint64_t stops = s.end | s.odd;
  if (stops) {
    uint64_t before = (stops & -stops) - 1;
    s.delimiter &= before;
    s.high &= before;
    taken = lowest_bit(stops);
  }
  UT_TRY(make_room(c, x->split + UT_SCAN, err));
  split_block(c, x, s.delimiter);
  x->high |= s.high != 0;
  x->at += taken;
  if (!stops)
    return UT_OK;
  if (s.odd >> taken & 1)
    return cut_odd(c, x, err);
  x->ended = true;
  return UT_OK;
}

/* The last field, if it was not a quoted one, which is kept already. */
static enum ut_status cut_last(struct ut_csv *c, struct cut *x, struct ut_error *err)
{
  if (x->split >= c->want || x->split == x->count)
    return UT_OK;
  UT_TRY(make_room(c, x->split + 1, err));
  c->fields[x->split++] = (struct ut_text){x->ptr + x->start, x->at - x->start};
  return UT_OK;
}

static enum ut_status cut_record(struct ut_csv *c, struct cut *x, struct ut_error *err)
{
  c->text.len = 0;
  while (!x->ended && x->at < x->len)
    UT_TRY(cut_block(c, x, err));
  return x->ended || x->final ? cut_last(c, x, err) : UT_MORE;
}

static enum ut_status check_text(struct ut_csv *c, const struct cut *x, struct ut_error *err)
{
  if (c->known == UT_CSV_OPEN)
    c->known = ut_csv_tell(x->ptr, x->at, &c->foreign);
  if (c->foreign)
    return UT_MORE;
  size_t valid = ut_utf8_valid(x->ptr, x->at);
  if (valid == x->at)
    return UT_OK;
  return bad_row(c, x->ptr, valid, "a byte that is no text in the encoding of the input", err);
}

/* A line end left over from the record before, and blank lines. */
static size_t skip_blank(struct ut_csv *c, const char *ptr, size_t len)
{
  size_t n = 0;
  while (n < len && is_end(ptr[n]))
    n++;
  count_lines(c, ptr, n);
  c->after_cr &= n == len;
  return n;
}

enum ut_status ut_csv_new(struct ut_csv **out, char delimiter, size_t first)
{
  *out = calloc(1, sizeof **out);
  if (!*out)
    return UT_NOMEM;
  (*out)->delimiter = delimiter;
  (*out)->quote = '"';
  (*out)->line = first;
  (*out)->want = SIZE_MAX;
  return UT_OK;
}

void ut_csv_quote(struct ut_csv *c, char quote)
{
  c->quote = quote;
}

void ut_csv_know(struct ut_csv *c, enum ut_csv_text text)
{
  c->known = text;
  c->foreign = false;
}

enum ut_csv_text ut_csv_tell(const char *ptr, size_t len, bool *foreign)
{
  size_t ascii = 0, valid = ut_utf8_valid(ptr, len);
  while (ascii < valid && (unsigned char)ptr[ascii] < 0x80)
    ascii++;
  *foreign = ascii == valid && valid < len;
  return ascii < valid ? UT_CSV_CHECKED : UT_CSV_OPEN;
}

bool ut_csv_is_foreign(const struct ut_csv *c)
{
  return c->foreign;
}

void ut_csv_want(struct ut_csv *c, size_t fields)
{
  c->want = fields;
}

size_t ut_csv_line(const struct ut_csv *c)
{
  return c->line;
}

enum ut_csv_text ut_csv_known(const struct ut_csv *c)
{
  return c->known;
}

void ut_csv_jump(struct ut_csv *c, size_t line)
{
  c->line = line;
  c->span_end = NULL;
  c->after_cr = false;
}

enum ut_status ut_csv_next(struct ut_csv *c, const char *ptr, size_t len, bool final, size_t *used,
                           struct ut_csv_record *record, struct ut_error *err)
{
  if (ptr + len != c->span_end) {
    c->span_end = ptr + len;
    c->seen_len = 0;
  }
  size_t blank = skip_blank(c, ptr, len);
  struct cut x = {.ptr = ptr + blank, .len = len - blank, .final = final, .count = 1};
  *used = blank;
  if (x.len == 0) {
    c->span_end = NULL;
    return final ? UT_END : UT_MORE;
  }
  enum ut_status status = cut_record(c, &x, err);
  if (status == UT_OK && x.high && c->known != UT_CSV_VALID)
    status = check_text(c, &x, err);
  if (status == UT_BAD_ROW && !final && first_line(x.ptr, x.len) == x.len)
    status = UT_MORE; /* the line after it, where to go on, is not in sight yet */
  record->line = c->line;
  if (status == UT_BAD_ROW)
    *used += take_end(c, x.ptr, first_line(x.ptr, x.len), x.len);
  if (status != UT_OK) {
    c->span_end = NULL;
    return status;
  }
  *record = (struct ut_csv_record){{x.ptr, x.at}, c->fields, x.split, x.count, c->line, x.quoted};
  if (x.broken)
    count_lines(c, x.ptr, x.at);
  *used += take_end(c, x.ptr, x.at, x.len);
  return UT_OK;
}

enum ut_status ut_csv_split(struct ut_csv *c, struct ut_csv_record *record)
{
  struct cut x = {.ptr = record->raw.ptr, .len = record->raw.len, .final = true, .count = 1};
  size_t want = c->want;
  c->want = SIZE_MAX;
  enum ut_status status = cut_record(c, &x, NULL);
  c->want = want;
  record->fields = c->fields;
  record->split = x.split;
  return status;
}

void ut_csv_free(struct ut_csv *c)
{
  if (!c)
    return;
  csv_free(&c->quoted);
  ut_buf_clear(&c->text);
  free(c->fields);
  free(c);
}

/* How often each candidate stands outside quotes in the record at `at`, which becomes where the next one begins. False:
 * there is none, or its end is not there. */
static bool count_candidates(const char *ptr, size_t len, bool final, char quote, size_t *at, size_t counts[CANDIDATES])
{
  bool quoted = false;
  memset(counts, 0, CANDIDATES * sizeof *counts);
  while (*at < len && is_end(ptr[*at]))
    ++*at; /* blank lines are skipped */
  size_t begin = *at;
  for (; *at < len && (quoted || !is_end(ptr[*at])); ++*at) {
    const char *found = ptr[*at] ? strchr(candidates, ptr[*at]) : NULL;
    quoted ^= ptr[*at] == quote;
    if (found && !quoted)
      counts[found - candidates]++;
  }
  return *at > begin && (final || *at < len);
}

char ut_csv_delimiter(const char *ptr, size_t len, bool final, char quote, bool *open)
{
  size_t header[CANDIDATES], counts[CANDIDATES], agree[CANDIDATES] = {0}, at = 0, rows = 0, best = 0, present = 0;
  *open = false;
  if (!count_candidates(ptr, len, final, quote, &at, header) && !final)
    return '\0';
  for (size_t i = 0; i < CANDIDATES; i++)
    present += header[i] > 0;
  for (; present > 1 && rows < LOOKED_AT && count_candidates(ptr, len, final, quote, &at, counts); rows++)
    for (size_t i = 0; i < CANDIDATES; i++)
      agree[i] += header[i] > 0 && counts[i] == header[i];
  if (present > 1 && rows < LOOKED_AT && !final)
    return '\0';
  for (size_t i = 1; i < CANDIDATES; i++)
    if (agree[i] > agree[best] || (agree[i] == agree[best] && header[i] > header[best]))
      best = i;
  for (size_t i = 0; i < CANDIDATES; i++)
    *open = *open || (i != best && agree[i] > 0 && agree[i] == agree[best] && header[i] == header[best]);
  return candidates[best];
}

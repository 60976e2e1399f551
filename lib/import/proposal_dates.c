/* Formats of dates: those that read all cells of the same shape. Where more than one does, it is open which. */
#include "import/proposal_dates.h"

#include "import/proposal_numbers.h"
#include "import/proposal_questions.h"

#include <stdio.h>

enum { FAR_YEAR = 2098, SHAPE = 24, SHAPES_MOST = 16 };

/* Those of which one reads what another does as well, day and month turned, are both here. */
static const char *const formats[] = {
    "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y",     "%m-%d-%Y",  "%Y/%m/%d", "%Y.%m.%d",
    "%Y-%m-%d", "%d/%m/%y", "%m/%d/%y", "%d.%m.%y",     "%d-%m-%y",  "%y-%m-%d", "%y%m%d",
    "%d %b %Y", "%d %b %y", "%d-%b-%Y", "%d-%b-%y",     "%d %b, %Y", "%b %d %Y", "%b %d, %Y",
    "%d/%b/%Y", "%Y %b %d", "%Y %m %d", "den %d %b %Y", "%d/%m %Y",  "%d/%m-%Y", "%d/%m-%y",
};
enum { FORMATS = sizeof formats / sizeof *formats };

static const char *const timed[FORMATS] = {
    "%d/%m/%Y %T", "%m/%d/%Y %T", "%d.%m.%Y %T", "%d-%m-%Y %T",     "%m-%d-%Y %T",  "%Y/%m/%d %T", "%Y.%m.%d %T",
    "%Y-%m-%d %T", "%d/%m/%y %T", "%m/%d/%y %T", "%d.%m.%y %T",     "%d-%m-%y %T",  "%y-%m-%d %T", "%y%m%d %T",
    "%d %b %Y %T", "%d %b %y %T", "%d-%b-%Y %T", "%d-%b-%y %T",     "%d %b, %Y %T", "%b %d %Y %T", "%b %d, %Y %T",
    "%d/%b/%Y %T", "%Y %b %d %T", "%Y %m %d %T", "den %d %b %Y %T", "%d/%m %Y %T",  "%d/%m-%Y %T", "%d/%m-%y %T",
};

/* Of months, where days of payments stand. */
static const char *const month_formats[] = {"%b %Y", "%b-%Y", "%b/%Y", "%Y %b", "%Y-%b", "%b %y", "%b-%y",
                                            "%m/%Y", "%m-%Y", "%m.%Y", "%Y/%m", "%Y.%m", "%Y %m"};

/* What is always read: ISO and YYYYMMDD, with a time of 00:00 or without. */
static bool is_plain(struct ut_text cell)
{
  return ut_date_parse_format(cell, "%Y-%m-%d", UT_MAP_LATEST_YEAR) != UT_DATE_NONE ||
         (cell.len >= 8 && ut_date_parse_format(cell, "%Y%m%d", UT_MAP_LATEST_YEAR) != UT_DATE_NONE);
}

static bool reads(const char *format, struct ut_text cell)
{
  ut_date day = ut_date_parse_format(cell, format, UT_MAP_LATEST_YEAR);
  return day != UT_DATE_NONE && ut_date_year(day) >= 1900;
}

static bool is_serial(struct ut_text cell)
{
  static const struct ut_map excel = {.serials = true};
  return ut_map_is_serial(&excel, cell);
}

bool ut_proposed_date_any(struct ut_text cell)
{
  if (is_plain(cell) || is_serial(cell))
    return true;
  for (size_t i = 0; i < FORMATS; i++)
    if (reads(timed[i], cell))
      return true;
  return false;
}

bool ut_proposed_date_far(struct ut_text cell)
{
  struct ut_ymd ymd;
  bool far = cell.len >= 8 && ut_date_parse_parts(cell, "%Y%m%d", UT_MAP_LATEST_YEAR, &ymd) && ymd.year >= FAR_YEAR;
  for (size_t i = 0; i < FORMATS && !far; i++)
    far = ut_date_parse_parts(cell, timed[i], UT_MAP_LATEST_YEAR, &ymd) && ymd.year >= FAR_YEAR;
  return far;
}

static const char *month_format(struct ut_text cell)
{
  for (size_t i = 0; i < sizeof month_formats / sizeof *month_formats; i++)
    if (ut_kind_month(cell, month_formats[i]) != UT_DATE_NONE)
      return month_formats[i];
  return NULL;
}

bool ut_proposed_kind_day(struct ut_text cell, enum ut_kind_cell kind)
{
  return ut_kind_day(NULL, cell) != UT_DATE_NONE || ut_proposed_date_any(cell) ||
         (kind == UT_KIND_MONTH && month_format(cell));
}

bool ut_proposed_month(struct ut_text heading, char out[UT_PROPOSAL_AMOUNT])
{
  char iso[11];
  struct ut_ymd ymd;
  for (struct ut_text rest = heading; rest.len > 0; rest = ut_text_between(rest.ptr + 1, heading.ptr + heading.len)) {
    if (rest.ptr > heading.ptr && rest.ptr[-1] != ' ')
      continue;
    const char *format = month_format(rest);
    ut_date day = format ? ut_kind_month(rest, format) : ut_kind_day(NULL, rest);
    bool lone = day == UT_DATE_NONE && ut_date_parse_parts(rest, "%b", UT_MAP_LATEST_YEAR, &ymd);
    if (day == UT_DATE_NONE && !lone)
      continue;
    snprintf(out, UT_PROPOSAL_AMOUNT, "%.7s", lone ? "?" : ut_date_format(day, iso));
    return true;
  }
  return false;
}

bool ut_proposed_months_alone(const struct ut_profile_column *c)
{
  size_t count = ut_distinct_count(&c->values);
  bool good = count > 0;
  for (size_t i = 0; i < count && good; i++)
    good = ut_kind_month_alone(ut_distinct_get(&c->values, i)) > 0;
  return good;
}

/* Is a cell a day, as it is or by a format of the proposal? */
static bool is_date(const struct ut_proposal *p, struct ut_text cell)
{
  if (is_plain(cell) || (p->serials && is_serial(cell)))
    return true;
  for (size_t i = 0; i < p->date_count; i++)
    if (reads(p->dates[i], cell))
      return true;
  return false;
}

/* Digits, letters and what stands between them: one 9 for a run of one or two digits, two for longer ones. */
static struct ut_text shape_of(struct ut_text cell, char room[SHAPE])
{
  size_t len = 0;
  for (size_t i = 0; i < cell.len && len + 2 < SHAPE;) {
    size_t run = 0;
    while (i + run < cell.len && ut_char_is_digit(cell.ptr[i + run]))
      run++;
    if (run > 0) {
      room[len++] = '9';
      room[len++] = (char)('0' + (run > 2 ? run < 10 ? run : 9 : 1));
      i += run;
      continue;
    }
    char c = cell.ptr[i++];
    bool letter = (c & 0x80) != 0 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    if (!letter || len == 0 || room[len - 1] != 'a')
      room[len++] = letter ? 'a' : c;
  }
  return (struct ut_text){room, len};
}

/* A walk over the distinct cells of all columns of days. */
struct date_walk {
  const struct ut_proposal *p;
  size_t column, value;
  struct ut_text cell;
};

static bool is_day_column(const struct ut_proposed_column *c)
{
  const struct ut_column *column = ut_proposed_as(c);
  if (c->kind)
    return c->kind->cell == UT_KIND_DAY || c->kind->cell == UT_KIND_MONTH;
  return c->days || (column && column->type == UT_TYPE_DATE) || (c->target && strcmp(c->target, UT_REGISTERED) == 0);
}

static bool next(struct date_walk *w)
{
  const struct ut_profile *profile = w->p->profile;
  for (; w->column < profile->count; w->column++, w->value = 0) {
    const struct ut_distinct *values = &profile->columns[w->column].values;
    if (!is_day_column(&w->p->columns[w->column]))
      continue;
    while (w->value < ut_distinct_count(values)) {
      w->cell = ut_distinct_get(values, w->value++);
      if (!w->p->columns[w->column].kind || ut_kind_day(NULL, w->cell) == UT_DATE_NONE)
        return true; /* a month, 201907, is read as it is, and is no day of July 2020 */
    }
  }
  return false;
}

/* Of the cells of this shape: does the format read all that any format reads? *time: one has a time of day. */
static bool reads_shape(const struct ut_proposal *p, size_t format, struct ut_text shape, bool *time)
{
  struct date_walk w = {.p = p};
  *time = false;
  while (next(&w)) {
    char room[SHAPE];
    if (!ut_text_equal(shape_of(w.cell, room), shape) || is_plain(w.cell) || !ut_proposed_date_any(w.cell))
      continue;
    if (!reads(timed[format], w.cell))
      return false;
    *time = *time || !reads(formats[format], w.cell);
  }
  return true;
}

static void add_format(struct ut_proposal *p, const char *format)
{
  for (size_t i = 0; i < p->date_count; i++)
    if (strcmp(p->dates[i], format) == 0)
      return;
  if (p->date_count < UT_PROPOSAL_FORMATS)
    p->dates[p->date_count++] = format;
}

/* Finds the format of a cell that none of the proposal reads, from all cells of its shape. */
static void settle(struct ut_proposal *p, struct ut_text cell)
{
  char room[SHAPE];
  struct ut_text shape = shape_of(cell, room);
  const char *found = NULL;
  size_t count = 0, len = 0;
  char hint[UT_PROPOSAL_HINT] = "";
  for (size_t i = 0; i < FORMATS; i++) {
    bool time;
    if (!reads_shape(p, i, shape, &time))
      continue;
    found = time ? timed[i] : formats[i];
    if (len < sizeof hint)
      len += (size_t)snprintf(hint + len, sizeof hint - len, "%s\"%s\"", count > 0 ? " or " : "", found);
    count++;
  }
  if (count == 1)
    add_format(p, found);
  else if (count == 0)
    snprintf(hint, sizeof hint, "days and months stand in more than one order");
  if (count == 1)
    return;
  if (!p->dates_open)
    memcpy(p->dates_hint, hint, sizeof hint);
  p->dates_open = true;
}

/* Shapes that have been settled, or are open. */
struct shapes {
  char texts[SHAPES_MOST][SHAPE];
  size_t lens[SHAPES_MOST], count;
};

/* False: it was there already, or there are too many. */
static bool is_new(struct shapes *shapes, struct ut_text cell)
{
  char room[SHAPE] = "";
  struct ut_text shape = shape_of(cell, room);
  for (size_t i = 0; i < shapes->count; i++)
    if (ut_text_equal(shape, (struct ut_text){shapes->texts[i], shapes->lens[i]}))
      return false;
  if (shapes->count == SHAPES_MOST)
    return false;
  memcpy(shapes->texts[shapes->count], room, sizeof room);
  shapes->lens[shapes->count++] = shape.len;
  return true;
}

static void look_at_months(struct ut_proposal *p, const struct ut_distinct *values)
{
  for (size_t i = 0; i < ut_distinct_count(values); i++) {
    struct ut_text cell = ut_distinct_get(values, i);
    const char *format = ut_proposed_kind_day(cell, UT_KIND_DAY) ? NULL : month_format(cell);
    if (format)
      add_format(p, format);
  }
}

/* A column of days of which no format reads one: it is open how they are written. */
static void look_at_unread(struct ut_proposal *p, const struct ut_distinct *values, enum ut_kind_cell kind)
{
  struct ut_text first = {NULL, 0};
  for (size_t i = 0; i < ut_distinct_count(values); i++) {
    struct ut_text cell = ut_distinct_get(values, i);
    if (ut_proposed_kind_day(cell, kind) || ut_proposed_date_far(cell))
      return;
    bool words = kind == UT_KIND_DAY ? ut_proposed_time(cell) : kind == UT_KIND_TEXT && !ut_proposed_has_digit(cell);
    first = first.ptr || words ? first : cell;
  }
  if (!first.ptr || p->dates_open)
    return;
  char shown[UT_QUOTED];
  p->dates_open = true;
  snprintf(p->dates_hint, sizeof p->dates_hint, "how is %s written?", ut_quote(shown, first.ptr, first.len));
}

bool ut_proposed_days(const struct ut_profile_column *c)
{
  size_t count = 0, dates = 0;
  for (size_t i = 0; i < ut_distinct_count(&c->values); i++) {
    struct ut_text cell = ut_distinct_get(&c->values, i);
    count += ut_proposed_has_digit(cell);
    dates += ut_proposed_date_any(cell);
  }
  return count > 0 && dates * 100 >= count * 70;
}

void ut_proposed_dates(struct ut_proposal *p)
{
  struct date_walk w = {.p = p};
  struct shapes shapes = {.count = 0};
  while (next(&w)) {
    if (is_date(p, w.cell) || !ut_proposed_date_any(w.cell))
      continue;
    if (is_serial(w.cell))
      p->serials = true;
    else if (is_new(&shapes, w.cell))
      settle(p, w.cell);
  }
  for (size_t i = 0; i < p->profile->count; i++) {
    const struct ut_kind_column *kind = p->columns[i].kind;
    const struct ut_distinct *values = &p->profile->columns[i].values;
    if (kind && kind->cell == UT_KIND_MONTH)
      look_at_months(p, values);
    bool alone = kind && kind->cell == UT_KIND_MONTH && ut_proposed_months_alone(&p->profile->columns[i]);
    p->yearless = p->yearless || (alone && !p->years);
    if (is_day_column(&p->columns[i]) && !alone)
      look_at_unread(p, values, kind ? kind->cell : UT_KIND_TEXT);
  }
}

/* The catalogue of insatser, read whole: there are dozens of them, not millions. */
#include "utfall/catalogue.h"

#include <stdlib.h>

#include "utfall/table.h"

struct insats {
  struct ut_text name;
  int64_t places; /* -1: not known */
  struct ut_period runs;
};

struct ut_catalogue {
  struct insats *insatser;
  size_t count;
};

enum { INSATS, PLATSER, START, SLUT, COLUMNS };
static const char *const column_names[COLUMNS] = {"insats", "platser", "start", "slut"};

static enum ut_status in_column(enum ut_status status, size_t column, struct ut_error *err)
{
  ut_error_at(err, NULL, 0, 0, column_names[column]);
  return status;
}

static enum ut_status read_day(struct ut_text cell, size_t column, ut_date *day, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  if (cell.len == 0)
    return UT_OK;
  *day = ut_date_parse(cell);
  if (*day != UT_DATE_NONE)
    return UT_OK;
  enum ut_status status =
      ut_error_set(err, UT_BAD_INPUT, "%s is not a date (expected YYYY-MM-DD)", ut_quote(quoted, cell.ptr, cell.len));
  return in_column(status, column, err);
}

static enum ut_status read_places(struct ut_text cell, int64_t *places, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  *places = -1;
  if (cell.len == 0 || (ut_text_integer(cell, places) && *places >= 0))
    return UT_OK;
  enum ut_status status =
      ut_error_set(err, UT_BAD_INPUT, "%s is not a number of places", ut_quote(quoted, cell.ptr, cell.len));
  return in_column(status, PLATSER, err);
}

static const struct insats *find(const struct ut_catalogue *c, struct ut_text name)
{
  for (size_t i = 0; i < c->count; i++)
    if (ut_text_equal(c->insatser[i].name, name))
      return &c->insatser[i];
  return NULL;
}

static enum ut_status add_insats(struct ut_catalogue *c, const struct ut_text *cells, const char *pattern,
                                 struct ut_error *err)
{
  char quoted[UT_QUOTED];
  struct insats new = {.runs = {ut_date_make(1600, 1, 1), ut_date_make(2400, 12, 31)}};
  enum ut_status status = UT_OK;
  if (cells[INSATS].len == 0 || find(c, cells[INSATS]))
    status = ut_error_set(err, UT_BAD_INPUT, "%s %s", ut_quote(quoted, cells[INSATS].ptr, cells[INSATS].len),
                          cells[INSATS].len ? "stands twice" : "is no name");
  if (status != UT_OK)
    return in_column(status, INSATS, err);
  status = read_places(cells[PLATSER], &new.places, err);
  if (status == UT_OK)
    status = read_day(cells[START], START, &new.runs.first, err);
  if (status == UT_OK)
    status = read_day(cells[SLUT], SLUT, &new.runs.last, err);
  if (status != UT_OK)
    return status;
  if (new.runs.last < new.runs.first)
    return in_column(ut_error_set(err, UT_BAD_INPUT, "the insats ends before it starts"), SLUT, err);
  if (pattern && !ut_text_like(cells[INSATS], ut_text_of(pattern)))
    return UT_OK;
  struct insats *grown = reallocarray(c->insatser, c->count + 1, sizeof *grown);
  if (grown)
    c->insatser = grown;
  new.name = (struct ut_text){ut_text_copy(cells[INSATS]), cells[INSATS].len};
  if (!grown || !new.name.ptr) {
    free((char *)new.name.ptr);
    return ut_error_nomem(err);
  }
  c->insatser[c->count++] = new;
  return UT_OK;
}

static enum ut_status read_rows(struct ut_catalogue *c, struct ut_reader *r, const char *pattern, struct ut_error *err)
{
  ptrdiff_t places[COLUMNS];
  struct ut_row row;
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < COLUMNS && status == UT_OK; i++)
    if (i <= PLATSER)
      status = ut_reader_need(r, ut_text_of(column_names[i]), &places[i], err);
    else
      places[i] = ut_reader_find(r, ut_text_of(column_names[i]));
  ut_reader_want_all(r);
  while (status == UT_OK && (status = ut_reader_next(r, &row, err)) == UT_OK) {
    struct ut_text cells[COLUMNS];
    for (size_t i = 0; i < COLUMNS; i++)
      cells[i] = places[i] < 0 ? (struct ut_text){"", 0} : row.fields[places[i]];
    status = add_insats(c, cells, pattern, err);
    if (status != UT_OK)
      ut_error_at(err, row.source, row.line, 0, NULL);
  }
  return status == UT_END ? UT_OK : status;
}

enum ut_status ut_catalogue_load(struct ut_catalogue **out, const char *path, const char *pattern, struct ut_error *err)
{
  struct ut_reader_options options = {.from = UT_AUTO};
  struct ut_reader *reader = NULL;
  char *paths[] = {(char *)path};
  *out = calloc(1, sizeof **out);
  if (!*out)
    return ut_error_nomem(err);
  enum ut_status status = ut_reader_open(&reader, paths, 1, &options, err);
  if (status == UT_OK)
    status = read_rows(*out, reader, pattern, err);
  ut_reader_free(reader);
  if (status != UT_OK) {
    ut_catalogue_free(*out);
    *out = NULL;
  }
  return status;
}

size_t ut_catalogue_count(const struct ut_catalogue *c)
{
  return c->count;
}

struct ut_text ut_catalogue_name(const struct ut_catalogue *c, size_t index)
{
  return c->insatser[index].name;
}

bool ut_catalogue_plans(const struct ut_catalogue *c, struct ut_text insats)
{
  const struct insats *one = find(c, insats);
  return one && one->places >= 0;
}

int64_t ut_catalogue_places(const struct ut_catalogue *c, struct ut_text insats, struct ut_period period)
{
  bool all = ut_text_is(insats, UT_ALL);
  int64_t places = -1;
  for (size_t i = 0; i < c->count; i++) {
    const struct insats *one = &c->insatser[i];
    bool runs = one->runs.first <= period.last && one->runs.last >= period.first;
    if (one->places >= 0 && (all || ut_text_equal(one->name, insats)))
      places = (places < 0 ? 0 : places) + (runs ? one->places : 0);
  }
  return places;
}

void ut_catalogue_free(struct ut_catalogue *c)
{
  if (!c)
    return;
  for (size_t i = 0; i < c->count; i++)
    free((char *)c->insatser[i].name.ptr);
  free(c->insatser);
  free(c);
}

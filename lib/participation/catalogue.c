/* The catalogue of insatser, read whole: there are dozens of them, not millions. */
#include "participation/catalogue.h"

#include <stdlib.h>

#include "base/distinct.h"
#include "base/grow.h"
#include "base/whole.h"
#include "stream/fields.h"
#include "utfall/table.h"

struct insats {
  int64_t places; /* -1: not known */
  struct ut_period runs;
};

struct ut_catalogue {
  struct ut_distinct names;
  struct insats *insatser; /* by the number of the name */
  size_t count;
};

enum { PLACES_MOST = 1000000 }; /* so that the places of all insatser on all days of a period can be summed */

enum { INSATS, PLATSER, NEEDED, START = NEEDED, SLUT, COLUMNS };
static const char *const column_names[COLUMNS] = {"insats", "platser", "start", "slut"};

struct reading {
  struct ut_catalogue *catalogue;
  const char *pattern; /* NULL: all insatser */
};

/* A day that may be left out: *day stays as it is then. */
static enum ut_status read_day(const struct ut_fields *f, size_t column, ut_date *day, struct ut_error *err)
{
  return f->cells[column].len > 0 ? ut_fields_date(f, column, day, err) : UT_OK;
}

static enum ut_status read_places(const struct ut_fields *f, int64_t *places, struct ut_error *err)
{
  *places = -1;
  if (f->cells[PLATSER].len == 0 ||
      (ut_number_whole(f->cells[PLATSER], places) && *places >= 0 && *places <= PLACES_MOST))
    return UT_OK;
  return ut_fields_not(f, PLATSER, err, "a number of places");
}

static enum ut_status read_insats(const struct ut_catalogue *c, const struct ut_fields *f, struct insats *out,
                                  struct ut_error *err)
{
  char quoted[UT_QUOTED];
  uint32_t number;
  struct ut_text name = f->cells[INSATS];
  *out = (struct insats){.runs = {ut_date_make(1600, 1, 1), ut_date_make(2400, 12, 31)}};
  if (name.len == 0 || ut_distinct_find(&c->names, name, &number))
    return ut_fields_refuse(f, INSATS, err, "%s %s", ut_quote(quoted, name.ptr, name.len),
                            name.len ? "stands twice" : "is no name");
  if (c->count > 0)
    UT_TRY(ut_fields_no_total(f, INSATS, err));
  UT_TRY(read_places(f, &out->places, err));
  UT_TRY(read_day(f, START, &out->runs.first, err));
  UT_TRY(read_day(f, SLUT, &out->runs.last, err));
  if (out->runs.last < out->runs.first)
    return ut_fields_refuse(f, SLUT, err, "the insats ends before it starts");
  return UT_OK;
}

static enum ut_status add_insats(void *context, const struct ut_fields *f, struct ut_error *err)
{
  const struct reading *reading = context;
  struct ut_catalogue *c = reading->catalogue;
  struct ut_text name = f->cells[INSATS];
  struct insats new;
  uint32_t number;
  UT_TRY(read_insats(c, f, &new, err));
  UT_TRY(ut_fields_see(f, INSATS, err));
  if (reading->pattern && !ut_text_like(name, ut_text_of(reading->pattern)))
    return UT_OK;
  struct insats *kept = ut_grow_add(&c->insatser, &c->count, sizeof *kept);
  if (!kept || ut_distinct_add(&c->names, name, &number) != UT_OK)
    return ut_error_nomem(err);
  *kept = new;
  return UT_OK;
}

enum ut_status ut_catalogue_load(struct ut_catalogue **out, const char *path, const char *pattern, struct ut_run *run,
                                 struct ut_error *err)
{
  *out = calloc(1, sizeof **out);
  if (!*out)
    return ut_error_nomem(err);
  struct reading reading = {*out, pattern};
  return ut_fields_read(path, run, column_names, COLUMNS, NEEDED, add_insats, &reading, err);
}

size_t ut_catalogue_count(const struct ut_catalogue *c)
{
  return c->count;
}

struct ut_text ut_catalogue_name(const struct ut_catalogue *c, size_t index)
{
  return ut_distinct_get(&c->names, index);
}

bool ut_catalogue_plans(const struct ut_catalogue *c, struct ut_text insats)
{
  uint32_t number;
  return ut_distinct_find(&c->names, insats, &number) && c->insatser[number].places >= 0;
}

int64_t ut_catalogue_places(const struct ut_catalogue *c, struct ut_text insats, struct ut_period period)
{
  bool all = ut_text_is(insats, UT_ALL);
  int64_t places = -1;
  uint32_t number = 0;
  if (!all && !ut_distinct_find(&c->names, insats, &number))
    return -1;
  for (size_t i = all ? 0 : number; i < (all ? c->count : number + (size_t)1); i++) {
    const struct insats *one = &c->insatser[i];
    bool runs = one->runs.first <= period.last && one->runs.last >= period.first;
    if (one->places >= 0)
      places = (places < 0 ? 0 : places) + (runs ? one->places : 0);
  }
  return places;
}

void ut_catalogue_free(struct ut_catalogue *c)
{
  if (!c)
    return;
  ut_distinct_clear(&c->names);
  free(c->insatser);
  free(c);
}

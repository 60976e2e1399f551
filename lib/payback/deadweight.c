/* Deadweight, as a number or a file. */
#include "payback/deadweight.h"

#include <stdlib.h>

#include "base/grow.h"
#include "base/whole.h"
#include "stream/fields.h"

static const double WHOLE = 100;
static const char column_name[] = "dodvikt_pct";

struct load {
  struct ut_deadweight *d;
  size_t by;
};

static bool is_total(const struct ut_fields *f, size_t by)
{
  for (size_t i = 0; i < by; i++)
    if (ut_text_is(f->cells[i], UT_ALL))
      return true;
  return false;
}

static double clamp(struct ut_deadweight *d, double share, size_t line)
{
  if (share >= 0 && share <= WHOLE)
    return share;
  if (d->clamped++ == 0)
    d->line = line;
  return share < 0 ? 0 : WHOLE;
}

/* Rows of totals are of no group; an empty cell says nothing of its own. */
static enum ut_status add_row(void *context, const struct ut_fields *f, struct ut_error *err)
{
  const struct load *load = context;
  struct ut_deadweight *d = load->d;
  double percent;
  int64_t *place;
  if (is_total(f, load->by) || f->cells[load->by].len == 0)
    return UT_OK;
  if (!ut_number_double(f->cells[load->by], &percent))
    return ut_fields_not(f, load->by, err, "a number");
  UT_TRY(ut_table_find(d->groups, f->cells, &place, err));
  if (*place > 0)
    return ut_fields_refuse(f, load->by, err, "the group stands twice");
  double *share = ut_grow_add(&d->shares, &d->count, sizeof *share);
  if (!share)
    return ut_error_nomem(err);
  *share = clamp(d, percent, f->row.line);
  if (percent > 0 && percent < 1)
    ut_tally_add(&d->small, NULL, f->row.line);
  *place = (int64_t)d->count;
  return UT_OK;
}

/* The columns of --by, each ended by a NUL, then that of the share. */
static enum ut_status read_columns(struct ut_deadweight *d, const char *path, const struct ut_names *by,
                                   struct ut_buf *bytes, struct ut_run *run, struct ut_error *err)
{
  const char *names[UT_FIELDS_MAX];
  struct load load = {d, by->count};
  for (size_t i = 0; i < by->count; i++) {
    ut_buf_add_text(bytes, by->names[i]);
    ut_buf_add(bytes, "", 1);
  }
  if (bytes->failed)
    return ut_error_nomem(err);
  const char *name = bytes->ptr;
  for (size_t i = 0; i < by->count; i++) {
    names[i] = name;
    name += by->names[i].len + 1;
  }
  names[by->count] = column_name;
  return ut_fields_read(path, run, names, by->count + 1, by->count + 1, add_row, &load, err);
}

static enum ut_status load_file(struct ut_deadweight *d, const char *path, const struct ut_names *by,
                                struct ut_run *run, struct ut_error *err)
{
  static const struct ut_vocabulary *const natural[UT_FIELDS_MAX] = {NULL};
  struct ut_buf bytes = {0};
  if (by->count >= UT_FIELDS_MAX)
    return ut_error_set(err, UT_USAGE, "a file has at most %d columns of --by", UT_FIELDS_MAX - 1);
  if (ut_table_new(&d->groups, natural, by->count, 1))
    return ut_error_nomem(err);
  enum ut_status status = read_columns(d, path, by, &bytes, run, err);
  ut_buf_clear(&bytes);
  return status;
}

enum ut_status ut_deadweight_load(struct ut_deadweight *d, const char *text, const struct ut_names *by,
                                  struct ut_run *run, struct ut_error *err)
{
  if (!text)
    return UT_OK;
  if (!ut_number_double(ut_text_of(text), &d->percent))
    return load_file(d, text, by, run, err);
  if (d->percent < 0 || d->percent > WHOLE)
    return ut_error_set(err, UT_USAGE, "%s is not within 0..100", text);
  return UT_OK;
}

enum ut_status ut_deadweight_of(const struct ut_deadweight *d, const struct ut_text *keys, const struct ut_names *by,
                                double *percent, struct ut_error *err)
{
  const int64_t *place = d->groups ? ut_table_get(d->groups, keys) : NULL;
  bool known = !d->groups || (place && *place > 0); /* without columns of --by its one group is always there */
  *percent = place && known ? d->shares[*place - 1] : d->percent;
  if (known)
    return UT_OK;
  char quoted[UT_QUOTED];
  struct ut_buf group = {0};
  for (size_t i = 0; i < by->count; i++)
    ut_buf_format(&group, "%s%.*s %s", i ? ", " : " of ", (int)by->names[i].len, by->names[i].ptr,
                  ut_quote(quoted, keys[i].ptr, keys[i].len));
  const char *text = by->count > 0 ? ut_buf_string(&group) : "";
  enum ut_status status =
      text ? ut_error_set(err, UT_USAGE, "the file says no %s%s", column_name, text) : ut_error_nomem(err);
  ut_buf_clear(&group);
  return status;
}

void ut_deadweight_clear(struct ut_deadweight *d)
{
  ut_table_free(d->groups);
  free(d->shares);
}

/* The reports of outcomes. Every kind is a row of one table: what it names, what it counts, what it writes of a group. */
#include "utfall/report.h"

#include <stdio.h>
#include <stdlib.h>

#include "utfall/stats.h"
#include "utfall/table.h"

enum {
  CELLS = UT_NAMES_MAX + 8,
  NUMBER = 24,
  MONTHS_NUMERATOR = 48, /* a day in months is 12 / 365.25 = 48 / 1461 */
  MONTHS_DIVISOR = 1461
};

const char *const ut_report_names[UT_REPORTS + 1] = {"shares", "change",   "gained",  "support",
                                                     "matrix", "duration", "reasons", NULL};

struct ut_report {
  struct ut_report_options o;
  struct ut_participations *p;
  struct ut_grouping by;
  struct ut_table *table;
  const struct ut_vocabulary *codes; /* of change, support, matrix, reasons */
  size_t fore, efter;                /* slots */
  struct ut_counts *days;            /* duration: of the group and status being read */
  struct ut_writer *writer;
  double z;
  struct ut_text cells[CELLS];
  size_t filled;
  char numbers[8][UT_RATIO_SIZE];
  size_t numbered;
};

struct kind {
  const char *const *columns; /* after those of --by */
  size_t keys;                /* of the table, after those of --by */
  enum ut_status (*open)(struct ut_report *r, struct ut_error *err);
  size_t (*counters)(const struct ut_report *r);
  enum ut_status (*take)(struct ut_report *r, struct ut_error *err);
  enum ut_status (*write)(struct ut_report *r, struct ut_error *err); /* NULL: group by group */
  enum ut_status (*write_group)(struct ut_report *r, struct ut_group group, struct ut_error *err);
};

/* ---- cells ---- */

static void begin_row(struct ut_report *r, const struct ut_text *keys, size_t count)
{
  if (count > 0)
    memcpy(r->cells, keys, count * sizeof *keys);
  r->filled = count;
  r->numbered = 0;
}

static void add_text(struct ut_report *r, struct ut_text text)
{
  r->cells[r->filled++] = text;
}

static void add_count(struct ut_report *r, int64_t n)
{
  char *buf = r->numbers[r->numbered++];
  snprintf(buf, UT_RATIO_SIZE, "%lld", (long long)n);
  add_text(r, ut_text_of(buf));
}

static void add_ratio(struct ut_report *r, int64_t numerator, int64_t denominator)
{
  add_text(r, ut_text_of(ut_ratio_format(numerator, denominator, r->o.decimals, r->numbers[r->numbered++])));
}

static void add_double(struct ut_report *r, double value)
{
  add_text(r, ut_text_of(ut_double_format(value, r->o.decimals, r->numbers[r->numbered++])));
}

static enum ut_status end_row(struct ut_report *r, struct ut_error *err)
{
  return ut_writer_row(r->writer, r->cells, err);
}

/* ---- what several kinds share ---- */

static enum ut_status list_slots(struct ut_report *r, const char *list, struct ut_error *err)
{
  char fore[32], at[32];
  const struct ut_column *column;
  snprintf(fore, sizeof fore, "%s_fore", list);
  snprintf(at, sizeof at, "%s_%s", list, ut_occasion_names[r->o.at]);
  r->codes = ut_vocabulary_named(list);
  enum ut_status status = ut_participations_slot(r->p, ut_text_of(fore), &r->fore, &column, err);
  return status == UT_OK ? ut_participations_slot(r->p, ut_text_of(at), &r->efter, &column, err) : status;
}

static enum ut_status occupation_slots(struct ut_report *r, struct ut_error *err)
{
  return list_slots(r, "sysselsattning", err);
}

static enum ut_status support_slots(struct ut_report *r, struct ut_error *err)
{
  return list_slots(r, "forsorjning", err);
}

static enum ut_status find_counters(struct ut_report *r, int64_t **counters, struct ut_error *err)
{
  return ut_table_find(r->table, ut_grouping_keys(&r->by, ut_participations_values(r->p)), counters, err);
}

/* One more for each code that the list names; a missing list is counted after the codes. */
static void count_codes(const struct ut_report *r, const struct ut_value *v, int64_t *counters)
{
  if (v->missing)
    counters[r->codes->count]++;
  for (uint32_t rest = v->missing ? 0 : v->list->has; rest; rest &= rest - 1)
    counters[__builtin_ctz(rest)]++;
}

/* The code at `i`, or after the last one that nothing is known. */
static struct ut_text code_name(const struct ut_report *r, size_t i)
{
  return ut_text_of(i < r->codes->count ? r->codes->codes[i].code : UT_CLASS_UNKNOWN);
}

/* ---- shares ---- */

static size_t share_counters(const struct ut_report *r)
{
  return ut_classes_count(r->o.classes) + 3;
}

static enum ut_status take_share(struct ut_report *r, struct ut_error *err)
{
  int64_t *counters;
  size_t rule;
  enum ut_status status = find_counters(r, &counters, err);
  if (status != UT_OK)
    return status;
  counters[0]++;
  uint64_t classes = ut_classes_match(r->o.classes, ut_participations_values(r->p), r->o.multiple, &rule);
  for (; classes; classes &= classes - 1)
    counters[1 + __builtin_ctzll(classes)]++;
  return UT_OK;
}

static struct ut_text class_name(const struct ut_report *r, size_t i)
{
  size_t count = ut_classes_count(r->o.classes);
  if (i < count)
    return ut_classes_get(r->o.classes, i).name;
  return ut_text_of(i == count ? UT_CLASS_OTHER : UT_CLASS_UNKNOWN);
}

static enum ut_status write_shares(struct ut_report *r, struct ut_group group, struct ut_error *err)
{
  size_t count = ut_classes_count(r->o.classes);
  int64_t base = group.counters[0];
  for (size_t i = 0; i < count + 2; i++) {
    int64_t n = group.counters[1 + i];
    if (i >= count && n == 0)
      continue;
    begin_row(r, group.keys, r->by.names->count);
    add_text(r, class_name(r, i));
    add_count(r, n);
    add_count(r, base);
    add_ratio(r, 100 * n, base);
    if (base > 0) {
      struct ut_interval interval = ut_wilson(n, base, r->z);
      add_double(r, interval.low);
      add_double(r, interval.high);
    } else {
      add_text(r, (struct ut_text){"", 0});
      add_text(r, (struct ut_text){"", 0});
    }
    enum ut_status status = end_row(r, err);
    if (status != UT_OK)
      return status;
  }
  return UT_OK;
}

/* ---- change of occupation, and of support ---- */

static size_t change_counters(const struct ut_report *r)
{
  return 2 * (r->codes->count + 1);
}

static enum ut_status take_change(struct ut_report *r, struct ut_error *err)
{
  const struct ut_value *values = ut_participations_values(r->p);
  int64_t *counters;
  enum ut_status status = find_counters(r, &counters, err);
  if (status != UT_OK)
    return status;
  count_codes(r, &values[r->fore], counters);
  count_codes(r, &values[r->efter], counters + r->codes->count + 1);
  return UT_OK;
}

static enum ut_status write_change(struct ut_report *r, struct ut_group group, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i <= r->codes->count && status == UT_OK; i++) {
    int64_t before = group.counters[i], after = group.counters[r->codes->count + 1 + i];
    if (i == r->codes->count && before == 0 && after == 0)
      continue;
    begin_row(r, group.keys, r->by.names->count);
    add_text(r, code_name(r, i));
    add_count(r, before);
    add_count(r, after);
    add_count(r, after - before);
    add_ratio(r, 100 * (after - before), before);
    status = end_row(r, err);
  }
  return status;
}

/* ---- began or increased ---- */

enum { BASE, WORKS, BEGAN, INCREASED, GAINED_COUNTERS };

static size_t gained_counters(const struct ut_report *r)
{
  (void)r;
  return GAINED_COUNTERS;
}

static int64_t extent(const struct ut_list *list, uint32_t codes)
{
  int64_t sum = 0;
  for (uint32_t rest = list->has & codes; rest; rest &= rest - 1)
    sum += list->extent[__builtin_ctz(rest)];
  return sum;
}

static enum ut_status take_gained(struct ut_report *r, struct ut_error *err)
{
  const struct ut_value *values = ut_participations_values(r->p);
  const struct ut_value *before = &values[r->fore], *after = &values[r->efter];
  uint32_t work = ut_vocabulary_flagged(r->codes, UT_CODE_WORK);
  int64_t *counters;
  enum ut_status status = find_counters(r, &counters, err);
  if (status != UT_OK)
    return status;
  counters[BASE]++;
  if (after->missing || !(after->list->has & work))
    return UT_OK;
  counters[WORKS]++;
  if (before->missing)
    return UT_OK; /* whether they began cannot be known */
  if (!(before->list->has & work))
    counters[BEGAN]++;
  else if (extent(after->list, work) > extent(before->list, work))
    counters[INCREASED]++;
  return UT_OK;
}

static enum ut_status write_gained(struct ut_report *r, struct ut_group group, struct ut_error *err)
{
  begin_row(r, group.keys, r->by.names->count);
  add_count(r, group.counters[WORKS]);
  add_count(r, group.counters[BASE]);
  add_ratio(r, 100 * group.counters[WORKS], group.counters[BASE]);
  add_count(r, group.counters[BEGAN]);
  add_count(r, group.counters[INCREASED]);
  return end_row(r, err);
}

/* ---- support after, given support before ---- */

static size_t matrix_counters(const struct ut_report *r)
{
  return r->codes->count + 2;
}

static enum ut_status take_transition(struct ut_report *r, struct ut_text before, struct ut_error *err)
{
  const struct ut_value *values = ut_participations_values(r->p);
  int64_t *counters;
  ut_grouping_keys(&r->by, values);
  r->by.keys[r->by.names->count] = before;
  enum ut_status status = ut_table_find(r->table, r->by.keys, &counters, err);
  if (status != UT_OK)
    return status;
  counters[0]++;
  count_codes(r, &values[r->efter], counters + 1);
  return UT_OK;
}

static enum ut_status take_matrix(struct ut_report *r, struct ut_error *err)
{
  const struct ut_value *before = &ut_participations_values(r->p)[r->fore];
  enum ut_status status = UT_OK;
  if (before->missing)
    return take_transition(r, ut_text_of(UT_CLASS_UNKNOWN), err);
  for (uint32_t rest = before->list->has; rest && status == UT_OK; rest &= rest - 1)
    status = take_transition(r, code_name(r, (size_t)__builtin_ctz(rest)), err);
  return status;
}

static enum ut_status write_matrix(struct ut_report *r, struct ut_group group, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i <= r->codes->count && status == UT_OK; i++) {
    int64_t n = group.counters[1 + i];
    if (i == r->codes->count && n == 0)
      continue;
    begin_row(r, group.keys, r->by.names->count + 1);
    add_text(r, code_name(r, i));
    add_count(r, n);
    add_count(r, group.counters[0]);
    add_ratio(r, 100 * n, group.counters[0]);
    status = end_row(r, err);
  }
  return status;
}

/* ---- how long participations lasted ---- */

enum { ENDED, ONGOING, STATUSES };

static size_t one_counter(const struct ut_report *r)
{
  (void)r;
  return 1;
}

static struct ut_text status_name(size_t status)
{
  return ut_text_of(ut_vocabulary_named("status")->codes[status].code);
}

static enum ut_status open_duration(struct ut_report *r, struct ut_error *err)
{
  return ut_counts_new(&r->days) == UT_OK ? UT_OK : ut_error_nomem(err);
}

/* The table is keyed by status and length, so that totals over other columns need nothing but sums. Lengths of stays that go on are not known without --as-of. */
static enum ut_status take_duration(struct ut_report *r, struct ut_error *err)
{
  struct ut_participation now = ut_participations_current(r->p);
  bool ended = now.slut != UT_DATE_NONE;
  ut_date end = ended ? now.slut : r->o.as_of;
  char days[NUMBER] = "";
  int64_t *counters;
  size_t by = r->by.names->count;
  if (end != UT_DATE_NONE)
    snprintf(days, sizeof days, "%d", end - now.start);
  struct ut_text keys[UT_NAMES_MAX + 2];
  ut_grouping_keys(&r->by, ut_participations_values(r->p));
  memcpy(keys, r->by.keys, by * sizeof *keys);
  keys[by] = status_name(ended ? ENDED : ONGOING);
  keys[by + 1] = ut_text_of(days);
  enum ut_status status = ut_table_find(r->table, keys, &counters, err);
  if (status == UT_OK)
    ++*counters;
  return status;
}

static bool same_keys(const struct ut_text *a, const struct ut_text *b, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (!ut_text_equal(a[i], b[i]))
      return false;
  return true;
}

static enum ut_status write_length(struct ut_report *r, const struct ut_text *keys, size_t status, int64_t unknown,
                                   struct ut_error *err)
{
  int64_t known = ut_counts_total(r->days), sum = ut_counts_sum(r->days);
  int64_t median2 = known > 0 ? ut_counts_median2(r->days) : 0;
  begin_row(r, keys, r->by.names->count);
  add_text(r, status_name(status));
  add_count(r, known + unknown);
  add_ratio(r, sum, known);
  add_ratio(r, median2, known > 0 ? 2 : 0);
  add_ratio(r, sum * MONTHS_NUMERATOR, known * MONTHS_DIVISOR);
  return end_row(r, err);
}

/* The lengths of one group and status, from `*i` on; *i then stands after them. */
static enum ut_status gather_lengths(struct ut_report *r, const struct ut_text *keys, size_t status, size_t *i,
                                     int64_t *unknown, struct ut_error *err)
{
  size_t by = r->by.names->count;
  ut_counts_free(r->days);
  r->days = NULL;
  *unknown = 0;
  if (open_duration(r, err) != UT_OK)
    return UT_NOMEM;
  for (; *i < ut_table_groups(r->table); ++*i) {
    struct ut_group group = ut_table_group(r->table, *i);
    int64_t days;
    if (!same_keys(group.keys, keys, by) || !ut_text_equal(group.keys[by], status_name(status)))
      break;
    if (!ut_text_integer(group.keys[by + 1], &days))
      *unknown += *group.counters;
    else if (ut_counts_add(r->days, days, *group.counters) != UT_OK)
      return ut_error_nomem(err);
  }
  return UT_OK;
}

static enum ut_status write_duration(struct ut_report *r, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  size_t groups = ut_table_groups(r->table), i = 0;
  bool empty = groups == 0 && (r->by.names->count == 0 || r->o.totals);
  while ((i < groups || empty) && status == UT_OK) {
    struct ut_text all[UT_NAMES_MAX];
    for (size_t j = 0; empty && j < r->by.names->count; j++)
      all[j] = ut_text_of(UT_ALL);
    const struct ut_text *keys = empty ? all : ut_table_group(r->table, i).keys;
    for (size_t s = ENDED; s < STATUSES && status == UT_OK; s++) {
      int64_t unknown;
      status = gather_lengths(r, keys, s, &i, &unknown, err);
      if (status == UT_OK)
        status = write_length(r, keys, s, unknown, err);
    }
    empty = false;
  }
  return status;
}

/* ---- exit reasons ---- */

static enum ut_status open_reasons(struct ut_report *r, struct ut_error *err)
{
  const struct ut_column *column;
  enum ut_status status = ut_participations_slot(r->p, ut_text_of("avslutsorsak"), &r->efter, &column, err);
  r->codes = ut_vocabulary_named("avslutsorsak");
  return status;
}

static enum ut_status take_reason(struct ut_report *r, struct ut_error *err)
{
  const struct ut_value *reason = &ut_participations_values(r->p)[r->efter];
  int64_t *counters;
  enum ut_status status = find_counters(r, &counters, err);
  if (status != UT_OK)
    return status;
  counters[0]++;
  counters[1 + (reason->missing ? r->codes->count : (size_t)reason->number)]++;
  return UT_OK;
}

static enum ut_status write_reasons(struct ut_report *r, struct ut_group group, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i <= r->codes->count && status == UT_OK; i++) {
    int64_t n = group.counters[1 + i];
    bool never = ut_text_is(code_name(r, i), "felregistrering");
    if (never || (i == r->codes->count && n == 0))
      continue;
    begin_row(r, group.keys, r->by.names->count);
    add_text(r, code_name(r, i));
    add_count(r, n);
    add_count(r, group.counters[0]);
    add_ratio(r, 100 * n, group.counters[0]);
    status = end_row(r, err);
  }
  return status;
}

/* ---- all of them ---- */

static const char *const share_columns[] = {"klass", "antal", "bas", "andel", "ki_lag", "ki_hog", NULL};
static const char *const change_columns[] = {"kod", "fore", "efter", "forandring", "forandring_pct", NULL};
static const char *const gained_columns[] = {"arbetar_studerar", "bas", "andel", "borjat", "okat", NULL};
static const char *const matrix_columns[] = {"fore", "efter", "antal", "bas", "andel", NULL};
static const char *const duration_columns[] = {"status", "antal", "medel_dagar", "median_dagar", "medel_manader", NULL};
static const char *const reason_columns[] = {"avslutsorsak", "antal", "bas", "andel", NULL};

static const struct kind kinds[UT_REPORTS] = {
    [UT_SHARES] = {share_columns, 0, NULL, share_counters, take_share, NULL, write_shares},
    [UT_CHANGE] = {change_columns, 0, occupation_slots, change_counters, take_change, NULL, write_change},
    [UT_GAINED] = {gained_columns, 0, occupation_slots, gained_counters, take_gained, NULL, write_gained},
    [UT_SUPPORT] = {change_columns, 0, support_slots, change_counters, take_change, NULL, write_change},
    [UT_MATRIX] = {matrix_columns, 1, support_slots, matrix_counters, take_matrix, NULL, write_matrix},
    [UT_DURATION] = {duration_columns, 2, open_duration, one_counter, take_duration, write_duration, NULL},
    [UT_REASONS] = {reason_columns, 0, open_reasons, matrix_counters, take_reason, NULL, write_reasons},
};

static enum ut_status open_table(struct ut_report *r, const struct kind *kind, struct ut_error *err)
{
  const struct ut_vocabulary *vocabularies[UT_NAMES_MAX + 2] = {NULL};
  size_t by = r->by.names->count;
  memcpy(vocabularies, r->by.vocabularies, by * sizeof(const struct ut_vocabulary *));
  vocabularies[by] = r->o.kind == UT_DURATION ? ut_vocabulary_named("status") : r->codes;
  if (ut_table_new(&r->table, vocabularies, by + kind->keys, kind->counters(r)) != UT_OK)
    return ut_error_nomem(err);
  return UT_OK;
}

enum ut_status ut_report_new(struct ut_report **out, struct ut_participations *p,
                             const struct ut_report_options *options, struct ut_error *err)
{
  const struct kind *kind = &kinds[options->kind];
  struct ut_report *r = calloc(1, sizeof *r);
  *out = NULL;
  if (!r)
    return ut_error_nomem(err);
  r->o = *options;
  r->p = p;
  r->z = ut_normal_quantile(options->confidence);
  enum ut_status status = ut_grouping_init(&r->by, p, options->by, err);
  if (status == UT_OK && kind->open)
    status = kind->open(r, err);
  if (status == UT_OK)
    status = open_table(r, kind, err);
  if (status == UT_OK)
    *out = r;
  else
    ut_report_free(r);
  return status;
}

enum ut_status ut_report_take(struct ut_report *r, struct ut_error *err)
{
  return kinds[r->o.kind].take(r, err);
}

static enum ut_status write_groups(struct ut_report *r, const struct kind *kind, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < ut_table_groups(r->table) && status == UT_OK; i++)
    status = kind->write_group(r, ut_table_group(r->table, i), err);
  return status;
}

enum ut_status ut_report_write(struct ut_report *r, struct ut_output *output, struct ut_error *err)
{
  const struct kind *kind = &kinds[r->o.kind];
  enum ut_status status = UT_OK;
  begin_row(r, r->by.names->names, r->by.names->count);
  for (size_t i = 0; kind->columns[i]; i++)
    add_text(r, ut_text_of(kind->columns[i]));
  if (r->o.totals && (kind->keys == 0 || ut_table_groups(r->table) > 0))
    status = ut_table_add_totals(r->table, r->by.names->count, err);
  ut_table_sort(r->table);
  if (status == UT_OK)
    status = ut_writer_open(&r->writer, output, r->o.to, r->cells, r->filled, NULL, err);
  if (status == UT_OK)
    status = kind->write ? kind->write(r, err) : write_groups(r, kind, err);
  enum ut_status closed = ut_writer_close(r->writer, status == UT_OK, err);
  r->writer = NULL;
  return status == UT_OK ? closed : status;
}

void ut_report_free(struct ut_report *r)
{
  if (!r)
    return;
  ut_table_free(r->table);
  ut_counts_free(r->days);
  free(r);
}

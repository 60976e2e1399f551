/* Members: the rows of a tidy table, found by group and value. */
#include "contrast/members.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/whole.h"
#include "model/total_words.h"
#include "table/number_key.h"
#include "utfall/column.h"
#include "utfall/table.h"

/* The rows of a value in groups that differ in their class alone. */
struct family {
  bool apart; /* with different bases: these are no classes of one */
  bool known; /* one of them has a base: */
  int64_t base;
};

struct ut_members {
  const struct ut_members_options *o;
  struct ut_reader *reader;
  struct ut_whole_table *whole;
  size_t key, count, base;
  size_t mean, deviation; /* of means only */
  ptrdiff_t mark;         /* the column skyddad, or -1 */
  ptrdiff_t class;        /* of the other keys, which one has classes; -1: none */
  bool blanked;
  size_t keys[UT_NAMES_MAX + 1], key_count; /* the other keys; then the key */
  struct ut_keys groups, families;          /* the other keys; those but the class */
  struct ut_distinct values, cells, relatives;
  struct ut_buf group_rows;   /* size_t: the first row of each group */
  struct ut_buf group_family; /* uint32_t */
  struct ut_buf group_total;  /* bool */
  struct ut_buf value_total;  /* bool */
  struct ut_buf members;      /* struct ut_member: of each of `cells`, which is a group and a value */
  struct ut_buf family_bases; /* struct family: of each of `relatives`, a family and a value */
};

/* ---- columns ---- */

static enum ut_status blame_option(enum ut_status status, const char *option, struct ut_error *err)
{
  return status == UT_OK ? UT_OK : ut_error_blame(status, option, err);
}

static enum ut_status need(const struct ut_members *u, const char *name, const char *option, size_t *out,
                           struct ut_error *err)
{
  ptrdiff_t index;
  UT_TRY(blame_option(ut_reader_need(u->reader, ut_text_of(name), &index, err), option, err));
  *out = index < 0 ? 0 : (size_t)index;
  return UT_OK;
}

static enum ut_role role_of(const struct ut_members *u, size_t column)
{
  bool antal = ut_reader_find(u->reader, ut_text_of("antal")) >= 0;
  return ut_column_role(ut_column_of(ut_reader_column(u->reader, column)), antal);
}

static enum ut_status add_key(struct ut_members *u, size_t column, struct ut_error *err)
{
  if (u->key_count == UT_NAMES_MAX)
    return ut_error_set(err, UT_USAGE, "a table of more than %d key columns", UT_NAMES_MAX);
  u->keys[u->key_count++] = column;
  return UT_OK;
}

/* What a report says of a row is no key wherever it stands. */
static enum ut_status add_left_keys(struct ut_members *u, struct ut_error *err)
{
  for (size_t i = 0; i < u->count; i++) {
    enum ut_role role = role_of(u, i);
    if (i != u->key && !ut_role_is_figure(role) && role != UT_ROLE_MARK)
      UT_TRY(add_key(u, i, err));
  }
  return UT_OK;
}

static enum ut_status add_named_keys(struct ut_members *u, struct ut_error *err)
{
  const char *taken = "they are the other keys, beside that of %s and what is counted";
  for (size_t i = 0; i < u->o->keys.count; i++) {
    ptrdiff_t index;
    UT_TRY(blame_option(ut_reader_need(u->reader, u->o->keys.names[i], &index, err), "--keys", err));
    size_t column = (size_t)index;
    if (column == u->key || column == u->count || column == u->base || ut_role_is_figure(role_of(u, column)))
      return blame_option(ut_error_set(err, UT_USAGE, taken, u->o->option), "--keys", err);
    UT_TRY(add_key(u, column, err));
  }
  return UT_OK;
}

/* The key whose values may be classes of one base: klass, else the last where it has codes. */
static void find_class(struct ut_members *u)
{
  u->class = -1;
  for (size_t i = 0; i < u->key_count; i++)
    if (ut_column_of(ut_reader_column(u->reader, u->keys[i]))->classes)
      u->class = (ptrdiff_t)i;
  if (u->class < 0 && u->key_count > 0 && ut_column_of(ut_reader_column(u->reader, u->keys[u->key_count - 1]))->codes)
    u->class = (ptrdiff_t)u->key_count - 1;
}

static enum ut_status index_keys(struct ut_members *u, struct ut_error *err)
{
  size_t others[UT_NAMES_MAX], count = 0;
  for (size_t i = 0; i < u->key_count; i++)
    if ((ptrdiff_t)i != u->class)
      others[count++] = u->keys[i];
  u->keys[u->key_count] = u->key;
  enum ut_status status = ut_keys_init(&u->groups, u->keys, u->key_count);
  if (status == UT_OK)
    status = ut_keys_init(&u->families, others, count);
  if (status == UT_OK)
    status = ut_whole_table_index(u->whole, u->keys, u->key_count + 1);
  return status == UT_OK ? UT_OK : ut_error_nomem(err);
}

/* Its values must be groups. */
static enum ut_status check_key(const struct ut_members *u, struct ut_error *err)
{
  enum ut_role role = role_of(u, u->key);
  if (ut_role_is_figure(role) || role == UT_ROLE_MARK)
    return ut_error_set(err, UT_USAGE, "%s is a figure, and tells no groups apart", u->o->key);
  if (ut_column_of(ut_text_of(u->o->key))->classes)
    return ut_error_set(err, UT_USAGE, "the values of %s are parts of one base, and no groups that can be compared",
                        u->o->key);
  return UT_OK;
}

static enum ut_status find_means(struct ut_members *u, struct ut_error *err)
{
  static const char mean[] = "medel_";
  size_t len = strlen(mean);
  char deviation[UT_ERROR_FIELD];
  const char *name = u->o->deviation;
  UT_TRY(need(u, u->o->mean, "--mean", &u->mean, err));
  if (!name && strncmp(u->o->mean, mean, len) != 0)
    return ut_error_set(err, UT_USAGE, "--spread says which column has the standard deviations of %s", u->o->mean);
  if (!name)
    snprintf(deviation, sizeof deviation, "sd_%s", u->o->mean + len);
  u->base = u->count;
  return need(u, name ? name : deviation, "--spread", &u->deviation, err);
}

static enum ut_status find_columns(struct ut_members *u, struct ut_error *err)
{
  UT_TRY(need(u, u->o->key, u->o->option, &u->key, err));
  UT_TRY(need(u, u->o->count, "--count", &u->count, err));
  UT_TRY(u->o->mean ? find_means(u, err) : need(u, u->o->base, "--of-base", &u->base, err));
  u->mark = ut_reader_find(u->reader, ut_text_of("skyddad"));
  if (!ut_reader_is_empty(u->reader)) {
    UT_TRY(blame_option(check_key(u, err), u->o->option, err));
    UT_TRY(u->o->keys.count > 0 ? add_named_keys(u, err) : add_left_keys(u, err));
  }
  find_class(u);
  return index_keys(u, err);
}

/* ---- rows ---- */

static struct ut_text cell(const struct ut_members *u, size_t row, size_t column)
{
  return ut_whole_table_cell(u->whole, row, column);
}

static bool is_blank(struct ut_text text)
{
  text = ut_text_trim(text);
  return text.len == 0 || ut_text_is(text, "..");
}

static enum ut_status read_count(const struct ut_members *u, size_t row, size_t column, int64_t *out,
                                 struct ut_error *err)
{
  char quoted[UT_QUOTED];
  struct ut_text text = cell(u, row, column);
  if (ut_number_whole(text, out) && *out >= 0 && *out <= UT_PROPORTION_MOST)
    return UT_OK;
  ut_error_set(err, UT_BAD_INPUT, "%s is not a count (expected a whole number from 0 to 10^8)",
               ut_quote(quoted, text.ptr, text.len));
  ut_whole_table_blame(u->whole, row, column, err);
  return UT_BAD_INPUT;
}

/* Does the mark say that the whole row is blanked (primar), or this column of it (antal:primar|bas:sekundar)? */
static enum ut_member_state marked(const struct ut_members *u, size_t row)
{
  struct ut_text rest = u->mark < 0 ? ut_text_of("") : cell(u, row, (size_t)u->mark), part, name;
  enum ut_member_state state = UT_MEMBER_KNOWN;
  while (rest.len > 0 && ut_text_split(&rest, '|', &part)) {
    ut_text_split(&part, ':', &name);
    if (part.ptr && !ut_text_is(name, u->o->count) && !ut_text_is(name, u->o->base))
      continue;
    if (ut_text_is(part.ptr ? part : name, "primar"))
      return UT_MEMBER_PRIMARY;
    state = UT_MEMBER_BLANKED;
  }
  return state;
}

static enum ut_status read_figure(const struct ut_members *u, size_t row, size_t column, double *out,
                                  struct ut_error *err)
{
  char quoted[UT_QUOTED];
  struct ut_text text = cell(u, row, column);
  *out = NAN;
  if (is_blank(text) || ut_number_double(text, out))
    return UT_OK;
  ut_error_set(err, UT_BAD_INPUT, "%s is not a number", ut_quote(quoted, text.ptr, text.len));
  ut_whole_table_blame(u->whole, row, column, err);
  return UT_BAD_INPUT;
}

static enum ut_status read_mean(const struct ut_members *u, size_t row, struct ut_member *member, struct ut_error *err)
{
  UT_TRY(read_figure(u, row, u->mean, &member->mean, err));
  UT_TRY(read_figure(u, row, u->deviation, &member->deviation, err));
  if (!(member->deviation < 0))
    return UT_OK;
  ut_error_set(err, UT_BAD_INPUT, "a standard deviation is not below 0");
  ut_whole_table_blame(u->whole, row, u->deviation, err);
  return UT_BAD_INPUT;
}

static enum ut_status read_member(struct ut_members *u, size_t row, struct ut_member *member, struct ut_error *err)
{
  bool no_count = is_blank(cell(u, row, u->count)), no_base = is_blank(cell(u, row, u->base));
  *member = (struct ut_member){.state = marked(u, row)};
  if (member->state == UT_MEMBER_KNOWN && (no_count || no_base))
    member->state = UT_MEMBER_BLANKED;
  u->blanked = u->blanked || member->state != UT_MEMBER_KNOWN;
  if (!no_base)
    UT_TRY(read_count(u, row, u->base, &member->of.base, err));
  if (member->state != UT_MEMBER_KNOWN)
    return UT_OK;
  UT_TRY(read_count(u, row, u->count, &member->of.count, err));
  if (u->o->mean)
    return read_mean(u, row, member, err);
  if (member->of.count <= member->of.base)
    return UT_OK;
  ut_error_set(err, UT_BAD_INPUT, "%lld of %lld: more than its base", (long long)member->of.count,
               (long long)member->of.base);
  ut_whole_table_blame(u->whole, row, u->count, err);
  return UT_BAD_INPUT;
}

static enum ut_status enter_value(struct ut_members *u, size_t row, uint32_t *value)
{
  size_t before = ut_distinct_count(&u->values);
  bool total;
  UT_TRY(ut_distinct_add(&u->values, cell(u, row, u->key), value));
  if (*value < before)
    return UT_OK;
  UT_TRY(ut_whole_table_see(u->whole, row, u->key));
  UT_TRY(ut_total_word_is(cell(u, row, u->key), &total));
  return ut_buf_add(&u->value_total, &total, sizeof total);
}

static enum ut_status enter_group(struct ut_members *u, const struct ut_text *fields, size_t row, uint32_t *group)
{
  size_t before = ut_keys_entered(&u->groups);
  uint32_t family;
  bool total = false, part;
  UT_TRY(ut_keys_enter(&u->groups, fields, group));
  UT_TRY(ut_keys_enter(&u->families, fields, &family));
  if (*group < before)
    return UT_OK;
  for (size_t i = 0; i < u->key_count; i++) {
    UT_TRY(ut_whole_table_see(u->whole, row, u->keys[i]));
    UT_TRY(ut_total_word_is(fields[u->keys[i]], &part));
    total = total || part;
  }
  UT_TRY(ut_buf_add(&u->group_rows, &row, sizeof row));
  UT_TRY(ut_buf_add(&u->group_family, &family, sizeof family));
  return ut_buf_add(&u->group_total, &total, sizeof total);
}

static uint32_t family_of(const struct ut_members *u, size_t group)
{
  return ((const uint32_t *)(const void *)u->group_family.ptr)[group];
}

static struct ut_text pair(const uint32_t numbers[2])
{
  return (struct ut_text){(const char *)numbers, 2 * sizeof *numbers};
}

static enum ut_status enter_relative(struct ut_members *u, size_t group, uint32_t value, const struct ut_member *member)
{
  uint32_t number;
  const struct family new = {0};
  size_t before = ut_distinct_count(&u->relatives);
  UT_TRY(ut_distinct_add(&u->relatives, pair((const uint32_t[]){family_of(u, group), value}), &number));
  if (number == before)
    UT_TRY(ut_buf_add(&u->family_bases, &new, sizeof new));
  struct family *family = (struct family *)(void *)u->family_bases.ptr + number;
  if (member->state != UT_MEMBER_KNOWN)
    return UT_OK;
  family->apart = family->apart || (family->known && family->base != member->of.base);
  family->known = true;
  family->base = member->of.base;
  return UT_OK;
}

static enum ut_status enter_member(struct ut_members *u, const struct ut_text *fields, size_t row,
                                   const struct ut_member *member)
{
  uint32_t group, value, number;
  UT_TRY(enter_value(u, row, &value));
  UT_TRY(enter_group(u, fields, row, &group));
  UT_TRY(ut_distinct_add(&u->cells, pair((const uint32_t[]){group, value}), &number));
  UT_TRY(ut_buf_add(&u->members, member, sizeof *member));
  return enter_relative(u, group, value, member);
}

static enum ut_status add_row(struct ut_members *u, struct ut_text *fields, struct ut_error *err)
{
  size_t row = ut_whole_table_rows(u->whole) - 1;
  struct ut_member member;
  uint32_t number;
  UT_TRY(read_member(u, row, &member, err));
  UT_TRY(ut_whole_table_enter(u->whole, &number, err));
  for (size_t i = 0; i < ut_whole_table_columns(u->whole); i++)
    fields[i] = cell(u, row, i);
  return enter_member(u, fields, row, &member) == UT_OK ? UT_OK : ut_error_nomem(err);
}

/* ---- keys that may be figures ---- */

static enum ut_status doubt_keys(const struct ut_members *u, struct ut_error *err)
{
  char shown[UT_QUOTED];
  for (size_t i = 0; i < u->key_count && u->o->keys.count == 0; i++) {
    struct ut_text name = ut_reader_column(u->reader, u->keys[i]);
    bool doubtful;
    if (ut_key_holds_numbers(u->whole, u->keys[i], &doubtful) != UT_OK)
      return ut_error_nomem(err);
    if (!doubtful)
      continue;
    ut_error_set(err, UT_USAGE, "%s is taken for a key, but holds numbers only: say with --keys which are keys",
                 ut_quote_name(shown, name.ptr, name.len));
    ut_error_at(err, ut_whole_table_row_source(u->whole, 0), 0, 0, NULL);
    return UT_USAGE;
  }
  return UT_OK;
}

/* ---- public ---- */

static enum ut_status read_all(struct ut_members *u, struct ut_error *err)
{
  struct ut_text *fields = calloc(ut_reader_columns(u->reader) + 1, sizeof *fields);
  enum ut_status status = fields ? UT_OK : ut_error_nomem(err);
  while (status == UT_OK && (status = ut_whole_table_next(u->whole, err)) == UT_OK)
    status = add_row(u, fields, err);
  free(fields);
  return status == UT_END ? doubt_keys(u, err) : status;
}

enum ut_status ut_members_load(struct ut_members **out, struct ut_reader *reader,
                               const struct ut_members_options *options, struct ut_error *err)
{
  struct ut_members *u = *out = calloc(1, sizeof *u);
  if (!u)
    return ut_error_nomem(err);
  u->o = options;
  u->reader = reader;
  UT_TRY(ut_whole_table_new(&u->whole, reader, err));
  UT_TRY(find_columns(u, err));
  return read_all(u, err);
}

bool ut_members_marked(const struct ut_members *u)
{
  return u->mark >= 0 || u->blanked;
}

bool ut_members_are_means(const struct ut_members *u)
{
  return u->o->mean != NULL;
}

const char *ut_members_compared(const struct ut_members *u)
{
  return u->o->key;
}

bool ut_members_empty(const struct ut_members *u)
{
  return ut_whole_table_rows(u->whole) == 0;
}

size_t ut_members_keys(const struct ut_members *u)
{
  return u->key_count;
}

struct ut_text ut_members_key_name(const struct ut_members *u, size_t key)
{
  return ut_reader_column(u->reader, u->keys[key]);
}

static size_t first_row(const struct ut_members *u, size_t group)
{
  return ((const size_t *)(const void *)u->group_rows.ptr)[group];
}

struct ut_text ut_members_key(const struct ut_members *u, size_t group, size_t key)
{
  return cell(u, first_row(u, group), u->keys[key]);
}

size_t ut_members_groups(const struct ut_members *u)
{
  return ut_keys_entered(&u->groups);
}

bool ut_members_is_total_group(const struct ut_members *u, size_t group)
{
  return ((const bool *)u->group_total.ptr)[group];
}

void ut_members_place(const struct ut_members *u, size_t group, const char **source, size_t *line)
{
  *source = ut_whole_table_row_source(u->whole, first_row(u, group));
  *line = ut_whole_table_line(u->whole, first_row(u, group));
}

size_t ut_members_values(const struct ut_members *u)
{
  return ut_distinct_count(&u->values);
}

struct ut_text ut_members_value(const struct ut_members *u, size_t value)
{
  return ut_distinct_get(&u->values, value);
}

bool ut_members_is_total_value(const struct ut_members *u, size_t value)
{
  return ((const bool *)u->value_total.ptr)[value];
}

bool ut_members_find_value(const struct ut_members *u, struct ut_text text, size_t *value)
{
  uint32_t number;
  bool found = ut_distinct_find(&u->values, text, &number);
  *value = found ? number : 0;
  return found;
}

/* What no row says. Reports list ovrigt and uppgift_saknas only where they occur, and every other class of klass. */
static struct ut_member infer(const struct ut_members *u, size_t group, size_t value)
{
  uint32_t number, numbers[2] = {family_of(u, group), (uint32_t)value};
  if (u->class < 0 || !ut_distinct_find(&u->relatives, pair(numbers), &number))
    return (struct ut_member){.state = UT_MEMBER_NONE};
  const struct family *family = (const struct family *)(const void *)u->family_bases.ptr + number;
  struct ut_text class = ut_members_key(u, group, (size_t)u->class);
  bool classes = ut_column_of(ut_members_key_name(u, (size_t)u->class))->classes;
  bool optional = ut_text_is(class, UT_CLASS_UNKNOWN) || (classes && ut_text_is(class, UT_CLASS_OTHER));
  if (!optional || family->apart)
    return (struct ut_member){.state = classes ? UT_MEMBER_LACKING : UT_MEMBER_NONE};
  return (struct ut_member){.state = family->known ? UT_MEMBER_KNOWN : UT_MEMBER_BLANKED, .of = {0, family->base}};
}

struct ut_member ut_members_get(const struct ut_members *u, size_t group, size_t value)
{
  uint32_t number, numbers[2] = {(uint32_t)group, (uint32_t)value};
  if (!ut_distinct_find(&u->cells, pair(numbers), &number))
    return infer(u, group, value);
  return ((const struct ut_member *)(const void *)u->members.ptr)[number];
}

/* A sum of which something is blanked is blanked, whatever else it lacks. */
static struct ut_member add(struct ut_member sum, struct ut_member part)
{
  if (part.state == UT_MEMBER_PRIMARY)
    part.state = UT_MEMBER_BLANKED;
  if (part.state == UT_MEMBER_NONE || sum.state == UT_MEMBER_BLANKED)
    return sum;
  if (sum.state == UT_MEMBER_NONE || part.state == UT_MEMBER_BLANKED)
    return part;
  if (sum.state == UT_MEMBER_LACKING || part.state == UT_MEMBER_LACKING)
    return (struct ut_member){.state = UT_MEMBER_LACKING};
  const struct ut_mean pooled = ut_mean_pool((struct ut_mean){sum.of.count, sum.mean, sum.deviation},
                                             (struct ut_mean){part.of.count, part.mean, part.deviation});
  sum.mean = pooled.mean;
  sum.deviation = pooled.deviation;
  sum.of.count += part.of.count;
  sum.of.base += part.of.base;
  return sum;
}

struct ut_member ut_members_sum(const struct ut_members *u, size_t group, size_t except)
{
  struct ut_member sum = {.state = UT_MEMBER_NONE};
  for (size_t value = 0; value < ut_members_values(u); value++)
    if (value != except && !ut_members_is_total_value(u, value))
      sum = add(sum, ut_members_get(u, group, value));
  return sum;
}

void ut_members_free(struct ut_members *u)
{
  if (!u)
    return;
  ut_whole_table_free(u->whole);
  ut_keys_clear(&u->groups);
  ut_keys_clear(&u->families);
  ut_distinct_clear(&u->values);
  ut_distinct_clear(&u->cells);
  ut_distinct_clear(&u->relatives);
  ut_buf_clear(&u->group_rows);
  ut_buf_clear(&u->group_family);
  ut_buf_clear(&u->group_total);
  ut_buf_clear(&u->value_total);
  ut_buf_clear(&u->members);
  ut_buf_clear(&u->family_bases);
  free(u);
}

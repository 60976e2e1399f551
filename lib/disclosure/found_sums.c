/* Finding sums among the values of a key, by one column of counts at a time.
 * What is the sum of all others of its group, two of them above 0, is one where that is so in every group that has it,
 * and where it is so in two or more, which is less likely by chance than not; one group of several is not told.
 * What is the sum of some of them is one where that is so in three groups, all counts above 0, and is less likely by
 * chance than not. A total of the group, or a base, that counts the value besides the others says that it is no sum of
 * them; one that counts all values but one says that this is. What another count of persons contradicts is no sum of
 * all others: it has more than all of them there, or fewer than one of them. */
#include "disclosure/found_sums.h"

#include <math.h>
#include <stdlib.h>

#include "utfall/column.h"

enum {
  TWICE = 2,        /* groups in which the sum of all others is no chance */
  THRICE = 3,       /* the same of some others */
  WORDS = 64,       /* values of a key among which sums of some are sought, at most */
  CELLS = 1 << 20,  /* and of these times groups */
  VISITS = 1 << 18, /* sets of parts that are tried for a key */
  MEMBERS = 32,     /* values of a group of which the total leaves one out */
  TRIES = 1 << 12,  /* sets of them */
  BENEFIT = 3,      /* bits: to be told of one sum too many is a lesser evil than to be shown what it gives away */
  FEW = 4,          /* and that are taken */
};

struct group {
  int64_t sum;   /* of its values */
  int64_t total; /* -1: it has none */
  int64_t base;  /* of all values that have one; -1: none has, or they differ */
  int64_t based; /* the sum of those values */
  bool differ;
  size_t positive; /* values above 0 */
  bool held;       /* one of its values is the sum of the others */
};

/* What is known of a value of the key. */
struct word {
  size_t in;         /* groups that it is in */
  size_t held, not ; /* of them, those in which it is the sum of the others, and is not */
  size_t row;        /* of the first in which it is */
  double bits;       /* how unlikely that is by chance */
};

struct sum_finding {
  struct ut_tidy_table *t;
  size_t key, which;
  uint32_t divided;          /* the keys that are not totals in all rows */
  bool open;                 /* a value of which only some parts are known may be the sum of others, too */
  struct ut_distinct groups; /* the ranks of all other keys */
  uint32_t *group;           /* by row; UINT32_MAX: it is left out */
  struct group *of;          /* by group */
  struct word *words;        /* by rank */
  size_t held;               /* groups in which a value is the sum of the others */
  double bits;               /* how unlikely that is by chance */
  uint32_t *parts;           /* by rank at most */
  uint32_t *sorted;          /* the ranks as their values sort, the order in which they are tried */
  uint32_t *places;          /* by rank: its place there */
  /* sums of some */
  int64_t *counts; /* by word and group; -1: no row */
  int64_t *rest;   /* by depth and group: what is left of the whole; below 0: the group is out */
  size_t visits;
};

static struct ut_text bytes_of(const uint32_t *ranks, size_t count)
{
  return (struct ut_text){(const char *)ranks, count * sizeof *ranks};
}

static int64_t count_of(const struct sum_finding *f, size_t row)
{
  return ut_tidy_table_slot(f->t, row * f->t->count_count + f->which)->count;
}

static uint32_t rank_of(const struct sum_finding *f, size_t row)
{
  return ut_tidy_table_tuple(f->t, row)[f->key];
}

static int compare_values(const void *a, const void *b, void *context)
{
  const struct sum_finding *f = context;
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return ut_text_compare(ut_keys_value(f->t->keys, f->key, x), ut_keys_value(f->t->keys, f->key, y));
}

static void sort_values(struct sum_finding *f, size_t words)
{
  for (uint32_t i = 0; i < words; i++)
    f->sorted[i] = i;
  if (words > 1)
    qsort_r(f->sorted, words, sizeof *f->sorted, compare_values, f);
  for (uint32_t i = 0; i < words; i++)
    f->places[f->sorted[i]] = i;
}

/* ---- chance ---- */

/* How many ways there are to choose so many of the groups, in bits. */
static double bits_of_choices(size_t groups, size_t chosen)
{
  double sum = 0;
  for (size_t i = 0; i < chosen; i++)
    sum += log2((double)(groups - i)) - log2((double)(i + 1));
  return sum;
}

/* ---- groups ---- */

/* Is it known what the value is the sum of? Of a band with others within, perhaps of more than these. */
static bool is_whole(const struct sum_finding *f, size_t key, uint32_t rank)
{
  const struct ut_key_sums *sums = &f->t->sums[key];
  bool partial_too = !f->open || key != f->key;
  for (size_t i = 0; i < ut_key_sums_count(sums); i++)
    if (ut_key_sums_at(sums, i)->whole == rank && (partial_too || !ut_key_sums_at(sums, i)->partial))
      return true;
  return false;
}

/* Is the row in a group: no total in another key by which the table is divided, and no sum that is known? */
static bool is_in_group(const struct sum_finding *f, size_t row)
{
  const uint32_t *tuple = ut_tidy_table_tuple(f->t, row);
  if (count_of(f, row) < 0)
    return false;
  for (size_t k = 0; k < f->t->keys->count; k++) {
    bool total = ut_tidy_table_names_total(f->t, k, tuple[k]) && (f->divided >> k & 1) && k != f->key;
    if (total || is_whole(f, k, tuple[k]))
      return false;
  }
  return true;
}

static void add_to_group(struct sum_finding *f, size_t row)
{
  struct group *g = &f->of[f->group[row]];
  int64_t count = count_of(f, row);
  if (ut_tidy_table_names_total(f->t, f->key, rank_of(f, row))) {
    g->total = count;
    return;
  }
  int64_t base = ut_tidy_table_slot(f->t, row * f->t->count_count + f->which)->base;
  g->differ = g->differ || (base >= 0 && g->base >= 0 && base != g->base);
  g->base = base >= 0 ? base : g->base;
  g->based += base >= 0 ? count : 0;
  g->sum += count;
  g->positive += count > 0;
  f->words[rank_of(f, row)].in++;
}

static enum ut_status find_groups(struct sum_finding *f)
{
  uint32_t tuple[UT_TIDY_TABLE_KEYS];
  size_t keys = f->t->keys->count;
  for (size_t row = 0; row < ut_tidy_table_rows(f->t); row++) {
    f->group[row] = UINT32_MAX;
    if (!is_in_group(f, row))
      continue;
    memcpy(tuple, ut_tidy_table_tuple(f->t, row), keys * sizeof *tuple);
    tuple[f->key] = 0;
    size_t before = ut_distinct_count(&f->groups);
    UT_TRY(ut_distinct_add(&f->groups, bytes_of(tuple, keys), &f->group[row]));
    if (f->group[row] == before)
      f->of[before] = (struct group){.total = -1, .base = -1};
    add_to_group(f, row);
  }
  return UT_OK;
}

static bool is_value(const struct sum_finding *f, size_t row)
{
  return f->group[row] != UINT32_MAX && !ut_tidy_table_names_total(f->t, f->key, rank_of(f, row));
}

/* A period, or a band, is no sum of periods, or bands, outside it. */
static bool can_be_sum(const struct sum_finding *f, uint32_t whole, const uint32_t *parts, size_t count)
{
  const struct ut_key_sums *sums = &f->t->sums[f->key];
  struct ut_span span = *ut_key_sums_span(sums, whole);
  if (span.kind == UT_SPAN_NONE || span.kind == UT_SPAN_NUMBER)
    return true;
  for (size_t i = 0; i < count; i++) {
    struct ut_span part = *ut_key_sums_span(sums, parts[i]);
    if (part.kind != UT_SPAN_NONE && (part.from < span.from || part.to > span.to))
      return false;
  }
  return true;
}

/* ---- the sum of all others ---- */

/* Does the total of the group, or the base that it is divided into, count the value besides the others? */
static bool is_counted(const struct group *g)
{
  return g->total == g->sum || (!g->differ && g->base >= 0 && (g->base == g->sum || g->base == g->based));
}

static bool is_sum(const struct group *g, int64_t count)
{
  return count > 0 && 2 * count == g->sum && !is_counted(g);
}

/* Do the rows hold as many persons of another count as would be in a sum of the others: no more than all of them, and
 * no fewer than one of them? A period may end with fewer. What nobody has, or is not known, says nothing. */
static bool fits_in(const struct sum_finding *f, size_t row, size_t which)
{
  int64_t whole = ut_tidy_table_slot(f->t, row * f->t->count_count + which)->count, sum = 0, most = 0;
  if (whole <= 0 || !ut_column_of(f->t->names[f->t->counts[which]])->persons)
    return true;
  for (size_t i = 0; i < ut_tidy_table_rows(f->t); i++) {
    if (i == row || f->group[i] != f->group[row] || !is_value(f, i))
      continue;
    int64_t count = ut_tidy_table_slot(f->t, i * f->t->count_count + which)->count;
    if (count < 0 || ut_key_sums_span(&f->t->sums[f->key], rank_of(f, i))->kind == UT_SPAN_PERIOD)
      return true;
    sum += count;
    most = count > most ? count : most;
  }
  return most <= whole && whole <= sum;
}

/* Is the row the sum of the others of its group? Of two that are equal, either is. */
static bool is_sum_of_others(const struct sum_finding *f, size_t row)
{
  const struct group *g = &f->of[f->group[row]];
  bool sum = is_sum(g, count_of(f, row));
  for (size_t which = 0; which < f->t->count_count && sum && g->positive > 2; which++)
    sum = fits_in(f, row, which);
  return sum;
}

static void weigh_rows(struct sum_finding *f)
{
  for (size_t row = 0; row < ut_tidy_table_rows(f->t); row++) {
    if (!is_value(f, row))
      continue;
    struct group *g = &f->of[f->group[row]];
    struct word *word = &f->words[rank_of(f, row)];
    bool sum = is_sum_of_others(f, row);
    if (sum && g->positive > 2) {
      double unlikely = log2((double)count_of(f, row) + 1);
      word->row = word->held++ == 0 ? row : word->row;
      word->bits += unlikely;
      f->held += !g->held;
      f->bits += g->held ? 0 : unlikely;
      g->held = true;
    } else if (!sum && count_of(f, row) > 0) {
      word->not ++;
    }
  }
}

/* The values that the word is the sum of, in the groups where it is. */
static size_t list_others(const struct sum_finding *f, uint32_t rank)
{
  size_t words = ut_distinct_count(&f->t->keys->ranks[f->key]), count = 0;
  bool *of = calloc(ut_distinct_count(&f->groups) + 1, sizeof *of), *in = calloc(words + 1, sizeof *in);
  for (size_t row = 0; row < ut_tidy_table_rows(f->t) && of; row++)
    if (is_value(f, row) && rank_of(f, row) == rank)
      of[f->group[row]] = is_sum_of_others(f, row);
  for (size_t row = 0; row < ut_tidy_table_rows(f->t) && of && in; row++)
    if (is_value(f, row) && of[f->group[row]] && rank_of(f, row) != rank)
      in[rank_of(f, row)] = true;
  for (uint32_t i = 0; i < words && of && in; i++)
    if (in[i])
      f->parts[count++] = i;
  bool failed = !of || !in;
  free(of);
  free(in);
  return failed ? SIZE_MAX : count;
}

/* Is one of the parts in a group that the word is not in? In a table whose groups have no values in common, one group
 * by itself says nothing. */
static bool stands_out(const struct sum_finding *f, uint32_t rank, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (f->words[f->parts[i]].in > f->words[rank].in)
      return true;
  return false;
}

static enum ut_status add_found(struct sum_finding *f, uint32_t whole, size_t row, const uint32_t *parts, size_t count)
{
  struct ut_found_sum found = {f->key, whole, row};
  bool known = false;
  if (!can_be_sum(f, whole, parts, count))
    return UT_OK;
  for (size_t i = 0; i < f->t->found.len / sizeof found; i++) {
    const struct ut_found_sum *other = (const struct ut_found_sum *)(const void *)f->t->found.ptr + i;
    known = known || (other->key == f->key && other->whole == whole);
  }
  if (!known)
    UT_TRY(ut_buf_add(&f->t->found, &found, sizeof found));
  return ut_key_sums_add(&f->t->sums[f->key], whole, parts, count, false);
}

/* Is it the sum in all groups that it is in, or in more of them than chance has it? */
static bool is_told(const struct sum_finding *f, const struct word *word)
{
  double words = (double)ut_distinct_count(&f->t->keys->ranks[f->key]);
  double chance = bits_of_choices(word->held + word->not, word->held) + log2(words);
  return word->held >= TWICE && (word->not == 0 || word->bits + BENEFIT >= chance);
}

/* Where each value is in one group, do more groups have a sum than chance has it? */
static bool are_told(const struct sum_finding *f)
{
  size_t groups = ut_distinct_count(&f->groups);
  double each = log2((double)ut_tidy_table_rows(f->t) / (double)groups + 1);
  return groups == 1 || (f->held >= TWICE && f->bits >= bits_of_choices(groups, f->held) + (double)f->held * each);
}

static enum ut_status judge_word(struct sum_finding *f, uint32_t rank)
{
  const struct word *word = &f->words[rank];
  if (word->held == 0 || (word->held < TWICE && word->not > 0))
    return UT_OK;
  size_t count = list_others(f, rank);
  if (count == SIZE_MAX)
    return UT_NOMEM;
  bool once =
      word->held == 1 &&
      (are_told(f) || (stands_out(f, rank, count) && word->bits >= log2((double)ut_distinct_count(&f->groups))));
  return once || is_told(f, word) ? add_found(f, rank, word->row, f->parts, count) : UT_OK;
}

/* ---- the sum of some others ---- */

static int64_t *count_at(const struct sum_finding *f, size_t word, size_t group)
{
  return f->counts + word * ut_distinct_count(&f->groups) + group;
}

static void fill_counts(struct sum_finding *f, size_t words)
{
  size_t groups = ut_distinct_count(&f->groups);
  for (size_t i = 0; i < words * groups; i++)
    f->counts[i] = -1;
  for (size_t row = 0; row < ut_tidy_table_rows(f->t); row++)
    if (is_value(f, row))
      *count_at(f, rank_of(f, row), f->group[row]) = count_of(f, row);
}

/* Do the parts follow one another in the table, but for the whole? */
static bool is_run(const struct sum_finding *f, uint32_t whole, size_t count)
{
  uint32_t first = f->parts[0], last = f->parts[0];
  for (size_t i = 1; i < count; i++) {
    first = f->parts[i] < first ? f->parts[i] : first;
    last = f->parts[i] > last ? f->parts[i] : last;
  }
  return last - first == count - 1 + (first < whole && whole < last);
}

struct evidence {
  size_t held, eligible; /* groups where it is the sum, and where all counts are above 0 */
  double bits;           /* how unlikely that is by chance */
  size_t first;          /* group */
};

static struct evidence weigh_parts(const struct sum_finding *f, uint32_t whole, size_t count)
{
  struct evidence e = {.held = 0};
  for (size_t g = 0; g < ut_distinct_count(&f->groups); g++) {
    int64_t rest = *count_at(f, whole, g);
    bool positive = rest > 0;
    for (size_t i = 0; i < count && positive; i++) {
      positive = *count_at(f, f->parts[i], g) > 0;
      rest -= *count_at(f, f->parts[i], g);
    }
    bool held = positive && rest == 0 && !is_counted(&f->of[g]);
    if (held && e.held++ == 0)
      e.first = g;
    e.eligible += positive;
    e.bits += held ? log2((double)*count_at(f, whole, g) + 1) : 0;
  }
  return e;
}

static size_t row_of(const struct sum_finding *f, uint32_t rank, size_t group)
{
  for (size_t row = 0; row < ut_tidy_table_rows(f->t); row++)
    if (f->group[row] == group && rank_of(f, row) == rank)
      return row;
  return 0;
}

/* The parts are a sum where that is no chance: of all that might be tried, which is few where the parts follow one
 * another, as those of a subtotal do. */
static enum ut_status judge_parts(struct sum_finding *f, uint32_t whole, size_t words, size_t count)
{
  struct evidence e = weigh_parts(f, whole, count);
  bool run = is_run(f, whole, count), always = e.held == e.eligible;
  double tried = log2((double)words) + (run ? 2 * log2((double)words) - 1 : (double)words - 1);
  if (e.held < THRICE || (!(run && always) && e.bits + BENEFIT < tried + bits_of_choices(e.eligible, e.held)))
    return UT_OK;
  return add_found(f, whole, row_of(f, whole, e.first), f->parts, count);
}

/* Takes the word for a part besides those there are; returns in how many groups it can be one, and in how many nothing
 * is left then. */
static size_t take_part(struct sum_finding *f, uint32_t word, size_t depth, size_t *done)
{
  size_t groups = ut_distinct_count(&f->groups), alive = 0;
  const int64_t *before = f->rest + depth * groups;
  int64_t *after = f->rest + (depth + 1) * groups;
  *done = 0;
  for (size_t g = 0; g < groups; g++) {
    int64_t count = *count_at(f, word, g);
    after[g] = before[g] > 0 && count > 0 && count <= before[g] ? before[g] - count : -1;
    alive += after[g] >= 0;
    *done += after[g] == 0;
  }
  return alive;
}

static enum ut_status try_parts(struct sum_finding *f, uint32_t whole, uint32_t from, size_t words, size_t depth)
{
  for (uint32_t place = from; place < words && f->visits > 0; place++) {
    uint32_t word = f->sorted[place];
    size_t done;
    if (word == whole)
      continue;
    f->visits--;
    if (take_part(f, word, depth, &done) < THRICE)
      continue;
    f->parts[depth] = word;
    if (done >= THRICE && depth > 0)
      UT_TRY(judge_parts(f, whole, words, depth + 1));
    UT_TRY(try_parts(f, whole, place + 1, words, depth + 1));
  }
  return UT_OK;
}

static enum ut_status find_some(struct sum_finding *f)
{
  size_t words = ut_distinct_count(&f->t->keys->ranks[f->key]), groups = ut_distinct_count(&f->groups);
  if (groups < THRICE || words < 3 || words > WORDS || words * groups > CELLS)
    return UT_OK;
  f->counts = calloc(words * groups, sizeof *f->counts);
  f->rest = calloc((words + 1) * groups, sizeof *f->rest);
  if (!f->counts || !f->rest)
    return UT_NOMEM;
  fill_counts(f, words);
  for (uint32_t whole = 0; whole < words; whole++) {
    f->visits = VISITS / words;
    memcpy(f->rest, count_at(f, whole, 0), groups * sizeof *f->rest);
    UT_TRY(try_parts(f, whole, 0, words, 0));
  }
  return UT_OK;
}

/* ---- what a total leaves out ---- */

/* The values of a group besides one, and which of them are tried as its parts. */
struct other_rows {
  uint32_t ranks[MEMBERS];
  int64_t counts[MEMBERS];
  size_t count, whole_row;
  uint32_t whole;
  size_t visits, found;
};

static void insert_member(const struct sum_finding *f, struct other_rows *o, uint32_t rank, int64_t count)
{
  size_t at = o->count++;
  for (; at > 0 && f->places[o->ranks[at - 1]] > f->places[rank]; at--) {
    o->ranks[at] = o->ranks[at - 1];
    o->counts[at] = o->counts[at - 1];
  }
  o->ranks[at] = rank;
  o->counts[at] = count;
}

/* As their values sort; false: there are too many. */
static bool list_members(const struct sum_finding *f, size_t row, struct other_rows *o)
{
  o->count = 0;
  for (size_t i = 0; i < ut_tidy_table_rows(f->t); i++) {
    if (i == row || f->group[i] != f->group[row] || !is_value(f, i) || count_of(f, i) == 0)
      continue;
    if (o->count == MEMBERS)
      return false;
    insert_member(f, o, rank_of(f, i), count_of(f, i));
  }
  return true;
}

/* Adds the sets of others, two or more, that make up what is left of the whole, the first few of them. */
static enum ut_status try_members(struct sum_finding *f, struct other_rows *o, size_t from, int64_t rest, size_t depth)
{
  if (rest == 0 && depth > 1) {
    o->found++;
    return add_found(f, o->whole, o->whole_row, f->parts, depth);
  }
  for (size_t i = from; i < o->count && o->visits > 0 && o->found < FEW; i++) {
    if (o->counts[i] > rest)
      continue;
    o->visits--;
    f->parts[depth] = o->ranks[i];
    UT_TRY(try_members(f, o, i + 1, rest - o->counts[i], depth + 1));
  }
  return UT_OK;
}

/* The total of a group is the sum of its values but one: that one is a sum of others, where there are such. */
static enum ut_status find_left_out(struct sum_finding *f)
{
  for (size_t row = 0; row < ut_tidy_table_rows(f->t); row++) {
    if (!is_value(f, row) || count_of(f, row) == 0)
      continue;
    const struct group *g = &f->of[f->group[row]];
    struct other_rows o = {.whole_row = row, .whole = rank_of(f, row), .visits = TRIES};
    if (g->total >= 0 && g->sum - count_of(f, row) == g->total && list_members(f, row, &o))
      UT_TRY(try_members(f, &o, 0, count_of(f, row), 0));
  }
  return UT_OK;
}

/* ---- one key, one count ---- */

static enum ut_status find_in(struct sum_finding *f)
{
  size_t rows = ut_tidy_table_rows(f->t), words = ut_distinct_count(&f->t->keys->ranks[f->key]);
  f->group = calloc(rows + 1, sizeof *f->group);
  f->of = calloc(rows + 1, sizeof *f->of);
  f->words = calloc(words + 1, sizeof *f->words);
  f->parts = calloc(words + 1, sizeof *f->parts);
  f->sorted = calloc(words + 1, sizeof *f->sorted);
  f->places = calloc(words + 1, sizeof *f->places);
  if (!f->group || !f->of || !f->words || !f->parts || !f->sorted || !f->places)
    return UT_NOMEM;
  sort_values(f, words);
  UT_TRY(find_groups(f));
  weigh_rows(f);
  for (uint32_t rank = 0; rank < words; rank++)
    UT_TRY(judge_word(f, rank));
  UT_TRY(find_left_out(f));
  return find_some(f);
}

static enum ut_status find_one(struct ut_tidy_table *t, size_t key, size_t which, bool open)
{
  struct sum_finding f = {.t = t, .key = key, .which = which, .divided = ut_tidy_table_divided(t), .open = open};
  enum ut_status status = find_in(&f);
  ut_distinct_clear(&f.groups);
  free(f.group);
  free(f.of);
  free(f.words);
  free(f.parts);
  free(f.sorted);
  free(f.places);
  free(f.counts);
  free(f.rest);
  return status;
}

static bool has_partial(const struct ut_key_sums *sums)
{
  for (size_t i = 0; i < ut_key_sums_count(sums); i++)
    if (ut_key_sums_at(sums, i)->partial)
      return true;
  return false;
}

static enum ut_status find_of_count(struct ut_tidy_table *t, size_t key, size_t which)
{
  bool partial = has_partial(&t->sums[key]);
  UT_TRY(find_one(t, key, which, false));
  return partial ? find_one(t, key, which, true) : UT_OK;
}

/* ---- public ---- */

enum ut_status ut_found_sums_add(struct ut_tidy_table *t)
{
  for (size_t which = 0; which < t->count_count; which++)
    for (size_t key = 0; key < ut_tidy_table_named_keys(t); key++)
      if (!ut_tidy_table_accumulates(t, key))
        UT_TRY(find_of_count(t, key, which));
  return UT_OK;
}

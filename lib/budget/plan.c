/* The plan, read whole, and the spreading of its amounts. */
#include "budget/plan.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/chains.h"
#include "base/grow.h"
#include "base/whole.h"
#include "budget/siebook.h"
#include "model/total_words.h"
#include "stream/fields.h"

enum { INSATS, PERIOD, BELOPP, NEEDED, KATEGORI = NEEDED, POST, DATUM, COLUMNS };
static const char *const column_names[COLUMNS] = {"insats", "period", "belopp", "kategori", "post", "datum"};

static enum ut_status read_period(const struct ut_fields *f, struct ut_period *out, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  struct ut_text cell = ut_number_bare(f->cells[PERIOD]);
  /* A day is how a workbook writes a year that was typed as a date. */
  if (ut_period_parse(cell, out, NULL) != UT_OK || out->first == out->last)
    return ut_fields_not(f, PERIOD, err, "a period (expected 2019, 2019H1, 2019T1, 2019Q3 or 2019-07)");
  if (out->first == ut_date_make(1600, 1, 1) || out->last == ut_date_make(2400, 12, 31))
    return ut_fields_refuse(f, PERIOD, err, "%s is a period without an end; an amount cannot be spread over it",
                            ut_quote(quoted, cell.ptr, cell.len));
  return UT_OK;
}

/* A new row, which is freed with the plan from now on, whatever becomes of it; NULL when out of memory. */
static struct ut_plan_row *next_row(struct ut_plan *p)
{
  struct ut_plan_row *grown = ut_grow(p->rows, p->count, &p->room, sizeof *grown);
  if (!grown)
    return NULL;
  p->rows = grown;
  struct ut_plan_row *row = &p->rows[p->count++];
  *row = (struct ut_plan_row){.datum = UT_DATE_NONE};
  return row;
}

static enum ut_status add_row(struct ut_plan *p, const struct ut_fields *f, bool negate, struct ut_error *err)
{
  static const size_t named[] = {INSATS, KATEGORI, POST};
  struct ut_plan_row *row = next_row(p);
  if (!row)
    return ut_error_nomem(err);
  row->line = f->row.line;
  UT_TRY(ut_fields_name(f, INSATS, &row->insats, err));
  UT_TRY(ut_fields_label(f, KATEGORI, &row->kategori, err));
  UT_TRY(ut_fields_label(f, POST, &row->post, err));
  for (size_t i = 0; i < sizeof named / sizeof *named; i++)
    UT_TRY(ut_fields_see(f, named[i], err));
  UT_TRY(read_period(f, &row->period, err));
  if (f->cells[DATUM].len > 0)
    UT_TRY(ut_fields_date(f, DATUM, &row->datum, err));
  return ut_fields_money(f, BELOPP, negate, &row->belopp, err);
}

enum { LEVELS = 3 };

/* The names of a row, from the outermost. */
static struct ut_text name_of(const struct ut_plan_row *row, size_t level)
{
  return level == 0 ? row->insats : level == 1 ? row->kategori : row->post;
}

/* Is there another name on this level, below the same names? */
static bool has_others(const struct ut_plan *p, const struct ut_plan_row *row, size_t level)
{
  for (size_t i = 0; i < p->count; i++) {
    bool beside = !ut_text_equal(name_of(&p->rows[i], level), name_of(row, level));
    for (size_t above = 0; above < level; above++)
      beside = beside && ut_text_equal(name_of(&p->rows[i], above), name_of(row, above));
    if (beside)
      return true;
  }
  return false;
}

/* UT_BAD_INPUT: a row is called the sum of others that are there. */
static enum ut_status check_totals(const struct ut_plan *p, struct ut_error *err)
{
  static const size_t columns[] = {INSATS, KATEGORI, POST};
  for (size_t i = 0; i < p->count; i++)
    for (size_t level = 0; level < sizeof columns / sizeof *columns; level++) {
      char quoted[UT_QUOTED];
      struct ut_text name = name_of(&p->rows[i], level);
      bool total = false;
      if ((level == 0 ? ut_total_word_is_sure : ut_total_word_heads)(name, &total) != UT_OK)
        return ut_error_nomem(err);
      if (!total || !has_others(p, &p->rows[i], level))
        continue;
      ut_error_set(err, UT_BAD_INPUT, UT_IS_TOTAL, ut_quote(quoted, name.ptr, name.len));
      ut_error_at(err, p->source, p->rows[i].line, 0, column_names[columns[level]]);
      return UT_BAD_INPUT;
    }
  return UT_OK;
}

static enum ut_status read_rows(struct ut_plan *p, struct ut_opened *input, const struct ut_books *books,
                                struct ut_error *err)
{
  struct ut_reader_options options = {.run = books->run, .opened = input};
  struct ut_fields fields = {0};
  enum ut_status status = ut_fields_open(&fields, &p->source, 1, &options, column_names, COLUMNS, NEEDED, err);
  while (status == UT_OK && (status = ut_fields_next(&fields, err)) == UT_OK)
    status = add_row(p, &fields, books->negate, err);
  ut_fields_clear(&fields);
  return status == UT_END ? check_totals(p, err) : status;
}

/* ---- SIE ---- */

static enum ut_status copy_text(struct ut_text *to, struct ut_text from, struct ut_error *err)
{
  *to = (struct ut_text){ut_text_copy(from), from.len};
  return to->ptr ? UT_OK : ut_error_nomem(err);
}

static enum ut_status add_budget(struct ut_plan *p, const struct ut_sie_book *b, const struct ut_sie_record *r,
                                 struct ut_error *err)
{
  const struct ut_accounts *accounts = b->books->accounts;
  struct ut_text kategori = {"", 0};
  struct ut_plan_row *row = next_row(p);
  if (!row)
    return ut_error_nomem(err);
  if (accounts)
    kategori = ut_accounts_category(accounts, r->account->number);
  row->line = r->line;
  row->period = r->period;
  row->belopp = r->amount;
  UT_TRY(copy_text(&row->insats, ut_sie_book_insats(b, r), err));
  UT_TRY(copy_text(&row->kategori, kategori, err));
  UT_TRY(copy_text(&row->post, r->account->name, err));
  if (accounts && kategori.len == 0)
    UT_TRY(ut_note_add(&p->unplaced, r->amount, p->source, r->line, err));
  if (!ut_text_is(row->insats, "*") && !ut_text_is(row->post, "*"))
    return UT_OK;
  ut_error_set(err, UT_BAD_INPUT, "\"*\" is no name: it stands for totals");
  ut_error_at(err, p->source, r->line, 0, "#PBUDGET");
  return UT_BAD_INPUT;
}

static enum ut_status read_budgets(struct ut_plan *p, struct ut_sie_book *b, struct ut_error *err)
{
  struct ut_sie_record r;
  enum ut_status status;
  while ((status = ut_sie_file_next(&b->file, &r, err)) == UT_OK)
    if (r.kind == UT_SIE_OBJECT_BUDGET && ut_sie_is_result(r.account) && !ut_sie_is_transfer(r.account) &&
        ut_sie_object(&r, b->dimension))
      UT_TRY(add_budget(p, b, &r, err));
  if (status != UT_END || p->count > 0)
    return status == UT_END ? UT_OK : status;
  ut_error_set(err, UT_BAD_INPUT, "no budget (#PBUDGET) of an object of dimension %d is in this SIE file",
               b->dimension);
  ut_error_at(err, p->source, 0, 0, NULL);
  return UT_BAD_INPUT;
}

static enum ut_status read_sie(struct ut_plan *p, struct ut_opened *input, const struct ut_books *books,
                               struct ut_error *err)
{
  struct ut_sie_book book = {0};
  p->sie = true;
  enum ut_status status = ut_sie_book_open(&book, input, books, false, err);
  if (status == UT_OK)
    status = read_budgets(p, &book, err);
  ut_sie_file_clear(&book.file);
  return status;
}

enum ut_status ut_plan_load(struct ut_plan *p, const char *path, const struct ut_books *books, struct ut_error *err)
{
  struct ut_opened input = {0};
  enum ut_status status = ut_opened_open(&input, path, books->run, err);
  if (status == UT_OK && !(p->source = strdup(input.source.name)))
    status = ut_error_nomem(err);
  if (status == UT_OK)
    status = ut_sie_file_is(&input) ? read_sie(p, &input, books, err) : read_rows(p, &input, books, err);
  ut_opened_clear(&input);
  return status;
}

/* ---- rows that have names in common ---- */

/* Adds the outermost names of a row, so many levels of them. */
static void add_names(struct ut_buf *key, const struct ut_plan_row *row, size_t levels)
{
  for (size_t level = 0; level < levels; level++) {
    struct ut_text name = name_of(row, level);
    ut_buf_add(key, &name.len, sizeof name.len);
    ut_buf_add_text(key, name);
  }
}

/* The rows of each, in the order of the file. */
struct chained {
  struct ut_chains chains;
  uint32_t *of_row;
};

static void clear_chained(struct chained *c)
{
  ut_chains_clear(&c->chains);
  free(c->of_row);
}

static enum ut_status chain_row(struct chained *c, struct ut_buf *key, const struct ut_plan *p, size_t i, size_t levels)
{
  key->len = 0;
  add_names(key, &p->rows[i], levels);
  if (key->failed)
    return UT_NOMEM;
  UT_TRY(ut_chains_enter(&c->chains, ut_buf_text(key), &c->of_row[i]));
  return ut_chains_append(&c->chains, c->of_row[i], i);
}

static enum ut_status chain_rows(const struct ut_plan *p, size_t levels, struct chained *c, struct ut_error *err)
{
  struct ut_buf key = {0};
  *c = (struct chained){.of_row = calloc(p->count + 1, sizeof *c->of_row)};
  enum ut_status status = c->of_row ? UT_OK : UT_NOMEM;
  for (size_t i = 0; i < p->count && status == UT_OK; i++)
    status = chain_row(c, &key, p, i, levels);
  ut_buf_clear(&key);
  return status == UT_OK ? UT_OK : ut_error_nomem(err);
}

/* The first row that has the names of the one at `i`. */
static const struct ut_link *first_like(const struct chained *c, size_t i)
{
  return ut_chains_first(&c->chains, c->of_row[i]);
}

/* ---- plans that replace others ---- */

static void clear_row(struct ut_plan_row *row)
{
  free((char *)row->insats.ptr);
  free((char *)row->kategori.ptr);
  free((char *)row->post.ptr);
}

/* Is there a row of a later plan of the insats with the month? */
static const struct ut_plan_row *find_later(const struct ut_plan *p, const struct chained *insatser, size_t at_row,
                                            int month, ut_date at)
{
  for (const struct ut_link *l = first_like(insatser, at_row); l; l = ut_chains_next(&insatser->chains, l)) {
    const struct ut_plan_row *other = &p->rows[l->number];
    if (other->datum > p->rows[at_row].datum && other->datum <= at && ut_month_of(other->period.first) <= month &&
        month <= ut_month_of(other->period.last))
      return other;
  }
  return NULL;
}

static enum ut_status judge_row(const struct ut_plan *p, const struct chained *insatser, size_t at_row, ut_date at,
                                bool *replaced, struct ut_error *err)
{
  const struct ut_plan_row *row = &p->rows[at_row];
  int first = ut_month_of(row->period.first), last = ut_month_of(row->period.last), months = 0;
  const struct ut_plan_row *later = NULL;
  for (int m = first; m <= last; m++) {
    const struct ut_plan_row *found = find_later(p, insatser, at_row, m, at);
    months += found != NULL;
    later = found ? found : later;
  }
  *replaced = months > 0;
  if (months == 0 || months == last - first + 1)
    return UT_OK;
  char quoted[UT_QUOTED];
  ut_error_set(err, UT_BAD_INPUT,
               "a later plan of %s (line %zu) replaces %d of the %d months of this row: give it as rows of what is "
               "replaced and what stays",
               ut_quote(quoted, row->insats.ptr, row->insats.len), later->line, months, last - first + 1);
  ut_error_at(err, p->source, row->line, 0, column_names[PERIOD]);
  return UT_BAD_INPUT;
}

/* A row that is replaced, of a category of which no later plan of the insats says anything, may have been forgotten. */
static enum ut_status note_dropped(struct ut_plan *p, const struct chained *insatser, size_t at_row, ut_date at,
                                   struct ut_error *err)
{
  const struct ut_plan_row *row = &p->rows[at_row];
  bool named = row->kategori.len == 0;
  for (const struct ut_link *l = first_like(insatser, at_row); l && !named; l = ut_chains_next(&insatser->chains, l)) {
    const struct ut_plan_row *other = &p->rows[l->number];
    named = other->datum > row->datum && other->datum <= at &&
            (other->kategori.len == 0 || ut_text_equal(other->kategori, row->kategori));
  }
  return named ? UT_OK : ut_note_add(&p->dropped, row->belopp, p->source, row->line, err);
}

/* Counts the rows that are equal to one before them: of a plan that was pasted twice, or of two items alike. */
static enum ut_status count_doubled(struct ut_plan *p, struct ut_error *err)
{
  struct ut_distinct seen = {0};
  struct ut_buf key = {0};
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < p->count && status == UT_OK; i++) {
    const struct ut_plan_row *row = &p->rows[i];
    uint32_t number;
    key.len = 0;
    add_names(&key, row, LEVELS);
    ut_buf_add(&key, &row->period, sizeof row->period);
    if (ut_buf_add(&key, &row->belopp, sizeof row->belopp) || ut_distinct_add(&seen, ut_buf_text(&key), &number))
      status = ut_error_nomem(err);
    else if (p->doubled.rows + ut_distinct_count(&seen) <= i)
      status = ut_note_add(&p->doubled, row->belopp, p->source, row->line, err);
  }
  ut_buf_clear(&key);
  ut_distinct_clear(&seen);
  return status;
}

/* The longest period from `day` on within that of a row, but shorter, of its line, and all that is planned for it;
 * false: there is none, or the sum is too large. */
static bool find_part(const struct ut_plan *p, const struct chained *lines, size_t at_row, ut_date day, ut_date *last,
                      ut_money *sum)
{
  const struct ut_plan_row *row = &p->rows[at_row];
  bool found = false;
  for (const struct ut_link *l = first_like(lines, at_row); l; l = ut_chains_next(&lines->chains, l)) {
    const struct ut_plan_row *part = &p->rows[l->number];
    bool within = part->period.first == day && part->period.last <= row->period.last &&
                  (day > row->period.first || part->period.last < row->period.last);
    if (!within || (found && part->period.last < *last))
      continue;
    ut_money before = found && part->period.last == *last ? *sum : 0;
    found = true;
    *last = part->period.last;
    if (__builtin_add_overflow(before, part->belopp, sum))
      return false;
  }
  return found;
}

/* Is the amount of the row what others of its line say of parts of its period that are all of it? */
static bool is_summed(const struct ut_plan *p, const struct chained *lines, size_t at_row)
{
  const struct ut_plan_row *row = &p->rows[at_row];
  ut_money sum = 0, of_part = 0;
  ut_date day = row->period.first, last = day;
  while (day <= row->period.last) {
    if (!find_part(p, lines, at_row, day, &last, &of_part) || __builtin_add_overflow(sum, of_part, &sum))
      return false;
    day = last + 1;
  }
  return sum == row->belopp && sum != 0;
}

/* Does a row of the insats and period at hand say what the other one does not: a category, or a post of the same? */
static bool is_named_below(const struct ut_plan_row *row, const struct ut_plan_row *part)
{
  bool category = row->kategori.len == 0;
  return part->period.first == row->period.first && part->period.last == row->period.last &&
         (category ? part->kategori.len > 0 : ut_text_equal(part->kategori, row->kategori) && part->post.len > 0);
}

/* Is the amount of a row without a category, or a post, that of all rows which have one, two or more? */
static bool is_unnamed_sum(const struct ut_plan *p, const struct chained *insatser, const bool *gone, size_t at_row)
{
  const struct ut_plan_row *row = &p->rows[at_row];
  ut_money sum = 0;
  size_t parts = 0;
  for (const struct ut_link *l = first_like(insatser, at_row); l; l = ut_chains_next(&insatser->chains, l)) {
    const struct ut_plan_row *part = &p->rows[l->number];
    if (gone[l->number] || !is_named_below(row, part))
      continue;
    if (__builtin_add_overflow(sum, part->belopp, &sum))
      return false;
    parts++;
  }
  return parts > 1 && sum == row->belopp && sum != 0;
}

/* Posts first: what sums them is no part of a sum of categories. */
static enum ut_status find_unnamed_sums(const struct ut_plan *p, bool *gone, struct ut_error *err)
{
  struct chained insatser;
  bool categories = false, posts = false;
  for (size_t i = 0; i < p->count; i++) {
    categories = categories || p->rows[i].kategori.len > 0;
    posts = posts || p->rows[i].post.len > 0;
  }
  enum ut_status status = chain_rows(p, 1, &insatser, err);
  for (size_t i = 0; i < p->count && status == UT_OK && posts; i++)
    if (p->rows[i].kategori.len > 0 && p->rows[i].post.len == 0)
      gone[i] = gone[i] || is_unnamed_sum(p, &insatser, gone, i);
  for (size_t i = 0; i < p->count && status == UT_OK && categories; i++)
    if (p->rows[i].kategori.len == 0)
      gone[i] = gone[i] || is_unnamed_sum(p, &insatser, gone, i);
  clear_chained(&insatser);
  return status;
}

static void leave(struct ut_plan *p, const bool *gone)
{
  size_t kept = 0;
  for (size_t i = 0; i < p->count; i++)
    if (gone[i])
      clear_row(&p->rows[i]);
    else
      p->rows[kept++] = p->rows[i];
  p->count = kept;
}

/* Of sums of sums the narrowest parts are left. */
static enum ut_status leave_summed(struct ut_plan *p, struct ut_error *err)
{
  struct chained lines;
  bool *gone = calloc(p->count + 1, sizeof *gone);
  if (!gone)
    return ut_error_nomem(err);
  enum ut_status status = chain_rows(p, LEVELS, &lines, err);
  for (size_t i = 0; i < p->count && status == UT_OK; i++)
    gone[i] = is_summed(p, &lines, i);
  if (status == UT_OK)
    status = find_unnamed_sums(p, gone, err);
  for (size_t i = 0; i < p->count && status == UT_OK; i++)
    if (gone[i])
      status = ut_note_add(&p->summed, p->rows[i].belopp, p->source, p->rows[i].line, err);
  if (status == UT_OK)
    leave(p, gone);
  clear_chained(&lines);
  free(gone);
  return status;
}

static enum ut_status leave_replaced(struct ut_plan *p, ut_date at, struct ut_error *err)
{
  size_t dated = 0;
  struct chained insatser;
  for (size_t i = 0; i < p->count; i++)
    dated += p->rows[i].datum != UT_DATE_NONE;
  if (dated == 0)
    return UT_OK;
  at = at == UT_DATE_NONE ? INT32_MAX : at;
  bool *gone = calloc(p->count, sizeof *gone);
  if (!gone)
    return ut_error_nomem(err);
  enum ut_status status = chain_rows(p, 1, &insatser, err);
  for (size_t i = 0; i < p->count && status == UT_OK; i++)
    if (p->rows[i].datum > at)
      gone[i] = true;
    else if ((status = judge_row(p, &insatser, i, at, &gone[i], err)) == UT_OK && gone[i])
      status = note_dropped(p, &insatser, i, at, err);
  if (status == UT_OK)
    leave(p, gone);
  clear_chained(&insatser);
  free(gone);
  return status;
}

enum ut_status ut_plan_settle(struct ut_plan *p, ut_date at, struct ut_error *err)
{
  UT_TRY(leave_replaced(p, at, err));
  if (p->sie)
    return UT_OK;
  UT_TRY(count_doubled(p, err));
  return leave_summed(p, err);
}

enum ut_status ut_plan_is_in(char *const *ledgers, size_t count, bool *is, struct ut_error *err)
{
  struct stat st;
  struct ut_opened input = {0};
  *is = false;
  if (count != 1 || stat(*ledgers, &st) != 0 || !S_ISREG(st.st_mode))
    return UT_OK;
  enum ut_status status = ut_opened_open(&input, *ledgers, NULL, NULL);
  *is = status == UT_OK && ut_sie_file_is(&input);
  ut_opened_clear(&input);
  return status == UT_NOMEM ? ut_error_nomem(err) : UT_OK;
}

/* A plan of income alone is none: its costs are below zero. That of a SIE file may have more income than costs. */
static void say_negative(const struct ut_plan *p, struct ut_run *run)
{
  char shown[UT_MONEY_SIZE];
  ut_money sum = 0;
  bool whole = !p->sie;
  for (size_t i = 0; i < p->count && whole; i++)
    whole = !__builtin_add_overflow(sum, p->rows[i].belopp, &sum);
  if (whole && sum < 0)
    ut_run_note(run, UT_NOTE_PLAN_NEGATIV, 1, p->source, 0,
                "%s sums to %s kr: a cost is above zero (--negate turns all signs)", p->source,
                ut_money_format(sum, shown));
}

void ut_plan_say_notes(const struct ut_plan *p, struct ut_run *run)
{
  say_negative(p, run);
  if (p->unplaced.rows > 0)
    ut_note_say(&p->unplaced, (struct ut_text){"", 0}, UT_NOTE_UTAN_KONTERING, "planned " UT_UNPLACED, run);
  if (p->summed.rows > 0)
    ut_note_say(&p->summed, (struct ut_text){"", 0}, UT_NOTE_SUMMA_BLAND_RADER,
                "planned for a whole, and the same again for its parts, not counted beside these", run);
  if (p->dropped.rows > 0)
    ut_note_say(&p->dropped, (struct ut_text){"", 0}, UT_NOTE_PLAN_BORTFALLER,
                "planned before in categories that the plan in their place does not name, not counted", run);
  if (p->doubled.rows > 0)
    ut_note_say(&p->doubled, (struct ut_text){"", 0}, UT_NOTE_PLAN_DUBBEL,
                "planned in rows equal to others before them, counted each time", run);
}

void ut_plan_clear(struct ut_plan *p)
{
  for (size_t i = 0; i < p->count; i++)
    clear_row(&p->rows[i]);
  ut_note_clear(&p->unplaced);
  ut_note_clear(&p->doubled);
  ut_note_clear(&p->dropped);
  ut_note_clear(&p->summed);
  free(p->rows);
  free(p->source);
  *p = (struct ut_plan){0};
}

struct ut_spread ut_plan_spread(const struct ut_plan_row *row, const struct ut_period *tid)
{
  struct ut_period over = row->period;
  bool outside = tid && (tid->first > over.last || tid->last < over.first);
  if (tid && !outside) {
    over.first = tid->first > over.first ? tid->first : over.first;
    over.last = tid->last < over.last ? tid->last : over.last;
  }
  int first = ut_month_of(over.first);
  return (struct ut_spread){row->belopp, first, ut_month_of(over.last) - first + 1, outside};
}

/* What is planned up to and including the month: amount x months / count in two steps that cannot overflow, whole öre
 * per month, then what is left over. 0 before the first month, the whole amount from the last on. */
static ut_money planned_until(const struct ut_spread *s, int month)
{
  int months = month - s->first + 1;
  if (months <= 0)
    return 0;
  if (months >= s->count)
    return s->amount;
  int64_t twice = 2 * (s->amount % s->count) * months;
  return s->amount / s->count * months + (twice + (twice < 0 ? -s->count : s->count)) / (INT64_C(2) * s->count);
}

ut_money ut_spread_within(const struct ut_spread *s, int first, int last)
{
  return planned_until(s, last) - planned_until(s, first - 1);
}

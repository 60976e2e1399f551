/* Rows of other kinds: the columns of the import that something gives, with the cells that the kind knows made what
 * they should be, and answers one below the other. */
#include "import/kinds.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/grow.h"
#include "import/years.h"
#include "import/map_kinds.h"
#include "model/repeated_rows.h"
#include "utfall/money.h"

static const struct ut_kind_column table[] = {
    {UT_MAP_PAYMENTS, "ar", UT_KIND_YEAR, false},      {UT_MAP_PAYMENTS, "manad", UT_KIND_MONTH, true},
    {UT_MAP_PAYMENTS, "kod", UT_KIND_SUPPORT, true},   {UT_MAP_PAYMENTS, "belopp", UT_KIND_MONEY, true},
    {UT_MAP_LEDGER, "datum", UT_KIND_DAY, true},       {UT_MAP_LEDGER, "debet", UT_KIND_DEBIT, false},
    {UT_MAP_LEDGER, "kredit", UT_KIND_CREDIT, false},  {UT_MAP_LEDGER, "belopp", UT_KIND_MONEY, true},
    {UT_MAP_LEDGER, "konto", UT_KIND_TEXT, false},     {UT_MAP_LEDGER, "kategori", UT_KIND_TEXT, false},
    {UT_MAP_LEDGER, "text", UT_KIND_TEXT, false},      {UT_MAP_LEDGER, "verifikat", UT_KIND_TEXT, false},
    {UT_MAP_MEASURES, "matt", UT_KIND_MEASURE, true},  {UT_MAP_MEASURES, "tillfalle", UT_KIND_DAY, true},
    {UT_MAP_MEASURES, "varde", UT_KIND_ANSWER, false},
};

enum {
  TABLE = sizeof table / sizeof *table,
  MEASURE_BEHIND = 3 /* of the columns of answers: matt, tillfalle and varde are the last */
};

/* A column that is written, and what fills it. */
struct output_column {
  const struct ut_kind_column *kind; /* NULL: it is passed on */
  ptrdiff_t field;                   /* of the import; -1: a constant */
  struct ut_text constant;
};

struct ut_kind_rows {
  const struct ut_map *map;
  struct output_column *columns;
  struct ut_text *names, *out;
  struct ut_buf *made;        /* for each */
  size_t count;               /* with matt, tillfalle and varde of answers at the end */
  size_t *questions;          /* fields of the import, as those of the map */
  ptrdiff_t sides[2];         /* of the import, debet and kredit; -1: there is none */
  size_t amount, spread;      /* belopp; of amounts under several headings also manad or kod */
  struct ut_buf slug, answer; /* of an answer with a comma, until the next one */
  struct ut_cell_converter *support;
  struct ut_error *problems;
  size_t problem_count, problem_room;
  size_t written;
  ptrdiff_t person;              /* the column id; -1: there is none */
  struct ut_repeated_rows rows;  /* their place is the file */
  const struct ut_imported *row; /* at hand */
  struct ut_years years;
  ptrdiff_t year_field; /* of the import; -1: */
  struct ut_text year;  /* a constant; ptr NULL: months have theirs */
};

const struct ut_kind_column *ut_kind_find(enum ut_map_kind kind, struct ut_text name)
{
  for (size_t i = 0; i < TABLE; i++)
    if (table[i].kind == kind && ut_text_is(name, table[i].name))
      return &table[i];
  return NULL;
}

bool ut_kind_has_amounts(enum ut_kind_cell cell)
{
  return cell == UT_KIND_MONEY || cell == UT_KIND_DEBIT || cell == UT_KIND_CREDIT;
}

static ut_date month_of(struct ut_text cell)
{
  char day[10];
  size_t dash = cell.len == 7 ? 1 : 0;
  if (cell.len != 6 + dash || (dash && cell.ptr[4] != '-'))
    return UT_DATE_NONE;
  memcpy(day, cell.ptr, 4);
  memcpy(day + 5, cell.ptr + 4 + dash, 2);
  day[4] = day[7] = '-';
  day[8] = '0';
  day[9] = '1';
  return ut_date_parse((struct ut_text){day, sizeof day});
}

ut_date ut_kind_month(struct ut_text cell, const char *format)
{
  struct ut_ymd ymd;
  return ut_date_parse_parts(cell, format, UT_MAP_LATEST_YEAR, &ymd) ? ut_date_make(ymd.year, ymd.month, 1)
                                                                     : UT_DATE_NONE;
}

ut_date ut_kind_day(const struct ut_map *map, struct ut_text cell)
{
  ut_date day = month_of(cell);
  for (size_t i = 0; map && i < map->month_count && day == UT_DATE_NONE; i++)
    day = ut_kind_month(cell, map->months[i]);
  if (day == UT_DATE_NONE)
    day = ut_map_date(map, cell);
  if (day == UT_DATE_NONE)
    day = ut_date_parse_format(cell, "%Y-%m-%d", UT_MAP_LATEST_YEAR);
  return day == UT_DATE_NONE && cell.len >= 8 ? ut_date_parse_format(cell, "%Y%m%d", UT_MAP_LATEST_YEAR) : day;
}

enum ut_status ut_kind_money(struct ut_text cell, char thousands, ut_money *out, struct ut_error *err)
{
  char room[UT_MONEY_SIZE * 2];
  if (!thousands || cell.len > sizeof room)
    return ut_money_parse(cell, out, err);
  for (size_t i = 0; i < cell.len; i++)
    room[i] = cell.ptr[i] == thousands ? ' ' : cell.ptr[i];
  return ut_money_parse((struct ut_text){room, cell.len}, out, err);
}

int ut_kind_month_alone(struct ut_text cell)
{
  struct ut_ymd ymd;
  bool month = ut_date_parse_parts(cell, "%m", UT_MAP_LATEST_YEAR, &ymd) ||
               ut_date_parse_parts(cell, "%b", UT_MAP_LATEST_YEAR, &ymd);
  return month && ymd.month <= 12 ? ymd.month : 0;
}

/* ---- problems ---- */

static enum ut_status add_problem(struct ut_kind_rows *k, struct ut_text name, const char *text)
{
  char field[UT_ERROR_FIELD];
  struct ut_error *problems = ut_grow(k->problems, k->problem_count, &k->problem_room, sizeof *problems);
  if (!problems)
    return UT_NOMEM;
  k->problems = problems;
  struct ut_error *e = &problems[k->problem_count++];
  *e = (struct ut_error){0};
  snprintf(field, sizeof field, "%.*s", (int)name.len, name.ptr);
  ut_error_set(e, UT_BAD_ROW, "%s", text);
  ut_error_at(e, NULL, 0, 0, field);
  return UT_OK;
}

static enum ut_status refuse(struct ut_kind_rows *k, struct ut_text name, struct ut_text cell, const char *what)
{
  char shown[UT_QUOTED], text[UT_QUOTED + 256];
  snprintf(text, sizeof text, "%s is not %s", ut_quote(shown, cell.ptr, cell.len), what);
  return add_problem(k, name, text);
}

/* ---- cells ---- */

/* The month of a cell of its own, in the year beside it. */
static ut_date month_of_year(const struct ut_kind_rows *k, struct ut_text cell)
{
  int64_t year;
  int month = ut_kind_month_alone(cell);
  bool known = month > 0 && ut_text_integer(k->year, &year) && year >= 1900 && year <= 2100;
  return known ? ut_date_make((int)year, month, 1) : UT_DATE_NONE;
}

static void see_year(struct ut_kind_rows *k, struct ut_text cell, ut_date day)
{
  ut_years_count_start(&k->years, day, k->row->source, k->row->line);
  if (day != UT_DATE_NONE && !ut_map_is_serial(k->map, cell))
    ut_years_see_short(&k->years, cell, day, k->row->source, k->row->line);
}

static enum ut_status take_day(struct ut_kind_rows *k, size_t i, struct ut_text cell)
{
  char iso[11];
  bool month = k->columns[i].kind->cell == UT_KIND_MONTH, occasion = k->map->kind == UT_MAP_MEASURES;
  ut_date day = ut_kind_day(k->map, cell);
  see_year(k, cell, day);
  if (day == UT_DATE_NONE && month)
    day = month_of_year(k, cell);
  if (day == UT_DATE_NONE && k->row->typed)
    day = ut_date_parse_format(cell, "%Y-%m-%dT%T", UT_MAP_LATEST_YEAR);
  if (occasion && (ut_text_is(cell, "start") || ut_text_is(cell, "slut")))
    return ut_buf_add_text(&k->made[i], cell);
  if (day == UT_DATE_NONE || (!month && month_of(cell) != UT_DATE_NONE))
    return refuse(k, k->names[i], cell,
                  occasion ? "an occasion (expected start, slut or YYYY-MM-DD)"
                  : month  ? "a month (expected YYYY-MM)"
                           : "a date (expected YYYY-MM-DD)");
  return ut_buf_add(&k->made[i], ut_date_format(day, iso), month ? 7 : 10);
}

/* The marks of the map, or either of decimals; blanks between thousands, a minus behind. What was typed into a workbook
 * has a point and no thousands. */
static enum ut_status read_money(struct ut_kind_rows *k, struct ut_text name, struct ut_text cell, ut_money *money)
{
  struct ut_error err;
  int64_t number, divisor;
  bool typed = k->row->typed && ut_number_parse(cell, &number, &divisor);
  char thousands = typed ? '\0' : k->map->thousands, decimal = typed ? '\0' : k->map->decimal;
  char other = decimal == ',' ? '.' : decimal == '.' ? ',' : '\0';
  *money = 0;
  if (thousands && ut_kind_money(cell, thousands, money, NULL))
    return refuse(k, name, cell, "an amount with the marks of the map");
  if (other && other != thousands && memchr(cell.ptr, other, cell.len))
    return refuse(k, name, cell, "an amount with the decimal mark of the map");
  return ut_kind_money(cell, thousands, money, &err) ? add_problem(k, name, err.text) : UT_OK;
}

static enum ut_status write_money(struct ut_kind_rows *k, size_t i, ut_money money)
{
  char shown[UT_MONEY_SIZE];
  k->made[i].len = 0;
  UT_TRY(ut_buf_add_string(&k->made[i], ut_money_format(money, shown)));
  k->out[i] = ut_buf_text(&k->made[i]);
  return UT_OK;
}

static enum ut_status take_money(struct ut_kind_rows *k, size_t i, struct ut_text name, struct ut_text cell)
{
  ut_money money;
  UT_TRY(read_money(k, name, cell, &money));
  return write_money(k, i, money);
}

/* What debet has more than kredit; an empty cell is nothing of its side, two are no amount. */
static enum ut_status take_sides(struct ut_kind_rows *k, const struct ut_imported *row)
{
  static const char *const names[] = {"debet", "kredit"};
  ut_money sum = 0, money;
  bool empty = true;
  for (size_t i = 0; i < 2; i++) {
    struct ut_text cell = k->sides[i] >= 0 ? ut_text_trim(row->fields[k->sides[i]]) : ut_text_of("");
    if (cell.len == 0)
      continue;
    empty = false;
    UT_TRY(read_money(k, ut_text_of(names[i]), cell, &money));
    if (i == 0 ? __builtin_add_overflow(sum, money, &sum) : __builtin_sub_overflow(sum, money, &sum))
      return refuse(k, ut_text_of(names[i]), cell, "an amount that can be added");
  }
  return empty ? add_problem(k, ut_text_of(names[k->sides[0] < 0]), "the cell is empty")
               : write_money(k, k->amount, sum);
}

static enum ut_status take_support(struct ut_kind_rows *k, size_t i, struct ut_text cell)
{
  struct ut_cell_converted made;
  struct ut_error err;
  enum ut_status status = ut_cell_convert(k->support, cell, &made, &err);
  if (status == UT_BAD_ROW)
    return add_problem(k, k->names[i], err.text);
  if (status == UT_OK && (memchr(made.text.ptr, ':', made.text.len) || memchr(made.text.ptr, '|', made.text.len)))
    return refuse(k, k->names[i], cell, "one code of forsorjning");
  return status == UT_OK ? ut_buf_add_text(&k->made[i], made.text) : status;
}

/* ---- answers ---- */

/* What the map says of the answer, by its measure or of all; ptr NULL: nothing. */
static enum ut_status map_answer(struct ut_kind_rows *k, struct ut_text matt, struct ut_text cell, struct ut_text *out)
{
  k->slug.len = 0;
  UT_TRY(ut_text_slug(cell, &k->slug));
  struct ut_text slug = ut_buf_text(&k->slug);
  *out = ut_map_kept_value(k->map, matt, cell, slug);
  if (!out->ptr)
    *out = ut_map_kept_value(k->map, ut_text_of("*"), cell, slug);
  return UT_OK;
}

/* An answer that no word stands for is a number. */
static enum ut_status read_answer(struct ut_kind_rows *k, struct ut_text matt, struct ut_text heading,
                                  struct ut_text cell, struct ut_text *out)
{
  char what[UT_ERROR_FIELD + 64];
  int64_t number, divisor;
  cell = ut_text_trim(cell);
  *out = (struct ut_text){"", 0};
  if (cell.len == 0)
    return UT_OK;
  UT_TRY(map_answer(k, matt, cell, out));
  if (out->ptr)
    return UT_OK;
  *out = cell;
  if (ut_number_parse(cell, &number, &divisor))
    return UT_OK;
  const char *comma = k->map->decimal != '.' && !k->row->typed ? memchr(cell.ptr, ',', cell.len) : NULL;
  if (comma) {
    k->answer.len = 0;
    UT_TRY(ut_buf_add_text(&k->answer, cell));
    k->answer.ptr[comma - cell.ptr] = '.';
    *out = ut_buf_text(&k->answer);
    if (ut_number_parse(*out, &number, &divisor))
      return UT_OK;
  }
  snprintf(what, sizeof what, "an answer of %.*s (expected a number, or a word of the map)",
           matt.len < UT_ERROR_FIELD ? (int)matt.len : UT_ERROR_FIELD, matt.ptr);
  return refuse(k, heading, cell, what);
}

/* ---- the cells of a row ---- */

static enum ut_status take_cell(struct ut_kind_rows *k, size_t i, struct ut_text cell)
{
  const struct ut_kind_column *kind = k->columns[i].kind;
  k->made[i].len = 0;
  k->out[i] = cell;
  if (!kind)
    return UT_OK;
  cell = ut_text_trim(cell);
  if (cell.len == 0 && kind->needed)
    return add_problem(k, k->names[i], "the cell is empty");
  if (cell.len == 0 || kind->cell == UT_KIND_TEXT || kind->cell == UT_KIND_MEASURE)
    return UT_OK;
  if (kind->cell == UT_KIND_ANSWER) /* the measure stands before it */
    return read_answer(k, k->out[k->count - MEASURE_BEHIND], k->names[i], cell, &k->out[i]);
  enum ut_status status = kind->cell == UT_KIND_MONEY     ? take_money(k, i, k->names[i], cell)
                          : kind->cell == UT_KIND_SUPPORT ? take_support(k, i, cell)
                                                          : take_day(k, i, cell);
  k->out[i] = ut_buf_text(&k->made[i]);
  return status;
}

/* ---- rows of answers ---- */

/* Rows of nobody are never the same, those of a ledger apart. */
static enum ut_status look_for_row(struct ut_kind_rows *k, const struct ut_imported *row)
{
  uint64_t before, file = (uint64_t)(uintptr_t)row->source;
  if (k->map->kind != UT_MAP_LEDGER && (k->person < 0 || k->out[k->person].len == 0))
    return UT_OK;
  UT_TRY(ut_repeated_rows_add(&k->rows, k->out, k->count, file, &before));
  if (before > 0 && before != file)
    ut_tally_add(&k->rows.again, row->source, row->line);
  return UT_OK;
}

static enum ut_status write_row(struct ut_kind_rows *k, struct ut_writer *writer, const struct ut_imported *row,
                                struct ut_error *err)
{
  k->written++;
  return look_for_row(k, row) ? ut_error_nomem(err) : ut_writer_row(writer, k->out, err);
}

/* One row for each question, or what is wrong with the answers. */
static enum ut_status take_answers(struct ut_kind_rows *k, struct ut_writer *writer, const struct ut_imported *row,
                                   bool write, struct ut_error *err)
{
  struct ut_text *matt = &k->out[k->count - MEASURE_BEHIND], *occasion = &k->out[k->count - 2],
                 *value = &k->out[k->count - 1];
  struct ut_text own = *occasion;
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < k->map->question_count && status == UT_OK; i++) {
    const struct ut_map_question *q = &k->map->questions[i];
    *matt = q->matt;
    *occasion = q->tillfalle.ptr ? q->tillfalle : own;
    if (read_answer(k, q->matt, q->heading, row->fields[k->questions[i]], value))
      status = ut_error_nomem(err);
    else if (write)
      status = write_row(k, writer, row, err);
  }
  *occasion = own;
  return status;
}

/* ---- amounts of several months or codes ---- */

/* One row for each that there is. */
static enum ut_status take_amounts(struct ut_kind_rows *k, struct ut_writer *writer, const struct ut_imported *row,
                                   bool write, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < k->map->question_count && status == UT_OK; i++) {
    const struct ut_map_question *q = &k->map->questions[i];
    struct ut_text cell = ut_text_trim(row->fields[k->questions[i]]);
    if (cell.len == 0)
      continue;
    if (take_money(k, k->amount, q->heading, cell))
      return ut_error_nomem(err);
    k->out[k->amount] = ut_buf_text(&k->made[k->amount]);
    k->out[k->spread] = q->manad.ptr ? q->manad : q->kod;
    status = write ? write_row(k, writer, row, err) : UT_OK;
  }
  return status;
}

/* ---- rows ---- */

typedef enum ut_status take_headings(struct ut_kind_rows *k, struct ut_writer *writer, const struct ut_imported *row,
                                     bool write, struct ut_error *err);

enum ut_status ut_kind_rows_take(struct ut_kind_rows *k, struct ut_writer *writer, const struct ut_imported *row,
                                 const struct ut_error **problems, size_t *problem_count, struct ut_error *err)
{
  bool several = k->map->question_count > 0;
  take_headings *take = k->map->kind == UT_MAP_MEASURES ? take_answers : take_amounts;
  k->problem_count = 0;
  k->row = row;
  if (k->year_field >= 0)
    k->year = ut_text_trim(row->fields[k->year_field]);
  for (size_t i = 0; i < k->count; i++) {
    const struct output_column *c = &k->columns[i];
    if (take_cell(k, i, c->field >= 0 ? row->fields[c->field] : c->constant))
      return ut_error_nomem(err);
  }
  if ((k->sides[0] >= 0 || k->sides[1] >= 0) && take_sides(k, row))
    return ut_error_nomem(err);
  if (several)
    UT_TRY(take(k, writer, row, false, err));
  for (size_t i = 0; i < k->problem_count; i++)
    ut_error_at(&k->problems[i], row->source, row->line, 0, NULL);
  *problems = k->problems;
  *problem_count = k->problem_count;
  if (k->problem_count > 0)
    return UT_BAD_ROW;
  return several ? take(k, writer, row, true, err) : write_row(k, writer, row, err);
}

void ut_kind_rows_note(struct ut_kind_rows *k, struct ut_run *run)
{
  ut_years_note(&k->years, run);
  const struct ut_tally *t = &k->rows.again;
  ut_run_note(run, UT_NOTE_DUBBEL_RAD, t->count, t->source, t->line,
              "rows that are equal to one of another file, and count each time: %zu, the first %s:%zu", t->count,
              t->source, t->line);
}

size_t ut_kind_rows_written(const struct ut_kind_rows *k)
{
  return k->written;
}

/* ---- opening ---- */

static bool is_question(const struct ut_kind_rows *k, size_t field)
{
  for (size_t i = 0; i < k->map->question_count; i++)
    if (k->questions[i] == field)
      return true;
  return false;
}

static void add_column(struct ut_kind_rows *k, struct ut_text name, ptrdiff_t field, struct ut_text constant)
{
  k->names[k->count] = name;
  k->columns[k->count++] = (struct output_column){ut_kind_find(k->map->kind, name), field, constant};
}

static ptrdiff_t find_field(const struct ut_text *names, size_t count, struct ut_text name)
{
  for (size_t i = 0; i < count; i++)
    if (ut_text_equal(names[i], name))
      return (ptrdiff_t)i;
  return -1;
}

/* Does "belopp" of the map give this column of payments? */
static bool is_spread(struct ut_kind_rows *k, const struct ut_kind_column *kind)
{
  if (k->map->kind != UT_MAP_PAYMENTS || k->map->question_count == 0)
    return false;
  bool amount = kind->cell == UT_KIND_MONEY;
  if (!amount && kind->cell != (k->map->questions[0].manad.ptr ? UT_KIND_MONTH : UT_KIND_SUPPORT))
    return false;
  *(amount ? &k->amount : &k->spread) = k->count;
  return true;
}

static void add_unread(struct ut_kind_rows *k, struct ut_text name)
{
  add_column(k, name, -1, (struct ut_text){"", 0});
  k->columns[k->count - 1].kind = NULL;
}

/* Do debet and kredit give this column? */
static bool is_sided(struct ut_kind_rows *k, const struct ut_kind_column *kind)
{
  bool sided = kind->cell == UT_KIND_MONEY && (k->sides[0] >= 0 || k->sides[1] >= 0);
  k->amount = sided ? k->count : k->amount;
  return sided;
}

/* Do the questions of the map give this column of answers? */
static bool is_asked(const struct ut_kind_rows *k, const struct ut_kind_column *kind)
{
  bool asked = k->map->kind == UT_MAP_MEASURES && k->map->question_count > 0;
  return asked && (kind->cell == UT_KIND_MEASURE || kind->cell == UT_KIND_ANSWER);
}

/* Or do they all give their occasion? */
static bool is_timed(const struct ut_kind_rows *k)
{
  bool timed = k->map->kind == UT_MAP_MEASURES && k->map->question_count > 0;
  for (size_t i = 0; i < k->map->question_count; i++)
    timed = timed && k->map->questions[i].tillfalle.ptr;
  return timed;
}

/* What gives columns that no heading of "columns" needs to give. */
static const char *const giver_names[UT_MAP_KINDS] = {[UT_MAP_MEASURES] = "\"matt\" of the map",
                                                      [UT_MAP_PAYMENTS] = "\"belopp\" of the map",
                                                      [UT_MAP_LEDGER] = "debet or kredit"};

/* A column of the kind: what a heading gives, or a constant, or of answers each question by itself. */
static enum ut_status add_kind_column(struct ut_kind_rows *k, const struct ut_kind_column *kind, ptrdiff_t field,
                                      struct ut_error *err)
{
  struct ut_text name = ut_text_of(kind->name), constant = ut_map_kind_constant(k->map, name);
  if (kind->cell == UT_KIND_YEAR) {
    k->year_field = field;
    k->year = constant;
    return UT_OK;
  }
  if (kind->cell == UT_KIND_DEBIT || kind->cell == UT_KIND_CREDIT) {
    k->sides[kind->cell == UT_KIND_CREDIT] = field;
    return constant.ptr ? ut_error_set(err, UT_USAGE, "%s has no constant", kind->name) : UT_OK;
  }
  bool given = field >= 0 || constant.ptr, said = is_spread(k, kind) || is_asked(k, kind) || is_sided(k, kind);
  if (given && said)
    return ut_error_set(err, UT_USAGE, "%s gives %s, and so does something else", giver_names[k->map->kind],
                        kind->name);
  if (given) {
    add_column(k, name, field, constant);
    return UT_OK;
  }
  said = said || (kind->cell == UT_KIND_DAY && is_timed(k));
  if (!said && (kind->needed || kind->cell == UT_KIND_ANSWER))
    return ut_error_set(err, UT_USAGE, "no column gives %s, and the map names no constant", kind->name);
  if (said)
    add_unread(k, name);
  return UT_OK;
}

/* First what a participation has and something gives, then the kind's own, then what passes through. */
static enum ut_status add_columns(struct ut_kind_rows *k, const struct ut_import *import, struct ut_error *err)
{
  size_t count;
  const struct ut_text *names = ut_import_columns(import, &count);
  for (size_t i = 0; i < k->map->question_count; i++)
    k->questions[i] = (size_t)find_field(names, count, k->map->questions[i].name);
  for (size_t i = 0; i < count; i++)
    if (ut_import_is_filled(import, i) && !is_question(k, i) && !ut_kind_find(k->map->kind, names[i]))
      add_column(k, names[i], (ptrdiff_t)i, (struct ut_text){"", 0});
  for (size_t i = 0; i < TABLE; i++)
    if (table[i].kind == k->map->kind)
      UT_TRY(add_kind_column(k, &table[i], find_field(names, count, ut_text_of(table[i].name)), err));
  return UT_OK;
}

enum ut_status ut_kind_rows_new(struct ut_kind_rows **out, const struct ut_import *import, const struct ut_map *map,
                                struct ut_error *err)
{
  size_t count;
  ut_import_columns(import, &count);
  struct ut_kind_rows *k = *out = calloc(1, sizeof *k);
  if (!k)
    return ut_error_nomem(err);
  k->map = map;
  k->year_field = k->sides[0] = k->sides[1] = -1;
  k->columns = calloc(count + TABLE + 2, sizeof *k->columns);
  k->names = calloc(count + TABLE + 2, sizeof *k->names);
  k->out = calloc(count + TABLE + 2, sizeof *k->out);
  k->made = calloc(count + TABLE + 2, sizeof *k->made);
  k->questions = calloc(map->question_count + 1, sizeof *k->questions);
  if (!k->columns || !k->names || !k->out || !k->made || !k->questions ||
      ut_cell_converter_new(&k->support, ut_column_find(ut_text_of("forsorjning_fore")), map))
    return ut_error_nomem(err);
  UT_TRY(add_columns(k, import, err));
  k->person = find_field(k->names, k->count, ut_text_of("id"));
  return UT_OK;
}

const struct ut_text *ut_kind_rows_columns(const struct ut_kind_rows *k, size_t *count)
{
  *count = k->count;
  return k->names;
}

void ut_kind_rows_free(struct ut_kind_rows *k)
{
  if (!k)
    return;
  for (size_t i = 0; k->made && i < k->count; i++)
    ut_buf_clear(&k->made[i]);
  ut_buf_clear(&k->slug);
  ut_buf_clear(&k->answer);
  ut_repeated_rows_clear(&k->rows);
  ut_cell_converter_free(k->support);
  free(k->columns);
  free(k->names);
  free(k->out);
  free(k->made);
  free(k->questions);
  free(k->problems);
  free(k);
}

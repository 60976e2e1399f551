/* A proposed map as JSON, one value a line. */
#include "import/proposal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/personnummer.h"
#include "import/map_kinds.h"
#include "import/proposal_dates.h"
#include "import/proposal_extents.h"
#include "import/proposal_numbers.h"
#include "import/proposal_questions.h"
#include "stream/json.h"

enum { TEXTS_MOST = 40, WORDS_MOST = 200 }; /* of a column of texts, and of answers, that are named one by one */

struct map_writing {
  const struct ut_proposal *p;
  struct ut_buf *out;
  struct ut_run *run;
  size_t counted, line; /* how far lines have been counted, and where that is */
};

/* ---- JSON ---- */

static void add(struct map_writing *w, const char *text)
{
  ut_buf_add_string(w->out, text);
}

static void add_string(struct map_writing *w, struct ut_text text)
{
  if (text.len == 0 || ut_utf8_valid(text.ptr, text.len) == text.len)
    ut_json_add_string(w->out, text);
  else
    add(w, "\"\"");
}

static void add_key(struct map_writing *w, const char *key)
{
  ut_buf_format(w->out, "%s\n  \"%s\": ", w->out->len > 1 ? "," : "", key);
}

static size_t line_of_end(struct map_writing *w)
{
  for (; w->counted < w->out->len; w->counted++)
    w->line += w->out->ptr[w->counted] == '\n';
  return w->line;
}

/* A "?" has just been written: says where, and what it may be. */
static void note_open(struct map_writing *w, const char *where, struct ut_text name, const char *hint)
{
  char shown[UT_QUOTED];
  ut_run_note(w->run, UT_NOTE_KARTA_OPPEN, 1, NULL, 0, "open in line %zu: %s%s%s%s%s%s", line_of_end(w), where,
              name.ptr ? "." : "", name.ptr ? ut_quote(shown, name.ptr, name.len) : "", *hint ? " (" : "", hint,
              *hint ? ")" : "");
}

/* ---- how it is read ---- */

static void write_totals(struct map_writing *w)
{
  const struct ut_profile *profile = w->p->profile;
  size_t count = ut_distinct_count(&profile->totals);
  if (count == 0)
    return;
  add_key(w, "total_row");
  add(w, "{\n    \"column\": ");
  add_string(w, profile->columns[profile->total_column].heading);
  add(w, ",\n    \"starts\": [");
  for (size_t i = 0; i < count; i++) {
    add(w, i > 0 ? ", " : "");
    add_string(w, ut_distinct_get(&profile->totals, i));
  }
  add(w, profile->totals_counted ? "],\n    \"count\": true\n  }" : "]\n  }");
}

static void write_layout(struct map_writing *w)
{
  const struct ut_layout *l = &w->p->profile->layout;
  const struct ut_text sheet = ut_buf_text(&w->p->profile->sheet);
  if (sheet.len > 0) {
    add_key(w, "sheet");
    add_string(w, sheet);
  } else {
    add_key(w, "encoding");
    add(w, w->p->profile->windows ? "\"windows-1252\"" : "\"auto\"");
  }
  if (l->delimiter) {
    add_key(w, "delimiter");
    if (l->delimiter == '\t')
      add(w, "\"tab\"");
    else
      add_string(w, (struct ut_text){&l->delimiter, 1});
  }
  if (l->quote) {
    add_key(w, "quote");
    add_string(w, (struct ut_text){&l->quote, 1});
  }
  if (l->skip_lines > 0) {
    add_key(w, "skip_lines");
    ut_buf_format(w->out, "%zu", l->skip_lines);
  }
  if (l->heading_rows > 0) {
    add_key(w, "heading_rows");
    ut_buf_format(w->out, "%zu", l->heading_rows);
  }
  if (l->headless) {
    add_key(w, "header");
    add(w, "false");
  }
  write_totals(w);
}

static bool gives(const struct map_writing *w, const char *target)
{
  for (size_t i = 0; i < w->p->profile->count; i++) {
    const struct ut_proposed_column *c = &w->p->columns[i];
    if (c->target && !c->extent && strcmp(c->target, target) == 0)
      return true;
  }
  return false;
}

/* Is anything asked of which nothing says when, nor may a column of days? */
static bool is_time_open(const struct ut_proposal *p)
{
  bool open = false, day = false;
  for (size_t i = 0; i < p->profile->count; i++) {
    open = open || (p->columns[i].question && !p->columns[i].asked);
    day = day || (p->columns[i].open && p->columns[i].days);
  }
  return open && !day;
}

static bool is_needed(const struct map_writing *w, const char *name, bool maybe_start)
{
  const struct ut_proposal *p = w->p;
  bool insats = strcmp(name, "insats") == 0, start = strcmp(name, "start") == 0;
  if (gives(w, name) || (p->spread && strcmp(name, p->spread) == 0))
    return false;
  if (p->kind == UT_MAP_PARTICIPATIONS)
    return insats || (start && !maybe_start);
  if (strcmp(name, "tillfalle") == 0 && !p->tall && !is_time_open(p))
    return false;
  return ut_kind_find(p->kind, ut_text_of(name)) && (strcmp(name, "ar") != 0 || p->yearless);
}

static bool may_be_start(const struct ut_proposed_column *c)
{
  return c->open && (!c->perhaps || strcmp(c->perhaps->name, "start") == 0);
}

/* What rows of the kind need and no heading gives. */
static void write_constants(struct map_writing *w)
{
  static const struct {
    const char *name, *hint;
  } needed[] = {{"insats", "no heading gives it: the name of the insats"},
                {"start", "no heading gives it"},
                {"ar", "the year of the months"},
                {"kod", "no heading gives it: a code of forsorjning"},
                {"tillfalle", "no heading gives it: start, slut or a day"}};
  bool maybe = false, any = false;
  for (size_t i = 0; i < w->p->profile->count; i++)
    maybe = maybe || may_be_start(&w->p->columns[i]);
  for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
    struct ut_text name = ut_text_of(needed[i].name);
    if (!is_needed(w, needed[i].name, maybe))
      continue;
    if (!any)
      add_key(w, "constants");
    ut_buf_format(w->out, "%s\n    \"%s\": \"?\"", any ? "," : "{", needed[i].name);
    note_open(w, "constants", name, needed[i].hint);
    any = true;
  }
  add(w, any ? "\n  }" : "");
}

/* One format a line. */
static void add_format(struct map_writing *w, const char *format, bool *any)
{
  add(w, *any ? ",\n    " : "\n    ");
  add_string(w, ut_text_of(format));
  *any = true;
}

static void write_dates(struct map_writing *w)
{
  const struct ut_proposal *p = w->p;
  bool any = false;
  if (p->date_count == 0 && !p->dates_open && !p->serials)
    return;
  add_key(w, "dates");
  add(w, "[");
  for (size_t i = 0; i < p->date_count; i++)
    add_format(w, p->dates[i], &any);
  if (p->serials)
    add_format(w, "excel", &any);
  if (p->dates_open) {
    add_format(w, "?", &any);
    note_open(w, "dates", (struct ut_text){NULL, 0}, p->dates_hint);
  }
  add(w, "\n  ]");
}

static bool is_column(const struct ut_proposed_column *c, const struct ut_column *column)
{
  return c->target && !c->extent && strcmp(c->target, column->name) == 0;
}

/* What stands in slut for an end that is open. */
static void write_open_ends(struct map_writing *w)
{
  const struct ut_column *slut = ut_column_find(ut_text_of("slut"));
  bool any = false;
  for (size_t i = 0; i < w->p->profile->count; i++) {
    const struct ut_distinct *values = &w->p->profile->columns[i].values;
    for (size_t v = 0; is_column(&w->p->columns[i], slut) && v < ut_distinct_count(values); v++) {
      if (!ut_proposed_date_far(ut_distinct_get(values, v)))
        continue;
      if (!any)
        add_key(w, "open");
      add(w, any ? ", " : "[");
      add_string(w, ut_distinct_get(values, v));
      any = true;
    }
  }
  add(w, any ? "]" : "");
}

/* What "4.250" may be. */
static void note_thousands(struct map_writing *w)
{
  char shown[UT_QUOTED], hint[UT_QUOTED + 64];
  snprintf(hint, sizeof hint, "\"%c\" if %s has thousands", w->p->thousands,
           ut_quote(shown, w->p->thousand.ptr, w->p->thousand.len));
  note_open(w, "thousands", (struct ut_text){NULL, 0}, hint);
}

static void write_numbers(struct map_writing *w)
{
  if (w->p->decimal) {
    add_key(w, "decimal");
    add_string(w, (struct ut_text){&w->p->decimal, 1});
  }
  if (w->p->thousands) {
    add_key(w, "thousands");
    add_string(w, w->p->thousands_open ? ut_text_of("?") : (struct ut_text){&w->p->thousands, 1});
  }
  if (w->p->thousands_open)
    note_thousands(w);
  if (w->p->parts_of_one) {
    add_key(w, "percent_of");
    add(w, "1");
  }
}

/* ---- columns ---- */

static void write_column(struct map_writing *w, size_t index, bool *any)
{
  const struct ut_profile_column *c = &w->p->profile->columns[index];
  const struct ut_proposed_column *out = &w->p->columns[index];
  if (c->heading.len == 0 || c->again)
    return;
  add(w, *any ? ",\n    " : "\n    ");
  *any = true;
  add_string(w, c->heading);
  if (out->open)
    add(w, ": \"?\"");
  else if (!out->target)
    add(w, ": null");
  else
    ut_buf_format(w->out, ": \"%s%s\"", out->target, out->extent ? ".percent" : "");
  if (out->open)
    note_open(w, "columns", c->heading, out->hint);
}

static void write_source(struct map_writing *w, size_t index, bool *any)
{
  write_column(w, index, any);
  for (size_t i = 0; i < w->p->profile->count; i++)
    if (w->p->columns[i].extent && w->p->columns[i].source == index)
      write_column(w, i, any);
}

/* By number, then by place. */
static bool stands_behind(int64_t number, size_t place, int64_t other, size_t other_place)
{
  return number > other || (number == other && place > other_place);
}

/* The next source of a list by the number behind its heading, then by its place; count: there is none. */
static size_t next_source(const struct map_writing *w, const char *target, size_t after)
{
  const struct ut_proposed_column *columns = w->p->columns;
  size_t count = w->p->profile->count, best = count;
  for (size_t i = 0; i < count; i++) {
    const struct ut_proposed_column *c = &columns[i];
    if (!c->target || c->extent || strcmp(c->target, target) != 0)
      continue;
    bool later = after == count || stands_behind(c->number, i, columns[after].number, after);
    if (later && (best == count || c->number < columns[best].number))
      best = i;
  }
  return best;
}

static bool stands_before(const struct map_writing *w, size_t index)
{
  for (size_t i = 0; i < index; i++)
    if (w->p->columns[i].target && !w->p->columns[i].extent &&
        strcmp(w->p->columns[i].target, w->p->columns[index].target) == 0)
      return true;
  return false;
}

/* In the order of the file, but that the headings of one list stand together with their extents. */
static void write_columns(struct map_writing *w)
{
  size_t count = w->p->profile->count;
  bool any = false;
  add_key(w, "columns");
  add(w, "{");
  for (size_t i = 0; i < count; i++) {
    const struct ut_proposed_column *c = &w->p->columns[i];
    const struct ut_column *column = c->kind ? NULL : ut_proposed_as(c);
    bool list = column && c->target && column->type == UT_TYPE_LIST;
    if (c->extent || c->question)
      continue;
    if (!list)
      write_column(w, i, &any);
    for (size_t s = count; list && !stands_before(w, i) && (s = next_source(w, c->target, s)) < count;)
      write_source(w, s, &any);
  }
  add(w, any ? "\n  }" : "}");
}

static void add_measure(struct map_writing *w, const struct ut_proposed_column *c)
{
  add(w, c->asked ? "{\"matt\": " : "");
  add_string(w, c->measure);
  if (c->asked)
    ut_buf_format(w->out, ", \"tillfalle\": \"%s\"}", c->asked);
}

/* A measure is called as its heading; an amount is of the month or the code that the heading says. */
static void write_questions(struct map_writing *w)
{
  bool any = false;
  for (size_t i = 0; i < w->p->profile->count; i++) {
    const struct ut_profile_column *c = &w->p->profile->columns[i];
    if (!w->p->columns[i].question || c->again)
      continue;
    const char *amount = w->p->columns[i].amount;
    if (!any)
      add_key(w, w->p->spread ? "belopp" : "matt");
    add(w, any ? ",\n    " : "{\n    ");
    add_string(w, c->heading);
    add(w, ": ");
    if (w->p->spread)
      add_string(w, ut_text_of(amount));
    else
      add_measure(w, &w->p->columns[i]);
    if (w->p->spread && strcmp(amount, "?") == 0)
      note_open(w, "belopp", c->heading, "a month of what year? 2019-07");
    else if (w->p->columns[i].hint[0] != '\0')
      note_open(w, "matt", c->heading, w->p->columns[i].hint);
    any = true;
  }
  add(w, any ? "\n  }" : "");
}

/* ---- values ---- */

/* What stands under one key of "values". */
struct spelled {
  const char *key;
  const struct ut_column *column;
  struct ut_cell_converter *converter; /* of the column, without a map */
  struct ut_distinct slugs;            /* of what is written already */
  bool any;
};

static enum ut_status write_value(struct map_writing *w, struct spelled *s, struct ut_text word, const char *hint,
                                  struct ut_text value)
{
  char room[UT_SLUG];
  struct ut_text slug = ut_text_slug_short(word, room);
  uint32_t number;
  size_t known = ut_distinct_count(&s->slugs);
  UT_TRY(ut_distinct_add(&s->slugs, slug.len > 0 ? slug : word, &number));
  if (number < known)
    return UT_OK;
  if (!s->any)
    ut_buf_format(w->out, "%s\n    \"%s\": {", w->out->ptr[w->out->len - 1] == '{' ? "" : ",", s->key);
  add(w, s->any ? ",\n      " : "\n      ");
  s->any = true;
  add_string(w, word);
  add(w, ": ");
  if (!value.ptr) {
    char where[64];
    snprintf(where, sizeof where, "values.%s", s->key);
    add(w, "\"?\"");
    note_open(w, where, word, hint);
  } else if (value.len == 0) {
    add(w, "null");
  } else {
    add_string(w, value);
  }
  return UT_OK;
}

static enum ut_status write_code(struct map_writing *w, struct spelled *s, struct ut_text word)
{
  struct ut_proposed_value value;
  char hint[UT_PROPOSAL_HINT] = "";
  struct ut_personnummer_found found;
  if (word.len == 0 || ut_text_is(word, "*") || ut_personnummer_find(word, &found))
    return UT_OK;
  UT_TRY(ut_proposal_value(w->p, s->column, word, &value));
  if (!value.value.ptr && value.near.ptr)
    snprintf(hint, sizeof hint, "did you mean %.*s?", (int)value.near.len, value.near.ptr);
  return write_value(w, s, word, hint, value.value);
}

/* Of days and numbers only words are named: what has digits and is neither is told when it is imported. */
static enum ut_status write_word(struct map_writing *w, struct spelled *s, struct ut_text cell)
{
  const struct ut_text open = {NULL, 0};
  if (ut_proposed_has_digit(cell) || ut_text_is(cell, "*"))
    return UT_OK;
  bool end = ut_text_is(ut_text_of(s->column->name), "slut");
  return write_value(w, s, cell, end ? "no day: null where the end is open" : "null where it is not known", open);
}

/* A text as it is without a map: with one blank where there are several, or such that does not break. */
static enum ut_status write_text(struct map_writing *w, struct spelled *s, struct ut_text cell)
{
  struct ut_cell_converted made;
  enum ut_status status = ut_cell_convert(s->converter, cell, &made, NULL);
  if (status == UT_OK)
    status = write_value(w, s, made.text, "", made.text);
  return status == UT_BAD_ROW ? UT_OK : status;
}

static enum ut_status write_cell(struct map_writing *w, struct spelled *s, struct ut_text cell)
{
  const struct ut_column *column = s->column;
  struct ut_text word;
  if (column->type == UT_TYPE_DATE || column->type == UT_TYPE_NUMBER)
    return write_word(w, s, cell);
  if (!column->codes)
    return write_text(w, s, cell);
  for (struct ut_text rest = cell; ut_proposal_word(&rest, column->type == UT_TYPE_LIST, &word);)
    UT_TRY(write_code(w, s, word));
  return UT_OK;
}

/* Names of what has few, as of an intag, are written as they are; ids are not. */
static bool is_named(const struct ut_profile_column *c, const struct ut_column *column)
{
  return column->type != UT_TYPE_TEXT ||
         (strcmp(column->name, "id") != 0 && ut_distinct_count(&c->values) <= TEXTS_MOST);
}

/* All columns of this list, or this column. */
static enum ut_status write_spelled(struct map_writing *w, const char *key, const struct ut_column *column)
{
  struct spelled s = {.key = key, .column = column};
  enum ut_status status = ut_cell_converter_new(&s.converter, column, NULL);
  for (size_t i = 0; i < w->p->profile->count; i++) {
    const struct ut_proposed_column *c = &w->p->columns[i];
    const struct ut_column *own = ut_proposed_as(c);
    bool same = own && (own == column || (column->type == UT_TYPE_LIST && own->codes == column->codes));
    const struct ut_profile_column *values = &w->p->profile->columns[i];
    for (size_t v = 0; same && is_named(values, own) && v < ut_distinct_count(&values->values) && !status; v++)
      status = write_cell(w, &s, ut_distinct_get(&values->values, v));
  }
  add(w, s.any ? "\n    }" : "");
  ut_cell_converter_free(s.converter);
  ut_distinct_clear(&s.slugs);
  return status;
}

static bool is_of_kind(const struct ut_proposed_column *c, const char *name)
{
  return c->kind && strcmp(c->kind->name, name) == 0;
}

/* What is asked in rows that are an answer each is called as headings that ask are. */
static enum ut_status write_measures(struct map_writing *w)
{
  struct spelled s = {.key = "matt"};
  char room[UT_SLUG];
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < w->p->profile->count; i++) {
    const struct ut_distinct *values = &w->p->profile->columns[i].values;
    bool named = is_of_kind(&w->p->columns[i], s.key) && ut_distinct_count(values) <= TEXTS_MOST;
    for (size_t v = 0; named && v < ut_distinct_count(values) && !status; v++) {
      struct ut_text cell = ut_distinct_get(values, v), slug = ut_text_slug_short(cell, room);
      status = write_value(w, &s, cell, "", slug.len > 0 ? slug : cell);
    }
  }
  add(w, s.any ? "\n    }" : "");
  ut_distinct_clear(&s.slugs);
  return status;
}

/* Words, whatever question they answer. */
static enum ut_status write_answers(struct map_writing *w)
{
  struct spelled s = {.key = "*"};
  const struct ut_text open = {NULL, 0};
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < w->p->profile->count && !w->p->spread; i++) {
    const struct ut_distinct *values = &w->p->profile->columns[i].values;
    bool answers = w->p->columns[i].question || is_of_kind(&w->p->columns[i], "varde");
    for (size_t v = 0; answers && v < ut_distinct_count(values) && ut_distinct_count(&s.slugs) < WORDS_MOST && !status;
         v++) {
      struct ut_text cell = ut_distinct_get(values, v);
      bool number = memchr(cell.ptr, ' ', cell.len) == NULL && memchr(cell.ptr, '%', cell.len) == NULL;
      char known[24];
      snprintf(known, sizeof known, "%" PRId64, ut_proposed_answer(cell));
      if (!number || !ut_proposed_number(cell))
        status = write_value(w, &s, cell, "a number, or null where it is no answer",
                             known[0] == '-' ? open : ut_text_of(known));
    }
  }
  add(w, s.any ? "\n    }" : "");
  ut_distinct_clear(&s.slugs);
  return status;
}

/* Words for extents, of whatever list. */
static enum ut_status write_extents(struct map_writing *w)
{
  struct spelled s = {.key = UT_MAP_PERCENT};
  char room[UT_SLUG];
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < w->p->profile->count; i++) {
    const struct ut_distinct *values = &w->p->profile->columns[i].values;
    bool words = w->p->columns[i].extent && ut_proposed_has_words(w->p, i);
    for (size_t v = 0; words && v < ut_distinct_count(values) && !status; v++) {
      struct ut_text cell = ut_distinct_get(values, v);
      if (ut_proposed_is_word(cell))
        status = write_value(w, &s, cell, "the percentage that it is, or null where it is not known",
                             ut_proposed_extent_of(ut_text_slug_short(cell, room)));
    }
  }
  add(w, s.any ? "\n    }" : "");
  ut_distinct_clear(&s.slugs);
  return status;
}

/* When answers were given, where a heading has words for it. */
static enum ut_status write_times(struct map_writing *w)
{
  struct spelled s = {.key = "tillfalle"};
  const struct ut_text open = {NULL, 0};
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < w->p->profile->count; i++) {
    const struct ut_distinct *values = &w->p->profile->columns[i].values;
    for (size_t v = 0; is_of_kind(&w->p->columns[i], s.key) && v < ut_distinct_count(values) && !status; v++) {
      struct ut_text cell = ut_distinct_get(values, v);
      const char *asked = ut_proposed_asked(w->p, cell);
      if (ut_proposed_time(cell) && !ut_text_is(cell, "start") && !ut_text_is(cell, "slut"))
        status = write_value(w, &s, cell, "start, slut or a day", asked ? ut_text_of(asked) : open);
    }
  }
  add(w, s.any ? "\n    }" : "");
  ut_distinct_clear(&s.slugs);
  return status;
}

/* By column, or by list. */
static enum ut_status write_recorded(struct map_writing *w)
{
  size_t count;
  const struct ut_column *columns = ut_columns(&count);
  for (size_t i = 0; i < count && columns[i].origin == UT_RECORDED; i++) {
    const struct ut_column *c = &columns[i];
    bool list = c->type == UT_TYPE_LIST, first = true;
    for (size_t k = 0; k < i && list; k++)
      first = first && columns[k].codes != c->codes;
    if (first)
      UT_TRY(write_spelled(w, list ? c->codes->name : c->name, c));
  }
  return UT_OK;
}

static enum ut_status write_values(struct map_writing *w)
{
  add_key(w, "values");
  add(w, "{");
  UT_TRY(write_recorded(w));
  UT_TRY(write_extents(w));
  UT_TRY(write_measures(w));
  UT_TRY(write_times(w));
  UT_TRY(write_answers(w));
  add(w, w->out->ptr[w->out->len - 1] == '{' ? "}" : "\n  }");
  return UT_OK;
}

enum ut_status ut_proposal_write(const struct ut_proposal *p, struct ut_buf *out, struct ut_run *run,
                                 struct ut_error *err)
{
  struct map_writing w = {.p = p, .out = out, .run = run, .line = 1};
  add(&w, "{");
  if (p->kind != UT_MAP_PARTICIPATIONS) {
    add_key(&w, "kind");
    add_string(&w, ut_text_of(ut_map_kind_names[p->kind]));
  }
  write_layout(&w);
  write_constants(&w);
  write_dates(&w);
  write_numbers(&w);
  write_open_ends(&w);
  write_columns(&w);
  write_questions(&w);
  enum ut_status status = out->failed ? UT_NOMEM : write_values(&w);
  add(&w, "\n}\n");
  ut_proposed_note_unasked(p, run);
  return status || out->failed ? ut_error_nomem(err) : UT_OK;
}

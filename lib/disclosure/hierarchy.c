/* Reading hierarchies of codes. */
#include "disclosure/hierarchy.h"

#include <stdlib.h>

#include "model/total_words.h"
#include "stream/fields.h"

enum { KOD, DEL_AV, COLUMNS };

/* A code is part of another. */
struct edge {
  uint32_t code, whole;
  size_t line;
};

struct hierarchy_work {
  struct ut_distinct codes; /* of kod, then of del_av too */
  struct ut_buf edges;      /* struct edge */
  struct ut_buf listed;     /* bool by code: it stands in kod */
  const char *source;
  struct ut_key_sums *sums;
  const struct ut_distinct *words;
  uint32_t *parts; /* of one whole */
  size_t count;
};

static size_t edge_count(const struct hierarchy_work *w)
{
  return w->edges.len / sizeof(struct edge);
}

static const struct edge *edge_at(const struct hierarchy_work *w, size_t index)
{
  return (const struct edge *)(const void *)w->edges.ptr + index;
}

static bool *listed_at(struct hierarchy_work *w, uint32_t code)
{
  return (bool *)(void *)w->listed.ptr + code;
}

/* ---- reading ---- */

static enum ut_status add_code(struct hierarchy_work *w, struct ut_text text, uint32_t *code)
{
  bool no = false;
  UT_TRY(ut_distinct_add(&w->codes, text, code));
  return *code < w->listed.len / sizeof no ? UT_OK : ut_buf_add(&w->listed, &no, sizeof no);
}

static enum ut_status add_edge(struct hierarchy_work *w, struct ut_text code, struct ut_text whole, size_t line)
{
  struct edge new = {.line = line};
  bool top = whole.len == 0;
  UT_TRY(add_code(w, code, &new.code));
  *listed_at(w, new.code) = true;
  if (!top)
    UT_TRY(ut_total_word_is(whole, &top));
  if (top)
    return UT_OK;
  UT_TRY(add_code(w, whole, &new.whole));
  return ut_buf_add(&w->edges, &new, sizeof new);
}

static enum ut_status read_row(void *context, const struct ut_fields *f, struct ut_error *err)
{
  struct hierarchy_work *w = context;
  return add_edge(w, f->cells[KOD], f->cells[DEL_AV], f->row.line) == UT_OK ? UT_OK : ut_error_nomem(err);
}

/* ---- what cannot be ---- */

static enum ut_status refuse(const struct hierarchy_work *w, const struct edge *edge, uint32_t code, const char *column,
                             const char *what, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  struct ut_text text = ut_distinct_get(&w->codes, code);
  ut_error_set(err, UT_BAD_INPUT, "%s %s", ut_quote(quoted, text.ptr, text.len), what);
  ut_error_at(err, w->source, edge->line, 0, column);
  return UT_BAD_INPUT;
}

/* Looks for the code among its own wholes. */
static bool is_within_itself(const struct hierarchy_work *w, uint32_t code, uint32_t whole, size_t depth)
{
  for (size_t i = 0; i < edge_count(w) && depth <= ut_distinct_count(&w->codes); i++)
    if (edge_at(w, i)->code == whole &&
        (edge_at(w, i)->whole == code || is_within_itself(w, code, edge_at(w, i)->whole, depth + 1)))
      return true;
  return whole == code;
}

static enum ut_status check_edges(struct hierarchy_work *w, struct ut_error *err)
{
  uint32_t word;
  for (size_t i = 0; i < edge_count(w); i++) {
    const struct edge *edge = edge_at(w, i);
    if (!*listed_at(w, edge->whole) && !ut_distinct_find(w->words, ut_distinct_get(&w->codes, edge->whole), &word))
      return refuse(w, edge, edge->whole, "del_av", "is a code neither of the file nor of the table", err);
    if (is_within_itself(w, edge->code, edge->whole, 0))
      return refuse(w, edge, edge->code, "kod", "is part of itself", err);
  }
  return UT_OK;
}

static enum ut_status find_unknown(const struct hierarchy_work *w, uint32_t *unknown)
{
  uint32_t code;
  *unknown = UINT32_MAX;
  for (uint32_t i = 0; i < ut_distinct_count(w->words) && *unknown == UINT32_MAX; i++) {
    struct ut_text word = ut_distinct_get(w->words, i);
    bool known = word.len == 0 || ut_distinct_find(&w->codes, word, &code);
    if (!known)
      UT_TRY(ut_total_word_is(word, &known));
    *unknown = known ? UINT32_MAX : i;
  }
  return UT_OK;
}

/* ---- sums ---- */

/* Lists the parts of a code that the table has; of one that it has not, its own parts. */
static void list_parts(struct hierarchy_work *w, uint32_t whole, size_t depth)
{
  for (size_t i = 0; i < edge_count(w) && depth <= ut_distinct_count(&w->codes); i++) {
    const struct edge *edge = edge_at(w, i);
    uint32_t word;
    bool there = false;
    if (edge->whole != whole)
      continue;
    if (!ut_distinct_find(w->words, ut_distinct_get(&w->codes, edge->code), &word)) {
      list_parts(w, edge->code, depth + 1);
      continue;
    }
    for (size_t k = 0; k < w->count; k++)
      there = there || w->parts[k] == word;
    if (!there)
      w->parts[w->count++] = word;
  }
}

static enum ut_status add_sums(struct hierarchy_work *w)
{
  for (uint32_t i = 0; i < ut_distinct_count(w->words); i++) {
    uint32_t code;
    w->count = 0;
    if (!ut_distinct_find(&w->codes, ut_distinct_get(w->words, i), &code))
      continue;
    list_parts(w, code, 0);
    UT_TRY(ut_key_sums_add(w->sums, i, w->parts, w->count, false));
  }
  return UT_OK;
}

/* ---- public ---- */

static enum ut_status read_and_add(struct hierarchy_work *w, const char *path, struct ut_run *run, uint32_t *unknown,
                                   struct ut_error *err)
{
  static const char *const names[COLUMNS] = {"kod", "del_av"};
  UT_TRY(ut_fields_read(path, run, names, COLUMNS, COLUMNS, read_row, w, err));
  UT_TRY(check_edges(w, err));
  w->parts = calloc(ut_distinct_count(w->words) + 1, sizeof *w->parts);
  enum ut_status status = w->parts ? find_unknown(w, unknown) : UT_NOMEM;
  if (status == UT_OK)
    status = add_sums(w);
  return status == UT_OK ? UT_OK : ut_error_nomem(err);
}

enum ut_status ut_hierarchy_add(struct ut_key_sums *sums, const struct ut_distinct *words, const char *path,
                                struct ut_run *run, uint32_t *unknown, struct ut_error *err)
{
  struct hierarchy_work w = {.source = path, .sums = sums, .words = words};
  enum ut_status status = read_and_add(&w, path, run, unknown, err);
  ut_distinct_clear(&w.codes);
  ut_buf_clear(&w.edges);
  ut_buf_clear(&w.listed);
  free(w.parts);
  return status;
}

/* Reading hierarchies of codes. */
#include "disclosure/hierarchy.h"

#include <stdlib.h>

#include "base/chains.h"
#include "model/total_words.h"
#include "stream/fields.h"

enum { KOD, DEL_AV, COLUMNS };

/* A code is part of another. */
struct edge {
  uint32_t code, whole;
  size_t line;
};

struct hierarchy_work {
  struct ut_distinct codes;   /* of kod, then of del_av too */
  struct ut_buf edges;        /* struct edge */
  struct ut_buf listed;       /* bool by code: it stands in kod */
  struct ut_chains upwards;   /* by code, whose number is that of its chain: the edges to its wholes, */
  struct ut_chains downwards; /* and those to its parts */
  uint32_t *marks, *stack;    /* by code; for a walk */
  const struct ut_link **path;
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
  uint32_t chain;
  UT_TRY(ut_distinct_add(&w->codes, text, code));
  if (*code < w->listed.len / sizeof no)
    return UT_OK;
  UT_TRY(ut_buf_add(&w->listed, &no, sizeof no));
  UT_TRY(ut_chains_enter(&w->upwards, text, &chain));
  return ut_chains_enter(&w->downwards, text, &chain);
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
  UT_TRY(ut_chains_append(&w->upwards, new.code, edge_count(w)));
  UT_TRY(ut_chains_append(&w->downwards, new.whole, edge_count(w)));
  return ut_buf_add(&w->edges, &new, sizeof new);
}

static enum ut_status read_row(void *context, const struct ut_fields *f, struct ut_error *err)
{
  struct hierarchy_work *w = context;
  return add_edge(w, f->cells[KOD], f->cells[DEL_AV], f->row.line) == UT_OK ? UT_OK : ut_error_nomem(err);
}

static enum ut_status make_room(struct hierarchy_work *w)
{
  size_t codes = ut_distinct_count(&w->codes) + 1;
  w->parts = calloc(ut_distinct_count(w->words) + 1, sizeof *w->parts);
  w->marks = calloc(codes, sizeof *w->marks);
  w->stack = calloc(codes, sizeof *w->stack);
  w->path = calloc(codes, sizeof(const struct ut_link *));
  return w->parts && w->marks && w->stack && w->path ? UT_OK : UT_NOMEM;
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

/* Is the code among the wholes of the other, or that itself? */
static bool is_within(const struct hierarchy_work *w, uint32_t code, uint32_t other)
{
  size_t depth = 0;
  memset(w->marks, 0, ut_distinct_count(&w->codes) * sizeof *w->marks);
  w->marks[other] = 1;
  for (w->stack[depth++] = other; depth > 0;) {
    uint32_t at = w->stack[--depth];
    if (at == code)
      return true;
    const struct ut_link *l = ut_chains_first(&w->upwards, at);
    for (; l; l = ut_chains_next(&w->upwards, l)) {
      uint32_t whole = edge_at(w, l->number)->whole;
      if (w->marks[whole] == 0)
        w->stack[depth++] = whole;
      w->marks[whole] = 1;
    }
  }
  return false;
}

/* Is any code part of itself? Codes without wholes are taken away until there are none; then some are left. */
static bool has_ring(const struct hierarchy_work *w)
{
  size_t depth = 0, taken = 0, codes = ut_distinct_count(&w->codes);
  memset(w->marks, 0, codes * sizeof *w->marks);
  for (size_t i = 0; i < edge_count(w); i++)
    w->marks[edge_at(w, i)->code]++;
  for (uint32_t code = 0; code < codes; code++)
    if (w->marks[code] == 0)
      w->stack[depth++] = code;
  for (; depth > 0; taken++) {
    const struct ut_link *l = ut_chains_first(&w->downwards, w->stack[--depth]);
    for (; l; l = ut_chains_next(&w->downwards, l)) {
      uint32_t part = edge_at(w, l->number)->code;
      if (--w->marks[part] == 0)
        w->stack[depth++] = part;
    }
  }
  return taken < codes;
}

static enum ut_status check_edges(struct hierarchy_work *w, struct ut_error *err)
{
  uint32_t word;
  bool ring = has_ring(w);
  for (size_t i = 0; i < edge_count(w); i++) {
    const struct edge *edge = edge_at(w, i);
    if (!*listed_at(w, edge->whole) && !ut_distinct_find(w->words, ut_distinct_get(&w->codes, edge->whole), &word))
      return refuse(w, edge, edge->whole, "del_av", "is a code neither of the file nor of the table", err);
    if (ring && is_within(w, edge->code, edge->whole))
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

/* Lists the parts of a code that the table has; of one that it has not, its own parts. Each but once: what has been
 * seen is marked by the code and 1. */
static void list_parts(struct hierarchy_work *w, uint32_t whole)
{
  size_t depth = 0;
  uint32_t word;
  for (w->path[depth++] = ut_chains_first(&w->downwards, whole); depth > 0;) {
    const struct ut_link *l = w->path[depth - 1];
    if (!l) {
      depth--;
      continue;
    }
    w->path[depth - 1] = ut_chains_next(&w->downwards, l);
    uint32_t code = edge_at(w, l->number)->code;
    if (w->marks[code] == whole + 1)
      continue;
    w->marks[code] = whole + 1;
    if (ut_distinct_find(w->words, ut_distinct_get(&w->codes, code), &word))
      w->parts[w->count++] = word;
    else
      w->path[depth++] = ut_chains_first(&w->downwards, code);
  }
}

static enum ut_status add_sums(struct hierarchy_work *w)
{
  memset(w->marks, 0, ut_distinct_count(&w->codes) * sizeof *w->marks);
  for (uint32_t i = 0; i < ut_distinct_count(w->words); i++) {
    uint32_t code;
    w->count = 0;
    if (!ut_distinct_find(&w->codes, ut_distinct_get(w->words, i), &code))
      continue;
    list_parts(w, code);
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
  if (make_room(w) != UT_OK)
    return ut_error_nomem(err);
  UT_TRY(check_edges(w, err));
  enum ut_status status = find_unknown(w, unknown);
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
  ut_chains_clear(&w.upwards);
  ut_chains_clear(&w.downwards);
  free(w.parts);
  free(w.marks);
  free(w.stack);
  free(w.path);
  return status;
}

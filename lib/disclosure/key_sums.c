/* Sums among the values of a key, and how spans tile one another. */
#include "disclosure/key_sums.h"

#include <stdlib.h>

#include "disclosure/period_words.h"

enum { BITS = 64 };

static bool is_there(const struct ut_key_sums *s, uint32_t whole, const uint32_t *parts, size_t count)
{
  for (size_t i = 0; i < ut_key_sums_count(s); i++) {
    const struct ut_key_sum *sum = ut_key_sums_at(s, i);
    if (sum->whole == whole && sum->count == count &&
        memcmp(ut_key_sums_parts(s, sum), parts, count * sizeof *parts) == 0)
      return true;
  }
  return false;
}

enum ut_status ut_key_sums_add(struct ut_key_sums *s, uint32_t whole, const uint32_t *parts, size_t count, bool partial)
{
  struct ut_key_sum new = {whole, s->parts.len / sizeof *parts, count, partial};
  if (count == 0 || is_there(s, whole, parts, count))
    return UT_OK;
  UT_TRY(ut_buf_add(&s->parts, parts, count * sizeof *parts));
  return ut_buf_add(&s->sums, &new, sizeof new);
}

/* What is above a whole is above its parts. Is there anything that was not known? */
static bool spread(struct ut_key_sums *s, const struct ut_key_sum *sum)
{
  const uint64_t *from = s->above + sum->whole * s->row;
  bool changed = false;
  for (size_t k = 0; k < sum->count; k++) {
    uint64_t *to = s->above + ut_key_sums_parts(s, sum)[k] * s->row;
    for (size_t i = 0; i < s->row; i++) {
      uint64_t now = to[i] | from[i] | (i == sum->whole / BITS ? UINT64_C(1) << sum->whole % BITS : 0);
      changed = changed || now != to[i];
      to[i] = now;
    }
  }
  return changed;
}

/* To and fro, since wholes stand before their parts or behind them. */
enum ut_status ut_key_sums_close(struct ut_key_sums *s)
{
  size_t count = ut_key_sums_count(s);
  if (count == 0)
    return UT_OK;
  s->row = s->words / BITS + 1;
  s->above = calloc(s->words + 1, s->row * sizeof *s->above);
  if (!s->above)
    return UT_NOMEM;
  for (bool changed = true, back = false; changed; back = !back) {
    changed = false;
    for (size_t i = 0; i < count; i++)
      changed |= spread(s, ut_key_sums_at(s, back ? count - 1 - i : i));
  }
  return UT_OK;
}

void ut_key_sums_clear(struct ut_key_sums *s)
{
  ut_buf_clear(&s->sums);
  ut_buf_clear(&s->parts);
  ut_buf_clear(&s->spans);
  free(s->above);
  *s = (struct ut_key_sums){0};
}

/* ---- tiling ---- */

/* A span within the whole, and the least number of spans from the beginning of the whole up to its end, and from its
 * beginning to the end of the whole; 0: there is no such way. */
struct tile {
  struct ut_span span;
  uint32_t word;
  size_t to_here, from_here, before, after; /* before and after: the next tile of the way, its own index where none */
};

struct tiling {
  struct ut_key_sums *sums;
  struct tile *tiles;
  uint32_t *parts;
  size_t *chosen; /* of the tiles */
  size_t count;
  bool bands; /* is there a band, so that numbers may be parts of one? */
};

static bool holds(struct ut_span whole, struct ut_span part)
{
  return whole.from <= part.from && part.to <= whole.to;
}

static bool equals(struct ut_span a, struct ut_span b)
{
  return a.from == b.from && a.to == b.to;
}

static bool are_alike(struct ut_span a, struct ut_span b)
{
  bool period = a.kind == UT_SPAN_PERIOD;
  return a.kind != UT_SPAN_NONE && b.kind != UT_SPAN_NONE && period == (b.kind == UT_SPAN_PERIOD);
}

static int compare_tiles(const void *a, const void *b)
{
  const struct tile *x = a, *y = b;
  int order = (x->span.from > y->span.from) - (x->span.from < y->span.from);
  if (order == 0)
    order = (x->span.to > y->span.to) - (x->span.to < y->span.to);
  return order ? order : (x->word > y->word) - (x->word < y->word);
}

static void list_tiles(struct tiling *t, uint32_t whole)
{
  struct ut_span span = *ut_key_sums_span(t->sums, whole);
  t->count = 0;
  for (uint32_t i = 0; i < t->sums->words; i++) {
    struct ut_span part = *ut_key_sums_span(t->sums, i);
    /* Of two words for one span the later is the whole of the earlier. */
    if (are_alike(span, part) && holds(span, part) && (equals(span, part) ? i < whole : true))
      t->tiles[t->count++] = (struct tile){.span = part, .word = i};
  }
  if (t->count > 1)
    qsort(t->tiles, t->count, sizeof *t->tiles, compare_tiles);
}

/* Ordered by where they begin, so that what is before a tile comes before it in the list. */
static void find_ways(struct tiling *t, struct ut_span whole)
{
  for (size_t i = 0; i < t->count; i++) {
    struct tile *tile = &t->tiles[i];
    tile->before = i;
    tile->to_here = tile->span.from == whole.from;
    for (size_t k = 0; k < i; k++)
      if (t->tiles[k].to_here && t->tiles[k].span.to == tile->span.from &&
          (!tile->to_here || t->tiles[k].to_here + 1 < tile->to_here)) {
        tile->to_here = t->tiles[k].to_here + 1;
        tile->before = k;
      }
  }
  for (size_t i = t->count; i-- > 0;) {
    struct tile *tile = &t->tiles[i];
    tile->after = i;
    tile->from_here = tile->span.to == whole.to;
    for (size_t k = i + 1; k < t->count; k++)
      if (t->tiles[k].from_here && t->tiles[k].span.from == tile->span.to &&
          (!tile->from_here || t->tiles[k].from_here + 1 < tile->from_here)) {
        tile->from_here = t->tiles[k].from_here + 1;
        tile->after = k;
      }
  }
}

/* Is the tile within another, which it helps to tile? */
static bool is_inner(const struct tiling *t, size_t tile)
{
  for (size_t i = 0; i < t->count; i++)
    if (i != tile && holds(t->tiles[i].span, t->tiles[tile].span) &&
        (!equals(t->tiles[i].span, t->tiles[tile].span) || i > tile) && t->tiles[i].to_here && t->tiles[i].from_here)
      return true;
  return false;
}

/* The tiles on the way through one. */
static enum ut_status add_way(struct tiling *t, uint32_t whole, size_t through)
{
  size_t count = t->tiles[through].to_here, at = through;
  for (size_t i = count; i-- > 0; at = t->tiles[at].before)
    t->parts[i] = t->tiles[at].word;
  for (at = through; t->tiles[at].after != at;) {
    at = t->tiles[at].after;
    t->parts[count++] = t->tiles[at].word;
  }
  return ut_key_sums_add(t->sums, whole, t->parts, count, false);
}

/* ---- what does not tile ---- */

static bool are_apart(const struct tiling *t, const size_t *tiles, size_t count)
{
  for (size_t i = 1; i < count; i++)
    if (t->tiles[tiles[i - 1]].span.to > t->tiles[tiles[i]].span.from)
      return false;
  return true;
}

static enum ut_status add_apart(struct tiling *t, uint32_t whole, const size_t *tiles, size_t count)
{
  if (!are_apart(t, tiles, count))
    return UT_OK;
  for (size_t i = 0; i < count; i++)
    t->parts[i] = t->tiles[tiles[i]].word;
  return ut_key_sums_add(t->sums, whole, t->parts, count, true);
}

/* Does the tile hold another? */
static bool is_outer(const struct tiling *t, size_t tile)
{
  for (size_t i = 0; i < t->count; i++)
    if (i != tile && holds(t->tiles[tile].span, t->tiles[i].span))
      return true;
  return false;
}

/* The days, weeks, months, quarters and so on of a period, as many as there are; the narrowest bands. */
static enum ut_status add_within(struct tiling *t, uint32_t whole)
{
  static const struct {
    int64_t least, most; /* days */
  } lengths[] = {{1, 1}, {7, 7}, {28, 31}, {89, 92}, {120, 123}, {181, 184}, {365, 366}, {0, 0} /* the narrowest */};
  bool period = ut_key_sums_span(t->sums, whole)->kind == UT_SPAN_PERIOD;
  size_t levels = sizeof lengths / sizeof *lengths;
  for (size_t m = period ? 0 : levels - 1; m < levels; m++) {
    size_t count = 0;
    for (size_t i = 0; i < t->count; i++) {
      int64_t length = t->tiles[i].span.to - t->tiles[i].span.from;
      if (lengths[m].most > 0 ? length >= lengths[m].least && length <= lengths[m].most : !is_outer(t, i))
        t->chosen[count++] = i;
    }
    UT_TRY(add_apart(t, whole, t->chosen, count));
  }
  return UT_OK;
}

static enum ut_status tile_word(struct tiling *t, uint32_t whole)
{
  struct ut_span span = *ut_key_sums_span(t->sums, whole);
  if (span.kind == UT_SPAN_NONE || (span.kind == UT_SPAN_NUMBER && !t->bands))
    return UT_OK;
  list_tiles(t, whole);
  find_ways(t, span);
  for (size_t i = 0; i < t->count; i++)
    if (t->tiles[i].to_here && t->tiles[i].from_here && !is_inner(t, i))
      UT_TRY(add_way(t, whole, i));
  return add_within(t, whole);
}

enum ut_status ut_key_sums_init(struct ut_key_sums *s, const struct ut_distinct *words)
{
  struct tiling tiling = {.sums = s};
  s->words = ut_distinct_count(words);
  for (uint32_t i = 0; i < s->words; i++) {
    struct ut_span span = ut_span_of(ut_distinct_get(words, i));
    tiling.bands = tiling.bands || span.kind == UT_SPAN_BAND;
    UT_TRY(ut_buf_add(&s->spans, &span, sizeof span));
  }
  ut_period_words_date((struct ut_span *)(void *)s->spans.ptr, s->words);
  tiling.tiles = calloc(s->words + 1, sizeof *tiling.tiles);
  tiling.parts = calloc(s->words + 1, sizeof *tiling.parts);
  tiling.chosen = calloc(s->words + 1, sizeof *tiling.chosen);
  enum ut_status status = tiling.tiles && tiling.parts && tiling.chosen ? UT_OK : UT_NOMEM;
  for (uint32_t i = 0; i < s->words && status == UT_OK; i++)
    status = tile_word(&tiling, i);
  free(tiling.tiles);
  free(tiling.parts);
  free(tiling.chosen);
  return status;
}

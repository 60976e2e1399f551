/* Cells decoded by the type of their column. */
#include "utfall/column.h"

#include <stdlib.h>

#include "base/grow.h"

enum {
  REMEMBERED = 4096, /* spellings kept per column */
  SPELLING = 256,    /* longest that is kept */
  SLOTS = 2 * REMEMBERED,
  BLOCK = 16 * 1024,
  WHOLE_EXTENT = 100 * 100
};

/* Memory that lives as long as the decoder: spellings and lists keep their places. */
struct block {
  struct block *next;
  size_t used;
  _Alignas(8) char bytes[BLOCK];
};

struct spelling {
  struct ut_text text;
  int64_t code;
  const struct ut_list *list;
};

struct ut_cells {
  const struct ut_column *column;
  enum ut_status (*decode)(struct ut_cells *cells, struct ut_text cell, struct ut_value *out, struct ut_error *err);
  struct block *blocks;
  struct ut_list scratch;     /* of a list that is not remembered */
  size_t count, last;         /* spellings[last] was the latest hit */
  uint16_t slots[SLOTS];      /* 1 + index of a spelling; 0 free */
  struct spelling *spellings; /* grows: most columns have a handful */
  size_t room;
};

static void *keep(struct ut_cells *cells, size_t size)
{
  struct block *block = cells->blocks;
  size = (size + 7) & ~(size_t)7;
  if (!block || block->used + size > BLOCK) {
    block = malloc(sizeof *block);
    if (!block)
      return NULL;
    block->next = cells->blocks;
    block->used = 0;
    cells->blocks = block;
  }
  void *kept = block->bytes + block->used;
  block->used += size;
  return kept;
}

static uint64_t load(const char *ptr, size_t len)
{
  uint64_t word = 0;
  memcpy(&word, ptr, len);
  return word;
}

static size_t slot_of(struct ut_text t)
{
  const uint64_t odd = UINT64_C(0x9E3779B97F4A7C15);
  uint64_t hash = t.len * odd;
  const char *ptr = t.ptr;
  size_t left = t.len;
  for (; left > 8; ptr += 8, left -= 8) {
    hash = (hash ^ load(ptr, 8)) * odd;
    hash ^= hash >> 29;
  }
  /* The last bytes overlap those before where there are eight: loads of a fixed size are what is fast. */
  uint64_t tail = t.len >= 8  ? load(ptr + left - 8, 8)
                  : left >= 4 ? load(ptr, 4) | load(ptr + left - 4, 4) << 32
                              : (uint64_t)(unsigned char)ptr[0] | (uint64_t)(unsigned char)ptr[left / 2] << 8 |
                                    (uint64_t)(unsigned char)ptr[left - 1] << 16;
  hash = (hash ^ tail) * odd;
  return (size_t)(hash >> 40) % SLOTS;
}

static void fill(struct ut_value *out, const struct spelling *s)
{
  out->number = s->code;
  out->list = s->list;
}

/* The slot of this spelling, or the free one where it belongs. */
static size_t probe(const struct ut_cells *cells, struct ut_text cell)
{
  size_t slot = slot_of(cell);
  while (cells->slots[slot] && !ut_text_equal(cells->spellings[cells->slots[slot] - 1].text, cell))
    slot = (slot + 1) % SLOTS;
  return slot;
}

/* Keeps what a cell was decoded to; without memory, or when there are enough, it is decoded again the next time. */
static void remember(struct ut_cells *cells, size_t slot, struct ut_text cell, struct ut_value *out)
{
  if (cells->count == REMEMBERED || cell.len > SPELLING)
    return;
  struct spelling *spellings = ut_grow(cells->spellings, cells->count, &cells->room, sizeof *spellings);
  if (!spellings)
    return;
  cells->spellings = spellings;
  struct ut_list *list = out->list ? keep(cells, sizeof *list) : NULL;
  char *text = keep(cells, cell.len);
  if (!text || (out->list && !list))
    return;
  memcpy(text, cell.ptr, cell.len);
  if (list)
    out->list = memcpy(list, out->list, sizeof *list);
  cells->last = cells->count++;
  spellings[cells->last] = (struct spelling){{text, cell.len}, out->number, list};
  cells->slots[slot] = (uint16_t)cells->count;
}

static enum ut_status bad_code(const struct ut_vocabulary *v, struct ut_text code, struct ut_error *err)
{
  char shown[UT_QUOTED], suggestion[UT_SUGGESTION];
  return ut_error_set(err, UT_BAD_INPUT, "%s is not a code of %s%s", ut_quote(shown, code.ptr, code.len), v->name,
                      ut_vocabulary_suggest(v, code, suggestion));
}

/* Hundredths of a percent, or -1. */
static int32_t parse_extent(struct ut_text t)
{
  int64_t number, divisor;
  if (t.len > 6 || !ut_number_parse(t, &number, &divisor) || divisor > 100 || number < 0)
    return -1;
  int64_t hundredths = number * (100 / divisor);
  return hundredths > WHOLE_EXTENT ? -1 : (int32_t)hundredths;
}

static enum ut_status parse_part(struct ut_text part, const struct ut_vocabulary *v, struct ut_list *list,
                                 struct ut_error *err)
{
  struct ut_text rest = part, code;
  int32_t extent = WHOLE_EXTENT;
  ut_text_split(&rest, ':', &code);
  int index = ut_vocabulary_find(v, code);
  if (index < 0)
    return bad_code(v, code, err);
  if (rest.ptr)
    extent = parse_extent(rest);
  if (extent < 0) {
    char shown[UT_QUOTED];
    return ut_error_set(err, UT_BAD_INPUT, "%s is not an extent (expected 0-100 percent, at most two decimals)",
                        ut_quote(shown, rest.ptr, rest.len));
  }
  list->has |= UINT32_C(1) << index;
  if (list->extent[index] <= INT32_MAX - extent)
    list->extent[index] += extent;
  return UT_OK;
}

static enum ut_status parse_list(struct ut_cells *cells, struct ut_text cell, struct ut_value *out,
                                 struct ut_error *err)
{
  struct ut_text part;
  memset(&cells->scratch, 0, sizeof cells->scratch);
  while (ut_text_split(&cell, '|', &part)) {
    enum ut_status status = parse_part(part, cells->column->codes, &cells->scratch, err);
    if (status)
      return status;
  }
  out->list = &cells->scratch;
  return UT_OK;
}

static enum ut_status parse_code(struct ut_cells *cells, struct ut_text cell, struct ut_value *out,
                                 struct ut_error *err)
{
  out->number = ut_vocabulary_find(cells->column->codes, cell);
  return out->number < 0 ? bad_code(cells->column->codes, cell, err) : UT_OK;
}

static enum ut_status decode_spelling(struct ut_cells *cells, struct ut_text cell, struct ut_value *out,
                                      struct ut_error *err)
{
  if (cells->count > 0 && ut_text_equal(cells->spellings[cells->last].text, cell)) {
    fill(out, &cells->spellings[cells->last]);
    return UT_OK;
  }
  size_t slot = probe(cells, cell);
  if (cells->slots[slot]) {
    cells->last = cells->slots[slot] - (size_t)1;
    fill(out, &cells->spellings[cells->last]);
    return UT_OK;
  }
  bool list = cells->column->type == UT_TYPE_LIST;
  enum ut_status status = list ? parse_list(cells, cell, out, err) : parse_code(cells, cell, out, err);
  if (status == UT_OK)
    remember(cells, slot, cell, out);
  return status;
}

static enum ut_status decode_text(struct ut_cells *cells, struct ut_text cell, struct ut_value *out,
                                  struct ut_error *err)
{
  (void)cells, (void)cell, (void)out, (void)err;
  return UT_OK;
}

static enum ut_status decode_date(struct ut_cells *cells, struct ut_text cell, struct ut_value *out,
                                  struct ut_error *err)
{
  (void)cells;
  out->number = ut_date_parse(cell);
  if (out->number != UT_DATE_NONE)
    return UT_OK;
  char shown[UT_QUOTED];
  return ut_error_set(err, UT_BAD_INPUT, "%s is not a date (expected YYYY-MM-DD)", ut_quote(shown, cell.ptr, cell.len));
}

static enum ut_status decode_number(struct ut_cells *cells, struct ut_text cell, struct ut_value *out,
                                    struct ut_error *err)
{
  const struct ut_column *c = cells->column;
  bool good = ut_number_parse(cell, &out->number, &out->divisor);
  if (good && c->expected)
    good = out->divisor == 1 && out->number >= c->low && out->number <= c->high;
  if (good)
    return UT_OK;
  char shown[UT_QUOTED];
  return ut_error_set(err, UT_BAD_INPUT, "%s is not %s", ut_quote(shown, cell.ptr, cell.len),
                      c->expected ? c->expected : "a number");
}

enum ut_status ut_cells_new(struct ut_cells **out, const struct ut_column *column)
{
  static enum ut_status (*const decoders[])(struct ut_cells *, struct ut_text, struct ut_value *, struct ut_error *) = {
      [UT_TYPE_TEXT] = decode_text,     [UT_TYPE_NUMBER] = decode_number, [UT_TYPE_DATE] = decode_date,
      [UT_TYPE_CODE] = decode_spelling, [UT_TYPE_LIST] = decode_spelling,
  };
  struct ut_cells *cells = calloc(1, sizeof *cells);
  if (!cells)
    return UT_NOMEM;
  cells->column = column;
  cells->decode = decoders[column->type];
  *out = cells;
  return UT_OK;
}

enum ut_status ut_cells_decode(struct ut_cells *cells, struct ut_text cell, struct ut_value *out, struct ut_error *err)
{
  *out = (struct ut_value){.text = cell, .divisor = 1, .missing = cell.len == 0};
  if (cell.len == 0)
    return UT_OK;
  enum ut_status status = cells->decode(cells, cell, out, err);
  if (status)
    ut_error_at(err, NULL, 0, 0, cells->column->name);
  return status;
}

void ut_cells_free(struct ut_cells *cells)
{
  if (!cells)
    return;
  for (struct block *next, *b = cells->blocks; b; b = next) {
    next = b->next;
    free(b);
  }
  free(cells->spellings);
  free(cells);
}

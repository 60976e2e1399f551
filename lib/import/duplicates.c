/* Duplicates: an entry for each participation, in a table that is keyed by the digest of person and insats, so that all
 * stays of one person in one insats stand in one run of slots. */
#include "import/duplicates.h"

#include <sodium.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "base/distinct.h"
#include "base/grow.h"
#include "base/hash.h"
#include "base/shown.h"
#include "model/doubtful_id.h"
#include "model/tally.h"

enum {
  FIRST_SLOTS = 1 << 12,
  LARGE_PAGE = 1 << 21,
  CHUNK = 1 << 16,      /* entries, in one large page */
  AHEAD = 16,           /* entries that are looked at early when the slots are made anew */
  MOST_SLOTS = 1 << 30, /* for 500 million participations */
  STAYS_COMPARED = 256  /* of one person in one insats, for overlaps */
};

/* 28 bytes. */
struct stay_entry {
  uint32_t key[3]; /* digest of identity and insats; its lowest bit says that the stay overlaps another */
  int32_t start, slut;
  uint32_t source, line;
};

/* With where its row stands among those written. */
struct handed_entry {
  struct stay_entry stay;
  uint32_t begin, end;
};

struct ut_duplicates {
  enum ut_duplicates_rule rule;
  struct ut_writer *writer;
  ptrdiff_t reason; /* column avslutsorsak, or -1 */
  size_t columns, written;
  uint64_t salt[2];
  uint64_t hash[2];                /* of whom the next row is expected to be of, */
  struct ut_text identity, insats; /* these; empty: not known */
  struct stay_entry **chunks;      /* of the entries */
  size_t count, chunk_count, chunk_room;
  uint32_t *slots; /* the number of an entry and 1, and above it bits of its key; 0: free */
  size_t slot_count;
  const char **sources; /* of the reader */
  size_t source_count, source_room;
  struct ut_tally repeated, overlapping;
  struct ut_buf *handed; /* where entries go instead, for another process to hold against the others; NULL: nowhere */
  const struct ut_buf *rows_written; /* then */
  /* with the rule of the last */
  struct ut_texts held;   /* cells of rows */
  size_t *rows, row_room; /* of each entry, its row */
  struct ut_buf gone;     /* a byte a row: another one took its place */
};

/* ---- entries ---- */

static inline uint64_t mix(uint64_t a, uint64_t b)
{
  unsigned __int128 product = (unsigned __int128)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* The bit by which small letters differ from large ones, å ä ö too, in each byte: an insats is one in any case. */
#define EITHER_CASE UINT64_C(0x2020202020202020)

/* Two digests at once, of what went before and of a text behind it with the bits of `alike` set, sixteen bytes at a
 * time, salted at random. SipHash in its place makes an import a tenth slower. */
static inline void digest(uint64_t hash[2], struct ut_text t, uint64_t alike)
{
  const uint64_t first = UINT64_C(0x9E3779B97F4A7C15), second = UINT64_C(0xC2B2AE3D27D4EB4F);
  uint64_t a = hash[0] ^ t.len, b = hash[1] + t.len, low = 0, high = 0;
  for (size_t i = 0; i + 16 < t.len; i += 16) {
    low = ut_load64(t.ptr + i) | alike;
    high = ut_load64(t.ptr + i + 8) | alike;
    a = mix(a ^ low, high ^ first);
    b = mix(b + high, low ^ second);
  }
  if (t.len >= 8)
    low = ut_load64(t.ptr + (t.len > 16 ? t.len - 16 : 0));
  if (t.len > 0)
    high = t.len >= 8 ? ut_load64(t.ptr + t.len - 8) : ut_load_short(t.ptr, t.len);
  low |= alike;
  high |= alike;
  hash[0] = mix(a ^ low, high ^ second);
  hash[1] = mix(b + high, low ^ first);
}

static bool is_same(struct ut_text a, struct ut_text b)
{
  return a.ptr == b.ptr && a.len == b.len;
}

void ut_duplicates_expect(struct ut_duplicates *d, struct ut_text identity, struct ut_text insats)
{
  d->identity = identity;
  d->insats = insats;
  if (identity.len == 0)
    return;
  memcpy(d->hash, d->salt, sizeof d->hash);
  digest(d->hash, ut_id_bare(identity), 0);
  digest(d->hash, insats, EITHER_CASE);
  if (d->slot_count > 0)
    __builtin_prefetch(&d->slots[d->hash[0] & (d->slot_count - 1)]);
}

static inline struct stay_entry entry_of(struct ut_duplicates *d, const struct ut_imported *row, uint32_t source)
{
  if (!is_same(d->identity, row->identity) || !is_same(d->insats, row->insats))
    ut_duplicates_expect(d, row->identity, row->insats);
  d->identity.len = 0; /* the same place may hold another next time */
  const uint64_t *hash = d->hash;
  struct stay_entry e = {
      .start = row->start, .slut = row->slut == UT_DATE_NONE ? INT32_MAX : row->slut, .source = source};
  e.key[0] = (uint32_t)hash[0];
  e.key[1] = (uint32_t)(hash[0] >> 32);
  e.key[2] = (uint32_t)hash[1] & ~UINT32_C(1);
  e.line = row->line < UINT32_MAX ? (uint32_t)row->line : UINT32_MAX;
  return e;
}

static bool same_stays(const struct stay_entry *a, const struct stay_entry *b)
{
  return a->key[0] == b->key[0] && a->key[1] == b->key[1] && (a->key[2] | 1) == (b->key[2] | 1);
}

static inline struct stay_entry *entry_at(const struct ut_duplicates *d, size_t number)
{
  return &d->chunks[number / CHUNK][number % CHUNK];
}

static size_t slot_of(const struct ut_duplicates *d, const struct stay_entry *e)
{
  return (e->key[0] | (size_t)e->key[1] << 32) & (d->slot_count - 1);
}

/* Bits of the key that the number of an entry leaves room for: few entries are looked at in vain. */
static uint32_t tag_of(const struct ut_duplicates *d, const struct stay_entry *e)
{
  return e->key[2] & ~(uint32_t)(d->slot_count - 1) & ~UINT32_C(1);
}

static void fill_slot(struct ut_duplicates *d, size_t slot, size_t number)
{
  d->slots[slot] = ((uint32_t)number + 1) | tag_of(d, entry_at(d, number));
}

/* Every row looks somewhere else: in pages as large as there are, so that finding the page is not what takes time. */
static void *new_memory(size_t size, bool large)
{
  void *memory = large ? aligned_alloc(LARGE_PAGE, (size + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE) : malloc(size);
  if (memory && large)
    madvise(memory, size, MADV_HUGEPAGE);
  return memory;
}

static void fill_slots(struct ut_duplicates *d)
{
  for (size_t i = 0; i < d->count; i++) {
    if (i + AHEAD < d->count)
      __builtin_prefetch(&d->slots[slot_of(d, entry_at(d, i + AHEAD))], 1);
    size_t slot = slot_of(d, entry_at(d, i));
    while (d->slots[slot])
      slot = (slot + 1) & (d->slot_count - 1);
    fill_slot(d, slot, i);
  }
}

static enum ut_status more_slots(struct ut_duplicates *d)
{
  size_t count = d->slot_count ? 2 * d->slot_count : FIRST_SLOTS, size = count * sizeof(uint32_t);
  uint32_t *slots = count <= MOST_SLOTS ? new_memory(size, size >= LARGE_PAGE) : NULL;
  if (!slots)
    return UT_NOMEM;
  free(d->slots);
  d->slots = memset(slots, 0, size);
  d->slot_count = count;
  fill_slots(d);
  return UT_OK;
}

/* Room for one more entry. */
static enum ut_status more_entries(struct ut_duplicates *d)
{
  if (d->count < d->chunk_count * CHUNK)
    return UT_OK;
  struct stay_entry **chunks = ut_grow(d->chunks, d->chunk_count, &d->chunk_room, sizeof(struct stay_entry *));
  if (!chunks)
    return UT_NOMEM;
  d->chunks = chunks;
  chunks[d->chunk_count] = new_memory(CHUNK * sizeof(struct stay_entry), d->chunk_count > 0);
  return chunks[d->chunk_count] && ++d->chunk_count ? UT_OK : UT_NOMEM;
}

static uint32_t number_of_source(struct ut_duplicates *d, const char *source)
{
  if (d->source_count > 0 && d->sources[d->source_count - 1] == source)
    return (uint32_t)d->source_count - 1;
  const char **sources = ut_grow(d->sources, d->source_count, &d->source_room, sizeof *sources);
  if (!sources)
    return UINT32_MAX;
  d->sources = sources;
  sources[d->source_count] = source;
  return (uint32_t)d->source_count++;
}

/* Of two stays that overlap the later one counts, once. */
static void compare_stays(struct ut_duplicates *d, struct stay_entry *a, struct stay_entry *b,
                          const struct ut_imported *row)
{
  struct stay_entry *early = a->start < b->start ? a : b, *late = early == a ? b : a;
  if (late->start >= early->slut || late->key[2] & 1)
    return;
  late->key[2] |= 1;
  ut_tally_add(&d->overlapping, row->source, row->line);
}

static inline size_t number_in(const struct ut_duplicates *d, size_t slot)
{
  return (d->slots[slot] & (d->slot_count - 1)) - 1;
}

/* The next entry from *slot on of the same person in the same insats; NULL: *slot is free. */
static inline struct stay_entry *next_stay(const struct ut_duplicates *d, const struct stay_entry *e, size_t *slot)
{
  uint32_t tag = tag_of(d, e), numbers = (uint32_t)d->slot_count - 1;
  for (; d->slots[*slot]; *slot = (*slot + 1) & numbers) {
    struct stay_entry *other = entry_at(d, number_in(d, *slot));
    if ((d->slots[*slot] & ~numbers) == tag && same_stays(e, other))
      return other;
  }
  return NULL;
}

/* Whether there is an earlier entry of the same participation, whose slot is *slot; otherwise it is free for `e`. */
static bool find(struct ut_duplicates *d, const struct stay_entry *e, size_t *slot, size_t *stays)
{
  struct stay_entry *other;
  *slot = slot_of(d, e);
  for (*stays = 0; (other = next_stay(d, e, slot)); ++*stays, *slot = (*slot + 1) & (d->slot_count - 1))
    if (other->start == e->start)
      return true;
  return false;
}

/* A new stay, with the others of the person in the insats. */
static void compare_with_others(struct ut_duplicates *d, struct stay_entry *e, size_t stays,
                                const struct ut_imported *row)
{
  struct stay_entry *other;
  size_t slot = slot_of(d, e);
  for (size_t i = 0; i < stays && i < STAYS_COMPARED && (other = next_stay(d, e, &slot)); i++) {
    compare_stays(d, e, other, row);
    slot = (slot + 1) & (d->slot_count - 1);
  }
}

/* ---- rows ---- */

static enum ut_status hold(struct ut_duplicates *d, const struct ut_imported *row)
{
  for (size_t i = 0; i < d->columns; i++)
    UT_TRY(ut_texts_add(&d->held, row->fields[i]));
  return ut_buf_add(&d->gone, "", 1);
}

static enum ut_status write_row(struct ut_duplicates *d, const struct ut_text *fields, struct ut_error *err)
{
  d->written++;
  return ut_writer_row(d->writer, fields, err);
}

static enum ut_status pass(struct ut_duplicates *d, const struct ut_imported *row, struct ut_error *err)
{
  if (d->rule != UT_DUPLICATES_LAST)
    return write_row(d, row->fields, err);
  return hold(d, row) ? ut_error_nomem(err) : UT_OK;
}

/* UT_BAD_ROW: where such a row is rejected. */
static enum ut_status repeats(struct ut_duplicates *d, size_t number, const struct ut_imported *row,
                              struct ut_error *err)
{
  const struct stay_entry *earlier = entry_at(d, number);
  char name[UT_ERROR_SOURCE];
  ut_tally_add(&d->repeated, row->source, row->line);
  if (d->rule != UT_DUPLICATES_REJECT)
    return UT_OK;
  ut_show_name(name, sizeof name, d->sources[earlier->source]);
  ut_error_set(err, UT_BAD_ROW, "the id, insats and start are those of %s:%u", name, earlier->line);
  ut_error_at(err, row->source, row->line, 0, NULL);
  return UT_BAD_ROW;
}

static void take_place(struct ut_duplicates *d, size_t number, const struct stay_entry *e)
{
  struct stay_entry *earlier = entry_at(d, number);
  d->gone.ptr[d->rows[number]] = 1;
  d->rows[number] = d->gone.len;
  earlier->slut = e->slut;
  earlier->source = e->source;
  earlier->line = e->line;
}

/* The entry goes behind the others, and into the slot. */
static enum ut_status keep(struct ut_duplicates *d, const struct stay_entry *e, size_t slot)
{
  if (d->rule == UT_DUPLICATES_LAST) {
    size_t *rows = ut_grow(d->rows, d->count, &d->row_room, sizeof *rows);
    if (!rows)
      return UT_NOMEM;
    d->rows = rows;
    rows[d->count] = d->gone.len;
  }
  *entry_at(d, d->count++) = *e;
  fill_slot(d, slot, d->count - 1);
  return UT_OK;
}

static enum ut_status more_room(struct ut_duplicates *d)
{
  UT_TRY(more_entries(d));
  return 2 * (d->count + 1) > d->slot_count ? more_slots(d) : UT_OK;
}

/* Never a duplicate: nobody is known, or the registration is said to be wrong. */
static bool is_apart(const struct ut_duplicates *d, const struct ut_imported *row)
{
  return row->identity.len == 0 || row->anonymous ||
         (d->reason >= 0 && ut_text_is(row->fields[d->reason], "felregistrering"));
}

static enum ut_status hand(struct ut_duplicates *d, const struct stay_entry *e, const struct ut_imported *row,
                           struct ut_error *err)
{
  struct handed_entry handed = {*e, (uint32_t)d->rows_written->len, 0};
  UT_TRY(pass(d, row, err));
  handed.end = (uint32_t)d->rows_written->len;
  return ut_buf_add(d->handed, (const char *)&handed, sizeof handed) ? ut_error_nomem(err) : UT_OK;
}

enum ut_status ut_duplicates_take(struct ut_duplicates *d, const struct ut_imported *row, struct ut_error *err)
{
  if (is_apart(d, row))
    return pass(d, row, err);
  uint32_t source = number_of_source(d, row->source);
  if (source == UINT32_MAX || (!d->handed && more_room(d)))
    return ut_error_nomem(err);
  struct stay_entry e = entry_of(d, row, source);
  size_t slot, stays;
  if (d->handed)
    return hand(d, &e, row, err);
  if (find(d, &e, &slot, &stays)) {
    UT_TRY(repeats(d, number_in(d, slot), row, err));
    if (d->rule == UT_DUPLICATES_LAST)
      take_place(d, number_in(d, slot), &e);
    return pass(d, row, err);
  }
  compare_with_others(d, &e, stays, row);
  return keep(d, &e, slot) ? ut_error_nomem(err) : pass(d, row, err);
}

/* ---- rows of other processes ---- */

void ut_duplicates_hand(struct ut_duplicates *d, struct ut_buf *entries, const struct ut_buf *rows)
{
  d->handed = entries;
  d->rows_written = rows;
}

/* Of a row that another process has written. UT_BAD_ROW: it is to be left out. */
static enum ut_status add_handed(struct ut_duplicates *d, const struct stay_entry *e, const struct ut_imported *row,
                                 struct ut_error *err)
{
  size_t slot, stays;
  if (more_room(d))
    return ut_error_nomem(err);
  if (find(d, e, &slot, &stays))
    return repeats(d, number_in(d, slot), row, err);
  struct stay_entry own = *e;
  compare_with_others(d, &own, stays, row);
  return keep(d, &own, slot);
}

enum ut_status ut_duplicates_add(struct ut_duplicates *d, struct ut_handed_rows *handed, struct ut_error *err)
{
  const struct handed_entry *e = (const void *)handed->entries.ptr;
  size_t count = handed->entries.len / sizeof *e;
  uint32_t source = number_of_source(d, handed->source);
  enum ut_status status = source == UINT32_MAX ? UT_NOMEM : UT_OK;
  while (handed->taken < count && status == UT_OK) {
    size_t i = handed->taken++;
    if (i + AHEAD < count && d->slot_count > 0)
      __builtin_prefetch(&d->slots[slot_of(d, &e[i + AHEAD].stay)], 1);
    const struct ut_imported row = {.source = handed->source, .line = handed->lines_before + e[i].stay.line};
    struct stay_entry own = e[i].stay;
    own.source = source;
    own.line = row.line < UINT32_MAX ? (uint32_t)row.line : UINT32_MAX;
    handed->begin = e[i].begin;
    handed->end = e[i].end;
    status = add_handed(d, &own, &row, err);
    d->written -= status == UT_BAD_ROW;
  }
  return status;
}

void ut_duplicates_count(struct ut_duplicates *d, size_t written)
{
  d->written += written;
}

/* ---- the end ---- */

static enum ut_status write_held(struct ut_duplicates *d, struct ut_error *err)
{
  struct ut_text *fields = calloc(d->columns + 1, sizeof *fields);
  enum ut_status status = fields ? UT_OK : ut_error_nomem(err);
  for (size_t row = 0; row < d->gone.len && !status; row++) {
    for (size_t i = 0; i < d->columns; i++)
      fields[i] = ut_texts_get(&d->held, row * d->columns + i);
    status = d->gone.ptr[row] ? UT_OK : write_row(d, fields, err);
  }
  free(fields);
  return status;
}

enum ut_status ut_duplicates_finish(struct ut_duplicates *d, struct ut_run *run, struct ut_error *err)
{
  static const struct ut_tally_words overlapping = {
      UT_NOTE_OVERLAPP, "stays that begin before an earlier one of the same id in the same insats has ended: ", "", "",
      ""};
  static const char *const fates[] = {
      [UT_DUPLICATES_REJECT] = "are rejected (--duplicates last or keep does otherwise)",
      [UT_DUPLICATES_LAST] = "take its place",
      [UT_DUPLICATES_KEEP] = "count again",
  };
  if (d->rule == UT_DUPLICATES_LAST)
    UT_TRY(write_held(d, err));
  ut_run_note(run, UT_NOTE_DUBBEL_DELTAGANDE, d->repeated.count, d->repeated.source, d->repeated.line,
              "rows that repeat the id, insats and start of an earlier one %s: %zu, the first %s:%zu", fates[d->rule],
              d->repeated.count, d->repeated.source, d->repeated.line);
  ut_tally_note(run, &d->overlapping, &overlapping);
  return UT_OK;
}

enum ut_status ut_duplicates_new(struct ut_duplicates **out, enum ut_duplicates_rule rule, struct ut_import *import,
                                 struct ut_writer *writer, struct ut_error *err)
{
  struct ut_duplicates *d = *out = calloc(1, sizeof *d);
  if (!d || sodium_init() < 0)
    return ut_error_nomem(err);
  d->rule = rule;
  d->writer = writer;
  d->reason = -1;
  const struct ut_text *columns = ut_import_columns(import, &d->columns);
  for (size_t i = 0; i < d->columns; i++)
    if (ut_text_is(columns[i], "avslutsorsak"))
      d->reason = (ptrdiff_t)i;
  randombytes_buf(d->salt, sizeof d->salt);
  ut_import_expect(import, d);
  return UT_OK;
}

size_t ut_duplicates_written(const struct ut_duplicates *d)
{
  return d->written;
}

void ut_duplicates_free(struct ut_duplicates *d)
{
  if (!d)
    return;
  ut_texts_clear(&d->held);
  ut_buf_clear(&d->gone);
  for (size_t i = 0; i < d->chunk_count; i++)
    free(d->chunks[i]);
  free(d->chunks);
  free(d->slots);
  free(d->sources);
  free(d->rows);
  free(d);
}

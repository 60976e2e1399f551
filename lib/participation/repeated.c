/* An open table of digests: SipHash, as two texts that differ must not be taken for one. */
#include "participation/repeated.h"

#include <sodium.h>
#include <stdlib.h>

#include "model/doubtful_id.h"

enum {
  FIRST_SLOTS = 1 << 10,
  ANY_CASE = 0x20 /* the bit by which small letters differ from large ones, å ä ö too: an insats is one in any case */
};

struct repeated_slot {
  uint64_t digest[2];
  size_t file; /* the first that has it, from 1; 0: the slot is free */
};

struct ut_repeated {
  struct repeated_slot *slots;
  size_t slot_count, taken; /* a power of two, of which at most half are taken */
  unsigned char key[crypto_shorthash_siphashx24_KEYBYTES];
  struct ut_buf text; /* what is hashed */
  const char *source; /* of the file that is read now */
  size_t file;
};

enum ut_status ut_repeated_new(struct ut_repeated **out)
{
  struct ut_repeated *r = *out = calloc(1, sizeof *r);
  if (!r)
    return UT_NOMEM;
  randombytes_buf(r->key, sizeof r->key);
  return UT_OK;
}

/* The slot of the digest, or the free one where it would be. */
static struct repeated_slot *find(struct repeated_slot *slots, size_t count, const uint64_t digest[2])
{
  size_t at = digest[0] & (count - 1);
  while (slots[at].file && (slots[at].digest[0] != digest[0] || slots[at].digest[1] != digest[1]))
    at = (at + 1) & (count - 1);
  return &slots[at];
}

static enum ut_status make_room(struct ut_repeated *r)
{
  if (2 * r->taken < r->slot_count)
    return UT_OK;
  size_t count = r->slot_count ? 2 * r->slot_count : FIRST_SLOTS;
  struct repeated_slot *slots = calloc(count, sizeof *slots);
  if (!slots)
    return UT_NOMEM;
  for (size_t i = 0; i < r->slot_count; i++)
    if (r->slots[i].file)
      *find(slots, count, r->slots[i].digest) = r->slots[i];
  free(r->slots);
  r->slots = slots;
  r->slot_count = count;
  return UT_OK;
}

enum ut_status ut_repeated_see(struct ut_repeated *r, const char *source, struct ut_text id, struct ut_text insats,
                               ut_date start, bool *earlier)
{
  uint64_t digest[2];
  *earlier = false;
  r->file += source != r->source;
  r->source = source;
  UT_TRY(make_room(r));
  r->text.len = 0;
  id = ut_id_bare(id);
  ut_buf_add(&r->text, &id.len, sizeof id.len);
  ut_buf_add(&r->text, &start, sizeof start);
  ut_buf_add_text(&r->text, id);
  UT_TRY(ut_buf_add_text(&r->text, insats));
  for (size_t i = r->text.len - insats.len; i < r->text.len; i++)
    r->text.ptr[i] |= ANY_CASE;
  crypto_shorthash_siphashx24((unsigned char *)digest, (const unsigned char *)r->text.ptr, r->text.len, r->key);
  struct repeated_slot *slot = find(r->slots, r->slot_count, digest);
  *earlier = slot->file && slot->file < r->file;
  if (slot->file)
    return UT_OK;
  *slot = (struct repeated_slot){{digest[0], digest[1]}, r->file};
  r->taken++;
  return UT_OK;
}

void ut_repeated_free(struct ut_repeated *r)
{
  if (!r)
    return;
  ut_buf_clear(&r->text);
  free(r->slots);
  free(r);
}

/* What the words below a heading may mean: codes, or what is spelt like one. */
#include "import/proposal.h"

enum { NEAR_LONGEST = 64 };

bool ut_proposal_word(struct ut_text *rest, bool list, struct ut_text *word)
{
  if (!list) {
    *word = *rest;
    rest->ptr = NULL;
    return word->ptr != NULL;
  }
  if (!ut_text_split(rest, '|', word))
    return false;
  *word = ut_text_trim(*word);
  const char *colon = word->len > 0 ? memrchr(word->ptr, ':', word->len) : NULL;
  int64_t number, divisor;
  if (colon && ut_number_parse(ut_text_trim(ut_text_between(colon + 1, word->ptr + word->len)), &number, &divisor))
    *word = ut_text_trim(ut_text_between(word->ptr, colon));
  return true;
}

/* What is nearest to a slug so far. */
struct nearest {
  struct ut_text slug;
  size_t best; /* the least difference; at first what is too much */
  struct ut_proposed_value *out;
};

static void compare(struct nearest *n, struct ut_text known, struct ut_text code)
{
  size_t longest = n->slug.len > known.len ? n->slug.len : known.len;
  size_t distance = n->best > 0 && code.len > 0 ? ut_text_distance(n->slug, known, n->best - 1) : n->best;
  if (distance >= n->best)
    return;
  n->best = distance;
  n->out->near = code;
  n->out->likeness = (int)(100 * (longest - distance) / longest);
}

/* "region_vastmanland" begins with a code. */
static void compare_first_word(struct nearest *n, struct ut_text code)
{
  if (n->out->near.ptr || code.len >= n->slug.len || memcmp(n->slug.ptr, code.ptr, code.len) != 0 ||
      n->slug.ptr[code.len] != '_')
    return;
  n->out->near = code;
  n->out->likeness = (int)(100 * code.len / n->slug.len);
}

/* The code whose name, label or everyday word is nearest to a slug. */
static void find_near(const struct ut_proposal *p, const struct ut_vocabulary *codes, struct ut_text slug,
                      struct ut_proposed_value *out)
{
  struct nearest n = {slug, slug.len / 3 + 1, out};
  struct ut_text word, code;
  char room[UT_SLUG];
  if (slug.len > NEAR_LONGEST)
    return;
  for (size_t i = 0; i < codes->count; i++) {
    compare(&n, ut_text_slug_short(ut_text_of(codes->codes[i].code), room), ut_text_of(codes->codes[i].code));
    compare(&n, ut_text_slug_short(ut_text_of(codes->codes[i].sv), room), ut_text_of(codes->codes[i].code));
  }
  for (size_t i = 0; ut_defaults_word(p->defaults, codes, &i, &word, &code);)
    compare(&n, word, code);
  for (size_t i = 0; i < codes->count; i++)
    compare_first_word(&n, ut_text_of(codes->codes[i].code));
}

/* What a word means by itself: it is a code, or spelt like one. */
static enum ut_status known_value(const struct ut_proposal *p, const struct ut_column *column, struct ut_text word,
                                  struct ut_text *value)
{
  struct ut_cell_converter *c = NULL;
  struct ut_cell_converted made;
  enum ut_status status = ut_cell_converter_new(&c, column, p->map);
  if (status == UT_OK)
    status = ut_cell_convert(c, word, &made, NULL);
  if (status == UT_OK && made.text.len > 0) {
    int code = ut_vocabulary_find(column->codes, made.text);
    *value = ut_text_of(code >= 0 ? column->codes->codes[code].code : "");
  } else if (status == UT_OK) {
    *value = ut_text_of("");
  }
  ut_cell_converter_free(c);
  return status == UT_BAD_ROW ? UT_OK : status;
}

enum ut_status ut_proposal_known(const struct ut_proposal *p, const struct ut_column *column, struct ut_text word,
                                 struct ut_text *value)
{
  char room[UT_SLUG];
  struct ut_text slug = ut_text_slug_short(word, room);
  *value = (struct ut_text){NULL, 0};
  UT_TRY(known_value(p, column, word, value));
  if (!value->ptr && slug.len > 0)
    *value = ut_defaults_proposed_value(p->defaults, column->codes, slug);
  return UT_OK;
}

enum ut_status ut_proposal_value(const struct ut_proposal *p, const struct ut_column *column, struct ut_text word,
                                 struct ut_proposed_value *out)
{
  char room[UT_SLUG];
  struct ut_text slug = ut_text_slug_short(word, room);
  *out = (struct ut_proposed_value){.likeness = -1};
  UT_TRY(ut_proposal_known(p, column, word, &out->value));
  if (out->value.ptr)
    out->likeness = 100;
  else if (slug.len > 0)
    find_near(p, column->codes, slug, out);
  out->near = out->value.ptr ? out->value : out->near;
  return UT_OK;
}

/* A cell meets a text when it is like it, so that once all are met nothing more is asked of a row. */
#include "participation/unmet.h"

#include "model/alike.h"
#include "model/resemblance.h"

/* Of more values than these a misspelt text is only held against the first. */
enum { OTHERS_MOST = 256, WORD_LEAST = 4, NAME_LEAST = 5 };

enum ut_status ut_unmet_add(struct ut_unmet *u, struct ut_text text)
{
  size_t count = ut_texts_count(&u->texts);
  if (count == UT_UNMET_MOST) {
    u->left = 0;
    return UT_OK;
  }
  u->left++;
  return ut_texts_add(&u->texts, text);
}

enum ut_status ut_unmet_see_cell(struct ut_unmet *u, struct ut_text cell)
{
  uint32_t number;
  bool one = false;
  for (size_t i = 0, count = ut_texts_count(&u->texts); i < count; i++) {
    if (!ut_text_like(cell, ut_texts_get(&u->texts, i)))
      continue;
    u->left -= !u->met[i];
    u->met[i] = one = true;
  }
  return one || ut_distinct_count(&u->others) == OTHERS_MOST ? UT_OK : ut_distinct_add(&u->others, cell, &number);
}

/* ---- resemblance ---- */

/* Words of a few letters tell names apart: Grupp A is not Grupp B. */
static bool differs_in_short_word(struct ut_text a, struct ut_text b)
{
  struct ut_text one, other;
  while (ut_text_split(&a, '_', &one) && ut_text_split(&b, '_', &other))
    if (!ut_text_equal(one, other) && (one.len < WORD_LEAST || other.len < WORD_LEAST))
      return true;
  return false;
}

/* The first words of a name: "steget" of "steget_vidare". */
static bool is_beginning(struct ut_text part, struct ut_text whole)
{
  return part.len >= NAME_LEAST && whole.len > part.len && whole.ptr[part.len] == '_' &&
         memcmp(whole.ptr, part.ptr, part.len) == 0;
}

static bool resembles(struct ut_text a, struct ut_text b)
{
  if (is_beginning(a, b) || is_beginning(b, a))
    return true;
  return ut_resemblance_either(a, b) >= UT_ABBREVIATED && !differs_in_short_word(a, b);
}

/* What both have in common where they differ in case or in dashes alone. */
static enum ut_status add_spelling(struct ut_text text, struct ut_buf *out)
{
  struct ut_buf look = {0};
  enum ut_status status = ut_alike_fold(text, &look);
  if (status == UT_OK)
    status = ut_alike_spell(ut_buf_text(&look), out);
  ut_buf_clear(&look);
  return status;
}

struct compared {
  struct ut_buf slugs[2], spellings[2]; /* of the text, of the value */
};

static enum ut_status describe(struct compared *c, size_t which, struct ut_text text)
{
  c->slugs[which].len = c->spellings[which].len = 0;
  UT_TRY(ut_text_slug(text, &c->slugs[which]));
  return add_spelling(text, &c->spellings[which]);
}

/* The first value that a text resembles; its number, or that of values where there is none or another note tells. */
static enum ut_status find_other(const struct ut_unmet *u, struct compared *c, struct ut_text text, size_t *found)
{
  size_t count = *found = ut_distinct_count(&u->others);
  UT_TRY(describe(c, 0, text));
  for (size_t i = 0; i < count; i++) {
    UT_TRY(describe(c, 1, ut_distinct_get(&u->others, i)));
    if (ut_text_equal(ut_buf_text(&c->spellings[0]), ut_buf_text(&c->spellings[1]))) {
      *found = count;
      return UT_OK;
    }
    if (*found == count && resembles(ut_buf_text(&c->slugs[0]), ut_buf_text(&c->slugs[1])))
      *found = i;
  }
  return UT_OK;
}

/* ---- the note ---- */

/* Those that resemble another, and the numbers of the first two of these. */
static enum ut_status count_misspelt(const struct ut_unmet *u, struct compared *c, size_t first[2], size_t *misspelt)
{
  for (size_t i = 0, count = ut_texts_count(&u->texts); i < count; i++) {
    size_t found;
    if (u->met[i])
      continue;
    UT_TRY(find_other(u, c, ut_texts_get(&u->texts, i), &found));
    if (found == ut_distinct_count(&u->others))
      continue;
    if (++*misspelt == 1) {
      first[0] = i;
      first[1] = found;
    }
  }
  return UT_OK;
}

enum ut_status ut_unmet_tell(struct ut_unmet *u, struct ut_text column, struct ut_run *run)
{
  char name[UT_QUOTED], sought[UT_QUOTED], there[UT_QUOTED];
  struct compared c = {0};
  size_t misspelt = 0, first[2] = {0, 0}, others = ut_distinct_count(&u->others);
  enum ut_status status = u->left > 0 ? count_misspelt(u, &c, first, &misspelt) : UT_OK;
  if (status == UT_OK && misspelt > 0) {
    struct ut_text text = ut_texts_get(&u->texts, first[0]), other = ut_distinct_get(&u->others, first[1]);
    ut_run_note(run, UT_NOTE_SOKT_SAKNAS, misspelt, NULL, 0,
                "%s: what is sought and no row has, though one has what resembles it: %zu, the first %s (did you mean "
                "%s?)",
                ut_quote_name(name, column.ptr, column.len), misspelt, ut_quote(sought, text.ptr, text.len),
                ut_quote(there, other.ptr, other.len));
  } else if (status == UT_OK && u->selects && !u->met[0] && others > 0) {
    struct ut_text text = ut_texts_get(&u->texts, 0), other = ut_distinct_get(&u->others, 0);
    ut_run_note(run, UT_NOTE_SOKT_SAKNAS, 1, NULL, 0,
                "%s: no row has what is like %s, and nothing is selected (one has %s)",
                ut_quote_name(name, column.ptr, column.len), ut_quote(sought, text.ptr, text.len),
                ut_quote(there, other.ptr, other.len));
  }
  for (size_t i = 0; i < 2; i++) {
    ut_buf_clear(&c.slugs[i]);
    ut_buf_clear(&c.spellings[i]);
  }
  return status;
}

void ut_unmet_clear(struct ut_unmet *u)
{
  ut_texts_clear(&u->texts);
  ut_distinct_clear(&u->others);
  *u = (struct ut_unmet){.left = 0};
}

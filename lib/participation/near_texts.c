/* Few texts are looked through, which is faster than a hash; many are looked up. */
#include "participation/near_texts.h"

#include <strings.h>

enum { FEW = 8 };

static enum ut_status lower(struct ut_near_texts *t, struct ut_text text)
{
  t->room.len = 0;
  UT_TRY(ut_buf_add_text(&t->room, text));
  for (size_t i = 0; i < text.len; i++)
    if (t->room.ptr[i] >= 'A' && t->room.ptr[i] <= 'Z')
      t->room.ptr[i] = (char)(t->room.ptr[i] - 'A' + 'a');
  return UT_OK;
}

enum ut_status ut_near_texts_add(struct ut_near_texts *t, struct ut_text text)
{
  uint32_t number;
  UT_TRY(ut_distinct_add(&t->texts, text, &number));
  UT_TRY(lower(t, text));
  return ut_distinct_add(&t->lower, ut_buf_text(&t->room), &number);
}

static enum ut_nearness look_through(const struct ut_near_texts *t, struct ut_text cell)
{
  enum ut_nearness near = UT_NEAR_NONE;
  for (size_t i = 0, count = ut_near_texts_count(t); i < count; i++) {
    struct ut_text text = ut_distinct_get(&t->texts, i);
    if (ut_text_equal(text, cell))
      return UT_IS_ONE;
    if (text.len == cell.len && strncasecmp(text.ptr, cell.ptr, cell.len) == 0)
      near = UT_NEAR_ONE;
  }
  return near;
}

enum ut_status ut_near_texts_look(struct ut_near_texts *t, struct ut_text cell, enum ut_nearness *near)
{
  uint32_t number;
  *near = UT_IS_ONE;
  if (ut_near_texts_count(t) <= FEW)
    *near = look_through(t, cell);
  else if (!ut_distinct_find(&t->texts, cell, &number)) {
    UT_TRY(lower(t, cell));
    *near = ut_distinct_find(&t->lower, ut_buf_text(&t->room), &number) ? UT_NEAR_ONE : UT_NEAR_NONE;
  }
  return UT_OK;
}

void ut_near_texts_clear(struct ut_near_texts *t)
{
  ut_distinct_clear(&t->texts);
  ut_distinct_clear(&t->lower);
  ut_buf_clear(&t->room);
}

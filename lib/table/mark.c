/* Marks of counts that are blanked. */
#include "table/mark.h"

enum ut_blank ut_mark_read(struct ut_text mark, struct ut_text count, bool alone)
{
  struct ut_text rest = mark, one = mark;
  bool marked = alone && mark.len > 0;
  while (!alone && !marked && rest.ptr && rest.len > 0) {
    struct ut_text name;
    ut_text_split(&rest, '|', &one);
    ut_text_split(&one, ':', &name);
    marked = ut_text_equal(name, count);
  }
  if (!marked)
    return UT_BLANK_NONE;
  return ut_text_is(one, "primar") ? UT_BLANK_SMALL : ut_text_is(one, "sekundar") ? UT_BLANK_LARGE : UT_BLANK_ANY;
}

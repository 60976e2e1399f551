/* Which marks the numbers of an export have. */
#include "import/proposal_numbers.h"

bool ut_proposed_has_digit(struct ut_text t)
{
  for (size_t i = 0; i < t.len; i++)
    if (ut_char_is_digit(t.ptr[i]))
      return true;
  return false;
}

bool ut_proposed_number(struct ut_text cell)
{
  int64_t number, divisor;
  size_t end = cell.len, len = 0;
  char room[32];
  if (end > 0 && cell.ptr[end - 1] == '%')
    end--;
  struct ut_text bare = ut_text_trim((struct ut_text){cell.ptr, end});
  if (bare.len >= sizeof room)
    return false;
  for (size_t i = 0; i < bare.len; i++) {
    room[len] = bare.ptr[i] == ',' ? '.' : bare.ptr[i];
    len += bare.ptr[i] != ' ';
  }
  return ut_number_parse((struct ut_text){room, len}, &number, &divisor);
}

/* The mark between the thousands of an amount: one that stands more than once or before another, or before three
 * digits, which is not certain. */
static void look_at_thousands(struct ut_proposal *p, struct ut_text cell)
{
  ut_money money;
  char mark = ut_kind_money(cell, '.', &money, NULL) == UT_OK ? '.' : ',';
  if (mark == ',' && ut_kind_money(cell, ',', &money, NULL))
    return;
  const char *first = memchr(cell.ptr, mark, cell.len), *end = cell.ptr + cell.len;
  bool certain = memchr(first + 1, mark, (size_t)(end - first - 1)) ||
                 memchr(first, mark == '.' ? ',' : '.', (size_t)(end - first));
  if (p->thousands && !p->thousands_open)
    return;
  p->thousands = mark;
  p->thousand = cell;
  p->thousands_open = !certain;
}

static void look_at_amounts(struct ut_proposal *p, bool *comma, bool *point)
{
  for (size_t i = 0; i < p->profile->count; i++) {
    const struct ut_distinct *values = &p->profile->columns[i].values;
    const struct ut_proposed_column *c = &p->columns[i];
    bool amounts = c->kind ? ut_kind_has_amounts(c->kind->cell) : p->spread && c->question;
    for (size_t v = 0; amounts && v < ut_distinct_count(values); v++) {
      struct ut_text cell = ut_distinct_get(values, v);
      ut_money money;
      if (ut_money_parse(cell, &money, NULL) == UT_OK) {
        *comma = *comma || memchr(cell.ptr, ',', cell.len);
        *point = *point || memchr(cell.ptr, '.', cell.len);
      } else {
        look_at_thousands(p, cell);
      }
    }
  }
  *comma = *comma || p->thousands == '.';
  *point = *point || p->thousands == ',';
}

/* Parts of one are those of which none is above one, and one is a fraction. */
void ut_proposed_numbers(struct ut_proposal *p)
{
  bool comma = false, point = false, fraction = false, above = false;
  for (size_t i = 0; i < p->profile->count; i++) {
    const struct ut_proposed_column *out = &p->columns[i];
    const struct ut_column *column = ut_proposed_as(out);
    bool number = column && column->type == UT_TYPE_NUMBER && !column->year;
    const struct ut_distinct *values = &p->profile->columns[i].values;
    for (size_t v = 0; v < ut_distinct_count(values) && (out->extent || number); v++) {
      struct ut_text cell = ut_distinct_get(values, v);
      if (!ut_proposed_number(cell))
        continue;
      comma = comma || memchr(cell.ptr, ',', cell.len);
      point = point || memchr(cell.ptr, '.', cell.len);
      bool small = cell.ptr[0] == '0' || ut_text_is(cell, "1") || ut_text_is(cell, "1,0") || ut_text_is(cell, "1.0");
      above = above || (out->extent && !small);
      fraction = fraction || (out->extent && cell.ptr[0] == '0' && cell.len > 1);
    }
  }
  look_at_amounts(p, &comma, &point);
  p->decimal = comma == point ? '\0' : comma ? ',' : '.';
  if (p->thousands == p->decimal)
    p->thousands = '\0';
  p->thousands_open = p->thousands_open && p->thousands;
  p->parts_of_one = fraction && !above;
}

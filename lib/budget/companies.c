/* Companies of SIE files, told apart by what the files say of themselves. */
#include "budget/companies.h"

#include <stdlib.h>

#include "base/grow.h"

/* Ten digits; 16, or a century, may stand before them. */
static enum ut_status add_digits(struct ut_buf *b, struct ut_text t)
{
  enum { DIGITS = 10, CENTURY = 2 };
  for (size_t i = 0; i < t.len; i++)
    if (ut_char_is_digit(t.ptr[i]))
      ut_buf_add(b, &t.ptr[i], 1);
  if (b->len == CENTURY + DIGITS) {
    b->len = DIGITS;
    memmove(b->ptr, b->ptr + CENTURY, DIGITS);
  }
  return b->failed ? UT_NOMEM : UT_OK;
}

enum ut_status ut_companies_hear(struct ut_companies *c, const struct ut_sie_record *r, struct ut_error *err)
{
  bool number = ut_text_is(r->label, "#ORGNR");
  char **to = number ? &c->said.number : &c->said.name;
  struct ut_buf b = {0};
  if (*to || r->count == 0 || (!number && !ut_text_is(r->label, "#FNAMN")))
    return UT_OK;
  if (number && add_digits(&b, r->fields[0]) == UT_OK && b.len > 0 && r->count > 1)
    ut_buf_format(&b, "/%.*s", (int)r->fields[1].len, r->fields[1].len > 0 ? r->fields[1].ptr : "");
  bool failed = !number && ut_text_slug(r->fields[0], &b);
  bool empty = b.len == 0;
  *to = b.failed || empty ? NULL : ut_text_copy(ut_buf_text(&b));
  failed = failed || b.failed || (!empty && !*to);
  ut_buf_clear(&b);
  return failed ? ut_error_nomem(err) : UT_OK;
}

/* Names are slugs: in whatever case and with whatever blanks they stand. */
static bool same(const char *a, const char *b)
{
  return a && b && strcmp(a, b) == 0;
}

/* Are they one? By their numbers, or by their names where one of them has no number, or both the number 0. */
static bool are_one(const struct ut_company *a, const struct ut_company *b)
{
  bool numbers = a->number && b->number;
  if (numbers && !same(a->number, b->number))
    return false;
  return (numbers && a->number[strspn(a->number, "0")] != '\0') || same(a->name, b->name) ||
         (numbers && !a->name && !b->name);
}

/* The place of the company that the file says it is of. Files that say nothing are of the first. */
static size_t find_company(const struct ut_companies *c, const struct ut_company *said)
{
  size_t i = 0;
  if (!said->number && !said->name)
    return 0;
  while (i < c->count && !are_one(&c->items[i], said))
    i++;
  bool first_unknown = c->count == 1 && !c->items[0].number && !c->items[0].name;
  return first_unknown ? 0 : i;
}

enum ut_status ut_companies_settle(struct ut_companies *c, size_t *company, bool *unknown, struct ut_error *err)
{
  struct ut_company *said = &c->said;
  *unknown = !said->number && !said->name;
  *company = find_company(c, said);
  if (*company == c->count && !ut_grow_add(&c->items, &c->count, sizeof *c->items))
    return ut_error_nomem(err);
  struct ut_company *known = &c->items[*company];
  if (known->number || known->name)
    return UT_OK;
  *known = *said;
  *said = (struct ut_company){0};
  return UT_OK;
}

static void clear(struct ut_company *c)
{
  free(c->number);
  free(c->name);
  *c = (struct ut_company){0};
}

void ut_companies_next(struct ut_companies *c)
{
  clear(&c->said);
}

void ut_companies_clear(struct ut_companies *c)
{
  for (size_t i = 0; i < c->count; i++)
    clear(&c->items[i]);
  clear(&c->said);
  free(c->items);
}

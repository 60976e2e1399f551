/* Names of insatser by their slugs. */
#include "budget/misspelt.h"

#include "model/alike.h"
#include "model/resemblance.h"

/* The statement's insatser by how they are spelt, roughly. */
static enum ut_status chain_names(const struct ut_statement *s, struct ut_chains *names)
{
  struct ut_buf slug = {0};
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < ut_statement_count(s) && status == UT_OK; i++) {
    status = ut_resemblance_slug(ut_statement_name(s, i), &slug);
    if (status == UT_OK && slug.len > 0)
      status = ut_chains_add(names, ut_buf_text(&slug), i);
  }
  ut_buf_clear(&slug);
  return status;
}

static enum ut_status say_spelling(const struct ut_statement *s, const struct ut_entry *entry, struct ut_text known,
                                   struct ut_error *err)
{
  struct ut_buf shown = {0};
  ut_alike_show(entry->insats, &shown);
  ut_buf_add_string(&shown, " is ");
  ut_alike_show(known, &shown);
  ut_error_set(err, UT_BAD_INPUT, "%s spelt otherwise: it would be requisitioned again",
               shown.failed ? "the insats" : ut_buf_string(&shown));
  ut_error_at(err, s->o.requisitioned, entry->line, 0, "insats");
  ut_buf_clear(&shown);
  return UT_BAD_INPUT;
}

enum ut_status ut_misspelt_refuse(struct ut_misspelt *m, const struct ut_statement *s, const struct ut_entry *entry,
                                  struct ut_error *err)
{
  struct ut_buf slug = {0};
  uint32_t chain;
  bool nomem = (!m->chained && chain_names(s, &m->names)) || ut_resemblance_slug(entry->insats, &slug);
  bool known = !nomem && ut_chains_find(&m->names, ut_buf_text(&slug), &chain);
  m->chained = !nomem;
  ut_buf_clear(&slug);
  if (nomem)
    return ut_error_nomem(err);
  return known ? say_spelling(s, entry, ut_statement_name(s, ut_chains_first(&m->names, chain)->number), err) : UT_OK;
}

void ut_misspelt_clear(struct ut_misspelt *m)
{
  ut_chains_clear(&m->names);
}

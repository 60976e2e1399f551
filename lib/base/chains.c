/* One array of links for all chains; each item knows the next of its own. */
#include "base/chains.h"

#include <stdlib.h>

#include "base/grow.h"

enum ut_status ut_chains_enter(struct ut_chains *c, struct ut_text key, uint32_t *chain)
{
  UT_TRY(ut_distinct_add(&c->keys, key, chain));
  return *chain < c->count || ut_grow_add(&c->chains, &c->count, sizeof *c->chains) ? UT_OK : UT_NOMEM;
}

enum ut_status ut_chains_append(struct ut_chains *c, uint32_t chain, size_t number)
{
  struct ut_link *new = ut_grow_add(&c->links, &c->link_count, sizeof *new);
  struct ut_chain *to = &c->chains[chain];
  if (!new)
    return UT_NOMEM;
  new->number = number;
  *(to->first > 0 ? &c->links[to->last - 1].next : &to->first) = c->link_count;
  to->last = c->link_count;
  return UT_OK;
}

enum ut_status ut_chains_add(struct ut_chains *c, struct ut_text key, size_t number)
{
  uint32_t chain;
  UT_TRY(ut_chains_enter(c, key, &chain));
  return ut_chains_append(c, chain, number);
}

bool ut_chains_take(struct ut_chains *c, struct ut_text key, size_t *number)
{
  uint32_t chain;
  const struct ut_link *first = ut_chains_find(c, key, &chain) ? ut_chains_first(c, chain) : NULL;
  if (!first)
    return false;
  *number = first->number;
  c->chains[chain].first = first->next;
  return true;
}

void ut_chains_clear(struct ut_chains *c)
{
  ut_distinct_clear(&c->keys);
  free(c->chains);
  free(c->links);
  *c = (struct ut_chains){0};
}

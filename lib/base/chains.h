/* Numbers in chains, each under a text of its own: the rows of the same keys. */
#ifndef UTFALL_CHAINS_H
#define UTFALL_CHAINS_H

#include "base/distinct.h"

/* A number in a chain; the next one is found by ut_chains_next. */
struct ut_link {
  size_t number, next;
};

struct ut_chain {
  size_t first, last; /* places among the links + 1; 0: it is empty */
};

/* Zero-initialised. */
struct ut_chains {
  struct ut_distinct keys;
  struct ut_chain *chains; /* by number of the key */
  size_t count;
  struct ut_link *links;
  size_t link_count;
};

/* The chain of a text, by number; a new one is empty. UT_NOMEM. */
enum ut_status ut_chains_enter(struct ut_chains *c, struct ut_text key, uint32_t *chain);

/* The chain of a text that may have none: false then. */
static inline bool ut_chains_find(const struct ut_chains *c, struct ut_text key, uint32_t *chain)
{
  return ut_distinct_find(&c->keys, key, chain);
}

/* Adds a number at the end of a chain. UT_NOMEM. */
enum ut_status ut_chains_append(struct ut_chains *c, uint32_t chain, size_t number);

/* Both: the number is added at the end of the chain of the text. */
enum ut_status ut_chains_add(struct ut_chains *c, struct ut_text key, size_t number);

/* The first of a chain, and the one behind another; NULL: there is none. Valid until the next that is added. */
static inline const struct ut_link *ut_chains_first(const struct ut_chains *c, uint32_t chain)
{
  return c->chains[chain].first > 0 ? &c->links[c->chains[chain].first - 1] : NULL;
}

static inline const struct ut_link *ut_chains_next(const struct ut_chains *c, const struct ut_link *link)
{
  return link->next > 0 ? &c->links[link->next - 1] : NULL;
}

/* Takes the first out of the chain of a text; false: there is none. */
bool ut_chains_take(struct ut_chains *c, struct ut_text key, size_t *number);

/* Frees and zeroes. */
void ut_chains_clear(struct ut_chains *c);

#endif

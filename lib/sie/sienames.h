/* The accounts, or the objects, of a SIE file, found by dimension and number. */
#ifndef UTFALL_SIENAMES_H
#define UTFALL_SIENAMES_H

#include "utfall/sie.h"

struct sie_entry {
  struct ut_sie_name name;
  uint32_t hash;
  bool reported; /* as not declared */
};

struct sie_slot {
  uint32_t hash;
  uint32_t at; /* in entries, from 1; 0: free */
};

/* Zero-initialised. */
struct sie_names {
  struct sie_entry **entries;
  size_t count, capacity;
  struct sie_slot *slots;
  unsigned bits; /* there are 1 << bits slots; 0 none */
};

/* The entry of a number, made if it is new. UT_NOMEM. */
enum ut_status sie_names_find(struct sie_names *n, int dimension, struct ut_text number, struct sie_entry **out);

/* Copies `from` unless something stands in *to already: what was said first holds. UT_NOMEM. */
enum ut_status sie_text_set(struct ut_text *to, struct ut_text from);
void sie_names_clear(struct sie_names *n);

#endif

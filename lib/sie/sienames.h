/* The accounts, or the objects, of a SIE file, found by dimension and number. */
#ifndef UTFALL_SIENAMES_H
#define UTFALL_SIENAMES_H

#include "base/distinct.h"
#include "utfall/sie.h"

/* What a file says of an account in its own year, in figures and in transactions. Lines of 0: it does not say. */
struct sie_year {
  ut_money opening, closing, result, moved;
  size_t closing_line, result_line;
  bool by_month;       /* `moved` is what #PSALDO says of all objects together */
  ut_money of_objects; /* what it says of those of the dimension that counts */
  bool both_signs;     /* some of that is above 0, some below */
};

struct sie_entry {
  struct ut_sie_name name;
  struct sie_year year;   /* of an account */
  bool reported;          /* as not declared */
  size_t twice;           /* line of an object alone whose amount others with it have together; 0: there is none */
  bool apart;             /* another such line has another amount */
  struct sie_entry *next; /* of the same number, in another dimension */
};

/* Zero-initialised. */
struct sie_names {
  struct ut_distinct numbers;
  struct sie_entry **first; /* of each of the numbers */
  size_t firsts, room;
  size_t count; /* of the entries */
};

/* The entry that holds a name, its first member. */
static inline struct sie_entry *sie_entry_of(const struct ut_sie_name *name)
{
  return (struct sie_entry *)name;
}

/* The entry of a number, made if it is new. UT_NOMEM. */
enum ut_status sie_names_find(struct sie_names *n, int dimension, struct ut_text number, struct sie_entry **out);

/* Copies `from` unless something stands in *to already: what was said first holds. UT_NOMEM. */
enum ut_status sie_text_set(struct ut_text *to, struct ut_text from);
void sie_names_clear(struct sie_names *n);

#endif

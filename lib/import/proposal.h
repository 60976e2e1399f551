/* A map for an export that nobody has described: what its headings and values may mean, and what is open. */
#ifndef UTFALL_PROPOSAL_H
#define UTFALL_PROPOSAL_H

#include "import/cell_convert.h"
#include "import/kinds.h"
#include "import/profile.h"

enum { UT_PROPOSAL_HINT = 160, UT_PROPOSAL_FORMATS = 32, UT_PROPOSAL_AMOUNT = 32 };

/* What one heading becomes. */
struct ut_proposed_column {
  const char *target;                /* a column, personnummer or registrerad; NULL: it is dropped, or open */
  const struct ut_kind_column *kind; /* where it is one that rows of the proposal's kind alone have */
  bool question;                     /* its cells are answers, or amounts */
  struct ut_text measure;            /* of answers: what is asked, */
  const char *asked;                 /* and when, start or slut; "?": open; NULL: the heading does not say */
  char amount[UT_PROPOSAL_AMOUNT];   /* of amounts: the month, or the code; "?": open */
  bool extent;                       /* of a list: target is that list */
  bool open;
  bool days;                       /* where it is open: what stands below are days of something */
  const struct ut_column *perhaps; /* where it is open: the column of codes, or a list of any time, that it may be */
  size_t source;                   /* of an extent: the column that it belongs to */
  enum ut_occasion occasion;
  int64_t number;              /* behind the heading; 0: none */
  char hint[UT_PROPOSAL_HINT]; /* why it is open */
};

/* What one value becomes. */
struct ut_proposed_value {
  struct ut_text value; /* the code or text; empty: nothing is known; ptr NULL: open */
  int likeness;         /* in percent, to the nearest code; -1: there is none */
  struct ut_text near;  /* that code; ptr NULL: none */
};

struct ut_proposal {
  const struct ut_profile *profile;
  const struct ut_defaults *defaults;
  enum ut_map_kind kind;
  bool tall;            /* a row of measures is an answer: a heading gives what is asked, another the answer */
  bool years, yearless; /* a heading gives the year of months; nothing does */
  const char *spread;   /* manad or kod, where payments have a heading for each; NULL: they have not */
  struct ut_map *map;   /* that says nothing but the defaults and, once they are known, the formats of dates */
  struct ut_proposed_column *columns; /* as those of the profile */
  const char *dates[UT_PROPOSAL_FORMATS];
  size_t date_count;
  bool dates_open, serials;
  char dates_hint[UT_PROPOSAL_HINT];
  char decimal;            /* 0: not known */
  char thousands;          /* of amounts; 0: none that is seen */
  struct ut_text thousand; /* one that tells them; where it is not certain: */
  bool thousands_open;
  bool parts_of_one;
};

/* The profile and the map outlive the proposal, which is cleared after a failure too. UT_NOMEM. */
enum ut_status ut_proposal_make(struct ut_proposal *p, const struct ut_profile *profile, struct ut_map *map);
void ut_proposal_clear(struct ut_proposal *p);

/* What a word of a column of codes (of a list: one of a cell) means. UT_NOMEM. */
enum ut_status ut_proposal_value(const struct ut_proposal *p, const struct ut_column *column, struct ut_text word,
                                 struct ut_proposed_value *out);

/* The same without what it is near to: ptr NULL where it is not known. */
enum ut_status ut_proposal_known(const struct ut_proposal *p, const struct ut_column *column, struct ut_text word,
                                 struct ut_text *value);

/* What cells under a heading are read as: also where it is a code of forsorjning in rows of another kind, and what it
 * may be where it is open. NULL: it is dropped, an extent, or of another kind. */
const struct ut_column *ut_proposed_as(const struct ut_proposed_column *c);

/* A word of a list cell without its extent; false when none is left. */
bool ut_proposal_word(struct ut_text *rest, bool list, struct ut_text *word);

/* Writes the map, one value a line, and notes what is open, with its line. */
enum ut_status ut_proposal_write(const struct ut_proposal *p, struct ut_buf *out, struct ut_run *run,
                                 struct ut_error *err);

/* Writes the table of the profile: kolumn, blir, varde, antal, kod, likhet. */
enum ut_status ut_proposal_table(const struct ut_proposal *p, struct ut_output *output, enum ut_format to,
                                 struct ut_error *err);

/* What is asked of files that nobody has described. */
struct ut_survey {
  char *const *paths;
  size_t count;
  const struct ut_reader_options *reading;
  struct ut_map *map; /* with defaults */
  bool propose;       /* the map, not the table */
  struct ut_run *run;
};

/* Reads the files and writes the map, or the table. */
enum ut_status ut_survey(const struct ut_survey *s, struct ut_output *output, enum ut_format to, struct ut_error *err);

#endif

/* The field's codes with their labels: one table per vocabulary, in the order in which tables list them. */
#ifndef UTFALL_VOCABULARY_H
#define UTFALL_VOCABULARY_H

#include "utfall/text.h"

UT_BEGIN_C

/* Classes and keys of tables that come of no rule or code. */
#define UT_CLASS_OTHER "ovrigt"           /* no rule matched */
#define UT_CLASS_UNKNOWN "uppgift_saknas" /* a column that decides is missing */

enum { UT_CODES_MAX = 32 }; /* most codes in one vocabulary but `not`: a set of them fits a uint32_t */

enum {
  UT_CODE_PUBLIC = 1, /* forsorjning: public support */
  UT_CODE_WORK = 2,   /* sysselsattning: work or studies, report 3 of SUS */
  UT_CODE_NONE = 4    /* says that there is nothing, which is not the same as not known */
};

struct ut_code {
  const char *code;
  const char *sv, *en; /* labels people see, plural where a group is meant (Kvinnor) */
  const char *parent;  /* the code it counts as where a rule names that one; NULL none */
  unsigned flags;
};

struct ut_vocabulary {
  const char *name;
  const struct ut_code *codes;
  size_t count;
};

/* All vocabularies, so that tables of columns can point at them. */
enum ut_vocabulary_index {
  UT_KON,
  UT_UTBILDNING,
  UT_REMITTENT,
  UT_AVSLUTSORSAK,
  UT_SYSSELSATTNING,
  UT_FORSORJNING,
  UT_KOD,
  UT_JA_NEJ,
  UT_ALDERSGRUPP,
  UT_LANGDGRUPP,
  UT_FORSORJNINGSGRUPP,
  UT_STATUS,
  UT_AKTOR,
  UT_TILLFALLE,
  UT_TIDPUNKT,
  UT_SKAL,
  UT_METOD,
  UT_ANTAGANDE,
  UT_OP,
  UT_UPPFYLLT,
  UT_SVAR,
  UT_SKYDDAD,
  UT_UTANFOR,
  UT_ALLVAR,
  UT_KONTROLL,
  UT_NOT,
  UT_VOCABULARIES
};
extern const struct ut_vocabulary ut_vocabularies[UT_VOCABULARIES];

/* Never NULL for the names used in the column table: kon utbildning remittent avslutsorsak sysselsattning forsorjning
 * ja_nej aldersgrupp langdgrupp forsorjningsgrupp status (avslutad, pagaende) aktor tillfalle tidpunkt; kod is both
 * sysselsattning and forsorjning, for tables keyed by either; skal metod antagande uppfyllt svar skyddad allvar
 * kontroll are what filters say of their results; not are the codes of notes. NULL for any other name. */
const struct ut_vocabulary *ut_vocabulary_named(const char *name);

/* Index of the code, or -1. */
int ut_vocabulary_find(const struct ut_vocabulary *v, struct ut_text code);

/* The code and all that count as it, as a set of indexes (bit i = codes[i]). */
uint32_t ut_vocabulary_family(const struct ut_vocabulary *v, int code);

/* All codes with any of these flags, as a set. */
uint32_t ut_vocabulary_flagged(const struct ut_vocabulary *v, unsigned flags);

enum { UT_SUGGESTION = 256 };

/* What a message about an unknown code ends in: " (did you mean arbete?)" where one is near in spelling, else the codes
 * there are when they are few, " (expected K, M)", else nothing. Returns buf, always terminated. */
char *ut_vocabulary_suggest(const struct ut_vocabulary *v, struct ut_text code, char buf[UT_SUGGESTION]);

enum ut_language { UT_SWEDISH, UT_ENGLISH };

/* Label of a code; NULL when there is no such code. The words that stand in any key column, `*` (Totalt, Total), the
 * empty key and uppgift_saknas (Uppgift saknas, Not known), ovrigt (Övrigt, Other) and vet_ej (Vet ej, Does not know)
 * have labels whatever the vocabulary; v may be NULL. */
const char *ut_vocabulary_label(const struct ut_vocabulary *v, struct ut_text code, enum ut_language language);

/* Order of keys: by the vocabulary's order where both are in it, in it before not in it, natural order otherwise, then
 * the empty key, then uppgift_saknas, then `*`. v NULL: natural order with the same tail. Returns <0, 0, >0. */
int ut_vocabulary_compare(const struct ut_vocabulary *v, struct ut_text a, struct ut_text b);

/* Labels of codes that no vocabulary knows, because a file gives them: those of outcome classes. All are borrowed. */
struct ut_label {
  struct ut_text code, sv, en; /* a label that the file does not give is empty */
};
struct ut_label_list {
  const struct ut_label *labels;
  size_t count;
};

/* The label in the language, else in Swedish, else the code; ptr NULL where the list has no such code. */
struct ut_text ut_label_list_find(struct ut_label_list list, struct ut_text code, enum ut_language language);

UT_END_C

#endif

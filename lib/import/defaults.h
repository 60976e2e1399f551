/* What headings and words mean without a map: share/maps/default.json, which an analyst may edit. */
#ifndef UTFALL_DEFAULTS_H
#define UTFALL_DEFAULTS_H

#include "model/resemblance.h"
#include "utfall/column.h"
#include "utfall/run.h"

/* Targets of headings beside the recorded columns. */
#define UT_PERSONNUMMER "personnummer"
#define UT_REGISTERED "registrerad" /* when the row was registered, for a check of --quality */

struct ut_defaults;

/* Reads and checks the file. The caller frees, after a failure too. UT_BAD_INPUT: it says what cannot be. */
enum ut_status ut_defaults_load(struct ut_defaults **out, const char *path, struct ut_run *run, struct ut_error *err);
void ut_defaults_free(struct ut_defaults *d);

/* `d` may be NULL below: then a heading means a column whose name it is, and no word means anything. Slugs are those of
 * ut_text_slug. */

/* The column that a heading means by itself: a recorded column, personnummer or registrerad; "" when it means none. */
const char *ut_defaults_alias(const struct ut_defaults *d, struct ut_text slug);

/* The same of headings that are too short or vague to be taken without a map: for a proposal. */
const char *ut_defaults_proposed_alias(const struct ut_defaults *d, struct ut_text slug);

/* Is a heading surely none of the columns, such as a name or a note? */
bool ut_defaults_no_column(const struct ut_defaults *d, struct ut_text slug);

/* The column that a heading means in rows of another kind, "payments", for a proposal; "": none of their own. */
const char *ut_defaults_kind_alias(const struct ut_defaults *d, const char *kind, struct ut_text slug);

/* The one that it resembles most, and how. */
const char *ut_defaults_kind_heading(const struct ut_defaults *d, const char *kind, struct ut_text slug,
                                     enum ut_resemblance *how);

/* When a heading asks, by some of its words: "resultat_under_1" asks under. UT_NO_OCCASION: it does not say. */
enum ut_occasion ut_defaults_occasion(const struct ut_defaults *d, struct ut_text slug);

/* Are these the words of an occasion, or start or slut, and nothing else? */
bool ut_defaults_is_occasion(const struct ut_defaults *d, struct ut_text slug);

/* Does a heading ask for an extent, "omfattning_vid_avslut"? Then `rest` is the others of its words. */
bool ut_defaults_extent(const struct ut_defaults *d, struct ut_text slug, char rest[UT_SLUG]);

/* A slug without the number at its end, "_2", which is *number; 0: it has none. */
struct ut_text ut_defaults_unnumbered(struct ut_text slug, int64_t *number);

/* How much a slug resembles the headings that mean this column. */
enum ut_resemblance ut_defaults_likeness(const struct ut_defaults *d, struct ut_text slug, const char *column);

/* The code that a word means in every export; ptr NULL: none. */
struct ut_text ut_defaults_value(const struct ut_defaults *d, const struct ut_vocabulary *codes, struct ut_text slug);

/* The code that an everyday word should have, for a proposal: empty where it means that nothing is known; ptr NULL: the
 * word is not known. */
struct ut_text ut_defaults_proposed_value(const struct ut_defaults *d, const struct ut_vocabulary *codes,
                                          struct ut_text slug);

/* All words of these codes, one after another, from *at = 0 on; false after the last. */
bool ut_defaults_word(const struct ut_defaults *d, const struct ut_vocabulary *codes, size_t *at, struct ut_text *slug,
                      struct ut_text *code);

#endif

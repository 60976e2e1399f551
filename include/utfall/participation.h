/* Participations (deltaganden) read from a stream, their cells decoded and what follows from
 * them derived. */
#ifndef UTFALL_PARTICIPATION_H
#define UTFALL_PARTICIPATION_H

#include "utfall/expr.h"
#include "utfall/stream.h"

UT_BEGIN_C

struct ut_participations;

/* Months of a stay, as utfall-streams(5) defines them: days x 12 / 365.25, exactly days x 48 / 1461. */
enum { UT_MONTHS_NUMERATOR = 48, UT_MONTHS_DIVISOR = 1461 };

/* Takes over the reader, which is freed with the participations, after a failure too. insats and start must be
 * there. With `as_of` (or UT_DATE_NONE) the world as it was that day: later starts vanish; a later slut is blanked with
 * avslutsorsak and everything that is known only after it, derived columns of the stream included; follow-ups that fall
 * due later are blanked. `at` is what sysselsattning, forsorjning and offentlig without a suffix mean. */
enum ut_status ut_participations_open(struct ut_participations **out, struct ut_reader *reader, ut_date as_of,
                                      enum ut_occasion at, struct ut_error *err);

/* Opens files and takes their rows for participations. */
enum ut_status ut_participations_open_files(struct ut_participations **out, char *const *paths, size_t count,
                                            const struct ut_reader_options *options, ut_date as_of, enum ut_occasion at,
                                            struct ut_error *err);

/* The same of one file, its format told from it, with `at` efter. */
enum ut_status ut_participations_load(struct ut_participations **out, const char *path, ut_date as_of,
                                      struct ut_run *run, struct ut_error *err);

/* The day they were opened with. */
ut_date ut_participations_as_of(const struct ut_participations *p);

/* A slot for the column `name`, recorded, derived or unknown to utfall: its value will be decoded in every row. The
 * same name gives the same slot. *column is what it is (NULL: not asked). UT_USAGE: there is no such column (also
 * ordning and senaste that no earlier filter wrote). A derived column needs its sources, or to stand in the stream
 * itself. */
enum ut_status ut_participations_slot(struct ut_participations *p, struct ut_text name, size_t *slot,
                                      const struct ut_column **column, struct ut_error *err);

/* ut_participations_slot as a scope for expressions. */
struct ut_scope ut_participations_scope(struct ut_participations *p);

/* The next participation; felregistrering never comes. UT_END after the last. UT_BAD_INPUT with the place: a cell that
 * does not decode, a row that does not parse, a row without insats or start. */
enum ut_status ut_participations_next(struct ut_participations *p, struct ut_error *err);

/* Shows the current participation as it was on a day before that of as_of, on which it had begun; of several days the
 * latest comes first, for what is hidden does not come back. The values are decoded anew. */
enum ut_status ut_participations_before(struct ut_participations *p, ut_date day, struct ut_error *err);

/* Calls `take` for every participation. UT_OK when all have been taken; otherwise the first other status, UT_BAD_INPUT
 * with the place of the row. */
typedef enum ut_status ut_participation_take(void *context, struct ut_error *err);
enum ut_status ut_participations_each(struct ut_participations *p, ut_participation_take *take, void *context,
                                      struct ut_error *err);

/* How many rows of felregistrering have been passed over so far. */
size_t ut_participations_mistakes(const struct ut_participations *p);

/* Values by slot; valid until the next call. */
const struct ut_value *ut_participations_values(const struct ut_participations *p);

/* Always decoded. */
struct ut_participation {
  ut_date start;  /* of an anonymous one: 1 January of its year, whatever the cell says */
  ut_date slut;   /* UT_DATE_NONE: still in. One before the start counts as on it; of an anonymous one: 31 December */
  bool anonymous; /* only entry year and sex are known; active in that year only */
};
struct ut_participation ut_participations_current(const struct ut_participations *p);

/* The day on which its follow-up falls due, that many months after the exit; UT_DATE_NONE: never, for it has
 * not ended or is anonymous. */
ut_date ut_participation_due(struct ut_participation p, int months);

/* For whatever depends on who has left: that a file has no column slut is noted at the end. That it lacks a column of a
 * slot, which another file has, always is. */
void ut_participations_exits(struct ut_participations *p);

/* The row to pass on, with what `as_of` hides blanked in its fields; its columns are the reader's. */
struct ut_row *ut_participations_row(struct ut_participations *p);
struct ut_reader *ut_participations_reader(struct ut_participations *p);

void ut_participations_free(struct ut_participations *p);

UT_END_C

#endif

/* What the rows of a person said first. */
#include "participation/one_person.h"

#include <stdlib.h>

#include "base/grow.h"
#include "model/tally.h"

enum trait { KON, FODELSEAR, TRAITS };

enum { NOT_SAID = INT16_MIN };

struct said {
  int16_t traits[TRAITS];
};

struct ut_one_person {
  struct ut_participations *from;
  ptrdiff_t places[TRAITS]; /* columns of its reader; -1: it has none */
  struct ut_cells *cells[TRAITS];
  struct said *said; /* by person */
  size_t count, room;
  struct ut_tally others; /* rows of somebody else */
};

static enum ut_status add_trait(struct ut_one_person *o, enum trait trait)
{
  static const char *const names[TRAITS] = {[KON] = "kon", [FODELSEAR] = "fodelsear"};
  struct ut_reader *reader = ut_participations_reader(o->from);
  o->places[trait] = ut_reader_find(reader, ut_text_of(names[trait]));
  if (o->places[trait] < 0)
    return UT_OK;
  ut_reader_want(reader, (size_t)o->places[trait]);
  return ut_cells_new(&o->cells[trait], ut_column_find(ut_text_of(names[trait])));
}

enum ut_status ut_one_person_new(struct ut_one_person **out, struct ut_participations *from)
{
  *out = NULL;
  if (!ut_reader_run(ut_participations_reader(from)))
    return UT_OK;
  struct ut_one_person *o = *out = calloc(1, sizeof *o);
  if (!o)
    return UT_NOMEM;
  o->from = from;
  for (enum trait trait = KON; trait < TRAITS; trait++)
    UT_TRY(add_trait(o, trait));
  if (o->places[KON] < 0 && o->places[FODELSEAR] < 0) {
    free(o);
    *out = NULL;
  }
  return UT_OK;
}

static int16_t said_by(const struct ut_one_person *o, enum trait trait, const struct ut_row *row)
{
  struct ut_value value;
  if (o->places[trait] < 0 || row->fields[o->places[trait]].len == 0)
    return NOT_SAID;
  bool read = ut_cells_decode(o->cells[trait], row->fields[o->places[trait]], &value, NULL) == UT_OK;
  return read ? (int16_t)value.number : NOT_SAID; /* a code, or a year */
}

enum ut_status ut_one_person_see(struct ut_one_person *o, size_t person)
{
  bool other = false;
  if (!o)
    return UT_OK;
  for (; o->count <= person; o->count++) {
    struct said *all = ut_grow(o->said, o->count, &o->room, sizeof *all);
    if (!all)
      return UT_NOMEM;
    o->said = all;
    all[o->count] = (struct said){{NOT_SAID, NOT_SAID}};
  }
  const struct ut_row *row = ut_participations_row(o->from);
  for (enum trait trait = KON; trait < TRAITS; trait++) {
    int16_t now = said_by(o, trait, row), *first = &o->said[person].traits[trait];
    other = other || (now != NOT_SAID && *first != NOT_SAID && now != *first);
    *first = *first == NOT_SAID ? now : *first;
  }
  if (other)
    ut_tally_add(&o->others, row->source, row->line);
  return UT_OK;
}

void ut_one_person_tell(const struct ut_one_person *o)
{
  static const struct ut_tally_words others = {
      UT_NOTE_ID_FLERA_PERSONER,
      "rows of an id whose sex or year of birth is not that of an earlier one, taken for one person: ", "", "", ""};
  if (o)
    ut_tally_note(ut_reader_run(ut_participations_reader(o->from)), &o->others, &others);
}

void ut_one_person_free(struct ut_one_person *o)
{
  if (!o)
    return;
  for (enum trait trait = KON; trait < TRAITS; trait++)
    ut_cells_free(o->cells[trait]);
  free(o->said);
  free(o);
}

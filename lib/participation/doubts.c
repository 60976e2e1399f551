/* Doubts about single participations. */
#include "participation/doubts.h"

void ut_doubts_see_stay(struct ut_doubts *d, ut_date start, ut_date slut, const struct ut_row *row)
{
  if (slut < start)
    ut_tally_add(&d->of[UT_DOUBT_BACKWARDS], row->source, row->line);
  else if (slut >= UT_DATE_FAR)
    ut_tally_add(&d->of[UT_DOUBT_FAR_END], row->source, row->line);
}

void ut_doubts_tell(const struct ut_doubts *d, struct ut_run *run)
{
  static const struct ut_tally_words words[UT_DOUBTS] = {
      [UT_DOUBT_BACKWARDS] = {UT_NOTE_SLUT_FORE_START, "slut is before start, and counts as on it: ", "", "", ""},
      [UT_DOUBT_FAR_END] = {UT_NOTE_DATUM_OPPET, "slut is after 2097 (an end that is open is an empty cell): ", "", "",
                            ""},
      [UT_DOUBT_UNBORN] = {UT_NOTE_FODELSEAR_EFTER_START, "fodelsear is after the year of start: ", "", "", ""},
      [UT_DOUBT_FOLLOWED_EARLY] = {UT_NOTE_UPPFOLJD_FORE_SLUT, "days of follow-ups before slut: ", "", "", ""},
      [UT_DOUBT_NO_WORK] = {UT_NOTE_ARBETE_NOLL, "work of 0 percent, which counts as work: ", "", "", ""},
      [UT_DOUBT_OVER] = {UT_NOTE_OMFATTNING_OVER_HEL,
                         "lists that name a code again, for over 100 percent together: ", "", "", ""},
      [UT_DOUBT_NONE_AMONG] = {UT_NOTE_INGEN_BLAND_ANDRA, "lists that name ingen beside what there is: ", "", "", ""},
      [UT_DOUBT_NOBODY] = {UT_NOTE_ID_PLATSHALLARE, "ids that stand for none (0, -, saknas …) are nobody's: ", "", "",
                           ""},
      [UT_DOUBT_REPEATED] = {UT_NOTE_DUBBEL_DELTAGANDE,
                             "participations that a file before has too, by id, insats and start, count each time: ",
                             "", "", ""},
  };
  for (size_t i = 0; i < UT_DOUBTS; i++)
    ut_tally_note(run, &d->of[i], &words[i]);
}

/* Who takes part: the pseudonym, and what the personnummer tells of sex and year of birth. */
#include "import/import_person.h"

#include "base/personnummer.h"
#include "import/import_doubts.h"
#include "import/import_problems.h"
#include "model/doubtful_id.h"

/* The first cell with a number; `placeholder`: one without stands before it. */
static const struct ut_heading_source *find_number(const struct ut_import *im, const struct ut_text *cells,
                                                   struct ut_text *number, bool *placeholder)
{
  const struct ut_import_column *c = &im->headings->personnummer;
  *placeholder = false;
  for (size_t i = 0; i < c->count; i++) {
    *number = ut_text_trim(cells[c->sources[i].field]);
    bool none = ut_id_is_placeholder(*number);
    *placeholder = *placeholder || none;
    if (number->len > 0 && !none)
      return &c->sources[i];
  }
  return NULL;
}

static void derive_sex(struct ut_import *im, const struct ut_personnummer *person)
{
  struct ut_text *kon = im->parts[UT_PART_KON]->out;
  if (kon->len == 0)
    *kon = ut_text_of(person->sex == 'K' ? "K" : "M");
  else
    im->row->other_sex = kon->ptr[0] != person->sex;
}

static void derive_birth_year(struct ut_import *im, const struct ut_personnummer *person)
{
  struct ut_import_target *year = im->parts[UT_PART_FODELSEAR];
  if (year->out->len > 0) {
    im->row->other_year = year->number != person->birth_year;
    return;
  }
  char *end = im->year;
  for (int value = person->birth_year, unit = 1000; unit > 0; value %= unit, unit /= 10)
    *end++ = (char)('0' + value / unit);
  *year->out = ut_text_between(im->year, end);
}

static bool is_person(enum ut_pnr result)
{
  return result == UT_PNR_VALID || result == UT_PNR_UNKNOWN_DAY;
}

enum ut_status ut_import_identify(struct ut_import *im, const struct ut_text *cells, struct ut_error *err)
{
  struct ut_text number;
  struct ut_personnummer person;
  bool placeholder;
  const struct ut_heading_source *source = find_number(im, cells, &number, &placeholder);
  if (placeholder)
    ut_import_doubt(im, UT_DOUBT_PLACEHOLDER);
  if (!source)
    return UT_OK;
  if (ut_id_is_cut(number))
    return ut_import_refuse_cut(im, source, ut_text_of(UT_PERSONNUMMER), "what stands here", err);
  enum ut_pnr result = ut_personnummer_parse(number, im->row->start, &person);
  if (!is_person(result))
    return ut_import_blame(im, source, ut_text_of(UT_PERSONNUMMER),
                           ut_error_set(err, UT_BAD_ROW, "%s", ut_personnummer_reason(result)), err);
  if (person.padded)
    ut_import_doubt(im, UT_DOUBT_PADDED);
  im->row->numbered = true;
  im->row->padded = person.padded;
  im->row->unknown_day = result == UT_PNR_UNKNOWN_DAY;
  derive_sex(im, &person);
  derive_birth_year(im, &person);
  memcpy(im->digits, person.digits, sizeof im->digits);
  im->row->identity = (struct ut_text){im->digits, sizeof im->digits};
  if (im->options.key) {
    ut_key_pseudonym(im->options.key, &person, im->id);
    *im->parts[UT_PART_ID]->out = im->row->identity = (struct ut_text){im->id, sizeof im->id};
  }
  return UT_OK;
}

void ut_import_sex_of_anonymous(struct ut_import *im, const struct ut_text *cells)
{
  const struct ut_import_target *kon = im->parts[UT_PART_KON];
  struct ut_text number;
  struct ut_personnummer person;
  bool placeholder;
  if (kon && kon->out->len == 0 && find_number(im, cells, &number, &placeholder) &&
      is_person(ut_personnummer_parse(number, im->row->start, &person)))
    derive_sex(im, &person);
}

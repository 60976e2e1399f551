/* Questions, told by their headings and by what stands below them. */
#include "import/proposal_questions.h"

#include <stdio.h>

enum {
  HIGHEST_ANSWER = 10,
  NUMBERS_ENOUGH = 2,  /* columns of small numbers that are a questionnaire */
  GRADES_LEAST = 3,    /* different answers to a question that asks for more than yes or no */
  STATEMENT_WORDS = 4, /* of a heading that is agreed with, */
  ANSWERS_MOST = 10    /* and different answers to it */
};

static const char open_mark[] = "?";

const char *ut_proposed_name(const struct ut_proposal *p, size_t index)
{
  const char *target = p->columns[index].target;
  return target ? target : ut_defaults_proposed_alias(p->defaults, p->profile->columns[index].slug);
}

/* ---- when ---- */

const char *ut_proposed_asked(const struct ut_proposal *p, struct ut_text words)
{
  char room[UT_SLUG];
  struct ut_text slug = ut_text_slug_short(words, room);
  enum ut_occasion at = ut_defaults_occasion(p->defaults, slug);
  if (at == UT_FORE || ut_text_is(slug, "start"))
    return "start";
  return at == UT_EFTER || ut_text_is(slug, "slut") ? "slut" : NULL;
}

bool ut_proposed_time(struct ut_text cell)
{
  size_t digits = 0;
  for (size_t i = 0; i < cell.len; i++)
    digits += ut_char_is_digit(cell.ptr[i]);
  return digits <= 1;
}

const char *ut_proposed_split(const struct ut_proposal *p, struct ut_text slug, struct ut_text *own)
{
  const char *end = slug.ptr + slug.len;
  for (const char *at = slug.ptr; at < end; at++) {
    struct ut_text last = ut_text_between(at + 1, end);
    if (*at != '_' || !ut_defaults_is_occasion(p->defaults, last))
      continue;
    *own = ut_text_between(slug.ptr, at);
    return ut_proposed_asked(p, last);
  }
  for (const char *at = end; at-- > slug.ptr;) {
    struct ut_text first = ut_text_between(slug.ptr, at);
    if (*at != '_' || !ut_defaults_is_occasion(p->defaults, first))
      continue;
    *own = ut_text_between(at + 1, end);
    return ut_proposed_asked(p, first);
  }
  return NULL;
}

/* Is the same asked at another time, or (*alike) under the same heading? "hur_mar_du_fore" and "hur_mar_du_efter": what
 * such a heading says of the time is part of no question. */
static bool is_asked_again(const struct ut_proposal *p, size_t index, bool *alike)
{
  struct ut_text slug = p->profile->columns[index].slug, own, other;
  const char *asked = ut_proposed_split(p, slug, &own);
  bool found = false;
  *alike = false;
  for (size_t i = 0; i < p->profile->count && slug.len > 0; i++) {
    const struct ut_profile_column *c = &p->profile->columns[i];
    const char *then = i != index && !c->again ? ut_proposed_split(p, c->slug, &other) : NULL;
    found = found || (asked && then && strcmp(asked, then) != 0 && ut_text_equal(own, other));
    *alike = *alike || (i != index && c->nth != p->profile->columns[index].nth && ut_text_equal(c->slug, slug));
  }
  return found;
}

/* ---- questions ---- */

static bool asks(struct ut_text heading)
{
  return memchr(heading.ptr, '?', heading.len) != NULL;
}

int64_t ut_proposed_answer(struct ut_text cell)
{
  int64_t number;
  size_t digits = 0;
  while (digits < cell.len && digits < 2 && ut_char_is_digit(cell.ptr[digits]))
    digits++;
  if (digits == 0 || !ut_text_integer((struct ut_text){cell.ptr, digits}, &number) || number > HIGHEST_ANSWER)
    return -1;
  struct ut_text rest = ut_text_trim((struct ut_text){cell.ptr + digits, cell.len - digits});
  if (rest.len > 1 && memchr("-=.:(", rest.ptr[0], 5)) {
    rest = ut_text_trim((struct ut_text){rest.ptr + 1, rest.len - 1});
    bool word = rest.len > 0 && ((rest.ptr[0] | 0x20) >= 'a' || (rest.ptr[0] & 0x80));
    return word ? number : -1;
  }
  return rest.len == 0 ? number : -1;
}

static bool has_answers(const struct ut_profile_column *c)
{
  size_t count = ut_distinct_count(&c->values);
  bool good = count > 0 && c->others == 0;
  for (size_t i = 0; i < count && good; i++)
    good = ut_proposed_answer(ut_distinct_get(&c->values, i)) >= 0;
  return good;
}

/* Hardly any answer is given twice: words of one's own, which no table of values could hold. */
static bool is_free_text(const struct ut_proposal *p, const struct ut_profile_column *c)
{
  size_t answers = ut_distinct_count(&c->values) + c->others;
  return answers > ANSWERS_MOST && answers * 2 > ut_profile_filled(p->profile, c) && !has_answers(c);
}

/* Nothing else is known of the heading, and it asks or its cells answer. */
static bool is_question(const struct ut_proposal *p, size_t index)
{
  const struct ut_profile_column *c = &p->profile->columns[index];
  return *ut_proposed_name(p, index) == '\0' && c->hidden == 0 && c->slug.len > 0 &&
         ((asks(c->heading) && !is_free_text(p, c)) || has_answers(c));
}

/* "Jag har fått det stöd jag behöver", with few answers that are given again and again, or something with few answers
 * before and after: a statement is a question where others are asked. */
static bool is_statement(const struct ut_proposal *p, size_t index)
{
  const struct ut_profile_column *c = &p->profile->columns[index];
  size_t answers = ut_distinct_count(&c->values), words = 0;
  struct ut_text word;
  bool alike;
  for (struct ut_text rest = c->slug; c->slug.len > 0 && ut_text_split(&rest, '_', &word);)
    words++;
  if (*ut_proposed_name(p, index) != '\0' || c->hidden > 0 || c->others > 0 || answers > ANSWERS_MOST)
    return false;
  return is_asked_again(p, index, &alike) ||
         (words >= STATEMENT_WORDS && answers > 1 && ut_profile_filled(p->profile, c) >= 2 * answers);
}

/* A question whose answers are of a scale: "Samtycke?" is answered with yes or no. */
static bool is_graded(const struct ut_proposal *p, size_t index)
{
  const struct ut_profile_column *c = &p->profile->columns[index];
  size_t answers = ut_distinct_count(&c->values);
  return is_question(p, index) && asks(c->heading) && c->others == 0 && answers <= ANSWERS_MOST &&
         (has_answers(c) || answers >= GRADES_LEAST);
}

/* The first of them, and how many that nothing else is known of. */
static size_t count_graded(const struct ut_proposal *p, struct ut_text *first)
{
  size_t count = 0;
  for (size_t i = p->profile->count; i-- > 0;) {
    const struct ut_proposed_column *c = &p->columns[i];
    if (c->target || c->open || c->question || !is_graded(p, i))
      continue;
    *first = p->profile->columns[i].heading;
    count++;
  }
  return count;
}

bool ut_proposed_graded(const struct ut_proposal *p)
{
  struct ut_text first;
  return count_graded(p, &first) >= NUMBERS_ENOUGH;
}

void ut_proposed_note_unasked(const struct ut_proposal *p, struct ut_run *run)
{
  char shown[UT_QUOTED];
  struct ut_text first = {"", 0};
  size_t count = count_graded(p, &first);
  ut_run_note(run, UT_NOTE_KARTA_OPPEN, count, NULL, 0,
              "questions whose answers are left out: %zu, the first %s (a map of \"kind\": \"measures\" reads them)",
              count, ut_quote(shown, first.ptr, first.len));
}

bool ut_proposed_questionnaire(const struct ut_proposal *p)
{
  size_t numbers = 0;
  bool asked = false;
  for (size_t i = 0; i < p->profile->count; i++) {
    numbers += is_question(p, i);
    asked = asked || (is_question(p, i) && asks(p->profile->columns[i].heading));
  }
  return asked || numbers >= NUMBERS_ENOUGH;
}

bool ut_proposed_occasions(const struct ut_proposal *p, const struct ut_profile_column *c)
{
  size_t count = ut_distinct_count(&c->values);
  bool good = count > 0 && c->others + c->hidden == 0;
  for (size_t i = 0; i < count && good; i++)
    good = ut_proposed_asked(p, ut_distinct_get(&c->values, i)) != NULL;
  return good;
}

/* "Efter" says when, and not what: with "Före" beside it the two are answers to one question. */
static void take_time_alone(const struct ut_proposal *p, struct ut_proposed_column *out)
{
  if (!ut_defaults_is_occasion(p->defaults, out->measure) || !ut_proposed_asked(p, out->measure))
    return;
  out->asked = ut_proposed_asked(p, out->measure);
  out->measure = ut_text_of(open_mark);
  snprintf(out->hint, sizeof out->hint, "the answers to what?");
}

void ut_proposed_questions(struct ut_proposal *p)
{
  for (size_t i = 0; i < p->profile->count; i++) {
    struct ut_proposed_column *out = &p->columns[i];
    bool alike, again = is_asked_again(p, i, &alike);
    out->question = !out->kind && (is_question(p, i) || is_statement(p, i));
    out->measure = p->profile->columns[i].slug;
    out->asked = again ? ut_proposed_split(p, out->measure, &out->measure) : alike ? open_mark : NULL;
    if (out->question && out->asked == open_mark)
      snprintf(out->hint, sizeof out->hint, "it stands twice: start or slut?");
    else if (out->question && !out->asked)
      take_time_alone(p, out);
  }
}

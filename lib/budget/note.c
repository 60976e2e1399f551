/* Notes on money: counted as rows come, said in one line. */
#include "budget/note.h"

#include <stdio.h>
#include <stdlib.h>

enum ut_status ut_note_add(struct ut_note *n, ut_money amount, const char *source, size_t line, struct ut_error *err)
{
  if (n->rows++ == 0) {
    n->line = line;
    n->source = strdup(source);
    if (!n->source)
      return ut_error_nomem(err);
  }
  return ut_money_add(&n->amount, amount, err);
}

enum ut_status ut_note_add_stranger(struct ut_note *n, struct ut_text insats, ut_money amount, const char *source,
                                    size_t line, struct ut_error *err)
{
  if (!n->stranger && insats.len > 0 && !(n->stranger = ut_text_copy(insats)))
    return ut_error_nomem(err);
  return ut_note_add(n, amount, source, line, err);
}

void ut_note_clear(struct ut_note *n)
{
  free(n->stranger);
  free(n->source);
  *n = (struct ut_note){0};
}

void ut_note_say(const struct ut_note *n, struct ut_text insats, enum ut_note_code code, const char *text,
                 struct ut_run *run)
{
  char quoted[UT_QUOTED] = "", money[UT_MONEY_SIZE];
  const char *colon = insats.len > 0 ? ": " : "";
  if (insats.len > 0)
    ut_quote(quoted, insats.ptr, insats.len);
  if (n->rows == 0)
    ut_run_note(run, code, 1, NULL, 0, "%s%s%s", quoted, colon, text);
  else
    ut_run_note(run, code, n->rows, n->source, n->line, "%s%s%s kr in %zu row%s, the first %s:%zu: %s", quoted, colon,
                ut_money_format(n->amount, money), n->rows, n->rows == 1 ? "" : "s", n->source, n->line, text);
}

void ut_note_say_strangers(const struct ut_note *n, struct ut_run *run)
{
  char quoted[UT_QUOTED] = "", text[2 * UT_QUOTED + 64];
  if (n->rows == 0)
    return;
  if (n->stranger)
    ut_quote(quoted, n->stranger, strlen(n->stranger));
  snprintf(text, sizeof text, "of insatser in neither plan nor decisions, %s%s%signored", n->stranger ? "such as " : "",
           quoted, n->stranger ? ", " : "");
  ut_note_say(n, (struct ut_text){"", 0}, UT_NOTE_OKAND_INSATS, text, run);
}

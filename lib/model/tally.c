/* Tallies: told, or kept for another process. */
#include "model/tally.h"

enum { BEFORE, ONE, MANY, AFTER, WORDS };

/* What a tally that is kept begins with; its words follow, each with its terminator. */
struct kept_tally {
  enum ut_note_code code;
  size_t count, line, size; /* with the words */
};

/* With where its words are. */
struct told_tally {
  struct kept_tally kept;
  const char *words[WORDS];
};

static void tell(struct ut_run *run, const struct told_tally *t, const char *source)
{
  size_t count = t->kept.count, line = t->kept.line;
  ut_run_note(run, t->kept.code, count, source, line, "%s%zu%s, the first %s:%zu%s", t->words[BEFORE], count,
              t->words[count == 1 ? ONE : MANY], source, line, t->words[AFTER]);
}

static void keep(struct ut_buf *to, struct told_tally *t)
{
  t->kept.size = sizeof t->kept;
  for (size_t i = 0; i < WORDS; i++)
    t->kept.size += strlen(t->words[i]) + 1;
  ut_buf_add(to, (const char *)&t->kept, sizeof t->kept);
  for (size_t i = 0; i < WORDS; i++)
    ut_buf_add(to, t->words[i], strlen(t->words[i]) + 1);
}

void ut_tally_note(struct ut_run *run, const struct ut_tally *t, const struct ut_tally_words *w)
{
  struct told_tally told = {{w->code, t->count, t->line, 0}, {w->before, w->one, w->many, w->after}};
  if (run && run->tallies)
    keep(run->tallies, &told);
  else
    tell(run, &told, t->source);
}

/* ---- of several processes ---- */

static struct told_tally read_at(struct ut_text kept, size_t at)
{
  struct told_tally t;
  memcpy(&t.kept, kept.ptr + at, sizeof t.kept);
  const char *word = kept.ptr + at + sizeof t.kept;
  for (size_t i = 0; i < WORDS; word += strlen(word) + 1, i++)
    t.words[i] = word;
  return t;
}

static bool is_same(const struct told_tally *a, const struct told_tally *b)
{
  bool same = a->kept.code == b->kept.code && a->kept.size == b->kept.size;
  for (size_t i = 0; i < WORDS && same; i++)
    same = strcmp(a->words[i], b->words[i]) == 0;
  return same;
}

/* Adds up what all have at one place, for they run in step. */
static bool add_up(const struct ut_tallies *of, size_t count, size_t at, struct told_tally *sum)
{
  struct ut_tally tally = {0};
  bool same = true;
  *sum = read_at(of->kept, at);
  for (size_t i = 0; i < count && same; i++) {
    struct told_tally t = read_at(of[i].kept, at);
    same = is_same(&t, sum);
    ut_tally_join(&tally, (struct ut_tally){t.kept.count, NULL, t.kept.line}, of[i].lines_before);
  }
  sum->kept.count = tally.count;
  sum->kept.line = tally.line;
  return same;
}

bool ut_tallies_note(struct ut_run *run, const struct ut_tallies *of, size_t count, const char *source)
{
  struct told_tally sum;
  bool same = true;
  for (size_t i = 1; i < count; i++)
    same = same && of[i].kept.len == of->kept.len;
  for (size_t at = 0; at < of->kept.len && same; at += sum.kept.size)
    same = add_up(of, count, at, &sum);
  for (size_t at = 0; at < of->kept.len && same; at += sum.kept.size) {
    add_up(of, count, at, &sum);
    tell(run, &sum, source);
  }
  return same;
}

bool ut_tallies_any(struct ut_text kept)
{
  size_t any = 0;
  for (size_t at = 0; at < kept.len; at += read_at(kept, at).kept.size)
    any += read_at(kept, at).kept.count;
  return any > 0;
}

/* The table of a profile: what stands below each heading, and what it would become. */
#include "import/proposal.h"

#include <stdio.h>

enum { KOLUMN, BLIR, VARDE, ANTAL, KOD, LIKHET, FIELDS };

struct tabling {
  const struct ut_proposal *p;
  struct ut_writer *writer;
  struct ut_text fields[FIELDS];
  char blir[64], antal[24], likhet[24];
};

static enum ut_status write_row(struct tabling *t, struct ut_text value, size_t count, struct ut_error *err)
{
  snprintf(t->antal, sizeof t->antal, "%zu", count);
  t->fields[VARDE] = value;
  t->fields[ANTAL] = ut_text_of(t->antal);
  return ut_writer_row(t->writer, t->fields, err);
}

/* The code of a value, or the nearest one, and how near. A list of several codes has none. */
static enum ut_status find_code(struct tabling *t, const struct ut_column *column, struct ut_text cell)
{
  struct ut_proposed_value value = {.likeness = -1};
  struct ut_text rest = cell, word, more;
  t->fields[KOD] = t->fields[LIKHET] = (struct ut_text){"", 0};
  if (!column || !column->codes || !ut_proposal_word(&rest, column->type == UT_TYPE_LIST, &word))
    return UT_OK;
  if (rest.ptr && ut_proposal_word(&rest, true, &more))
    return UT_OK;
  UT_TRY(ut_proposal_value(t->p, column, word, &value));
  if (value.likeness < 0)
    return UT_OK;
  snprintf(t->likhet, sizeof t->likhet, "%d", value.likeness);
  t->fields[KOD] = value.near;
  t->fields[LIKHET] = ut_text_of(t->likhet);
  return UT_OK;
}

static void describe_heading(struct tabling *t, size_t index)
{
  const struct ut_proposed_column *c = &t->p->columns[index];
  t->fields[KOLUMN] = t->p->profile->columns[index].heading;
  snprintf(t->blir, sizeof t->blir, "%s%s",
           c->open       ? "?"
           : c->question ? t->p->spread ? "belopp" : "matt"
           : c->target   ? c->target
                         : "",
           c->extent ? ".percent" : "");
  t->fields[BLIR] = ut_text_of(t->blir);
}

/* The most frequent value after one, the first of equals; count: there is none. */
static size_t next_value(const struct ut_profile_column *c, size_t after)
{
  size_t count = ut_distinct_count(&c->values), best = count;
  for (size_t i = 0; i < count; i++) {
    bool first = after == count, equal = !first && c->counts[i] == c->counts[after];
    bool later = first || c->counts[i] < c->counts[after] || (equal && i > after);
    if (later && (best == count || c->counts[i] > c->counts[best]))
      best = i;
  }
  return best;
}

static enum ut_status write_heading(struct tabling *t, size_t index, struct ut_error *err)
{
  const struct ut_profile_column *c = &t->p->profile->columns[index];
  const struct ut_proposed_column *out = &t->p->columns[index];
  const struct ut_column *column = ut_proposed_as(out);
  size_t count = ut_distinct_count(&c->values);
  describe_heading(t, index);
  for (size_t v = count; (v = next_value(c, v)) < count;) {
    if (find_code(t, column, ut_distinct_get(&c->values, v)))
      return ut_error_nomem(err);
    UT_TRY(write_row(t, ut_distinct_get(&c->values, v), c->counts[v], err));
  }
  t->fields[KOD] = t->fields[LIKHET] = (struct ut_text){"", 0};
  if (c->others > 0)
    UT_TRY(write_row(t, ut_text_of("(övriga)"), c->others, err));
  if (c->hidden > 0)
    UT_TRY(write_row(t, ut_text_of("(personnummer)"), c->hidden, err));
  return c->empty > 0 || t->p->profile->rows == 0 ? write_row(t, ut_text_of(""), c->empty, err) : UT_OK;
}

enum ut_status ut_proposal_table(const struct ut_proposal *p, struct ut_output *output, enum ut_format to,
                                 struct ut_error *err)
{
  static const bool numeric[FIELDS] = {[ANTAL] = true, [LIKHET] = true};
  const struct ut_text names[FIELDS] = {ut_text_of("kolumn"), ut_text_of("blir"), ut_text_of("varde"),
                                        ut_text_of("antal"),  ut_text_of("kod"),  ut_text_of("likhet")};
  struct tabling t = {.p = p};
  enum ut_status status = ut_writer_open(&t.writer, output, to, names, FIELDS, numeric, err);
  for (size_t i = 0; i < p->profile->count && status == UT_OK; i++)
    if (p->profile->columns[i].heading.len > 0)
      status = write_heading(&t, i, err);
  enum ut_status closed = ut_writer_close(t.writer, status == UT_OK, status == UT_OK ? err : NULL);
  return status == UT_OK ? closed : status;
}

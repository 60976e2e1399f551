/* Arguments of {{table}} and {{chart}}, by the names of the options of tabulate and chart. */
#include "report/arguments.h"

#include <stddef.h>

#include "base/names.h"
#include "model/resemblance.h"

enum argument_kind { FLAG, TEXT, NAMES, TEXTS };

#define AT(member_) offsetof(struct ut_shown_table, member_)
static const struct {
  const char *name;
  enum argument_kind kind;
  size_t offset;
} options[] = {{"rows", NAMES, AT(present.rows)},       {"cols", NAMES, AT(present.cols)},
               {"value", TEXT, AT(present.value)},      {"cell", TEXT, AT(present.cell)},
               {"columns", NAMES, AT(present.columns)}, {"transpose", FLAG, AT(present.transpose)},
               {"base", FLAG, AT(present.base)},        {"note", TEXTS, AT(present.notes)},
               {"classes", TEXT, AT(classes)}};
enum { OPTIONS = sizeof options / sizeof *options };

static enum ut_status add_text(struct ut_names *to, const char *text, struct ut_error *err)
{
  if (to->count == UT_NAMES_MAX)
    return ut_error_set(err, UT_USAGE, "more than %d", UT_NAMES_MAX);
  to->names[to->count++] = ut_text_of(text);
  return UT_OK;
}

static enum ut_status read_value(struct ut_shown_table *s, size_t option, const char *value, struct ut_error *err)
{
  void *place = (char *)s + options[option].offset;
  bool flag = options[option].kind == FLAG;
  if (flag != !value)
    return ut_error_set(err, UT_USAGE, flag ? "takes no value" : "needs a value: %s=...", options[option].name);
  if (value && !*value)
    return ut_error_set(err, UT_USAGE, "the value is empty");
  switch (options[option].kind) {
  case FLAG:
    *(bool *)place = true;
    return UT_OK;
  case TEXT:
    *(const char **)place = value;
    return UT_OK;
  case NAMES:
    return ut_names_parse(value, place, err);
  case TEXTS:
    return add_text(place, value, err);
  }
  return UT_OK;
}

static enum ut_status find(const char *name, size_t *option, struct ut_error *err)
{
  char quoted[UT_QUOTED], hint[UT_SUGGESTION];
  struct ut_text names[OPTIONS];
  for (*option = 0; *option < OPTIONS; ++*option) {
    if (strcmp(options[*option].name, name) == 0)
      return UT_OK;
    names[*option] = ut_text_of(options[*option].name);
  }
  return ut_error_set(err, UT_USAGE,
                      "%s is none of rows=, cols=, value=, cell=, columns=, transpose, base, note= and classes= (the "
                      "caption stands behind a second stroke)%s",
                      ut_quote(quoted, name, strlen(name)),
                      ut_resemblance_suggest(names, OPTIONS, ut_text_of(name), "", hint));
}

enum ut_status ut_shown_table_read(struct ut_shown_table *s, const struct ut_directive *d, struct ut_error *err)
{
  bool given[OPTIONS] = {0};
  *s = (struct ut_shown_table){.present.value = "antal"};
  for (size_t i = 0; i < d->argument_count; i++) {
    const struct ut_argument *a = &d->arguments[i];
    size_t option = 0;
    UT_TRY(find(a->name, &option, err));
    if (given[option] && options[option].kind != TEXTS)
      return ut_error_blame(ut_error_set(err, UT_USAGE, "is given twice"), a->name, err);
    given[option] = true;
    UT_TRY(ut_error_blame(read_value(s, option, a->value, err), a->name, err));
  }
  bool value = false;
  for (size_t i = 0; i < OPTIONS; i++)
    value = value || (given[i] && options[i].offset == AT(present.value));
  return ut_present_check(&s->present, value, err);
}

/* The page settles what stands around a chart, how wide it is and what it is called. */
static bool is_of_page(const char *name)
{
  static const char *const names[] = {"title", "subtitle", "width", "id", "labels"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strcmp(names[i], name) == 0)
      return true;
  return false;
}

static enum ut_status set_chart(struct ut_shown_chart *s, const struct ut_argument *a, struct ut_error *err)
{
  if (is_of_page(a->name))
    return ut_error_set(err, UT_USAGE, "the page settles this");
  if (strcmp(a->name, "classes") != 0)
    return ut_chart_set(&s->options, ut_text_of(a->name), a->value ? a->value : "", err);
  s->classes = a->value;
  return a->value ? UT_OK : ut_error_set(err, UT_USAGE, "needs a value: classes=...");
}

enum ut_status ut_shown_chart_read(struct ut_shown_chart *s, const struct ut_directive *d, struct ut_error *err)
{
  *s = (struct ut_shown_chart){.options = {.width = UT_CHART_WIDTH, .labels = true}};
  char quoted[UT_QUOTED];
  if (!ut_chart_kind_find(ut_text_of(d->chart), &s->kind))
    return ut_error_set(err, UT_USAGE, "%s is none of " UT_CHART_LIST, ut_quote(quoted, d->chart, strlen(d->chart)));
  for (size_t i = 0; i < d->argument_count; i++)
    UT_TRY(ut_error_blame(set_chart(s, &d->arguments[i], err), d->arguments[i].name, err));
  return UT_OK;
}

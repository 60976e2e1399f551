/* outcomes: outcome classes and the reports that follow from them. */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "utfall/report.h"

enum { CELLS_MAX = 512 };

struct options {
  int at, report;
  ut_date as_of;
  const char *classes, *base, *exclude;
  struct ut_names by;
  bool totals, multiple, assign;
  double confidence;
};

#define AT(member) offsetof(struct options, member)

static const char *const occasions[] = {"fore", "under", "efter", "6m", "12m", "24m", NULL};

static const struct ut_option option_table[] = {
    {"at", UT_OPT_CHOICE, AT(at), "T", "when: fore, under, efter (default), 6m, 12m, 24m", occasions, 0, 0},
    {"as-of", UT_OPT_DATE, AT(as_of), "DATE", "as the world was that day; says which follow-ups are due", NULL, 0, 0},
    {"classes", UT_OPT_TEXT, AT(classes), "NAME|FILE", "the classes and their rules (sus)", NULL, 0, 0},
    {"base", UT_OPT_TEXT, AT(base), "EXPR", "who is in the base, instead of the default", NULL, 0, 0},
    {"exclude", UT_OPT_TEXT, AT(exclude), "EXPR", "who is taken from the base", NULL, 0, 0},
    {"by", UT_OPT_NAMES, AT(by), "COLS", "for each group of these columns", NULL, 0, 0},
    {"totals", UT_OPT_FLAG, AT(totals), NULL, "add totals over every subset of --by", NULL, 0, 0},
    {"multiple", UT_OPT_FLAG, AT(multiple), NULL, "count every class that matches, not the first", NULL, 0, 0},
    {"assign", UT_OPT_FLAG, AT(assign), NULL, "pass the rows through with their class and its rule", NULL, 0, 0},
    {"confidence", UT_OPT_NUMBER, AT(confidence), "P", "of the intervals, in percent (95)", NULL, 0, 100},
    {"report", UT_OPT_CHOICE, AT(report), "R", "shares (default), change, gained, support, matrix, duration, reasons",
     ut_report_names, 0, 0},
};

static const struct ut_command command = {.name = "outcomes",
                                          .summary = "Counts outcomes of participations.",
                                          .operands = "[FILE...]",
                                          .options = option_table,
                                          .count = sizeof option_table / sizeof *option_table,
                                          .decimals = true};

struct run {
  struct ut_cli *cli;
  const struct options *o;
  struct ut_reader *reader;
  struct ut_participations *p;
  struct ut_classes *classes;
  struct ut_expr *base, *exclude;
  struct ut_report *report;
  struct ut_writer *writer;
};

static const char *conflict(const struct options *o)
{
  bool shares = o->report == UT_SHARES;
  if (o->at >= UT_6M && o->as_of == UT_DATE_NONE)
    return "--at 6m, 12m and 24m need --as-of: only follow-ups that are due are counted";
  if (o->assign && (!shares || o->by.count > 0 || o->totals))
    return "--assign passes rows through; it does not go with --report, --by or --totals";
  if ((o->classes || o->multiple) && !shares)
    return "--classes and --multiple are for shares";
  if (o->confidence <= 0 || o->confidence >= 100)
    return "--confidence is more than 0 and less than 100 percent";
  return NULL;
}

/* Why a participation is not in the base; NULL when it is. */
static const char *left_out(const struct run *r)
{
  struct ut_participation now = ut_participations_current(r->p);
  const struct ut_value *values = ut_participations_values(r->p);
  int months = ut_occasion_months((enum ut_occasion)r->o->at);
  bool in = true;
  if (now.anonymous)
    return "anonym";
  if (r->base)
    in = ut_expr_true(r->base, values);
  else if (r->o->at >= UT_EFTER && r->o->report != UT_DURATION)
    in = now.slut != UT_DATE_NONE && (months == 0 || ut_date_add_months(now.slut, months) <= r->o->as_of);
  if (!in)
    return "utanfor_bas";
  return r->exclude && ut_expr_true(r->exclude, values) ? "undantagen" : NULL;
}

static enum ut_status load_classes(struct run *r, struct ut_error *err)
{
  struct ut_scope scope = ut_participations_scope(r->p);
  char *path;
  enum ut_status status = ut_share_find(&path, "classes", r->o->classes ? r->o->classes : "sus", ".csv", err);
  if (status != UT_OK)
    return ut_error_at(err, NULL, 0, 0, "--classes");
  status = ut_classes_load(&r->classes, path, err);
  free(path);
  return status == UT_OK ? ut_classes_compile(r->classes, &scope, err) : status;
}

static enum ut_status compile(struct run *r, const char *text, const char *option, struct ut_expr **out,
                              struct ut_error *err)
{
  struct ut_scope scope = ut_participations_scope(r->p);
  if (!text)
    return UT_OK;
  enum ut_status status = ut_expr_compile(out, text, &scope, err);
  return status == UT_OK ? UT_OK : ut_error_at(err, NULL, 0, 0, option);
}

/* Rows are passed on with two columns more. */
static enum ut_status open_assigned(struct run *r, struct ut_error *err)
{
  static const char *const added[] = {"klass", "regel"};
  struct ut_text names[CELLS_MAX];
  size_t count = ut_reader_columns(r->reader);
  if (count + 2 > CELLS_MAX)
    return ut_error_set(err, UT_BAD_INPUT, "more than %d columns", CELLS_MAX - 2);
  for (size_t i = 0; i < count; i++)
    names[i] = ut_reader_column(r->reader, i);
  for (size_t i = 0; i < 2; i++) {
    names[count + i] = ut_text_of(added[i]);
    if (ut_reader_find(r->reader, names[count + i]) >= 0)
      return ut_error_set(err, UT_USAGE, "the stream has a column %s already", added[i]);
  }
  return ut_writer_open(&r->writer, &r->cli->output, r->cli->to, names, count + 2, NULL, err);
}

static enum ut_status open_report(struct run *r, struct ut_error *err)
{
  const struct options *o = r->o;
  struct ut_report_options options = {(enum ut_report_kind)o->report,
                                      (enum ut_occasion)o->at,
                                      o->as_of,
                                      r->classes,
                                      &o->by,
                                      o->totals,
                                      o->multiple,
                                      o->confidence,
                                      (int)r->cli->decimals,
                                      r->cli->to};
  return ut_report_new(&r->report, r->p, &options, err);
}

static enum ut_status assign(struct run *r, struct ut_buf *klass, struct ut_error *err)
{
  const char *reason = left_out(r);
  char number[24];
  size_t rule = 0, count = ut_classes_count(r->classes);
  uint64_t classes = reason ? 0 : ut_classes_match(r->classes, ut_participations_values(r->p), r->o->multiple, &rule);
  klass->len = 0;
  for (; classes; classes &= classes - 1) {
    size_t i = (size_t)__builtin_ctzll(classes);
    struct ut_text name =
        i < count ? ut_classes_get(r->classes, i).name : ut_text_of(i == count ? UT_CLASS_OTHER : UT_CLASS_UNKNOWN);
    if ((klass->len > 0 && ut_buf_add(klass, "|", 1) != UT_OK) || ut_buf_add_text(klass, name) != UT_OK)
      return ut_error_nomem(err);
  }
  snprintf(number, sizeof number, "%zu", rule);
  const struct ut_text extra[2] = {ut_buf_text(klass), ut_text_of(reason ? reason : rule > 0 ? number : "")};
  return ut_writer_pass(r->writer, r->reader, ut_participations_row(r->p), extra, err);
}

static enum ut_status read_rows(struct run *r, struct ut_error *err)
{
  struct ut_buf klass = {0};
  enum ut_status status;
  while ((status = ut_participations_next(r->p, err)) == UT_OK) {
    if (r->writer)
      status = assign(r, &klass, err);
    else if (!left_out(r))
      status = ut_report_take(r->report, err);
    if (status != UT_OK)
      break;
  }
  ut_buf_clear(&klass);
  return status == UT_END ? UT_OK : status;
}

static enum ut_status run(struct run *r, struct ut_error *err)
{
  struct ut_reader_options options = ut_reader_options_of(r->cli);
  const char *reason = conflict(r->o);
  if (reason)
    return ut_error_set(err, UT_USAGE, "%s", reason);
  enum ut_status status = ut_reader_open(&r->reader, r->cli->operands, r->cli->operand_count, &options, err);
  if (status == UT_OK)
    status = ut_participations_open(&r->p, r->reader, r->o->as_of, (enum ut_occasion)r->o->at, err);
  if (status == UT_OK && r->o->report == UT_SHARES)
    status = load_classes(r, err);
  if (status == UT_OK)
    status = compile(r, r->o->base, "--base", &r->base, err);
  if (status == UT_OK)
    status = compile(r, r->o->exclude, "--exclude", &r->exclude, err);
  if (status == UT_OK)
    status = r->o->assign ? open_assigned(r, err) : open_report(r, err);
  if (status == UT_OK)
    status = read_rows(r, err);
  if (status == UT_OK && r->report)
    status = ut_report_write(r->report, &r->cli->output, err);
  enum ut_status closed = ut_writer_close(r->writer, status == UT_OK, err);
  return status == UT_OK ? closed : status;
}

int main(int argc, char **argv)
{
  struct options options = {.at = UT_EFTER, .confidence = 95};
  struct ut_cli cli;
  struct run r = {.cli = &cli, .o = &options};
  struct ut_error err = {0};
  enum ut_status status = UT_OK;
  if (ut_cli_parse(&cli, &command, &options, argc, argv, 1, 2) == UT_OK)
    status = run(&r, &err);
  ut_report_free(r.report);
  ut_expr_free(r.base);
  ut_expr_free(r.exclude);
  ut_classes_free(r.classes);
  ut_participations_free(r.p);
  return ut_cli_finish(&cli, status, &err);
}

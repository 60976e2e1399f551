/* report: a template and named tables as one page that can be published. */
#include "cli/cli.h"
#include "report/article.h"

struct options {
  unsigned language;
  const char *commands;
  bool not_for_publication, check;
};

static const struct ut_choice languages[] = {{"sv", UT_SWEDISH}, {"en", UT_ENGLISH}, {0}};

static const struct ut_option option_table[] = {
    UT_CHOICE(language, "sv|en", "language of the page, its labels and numbers (sv)", languages, .name = "lang"),
    UT_TEXT(commands, "FILE", "the command lines that made the tables, for {{provenance}}"),
    UT_FLAG(not_for_publication, "show tables that are not protected, below a banner"),
    UT_FLAG(check, "say what is wrong, and write nothing"),
    {0},
};

static enum ut_status check(const void *options, const struct ut_cli *cli, struct ut_error *err)
{
  (void)options;
  size_t standard_input = 0;
  for (size_t i = 0; i < cli->operand_count; i++) {
    const char *operand = cli->operands[i], *behind = strchr(operand, '=');
    standard_input += strcmp(i > 0 && behind ? behind + 1 : operand, "-") == 0;
  }
  const struct ut_conflict conflicts[] = {
      {standard_input > 1, "standard input is read once"},
      {0},
  };
  return ut_cli_check(conflicts, err);
}

static const struct ut_first_operand first = {NULL, 0, "reports"};

static const struct ut_command command = {
    .name = "report",
    .summary = "Fills a template with figures, tables and charts: one page of HTML.",
    .operands = "TEMPLATE [NAME=FILE...]",
    .first = &first,
    .example = "report mall.md utfall=utfall.csv -o rapport.html",
    .options = option_table,
    .named = true,
    .check = check,
};

struct run {
  struct ut_cli cli;
  struct options o;
  struct ut_article *article;
};

/* All but the last, which ends the run. */
static enum ut_status tell(struct ut_cli *cli, const struct ut_faults *faults, struct ut_error *err)
{
  if (faults->count == 0)
    return UT_OK;
  for (size_t i = 0; i + 1 < faults->count; i++)
    ut_cli_warn(cli, &faults->list[i]);
  *err = faults->list[faults->count - 1];
  return err->status;
}

static enum ut_status open_article(struct run *r, struct ut_error *err)
{
  struct ut_cli *cli = &r->cli;
  cli->run.lists = true; /* {{provenance}} says what was read */
  const struct ut_article_options options = {
      .language = r->o.language, .exposes = r->o.not_for_publication, .reading = cli->reading};
  UT_TRY(ut_article_new(&r->article, &options, err));
  for (size_t i = 1; i < cli->operand_count; i++)
    UT_TRY(ut_article_add(r->article, cli->operands[i], err));
  const char *template = cli->operands[0];
  if (strcmp(template, "-") != 0)
    UT_TRY(ut_cli_find(cli, &template, "reports", ".md", NULL, err));
  return ut_article_read(r->article, template, r->o.commands, err);
}

static enum ut_status run(struct run *r, struct ut_error *err)
{
  struct ut_cli *cli = &r->cli;
  if (r->o.check && cli->output.path)
    return ut_error_set(err, UT_USAGE, "--check: writes nothing, so that there is nothing for --output");
  UT_TRY(open_article(r, err));
  ut_cli_confine(cli);
  UT_TRY(ut_article_resolve(r->article, err));
  UT_TRY(tell(cli, ut_article_faults(r->article), err));
  return r->o.check ? UT_OK : ut_article_write(r->article, &cli->output, err);
}

int main(int argc, char **argv)
{
  struct run r = {.o.language = UT_SWEDISH};
  struct ut_error err = {0};
  enum ut_status status = ut_cli_parse(&r.cli, &command, &r.o, argc, argv, 1, 2);
  if (status == UT_OK)
    status = run(&r, &err);
  ut_article_free(r.article);
  return ut_cli_finish(&r.cli, status, &err);
}

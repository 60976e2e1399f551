/* The streams of money. The first byte chooses the statement and how it is read, the rest is the inputs with form feeds
 * between them: decisions, plan, ledger, chart of accounts, participations.
 * - Funds are the sum of what their financiers give, and a plan spread over months sums to its amounts.
 * - The same input gives the same output, whatever becomes of it. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "budget/decision.h"
#include "budget/plan.h"
#include "budget/statement.h"

enum { DECISIONS, PLAN, LEDGER, ACCOUNTS, PARTICIPATIONS, INPUTS };

struct input {
  int fd;
  char path[32];
};

static void demand(bool holds, const char *what)
{
  if (holds)
    return;
  fprintf(stderr, "fuzz_budget: %s\n", what);
  abort();
}

static struct input input_of(const uint8_t *data, size_t size)
{
  struct input in = {.fd = memfd_create("input", MFD_CLOEXEC)};
  demand(in.fd >= 0 && write(in.fd, data, size) == (ssize_t)size, "no file in memory");
  snprintf(in.path, sizeof in.path, "/proc/self/fd/%d", in.fd);
  return in;
}

static void split(const uint8_t *data, size_t size, struct input inputs[INPUTS])
{
  for (size_t i = 0; i < INPUTS; i++) {
    const uint8_t *end = i + 1 < INPUTS && size > 0 ? memchr(data, '\f', size) : NULL;
    size_t len = end ? (size_t)(end - data) : size;
    inputs[i] = input_of(data, len);
    data += len + (end ? 1 : 0);
    size -= len + (end ? 1 : 0);
  }
}

static void check_decisions(const char *path)
{
  struct ut_decisions d = {0};
  struct ut_error err;
  if (ut_decisions_load(&d, path, NULL, &err) == UT_OK)
    for (size_t i = 0; i < d.count; i++) {
      ut_money sum = 0;
      for (size_t k = 0; k < d.share_count; k++)
        sum += d.shares[k].decision == i ? d.shares[k].funds : 0;
      demand(sum == d.decisions[i].funds, "funds that are not their financiers'");
    }
  ut_decisions_clear(&d);
}

static void check_plan(const char *path, const struct ut_books *books)
{
  struct ut_plan p = {0};
  struct ut_error err;
  if (ut_plan_load(&p, path, books, &err) == UT_OK)
    for (size_t i = 0; i < p.count; i++) {
      struct ut_spread spread = ut_plan_spread(&p.rows[i], NULL);
      ut_money sum = 0;
      for (int month = spread.first; month < spread.first + spread.count; month++)
        sum += ut_spread_within(&spread, month, month);
      demand(sum == p.rows[i].belopp, "a plan that does not sum to its amount");
    }
  ut_plan_clear(&p);
}

static void hear(void *context, const char *text, bool error)
{
  (void)error;
  demand(ut_utf8_valid(text, strlen(text)) == strlen(text), "a note that is no UTF-8");
  ut_buf_add_string(context, text);
}

static enum ut_status run(const struct ut_statement_options *options, enum ut_statement_kind kind, const char *ledger,
                          struct ut_output *output, enum ut_format to, struct ut_buf *log)
{
  struct ut_statement *s = NULL;
  struct ut_partial part = {0};
  struct ut_error err = {0};
  char *paths[] = {(char *)ledger};
  const struct ut_ledger_files files = {.paths = paths, .count = 1};
  enum ut_status status = ut_statement_open(&s, kind, options, &files, output, to, &err);
  if (status == UT_OK)
    status = ut_statement_read(s, &part, &err);
  ut_partial_clear(&part);
  if (status == UT_OK)
    status = ut_statement_write(s, &err);
  demand(status != UT_NOMEM && status != UT_IO, "a status that cannot be");
  demand(status == UT_OK || err.text[0] != '\0', "a failure without a message");
  ut_buf_add_string(log, status == UT_OK ? "" : err.text);
  ut_statement_free(s);
  return status;
}

/* What is written, said and returned. */
static void run_into(struct ut_buf *log, struct ut_statement_options options, enum ut_statement_kind kind,
                     enum ut_format to, const struct input inputs[INPUTS])
{
  struct ut_output output;
  struct ut_accounts *accounts;
  struct ut_error err;
  int fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
  ut_output_init(&output, fd, "<output>");
  options.books.accounts = ut_accounts_load(&accounts, inputs[ACCOUNTS].path, NULL, &err) == UT_OK ? accounts : NULL;
  struct ut_run heard = {.say = hear, .context = log};
  options.books.run = &heard;
  enum ut_status status = run(&options, kind, inputs[LEDGER].path, &output, to, log);
  ut_buf_add_text(log, ut_buf_text(&output.buf));
  if (status == UT_OK)
    ut_output_commit(&output, &err);
  else
    ut_output_abandon(&output);
  ut_accounts_free(accounts);
  ut_run_clear(&heard);
  close(fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const enum ut_statement_kind kinds[] = {UT_BALANCE, UT_REQUISITION, UT_FORECAST, UT_COST, UT_ENTRIES};
  struct input inputs[INPUTS];
  if (size == 0)
    return 0;
  enum ut_statement_kind kind = kinds[data[0] % (sizeof kinds / sizeof *kinds)];
  bool cost = kind == UT_COST;
  split(data + 1, size - 1, inputs);
  const struct ut_statement_options options = {
      .plan = cost ? NULL : inputs[PLAN].path,
      .decisions = inputs[DECISIONS].path,
      .books = {.negate = data[0] & 0x40, .lenient = data[0] & 0x80},
      .as_of = ut_date_make(2019, 8, 31),
      .limit = 90,
      .period = cost ? (struct ut_period){UT_DATE_NONE, UT_DATE_NONE}
                     : (struct ut_period){ut_date_make(2019, 7, 1), ut_date_make(2019, 9, 30)},
      .participations = cost ? inputs[PARTICIPATIONS].path : NULL};
  enum ut_format to = data[0] & 0x20 ? UT_JSON : UT_CSV;
  struct ut_buf first = {0}, second = {0};
  check_decisions(inputs[DECISIONS].path);
  check_plan(inputs[PLAN].path, &options.books);
  run_into(&first, options, kind, to, inputs);
  run_into(&second, options, kind, to, inputs);
  demand(ut_text_equal(ut_buf_text(&first), ut_buf_text(&second)), "the same input gave another output");
  ut_buf_clear(&first);
  ut_buf_clear(&second);
  for (size_t i = 0; i < INPUTS; i++)
    close(inputs[i].fd);
  return 0;
}

/* Fuzzing price lists: rows of a list up to the first NUL byte, of an index up to the next, then shares of a cost.
 * - An error has a text that is valid UTF-8.
 * - Transfers of what is accepted cancel, moved by the index or not, and ranges hold the amount.
 * - Shares that are accepted sum to the whole. */
#include "payback/prices.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "payback/payback.h"

enum { YEAR_FIRST = 2017, YEAR_LAST = 2022 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds, const char *what)
{
  if (holds)
    return;
  fprintf(stderr, "fuzz_prices: %s\n", what);
  abort();
}

static void check(enum ut_status status, const struct ut_error *err)
{
  if (status == UT_OK)
    return;
  demand(err->text[0] != '\0', "an error without a text");
  demand(ut_utf8_valid(err->text, strlen(err->text)) == strlen(err->text), "an error that is no UTF-8");
}

/* A file in memory: a header and the rows. */
static int file_of(const char *header, struct ut_text rows, char path[32])
{
  int fd = memfd_create("fuzz", 0);
  demand(fd >= 0 && write(fd, header, strlen(header)) > 0, "no file");
  demand(rows.len == 0 || write(fd, rows.ptr, rows.len) == (ssize_t)rows.len, "a short write");
  snprintf(path, 32, "/proc/self/fd/%d", fd);
  return fd;
}

static void check_lines(const struct ut_prices *p)
{
  for (size_t i = 0; i < p->line_count; i++) {
    const struct ut_price_line *l = &p->lines[i];
    ut_money society = 0, used = 0;
    for (int j = 0; j < UT_ACTORS; j++) {
      society += l->amounts[j];
      used += l->amounts[j] != 0;
    }
    demand(l->amounts[UT_SAMHALLE] == society, "society is not the sum of the actors");
    demand(society == 0 || used == 1, "transfers do not cancel");
    demand(l->low <= 1 && l->high >= 1, "an amount outside its range");
  }
}

static void ask(struct ut_prices *p)
{
  static const char *const codes[] = {"lon", "arbete", "arbete_subventionerat", "a", "b"};
  for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
    for (int year = YEAR_FIRST; year <= YEAR_LAST; year++) {
      struct ut_error err = {0};
      ptrdiff_t item;
      check(ut_prices_item(p, ut_text_of(codes[i]), year, &item, &err), &err);
    }
  check_lines(p);
}

static void try_prices(struct ut_text list, struct ut_text index)
{
  char path[32];
  struct ut_error err = {0};
  struct ut_prices *p;
  int fd = file_of("kod,aktor,belopp_manad,typ,ar,kalla,lagst,hogst\n", list, path);
  enum ut_status status = ut_prices_load(&p, path, NULL, &err);
  check(status, &err);
  close(fd);
  if (status == UT_OK && index.len > 0) {
    fd = file_of("ar,varde\n", index, path);
    err = (struct ut_error){0};
    check(ut_prices_index(p, path, NULL, &err), &err);
    close(fd);
  }
  if (status == UT_OK)
    ask(p);
  ut_prices_free(p);
}

static void try_financing(struct ut_text text)
{
  int32_t shares[UT_ACTORS], sum = 0;
  struct ut_error err = {0};
  enum ut_status status = ut_financing_parse(text, shares, &err);
  check(status, &err);
  for (int i = 0; i < UT_ACTORS; i++)
    sum += shares[i];
  demand(status != UT_OK || sum == UT_SHARE_WHOLE, "shares that are not the whole");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct ut_text rest = {size > 0 ? (const char *)data : "", size}, list, index = {"", 0}, shares;
  ut_text_split(&rest, '\0', &list);
  if (rest.ptr)
    ut_text_split(&rest, '\0', &index);
  try_prices(list, index);
  if (rest.ptr && ut_text_split(&rest, '\0', &shares))
    try_financing(shares);
  return 0;
}

/* Fuzzing charts of accounts: a chart, then account numbers with NUL bytes between.
 * - An account that is in a range is in it with digits behind it, too. */
#include "budget/accounts.h"
#include "inputs.h"

static void check_account(const struct ut_accounts *a, struct ut_text account)
{
  char longer[64];
  if (account.len == 0 || account.len + 1 >= sizeof longer || !ut_char_is_digit(account.ptr[account.len - 1]))
    return;
  struct ut_text category = ut_accounts_category(a, account);
  memcpy(longer, account.ptr, account.len);
  longer[account.len] = '7';
  struct ut_text again = ut_accounts_category(a, (struct ut_text){longer, account.len + 1});
  demand(category.len == 0 || ut_text_equal(category, again), "an account is of another category than its parts");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct ut_text rest = {size > 0 ? (const char *)data : "", size}, chart, account;
  struct ut_accounts *a = NULL;
  struct ut_error err = {0};
  char path[FUZZ_PATH];
  ut_text_split(&rest, '\0', &chart);
  int fd = file_of(chart.ptr, chart.len, path);
  enum ut_status status = ut_accounts_load(&a, path, NULL, &err);
  demand_shown(status, &err);
  while (status == UT_OK && rest.ptr && ut_text_split(&rest, '\0', &account))
    check_account(a, account);
  ut_accounts_free(a);
  close(fd);
  return 0;
}

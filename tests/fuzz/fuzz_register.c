/* Fuzzing registers of requisitions.
 * - The record of a register that is accepted is one, has its rows and gives the same record. */
#include "budget/register.h"
#include "inputs.h"

/* Writes the record of a register into `record`, and how many rows it has; false where it is no register. */
static bool copy(const void *bytes, size_t size, struct ut_buf *record, size_t *count)
{
  struct ut_register *r = NULL;
  struct ut_output output;
  struct ut_error err = {0};
  char path[FUZZ_PATH];
  int fd = file_of(bytes, size, path);
  ut_output_init(&output, -1, "<record>");
  enum ut_status status = ut_register_open(&r, path, &output, NULL, &err);
  demand_shown(status, &err);
  *count = status == UT_OK ? ut_register_count(r) : 0;
  demand(ut_register_close(r, status == UT_OK, &err) == UT_OK || status != UT_OK, "a record that cannot be ended");
  if (status == UT_OK)
    ut_buf_add_text(record, ut_buf_text(&output.buf));
  ut_output_abandon(&output);
  close(fd);
  return status == UT_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct ut_buf first = {0}, second = {0};
  size_t rows, again;
  if (size < 1 << 16 && copy(data, size, &first, &rows)) {
    demand(copy(first.ptr ? first.ptr : "", first.len, &second, &again), "a record that is no register");
    demand(rows == again, "a record of another number of rows");
    demand(ut_text_equal(ut_buf_text(&first), ut_buf_text(&second)), "a record that is not its own");
  }
  ut_buf_clear(&first);
  ut_buf_clear(&second);
  return 0;
}

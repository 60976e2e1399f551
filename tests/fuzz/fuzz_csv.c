/* CSV against libcsv. The first byte chooses the delimiter (its lowest bit), how many fields are wanted at once (the
 * next three bits) and how the rest, which is the input, is cut into spans. */
#include "../unit/csv_reference.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  if (size == 0)
    return 0;
  char delimiter = data[0] & 1 ? ';' : ',';
  size_t want = data[0] >> 1 & 7;
  struct ut_text input = {(const char *)data + 1, size - 1};
  struct ut_buf expected = {0};
  reference_log(input, delimiter, &expected);
  compare_with_reference(input, delimiter, (struct spans){input.len, 1, 0, false}, SIZE_MAX, &expected);
  compare_with_reference(input, delimiter, (struct spans){data[0], 40, size, is_utf8(input)}, want, &expected);
  if (size < 512)
    compare_with_reference(input, delimiter, (struct spans){0, 1, 0, false}, want, &expected);
  bool open;
  ut_csv_delimiter(input.ptr, input.len, true, '"', &open);
  ut_buf_clear(&expected);
  return 0;
}

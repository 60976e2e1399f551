/* Fuzzing how an export is laid out: the text of one. What is found can be read by a reader with these options. */
#include "import/layout.h"

#include <stdio.h>
#include <stdlib.h>

#include "stream/csv.h"
#include "stream/heading_rows.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds, const char *what)
{
  if (holds)
    return;
  fprintf(stderr, "fuzz_layout: %s\n", what);
  abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct ut_text text = {size > 0 ? (const char *)data : "", size};
  struct ut_layout found;
  size_t lines = 0;
  if (ut_utf8_valid(text.ptr, text.len) != text.len)
    return 0;
  demand(ut_layout_find(text, true, NULL, &found) == UT_OK, "no memory");
  for (size_t i = 0; i < text.len; i++)
    lines += text.ptr[i] == '\n' || text.ptr[i] == '\r';
  demand(!found.delimiter || ut_csv_separates(found.delimiter), "the delimiter separates nothing");
  demand(found.quote != found.delimiter || !found.quote, "the quote is the delimiter");
  demand(found.skip_lines <= lines, "the header stands behind the end");
  demand(found.heading_rows <= UT_HEADING_ROWS_MOST, "more rows of headings than a map may say");
  demand(!found.headless || found.heading_rows == 0, "rows of headings where there is no header");
  return 0;
}

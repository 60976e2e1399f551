/* JSON against itself and against cJSON. The first byte chooses lines (odd), the length of the spans and how many
 * values are wanted at once; the rest is the input.
 * - All ways to read the input give the same records and the same error, and the records are cJSON's: json_reference.h.
 * - What ut_json_next accepts as an array, ut_json_check accepts too.
 * - What ut_json_add_string writes reads as the text it was given. */
#include "../unit/json_reference.h"

enum { ROOM = 64 /* white space behind an input, so that the last object of a short one can be plain */ };

/* The input again, with white space behind it. */
static void compare_with_room(struct ut_text input, bool lines, size_t step, size_t want)
{
  struct ut_buf longer = {0};
  json_demand(ut_buf_add_text(&longer, input) == UT_OK && ut_buf_format(&longer, "%*s", ROOM, "") == UT_OK,
              "out of memory");
  compare_json(ut_buf_text(&longer), lines, step, want);
  ut_buf_clear(&longer);
}

/* A text that is written reads as the same text. */
static void write_and_read(const char *ptr, size_t len)
{
  struct ut_text text = {ptr, ut_utf8_valid(ptr, len)};
  const char *nul = memchr(ptr, '\0', text.len);
  if (nul)
    text.len = (size_t)(nul - ptr);
  struct ut_buf b = {0};
  struct ut_json *j;
  struct ut_json_record record;
  size_t used;
  json_demand(ut_json_new(&j, true) == UT_OK, "out of memory");
  json_demand(ut_buf_add_string(&b, "{\"v\":") == UT_OK && ut_json_add_string(&b, text) == UT_OK &&
                  ut_buf_add_string(&b, "}\n") == UT_OK,
              "out of memory");
  json_demand(ut_json_next(j, b.ptr, b.len, true, &used, &record, NULL) == UT_OK, "what was written does not read");
  json_demand(record.count == 1 && ut_text_equal(record.values[0], text), "what was written reads otherwise");
  ut_json_free(j);
  ut_buf_clear(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  if (size == 0)
    return 0;
  bool lines = data[0] & 1;
  size_t step = data[0] / 2u + 1, want = data[0] >> 1 & 7;
  struct ut_text input = {(const char *)data + 1, size - 1};
  bool valid = compare_json(input, lines, step, want);
  compare_with_room(input, lines, step, want);
  enum ut_status status = ut_json_check(input.ptr, input.len, NULL);
  json_demand(!valid || lines || status == UT_OK, "ut_json_check refuses what was accepted");
  write_and_read(input.ptr, input.len);
  return 0;
}

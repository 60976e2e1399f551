/* JSON against itself and against cJSON. The first byte chooses lines (odd) and the length of the
 * spans, the rest is the input.
 * - Any split of the input into spans gives the same records and the same error.
 * - What ut_json_next accepts as an array, ut_json_check and cJSON accept too, and cJSON finds the same texts.
 * - What ut_json_add_string writes reads as the text it was given. */
#include "stream/json.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>

static void demand(bool holds, const char *what)
{
  if (holds)
    return;
  fprintf(stderr, "fuzz_json: %s\n", what);
  abort();
}

static void add(struct ut_buf *log, const void *ptr, size_t len)
{
  demand(ut_buf_add(log, &len, sizeof len) == UT_OK && ut_buf_add(log, ptr, len) == UT_OK, "out of memory");
}

static void add_record(struct ut_buf *log, const struct ut_json_record *record)
{
  add(log, &record->line, sizeof record->line);
  for (size_t i = 0; i < record->count; i++) {
    add(log, record->names[i].ptr, record->names[i].len);
    add(log, record->values[i].ptr, record->values[i].len);
  }
}

/* Reads all with `step` more bytes at a time and logs what came. Spans lie in memory of their own length. */
static enum ut_status read_all(const uint8_t *data, size_t size, bool lines, size_t step, struct ut_buf *log)
{
  struct ut_json *j;
  struct ut_json_record record;
  struct ut_error err = {0};
  enum ut_status status = UT_MORE;
  size_t begin = 0, end = 0, used;
  demand(ut_json_new(&j, lines) == UT_OK, "out of memory");
  while (status == UT_OK || status == UT_MORE) {
    if (status == UT_MORE)
      end = step < size - end ? end + step : size;
    char *span = malloc(end > begin ? end - begin : 1);
    memcpy(span, data + begin, end - begin);
    status = ut_json_next(j, span, end - begin, end == size, &used, &record, &err);
    begin += used;
    demand(begin <= end, "used more than there was");
    if (status == UT_OK)
      add_record(log, &record);
    free(span);
  }
  demand(status == UT_END || status == UT_BAD_INPUT, "a status that cannot be, or cJSON refused an object");
  demand(status != UT_END || begin == size, "ended before the end");
  if (status == UT_BAD_INPUT) {
    demand(err.line > 0 && err.column > 0 && ut_utf8_valid(err.text, strlen(err.text)) == strlen(err.text),
           "bad error");
    char shown[UT_ERROR_TEXT + 64];
    ut_error_format(&err, shown, sizeof shown);
    add(log, shown, strlen(shown));
  }
  ut_json_free(j);
  return status;
}

static void compare_splits(const uint8_t *data, size_t size, bool lines, size_t step, const struct ut_buf *whole)
{
  struct ut_buf log = {0};
  read_all(data, size, lines, step, &log);
  demand(ut_text_equal(ut_buf_text(&log), ut_buf_text(whole)), "a split changed what was read");
  ut_buf_clear(&log);
}

/* The records of an accepted array, as cJSON sees them. */
static void compare_with_cjson(const char *text, size_t size)
{
  struct ut_json *j;
  struct ut_json_record record;
  cJSON *tree = cJSON_ParseWithLength(text, size);
  demand(cJSON_IsArray(tree), "cJSON refuses what was accepted");
  demand(ut_json_check(text, size, NULL) == UT_OK, "ut_json_check refuses what was accepted");
  demand(ut_json_new(&j, false) == UT_OK, "out of memory");
  size_t used;
  for (const cJSON *object = tree->child; object; object = object->next, text += used, size -= used) {
    demand(ut_json_next(j, text, size, true, &used, &record, NULL) == UT_OK, "fewer objects than cJSON");
    demand((int)record.count == cJSON_GetArraySize(object), "not as many members as cJSON");
    const cJSON *item = object->child;
    for (size_t i = 0; i < record.count; i++, item = item->next) {
      demand(ut_text_is(record.names[i], item->string), "a name that cJSON does not find");
      demand(!cJSON_IsString(item) || ut_text_is(record.values[i], item->valuestring), "a text unlike cJSON's");
      demand(!cJSON_IsNumber(item) || ut_json_is_number(record.values[i]), "a number that is none");
      demand(!cJSON_IsNull(item) || record.values[i].len == 0, "a null that is not empty");
    }
  }
  ut_json_free(j);
  cJSON_Delete(tree);
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
  demand(ut_json_new(&j, true) == UT_OK, "out of memory");
  demand(ut_buf_add_string(&b, "{\"v\":") == UT_OK && ut_json_add_string(&b, text) == UT_OK &&
             ut_buf_add_string(&b, "}\n") == UT_OK,
         "out of memory");
  demand(ut_json_next(j, b.ptr, b.len, true, &used, &record, NULL) == UT_OK, "what was written does not read");
  demand(record.count == 1 && ut_text_equal(record.values[0], text), "what was written reads otherwise");
  ut_json_free(j);
  ut_buf_clear(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  if (size == 0)
    return 0;
  bool lines = data[0] & 1;
  size_t step = data[0] / 2u + 1;
  const char *text = (const char *)data + 1;
  struct ut_buf whole = {0};
  enum ut_status status = read_all(data + 1, size - 1, lines, size, &whole);
  compare_splits(data + 1, size - 1, lines, step, &whole);
  compare_splits(data + 1, size - 1, lines, 1, &whole);
  ut_buf_clear(&whole);
  if (status == UT_END && !lines)
    compare_with_cjson(text, size - 1);
  ut_json_check(text, size - 1, NULL);
  write_and_read(text, size - 1);
  return 0;
}

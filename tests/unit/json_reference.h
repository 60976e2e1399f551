/* What ut_json_next says of an input that is handed over in different ways, written down so that the ways can be
 * compared, and what cJSON says of it. Used by the unit test and by the fuzz harness.
 *
 * Of an input handed over a byte at a time no object is ever whole at first sight, so all of them are validated by the
 * scan; of one handed over at once those that are plain are not. Both must say the same, errors included. */
#ifndef UTFALL_JSON_REFERENCE_H
#define UTFALL_JSON_REFERENCE_H

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>

#include "stream/json.h"

static inline void json_demand(bool holds, const char *what)
{
  if (holds)
    return;
  fprintf(stderr, "json: %s\n", what);
  abort();
}

/* Appends the texts from `begin` up to `end`, each with its length. */
static inline void log_json_texts(struct ut_buf *log, const struct ut_text *texts, size_t begin, size_t end)
{
  for (size_t i = begin; i < end; i++)
    json_demand(ut_buf_format(log, " %zu[", texts[i].len) == UT_OK && ut_buf_add_text(log, texts[i]) == UT_OK &&
                    ut_buf_add_string(log, "]") == UT_OK,
                "out of memory");
}

/* The names of the last record that had a shape. */
struct json_shape {
  size_t shape;
  struct ut_buf names;
};

static inline void check_json_shape(struct json_shape *last, const struct ut_json_record *record)
{
  struct ut_buf names = {0};
  if (record->shape == 0)
    return;
  log_json_texts(&names, record->names, 0, record->count);
  json_demand(record->shape != last->shape || ut_text_equal(ut_buf_text(&names), ut_buf_text(&last->names)),
              "records of one shape have different names");
  ut_buf_clear(&last->names);
  *last = (struct json_shape){record->shape, names};
}

/* Values beyond `want` are read once they are decoded. */
static inline void log_json_record(struct ut_json *j, const struct ut_json_record *record, size_t want,
                                   struct ut_buf *log)
{
  size_t first = want < record->count ? want : record->count;
  json_demand(ut_buf_format(log, "line %zu:", record->line) == UT_OK, "out of memory");
  log_json_texts(log, record->names, 0, record->count);
  json_demand(ut_buf_add_string(log, " =") == UT_OK, "out of memory");
  log_json_texts(log, record->values, 0, first);
  json_demand(ut_json_split(j, NULL) == UT_OK, "out of memory");
  log_json_texts(log, record->values, first, record->count);
  json_demand(ut_buf_add_string(log, "\n") == UT_OK, "out of memory");
}

/* Reads all with `step` more bytes at a time. Every span lies in memory of its own length, for the sanitizers. */
static inline enum ut_status json_log(struct ut_text input, bool lines, size_t step, size_t want, struct ut_buf *log)
{
  struct ut_json *j;
  struct ut_json_record record;
  struct json_shape shape = {0};
  struct ut_error err = {0};
  enum ut_status status = UT_MORE;
  size_t begin = 0, end = 0, used;
  json_demand(ut_json_new(&j, lines) == UT_OK, "out of memory");
  ut_json_want(j, want);
  while (status == UT_OK || status == UT_MORE) {
    if (status == UT_MORE)
      end = step < input.len - end ? end + step : input.len;
    char *span = malloc(end > begin ? end - begin : 1);
    json_demand(span, "out of memory");
    if (end > begin)
      memcpy(span, input.ptr + begin, end - begin);
    status = ut_json_next(j, span, end - begin, end == input.len, &used, &record, &err);
    begin += used;
    json_demand(begin <= end, "used more than there was");
    if (status == UT_OK) {
      check_json_shape(&shape, &record);
      log_json_record(j, &record, want, log);
    }
    free(span);
  }
  json_demand(status == UT_END || status == UT_BAD_INPUT, "a status that cannot be, or cJSON refused a text");
  json_demand(status != UT_END || begin == input.len, "ended before the end");
  if (status == UT_BAD_INPUT) {
    json_demand(err.line > 0 && err.column > 0 && ut_utf8_valid(err.text, strlen(err.text)) == strlen(err.text),
                "bad error");
    json_demand(ut_buf_format(log, "%zu:%zu: %s\n", err.line, err.column, err.text) == UT_OK, "out of memory");
  }
  ut_buf_clear(&shape.names);
  ut_json_free(j);
  return status;
}

static inline void compare_json_steps(struct ut_text input, bool lines, size_t step, size_t want,
                                      const struct ut_buf *expected)
{
  struct ut_buf log = {0};
  json_log(input, lines, step, want, &log);
  bool same = ut_text_equal(ut_buf_text(&log), ut_buf_text(expected));
  if (!same)
    fprintf(stderr, "input:\n%.*s\na byte at a time:\n%.*s\n%zu at a time, %zu wanted:\n%.*s\n", (int)input.len,
            input.ptr, (int)expected->len, expected->ptr, step, want, (int)log.len, log.ptr);
  ut_buf_clear(&log);
  json_demand(same, "the ways to read it differ");
}

static inline void compare_json_object(const struct ut_json_record *record, const cJSON *object)
{
  json_demand(cJSON_IsObject(object), "cJSON refuses what was accepted");
  json_demand((int)record->count == cJSON_GetArraySize(object), "not as many members as cJSON");
  const cJSON *item = object->child;
  for (size_t i = 0; i < record->count; i++, item = item->next) {
    struct ut_text value = record->values[i];
    json_demand(ut_text_is(record->names[i], item->string), "a name that cJSON does not find");
    json_demand(!cJSON_IsString(item) || ut_text_is(value, item->valuestring), "a text unlike cJSON's");
    json_demand(!cJSON_IsNumber(item) || ut_json_is_number(value), "a number that is none");
    json_demand(!cJSON_IsBool(item) || ut_text_is(value, cJSON_IsTrue(item) ? "true" : "false"),
                "true or false unlike cJSON's");
    json_demand(!cJSON_IsNull(item) || value.len == 0, "a null that is not empty");
  }
}

/* The records of an accepted input, as cJSON sees them. */
static inline void compare_with_cjson(struct ut_text input, bool lines)
{
  struct ut_json *j;
  struct ut_json_record record;
  size_t used, at = 0;
  json_demand(ut_json_new(&j, lines) == UT_OK, "out of memory");
  for (; ut_json_next(j, input.ptr + at, input.len - at, true, &used, &record, NULL) == UT_OK; at += used) {
    const char *object = memchr(input.ptr + at, '{', input.len - at);
    cJSON *tree = cJSON_ParseWithLengthOpts(object, input.len - (size_t)(object - input.ptr), NULL, false);
    compare_json_object(&record, tree);
    cJSON_Delete(tree);
  }
  ut_json_free(j);
}

/* Holds all ways to read an input, `step` bytes at a time and `want` values at once among them, to the same answers,
 * and these to cJSON's. Returns whether it is valid. */
static inline bool compare_json(struct ut_text input, bool lines, size_t step, size_t want)
{
  struct ut_buf expected = {0};
  enum ut_status status = json_log(input, lines, 1, SIZE_MAX, &expected);
  compare_json_steps(input, lines, input.len + 1, SIZE_MAX, &expected);
  compare_json_steps(input, lines, input.len + 1, want, &expected);
  compare_json_steps(input, lines, step, want, &expected);
  ut_buf_clear(&expected);
  if (status == UT_END)
    compare_with_cjson(input, lines);
  return status == UT_END;
}

#endif

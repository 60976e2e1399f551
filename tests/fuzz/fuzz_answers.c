/* Fuzzing measures: the first byte chooses the scale, the rest is a stream of answers.
 * - A value is a step of the scale, or why it is not known is said. */
#include "inputs.h"
#include "progress/answers.h"

static void check_answer(const struct ut_answer *a, const struct ut_answer_options *o)
{
  demand(a->matt.len > 0 && a->tillfalle.len > 0, "an answer without a measure or an occasion");
  demand(a->when == UT_AT_START || a->when == UT_AT_SLUT || ut_date_year(a->when) > 0, "an answer of no day");
  if (o->scale.low == o->scale.high)
    return;
  demand(a->value >= -1 && a->value <= o->scale.high - o->scale.low, "a value that is not on the scale");
  demand(a->value >= 0 || a->code <= o->dont_know.count, "a value that is not known, and not why");
  demand(!a->empty || a->value < 0, "an empty cell with a value");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const struct ut_range scales[] = {{0, 0}, {1, 5}, {-2, 2}, {0, 100}};
  if (size == 0)
    return 0;
  struct ut_answer_options options = {.scale = scales[data[0] % 4],
                                      .dont_know = {{ut_text_of("vet_ej"), ut_text_of("vill_ej")}, 2}};
  struct ut_reader_options reading = {.from = UT_AUTO};
  struct ut_answers *r = NULL;
  struct ut_answer answer;
  struct ut_error err = {0};
  char path[FUZZ_PATH], *paths[] = {path};
  if (data[0] & 4) {
    options.by.names[0] = ut_text_of("kon");
    options.by.count = 1;
  }
  int fd = file_of(data + 1, size - 1, path);
  enum ut_status status = ut_answers_open(&r, paths, 1, &reading, &options, &err);
  while (status == UT_OK && (status = ut_answers_next(r, &answer, &err)) == UT_OK)
    check_answer(&answer, &options);
  demand_shown(status, &err);
  ut_answers_free(r);
  close(fd);
  return 0;
}

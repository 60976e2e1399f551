/* Fuzzing class files: a file of classes up to the first NUL byte, then participations.
 * - A row is of one class, of as many as hold where several may be, and of none without a rule. */
#include "inputs.h"
#include "utfall/classes.h"

struct matching {
  struct ut_classes *classes;
  struct ut_participations *rows;
};

static enum ut_status take(void *context, struct ut_error *err)
{
  const struct matching *m = context;
  const struct ut_value *values = ut_participations_values(m->rows);
  size_t rule, first, count = ut_classes_count(m->classes);
  uint64_t one = ut_classes_match(m->classes, values, false, &rule);
  uint64_t all = ut_classes_match(m->classes, values, true, &first);
  (void)err;
  demand(one != 0 && (one & (one - 1)) == 0 && one >> count < 4, "a row that is not of one class");
  demand((all & one) == one && rule == first, "one class, and not among several");
  demand((rule > 0) == (one >> count == 0), "a class without a rule");
  return UT_OK;
}

static void match(struct ut_classes *c, const char *path)
{
  struct matching m = {.classes = c};
  struct ut_error err = {0};
  enum ut_status status = ut_participations_load(&m.rows, path, UT_DATE_NONE, NULL, &err);
  if (status == UT_OK) {
    struct ut_scope scope = ut_participations_scope(m.rows);
    status = ut_classes_compile(c, &scope, &err);
  }
  if (status == UT_OK)
    status = ut_participations_each(m.rows, take, &m, &err);
  demand_shown(status, &err);
  ut_participations_free(m.rows);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct ut_text rest = {size > 0 ? (const char *)data : "", size}, file;
  struct ut_classes *c = NULL;
  struct ut_error err = {0};
  char path[FUZZ_PATH], rows_path[FUZZ_PATH];
  ut_text_split(&rest, '\0', &file);
  int fd = file_of(file.ptr, file.len, path),
      rows = file_of(rest.ptr ? rest.ptr : "", rest.ptr ? rest.len : 0, rows_path);
  enum ut_status status = ut_classes_load(&c, path, NULL, &err);
  demand_shown(status, &err);
  if (status == UT_OK) {
    for (size_t i = 0; i < ut_classes_count(c); i++)
      demand(ut_classes_find(c, ut_classes_get(c, i)) == (ptrdiff_t)i, "a class that is not found by its name");
    match(c, rows_path);
  }
  ut_classes_free(c);
  close(fd);
  close(rows);
  return 0;
}

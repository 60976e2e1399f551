/* Participations with their outcome class. */
#include "outcomes/assignment.h"

#include <stdio.h>
#include <stdlib.h>

#include "outcomes/added.h"

enum { ADDED = 2 };

struct ut_assignment {
  struct ut_participations *p;
  const struct ut_classes *classes;
  bool multiple;
  struct ut_writer *writer;
  struct ut_buf klass;
};

enum ut_status ut_assignment_new(struct ut_assignment **out, struct ut_participations *p,
                                 const struct ut_classes *classes, bool multiple, struct ut_output *output,
                                 enum ut_format to, struct ut_error *err)
{
  static const char *const least[] = {"insats", "start", NULL}, *const added[] = {"klass", "regel", NULL};
  struct ut_assignment *a = *out = calloc(1, sizeof *a);
  if (!a)
    return ut_error_nomem(err);
  a->p = p;
  a->classes = classes;
  a->multiple = multiple;
  return ut_added_open(&a->writer, ut_participations_reader(p), least, added, output, to, err);
}

/* The names of a set of classes, joined by |. */
static void join_names(struct ut_assignment *a, uint64_t classes)
{
  a->klass.len = 0;
  for (; classes; classes &= classes - 1) {
    if (a->klass.len > 0)
      ut_buf_add(&a->klass, "|", 1);
    ut_buf_add_text(&a->klass, ut_classes_name(a->classes, (size_t)__builtin_ctzll(classes)));
  }
}

enum ut_status ut_assignment_add(struct ut_assignment *a, const char *left_out, struct ut_error *err)
{
  char number[24] = "";
  size_t rule = 0;
  uint64_t classes = left_out ? 0 : ut_classes_match(a->classes, ut_participations_values(a->p), a->multiple, &rule);
  join_names(a, classes);
  if (a->klass.failed)
    return ut_error_nomem(err);
  if (rule > 0)
    snprintf(number, sizeof number, "%zu", rule);
  const struct ut_text added[ADDED] = {ut_buf_text(&a->klass), ut_text_of(left_out ? left_out : number)};
  return ut_writer_pass(a->writer, ut_participations_reader(a->p), ut_participations_row(a->p), added, err);
}

enum ut_status ut_assignment_finish(struct ut_assignment *a, struct ut_error *err)
{
  struct ut_writer *writer = a->writer;
  a->writer = NULL;
  return ut_writer_close(writer, true, err);
}

void ut_assignment_free(struct ut_assignment *a)
{
  if (!a)
    return;
  ut_writer_close(a->writer, false, NULL);
  ut_buf_clear(&a->klass);
  free(a);
}

/* Participations with their outcome class. */
#include "outcomes/assignment.h"

#include <stdio.h>
#include <stdlib.h>

enum { ADDED = 2 };
static const char *const added_names[ADDED] = {"klass", "regel"};

struct ut_assignment {
  struct ut_participations *p;
  const struct ut_classes *classes;
  bool multiple;
  struct ut_text *names;
  struct ut_writer *writer;
  struct ut_buf klass;
};

/* An empty stream, which has no header, is taken to have the columns that every stream has. */
static enum ut_status open_writer(struct ut_assignment *a, struct ut_output *output, enum ut_format to,
                                  struct ut_error *err)
{
  static const char *const least[] = {"insats", "start"};
  const struct ut_reader *reader = ut_participations_reader(a->p);
  bool empty = ut_reader_is_empty(reader);
  size_t own = empty ? sizeof least / sizeof *least : ut_reader_columns(reader);
  a->names = reallocarray(NULL, own + ADDED, sizeof *a->names);
  if (!a->names)
    return ut_error_nomem(err);
  for (size_t i = 0; i < own; i++)
    a->names[i] = empty ? ut_text_of(least[i]) : ut_reader_column(reader, i);
  for (size_t i = 0; i < ADDED; i++) {
    a->names[own + i] = ut_text_of(added_names[i]);
    if (ut_reader_find(reader, a->names[own + i]) >= 0)
      return ut_error_set(err, UT_USAGE, "the stream has a column %s already", added_names[i]);
  }
  return ut_writer_open(&a->writer, output, to, a->names, own + ADDED, NULL, err);
}

enum ut_status ut_assignment_new(struct ut_assignment **out, struct ut_participations *p,
                                 const struct ut_classes *classes, bool multiple, struct ut_output *output,
                                 enum ut_format to, struct ut_error *err)
{
  struct ut_assignment *a = *out = calloc(1, sizeof *a);
  if (!a)
    return ut_error_nomem(err);
  a->p = p;
  a->classes = classes;
  a->multiple = multiple;
  return open_writer(a, output, to, err);
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
  free(a->names);
  free(a);
}

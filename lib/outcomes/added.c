/* Streams with columns added. */
#include "outcomes/added.h"

#include <stdlib.h>

static size_t count_of(const char *const *names)
{
  size_t count = 0;
  while (names[count])
    count++;
  return count;
}

static enum ut_status add_names(const struct ut_reader *reader, const char *const *added, struct ut_text *names,
                                struct ut_error *err)
{
  for (size_t i = 0; added[i]; i++) {
    names[i] = ut_text_of(added[i]);
    if (ut_reader_find(reader, names[i]) >= 0)
      return ut_error_blame(ut_error_set(err, UT_USAGE, "the stream has a column %s already", added[i]), "--assign",
                            err);
  }
  return UT_OK;
}

enum ut_status ut_added_open(struct ut_writer **out, const struct ut_reader *reader, const char *const *least,
                             const char *const *added, struct ut_output *output, enum ut_format to,
                             struct ut_error *err)
{
  bool empty = ut_reader_is_empty(reader);
  size_t own = empty ? count_of(least) : ut_reader_columns(reader);
  struct ut_text *names = reallocarray(NULL, own + count_of(added) + 1, sizeof *names);
  if (!names)
    return ut_error_nomem(err);
  for (size_t i = 0; i < own; i++)
    names[i] = empty ? ut_text_of(least[i]) : ut_reader_column(reader, i);
  enum ut_status status = add_names(reader, added, names + own, err);
  if (status == UT_OK)
    status = ut_writer_open(out, output, to, names, own + count_of(added), NULL, err);
  free(names);
  return status;
}

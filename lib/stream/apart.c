/* Operands held against each other before they are read. */
#include "stream/apart.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/sheet_path.h"
#include "utfall/text.h"

enum { PIECE = 1 << 16 };

struct operand {
  const char *path;
  const char *sheet; /* of a workbook; NULL: its name does not say */
  char file[PATH_MAX];
  struct stat st; /* zeros where it is no regular file */
};

/* What of a file has been looked at, to see whether there is a row in it. */
struct rows {
  size_t passed; /* lines to come that are none */
  bool json, begun, within, found;
};

static bool is_standard(const char *path)
{
  return strcmp(path, "-") == 0;
}

static bool look(struct operand *o)
{
  o->sheet = ut_sheet_path(o->path, o->file);
  return (is_standard(o->path) ? fstat(STDIN_FILENO, &o->st) : stat(o->file, &o->st)) == 0 && S_ISREG(o->st.st_mode);
}

/* A byte-order mark, and every other byte of UTF-16, say nothing of rows. */
static bool says_nothing(char c)
{
  return c == '\0' || c == ' ' || c == '\t' || strchr("\xEF\xBB\xBF\xFE\xFF", c);
}

/* A line that holds something, below the titles and the header; in JSON an object, or one after the first. */
static void look_for_rows(struct rows *r, const char *ptr, size_t len)
{
  for (size_t i = 0; i < len && !r->found; i++) {
    bool end = ptr[i] == '\n' || ptr[i] == '\r';
    if (end && r->within)
      r->passed -= r->passed > 0;
    r->within = r->within && !end;
    if (end || says_nothing(ptr[i]))
      continue;
    r->json = r->json || (!r->begun && (ptr[i] == '[' || ptr[i] == '{'));
    r->begun = r->within = true;
    r->found = r->json ? ptr[i] == '{' : r->passed == 0;
  }
}

static enum ut_status refused(const char *path, const char *what, struct ut_error *err)
{
  enum ut_status status = ut_error_errno(err, what);
  ut_error_at(err, path, 0, 0, NULL);
  return status;
}

/* Reads a piece at its place, whole but at the end of the file. */
static enum ut_status read_piece(int fd, const char *path, size_t at, char to[PIECE], size_t *len, struct ut_error *err)
{
  ssize_t n = 1;
  for (*len = 0; *len < PIECE && n > 0; *len += (size_t)n)
    if ((n = pread(fd, to + *len, PIECE - *len, (off_t)(at + *len))) < 0)
      return refused(path, "read", err);
  return UT_OK;
}

/* Do both hold the same, and rows? Of what is one file, no more is read than it takes to find one. */
static enum ut_status compare(const int fds[2], const char *const paths[2], bool one, size_t titles, bool *same,
                              struct ut_error *err)
{
  char pieces[2][PIECE];
  size_t lens[2] = {1, 1};
  struct rows rows = {.passed = titles + 1};
  *same = true;
  for (size_t at = 0; *same && lens[0] > 0 && !(one && rows.found); at += lens[0]) {
    for (size_t i = 0; i < 2; i++)
      UT_TRY(read_piece(fds[i], paths[i], at, pieces[i], &lens[i], err));
    *same = lens[0] == lens[1] && memcmp(pieces[0], pieces[1], lens[0]) == 0;
    rows.found = rows.found || (at == 0 && lens[0] > 4 && memcmp(pieces[0], "PK\3\4", 4) == 0); /* a workbook */
    look_for_rows(&rows, pieces[0], lens[0]);
  }
  *same = *same && rows.found;
  return UT_OK;
}

/* The same where both can be opened; what cannot is left to who reads it. */
static enum ut_status open_and_compare(const char *const paths[2], bool one, size_t titles, bool *same,
                                       struct ut_error *err)
{
  int fds[2];
  enum ut_status status = UT_OK;
  *same = false;
  for (size_t i = 0; i < 2; i++)
    fds[i] = is_standard(paths[i]) ? dup(STDIN_FILENO) : open(paths[i], O_RDONLY | O_CLOEXEC);
  if (fds[0] >= 0 && fds[1] >= 0)
    status = compare(fds, paths, one, titles, same, err);
  for (size_t i = 0; i < 2; i++)
    if (fds[i] >= 0)
      close(fds[i]);
  return status;
}

static enum ut_status refuse(const char *const paths[2], bool one, struct ut_error *err)
{
  const char *first = is_standard(paths[0]) ? "<stdin>" : paths[0];
  if (one)
    ut_error_set(err, UT_BAD_INPUT, "this is the file %s, which is read already", first);
  else
    ut_error_set(err, UT_BAD_INPUT, "a copy of %s, byte by byte: its rows are read already", first);
  ut_error_at(err, is_standard(paths[1]) ? "<stdin>" : paths[1], 0, 0, NULL);
  return UT_BAD_INPUT;
}

static enum ut_status check_pair(const struct operand *first, const struct operand *second, size_t titles, bool copies,
                                 struct ut_error *err)
{
  const char *const paths[2] = {first->file, second->file};
  bool sheets = first->sheet && second->sheet && strcmp(first->sheet, second->sheet) != 0;
  bool one = first->st.st_dev == second->st.st_dev && first->st.st_ino == second->st.st_ino, same;
  if (first->st.st_size != second->st.st_size || first->st.st_size == 0 || sheets || (copies && !one))
    return UT_OK;
  UT_TRY(open_and_compare(paths, one, titles, &same, err));
  return same ? refuse(paths, one, err) : UT_OK;
}

enum ut_status ut_files_apart(char *const *paths, size_t count, size_t titles, bool copies, struct ut_error *err)
{
  size_t known = 0;
  enum ut_status status = UT_OK;
  if (count < 2)
    return UT_OK;
  struct operand *operands = calloc(count, sizeof *operands);
  if (!operands)
    return ut_error_nomem(err);
  for (size_t i = 0; i < count && status == UT_OK; i++) {
    operands[known].path = paths[i];
    if (!look(&operands[known]))
      continue;
    for (size_t j = 0; j < known && status == UT_OK; j++)
      status = check_pair(&operands[j], &operands[known], titles, copies, err);
    known++;
  }
  free(operands);
  return status;
}

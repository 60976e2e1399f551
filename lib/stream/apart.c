/* Operands held against each other before they are read. */
#include "stream/apart.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/chains.h"
#include "base/sheet_path.h"

enum { PIECE = 1 << 16 };

struct operand {
  const char *path;
  const char *sheet; /* of a workbook; NULL: its name does not say */
  char file[PATH_MAX];
  struct stat st;
};

struct operands {
  struct operand *at; /* regular files */
  size_t count;
  size_t titles;
  bool copies; /* may be */
  uint64_t seed;
  struct ut_distinct sizes; /* of files */
  uint32_t *of_size;        /* how many there are, by size */
  struct ut_chains groups;  /* of those that may be one another: of one size and beginning, or one file */
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

static struct ut_text size_of(const struct operand *o)
{
  return (struct ut_text){(const char *)&o->st.st_size, sizeof o->st.st_size};
}

static int open_operand(const char *path)
{
  return is_standard(path) ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
}

static bool is_workbook(const char *piece, size_t len)
{
  return len > 4 && memcmp(piece, "PK\3\4", 4) == 0;
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
    rows.found = rows.found || (at == 0 && is_workbook(pieces[0], lens[0]));
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
    fds[i] = open_operand(paths[i]);
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

static enum ut_status check_pair(const struct operands *o, const struct operand *first, const struct operand *second,
                                 struct ut_error *err)
{
  const char *const paths[2] = {first->file, second->file};
  bool sheets = first->sheet && second->sheet && strcmp(first->sheet, second->sheet) != 0;
  bool one = first->st.st_dev == second->st.st_dev && first->st.st_ino == second->st.st_ino, same;
  if (first->st.st_size != second->st.st_size || sheets || (o->copies && !one))
    return UT_OK;
  UT_TRY(open_and_compare(paths, one, o->titles, &same, err));
  return same ? refuse(paths, one, err) : UT_OK;
}

/* ---- which to compare ---- */

/* How the file begins, as a number. Not named: it cannot be opened, or is read to its end and has no row. */
static enum ut_status number_beginning(const struct operands *o, const struct operand *f, uint64_t *number, bool *named,
                                       struct ut_error *err)
{
  char piece[PIECE];
  size_t len = 0;
  struct rows rows = {.passed = o->titles + 1};
  int fd = open_operand(f->file);
  *named = false;
  if (fd < 0)
    return UT_OK;
  enum ut_status status = read_piece(fd, f->file, 0, piece, &len, err);
  close(fd);
  look_for_rows(&rows, piece, len);
  *named = rows.found || len == PIECE || is_workbook(piece, len);
  *number = ut_hash_text(o->seed, (struct ut_text){piece, len});
  return status;
}

/* What only those share that may be one another: the file itself where copies may be. */
static enum ut_status name_group(const struct operands *o, const struct operand *f, uint64_t name[2], bool *named,
                                 struct ut_error *err)
{
  name[0] = (uint64_t)f->st.st_size;
  name[1] = (uint64_t)f->st.st_ino;
  *named = true;
  return o->copies ? UT_OK : number_beginning(o, f, &name[1], named, err);
}

/* Holds a file against those before it that it may be. */
static enum ut_status check(struct operands *o, size_t i, struct ut_error *err)
{
  uint64_t name[2];
  bool named;
  uint32_t group;
  UT_TRY(name_group(o, &o->at[i], name, &named, err));
  if (!named)
    return UT_OK;
  if (ut_chains_enter(&o->groups, (struct ut_text){(const char *)name, sizeof name}, &group) != UT_OK)
    return ut_error_nomem(err);
  const struct ut_link *item = ut_chains_first(&o->groups, group);
  for (; item; item = ut_chains_next(&o->groups, item))
    UT_TRY(check_pair(o, &o->at[item->number], &o->at[i], err));
  return ut_chains_append(&o->groups, group, i) == UT_OK ? UT_OK : ut_error_nomem(err);
}

/* Of a file that no other equals in size nothing is read. */
static enum ut_status check_all(struct operands *o, struct ut_error *err)
{
  for (size_t i = 0; i < o->count; i++) {
    uint32_t number = 0;
    ut_distinct_find(&o->sizes, size_of(&o->at[i]), &number);
    if (o->of_size[number] > 1 && o->at[i].st.st_size > 0)
      UT_TRY(check(o, i, err));
  }
  return UT_OK;
}

static enum ut_status add(struct operands *o, const char *path, struct ut_error *err)
{
  uint32_t number;
  struct operand *new = &o->at[o->count];
  new->path = path;
  if (!look(new))
    return UT_OK;
  if (ut_distinct_add(&o->sizes, size_of(new), &number) != UT_OK)
    return ut_error_nomem(err);
  o->of_size[number]++;
  o->count++;
  return UT_OK;
}

enum ut_status ut_files_apart(char *const *paths, size_t count, size_t titles, bool copies, struct ut_error *err)
{
  struct operands o = {.titles = titles, .copies = copies, .seed = ut_hash_seed()};
  if (count < 2)
    return UT_OK;
  o.at = calloc(count, sizeof *o.at);
  o.of_size = calloc(count, sizeof *o.of_size);
  enum ut_status status = o.at && o.of_size ? UT_OK : ut_error_nomem(err);
  for (size_t i = 0; i < count && status == UT_OK; i++)
    status = add(&o, paths[i], err);
  if (status == UT_OK)
    status = check_all(&o, err);
  ut_distinct_clear(&o.sizes);
  ut_chains_clear(&o.groups);
  free(o.of_size);
  free(o.at);
  return status;
}

/* Runs a command again and again, each time with another call failing, and holds what it leaves behind against what it
 * found and what it makes when all goes well.
 * usage: inject SHIM STEP SCRATCH NAME COMMAND [ARGUMENT...]
 * SCRATCH/before is the folder in which the command is to run, as it finds it; SCRATCH/stdin what it reads. Every
 * STEP-th call of each kind fails in turn; of a script, which makes a folder, 8 / STEP calls, and every STEP-th program
 * that it starts. Exit 0 is right with everything that a whole run leaves, exit 2 with a message and what was there
 * before. Prints what was wrong, and last "POINTS points, WRONG wrong". */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kinds.h"

enum { FILES = 64, NAME = 256, SHOWN = 40, SECONDS = 60, SPREAD = 8, FIRST = 8, MOST = 12, OPEN_FILES = 8 };

struct file {
  char name[NAME];
  char *bytes;
  size_t len;
};

/* All files of a folder, by name, and what was said and written. */
struct state {
  struct file files[FILES];
  size_t count;
  struct file out, err;
  int code; /* -1: ended by a signal */
  bool status_file;
};

static const char *const kind_names[FAULT_KINDS] = {"malloc", "read",   "write", "open", "fsync",
                                                    "rename", "fchmod", "close", "start"};
static const char *const mode_names[] = {"once", "from then on", "short", "interrupted"};

static const char *shim, *scratch;
static char **command;
static unsigned long *counts;

_Noreturn static void die(const char *what)
{
  perror(what);
  exit(3);
}

static char *path_of(const char *name, char path[NAME])
{
  snprintf(path, NAME, "%s/%s", scratch, name);
  return path;
}

static void load(const char *path, struct file *f)
{
  struct stat st;
  int fd = open(path, O_RDONLY);
  if (fd < 0 || fstat(fd, &st) != 0)
    die(path);
  f->len = (size_t)st.st_size;
  f->bytes = malloc(f->len + 1);
  if (!f->bytes || read(fd, f->bytes, f->len) != (ssize_t)f->len)
    die(path);
  f->bytes[f->len] = '\0';
  close(fd);
}

static void store(const char *path, const struct file *f)
{
  int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (fd < 0 || write(fd, f->bytes, f->len) != (ssize_t)f->len)
    die(path);
  close(fd);
}

static int compare(const void *a, const void *b)
{
  return strcmp(((const struct file *)a)->name, ((const struct file *)b)->name);
}

/* What a run leaves that is not to be used: what begins with a dot, a script's log and its status.json. */
static bool aside(const char *name)
{
  return name[0] == '.' || strcmp(name, "logg") == 0 || strcmp(name, "status.json") == 0;
}

/* Adds the files of a folder, and of those in it; `name` is that of the folder, with a slash, or empty. */
static void see_folder(const char *path, const char *name, struct state *s)
{
  struct dirent *entry;
  DIR *d = opendir(path);
  if (!d)
    die(path);
  while ((entry = readdir(d))) {
    char below[2 * NAME], called[2 * NAME];
    struct stat st;
    if (entry->d_name[0] == '.' || (!*name && aside(entry->d_name)) || s->count == FILES)
      continue;
    snprintf(below, sizeof below, "%s/%s", path, entry->d_name);
    snprintf(called, sizeof called, "%s%s", name, entry->d_name);
    if (stat(below, &st) != 0)
      die(below);
    if (S_ISDIR(st.st_mode)) {
      strcat(called, "/");
      see_folder(below, called, s);
      continue;
    }
    struct file *f = &s->files[s->count++];
    snprintf(f->name, sizeof f->name, "%.*s", NAME - 1, called);
    load(below, f);
  }
  closedir(d);
}

/* The files of SCRATCH/FOLDER. */
static void see(const char *folder, struct state *s)
{
  char path[NAME];
  s->count = 0;
  see_folder(path_of(folder, path), "", s);
  qsort(s->files, s->count, sizeof *s->files, compare);
}

static void forget(struct state *s)
{
  for (size_t i = 0; i < s->count; i++)
    free(s->files[i].bytes);
  free(s->out.bytes);
  free(s->err.bytes);
  *s = (struct state){0};
}

static int take_away(const char *path, const struct stat *st, int type, struct FTW *at)
{
  (void)st;
  (void)type;
  return at->level > 0 ? remove(path) : 0;
}

/* Empties SCRATCH/work and fills it with the files. */
static void lay_out(const struct state *s)
{
  char path[NAME], file[2 * NAME];
  mkdir(path_of("work", path), 0755);
  if (nftw(path, take_away, OPEN_FILES, FTW_DEPTH | FTW_PHYS) != 0)
    die(path);
  for (size_t i = 0; i < s->count; i++) {
    snprintf(file, sizeof file, "%s/%s", path, s->files[i].name);
    char *slash = strrchr(file, '/');
    *slash = '\0';
    mkdir(file, 0755);
    *slash = '/';
    store(file, &s->files[i]);
  }
}

static void redirect(const char *name, int flags, int to)
{
  char path[NAME];
  int fd = open(path_of(name, path), flags, 0644);
  if (fd < 0 || dup2(fd, to) < 0)
    _exit(3);
  close(fd);
}

static void set_number(const char *name, unsigned long value)
{
  char text[24];
  snprintf(text, sizeof text, "%lu", value);
  setenv(name, text, 1);
}

/* Runs the command as it is laid out, with this fault, and sees what it left. */
static void run(enum fault_kind kind, enum fault_mode mode, unsigned long at, struct state *s)
{
  char path[NAME], old[] = "of an earlier run\n";
  const struct file old_status = {.bytes = old, .len = sizeof old - 1};
  struct file status_file;
  int status;
  memset(counts, 0, FAULT_KINDS * sizeof *counts);
  store(path_of("status.json", path), &old_status);
  fflush(NULL);
  pid_t child = fork();
  if (child == 0) {
    set_number("FAULT_KIND", kind);
    set_number("FAULT_MODE", mode);
    set_number("FAULT_AT", at);
    setenv("FAULT_COUNTS", path_of("counts", path), 1);
    setenv("LD_PRELOAD", shim, 1);
    redirect("stdin", O_RDONLY, STDIN_FILENO);
    redirect("stdout", O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
    redirect("stderr", O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, STDERR_FILENO);
    if (chdir(path_of("work", path)) != 0)
      _exit(3);
    alarm(SECONDS);
    execvp(command[0], command);
    _exit(3);
  }
  if (child < 0 || waitpid(child, &status, 0) != child)
    die("fork");
  see("work", s);
  load(path_of("stdout", path), &s->out);
  load(path_of("stderr", path), &s->err);
  load(path_of("status.json", path), &status_file);
  s->status_file = strcmp(status_file.bytes, old_status.bytes) != 0;
  free(status_file.bytes);
  s->code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static bool same_files(const struct state *a, const struct state *b)
{
  if (a->count != b->count)
    return false;
  for (size_t i = 0; i < a->count; i++)
    if (strcmp(a->files[i].name, b->files[i].name) != 0 || a->files[i].len != b->files[i].len ||
        memcmp(a->files[i].bytes, b->files[i].bytes, a->files[i].len) != 0)
      return false;
  return true;
}

/* Does the status file say how the run ended? It need not where it is itself what could not be written, nor without
 * memory to say it. */
static bool says_status(const struct state *got)
{
  char path[NAME], wanted[24];
  struct file status = {0};
  if (strstr(got->err.bytes, "status.json: cannot write") || strstr(got->err.bytes, "status.json: cannot create"))
    return true;
  load(path_of("status.json", path), &status);
  snprintf(wanted, sizeof wanted, "\"status\": %d,", got->code);
  bool says = strstr(status.bytes, wanted);
  free(status.bytes);
  return says;
}

static bool same_out(const struct state *a, const struct state *b)
{
  return a->out.len == b->out.len && memcmp(a->out.bytes, b->out.bytes, a->out.len) == 0;
}

static size_t in_folders(const struct state *s)
{
  size_t count = 0;
  for (size_t i = 0; i < s->count; i++)
    count += strchr(s->files[i].name, '/') != NULL;
  return count;
}

/* Does the command make a folder, as scripts do? */
static bool makes_folder(const struct state *before, const struct state *whole)
{
  return in_folders(whole) > in_folders(before);
}

/* What is wrong with a run; NULL: nothing. A folder that cannot be synced is told of when all is in place, a descriptor
 * that cannot be closed when all is written; a script that cannot write its log fails with all in place. */
static const char *fault_of(const struct state *before, const struct state *whole, const struct state *got,
                            enum fault_kind kind)
{
  if (got->code == whole->code)
    return !same_out(got, whole)     ? "ends well, and its output is not whole"
           : !same_files(got, whole) ? "ends well, and its files are not whole"
                                     : NULL;
  if (got->code != 2)
    return got->code < 0 ? "is ended by a signal" : "ends in another status";
  if (got->err.len == 0)
    return "fails without a word";
  if (whole->status_file && kind != FAULT_MALLOC && !says_status(got))
    return "fails, and its status file does not say so";
  if ((kind == FAULT_SYNC || makes_folder(before, whole)) && same_files(got, whole))
    return NULL;
  if (!same_files(got, before))
    return "fails, and its files are not as they were";
  return kind != FAULT_CLOSE && same_out(got, whole) && whole->out.len > 0 ? "fails, and its output looks whole" : NULL;
}

static void tell(const char *what, const char *name, enum fault_kind kind, enum fault_mode mode, unsigned long at,
                 const struct state *got)
{
  printf("%s, %s %lu %s: %s (exit %d): %.*s\n", name, kind_names[kind], at, mode_names[mode], what, got->code,
         (int)strcspn(got->err.bytes, "\n"), got->err.bytes);
  for (size_t i = 0; i < got->count && strstr(what, "files"); i++)
    printf("  left: %s, %zu bytes\n", got->files[i].name, got->files[i].len);
}

static bool applies(enum fault_kind kind, enum fault_mode mode)
{
  bool transfer = kind == FAULT_READ || kind == FAULT_WRITE;
  return mode == FAULT_ONCE || (mode == FAULT_ON && kind <= FAULT_OPEN) || (mode > FAULT_ON && transfer);
}

/* How far on the next call is that fails. Those of a script are spread over all; where not each fails, about MOST do
 * after the first ones. */
static unsigned long next(unsigned long at, unsigned long step, bool spread, unsigned long total)
{
  if (spread)
    return 1 + total * step / SPREAD;
  if (step > 1 && at <= FIRST)
    return 1;
  return step > 1 && total / MOST > step ? total / MOST : step;
}

int main(int argc, char **argv)
{
  struct state before = {0}, whole = {0};
  unsigned long totals[FAULT_KINDS], points = 0, wrong = 0;
  char path[NAME];
  if (argc < 6)
    return 3;
  shim = argv[1];
  scratch = argv[3];
  command = argv + 5;
  unsigned long step = strtoul(argv[2], NULL, 10);
  int fd = open(path_of("counts", path), O_RDWR | O_CREAT, 0644);
  if (fd < 0 || ftruncate(fd, FAULT_KINDS * sizeof *counts) != 0)
    die(path);
  counts = mmap(NULL, FAULT_KINDS * sizeof *counts, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (counts == MAP_FAILED)
    die(path);
  see("before", &before);
  lay_out(&before);
  run(FAULT_MALLOC, FAULT_ONCE, 0, &whole);
  memcpy(totals, counts, sizeof totals);
  if (whole.code != 0 && whole.code != 1) {
    printf("%s: does not work without faults (exit %d): %s\n", argv[4], whole.code, whole.err.bytes);
    wrong++;
  }
  for (int kind = 0; kind < FAULT_KINDS; kind++)
    for (int mode = FAULT_ONCE; mode <= FAULT_INTERRUPTED; mode++)
      for (unsigned long at = 1; applies(kind, mode) && at <= totals[kind];
           at += kind == FAULT_START ? step : next(at, step, makes_folder(&before, &whole), totals[kind])) {
        struct state got = {0};
        lay_out(&before);
        run(kind, mode, at, &got);
        const char *what = fault_of(&before, &whole, &got, kind);
        points++;
        if (what && wrong++ < SHOWN)
          tell(what, argv[4], kind, mode, at, &got);
        forget(&got);
      }
  printf("%lu points, %lu wrong\n", points, wrong);
  return wrong > 0;
}

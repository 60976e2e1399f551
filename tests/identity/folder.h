/* What programs share that run a command again and again in a folder: its files as they were, and how it is run. */
#ifndef TESTS_FOLDER_H
#define TESTS_FOLDER_H

#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FOLDER_FILES = 24, FOLDER_NAME = 256 };

struct bytes {
  char *ptr;
  size_t len;
};

struct file {
  char name[FOLDER_NAME];
  struct bytes was;
};

struct folder {
  struct file files[FOLDER_FILES];
  size_t count;
};

_Noreturn static inline void die(const char *what)
{
  perror(what);
  exit(3);
}

/* The bytes of a file, a NUL behind them; to be freed. */
static inline struct bytes load(const char *path)
{
  struct stat st;
  int fd = open(path, O_RDONLY);
  if (fd < 0 || fstat(fd, &st) != 0)
    die(path);
  struct bytes b = {malloc((size_t)st.st_size + 1), (size_t)st.st_size};
  if (!b.ptr || read(fd, b.ptr, b.len) != (ssize_t)b.len)
    die(path);
  b.ptr[b.len] = '\0';
  close(fd);
  return b;
}

static inline void store(const char *path, struct bytes b)
{
  int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (fd < 0 || write(fd, b.ptr, b.len) != (ssize_t)b.len)
    die(path);
  close(fd);
}

static inline const struct file *file_of(const struct folder *f, const char *name)
{
  for (size_t i = 0; i < f->count; i++)
    if (strcmp(f->files[i].name, name) == 0)
      return &f->files[i];
  return NULL;
}

static inline void folder_load(struct folder *f, const char *path)
{
  struct dirent *entry;
  char name[3 * FOLDER_NAME];
  DIR *d = opendir(path);
  if (!d)
    die(path);
  while ((entry = readdir(d))) {
    if (entry->d_name[0] == '.' || f->count == FOLDER_FILES)
      continue;
    struct file *file = &f->files[f->count++];
    snprintf(file->name, FOLDER_NAME, "%s", entry->d_name);
    snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
    file->was = load(name);
  }
  closedir(d);
}

static inline void redirect(const char *path, int flags, int to)
{
  int fd = open(path, flags, 0600);
  if (fd < 0 || dup2(fd, to) < 0)
    _exit(3);
  close(fd);
}

/* Runs the words in this folder without input, what it writes and says to ../stdout and ../stderr; its wait status.
 * One that takes more than `seconds` is ended by a signal. */
static inline int run_words(const char *const *words, unsigned seconds)
{
  int status;
  fflush(NULL);
  pid_t child = fork();
  if (child == 0) {
    redirect("/dev/null", O_RDONLY, STDIN_FILENO);
    redirect("../stdout", O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
    redirect("../stderr", O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
    alarm(seconds);
    execvp(words[0], (char *const *)words);
    _exit(127);
  }
  if (child < 0 || waitpid(child, &status, 0) != child)
    die("fork");
  return status;
}

#endif

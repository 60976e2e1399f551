/* A library to preload: once the filter has confined itself, its first write tries what it may no longer do, and the
 * last line on standard error says `confined`, what could be done all the same, or that it never was confined. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static bool tried;

static void tell(const char *what)
{
  char line[128];
  int length = snprintf(line, sizeof line, "%s\n", what);
  syscall(SYS_write, STDERR_FILENO, line, (size_t)length);
}

static int opens(const char *path, int flags)
{
  int fd = (int)syscall(SYS_openat, AT_FDCWD, path, flags, 0600);
  if (fd >= 0)
    close(fd);
  return fd < 0 && errno == EACCES ? 0 : 1;
}

static int is_forbidden(long result)
{
  return result < 0 && errno == EPERM ? 0 : 1;
}

static int executes(void)
{
  char *const none[] = {NULL};
  return execve("/bin/true", none, none) < 0 && errno == EPERM ? 0 : 1;
}

static int forks(void)
{
  pid_t child = fork();
  if (child == 0)
    _exit(0);
  if (child > 0)
    waitpid(child, NULL, 0);
  return child >= 0;
}

static int connects(int family)
{
  int fd = socket(family, SOCK_STREAM, 0);
  if (fd >= 0)
    close(fd);
  return fd < 0 && errno == EPERM ? 0 : 1;
}

static void *nothing(void *argument)
{
  return argument;
}

static int lacks_threads(void)
{
  pthread_t thread;
  return pthread_create(&thread, NULL, nothing, NULL) != 0 || pthread_join(thread, NULL) != 0;
}

static void try_all(void)
{
  const struct {
    const char *what;
    int fault;
  } tries[] = {
      {"reads a file that nothing names", opens("/etc/passwd", O_RDONLY)},
      {"reads a file beside the input", opens("secret", O_RDONLY)},
      {"writes a file that stands", opens("in.csv", O_WRONLY)},
      {"empties a file that stands", opens("in.csv", O_RDONLY | O_TRUNC)},
      {"makes a file", opens("/tmp/utfall-made", O_WRONLY | O_CREAT)},
      {"empties a file by its name", is_forbidden(truncate("in.csv", 0))},
      {"lets others read a file", is_forbidden(syscall(SYS_fchmodat, AT_FDCWD, "secret", 0666))},
      {"gives a file away", is_forbidden(syscall(SYS_fchownat, AT_FDCWD, "secret", 1, 1, 0))},
      {"changes the time of a file", is_forbidden(utimensat(AT_FDCWD, "secret", NULL, 0))},
      {"gives a file another name", is_forbidden(syscall(SYS_linkat, AT_FDCWD, "secret", AT_FDCWD, "known", 0))},
      {"ends another program", is_forbidden(kill(getpid(), 0))},
      {"executes a program", executes()},
      {"makes a process", forks()},
      {"reaches the network", connects(AF_INET)},
      {"reaches another program", connects(AF_UNIX)},
      {"traces", ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0},
      {"cannot make a thread", lacks_threads()},
  };
  int faults = 0;
  for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
    if (tries[i].fault) {
      tell(tries[i].what);
      faults++;
    }
  if (faults == 0)
    tell("confined");
}

ssize_t write(int fd, const void *from, size_t size)
{
  if (!tried && prctl(PR_GET_SECCOMP, 0, 0, 0, 0) == 2) {
    tried = true;
    try_all();
  }
  return syscall(SYS_write, fd, from, size);
}

__attribute__((destructor)) static void end(void)
{
  if (!tried)
    tell("never confined");
}

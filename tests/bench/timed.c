/* Runs a command and appends a line with its wall time in milliseconds, the peak memory, in KiB, of the largest of its
 * processes and the processor time of all of them, in milliseconds, to a file: usage: timed [-n RUNS] FILE COMMAND
 * [ARGUMENT...]. Fails as soon as the command does. */
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double milliseconds(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static double milliseconds_of(struct timeval t)
{
  return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3;
}

/* Exit status of the command, 126 when it did not end by itself or could not be started. */
static int run(char **command, struct rusage *usage)
{
  int status;
  pid_t child;
  if (posix_spawnp(&child, command[0], NULL, NULL, command, environ) != 0 || wait4(child, &status, 0, usage) < 0 ||
      !WIFEXITED(status)) {
    return 126;
  }
  return WEXITSTATUS(status);
}

int main(int argc, char **argv)
{
  long runs = 1;
  char **operands = argv + 1;
  if (argc > 3 && strcmp(argv[1], "-n") == 0) {
    runs = strtol(argv[2], NULL, 10);
    operands += 2;
  }
  if (argv + argc - operands < 2) {
    fputs("usage: timed [-n RUNS] FILE COMMAND [ARGUMENT...]\n", stderr);
    return 2;
  }
  FILE *log = fopen(operands[0], "a");
  if (!log) {
    perror(operands[0]);
    return 2;
  }
  int status = 0;
  while (status == 0 && runs-- > 0) {
    struct rusage usage = {0};
    double began = milliseconds();
    status = run(operands + 1, &usage);
    double processor = milliseconds_of(usage.ru_utime) + milliseconds_of(usage.ru_stime);
    fprintf(log, "%.3f %ld %.3f\n", milliseconds() - began, usage.ru_maxrss, processor);
  }
  return fclose(log) == 0 ? status : 2;
}

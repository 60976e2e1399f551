/* Confinement by Landlock (files) and seccomp (system calls), each where the kernel has it: kernel documentation,
 * userspace-api/landlock and userspace-api/seccomp_filter. */
#include "cli/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/sheet_path.h"
#include "cli/named_files.h"

/* Debuggers, sanitizers and what measures coverage look into a process and write files of their own. */
static bool is_off(void)
{
  const char *sandbox = getenv("UTFALL_SANDBOX");
  return sandbox && strcmp(sandbox, "off") == 0;
}

void ut_confine_memory(void)
{
  const struct rlimit none = {0, 0};
  if (is_off())
    return;
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

void ut_confine_data(size_t bytes)
{
  const struct rlimit most = {bytes, bytes};
  if (!is_off())
    setrlimit(RLIMIT_DATA, &most);
}

/* ---- files ---- */

#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif

enum { ABI_TRUNCATE = 3, ABI_NETWORK = 4, NETWORK = 3 /* to bind, to connect */ };

/* As a kernel of ABI 4 has it; an older one is handed its head. */
struct ruleset {
  uint64_t files, network;
};

static const uint64_t every_access =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE |
    LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
    LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
    LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
    LANDLOCK_ACCESS_FS_MAKE_SYM;
/* Renaming a finished file, removing a temporary one, syncing the folder. */
static const uint64_t place_files =
    LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG;

struct rules {
  int fd;
  uint64_t truncate; /* where the kernel knows of it */
  bool whole;        /* every rule that is needed is there */
};

/* Allows something on a path that stands and, of a folder, beneath it. A pipe that /dev/fd names needs no rule. */
static void allow(struct rules *rules, const char *path, uint64_t access)
{
  struct landlock_path_beneath_attr rule = {.allowed_access = access, .parent_fd = open(path, O_PATH | O_CLOEXEC)};
  if (rule.parent_fd < 0 ||
      (syscall(SYS_landlock_add_rule, rules->fd, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0 && errno != EBADFD))
    rules->whole = false;
  if (rule.parent_fd >= 0)
    close(rule.parent_fd);
}

/* Nothing where the path does not stand. A folder is told from a file only by opening it. */
static void allow_reading(struct rules *rules, const char *path)
{
  struct stat st;
  char file[PATH_MAX];
  ut_sheet_path(path, file);
  if (stat(file, &st) == 0)
    allow(rules, file, S_ISDIR(st.st_mode) ? LANDLOCK_ACCESS_FS_READ_DIR : LANDLOCK_ACCESS_FS_READ_FILE);
}

static void allow_placing(struct rules *rules, const struct ut_output *o)
{
  char path[PATH_MAX];
  if (!o->temporary)
    return;
  snprintf(path, sizeof path, "%s", o->path);
  allow(rules, dirname(path), place_files);
}

static void allow_named(void *context, const struct ut_option *o, const char *path)
{
  (void)o;
  allow_reading(context, path);
}

static void allow_files(struct rules *rules, const struct ut_cli *cli)
{
  static const char *const libraries[] = {"/usr/lib", "/usr/lib64", "/lib", "/lib64"};
  struct stat st;
  for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) /* iconv loads what knows an encoding */
    if (stat(libraries[i], &st) == 0)
      allow(rules, libraries[i], LANDLOCK_ACCESS_FS_READ_FILE);
  allow_reading(rules, "/etc/ld.so.cache");
  for (size_t i = 0; i < cli->operand_count; i++)
    allow_reading(rules, ut_cli_operand_file(cli, i));
  for (size_t i = 0; i < cli->found_count; i++)
    allow_reading(rules, cli->found[i]);
  ut_cli_each_named_file(cli, allow_named, rules);
  for (size_t i = 0; i < cli->further_count; i++)
    allow_placing(rules, &cli->further[i]);
  allow_placing(rules, &cli->output);
  allow_placing(rules, &cli->status_file);
}

static void confine_files(const struct ut_cli *cli)
{
  long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (abi < 1)
    return;
  const uint64_t truncate = abi >= ABI_TRUNCATE ? LANDLOCK_ACCESS_FS_TRUNCATE : 0;
  const struct ruleset handled = {every_access | truncate, NETWORK};
  size_t size = abi >= ABI_NETWORK ? sizeof handled : sizeof handled.files;
  struct rules rules = {(int)syscall(SYS_landlock_create_ruleset, &handled, size, 0), truncate, true};
  if (rules.fd < 0)
    return;
  allow_files(&rules, cli);
  if (rules.whole)
    syscall(SYS_landlock_restrict_self, rules.fd, 0);
  close(rules.fd);
}

/* ---- system calls ---- */

#if defined __x86_64__
#define OWN_CALLS AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define OWN_CALLS AUDIT_ARCH_AARCH64
#endif

#ifdef OWN_CALLS

/* Other processes, the network, and what reaches round the rules of files: Landlock knows nothing of owners, modes,
 * times and attributes, and of emptying a file from its third version on. */
static const uint16_t forbidden[] = {
    SYS_execve,
    SYS_execveat,
    SYS_ptrace,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_pidfd_getfd,
    SYS_socket,
    SYS_socketpair,
    SYS_connect,
    SYS_bind,
    SYS_listen,
    SYS_accept,
    SYS_accept4,
    SYS_sendto,
    SYS_sendmsg,
    SYS_mount,
    SYS_umount2,
    SYS_pivot_root,
    SYS_chroot,
    SYS_setns,
    SYS_unshare,
    SYS_open_by_handle_at,
    SYS_bpf,
    SYS_perf_event_open,
    SYS_userfaultfd,
    SYS_keyctl,
    SYS_add_key,
    SYS_request_key,
    SYS_io_uring_setup,
    SYS_kill,
    SYS_tkill,
    SYS_rt_sigqueueinfo,
    SYS_rt_tgsigqueueinfo,
    SYS_pidfd_open,
    SYS_pidfd_send_signal,
    SYS_truncate,
    SYS_fchmodat,
    SYS_fchownat,
    SYS_utimensat,
    SYS_setxattr,
    SYS_lsetxattr,
    SYS_removexattr,
    SYS_lremovexattr,
    SYS_linkat,
    SYS_shmget,
    SYS_msgget,
    SYS_mq_open,
#ifdef SYS_fchmodat2
    SYS_fchmodat2,
#endif
#ifdef SYS_chmod
    SYS_chmod,
    SYS_chown,
    SYS_lchown,
    SYS_utime,
    SYS_utimes,
    SYS_futimesat,
    SYS_link,
#endif
#ifdef SYS_fork
    SYS_fork,
    SYS_vfork,
#endif
};
enum { FORBIDDEN = sizeof forbidden / sizeof *forbidden, HEAD = 4, TAIL = 7, X32_CALLS = 0x40000000 };

#define LOAD(member_) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, member_))
#define RETURN(action_) BPF_STMT(BPF_RET | BPF_K, (action_))

/* A thread is a clone, and so is a process; of clone3 the filter sees no flags, so that glibc is told to use clone. */
static void confine_calls(void)
{
  struct sock_filter program[HEAD + FORBIDDEN + TAIL] = {
      LOAD(arch),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OWN_CALLS, 0, HEAD + FORBIDDEN + TAIL - 3),
      LOAD(nr),
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, X32_CALLS, HEAD + FORBIDDEN + TAIL - 5, 0),
  };
  const struct sock_filter tail[TAIL] = {
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone3, 3, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 3),
      LOAD(args[0]), /* its lower half: both machines are little-endian */
      BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 1, 2),
      RETURN(SECCOMP_RET_ERRNO | ENOSYS),
      RETURN(SECCOMP_RET_ALLOW),
      RETURN(SECCOMP_RET_ERRNO | EPERM),
  };
  for (size_t i = 0; i < FORBIDDEN; i++)
    program[HEAD + i] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, forbidden[i],
                                                     (unsigned char)(FORBIDDEN + TAIL - 2 - i), 0);
  memcpy(program + HEAD + FORBIDDEN, tail, sizeof tail);
  const struct sock_fprog filter = {sizeof program / sizeof *program, program};
  prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter);
}

#else

static void confine_calls(void)
{
}

#endif

void ut_cli_confine(const struct ut_cli *cli)
{
  if (is_off() || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return;
  confine_files(cli);
  confine_calls();
}

/* Functions of libc, as libxlsxwriter gets to see them. */
#include "table/redirected.h"

#include <dlfcn.h>
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* The library hands nothing on that would say for whom it calls. */
static struct ut_redirected *used;
static FILE *silent; /* what it says is said by us */

/* ---- memory ---- */

static void *or_leave(void *ptr)
{
  if (!ptr)
    longjmp(used->leave, 1);
  return ptr;
}

static void *take_memory(size_t size)
{
  return or_leave(malloc(size));
}

static void *take_zeroed(size_t count, size_t size)
{
  return or_leave(calloc(count, size));
}

static void *take_more(void *ptr, size_t size)
{
  return or_leave(realloc(ptr, size));
}

/* ---- files ---- */

/* Has the library closed it? The number may be that of another file by then. */
static bool is_back(const struct ut_lent_file *f)
{
  struct stat own, lent;
  return f->lent < 0 || fstat(f->lent, &lent) != 0 || fstat(f->own, &own) != 0 || own.st_dev != lent.st_dev ||
         own.st_ino != lent.st_ino;
}

static int lend(struct ut_lent_file *f)
{
  if (ftruncate(f->own, 0) != 0 || lseek(f->own, 0, SEEK_SET) != 0)
    return -1;
  return f->lent = fcntl(f->own, F_DUPFD_CLOEXEC, 0);
}

static int lend_any(const char *path, int flags, ...)
{
  (void)path;
  (void)flags;
  for (size_t i = 0; i < used->count; i++)
    if (is_back(&used->files[i]))
      return lend(&used->files[i]);
  errno = EMFILE;
  return -1;
}

static FILE *open_stream(int fd, const char *mode)
{
  return or_leave(fdopen(fd, mode));
}

/* It has no name. */
static int remove_nothing(const char *path)
{
  (void)path;
  return 0;
}

static void go_back(FILE *file)
{
  used->failed = used->failed || fflush(file) != 0 || ferror(file);
  rewind(file); /* which forgets a failure */
}

static int close_stream(FILE *file)
{
  used->failed = used->failed || ferror(file);
  int failed = fclose(file);
  used->failed = used->failed || failed;
  return failed;
}

/* Nothing is left of it at a signal between its making and its end. */
static int make_named(const char *folder)
{
  sigset_t all, before;
  char *path;
  if (asprintf(&path, "%s/utfall.XXXXXX", folder) < 0)
    return -1;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &before);
  int fd = mkostemp(path, O_CLOEXEC);
  if (fd >= 0)
    unlink(path);
  sigprocmask(SIG_SETMASK, &before, NULL);
  free(path);
  return fd;
}

enum ut_status ut_redirected_make(struct ut_redirected *r, const char *folder, size_t count)
{
  r->files = calloc(count, sizeof *r->files);
  if (!r->files)
    return UT_NOMEM;
  for (; r->count < count; r->count++) {
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == ENOENT)) /* not every file system knows these */
      fd = make_named(folder);
    if (fd < 0)
      return UT_IO;
    r->files[r->count] = (struct ut_lent_file){fd, -1};
  }
  return UT_OK;
}

void ut_redirected_use(struct ut_redirected *r)
{
  used = r;
}

void ut_redirected_clear(struct ut_redirected *r)
{
  for (size_t i = 0; i < r->count; i++)
    close(r->files[i].own);
  free(r->files);
}

/* ---- the table of calls ---- */

struct redirection {
  const char *name;
  void (*to)(void); /* NULL: it is no function, but the stream that the library complains to */
  bool needed;      /* the library cannot do without it */
};

#define TO(function) ((void (*)(void))(function))

struct calls {
  const ElfW(Sym) * symbols;
  const char *names;
  ElfW(Addr) base;
};

/* What of a library is read-only once it has been loaded. */
struct sealed {
  ElfW(Addr) base, from, to;
};

static int find_sealed(struct dl_phdr_info *info, size_t size, void *context)
{
  (void)size;
  struct sealed *sealed = context;
  for (size_t i = 0; i < info->dlpi_phnum && info->dlpi_addr == sealed->base; i++) {
    const ElfW(Phdr) *part = &info->dlpi_phdr[i];
    ElfW(Addr) page = (ElfW(Addr))sysconf(_SC_PAGESIZE), from = sealed->base + part->p_vaddr;
    if (part->p_type == PT_GNU_RELRO)
      *sealed = (struct sealed){sealed->base, from / page * page, (from + part->p_memsz) / page * page};
  }
  return info->dlpi_addr == sealed->base;
}

static enum ut_status protect(const struct sealed *sealed, int protection)
{
  if (sealed->to <= sealed->from)
    return UT_OK;
  void *start = (void *)sealed->from; /* NOLINT(performance-no-int-to-ptr) */
  return mprotect(start, sealed->to - sealed->from, protection) == 0 ? UT_OK : UT_IO;
}

/* Of one table of relocations. */
static void redirect_in(const struct calls *c, const ElfW(Rela) * entries, size_t bytes, struct redirection *r)
{
  for (size_t i = 0; i < bytes / sizeof *entries; i++) {
    const ElfW(Sym) *symbol = &c->symbols[ELF64_R_SYM(entries[i].r_info)];
    if (!ELF64_R_SYM(entries[i].r_info) || strcmp(c->names + symbol->st_name, r->name) != 0)
      continue;
    void *slot = (void *)(c->base + entries[i].r_offset), *stream = &silent; /* NOLINT(performance-no-int-to-ptr) */
    if (r->to)
      memcpy(slot, &r->to, sizeof r->to);
    else
      memcpy(slot, &stream, sizeof stream);
    r->needed = false;
  }
}

static enum ut_status redirect_all(const struct link_map *map, struct redirection *list)
{
  ElfW(Addr) at[DT_NUM] = {0};
  for (const ElfW(Dyn) *d = map->l_ld; d->d_tag != DT_NULL; d++)
    if (d->d_tag > 0 && d->d_tag < DT_NUM)
      at[d->d_tag] = d->d_un.d_ptr;
  /* NOLINTBEGIN(performance-no-int-to-ptr) */
  const struct calls c = {(const ElfW(Sym) *)at[DT_SYMTAB], (const char *)at[DT_STRTAB], map->l_addr};
  for (; list->name; list++) {
    redirect_in(&c, (const ElfW(Rela) *)at[DT_RELA], at[DT_RELASZ], list);
    redirect_in(&c, (const ElfW(Rela) *)at[DT_JMPREL], at[DT_PLTRELSZ], list);
    if (list->needed)
      return UT_IO;
  }
  /* NOLINTEND(performance-no-int-to-ptr) */
  return UT_OK;
}

static enum ut_status redirect_library(void *library, struct redirection *list)
{
  struct link_map *map;
  if (!library || dlinfo(library, RTLD_DI_LINKMAP, &map) != 0)
    return UT_IO;
  struct sealed sealed = {.base = map->l_addr};
  dl_iterate_phdr(find_sealed, &sealed);
  UT_TRY(protect(&sealed, PROT_READ | PROT_WRITE));
  enum ut_status status = redirect_all(map, list);
  return protect(&sealed, PROT_READ) == UT_OK ? status : UT_IO;
}

/* minizip, which it writes with, does not look either. */
static enum ut_status redirect_minizip(void)
{
  struct redirection list[] = {{"malloc", TO(take_memory), true}, {NULL}};
  void *library = dlopen("libminizip.so.1", RTLD_NOW | RTLD_NOLOAD);
  enum ut_status status = redirect_library(library, list);
  if (library)
    dlclose(library);
  return status;
}

enum ut_status ut_redirect(void *library, struct ut_error *err)
{
  struct redirection list[] = {{"malloc", TO(take_memory), true},
                               {"calloc", TO(take_zeroed), true},
                               {"realloc", TO(take_more), true},
                               {"open", TO(lend_any), true},
                               {"fdopen", TO(open_stream), true},
                               {"unlink", TO(remove_nothing), true},
                               {"remove", TO(remove_nothing), false},
                               {"rewind", TO(go_back), true},
                               {"fclose", TO(close_stream), true},
                               {"stderr", NULL, false},
                               {NULL}};
  silent = silent ? silent : fopen("/dev/null", "we");
  if (!silent)
    return ut_error_set(err, UT_IO, "cannot open /dev/null: %s", strerror(errno));
  if (redirect_library(library, list) == UT_OK && redirect_minizip() == UT_OK)
    return UT_OK;
  return ut_error_set(err, UT_IO, "libxlsxwriter, which writes workbooks, calls other functions than it is known to");
}

/* Texts between two processes, in memory that they share. */
#include "stream/parcels.h"

#include <errno.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
  PLACES = 4,
  ROOM = 1 << 25, /* of a place: only what is written to is there */
  WORD = 8        /* each text begins at one, whatever it holds */
};

struct ut_parcels {
  sem_t free;        /* places that can be filled */
  size_t put, taken; /* each of its own process */
  _Alignas(WORD) char places[PLACES][ROOM];
};

static size_t in_words(size_t len)
{
  return (len + WORD - 1) / WORD * WORD;
}

struct ut_parcels *ut_parcels_new(void)
{
  int flags = MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE;
  struct ut_parcels *p = mmap(NULL, sizeof *p, PROT_READ | PROT_WRITE, flags, -1, 0);
  if (p == MAP_FAILED)
    return NULL;
  if (sem_init(&p->free, 1, PLACES) == 0)
    return p;
  munmap(p, sizeof *p);
  return NULL;
}

enum ut_status ut_parcels_put(struct ut_parcels *p, int fd, const struct ut_parcel *parcel, struct ut_error *err)
{
  size_t lens[UT_PARCEL_TEXTS], len = 0;
  for (size_t i = 0; i < UT_PARCEL_TEXTS; i++) {
    lens[i] = parcel->texts[i].len;
    len += in_words(lens[i]);
  }
  if (len > ROOM)
    return ut_error_set(err, UT_BAD_INPUT, "a block is too large");
  while (sem_wait(&p->free) != 0)
    if (errno != EINTR)
      return ut_error_errno(err, "wait");
  char *to = p->places[p->put++ % PLACES];
  for (size_t i = 0; i < UT_PARCEL_TEXTS; to += in_words(lens[i++]))
    if (lens[i] > 0)
      memcpy(to, parcel->texts[i].ptr, lens[i]);
  return write(fd, lens, sizeof lens) == sizeof lens ? UT_OK : ut_error_errno(err, "write");
}

bool ut_parcels_take(struct ut_parcels *p, int fd, struct ut_parcel *parcel)
{
  size_t lens[UT_PARCEL_TEXTS];
  ssize_t got;
  do
    got = read(fd, lens, sizeof lens); /* so little comes whole */
  while (got < 0 && errno == EINTR);
  if (got != sizeof lens)
    return false;
  const char *from = p->places[p->taken % PLACES];
  for (size_t i = 0; i < UT_PARCEL_TEXTS; from += in_words(lens[i++]))
    parcel->texts[i] = (struct ut_text){from, lens[i]};
  return true;
}

void ut_parcels_done(struct ut_parcels *p)
{
  p->taken++;
  sem_post(&p->free);
}

void ut_parcels_free(struct ut_parcels *p)
{
  if (!p)
    return;
  sem_destroy(&p->free);
  munmap(p, sizeof *p);
}

/* What a process makes of blocks, handed on to the one that began it: in memory that both share, with places that
 * are filled and emptied in turn, and a pipe that says what is in them, and ends with the process. */
#ifndef UTFALL_PARCELS_H
#define UTFALL_PARCELS_H

#include "utfall/text.h"

enum { UT_PARCEL_TEXTS = 4 };

struct ut_parcels;

struct ut_parcel {
  struct ut_text texts[UT_PARCEL_TEXTS];
};

/* Before the process begins. NULL: there is no such memory. */
struct ut_parcels *ut_parcels_new(void);

/* In the process: waits for a place, copies the texts there and says so to the pipe. UT_BAD_INPUT: they are too large
 * for any; UT_IO. */
enum ut_status ut_parcels_put(struct ut_parcels *p, int fd, const struct ut_parcel *parcel, struct ut_error *err);

/* In the one that began it: the next ones, until ut_parcels_done; false: no more come. */
bool ut_parcels_take(struct ut_parcels *p, int fd, struct ut_parcel *parcel);

/* Their place may be filled anew. */
void ut_parcels_done(struct ut_parcels *p);

/* NULL is allowed. */
void ut_parcels_free(struct ut_parcels *p);

#endif

/* Rows that several processes make of the blocks of one large file, in turn, and one process writes in order. What a
 * process hands on is only what there is nothing to say of: at the first note it hands on no more, and the one that
 * writes makes all rows anew and leaves out what has been written. */
#ifndef UTFALL_ROW_BLOCKS_H
#define UTFALL_ROW_BLOCKS_H

#include "stream/file_blocks.h"
#include "stream/parcels.h"
#include "utfall/run.h"

struct ut_row_blocks {
  struct ut_reader *reader; /* of which no row was read */
  struct ut_output *output; /* of the writer */
  int64_t size;             /* bytes of the file */
  size_t count;             /* of blocks */
  size_t workers;           /* processes: block n is of n % workers */
  /* in a process that makes rows: */
  size_t number, notes; /* the block at hand; what was noted before */
  struct ut_parcels *parcels;
  int fd;
  /* in the one that writes: */
  size_t begin, added; /* where the rows begin in the output, and how many bytes there are of them */
};

/* How much a run has noted. */
size_t ut_notes_of(const struct ut_run *run);

/* In process `own` of them: from now on the reader goes through the blocks of this process, and what is written of each
 * is handed on at its end. `b` lives as long as rows are read. UT_BAD_INPUT, and so of ut_reader_next: no more can be
 * handed on. */
enum ut_status ut_row_blocks_hand(struct ut_row_blocks *b, size_t own, struct ut_parcels *parcels, int fd,
                                  struct ut_error *err);

/* In the process that began them: writes the rows of all blocks, in order. *all: these were all. The failures are those
 * of the output. */
enum ut_status ut_row_blocks_write(struct ut_row_blocks *b, struct ut_parcels *const *parcels, const int *fds,
                                   bool *all, struct ut_error *err);

/* As if nothing had been written: of b->added bytes behind b->begin others in the output, what is still there is taken
 * back, and the rest will not be written twice. */
void ut_row_blocks_undo(const struct ut_row_blocks *b);

#endif

/* A tidy table held whole: the text of its rows, each row known by its keys, with its count and its base. */
#ifndef UTFALL_TIDY_TABLE_H
#define UTFALL_TIDY_TABLE_H

#include "disclosure/key_sums.h"
#include "stream/whole_table.h"
#include "table/mark.h"
#include "utfall/column.h"
#include "utfall/suppress.h"

enum {
  UT_TIDY_TABLE_KEYS = 17, /* key columns at most, and one that tells tables apart */
  UT_TIDY_TABLE_COUNTS = 32
};

/* Largest count, 10^9: the sum of as many as fit in memory stays in 64 bits, times 100 too. */
#define UT_TIDY_TABLE_COUNT INT64_C(1000000000)

/* A row has a slot for each column of counts: slot i is that of row i / count_count, column i % count_count. */
struct ut_tidy_table_slot {
  int64_t count; /* -1: the cell is empty, and nothing is known of it */
  int64_t base;  /* the cell of the column bas, of the column of counts that it belongs to; -1 where there is none */
  enum ut_blank blank; /* in place of the count there is nothing: it is one that agrees with what is printed */
};

/* What the rows of a file are. */
enum ut_tidy_kind {
  UT_TIDY_SHOWN,   /* they are to be shown */
  UT_TIDY_EARLIER, /* they were published, when counts were those of an earlier day */
  UT_TIDY_WITHIN   /* they count all of whom the shown count some */
};

/* The first file, in place of all that are to be shown. */
#define UT_TIDY_TABLE_SHOWN 0

struct ut_tidy_file {
  enum ut_tidy_kind kind;
  size_t counts; /* how many of the guarded counts it has */
  size_t based;  /* which of them bas belongs to */
  uint32_t set;  /* the rank of its rows in the key that tells tables apart; UINT32_MAX: it has none */
};

/* A row under another name of the total than the row of the same keys that is `*`, or stands before it. */
struct ut_tidy_table_twin {
  uint32_t row, first;
};

/* A value of a key that is the sum of others by its counts alone. */
struct ut_found_sum {
  size_t key;
  uint32_t whole;
  size_t row; /* the first where it is */
};

/* A row that is a total over a set of keys by its count alone. */
struct ut_corner {
  uint32_t row, set;
};

/* In place of its number, of a line that counts nobody. */
#define UT_TIDY_TABLE_NO_ROW UINT32_MAX

struct ut_tidy_table {
  struct ut_whole_table *whole; /* the lines as they were read */
  const struct ut_keys *keys;   /* of the rows: the lines that count somebody, in their order */
  size_t columns;
  const struct ut_text *names;                      /* of the columns; live as long as the reader */
  bool antal;                                       /* is there a column antal? */
  size_t counts[UT_TIDY_TABLE_COUNTS], count_count; /* indexes of the columns of counts */
  ptrdiff_t base;                                   /* index of bas, or -1 */
  bool linked;                                      /* the shown files are tables of their own */
  bool several;                                     /* the last key tells tables apart, and is no column */
  ptrdiff_t mark;                                   /* index of skyddad, which files that were published have, or -1 */
  struct ut_text *fields;                           /* of the row that is entered */
  struct ut_buf files;                              /* struct ut_tidy_file */
  struct ut_buf origins;                            /* uint32_t: the file of each line */
  struct ut_buf slots;                              /* struct ut_tidy_table_slot */
  struct ut_buf totals[UT_TIDY_TABLE_KEYS]; /* bool by rank of each key: a total's name; behind them that of twins */
  struct ut_buf named[UT_TIDY_TABLE_KEYS];  /* uint32_t by rank: the value that this one is called the total of */
  struct ut_distinct tuples; /* the ranks of the keys of each row, UT_KEY_ALL for names of totals but in twins */
  struct ut_buf twins;       /* struct ut_tidy_table_twin */
  struct ut_key_sums sums[UT_TIDY_TABLE_KEYS];
  struct ut_buf wholes;          /* bool by row: it is a total, or a sum of other rows */
  struct ut_buf found;           /* struct ut_found_sum */
  struct ut_buf corners;         /* struct ut_corner */
  struct ut_buf lines;           /* uint32_t: the row of each line, or UT_TIDY_TABLE_NO_ROW */
  size_t unknown, first_unknown; /* lines of which it is not known how many they count, and the first of them */
};

static inline size_t ut_tidy_table_slots(const struct ut_tidy_table *t)
{
  return t->slots.len / sizeof(struct ut_tidy_table_slot);
}

static inline size_t ut_tidy_table_rows(const struct ut_tidy_table *t)
{
  return t->count_count ? ut_tidy_table_slots(t) / t->count_count : 0;
}

static inline const struct ut_tidy_table_slot *ut_tidy_table_slot(const struct ut_tidy_table *t, size_t slot)
{
  return (const struct ut_tidy_table_slot *)(const void *)t->slots.ptr + slot;
}

/* The ranks of the keys of a row, one per key. */
static inline const uint32_t *ut_tidy_table_tuple(const struct ut_tidy_table *t, size_t row)
{
  return (const uint32_t *)(const void *)ut_distinct_get(&t->tuples, row).ptr;
}

/* Is the value of this rank the name of a total? */
static inline bool ut_tidy_table_names_total(const struct ut_tidy_table *t, size_t key, uint32_t rank)
{
  return rank == UT_KEY_ALL || ((const bool *)(const void *)t->totals[key].ptr)[rank];
}

/* Is the value a total, or a sum of others? */
bool ut_tidy_table_is_whole(const struct ut_tidy_table *t, size_t key, uint32_t rank);

static inline size_t ut_tidy_table_lines(const struct ut_tidy_table *t)
{
  return t->lines.len / sizeof(uint32_t);
}

/* The row of a line, or UT_TIDY_TABLE_NO_ROW. */
static inline uint32_t ut_tidy_table_row_of(const struct ut_tidy_table *t, size_t line)
{
  return ((const uint32_t *)(const void *)t->lines.ptr)[line];
}

static inline size_t ut_tidy_table_files(const struct ut_tidy_table *t)
{
  return t->files.len / sizeof(struct ut_tidy_file);
}

static inline struct ut_tidy_file *ut_tidy_table_file(const struct ut_tidy_table *t, size_t file)
{
  return (struct ut_tidy_file *)(void *)t->files.ptr + file;
}

/* The file of a line, and of a row. */
static inline uint32_t ut_tidy_table_origin(const struct ut_tidy_table *t, size_t line)
{
  return ((const uint32_t *)(const void *)t->origins.ptr)[line];
}

static inline const struct ut_tidy_file *ut_tidy_table_file_of(const struct ut_tidy_table *t, size_t row)
{
  return ut_tidy_table_file(t, ut_tidy_table_origin(t, ut_whole_table_entered(t->whole, row)));
}

/* Is the row one of those that are to be shown? */
static inline bool ut_tidy_table_is_shown(const struct ut_tidy_table *t, size_t row)
{
  return ut_tidy_table_file_of(t, row)->kind == UT_TIDY_SHOWN;
}

/* Is the row one of the file, UT_TIDY_TABLE_SHOWN being all that are shown? */
static inline bool ut_tidy_table_is_of(const struct ut_tidy_table *t, size_t row, size_t file)
{
  return file == UT_TIDY_TABLE_SHOWN ? ut_tidy_table_is_shown(t, row)
                                     : ut_tidy_table_file_of(t, row) == ut_tidy_table_file(t, file);
}

static inline bool ut_tidy_table_shows_slot(const struct ut_tidy_table *t, size_t slot)
{
  return t->count_count > 0 && ut_tidy_table_is_shown(t, slot / t->count_count);
}

/* The keys that are columns. */
static inline size_t ut_tidy_table_named_keys(const struct ut_tidy_table *t)
{
  return t->keys->count - t->several;
}

/* A cell as it was read. */
static inline struct ut_text ut_tidy_table_cell(const struct ut_tidy_table *t, size_t line, size_t column)
{
  return ut_whole_table_cell(t->whole, line, column);
}

/* The role of a column in this table. */
static inline enum ut_role ut_tidy_table_role(const struct ut_tidy_table *t, size_t column)
{
  return ut_column_role(ut_column_of(t->names[column]), t->antal);
}

/* Lists the files of the reader, and finds which columns are to be shown: those of the files that are. UT_USAGE: one of
 * these was protected already. */
enum ut_status ut_tidy_table_list_files(struct ut_tidy_table *t, const struct ut_reader *r,
                                        const struct ut_tidy_table_options *o, struct ut_error *err);

/* Has the file the column? */
bool ut_tidy_table_has(const struct ut_tidy_table *t, size_t file, size_t column);

/* Is the key all values together in this file, which has no such column? */
bool ut_tidy_table_lacks_key(const struct ut_tidy_table *t, size_t file, size_t column);

/* Says of the last line which file it is of. UT_NOMEM. */
enum ut_status ut_tidy_table_place_line(struct ut_tidy_table *t);

/* Enters the last line, which is a row, by its keys. UT_BAD_INPUT: its table has another such row. */
enum ut_status ut_tidy_table_enter_row(struct ut_tidy_table *t, uint32_t *number, struct ut_error *err);

/* Which of its counts the base of a row belongs to. */
static inline size_t ut_tidy_table_based(const struct ut_tidy_table *t, size_t row)
{
  return ut_tidy_table_file_of(t, row)->based;
}

/* UT_BAD_INPUT: two tables have different counts in one cell, or a part is more than what it is within; UT_USAGE: a
 * file has no row that another table has. Notes counts that are less than they were. */
enum ut_status ut_tidy_table_check_files(const struct ut_tidy_table *t, struct ut_run *run, struct ut_error *err);

/* Are counts of the file some of those of another: of one that is shown, or was published later? */
bool ut_tidy_table_precedes(const struct ut_tidy_table *t, size_t file, size_t later);

/* Is the count, in a file that this one precedes, never less than it was here: does it grow? */
bool ut_tidy_table_grows(const struct ut_tidy_table *t, size_t file, size_t later, size_t which);

/* The row of the same keys in another file; false: there is none. */
bool ut_tidy_table_find_in(const struct ut_tidy_table *t, size_t row, size_t file, uint32_t *other);

/* Finds the columns of counts, the base and the keys, and has the whole table index these. UT_USAGE. */
enum ut_status ut_tidy_table_find_columns(struct ut_tidy_table *t, const struct ut_reader *r,
                                          const struct ut_tidy_table_options *o, struct ut_error *err);

/* Finds the names of totals among the keys, and enters all rows by them. UT_NOMEM. */
enum ut_status ut_tidy_table_enter_totals(struct ut_tidy_table *t);

/* Finds what is a sum of what among the values of the keys: by what they are called, by the hierarchies, by the counts.
 * UT_USAGE, UT_BAD_INPUT: what is wrong with a hierarchy. */
enum ut_status ut_tidy_table_add_sums(struct ut_tidy_table *t, const struct ut_tidy_table_options *o,
                                      struct ut_error *err);

/* The set of keys in which the row is a total by name. */
uint32_t ut_tidy_table_totals(const struct ut_tidy_table *t, size_t row);

/* The keys by which the counts are divided: those that are not totals in every row. */
uint32_t ut_tidy_table_divided(const struct ut_tidy_table *t);

/* UT_USAGE when a column that utfall does not know holds whole numbers that may count persons, and nobody said that
 * they are figures, by --keys, or that they are counts, by --count; or, whatever was said, when one of the counts is
 * the sum of such columns, or such a column a sum with it. The message names the --count, and the --keys, for
 * either. */
enum ut_status ut_tidy_table_doubt_counts(const struct ut_tidy_table *t, bool keys_named, struct ut_error *err);

bool ut_tidy_table_is_key(const struct ut_tidy_table *t, size_t column);

/* UT_BAD_INPUT with its place: a value of a key that looks like another one, or like `*`. One that is another spelt
 * otherwise is noted. UT_NOMEM. */
enum ut_status ut_tidy_table_tell_keys_apart(const struct ut_tidy_table *t, struct ut_run *run, struct ut_error *err);

/* UT_USAGE when a key is a column that utfall does not know and that holds numbers only, though not years alone: it
 * may be a figure. The message names the --keys for either. */
enum ut_status ut_tidy_table_doubt_keys(const struct ut_tidy_table *t, struct ut_error *err);

/* UT_BAD_INPUT with its place: a value that says that it is some of another row (Därav kvinnor), of which no hierarchy
 * says which. UT_NOMEM. */
enum ut_status ut_tidy_table_doubt_parts(const struct ut_tidy_table *t, struct ut_error *err);

/* Do counts add up by the order of the key, as within 6 months and within 12? */
static inline bool ut_tidy_table_accumulates(const struct ut_tidy_table *t, size_t key)
{
  return ut_column_of(t->names[t->keys->columns[key]])->accumulates;
}

/* Is the column one of the guarded counts? */
bool ut_tidy_table_is_count(const struct ut_tidy_table *t, size_t column);

/* Is the row a total, or a sum of others? */
static inline bool ut_tidy_table_is_total(const struct ut_tidy_table *t, size_t row)
{
  return ((const bool *)(const void *)t->wholes.ptr)[row];
}

#endif

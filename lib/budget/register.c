/* What was requisitioned, read whole: a table of the entries by what identifies them. */
#include "budget/register.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/grow.h"
#include "base/whole.h"
#include "budget/entry.h"
#include "stream/fields.h"
#include "table/tidy.h"
#include "utfall/table.h"

enum { FOREKOMST = UT_LEDGER_COLUMNS, REKVISITION, SEN, COLUMNS };
static const char *const column_names[COLUMNS] = {UT_LEDGER_NAMES, "forekomst", "rekvisition", "sen"};

enum { OCCURRENCE = 5, KEYS, NUMBER = 24 };
enum { IN_LEDGER, IN_REGISTER, COUNTS };     /* counters of `entries` */
enum { PLACE, FACTS };                       /* counters of `places`: among the rows, from 1; 0 in none */
enum { SEN_KEY = KEYS, HELD_KEYS };          /* of `held`: whether the row takes back is a key too */
enum { IN_EARLIER, IN_RECORD, HELD_COUNTS }; /* counters of it */

static const char taken_back[] = "borta";

struct ut_register {
  struct ut_table *entries; /* by all but the occurrence: how many have come */
  struct ut_table *places;  /* by all: what was read */
  struct ut_table *held;    /* NULL, or how often a row is in what was read, and in the record that is to be replaced */
  struct ut_registered *rows;
  size_t count, room;
  struct ut_tidy record; /* without a writer where none is wanted */
};

/* What an entry is known by. */
struct register_key {
  struct ut_text parts[KEYS];
  struct ut_entry_row row;
  char occurrence[NUMBER];
};

static void key_of(struct register_key *key, const struct ut_entry *entry)
{
  static const int parts[OCCURRENCE] = {UT_INSATS, UT_DATUM, UT_VERIFIKAT, UT_KONTO, UT_BELOPP};
  ut_entry_row_fill(&key->row, entry);
  for (size_t i = 0; i < OCCURRENCE; i++)
    key->parts[i] = key->row.cells[parts[i]];
}

static void number_key(struct register_key *key, int64_t occurrence)
{
  snprintf(key->occurrence, NUMBER, "%lld", (long long)occurrence);
  key->parts[OCCURRENCE] = ut_text_of(key->occurrence);
}

/* ---- the record ---- */

static const char *const record_columns[COLUMNS] = {"rekvisition", UT_ENTRY_FACTS, "forekomst", "sen"};

static enum ut_status write_row(struct ut_register *r, const struct register_key *key, struct ut_text requisition,
                                struct ut_text late, struct ut_error *err)
{
  ut_tidy_begin(&r->record, &requisition, 1);
  for (size_t i = UT_INSATS; i < UT_ENTRY_CELLS; i++)
    ut_tidy_text(&r->record, key->row.cells[i]);
  ut_tidy_text(&r->record, key->parts[OCCURRENCE]);
  ut_tidy_text(&r->record, late);
  return ut_tidy_end(&r->record, err);
}

/* ---- reading ---- */

static enum ut_status read_occurrence(const struct ut_fields *f, int64_t next, int64_t *out, struct ut_error *err)
{
  struct ut_text cell = f->cells[FOREKOMST];
  *out = next;
  if (cell.len == 0 || (ut_number_whole(cell, out) && *out > 0))
    return UT_OK;
  return ut_fields_not(f, FOREKOMST, err, "an occurrence (expected 1, 2, ...)");
}

static enum ut_status keep(struct ut_register *r, const struct ut_entry *entry, int64_t occurrence,
                           struct ut_error *err)
{
  struct ut_registered *grown = ut_grow(r->rows, r->count, &r->room, sizeof *grown);
  if (!grown)
    return ut_error_nomem(err);
  r->rows = grown;
  struct ut_registered *row = &r->rows[r->count];
  *row = (struct ut_registered){.occurrence = occurrence};
  UT_TRY(ut_entry_copy(entry, &row->entry, &row->block, err));
  r->count++;
  return UT_OK;
}

/* The row of a key that is requisitioned; NULL: there is none. */
static struct ut_registered *find_row(const struct ut_register *r, const struct register_key *key)
{
  const int64_t *facts = ut_table_get(r->places, key->parts);
  struct ut_registered *row = facts && facts[PLACE] > 0 ? &r->rows[facts[PLACE] - 1] : NULL;
  return row && !row->back ? row : NULL;
}

/* Completes the key of the entry and keeps it. */
static enum ut_status register_entry(struct ut_register *r, const struct ut_fields *f, const struct ut_entry *entry,
                                     struct register_key *key, struct ut_error *err)
{
  int64_t *counts, *facts, occurrence;
  UT_TRY(ut_table_find(r->entries, key->parts, &counts, err));
  UT_TRY(read_occurrence(f, ++counts[IN_REGISTER], &occurrence, err));
  number_key(key, occurrence);
  UT_TRY(ut_table_find(r->places, key->parts, &facts, err));
  const struct ut_registered *row = find_row(r, key);
  if (row)
    return ut_error_set(err, UT_BAD_INPUT, "the entry stands here twice; the first time in line %zu", row->entry.line);
  UT_TRY(keep(r, entry, occurrence, err));
  facts[PLACE] = (int64_t)r->count;
  return UT_OK;
}

/* The entry that a row with this amount takes back. */
static enum ut_status take_back(struct ut_register *r, const struct ut_fields *f, const struct ut_entry *entry,
                                struct register_key *shown, struct ut_error *err)
{
  struct ut_entry before = *entry;
  struct register_key key;
  int64_t occurrence;
  UT_TRY(read_occurrence(f, 1, &occurrence, err));
  before.belopp = entry->belopp == INT64_MIN ? 0 : -entry->belopp;
  key_of(&key, &before);
  number_key(&key, occurrence);
  number_key(shown, occurrence);
  struct ut_registered *row = find_row(r, &key);
  if (!row)
    return ut_error_set(err, UT_BAD_INPUT, "the row takes an entry back that does not stand before it");
  row->back = true;
  return UT_OK;
}

/* Counts a row that is read, or that the record has, among those that are held. */
static enum ut_status count_held(struct ut_register *r, const struct register_key *key, bool back, size_t counter,
                                 int64_t **counts, struct ut_error *err)
{
  struct ut_text parts[HELD_KEYS];
  memcpy(parts, key->parts, KEYS * sizeof *parts);
  parts[SEN_KEY] = ut_text_of(back ? taken_back : "");
  UT_TRY(ut_table_find(r->held, parts, counts, err));
  ++(*counts)[counter];
  return UT_OK;
}

static enum ut_status take_row(void *context, const struct ut_fields *f, struct ut_error *err)
{
  struct ut_register *r = context;
  struct ut_entry entry;
  struct register_key key;
  int64_t *counts;
  bool back = ut_text_is(f->cells[SEN], taken_back);
  UT_TRY(ut_entry_read(f, false, &entry, err));
  key_of(&key, &entry);
  enum ut_status status = back ? take_back(r, f, &entry, &key, err) : register_entry(r, f, &entry, &key, err);
  if (status == UT_OK && r->held)
    status = count_held(r, &key, back, IN_EARLIER, &counts, err);
  if (status != UT_OK) {
    ut_error_at(err, entry.source, entry.line, 0, NULL);
    return status;
  }
  return r->record.writer ? write_row(r, &key, f->cells[REKVISITION], f->cells[SEN], err) : UT_OK;
}

/* ---- the record that is replaced ---- */

/* Another file with something in it? */
static bool is_replaced(const struct ut_output *record, const char *path)
{
  struct stat st, of;
  if (!record || !record->temporary || stat(record->name, &st) != 0 || st.st_size == 0)
    return false;
  return !path || stat(path, &of) != 0 || of.st_dev != st.st_dev || of.st_ino != st.st_ino;
}

static enum ut_status hold(void *context, const struct ut_fields *f, struct ut_error *err)
{
  struct ut_register *r = context;
  struct ut_entry entry;
  struct register_key key;
  int64_t *counts, occurrence;
  UT_TRY(ut_entry_read(f, false, &entry, err));
  UT_TRY(read_occurrence(f, 1, &occurrence, err));
  key_of(&key, &entry);
  number_key(&key, occurrence);
  UT_TRY(count_held(r, &key, ut_text_is(f->cells[SEN], taken_back), IN_RECORD, &counts, err));
  if (counts[IN_RECORD] <= counts[IN_EARLIER])
    return UT_OK;
  ut_error_set(err, UT_BAD_INPUT, "what is requisitioned here would be lost: it is not in what --requisitioned names");
  ut_error_at(err, entry.source, entry.line, 0, NULL);
  return UT_BAD_INPUT;
}

enum ut_status ut_register_open(struct ut_register **out, const char *path, struct ut_output *record,
                                struct ut_run *run, struct ut_error *err)
{
  static const struct ut_vocabulary *const natural[HELD_KEYS] = {NULL};
  struct ut_register *r = *out = calloc(1, sizeof *r);
  if (!r || ut_table_new(&r->entries, natural, OCCURRENCE, COUNTS) || ut_table_new(&r->places, natural, KEYS, FACTS))
    return ut_error_nomem(err);
  bool replaced = is_replaced(record, path);
  if (replaced && ut_table_new(&r->held, natural, HELD_KEYS, HELD_COUNTS))
    return ut_error_nomem(err);
  if (record)
    UT_TRY(ut_tidy_open(&r->record, record, UT_CSV, record_columns, COLUMNS, err));
  if (path)
    UT_TRY(ut_fields_read(path, run, column_names, COLUMNS, UT_LEDGER_NEEDED, take_row, r, err));
  return replaced ? ut_fields_read(record->name, run, column_names, COLUMNS, UT_LEDGER_NEEDED, hold, r, err) : UT_OK;
}

size_t ut_register_count(const struct ut_register *r)
{
  return r->count;
}

const struct ut_registered *ut_register_get(const struct ut_register *r, size_t index)
{
  return &r->rows[index];
}

enum ut_status ut_register_look(struct ut_register *r, const struct ut_entry *entry, int64_t *occurrence,
                                bool *registered, struct ut_error *err)
{
  struct register_key key;
  int64_t *counts;
  key_of(&key, entry);
  UT_TRY(ut_table_find(r->entries, key.parts, &counts, err));
  *occurrence = ++counts[IN_LEDGER];
  number_key(&key, *occurrence);
  struct ut_registered *row = find_row(r, &key);
  *registered = row != NULL;
  if (row)
    row->found = true;
  return UT_OK;
}

enum ut_status ut_register_add(struct ut_register *r, const char *requisition, const struct ut_entry *entry,
                               int64_t occurrence, bool late, struct ut_error *err)
{
  struct register_key key;
  if (!r->record.writer)
    return UT_OK;
  key_of(&key, entry);
  number_key(&key, occurrence);
  return write_row(r, &key, ut_text_of(requisition), ut_text_of(late ? "ja" : "nej"), err);
}

enum ut_status ut_register_take_back(struct ut_register *r, const char *requisition, size_t index, struct ut_error *err)
{
  const struct ut_registered *row = &r->rows[index];
  struct ut_entry entry = row->entry;
  struct register_key key;
  if (!r->record.writer)
    return UT_OK;
  UT_TRY(ut_money_subtract(0, row->entry.belopp, &entry.belopp, err));
  key_of(&key, &entry);
  number_key(&key, row->occurrence);
  return write_row(r, &key, ut_text_of(requisition), ut_text_of(taken_back), err);
}

enum ut_status ut_register_close(struct ut_register *r, bool complete, struct ut_error *err)
{
  if (!r)
    return UT_OK;
  enum ut_status status = ut_writer_close(r->record.writer, complete, err);
  ut_table_free(r->entries);
  ut_table_free(r->places);
  ut_table_free(r->held);
  for (size_t i = 0; i < r->count; i++)
    free(r->rows[i].block);
  free(r->rows);
  free(r);
  return status;
}

/* What was requisitioned, read whole: a table of the entries by what they are known by. */
#include "budget/register.h"

#include <stdio.h>
#include <stdlib.h>

#include "budget/entry.h"
#include "stream/fields.h"
#include "utfall/table.h"

enum { FOREKOMST = UT_LEDGER_COLUMNS, REKVISITION, SEN, COLUMNS };
static const char *const column_names[COLUMNS] = {UT_LEDGER_NAMES, "forekomst", "rekvisition", "sen"};

enum { OCCURRENCE = 5, KEYS, NUMBER = 24 };
enum { IN_LEDGER, IN_REGISTER, TALLIES };           /* counters of `entries` */
enum { ROW_DATUM, ROW_BELOPP, LINE, FOUND, FACTS }; /* counters of `rows` */

struct ut_register {
  struct ut_table *entries; /* by all but the occurrence: how many have come */
  struct ut_table *rows;    /* by all: what was read */
  struct ut_writer *record; /* NULL: not asked for */
};

/* What an entry is known by. */
struct key {
  struct ut_text parts[KEYS];
  struct ut_entry_row row;
  char occurrence[NUMBER];
};

static void key_of(struct key *key, const struct ut_entry *entry)
{
  static const int parts[OCCURRENCE] = {UT_INSATS, UT_DATUM, UT_VERIFIKAT, UT_KONTO, UT_BELOPP};
  ut_entry_row_fill(&key->row, entry);
  for (size_t i = 0; i < OCCURRENCE; i++)
    key->parts[i] = key->row.cells[parts[i]];
}

static void number_key(struct key *key, int64_t occurrence)
{
  snprintf(key->occurrence, NUMBER, "%lld", (long long)occurrence);
  key->parts[OCCURRENCE] = ut_text_of(key->occurrence);
}

/* ---- the record ---- */

/* The columns in the order in which they are written. */
static enum ut_status open_record(struct ut_register *r, struct ut_output *output, struct ut_error *err)
{
  struct ut_text names[COLUMNS] = {ut_text_of("rekvisition")};
  for (size_t i = UT_INSATS; i < UT_ENTRY_CELLS; i++)
    names[i - UT_INSATS + 1] = ut_text_of(ut_entry_columns[i]);
  names[COLUMNS - 2] = ut_text_of("forekomst");
  names[COLUMNS - 1] = ut_text_of("sen");
  return ut_writer_open(&r->record, output, UT_CSV, names, COLUMNS, NULL, err);
}

static enum ut_status write_row(struct ut_register *r, const struct key *key, struct ut_text requisition,
                                struct ut_text late, struct ut_error *err)
{
  struct ut_text cells[COLUMNS] = {requisition};
  memcpy(cells + 1, key->row.cells + UT_INSATS, (UT_ENTRY_CELLS - UT_INSATS) * sizeof *cells);
  cells[COLUMNS - 2] = key->parts[OCCURRENCE];
  cells[COLUMNS - 1] = late;
  return ut_writer_row(r->record, cells, err);
}

/* ---- reading ---- */

static enum ut_status read_occurrence(const struct ut_fields *f, int64_t next, int64_t *out, struct ut_error *err)
{
  struct ut_text cell = f->cells[FOREKOMST];
  *out = next;
  if (cell.len == 0 || (ut_text_integer(cell, out) && *out > 0))
    return UT_OK;
  return ut_fields_not(f, FOREKOMST, err, "an occurrence (expected 1, 2, ...)");
}

/* Keeps what is read of the row; its key may have come before. */
static enum ut_status keep(struct ut_register *r, const struct ut_entry *entry, const struct key *key,
                           struct ut_error *err)
{
  int64_t *facts;
  enum ut_status status = ut_table_find(r->rows, key->parts, &facts, err);
  if (status == UT_OK && facts[LINE] > 0)
    status = ut_error_set(err, UT_BAD_INPUT, "the entry stands here twice; the first time in line %lld",
                          (long long)facts[LINE]);
  if (status != UT_OK)
    return status;
  facts[ROW_DATUM] = entry->datum;
  facts[ROW_BELOPP] = entry->belopp;
  facts[LINE] = (int64_t)entry->line;
  return UT_OK;
}

static enum ut_status take_row(void *context, const struct ut_fields *f, struct ut_error *err)
{
  struct ut_register *r = context;
  struct ut_entry entry;
  struct key key;
  int64_t *tallies, occurrence;
  enum ut_status status = ut_entry_read(f, false, &entry, err);
  if (status != UT_OK)
    return status;
  key_of(&key, &entry);
  status = ut_table_find(r->entries, key.parts, &tallies, err);
  if (status == UT_OK)
    status = read_occurrence(f, ++tallies[IN_REGISTER], &occurrence, err);
  if (status == UT_OK) {
    number_key(&key, occurrence);
    status = keep(r, &entry, &key, err);
  }
  if (status != UT_OK)
    ut_error_at(err, entry.source, entry.line, 0, NULL);
  return status == UT_OK && r->record ? write_row(r, &key, f->cells[REKVISITION], f->cells[SEN], err) : status;
}

enum ut_status ut_register_open(struct ut_register **out, const char *path, struct ut_output *record,
                                struct ut_error *err)
{
  static const struct ut_vocabulary *const natural[KEYS] = {NULL};
  struct ut_register *r = calloc(1, sizeof *r);
  *out = r;
  if (!r)
    return ut_error_nomem(err);
  enum ut_status status = ut_table_new(&r->entries, natural, OCCURRENCE, TALLIES);
  if (status == UT_OK)
    status = ut_table_new(&r->rows, natural, KEYS, FACTS);
  if (status != UT_OK)
    ut_error_nomem(err);
  else if (record)
    status = open_record(r, record, err);
  if (status == UT_OK && path)
    status = ut_fields_read(path, column_names, COLUMNS, UT_LEDGER_NEEDED, take_row, r, err);
  if (status != UT_OK) {
    ut_register_close(r, false, NULL);
    *out = NULL;
  }
  return status;
}

size_t ut_register_count(const struct ut_register *r)
{
  return ut_table_groups(r->rows);
}

struct ut_registered ut_register_get(const struct ut_register *r, size_t index)
{
  struct ut_group row = ut_table_group(r->rows, index);
  return (struct ut_registered){.insats = row.keys[0],
                                .datum = (ut_date)row.counters[ROW_DATUM],
                                .belopp = row.counters[ROW_BELOPP],
                                .line = (size_t)row.counters[LINE],
                                .found = row.counters[FOUND]};
}

enum ut_status ut_register_look(struct ut_register *r, const struct ut_entry *entry, int64_t *occurrence, bool *stands,
                                struct ut_error *err)
{
  struct key key;
  int64_t *tallies, *facts;
  key_of(&key, entry);
  enum ut_status status = ut_table_find(r->entries, key.parts, &tallies, err);
  if (status != UT_OK)
    return status;
  *occurrence = ++tallies[IN_LEDGER];
  number_key(&key, *occurrence);
  *stands = ut_table_get(r->rows, key.parts) != NULL;
  if (*stands && (status = ut_table_find(r->rows, key.parts, &facts, err)) == UT_OK)
    facts[FOUND] = true;
  return status;
}

enum ut_status ut_register_add(struct ut_register *r, const char *requisition, const struct ut_entry *entry,
                               int64_t occurrence, bool late, struct ut_error *err)
{
  struct key key;
  if (!r->record)
    return UT_OK;
  key_of(&key, entry);
  number_key(&key, occurrence);
  return write_row(r, &key, ut_text_of(requisition), ut_text_of(late ? "ja" : "nej"), err);
}

enum ut_status ut_register_close(struct ut_register *r, bool complete, struct ut_error *err)
{
  if (!r)
    return UT_OK;
  enum ut_status status = ut_writer_close(r->record, complete, err);
  ut_table_free(r->entries);
  ut_table_free(r->rows);
  free(r);
  return status;
}

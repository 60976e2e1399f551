/* What was requisitioned, read whole: a table of the entries by what identifies them. */
#include "budget/register.h"

#include <stdio.h>
#include <stdlib.h>

#include "budget/entry.h"
#include "stream/fields.h"
#include "table/tidy.h"
#include "utfall/table.h"

enum { FOREKOMST = UT_LEDGER_COLUMNS, REKVISITION, SEN, COLUMNS };
static const char *const column_names[COLUMNS] = {UT_LEDGER_NAMES, "forekomst", "rekvisition", "sen"};

enum { OCCURRENCE = 5, KEYS, NUMBER = 24 };
enum { IN_LEDGER, IN_REGISTER, COUNTS };            /* counters of `entries` */
enum { ROW_DATUM, ROW_BELOPP, LINE, FOUND, FACTS }; /* counters of `rows` */

struct ut_register {
  struct ut_table *entries; /* by all but the occurrence: how many have come */
  struct ut_table *rows;    /* by all: what was read */
  struct ut_tidy record;    /* without a writer where none is wanted */
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

static const char *const record_columns[COLUMNS] = {"rekvisition", UT_ENTRY_FACTS, "forekomst", "sen"};

static enum ut_status write_row(struct ut_register *r, const struct key *key, struct ut_text requisition,
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
  if (cell.len == 0 || (ut_text_integer(cell, out) && *out > 0))
    return UT_OK;
  return ut_fields_not(f, FOREKOMST, err, "an occurrence (expected 1, 2, ...)");
}

/* Keeps what is read of the row; its key may have come before. */
static enum ut_status keep(struct ut_register *r, const struct ut_entry *entry, const struct key *key,
                           struct ut_error *err)
{
  int64_t *facts;
  UT_TRY(ut_table_find(r->rows, key->parts, &facts, err));
  if (facts[LINE] > 0)
    return ut_error_set(err, UT_BAD_INPUT, "the entry stands here twice; the first time in line %lld",
                        (long long)facts[LINE]);
  facts[ROW_DATUM] = entry->datum;
  facts[ROW_BELOPP] = entry->belopp;
  facts[LINE] = (int64_t)entry->line;
  return UT_OK;
}

/* Completes the key of the entry and keeps it. */
static enum ut_status register_entry(struct ut_register *r, const struct ut_fields *f, const struct ut_entry *entry,
                                     struct key *key, struct ut_error *err)
{
  int64_t *counts, occurrence;
  UT_TRY(ut_table_find(r->entries, key->parts, &counts, err));
  UT_TRY(read_occurrence(f, ++counts[IN_REGISTER], &occurrence, err));
  number_key(key, occurrence);
  return keep(r, entry, key, err);
}

static enum ut_status take_row(void *context, const struct ut_fields *f, struct ut_error *err)
{
  struct ut_register *r = context;
  struct ut_entry entry;
  struct key key;
  UT_TRY(ut_entry_read(f, false, &entry, err));
  key_of(&key, &entry);
  enum ut_status status = register_entry(r, f, &entry, &key, err);
  if (status != UT_OK) {
    ut_error_at(err, entry.source, entry.line, 0, NULL);
    return status;
  }
  return r->record.writer ? write_row(r, &key, f->cells[REKVISITION], f->cells[SEN], err) : UT_OK;
}

enum ut_status ut_register_open(struct ut_register **out, const char *path, struct ut_output *record,
                                struct ut_run *run, struct ut_error *err)
{
  static const struct ut_vocabulary *const natural[KEYS] = {NULL};
  struct ut_register *r = *out = calloc(1, sizeof *r);
  if (!r || ut_table_new(&r->entries, natural, OCCURRENCE, COUNTS) || ut_table_new(&r->rows, natural, KEYS, FACTS))
    return ut_error_nomem(err);
  if (record)
    UT_TRY(ut_tidy_open(&r->record, record, UT_CSV, record_columns, COLUMNS, err));
  return path ? ut_fields_read(path, run, column_names, COLUMNS, UT_LEDGER_NEEDED, take_row, r, err) : UT_OK;
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

enum ut_status ut_register_look(struct ut_register *r, const struct ut_entry *entry, int64_t *occurrence,
                                bool *registered, struct ut_error *err)
{
  struct key key;
  int64_t *counts, *facts;
  key_of(&key, entry);
  UT_TRY(ut_table_find(r->entries, key.parts, &counts, err));
  *occurrence = ++counts[IN_LEDGER];
  number_key(&key, *occurrence);
  *registered = ut_table_get(r->rows, key.parts) != NULL;
  if (!*registered)
    return UT_OK;
  UT_TRY(ut_table_find(r->rows, key.parts, &facts, err));
  facts[FOUND] = true;
  return UT_OK;
}

enum ut_status ut_register_add(struct ut_register *r, const char *requisition, const struct ut_entry *entry,
                               int64_t occurrence, bool late, struct ut_error *err)
{
  struct key key;
  if (!r->record.writer)
    return UT_OK;
  key_of(&key, entry);
  number_key(&key, occurrence);
  return write_row(r, &key, ut_text_of(requisition), ut_text_of(late ? "ja" : "nej"), err);
}

enum ut_status ut_register_close(struct ut_register *r, bool complete, struct ut_error *err)
{
  if (!r)
    return UT_OK;
  enum ut_status status = ut_writer_close(r->record.writer, complete, err);
  ut_table_free(r->entries);
  ut_table_free(r->rows);
  free(r);
  return status;
}

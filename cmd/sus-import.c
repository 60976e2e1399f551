/* sus-import: turns raw exports into participations. */
#include <inttypes.h>
#include <stddef.h>
#include <stdlib.h>

#include "utfall/column.h"
#include "utfall/import.h"
#include "import/quality.h"
#include "import/rejects.h"
#include "base/share.h"
#include "cli/cli.h"

enum { MESSAGES_MAX = 20 };

struct options {
  const char *map, *key, *key_new, *rejects, *max_rejects, *quality;
  bool drop_identity;
  struct ut_names keep;
  ut_date as_of;
};

#define AT(member) offsetof(struct options, member)

static const struct ut_option option_table[] = {
    {"map", UT_OPT_TEXT, AT(map), "NAME|FILE", "how headings and values are to be read", NULL, 0, 0},
    {"key", UT_OPT_TEXT, AT(key), "FILE", "make pseudonyms of personnummer with this key", NULL, 0, 0},
    {"key-new", UT_OPT_TEXT, AT(key_new), "FILE", "draw a key, write it to FILE and end", NULL, 0, 0},
    {"drop-identity", UT_OPT_FLAG, AT(drop_identity), NULL, "leave id empty instead", NULL, 0, 0},
    {"keep", UT_OPT_NAMES, AT(keep), "COLS", "pass on these columns, which nothing else names", NULL, 0, 0},
    {"rejects", UT_OPT_TEXT, AT(rejects), "FILE", "write where and why rows were rejected", NULL, 0, 0},
    {"max-rejects", UT_OPT_TEXT, AT(max_rejects), "N|P%", "exit 1 above this many rejected rows (0)", NULL, 0, 0},
    {"quality", UT_OPT_TEXT, AT(quality), "FILE", "write a table of checks", NULL, 0, 0},
    {"as-of", UT_OPT_DATE, AT(as_of), "DATE", "the day that the checks hold dates against", NULL, 0, 0},
};

static enum ut_status check(const void *options, const struct ut_cli *cli, struct ut_error *err)
{
  const struct options *o = options;
  (void)cli;
  const struct ut_conflict several = {!!o->key + !!o->key_new + o->drop_identity > 1,
                                      "--key, --key-new and --drop-identity exclude each other"};
  return ut_cli_check_conflicts(&several, 1, err);
}

static const struct ut_command command = {.name = "sus-import",
                                          .summary = "Turns raw exports into participations.",
                                          .operands = "[FILE...]",
                                          .options = option_table,
                                          .count = sizeof option_table / sizeof *option_table,
                                          .decimals = true,
                                          .check = check};

struct run {
  struct ut_cli *cli;
  const struct options *o;
  struct ut_map *map;
  struct ut_key *key;
  struct ut_reader *reader;
  struct ut_import *import;
  struct ut_quality *quality;
  struct ut_rejects *rejects;
  struct ut_writer *writer;
  struct ut_output *quality_file;
  int64_t rows;
};

static enum ut_status make_key(struct run *r, struct ut_error *err)
{
  if (strcmp(r->cli->operands[0], "-") != 0)
    ut_cli_note(r->cli, "--key-new only makes a key: no file is read");
  return ut_key_create(r->o->key_new, err);
}

static enum ut_status open_map(struct run *r, struct ut_error *err)
{
  char *path;
  if (!r->o->map)
    return UT_OK;
  enum ut_status status = ut_share_find(&path, "maps", r->o->map, ".json", err);
  if (status == UT_OK)
    status = ut_map_load(&r->map, path, err);
  else
    ut_error_at(err, NULL, 0, 0, "--map");
  free(path);
  return status;
}

static enum ut_status open_reader(struct run *r, struct ut_error *err)
{
  struct ut_reader_options options = ut_cli_reading(r->cli);
  ut_map_reading(r->map, &options);
  return ut_reader_open(&r->reader, r->cli->operands, r->cli->operand_count, &options, err);
}

static enum ut_status open_import(struct run *r, struct ut_error *err)
{
  struct ut_import_options options = {r->map, &r->o->keep, r->key, r->o->drop_identity};
  enum ut_status status = ut_import_open(&r->import, r->reader, &options, err);
  struct ut_buf dropped = {0};
  if (!status && ut_import_dropped(r->import, &dropped))
    status = ut_error_nomem(err);
  if (!status && dropped.len > 0)
    ut_cli_note(r->cli, "columns that nothing names are dropped: %s", ut_buf_string(&dropped));
  ut_buf_clear(&dropped);
  return status;
}

static enum ut_status open_quality(struct run *r, const struct ut_text *columns, size_t count, struct ut_error *err)
{
  enum ut_status status = ut_cli_open(r->cli, r->o->quality, &r->quality_file, err);
  if (!status && ut_quality_new(&r->quality, columns, count, r->o->as_of, r->cli->operand_count > 1))
    status = ut_error_nomem(err);
  return status;
}

/* What is translated to codes, numbers and dates needs no quotes; texts may. */
static enum ut_status open_writer(struct run *r, const struct ut_text *columns, size_t count, struct ut_error *err)
{
  enum ut_status status = ut_writer_open(&r->writer, &r->cli->output, r->cli->to, columns, count, NULL, err);
  for (size_t i = 0; i < count && !status; i++) {
    const struct ut_column *column = ut_column_find(columns[i]);
    if (column && column->origin == UT_RECORDED && column->type != UT_TYPE_TEXT)
      ut_writer_trust(r->writer, i);
  }
  return status;
}

static enum ut_status open_rejects(struct run *r, struct ut_error *err)
{
  struct ut_output *list = NULL;
  enum ut_status status = r->o->rejects ? ut_cli_open(r->cli, r->o->rejects, &list, err) : UT_OK;
  return status ? status : ut_rejects_new(&r->rejects, list, r->o->max_rejects, err);
}

static enum ut_status open_all(struct run *r, struct ut_error *err)
{
  enum ut_status status = open_rejects(r, err);
  if (!status)
    status = open_map(r, err);
  if (!status && r->o->key)
    status = ut_key_open(&r->key, r->o->key, err);
  if (!status)
    status = open_reader(r, err);
  if (!status)
    status = open_import(r, err);
  if (status)
    return status;
  size_t count;
  const struct ut_text *columns = ut_import_columns(r->import, &count);
  if (r->o->quality)
    status = open_quality(r, columns, count, err);
  return status ? status : open_writer(r, columns, count, err);
}

static enum ut_status reject(struct run *r, const struct ut_imported *row, const struct ut_error *why,
                             struct ut_error *err)
{
  if (ut_rejects_count(r->rejects) < MESSAGES_MAX)
    ut_cli_warn(r->cli, why);
  if (r->quality)
    ut_quality_reject(r->quality, row);
  return ut_rejects_add(r->rejects, why, err);
}

static enum ut_status take(struct run *r, const struct ut_imported *row, struct ut_error *err)
{
  if (r->quality && ut_quality_add(r->quality, row))
    return ut_error_nomem(err);
  return ut_writer_row(r->writer, row->fields, err);
}

static enum ut_status read_rows(struct run *r, struct ut_error *err)
{
  for (;;) {
    struct ut_imported row;
    struct ut_error why;
    enum ut_status status = ut_import_next(r->import, &row, &why);
    if (status == UT_END)
      return UT_OK;
    if (status && status != UT_BAD_ROW) {
      *err = why;
      return status;
    }
    if (row.total) {
      ut_cli_note(r->cli, "%s:%zu: a total row is skipped", row.source, row.line);
      continue;
    }
    r->rows++;
    status = status ? reject(r, &row, &why, err) : take(r, &row, err);
    if (status)
      return status;
  }
}

static void tell_rejected(struct run *r)
{
  int64_t rejected = ut_rejects_count(r->rejects);
  if (rejected > MESSAGES_MAX)
    ut_cli_note(r->cli, "%" PRId64 " more rejected rows are not shown", rejected - MESSAGES_MAX);
  if (rejected > 0)
    ut_cli_note(r->cli, "rejected %" PRId64 " of %" PRId64 " rows", rejected, r->rows);
  if (ut_rejects_exceed(r->rejects, r->rows))
    ut_cli_short(r->cli);
}

static enum ut_status finish(struct run *r, struct ut_error *err)
{
  tell_rejected(r);
  enum ut_status status = ut_writer_close(r->writer, true, err);
  r->writer = NULL;
  if (!status && r->quality)
    status = ut_quality_write(r->quality, r->quality_file, (int)r->cli->decimals, err);
  return status ? status : ut_rejects_finish(r->rejects, err);
}

static enum ut_status run(struct run *r, struct ut_error *err)
{
  if (r->o->key_new)
    return make_key(r, err);
  enum ut_status status = open_all(r, err);
  if (!status)
    status = read_rows(r, err);
  return status ? status : finish(r, err);
}

static void close_all(struct run *r)
{
  ut_writer_close(r->writer, false, NULL);
  ut_rejects_free(r->rejects);
  ut_quality_free(r->quality);
  ut_import_free(r->import);
  ut_key_free(r->key);
  ut_reader_free(r->reader);
  ut_map_free(r->map);
}

int main(int argc, char **argv)
{
  struct options options = {0};
  struct ut_cli cli;
  struct run r = {.cli = &cli, .o = &options};
  struct ut_error err = {0};
  enum ut_status status = UT_OK;
  if (ut_cli_parse(&cli, &command, &options, argc, argv, 1, 2) == UT_OK)
    status = run(&r, &err);
  close_all(&r);
  return ut_cli_finish(&cli, status, &err);
}

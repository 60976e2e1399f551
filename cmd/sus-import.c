/* sus-import: turns raw exports into participations. */
#include "cli/cli.h"
#include "import/duplicates.h"
#include "import/expected_rows.h"
#include "import/quality.h"
#include "import/rejects.h"
#include "utfall/column.h"
#include "utfall/import.h"

struct options {
  struct ut_import_options import;
  const char *map, *key, *key_new, *rejects, *max_rejects, *expect_rows, *quality;
  ut_date as_of;
  enum ut_duplicates_rule duplicates;
};

static const struct ut_choice rules[] = {
    {"reject", UT_DUPLICATES_REJECT}, {"last", UT_DUPLICATES_LAST}, {"keep", UT_DUPLICATES_KEEP}, {0}};

static const struct ut_option option_table[] = {
    UT_TEXT(map, "NAME|FILE", "how headings and values are to be read"),
    UT_TEXT(key, "FILE", "make pseudonyms of personnummer with this key"),
    UT_TEXT(key_new, "FILE", "draw a key, write it to FILE and end", .written = true),
    UT_FLAG(import.drop_identity, "leave id empty instead"),
    UT_NAMES(import.keep, "COLS", "pass on these columns, which nothing else names"),
    UT_NAMES(import.allow_missing, "HEADINGS", "take files without these headings of the map"),
    UT_TEXT(rejects, "FILE", "write where and why rows were rejected", .written = true),
    UT_TEXT(max_rejects, "N|P%", "exit 1 above this many rejected rows (0)"),
    UT_TEXT(expect_rows, "N|A..B", "exit 1 when another number of rows is written"),
    UT_CHOICE(duplicates, "RULE", "of a participation that stands twice, which stays (reject: the first)", rules),
    UT_TEXT(quality, "FILE", "write a table of checks", .written = true),
    UT_DATE(as_of, "DATE", "the day that the checks hold dates against"),
    {0},
};

static enum ut_status check(const void *options, const struct ut_cli *cli, struct ut_error *err)
{
  const struct options *o = options;
  (void)cli;
  if (!!o->key + !!o->key_new + o->import.drop_identity > 1)
    return ut_error_set(err, UT_USAGE, "--key, --key-new and --drop-identity exclude each other");
  return UT_OK;
}

static const struct ut_command command = {
    .name = "sus-import",
    .summary = "Turns raw exports into participations.",
    .operands = "[FILE...]",
    .options = option_table,
    .decimals = true,
    .check = check,
};

struct run {
  struct ut_cli cli;
  struct options o;
  struct ut_map *map;
  struct ut_key *key;
  struct ut_reader *reader;
  struct ut_import *import;
  const struct ut_text *columns; /* of the import */
  size_t count;
  struct ut_quality *quality;
  struct ut_rejects *rejects;
  struct ut_duplicates *duplicates;
  struct ut_expected_rows expected;
  struct ut_writer *writer;
  struct ut_output *quality_file;
  int64_t rows;
};

static enum ut_status make_key(struct run *r, struct ut_error *err)
{
  if (strcmp(r->cli.operands[0], "-") != 0)
    ut_run_note(&r->cli.run, UT_NOTE_OLAST, r->cli.operand_count, r->cli.operands[0], 0,
                "--key-new only makes a key: no file is read");
  r->cli.made = r->o.key_new;
  return ut_key_create(r->o.key_new, err);
}

static enum ut_status open_rejects(struct run *r, struct ut_error *err)
{
  struct ut_output *list;
  UT_TRY(ut_cli_open(&r->cli, r->o.rejects, &list, err));
  return ut_rejects_new(&r->rejects, list, r->o.max_rejects, err);
}

static enum ut_status open_reader(struct run *r, struct ut_error *err)
{
  struct ut_cli *cli = &r->cli;
  size_t key;
  UT_TRY(ut_cli_find(cli, &r->o.map, "maps", ".json", "--map", err));
  if (r->o.map)
    UT_TRY(ut_map_load(&r->map, r->o.map, cli->reading.run, err));
  if (r->o.key) {
    UT_TRY(ut_key_open(&r->key, r->o.key, err));
    UT_TRY(ut_run_input(&cli->run, r->o.key, &key, err)); /* by its name: nobody learns more of a key */
  }
  ut_map_reading(r->map, &cli->reading);
  return ut_reader_open(&r->reader, cli->operands, cli->operand_count, &cli->reading, err);
}

static enum ut_status open_import(struct run *r, struct ut_error *err)
{
  r->o.import.map = r->map;
  r->o.import.key = r->key;
  r->o.import.run = &r->cli.run;
  UT_TRY(ut_import_open(&r->import, r->reader, &r->o.import, err));
  r->columns = ut_import_columns(r->import, &r->count);
  return UT_OK;
}

/* What is translated to codes, numbers and dates needs no quotes; texts may. */
static enum ut_status open_writer(struct run *r, struct ut_error *err)
{
  UT_TRY(ut_writer_open(&r->writer, &r->cli.output, r->cli.to, r->columns, r->count, NULL, err));
  for (size_t i = 0; i < r->count; i++) {
    const struct ut_column *column = ut_column_find(r->columns[i]);
    if (column && column->origin == UT_RECORDED && column->type != UT_TYPE_TEXT)
      ut_writer_trust(r->writer, i);
  }
  return ut_duplicates_new(&r->duplicates, r->o.duplicates, r->import, r->writer, err);
}

static enum ut_status open_quality(struct run *r, struct ut_error *err)
{
  UT_TRY(ut_cli_open(&r->cli, r->o.quality, &r->quality_file, err));
  if (r->quality_file &&
      ut_quality_new(&r->quality, r->columns, r->count, r->o.as_of, r->cli.operand_count > 1) != UT_OK)
    return ut_error_nomem(err);
  return UT_OK;
}

static enum ut_status reject(struct run *r, const struct ut_error *why, bool first, struct ut_error *err)
{
  if (ut_rejects_show(r->rejects, first))
    ut_cli_warn(&r->cli, why);
  return ut_rejects_add(r->rejects, why, first, err);
}

static enum ut_status reject_row(struct run *r, const struct ut_imported *row, struct ut_error *err)
{
  if (r->quality)
    ut_quality_reject(r->quality, row);
  for (size_t i = 0; i < row->problem_count; i++)
    UT_TRY(reject(r, &row->problems[i].why, i == 0, err));
  return UT_OK;
}

/* A participation that repeats another is still one for the checks. */
static enum ut_status take(struct run *r, const struct ut_imported *row, struct ut_error *err)
{
  if (r->quality && ut_quality_add(r->quality, row) != UT_OK)
    return ut_error_nomem(err);
  enum ut_status status = ut_duplicates_take(r->duplicates, row, err);
  return status == UT_BAD_ROW ? reject(r, err, true, err) : status;
}

static enum ut_status read_rows(struct run *r, struct ut_error *err)
{
  struct ut_imported row;
  enum ut_status status;
  while ((status = ut_import_next(r->import, &row, err)) == UT_OK || status == UT_BAD_ROW) {
    if (row.total) {
      ut_run_note(&r->cli.run, UT_NOTE_TOTALRAD, 1, row.source, row.line, "%s:%zu: a total row is skipped", row.source,
                  row.line);
      continue;
    }
    r->rows++;
    UT_TRY(status == UT_BAD_ROW ? reject_row(r, &row, err) : take(r, &row, err));
  }
  return status == UT_END ? UT_OK : status;
}

static enum ut_status finish(struct run *r, struct ut_error *err)
{
  UT_TRY(ut_duplicates_finish(r->duplicates, &r->cli.run, err));
  UT_TRY(ut_rejects_note(r->rejects, r->rows, &r->cli.run, err));
  ut_expected_rows_check(&r->expected, ut_duplicates_written(r->duplicates), &r->cli.run);
  struct ut_writer *writer = r->writer;
  r->writer = NULL;
  UT_TRY(ut_writer_close(writer, true, err));
  if (r->quality)
    UT_TRY(ut_quality_write(r->quality, r->quality_file, r->cli.decimals, err));
  return ut_rejects_finish(r->rejects, err);
}

static enum ut_status run(struct run *r, struct ut_error *err)
{
  if (r->o.key_new)
    return make_key(r, err);
  UT_TRY(ut_expected_rows_parse(r->o.expect_rows, &r->expected, err));
  UT_TRY(open_rejects(r, err));
  UT_TRY(open_reader(r, err));
  UT_TRY(open_import(r, err));
  UT_TRY(open_quality(r, err));
  UT_TRY(open_writer(r, err));
  ut_cli_confine(&r->cli);
  UT_TRY(read_rows(r, err));
  return finish(r, err);
}

int main(int argc, char **argv)
{
  struct run r = {0};
  struct ut_error err = {0};
  enum ut_status status = ut_cli_parse(&r.cli, &command, &r.o, argc, argv, 1, 2);
  if (status == UT_OK)
    status = run(&r, &err);
  ut_writer_close(r.writer, false, NULL);
  ut_duplicates_free(r.duplicates);
  ut_rejects_free(r.rejects);
  ut_quality_free(r.quality);
  ut_import_free(r.import);
  ut_key_free(r.key);
  ut_reader_free(r.reader);
  ut_map_free(r.map);
  return ut_cli_finish(&r.cli, status, &err);
}

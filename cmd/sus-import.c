/* sus-import: turns raw exports into participations. */
#include "cli/workers.h"
#include "import/import_blocks.h"
#include "import/proposal.h"

struct options {
  struct ut_import_options import;
  const char *map, *key, *key_new, *rejects, *max_rejects, *expect_rows, *quality;
  ut_date as_of;
  enum ut_duplicates_rule duplicates;
  int64_t threads;
  bool profile, propose;
};

static const struct ut_choice rules[] = {
    {"reject", UT_DUPLICATES_REJECT}, {"last", UT_DUPLICATES_LAST}, {"keep", UT_DUPLICATES_KEEP}, {0}};

static const struct ut_option option_table[] = {
    UT_TEXT(map, "NAME|FILE", "how headings and values are to be read", .shared = "maps", .parts = true),
    UT_TEXT(key, "FILE", "make pseudonyms of personnummer with this key", .parts = true),
    UT_TEXT(key_new, "FILE", "draw a key, write it to FILE and end", .written = true),
    UT_FLAG(import.drop_identity, "leave id empty instead", .parts = true),
    UT_NAMES(import.keep, "COLS", "pass on these columns, which nothing else names", .parts = true),
    UT_NAMES(import.allow_missing, "HEADINGS", "take files without these headings of the map", .parts = true),
    UT_TEXT(rejects, "FILE", "write where and why rows were rejected", .written = true, .parts = true),
    UT_TEXT(max_rejects, "N|P%", "exit 1 above this many rejected rows (0)", .parts = true),
    UT_TEXT(expect_rows, "N|A..B", "exit 1 when another number of rows is written", .parts = true),
    UT_CHOICE(duplicates, "RULE", "of a participation that stands twice, which stays (reject: the first)", rules,
              .parts = true),
    UT_INTEGER(threads, "N", "read by so many processes at once", 1, UT_WORKERS_MOST, .parts = true),
    UT_TEXT(quality, "FILE", "write a table of checks", .written = true, .parts = true),
    UT_DATE(as_of, "DATE", "the day that the checks hold dates against"),
    UT_FLAG(profile, "write every heading and value, and what it would become"),
    UT_FLAG(propose, "write a map for the files, with ? where it has to be settled"),
    {0},
};

enum { SURVEYING = sizeof option_table / sizeof *option_table - 3 }; /* the options before --profile */

static enum ut_status check(const void *options, const struct ut_cli *cli, struct ut_error *err)
{
  const struct options *o = options;
  if (o->profile + o->propose > 1 || (o->profile + o->propose == 1 && cli->given & ((1ULL << SURVEYING) - 1)))
    return ut_error_set(err, UT_USAGE, "--profile and --propose exclude each other and all options of an import");
  if (!!o->key + !!o->key_new + o->import.drop_identity > 1)
    return ut_error_set(err, UT_USAGE, "--key, --key-new and --drop-identity exclude each other");
  if (cli->partial && !o->quality)
    return ut_error_set(err, UT_USAGE, "--partial is for the table of --quality");
  return UT_OK;
}

static const struct ut_command command = {
    .name = "sus-import",
    .summary = "Turns raw exports into participations.",
    .operands = "[FILE...]",
    .example = "sus-import --map sus export.csv -o deltaganden.csv",
    .options = option_table,
    .decimals = true,
    .merges = true,
    .check = check,
};

struct run {
  struct ut_cli cli;
  struct options o;
  struct ut_map *map;
  struct ut_key *key;
  struct ut_reader *reader;
  const struct ut_text *columns; /* of the rows */
  size_t count;
  struct ut_import_rows rows;
  struct ut_output *quality;
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
  return ut_rejects_new(&r->rows.rejects, list, r->o.max_rejects, err);
}

static enum ut_status open_map(struct run *r, struct ut_error *err)
{
  const char *defaults = "default.json";
  UT_TRY(ut_cli_find(&r->cli, &r->o.map, "maps", ".json", "--map", err));
  UT_TRY(ut_cli_find(&r->cli, &defaults, "maps", ".json", "what headings and words mean", err));
  UT_TRY(r->o.map ? ut_map_load(&r->map, r->o.map, &r->cli.run, err) : ut_map_new(&r->map, err));
  return ut_map_add_defaults(r->map, defaults, NULL, err);
}

/* Of files that nobody has described. */
static enum ut_status survey(struct run *r, struct ut_error *err)
{
  struct ut_cli *cli = &r->cli;
  UT_TRY(open_map(r, err));
  ut_cli_confine(cli);
  const struct ut_survey s = {cli->operands, cli->operand_count, &cli->reading, r->map, r->o.propose, &cli->run};
  return ut_survey(&s, &cli->output, cli->to, err);
}

static enum ut_status open_reader(struct run *r, struct ut_error *err)
{
  struct ut_cli *cli = &r->cli;
  size_t key;
  UT_TRY(open_map(r, err));
  if (r->o.key) {
    UT_TRY(ut_key_open(&r->key, r->o.key, err));
    UT_TRY(ut_run_add_input(&cli->run, r->o.key, &key, err)); /* by its name: nobody learns more of a key */
  }
  ut_map_reading(r->map, &cli->reading);
  return ut_reader_open(&r->reader, cli->operands, cli->operand_count, &cli->reading, err);
}

static enum ut_status open_import(struct run *r, struct ut_error *err)
{
  r->o.import.map = r->map;
  r->o.import.key = r->key;
  r->o.import.run = &r->cli.run;
  UT_TRY(ut_import_open(&r->rows.import, r->reader, &r->o.import, err));
  r->columns = ut_import_columns(r->rows.import, &r->count);
  if (r->map->kind == UT_MAP_PARTICIPATIONS)
    return UT_OK;
  if (r->o.quality || ut_cli_given(&r->cli, &r->o.duplicates))
    return ut_error_set(err, UT_USAGE,
                        "--quality and --duplicates are of participations, and the map is of another kind");
  UT_TRY(ut_kind_rows_new(&r->rows.other, r->rows.import, r->map, err));
  r->columns = ut_kind_rows_columns(r->rows.other, &r->count);
  return UT_OK;
}

static enum ut_status open_writer(struct run *r, struct ut_error *err)
{
  struct ut_import_rows *rows = &r->rows;
  UT_TRY(ut_writer_open(&rows->writer, &r->cli.output, r->cli.to, r->columns, r->count, NULL, err));
  if (!rows->other)
    ut_import_trust(rows->import, rows->writer);
  return ut_duplicates_new(&rows->duplicates, r->o.duplicates, rows->import, rows->writer, err);
}

static enum ut_status open_quality(struct run *r, struct ut_error *err)
{
  UT_TRY(ut_cli_open(&r->cli, r->o.quality, &r->quality, err));
  r->cli.part_output = r->quality;
  if (r->quality &&
      ut_quality_new(&r->rows.quality, r->columns, r->count, r->o.as_of, r->cli.operand_count > 1) != UT_OK)
    return ut_error_nomem(err);
  return UT_OK;
}

static enum ut_status write_quality(struct run *r, struct ut_output *output, enum ut_format to, struct ut_error *err)
{
  struct ut_partial part = {0};
  bool written;
  UT_TRY(ut_quality_close(r->rows.quality, &part, err));
  UT_TRY(ut_cli_part(&r->cli, &part, &written, err));
  return written ? UT_OK : ut_quality_write(r->rows.quality, output, to, r->cli.decimals, err);
}

static enum ut_status merge(struct run *r, struct ut_error *err)
{
  ut_cli_confine(&r->cli);
  if (ut_quality_new(&r->rows.quality, NULL, 0, r->o.as_of, false) != UT_OK)
    return ut_error_nomem(err);
  return write_quality(r, &r->cli.output, r->cli.to, err);
}

/* May each row be read by a process that knows nothing of the others, nor of its line? */
static bool divides(const struct run *r)
{
  return !r->quality && !r->rows.other && r->o.duplicates != UT_DUPLICATES_LAST && r->cli.to != UT_JSON &&
         !r->cli.status_file.path && !r->map->total_start_count;
}

/* The rows of a large file, as far as several processes can read them. */
static enum ut_status import_blocks(struct run *r, struct ut_error *err)
{
  struct ut_row_blocks b = {.reader = r->reader, .output = &r->cli.output};
  struct ut_workers workers = {.in_parcels = true};
  b.count = divides(r) ? ut_reader_blocks(r->reader, &b.size) : 0;
  b.workers = workers.count = b.count ? ut_workers_wanted(r->o.threads, b.size) : 1;
  bool worker = b.workers > 1 && ut_workers_begin(&r->cli, &workers);
  ut_cli_confine(&r->cli);
  if (worker)
    return ut_import_blocks_hand(&b, &r->rows, workers.own, workers.parcels[workers.own], r->cli.worker_output.fd, err);
  if (b.workers == 1)
    return UT_OK;
  enum ut_status status = ut_import_blocks_take(&b, &r->rows, workers.parcels, workers.fds, err);
  ut_workers_end(&workers, r->rows.taken_all);
  ut_workers_clear(&workers);
  return status;
}

static enum ut_status open_all(struct run *r, struct ut_error *err)
{
  r->rows.run = &r->cli.run;
  UT_TRY(ut_expected_rows_parse(r->o.expect_rows, &r->rows.expected, err));
  UT_TRY(open_rejects(r, err));
  UT_TRY(open_reader(r, err));
  UT_TRY(open_import(r, err));
  UT_TRY(open_quality(r, err));
  return open_writer(r, err);
}

static enum ut_status import(struct run *r, struct ut_error *err)
{
  UT_TRY(open_all(r, err));
  UT_TRY(import_blocks(r, err));
  if (r->cli.worker)
    return UT_OK;
  UT_TRY(ut_import_rows(&r->rows, err));
  return r->quality ? write_quality(r, r->quality, UT_CSV, err) : UT_OK;
}

static enum ut_status run(struct run *r, struct ut_error *err)
{
  if (r->cli.merging)
    return merge(r, err);
  if (r->o.key_new)
    return make_key(r, err);
  return r->o.profile || r->o.propose ? survey(r, err) : import(r, err);
}

int main(int argc, char **argv)
{
  struct run r = {0};
  struct ut_error err = {0};
  enum ut_status status = ut_cli_parse(&r.cli, &command, &r.o, argc, argv, 1, 2);
  if (status == UT_OK)
    status = run(&r, &err);
  ut_import_rows_clear(&r.rows);
  ut_key_free(r.key);
  ut_reader_free(r.reader);
  ut_map_free(r.map);
  return ut_cli_finish(&r.cli, status, &err);
}

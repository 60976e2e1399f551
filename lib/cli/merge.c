/* Parts of results, as filters write and take them. */
#include "cli/merge.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/personnummer.h"
#include "base/sheet_path.h"
#include "stream/apart.h"
#include "stream/source.h"
#include "stream/whole_table.h"
#include "table/partial.h"
#include "utfall/version.h"
#include "utfall/vocabulary.h"

enum { HEX = 17, PIECE = 1 << 16 };

/* ---- options as text ---- */

/* A value with a blank in it stands in quotes, of which one in it is doubled. */
static void add_value(struct ut_buf *out, const char *value)
{
  bool quoted = *value == '\0' || value[strcspn(value, " \"")];
  ut_buf_add_string(out, quoted ? "=\"" : "=");
  for (const char *c = value; *c; c++)
    ut_buf_add(out, *c == '"' ? "\"\"" : c, *c == '"' ? 2 : 1);
  ut_buf_add_string(out, quoted ? "\"" : "");
}

/* The name of a shared file and a hash of what it says: `sus:0f3a...`. */
static enum ut_status add_file(struct ut_buf *out, const char *path, struct ut_error *err)
{
  char piece[PIECE], hex[HEX], name[PATH_MAX];
  const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
  uint64_t hash = 0;
  size_t len;
  struct stat st;
  ut_sheet_path(path, name);
  if (stat(name, &st) == 0 && !S_ISREG(st.st_mode))
    return ut_error_set(err, UT_USAGE, "--partial tells a hash of it: this must be a regular file");
  FILE *file = fopen(name, "re");
  if (!file)
    return ut_error_errno(err, "open");
  while ((len = fread(piece, 1, sizeof piece, file)) > 0)
    hash = ut_hash_text(hash, (struct ut_text){piece, len});
  bool failed = ferror(file);
  (void)fclose(file);
  if (failed)
    return ut_error_errno(err, "read");
  snprintf(hex, sizeof hex, "%016llx", (unsigned long long)hash);
  ut_buf_format(out, "=%.*s:%s", (int)strcspn(base, ". "), base, hex);
  return UT_OK;
}

static bool is_found(const struct ut_cli *cli, const char *path)
{
  for (size_t i = 0; i < cli->found_count; i++)
    if (path == cli->found[i])
      return true;
  return false;
}

/* The file of an option that says how is counted; NULL: it is none. Of a shared one the path that was found. */
static const char *definition(const struct ut_cli *cli, size_t i)
{
  const struct ut_option *o = &cli->command->options[i];
  if (o->defines)
    return cli->values[i];
  const char *found = o->shared ? *(const char *const *)((const char *)cli->options + o->offset) : NULL;
  return found && is_found(cli, found) ? found : NULL;
}

/* A file of data is each part's own: that there is one is all that is said of it. */
static enum ut_status add_option(struct ut_buf *out, const struct ut_cli *cli, size_t i, struct ut_error *err)
{
  const struct ut_option *o = &cli->command->options[i];
  const char *value = cli->values[i], *file = definition(cli, i);
  char name[UT_OPTION_NAME];
  if (o->parts || (!(cli->given >> i & 1) && !file))
    return UT_OK;
  ut_buf_format(out, " %s", ut_option_name(o, name));
  if (file)
    return ut_error_blame(add_file(out, file, err), file, err);
  if (value && !(strstr(o->value, "FILE") && access(value, F_OK) == 0))
    add_value(out, value);
  return UT_OK;
}

/* "outcomes 0.2.0 by=insats totals report=shares". UT_USAGE: somebody's number stands in it. */
static enum ut_status describe(struct ut_buf *out, const struct ut_cli *cli, struct ut_error *err)
{
  struct ut_personnummer_found found;
  ut_buf_format(out, "%s %s", cli->command->name, UT_VERSION);
  for (size_t i = 0; cli->command->options[i].kind != UT_OPT_END; i++)
    UT_TRY(add_option(out, cli, i, err));
  if (!ut_buf_string(out))
    return ut_error_nomem(err);
  if (ut_personnummer_find((struct ut_text){out->ptr, out->len}, &found))
    return ut_error_set(err, UT_USAGE, "--partial: the options hold a personnummer, which would stand in the part");
  return UT_OK;
}

/* ---- and read again ---- */

/* The next word of a text of options, with its value; the quotes may hold blanks. */
static struct ut_text next_word(struct ut_text *rest)
{
  size_t len = 0;
  bool quoted = false;
  for (; len < rest->len && (quoted || rest->ptr[len] != ' '); len++)
    quoted ^= rest->ptr[len] == '"';
  struct ut_text word = {rest->ptr, len};
  len += len < rest->len;
  *rest = (struct ut_text){rest->ptr + len, rest->len - len};
  return word;
}

static size_t name_length(struct ut_text word)
{
  const char *sign = word.len > 0 ? memchr(word.ptr, '=', word.len) : NULL;
  return sign ? (size_t)(sign - word.ptr) : word.len;
}

/* The word that gives the option of this name; of length 0: none does. */
static struct ut_text find_word(struct ut_text words, struct ut_text name)
{
  while (words.len > 0) {
    struct ut_text word = next_word(&words);
    if (ut_text_equal((struct ut_text){word.ptr, name_length(word)}, name))
      return word;
  }
  return (struct ut_text){"", 0};
}

bool ut_merge_option(struct ut_cli *cli, char **rest, const char **name, const char **value)
{
  char *at = *rest ? *rest : cli->words, *to;
  if (*at == '\0')
    return false;
  *name = at;
  at += strcspn(at, "= ");
  *value = *at == '=' ? at + 1 : NULL;
  bool quoted = *at == '=' && at[1] == '"';
  if (*at)
    *at++ = '\0';
  to = at += quoted;
  while (*value && *at && (quoted ? *at != '"' || at[1] == '"' : *at != ' ')) {
    at += quoted && *at == '"';
    *to++ = *at++;
  }
  if (*value) {
    *value += quoted;
    at += quoted && *at;
    at += *at == ' ';
    *to = '\0';
  }
  *rest = at;
  return true;
}

/* ---- parts that are read ---- */

static struct ut_text words_of(const struct ut_whole_table *part)
{
  return ut_whole_table_cell(part, 0, 0);
}

static enum ut_status refuse(const struct ut_whole_table *part, struct ut_error *err)
{
  ut_error_at(err, ut_whole_table_source(part), 0, 0, NULL);
  return err->status;
}

static enum ut_status check_part(const struct ut_cli *cli, const struct ut_whole_table *part, struct ut_error *err)
{
  char made[UT_OPTION_NAME + sizeof UT_VERSION + 2], quoted[UT_QUOTED];
  if (!ut_partial_is(part) || ut_whole_table_rows(part) == 0) {
    ut_error_set(err, UT_BAD_INPUT, "this is no part of a result (expected what %s --partial writes)",
                 cli->command->name);
    return refuse(part, err);
  }
  snprintf(made, sizeof made, "%s %s", cli->command->name, UT_VERSION);
  struct ut_text words = words_of(part), rest = words;
  next_word(&rest);
  next_word(&rest);
  size_t len = (size_t)(rest.ptr - words.ptr) - (rest.len > 0);
  if (ut_text_is((struct ut_text){words.ptr, len}, made))
    return UT_OK;
  ut_error_set(err, UT_BAD_INPUT, "the part is of %s, and this is %s", ut_quote(quoted, words.ptr, len), made);
  return refuse(part, err);
}

/* Is there a word in the first that the second does not have as it stands? */
static bool find_other(struct ut_text a, struct ut_text b, struct ut_text *name)
{
  while (a.len > 0) {
    struct ut_text word = next_word(&a);
    *name = (struct ut_text){word.ptr, name_length(word)};
    if (!ut_text_equal(find_word(b, *name), word))
      return true;
  }
  return false;
}

/* Was it made by the options of the first? */
static enum ut_status check_same(const struct ut_whole_table *first, const struct ut_whole_table *part,
                                 struct ut_error *err)
{
  struct ut_text a = words_of(first), b = words_of(part), name;
  if (!find_other(a, b, &name) && !find_other(b, a, &name))
    return UT_OK;
  struct ut_text here = find_word(b, name), there = find_word(a, name);
  char option[UT_QUOTED], mine[UT_QUOTED], other[UT_QUOTED];
  ut_error_set(err, UT_BAD_INPUT, "the parts differ in the option %s: %s, and in %s %s",
               ut_quote(option, name.ptr, name.len),
               here.len > 0 ? ut_quote(mine, here.ptr, here.len) : "it is not given here", ut_whole_table_source(first),
               there.len > 0 ? ut_quote(other, there.ptr, there.len) : "it is not given");
  return refuse(part, err);
}

static enum ut_status check_rows(const struct ut_whole_table *part, struct ut_error *err)
{
  for (size_t i = 1; i < ut_whole_table_rows(part); i++)
    if (!ut_text_equal(ut_whole_table_cell(part, i, 0), words_of(part))) {
      ut_error_set(err, UT_BAD_INPUT, "rows of two parts in one file");
      ut_whole_table_blame(part, i, 0, err);
      return err->status;
    }
  return UT_OK;
}

static enum ut_status load_part(struct ut_cli *cli, const char *path, struct ut_error *err)
{
  struct ut_reader_options reading = cli->reading;
  reading.parts = true;
  struct ut_whole_table **part = &cli->parts[cli->part_count++];
  UT_TRY(ut_whole_table_load(part, path, &reading, err));
  UT_TRY(check_part(cli, *part, err));
  UT_TRY(check_rows(*part, err));
  return check_same(cli->parts[0], *part, err);
}

/* A file that is read again is the one that the parts were made with. */
static enum ut_status check_again(const struct ut_cli *cli, size_t i, struct ut_error *err)
{
  char name[UT_OPTION_NAME];
  struct ut_text word;
  struct ut_buf file = {0};
  ut_option_name(&cli->command->options[i], name);
  word = find_word(words_of(cli->parts[0]), ut_text_of(name));
  if (!cli->values[i])
    return word.len == 0 ? UT_OK
                         : ut_error_set(err, UT_USAGE, "the parts were made with --%s: --merge needs it, too", name);
  if (word.len == 0)
    return ut_error_set(err, UT_USAGE, "the parts were made without --%s", name);
  enum ut_status status = ut_error_blame(add_file(&file, cli->values[i], err), cli->values[i], err);
  size_t hex = HEX - 1;
  if (status == UT_OK && (file.failed || word.len < hex))
    status = ut_error_nomem(err);
  if (status == UT_OK && memcmp(word.ptr + word.len - hex, file.ptr + file.len - hex, hex) != 0)
    status = ut_error_set(err, UT_USAGE, "--%s is another file than the parts were made with", name);
  ut_buf_clear(&file);
  return status;
}

/* Do both hold the same counts, and any? */
static bool are_alike(const struct ut_whole_table *a, const struct ut_whole_table *b)
{
  size_t rows = ut_whole_table_rows(a), columns = ut_whole_table_columns(a);
  bool same = rows > 1 && rows == ut_whole_table_rows(b) && columns == ut_whole_table_columns(b);
  for (size_t i = 0; i < rows && same; i++)
    for (size_t k = 0; k < columns && same; k++)
      same = ut_text_equal(ut_whole_table_cell(a, i, k), ut_whole_table_cell(b, i, k));
  return same;
}

/* Whoever is in two parts counts twice. */
static void note_copies(struct ut_cli *cli)
{
  size_t copies = 0;
  const char *first = NULL;
  for (size_t i = 1; i < cli->part_count; i++)
    for (size_t k = 0; k < i; k++)
      if (are_alike(cli->parts[k], cli->parts[i])) {
        first = first ? first : ut_whole_table_source(cli->parts[i]);
        copies++;
        break;
      }
  ut_run_note(&cli->run, UT_NOTE_SAMMA_PERSONER, copies, first, 0,
              "%zu part%s, the first %s, with the counts of another: whoever is in two counts as two", copies,
              copies == 1 ? "" : "s", first);
}

enum ut_status ut_merge_load(struct ut_cli *cli, struct ut_error *err)
{
  if (!cli->merging)
    return UT_OK;
  cli->parts = calloc(cli->operand_count, sizeof(struct ut_whole_table *));
  if (!cli->parts)
    return ut_error_nomem(err);
  UT_TRY(ut_files_apart(cli->operands, cli->operand_count, 0, true, err));
  for (size_t i = 0; i < cli->operand_count; i++)
    UT_TRY(load_part(cli, cli->operands[i], err));
  for (size_t i = 0; cli->command->options[i].kind != UT_OPT_END; i++)
    if (cli->command->options[i].again)
      UT_TRY(check_again(cli, i, err));
  cli->operand_count = 0;
  note_copies(cli);
  struct ut_text words = words_of(cli->parts[0]);
  next_word(&words);
  next_word(&words);
  cli->words = ut_text_copy(words);
  return cli->words ? UT_OK : ut_error_nomem(err);
}

void ut_merge_clear(struct ut_cli *cli)
{
  for (size_t i = 0; i < cli->part_count; i++)
    ut_whole_table_free(cli->parts[i]);
  free(cli->parts);
  free(cli->words);
}

/* ---- what a filter has counted ---- */

/* Notes that were made of the rows go with them. */
static enum ut_status fill_notes(const struct ut_cli *cli, struct ut_table *notes, struct ut_error *err)
{
  for (size_t i = 0; i < UT_NOTES && cli->partial; i++) {
    struct ut_text code = ut_text_of(ut_vocabularies[UT_NOT].codes[i].code);
    int64_t *count;
    if (cli->run.noted[i].count == 0)
      continue;
    UT_TRY(ut_table_find(notes, &code, &count, err));
    *count = (int64_t)cli->run.noted[i].count;
  }
  return UT_OK;
}

static void say_notes(struct ut_cli *cli, struct ut_table *notes)
{
  const struct ut_vocabulary *v = &ut_vocabularies[UT_NOT];
  ut_table_sort(notes);
  for (size_t i = 0; i < ut_table_groups(notes); i++) {
    struct ut_group group = ut_table_group(notes, i);
    int code = ut_vocabulary_find(v, *group.keys);
    if (code >= 0 && *group.counters > 0)
      ut_run_note(&cli->run, (enum ut_note_code)code, (size_t)*group.counters, NULL, 0,
                  "%s: %lld when the parts were made (%s)", v->codes[code].en, (long long)*group.counters,
                  v->codes[code].code);
  }
}

static enum ut_status write_part(struct ut_cli *cli, const struct ut_partial *p, struct ut_error *err)
{
  struct ut_buf of = {0};
  struct ut_output *output = cli->part_output ? cli->part_output : &cli->output;
  enum ut_status status = describe(&of, cli, err);
  output->mode = S_IRUSR | S_IWUSR;
  if (status == UT_OK)
    status = ut_partial_write(p, (struct ut_text){of.ptr, of.len}, output, cli->part_output ? UT_CSV : cli->to, err);
  ut_buf_clear(&of);
  ut_run_note(&cli->run, UT_NOTE_DEL_OSKYDDAD, status == UT_OK, NULL, 0,
              "a part holds unprotected counts: hand it on as you would the rows, and use suppress after --merge");
  return status;
}

static enum ut_status settle(struct ut_cli *cli, struct ut_partial *p, struct ut_table *notes, struct ut_error *err)
{
  UT_TRY(fill_notes(cli, notes, err));
  UT_TRY(ut_partial_table(p, "not", notes, err));
  if (cli->partial)
    return write_part(cli, p, err);
  for (size_t i = 0; i < cli->part_count; i++)
    UT_TRY(ut_partial_add(p, cli->parts[i], err));
  say_notes(cli, notes);
  return UT_OK;
}

enum ut_status ut_cli_part(struct ut_cli *cli, struct ut_partial *p, bool *written, struct ut_error *err)
{
  const struct ut_vocabulary *codes = &ut_vocabularies[UT_NOT];
  struct ut_table *notes;
  enum ut_status status = ut_table_new(&notes, &codes, 1, 1) ? ut_error_nomem(err) : settle(cli, p, notes, err);
  *written = cli->partial;
  ut_table_free(notes);
  ut_partial_clear(p);
  return status;
}

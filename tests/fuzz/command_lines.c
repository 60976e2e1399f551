/* Changes command lines and the files that they name at random, runs them, and stops at what no run may come to: a
 * report of a sanitizer, a signal, another exit status than 0, 1 and 2, a failure without a word, and a run that does
 * not end.
 * usage: command_lines SECONDS SEED SCRATCH < COMMANDS
 * A line of COMMANDS is a folder of files, a filter and words, with tabs between the three. Each of the runs, of
 * which SCRATCH/now has the files, depends on SEED and its number. Leaves what it found in SCRATCH/now and
 * SCRATCH/command. */
#include <signal.h>
#include <stdint.h>
#include <time.h>

#include "../identity/folder.h"

enum {
  COMMANDS = 96,
  WORDS = 64,
  OPTIONS = 48,
  WORD = 8192,
  LONGEST = 6000,
  HANG = 90, /* seconds: /dev/full as an input has no end, and 128 MiB of it are read */
  CHANGES = 4
};

struct command {
  char *line; /* which the words are parts of */
  const char *words[WORDS];
  size_t count;
  struct folder folder;
  char options[OPTIONS][64];
  size_t option_count;
};

/* What has been wrong in some program: edges of numbers and dates, signs of formats, characters that nobody sees. */
static const char *const tokens[] = {
    "",
    "*",
    "-",
    "--",
    "0",
    "-0",
    "1",
    "-1",
    "00",
    "0.5",
    "0,5",
    "1e309",
    "NaN",
    "100",
    "101",
    "2147483648",
    "1000.00",
    "-9223372036854775808",
    "9223372036854775807",
    "92233720368547758.07",
    "99999999999999999999999",
    "0.00000001",
    "1 000",
    "1\u00A0000,50",
    "2019",
    "2019Q1",
    "2019H2",
    "2019T3",
    "2019-02-29",
    "2020-02-29",
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "2019-00-10",
    "2019-10-00",
    "2019..2018",
    "2019-01-01..2019-12-31",
    "1..5",
    "5..1",
    "..",
    "a..b",
    "arbete",
    "arbete:50",
    "arbete:50|studier:50",
    "arbete:",
    ":50",
    "|",
    "||",
    "lon",
    "ja",
    "nej",
    "K",
    "M",
    "start",
    "slut",
    "insats",
    "antal",
    "id",
    "kon",
    "klass",
    "true",
    "not true",
    "kon = K",
    "kon in (K, M)",
    "((((((((",
    "'",
    "\"",
    "\"\"",
    "=",
    ",",
    ";",
    "\t",
    "\n",
    "\r\n",
    "#VER",
    "#TRANS 5010 {} 100",
    "{}",
    "[]",
    "{\"a\":1}",
    "null",
    "\\u0000",
    "\xFF",
    "\xC3",
    "\u200B",
    "\u202E",
    "\uFEFF",
    "e\u0301",
    "\x1b[31m",
    "%s%n",
    "800101-9802",
    "19800101-9802",
    "in.csv",
    "out.csv",
    "/dev/null",
    "/dev/full",
    "saknas",
    "a,b",
    "a,a",
    "kon,insats",
    "individ=100",
    "all",
    "text",
    "json",
    "csv",
};
enum { TOKENS = sizeof tokens / sizeof *tokens };

static struct command commands[COMMANDS];
static size_t command_count;
static uint64_t state;

/* ---- chance ---- */

/* splitmix64: Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators". */
static uint64_t next_random(void)
{
  uint64_t z = state += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
  return z ^ (z >> 31);
}

/* Less than `count`, which is not 0. */
static size_t chance(size_t count)
{
  return (size_t)(next_random() % count);
}

static const char *any_token(void)
{
  static char longest[LONGEST + 1];
  if (!*longest)
    memset(longest, 'a', LONGEST);
  return chance(60) == 0 ? longest : tokens[chance(TOKENS)];
}

/* ---- files ---- */

/* `len` bytes at `at` give way to others. */
static void put(struct bytes *b, size_t at, size_t len, const char *with, size_t with_len)
{
  char *new = malloc(b->len + with_len + 1); /* NOLINT(clang-analyzer-optin.portability.UnixAPI): never 0 */
  if (!new)
    die("malloc");
  memcpy(new, b->ptr, at);
  memcpy(new + at, with, with_len);
  memcpy(new + at + with_len, b->ptr + at + len, b->len - at - len);
  free(b->ptr);
  b->ptr = new;
  b->len += with_len - len;
  b->ptr[b->len] = '\0';
}

/* The bytes around a random place up to the next of `ends` on both sides. */
static void stretch(const struct bytes *b, const char *ends, size_t *at, size_t *len)
{
  size_t begin = chance(b->len + 1), end = begin;
  while (begin > 0 && !strchr(ends, b->ptr[begin - 1]))
    begin--;
  while (end < b->len && !strchr(ends, b->ptr[end]))
    end++;
  *at = begin;
  *len = end - begin;
}

static void change_bytes(struct bytes *b)
{
  size_t at = chance(b->len + 1), len = chance(b->len - at + 1) % 40;
  const char byte = (char)next_random();
  if (chance(3) == 0)
    put(b, at, len, "", 0);
  else
    put(b, at, at < b->len, &byte, 1);
}

static void change_cell(struct bytes *b)
{
  size_t at, len, other, other_len;
  const char *token = any_token();
  stretch(b, ",;\n\t", &at, &len);
  stretch(b, ",;\n\t", &other, &other_len);
  char *copy = strndup(b->ptr + other, other_len);
  if (!copy)
    die("strndup");
  if (chance(3) == 0)
    put(b, at, len, copy, other_len);
  else
    put(b, at, chance(4) ? len : 0, token, strlen(token));
  free(copy);
}

/* Left out, put twice, or somewhere else. */
static void change_line(struct bytes *b)
{
  size_t at, len, other, other_len;
  stretch(b, "\n", &at, &len);
  char *copy = strndup(b->ptr + at, len);
  if (!copy)
    die("strndup");
  if (chance(2))
    put(b, at, len + (at + len < b->len), "", 0);
  stretch(b, "\n", &other, &other_len);
  if (chance(2)) {
    put(b, other, 0, "\n", 1);
    put(b, other, 0, copy, strlen(copy));
  }
  free(copy);
}

static void cut(struct bytes *b)
{
  size_t at = chance(b->len + 1);
  put(b, at, b->len - at, "", 0);
}

static void change_file(struct bytes *b)
{
  static void (*const kinds[])(struct bytes *) = {change_bytes, change_cell, change_cell,
                                                  change_cell,  change_line, cut};
  for (size_t i = chance(CHANGES) + 1; i > 0; i--)
    kinds[chance(chance(4) ? 5 : 6)](b);
}

/* Fills the folder with the files, some of them changed. */
static void lay_out(const struct folder *f)
{
  struct dirent *entry;
  DIR *d = opendir(".");
  if (!d)
    die("now");
  while ((entry = readdir(d)))
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
      unlink(entry->d_name);
  closedir(d);
  for (size_t i = 0; i < f->count; i++) {
    struct bytes b = {malloc(f->files[i].was.len + 1), f->files[i].was.len};
    if (!b.ptr)
      die("malloc");
    memcpy(b.ptr, f->files[i].was.ptr, b.len + 1);
    if (chance(3) == 0)
      change_file(&b);
    store(f->files[i].name, b);
    free(b.ptr);
  }
}

/* ---- words ---- */

static void insert_word(const char **words, size_t *count, size_t at, const char *word)
{
  if (*count + 1 >= WORDS)
    return;
  memmove(words + at + 1, words + at, (*count - at) * sizeof *words);
  words[at] = word;
  ++*count;
}

static const char *any_value(const struct command *c)
{
  return chance(3) == 0 && c->folder.count > 0 ? c->folder.files[chance(c->folder.count)].name : any_token();
}

static void change_words(const struct command *c, const char **words, size_t *count, char option[WORD])
{
  size_t at = 1 + chance(*count);
  switch (chance(6)) {
  case 0:
    insert_word(words, count, at, any_value(c));
    break;
  case 1: /* left out */
    if (at < *count)
      memmove(words + at, words + at + 1, (--*count - at) * sizeof *words);
    break;
  case 2:
    if (at < *count)
      words[at] = any_value(c);
    break;
  case 3:
    insert_word(words, count, 1, c->words[chance(c->count)]);
    break;
  default:
    snprintf(option, WORD, chance(5) ? "--%s=%s" : "--%s", c->options[chance(c->option_count)], any_value(c));
    insert_word(words, count, 1, option);
  }
}

/* The options that --help lists. */
static void list_options(struct command *c)
{
  char line[FOLDER_NAME], *name = NULL;
  snprintf(line, sizeof line, "%s --help", c->words[0]);
  FILE *help = popen(line, "r"); /* NOLINT(cert-env33-c): a name of commands */
  while (help && fgets(line, sizeof line, help) && c->option_count < OPTIONS)
    if (line[0] == ' ' && line[1] == ' ' && (name = strstr(line, "--")) && name - line <= 6)
      snprintf(c->options[c->option_count++], sizeof c->options[0], "%.*s", (int)strcspn(name + 2, " \n"), name + 2);
  if (!help || pclose(help) != 0 || c->option_count == 0)
    die(c->words[0]);
}

static void read_commands(void)
{
  size_t room = 0;
  for (char *line = NULL; command_count < COMMANDS && getline(&line, &room, stdin) > 0; line = NULL, room = 0) {
    struct command *c = &commands[command_count++];
    c->line = line;
    folder_load(&c->folder, strtok(line, "\t\n"));
    for (char *word; c->count + 1 < WORDS && (word = strtok(NULL, " \t\n"));)
      c->words[c->count++] = word;
    list_options(c);
  }
}

/* ---- a run ---- */

/* What is wrong with how it ended; NULL: nothing. */
static const char *fault_of(int status)
{
  static const char *const reports[] = {"Sanitizer", "runtime error:"};
  const char *fault = NULL;
  struct bytes said = load("../stderr");
  int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  if (WIFSIGNALED(status))
    fault = WTERMSIG(status) == SIGALRM ? "does not end" : "is ended by a signal";
  else if (code > 2)
    fault = "ends in another status";
  else if (code == 2 && said.len == 0)
    fault = "fails without a word";
  for (size_t i = 0; i < sizeof reports / sizeof *reports; i++)
    if (memmem(said.ptr, said.len, reports[i], strlen(reports[i])))
      fault = "makes a sanitizer speak";
  free(said.ptr);
  return fault;
}

static void print_word(FILE *f, const char *word)
{
  fputs(" '", f);
  for (; *word; word++)
    fputs(*word == '\'' ? "'\\''" : (char[]){*word, '\0'}, f);
  fputc('\'', f);
}

static bool run_one(void)
{
  char option[CHANGES][WORD];
  const struct command *c = &commands[chance(command_count)];
  const char *words[WORDS + 1];
  size_t count = c->count;
  memcpy(words, c->words, count * sizeof *words);
  for (size_t i = chance(CHANGES); i > 0; i--)
    change_words(c, words, &count, option[i]);
  words[count] = NULL;
  lay_out(&c->folder);
  const char *fault = fault_of(run_words(words, HANG));
  if (!fault)
    return true;
  FILE *f = fopen("../command", "w");
  if (!f)
    die("command");
  for (size_t i = 0; i < count; i++)
    print_word(f, words[i]);
  fprintf(f, "\n# %s\n", fault);
  if (fclose(f) != 0)
    die("command");
  return false;
}

int main(int argc, char **argv)
{
  struct timespec now, begin;
  char folder[2 * FOLDER_NAME];
  if (argc != 4)
    return 3;
  double seconds = strtod(argv[1], NULL);
  uint64_t seed = strtoull(argv[2], NULL, 10), runs = 0;
  read_commands();
  snprintf(folder, sizeof folder, "%s/now", argv[3]);
  if (command_count == 0 || (mkdir(folder, 0700) != 0 && access(folder, W_OK) != 0) || chdir(folder) != 0)
    die(folder);
  clock_gettime(CLOCK_MONOTONIC, &begin);
  do {
    state = seed + runs++ * UINT64_C(0xD1342543DE82EF95);
    if (!run_one()) {
      printf("fuzz-cli: run %llu of seed %s: what was run, and on what, is in %s\n", (unsigned long long)runs, argv[2],
             argv[3]);
      return 1;
    }
    clock_gettime(CLOCK_MONOTONIC, &now);
  } while ((double)(now.tv_sec - begin.tv_sec) < seconds);
  printf("fuzz-cli: %llu runs, nothing found (seed %s)\n", (unsigned long long)runs, argv[2]);
  return 0;
}

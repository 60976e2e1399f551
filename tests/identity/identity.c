/* Puts personnummer of many spellings into every cell, heading, name of a file and option of a command, runs it, and
 * searches what it writes for their digits. No message shows a control character either, nor a line that is not its
 * own.
 * usage: identity EVERY FOLDER FILTER [WORD...]
 * FOLDER/files has the files that the words name; the command runs in FOLDER/now. Every so many-th place gets a
 * spelling, in turn; with "all" each place gets all of them. Prints what leaked and last "RUNS runs, LEAKS leaks". */
#include <stdint.h>

#include "folder.h"
#include "spellings.h"

enum { NAME = FOLDER_NAME, WORDS = 48, SPELLED = 256, SECONDS = 20, SHOWN = 25, DIGITS = 12, BIRTH = 6, LAST = 4 };

/* A number as it is written, and what of its digits must not be found: the date of birth and the last four. */
struct number {
  char text[SPELLED];
  char birth[BIRTH + 1], last[LAST + 1];
};

/* What the digits may be searched for in. */
enum where { MESSAGES, EVERYTHING };

struct run {
  const char *words[WORDS + 1];
  enum where where;
  const char *place; /* for whoever reads the report */
  struct number number;
};

static const char *scratch, *filter;
static struct folder folder;
static size_t runs, leaks, turn, places, every = 1, spellings_each = 1;

/* ---- numbers ---- */

static void add_digit(char **out, int digit, enum digits script)
{
  static const char *const zeros[] = {"0", "\uFF10", "\u0660", "\u0966", "\U0001D7CE"};
  size_t len = strlen(zeros[script]);
  memcpy(*out, zeros[script], len);
  (*out)[len - 1] = (char)((*out)[len - 1] + digit);
  *out += len;
}

static int check_digit(const char *nine)
{
  int sum = 0;
  for (int i = 0; i < 9; i++) {
    int value = (nine[i] - '0') * (i % 2 == 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return (10 - sum % 10) % 10;
}

/* Of somebody who was not born on 14 August 1964, spelling number i. */
static struct number spell(size_t i)
{
  const struct spelling *s = &spellings[i];
  struct number n;
  char digits[DIGITS + 1], *out = n.text;
  size_t count = 0, at;
  snprintf(digits, sizeof digits, "196408%02d98%zu", s->coordination ? 74 : 14, i % 10);
  digits[DIGITS - 1] = (char)('0' + (check_digit(digits + 2) + s->wrong) % 10);
  for (const char *p = s->shape; *p; p++)
    count += *p == '#';
  bool interim = count % 2 == 1;
  at = count + interim < DIGITS ? 2 : 0;
  snprintf(n.birth, sizeof n.birth, "%.6s", digits + 2);
  snprintf(n.last, sizeof n.last, "%.4s", digits + 8);
  for (const char *p = s->shape; *p; p++) {
    if (*p == '#')
      add_digit(&out, digits[at++] - '0', s->digits);
    else
      *out++ = *p;
    at += interim && *p == '#' && at == 8; /* a letter is the first of the last four */
  }
  *out = '\0';
  return n;
}

/* ---- search ---- */

/* The character at p, its bytes in *len: 0 for what is no UTF-8. */
static uint32_t character(const char *p, size_t *len)
{
  const unsigned char *u = (const unsigned char *)p;
  size_t more = u[0] < 0xC2 ? 0 : u[0] < 0xE0 ? 1 : u[0] < 0xF0 ? 2 : 3;
  uint32_t c = u[0] < 0x80 ? u[0] : more > 0 ? u[0] & (0x3Fu >> more) : 0;
  for (size_t i = 1; i <= more; i++) {
    if ((u[i] & 0xC0) != 0x80) {
      *len = 1;
      return 0;
    }
    c = c << 6 | (u[i] & 0x3F);
  }
  *len = more + 1;
  return c;
}

static int digit_of(uint32_t c)
{
  static const uint32_t zeros[] = {'0', 0xFF10, 0x0660, 0x0966, 0x1D7CE};
  for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
    if (c >= zeros[i] && c <= zeros[i] + 9)
      return (int)(c - zeros[i]);
  return -1;
}

static bool is_letter(uint32_t c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c < 0x250);
}

/* Bytes of an escape, which shows a character by its number, or of a checksum; 0: there is none. */
static size_t skipped(const char *p)
{
  static const char sum[] = "\"sha256\": \"";
  if (strncmp(p, "\\u", 2) == 0)
    return 2 + strspn(p + 2, "0123456789abcdefABCDEF{}");
  if (strncmp(p, "\\x", 2) == 0)
    return strnlen(p, 4);
  return strncmp(p, sum, sizeof sum - 1) == 0 ? sizeof sum - 1 + 64 : 0;
}

/* The digits of a text with nothing between them but, where letters stand, or cells end, a stroke. */
static void digits_of(struct bytes text, bool cells, char *out)
{
  for (size_t at = 0, len; at < text.len; at += len) {
    len = skipped(text.ptr + at);
    if (len > 0)
      continue;
    uint32_t c = character(text.ptr + at, &len);
    if (digit_of(c) >= 0)
      *out++ = (char)('0' + digit_of(c));
    else if (is_letter(c) || (cells && (c == ',' || c == '\n')))
      *out++ = '|';
  }
  *out = '\0';
}

/* Figures of a table may end and begin as the last four do. */
static bool has_digits(const struct number *n, struct bytes text, bool cells)
{
  char *digits = malloc(text.len + 1);
  if (!digits)
    die("malloc");
  digits_of(text, false, digits);
  bool found = strstr(digits, n->birth);
  digits_of(text, cells, digits);
  found = found || strstr(digits, n->last);
  free(digits);
  return found;
}

/* Would a terminal do what the character says, or show what follows it elsewhere? */
static bool is_harmful(uint32_t c)
{
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

/* Is every line of a message the filter's own, in characters that do no harm? */
static bool is_plain(struct bytes text)
{
  size_t name = strlen(filter);
  bool begins = true;
  for (size_t at = 0, len; at < text.len; at += len) {
    const char *p = text.ptr + at;
    uint32_t c = character(p, &len);
    if (begins && strncmp(p, "  ", 2) != 0 && strncmp(p, "Try '", 5) != 0 &&
        (strncmp(p, filter, name) != 0 || p[name] != ':'))
      return false;
    begins = c == '\n';
    if (!begins && is_harmful(c))
      return false;
  }
  return true;
}

/* ---- a run ---- */

static void tell(const struct run *r, const char *what, struct bytes text)
{
  if (leaks++ >= SHOWN)
    return;
  printf("%s: %s:", r->place, what);
  for (size_t i = 0; r->words[i]; i++)
    printf(" '%s'", r->words[i]);
  printf("\n%.*s\n", (int)(text.len < 600 ? text.len : 600), text.ptr);
}

static void search(const struct run *r, const char *path, const char *what, bool message)
{
  struct bytes text = load(path);
  if ((message || r->where == EVERYTHING) && has_digits(&r->number, text, !message))
    tell(r, what, text);
  free(text.ptr);
}

/* Looks at what stands in the folder now, and removes what was not there before. */
static void look_around(const struct run *r)
{
  struct dirent *entry;
  DIR *d = opendir(".");
  if (!d)
    die("now");
  while ((entry = readdir(d))) {
    if (entry->d_name[0] == '.')
      continue;
    const struct file *f = file_of(&folder, entry->d_name);
    if (!f)
      search(r, entry->d_name, entry->d_name, strcmp(entry->d_name, "status.json") == 0);
    if (!f)
      unlink(entry->d_name);
  }
  closedir(d);
}

static void run(const struct run *r)
{
  int status = run_words(r->words, SECONDS);
  runs++;
  struct bytes said = load("../stderr");
  if (!WIFEXITED(status) || WEXITSTATUS(status) > 2)
    tell(r, "ends otherwise than with 0, 1 or 2", said);
  if (!is_plain(said))
    tell(r, "a message with what is not its own", said);
  free(said.ptr);
  search(r, "../stderr", "stderr", true);
  search(r, "../stdout", "stdout", false);
  look_around(r);
}

/* ---- places ---- */

static const char *const *given; /* the words of the command, the filter first */

/* The command with another word in place of one; further words come before all others, as options do. */
static void take_words(struct run *r, size_t at, const char *word, const char *further)
{
  size_t count = 0;
  r->words[count++] = given[0];
  r->words[count++] = "--status-file=status.json";
  if (further)
    r->words[count++] = further;
  for (size_t i = 1; given[i]; i++)
    r->words[count++] = i == at ? word : given[i];
  r->words[count] = NULL;
}

/* What a place is filled with: the number in place of what is there, or behind it. Each place begins with another
 * spelling than the one before it. */
static void fill(char *out, size_t size, const char *was, size_t len, const char *number, size_t i)
{
  snprintf(out, size, "%.*s%s%s", i % 2 ? (int)len : 0, was, i % 2 && len > 0 ? " " : "", number);
}

static size_t next_spelling(void)
{
  return turn++ % SPELLINGS;
}

static bool is_left_out(void)
{
  return places++ % every != 0;
}

/* One place of a file: the bytes from..to are replaced, and put as its format wants them. */
struct place {
  size_t from, to;
  char quote, escape;
};

static char *quoted(char *out, const char *text, const struct place *p)
{
  *out++ = p->quote;
  for (; *text; text++) {
    if (p->escape == '\\' && (unsigned char)*text < 0x20) {
      out += sprintf(out, "\\u%04x", (unsigned)*text);
      continue;
    }
    if (*text == p->quote || (p->escape == '\\' && *text == '\\'))
      *out++ = p->escape;
    *out++ = *text;
  }
  *out++ = p->quote;
  return out;
}

static void try_place(const struct file *f, const struct place *p, enum where where)
{
  if (is_left_out())
    return;
  char filled[2 * SPELLED + NAME], *changed = malloc(f->was.len + sizeof filled * 7);
  for (size_t i = 0; i < spellings_each; i++) {
    size_t s = next_spelling();
    struct run r = {.where = where, .place = f->name, .number = spell(s)};
    fill(filled, sizeof filled, f->was.ptr + p->from, p->to - p->from, r.number.text, s / 2 + i);
    memcpy(changed, f->was.ptr, p->from);
    char *end = quoted(changed + p->from, filled, p);
    memcpy(end, f->was.ptr + p->to, f->was.len - p->to);
    take_words(&r, 0, NULL, NULL);
    store(f->name, (struct bytes){changed, (size_t)(end - changed) + f->was.len - p->to});
    run(&r);
  }
  store(f->name, f->was);
  free(changed);
}

/* Every cell and heading; the quotes of one that has some are replaced, too. */
static void try_cells(const struct file *f, enum where where)
{
  size_t from = 0;
  bool within = false;
  for (size_t i = 0; i < f->was.len; i++) {
    char c = f->was.ptr[i];
    within ^= c == '"';
    if (within || (c != ',' && c != '\n'))
      continue;
    try_place(f, &(struct place){from, i, '"', '"'}, where);
    from = i + 1;
  }
}

/* Every string of JSON, and every text of SIE that stands in quotes. */
static void try_strings(const struct file *f, enum where where)
{
  const char *open = f->was.ptr, *close;
  while ((open = strchr(open, '"')) && (close = strchr(open + 1, '"'))) {
    try_place(f, &(struct place){(size_t)(open - f->was.ptr), (size_t)(close + 1 - f->was.ptr), '"', '\\'}, where);
    open = close + 1;
  }
}

static void try_file(const struct file *f, enum where where)
{
  const char *dot = strrchr(f->name, '.');
  if (dot && strcmp(dot, ".csv") == 0)
    try_cells(f, where);
  else
    try_strings(f, where);
}

/* A file of such a name: as it should be, with an end that no format has, and not there at all. */
static void try_name(const struct file *f, size_t at)
{
  if (is_left_out())
    return;
  for (size_t i = 0; i < 3 * spellings_each; i++) {
    size_t s = next_spelling();
    char name[2 * SPELLED];
    struct run r = {.where = EVERYTHING, .place = "the name of a file", .number = spell(s)};
    snprintf(name, sizeof name, "%s%s", r.number.text, i % 2 ? ".csv" : " kopia");
    if (strchr(name, '/'))
      continue;
    take_words(&r, at, name, NULL);
    if (i % 3 < 2)
      store(name, f->was);
    int fd = i % 3 == 1 ? open(name, O_WRONLY | O_APPEND) : -1;
    if (fd >= 0 && write(fd, "\n\"", 2) != 2)
      die(name);
    close(fd);
    run(&r);
    unlink(name);
  }
}

/* --option=NUMBER, whether it takes a value or not, or --NUMBER. What something costs goes into figures. */
static void try_option(const char *option)
{
  if (is_left_out())
    return;
  enum where where = option && strcmp(option, "cost") == 0 ? MESSAGES : EVERYTHING;
  for (size_t i = 0; i < spellings_each; i++) {
    char word[2 * (NAME + SPELLED)];
    struct run r = {.where = where, .place = "an option", .number = spell(next_spelling())};
    snprintf(word, sizeof word, "--%s%s%s", option ? option : "", option ? "=" : "", r.number.text);
    take_words(&r, 0, NULL, word);
    run(&r);
  }
}

/* The value of an option that the command has, also with another one before it. A number goes into figures. */
static void try_word(size_t at)
{
  if (is_left_out())
    return;
  for (size_t i = 0; i < spellings_each; i++) {
    char word[2 * (NAME + SPELLED)];
    size_t s = next_spelling();
    enum where where = strspn(given[at], "0123456789") == strlen(given[at]) ? MESSAGES : EVERYTHING;
    struct run r = {.where = where, .place = "a word", .number = spell(s)};
    fill(word, sizeof word, given[at], strlen(given[at]), r.number.text, s / 2 + i);
    take_words(&r, at, word, NULL);
    run(&r);
  }
}

/* All options that --help lists, and one that there is not. */
static void try_options(void)
{
  char command[NAME], line[NAME], option[NAME];
  snprintf(command, sizeof command, "%s --help", filter);
  FILE *help = popen(command, "r");
  while (help && fgets(line, sizeof line, help))
    if (sscanf(line, " -%*c, --%255[a-z-]", option) == 1 || sscanf(line, " --%255[a-z-]", option) == 1)
      try_option(option);
  if (!help || pclose(help) != 0)
    die(command);
  try_option(NULL);
}

/* Filters other than sus-import write cells and headings of their inputs to their outputs: whoever has participations
 * with personnummer in them has not got them from sus-import. Their messages are searched all the same. */
int main(int argc, char **argv)
{
  char now[2 * NAME];
  if (argc < 4 || argc > WORDS)
    return 3;
  if (strcmp(argv[1], "all") == 0)
    spellings_each = SPELLINGS;
  else
    every = strtoul(argv[1], NULL, 10);
  scratch = argv[2];
  filter = argv[3];
  given = (const char *const *)argv + 3;
  places = (size_t)argv[2][strlen(argv[2]) - 1];
  turn = places * 7 + strlen(argv[2]);
  enum where where = strcmp(filter, "sus-import") == 0 ? EVERYTHING : MESSAGES;
  snprintf(now, sizeof now, "%s/files", scratch);
  folder_load(&folder, now);
  snprintf(now, sizeof now, "%s/now", scratch);
  if (chdir(now) != 0)
    die(now);
  for (size_t i = 0; i < folder.count; i++)
    store(folder.files[i].name, folder.files[i].was);
  for (size_t i = 1; given[i]; i++) {
    const struct file *f = file_of(&folder, given[i]);
    if (f) {
      try_file(f, where);
      try_name(f, i);
    } else {
      try_word(i);
    }
  }
  try_options();
  printf("%zu runs, %zu leaks\n", runs, leaks);
  return leaks > 0;
}

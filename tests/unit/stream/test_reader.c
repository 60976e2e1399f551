/* Streams in: files of every format and encoding as one header and its rows. */
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "../files.h"
#include "utfall/stream.h"

static const struct ut_reader_options plain = {.from = UT_AUTO};

static void log_error(struct ut_buf *out, const struct ut_error *err)
{
  char text[UT_ERROR_TEXT + UT_ERROR_SOURCE];
  ut_buf_format(out, "%s %s\n", err->status == UT_BAD_ROW ? "refused" : "failed",
                ut_error_format(err, text, sizeof text));
}

/* Returns how it ended: UT_END or what failed. */
static enum ut_status log_rows(struct ut_reader *r, struct ut_buf *out)
{
  struct ut_row row;
  struct ut_error err = {0};
  enum ut_status status;
  while ((status = ut_reader_next(r, &row, &err)) == UT_OK || status == UT_BAD_ROW) {
    if (status == UT_BAD_ROW) {
      log_error(out, &err);
      continue;
    }
    ut_buf_format(out, "%s:%zu", row.source, row.line);
    for (size_t i = 0; i < ut_reader_columns(r); i++)
      ut_buf_format(out, " [%.*s]", (int)row.fields[i].len, row.fields[i].ptr);
    ut_buf_add_string(out, "\n");
  }
  if (status != UT_END)
    log_error(out, &err);
  return status;
}

static void log_columns(struct ut_reader *r, struct ut_buf *out)
{
  ut_buf_add_string(out, "columns");
  for (size_t i = 0; i < ut_reader_columns(r); i++)
    ut_buf_format(out, " [%.*s]", (int)ut_reader_column(r, i).len, ut_reader_column(r, i).ptr);
  ut_buf_add_string(out, "\n");
}

/* What becomes of the files for one who asks for no texts: how the opening ends, or the last row. */
static enum ut_status read_without_an_error(char *const *paths, size_t count, const struct ut_reader_options *options)
{
  struct ut_reader *r;
  struct ut_row row;
  enum ut_status status = ut_reader_open(&r, paths, count, options, NULL);
  if (status == UT_OK)
    ut_reader_want_all(r);
  while (status == UT_OK || status == UT_BAD_ROW)
    status = ut_reader_next(r, &row, NULL);
  ut_reader_free(r);
  return status;
}

/* Reads the files (the names are separated by blanks) and holds columns, rows and errors against `expected`. */
static void expect(const char *names, const struct ut_reader_options *options, const char *expected)
{
  char copy[256], *paths[8], *rest = copy;
  size_t count = 0;
  struct ut_reader *r;
  struct ut_error err = {0};
  struct ut_buf out = {0};
  snprintf(copy, sizeof copy, "%s", names);
  for (char *path; (path = strsep(&rest, " "));)
    paths[count++] = path;
  enum ut_status status = ut_reader_open(&r, paths, count, options, &err);
  if (status == UT_OK) {
    ut_reader_want_all(r);
    log_columns(r, &out);
    status = log_rows(r, &out);
  } else {
    assert_int_equal(status, err.status);
    log_error(&out, &err);
  }
  ut_reader_free(r);
  if (strcmp(names, "-") != 0) /* which cannot be read twice */
    assert_int_equal(read_without_an_error(paths, count, options), status);
  assert_string_equal(ut_buf_string(&out), expected);
  ut_buf_clear(&out);
}

#define EXPECT(text, options, expected)                                                                                \
  do {                                                                                                                 \
    WRITE_FILE("f.csv", text);                                                                                         \
    expect("f.csv", options, expected);                                                                                \
  } while (0)

static void test_different_headers_and_delimiters(void **state)
{
  (void)state;
  WRITE_FILE("a.csv", "insats,kon\nPIMA,K\n");
  WRITE_FILE("b.csv", "start;kon;insats\r\n2019-01-01;M;JobbFokus\r\n");
  WRITE_FILE("c.csv", "start\n2019-02-01\n");
  expect("a.csv b.csv c.csv", &plain,
         "columns [insats] [kon] [start]\n"
         "a.csv:2 [PIMA] [K] []\n"
         "b.csv:2 [JobbFokus] [M] [2019-01-01]\n"
         "c.csv:2 [] [] [2019-02-01]\n");
}

static void test_formats_mixed(void **state)
{
  (void)state;
  WRITE_FILE("a.json", "[\n{\"x\":1.50,\"y\":\"tv\xC3\xA5\"},\n{\"y\":null}\n]\n");
  WRITE_FILE("b.csv", "y,x\n3,4\n");
  WRITE_FILE("c.jsonl", "\n{\"x\":5,\"z\":true}\n");
  expect("a.json b.csv c.jsonl", &plain,
         "columns [x] [y] [z]\n"
         "a.json:2 [1.50] [tv\xC3\xA5] []\n"
         "a.json:3 [] [] []\n"
         "b.csv:2 [4] [3] []\n"
         "c.jsonl:2 [5] [] [true]\n");
}

static void test_empty_arrays(void **state)
{
  char path[] = "a.json";
  char *paths[] = {path};
  struct ut_reader *r;
  struct ut_error err;
  struct ut_row row;
  ptrdiff_t index = 7;
  (void)state;
  WRITE_FILE("a.json", " []\n");
  WRITE_FILE("b.csv", "x\n1\n");
  expect("a.json b.csv a.json", &plain, "columns [x]\nb.csv:2 [1]\n");
  assert_int_equal(ut_reader_open(&r, paths, 1, &plain, &err), UT_OK);
  assert_true(ut_reader_is_empty(r));
  assert_int_equal(ut_reader_need(r, ut_text_of("x"), &index, &err), UT_OK);
  assert_int_equal(index, -1);
  assert_int_equal(ut_reader_next(r, &row, &err), UT_END);
  assert_int_equal(ut_reader_next(r, &row, &err), UT_END);
  ut_reader_free(r);
}

/* What is protected is known by its column of marks: rows that have none are no part of it. */
static void test_protected_and_not(void **state)
{
  (void)state;
  WRITE_FILE("a.csv", "kon,antal,skyddad\nK,,primar\n");
  WRITE_FILE("b.csv", "kon,antal\nM,2\n");
  WRITE_FILE("c.csv", "skyddad,kon,antal\n,M,12\n");
  WRITE_FILE("d.json", "[]");
  static const struct ut_reader_options mixed = {.mixed = true};
  expect("a.csv b.csv", &plain,
         "failed b.csv: there is no skyddad, which a.csv has: what is protected and what is not are not mixed\n");
  expect("b.csv c.csv", &plain,
         "failed b.csv: there is no skyddad, which c.csv has: what is protected and what is not are not mixed\n");
  expect("a.csv d.json c.csv", &plain,
         "columns [kon] [antal] [skyddad]\na.csv:2 [K] [] [primar]\nc.csv:2 [M] [12] []\n");
  expect("a.csv b.csv", &mixed, "columns [kon] [antal] [skyddad]\na.csv:2 [K] [] [primar]\nb.csv:2 [M] [2] []\n");
  EXPECT("[{\"kon\":\"K\",\"skyddad\":null},{\"skyddad\":\"ja\"},{},{\"kon\":\"M\"}]", &plain,
         "columns [kon] [skyddad]\nf.csv:1 [K] []\nf.csv:1 [] [ja]\nf.csv:1 [] []\n"
         "failed f.csv:1: there is no skyddad, which the first object has: what is protected and what is not are not "
         "mixed\n");
}

static void test_json_names_of_the_first_object_hold(void **state)
{
  (void)state;
  EXPECT("[{\"a\":1},{\"b\":2}]", &plain,
         "columns [a]\nf.csv:1 [1]\nfailed f.csv:1: the name \"b\" is not in the first object\n");
}

static void test_format_and_delimiter_as_told(void **state)
{
  (void)state;
  EXPECT("[a;b,c;d\n1;2,3;4\n", &((struct ut_reader_options){.from = UT_CSV}),
         "columns [[a] [b,c] [d]\nf.csv:2 [1] [2,3] [4]\n");
  EXPECT("a;b,c\n1;2,3\n", &((struct ut_reader_options){.delimiter = ','}), "columns [a;b] [c]\nf.csv:2 [1;2] [3]\n");
  EXPECT("a\tb\n1\t2\n", &plain, "columns [a] [b]\nf.csv:2 [1] [2]\n");
  EXPECT("\n\r\na|b\n1|2\n", &plain, "columns [a] [b]\nf.csv:4 [1] [2]\n");
}

static void test_bad_headings(void **state)
{
  (void)state;
  EXPECT("", &plain, "failed f.csv: there is no header: the input is empty\n");
  EXPECT("\n\n", &plain, "failed f.csv: there is no header: the input is empty\n");
  EXPECT("a,,b\n", &plain, "failed f.csv:1: heading 2 is empty\n");
  EXPECT("\na,b,a\n", &plain, "failed f.csv:2: the heading \"a\" stands twice\n");
  EXPECT("b,a,b,a\n", &plain, "failed f.csv:1: the heading \"b\" stands twice\n");
  EXPECT("c,c,,b,b\n", &plain, "failed f.csv:1: the heading \"c\" stands twice\n");
  EXPECT("c,b,,c,b\n", &plain, "failed f.csv:1: heading 3 is empty\n");
  EXPECT("a,b\"c\n1,2\n", &plain, "failed f.csv:1:4: a quote within a field that does not begin with one\n");
  EXPECT("a\n", &plain, "columns [a]\n");
  EXPECT("a", &plain, "columns [a]\n");
}

static void test_loose_headings(void **state)
{
  static const struct ut_reader_options loose = {.loose = true};
  (void)state;
  EXPECT("a,,a,\n1,2,3,4\n", &loose, "columns [a] [] [a] []\nf.csv:2 [1] [2] [3] [4]\n");
  WRITE_FILE("g.csv", "a;a;b;a\n5;6;7;8\n");
  expect("f.csv g.csv", &loose,
         "columns [a] [] [a] [] [b] [a]\n"
         "f.csv:2 [1] [2] [3] [4] [] []\n"
         "g.csv:2 [5] [] [6] [] [7] [8]\n");
  WRITE_FILE("f.csv", "a,b\n1,2\n");
  WRITE_FILE("g.csv", "a,b,a,c,b\n3,4,5,6,7\n");
  WRITE_FILE("h.csv", "a,b,a,b,c\n3,4,5,7,6\n");
  expect("f.csv g.csv h.csv", &loose,
         "columns [a] [b] [a] [c] [b]\n"
         "f.csv:2 [1] [2] [] [] []\n"
         "g.csv:2 [3] [4] [5] [6] [7]\n"
         "h.csv:2 [3] [4] [5] [6] [7]\n");
}

static void test_wrong_widths_then_on(void **state)
{
  (void)state;
  EXPECT("a,b\n1\n2,3\n4,5,6\n\"7\nx\",\"8\n9,0\n", &plain,
         "columns [a] [b]\n"
         "refused f.csv:2: the row has 1 fields and the header 2\n"
         "f.csv:3 [2] [3]\n"
         "refused f.csv:4: the row has 3 fields and the header 2\n"
         "refused f.csv:6:4: this quote is never closed\n"
         "refused f.csv:6:2: a quote within a field that does not begin with one\n"
         "f.csv:7 [9] [0]\n");
}

static void test_skipped_lines(void **state)
{
  static const struct ut_reader_options two = {.skip_lines = 2}, many = {.skip_lines = 9};
  (void)state;
  EXPECT("Export \"2019\n\xFF;;;\r\na;b\n1;2\n3\n", &two,
         "columns [a] [b]\nf.csv:4 [1] [2]\nrefused f.csv:5: the row has 1 fields and the header 2\n");
  EXPECT("x\ry\ra\r1\r", &two, "columns [a]\nf.csv:4 [1]\n");
  EXPECT("x\n\na\n1\n", &two, "columns [a]\nf.csv:4 [1]\n");
  EXPECT("a\n1\n", &many, "failed f.csv: there is no header: the input is empty\n");
  EXPECT("a\n1", &many, "failed f.csv: there is no header: the input is empty\n");
}

/* A title line that is longer than the buffer at first is. */
static void test_skipped_long_line(void **state)
{
  static const struct ut_reader_options one = {.skip_lines = 1};
  struct ut_buf text = {0};
  (void)state;
  for (size_t i = 0; i < 50000; i++)
    ut_buf_add_string(&text, "title ");
  ut_buf_add_string(&text, "\r\na\r\n1\r\n");
  write_file("f.csv", text.ptr, text.len);
  expect("f.csv", &one, "columns [a]\nf.csv:3 [1]\n");
  ut_buf_clear(&text);
}

/* "å,b" and "1,…" as UTF-16, with its mark. */
static void test_utf16(void **state)
{
  (void)state;
  EXPECT("\xFF\xFE\xE5\0,\0b\0\n\0001\0,\0\x26\x20\r\0\n\0", &plain,
         "columns [\xC3\xA5] [b]\nf.csv:2 [1] [\xE2\x80\xA6]\n");
  EXPECT("\xFE\xFF\0\xE5\0,\0b\0\n\0001\0,\x20\x26", &plain, "columns [\xC3\xA5] [b]\nf.csv:2 [1] [\xE2\x80\xA6]\n");
  EXPECT("\xFF\xFE"
         "a\0\n\0b\0\n\0c",
         &plain, "columns [a]\nf.csv:2 [b]\nrefused f.csv:3:1: a byte that is no text in the encoding of the input\n");
}

static void test_byte_order_mark(void **state)
{
  (void)state;
  EXPECT("\xEF\xBB\xBF"
         "a,b\n1,2\n",
         &plain, "columns [a] [b]\nf.csv:2 [1] [2]\n");
  EXPECT("\xEF\xBB\xBF[{\"a\":1}]", &plain, "columns [a]\nf.csv:1 [1]\n");
  EXPECT("\xEF\xBB\xBF"
         "k\xC3\xB6n\nK\n",
         &((struct ut_reader_options){.encoding = "windows-1252"}), "columns [k\xC3\xB6n]\nf.csv:2 [K]\n");
}

static void test_windows_1252(void **state)
{
  static const char *const encodings[] = {"windows-1252", "auto", NULL};
  (void)state;
  for (size_t i = 0; i < 3; i++) {
    struct ut_reader_options options = {.encoding = encodings[i]};
    /* 0x96 is an en dash, 0x80 the euro sign; 0x81 is nothing. */
    EXPECT("k\xF6n;\x80\nK;16\x96"
           "19\nM\x81;1\nM;2\n",
           &options,
           "columns [k\xC3\xB6n] [\xE2\x82\xAC]\n"
           "f.csv:2 [K] [16\xE2\x80\x93"
           "19]\n"
           "refused f.csv:3:2: a byte that is no text in the encoding of the input\n"
           "f.csv:4 [M] [2]\n");
  }
  EXPECT("k\xF6n\n", &((struct ut_reader_options){.encoding = "utf-8"}),
         "failed f.csv:1:2: a byte that is no text in the encoding of the input\n");
  EXPECT("a\n", &((struct ut_reader_options){.encoding = "klingon"}),
         "failed f.csv: \"klingon\" is not an encoding that is known\n");
}

static void test_guess_keeps_to_utf8_once_seen(void **state)
{
  static const struct ut_reader_options guess = {.encoding = "auto"};
  (void)state;
  EXPECT("k\xC3\xB6n\nK\n", &guess, "columns [k\xC3\xB6n]\nf.csv:2 [K]\n");
  EXPECT("k\xC3\xB6n\n\xF6\nM\n", &guess,
         "columns [k\xC3\xB6n]\nrefused f.csv:2:1: a byte that is no text in the encoding of the input\nf.csv:3 [M]\n");
}

/* The first letter that tells comes late, its two bytes at every place around the end of what is read first. */
static void test_guess_across_reads(void **state)
{
  static const struct ut_reader_options guess = {.encoding = "auto"};
  static const char *const letters[] = {"\xC3\xB6", "\xF6"};
  (void)state;
  for (size_t len = 16380; len <= 16386; len++)
    for (size_t i = 0; i < 2; i++) {
      struct ut_buf text = {0};
      ut_buf_add_string(&text, "a,b\n\"");
      while (text.len < len)
        ut_buf_add_string(&text, "x");
      ut_buf_format(&text, "\",%s\n", letters[i]);
      write_file("f.csv", text.ptr, text.len);
      char path[] = "f.csv";
      char *paths[] = {path};
      struct ut_reader *r;
      struct ut_row row;
      struct ut_error err;
      assert_int_equal(ut_reader_open(&r, paths, 1, &guess, &err), UT_OK);
      ut_reader_want_all(r);
      assert_int_equal(ut_reader_next(r, &row, &err), UT_OK);
      assert_true(ut_text_is(row.fields[1], "\xC3\xB6"));
      assert_int_equal(ut_reader_next(r, &row, &err), UT_END);
      ut_reader_free(r);
      ut_buf_clear(&text);
    }
}

static void test_files_that_cannot_be_read(void **state)
{
  (void)state;
  mkdir("d", 0777);
  expect("d", &plain, "failed d: cannot read: Is a directory\n");
  expect("none.csv", &plain, "failed none.csv: cannot open: No such file or directory\n");
  WRITE_FILE("f.csv", "a\n1\n");
  expect("f.csv none.csv", &plain, "failed none.csv: cannot open: No such file or directory\n");
  rmdir("d");
}

/* Each read of the reader gets one byte: a socket that keeps messages apart stands in for standard input. */
static void test_one_byte_at_a_time(void **state)
{
  static const char text[] = "a,b\r\n1,\"x\r\ny\"\r\n\r\n\xC3\xB6,2\r\n3";
  int ends[2], saved = dup(STDIN_FILENO);
  (void)state;
  assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends), 0);
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    close(ends[0]);
    for (size_t i = 0; i < sizeof text - 1; i++)
      if (write(ends[1], text + i, 1) != 1)
        _exit(1);
    _exit(0);
  }
  close(ends[1]);
  assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
  close(ends[0]);
  expect("-", &plain,
         "columns [a] [b]\n<stdin>:2 [1] [x\r\ny]\n<stdin>:5 [\xC3\xB6] [2]\n"
         "failed <stdin>:6: the last line has no line end: what wrote it was stopped, or did not end it\n");
  assert_int_equal(waitpid(child, NULL, 0), child);
  dup2(saved, STDIN_FILENO);
  close(saved);
}

struct watched {
  size_t calls, bytes, total;
};

static void watch(void *context, size_t bytes, size_t total, size_t rows)
{
  struct watched *w = context;
  (void)rows;
  w->calls++;
  w->bytes = bytes;
  w->total = total;
}

/* As Excel saves it: a first line that says what separates fields, blank rows, a delimiter at the end of every row. */
static void test_what_excel_leaves(void **state)
{
  static const struct ut_reader_options comma = {.delimiter = ','}, second = {.skip_lines = 1};
  (void)state;
  EXPECT("sep=;\na;b\n1;2,5\n", &plain, "columns [a] [b]\nf.csv:3 [1] [2,5]\n");
  EXPECT("\"SEP=|\"\r\na|b\r\n1|2\r\n", &plain, "columns [a] [b]\nf.csv:3 [1] [2]\n");
  EXPECT("sep=;\na,b\n1,2\n", &comma, "columns [a] [b]\nf.csv:3 [1] [2]\n");
  EXPECT("title\nsep=;\na;b\n1;2\n", &second, "columns [a] [b]\nf.csv:4 [1] [2]\n");
  EXPECT("sep=\"\n1\n", &plain,
         "failed f.csv:1:5: a quote within a field that does not begin with one\n"); /* no delimiter */
  EXPECT("sep=;;\n1;2;3\n", &plain, "failed f.csv:1: heading 2 is empty\n");
  EXPECT("a;b\n;\n1;2\n \t;\n;;;;\n", &plain, "columns [a] [b]\nf.csv:3 [1] [2]\n");
  EXPECT("a;b;\n1;2;\n", &plain, "columns [a] [b]\nf.csv:2 [1] [2]\n");
  EXPECT("a;b;\n1;2;3\n", &plain, "columns [a] [b]\nrefused f.csv:2: the row has 3 fields and the header 2\n");
  EXPECT("a;b\n1;2\n3;4;\n", &plain,
         "columns [a] [b]\nf.csv:2 [1] [2]\nrefused f.csv:3: the row has 3 fields and the header 2\n");
  EXPECT("[{}]", &plain, "failed f.csv:1: the first object is empty: it names no column\n");
  EXPECT("[{\"a\":1,\"\":2}]", &plain, "failed f.csv:1: a name of the first object is empty\n");
}

static void test_tick_tells_bytes_read(void **state)
{
  struct watched w = {0};
  struct ut_run run = {.tick = watch, .context = &w};
  (void)state;
  EXPECT("a\n1\n2\n", &((struct ut_reader_options){.run = &run}), "columns [a]\nf.csv:2 [1]\nf.csv:3 [2]\n");
  assert_true(w.calls > 0);
  assert_int_equal(w.bytes, 6);
  assert_int_equal(w.total, 6);
}

/* What the run is told of one input. */
static void expect_input(const struct ut_run *run, size_t i, const char *name, size_t rows, const char *sha256)
{
  char hex[2 * UT_SHA256 + 1] = "";
  assert_true(i < run->input_count);
  for (size_t byte = 0; byte < UT_SHA256 && run->inputs[i].whole; byte++)
    snprintf(hex + 2 * byte, 3, "%02x", run->inputs[i].sha256[byte]);
  assert_string_equal(run->inputs[i].name, name);
  assert_true(run->inputs[i].counted);
  assert_int_equal(run->inputs[i].rows, rows);
  assert_string_equal(hex, sha256);
}

/* The sums are those of sha256sum: of the bytes as they are in the file, in UTF-16 too. */
static void test_inputs_are_listed(void **state)
{
  char *paths[] = {(char[]){"1.csv"}, (char[]){"2.csv"}, (char[]){"3.csv"}, (char[]){"4.json"}};
  struct ut_run run = {.lists = true};
  struct ut_reader *r;
  struct ut_row row;
  struct ut_error err = {0};
  (void)state;
  WRITE_FILE("1.csv", "a,b\n1,2\n3,4\n");
  WRITE_FILE("2.csv", "\xFF\xFE"
                      "a\0\n\0\x31\0\n\0");
  WRITE_FILE("3.csv", "a\n\"1\n");
  WRITE_FILE("4.json", "[{\"a\": 1}]");
  assert_int_equal(ut_reader_open(&r, paths, 4, &(struct ut_reader_options){.run = &run}, &err), UT_OK);
  for (int i = 0; i < 3; i++)
    assert_int_equal(ut_reader_next(r, &row, &err), UT_OK);
  assert_int_equal(ut_reader_next(r, &row, &err), UT_BAD_ROW); /* a row that cannot be parsed was read, too */
  ut_reader_free(r);                                           /* the last file is not read */
  assert_int_equal(run.input_count, 4);
  expect_input(&run, 0, "1.csv", 2, "b9485148546419a0f6a85e8d708c923557c15d7f3c7d078ef1fa7f7c0f57d5a5");
  expect_input(&run, 1, "2.csv", 1, "d1214a0a98a0c129f2a810f063abf12e062aa648b5c3fed2c9b90a40585ff815");
  expect_input(&run, 2, "3.csv", 1, "b496b2b965bca0d5bd005a1bea26e511637adffe63f7e08da4f4843995404f89");
  expect_input(&run, 3, "4.json", 0, "");
  ut_run_clear(&run);
}

/* Nothing is summed where nobody asks. */
static void test_inputs_that_nobody_asks_for(void **state)
{
  struct ut_run run = {0};
  (void)state;
  EXPECT("a\n1\n", &((struct ut_reader_options){.run = &run}), "columns [a]\nf.csv:2 [1]\n");
  assert_int_equal(run.input_count, 0);
}

int main(void)
{
  static const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_different_headers_and_delimiters),
      cmocka_unit_test(test_formats_mixed),
      cmocka_unit_test(test_empty_arrays),
      cmocka_unit_test(test_protected_and_not),
      cmocka_unit_test(test_json_names_of_the_first_object_hold),
      cmocka_unit_test(test_format_and_delimiter_as_told),
      cmocka_unit_test(test_bad_headings),
      cmocka_unit_test(test_loose_headings),
      cmocka_unit_test(test_wrong_widths_then_on),
      cmocka_unit_test(test_skipped_lines),
      cmocka_unit_test(test_skipped_long_line),
      cmocka_unit_test(test_utf16),
      cmocka_unit_test(test_byte_order_mark),
      cmocka_unit_test(test_windows_1252),
      cmocka_unit_test(test_guess_keeps_to_utf8_once_seen),
      cmocka_unit_test(test_guess_across_reads),
      cmocka_unit_test(test_files_that_cannot_be_read),
      cmocka_unit_test(test_one_byte_at_a_time),
      cmocka_unit_test(test_what_excel_leaves),
      cmocka_unit_test(test_tick_tells_bytes_read),
      cmocka_unit_test(test_inputs_are_listed),
      cmocka_unit_test(test_inputs_that_nobody_asks_for),
  };
  return cmocka_run_group_tests_name("stream", tests, enter_scratch, leave_scratch);
}

/* Archives that are written: what a reader of others finds in them, and where the format ends. */
#include "workbook/zip_writer.h"

#include "../files.h"
#include "workbook/archive.h"

static void add(struct ut_zip_writer *w, const char *name, const char *const *pieces, struct ut_error *err)
{
  assert_int_equal(ut_zip_writer_begin(w, name, err), UT_OK);
  for (; *pieces; pieces++)
    assert_int_equal(ut_zip_writer_add(w, ut_text_of(*pieces), err), UT_OK);
  assert_int_equal(ut_zip_writer_end(w, err), UT_OK);
}

static void assert_part(struct ut_archive *a, const char *name, const char *text)
{
  struct ut_error err = {0};
  struct ut_part part = {0};
  char bytes[64];
  ptrdiff_t index;
  size_t len;
  assert_int_equal(ut_archive_find(a, ut_text_of(name), &index, &err), UT_OK);
  assert_true(index >= 0);
  assert_int_equal(ut_part_open(&part, a, (size_t)index, &err), UT_OK);
  assert_int_equal(ut_part_read(&part, bytes, sizeof bytes, &len, &err), UT_OK);
  assert_int_equal(len, strlen(text));
  assert_memory_equal(bytes, text, len);
  ut_part_close(&part);
}

/* By libzip, which holds the bytes against their sums. */
static void parts_are_read_back(void **state)
{
  (void)state;
  struct ut_zip_writer w = {0};
  struct ut_buf out = {0};
  struct ut_error err = {0};
  struct ut_archive *a;
  assert_int_equal(ut_zip_writer_open(&w, &out, &err), UT_OK);
  add(&w, "a.xml", (const char *const[]){"1234", "", "56789", NULL}, &err);
  add(&w, "b/tom.xml", (const char *const[]){NULL}, &err);
  assert_int_equal(ut_zip_writer_close(&w, &err), UT_OK);
  write_file("a.zip", out.ptr, out.len);
  int fd = open("a.zip", O_RDONLY);
  assert_int_equal(ut_archive_open(&a, fd, &err), UT_OK);
  assert_part(a, "a.xml", "123456789");
  assert_part(a, "b/tom.xml", "");
  ut_archive_free(a);
  close(fd);
  ut_zip_writer_clear(&w);
  ut_buf_clear(&out);
}

/* The CRC-32 of 123456789 is CBF43926. Nine digits deflated are eleven bytes: three bits of a block's head, seven of
 * its end and eight of each digit. */
static void sizes_stand_behind(void **state)
{
  (void)state;
  static const unsigned char header[] = {'P', 'K', 3, 4, 20, 0, 8, 0, 8, 0, 0, 0, 33, 0, 0,  0,
                                         0,   0,   0, 0, 0,  0, 0, 0, 0, 0, 1, 0, 0,  0, 'a'};
  static const unsigned char descriptor[] = {'P', 'K', 7, 8, 0x26, 0x39, 0xF4, 0xCB, 11, 0, 0, 0, 9, 0, 0, 0};
  struct ut_zip_writer w = {0};
  struct ut_buf out = {0};
  struct ut_error err = {0};
  assert_int_equal(ut_zip_writer_open(&w, &out, &err), UT_OK);
  add(&w, "a", (const char *const[]){"123456789", NULL}, &err);
  assert_int_equal(out.len, sizeof header + 11 + sizeof descriptor);
  assert_memory_equal(out.ptr, header, sizeof header);
  assert_memory_equal(out.ptr + sizeof header + 11, descriptor, sizeof descriptor);
  ut_zip_writer_clear(&w);
  ut_buf_clear(&out);
}

/* A part, and where it begins, are less than 4 GiB; the counts are set, since so much takes long. */
static void four_gibibytes(void **state)
{
  (void)state;
  struct ut_buf out = {0};
  for (int i = 0; i < 2; i++) {
    struct ut_zip_writer w = {0};
    struct ut_error err = {0};
    assert_int_equal(ut_zip_writer_open(&w, &out, &err), UT_OK);
    assert_int_equal(ut_zip_writer_begin(&w, "a", &err), UT_OK);
    *(i ? &w.size : &w.offset) = UINT32_MAX - 1;
    assert_int_equal(ut_zip_writer_add(&w, ut_text_of("12"), &err), i ? UT_BAD_INPUT : UT_OK);
    if (!i)
      assert_int_equal(ut_zip_writer_end(&w, &err), UT_BAD_INPUT);
    assert_string_equal(err.text, "the workbook is larger than the 4 GiB of an archive");
    ut_zip_writer_clear(&w);
  }
  ut_buf_clear(&out);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(parts_are_read_back),
      cmocka_unit_test(sizes_stand_behind),
      cmocka_unit_test(four_gibibytes),
  };
  return cmocka_run_group_tests(tests, enter_scratch, leave_scratch);
}

/* Markdown with slots. What it becomes is what the CommonMark and GFM specifications say. */
#include "report/markdown.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const struct ut_text written[] = {{"{{a}}", 5}, {"{{b}}", 5}};
static const struct ut_text fills[] = {{"<i>1</i>", 8}, {"<hr/>", 5}};

/* @ and % stand for the two slots. */
static struct ut_markdown *read(const char *text, struct ut_buf *marked, struct ut_faults *faults)
{
  struct ut_markdown *m;
  struct ut_error err = {0};
  for (; *text; text++) {
    if (*text == '@' || *text == '%')
      ut_markdown_mark(marked, *text == '%');
    else
      ut_buf_add(marked, text, 1);
  }
  const struct ut_marked_text given = {ut_buf_text(marked), written, 2, "Tabell"};
  assert_int_equal(ut_markdown_new(&m, &given, faults, &err), UT_OK);
  return m;
}

static void assert_html(const char *text, const char *expected)
{
  struct ut_buf marked = {0}, out = {0};
  struct ut_faults faults = {0};
  struct ut_error err = {0};
  struct ut_markdown *m = read(text, &marked, &faults);
  assert_int_equal(faults.count, 0);
  assert_int_equal(ut_markdown_write(m, fills, &out, &err), UT_OK);
  assert_string_equal(ut_buf_string(&out), expected);
  ut_markdown_free(m);
  ut_buf_clear(&marked);
  ut_buf_clear(&out);
}

static void slots_are_filled_where_they_stand(void **state)
{
  (void)state;
  assert_html("# R\n\n*@* b\n", "<h1>R</h1>\n<p><em><i>1</i></em> b</p>\n");
  assert_html("# R\n\n%\n", "<h1>R</h1>\n<hr/>\n");
  assert_html("# R\n\n`@` <!-- % -->\n", "<h1>R</h1>\n<p><code>{{a}}</code> </p>\n");
  assert_html("# R\n\n    %\n", "<h1>R</h1>\n<pre><code>{{b}}\n</code></pre>\n");
  assert_html("# R\n\n<!-- @\n-->\n", "<h1>R</h1>\n");
}

static void tables_have_scopes_and_a_box(void **state)
{
  (void)state;
  assert_html("# R\n\n|a|b|\n|-|-:|\n|@|c|\n",
              "<h1>R</h1>\n<div class=\"box\" role=\"region\" tabindex=\"0\" aria-label=\"Tabell\">\n"
              "<table>\n<thead>\n<tr>\n<th scope=\"col\">a</th>\n<th scope=\"col\" style=\"text-align: right\">b</th>\n"
              "</tr>\n</thead>\n<tbody>\n<tr>\n<td><i>1</i></td>\n<td style=\"text-align: right\">c</td>\n</tr>\n"
              "</tbody>\n</table>\n</div>\n");
}

static void places_are_told_apart(void **state)
{
  static const struct {
    const char *text;
    enum ut_slot_place place;
  } cases[] = {{"# R\n\na @\n", UT_SLOT_INLINE},
               {"# R\n\n@\n", UT_SLOT_ALONE},
               {"# R\n\n- @\n", UT_SLOT_ALONE},
               {"# R\n\n## @\n", UT_SLOT_INLINE},
               {"# R @\n", UT_SLOT_TITLE},
               {"# R\n\n[a](b@)\n", UT_SLOT_HIDDEN},
               {"# R\n\n[a](b '@')", UT_SLOT_HIDDEN},
               {"# R\n\n```\n@\n```\n", UT_SLOT_CODE},
               {"# R\n\n@ %\n", UT_SLOT_INLINE},
               {"# R\n\n![@](data:image/png;base64,)\n", UT_SLOT_HIDDEN}};
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct ut_buf marked = {0};
    struct ut_faults faults = {0};
    struct ut_markdown *m = read(cases[i].text, &marked, &faults);
    assert_int_equal(ut_markdown_place(m, 0), cases[i].place);
    ut_markdown_free(m);
    ut_faults_clear(&faults);
    ut_buf_clear(&marked);
  }
}

static void the_title_is_text(void **state)
{
  struct ut_buf marked = {0};
  struct ut_faults faults = {0};
  struct ut_markdown *m = read("# R *b* `c`\nd\n\n## e\n", &marked, &faults);
  (void)state;
  assert_true(ut_text_is(ut_markdown_title(m), "R b c"));
  ut_markdown_free(m);
  ut_buf_clear(&marked);
}

static void assert_faults(const char *text, size_t line, size_t count)
{
  struct ut_buf marked = {0};
  struct ut_faults faults = {0};
  struct ut_markdown *m = read(text, &marked, &faults);
  assert_int_equal(faults.count, count);
  assert_int_equal(faults.list[0].line, line);
  ut_markdown_free(m);
  ut_faults_clear(&faults);
  ut_buf_clear(&marked);
}

static void what_a_page_cannot_have_is_told(void **state)
{
  (void)state;
  assert_faults("", 1, 1);
  assert_faults("# a\n\n# b\n\n# c\n", 3, 1);
  assert_faults("# a\n\n### b\n", 3, 1);
  assert_faults("# a\n\n<b>c</b>\n", 3, 1);
  assert_faults("# a\n\n![b](https://example.org/c.png)\n", 3, 1);
  assert_faults("# a\n\n![](data:image/png;base64,)\n", 3, 1);
  assert_faults("# a\n\n[b](JavaScript:c())\n", 3, 1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(slots_are_filled_where_they_stand),
      cmocka_unit_test(tables_have_scopes_and_a_box),
      cmocka_unit_test(places_are_told_apart),
      cmocka_unit_test(the_title_is_text),
      cmocka_unit_test(what_a_page_cannot_have_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Directives, each taken apart by hand. */
#include "report/directive.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* Of a template: where each begins, and what it is. */
static void assert_found(const char *template, const char *expected)
{
  struct ut_directive *list;
  struct ut_buf out = {0};
  size_t count;
  assert_int_equal(ut_directives_find(&list, &count, ut_text_of(template)), UT_OK);
  for (size_t i = 0; i < count; i++)
    ut_buf_format(&out, "%zu:%zu %.*s%s ", list[i].line, list[i].column, (int)list[i].written.len, list[i].written.ptr,
                  list[i].closed ? "" : " open");
  assert_string_equal(ut_buf_string(&out), expected);
  ut_buf_clear(&out);
  ut_directives_free(list, count);
}

static void directives_are_found_by_line_and_character(void **state)
{
  (void)state;
  assert_found("", "");
  assert_found("no { or } } here", "");
  assert_found("{{a}}", "1:1 {{a}} ");
  assert_found("\xC3\xA5 {{a}}{{b}}\n\n x{{c}}", "1:3 {{a}} 1:8 {{b}} 3:3 {{c}} ");
  assert_found("{{a\n}} {{b}}", "1:1 {{ open 2:4 {{b}} ");
  assert_found("{{}}", "1:1 {{}} ");
}

/* kind source arguments... / last */
static void assert_read(const char *text, const char *expected)
{
  struct ut_directive *list;
  struct ut_error err = {0};
  struct ut_buf out = {0};
  size_t count;
  assert_int_equal(ut_directives_find(&list, &count, ut_text_of(text)), UT_OK);
  assert_int_equal(count, 1);
  if (ut_directive_read(list, &err) != UT_OK)
    ut_buf_add_string(&out, err.text);
  else
    ut_buf_format(&out, "%s%s%s", list->chart ? list->chart : "", list->chart ? " " : "",
                  list->source ? list->source : "none");
  for (size_t i = 0; i < list->argument_count && !err.status; i++)
    ut_buf_format(&out, ", %s=%s", list->arguments[i].name,
                  list->arguments[i].value ? list->arguments[i].value : "(none)");
  if (list->last && !err.status)
    ut_buf_format(&out, " / %s", list->last);
  assert_string_equal(ut_buf_string(&out), expected);
  ut_buf_clear(&out);
  ut_directives_free(list, count);
}

static void directives_are_taken_apart(void **state)
{
  (void)state;
  assert_read("{{table: a | rows=b base | C | d}}", "a, rows=b, base=(none) / C | d");
  assert_read("{{table:a|cell='b (c %)' note=\"d | e\"|f}}", "a, cell=b (c %), note=d | e / f");
  assert_read("{{ chart : lines a | x=b | It's }}", "lines a, x=b / It's");
  assert_read("{{figure: a | b=\"\" c=* | d}}", "a, b=, c=* / d");
  assert_read("{{figure: a || d}}", "a / d");
  assert_read("{{quality: a}}", "a");
  assert_read("{{notes}}", "none");
}

static void what_is_no_directive_is_refused(void **state)
{
  (void)state;
  assert_read("{{}}", "\"\" is none of table, chart, figure, quality, notes and provenance");
  assert_read("{{notes", "there is no }} in the line");
  assert_read("{{notes | a=b}}", "notes takes no more than its name");
  assert_read("{{quality: a | b}}", "quality takes no more than the name of a table");
  assert_read("{{table: a b | c=d | e}}", "table needs the name of a table: {{table: NAME}}");
  assert_read("{{chart: a | c=d | e}}", "a chart needs its kind and the name of a table: {{chart: bars NAME}}");
  assert_read("{{table: a | =b | c}}", "there is no name before =");
  assert_read("{{table: a | note='b | c}}",
              "table needs a caption behind a second stroke: {{table: NAME | ... | ...}}");
  assert_read("{{table: a | note=\"b\"c | d}}", "the quotes of \"\"b\"c\" do not match");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(directives_are_found_by_line_and_character),
      cmocka_unit_test(directives_are_taken_apart),
      cmocka_unit_test(what_is_no_directive_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

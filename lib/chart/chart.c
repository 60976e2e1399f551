/* Kinds of charts, and options by name. */
#include "chart/chart.h"

#include "base/names.h"
#include "chart/chart_page.h"
#include "table/share_of_one.h"

const char *const ut_chart_names[UT_CHARTS] = {"stack",   "lines", "change", "target", "interval",
                                               "payback", "curve", "heat",   "funnel", "bars"};

static const struct ut_chart_drawing *const drawings[UT_CHARTS] = {
    [UT_CHART_STACK] = &ut_chart_stack,       [UT_CHART_LINES] = &ut_chart_lines,
    [UT_CHART_CHANGE] = &ut_chart_change,     [UT_CHART_TARGET] = &ut_chart_target,
    [UT_CHART_INTERVAL] = &ut_chart_interval, [UT_CHART_PAYBACK] = &ut_chart_payback,
    [UT_CHART_CURVE] = &ut_chart_curve,       [UT_CHART_HEAT] = &ut_chart_heat,
    [UT_CHART_FUNNEL] = &ut_chart_funnel,     [UT_CHART_BARS] = &ut_chart_bars,
};

bool ut_chart_kind_find(struct ut_text name, enum ut_chart_kind *kind)
{
  for (size_t i = 0; i < UT_CHARTS; i++)
    if (ut_text_is(name, ut_chart_names[i])) {
      *kind = (enum ut_chart_kind)i;
      return true;
    }
  return false;
}

bool ut_chart_has(enum ut_chart_kind kind, enum ut_chart_feature feature)
{
  bool target = kind == UT_CHART_TARGET || kind == UT_CHART_INTERVAL;
  return target || (feature == UT_CHART_HAS_INTERVAL && kind == UT_CHART_CURVE);
}

static bool is_letter(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool ut_chart_is_id(const char *text)
{
  for (const char *c = text; *c; c++)
    if (!is_letter(*c) && (c == text || (!ut_char_is_digit(*c) && *c != '-' && *c != '_')))
      return false;
  return *text != '\0';
}

/* ---- options by name ---- */

static const struct {
  const char *name;
  size_t offset;
} texts[] = {
    {"x", offsetof(struct ut_chart_options, x)},           {"y", offsetof(struct ut_chart_options, y)},
    {"series", offsetof(struct ut_chart_options, series)}, {"low", offsetof(struct ut_chart_options, low)},
    {"high", offsetof(struct ut_chart_options, high)},     {"target", offsetof(struct ut_chart_options, target)},
    {"title", offsetof(struct ut_chart_options, title)},   {"subtitle", offsetof(struct ut_chart_options, subtitle)},
};

static enum ut_status set_width(struct ut_chart_options *o, const char *value, struct ut_error *err)
{
  int64_t width;
  if (!ut_text_integer(ut_text_of(value), &width) || width < UT_CHART_WIDTH_LEAST || width > UT_CHART_WIDTH_MOST)
    return ut_error_set(err, UT_USAGE, "the width is a whole number from %d to %d", UT_CHART_WIDTH_LEAST,
                        UT_CHART_WIDTH_MOST);
  o->width = width;
  return UT_OK;
}

static enum ut_status set_id(struct ut_chart_options *o, const char *value, struct ut_error *err)
{
  if (!ut_chart_is_id(value))
    return ut_error_set(err, UT_USAGE, "an id is a letter, then letters, digits, - or _");
  o->id = value;
  return UT_OK;
}

static enum ut_status set_flag(bool *flag, const char *value, struct ut_error *err)
{
  if (*value)
    return ut_error_set(err, UT_USAGE, "takes no value");
  *flag = true;
  return UT_OK;
}

static enum ut_status set_text(struct ut_chart_options *o, size_t offset, const char *value, struct ut_error *err)
{
  if (!*value)
    return ut_error_set(err, UT_USAGE, "the value is empty");
  if (ut_utf8_valid(value, strlen(value)) != strlen(value))
    return ut_error_set(err, UT_USAGE, "not valid UTF-8");
  *(const char **)(void *)((char *)o + offset) = value;
  return UT_OK;
}

enum ut_status ut_chart_set(struct ut_chart_options *o, struct ut_text name, const char *value, struct ut_error *err)
{
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    if (ut_text_is(name, texts[i].name))
      return set_text(o, texts[i].offset, value, err);
  if (ut_text_is(name, "value"))
    return ut_names_parse(value, &o->value, err);
  if (ut_text_is(name, "width"))
    return set_width(o, value, err);
  if (ut_text_is(name, "id"))
    return set_id(o, value, err);
  if (ut_text_is(name, "labels"))
    return set_flag(&o->labels, value, err);
  if (ut_text_is(name, "totals"))
    return set_flag(&o->totals, value, err);
  return ut_error_set(err, UT_USAGE,
                      "no option of a chart (x y series value low high target title subtitle width id "
                      "labels totals)");
}

enum ut_status ut_chart_write(const struct ut_whole_table *t, enum ut_chart_kind kind, const struct ut_chart_options *o,
                              struct ut_buf *out, struct ut_error *err)
{
  UT_TRY(ut_shares_of_one_check(t, ut_reader_run(ut_whole_table_header(t)), err));
  return ut_page_draw(drawings[kind], t, o, out, err);
}

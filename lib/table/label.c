/* Labels of codes, classes and lists of codes. */
#include "table/label.h"

#include <stdlib.h>

#include "utfall/column.h"
#include "utfall/table.h"

struct label_column {
  struct ut_text name;
  const struct ut_column *column;
  bool classes;
  bool points;        /* they are percentage points */
  struct ut_buf list; /* the list last shown */
};

struct ut_labels {
  struct ut_label_list classes; /* of klass */
  enum ut_language language;
  size_t count;
  struct label_column columns[];
};

static bool are_points(const struct ut_column *column, const struct ut_text *names, size_t count)
{
  bool points = false;
  for (size_t i = 0; column->points_beside && i < count; i++)
    points = points || ut_text_is(names[i], column->points_beside);
  return points;
}

enum ut_status ut_labels_new(struct ut_labels **out, const struct ut_text *names, size_t count,
                             struct ut_label_list classes, enum ut_language language)
{
  struct ut_labels *l = calloc(1, sizeof *l + count * sizeof l->columns[0]);
  *out = l;
  if (!l)
    return UT_NOMEM;
  l->classes = classes;
  l->language = language;
  l->count = count;
  for (size_t i = 0; i < count; i++) {
    struct label_column *c = &l->columns[i];
    c->name = names[i];
    c->column = ut_column_of(names[i]);
    c->classes = classes.count > 0 && c->column->classes;
    c->points = are_points(c->column, names, count);
  }
  return UT_OK;
}

static struct ut_text heading_of(const struct ut_labels *l, const struct ut_column *known, struct ut_text name)
{
  const char *heading = l->language == UT_SWEDISH ? known->sv : known->en;
  return *heading ? ut_text_of(heading) : name;
}

struct ut_text ut_labels_heading(const struct ut_labels *l, size_t column)
{
  const struct label_column *c = &l->columns[column];
  if (c->points)
    return ut_text_of(l->language == UT_SWEDISH ? c->column->sv_points : c->column->en_points);
  return heading_of(l, c->column, c->name);
}

bool ut_labels_in_points(const struct ut_labels *l, size_t column)
{
  return l->columns[column].points;
}

struct ut_text ut_labels_key(const struct ut_labels *l, size_t column, struct ut_text cell)
{
  const struct label_column *c = &l->columns[column];
  struct ut_text class =
      ut_label_list_find(c->classes ? l->classes : (struct ut_label_list){NULL, 0}, cell, l->language);
  if (class.ptr)
    return class;
  const char *label = ut_vocabulary_label(c->column->codes, cell, l->language);
  if (!label && c->column->names_columns)
    return heading_of(l, ut_column_of(cell), cell);
  return label ? ut_text_of(label) : cell;
}

/* " 50 %" in Swedish, " 50%" in English. */
static void add_extent(const struct ut_labels *l, struct ut_buf *out, struct ut_text percent)
{
  ut_buf_add_string(out, " ");
  for (size_t i = 0; i < percent.len; i++) {
    bool comma = percent.ptr[i] == '.' && l->language == UT_SWEDISH;
    ut_buf_add(out, comma ? "," : percent.ptr + i, 1);
  }
  ut_buf_add_string(out, l->language == UT_SWEDISH ? "\u00A0%" : "%");
}

static void add_list(const struct ut_labels *l, size_t column, struct ut_text list, struct ut_buf *out)
{
  const char *separator = "";
  for (struct ut_text part, code; ut_text_split(&list, '|', &part); separator = ", ") {
    ut_text_split(&part, ':', &code);
    ut_buf_add_string(out, separator);
    ut_buf_add_text(out, ut_labels_key(l, column, code));
    if (part.ptr)
      add_extent(l, out, part);
  }
}

/* in:primar|kvar:sekundar, of the counts of a row that are blanked. */
static void add_marks(const struct ut_labels *l, size_t column, struct ut_text marks, struct ut_buf *out)
{
  const char *separator = "";
  for (struct ut_text mark, name; ut_text_split(&marks, '|', &mark); separator = ", ") {
    ut_text_split(&mark, ':', &name);
    ut_buf_add_string(out, separator);
    ut_buf_add_text(out, heading_of(l, ut_column_of(name), name));
    ut_buf_add_string(out, ": ");
    ut_buf_add_text(out, ut_labels_key(l, column, mark));
  }
}

static bool is_labelled(const struct label_column *c)
{
  return c->column->codes || c->classes || c->column->names_columns;
}

enum ut_status ut_labels_cell(struct ut_labels *l, size_t column, struct ut_text cell, struct ut_text *out)
{
  struct label_column *c = &l->columns[column];
  *out = cell;
  if (cell.len == 0 || (!is_labelled(c) && !ut_text_is(cell, UT_ALL)))
    return UT_OK;
  bool marks = c->column->role == UT_ROLE_MARK && memchr(cell.ptr, ':', cell.len);
  if (c->column->type != UT_TYPE_LIST && !marks) {
    *out = ut_labels_key(l, column, cell);
    return UT_OK;
  }
  c->list.len = 0;
  (marks ? add_marks : add_list)(l, column, cell, &c->list);
  *out = ut_buf_text(&c->list);
  return c->list.failed ? UT_NOMEM : UT_OK;
}

void ut_labels_free(struct ut_labels *l)
{
  for (size_t i = 0; l && i < l->count; i++)
    ut_buf_clear(&l->columns[i].list);
  free(l);
}

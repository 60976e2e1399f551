/* Outcome classes from rules in a file. */
#include "utfall/classes.h"

#include <stdlib.h>

#include "model/total_words.h"
#include "outcomes/named_classes.h"
#include "stream/fields.h"

struct rule {
  size_t klass; /* index in classes */
  size_t line;
  char *condition;
  struct ut_expr *expr;
};

struct ut_classes {
  char *path;
  struct ut_label *classes;
  struct rule *rules;
  size_t class_count, rule_count;
};

enum { KLASS, VILLKOR, NEEDED, ETIKETT = NEEDED, ETIKETT_EN, COLUMNS };
static const char *const column_names[COLUMNS] = {"klass", "villkor", "etikett", "etikett_en"};

/* What parts call them. */
#define NAMED "klass"

/* ptr NULL: out of memory. */
static struct ut_text copy(struct ut_text t)
{
  return (struct ut_text){ut_text_copy(t), t.len};
}

/* A class named as a total would count as one in the tables. */
static enum ut_status check_name(struct ut_text name, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  bool total;
  if (ut_total_word_is(name, &total) != UT_OK)
    return ut_error_nomem(err);
  if (!total && !ut_text_is(name, UT_CLASS_OTHER) && !ut_text_is(name, UT_CLASS_UNKNOWN))
    return UT_OK;
  return ut_error_set(err, UT_BAD_INPUT, "no class can be named %s%s", ut_quote(quoted, name.ptr, name.len),
                      total ? ", which stands for a total" : "");
}

static enum ut_status add_class(struct ut_classes *c, const struct ut_text *cells, size_t *klass, struct ut_error *err)
{
  ptrdiff_t known = ut_classes_find(c, cells[KLASS]);
  *klass = known >= 0 ? (size_t)known : c->class_count;
  if (known >= 0)
    return UT_OK;
  UT_TRY(check_name(cells[KLASS], err));
  if (c->class_count == UT_CLASSES_MAX)
    return ut_error_set(err, UT_BAD_INPUT, "more than %d classes", UT_CLASSES_MAX);
  struct ut_label *grown = reallocarray(c->classes, c->class_count + 1, sizeof *grown);
  if (!grown)
    return ut_error_nomem(err);
  c->classes = grown;
  struct ut_label *new = &c->classes[c->class_count++];
  *new = (struct ut_label){copy(cells[KLASS]), copy(cells[ETIKETT]), copy(cells[ETIKETT_EN])};
  return new->code.ptr &&new->sv.ptr &&new->en.ptr ? UT_OK : ut_error_nomem(err);
}

static enum ut_status add_rule(struct ut_classes *c, const struct ut_text *cells, size_t line, struct ut_error *err)
{
  size_t klass;
  if (cells[KLASS].len == 0 || cells[VILLKOR].len == 0)
    return ut_error_set(err, UT_BAD_INPUT, "a rule needs both klass and villkor");
  UT_TRY(add_class(c, cells, &klass, err));
  struct rule *grown = reallocarray(c->rules, c->rule_count + 1, sizeof *grown);
  if (!grown)
    return ut_error_nomem(err);
  c->rules = grown;
  char *condition = ut_text_copy(cells[VILLKOR]);
  c->rules[c->rule_count++] = (struct rule){klass, line, condition, NULL};
  return condition ? UT_OK : ut_error_nomem(err);
}

static enum ut_status take_row(void *context, const struct ut_fields *f, struct ut_error *err)
{
  struct ut_text cells[COLUMNS];
  for (size_t i = 0; i < COLUMNS; i++)
    cells[i] = ut_text_trim(f->cells[i]);
  enum ut_status status = add_rule(context, cells, f->row.line, err);
  if (status == UT_OK)
    status = ut_fields_see(f, KLASS, err);
  if (status != UT_OK)
    ut_error_at(err, f->row.source, f->row.line, 0, NULL);
  return status;
}

enum ut_status ut_classes_load(struct ut_classes **out, const char *path, struct ut_run *run, struct ut_error *err)
{
  struct ut_classes *c = *out = calloc(1, sizeof *c);
  if (!c || !(c->path = strdup(path)))
    return ut_error_nomem(err);
  enum ut_status status = ut_fields_read(path, run, column_names, COLUMNS, NEEDED, take_row, c, err);
  if (status == UT_OK && c->rule_count == 0)
    status = ut_error_set(err, UT_BAD_INPUT, "there are no rules");
  if (status != UT_OK)
    ut_error_at(err, c->path, 0, 0, NULL);
  return status;
}

enum ut_status ut_named_classes_list(const struct ut_classes *classes, struct ut_partial *part, struct ut_error *err)
{
  struct ut_text names[UT_CLASSES_MAX];
  for (size_t i = 0; i < classes->class_count; i++)
    names[i] = classes->classes[i].code;
  return ut_partial_list(part, NAMED, names, classes->class_count, 1, err);
}

enum ut_status ut_named_classes_load(struct ut_classes **out, const struct ut_whole_table *part, struct ut_error *err)
{
  struct ut_text cells[COLUMNS] = {{"", 0}, {"", 0}, {"", 0}, {"", 0}};
  size_t row = 0, klass;
  struct ut_classes *c = *out = calloc(1, sizeof *c);
  if (!c)
    return ut_error_nomem(err);
  while (ut_partial_next(part, NAMED, &row, &cells[KLASS], 1))
    if (add_class(c, cells, &klass, err) != UT_OK) {
      ut_whole_table_blame(part, row - 1, 0, err);
      return err->status;
    }
  return UT_OK;
}

enum ut_status ut_classes_compile(struct ut_classes *c, const struct ut_scope *scope, struct ut_error *err)
{
  for (size_t i = 0; i < c->rule_count; i++) {
    enum ut_status status = ut_expr_compile(&c->rules[i].expr, c->rules[i].condition, scope, err);
    if (status != UT_OK) {
      ut_error_at(err, c->path, c->rules[i].line, 0, "villkor");
      return status;
    }
  }
  return UT_OK;
}

size_t ut_classes_count(const struct ut_classes *c)
{
  return c->class_count;
}

struct ut_text ut_classes_get(const struct ut_classes *c, size_t index)
{
  return c->classes[index].code;
}

struct ut_label_list ut_classes_labels(const struct ut_classes *c)
{
  return c ? (struct ut_label_list){c->classes, c->class_count} : (struct ut_label_list){NULL, 0};
}

ptrdiff_t ut_classes_find(const struct ut_classes *c, struct ut_text name)
{
  for (size_t i = 0; i < c->class_count; i++)
    if (ut_text_equal(c->classes[i].code, name))
      return (ptrdiff_t)i;
  return -1;
}

static bool any_lacks(const struct ut_classes *c, const struct ut_value *values)
{
  for (size_t i = 0; i < c->rule_count; i++)
    if (ut_expr_lacks(c->rules[i].expr, values))
      return true;
  return false;
}

uint64_t ut_classes_match(const struct ut_classes *c, const struct ut_value *values, bool multiple, size_t *rule)
{
  uint64_t found = 0;
  *rule = 0;
  for (size_t i = 0; i < c->rule_count && (multiple || !found); i++)
    if (ut_expr_true(c->rules[i].expr, values)) {
      found |= (uint64_t)1 << c->rules[i].klass;
      *rule = *rule ? *rule : i + 1;
    }
  if (found)
    return found;
  return (uint64_t)1 << (c->class_count + any_lacks(c, values));
}

void ut_classes_free(struct ut_classes *c)
{
  if (!c)
    return;
  for (size_t i = 0; i < c->class_count; i++) {
    free((char *)c->classes[i].code.ptr);
    free((char *)c->classes[i].sv.ptr);
    free((char *)c->classes[i].en.ptr);
  }
  for (size_t i = 0; i < c->rule_count; i++) {
    free(c->rules[i].condition);
    ut_expr_free(c->rules[i].expr);
  }
  free(c->classes);
  free(c->rules);
  free(c->path);
  free(c);
}

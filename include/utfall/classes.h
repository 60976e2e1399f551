/* Outcome classes: rules as data, utfall-streams(5). */
#ifndef UTFALL_CLASSES_H
#define UTFALL_CLASSES_H

#include "utfall/participation.h"

UT_BEGIN_C

enum { UT_CLASSES_MAX = 62 };

struct ut_classes;

/* Reads klass, etikett, etikett_en, villkor (CSV; the labels may be left out). Several rules may name one class, which
 * stands where it first occurs. UT_BAD_INPUT: a class without a name or a condition, one named ovrigt, uppgift_saknas
 * or *, no rules, or more than UT_CLASSES_MAX classes. */
enum ut_status ut_classes_load(struct ut_classes **out, const char *path, struct ut_run *run, struct ut_error *err);

/* Compiles the conditions; before ut_classes_match only. UT_USAGE names the file, the line and
 * the place in the condition. */
enum ut_status ut_classes_compile(struct ut_classes *c, const struct ut_scope *scope, struct ut_error *err);

size_t ut_classes_count(const struct ut_classes *c);
struct ut_text ut_classes_get(const struct ut_classes *c, size_t index); /* its name */
/* Their names and labels; empty where `c` is NULL. They live as long as the classes. */
struct ut_label_list ut_classes_labels(const struct ut_classes *c);
/* Index of a class by name, or -1. */
ptrdiff_t ut_classes_find(const struct ut_classes *c, struct ut_text name);

/* Classes of a row as a set of bits: bit i is class i, bit count is ovrigt, bit count + 1 is uppgift_saknas. Exactly
 * one bit unless `multiple`. *rule: 1-based number of the (first) deciding rule, 0 for none. */
uint64_t ut_classes_match(const struct ut_classes *c, const struct ut_value *values, bool multiple, size_t *rule);

/* The name that a bit of it stands for; borrowed. */
static inline struct ut_text ut_classes_name(const struct ut_classes *c, size_t bit)
{
  size_t count = ut_classes_count(c);
  return bit < count ? ut_classes_get(c, bit) : ut_text_of(bit == count ? UT_CLASS_OTHER : UT_CLASS_UNKNOWN);
}

void ut_classes_free(struct ut_classes *c);

UT_END_C

#endif

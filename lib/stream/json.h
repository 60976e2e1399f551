/* JSON and JSON lines as flat records, read object by object from spans that the caller hands over. */
#ifndef UTFALL_JSON_H
#define UTFALL_JSON_H

#include "utfall/text.h"

struct ut_json_record {
  const struct ut_text *names, *values; /* `count` of each; borrowed until the next call */
  size_t count;
  size_t line;  /* 1-based line where the object begins */
  size_t shape; /* records with the same shape have the same names in the same order; 0: this one is like no other */
};

struct ut_json;

/* `lines`: one object per line (JSONL); else one array of objects. */
enum ut_status ut_json_new(struct ut_json **out, bool lines);

/* What comes next is not what followed on the last object, but begins one all the same, on line 1. */
void ut_json_jump(struct ut_json *j);

/* Takes the next object from the span. *used says how much of the span is done with, in every case. UT_OK: `record` is
 * filled. UT_MORE: the span ends inside an object or between two: call again with the unused rest and more behind it
 * (`final` when there is no more). UT_END: with the last span, when the array has ended and only white space
 * followed or, of lines, the input has. UT_BAD_INPUT with line and column (characters), without a source: anything
 * that RFC 8259 does not allow, invalid UTF-8, a NUL byte or \u0000, a lone surrogate, a duplicate name, a nested
 * array or object, more than 4096 members, a number of more than 63 characters, an array that does not end, an
 * object of JSONL that spans lines. A value's text is the string unescaped, a number as it stands in the source, true
 * or false, and empty for null. An object with the names of an earlier one is taken as it stands, without allocations;
 * any other is validated by a pass of our own, and cJSON decodes what has escapes. The array is never held. What was
 * looked at before UT_MORE is not looked at again by that pass, so growing spans cost linear time. */
enum ut_status ut_json_next(struct ut_json *j, const char *ptr, size_t len, bool final, size_t *used,
                            struct ut_json_record *record, struct ut_error *err);

/* From now on only this many leading values of a record are decoded; another that holds escapes is what stands between
 * its quotes, until ut_json_split decodes the values of the last record to the end. UT_NOMEM. */
void ut_json_want(struct ut_json *j, size_t values);
enum ut_status ut_json_split(struct ut_json *j, struct ut_error *err);
void ut_json_free(struct ut_json *j);

/* Checks a whole document, any value, nesting allowed to a depth of 16, by the same rules. For maps. */
enum ut_status ut_json_check(const char *ptr, size_t len, struct ut_error *err);

/* Is t a JSON number as it stands (no leading zeros, no plus), of at most the 63 characters that cJSON reads? */
bool ut_json_is_number(struct ut_text t);

/* Appends t as a JSON string with its quotes. t is valid UTF-8 without NUL. */
enum ut_status ut_json_add_string(struct ut_buf *out, struct ut_text t);

/* The same without the quotes. */
enum ut_status ut_json_add_inner(struct ut_buf *out, struct ut_text t);

#endif

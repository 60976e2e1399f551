/* Options of a command line: a row of a table says what an option is called, what it takes and where its value goes. */
#ifndef UTFALL_OPTION_H
#define UTFALL_OPTION_H

#include <stddef.h>

#include "base/names.h"
#include "utfall/date.h"

enum ut_option_kind {
  UT_OPT_END,     /* {0} ends a table */
  UT_OPT_FLAG,    /* bool */
  UT_OPT_TEXT,    /* const char *; not empty */
  UT_OPT_LABEL,   /* const char *; not empty, UTF-8, and nobody's number: it may be written out */
  UT_OPT_CHAR,    /* char: one ASCII character that can separate fields, or "tab" */
  UT_OPT_INTEGER, /* int64_t, low..high */
  UT_OPT_NUMBER,  /* double, low..high, decimal point or comma */
  UT_OPT_DATE,    /* ut_date; UT_DATE_NONE when not given */
  UT_OPT_PERIOD,  /* struct ut_period; first is UT_DATE_NONE when not given */
  UT_OPT_CHOICE,  /* int or enum: the value of the choice */
  UT_OPT_EITHER,  /* bool: the value of the choice */
  UT_OPT_NAMES,   /* struct ut_names: comma-separated names, none empty, none twice */
  UT_OPT_VALUES,  /* struct ut_names: the value each time that the option is given, with a NUL at its end, none empty */
  UT_OPT_LABELS,  /* the same of what may be written out, as UT_OPT_LABEL */
  UT_OPT_RANGE    /* struct ut_range: A..B, whole numbers within low..high, A less than B */
};

struct ut_choice {
  const char *name; /* NULL ends the list */
  int value;
};

struct ut_option {
  enum ut_option_kind kind;
  size_t offset;      /* of the value in the filter's struct of options, which holds the defaults */
  const char *member; /* there; its last part is what the option is called, with - for _ */
  const char *name;   /* where it is called otherwise; else NULL */
  char letter;        /* 0: none */
  const char *value;  /* what --help calls the value: FILE, EXPR; NULL of a flag */
  const char *help;   /* one line */
  const char
      *with;    /* of a text that has the name of a common option: the option that it goes with. Without that one, and
                       where the value is one of the common option's, the common one is meant */
  bool written; /* it names a file to write; others whose value is called FILE name one to read */
  bool input;   /* of one to read: where nothing else is read, it is what others have operands for */
  const char *renews; /* of one that is written: the option whose file it may replace; else NULL */
  bool defines;       /* a file that says how is counted: parts of a result that differ in it do not add up */
  bool again;         /* of one that defines: --merge reads it again */
  bool parts;         /* it says of which rows, or how these are read: the parts of a result may differ in it */
  const char *shared; /* of one to read that may be named: the kind of the data files that come with the toolkit */
  const struct ut_choice *choices;
  int64_t low, high; /* INTEGER, NUMBER, RANGE */
};

/* The rows of a table, of a file whose options are a `struct options`: UT_TEXT(where, "EXPR", "only these rows") is the
 * option --where. A member may be one of a struct in it, so that a value goes straight into the options of the library:
 * rows.as_of is --as-of. A row may end in further fields, as .name = "lang". A member of another type than the row's
 * does not compile. */
#define UT_FLAG(member_, ...) UT_ROW(FLAG, UT_AT(member_, bool), member_, NULL, __VA_ARGS__)
#define UT_TEXT(member_, ...) UT_ROW(TEXT, UT_AT(member_, const char *), member_, __VA_ARGS__)
#define UT_LABEL(member_, ...) UT_ROW(LABEL, UT_AT(member_, const char *), member_, __VA_ARGS__)
#define UT_CHAR(member_, ...) UT_ROW(CHAR, UT_AT(member_, char), member_, __VA_ARGS__)
#define UT_DATE(member_, ...) UT_ROW(DATE, UT_AT(member_, ut_date), member_, __VA_ARGS__)
#define UT_PERIOD(member_, ...) UT_ROW(PERIOD, UT_AT(member_, struct ut_period), member_, __VA_ARGS__)
#define UT_NAMES(member_, ...) UT_ROW(NAMES, UT_AT(member_, struct ut_names), member_, __VA_ARGS__)
#define UT_VALUES(member_, ...) UT_ROW(VALUES, UT_AT(member_, struct ut_names), member_, __VA_ARGS__)
#define UT_LABELS(member_, ...) UT_ROW(LABELS, UT_AT(member_, struct ut_names), member_, __VA_ARGS__)
/* After the help come the lowest and the highest value. */
#define UT_INTEGER(member_, ...) UT_BOUNDED(INTEGER, UT_AT(member_, int64_t), member_, __VA_ARGS__)
#define UT_NUMBER(member_, ...) UT_BOUNDED(NUMBER, UT_AT(member_, double), member_, __VA_ARGS__)
#define UT_RANGE(member_, ...) UT_BOUNDED(RANGE, UT_AT(member_, struct ut_range), member_, __VA_ARGS__)
/* After the help come the choices, {0} last, or the names that a bool has when it is false and when it is true. */
#define UT_CHOICE(member_, value_, help_, choices_, ...)                                                               \
  UT_ROW(CHOICE, UT_AT_ENUM(member_), member_, value_, help_, .choices = (choices_), __VA_ARGS__)
#define UT_EITHER(member_, value_, help_, false_, true_, ...)                                                          \
  UT_ROW(EITHER, UT_AT(member_, bool), member_, value_, help_,                                                         \
         .choices = (const struct ut_choice[]){{false_, 0}, {true_, 1}, {0}}, __VA_ARGS__)

#define UT_ROW(kind_, offset_, member_, value_, help_, ...)                                                            \
  {                                                                                                                    \
    .kind = UT_OPT_##kind_, .offset = offset_, .member = #member_, .value = value_, .help = help_, __VA_ARGS__         \
  }
#define UT_BOUNDED(kind_, offset_, member_, value_, help_, low_, high_, ...)                                           \
  UT_ROW(kind_, offset_, member_, value_, help_, .low = (low_), .high = (high_), __VA_ARGS__)
#define UT_PLACE(member_) offsetof(struct options, member_)
#define UT_AT(member_, type_) _Generic(((struct options *)0)->member_, type_ : UT_PLACE(member_))
#define UT_AT_ENUM(member_)                                                                                            \
  _Generic(((struct options *)0)->member_, int : UT_PLACE(member_), unsigned : UT_PLACE(member_))

enum { UT_OPTION_NAME = 32 };

/* What the option is called, into `name`, which is returned. */
const char *ut_option_name(const struct ut_option *o, char name[UT_OPTION_NAME]);

/* Stores what an option is when it is not given, where the caller cannot: a date and a period that are none. */
void ut_option_preset(const struct ut_option *o, void *options);

/* Reads `value` (NULL for a flag) into its place in `options`. UT_USAGE: not a value of this kind, or out of range. */
enum ut_status ut_option_read(const struct ut_option *o, const char *value, void *options, struct ut_error *err);

#endif

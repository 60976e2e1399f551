/* A part of a workbook as XML, read through expat: events to whoever asked, and a pause wherever he wants one. A
 * DOCTYPE, in which entities could multiply, is refused. */
#ifndef UTFALL_XML_H
#define UTFALL_XML_H

#include "workbook/archive.h"

/* The namespaces that workbooks are made of. Strict and transitional ones count as one. */
enum ut_xml_space {
  UT_XML_NONE,
  UT_XML_SHEET,    /* spreadsheetml */
  UT_XML_RELATION, /* of an attribute */
  UT_XML_PACKAGE,  /* relationships of parts */
  UT_XML_OFFICE,
  UT_XML_TABLE,
  UT_XML_TEXT,
  UT_XML_STYLE,
  UT_XML_NUMBER,
  UT_XML_CALC, /* what LibreOffice adds */
  UT_XML_MANIFEST,
  UT_XML_OTHER
};

/* The name of an element or an attribute. */
struct ut_xml_name {
  enum ut_xml_space space;
  const char *local;
};

/* Whole elements that are taken without the parser, where a handler has said ut_xml_plain. */
struct ut_xml_plain {
  const char *end; /* the end tag of such an element */
  /* Takes the element at ptr, as workbook/plain_xml.h wants the bytes. Returns how long it is; 0: not taken. */
  size_t (*take)(void *context, const char *ptr);
};

struct ut_xml_events {
  void (*start)(void *context, struct ut_xml_name name, const char **attributes);
  void (*end)(void *context, struct ut_xml_name name);
  void (*text)(void *context, const char *ptr, size_t len);
  const struct ut_xml_plain *plain; /* NULL: none are */
};

/* Zero-initialised. */
struct ut_xml {
  struct XML_ParserStruct *parser;
  struct ut_part part;
  struct ut_xml_events events;
  void *context;
  size_t depth;
  char *piece;    /* of the part: */
  size_t at, len; /* what is between them is still to be parsed */
  bool paused, last, ended;
  bool foreign;          /* an encoding or a namespace with which nothing is plain */
  bool sheet;            /* the root says that elements without a prefix are of UT_XML_SHEET, */
  bool descent;          /* and what x14ac is */
  bool taking;           /* events do not come from the parser */
  uint64_t fed;          /* bytes that the parser was given, */
  uint64_t seen;         /* how many when the last event came, */
  uint64_t between;      /* and how many there are up to where a plain element may follow */
  enum ut_status status; /* of a handler */
  struct ut_error error;
};

/* Begins with the part. ut_xml_close is due in every case. */
enum ut_status ut_xml_open(struct ut_xml *x, struct ut_archive *a, size_t part, const struct ut_xml_events *events,
                           void *context, struct ut_error *err);

/* Goes on up to the next pause, or past a plain element; UT_END: the part is at its end. */
enum ut_status ut_xml_run(struct ut_xml *x, struct ut_error *err);

/* ---- for handlers ---- */
/* Ends ut_xml_run with UT_OK. */
void ut_xml_pause(struct ut_xml *x);
/* Of a tag: plain elements may follow it. */
void ut_xml_plain(struct ut_xml *x);
/* Ends it with the status, whose error is in x->error. */
void ut_xml_fail(struct ut_xml *x, enum ut_status status);

void ut_xml_close(struct ut_xml *x);

static inline bool ut_xml_is(struct ut_xml_name name, enum ut_xml_space space, const char *local)
{
  return name.space == space && strcmp(name.local, local) == 0;
}
/* The attribute without a namespace, or of one; NULL when there is none. */
const char *ut_xml_attribute(const char **attributes, const char *name);
const char *ut_xml_attribute_of(const char **attributes, enum ut_xml_space space, const char *name);

/* Reads a whole part. */
enum ut_status ut_xml_read(struct ut_archive *a, size_t part, const struct ut_xml_events *events, void *context,
                           struct ut_xml *x, struct ut_error *err);

#endif

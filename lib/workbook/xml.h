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

struct ut_xml_events {
  void (*start)(void *context, struct ut_xml_name name, const char **attributes);
  void (*end)(void *context, struct ut_xml_name name);
  void (*text)(void *context, const char *ptr, size_t len);
};

/* Zero-initialised. */
struct ut_xml {
  struct XML_ParserStruct *parser;
  struct ut_part part;
  struct ut_xml_events events;
  void *context;
  size_t depth;
  uint64_t seen; /* so much was read when the last event came */
  bool paused, last;
  enum ut_status status; /* of a handler */
  struct ut_error error;
};

/* Begins with the part. ut_xml_close is due in every case. */
enum ut_status ut_xml_open(struct ut_xml *x, struct ut_archive *a, size_t part, const struct ut_xml_events *events,
                           void *context, struct ut_error *err);

/* Goes on up to the next pause; UT_END: the part is at its end. */
enum ut_status ut_xml_run(struct ut_xml *x, struct ut_error *err);

/* ---- for handlers ---- */
/* Ends ut_xml_run with UT_OK. */
void ut_xml_pause(struct ut_xml *x);
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

/* XML through expat. */
#include "workbook/xml.h"

#include <expat.h>
#include <stdlib.h>
#include <strings.h>

#include "workbook/plain_xml.h"

enum {
  PIECE = 1 << 16,
  TOKEN_MOST = 1 << 22, /* bytes of a tag, which expat looks at again with each piece */
  DEPTH_MOST = 256
};

static const char separator = '|';

static const struct {
  const char *uri;
  enum ut_xml_space space;
} spaces[] = {
    {"http://schemas.openxmlformats.org/spreadsheetml/2006/main", UT_XML_SHEET},
    {"http://purl.oclc.org/ooxml/spreadsheetml/main", UT_XML_SHEET},
    {"urn:oasis:names:tc:opendocument:xmlns:table:1.0", UT_XML_TABLE},
    {"urn:oasis:names:tc:opendocument:xmlns:text:1.0", UT_XML_TEXT},
    {"urn:oasis:names:tc:opendocument:xmlns:office:1.0", UT_XML_OFFICE},
    {"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", UT_XML_CALC},
    {"urn:oasis:names:tc:opendocument:xmlns:style:1.0", UT_XML_STYLE},
    {"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0", UT_XML_NUMBER},
    {"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", UT_XML_MANIFEST},
    {"http://schemas.openxmlformats.org/package/2006/relationships", UT_XML_PACKAGE},
    {"http://schemas.openxmlformats.org/officeDocument/2006/relationships", UT_XML_RELATION},
    {"http://purl.oclc.org/ooxml/officeDocument/relationships", UT_XML_RELATION},
};

static enum ut_xml_space space_of(const char *uri, size_t len)
{
  for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
    if (strncmp(spaces[i].uri, uri, len) == 0 && spaces[i].uri[len] == '\0')
      return spaces[i].space;
  return UT_XML_OTHER;
}

static struct ut_xml_name split_name(const char *name)
{
  const char *at = strrchr(name, separator);
  return at ? (struct ut_xml_name){space_of(name, (size_t)(at - name)), at + 1}
            : (struct ut_xml_name){UT_XML_NONE, name};
}

const char *ut_xml_attribute(const char **attributes, const char *name)
{
  for (; *attributes; attributes += 2)
    if (strcmp(attributes[0], name) == 0)
      return attributes[1];
  return NULL;
}

const char *ut_xml_attribute_of(const char **attributes, enum ut_xml_space space, const char *name)
{
  for (; *attributes; attributes += 2) {
    const char *at = strrchr(attributes[0], separator);
    if (at && strcmp(at + 1, name) == 0 && split_name(attributes[0]).space == space)
      return attributes[1];
  }
  return NULL;
}

void ut_xml_fail(struct ut_xml *x, enum ut_status status)
{
  if (x->status == UT_OK)
    x->status = status;
  XML_StopParser(x->parser, XML_FALSE);
}

void ut_xml_pause(struct ut_xml *x)
{
  if (x->status == UT_OK && !x->taking)
    XML_StopParser(x->parser, XML_TRUE);
}

void ut_xml_plain(struct ut_xml *x)
{
  if (!x->taking)
    x->between = (uint64_t)(XML_GetCurrentByteIndex(x->parser) + XML_GetCurrentByteCount(x->parser));
}

static void XMLCALL on_start(void *data, const XML_Char *name, const XML_Char **attributes)
{
  struct ut_xml *x = data;
  x->seen = x->fed;
  if (++x->depth > DEPTH_MOST) {
    ut_error_set(&x->error, UT_BAD_INPUT, "elements within more than %d others: no workbook has that", DEPTH_MOST);
    ut_xml_fail(x, UT_BAD_INPUT);
  }
  if (x->status == UT_OK)
    x->events.start(x->context, split_name(name), attributes);
}

static void XMLCALL on_end(void *data, const XML_Char *name)
{
  struct ut_xml *x = data;
  x->seen = x->fed;
  x->depth--;
  if (x->status == UT_OK)
    x->events.end(x->context, split_name(name));
}

static void XMLCALL on_text(void *data, const XML_Char *ptr, int len)
{
  struct ut_xml *x = data;
  x->seen = x->fed;
  if (x->status == UT_OK && x->events.text)
    x->events.text(x->context, ptr, (size_t)len);
}

static void XMLCALL on_doctype(void *data, const XML_Char *name, const XML_Char *system, const XML_Char *public,
                               int subset)
{
  struct ut_xml *x = data;
  (void)name, (void)system, (void)public, (void)subset;
  ut_error_set(&x->error, UT_BAD_INPUT, "a part with a DOCTYPE: no workbook has that");
  ut_xml_fail(x, UT_BAD_INPUT);
}

static void XMLCALL on_declaration(void *data, const XML_Char *version, const XML_Char *encoding, int standalone)
{
  struct ut_xml *x = data;
  (void)version, (void)standalone;
  x->foreign = encoding && strcasecmp(encoding, "UTF-8") != 0;
}

/* Comes before the element that declares it. Only the root may say what no prefix means. */
static void XMLCALL on_namespace(void *data, const XML_Char *prefix, const XML_Char *uri)
{
  struct ut_xml *x = data;
  bool root = x->depth == 0;
  if (!prefix) {
    x->sheet = root && uri && space_of(uri, strlen(uri)) == UT_XML_SHEET;
    x->foreign = x->foreign || !root;
  } else if (root && strcmp(prefix, "x14ac") == 0)
    x->descent = true;
}

enum ut_status ut_xml_open(struct ut_xml *x, struct ut_archive *a, size_t part, const struct ut_xml_events *events,
                           void *context, struct ut_error *err)
{
  *x = (struct ut_xml){.events = *events, .context = context};
  UT_TRY(ut_part_open(&x->part, a, part, err));
  x->parser = XML_ParserCreateNS(NULL, separator);
  if (!x->parser)
    return ut_error_nomem(err);
  XML_SetUserData(x->parser, x);
  XML_SetElementHandler(x->parser, on_start, on_end);
  XML_SetCharacterDataHandler(x->parser, on_text);
  XML_SetStartDoctypeDeclHandler(x->parser, on_doctype);
  if (events->plain) {
    XML_SetXmlDeclHandler(x->parser, on_declaration);
    XML_SetStartNamespaceDeclHandler(x->parser, on_namespace);
  }
  x->piece = calloc(1, PIECE + UT_PLAIN_PAD);
  return x->piece ? UT_OK : ut_error_nomem(err);
}

static enum ut_status failure(struct ut_xml *x, struct ut_error *err)
{
  enum XML_Error code = XML_GetErrorCode(x->parser);
  if (x->status != UT_OK) {
    if (err)
      *err = x->error;
    return x->status;
  }
  if (code == XML_ERROR_NO_MEMORY)
    return ut_error_nomem(err);
  return ut_error_set(err, UT_BAD_INPUT, "a workbook that is damaged or cut off: %s in line %lu of a part",
                      XML_ErrorString(code), (unsigned long)XML_GetCurrentLineNumber(x->parser));
}

/* Reads on behind what is still to be parsed. */
static enum ut_status refill(struct ut_xml *x, struct ut_error *err)
{
  size_t got;
  x->len -= x->at;
  memmove(x->piece, x->piece + x->at, x->len);
  x->at = 0;
  UT_TRY(ut_part_read(&x->part, x->piece + x->len, PIECE - x->len, &got, err));
  x->len += got;
  memset(x->piece + x->len, 0, UT_PLAIN_PAD);
  x->last = got == 0;
  return UT_OK;
}

/* How much the parser gets next: up to where a plain element may follow; 0: there is too little. A whole piece where
 * the last share led to no event, as the parser looks at a tag again with each share. */
static size_t next_share(const struct ut_xml *x)
{
  const char *rest = x->piece + x->at;
  size_t left = x->len - x->at;
  if (!x->events.plain || x->seen != x->fed)
    return left;
  const char *end = memmem(rest, left, x->events.plain->end, strlen(x->events.plain->end));
  if (end)
    return (size_t)(end - rest) + strlen(x->events.plain->end);
  return left == PIECE || x->last ? left : 0;
}

/* Takes a plain element, if that is what follows. */
static bool take_plain(struct ut_xml *x)
{
  if (!x->events.plain || x->between != x->fed || !x->sheet || x->foreign)
    return false;
  x->taking = true;
  size_t taken = x->events.plain->take(x->context, x->piece + x->at);
  x->taking = false;
  x->at += taken;
  return taken > 0;
}

/* Hands over some more, or reads it. */
static enum ut_status feed(struct ut_xml *x, enum XML_Status *said, struct ut_error *err)
{
  size_t share = next_share(x);
  if (share == 0 && !x->last)
    return refill(x, err);
  const char *from = x->piece + x->at;
  x->at += share;
  x->fed += share;
  x->ended = x->last && x->at == x->len;
  *said = XML_Parse(x->parser, from, (int)share, x->ended);
  if (*said == XML_STATUS_OK && x->fed - x->seen > TOKEN_MOST)
    return ut_error_set(err, UT_BAD_INPUT, "a tag of more than %d MiB: no workbook has that", TOKEN_MOST >> 20);
  return UT_OK;
}

enum ut_status ut_xml_run(struct ut_xml *x, struct ut_error *err)
{
  for (;;) {
    enum XML_Status said = XML_STATUS_OK;
    bool plain = false;
    if (x->paused)
      said = XML_ResumeParser(x->parser);
    else if (x->ended)
      return UT_END;
    else if (!(plain = take_plain(x)) && x->status == UT_OK)
      UT_TRY(feed(x, &said, err));
    x->paused = said == XML_STATUS_SUSPENDED;
    if (said == XML_STATUS_ERROR || x->status != UT_OK)
      return failure(x, err);
    if (x->paused || plain)
      return UT_OK;
  }
}

void ut_xml_close(struct ut_xml *x)
{
  if (x->parser)
    XML_ParserFree(x->parser);
  ut_part_close(&x->part);
  free(x->piece);
  x->parser = NULL;
  x->piece = NULL;
}

enum ut_status ut_xml_read(struct ut_archive *a, size_t part, const struct ut_xml_events *events, void *context,
                           struct ut_xml *x, struct ut_error *err)
{
  enum ut_status status = ut_xml_open(x, a, part, events, context, err);
  while (status == UT_OK)
    status = ut_xml_run(x, err);
  ut_xml_close(x);
  return status == UT_END ? UT_OK : status;
}

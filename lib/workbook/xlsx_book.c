/* Office Open XML workbooks: ECMA-376, strict and transitional. */
#include "workbook/xlsx_book.h"

#include <stdlib.h>

#include "base/grow.h"
#include "workbook/cell_text.h"
#include "workbook/plain_xml.h"

enum { STRINGS_MOST = 1 << 28, FORMATS_MOST = 1 << 16, RELATIONS_MOST = 1 << 13 };

/* What a part refers to. */
struct relation {
  char *id, *target; /* owned; the target from the root of the archive */
  char *type;        /* its last segment */
};

struct relations {
  struct relation *list;
  size_t count;
  struct ut_text folder; /* of the part that they are of, with / at the end */
  struct ut_xml xml;
};

/* Relations of parts, and the workbook that has them, while they are read. */
struct opening {
  struct ut_xlsx_book *book;
  struct ut_sheets *sheets;
  struct relations relations;
  struct ut_xml xml;
  bool is_workbook;
};

/* ---- relations ---- */

static int hex(char c)
{
  return ut_char_is_digit(c) ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

/* A step of the way to a target, with what %20 stands for. */
static void add_step(struct ut_buf *out, const char *p, size_t len)
{
  for (size_t i = 0; i < len; i++) {
    bool coded = p[i] == '%' && i + 2 < len && hex(p[i + 1]) >= 0 && hex(p[i + 2]) >= 0;
    char c = coded ? (char)(hex(p[i + 1]) * 16 + hex(p[i + 2])) : p[i];
    ut_buf_add(out, &c, 1);
    i += coded ? 2 : 0;
  }
}

static void leave_folder(struct ut_buf *out)
{
  out->len -= out->len > 0;
  while (out->len > 0 && out->ptr[out->len - 1] != '/')
    out->len--;
}

/* The target as a name in the archive: from the folder unless it is absolute, without . and .. in it. */
static char *resolve(struct ut_text folder, const char *target)
{
  struct ut_buf out = {0};
  if (*target != '/' && *target != '\\')
    ut_buf_add_text(&out, folder);
  while (*target) {
    size_t len = strcspn(target, "/\\");
    if (len == 2 && memcmp(target, "..", 2) == 0)
      leave_folder(&out);
    else if (len > 1 || (len == 1 && *target != '.')) {
      add_step(&out, target, len);
      ut_buf_add(&out, "/", target[len] ? 1 : 0);
    }
    target += len + (target[len] != '\0');
  }
  char *name = out.failed ? NULL : ut_text_copy(ut_buf_text(&out));
  ut_buf_clear(&out);
  return name;
}

static const char *last_segment(const char *type)
{
  const char *at = strrchr(type, '/');
  return at ? at + 1 : type;
}

static void on_relation(void *context, struct ut_xml_name name, const char **attributes)
{
  struct relations *r = context;
  if (!ut_xml_is(name, UT_XML_PACKAGE, "Relationship"))
    return;
  const char *id = ut_xml_attribute(attributes, "Id"), *type = ut_xml_attribute(attributes, "Type");
  const char *target = ut_xml_attribute(attributes, "Target"), *mode = ut_xml_attribute(attributes, "TargetMode");
  if (!id || !type || !target || (mode && strcmp(mode, "External") == 0))
    return;
  if (r->count == RELATIONS_MOST) {
    ut_xml_fail(&r->xml, ut_error_set(&r->xml.error, UT_BAD_INPUT,
                                      "more than %d parts that another one names: no "
                                      "workbook has that",
                                      RELATIONS_MOST));
    return;
  }
  struct relation *relation = ut_grow_add(&r->list, &r->count, sizeof *relation);
  if (relation) {
    relation->id = strdup(id);
    relation->type = strdup(last_segment(type));
    relation->target = resolve(r->folder, target);
  }
  if (!relation || !relation->id || !relation->type || !relation->target)
    ut_xml_fail(&r->xml, ut_error_nomem(&r->xml.error));
}

static void on_end(void *context, struct ut_xml_name name)
{
  (void)context, (void)name;
}

static void free_relations(struct relations *r)
{
  for (size_t i = 0; i < r->count; i++) {
    free(r->list[i].id);
    free(r->list[i].type);
    free(r->list[i].target);
  }
  free(r->list);
  *r = (struct relations){0};
}

/* Those of a part: xl/workbook.xml has them in xl/_rels/workbook.xml.rels. None where there is no such part. */
static enum ut_status read_relations(struct relations *r, struct ut_archive *a, const char *part, struct ut_error *err)
{
  static const struct ut_xml_events events = {on_relation, on_end, NULL, NULL};
  struct ut_buf name = {0};
  size_t folder = (size_t)(last_segment(part) - part);
  r->folder = (struct ut_text){part, folder};
  ut_buf_format(&name, "%.*s_rels/%s.rels", (int)folder, part, part + folder);
  ptrdiff_t found = -1;
  enum ut_status status = name.failed ? ut_error_nomem(err) : ut_archive_find(a, ut_buf_text(&name), &found, err);
  ut_buf_clear(&name);
  UT_TRY(status);
  return found < 0 ? UT_OK : ut_xml_read(a, (size_t)found, &events, r, &r->xml, err);
}

/* The first of a type; NULL: none. */
static const struct relation *of_type(const struct relations *r, const char *type)
{
  for (size_t i = 0; i < r->count; i++)
    if (strcmp(r->list[i].type, type) == 0)
      return &r->list[i];
  return NULL;
}

static const struct relation *of_id(const struct relations *r, const char *id)
{
  for (size_t i = 0; id && i < r->count; i++)
    if (strcmp(r->list[i].id, id) == 0)
      return &r->list[i];
  return NULL;
}

/* ---- the workbook ---- */

static bool is_true(const char *value)
{
  return value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

static enum ut_status add_sheet(struct opening *o, const char **attributes)
{
  const char *name = ut_xml_attribute(attributes, "name"), *state = ut_xml_attribute(attributes, "state");
  const struct relation *relation = of_id(&o->relations, ut_xml_attribute_of(attributes, UT_XML_RELATION, "id"));
  struct ut_error *err = &o->xml.error;
  char shown[UT_QUOTED];
  if (!name || !relation || o->sheets->count == RELATIONS_MOST)
    return ut_error_set(err, UT_BAD_INPUT, "a workbook that is damaged: a sheet without name or part");
  if (strcmp(relation->type, "worksheet") != 0)
    return UT_OK; /* a chart, a dialogue, old macros */
  ptrdiff_t part;
  UT_TRY(ut_archive_find(o->book->archive, ut_text_of(relation->target), &part, err));
  if (part < 0)
    return ut_error_set(err, UT_BAD_INPUT, "a workbook that is damaged: the part of the sheet %s is not there",
                        ut_quote(shown, name, strlen(name)));
  struct ut_sheet *sheet = ut_grow_add(&o->sheets->list, &o->sheets->count, sizeof *sheet);
  if (!sheet || !(sheet->name = strdup(name)))
    return ut_error_nomem(err);
  sheet->part = (size_t)part;
  sheet->hidden = state && strcmp(state, "visible") != 0;
  return UT_OK;
}

static void on_book(void *context, struct ut_xml_name name, const char **attributes)
{
  struct opening *o = context;
  if (name.space != UT_XML_SHEET)
    return;
  if (strcmp(name.local, "workbook") == 0)
    o->is_workbook = true;
  else if (strcmp(name.local, "workbookPr") == 0)
    o->book->from_1904 = is_true(ut_xml_attribute(attributes, "date1904"));
  else if (strcmp(name.local, "calcPr") == 0)
    o->book->recalculated = is_true(ut_xml_attribute(attributes, "fullCalcOnLoad"));
  else if (strcmp(name.local, "sheet") == 0) {
    enum ut_status status = add_sheet(o, attributes);
    if (status != UT_OK)
      ut_xml_fail(&o->xml, status);
  }
}

static enum ut_status part_of_type(const struct opening *o, const char *type, ptrdiff_t *part, struct ut_error *err)
{
  const struct relation *relation = of_type(&o->relations, type);
  *part = -1;
  return relation ? ut_archive_find(o->book->archive, ut_text_of(relation->target), part, err) : UT_OK;
}

static enum ut_status no_workbook(struct ut_error *err)
{
  return ut_error_set(err, UT_BAD_INPUT, "a ZIP archive that is no workbook");
}

static enum ut_status read_book(struct opening *o, const char *part, struct ut_error *err)
{
  static const struct ut_xml_events events = {on_book, on_end, NULL, NULL};
  struct ut_archive *a = o->book->archive;
  ptrdiff_t found;
  size_t len = strlen(part);
  UT_TRY(ut_archive_find(a, ut_text_of(part), &found, err));
  if (len > 4 && strcmp(part + len - 4, ".bin") == 0)
    return ut_error_set(err, UT_BAD_INPUT, "a binary workbook (.xlsb); open it and save it as .xlsx");
  if (found < 0)
    return no_workbook(err);
  UT_TRY(read_relations(&o->relations, a, part, err));
  UT_TRY(ut_xml_read(a, (size_t)found, &events, o, &o->xml, err));
  UT_TRY(part_of_type(o, "styles", &o->book->styles, err));
  UT_TRY(part_of_type(o, "sharedStrings", &o->book->strings, err));
  return o->is_workbook ? UT_OK : no_workbook(err);
}

enum ut_status ut_xlsx_book_open(struct ut_xlsx_book *b, struct ut_archive *a, struct ut_sheets *sheets,
                                 struct ut_error *err)
{
  struct relations root = {0};
  struct opening o = {.book = b, .sheets = sheets};
  *b = (struct ut_xlsx_book){.archive = a};
  enum ut_status status = read_relations(&root, a, "", err);
  if (status == UT_OK) {
    const struct relation *document = of_type(&root, "officeDocument");
    status = read_book(&o, document ? document->target : "xl/workbook.xml", err);
  }
  free_relations(&o.relations);
  free_relations(&root);
  return status;
}

/* ---- formats ---- */

struct styling {
  struct ut_xlsx_book *book;
  struct ut_xml xml;
  bool in_cells;
};

static enum ut_status add_numbered(struct ut_xlsx_book *b, const char **attributes)
{
  const char *number = ut_xml_attribute(attributes, "numFmtId"), *code = ut_xml_attribute(attributes, "formatCode");
  if (!number || !code)
    return UT_OK;
  if (b->numbered_count == FORMATS_MOST)
    return UT_BAD_INPUT;
  struct ut_xlsx_style *list = ut_grow(b->numbered, b->numbered_count, &b->numbered_room, sizeof *list);
  if (!list)
    return UT_NOMEM;
  b->numbered = list;
  struct ut_xlsx_style style = {strtoul(number, NULL, 10), strdup(code)};
  if (!style.code)
    return UT_NOMEM;
  list[b->numbered_count++] = style;
  return UT_OK;
}

static const char *code_of(const struct ut_xlsx_book *b, size_t number)
{
  for (size_t i = 0; i < b->numbered_count; i++)
    if (b->numbered[i].number == number)
      return b->numbered[i].code;
  return ut_number_format_known(number);
}

static enum ut_status add_format(struct ut_xlsx_book *b, const char **attributes)
{
  const char *number = ut_xml_attribute(attributes, "numFmtId");
  if (b->format_count == FORMATS_MOST)
    return UT_BAD_INPUT;
  struct ut_number_format *formats = ut_grow(b->formats, b->format_count, &b->format_room, sizeof *formats);
  if (!formats)
    return UT_NOMEM;
  b->formats = formats;
  ut_number_format_read(&formats[b->format_count++], ut_text_of(code_of(b, number ? strtoul(number, NULL, 10) : 0)));
  return UT_OK;
}

static void on_style(void *context, struct ut_xml_name name, const char **attributes)
{
  struct styling *s = context;
  enum ut_status status = UT_OK;
  if (name.space != UT_XML_SHEET)
    return;
  if (strcmp(name.local, "cellXfs") == 0)
    s->in_cells = true;
  else if (strcmp(name.local, "numFmt") == 0)
    status = add_numbered(s->book, attributes);
  else if (s->in_cells && strcmp(name.local, "xf") == 0)
    status = add_format(s->book, attributes);
  if (status == UT_BAD_INPUT)
    ut_xml_fail(&s->xml,
                ut_error_set(&s->xml.error, status, "more than %d formats: no workbook has that", FORMATS_MOST));
  else if (status != UT_OK)
    ut_xml_fail(&s->xml, ut_error_nomem(&s->xml.error));
}

static void on_style_end(void *context, struct ut_xml_name name)
{
  struct styling *s = context;
  if (ut_xml_is(name, UT_XML_SHEET, "cellXfs"))
    s->in_cells = false;
}

/* ---- shared texts ---- */

struct sharing {
  struct ut_xlsx_book *book;
  struct ut_xml xml;
  struct ut_buf text;
  bool in_item, in_text;
  size_t phonetic;
};

static void on_string(void *context, struct ut_xml_name name, const char **attributes)
{
  struct sharing *s = context;
  (void)attributes;
  if (name.space != UT_XML_SHEET)
    return;
  if (strcmp(name.local, "si") == 0) {
    s->in_item = true;
    s->text.len = 0;
  } else if (strcmp(name.local, "rPh") == 0)
    s->phonetic++;
  else if (strcmp(name.local, "t") == 0)
    s->in_text = s->in_item && s->phonetic == 0;
}

static enum ut_status add_string(struct sharing *s)
{
  ut_cell_text_decode(&s->text, 0);
  if (s->text.failed || ut_texts_add(&s->book->texts, ut_buf_text(&s->text)))
    return ut_error_nomem(&s->xml.error);
  if (s->book->texts.bytes.len > STRINGS_MOST)
    return ut_error_set(&s->xml.error, UT_BAD_INPUT, "shared texts of more than %d MiB", STRINGS_MOST >> 20);
  return UT_OK;
}

static void on_string_end(void *context, struct ut_xml_name name)
{
  struct sharing *s = context;
  if (name.space != UT_XML_SHEET)
    return;
  if (strcmp(name.local, "si") == 0) {
    enum ut_status status = add_string(s);
    s->in_item = false;
    ut_xml_plain(&s->xml);
    if (status != UT_OK)
      ut_xml_fail(&s->xml, status);
  } else if (strcmp(name.local, "rPh") == 0)
    s->phonetic -= s->phonetic > 0;
  else if (strcmp(name.local, "t") == 0)
    s->in_text = false;
}

static void on_string_text(void *context, const char *ptr, size_t len)
{
  struct sharing *s = context;
  if (!s->in_text)
    return;
  ut_buf_add(&s->text, ptr, len);
  if (s->text.len > UT_CELL_MOST)
    ut_xml_fail(&s->xml, ut_error_set(&s->xml.error, UT_BAD_INPUT, "a cell of more than %d MiB", UT_CELL_MOST >> 20));
}

static size_t take_plain_string(void *context, const char *ptr)
{
  struct sharing *s = context;
  struct ut_plain_text text;
  const char *p = ptr;
  if (s->in_item || s->phonetic > 0 || !ut_plain_item(&p, &text))
    return 0;
  s->text.len = 0;
  ut_plain_unescape(text.raw, &s->text);
  enum ut_status status = add_string(s);
  if (status != UT_OK)
    ut_xml_fail(&s->xml, status);
  return (size_t)(p - ptr);
}

enum ut_status ut_xlsx_book_load(struct ut_xlsx_book *b, struct ut_error *err)
{
  static const struct ut_xml_plain plain_strings = {"</si>", take_plain_string};
  static const struct ut_xml_events style_events = {on_style, on_style_end, NULL, NULL};
  static const struct ut_xml_events string_events = {on_string, on_string_end, on_string_text, &plain_strings};
  struct styling styling = {.book = b};
  struct sharing sharing = {.book = b};
  if (b->loaded)
    return UT_OK;
  if (b->styles >= 0)
    UT_TRY(ut_xml_read(b->archive, (size_t)b->styles, &style_events, &styling, &styling.xml, err));
  enum ut_status status = UT_OK;
  if (b->strings >= 0)
    status = ut_xml_read(b->archive, (size_t)b->strings, &string_events, &sharing, &sharing.xml, err);
  ut_buf_clear(&sharing.text);
  b->loaded = status == UT_OK;
  return status;
}

void ut_xlsx_book_clear(struct ut_xlsx_book *b)
{
  for (size_t i = 0; i < b->numbered_count; i++)
    free(b->numbered[i].code);
  free(b->numbered);
  free(b->formats);
  ut_texts_clear(&b->texts);
  *b = (struct ut_xlsx_book){0};
}

/* Markdown by cmark-gfm, which ends the process when memory is short unless its allocator keeps it from that. */
#include "report/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdlib.h>
#include <strings.h>

#include "table/html.h"

/* Characters that no text has: what is between them is the number of a slot. */
#define OPENS "\uFDD0"
#define CLOSES "\uFDD1"

enum { MARK = 3, LEVELS = 6 };

/* Stands before what cmark has allocated, so that all of it is freed though cmark was left in the middle. */
struct markdown_block {
  _Alignas(max_align_t) struct markdown_block *before;
  struct markdown_block *after;
  size_t size;
};

struct ut_markdown {
  jmp_buf failed;
  struct markdown_block blocks; /* the head of a ring */
  bool lasts;                   /* what is allocated stays when the Markdown goes */
  cmark_node *root;
  const struct ut_text *written;
  enum ut_slot_place *slots;
  struct ut_faults *faults;
  const char *table_label;
  struct ut_buf title, scratch;
  int level; /* of the last heading */
  size_t titles;
};

/* cmark's allocator has no argument of ours. */
static _Thread_local struct ut_markdown *running;

/* ---- memory ---- */

static void link_block(struct markdown_block *b)
{
  struct markdown_block *ring = &running->blocks;
  *b = (struct markdown_block){.before = b, .after = b, .size = b->size};
  if (running->lasts)
    return;
  b->before = ring;
  b->after = ring->after;
  ring->after->before = b;
  ring->after = b;
}

static void *allocate(size_t count, size_t size)
{
  size_t bytes;
  struct markdown_block *b = NULL;
  if (!__builtin_mul_overflow(count, size, &bytes) && !__builtin_add_overflow(bytes, sizeof *b, &bytes))
    b = calloc(1, bytes);
  if (!b)
    longjmp(running->failed, 1);
  b->size = bytes - sizeof *b;
  link_block(b);
  return b + 1;
}

static struct markdown_block *block_of(void *content)
{
  return (struct markdown_block *)content - 1;
}

static void release(void *content)
{
  if (!content)
    return;
  struct markdown_block *b = block_of(content);
  b->before->after = b->after;
  b->after->before = b->before;
  free(b);
}

static void *reallocate(void *content, size_t size)
{
  void *moved = allocate(1, size);
  if (!content)
    return moved;
  size_t held = block_of(content)->size;
  memcpy(moved, content, held < size ? held : size);
  release(content);
  return moved;
}

/* What cmark registers stays for the life of the process. */
static cmark_syntax_extension *find_tables(struct ut_markdown *m)
{
  *cmark_get_default_mem_allocator() = (cmark_mem){allocate, reallocate, release};
  m->lasts = true;
  cmark_gfm_core_extensions_ensure_registered();
  m->lasts = false;
  return cmark_find_syntax_extension("table");
}

/* Runs what calls cmark. UT_NOMEM where that gave up. */
static enum ut_status run(struct ut_markdown *m, void (*step)(struct ut_markdown *, void *), void *argument,
                          struct ut_error *err)
{
  running = m;
  if (setjmp(m->failed) != 0) {
    running = NULL;
    return ut_error_nomem(err);
  }
  step(m, argument);
  running = NULL;
  return UT_OK;
}

/* Gives up as cmark does. */
static void check(struct ut_markdown *m, enum ut_status status)
{
  if (status != UT_OK)
    longjmp(m->failed, 1);
}

/* ---- marks ---- */

void ut_markdown_mark(struct ut_buf *out, size_t number)
{
  ut_buf_format(out, OPENS "%zu" CLOSES, number);
}

bool ut_markdown_is_marked(struct ut_text text)
{
  return text.len > 0 && (memmem(text.ptr, text.len, OPENS, MARK) || memmem(text.ptr, text.len, CLOSES, MARK));
}

/* The next mark of a text: where it begins; *number is that of the slot and *end behind the mark. NULL: none. */
static const char *find_mark(const char *text, size_t *number, const char **end)
{
  const char *at = text ? strstr(text, OPENS) : NULL;
  char *digits_end;
  if (!at)
    return NULL;
  *number = strtoul(at + MARK, &digits_end, 10);
  *end = digits_end + MARK;
  return at;
}

/* Appends a text with others in place of its marks. */
static void add_with(const struct ut_text *fills, struct ut_buf *out, const char *text)
{
  const char *at = text, *end, *mark;
  for (size_t number; (mark = find_mark(at, &number, &end)); at = end) {
    ut_buf_add_text(out, ut_text_between(at, mark));
    ut_buf_add_text(out, fills[number]);
  }
  ut_buf_add_string(out, at);
}

/* Sets the place of all slots of a text that is code, or an address. */
static void place_all(struct ut_markdown *m, const char *text, enum ut_slot_place place)
{
  const char *end;
  for (size_t number; find_mark(text, &number, &end); text = end)
    m->slots[number] = place;
}

/* ---- what is wrong ---- */

static void add_fault(struct ut_markdown *m, const cmark_node *node, const char *text)
{
  struct ut_error fault;
  while (node && cmark_node_get_start_line((cmark_node *)node) == 0)
    node = cmark_node_parent((cmark_node *)node);
  ut_error_set(&fault, UT_USAGE, "%s", text);
  ut_error_at(&fault, NULL, node ? (size_t)cmark_node_get_start_line((cmark_node *)node) : 1, 0, NULL);
  const struct ut_error *last = m->faults->count ? &m->faults->list[m->faults->count - 1] : NULL;
  if (last && last->line == fault.line && strcmp(last->text, fault.text) == 0)
    return;
  check(m, ut_faults_add(m->faults, &fault));
}

static void check_html(struct ut_markdown *m, cmark_node *node)
{
  const char *html = cmark_node_get_literal(node);
  if (strncmp(html, "<!--", strlen("<!--")) != 0)
    add_fault(m, node, "HTML has no place in a template (other than comments)");
  place_all(m, html, UT_SLOT_CODE);
  cmark_node_free(node);
}

static void check_image(struct ut_markdown *m, cmark_node *node)
{
  if (strncmp(cmark_node_get_url(node), "data:image/", strlen("data:image/")) != 0)
    add_fault(m, node, "an image from outside: the page is one file (data:image/png;base64,... can stand in it)");
  if (!cmark_node_first_child(node))
    add_fault(m, node, "an image without words: ![what it shows](...)");
}

static void check_heading(struct ut_markdown *m, cmark_node *node)
{
  int level = cmark_node_get_heading_level(node);
  m->titles += level == 1;
  if (level == 1 && m->titles == 2)
    add_fault(m, node, "a second heading of the first level: a page has one");
  if (level > m->level + 1 && m->level > 0)
    add_fault(m, node, "a heading that leaves out a level, which a reader by ear takes for a gap");
  m->level = level;
}

/* ---- slots ---- */

static bool is_within(cmark_node *node, cmark_node_type type)
{
  while (node && cmark_node_get_type(node) != type)
    node = cmark_node_parent(node);
  return node;
}

static enum ut_slot_place place_of(cmark_node *node)
{
  cmark_node *parent = cmark_node_parent(node);
  if (is_within(node, CMARK_NODE_IMAGE))
    return UT_SLOT_HIDDEN;
  if (cmark_node_get_type(parent) == CMARK_NODE_HEADING && cmark_node_get_heading_level(parent) == 1)
    return UT_SLOT_TITLE;
  return UT_SLOT_INLINE;
}

static const char *scratch_of(struct ut_markdown *m)
{
  const char *text = ut_buf_string(&m->scratch);
  check(m, text ? UT_OK : UT_NOMEM);
  return text;
}

/* Puts a block that is HTML already before another. */
static cmark_node *insert_block(cmark_node *before, const char *html)
{
  cmark_node *block = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK);
  cmark_node_set_on_enter(block, html);
  cmark_node_insert_before(before, block);
  return block;
}

/* A paragraph that is one slot makes room for what is none. */
static void free_paragraph(struct ut_markdown *m, cmark_node *paragraph)
{
  cmark_node *only = cmark_node_first_child(paragraph);
  const char *text = only ? cmark_node_get_literal(only) : NULL, *end;
  size_t number;
  if (!text || cmark_node_next(only) || find_mark(text, &number, &end) != text || *end)
    return;
  if (m->slots[number] != UT_SLOT_INLINE)
    return;
  m->slots[number] = UT_SLOT_ALONE;
  insert_block(paragraph, text);
  cmark_node_free(paragraph);
}

static void restore_code(struct ut_markdown *m, cmark_node *node)
{
  const char *literal = cmark_node_get_literal(node), *end;
  size_t number;
  if (!find_mark(literal, &number, &end))
    return;
  m->scratch.len = 0;
  add_with(m->written, &m->scratch, literal);
  place_all(m, literal, UT_SLOT_CODE);
  cmark_node_set_literal(node, scratch_of(m));
}

static void box_table(struct ut_markdown *m, cmark_node *table)
{
  m->scratch.len = 0;
  ut_html_begin_box(&m->scratch, m->table_label);
  cmark_node *box = insert_block(table, scratch_of(m));
  cmark_node_set_on_exit(box, "</div>");
  cmark_node_append_child(box, table);
}

static void check_address(struct ut_markdown *m, cmark_node *node)
{
  static const char *const unsafe[] = {"javascript:", "vbscript:", "file:", "data:"};
  bool link = cmark_node_get_type(node) == CMARK_NODE_LINK;
  for (size_t i = 0; i < sizeof unsafe / sizeof *unsafe && link; i++)
    if (strncasecmp(cmark_node_get_url(node), unsafe[i], strlen(unsafe[i])) == 0)
      add_fault(m, node, "a link that runs a program or shows a file, which no page may have");
  place_all(m, cmark_node_get_url(node), UT_SLOT_HIDDEN);
  place_all(m, cmark_node_get_title(node), UT_SLOT_HIDDEN);
}

static void add_title(struct ut_markdown *m, cmark_node *node)
{
  cmark_node_type type = cmark_node_get_type(node);
  cmark_node *heading = cmark_node_parent(node);
  while (heading && cmark_node_get_type(heading) != CMARK_NODE_HEADING)
    heading = cmark_node_parent(heading);
  if (!heading || cmark_node_get_heading_level(heading) != 1 || m->titles != 1)
    return;
  if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
    ut_buf_add_string(&m->title, cmark_node_get_literal(node));
  else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
    ut_buf_add_string(&m->title, " ");
}

static void visit(struct ut_markdown *m, cmark_node *node)
{
  cmark_node_type type = cmark_node_get_type(node);
  add_title(m, node);
  if (type == CMARK_NODE_HEADING)
    check_heading(m, node);
  else if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE)
    check_html(m, node);
  else if (type == CMARK_NODE_IMAGE)
    check_image(m, node);
  else if (type == CMARK_NODE_CODE || type == CMARK_NODE_CODE_BLOCK)
    restore_code(m, node);
  if (type == CMARK_NODE_IMAGE || type == CMARK_NODE_LINK)
    check_address(m, node);
  if (type == CMARK_NODE_TEXT)
    place_all(m, cmark_node_get_literal(node), place_of(node));
}

/* Nodes are changed as they are left, when the iterator is past them. */
static void look(struct ut_markdown *m)
{
  cmark_iter *iter = cmark_iter_new(m->root);
  cmark_event_type event;
  while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
    cmark_node *node = cmark_iter_get_node(iter);
    cmark_node_type type = cmark_node_get_type(node);
    if (event == CMARK_EVENT_EXIT && type == CMARK_NODE_PARAGRAPH)
      free_paragraph(m, node);
    else if (event == CMARK_EVENT_EXIT && strcmp(cmark_node_get_type_string(node), "table") == 0)
      box_table(m, node);
    else if (event == CMARK_EVENT_ENTER)
      visit(m, node);
  }
  cmark_iter_free(iter);
  if (m->titles == 0)
    add_fault(m, NULL, "there is no heading of the first level (# Title), which names the page");
}

static void parse(struct ut_markdown *m, void *argument)
{
  const struct ut_text *text = argument;
  cmark_syntax_extension *tables = find_tables(m);
  cmark_parser *parser = cmark_parser_new(CMARK_OPT_TABLE_PREFER_STYLE_ATTRIBUTES);
  cmark_parser_attach_syntax_extension(parser, tables);
  cmark_parser_feed(parser, text->ptr, text->len);
  m->root = cmark_parser_finish(parser);
  cmark_parser_free(parser);
  look(m);
}

enum ut_status ut_markdown_new(struct ut_markdown **out, const struct ut_marked_text *text, struct ut_faults *faults,
                               struct ut_error *err)
{
  struct ut_markdown *m = *out = calloc(1, sizeof *m);
  if (!m || !(m->slots = calloc(text->slots + 1, sizeof *m->slots)))
    return ut_error_nomem(err);
  m->blocks = (struct markdown_block){.before = &m->blocks, .after = &m->blocks};
  m->written = text->written;
  m->table_label = text->table_label;
  m->faults = faults;
  UT_TRY(run(m, parse, (void *)&text->text, err));
  return m->title.failed ? ut_error_nomem(err) : UT_OK;
}

enum ut_slot_place ut_markdown_place(const struct ut_markdown *m, size_t slot)
{
  return m->slots[slot];
}

struct ut_text ut_markdown_title(const struct ut_markdown *m)
{
  return ut_buf_text(&m->title);
}

/* ---- HTML ---- */

/* cmark does not say which way headings point. What begins with <th is one of its own: a text has no < in HTML. */
static void add_scopes(struct ut_buf *out, const char *html)
{
  static const char head[] = "<th";
  for (const char *mark; (mark = strstr(html, head)); html = mark + strlen(head)) {
    const char *behind = mark + strlen(head);
    bool bare = *behind == '>' || strncmp(behind, " style=", strlen(" style=")) == 0;
    ut_buf_add_text(out, ut_text_between(html, behind));
    ut_buf_add_string(out, bare ? " scope=\"col\"" : "");
  }
  ut_buf_add_string(out, html);
}

struct markdown_writing {
  const struct ut_text *fills;
  struct ut_buf *out;
};

static void write_html(struct ut_markdown *m, void *argument)
{
  const struct markdown_writing *w = argument;
  m->scratch.len = 0;
  add_scopes(&m->scratch, cmark_render_html(m->root, CMARK_OPT_TABLE_PREFER_STYLE_ATTRIBUTES, NULL));
  add_with(w->fills, w->out, scratch_of(m));
}

enum ut_status ut_markdown_write(struct ut_markdown *m, const struct ut_text *fills, struct ut_buf *out,
                                 struct ut_error *err)
{
  struct markdown_writing writing = {fills, out};
  UT_TRY(run(m, write_html, &writing, err));
  return out->failed ? ut_error_nomem(err) : UT_OK;
}

void ut_markdown_free(struct ut_markdown *m)
{
  if (!m)
    return;
  for (struct markdown_block *b = m->blocks.after, *after; b && b != &m->blocks; b = after) {
    after = b->after;
    free(b);
  }
  ut_buf_clear(&m->title);
  ut_buf_clear(&m->scratch);
  free(m->slots);
  free(m);
}

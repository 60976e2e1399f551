/* Markdown with slots: places that are filled once it is known what stands there. */
#ifndef UTFALL_MARKDOWN_H
#define UTFALL_MARKDOWN_H

#include "report/faults.h"
#include "utfall/text.h"

/* Appends the mark of slot `number`, which Markdown takes for a word. */
void ut_markdown_mark(struct ut_buf *out, size_t number);

/* Does the text hold what only such a mark may hold? */
bool ut_markdown_is_marked(struct ut_text text);

enum ut_slot_place {
  UT_SLOT_CODE,   /* in code, or in a comment: it is none, what the author wrote stands there */
  UT_SLOT_INLINE, /* among other text */
  UT_SLOT_ALONE,  /* a paragraph of its own */
  UT_SLOT_TITLE,  /* in the heading that names the page */
  UT_SLOT_HIDDEN  /* in the address of a link or in the words for an image: nothing can stand there */
};

struct ut_markdown;

struct ut_marked_text {
  struct ut_text text;           /* valid UTF-8, with the marks of slots 0 to slots - 1 in it */
  const struct ut_text *written; /* what stands for each mark in code */
  size_t slots;
  const char *table_label; /* what a table that the author drew is called to who does not see it; HTML */
};

/* Reads a text, from which it borrows while it lives. Adds to `faults`, with their lines: other than one heading of the
 * first level, a level that is left out, HTML other than comments, images from outside or without words, links to
 * programs. UT_NOMEM. The caller frees, after a failure too. */
enum ut_status ut_markdown_new(struct ut_markdown **out, const struct ut_marked_text *text, struct ut_faults *faults,
                               struct ut_error *err);

enum ut_slot_place ut_markdown_place(const struct ut_markdown *m, size_t slot);

/* The heading of the first level, without marks. Lives as long as the Markdown. */
struct ut_text ut_markdown_title(const struct ut_markdown *m);

/* Appends all of it as HTML, with `fills`, which are HTML, in place of the slots, one for each. UT_NOMEM. */
enum ut_status ut_markdown_write(struct ut_markdown *m, const struct ut_text *fills, struct ut_buf *out,
                                 struct ut_error *err);

void ut_markdown_free(struct ut_markdown *m);

#endif

/* Plain rows and shared texts. The zero bytes behind the input are part of nothing that is taken: nothing needs to ask
 * where it ends. */
#include "workbook/plain_xml.h"

#include "workbook/cell_text.h"

enum { REFERENCE_DIGITS = 6 };
enum { ROW_NUMBER = 1, ROW_SHOWN = 2, ROW_DESCENT = 4, ROW_OTHER = 8 };

/* What a text does not hold as it is, or what needs a closer look: 0xEF begins the characters that are none in XML. */
static const bool stops[256] = {[0 ... 0x1F] = true, ['<'] = true, ['>'] = true, ['&'] = true, [0xEF] = true};

static inline bool take(const char **p, const char *word)
{
  size_t len = strlen(word);
  bool is = memcmp(*p, word, len) == 0;
  *p += is ? len : 0;
  return is;
}

static inline bool is_letter(char c)
{
  return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* An attribute whose value stands for itself. */
static inline bool take_attribute(const char **p, struct ut_text *name, struct ut_text *value)
{
  const char *at = *p;
  if (*at++ != ' ')
    return false;
  const char *begin = at;
  while (is_letter(*at) || ut_char_is_digit(*at) || *at == ':')
    at++;
  *name = ut_text_between(begin, at);
  if (at[0] != '=' || (at[1] != '"' && at[1] != '\''))
    return false;
  char quote = at[1];
  begin = at += 2;
  while (is_letter(*at) || ut_char_is_digit(*at) || *at == '.' || *at == ':')
    at++;
  *value = ut_text_between(begin, at);
  if (*at != quote)
    return false;
  *p = at + 1;
  return true;
}

/* ---- texts ---- */

/* The character that a reference stands for, or -1; *p moves behind it. */
static int32_t take_reference(const char **p)
{
  static const struct {
    const char *name;
    int32_t character;
  } named[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
  for (size_t i = 0; i < sizeof named / sizeof *named; i++)
    if (take(p, named[i].name))
      return named[i].character;
  int32_t character = 0;
  if (!take(p, "&#"))
    return -1;
  for (int i = 0; i < REFERENCE_DIGITS && ut_char_is_digit(**p); i++)
    character = character * 10 + *(*p)++ - '0';
  return take(p, ";") && character >= 0x20 && character < 0xD800 ? character : -1;
}

static bool take_text(const char **p, struct ut_plain_text *text)
{
  const char *at = *p;
  unsigned char high = 0;
  text->escaped = false;
  for (;;) {
    for (; !stops[(unsigned char)*at]; at++)
      high |= (unsigned char)*at;
    if (*at != '&')
      break;
    if (take_reference(&at) < 0)
      return false;
    text->escaped = true;
  }
  text->raw = ut_text_between(*p, at);
  *p = at;
  return high < 0x80 || ut_utf8_valid(text->raw.ptr, text->raw.len) == text->raw.len;
}

/* From behind <t to its end tag. */
static bool take_text_element(const char **p, struct ut_plain_text *text)
{
  struct ut_text name, value;
  if (take_attribute(p, &name, &value) && !(ut_text_is(name, "xml:space") && ut_text_is(value, "preserve")))
    return false;
  return take(p, ">") && take_text(p, text) && take(p, "</t>");
}

enum ut_status ut_plain_unescape(struct ut_text raw, struct ut_buf *out)
{
  const char *p = raw.ptr, *end = raw.ptr + raw.len;
  while (p < end) {
    const char *next = memchr(p, '&', (size_t)(end - p));
    UT_TRY(ut_buf_add_text(out, ut_text_between(p, next ? next : end)));
    p = next ? next : end;
    if (next) {
      char bytes[4];
      UT_TRY(ut_buf_add(out, bytes, ut_cell_text_write(take_reference(&p), bytes)));
    }
  }
  return UT_OK;
}

bool ut_plain_item(const char **p, struct ut_plain_text *text)
{
  return take(p, "<si><t") && take_text_element(p, text) && take(p, "</si>");
}

/* ---- rows ---- */

/* The bit of an attribute of a row; 0: it is unusual. */
static unsigned row_attribute(struct ut_text name, struct ut_text value, bool descent)
{
  static const char *const names[] = {"spans",        "s",         "customFormat", "ht",       "customHeight",
                                      "outlineLevel", "collapsed", "thickTop",     "thickBot", "ph"};
  if (ut_text_is(name, "r"))
    return ROW_NUMBER;
  if (ut_text_is(name, "hidden"))
    return ut_text_is(value, "0") || ut_text_is(value, "false") ? ROW_SHOWN : 0;
  if (ut_text_is(name, "x14ac:dyDescent"))
    return descent ? ROW_DESCENT : 0;
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (ut_text_is(name, names[i]))
      return (unsigned)ROW_OTHER << i;
  return 0;
}

bool ut_plain_row(const char **p, bool descent, struct ut_text *number)
{
  struct ut_text name, value;
  unsigned seen = 0;
  *number = (struct ut_text){NULL, 0};
  if (!take(p, "<row"))
    return false;
  while (**p == ' ') {
    if (!take_attribute(p, &name, &value))
      return false;
    unsigned bit = row_attribute(name, value, descent);
    if (bit == 0 || seen & bit)
      return false;
    seen |= bit;
    *number = bit == ROW_NUMBER ? value : *number;
  }
  return take(p, ">");
}

static bool take_cell_attributes(const char **p, struct ut_plain_cell *cell)
{
  struct ut_text name, value;
  while (**p == ' ') {
    if (!take_attribute(p, &name, &value) || name.len != 1)
      return false;
    char c = *name.ptr;
    struct ut_text *to = c == 'r' ? &cell->name : c == 's' ? &cell->style : c == 't' ? &cell->type : NULL;
    if (!to || to->ptr)
      return false;
    *to = value;
  }
  return true;
}

static bool take_value(const char **p, struct ut_plain_cell *cell)
{
  cell->filled = true;
  if (take(p, "<v>"))
    return take_text(p, &cell->value) && take(p, "</v>");
  cell->is_text = take(p, "<is><t");
  if (cell->is_text)
    return take_text_element(p, &cell->value) && take(p, "</is>");
  cell->filled = false;
  return true;
}

enum ut_plain_found ut_plain_next(const char **p, struct ut_plain_cell *cell)
{
  *cell = (struct ut_plain_cell){0};
  if (take(p, "</row>"))
    return UT_PLAIN_END;
  if (!take(p, "<c") || !take_cell_attributes(p, cell))
    return UT_PLAIN_UNUSUAL;
  bool whole = take(p, "/>") || (take(p, ">") && take_value(p, cell) && take(p, "</c>"));
  return whole ? UT_PLAIN_CELL : UT_PLAIN_UNUSUAL;
}

/* Advances of characters, and where lines break. */
#include "chart/text_size.h"

/* In thousandths of the size; U+0020 to U+007E, and U+00A0 to U+00FF. */
static const unsigned short ascii[] = {318,  401, 460, 838, 637, 951, 780, 275, 391, 391, 500, 838, 318, 361, 318, 337,
                                       637,  637, 637, 637, 637, 637, 637, 637, 637, 637, 337, 337, 838, 838, 838, 531,
                                       1000, 685, 687, 699, 771, 632, 576, 775, 752, 295, 295, 656, 558, 863, 749, 788,
                                       604,  788, 695, 635, 611, 732, 685, 989, 686, 611, 686, 391, 337, 391, 838, 500,
                                       500,  613, 635, 550, 635, 616, 353, 635, 634, 278, 278, 580, 278, 975, 634, 612,
                                       635,  635, 412, 521, 393, 634, 592, 818, 592, 592, 525, 637, 337, 637, 838};
static const unsigned short latin[] = {
    318, 401, 637, 637, 637, 637, 337, 500, 500, 1000, 472, 612, 838, 361, 1000, 500, 500, 838, 401, 401,
    500, 637, 637, 318, 500, 401, 472, 612, 970, 970,  970, 531, 685, 685, 685,  685, 685, 685, 975, 699,
    632, 632, 632, 632, 295, 295, 295, 295, 775, 749,  788, 788, 788, 788, 788,  838, 788, 732, 732, 732,
    732, 611, 605, 630, 613, 613, 613, 613, 613, 613,  982, 550, 616, 616, 616,  616, 278, 278, 278, 278,
    612, 634, 612, 612, 612, 612, 612, 838, 612, 634,  634, 634, 634, 592, 635,  592};
enum { ASCII_FIRST = 0x20, LATIN_FIRST = 0xA0, ELLIPSIS = 0x2026 };

/* Of others: the widest of what charts write themselves, then classes of letters. */
static const struct {
  uint32_t first, last;
  unsigned advance;
} others[] = {
    {0x0100, 0x024F, 1000}, {0x0300, 0x036F, 0},   {0x2009, 0x200A, 200}, {0x2013, 0x2013, 500}, {0x2018, 0x2019, 318},
    {0x201C, 0x201D, 519},  {0x202F, 0x202F, 200}, {0x2212, 0x2212, 838}, {0x2264, 0x2265, 838},
};
enum { ADVANCE_OTHER = 1000, BOLD_PERCENT = 118 };

static unsigned advance(uint32_t c)
{
  if (c >= ASCII_FIRST && c < ASCII_FIRST + sizeof ascii / sizeof *ascii)
    return ascii[c - ASCII_FIRST];
  if (c >= LATIN_FIRST && c < LATIN_FIRST + sizeof latin / sizeof *latin)
    return latin[c - LATIN_FIRST];
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (c >= others[i].first && c <= others[i].last)
      return others[i].advance;
  return ADVANCE_OTHER;
}

static double size_of(double size, bool bold, unsigned long thousandths)
{
  return (double)thousandths * size * (bold ? BOLD_PERCENT : 100) / 100000;
}

double ut_text_size(struct ut_text t, double size, bool bold)
{
  unsigned long sum = 0;
  for (const char *at = t.ptr, *end = at + t.len; t.len > 0 && at < end;)
    sum += advance(ut_utf8_next(&at, end));
  return size_of(size, bold, sum);
}

/* What is asked of a line. */
struct measure {
  double size, width;
  bool bold;
};

/* Where the line that begins at `from` ends: behind the last place to break that fits, else behind the last character
 * that does, and at least one. */
static const char *line_end(const char *from, const char *end, const struct measure *m)
{
  unsigned long sum = 0;
  const char *at = from, *place = NULL;
  while (at < end) {
    const char *next = at;
    sum += advance(ut_utf8_next(&next, end));
    bool blank = *at == ' ';
    if (!blank && size_of(m->size, m->bold, sum) > m->width)
      return place ? place : at > from ? at : next;
    if (blank || *at == '-' || *at == '/')
      place = next;
    at = next;
  }
  return end;
}

static struct ut_text without_blanks(const char *from, const char *to)
{
  while (to > from && to[-1] == ' ')
    to--;
  return ut_text_between(from, to);
}

/* The beginning of a line that has room for an ellipsis behind it. */
static struct ut_text shortened(struct ut_text line, const struct measure *m)
{
  double room = m->width - size_of(m->size, m->bold, advance(ELLIPSIS));
  const char *at = line.ptr, *end = line.ptr + line.len, *last = at;
  for (unsigned long sum = 0; at < end; last = at) {
    sum += advance(ut_utf8_next(&at, end));
    if (size_of(m->size, m->bold, sum) > room)
      break;
  }
  return without_blanks(line.ptr, last);
}

void ut_text_wrap(struct ut_wrapped *w, struct ut_text t, double size, bool bold, double width, size_t most)
{
  const struct measure m = {size, width, bold};
  const char *at = t.ptr, *end = t.len > 0 ? t.ptr + t.len : t.ptr;
  *w = (struct ut_wrapped){.count = 0};
  while (at < end && w->count < most) {
    const char *to = line_end(at, end, &m);
    w->lines[w->count++] = without_blanks(at, to);
    for (at = to; at < end && *at == ' ';)
      at++;
  }
  w->cut = at < end && w->count > 0;
  if (w->cut)
    w->lines[w->count - 1] = shortened(w->lines[w->count - 1], &m);
}

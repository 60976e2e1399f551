/* The page: light and dark, on a phone and on A4. Colours of text have a contrast of at least 4.5 : 1. */
#include "report/page.h"

#include "table/html.h"

static const char head[] =
    "<!DOCTYPE html>\n"
    "<html lang=\"%s\">\n"
    "<head>\n"
    "<meta charset=\"utf-8\"/>\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
    "img-src data:; base-uri 'none'; form-action 'none'\"/>\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
    "<meta name=\"referrer\" content=\"no-referrer\"/>\n"
    "<title>";

#define LIGHT                                                                                                          \
  "color-scheme: light; --ink: #1b1d20; --quiet: #4b5058; --paper: #fff; --tint: #f2f4f6; --line: #c3c8ce; "           \
  "--link: #12436d; --alarm: #9c1c1c; --alarm-tint: #fdecea;"

static const char styles[] =
    "</title>\n"
    "<style>\n"
    ":root { " LIGHT " }\n"
    "@media screen and (prefers-color-scheme: dark) { :root { color-scheme: dark; --ink: #e7e9ec; --quiet: #b3b9c1; "
    "--paper: #15171a; --tint: #21252a; --line: #454b53; --link: #8fc3f5; --alarm: #ffb4ab; --alarm-tint: #3a1715; } "
    "}\n"
    "* { box-sizing: border-box; }\n"
    "body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.6 system-ui, sans-serif; }\n"
    "main { max-width: 50rem; margin: 0 auto; padding: 2rem 1rem 4rem; overflow-wrap: break-word; }\n"
    "h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 2.25rem 0 .5rem; text-wrap: balance; }\n"
    "h1 { font-size: 2rem; margin-top: 0; }\n"
    "h2 { font-size: 1.4rem; padding-top: 1rem; border-top: 1px solid var(--line); }\n"
    "h3 { font-size: 1.125rem; }\n"
    "h4, h5, h6 { font-size: 1rem; }\n"
    "p, li, dd, blockquote { max-width: 42rem; }\n"
    "a { color: var(--link); }\n"
    "img, svg { max-width: 100%; height: auto; }\n"
    "figure { margin: 1.75rem 0; }\n"
    "caption { min-width: min(24rem, 100vw - 2rem); max-width: calc(100vw - 2rem); padding-bottom: .5rem; "
    "font-weight: 600; text-align: left; }\n"
    ".box { overflow-x: auto; }\n"
    ".box:focus-visible, a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }\n"
    "table { border-collapse: collapse; font-size: .9375rem; line-height: 1.4; font-variant-numeric: tabular-nums; "
    "overflow-wrap: normal; }\n"
    "th, td { padding: .375rem 1rem .375rem 0; border-bottom: 1px solid var(--line); text-align: left; "
    "vertical-align: top; }\n"
    "th:last-child, td:last-child { padding-right: 0; }\n"
    "tbody th { font-weight: 400; }\n"
    "thead th { border-bottom: 2px solid var(--quiet); vertical-align: bottom; }\n"
    ".n { text-align: right; }\n"
    "td.n { white-space: nowrap; }\n"
    ".note { margin: .375rem 0 0; color: var(--quiet); font-size: .875rem; }\n"
    "abbr { text-decoration: none; }\n"
    "code, pre { font-family: ui-monospace, monospace; font-size: .875em; overflow-wrap: anywhere; }\n"
    "pre { padding: .75rem; background: var(--tint); white-space: pre-wrap; }\n"
    "pre span { display: block; padding-left: 2ch; text-indent: -2ch; }\n"
    "pre span span { display: inline-block; max-width: 100%; padding: 0; text-indent: 0; }\n"
    "blockquote { margin: 1rem 0; padding: .25rem 0 .25rem 1rem; border-left: .25rem solid var(--line); "
    "color: var(--quiet); }\n"
    ".sources dt { margin-top: .75rem; font-weight: 600; break-after: avoid; }\n"
    ".sources dd { margin: 0; overflow-wrap: anywhere; }\n"
    ".chart { padding: .75rem; background: #fff; color: #1b1d20; }\n"
    ".alarm { margin: 0 0 2rem; padding: .75rem 1rem; border: 2px solid var(--alarm); background: var(--alarm-tint); "
    "color: var(--alarm); font-weight: 600; max-width: none; }\n"
    ".narrow { display: none; }\n"
    "@media screen { .box svg { max-width: none; } }\n"
    "@media screen and (max-width: 40rem) { .wide { display: none; } .narrow { display: block; } "
    "h1 { font-size: 1.6rem; } .chart { padding: 0; } }\n"
    "@page { size: A4; margin: 18mm 17mm 20mm; @bottom-right { content: counter(page); font: 9pt sans-serif; } }\n"
    "@media print { html { font-size: 10.5pt; } main { max-width: none; padding: 0; } .box { overflow: visible; } "
    "thead { display: table-header-group; } "
    "tr, figure, svg, blockquote { break-inside: avoid; } h1, h2, h3, h4, caption { break-after: avoid; } "
    "p { orphans: 3; widows: 3; } .chart { padding: 0; } }\n"
    "</style>\n"
    "</head>\n"
    "<body>\n"
    "<main>\n";

static const char *const banners[] = {
    [UT_SWEDISH] = "Inte för publicering. Sidan kan innehålla uppgifter som pekar ut personer.",
    [UT_ENGLISH] = "Not for publication. This page may hold figures that point out persons."};

void ut_page_begin(const struct ut_front *page, struct ut_buf *out)
{
  ut_buf_format(out, head, page->language == UT_SWEDISH ? "sv" : "en");
  ut_html_add_text(out, page->title);
  ut_buf_add_string(out, styles);
  if (page->banner)
    ut_buf_format(out, "<p class=\"alarm\" role=\"note\">%s</p>\n", banners[page->language]);
}

void ut_page_end(struct ut_buf *out)
{
  ut_buf_add_string(out, "</main>\n</body>\n</html>\n");
}

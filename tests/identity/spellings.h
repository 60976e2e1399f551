/* How people and programs write a personnummer. */
#ifndef IDENTITY_SPELLINGS_H
#define IDENTITY_SPELLINGS_H

#include <stdbool.h>

enum digits { ASCII, FULLWIDTH, ARABIC, DEVANAGARI, MATHEMATICAL };

/* Every # is a digit of the number, of which there are twelve, ten or, where a letter takes the place of one, eleven or
 * nine; all else stands as it is. */
struct spelling {
  const char *shape;
  enum digits digits;
  bool coordination; /* the day of birth + 60 */
  bool wrong;        /* the check digit is */
};

static const struct spelling spellings[] = {
    {.shape = "############"},
    {.shape = "##########"},
    {.shape = "########-####"},
    {.shape = "######-####"},
    {.shape = "######+####"},
    {.shape = "######-####", .coordination = true},
    {.shape = "############", .coordination = true},
    {.shape = "############", .wrong = true},
    {.shape = "######-####", .wrong = true},
    {.shape = "######-T###"},
    {.shape = "########R###"},
    {.shape = "######w###"},
    {.shape = "###### ####"},
    {.shape = "########\u00A0####"},
    {.shape = "######\u202F####"},
    {.shape = "######\u2009####", .coordination = true},
    {.shape = "######\u2013####"},
    {.shape = "######\u2212####"},
    {.shape = "######\u2011####"},
    {.shape = "######--####"},
    {.shape = "########  -  ####"},
    {.shape = "####-##-##-####"},
    {.shape = "####-##-## ####"},
    {.shape = "####.##.##.####"},
    {.shape = "##.##.##-####"},
    {.shape = "####/##/##/####"},
    {.shape = "## ## ## ## ##"},
    {.shape = "# # # # # # # # # #"},
    {.shape = "#-#-#-#-#-#-#-#-#-#-#-#"},
    {.shape = "### ### ### ###"},
    {.shape = "#,###,###,###"},
    {.shape = "##########.0"},
    {.shape = "######_####"},
    {.shape = "######'####"},
    {.shape = "######\u00B7####"},
    {.shape = "######:####"},
    {.shape = "######|####"},
    {.shape = "######\t####"},
    {.shape = "######\n-####"},
    {.shape = "######\u200B-####"},
    {.shape = "##########", .digits = FULLWIDTH},
    {.shape = "######\uFF0D####", .digits = FULLWIDTH, .coordination = true},
    {.shape = "############", .digits = ARABIC},
    {.shape = "######-####", .digits = DEVANAGARI},
    {.shape = "##########", .digits = MATHEMATICAL},
    {.shape = "#\u200B#\u200B#\u200B#\u200B#\u200B#\u200B#\u200B#\u200B#\u200B#"},
    {.shape = "####\u00AD####\u00AD####"},
    {.shape = "###\u200D###\uFEFF####"},
    {.shape = "######\u202E-\u202C####"},
    {.shape = "######\x1B####"},
    {.shape = "\x1B]0;######-####\x07"},
    {.shape = "=\"##########\""},
    {.shape = "(######-####)"},
    {.shape = "tel. 12, ######-####, Sala"},
    {.shape = "p######-####s"},
    {.shape = "Deltagaren som heter så och så, 23 år ######-####"},
    {.shape = "En mycket lång anmärkning om 1 sak: ## ## ## - ## ##"},
    {.shape = "2019-01-02 ######-####"},
    {.shape = "######-#### och 2019-01-02"},
};

enum { SPELLINGS = sizeof spellings / sizeof *spellings };

#endif

/* Colours that are told apart, and read, by those who see badly: 3 : 1 against the ground, and text 4.5 : 1. */
#ifndef UTFALL_PALETTE_H
#define UTFALL_PALETTE_H

#include <stdbool.h>
#include <stddef.h>

enum { UT_PALETTE = 12 };

/* Of series, in order. The first six are those of the Analysis Function of the UK government. */
extern const char *const ut_palette[UT_PALETTE];

extern const char ut_paper[];   /* the ground */
extern const char ut_ink[];     /* text */
extern const char ut_faint[];   /* text beside it, and lines that matter */
extern const char ut_grid[];    /* lines that only guide */
extern const char ut_unknown[]; /* uppgift_saknas */

/* The contrast of two colours as #12436D, 1 to 21 (WCAG 2.1, "contrast ratio"). */
double ut_contrast(const char *a, const char *b);

/* Black, or the paper, for text on a colour: which contrasts more. */
const char *ut_ink_on(const char *fill);

/* A colour from nearly white (0) to the first of the palette (1), into `room`, which is returned. */
enum { UT_COLOUR = 8 };
const char *ut_shade(double part, char room[UT_COLOUR]);

#endif

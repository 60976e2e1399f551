/* Colours and their contrast. */
#include "chart/palette.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

const char *const ut_palette[UT_PALETTE] = {"#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1",
                                            "#4C8BC4", "#0B5F55", "#D4569B", "#8C3B00", "#6A7B00", "#5A3A9C"};
const char ut_paper[] = "#FFFFFF";
const char ut_ink[] = "#0B0C0C";
const char ut_faint[] = "#505A5F";
const char ut_grid[] = "#D5D8DA";
const char ut_unknown[] = "#8E9499";

static void split(const char *colour, double parts[3])
{
  unsigned long rgb = strtoul(colour + 1, NULL, 16);
  for (size_t i = 0; i < 3; i++)
    parts[i] = (double)(rgb >> (16 - 8 * i) & 0xFF);
}

/* WCAG 2.1, "relative luminance". */
static double luminance(const char *colour)
{
  static const double weights[3] = {0.2126, 0.7152, 0.0722};
  double parts[3], sum = 0;
  split(colour, parts);
  for (size_t i = 0; i < 3; i++) {
    double part = parts[i] / 255;
    sum += weights[i] * (part <= 0.03928 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
  }
  return sum;
}

double ut_contrast(const char *a, const char *b)
{
  double x = luminance(a), y = luminance(b);
  return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

/* On a colour between, only black and white have 4.5: of any colour, one of them has it. */
const char *ut_ink_on(const char *fill)
{
  static const char black[] = "#000000";
  return ut_contrast(fill, ut_paper) >= ut_contrast(fill, black) ? ut_paper : black;
}

const char *ut_shade(double part, char room[UT_COLOUR])
{
  static const char lightest[] = "#EDF2F7";
  double from[3], to[3];
  unsigned mixed[3];
  split(lightest, from);
  split(ut_palette[0], to);
  for (size_t i = 0; i < 3; i++)
    mixed[i] = (unsigned)(from[i] + (to[i] - from[i]) * part + 0.5) & 0xFF;
  snprintf(room, UT_COLOUR, "#%02X%02X%02X", mixed[0], mixed[1], mixed[2]);
  return room;
}

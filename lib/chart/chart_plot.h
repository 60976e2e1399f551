/* A plot with two axes. */
#ifndef UTFALL_CHART_PLOT_H
#define UTFALL_CHART_PLOT_H

#include "chart/chart_page.h"

struct ut_plot {
  double left, right, top, bottom;
  struct ut_scale x, y;
};

/* Places the plot below what is drawn, with room for the numbers of its y axis at the left, and `behind` at the right.
 * The scale of y holds low, high and zero; that of x is the caller's. Draws the grid and what the axis is called. */
void ut_plot_begin(struct ut_page *p, struct ut_plot *plot, double height, double low, double high, bool percent,
                   struct ut_text what, double behind);

/* A mark below the plot, where it does not run into the one before, which ended at *free. */
void ut_plot_mark(struct ut_page *p, double x, struct ut_text text, double y, double *free);

/* The numbers of a scale of x, and what it is called; moves below them. */
void ut_plot_ticks(struct ut_page *p, const struct ut_plot *plot, struct ut_text what);

/* Where a figure is in the plot. */
double ut_plot_x(const struct ut_plot *plot, double figure);
double ut_plot_y(const struct ut_plot *plot, double figure);

/* The name of a line, beside where it ends. */
struct ut_end {
  double y;   /* where the line ends; then where the name is */
  double x;   /* of the end */
  bool early; /* there is no figure at the end of the axis */
  size_t series;
};

/* The room that names at the ends of lines need; 0: there is none, and a legend does it. */
double ut_plot_names(struct ut_page *p);

/* Moves the names apart, and writes them. `ends` has one per series. A name is joined to the end of its line; of a line
 * that ends early, or far from its name, a sample is beside the name instead, for what joins them would look like more
 * of the line. */
void ut_plot_write_names(struct ut_page *p, const struct ut_plot *plot, struct ut_end *ends);

/* A key as a number: the order of numbers that keys are. UT_BAD_INPUT: it is none, or below 0. */
enum ut_status ut_plot_number(const struct ut_page *p, size_t x, double *out, struct ut_error *err);

#endif

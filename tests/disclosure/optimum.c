/* What must at least be blanked for others in a table of counts, marks not protected, at the cost that suppress(1)
 * names: an exact optimum by cutting planes, to hold the filter's choice against. M. Fischetti and J. J. Salazar,
 * Solving the cell suppression problem on tabular data with linear constraints, Management Science 47 (2001). Nothing
 * here is shared with the filter.
 *   optimum TABLE.csv   all columns but the last are keys, `*` is the total
 * Prints the rows of the cheapest choice, the totals among them, and its cost; 1: GLPK does not find it in time. */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glpk.h>

enum { CELLS = 1000, KEYS = 8, SUMS = 4000, SMALL = 5, WIDTH = 5, FAR = 5000, SECONDS = 60 };

static const double NEAR = 1e-6;

static struct {
  char text[CELLS][256];
  char *key[CELLS][KEYS];
  int count[CELLS], cells, keys;
} table;

/* Cells that add up to 0 with their signs, as GLPK has them: from 1. */
static struct {
  int cells[CELLS + 1], count;
  double signs[CELLS + 1];
} sums[SUMS];
static int sum_count;

static void fail(const char *what)
{
  fprintf(stderr, "optimum: %s\n", what);
  exit(2);
}

static void read_table(const char *path)
{
  FILE *f = fopen(path, "r");
  char line[256];
  if (!f || !fgets(line, sizeof line, f))
    fail(path);
  while (table.cells < CELLS && fgets(table.text[table.cells], sizeof *table.text, f)) {
    int n = table.cells++;
    char *rest = table.text[n], *part, *last = NULL;
    for (table.keys = 0; (part = strsep(&rest, ",\n")) && *part; last = part)
      if (rest && table.keys < KEYS)
        table.key[n][table.keys++] = part;
    table.keys--;
    table.count[n] = last ? atoi(last) : 0;
  }
  fclose(f);
}

static bool is_part(int part, int whole, int key)
{
  for (int k = 0; k < table.keys; k++)
    if (k == key ? strcmp(table.key[part][k], "*") == 0 : strcmp(table.key[part][k], table.key[whole][k]) != 0)
      return false;
  return true;
}

static void find_sums(void)
{
  for (int whole = 0; whole < table.cells; whole++)
    for (int key = 0; key < table.keys; key++) {
      int n = 1, sum = 0;
      if (strcmp(table.key[whole][key], "*") != 0)
        continue;
      if (sum_count == SUMS)
        fail("too many totals");
      sums[sum_count].cells[1] = whole + 1;
      sums[sum_count].signs[1] = -1;
      for (int i = 0; i < table.cells; i++)
        if (is_part(i, whole, key)) {
          sums[sum_count].cells[++n] = i + 1;
          sums[sum_count].signs[n] = 1;
          sum += table.count[i];
        }
      if (n > 1 && sum != table.count[whole])
        fail("a total is not the sum of its parts");
      sums[sum_count].count = n;
      sum_count += n > 1;
    }
}

/* ---- the attacker ---- */

static bool is_small(int cell)
{
  return table.count[cell] > 0 && table.count[cell] < SMALL;
}

/* How far the cell can be above or below its value, were it suppressed. Small counts must be safe from one who presumes
 * that nobody is where nobody was. */
static double far(int cell, int side, bool zeros)
{
  return zeros && table.count[cell] == 0 ? 0 : side > 0 ? FAR : table.count[cell];
}

/* The differences of suppressed cells from their values, all sums kept; suppressed in part, they have a part of it. */
static glp_prob *attack_of(const double *x, bool zeros)
{
  glp_prob *p = glp_create_prob();
  glp_set_obj_dir(p, GLP_MAX);
  glp_add_cols(p, table.cells);
  glp_add_rows(p, sum_count);
  for (int i = 0; i < table.cells; i++) {
    double low = -far(i, -1, zeros) * x[i], high = far(i, 1, zeros) * x[i];
    glp_set_col_bnds(p, i + 1, high - low > NEAR ? GLP_DB : GLP_FX, low, high);
  }
  for (int i = 0; i < sum_count; i++) {
    glp_set_row_bnds(p, i + 1, GLP_FX, 0, 0);
    glp_set_mat_row(p, i + 1, sums[i].count, sums[i].cells, sums[i].signs);
  }
  return p;
}

/* Adds what each cell may add to the width of the cell asked about, by the dual solution of one side; returns how far
 * it gets to that side. */
static double ask(glp_prob *p, int cell, int side, bool zeros, double *widths)
{
  glp_smcp how;
  glp_init_smcp(&how);
  how.msg_lev = GLP_MSG_OFF;
  glp_set_obj_coef(p, cell + 1, side);
  if (glp_simplex(p, &how) != 0 || glp_get_status(p) != GLP_OPT)
    fail("a program is not solved");
  double reached = glp_get_obj_val(p);
  for (int i = 0; i < table.cells; i++) {
    double factor = glp_get_col_dual(p, i + 1);
    widths[i] += factor > 0 ? factor * far(i, 1, zeros) : -factor * far(i, -1, zeros);
  }
  glp_set_obj_coef(p, cell + 1, 0);
  return reached;
}

/* ---- the choice ---- */

/* Adds to the choice that the cell must be wide enough where it is suppressed. */
static void add_cut(glp_prob *choice, int cell, double *widths)
{
  int cells[CELLS + 1], n = 0, row = glp_add_rows(choice, 1);
  double factors[CELLS + 1];
  widths[cell] -= WIDTH;
  for (int i = 0; i < table.cells; i++)
    if (fabs(widths[i]) > NEAR) {
      cells[++n] = i + 1;
      factors[n] = widths[i] > WIDTH ? WIDTH : widths[i];
    }
  glp_set_row_bnds(choice, row, GLP_LO, 0, 0);
  glp_set_mat_row(choice, row, n, cells, factors);
}

/* Adds what the choice lacks; returns how many cuts that is. */
static int add_cuts(glp_prob *choice, const double *x)
{
  int cuts = 0;
  for (int zeros = 0; zeros <= 1; zeros++) {
    glp_prob *attack = attack_of(x, zeros);
    for (int i = 0; i < table.cells; i++) {
      double widths[CELLS] = {0};
      if (x[i] < NEAR || is_small(i) != zeros)
        continue;
      double width = ask(attack, i, 1, zeros, widths) + ask(attack, i, -1, zeros, widths);
      if (width > WIDTH * x[i] - 1e-4)
        continue;
      add_cut(choice, i, widths);
      cuts++;
    }
    glp_delete_prob(attack);
  }
  return cuts;
}

static bool is_total(int cell)
{
  for (int k = 0; k < table.keys; k++)
    if (strcmp(table.key[cell][k], "*") == 0)
      return true;
  return false;
}

/* Grows with the logarithm of the count; a total costs 64 times as much. */
static double cost_of(int cell)
{
  int doublings = 0, n = table.count[cell] + 1;
  while (n >> (doublings + 1))
    doublings++;
  double cost = 16 * (1 + doublings) + floor(16.0 * (n - (1 << doublings)) / (1 << doublings));
  return is_small(cell) ? 0 : is_total(cell) ? 64 * cost : cost;
}

static glp_prob *new_choice(void)
{
  glp_prob *choice = glp_create_prob();
  glp_add_cols(choice, table.cells);
  for (int i = 0; i < table.cells; i++) {
    glp_set_col_bnds(choice, i + 1, is_small(i) ? GLP_FX : GLP_DB, is_small(i), 1);
    glp_set_obj_coef(choice, i + 1, cost_of(i));
  }
  return choice;
}

/* Solves the choice, in whole cells or in parts of them. */
static bool choose(glp_prob *choice, bool whole, double *x)
{
  glp_iocp how;
  if (glp_simplex(choice, NULL) != 0)
    fail("the choice is not solved");
  glp_init_iocp(&how);
  how.gmi_cuts = how.mir_cuts = GLP_ON;
  how.tm_lim = SECONDS * 1000;
  for (int i = 0; whole && i < table.cells; i++)
    if (!is_small(i))
      glp_set_col_kind(choice, i + 1, GLP_BV);
  if (whole && (glp_intopt(choice, &how) != 0 || glp_mip_status(choice) != GLP_OPT))
    return false;
  for (int i = 0; i < table.cells; i++)
    x[i] = whole ? round(glp_mip_col_val(choice, i + 1)) : glp_get_col_prim(choice, i + 1);
  return true;
}

static void print_choice(const double *x)
{
  int rows = 0, totals = 0;
  double cost = 0;
  for (int i = 0; i < table.cells; i++)
    if (x[i] > NEAR && !is_small(i)) {
      rows++;
      totals += is_total(i);
      cost += cost_of(i);
    }
  printf("%d %d %.0f\n", rows, totals, cost);
}

/* Cuts the choice in parts, then in whole cells, until nothing is lacking. */
int main(int argc, char **argv)
{
  double x[CELLS];
  int cuts;
  if (argc != 2)
    fail("usage: optimum TABLE.csv");
  read_table(argv[1]);
  find_sums();
  glp_term_out(GLP_OFF);
  glp_prob *choice = new_choice();
  for (int whole = 0; whole <= 1; whole++)
    do {
      if (!choose(choice, whole, x))
        return 1;
      cuts = add_cuts(choice, x);
    } while (cuts > 0);
  print_choice(x);
  glp_delete_prob(choice);
  return 0;
}

/* libxlsxwriter, loaded when a workbook is written: it needs the whole of OpenSSL for a sum, and hardly a process
 * writes one. */
#ifndef UTFALL_LIBXLSXWRITER_H
#define UTFALL_LIBXLSXWRITER_H

#include <xlsxwriter.h>

#include "utfall/error.h"

#define UT_LIBXLSXWRITER_FUNCTIONS(each)                                                                               \
  each(chart_add_series) each(chart_axis_major_gridlines_set_line) each(chart_axis_set_crossing_max)                   \
      each(chart_axis_set_line) each(chart_axis_set_max) each(chart_axis_set_name) each(chart_axis_set_name_font)      \
          each(chart_axis_set_num_format) each(chart_axis_set_reverse) each(chart_legend_set_position)                 \
              each(chart_series_set_fill) each(chart_series_set_line) each(chart_series_set_name)                      \
                  each(chart_set_series_gap) each(chart_title_off) each(chart_title_set_name)                          \
                      each(chart_title_set_name_font) each(format_set_align) each(format_set_bg_color)                 \
                          each(format_set_bold) each(format_set_bottom) each(format_set_bottom_color)                  \
                              each(format_set_font_color) each(format_set_font_size) each(format_set_indent)           \
                                  each(format_set_num_format) each(format_set_text_wrap) each(lxw_strerror)            \
                                      each(lxw_workbook_free) each(workbook_add_chart) each(workbook_add_format)       \
                                          each(workbook_add_worksheet) each(workbook_close) each(workbook_new_opt)     \
                                              each(workbook_set_properties) each(worksheet_autofilter)                 \
                                                  each(worksheet_fit_to_pages) each(worksheet_freeze_panes)            \
                                                      each(worksheet_ignore_errors) each(worksheet_insert_chart_opt)   \
                                                          each(worksheet_merge_range) each(worksheet_repeat_rows)      \
                                                              each(worksheet_set_column) each(worksheet_set_footer)    \
                                                                  each(worksheet_set_landscape)                        \
                                                                      each(worksheet_set_paper)                        \
                                                                          each(worksheet_set_row)                      \
                                                                              each(worksheet_write_number)             \
                                                                                  each(worksheet_write_string)

/* Its functions under their names. What they ask of libc is answered in redirected.h. */
struct ut_libxlsxwriter {
#define UT_LIBXLSXWRITER_MEMBER(name) __typeof__(name) *name;
  UT_LIBXLSXWRITER_FUNCTIONS(UT_LIBXLSXWRITER_MEMBER)
#undef UT_LIBXLSXWRITER_MEMBER
};

/* UT_IO: it is not there. */
enum ut_status ut_libxlsxwriter_load(struct ut_libxlsxwriter *lib, struct ut_error *err);

#endif

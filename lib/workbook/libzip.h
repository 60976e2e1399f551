/* libzip, loaded when the first workbook is opened: with what it needs it would cost every process three times its
 * start, and hardly one reads a workbook. */
#ifndef UTFALL_LIBZIP_H
#define UTFALL_LIBZIP_H

#include <zip.h>

#include "utfall/error.h"

#define UT_LIBZIP_FUNCTIONS(each)                                                                                      \
  each(zip_discard) each(zip_error_code_system) each(zip_error_code_zip) each(zip_error_fini)                          \
      each(zip_error_init_with_code) each(zip_error_strerror) each(zip_error_system_type) each(zip_fclose)             \
          each(zip_fdopen) each(zip_file_get_error) each(zip_fopen_index) each(zip_fread) each(zip_get_error)          \
              each(zip_get_name) each(zip_get_num_entries) each(zip_stat_index)

/* Its functions under their names. */
struct ut_libzip {
#define UT_LIBZIP_MEMBER(name) __typeof__(name) *name;
  UT_LIBZIP_FUNCTIONS(UT_LIBZIP_MEMBER)
#undef UT_LIBZIP_MEMBER
};

/* UT_IO: it is not there. */
enum ut_status ut_libzip_load(struct ut_libzip *lib, struct ut_error *err);

#endif

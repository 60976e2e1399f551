/* Keys in messages. */
#include "stream/keys.h"

enum ut_status ut_keys_describe(struct ut_buf *out, const struct ut_text *names, const size_t *columns, size_t count,
                                const struct ut_row *row)
{
  for (size_t i = 0; i < count; i++) {
    struct ut_text name = names[columns[i]], value = row->fields[columns[i]];
    char shown[UT_QUOTED], quoted[UT_QUOTED];
    UT_TRY(ut_buf_format(out, "%s%s %s", out->len ? ", " : "", ut_quote_name(shown, name.ptr, name.len),
                         ut_quote(quoted, value.ptr, value.len)));
  }
  return UT_OK;
}

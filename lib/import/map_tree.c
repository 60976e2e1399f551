/* Maps as JSON: read, laid over what they extend, and looked through for what is not settled. */
#include "import/map_tree.h"

#include <stdio.h>
#include <stdlib.h>

#include "model/share.h"
#include "import/map.h"
#include "stream/json.h"
#include "stream/source.h"

enum { FILE_LARGEST = 16 << 20, DEPTH_MOST = 8 };

/* Keys that are joined with those of the map below; of "values" the columns in it are, too. */
static const char *const joined[] = {"constants", "columns", "values", "on_error"};

static const char open_mark[] = "?";

/* ---- one map over another ---- */

static bool is_joined(const char *name)
{
  for (size_t i = 0; i < sizeof joined / sizeof *joined; i++)
    if (strcmp(joined[i], name) == 0)
      return true;
  return false;
}

/* A heading or a spelling: by its slug, and which of those that are written the same. What has no slug, and patterns,
 * are as they are written. */
static enum ut_status is_same_name(const char *a, const char *b, bool *same)
{
  struct ut_buf one = {0}, other = {0};
  size_t nth, other_nth;
  *same = strcmp(a, b) == 0;
  if (*same || a[0] == '~' || b[0] == '~')
    return UT_OK;
  struct ut_text base = ut_map_base(ut_text_of(a), &nth), other_base = ut_map_base(ut_text_of(b), &other_nth);
  enum ut_status status = ut_text_slug(base, &one);
  if (status == UT_OK)
    status = ut_text_slug(other_base, &other);
  *same = status == UT_OK && one.len > 0 && nth == other_nth && ut_text_equal(ut_buf_text(&one), ut_buf_text(&other));
  ut_buf_clear(&one);
  ut_buf_clear(&other);
  return status;
}

static enum ut_status find_member(const cJSON *object, const char *name, bool loosely, cJSON **found)
{
  *found = cJSON_GetObjectItemCaseSensitive(object, name);
  for (cJSON *item = object->child; loosely && item && !*found; item = item->next) {
    bool same;
    UT_TRY(is_same_name(item->string, name, &same));
    *found = same ? item : NULL;
  }
  return UT_OK;
}

/* In the place of `old`, or at the end where that is NULL. Takes `item` over unless it fails. */
static enum ut_status put(cJSON *object, cJSON *old, cJSON *item)
{
  cJSON_bool done =
      old ? cJSON_ReplaceItemViaPointer(object, old, item) /* NOLINT(readability-suspicious-call-argument) */
          : cJSON_AddItemToArray(object, item);
  return done ? UT_OK : UT_NOMEM;
}

/* Puts the members of `over` into `under`, each in the place of the one that it replaces or else at the end. `loosely`:
 * they are headings or spellings. `deep`: objects in both are joined themselves. */
static enum ut_status join_objects(cJSON *under, cJSON *over, bool loosely, bool deep)
{
  while (over->child) {
    cJSON *item = cJSON_DetachItemViaPointer(over, over->child), *old;
    enum ut_status status = find_member(under, item->string, loosely, &old);
    bool join = status == UT_OK && deep && old && cJSON_IsObject(old) && cJSON_IsObject(item);
    if (join)
      status = join_objects(old, item, true, false);
    else if (status == UT_OK)
      status = put(under, old, item);
    if (join || status)
      cJSON_Delete(item);
    UT_TRY(status);
  }
  return UT_OK;
}

static enum ut_status lay_over(cJSON *under, cJSON *over)
{
  while (over->child) {
    cJSON *item = cJSON_DetachItemViaPointer(over, over->child);
    cJSON *old = cJSON_GetObjectItemCaseSensitive(under, item->string);
    enum ut_status status = UT_OK;
    bool join = old && is_joined(item->string) && cJSON_IsObject(old) && cJSON_IsObject(item);
    if (join)
      status = join_objects(old, item, strcmp(item->string, "columns") == 0, strcmp(item->string, "values") == 0);
    else
      status = put(under, old, item);
    if (join || status)
      cJSON_Delete(item);
    UT_TRY(status);
  }
  return UT_OK;
}

/* ---- reading ---- */

static enum ut_status load(cJSON **tree, const char *path, struct ut_run *run, size_t depth, struct ut_error *err);

/* Takes "extends" out of the tree and lays the tree over the map of that name. */
static enum ut_status extend(cJSON **tree, struct ut_run *run, size_t depth, struct ut_error *err)
{
  cJSON *name = cJSON_GetObjectItemCaseSensitive(*tree, "extends"), *under = NULL;
  char *path = NULL;
  if (!name)
    return UT_OK;
  enum ut_status status = UT_OK;
  if (!cJSON_IsString(name))
    status = ut_error_set(err, UT_BAD_INPUT, "expected the name of a map, or its file");
  else if (depth == DEPTH_MOST)
    status =
        ut_error_set(err, UT_BAD_INPUT, "more than %d maps extend each other: does one extend itself?", DEPTH_MOST);
  else
    status = ut_share_find(&path, "maps", name->valuestring, ".json", err);
  if (status == UT_USAGE)
    status = ut_error_turn(err, UT_BAD_INPUT);
  if (status)
    ut_error_at(err, NULL, 0, 0, "extends");
  if (status == UT_OK)
    status = load(&under, path, run, depth + 1, err);
  if (status == UT_OK) {
    cJSON_Delete(cJSON_DetachItemViaPointer(*tree, name));
    status = lay_over(under, *tree);
    cJSON_Delete(*tree);
    *tree = under;
    under = NULL;
    if (status)
      ut_error_nomem(err);
  }
  cJSON_Delete(under);
  free(path);
  return status;
}

static enum ut_status parse(cJSON **tree, struct ut_text text, struct ut_run *run, size_t depth, struct ut_error *err)
{
  UT_TRY(ut_json_check(text.ptr, text.len, err));
  *tree = cJSON_ParseWithLength(text.ptr, text.len);
  if (!*tree)
    return ut_error_nomem(err);
  if (!cJSON_IsObject(*tree))
    return ut_error_set(err, UT_BAD_INPUT, "expected an object");
  return extend(tree, run, depth, err);
}

static enum ut_status read_whole(struct ut_source *s, struct ut_error *err)
{
  while (!ut_source_is_whole(s)) {
    if (ut_source_ready(s).len > FILE_LARGEST)
      return ut_error_set(err, UT_BAD_INPUT, "is too large for a map (at most 16 MiB)");
    UT_TRY(ut_source_fill(s, err));
  }
  return UT_OK;
}

static enum ut_status load(cJSON **tree, const char *path, struct ut_run *run, size_t depth, struct ut_error *err)
{
  struct ut_opened input = {0};
  enum ut_status status = ut_opened_open(&input, path, run, err);
  if (!status)
    status = read_whole(&input.source, err);
  if (!status) {
    struct ut_text text = ut_source_ready(&input.source);
    status = parse(tree, text, run, depth, err);
    input.source.begin += text.len;
  }
  ut_opened_clear(&input);
  if (status)
    ut_error_at(err, path, 0, 0, NULL);
  return status;
}

enum ut_status ut_map_tree_parse(cJSON **tree, const char *ptr, size_t len, struct ut_run *run, struct ut_error *err)
{
  *tree = NULL;
  return parse(tree, (struct ut_text){ptr, len}, run, 0, err);
}

enum ut_status ut_map_tree_load(cJSON **tree, const char *path, struct ut_run *run, struct ut_error *err)
{
  *tree = NULL;
  return load(tree, path, run, 0, err);
}

/* ---- what is still open ---- */

/* Where something is open; the one before it is told once there is another. */
struct open_places {
  struct ut_run *run;
  const char *path;
  struct ut_error last;
};

static void add_open(struct open_places *open, const char *where, const char *name)
{
  char shown[UT_QUOTED], place[UT_ERROR_FIELD];
  if (open->last.status)
    ut_run_fault(open->run, UT_NOTE_KARTA_OPPEN, &open->last);
  open->last = (struct ut_error){0};
  ut_error_set(&open->last, UT_BAD_INPUT, "is still to be settled: \"?\"");
  snprintf(place, sizeof place, "%s%s%s", where, name ? "." : "", name ? ut_quote(shown, name, strlen(name)) : "");
  ut_error_at(&open->last, open->path, 0, 0, place);
}

static bool is_open(const cJSON *item)
{
  return cJSON_IsString(item) && strcmp(item->valuestring, open_mark) == 0;
}

static void look_through(const cJSON *item, const char *where, struct open_places *open)
{
  for (const cJSON *v = item ? item->child : NULL; v; v = v->next) {
    char inner[UT_ERROR_FIELD];
    if (is_open(v))
      add_open(open, where, v->string);
    snprintf(inner, sizeof inner, "%s.%s", where, v->string ? v->string : "");
    if (cJSON_IsObject(v))
      look_through(v, inner, open);
  }
}

enum ut_status ut_map_tree_settled(const cJSON *tree, const char *path, struct ut_run *run, struct ut_error *err)
{
  static const char *const keys[] = {"constants", "dates", "columns", "matt", "values", "thousands", "belopp"};
  struct open_places open = {.run = run, .path = path};
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(tree, keys[i]);
    look_through(item, keys[i], &open);
    if (is_open(item))
      add_open(&open, keys[i], NULL);
  }
  if (open.last.status && err)
    *err = open.last;
  return open.last.status;
}

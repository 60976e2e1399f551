/* Pseudonyms: BLAKE2b under a key that lives in guarded memory and in a file that only its owner may read. */
#include "import/pseudonym.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
  KEY_BYTES = 32,
  HEX_DIGITS = 2 * KEY_BYTES,
  FILE_LONGEST = HEX_DIGITS + 2, /* CR and LF after the digits */
  HASH_BYTES = UT_PSEUDONYM_LETTERS / 2
};

/* All of it in guarded memory: `file` is what stood in the file, before it is known to be raw or hexadecimal. */
struct ut_key {
  unsigned char bytes[KEY_BYTES];
  char file[FILE_LONGEST + 1];
};

static enum ut_status start_sodium(struct ut_error *err)
{
  return sodium_init() < 0 ? ut_error_set(err, UT_IO, "cannot start libsodium") : UT_OK;
}

static enum ut_status write_all(int fd, const unsigned char *bytes, size_t len, struct ut_error *err)
{
  while (len > 0) {
    ssize_t written = write(fd, bytes, len);
    if (written < 0 && errno != EINTR)
      return ut_error_errno(err, "write the key");
    if (written > 0) {
      bytes += written;
      len -= (size_t)written;
    }
  }
  return UT_OK;
}

static enum ut_status fill_file(int fd, struct ut_error *err)
{
  unsigned char *bytes = sodium_malloc(KEY_BYTES);
  if (!bytes)
    return ut_error_nomem(err);
  randombytes_buf(bytes, KEY_BYTES);
  enum ut_status status = write_all(fd, bytes, KEY_BYTES, err);
  sodium_free(bytes);
  if (!status && (fchmod(fd, S_IRUSR | S_IWUSR) < 0 || fsync(fd) < 0))
    status = ut_error_errno(err, "write the key");
  return status;
}

static enum ut_status create(const char *path, struct ut_error *err)
{
  UT_TRY(start_sodium(err));
  int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (fd < 0 && errno == EEXIST)
    return ut_error_set(err, UT_USAGE, "is there already; a key is never overwritten");
  if (fd < 0)
    return ut_error_errno(err, "make the key");
  enum ut_status status = fill_file(fd, err);
  if (close(fd) < 0 && !status)
    status = ut_error_errno(err, "write the key");
  if (status)
    unlink(path);
  return status;
}

enum ut_status ut_key_create(const char *path, struct ut_error *err)
{
  enum ut_status status = create(path, err);
  if (status)
    ut_error_at(err, path, 0, 0, NULL);
  return status;
}

static enum ut_status turn_off_dumps(struct ut_error *err)
{
  struct rlimit none = {0, 0};
  if (prctl(PR_SET_DUMPABLE, 0) < 0 || setrlimit(RLIMIT_CORE, &none) < 0)
    return ut_error_errno(err, "turn off core dumps");
  return UT_OK;
}

static enum ut_status check_access(int fd, struct ut_error *err)
{
  struct stat st;
  if (fstat(fd, &st) < 0)
    return ut_error_errno(err, "read the key");
  if (!S_ISREG(st.st_mode))
    return ut_error_set(err, UT_BAD_INPUT, "is not a file; a key is a file of mode 0600");
  unsigned mode = st.st_mode & 07777U;
  if (mode & ~(unsigned)(S_IRUSR | S_IWUSR))
    return ut_error_set(err, UT_BAD_INPUT, "has mode %04o; a key must have mode 0600, or others could read it", mode);
  return UT_OK;
}

/* Reads the file, or so much of it that it is seen to be too long. */
static enum ut_status read_file(int fd, struct ut_key *key, size_t *len, struct ut_error *err)
{
  *len = 0;
  while (*len < sizeof key->file) {
    ssize_t got = read(fd, key->file + *len, sizeof key->file - *len);
    if (got == 0)
      break;
    if (got < 0 && errno != EINTR)
      return ut_error_errno(err, "read the key");
    if (got > 0)
      *len += (size_t)got;
  }
  return UT_OK;
}

static bool is_newline(const char *ptr, size_t len)
{
  return len == 0 || (len == 1 && *ptr == '\n') || (len == 2 && ptr[0] == '\r' && ptr[1] == '\n');
}

static enum ut_status take_key(struct ut_key *key, size_t len, struct ut_error *err)
{
  if (len >= HEX_DIGITS && is_newline(key->file + HEX_DIGITS, len - HEX_DIGITS)) {
    size_t decoded = 0;
    if (sodium_hex2bin(key->bytes, KEY_BYTES, key->file, HEX_DIGITS, NULL, &decoded, NULL) == 0 && decoded == KEY_BYTES)
      return UT_OK;
  } else if (len >= KEY_BYTES && is_newline(key->file + KEY_BYTES, len - KEY_BYTES)) {
    memcpy(key->bytes, key->file, KEY_BYTES);
    return UT_OK;
  }
  return ut_error_set(err, UT_BAD_INPUT, "is no key (expected 32 bytes or 64 hexadecimal digits; --key-new makes one)");
}

static enum ut_status fill_key(struct ut_key *key, int fd, struct ut_error *err)
{
  size_t len;
  UT_TRY(check_access(fd, err));
  UT_TRY(turn_off_dumps(err));
  UT_TRY(read_file(fd, key, &len, err));
  return take_key(key, len, err);
}

static enum ut_status open_file(struct ut_key **out, const char *path, struct ut_error *err)
{
  UT_TRY(start_sodium(err));
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (fd < 0)
    return ut_error_errno(err, "open the key");
  struct ut_key *key = *out = sodium_malloc(sizeof *key);
  enum ut_status status = key ? fill_key(key, fd, err) : ut_error_nomem(err);
  if (key)
    sodium_memzero(key->file, sizeof key->file);
  close(fd);
  return status;
}

enum ut_status ut_key_open(struct ut_key **out, const char *path, struct ut_error *err)
{
  *out = NULL;
  enum ut_status status = open_file(out, path, err);
  if (status)
    ut_error_at(err, path, 0, 0, NULL);
  return status;
}

void ut_key_pseudonym(const struct ut_key *key, const struct ut_personnummer *person,
                      char letters[UT_PSEUDONYM_LETTERS])
{
  unsigned char hash[HASH_BYTES];
  crypto_generichash(hash, sizeof hash, (const unsigned char *)person->digits, sizeof person->digits, key->bytes,
                     KEY_BYTES);
  for (size_t i = 0; i < sizeof hash; i++) {
    letters[2 * i] = (char)('a' + (hash[i] >> 4));
    letters[2 * i + 1] = (char)('a' + (hash[i] & 15));
  }
}

void ut_key_free(struct ut_key *key)
{
  sodium_free(key);
}

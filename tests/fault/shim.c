/* SPDX-License-Identifier: EUPL-1.2 */
/* Stands between the program and the system (LD_PRELOAD) and lets the n-th call that reads, makes or writes fail.
   FAULT_AT=N      which call, from 1; 0 only counts
   FAULT_KIND      kill-before, kill-half, kill-after, or an error: ENOSPC EIO EDQUOT EINTR, or short (half is written)
   FAULT_FOR_GOOD  set: every later call fails too
   FAULT_COUNT     a file into which the number of calls is written at exit
   FAULT_TRACE     a file into which every write and sync is written, for the simulation of a power cut
   FAULT_SYNCHRONOUS  NORMAL or OFF in the place of FULL where the program tells SQLite how to sync: for the controls
   FAULT_FILESYSTEM   the magic number that statfs is to tell, in hexadecimal
   What goes to standard output is counted too: stdio calls no write that could be stood before, so it gets a stream that does. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/vfs.h>
#include <unistd.h>

static long calls, at;
static const char *kind;
static int for_good, trace = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static ssize_t plain_write(int fd, const void *data, size_t n) {
  REAL(write);
  return real(fd, data, n);
}

static void count_calls(void) {
  const char *path = getenv("FAULT_COUNT");
  if (!path) return;
  FILE *out = fopen(path, "w");
  if (out) { fprintf(out, "%ld\n", calls); fclose(out); }
}

static ssize_t to_output(void *nothing, const char *data, size_t n) {
  (void)nothing;
  for (size_t done = 0; done < n;) {
    const ssize_t more = write(STDOUT_FILENO, data + done, n - done);
    if (more < 0) return 0; /* what a cookie calls a failure; errno stays */
    done += (size_t)more;
  }
  return (ssize_t)n;
}

__attribute__((constructor)) static void begin(void) {
  const char *n = getenv("FAULT_AT"), *path = getenv("FAULT_TRACE");
  at = n ? atol(n) : 0;
  kind = getenv("FAULT_KIND") ? getenv("FAULT_KIND") : "";
  for_good = getenv("FAULT_FOR_GOOD") != NULL;
  if (path) trace = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
  stdout = fopencookie(NULL, "w", (cookie_io_functions_t){.write = to_output});
  atexit(count_calls);
}

static void die(void) { kill(getpid(), SIGKILL); pause(); }

static int error_of(void) {
  if (!strcmp(kind, "ENOSPC")) return ENOSPC;
  if (!strcmp(kind, "EIO")) return EIO;
  if (!strcmp(kind, "EDQUOT")) return EDQUOT;
  if (!strcmp(kind, "EINTR")) return EINTR;
  return 0;
}

/* True when this is the call; an error is set then, unless it is to be a kill or a short write. */
static int hit_at(int reads) {
  pthread_mutex_lock(&lock);
  const long now = ++calls;
  pthread_mutex_unlock(&lock);
  if (at == 0 || (for_good ? now < at : now != at)) return 0;
  if (!strcmp(kind, "kill-before")) die();
  const int why = error_of();
  if (reads && (why == ENOSPC || why == EDQUOT)) return 0; /* nothing runs out of room by reading */
  errno = why;
  return 1;
}
static int hit(void) { return hit_at(0); }

/* What a call does when it is hit and when it is not; `half` does a part of it, where it has parts. */
#define FAULTY(failed, half, whole) FAULTY_AT(hit(), failed, half, whole)
#define FAULTY_AT(hits, failed, half, whole)               \
  do {                                                     \
    const int here = hits;                                 \
    if (here && errno) return failed;                      \
    if (here && !strcmp(kind, "kill-half")) { (void)(half); die(); } \
    if (here && !strcmp(kind, "short")) return half;       \
    const __auto_type result = whole;                      \
    if (here) die();                                       \
    return result;                                         \
  } while (0)

/* op: w write, s sync, t truncate, r rename, l link, u unlink. Paths are those of the open files. */
static void note(char op, int fd, const char *path, int64_t offset, const void *data, uint64_t n) {
  if (trace < 0) return;
  char entry[64], name[4096];
  if (!path) {
    snprintf(entry, sizeof entry, "/proc/self/fd/%d", fd);
    const ssize_t len = readlink(entry, name, sizeof name - 1);
    struct stat about;
    if (len < 0 || fstat(fd, &about) || !S_ISREG(about.st_mode)) return;
    name[len] = 0;
    path = name;
  }
  const uint32_t length = (uint32_t)strlen(path);
  pthread_mutex_lock(&lock);
  plain_write(trace, &op, 1);
  plain_write(trace, &length, 4);
  plain_write(trace, path, length);
  plain_write(trace, &offset, 8);
  plain_write(trace, &n, 8);
  if (data) plain_write(trace, data, n);
  pthread_mutex_unlock(&lock);
}

ssize_t write(int fd, const void *data, size_t n) {
  if (fd == trace) return plain_write(fd, data, n);
  note('w', fd, NULL, lseek(fd, 0, SEEK_CUR), data, n);
  FAULTY(-1, plain_write(fd, data, n / 2), plain_write(fd, data, n));
}
ssize_t pwrite64(int fd, const void *data, size_t n, off64_t offset) {
  REAL(pwrite64);
  note('w', fd, NULL, offset, data, n);
  FAULTY(-1, real(fd, data, n / 2, offset), real(fd, data, n, offset));
}
ssize_t pwrite(int fd, const void *data, size_t n, off_t offset) { return pwrite64(fd, data, n, offset); }
int ftruncate64(int fd, off64_t n) {
  REAL(ftruncate64);
  note('t', fd, NULL, n, NULL, 0);
  FAULTY(-1, real(fd, n), real(fd, n));
}
int ftruncate(int fd, off_t n) { return ftruncate64(fd, n); }
int fsync(int fd) {
  REAL(fsync);
  note('s', fd, NULL, 0, NULL, 0);
  FAULTY(-1, real(fd), real(fd));
}
int fdatasync(int fd) {
  REAL(fdatasync);
  note('s', fd, NULL, 0, NULL, 0);
  FAULTY(-1, real(fd), real(fd));
}
int rename(const char *from, const char *to) {
  REAL(rename);
  note('r', -1, from, 0, to, strlen(to));
  FAULTY(-1, real(from, to), real(from, to));
}
int link(const char *from, const char *to) {
  REAL(link);
  note('l', -1, from, 0, to, strlen(to));
  FAULTY(-1, real(from, to), real(from, to));
}
int unlink(const char *path) {
  REAL(unlink);
  note('u', -1, path, 0, NULL, 0);
  FAULTY(-1, real(path), real(path));
}
ssize_t read(int fd, void *data, size_t n) {
  REAL(read);
  FAULTY_AT(hit_at(1), -1, real(fd, data, (n + 1) / 2), real(fd, data, n));
}
ssize_t pread64(int fd, void *data, size_t n, off64_t offset) {
  REAL(pread64);
  FAULTY_AT(hit_at(1), -1, real(fd, data, (n + 1) / 2, offset), real(fd, data, n, offset));
}
ssize_t pread(int fd, void *data, size_t n, off_t offset) { return pread64(fd, data, n, offset); }
/* Opening what is there already is left alone: that fails in ways that the tests of messages look at. */
int open64(const char *path, int flags, ...) {
  REAL(open64);
  if (!(flags & O_CREAT)) return real(path, flags);
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = va_arg(rest, mode_t);
  va_end(rest);
  FAULTY(-1, real(path, flags, mode), real(path, flags, mode));
}
int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return open64(path, flags, mode);
}
int mkdir(const char *path, mode_t mode) {
  REAL(mkdir);
  FAULTY(-1, real(path, mode), real(path, mode));
}
int statfs(const char *path, struct statfs *about) {
  REAL(statfs);
  const int result = real(path, about);
  const char *told = getenv("FAULT_FILESYSTEM");
  if (result == 0 && told) about->f_type = (__fsword_t)strtoul(told, NULL, 16);
  return result;
}

/* Declared here, so that no header of SQLite is needed. */
int sqlite3_exec(void *db, const char *sql, int (*row)(void *, int, char **, char **), void *argument, char **message) {
  static __typeof__(&sqlite3_exec) real;
  if (!real) real = (__typeof__(&sqlite3_exec))dlsym(RTLD_NEXT, "sqlite3_exec");
  const char *mode = getenv("FAULT_SYNCHRONOUS"), *full = sql ? strstr(sql, "synchronous = FULL") : NULL;
  if (!mode || !full) return real(db, sql, row, argument, message);
  char *changed = malloc(strlen(sql) + strlen(mode) + 1);
  sprintf(changed, "%.*s%s%s", (int)(full - sql) + 14, sql, mode, full + 18);
  const int result = real(db, changed, row, argument, message);
  free(changed);
  return result;
}

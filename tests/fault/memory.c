/* SPDX-License-Identifier: EUPL-1.2 */
/* Stands between the program and the memory (LD_PRELOAD) and lets the n-th allocation after main began fail.
   MEMORY_AT=N      which one, from 1; 0 only counts
   MEMORY_FOR_GOOD  set: every later one fails too
   MEMORY_SITES     a file into which goes, for every way that leads to an allocation, the number of the first that came along it */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { deep = 24, room = 1 << 20 };

extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t), *__libc_realloc(void *, size_t), *__libc_memalign(size_t, size_t);

static long at, calls;
static int counting, for_good;
static uint64_t seen[room];
static FILE *sites;
static __thread int inside;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* Two allocations are of one way when the return addresses above them are the same. */
static void note(long call) {
  void *frames[deep];
  const int n = backtrace(frames, deep);
  uint64_t hash = 14695981039346656037u;
  for (int i = 2; i < n; ++i) hash = (hash ^ (uint64_t)(uintptr_t)frames[i]) * 1099511628211u;
  size_t slot = hash % room;
  while (seen[slot] && seen[slot] != hash) slot = (slot + 1) % room;
  if (seen[slot]) return;
  seen[slot] = hash;
  fprintf(sites, "%ld\n", call);
}

static int fails(void) {
  if (!counting || inside) return 0;
  inside = 1;
  pthread_mutex_lock(&lock);
  const long now = ++calls;
  if (sites) note(now);
  pthread_mutex_unlock(&lock);
  inside = 0;
  if (at == 0 || (for_good ? now < at : now != at)) return 0;
  errno = ENOMEM;
  return 1;
}

void *malloc(size_t n) { return fails() ? NULL : __libc_malloc(n); }
void *calloc(size_t n, size_t size) { return fails() ? NULL : __libc_calloc(n, size); }
void *realloc(void *was, size_t n) { return fails() ? NULL : __libc_realloc(was, n); }
void *aligned_alloc(size_t on, size_t n) { return fails() ? NULL : __libc_memalign(on, n); }
int posix_memalign(void **to, size_t on, size_t n) {
  if (fails()) return ENOMEM;
  *to = __libc_memalign(on, n);
  return *to ? 0 : ENOMEM;
}

typedef int Main(int, char **, char **);
static Main *real_main;

static int counted_main(int argc, char **argv, char **env) {
  counting = 1;
  const int code = real_main(argc, argv, env);
  counting = 0;
  if (sites) fprintf(sites, "of %ld\n", calls), fclose(sites);
  return code;
}

int __libc_start_main(Main *main, int argc, char **argv, void (*init)(void), void (*fini)(void), void (*last)(void), void *stack) {
  int (*real)(Main *, int, char **, void (*)(void), void (*)(void), void (*)(void), void *) =
      (__typeof__(real))dlsym(RTLD_NEXT, "__libc_start_main");
  const char *n = getenv("MEMORY_AT"), *path = getenv("MEMORY_SITES");
  at = n ? atol(n) : 0;
  for_good = getenv("MEMORY_FOR_GOOD") != NULL;
  void *warm[2];
  backtrace(warm, 2); /* its first call allocates */
  if (path) sites = fopen(path, "w");
  real_main = main;
  return real(counted_main, argc, argv, init, fini, last, stack);
}

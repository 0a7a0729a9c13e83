/* A fault at the Nth file call of publishing, by LD_PRELOAD: FAULT_AT=N, FAULT=kill (SIGKILL before the call) or an errno number
 * (this call and, with FAULT_STAYS=1, all later writing ones fail). Counting starts when a folder with `.tmp-` in its name is made.
 * At exit the number of calls seen is written to FAULT_COUNT. Built and used by publish_faults.py. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long calls;
static atomic_int started;

static int fault(int adds) {
    if (!atomic_load(&started)) return 0;
    const char *at = getenv("FAULT_AT"), *what = getenv("FAULT");
    long n = atomic_fetch_add(&calls, 1) + 1, when = at ? atol(at) : -1;
    if (when < 0 || !what) return 0;
    if (!strcmp(what, "kill")) {
        if (n == when) kill(getpid(), SIGKILL);
        return 0;
    }
    /* taking away (unlink, rmdir) works on a full disk */
    if (adds && (n == when || (n > when && getenv("FAULT_STAYS")))) return atoi(what);
    return 0;
}

#define REAL(name) __typeof__(name) *real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)
#define FAIL(adds) do { int e = fault(adds); if (e) { errno = e; return -1; } } while (0)

int mkdir(const char *path, mode_t mode) {
    REAL(mkdir);
    if (strstr(path, ".tmp-")) atomic_store(&started, 1);
    FAIL(1);
    return real(path, mode);
}
ssize_t write(int fd, const void *b, size_t n) { REAL(write); if (fd > 2) FAIL(1); return real(fd, b, n); }
int fsync(int fd) { REAL(fsync); FAIL(1); return real(fd); }
int fdatasync(int fd) { REAL(fdatasync); FAIL(1); return real(fd); }
int rename(const char *a, const char *b) { REAL(rename); FAIL(1); return real(a, b); }
int unlink(const char *p) { REAL(unlink); FAIL(0); return real(p); }
int unlinkat(int fd, const char *p, int flags) { REAL(unlinkat); FAIL(0); return real(fd, p, flags); }
int rmdir(const char *p) { REAL(rmdir); FAIL(0); return real(p); }
int open64(const char *p, int flags, ...) {
    REAL(open64);
    mode_t mode = 0;
    if (flags & O_CREAT) {
        va_list v; va_start(v, flags); mode = va_arg(v, mode_t); va_end(v);
        FAIL(1);
    }
    return real(p, flags, mode);
}
__attribute__((destructor)) static void tell(void) {
    const char *path = getenv("FAULT_COUNT");
    if (path) { FILE *f = fopen(path, "w"); if (f) { fprintf(f, "%ld\n", atomic_load(&calls)); fclose(f); } }
}

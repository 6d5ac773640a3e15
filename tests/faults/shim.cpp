// A disk that fails: stands before the system's calls on files whose path begins with CUPOLA_FAULT_PATH.
//
// CUPOLA_FAULT=KIND:N  what the N-th call, from 1, comes to (0: nothing fails, calls are counted)
//   full   a write, of which half goes through; all later ones: no space left on device
//   eio    a write, and all later ones: input/output error
//   short  a write, of which half goes through, once
//   sync   an fsync, once: input/output error. Another one of that file is counted as `after`, unless what it held was
//          written anew before it
//   open   an open for writing, and all later ones: read-only file system
// CUPOLA_FAULT_TRACE=1  tells every write and fsync on stderr
// CUPOLA_FAULT_COUNTS=FILE  writes the numbers of writes, fsyncs, opens and of what came after there in the end

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>

namespace {

std::atomic<long> writes{0}, syncs{0}, opens{0}, after{0};
std::mutex guard;
std::string lost;  // the file whose fsync failed, and that has not been written since

bool is(const char* kind) {
  const char* fault = std::getenv("CUPOLA_FAULT");
  const std::size_t length = std::strlen(kind);
  return fault != nullptr && std::strncmp(fault, kind, length) == 0 && fault[length] == ':';
}

long wanted() {
  const char* fault = std::getenv("CUPOLA_FAULT");
  const char* number = fault != nullptr ? std::strchr(fault, ':') : nullptr;
  return number != nullptr ? std::atol(number + 1) : 0;
}

bool ours(const char* path) {
  const char* prefix = std::getenv("CUPOLA_FAULT_PATH");
  return prefix != nullptr && path != nullptr && std::strncmp(path, prefix, std::strlen(prefix)) == 0;
}

std::string path_of(int file) {
  char link[64], path[4096] = {};
  std::snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  return ::readlink(link, path, sizeof path - 1) > 0 ? path : "";
}

bool ours(int file) { return ours(path_of(file).c_str()); }

template <class Function>
Function real(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

int failed(int error) {
  errno = error;
  return -1;
}

/// CUPOLA_FAULT_TRACE: each call by its name on stderr.
void trace(const char* call, int file) {
  if (std::getenv("CUPOLA_FAULT_TRACE") != nullptr)
    std::fprintf(stderr, "%s %s\n", call, path_of(file).c_str());
}

/// What was lost of this file is made anew.
void found(int file) {
  const std::lock_guard lock(guard);
  if (path_of(file) == lost) lost.clear();
}

/// How much of a write goes through: all of it, half, or -1 with errno.
ssize_t let_through(int file, std::size_t size) {
  if (!ours(file)) return static_cast<ssize_t>(size);
  const long n = ++writes, at = wanted();
  trace("write", file);
  found(file);
  const ssize_t all = static_cast<ssize_t>(size), half = all / 2;
  if (at == 0 || n < at) return all;
  if (is("eio")) return failed(EIO);
  if (is("full") && (n > at || half == 0)) return failed(ENOSPC);
  return (is("full") || (is("short") && n == at)) && half > 0 ? half : all;
}

bool sync_fails(int file) {
  if (!ours(file)) return false;
  const long n = ++syncs;
  trace("sync", file);
  const std::lock_guard lock(guard);
  if (path_of(file) == lost) ++after;
  if (!is("sync") || n != wanted()) return false;
  lost = path_of(file);
  return true;
}

bool open_fails(const char* path, int flags) {
  if (!ours(path) || (flags & O_ACCMODE) == O_RDONLY) return false;
  const long n = ++opens;
  return is("open") && wanted() > 0 && n >= wanted();
}

mode_t mode_of(int flags, va_list rest) { return (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0; }

struct Counts {
  ~Counts() {
    const char* name = std::getenv("CUPOLA_FAULT_COUNTS");
    std::FILE* file = name != nullptr ? std::fopen(name, "w") : nullptr;
    if (file == nullptr) return;
    std::fprintf(file, "%ld %ld %ld %ld\n", writes.load(), syncs.load(), opens.load(), after.load());
    std::fclose(file);
  }
} counts;

}  // namespace

extern "C" {

ssize_t write(int file, const void* data, size_t size) {
  const ssize_t part = let_through(file, size);
  return part < 0
             ? part
             : real<ssize_t (*)(int, const void*, size_t)>("write")(file, data, static_cast<size_t>(part));
}

ssize_t pwrite(int file, const void* data, size_t size, off_t at) {
  const ssize_t part = let_through(file, size);
  return part < 0 ? part
                  : real<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite")(
                        file, data, static_cast<size_t>(part), at);
}

ssize_t pwrite64(int file, const void* data, size_t size, off64_t at) { return pwrite(file, data, size, at); }

int ftruncate(int file, off_t size) {
  if (ours(file)) found(file);
  return real<int (*)(int, off_t)>("ftruncate")(file, size);
}

int ftruncate64(int file, off64_t size) { return ftruncate(file, size); }

int fsync(int file) { return sync_fails(file) ? failed(EIO) : real<int (*)(int)>("fsync")(file); }

int fdatasync(int file) { return sync_fails(file) ? failed(EIO) : real<int (*)(int)>("fdatasync")(file); }

int open(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = mode_of(flags, rest);
  va_end(rest);
  return open_fails(path, flags) ? failed(EROFS)
                                 : real<int (*)(const char*, int, ...)>("open")(path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = mode_of(flags, rest);
  va_end(rest);
  return open_fails(path, flags) ? failed(EROFS)
                                 : real<int (*)(const char*, int, ...)>("open64")(path, flags, mode);
}

}  // extern "C"

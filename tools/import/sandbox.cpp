#include "import/sandbox.hpp"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include <cerrno>
#include <cstddef>
#include <cstring>

namespace cupola::import {
namespace {

bool limit(__rlimit_resource what, rlim_t to) {
  rlimit now{};
  if (getrlimit(what, &now) != 0) return false;
  const rlim_t lower = now.rlim_max < to ? now.rlim_max : to;
  const rlimit wanted{lower, lower};
  return setrlimit(what, &wanted) == 0;
}

#define CUPOLA_REFUSE(call) \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)

/// No socket can be made or used, no other program started or looked into. Calls of another architecture than
/// the one built for end the program.
bool refuse_calls() {
  sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      // The numbers of x32 begin here.
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
      CUPOLA_REFUSE(SYS_socket),
      CUPOLA_REFUSE(SYS_connect),
      CUPOLA_REFUSE(SYS_execve),
      CUPOLA_REFUSE(SYS_execveat),
      CUPOLA_REFUSE(SYS_ptrace),
      CUPOLA_REFUSE(SYS_process_vm_writev),
      CUPOLA_REFUSE(425),  // io_uring_setup: would pass by this filter
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  const sock_fprog program{sizeof filter / sizeof filter[0], filter};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitizer = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool kSanitizer = true;
#else
constexpr bool kSanitizer = false;
#endif
#else
constexpr bool kSanitizer = false;
#endif

}  // namespace

std::string enter_sandbox() {
  constexpr rlim_t kMebibyte = 1024 * 1024;
  // A sanitizer takes terabytes of addresses for its shadow.
  const bool limited = (kSanitizer || limit(RLIMIT_AS, kMemory_mib * kMebibyte)) &&
                       limit(RLIMIT_CPU, kProcessor_s) && limit(RLIMIT_FSIZE, 1024 * kMebibyte) &&
                       limit(RLIMIT_CORE, 0) && limit(RLIMIT_NOFILE, 64);
  if (!limited) return std::string("cannot limit its memory and time: ") + std::strerror(errno);
  if (!refuse_calls()) return std::string("cannot give up the network: ") + std::strerror(errno);
  return {};
}

}  // namespace cupola::import

#pragma once

#ifdef __linux__
#include <sys/mman.h>
#endif

#include <cstddef>
#include <new>
#include <vector>

namespace cupola {

/// Memory that rows of eight numbers do not straddle: a row then is one line of the cache. Much of it lies on
/// pages of 2 MB, where the system has them: what is walked from end to end every scan otherwise waits for
/// the page tables.
template <class T>
struct WideMemory {
  using value_type = T;
  WideMemory() = default;
  template <class U>
  WideMemory(const WideMemory<U>&) {}

  T* allocate(std::size_t count) {
    const std::size_t bytes = count * sizeof(T);
    void* p = ::operator new(bytes, alignment(bytes));
#ifdef __linux__
    if (bytes >= kMuch) madvise(p, bytes, MADV_HUGEPAGE);  // a wish: it may fail, and nothing is lost
#endif
    return static_cast<T*>(p);
  }
  void deallocate(T* p, std::size_t count) { ::operator delete(p, alignment(count * sizeof(T))); }

  bool operator==(const WideMemory&) const = default;

 private:
  static constexpr std::size_t kLine = 64, kPage = std::size_t{1} << 21, kMuch = 2 * kPage;
  static std::align_val_t alignment(std::size_t bytes) {
    return std::align_val_t{bytes >= kMuch ? kPage : kLine};
  }
};

using WideColumn = std::vector<double, WideMemory<double>>;

}  // namespace cupola

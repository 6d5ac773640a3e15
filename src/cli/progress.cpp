#include "cli/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace cupola {

Progress::Progress(std::uint64_t total, bool quiet, const char* what)
    : total_(total),
      shown_(!quiet && isatty(STDERR_FILENO)),
      what_(what),
      begin_(std::chrono::steady_clock::now()),
      last_(begin_) {}

Progress::~Progress() { clear(); }

void Progress::clear() {
  if (!shown_) return;
  fmt::print(stderr, "\r\033[K");
  std::fflush(stderr);
  shown_ = false;
}

void Progress::show(std::uint64_t done, const std::function<std::string()>& note) {
  if (!shown_) return;
  const std::lock_guard lock(mutex_);
  const auto now = std::chrono::steady_clock::now();
  if (now - last_ < std::chrono::milliseconds(100) && done < total_) return;
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - begin_).count();
  const double rate = static_cast<double>(done) / (seconds > 0.0 ? seconds : 1.0);
  const double left = rate > 0.0 ? static_cast<double>(total_ - done) / rate : 0.0;
  const int filled = static_cast<int>(30 * done / total_);
  fmt::print(stderr, "\r\033[K[{:#>{}}{:.>{}}] {}/{}  {:.1f} {}/s  {:.0f} s left{}", "", filled, "",
             30 - filled, done, total_, rate, what_, left, note ? note() : std::string());
  std::fflush(stderr);
}

}  // namespace cupola

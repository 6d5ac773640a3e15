#include "cli/fetch_progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace cupola {

FetchProgress::FetchProgress(std::size_t files, bool quiet)
    : files_(files), shown_(!quiet && isatty(STDERR_FILENO)) {}

void FetchProgress::next() {
  ++file_;
  begin_ = last_ = {};
}

void FetchProgress::show(const std::string& name, std::uint64_t have, std::uint64_t total) {
  if (!shown_) return;
  const auto now = std::chrono::steady_clock::now();
  if (begin_ == std::chrono::steady_clock::time_point()) begin_ = now, had_ = have;
  if (now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - begin_).count();
  const double rate = have > had_ && seconds > 0.0 ? static_cast<double>(have - had_) / seconds : 0.0;
  const int filled = total > 0 ? static_cast<int>(20 * have / total) : 0;
  const std::string left = rate > 0.0 && total > have
                               ? fmt::format("  {:.0f} s left", static_cast<double>(total - have) / rate)
                               : "";
  fmt::print(stderr, "\r\033[K[{:#>{}}{:.>{}}] {}/{} {}  {:.1f}/{:.1f} MB  {:.1f} MB/s{}", "", filled, "",
             20 - filled, file_, files_, name, 1e-6 * static_cast<double>(have),
             1e-6 * static_cast<double>(total), 1e-6 * rate, left);
  std::fflush(stderr);
  line_ = true;
}

void FetchProgress::clear() {
  if (!line_) return;
  fmt::print(stderr, "\r\033[K");
  std::fflush(stderr);
  line_ = false;
}

}  // namespace cupola

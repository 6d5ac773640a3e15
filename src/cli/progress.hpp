#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>

namespace cupola {

/// A progress line on stderr with rate and time left, only where stderr is a terminal and not quiet.
class Progress {
 public:
  Progress(std::uint64_t total, bool quiet, const char* what = "replicates");
  ~Progress();
  void show(std::uint64_t done);  ///< from any thread
  void clear();                   ///< takes the line away

 private:
  std::uint64_t total_;
  bool shown_;
  const char* what_;
  std::mutex mutex_;
  std::chrono::steady_clock::time_point begin_, last_;
};

}  // namespace cupola

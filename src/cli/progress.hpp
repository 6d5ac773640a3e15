#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>

namespace cupola {

/// A progress line on stderr with rate and time left, only where stderr is a terminal and not quiet.
class Progress {
 public:
  Progress(std::uint64_t total, bool quiet, const char* what = "replicates");
  ~Progress();
  /// From any thread; `note` is asked for what stands behind only where the line is shown anew.
  void show(std::uint64_t done, const std::function<std::string()>& note = {});
  void clear();  ///< takes the line away

 private:
  std::uint64_t total_;
  bool shown_;
  const char* what_;
  std::mutex mutex_;
  std::chrono::steady_clock::time_point begin_, last_;
};

}  // namespace cupola

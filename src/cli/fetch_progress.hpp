#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace cupola {

/// A progress line on stderr while files are fetched, with rate and time left of the one under way; only
/// where stderr is a terminal and not quiet.
class FetchProgress {
 public:
  FetchProgress(std::size_t files, bool quiet);
  void next();  ///< file
  void show(const std::string& name, std::uint64_t have, std::uint64_t total);
  void clear();  ///< takes the line away

 private:
  std::size_t files_, file_ = 0;
  bool shown_, line_ = false;
  std::uint64_t had_ = 0;  ///< when the file under way was first shown
  std::chrono::steady_clock::time_point begin_, last_;
};

}  // namespace cupola

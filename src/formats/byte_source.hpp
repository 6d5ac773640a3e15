#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/problem.hpp"

struct gzFile_s;

namespace cupola {

/// The bytes of a file, front to back, unpacked where the file is gzip (RFC 1952), whatever its name.
/// Checked by tests/byte_source_test.cpp
class ByteSource {
 public:
  ByteSource() = default;
  ~ByteSource();
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;

  /// False where it cannot be opened or its first bytes cannot be read.
  bool open(const std::string& path, Problems& problems);
  /// The first bytes, up to 64 KiB, still to be read.
  std::string_view head() const { return std::string_view(head_.data() + taken_, head_.size() - taken_); }
  /// Up to `most` further bytes; 0 at the end, and where reading failed: then failed() is true and `problems`
  /// says why.
  std::size_t read(char* to, std::size_t most, Problems& problems);
  bool failed() const { return failed_; }
  const std::string& path() const { return path_; }

 private:
  std::size_t read_file(char* to, std::size_t most, Problems& problems);

  std::string path_;
  gzFile_s* file_ = nullptr;
  std::vector<char> head_;
  std::size_t taken_ = 0;  ///< of the head
  bool failed_ = false;
};

}  // namespace cupola

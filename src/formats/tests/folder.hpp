#pragma once

#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace cupola::testing {

/// A folder of files that is gone with the test.
class Folder {
 public:
  Folder()
      : path_(::testing::TempDir() + "formats-" + std::to_string(getpid()) + "-" + std::to_string(next())) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  /// Writes a file, packed by gzip on demand, and returns its path.
  std::string write(const std::string& name, const std::string& text, bool packed = false) const {
    const std::string path = path_ + "/" + name;
    if (!packed) {
      std::ofstream(path, std::ios::binary) << text;
      return path;
    }
    gzFile file = gzopen(path.c_str(), "wb");
    gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
    gzclose(file);
    return path;
  }
  const std::string& path() const { return path_; }

 private:
  static int next() {
    static int count = 0;
    return count++;
  }
  std::string path_;
};

/// Bytes written in hexadecimal digits; blanks between them do not count.
inline std::string bytes_of(const std::string& hex) {
  std::string bytes, digits;
  for (const char c : hex)
    if (c != ' ') digits += c;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
    bytes += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
  return bytes;
}

/// A block of ASTERIX around records.
inline std::string asterix_block(int category, const std::string& records) {
  const std::size_t length = records.size() + 3;
  std::string block;
  block += static_cast<char>(category);
  block += static_cast<char>(length >> 8);
  block += static_cast<char>(length & 255);
  return block + records;
}

}  // namespace cupola::testing

#pragma once

#include <cstdint>
#include <cstdio>
#include <string>

namespace cupola {

/// The hash of a file's content (core/digest.hpp); empty where it cannot be read.
std::string hash_of_file(const std::string& path);

/// A file on its way: what has come, and what identifies the file that it is a part of.
class PartialFile {
 public:
  /// What an earlier time left of the same address is taken on; of another address it is thrown away.
  PartialFile(const std::string& path, const std::string& url);
  ~PartialFile();
  PartialFile(const PartialFile&) = delete;
  PartialFile& operator=(const PartialFile&) = delete;

  std::uint64_t have() const { return have_; }
  std::uint64_t total() const { return total_; }  ///< 0: not known
  const std::string& validator() const { return validator_; }

  bool begin_anew();  ///< nothing has come
  /// Before the first byte of an answer: written down, so that the next time can go on.
  bool identify(const std::string& validator, std::uint64_t total);
  bool append(const char* data, std::size_t size);
  bool finish(std::string& content_hash);  ///< to the disk, under its own name
  void discard();

 private:
  bool reopen();

  std::string path_, part_, state_, url_, validator_;
  std::uint64_t have_ = 0, total_ = 0;
  std::FILE* file_ = nullptr;
};

}  // namespace cupola

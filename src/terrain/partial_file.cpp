#include "terrain/partial_file.hpp"

#include <unistd.h>

#include <charconv>
#include <filesystem>
#include <fstream>
#include <vector>

#include "core/digest.hpp"

namespace cupola {

namespace fs = std::filesystem;

std::string hash_of_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::vector<char> block(1 << 20);
  Digest digest;
  while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0)
    digest.add_bytes(block.data(), static_cast<std::size_t>(in.gcount()));
  return in.eof() ? digest.hex() : std::string();
}

PartialFile::PartialFile(const std::string& path, const std::string& url)
    : path_(path), part_(path + ".part"), state_(path + ".part.state"), url_(url) {
  std::string of_url, total;
  std::ifstream state(state_);
  std::error_code error;
  const bool known =
      std::getline(state, of_url) && std::getline(state, validator_) && std::getline(state, total);
  std::from_chars(total.data(), total.data() + total.size(), total_);
  const std::uintmax_t size = fs::file_size(part_, error);
  if (known && !error && of_url == url && (total_ == 0 || size <= total_))
    have_ = size;
  else
    validator_.clear(), total_ = 0;
}

PartialFile::~PartialFile() {
  if (file_) std::fclose(file_);
}

/// Opened when the first byte comes: what is there must not be lost to an answer that is none.
bool PartialFile::reopen() {
  if (file_) std::fclose(file_);
  file_ = std::fopen(part_.c_str(), have_ > 0 ? "r+be" : "wbe");
  return file_ && ftruncate(fileno(file_), static_cast<off_t>(have_)) == 0 &&
         std::fseek(file_, 0, SEEK_END) == 0;
}

bool PartialFile::begin_anew() {
  have_ = total_ = 0;
  validator_.clear();
  return reopen();
}

bool PartialFile::identify(const std::string& validator, std::uint64_t total) {
  validator_ = validator;
  total_ = total;
  std::ofstream state(state_, std::ios::trunc);
  state << url_ << '\n' << validator_ << '\n' << total_ << '\n';
  state.close();
  return state && (file_ || reopen());
}

bool PartialFile::append(const char* data, std::size_t size) {
  if (!file_ && !reopen()) return false;
  if (std::fwrite(data, 1, size, file_) != size) return false;
  have_ += size;
  return true;
}

bool PartialFile::finish(std::string& content_hash) {
  if ((!file_ && !reopen()) || std::fflush(file_) != 0 || fsync(fileno(file_)) != 0) return false;
  std::fclose(file_);
  file_ = nullptr;
  content_hash = hash_of_file(part_);
  if (content_hash.empty()) return false;
  std::error_code error;
  fs::rename(part_, path_, error);
  std::error_code ignored;
  fs::remove(state_, ignored);
  return !error;
}

void PartialFile::discard() {
  if (file_) std::fclose(file_);
  file_ = nullptr;
  have_ = total_ = 0;
  validator_.clear();
  std::error_code ignored;
  fs::remove(part_, ignored);
  fs::remove(state_, ignored);
}

}  // namespace cupola

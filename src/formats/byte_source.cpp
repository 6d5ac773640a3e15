#include "formats/byte_source.hpp"

#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "formats/refuse.hpp"

namespace cupola {
namespace {

constexpr std::size_t kHead = std::size_t{1} << 16;

}  // namespace

ByteSource::~ByteSource() {
  if (file_) gzclose_r(file_);
}

bool ByteSource::open(const std::string& path, Problems& problems) {
  path_ = path;
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    refuse(problems, path, "this is a folder", "name one file");
    return false;
  }
  errno = 0;
  file_ = gzopen(path.c_str(), "rb");
  if (!file_) {
    refuse(problems, path, std::string("cannot open it: ") + std::strerror(errno));
    return false;
  }
  gzbuffer(file_, 1u << 16);
  head_.resize(kHead);
  std::size_t filled = 0;
  while (filled < kHead) {
    const std::size_t got = read_file(head_.data() + filled, kHead - filled, problems);
    if (got == 0) break;
    filled += got;
  }
  head_.resize(filled);
  return !failed_;
}

std::size_t ByteSource::read(char* to, std::size_t most, Problems& problems) {
  const std::string_view left = head();
  if (left.empty()) return read_file(to, most, problems);
  const std::size_t n = std::min(most, left.size());
  std::copy_n(left.data(), n, to);
  taken_ += n;
  return n;
}

std::size_t ByteSource::read_file(char* to, std::size_t most, Problems& problems) {
  if (failed_) return 0;
  const int got = gzread(file_, to, static_cast<unsigned>(std::min(most, std::size_t{1} << 30)));
  int code = Z_OK;
  const std::string message = gzerror(file_, &code);
  if (got > 0 && (code == Z_OK || code == Z_BUF_ERROR)) return static_cast<std::size_t>(got);
  if (got == 0 && code == Z_OK) return 0;
  failed_ = true;
  if (code == Z_BUF_ERROR)
    refuse(problems, path_, "the packed data end in the middle", "was it copied as a whole?");
  else if (code == Z_ERRNO)
    refuse(problems, path_, std::string("cannot read it: ") + std::strerror(errno));
  else
    refuse(problems, path_, "the packed data are damaged: " + message);
  return 0;
}

}  // namespace cupola

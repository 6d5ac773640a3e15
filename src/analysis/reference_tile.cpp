#include "analysis/reference_tile.hpp"

#include <stdlib.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>

#include "earth/hgt_reader.hpp"

namespace cupola {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kHeader = 30;          // of a member, before its name
constexpr std::size_t kLargest = 64u << 20;  // bytes; no tile is larger

std::size_t little_endian(std::string_view bytes, std::size_t at, std::size_t count) {
  std::size_t value = 0;
  for (std::size_t i = 0; i < count; ++i)
    value |= static_cast<std::size_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  return value;
}

std::optional<std::string> inflated(std::string_view packed) {
  z_stream stream{};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return std::nullopt;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  std::string bytes;
  int state = Z_OK;
  while (state == Z_OK && bytes.size() < kLargest) {
    char chunk[1 << 16];
    stream.next_out = reinterpret_cast<Bytef*>(chunk);
    stream.avail_out = sizeof chunk;
    state = inflate(&stream, Z_NO_FLUSH);
    bytes.append(chunk, sizeof chunk - stream.avail_out);
  }
  inflateEnd(&stream);
  if (state != Z_STREAM_END) return std::nullopt;
  return bytes;
}

/// A folder of its own, gone with it.
class Folder {
 public:
  Folder() {
    std::error_code error;
    std::string name = (fs::temp_directory_path(error) / "cupola-tile-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  fs::path file(const std::string& name) const { return path_ / name; }

 private:
  fs::path path_;
};

}  // namespace

std::optional<std::string> first_member(const std::string& zip) {
  constexpr std::size_t kStored = 0, kDeflated = 8;
  if (zip.size() < kHeader || !zip.starts_with("PK\x03\x04")) return std::nullopt;
  const std::size_t method = little_endian(zip, 8, 2), size = little_endian(zip, 18, 4);
  const std::size_t begin = kHeader + little_endian(zip, 26, 2) + little_endian(zip, 28, 2);
  if (begin > zip.size()) return std::nullopt;
  const std::string_view packed = std::string_view(zip).substr(begin);
  if (method == kStored && size <= packed.size()) return std::string(packed.substr(0, size));
  return method == kDeflated ? inflated(packed) : std::nullopt;
}

std::optional<TerrainTile> read_reference_tile(const std::string& path, Problems& problems) {
  if (!path.ends_with(".zip")) return read_hgt(path, problems);
  std::ifstream in(path, std::ios::binary);
  std::stringstream zip;
  zip << in.rdbuf();
  const std::optional<std::string> bytes = first_member(zip.str());
  const Folder folder;
  const fs::path unpacked = folder.file(fs::path(path).stem().string());
  if (bytes) std::ofstream(unpacked, std::ios::binary) << *bytes;
  if (bytes) return read_hgt(unpacked.string(), problems);
  Problem problem;
  problem.place.file = path;
  problem.what = "is no ZIP file with a tile in it";
  problem.hint = "unpack it beside";
  problems.add(problem);
  return std::nullopt;
}

}  // namespace cupola

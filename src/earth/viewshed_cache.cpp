#include "earth/viewshed_cache.hpp"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <map>
#include <mutex>
#include <string_view>

#include "core/digest.hpp"

namespace cupola {
namespace {

namespace fs = std::filesystem;

constexpr char kMagic[8] = {'C', 'U', 'P', 'O', 'L', 'A', 'V', 'S'};
constexpr std::uint32_t kFormat = 1;
constexpr std::size_t kHashDigits = 32;

/// What stands before the heights; behind them stands the hash of all before it.
struct Header {
  char magic[8];
  std::uint32_t format, reserved;
  std::int32_t rows, columns;
  double south_rad, west_rad, latitude_step_rad, longitude_step_rad;
  char inputs_hash[kHashDigits];
};
static_assert(sizeof(Header) == 88);

std::size_t bytes_of_heights(const PostGrid& grid) {
  return static_cast<std::size_t>(grid.rows) * static_cast<std::size_t>(grid.columns) * sizeof(float);
}

Header header_of(const PostGrid& grid, const std::string& inputs_hash) {
  Header header{};
  std::memcpy(header.magic, kMagic, sizeof kMagic);
  header.format = kFormat;
  header.rows = grid.rows;
  header.columns = grid.columns;
  header.south_rad = grid.south_rad;
  header.west_rad = grid.west_rad;
  header.latitude_step_rad = grid.latitude_step_rad;
  header.longitude_step_rad = grid.longitude_step_rad;
  std::memcpy(header.inputs_hash, inputs_hash.data(), std::min(inputs_hash.size(), kHashDigits));
  return header;
}

std::string seal(const Header& header, const float* heights_m, std::size_t size) {
  Digest digest;
  digest.add_bytes(&header, sizeof header);
  digest.add_bytes(heights_m, size);
  return digest.hex();
}

/// The heights in a file, or nothing unless every byte is as it was written for these inputs.
std::unique_ptr<float[]> read_heights(const std::string& path, const PostGrid& grid,
                                      const std::string& inputs_hash) {
  const std::size_t size = bytes_of_heights(grid);
  std::error_code error;
  const std::uintmax_t there = fs::file_size(path, error);
  if (error || there != sizeof(Header) + size + kHashDigits) return nullptr;
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (!file) return nullptr;
  Header header;
  std::unique_ptr<float[]> heights_m(new float[size / sizeof(float)]);
  char written[kHashDigits];
  const bool whole = std::fread(&header, sizeof header, 1, file) == 1 &&
                     std::fread(heights_m.get(), 1, size, file) == size &&
                     std::fread(written, 1, kHashDigits, file) == kHashDigits;
  std::fclose(file);
  const Header wanted = header_of(grid, inputs_hash);
  if (!whole || std::memcmp(&header, &wanted, sizeof header) != 0) return nullptr;
  if (std::string_view(written, kHashDigits) != seal(header, heights_m.get(), size)) return nullptr;
  return heights_m;
}

/// Under another name first, so that nobody ever reads half a viewshed. A failure only costs time later.
void write_heights(const std::string& path, const Viewshed& viewshed) {
  static std::atomic<unsigned> serial{0};
  std::error_code error;
  fs::create_directories(fs::path(path).parent_path(), error);
  if (error) return;
  const std::string draft = path + "." + std::to_string(getpid()) + "." + std::to_string(serial++);
  std::FILE* file = std::fopen(draft.c_str(), "wb");
  if (!file) return;
  const Header header = header_of(viewshed.grid(), viewshed.inputs_hash());
  const std::size_t size = bytes_of_heights(viewshed.grid());
  const std::string hash = seal(header, viewshed.heights_m(), size);
  const bool written = std::fwrite(&header, sizeof header, 1, file) == 1 &&
                       std::fwrite(viewshed.heights_m(), 1, size, file) == size &&
                       std::fwrite(hash.data(), 1, hash.size(), file) == hash.size();
  const bool closed = std::fclose(file) == 0;
  if (!written || !closed || std::rename(draft.c_str(), path.c_str()) != 0) std::remove(draft.c_str());
}

std::string cache_folder() {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  if (cache && cache[0] == '/') return std::string(cache) + "/cupola/viewsheds";
  const char* home = std::getenv("HOME");
  if (home && home[0] == '/') return std::string(home) + "/.cache/cupola/viewsheds";
  return {};
}

std::shared_ptr<const Viewshed> from_disk_or_swept(const TerrainTile& ground, const SightPoint& eye,
                                                   double k_factor, const std::string& inputs_hash) {
  const std::string path = viewshed_path(inputs_hash);
  if (!path.empty())
    if (auto heights_m = read_heights(path, ground.grid(), inputs_hash))
      return std::make_shared<const Viewshed>(ground, eye, k_factor, RayMethod::kFan, std::move(heights_m));
  auto viewshed = std::make_shared<const Viewshed>(ground, eye, k_factor);
  if (!path.empty()) write_heights(path, *viewshed);
  return viewshed;
}

}  // namespace

std::string viewshed_path(const std::string& inputs_hash) {
  const std::string folder = cache_folder();
  return folder.empty() ? std::string() : folder + "/" + inputs_hash + ".bin";
}

std::shared_ptr<const Viewshed> stored_viewshed(const TerrainTile& ground, const SightPoint& eye,
                                                double k_factor) {
  return from_disk_or_swept(ground, eye, k_factor, Viewshed::inputs_hash(ground, eye, k_factor));
}

std::shared_ptr<const Viewshed> cached_viewshed(const TerrainTile& ground, const SightPoint& eye,
                                                double k_factor) {
  // Kept as long as somebody uses it: a viewshed is as large as the terrain it looks at.
  static std::mutex mutex;
  static std::map<std::string, std::weak_ptr<const Viewshed>> known;
  const std::string inputs_hash = Viewshed::inputs_hash(ground, eye, k_factor);
  const std::lock_guard lock(mutex);
  std::weak_ptr<const Viewshed>& entry = known[inputs_hash];
  std::shared_ptr<const Viewshed> viewshed = entry.lock();
  if (!viewshed) {
    viewshed = from_disk_or_swept(ground, eye, k_factor, inputs_hash);
    entry = viewshed;
  }
  return viewshed;
}

}  // namespace cupola

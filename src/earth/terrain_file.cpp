#include "earth/terrain_file.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <utility>
#include <vector>

#include "core/math.hpp"

namespace cupola {
namespace {

constexpr std::string_view kMagic = "CUPOLATL";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kFixedBytes = 116;
constexpr std::uint32_t kLongestName = 4096;
constexpr int kMostPostsASide = 65536;
constexpr double kHighest_m = 1e5;

template <class T>
void append(std::string& bytes, T value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <class T>
T take(const std::string& bytes, std::size_t at) {
  T value;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

struct Header {
  std::uint32_t version, datum;
  PostGrid grid;
  TerrainTile::Scale scale;
  std::int64_t voids_filled;
  std::string hash;
  std::uint32_t name_bytes;
};

Header header_of(const std::string& bytes) {
  Header h;
  h.version = take<std::uint32_t>(bytes, 8);
  h.datum = take<std::uint32_t>(bytes, 12);
  h.grid = {take<double>(bytes, 24), take<double>(bytes, 32),       take<double>(bytes, 40),
            take<double>(bytes, 48), take<std::int32_t>(bytes, 16), take<std::int32_t>(bytes, 20)};
  h.scale = {take<double>(bytes, 56), take<double>(bytes, 64)};
  h.voids_filled = take<std::int64_t>(bytes, 72);
  h.hash = bytes.substr(80, 32);
  h.name_bytes = take<std::uint32_t>(bytes, 112);
  return h;
}

/// What is wrong with the numbers of a header; empty where nothing is. NaN fails every comparison here.
std::string fault_of(const Header& h) {
  const PostGrid& g = h.grid;
  const auto side = [](int posts) { return posts >= 2 && posts <= kMostPostsASide; };
  if (h.datum < 1 || h.datum > 3) return fmt::format("has an unknown vertical datum, {}", h.datum);
  if (!side(g.rows) || !side(g.columns))
    return fmt::format("has {} x {} posts; 2 to {} a side can be read", g.rows, g.columns, kMostPostsASide);
  if (!(g.latitude_step_rad > 0.0 && g.longitude_step_rad > 0.0)) return "has a step that is not positive";
  const double north_rad = g.latitude_rad(g.rows - 1), east_rad = g.longitude_rad(g.columns - 1);
  constexpr double kRounding_rad = 1e-9;
  if (!(g.south_rad >= -0.5 * math::kPi - kRounding_rad && north_rad <= 0.5 * math::kPi + kRounding_rad))
    return "has posts beyond a pole, or a latitude that is no number";
  if (!(g.west_rad >= -2.0 * math::kPi && east_rad <= 4.0 * math::kPi))
    return "has longitudes beyond all turns";
  if (!(h.scale.quantum_m > 0.0 && h.scale.quantum_m <= 100.0 && std::fabs(h.scale.base_m) <= kHighest_m))
    return "has a base or a quantum of height that makes no sense";
  if (h.name_bytes > kLongestName) return fmt::format("has a source name of {} bytes", h.name_bytes);
  if (h.voids_filled < 0) return "has a negative count of voids";
  return "";
}

/// Text for a person to read, whatever bytes the file held.
bool printable(const std::string& text) {
  for (const char c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return false;
  return true;
}

constexpr const char* kAnew = "import the tile again";

std::nullopt_t refuse(const std::string& path, std::string what, std::string hint, Problems& problems) {
  Problem problem;
  problem.place.file = path;
  problem.what = std::move(what);
  problem.hint = std::move(hint);
  problems.add(std::move(problem));
  return std::nullopt;
}

/// Header and name, checked against each other and against the size; `in` then stands at the posts.
std::optional<TerrainFacts> facts_of(const std::string& path, std::ifstream& in, Problems& problems) {
  if (!in || std::filesystem::is_directory(path))
    return refuse(path, "cannot be read", "give the path of a .cupola-tile file", problems);
  std::string bytes(kFixedBytes, '\0');
  in.read(bytes.data(), kFixedBytes);
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  if (bytes.compare(0, kMagic.size(), kMagic) != 0)
    return refuse(path, "is no terrain tile of Cupola", "see cupola terrain import", problems);
  if (bytes.size() < kFixedBytes) return refuse(path, "is cut short in its header", kAnew, problems);

  const Header h = header_of(bytes);
  if (h.version != kVersion)
    return refuse(path, fmt::format("is of version {}; this program reads version {}", h.version, kVersion),
                  kAnew, problems);
  if (const std::string fault = fault_of(h); !fault.empty()) return refuse(path, fault, kAnew, problems);

  // The size is known before anything is allocated by it.
  const std::uintmax_t posts =
      static_cast<std::uintmax_t>(h.grid.rows) * static_cast<std::uintmax_t>(h.grid.columns);
  const std::uintmax_t whole = kFixedBytes + h.name_bytes + posts * sizeof(std::int16_t);
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  if (error || size != whole)
    return refuse(path, fmt::format("is {} bytes long, but its header tells of {}", error ? 0 : size, whole),
                  kAnew, problems);

  std::string name(h.name_bytes, '\0');
  if (!in.read(name.data(), h.name_bytes)) return refuse(path, "cannot be read to its end", kAnew, problems);
  if (!printable(name)) return refuse(path, "has a source name with control characters", kAnew, problems);
  return TerrainFacts{
      h.grid, h.scale, static_cast<VerticalDatum>(h.datum), {std::move(name), h.voids_filled}, h.hash};
}

}  // namespace

bool write_terrain_file(const TerrainTile& tile, const std::string& path, Problems& problems) {
  const PostGrid& g = tile.grid();
  std::string bytes(kMagic);
  append(bytes, kVersion);
  append(bytes, static_cast<std::uint32_t>(tile.datum()));
  append(bytes, static_cast<std::int32_t>(g.rows));
  append(bytes, static_cast<std::int32_t>(g.columns));
  for (const double number : {g.south_rad, g.west_rad, g.latitude_step_rad, g.longitude_step_rad,
                              tile.scale().base_m, tile.scale().quantum_m})
    append(bytes, number);
  append(bytes, tile.source().voids_filled);
  bytes += tile.content_hash();
  const std::string name = tile.source().name.substr(0, kLongestName);
  append(bytes, static_cast<std::uint32_t>(name.size()));
  bytes += name;
  bytes.append(reinterpret_cast<const char*>(tile.posts()), tile.count() * sizeof(std::int16_t));

  // Under its own name only when it is whole.
  const std::string unfinished = path + ".unfinished";
  std::ofstream out(unfinished, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  std::error_code error;
  if (out) std::filesystem::rename(unfinished, path, error);
  if (out && !error) return true;
  Problem problem;
  problem.place.file = path;
  problem.what = "cannot be written";
  problem.hint = "check the folder, its rights and the space left";
  problems.add(std::move(problem));
  std::filesystem::remove(unfinished, error);
  return false;
}

std::optional<TerrainFacts> read_terrain_facts(const std::string& path, Problems& problems) {
  std::ifstream in(path, std::ios::binary);
  return facts_of(path, in, problems);
}

std::optional<TerrainTile> read_terrain_file(const std::string& path, Problems& problems) {
  std::ifstream in(path, std::ios::binary);
  auto facts = facts_of(path, in, problems);
  if (!facts) return std::nullopt;
  const PostGrid& g = facts->grid;
  std::vector<std::int16_t> heights(static_cast<std::size_t>(g.rows) * static_cast<std::size_t>(g.columns));
  if (!in.read(reinterpret_cast<char*>(heights.data()),
               static_cast<std::streamsize>(heights.size() * sizeof(std::int16_t))))
    return refuse(path, "cannot be read to its end", kAnew, problems);
  TerrainTile tile(g, facts->scale, facts->datum, std::move(facts->source), std::move(heights));
  if (tile.content_hash() != facts->content_hash)
    return refuse(path, "is damaged: its content does not fit its hash", kAnew, problems);
  return tile;
}

}  // namespace cupola

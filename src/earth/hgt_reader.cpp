#include "earth/hgt_reader.hpp"

#include <fmt/format.h>

#include <cctype>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <utility>
#include <vector>

#include "core/math.hpp"
#include "earth/terrain_voids.hpp"

namespace cupola {
namespace {

constexpr double kDegree_rad = math::kPi / 180.0;
constexpr std::int16_t kVoid = -32768;

struct Corner {
  int latitude_deg, longitude_deg;
};

std::optional<int> digits(const std::string& text, std::size_t from, std::size_t count) {
  int value = 0;
  for (std::size_t i = from; i < from + count; ++i) {
    if (!std::isdigit(static_cast<unsigned char>(text[i]))) return std::nullopt;
    value = 10 * value + (text[i] - '0');
  }
  return value;
}

/// N43E007: the south-west corner.
std::optional<Corner> corner_of(const std::string& stem) {
  if (stem.size() < 7 || (stem.size() > 7 && std::isalnum(static_cast<unsigned char>(stem[7]))))
    return std::nullopt;
  const auto upper = [](char c) { return std::toupper(static_cast<unsigned char>(c)); };
  const int ns = upper(stem[0]), ew = upper(stem[3]);
  const auto latitude = digits(stem, 1, 2), longitude = digits(stem, 4, 3);
  if ((ns != 'N' && ns != 'S') || (ew != 'E' && ew != 'W') || !latitude || !longitude) return std::nullopt;
  const Corner corner{ns == 'N' ? *latitude : -*latitude, ew == 'E' ? *longitude : -*longitude};
  const bool on_earth = corner.latitude_deg >= -90 && corner.latitude_deg < 90 &&
                        corner.longitude_deg >= -180 && corner.longitude_deg < 180;
  return on_earth ? std::optional(corner) : std::nullopt;
}

std::optional<int> side_of(std::uintmax_t bytes) {
  for (const int side : {1201, 3601})
    if (bytes == 2u * static_cast<std::uintmax_t>(side) * static_cast<std::uintmax_t>(side)) return side;
  return std::nullopt;
}

/// Big-endian rows from the north, turned into our order.
std::vector<std::int16_t> posts_of(const std::vector<unsigned char>& bytes, std::size_t side) {
  std::vector<std::int16_t> posts(side * side);
  for (std::size_t row = 0; row < side; ++row)
    for (std::size_t column = 0; column < side; ++column) {
      const unsigned char* at = bytes.data() + 2 * ((side - 1 - row) * side + column);
      posts[row * side + column] = static_cast<std::int16_t>(static_cast<std::uint16_t>(at[0] << 8 | at[1]));
    }
  return posts;
}

}  // namespace

std::optional<TerrainTile> read_hgt(const std::string& path, Problems& problems) {
  const auto refuse = [&](std::string what, std::string hint) {
    Problem problem;
    problem.place.file = path;
    problem.what = std::move(what);
    problem.hint = std::move(hint);
    problems.add(std::move(problem));
    return std::nullopt;
  };
  const std::filesystem::path file(path);
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(file, error);
  if (error) return refuse("cannot be read: " + error.message(), "give the path of an .hgt file");

  const auto corner = corner_of(file.stem().string());
  if (!corner)
    return refuse(fmt::format("the name '{}' gives no south-west corner", file.filename().string()),
                  "tiles are named like N43E007.hgt");
  const auto side = side_of(size);
  if (!side)
    return refuse(
        fmt::format("is {} bytes long; a tile has 2884802 (1201 x 1201) or 25934402 (3601 x 3601)", size),
        "the file is cut short or is no SRTM tile; unpack it if it is compressed");

  std::vector<unsigned char> bytes(static_cast<std::size_t>(size));
  std::ifstream in(file, std::ios::binary);
  if (!in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size)))
    return refuse("cannot be read to its end", "check the disk and the rights of the file");

  std::vector<std::int16_t> posts = posts_of(bytes, static_cast<std::size_t>(*side));
  const std::int64_t filled = fill_voids(posts, *side, *side, kVoid);
  if (filled < 0) return refuse("holds nothing but voids", "leave the tile out: no tile is open sea");

  const double step_rad = kDegree_rad / (*side - 1);
  return TerrainTile({corner->latitude_deg * kDegree_rad, corner->longitude_deg * kDegree_rad, step_rad,
                      step_rad, *side, *side},
                     {0.0, 1.0}, VerticalDatum::kEgm96, {"SRTM " + file.filename().string(), filled},
                     std::move(posts));
}

}  // namespace cupola

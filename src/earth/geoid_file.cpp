#include "earth/geoid_file.hpp"

#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <utility>

#include "core/math.hpp"

namespace cupola {
namespace {

constexpr double kDegree_rad = math::kPi / 180.0;
constexpr std::size_t kHeaderBytes = 40;
constexpr int kMostPostsASide = 22000;  // one arc-minute round the earth
constexpr double kHighest_m = 150.0;    // EGM96 goes from -107 to 86
constexpr double kQuantum_m = 0.003;

struct Header {
  double south_deg, west_deg, latitude_step_deg, longitude_step_deg;
  std::int32_t rows, columns;
};

template <class Unsigned>
Unsigned big_endian(const std::string& bytes, std::size_t at) {
  Unsigned value = 0;
  for (std::size_t i = 0; i < sizeof value; ++i)
    value = static_cast<Unsigned>(value << 8 | static_cast<unsigned char>(bytes[at + i]));
  return value;
}

Header header_of(const std::string& bytes) {
  const auto number = [&](std::size_t at) {
    return std::bit_cast<double>(big_endian<std::uint64_t>(bytes, at));
  };
  const auto whole = [&](std::size_t at) {
    return static_cast<std::int32_t>(big_endian<std::uint32_t>(bytes, at));
  };
  return {number(0), number(8), number(16), number(24), whole(32), whole(36)};
}

/// What is wrong with a header; NaN fails every comparison.
bool on_earth(const Header& h) {
  const auto side = [](std::int32_t posts) { return posts >= 2 && posts <= kMostPostsASide; };
  if (!side(h.rows) || !side(h.columns)) return false;
  if (!(h.latitude_step_deg > 0.0 && h.longitude_step_deg > 0.0)) return false;
  const double north_deg = h.south_deg + (h.rows - 1) * h.latitude_step_deg;
  return h.south_deg >= -90.001 && north_deg <= 90.001 && h.west_deg >= -360.0 && h.west_deg <= 360.0 &&
         (h.columns - 1) * h.longitude_step_deg <= 360.001;
}

bool goes_round(const Header& h) {
  return std::fabs(h.columns * h.longitude_step_deg - 360.0) < 0.01 * h.longitude_step_deg;
}

/// Rows as the file has them, the first post of a row once more behind the last where the grid goes round;
/// empty where a post is no undulation.
std::vector<double> undulations_m(const std::string& bytes, const Header& h) {
  std::vector<double> all_m;
  for (std::int32_t row = 0; row < h.rows; ++row) {
    const std::size_t first =
        kHeaderBytes + 4u * static_cast<std::size_t>(row) * static_cast<std::size_t>(h.columns);
    for (std::int32_t column = 0; column < h.columns + (goes_round(h) ? 1 : 0); ++column) {
      const std::size_t at = first + 4u * static_cast<std::size_t>(column % h.columns);
      const double post_m = std::bit_cast<float>(big_endian<std::uint32_t>(bytes, at));
      if (!(std::fabs(post_m) <= kHighest_m)) return {};
      all_m.push_back(post_m);
    }
  }
  return all_m;
}

std::nullopt_t refuse(const std::string& path, std::string what, std::string hint, Problems& problems) {
  Problem problem;
  problem.place.file = path;
  problem.what = std::move(what);
  problem.hint = std::move(hint);
  problems.add(std::move(problem));
  return std::nullopt;
}

constexpr const char* kAnew = "EGM96 is egm96_15.gtx of Debian's proj-data; install it again";

}  // namespace

std::optional<Geoid> read_gtx(const std::string& path, Problems& problems) {
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  std::ifstream in(path, std::ios::binary);
  if (error || !in || !std::filesystem::is_regular_file(path, error))
    return refuse(path, "cannot be read", kAnew, problems);
  std::string bytes(kHeaderBytes, '\0');
  if (!in.read(bytes.data(), kHeaderBytes))
    return refuse(path, "is cut short in its header", kAnew, problems);
  const Header h = header_of(bytes);
  if (!on_earth(h)) return refuse(path, "is no grid of undulations (GTX)", kAnew, problems);

  // The size is known before anything is allocated by it.
  const std::uintmax_t whole =
      kHeaderBytes + 4u * static_cast<std::uintmax_t>(h.rows) * static_cast<std::uintmax_t>(h.columns);
  if (size != whole)
    return refuse(path, fmt::format("is {} bytes long, but its header tells of {}", size, whole), kAnew,
                  problems);
  bytes.resize(static_cast<std::size_t>(whole));
  if (!in.read(bytes.data() + kHeaderBytes, static_cast<std::streamsize>(whole - kHeaderBytes)))
    return refuse(path, "cannot be read to its end", kAnew, problems);

  const std::vector<double> all_m = undulations_m(bytes, h);
  if (all_m.empty())
    return refuse(path, fmt::format("is damaged: it has an undulation beyond {} m", kHighest_m), kAnew,
                  problems);
  const PostGrid grid{h.south_deg * kDegree_rad,
                      h.west_deg * kDegree_rad,
                      h.latitude_step_deg * kDegree_rad,
                      h.longitude_step_deg * kDegree_rad,
                      h.rows,
                      h.columns + (goes_round(h) ? 1 : 0)};
  const std::string name = std::filesystem::path(path).filename().string();
  return Geoid(TerrainTile::of_heights(grid, all_m, kQuantum_m, VerticalDatum::kEllipsoid, {name, 0}));
}

std::vector<std::string> egm96_places() {
  if (const char* file = std::getenv("CUPOLA_GEOID")) return {file};
  std::vector<std::string> places;
  for (const char* variable : {"PROJ_DATA", "PROJ_LIB"})
    if (const char* folder = std::getenv(variable)) places.push_back(std::string(folder) + "/egm96_15.gtx");
  places.push_back("/usr/share/proj/egm96_15.gtx");
  places.push_back("/usr/local/share/proj/egm96_15.gtx");
  return places;
}

std::optional<Geoid> load_egm96(Problems& problems) {
  const std::vector<std::string> places = egm96_places();
  std::error_code error;
  for (const std::string& place : places)
    if (std::filesystem::exists(place, error)) return read_gtx(place, problems);
  std::string looked = places.front();
  for (std::size_t i = 1; i < places.size(); ++i) looked += ", " + places[i];
  return refuse(places.front(), "there is no geoid: looked at " + looked,
                "install Debian's proj-data, or name a copy of egm96_15.gtx in $CUPOLA_GEOID", problems);
}

}  // namespace cupola

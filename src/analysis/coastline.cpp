#include "analysis/coastline.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

#include "catalogue/load.hpp"
#include "core/math.hpp"

namespace cupola {
namespace {

constexpr double kUnit_rad = math::kPi / 180e3;  // a thousandth of a degree
constexpr double kEdge_rad = 0.01 * math::kPi / 180.0;

/// Where the world is cut open there is no shore.
bool on_cut(const GroundPlace& place) {
  return std::fabs(place.longitude_rad) > math::kPi - kEdge_rad ||
         place.latitude_rad < -0.5 * math::kPi + kEdge_rad;
}

bool within_turn(const GroundPlace& a, const GroundPlace& b) {
  return std::fabs(a.latitude_rad - b.latitude_rad) < 0.4 * math::kPi &&
         std::fabs(math::wrap_pi(a.longitude_rad - b.longitude_rad)) < 0.5 * math::kPi;
}

/// Could the straight line between two points come into a square about the centre?
bool may_cross(const PlanePoint& a, const PlanePoint& b, double half_m) {
  const auto apart = [half_m](double x, double y) {
    return std::min(x, y) > half_m || std::max(x, y) < -half_m;
  };
  return !apart(a.east_m, b.east_m) && !apart(a.north_m, b.north_m);
}

}  // namespace

std::string Coastlines::default_file() { return default_catalogue_folder() + "/coastlines.txt"; }

std::optional<Coastlines> Coastlines::read(const std::string& file) {
  std::ifstream in(file);
  Coastlines coast;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream numbers(line);
    Ring ring;
    long east = 0, north = 0;
    for (long east_step = 0, north_step = 0; numbers >> east_step >> north_step;) {
      east += east_step;
      north += north_step;
      if (std::abs(east) > 180000 || std::abs(north) > 90000) return std::nullopt;
      ring.push_back({static_cast<double>(north) * kUnit_rad, static_cast<double>(east) * kUnit_rad});
    }
    if (!numbers.eof() || ring.size() < 3) return std::nullopt;
    coast.rings_.push_back(std::move(ring));
  }
  if (coast.rings_.empty()) return std::nullopt;
  return coast;
}

/// Even and odd over all rings: a sea within land is a ring too.
bool Coastlines::is_land(const GroundPlace& place) const {
  bool land = false;
  for (const Ring& ring : rings_) {
    GroundPlace a = ring.back();
    for (const GroundPlace& b : ring) {
      if ((a.latitude_rad > place.latitude_rad) != (b.latitude_rad > place.latitude_rad)) {
        const double part = (place.latitude_rad - a.latitude_rad) / (b.latitude_rad - a.latitude_rad);
        if (place.longitude_rad < a.longitude_rad + part * (b.longitude_rad - a.longitude_rad)) land = !land;
      }
      a = b;
    }
  }
  return land;
}

std::vector<PlaneLine> Coastlines::on(const CoverageGrid& grid) const {
  const double half_m = 0.5 * grid.cell_m * std::max(grid.columns, grid.rows);
  const GroundPlace& centre = grid.plane.centre();
  std::vector<PlaneLine> lines;
  for (const Ring& ring : rings_) {
    PlaneLine line;
    const auto end_line = [&] {
      if (line.size() > 1) lines.push_back(line);
      line.clear();
    };
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const GroundPlace &from = ring[i], &to = ring[(i + 1) % ring.size()];
      const bool shore =
          !(on_cut(from) && on_cut(to)) && within_turn(from, centre) && within_turn(to, centre);
      if (!shore || !may_cross(grid.plane.at(from), grid.plane.at(to), half_m)) {
        end_line();
        continue;
      }
      if (line.empty()) line.push_back(grid.plane.at(from));
      line.push_back(grid.plane.at(to));
    }
    end_line();
  }
  return lines;
}

}  // namespace cupola

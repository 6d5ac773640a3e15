#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "sensing/sensing.hpp"
#include "world/world.hpp"

namespace cupola::testing {

inline constexpr Time kStart{1'700'000'000'000'000'000};
inline Time at(double s) { return kStart + Duration::seconds(s); }
inline double radians(double degrees) { return degrees * M_PI / 180.0; }

/// A name for the i-th of many.
inline std::string label(int i) {
  std::string name("t");
  return name.append(std::to_string(i));
}

inline const Geodetic kSite{radians(40.0), radians(32.5), 850.0};

inline RadarType search_radar() {
  RadarType type;
  type.name = "search";
  type.band = Band::s;
  type.scan = ScanKind::rotating;
  type.interrogator = Interrogator::national;
  type.reference_range_m = 260e3;
  type.reference_rcs_m2 = 1.0;
  type.reference_pd = 0.8;
  type.reference_pfa = 1e-6;
  type.reference_swerling = 1;
  type.pulses = 10;
  type.instrumented_range_m = 600e3;
  type.minimum_range_m = 2e3;
  type.elevation_min_rad = radians(-2.0);
  type.elevation_max_rad = radians(60.0);
  type.rotation_period_s = 10.0;
  type.faces = 1;
  type.range_resolution_m = 150.0;
  type.azimuth_beamwidth_rad = radians(1.4);
  type.elevation_beamwidth_rad = radians(1.4);
  type.range_floor_m = 30.0;
  type.azimuth_floor_rad = radians(0.05);
  type.elevation_floor_rad = radians(0.05);
  type.false_plots_per_scan = 0.0;
  type.availability = 1.0;
  return type;
}

inline RadarType guidance_radar() {
  RadarType type = search_radar();
  type.name = "guidance";
  type.band = Band::x;
  type.scan = ScanKind::sector;
  type.interrogator = Interrogator::none;
  type.sector_width_rad = radians(90.0);
  type.sector_turn_rate_rad_s = radians(10.0);
  type.search_frame_s = 5.0;
  type.track_interval_s = 1.0;
  type.dedicated_tracks = 10;
  type.call_kill_given_kill = 0.9;
  type.call_kill_given_alive = 0.1;
  type.assessment_delay_s = 3.0;
  return type;
}

/// A figure as if a catalogue had it.
inline Figure recorded(double value) {
  Figure figure(value);
  figure.reason = "of the test";
  return figure;
}

/// Ground about the site, posts 3 km apart, each so high as a function of its row and column says.
template <class Height>
std::shared_ptr<const Terrain> made_terrain(Height height_m, double step_rad = 5e-4, int posts = 301) {
  const double half_rad = 0.5 * step_rad * (posts - 1);
  const PostGrid grid{
      kSite.latitude_rad - half_rad, kSite.longitude_rad - half_rad, step_rad, step_rad, posts, posts};
  std::vector<double> heights_m;
  for (int row = 0; row < posts; ++row)
    for (int column = 0; column < posts; ++column) heights_m.push_back(height_m(row, column));
  return std::make_shared<const Terrain>(std::vector<TerrainTile>{
      TerrainTile::of_heights(grid, heights_m, 0.5, VerticalDatum::kEgm2008, {"made", 0})});
}

inline std::shared_ptr<const Terrain> hills() {
  return made_terrain(
      [](int row, int column) { return 800.0 + 400.0 * std::sin(0.7 * row) * std::sin(0.4 * column); });
}

/// A scenario in east, north, up of one place, for tests of the gate.
class Scene {
 public:
  Scene() : frame(LocalFrame::at(kSite)) {
    scenario.start = kStart;
    scenario.duration = Duration::seconds(3600.0);
    scenario.earth.ground_hae_m = 840.0;
  }

  RadarSite& add_radar(const std::string& name, const RadarType& type, const Geodetic& place = kSite) {
    RadarSite site;
    site.id = RadarId{static_cast<std::uint32_t>(scenario.radars.size())};
    site.name = name;
    site.type = type;
    site.antenna = place;
    site.antenna_agl_m = place.height_hae_m - scenario.earth.ground_hae_m;
    site.schedule = {{kStart, Readiness::ready}};
    scenario.radars.push_back(site);
    return scenario.radars.back();
  }

  /// A platform that flies straight in the local frame.
  Platform& add(const std::string& name, const Vec3& p_enu_m, const Vec3& v_enu_m_s, double begin_s = 0.0,
                double end_s = 3600.0) {
    Platform platform;
    platform.id = PlatformId{static_cast<std::uint32_t>(scenario.platforms.size())};
    platform.name = name;
    platform.type.swerling = 1;
    for (RcsByAspect& rcs : platform.type.rcs) rcs = {1.0, 1.0, 1.0};
    const Vec3 v_ecef_m_s = transpose(frame.ecef_to_enu) * v_enu_m_s;
    const double step_s = (end_s - begin_s) / 64.0;
    for (int i = 0; i <= 64; ++i)
      platform.path.add_knot(at(begin_s + i * step_s),
                             {frame.ecef_from_enu(p_enu_m + i * step_s * v_enu_m_s), v_ecef_m_s});
    scenario.platforms.push_back(platform);
    return scenario.platforms.back();
  }

  /// A platform that keeps its place, in polar coordinates of the site.
  Platform& add_still(const std::string& name, double range_m, double azimuth_deg, double elevation_deg) {
    return add(name, enu_from_polar({range_m, radians(azimuth_deg), radians(elevation_deg)}), {});
  }

  Scenario scenario;
  LocalFrame frame;
};

/// One replicate of a scene; everything of one radar's looks in one list.
struct Replay {
  Replay(const Scenario& scenario, std::uint64_t replicate)
      : world(scenario, ReplicateKey::of(11, replicate)),
        sensing(scenario, ReplicateKey::of(11, replicate)) {}

  void turn_slices(RadarId radar, std::uint32_t first, std::uint32_t count) {
    const Duration period = Duration::seconds(world.scenario().radars[radar.index()].type.rotation_period_s);
    for (std::uint32_t n = first; n < first + count; ++n) {
      const auto border = [&](std::int64_t i) { return kStart + Duration{period.ns * i / 16}; };
      sensing.slice(world, radar, n, border(n), border(n + 1), result);
      keep();
    }
  }

  void frames(RadarId radar, std::uint32_t first, std::uint32_t count) {
    const double frame_s = world.scenario().radars[radar.index()].type.search_frame_s;
    for (std::uint32_t n = first; n < first + count; ++n) {
      sensing.frame(world, radar, n, at(n * frame_s), at((n + 1) * frame_s), result);
      keep();
    }
  }

  void keep() {
    looks.insert(looks.end(), result.looks.begin(), result.looks.end());
    plots.insert(plots.end(), result.batch.plots.begin(), result.batch.plots.end());
    truth.insert(truth.end(), result.truth.begin(), result.truth.end());
  }

  int looks_at(PlatformId platform) const {
    int n = 0;
    for (const LookTruth& look : looks) n += look.platform == platform;
    return n;
  }

  World world;
  Sensing sensing;
  LookResult result;
  std::vector<LookTruth> looks;
  std::vector<Plot> plots;
  std::vector<PlotTruth> truth;
};

}  // namespace cupola::testing

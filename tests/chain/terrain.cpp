// Terrain through the whole chain: what must not change where the ground is level, and what must where it is
// not.

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>

#include "core/math.hpp"
#include "earth/terrain_file.hpp"
#include "engine/plan.hpp"
#include "scenario/radar_sight.hpp"
#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;

constexpr double kDegree_rad = math::kPi / 180.0;

/// A tile over all of the third scenario, removed with this.
class MadeGround {
 public:
  template <class Height>
  explicit MadeGround(Height height_m)
      : path_(std::filesystem::temp_directory_path() /
              ("cupola_ground_" + std::to_string(getpid()) + ".cupola-tile")) {
    const int rows = 401, columns = 601;
    const PostGrid grid{
        37.5 * kDegree_rad, 30.0 * kDegree_rad, 0.0125 * kDegree_rad, 0.01 * kDegree_rad, rows, columns};
    std::vector<double> heights_m;
    for (int row = 0; row < rows; ++row)
      for (int column = 0; column < columns; ++column)
        heights_m.push_back(height_m(37.5 + 0.0125 * row, 30.0 + 0.01 * column));
    Problems problems;
    EXPECT_TRUE(write_terrain_file(
        TerrainTile::of_heights(grid, heights_m, 1.0, VerticalDatum::kEgm96, {"made", 0}), path_, problems))
        << problems.text();
  }
  ~MadeGround() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  TerrainChoice choice() const { return {{}, {path_.string()}, {}}; }

 private:
  std::filesystem::path path_;
};

/// The mixed raid over ground that gives no echo and throws nothing back: lobes are of a plain only.
std::string bare_raid() {
  std::string text = text_of(source_path("scenarios/03-murted-mixed-raid.yaml"));
  const auto at = text.find("  cover: farmland");
  EXPECT_NE(at, std::string::npos);
  return text.erase(at, text.find('\n', at) + 1 - at);
}

Scenario over(const std::string& text, const TerrainChoice& choice) {
  Scenario scenario;
  Problems problems;
  EXPECT_TRUE(load_scenario_text(text, "test.yaml", shipped_catalogue(), scenario, problems, choice))
      << problems.text();
  return scenario;
}

/// A tile of the plain's own height is the plain.
TEST(Terrain, of_one_height_plays_as_the_smooth_earth) {
  const MadeGround level([](double, double) { return 840.0; });
  const auto smooth = make_plan(over(bare_raid(), {}));
  const auto flat = make_plan(over(bare_raid(), level.choice()));
  ASSERT_TRUE(scenario_of(*flat).terrain);
  for (std::uint64_t replicate = 0; replicate < 3; ++replicate) {
    const ReplicateResult a = play_one(*smooth, 1, replicate), b = play_one(*flat, 1, replicate);
    EXPECT_EQ(a.digest, b.digest);
    EXPECT_EQ(a.killed, b.killed);
    EXPECT_EQ(a.leaked, b.leaked);
  }
}

/// From the first to the last launch that is of use against the cruise missiles, s, summed: what the ledger
/// goes by.
double useful_s(const Plan& plan) {
  double sum_s = 0.0;
  for (const Platform& platform : plan.scenario.platforms) {
    const Reachability& reach = plan.reachability[platform.id.index()];
    if (platform.group.rfind("cruise", 0) == 0 && reach.first_useful_launch != kNever)
      sum_s += (reach.last_useful_launch - reach.first_useful_launch).seconds();
  }
  return sum_s;
}

/// Hills cost the defence time, and a perfect horizon sees through them.
TEST(Terrain, of_ridges_hides_low_flyers_unless_the_horizon_is_perfect) {
  // Ridges of 600 m above the plain all round the air base, 20 km off.
  const auto ring = [](double latitude_deg, double longitude_deg) {
    const double north_km = 111.0 * (latitude_deg - 40.08), east_km = 85.0 * (longitude_deg - 32.57);
    return std::fabs(std::sqrt(north_km * north_km + east_km * east_km) - 20.0) < 1.5 ? 1440.0 : 840.0;
  };
  const MadeGround ridges(ring);
  const std::string perfect = bare_raid() + "\nperfect: {horizon: true}\n";
  const auto hidden = make_plan(over(bare_raid(), ridges.choice())), open = make_plan(over(bare_raid(), {}));
  const auto through = make_plan(over(perfect, ridges.choice())), clear = make_plan(over(perfect, {}));
  EXPECT_GT(useful_s(*open), 100.0);
  EXPECT_LT(useful_s(*hidden), 0.8 * useful_s(*open));
  EXPECT_GT(useful_s(*through), 2.0 * useful_s(*open));
  EXPECT_NEAR(useful_s(*through) / useful_s(*clear), 1.0, 0.02);

  int leaked_hidden = 0, leaked_through = 0;
  for (std::uint64_t replicate = 0; replicate < 3; ++replicate) {
    leaked_hidden += play_one(*hidden, 1, replicate).leaked;
    leaked_through += play_one(*through, 1, replicate).leaked;
  }
  EXPECT_LT(leaked_through, leaked_hidden);
}

/// A fire unit that moves from behind a hill on top of it sees, and is known to see, what its new place shows.
TEST(Terrain, of_the_new_place_is_what_a_fire_unit_that_moved_sees) {
  // A hill of 600 m above the plain, 8 km south of the battery's first place.
  const MadeGround hill([](double latitude_deg, double longitude_deg) {
    const double north_km = 111.0 * (latitude_deg - 40.02), east_km = 85.0 * (longitude_deg - 32.60);
    return north_km * north_km + east_km * east_km < 16.0 ? 1440.0 : 840.0;
  });
  const auto plan =
      make_plan(over(text_of(source_path("scenarios/14-battery-that-moves.yaml")), hill.choice()));
  const Scenario& s = plan->scenario;
  ASSERT_EQ(s.relocations.size(), 1u);
  const RadarSite& before = s.radars[s.relocations[0].places[0].radars[0].index()];
  const RadarSite& after = s.radars[s.relocations[0].places[1].radars[0].index()];
  EXPECT_NEAR(after.ground_hae_m - before.ground_hae_m, 600.0, 1.0);
  // 900 m above the plain, 30 km south of the hill.
  const auto sees = [&s](const RadarSite& radar) {
    const Geodetic target{(40.02 - 30.0 / 111.0) * kDegree_rad, 32.60 * kDegree_rad,
                          s.earth.ground_hae_m + 900.0};
    const Vec3 p_enu_m = LocalFrame::at(radar.antenna).enu_from_ecef(to_ecef(target));
    return in_sight(s, radar, p_enu_m, std::hypot(p_enu_m.x, p_enu_m.y), target.height_hae_m);
  };
  EXPECT_FALSE(sees(before));
  EXPECT_TRUE(sees(after));
  // Its post believes the same, of each place.
  const OrderOfBattle& own = plan->orders_of_battle[before.post.index()];
  ASSERT_EQ(own.fire_units.size(), 2u);
  for (const KnownFireUnit& unit : own.fire_units) {
    const RadarSite& site = unit.later ? after : before;
    EXPECT_EQ(unit.guidance.sight, site.sight);
    EXPECT_EQ(unit.guidance.frame.origin_ecef_m.x, to_ecef(site.antenna).x);
  }
  EXPECT_EQ(own.fire_units[0].next, own.fire_units[1].id);
}

}  // namespace
}  // namespace cupola

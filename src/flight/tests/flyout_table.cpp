#include "flight/flyout_table.hpp"

#include <gtest/gtest.h>

#include <GeographicLib/Geodesic.hpp>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "catalogue/load.hpp"
#include "core/math.hpp"
#include "flight/flyout.hpp"
#include "flight/guided_step.hpp"
#include "flight/tests/example_interceptor.hpp"

namespace cupola {
namespace {

using testing::example_interceptor;

constexpr double kDegree = math::kPi / 180.0;

const FlyoutTable& table() {
  static const FlyoutTable t = fly_table(example_interceptor(), 200.0);
  return t;
}

/// Two by two cells, the time of a corner 10 * column + row, those listed unreachable.
FlyoutTable small_table(std::initializer_list<int> unreachable) {
  FlyoutTable t = FlyoutTable::even_grid(3, 1000.0, 3, 1000.0);
  for (int j = 0; j < 3; ++j)
    for (int i = 0; i < 3; ++i) {
      t.time_s.push_back(static_cast<float>(10 + 10 * i + j));
      t.speed_m_s.push_back(500.0F);
    }
  for (const int k : unreachable) t.time_s[static_cast<std::size_t>(k)] *= -1.0F;
  return t;
}

/// Three columns at 0, 500 and 2000 m, two rows; the time of a corner 10 * column + row.
FlyoutTable uneven_table() {
  FlyoutTable t = FlyoutTable::of_grid({0, 1, 4}, 500.0, 2, 1000.0);
  for (int j = 0; j < 2; ++j)
    for (int i = 0; i < 3; ++i) {
      t.time_s.push_back(static_cast<float>(10 + 10 * i + j));
      t.speed_m_s.push_back(500.0F);
    }
  return t;
}

TEST(FlyoutTable, ColumnsStandWhereTheyWerePut) {
  const FlyoutTable t = uneven_table();
  EXPECT_DOUBLE_EQ(t.range_m(0), 0.0);
  EXPECT_DOUBLE_EQ(t.range_m(1), 500.0);
  EXPECT_DOUBLE_EQ(t.range_m(2), 2000.0);
  EXPECT_NEAR(t.time_of_flight_s(250.0, 0.0), 15.0, 1e-5);
  EXPECT_NEAR(t.time_of_flight_s(500.0, 500.0), 20.5, 1e-5);
  EXPECT_NEAR(t.time_of_flight_s(800.0, 0.0), 22.0, 1e-5);
  EXPECT_NEAR(t.time_of_flight_s(1700.0, 1000.0), 29.0, 1e-5);
  EXPECT_LT(t.time_of_flight_s(2000.1, 0.0), 0.0);
  EXPECT_NEAR(t.slope(100.0, 0.0).per_range_s_m, 10.0 / 500.0, 1e-8);
  EXPECT_NEAR(t.slope(1600.0, 0.0).per_range_s_m, 10.0 / 1500.0, 1e-8);
}

/// What was flown is what is read where columns and rows cross; and columns stand closer where times bend.
TEST(FlyoutTable, GivesItsOwnPoints) {
  const FlyoutTable& t = table();
  double narrowest_m = 1e9, widest_m = 0.0;
  for (int i = 0; i < t.range_count; ++i) {
    if (i > 0) {
      const double gap_m = t.range_m(i) - t.range_m(i - 1);
      narrowest_m = std::min(narrowest_m, gap_m);
      widest_m = std::max(widest_m, gap_m);
    }
    for (int j = 0; j < t.height_count; ++j) {
      const double flown_s = double{t.time_s[std::size_t(j * t.range_count + i)]};
      EXPECT_NEAR(t.slope(t.range_m(i), t.height_m(j)).time_s, std::fabs(flown_s), 1e-3) << i << ' ' << j;
    }
  }
  EXPECT_GT(narrowest_m, 0.0);
  EXPECT_GT(widest_m, 2.0 * narrowest_m);
  EXPECT_NEAR(t.range_m(t.range_count - 1), kFlyoutMargin * example_interceptor().range_max_m, 1e-6);
}

TEST(FlyoutTable, FourPointsAtOnceAreAsOneByOne) {
  // Inside, on and beyond every edge, and in cells that lack any one, two or more corners.
  for (const FlyoutTable& t : {small_table({}), small_table({0, 8}), small_table({1}), small_table({2, 6}),
                               small_table({3}), small_table({4}), small_table({1, 2, 5}), uneven_table()})
    for (double height = -250.0; height <= 2250.0; height += 125.0)
      for (double range = -250.0; range <= 2250.0; range += 500.0) {
        const double ranges[] = {range, range + 125.0, range + 250.0, range + 375.0};
        const double heights[] = {height, height, height, height};
        double times[4];
        t.time_of_flight_s(ranges, heights, times);
        for (int k = 0; k < 4; ++k)
          EXPECT_EQ(times[k], t.time_of_flight_s(ranges[k], heights[k])) << ranges[k] << ' ' << height;
      }
}

/// A round that may turn as sharply as it likes is thrown off by the step that ends beside its point; it passed all the
/// same.
TEST(FlyoutTable, HasNoHolesWhereAnAgileRoundPassesEveryPoint) {
  InterceptorType agile = example_interceptor();
  agile.lateral_limit_m_s2 = 1e5;
  agile.lift_coefficient_max = 1e6;
  agile.drag_scale = 1e-9;
  agile.loft = {{0.0, 0.0}, {1e6, 0.0}};
  agile.boost_time_s = 3.5;  // just enough thrust to turn over, then all its speed in one blow
  agile.boost_propellant_kg = 0.01 * agile.launch_mass_kg;
  agile.sustain_time_s = 0.05;
  agile.sustain_propellant_kg = 0.5 * agile.launch_mass_kg;
  agile.end_speed_m_s = 1.0;
  agile.life_s = 1000.0;
  agile.range_max_m = agile.range_max_ballistic_m = 60e3;
  agile.altitude_max_m = 4e3;
  const FlyoutTable t = fly_table(agile, 0.0);
  int points = 0;
  for (int j = 0; j < t.height_count; ++j)
    for (int i = 0; i < t.range_count; ++i) {
      if (t.range_m(i) < 5e3) continue;  // it has not turned over yet
      ++points;
      EXPECT_GT(t.time_s[static_cast<std::size_t>(j * t.range_count + i)], 0.0F)
          << t.range_m(i) << " m away, " << t.height_m(j) << " m up";
    }
  EXPECT_GT(points, 4000);
}

TEST(FlyoutTable, AgreesWithFlightsBetweenTheGridPoints) {
  const InterceptorType type = example_interceptor();
  const FlyoutLaw law(type, 0.0);
  const LocalFrame frame = LocalFrame::at({40.0 * kDegree, 0.0, 200.0});
  double worst = 0.0, sum2 = 0.0;
  int count = 0;
  for (double range = 11.3e3; range < 150e3; range += 7.7e3)
    for (double height = 700.0; height < 25e3; height += 1.9e3) {
      const double got = table().time_of_flight_s(range, height);
      const Vec3 aim = point_over_ground_ecef_m(frame, 0.0, 1.0, range, height);
      const Arrival flown =
          fly_to(law, law.at_launch(frame.origin_ecef_m, aim), aim, type.end_speed_m_s, type.life_s, 0.05);
      if (got < 0.0 || !flown.reached) continue;
      const double error = got / flown.time_s - 1.0;
      worst = std::fmax(worst, std::fabs(error));
      sum2 += error * error;
      ++count;
      EXPECT_NEAR(table().speed_at_m_s(range, height) / flown.speed_m_s, 1.0, 0.06) << range << ' ' << height;
    }
  EXPECT_GT(count, 200);
  EXPECT_LT(worst, 0.005);
  EXPECT_LT(std::sqrt(sum2 / count), 0.001);
}

/// Flown here as a round is: the same law and steps, straight to the point.
double flown_as_a_round_s(const FlyoutLaw& law, const InterceptorType& type, const Vec3& from,
                          const Vec3& aim) {
  FlyoutState state = law.at_launch(from, aim);
  while (state.time_s < type.life_s) {
    const FlyoutState before = state;
    law.step_midcourse(state, aim, guided_step_s(state.time_s));
    const Vec3 way = state.p_ecef_m - before.p_ecef_m, line = aim - before.p_ecef_m;
    const double share = dot(line, way) / dot(way, way);
    if (before.time_s > 1.0 && share < 1.0 && norm(line - share * way) < kArrivalRadius_m)
      return before.time_s + share * (state.time_s - before.time_s);
  }
  return -1.0;
}

/// How far the table of a missile lies from the flights of its rounds, between the points of the grid.
struct TableErrors {
  int count = 0, table_only = 0, round_only = 0;  ///< reached by both, by one
  double worst_s = 0.0, sum_s = 0.0, worst_range_m = 0.0, worst_height_m = 0.0;

  double mean_s() const { return sum_s / count; }
};

TableErrors errors_of(const InterceptorType& type, int points) {
  constexpr double kGround_m = 100.0, kGoldenRatio = 0.6180339887498949;
  const FlyoutTable t = fly_table(type, kGround_m);
  const FlyoutLaw law(type, 0.0);
  const LocalFrame frame = LocalFrame::at({40.0 * kDegree, 0.0, kGround_m});
  const double most_m = std::max<double>(type.range_max_m, type.range_max_ballistic_m);
  TableErrors e;
  for (int k = 0; k < points; ++k) {
    const double range = type.range_min_m + (most_m - type.range_min_m) * (k + 0.5) / points;
    const double up = kGoldenRatio * k - std::floor(kGoldenRatio * k);
    const double height = type.altitude_min_m + (type.altitude_max_m - type.altitude_min_m) * up;
    const Vec3 aim = point_over_ground_ecef_m(frame, 0.0, 1.0, range, height);
    const double by_table_s = t.time_of_flight_s(range, height);
    const double flown_s = flown_as_a_round_s(law, type, frame.origin_ecef_m, aim);
    e.table_only += by_table_s >= 0.0 && flown_s < 0.0;
    e.round_only += by_table_s < 0.0 && flown_s >= 0.0;
    if (by_table_s < 0.0 || flown_s < 0.0) continue;
    const double off_s = std::fabs(by_table_s - flown_s);
    ++e.count;
    e.sum_s += off_s;
    if (off_s > e.worst_s) e.worst_s = off_s, e.worst_range_m = range, e.worst_height_m = height;
  }
  return e;
}

/// Within 0.05 s over the advertised zones of all that ship; nowhere reached that a round does not reach; and of what a
/// round reaches no more than 0.3 % refused, all of it at the edge.
TEST(FlyoutTable, AgreesWithRoundsOfEveryInterceptorToAFewHundredthsOfASecond) {
  Catalogue catalogue;
  Problems problems;
  ASSERT_TRUE(load_catalogue(CUPOLA_SOURCE_DIR "/catalogue", catalogue, problems)) << problems.text();
  ASSERT_GE(catalogue.interceptors.size(), 10u);
  for (const auto& [name, type] : catalogue.interceptors) {
    const TableErrors e = errors_of(type, 1500);
    std::printf(
        "%-10s at most %.3f s (%.1f km, %.1f km up), mean %.4f s of %d; reached by the round alone %d\n",
        name.c_str(), e.worst_s, e.worst_range_m / 1e3, e.worst_height_m / 1e3, e.mean_s(), e.count,
        e.round_only);
    EXPECT_LE(e.worst_s, 0.05) << name;
    EXPECT_LE(e.mean_s(), 0.01) << name;
    EXPECT_GE(e.count, 1490) << name;
    EXPECT_EQ(e.table_only, 0) << name;
    EXPECT_LE(e.round_only, 4) << name;
  }
}

/// The fourth corner does not draw the times up: where only three can be reached, it is their plane.
TEST(FlyoutTable, AnUnreachableCornerLiesInThePlaneOfTheOthers) {
  InterceptorType type = example_interceptor();
  type.life_s = 100.0;  // ends it inside the grid
  const FlyoutTable t = fly_table(type, 200.0, 48, 24);
  int corners = 0;
  for (int j = 1; j + 1 < t.height_count; ++j)
    for (int i = 1; i + 1 < t.range_count; ++i) {
      const auto at = [&](int x, int y) { return double{t.time_s[std::size_t(y * t.range_count + x)]}; };
      int cells = 0;
      double plane_s = 0.0;
      for (const int x : {i - 1, i + 1})
        for (const int y : {j - 1, j + 1}) {
          if (at(x, j) < 0.0 || at(i, y) < 0.0 || at(x, y) < 0.0) continue;
          plane_s = at(x, j) + at(i, y) - at(x, y);
          ++cells;
        }
      if (at(i, j) >= 0.0 || cells != 1) continue;
      EXPECT_NEAR(-at(i, j), plane_s, 1e-4) << i << ' ' << j;
      ++corners;
    }
  EXPECT_GT(corners, 0);
}

/// Flown northwards; the turning earth makes other directions differ by little.
TEST(FlyoutTable, HoldsInOtherDirectionsAndLatitudes) {
  const InterceptorType type = example_interceptor();
  const FlyoutLaw law(type, 0.0);
  for (const double latitude : {0.0, 55.0})
    for (const double azimuth : {90.0, 180.0, 270.0}) {
      const LocalFrame frame = LocalFrame::at({latitude * kDegree, 0.0, 200.0});
      const Vec3 aim = point_over_ground_ecef_m(frame, std::sin(azimuth * kDegree),
                                                std::cos(azimuth * kDegree), 120e3, 12e3);
      const Arrival flown =
          fly_to(law, law.at_launch(frame.origin_ecef_m, aim), aim, type.end_speed_m_s, type.life_s, 0.05);
      ASSERT_TRUE(flown.reached);
      EXPECT_NEAR(table().time_of_flight_s(120e3, 12e3) / flown.time_s, 1.0, 0.015)
          << latitude << ' ' << azimuth;
    }
}

TEST(FlyoutTable, ReachesItsZoneAndNotBeyond) {
  EXPECT_GT(table().time_of_flight_s(140e3, 10e3), 0.0);
  EXPECT_LT(table().time_of_flight_s(160e3, 10e3), 0.0);
  EXPECT_LT(table().time_of_flight_s(50e3, 27e3), 0.0);
  EXPECT_GT(table().time_of_flight_s(30e3, 5e3), table().time_of_flight_s(20e3, 5e3));
}

TEST(FlyoutTable, IsBilinearBetweenReachableCorners) {
  const FlyoutTable t = small_table({});
  EXPECT_DOUBLE_EQ(t.time_of_flight_s(250.0, 500.0), 13.0);
  EXPECT_DOUBLE_EQ(t.time_of_flight_s(2000.0, 2000.0), 32.0);
  EXPECT_DOUBLE_EQ(t.time_of_flight_s(1500.0, -50.0), 25.0);  // below the grid: its lowest row
  EXPECT_LT(t.time_of_flight_s(2000.1, 0.0), 0.0);
  EXPECT_LT(t.time_of_flight_s(0.0, 2000.1), 0.0);
}

TEST(FlyoutTable, NextToAnUnreachableCornerATriangleIsLeft) {
  // Corner (1000, 1000) is the fourth of four cells.
  const FlyoutTable t = small_table({4});
  EXPECT_LT(t.time_of_flight_s(1000.0, 1000.0), 0.0);
  EXPECT_GT(t.time_of_flight_s(400.0, 500.0), 0.0);
  EXPECT_LT(t.time_of_flight_s(600.0, 500.0), 0.0);
  EXPECT_GT(t.time_of_flight_s(1600.0, 500.0), 0.0);
  EXPECT_LT(t.time_of_flight_s(1400.0, 500.0), 0.0);
  EXPECT_GT(t.time_of_flight_s(500.0, 1600.0), 0.0);
  EXPECT_LT(t.time_of_flight_s(500.0, 1400.0), 0.0);
  EXPECT_GT(t.time_of_flight_s(1600.0, 1500.0), 0.0);
  EXPECT_LT(t.time_of_flight_s(1400.0, 1500.0), 0.0);
  // Two corners gone: the cell is gone.
  EXPECT_LT(small_table({4, 0}).time_of_flight_s(100.0, 900.0), 0.0);
}

/// On the grid, between its points and at the edge of what it reaches.
TEST(FlyoutTable, NothingIsReachedSoonerThanAtItsFastest) {
  EXPECT_EQ(table().fastest_m_s, fastest_way_m_s(table()));
  double fastest_m_s = 0.0;
  for (double height = 0.0; height < 30e3; height += 431.0)
    for (double range = 0.0; range < 160e3; range += 617.0) {
      const double time_s = table().time_of_flight_s(range, height);
      if (time_s <= 0.0) continue;
      fastest_m_s = std::max(fastest_m_s, std::hypot(range, height) / time_s);
    }
  EXPECT_LE(fastest_m_s, table().fastest_m_s);
  EXPECT_GT(fastest_m_s, 0.9 * table().fastest_m_s);
}

TEST(FlyoutTable, SlopesAreThoseOfItsTimes) {
  const FlyoutTable t = small_table({4});
  const FlyoutTable::Slope inside = t.slope(600.0, 500.0), beyond = t.slope(2600.0, 500.0);
  EXPECT_DOUBLE_EQ(inside.time_s, 16.5);
  EXPECT_DOUBLE_EQ(inside.per_range_s_m, 0.01);
  EXPECT_DOUBLE_EQ(inside.per_height_s_m, 0.001);
  EXPECT_DOUBLE_EQ(beyond.time_s, 30.5 + 1.0);
}

TEST(GroundRange, IsTheGeodesic) {
  const GeographicLib::Geodesic& geodesic = GeographicLib::Geodesic::WGS84();
  const LocalFrame frame = LocalFrame::at({40.0 * kDegree, 0.0, 200.0});
  for (const double azimuth : {0.0, 90.0, 225.0})
    for (const double range : {10e3, 100e3, 400e3}) {
      double latitude, longitude;
      geodesic.Direct(40.0, 0.0, azimuth, range, latitude, longitude);
      const Vec3 p = frame.enu_from_ecef(to_ecef({latitude * kDegree, longitude * kDegree, 12e3}));
      EXPECT_NEAR(ground_range_m(p), range, 4e-5 * range) << azimuth;
      const Vec3 q = point_over_ground_ecef_m(frame, std::sin(azimuth * kDegree), std::cos(azimuth * kDegree),
                                              range, 12e3);
      EXPECT_NEAR(height_hae_m(q), 12e3, 0.01);
      EXPECT_NEAR(ground_range_m(frame.enu_from_ecef(q)), range, 0.05);
    }
}

}  // namespace
}  // namespace cupola

#include "flight/midcourse_lanes.hpp"

#include <gtest/gtest.h>

#include <cstring>

#include "core/math.hpp"
#include "core/wide_lanes.hpp"
#include "earth/geodetic.hpp"
#include "flight/flyout_table.hpp"
#include "flight/tests/example_interceptor.hpp"

namespace cupola {
namespace {

/// Keeps every state it passes through.
struct Traced : FlightTo {
  Traced(const FlyoutLaw& law, std::size_t by, const FlyoutState& start, const Vec3& aim, double step_s)
      : FlightTo(start, aim, law.burn_out_s(), 300.0, 150.0, step_s), number(by) {}
  std::size_t law() const { return number; }
  void take(const FlyoutState& after, double stepped_s) {
    FlightTo::take(after, stepped_s);
    states.push_back(after);
  }
  std::size_t number;
  std::vector<FlyoutState> states;
};

bool same_bits(const FlyoutState& a, const FlyoutState& b) { return std::memcmp(&a, &b, sizeof a) == 0; }

/// Two types, near and far, high and low, behind the launcher, right above it and at it: flights of all
/// lengths, so that every number of rounds abreast occurs.
class MidcourseAbreast : public ::testing::Test {
 protected:
  MidcourseAbreast() {
    InterceptorType small = testing::example_interceptor();
    small.launch_mass_kg = 0.4 * small.launch_mass_kg;
    small.boost_propellant_kg = 0.4 * small.boost_propellant_kg;
    small.sustain_propellant_kg = 0.4 * small.sustain_propellant_kg;
    small.boost_time_s = 0.3 * small.boost_time_s;
    small.diameter_m = 0.6 * small.diameter_m;
    laws = {FlyoutLaw(testing::example_interceptor(), 0.0), FlyoutLaw(small, 36.9)};
    const LocalFrame frame = LocalFrame::at({40.0 * math::kPi / 180.0, 0.5, 800.0});
    std::size_t number = 0;
    for (const double range_m : {0.0, 5e3, 40e3, 90e3, 200e3})
      for (const double height_m : {0.0, 3e3, 25e3})
        for (const double north : {1.0, -1.0}) {
          const Vec3 aim = point_over_ground_ecef_m(frame, 0.3, north, range_m, height_m);
          const FlyoutLaw& law = laws[number % 2];
          flights.emplace_back(law, number % 2, law.at_launch(frame.origin_ecef_m, aim), aim, 0.5);
          ++number;
        }
  }
  std::vector<FlyoutLaw> laws;
  std::vector<Traced> flights;
};

TEST_F(MidcourseAbreast, IsTheSameBitsAsAlone) {
  std::vector<Traced> alone = flights;
  for (Traced& flight : alone)
    while (flight.wants_step()) {
      FlyoutState after = flight.state();
      const double stepped_s =
          laws[flight.number].step_midcourse(after, flight.aim_ecef_m(), flight.step_s());
      flight.take(after, stepped_s);
    }
  MidcourseLanes(laws).fly(flights);
  for (std::size_t i = 0; i < flights.size(); ++i) {
    ASSERT_EQ(flights[i].states.size(), alone[i].states.size()) << i;
    EXPECT_GT(flights[i].states.size(), 10U) << i;
    for (std::size_t k = 0; k < alone[i].states.size(); ++k)
      ASSERT_TRUE(same_bits(flights[i].states[k], alone[i].states[k])) << i << ' ' << k;
  }
}

/// The kernels themselves, for any number of rounds.
TEST_F(MidcourseAbreast, KernelsAgreeToTheLastBit) {
  std::vector<void (*)(MidcourseTask&)> kernels = {step_midcourse_v3};
  if (has_wide_lanes()) kernels.push_back(step_midcourse_v4);
  MidcourseTask task{};
  task.tables = laws[0].curves().data();
  task.air = AirTable::standard().samples();
  double figures[12];
  std::memcpy(figures, &laws[0].figures(), sizeof figures);
  std::vector<FlyoutState> alone;
  for (int lane = 0; lane < kMidcourseWidth; ++lane) {
    const Traced& flight = flights[2 * static_cast<std::size_t>(lane) % flights.size()];
    alone.push_back(flight.state());
    const Vec3& aim = flight.aim_ecef_m();
    std::memcpy(task.round[lane], &alone.back(), sizeof alone.back());
    const double aim_and_step[] = {aim.x, aim.y, aim.z, 0.1};
    std::memcpy(&task.round[lane][8], aim_and_step, sizeof aim_and_step);
    for (int i = 0; i < 12; ++i) task.row[kMidcourseFigures + i][lane] = figures[i];
    task.row[kMidcourseLoftAt][lane] = flyout::kDragCount;
    laws[0].step_midcourse(alone.back(), aim, 0.1);
  }
  for (const auto kernel : kernels)
    for (task.rounds = 1; task.rounds <= kMidcourseWidth; ++task.rounds) {
      std::memset(task.after, 0, sizeof task.after);
      kernel(task);
      for (int lane = 0; lane < task.rounds; ++lane) {
        EXPECT_EQ(
            std::memcmp(task.after[lane], &alone[static_cast<std::size_t>(lane)], sizeof task.after[lane]), 0)
            << task.rounds << ' ' << lane;
      }
    }
}

}  // namespace
}  // namespace cupola

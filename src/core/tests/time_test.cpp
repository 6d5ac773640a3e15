#include "core/time.hpp"

#include <gtest/gtest.h>

namespace cupola {
namespace {

TEST(Duration, RoundsToTheNearestNanosecond) {
  EXPECT_EQ(Duration::seconds(1.0).ns, 1'000'000'000);
  EXPECT_EQ(Duration::seconds(-1.0).ns, -1'000'000'000);
  EXPECT_EQ(Duration::seconds(0.1).ns, 100'000'000);
  EXPECT_EQ(Duration::seconds(1.4e-9).ns, 1);
  EXPECT_EQ(Duration::seconds(1.6e-9).ns, 2);
  EXPECT_EQ(Duration::seconds(-1.6e-9).ns, -2);
  EXPECT_EQ(Duration::seconds(86400.0 * 365).ns, 31'536'000'000'000'000);
  EXPECT_DOUBLE_EQ(Duration{1'500'000'000}.seconds(), 1.5);
}

TEST(Time, DifferencesDoNotDependOnTheDate) {
  const Time at_launch{1'700'000'000'123'456'789}, hour_later = at_launch + Duration{3'600'000'000'000};
  const Duration flight{12'345'678'901};
  EXPECT_EQ(((at_launch + flight) - at_launch).seconds(), ((hour_later + flight) - hour_later).seconds());
  EXPECT_EQ((at_launch + flight) - flight, at_launch);
  EXPECT_LT(at_launch, hour_later);
  EXPECT_LT(hour_later, kNever);
  EXPECT_EQ(3 * flight, flight + flight + flight);
}

}  // namespace
}  // namespace cupola

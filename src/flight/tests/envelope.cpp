#include "flight/envelope.hpp"

#include <gtest/gtest.h>

#include "flight/flyout_table.hpp"
#include "flight/tests/example_interceptor.hpp"

namespace cupola {
namespace {

EnvelopeFigure figure(const std::string& what, double range_m, double altitude_m, double mean, double most,
                      bool fitted) {
  EnvelopeFigure f;
  f.what = what;
  f.range_m = range_m;
  f.altitude_m = altitude_m;
  f.mean_speed_m_s = mean;
  f.max_speed_m_s = most;
  f.fitted = fitted;
  return f;
}

TEST(Envelope, FliesEachFigure) {
  InterceptorType type = testing::example_interceptor();
  type.envelope = {figure("mean speed", 100e3, 12e3, 1000.0, 0.0, true),
                   figure("greatest speed", 0.0, 0.0, 0.0, 1700.0, false),
                   figure("reach", 150e3, 12e3, 0.0, 0.0, true),
                   figure("ceiling", 0.0, 25e3, 0.0, 0.0, false)};
  const std::vector<EnvelopeResidual> r = envelope_residuals(type);
  ASSERT_EQ(r.size(), 4U);
  const FlyoutTable table = fly_table(type, 100.0);
  EXPECT_NEAR(r[0].model, 100e3 / table.time_of_flight_s(100e3, 12e3), 5.0);
  EXPECT_TRUE(r[0].fitted);
  // Below what the rocket equation gives, above the mean.
  EXPECT_GT(r[1].model, r[0].model);
  EXPECT_LT(r[1].model, 2000.0);
  EXPECT_FALSE(r[1].fitted);
  EXPECT_GE(r[2].model, 150.0);
  EXPECT_EQ(r[2].published, 150.0);
  EXPECT_EQ(r[2].unit, "km");
  EXPECT_GE(r[3].model, 25.0);
  EXPECT_LE(r[3].model, type.altitude_max_m / 1e3);
  EXPECT_NEAR(r[0].difference(), r[0].model / 1000.0 - 1.0, 1e-12);
}

/// A highest speed that speaks of no flight is the highest of all; one that speaks of one is that one's.
TEST(Envelope, TakesTheHighestSpeedOfAllFlightsUnlessOneIsMeant) {
  InterceptorType type = testing::example_interceptor();
  type.envelope = {figure("anywhere", 0.0, 0.0, 0.0, 1700.0, false),
                   figure("on the deck", 0.05 * type.range_max_m, 1e3, 0.0, 1700.0, false)};
  const std::vector<EnvelopeResidual> r = envelope_residuals(type);
  EXPECT_GT(r[0].model, 1.01 * r[1].model);
}

/// The rule by which entries are refused, at the ends of an interval from 900 to 1100 about 1000.
TEST(Envelope, MeetsAFigureInItsOwnInterval) {
  EnvelopeResidual r{"", "", FigureClaim::speed, 1000.0, 900.0, 1100.0, 0.0, false};
  const auto met = [&r](FigureClaim claim, double model) {
    r.claim = claim;
    r.model = model;
    return r.met();
  };
  for (const FigureClaim claim : {FigureClaim::speed, FigureClaim::reach, FigureClaim::ceiling}) {
    EXPECT_FALSE(met(claim, 899.9));
    EXPECT_TRUE(met(claim, 900.0));
    EXPECT_TRUE(met(claim, 1100.0));
  }
  EXPECT_FALSE(met(FigureClaim::speed, 1100.1));
  EXPECT_FALSE(met(FigureClaim::ceiling, 1100.1));
  EXPECT_TRUE(met(FigureClaim::reach, 1e6));  // the zone ends before the energy does
}

}  // namespace
}  // namespace cupola

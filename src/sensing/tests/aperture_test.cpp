#include "sensing/aperture.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sensing/antenna_pattern.hpp"
#include "sensing/tests/scene.hpp"

namespace cupola {
namespace {

using testing::radians;

constexpr ElevationPattern kShapes[] = {ElevationPattern::uniform_line, ElevationPattern::circular};

double db(double ratio) { return 10 * std::log10(ratio); }

/// The greatest gain beyond the first null.
double first_sidelobe_db(ElevationPattern shape) {
  double most = 0.0;
  for (double u = 4.0; u < 6.5; u += 1e-4) most = std::max(most, aperture_gain(shape, u));
  return db(most);
}

TEST(Aperture, follows_the_functions_of_the_library) {
  for (double u = 0.0; u < 60.0; u += 0.37) {
    const double line = u > 0.0 ? std::sin(u) / u : 1.0,
                 round = u > 0.0 ? 2 * std::cyl_bessel_j(1.0, u) / u : 1.0;
    EXPECT_NEAR(aperture_gain(kShapes[0], u), line * line, 1e-13);
    EXPECT_NEAR(aperture_gain(kShapes[1], -u), round * round, 1e-12);
  }
  EXPECT_NEAR(aperture_gain(kShapes[0], 9.9e-5), aperture_gain(kShapes[0], 1.01e-4), 1e-9);
}

TEST(Aperture, has_the_beamwidth_and_side_lobes_of_the_textbook) {
  // models.md M3: 50.758 and 58.957 deg wavelength / D, -13.261 and -17.570 dB.
  EXPECT_NEAR(aperture_beamwidth_rad(kShapes[0], 1000.0) * 1000.0, radians(50.758), radians(1e-3));
  EXPECT_NEAR(aperture_beamwidth_rad(kShapes[1], 1000.0) * 1000.0, radians(58.957), radians(1e-3));
  EXPECT_NEAR(first_sidelobe_db(kShapes[0]), -13.261, 1e-3);
  EXPECT_NEAR(first_sidelobe_db(kShapes[1]), -17.570, 1e-3);
  for (const ElevationPattern shape : kShapes)
    EXPECT_NEAR(aperture_gain(shape, aperture_half_power(shape)), 0.5, 1e-12);
}

TEST(Aperture, is_a_pattern_of_a_radar) {
  RadarType radar = testing::search_radar();
  radar.elevation_beamwidth_rad = radians(4.0);
  radar.pattern.beam_elevation_rad = radians(3.0);
  for (const ElevationPattern shape : kShapes) {
    radar.pattern.elevation = shape;
    radar.pattern.sidelobe = {};
    EXPECT_NEAR(elevation_gain(radar, radians(3.0)), 1.0, 1e-12);
    EXPECT_NEAR(elevation_gain(radar, radians(1.0)), 0.5, 1e-12);
    EXPECT_NEAR(elevation_gain(radar, radians(5.0)), 0.5, 1e-12);
    // From the first null on nothing exceeds the first side lobe, and the mean level fills the nulls.
    double most = 0.0, least = 1.0;
    radar.pattern.sidelobe = 1e-4;
    radar.pattern.sidelobe.reason = "of the test";
    for (double degrees = 9.0; degrees < 60.0; degrees += 0.01) {
      const double gain = elevation_gain(radar, radians(degrees));
      most = std::max(most, gain);
      least = std::min(least, gain);
    }
    EXPECT_NEAR(db(most), shape == kShapes[0] ? -13.261 : -17.570, 1e-3);
    EXPECT_EQ(least, 1e-4);
  }
}

}  // namespace
}  // namespace cupola

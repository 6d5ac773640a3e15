#include "catalogue/hits_per_scan.hpp"

#include <gtest/gtest.h>

namespace cupola {
namespace {

TEST(HitsPerScan, is_that_of_the_textbook) {
  const double beam_rad = 1.5 * math::kPi / 180.0;
  EXPECT_NEAR(hits_per_scan(beam_rad, 5.0, 300.0), 6.25, 1e-12);
  EXPECT_NEAR(time_on_target_s(beam_rad, 5.0), 5.0 / 240.0, 1e-15);
}

TEST(HitsPerScan, an_echo_from_the_end_of_the_range_is_back_in_time) {
  EXPECT_NEAR(unambiguous_pulse_rate_hz(149896.229), 1000.0, 1e-9);
}

}  // namespace
}  // namespace cupola

#include "formats/number_text.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <random>

namespace cupola {
namespace {

std::string fixed(double value, int decimals) {
  std::string text;
  append_fixed(text, value, decimals);
  return text;
}

std::string as_float(double value) {
  std::string text;
  append_float(text, value);
  return text;
}

TEST(NumberText, fixed_decimals_are_those_of_printf) {
  EXPECT_EQ(fixed(0.0, 4), "0.0000");
  EXPECT_EQ(fixed(-0.00001, 4), "0.0000");
  EXPECT_EQ(fixed(-1.5, 0), "-2");
  EXPECT_EQ(fixed(12.0, 6), "12.000000");
  EXPECT_EQ(fixed(0.99996, 4), "1.0000");
  EXPECT_EQ(fixed(1e300, 1), fmt::format("{:.1f}", 1e300));
  std::mt19937_64 random(1);
  std::uniform_real_distribution<double> exponent(-6.0, 7.0), sign(-1.0, 1.0);
  for (int i = 0; i < 20000; ++i) {
    const double value = std::pow(10.0, exponent(random)) * sign(random);
    const std::string expected = fmt::format("{:.4f}", value);
    if (expected == "-0.0000") continue;
    ASSERT_EQ(fixed(value, 4), expected) << value;
  }
}

TEST(NumberText, floats_read_back_as_they_were) {
  EXPECT_EQ(as_float(0.0), "0");
  EXPECT_EQ(as_float(2500.0), "2500");
  EXPECT_EQ(as_float(1e60), "1e+60");
  std::mt19937_64 random(2);
  std::uniform_real_distribution<double> exponent(-20.0, 20.0), sign(-1.0, 1.0);
  for (int i = 0; i < 20000; ++i) {
    const double value = std::pow(10.0, exponent(random)) * sign(random);
    const std::string text = as_float(value);
    ASSERT_EQ(std::strtof(text.c_str(), nullptr), static_cast<float>(value)) << text;
    ASSERT_LE(text.size(), 15u) << text;
  }
}

}  // namespace
}  // namespace cupola

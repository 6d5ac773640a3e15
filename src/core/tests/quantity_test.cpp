#include "core/quantity.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/tests/mpfr_oracle.hpp"

namespace cupola {
namespace {

using Kind = QuantityError::Kind;

double value_of(std::string_view text, Dimension dimension) {
  QuantityError error;
  const auto value = parse_quantity(text, dimension, error);
  EXPECT_TRUE(value.has_value()) << text << ": " << error.what;
  return value.value_or(NAN);
}

QuantityError error_of(std::string_view text, Dimension dimension) {
  QuantityError error;
  EXPECT_FALSE(parse_quantity(text, dimension, error).has_value()) << text;
  EXPECT_FALSE(error.what.empty()) << text;
  EXPECT_FALSE(error.hint.empty()) << text;
  return error;
}

TEST(Quantity, ReadsEveryDimension) {
  EXPECT_EQ(value_of("400 km", Dimension::length), 400e3);
  EXPECT_EQ(value_of("100 ft", Dimension::length), 30.48);
  EXPECT_EQ(value_of("2 nmi", Dimension::length), 3704.0);
  EXPECT_EQ(value_of("15 min", Dimension::time), 900.0);
  EXPECT_EQ(value_of("10 ms", Dimension::time), 0.01);
  EXPECT_DOUBLE_EQ(value_of("3 deg", Dimension::angle), 3.0 * M_PI / 180.0);
  EXPECT_DOUBLE_EQ(value_of("15 rpm", Dimension::angular_rate), M_PI / 2.0);
  EXPECT_EQ(value_of("250 m/s", Dimension::speed), 250.0);
  EXPECT_DOUBLE_EQ(value_of("900 km/h", Dimension::speed), 250.0);
  EXPECT_DOUBLE_EQ(value_of("360 kn", Dimension::speed), 185.2);
  EXPECT_EQ(value_of("2 g", Dimension::acceleration), 19.6133);
  EXPECT_DOUBLE_EQ(value_of("2 g", Dimension::mass), 0.002);
  EXPECT_EQ(value_of("1.8 t", Dimension::mass), 1800.0);
  EXPECT_EQ(value_of("5000 kg/m2", Dimension::mass_per_area), 5000.0);
  EXPECT_EQ(value_of("12 kN", Dimension::force), 12e3);
  EXPECT_EQ(value_of("3 km2", Dimension::area), 3e6);
  EXPECT_EQ(value_of("0.4 m2", Dimension::area_rcs), 0.4);
  EXPECT_DOUBLE_EQ(value_of("-10 dBsm", Dimension::area_rcs), 0.1);
  EXPECT_EQ(value_of("0 dBsm", Dimension::area_rcs), 1.0);
  EXPECT_EQ(value_of("9.7 GHz", Dimension::frequency), 9.7e9);
  EXPECT_DOUBLE_EQ(value_of("6 /h", Dimension::rate), 6.0 / 3600.0);
  EXPECT_EQ(value_of("85 %", Dimension::probability), 0.85);
  EXPECT_EQ(value_of("0.85", Dimension::probability), 0.85);
  EXPECT_EQ(value_of("12 %", Dimension::ratio), 0.12);
  EXPECT_DOUBLE_EQ(value_of("3 dB", Dimension::power_ratio), 1.9952623149688795);
  EXPECT_EQ(value_of("2", Dimension::power_ratio), 2.0);
  EXPECT_DOUBLE_EQ(value_of("30 dBm", Dimension::power), 1.0);
  EXPECT_EQ(value_of("5 MW", Dimension::power), 5e6);
  EXPECT_EQ(value_of("2 kJ", Dimension::energy), 2000.0);
  EXPECT_EQ(value_of("15 degC", Dimension::temperature), 288.15);
  EXPECT_EQ(value_of("1013.25 hPa", Dimension::pressure), 101325.0);
  EXPECT_EQ(value_of("64 kbit/s", Dimension::data_rate), 64e3);
  EXPECT_EQ(value_of("1.2 MUSD", Dimension::money), 1.2e6);
  EXPECT_EQ(value_of("8", Dimension::count), 8.0);
  EXPECT_EQ(value_of("-1.5", Dimension::number), -1.5);
}

TEST(Quantity, ReadsNumbersAsWritten) {
  for (const char* text :
       {"1500 m", "+1500 m", "1.5e3 m", "1500. m", "1500m", "  1500 \t m ", "1.5E+3m", "15000e-1 m"})
    EXPECT_EQ(value_of(text, Dimension::length), 1500.0) << text;
  EXPECT_EQ(value_of(".5 km", Dimension::length), 500.0);
  EXPECT_EQ(value_of("-.5 km", Dimension::length), -500.0);
  EXPECT_EQ(value_of("0.1", Dimension::number), 0.1);
}

TEST(Quantity, MissingUnitNamesThoseThatFit) {
  const QuantityError error = error_of("400", Dimension::length);
  EXPECT_EQ(error.kind, Kind::missing_unit);
  EXPECT_EQ(error.what, "'400' has no unit");
  EXPECT_EQ(error.hint, "units of length are m, km, cm, mm, ft, kft, nmi or mi");
}

TEST(Quantity, UnknownUnitNamesTheNearest) {
  const QuantityError error = error_of("400 KM", Dimension::length);
  EXPECT_EQ(error.kind, Kind::unknown_unit);
  EXPECT_EQ(error.what, "there is no unit 'KM'");
  EXPECT_EQ(error.hint, "did you mean 'km'?");
  EXPECT_EQ(error_of("12 parsecs", Dimension::length).hint,
            "units of length are m, km, cm, mm, ft, kft, nmi or mi");
  EXPECT_EQ(error_of("9.7 Ghz", Dimension::frequency).hint, "did you mean 'GHz'?");
  EXPECT_EQ(error_of("3 m\xc2\xb2", Dimension::area).kind, Kind::unknown_unit);
}

TEST(Quantity, WrongDimensionSaysWhichItIs) {
  const QuantityError error = error_of("400 km", Dimension::speed);
  EXPECT_EQ(error.kind, Kind::wrong_dimension);
  EXPECT_EQ(error.what, "'km' is a unit of length, not of speed");
  EXPECT_EQ(error.hint, "units of speed are m/s, km/s, km/h, kn, ft/s, mph or mm/h");
  EXPECT_EQ(error_of("400 km", Dimension::number).hint, "write a bare number");
  EXPECT_EQ(error_of("3 dB", Dimension::ratio).kind, Kind::wrong_dimension);
  EXPECT_EQ(error_of("3 dB", Dimension::area_rcs).kind, Kind::wrong_dimension);
  EXPECT_EQ(error_of("3 dBsm", Dimension::area).kind, Kind::wrong_dimension);
}

TEST(Quantity, NotANumber) {
  EXPECT_EQ(error_of("", Dimension::length).what, "there is nothing here");
  for (const char* text : {"", "  ", "km", "far", "- 3 m", "--3 m", ".", "e3 m", "+", "m 3", "\xff"})
    EXPECT_EQ(error_of(text, Dimension::length).kind, Kind::not_a_number) << text;
  for (const char* text : {"3,5 km", "1,000 m"}) {
    const QuantityError error = error_of(text, Dimension::length);
    EXPECT_EQ(error.kind, Kind::not_a_number);
    EXPECT_NE(error.hint.find("point"), std::string::npos);
  }
  EXPECT_EQ(error_of("0x10 m", Dimension::length).kind, Kind::trailing_text);
  EXPECT_EQ(error_of("1e m", Dimension::length).kind, Kind::trailing_text);
}

TEST(Quantity, NotFinite) {
  for (const char* text : {"inf m", "-inf km", "nan m", ".inf", "Infinity m", "1e999 m", "1e308 km"})
    EXPECT_EQ(error_of(text, Dimension::length).kind, Kind::not_finite) << text;
  EXPECT_EQ(error_of("9999 dBsm", Dimension::area_rcs).kind, Kind::not_finite);
}

TEST(Quantity, TrailingText) {
  const QuantityError error = error_of("400 km or so", Dimension::length);
  EXPECT_EQ(error.kind, Kind::trailing_text);
  EXPECT_EQ(error.what, "'or so' follows the quantity");
  EXPECT_EQ(error.hint, "end it after '400 km'");
}

TEST(Quantity, CountsAreWhole) {
  EXPECT_EQ(error_of("2.5", Dimension::count).kind, Kind::not_whole);
  EXPECT_EQ(error_of("-2", Dimension::count).kind, Kind::not_whole);
}

TEST(QuantityFormat, ChoosesTheUnit) {
  EXPECT_EQ(format_quantity(400e3, Dimension::length), "400 km");
  EXPECT_EQ(format_quantity(0.0, Dimension::length), "0 m");
  EXPECT_EQ(format_quantity(-0.0, Dimension::length), "0 m");
  EXPECT_EQ(format_quantity(-1234.5678, Dimension::length), "-1.235 km");
  EXPECT_EQ(format_quantity(123456789.0, Dimension::length, 3), "123000 km");
  EXPECT_EQ(format_quantity(0.0304, Dimension::length), "3.04 cm");
  EXPECT_EQ(format_quantity(12.0, Dimension::time), "12 s");
  EXPECT_EQ(format_quantity(900.0, Dimension::time), "15 min");
  EXPECT_EQ(format_quantity(2e-6, Dimension::time), "2 us");
  EXPECT_EQ(format_quantity(M_PI / 60.0, Dimension::angle), "3 deg");
  EXPECT_EQ(format_quantity(9.7e9, Dimension::frequency), "9.7 GHz");
  EXPECT_EQ(format_quantity(0.1, Dimension::area_rcs), "0.1 m2");
  EXPECT_EQ(format_quantity(100.0, Dimension::power_ratio), "20 dB");
  EXPECT_EQ(format_quantity(0.0, Dimension::power_ratio), "0");
  EXPECT_EQ(format_quantity(0.8512345, Dimension::probability, 2), "0.85");
  EXPECT_EQ(format_quantity(1.25e6, Dimension::money, 3), "1.25 MUSD");
  EXPECT_EQ(format_quantity(12.0, Dimension::count), "12");
  EXPECT_EQ(format_quantity(1e-9, Dimension::number), "1e-09");
  EXPECT_EQ(format_quantity(999.96, Dimension::length), "1000 m");
}

// What is written out is read back as the same value to the digits shown, in every dimension and every size.
TEST(QuantityFormat, IsReadBack) {
  testing::Points points(9);
  for (int d = 0; d <= static_cast<int>(Dimension::money); ++d) {
    const auto dimension = static_cast<Dimension>(d);
    for (int i = 0; i < 500; ++i) {
      double si = points.spread(1e-9, 1e12);
      if (dimension == Dimension::count) si = std::floor(points.spread(1.0, 1e6));
      const std::string text = format_quantity(si, dimension, 9);
      EXPECT_NEAR(value_of(text, dimension) / si, 1.0, 1.2e-7) << text;  // half of the last digit of 100 dB
    }
  }
}

TEST(Units, EveryOneIsReadAndUndone) {
  for (int d = 0; d <= static_cast<int>(Dimension::money); ++d) {
    const auto dimension = static_cast<Dimension>(d);
    for (const Unit& unit : units_for(dimension)) {
      EXPECT_DOUBLE_EQ(value_of("7 " + std::string(unit.name), dimension), to_si(7.0, unit)) << unit.name;
      EXPECT_NEAR(from_si(to_si(7.0, unit), unit), 7.0, 1e-12) << unit.name;
    }
  }
}

}  // namespace
}  // namespace cupola

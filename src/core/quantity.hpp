#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cupola {

/// What a number in a file is a number of. Inside the program it is in SI units and radians.
enum class Dimension : std::uint8_t {
  number,       ///< a bare number, no unit allowed
  count,        ///< a whole number from 0 on
  ratio,        ///< a bare number or %
  power_ratio,  ///< a bare number or dB
  probability,  ///< a bare number or %; its range is for the reader of the field to check
  length,
  time,
  angle,
  angular_rate,
  speed,
  acceleration,
  mass,
  mass_per_area,
  force,
  area,
  area_rcs,  ///< m2 or dBsm
  frequency,
  rate,  ///< happenings per time
  power,
  energy,
  temperature,
  pressure,
  data_rate,
  money,  ///< US dollars
};

/// One way to write a quantity.
struct Unit {
  enum class Scale : std::uint8_t { linear, decibel, celsius };
  std::string_view name;  ///< empty for a bare number
  double si;              ///< how much of the SI unit one of these is; of 0 dB for decibels
  Scale scale = Scale::linear;
  double shown_from = -1.0;  ///< SI size from which format_quantity chooses it; negative: never
};

/// `angular rate`, for messages.
std::string_view dimension_name(Dimension dimension);
/// Every unit a quantity of this kind may be written in, the one of the SI first or nearly so.
std::span<const Unit> units_for(Dimension dimension);
/// `m, km, ft or nmi`; a bare number reads `a bare number`.
std::string unit_list(Dimension dimension);

double to_si(double value, const Unit& unit);
double from_si(double si, const Unit& unit);

/// What is wrong with a quantity, in words for the user.
struct QuantityError {
  enum class Kind : std::uint8_t {
    not_a_number,
    not_finite,
    not_whole,
    missing_unit,
    unknown_unit,
    wrong_dimension,
    trailing_text,
  };
  Kind kind = Kind::not_a_number;
  std::string what;
  std::string hint;
};

/// Reads `400 km`, `-10 dBsm`, `3 deg`, `85 %`: a decimal number, blanks or none, a unit.
/// Returns    the value in SI units and radians; none, with the reason in `error`, if the text is no such
///            quantity
/// Checked by tests/quantity_test.cpp
std::optional<double> parse_quantity(std::string_view text, Dimension dimension, QuantityError& error);

/// A quantity for people: in a unit of fitting size, rounded to so many significant digits, no zeros
/// trailing.
/// Holds for  finite values
std::string format_quantity(double si, Dimension dimension, int digits = 4);

}  // namespace cupola

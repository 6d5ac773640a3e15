#include "core/quantity.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <vector>

#include "core/suggest.hpp"

namespace cupola {
namespace {

using Kind = QuantityError::Kind;

constexpr Dimension kLastDimension = Dimension::money;

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view without_blanks(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

/// How many characters of `text` are a decimal number: sign, digits with a point among them, exponent.
std::size_t length_of_number(std::string_view text) {
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t start = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    return at - start;
  };
  const auto sign = [&] {
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
  };
  sign();
  std::size_t count = digits();
  if (at < text.size() && text[at] == '.') {
    ++at;
    count += digits();
  }
  if (count == 0) return 0;
  const std::size_t mantissa = at;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    sign();
    if (digits() == 0) return mantissa;
  }
  return at;
}

bool names_no_finite_number(std::string_view text) {
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  if (!text.empty() && text.front() == '.') text.remove_prefix(1);
  const std::string_view word = text.substr(0, text.find_first_of(" \t"));
  return edit_distance(word, "inf") == 0 || edit_distance(word, "nan") == 0 ||
         edit_distance(word, "infinity") == 0;
}

std::nullopt_t refuse(QuantityError& error, Kind kind, std::string what, std::string hint) {
  error = {kind, std::move(what), std::move(hint)};
  return std::nullopt;
}

std::string units_hint(Dimension dimension) {
  const auto units = units_for(dimension);
  if (units.size() == 1 && units.front().name.empty()) return "write a bare number";
  return fmt::format("units of {} are {}", dimension_name(dimension), unit_list(dimension));
}

const Unit* find_unit(std::string_view name, Dimension dimension) {
  for (const Unit& unit : units_for(dimension))
    if (unit.name == name) return &unit;
  return nullptr;
}

std::optional<Dimension> dimension_with_unit(std::string_view name) {
  for (int d = 0; d <= static_cast<int>(kLastDimension); ++d)
    if (find_unit(name, static_cast<Dimension>(d)) != nullptr) return static_cast<Dimension>(d);
  return std::nullopt;
}

std::nullopt_t refuse_unit(std::string_view name, Dimension dimension, QuantityError& error) {
  if (const auto other = dimension_with_unit(name))
    return refuse(error, Kind::wrong_dimension,
                  fmt::format("'{}' is a unit of {}, not of {}", name, dimension_name(*other),
                              dimension_name(dimension)),
                  units_hint(dimension));
  std::vector<std::string_view> known;
  for (const Unit& unit : units_for(dimension))
    if (!unit.name.empty()) known.push_back(unit.name);
  const auto nearest = nearest_name(name, known);
  return refuse(error, Kind::unknown_unit, fmt::format("there is no unit '{}'", name),
                nearest ? fmt::format("did you mean '{}'?", *nearest) : units_hint(dimension));
}

std::nullopt_t refuse_number(std::string_view text, Dimension dimension, QuantityError& error) {
  if (names_no_finite_number(text))
    return refuse(error, Kind::not_finite, fmt::format("'{}' is not finite", text), "write a finite number");
  return refuse(
      error, Kind::not_a_number,
      text.empty() ? "there is nothing here" : fmt::format("'{}' does not begin with a number", text),
      fmt::format("write a number and a unit; {}", units_hint(dimension)));
}

}  // namespace

std::optional<double> parse_quantity(std::string_view text, Dimension dimension, QuantityError& error) {
  text = without_blanks(text);
  const std::size_t length = length_of_number(text);
  if (length == 0) return refuse_number(text, dimension, error);

  std::string_view number = text.substr(0, length);
  if (number.front() == '+') number.remove_prefix(1);
  double value = 0.0;
  const auto [end, fault] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (fault != std::errc() || !std::isfinite(value))
    return refuse(error, Kind::not_finite,
                  fmt::format("'{}' is too large or too small", text.substr(0, length)),
                  "write a number between 1e-307 and 1e308");

  std::string_view rest = without_blanks(text.substr(length));
  if (rest.starts_with(','))
    return refuse(error, Kind::not_a_number, fmt::format("'{}' has a comma in its number", text),
                  "write a point before the decimals, and nothing between thousands");
  const std::string_view name = rest.substr(0, rest.find_first_of(" \t"));
  rest = without_blanks(rest.substr(name.size()));
  if (!rest.empty())
    return refuse(
        error, Kind::trailing_text, fmt::format("'{}' follows the quantity", rest),
        fmt::format("end it after '{}'", without_blanks(text.substr(0, text.size() - rest.size()))));

  const Unit* unit = find_unit(name, dimension);
  if (unit == nullptr && name.empty())
    return refuse(error, Kind::missing_unit, fmt::format("'{}' has no unit", text), units_hint(dimension));
  if (unit == nullptr) return refuse_unit(name, dimension, error);
  if (dimension == Dimension::count && (value < 0.0 || value != std::floor(value)))
    return refuse(error, Kind::not_whole, fmt::format("'{}' is not a count", text),
                  "write a whole number from 0 on");
  const double si = to_si(value, *unit);
  if (!std::isfinite(si))
    return refuse(error, Kind::not_finite, fmt::format("'{}' is too large", text), units_hint(dimension));
  return si;
}

}  // namespace cupola

#include "formats/number_text.hpp"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <limits>

#include "core/check.hpp"

namespace cupola {
namespace {

constexpr double kPowers[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
constexpr double kExact = 9007199254740992.0;  // every whole number up to here is a double

}  // namespace

void append_whole(std::string& text, long long value) {
  char buffer[24];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  text.append(buffer, end);
}

void append_fixed(std::string& text, double value, int decimals) {
  CUPOLA_CHECK(decimals >= 0 && decimals <= 9 && std::isfinite(value));
  const double scaled = std::fabs(value) * kPowers[decimals];
  if (scaled >= kExact) {
    char buffer[400];
    const int length = std::snprintf(buffer, sizeof buffer, "%.*f", decimals, value);
    text.append(buffer, static_cast<std::size_t>(length));
    return;
  }
  auto units = static_cast<unsigned long long>(std::floor(scaled + 0.5));
  char buffer[32];
  char* const end = buffer + sizeof buffer;
  char* at = end;
  const bool negative = value < 0.0 && units > 0;
  for (int i = 0; i < decimals; ++i, units /= 10) *--at = static_cast<char>('0' + units % 10);
  if (decimals > 0) *--at = '.';
  do *--at = static_cast<char>('0' + units % 10);
  while ((units /= 10) > 0);
  if (negative) *--at = '-';
  text.append(at, end);
}

void append_float(std::string& text, double value) {
  CUPOLA_CHECK(std::isfinite(value));
  constexpr double kMost = std::numeric_limits<float>::max();
  char buffer[32];
  const bool fits = std::fabs(value) <= kMost;
  const auto end = fits ? std::to_chars(buffer, buffer + sizeof buffer, static_cast<float>(value)).ptr
                        : std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  text.append(buffer, end);
}

}  // namespace cupola

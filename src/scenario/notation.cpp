#include "scenario/notation.hpp"

#include <charconv>

#include "core/quantity.hpp"

namespace cupola {

namespace {

constexpr Notation kHeightNotation{"a height with its datum (agl, msl or hae)",
                                   R"(^\s*\S.*\s(agl|msl|hae)\s*$)", "60 m agl"};
constexpr Notation kInstantNotation{
    "an instant in UTC (ISO 8601)",
    R"(^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?Z$)", "2026-06-01T02:00:00Z"};
constexpr Notation kHitsNotation{"a rule M of N", R"(^[0-9]{1,2} of [0-9]{1,2}$)", "2 of 3"};

constexpr double kHeightLeast_m = -500.0, kHeightMost_m = 50e3;

/// A whole number of exactly so many digits; negative: it is not one.
int digits(std::string_view text) {
  int value = -1;
  for (const char c : text)
    if (c < '0' || c > '9') return -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? value : -1;
}

/// Days from 1970-01-01 in the Gregorian calendar (Hinnant's era method).
std::int64_t days_from_civil(int year, int month, int day) {
  const int y = month <= 2 ? year - 1 : year;
  const int era = (y >= 0 ? y : y - 399) / 400, year_of_era = y - era * 400;
  const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return std::int64_t{era} * 146097 + day_of_era - 719468;
}

int days_in_month(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

/// Nanoseconds of `.25`; negative: not a fraction of a second.
std::int64_t fraction_ns(std::string_view text) {
  if (text.empty()) return 0;
  if (text[0] != '.' || text.size() < 2 || text.size() > 10) return -1;
  std::int64_t ns = digits(text.substr(1));
  for (std::size_t i = text.size(); ns >= 0 && i < 10; ++i) ns *= 10;
  return ns;
}

}  // namespace

double Height::hae_m(const SmoothEarth& earth) const { return hae_m(earth, earth.ground_hae_m); }

double Height::hae_m(const SmoothEarth& earth, double ground_hae_m) const {
  switch (datum) {
    case Datum::agl:
      return height_m + ground_hae_m;
    case Datum::msl:
      return height_m + earth.geoid_undulation_m;
    case Datum::hae:
      break;
  }
  return height_m;
}

std::string read_height(std::string_view text, Height& height) {
  const std::size_t space = text.rfind(' ');
  const std::string_view datum = space == std::string_view::npos ? text : text.substr(space + 1);
  constexpr std::string_view kDatums[] = {"agl", "msl", "hae"};
  int found = -1;
  for (int d = 0; d < 3; ++d)
    if (datum == kDatums[d]) found = d;
  if (found < 0)
    return "a height names its datum: `60 m agl` (ground), `msl` (sea level) or `hae` (ellipsoid)";

  QuantityError error;
  const std::optional<double> read_m = parse_quantity(text.substr(0, space), Dimension::length, error);
  if (!read_m) return error.hint.empty() ? error.what : error.hint;
  if (!(*read_m >= kHeightLeast_m && *read_m <= kHeightMost_m)) return "from -500 m to 50 km";
  height = {*read_m, static_cast<Datum>(found)};
  return "";
}

std::string read_instant(std::string_view t, Time& instant) {
  const std::string form = "write `2026-06-01T02:00:00Z`: date, T, time of day, Z";
  const bool shaped = t.size() >= 20 && t.size() <= 30 && t[4] == '-' && t[7] == '-' && t[10] == 'T' &&
                      t[13] == ':' && t[16] == ':' && t.back() == 'Z';
  if (!shaped) return form;
  const int year = digits(t.substr(0, 4)), month = digits(t.substr(5, 2)), day = digits(t.substr(8, 2));
  const int hour = digits(t.substr(11, 2)), minute = digits(t.substr(14, 2)),
            second = digits(t.substr(17, 2));
  const std::int64_t ns = fraction_ns(t.substr(19, t.size() - 20));
  if (year < 0 || month < 0 || day < 0 || hour < 0 || minute < 0 || second < 0 || ns < 0) return form;
  if (year < 1900 || year > 2200) return "years from 1900 to 2200";
  if (month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) return "there is no such day";
  if (hour > 23 || minute > 59 || second > 59) return "there is no such time of day";

  const std::int64_t seconds = ((days_from_civil(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
  instant = Time{seconds * 1'000'000'000 + ns};
  return "";
}

std::string read_hits_of_looks(std::string_view text, HitsOfLooks& rule) {
  constexpr std::string_view kOf = " of ";
  const std::size_t of = text.find(kOf);
  if (of == std::string_view::npos) return "write `2 of 3`";
  const int hits = digits(text.substr(0, of)), looks = digits(text.substr(of + kOf.size()));
  if (hits < 1 || looks < hits || looks > 20) return "M of N needs 1 <= M <= N <= 20";
  rule = {hits, looks};
  return "";
}

void declare_height(FieldVisitor& v, const Field& field, Height& height) {
  v.notation(field, kHeightNotation, [&height](std::string_view text) { return read_height(text, height); });
}

void declare_instant(FieldVisitor& v, const Field& field, Time& instant) {
  v.notation(field, kInstantNotation,
             [&instant](std::string_view text) { return read_instant(text, instant); });
}

void declare_hits_of_looks(FieldVisitor& v, const Field& field, HitsOfLooks& rule) {
  v.notation(field, kHitsNotation, [&rule](std::string_view text) { return read_hits_of_looks(text, rule); });
}

}  // namespace cupola

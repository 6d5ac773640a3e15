#include "cli/interval_print.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/answer_words.hpp"

namespace cupola {

namespace {

nlohmann::ordered_json or_null(double number) {
  return std::isfinite(number) ? nlohmann::ordered_json(number) : nlohmann::ordered_json();
}

}  // namespace

std::string interval_text(const Interval& interval) {
  return fmt::format("{:>8}  {}", two_figures(interval.estimate), bounds_text(interval));
}

std::string probability_text(const Interval& interval, const ProbabilityFloor& floor) {
  if (floor.hides(interval)) return floor_words(floor, interval);
  return interval_text({interval.estimate, interval.low < floor.value ? 0.0 : interval.low, interval.high});
}

nlohmann::ordered_json probability_json(const Interval& interval, const ProbabilityFloor& floor) {
  const bool hidden = floor.hides(interval);
  nlohmann::ordered_json row = interval_json(interval);
  if (interval.low < floor.value) row["low"] = 0.0;
  if (!hidden) return row;
  row["estimate"] = nullptr;
  row["high"] = std::max(interval.high, floor.value);
  row["below_floor"] = floor.value;
  return row;
}

Interval scaled(const Interval& interval, double factor) {
  return {factor * interval.estimate, factor * interval.low, factor * interval.high};
}

nlohmann::ordered_json no_interval_json() {
  return {{"estimate", nullptr}, {"low", nullptr}, {"high", nullptr}};
}

nlohmann::ordered_json interval_json(const Interval& interval) {
  return {{"estimate", or_null(interval.estimate)},
          {"low", or_null(interval.low)},
          {"high", or_null(interval.high)}};
}

}  // namespace cupola

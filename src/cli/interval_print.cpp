#include "cli/interval_print.hpp"

#include <fmt/format.h>

#include <cmath>

namespace cupola {

namespace {

nlohmann::ordered_json or_null(double number) {
  return std::isfinite(number) ? nlohmann::ordered_json(number) : nlohmann::ordered_json();
}

}  // namespace

std::string interval_text(const Interval& interval) {
  return fmt::format("{:>8.2g}  [{:.2g}, {:.2g}]", interval.estimate, interval.low, interval.high);
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

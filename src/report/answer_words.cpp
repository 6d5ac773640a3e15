#include "report/answer_words.hpp"

#include <fmt/format.h>

#include <cmath>

namespace cupola {

std::string two_figures(double value) {
  const double size = std::fabs(value);
  if (!std::isfinite(value) || size < 99.5 || size >= 1e7) return fmt::format("{:.2g}", value);
  const double step = std::pow(10.0, std::floor(std::log10(size)) - 1.0);
  return fmt::format("{:.0f}", std::round(value / step) * step);
}

std::string bounds_text(const Interval& interval) {
  return fmt::format("[{}, {}]", two_figures(interval.low), two_figures(interval.high));
}

std::string p_text(double p) { return p < 0.001 ? "p < 0.001" : fmt::format("p = {:.2g}", p); }

std::string luck_text(const PointDifference& d) {
  return std::isfinite(d.saved)
             ? fmt::format("luck in common: correlation {:.2f}, worth {:.2g} times the replicates",
                           d.correlation, d.saved)
             : "the same difference in every replicate";
}

}  // namespace cupola

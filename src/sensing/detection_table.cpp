#include "sensing/detection_table.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <tuple>

#include "core/check.hpp"
#include "core/math.hpp"
#include "sensing/detection.hpp"
#include "sensing/kernels.hpp"

namespace cupola {
namespace {

constexpr double kLn10Over10 = 0.230258509299404568;
constexpr std::size_t kTablesKept = 256;  // a study that draws Pfa makes one a draw

// Where the law itself is worked out.
constexpr double kExactFirst_db = -43.0, kExactPerDb = 10.0;
constexpr int kExactSamples = 1251;

double snr_of(double exact_sample) {
  return math::exp((kExactFirst_db + exact_sample / kExactPerDb) * kLn10Over10);
}

/// The cubic through the four samples around x, Newton's form on the nodes -1, 0, 1, 2.
double cubic_between(const std::vector<double>& samples, double x) {
  const double cell = std::clamp(std::floor(x), 1.0, static_cast<double>(samples.size()) - 3.0);
  const double* y = samples.data() + static_cast<std::size_t>(cell);
  const double u = x - cell, d1 = y[0] - y[-1], d2 = y[1] - y[0], d3 = y[2] - y[1];
  const double second = d2 - d1, third = (d3 - d2) - second;
  return y[-1] + (u + 1.0) * (d1 + u * (0.5 * second + third * (u - 1.0) / 6.0));
}

/// SNR at a sample of the grid.
double snr_at(int i) {
  const int octave = i >> kTableStepBits, step = i - (octave << kTableStepBits);
  return std::ldexp(kTableFirst * (1.0 + std::ldexp(step, -kTableStepBits)), octave);
}

/// The middle of the step of the grid in which an SNR lies.
double middle_of_cell(double snr) {
  int exponent = 0;
  const double fraction = std::frexp(snr, &exponent);  // in [1/2, 1)
  const double steps = std::ldexp(1.0, kTableStepBits + 1);
  return std::ldexp((std::floor(fraction * steps) + 0.5) / steps, exponent);
}

}  // namespace

DetectionTable::DetectionTable(int swerling, int pulses, double pfa) {
  const DetectionLaw law(pulses, pfa);
  const auto exact = [&](double snr) { return law.probability(swerling, snr); };
  std::vector<double> coarse;
  coarse.reserve(kExactSamples);
  for (int i = 0; i < kExactSamples; ++i) coarse.push_back(exact(snr_of(i)));
  samples_.reserve(kTableSamples);
  for (int i = 0; i < kTableSamples; ++i) {
    const double x = (math::log(snr_at(i)) / kLn10Over10 - kExactFirst_db) * kExactPerDb;
    samples_.push_back(static_cast<float>(std::clamp(cubic_between(coarse, x), 0.0, 1.0)));
  }

  // Both steps are farthest off near the middles of their intervals; beyond the ends lie noise alone and
  // certainty.
  error_ = std::max(samples_.front() - pfa, 1.0 - static_cast<double>(samples_.back()));
  for (int i = 1; i + 2 < kExactSamples; ++i) {
    const double snr = middle_of_cell(snr_of(i + 0.5));
    error_ = std::max(error_, std::fabs(probability(snr) - exact(snr)));
  }
  CUPOLA_CHECK(error_ <= 1e-5);
}

double DetectionTable::probability(double snr) const { return table_probability(samples_.data(), snr); }

std::shared_ptr<const DetectionTable> DetectionTable::of(int swerling, int pulses, double pfa) {
  static std::mutex guard;
  static std::map<std::tuple<int, int, double>, std::shared_ptr<const DetectionTable>> tables;
  const std::tuple key{swerling, pulses, pfa};
  {
    const std::lock_guard lock(guard);
    if (const auto found = tables.find(key); found != tables.end()) return found->second;
  }
  auto table = std::make_shared<const DetectionTable>(swerling, pulses, pfa);
  const std::lock_guard lock(guard);
  if (tables.size() >= kTablesKept) tables.clear();
  return tables.emplace(key, std::move(table)).first->second;
}

}  // namespace cupola

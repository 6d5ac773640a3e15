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

}  // namespace

DetectionTable::DetectionTable(int swerling, int pulses, double pfa) {
  const DetectionLaw law(pulses, pfa);
  const auto exact = [&](double snr_db) {
    return law.probability(swerling, math::exp(snr_db * kLn10Over10));
  };
  samples_.reserve(kTableSamples);
  for (int i = 0; i < kTableSamples; ++i) samples_.push_back(exact(kTableFirst_db + i / kTableStepsPerDb));

  // A cubic is farthest off near the middle of its interval; beyond the ends lie noise alone and certainty.
  error_ = std::max(samples_.front() - pfa, 1.0 - samples_.back());
  for (int i = 0; i + 1 < kTableSamples; ++i) {
    const double snr_db = kTableFirst_db + (i + 0.5) / kTableStepsPerDb;
    error_ = std::max(error_, std::fabs(probability(snr_db) - exact(snr_db)));
  }
  CUPOLA_CHECK(error_ <= 1e-5);
}

double DetectionTable::probability(double snr_db) const { return table_probability(samples_.data(), snr_db); }

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

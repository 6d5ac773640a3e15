#include <algorithm>
#include <cmath>

#include "core/math.hpp"
#include "tracking/detection_scans.hpp"

namespace cupola {
namespace {

constexpr std::size_t kLookedAt = 200'000;  // detections are enough to tell a rhythm

/// Median time between groups of equal times, if most detections come in groups.
std::optional<double> between_groups(const std::vector<const Detection*>& own) {
  std::vector<std::int64_t> gaps;
  for (std::size_t i = 1; i < own.size(); ++i)
    if (own[i]->time != own[i - 1]->time) gaps.push_back((own[i]->time - own[i - 1]->time).ns);
  if (gaps.empty()) return own.size() > 1 ? std::optional<double>(0.0) : std::nullopt;
  if (2 * (gaps.size() + 1) > own.size()) return std::nullopt;
  const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
  std::nth_element(gaps.begin(), middle, gaps.end());
  return Duration{*middle}.seconds();
}

/// Time for one turn of the azimuths, if they turn one way.
double of_turns(const std::vector<const Detection*>& own) {
  double sum = 0.0;
  std::size_t right = 0, left = 0;
  for (std::size_t i = 1; i < own.size(); ++i) {
    const double step = math::wrap_pi(own[i]->z[1] - own[i - 1]->z[1]);
    sum += step;
    right += step > 0.0;
    left += step < 0.0;
  }
  const double turns = std::fabs(sum) / (2.0 * math::kPi);
  const bool one_way = std::max(right, left) * 10 >= own.size() * 8;
  if (!one_way || turns < 1.5) return 0.0;
  return (own.back()->time - own.front()->time).seconds() / turns;
}

}  // namespace

bool over_ellipsoid(const DetectionSet& set) {
  return std::any_of(set.sensors.begin(), set.sensors.end(), [](const DetectionSensor& s) {
    return s.measures == Measures::range_azimuth_elevation;
  });
}

namespace {

ScanRhythm rhythm_of(const DetectionSet& set, int sensor, double given_period_s) {
  const DetectionSensor& s = set.sensors[static_cast<std::size_t>(sensor)];
  std::vector<const Detection*> own;
  for (const Detection& d : set.detections) {
    if (d.sensor != sensor) continue;
    own.push_back(&d);
    if (own.size() == kLookedAt) break;
  }
  const double told_s = given_period_s > 0.0 ? given_period_s : s.period_s;
  const std::optional<double> groups = between_groups(own);
  if (groups) return {told_s > 0.0 ? told_s : *groups, true, !(told_s > 0.0)};
  if (told_s > 0.0) return {told_s, false, false};
  if (s.measures == Measures::east_north || own.size() < 4) return {0.0, false, true};
  return {of_turns(own), false, true};
}

}  // namespace

ScanRhythm scan_rhythm(const DetectionSet& set, int sensor, double given_period_s) {
  ScanRhythm rhythm = rhythm_of(set, sensor, given_period_s);
  if (rhythm.period_s > 0.0) rhythm.period_s = std::max(rhythm.period_s, kLeastPeriod_s);
  return rhythm;
}

}  // namespace cupola

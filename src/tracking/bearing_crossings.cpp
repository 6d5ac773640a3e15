#include "tracking/bearing_crossings.hpp"

#include <algorithm>
#include <cmath>

namespace cupola {

namespace {

constexpr double kSourceSpeed_m_s = 200.0;  // 1 sigma of each axis: aircraft
constexpr double kSlack = 1.1;              // a target that moves is crossed a little early or late

double apart_s(const HeldBearing& a, const HeldBearing& b) {
  return std::fabs((a.bearing.time - b.bearing.time).seconds());
}

void pair_up(HeldBearing& a, const HeldBearing& with) {
  a.paired = true;
  a.partner = with.sensor;
  a.partner_scan = with.scan;
}

bool free_for(const HeldBearing& a, const HeldBearing& other) {
  return !a.paired || (a.partner == other.sensor && a.partner_scan == other.scan);
}

}  // namespace

void BearingCrossings::open(const std::vector<SensorBook>& sensors, Time now) {
  double longest_s = 0.0;
  for (const SensorBook& sensor : sensors) longest_s = std::max(longest_s, sensor.look_interval_s);
  std::erase_if(held_, [&](const HeldBearing& h) {
    // Batches may come late, and of another sensor's earlier time.
    return (now - h.bearing.time).seconds() > 2.0 * kSlack * longest_s;
  });
  for (HeldBearing& h : held_) h.in_batch = -1;
  crossings_.clear();
}

void BearingCrossings::hold(const Bearing& bearing, std::size_t sensor, std::uint32_t scan, int in_batch) {
  held_.push_back({bearing, sensor, scan, in_batch});
}

bool BearingCrossings::may_meet(const std::vector<SensorBook>& sensors, const HeldBearing& a,
                                const HeldBearing& b) const {
  if (a.sensor == b.sensor || !free_for(a, b) || !free_for(b, a)) return false;
  const double longer_s = std::max(sensors[a.sensor].look_interval_s, sensors[b.sensor].look_interval_s);
  return apart_s(a, b) <= 0.5 * kSlack * longer_s;
}

BearingFix BearingCrossings::fix_of(const std::vector<SensorBook>& sensors,
                                    const std::vector<std::size_t>& rays) {
  rays_.clear();
  for (const std::size_t i : rays)
    rays_.push_back({&held_[i].bearing, &sensors[held_[i].sensor].frame,
                     kSourceSpeed_m_s * apart_s(held_[i], held_[rays.front()])});
  return cross(rays_, rule_);
}

/// Third and further sensors' bearings that fit what two have found.
void BearingCrossings::join_others(const std::vector<SensorBook>& sensors, Crossing& crossing) {
  for (std::size_t i = 0; i < held_.size(); ++i) {
    const HeldBearing& fresh = held_[crossing.rays.front()];
    if (held_[i].in_batch >= 0 || held_[i].paired || !may_meet(sensors, held_[i], fresh)) continue;
    const bool there = std::any_of(crossing.rays.begin(), crossing.rays.end(),
                                   [&](std::size_t k) { return held_[k].sensor == held_[i].sensor; });
    if (there) continue;
    std::vector<std::size_t> more = crossing.rays;
    more.push_back(i);
    const BearingFix fix = fix_of(sensors, more);
    if (!fix.good) continue;
    crossing.fix = fix;
    crossing.rays = more;
    pair_up(held_[i], fresh);
  }
}

void BearingCrossings::cross_pair(const std::vector<SensorBook>& sensors, std::size_t fresh,
                                  std::size_t other) {
  if (!may_meet(sensors, held_[fresh], held_[other])) return;
  Crossing crossing;
  crossing.rays = {fresh, other};
  crossing.time = held_[fresh].bearing.time;
  crossing.fix = fix_of(sensors, crossing.rays);
  if (!crossing.fix.good) return;
  join_others(sensors, crossing);  // before the two are each other's
  pair_up(held_[fresh], held_[other]);
  pair_up(held_[other], held_[fresh]);
  crossings_.push_back(crossing);
}

const std::vector<Crossing>& BearingCrossings::cross_all(const std::vector<SensorBook>& sensors) {
  for (std::size_t fresh = 0; fresh < held_.size(); ++fresh) {
    if (held_[fresh].in_batch < 0) continue;
    for (std::size_t other = 0; other < held_.size(); ++other)
      if (held_[other].in_batch < 0) cross_pair(sensors, fresh, other);
  }
  return crossings_;
}

}  // namespace cupola

#include "tracking/alignment.hpp"

#include <algorithm>
#include <cmath>

#include "core/math.hpp"

namespace cupola {

namespace {

constexpr double kLag_s = 10.0, kBetween_s = 25.0, kForgotten_s = 60.0;
constexpr double kAccelerationDensity_m2_s3 = 75.0;
constexpr std::size_t kSensorsMost = 64;  // bits of Sighting::met

bool out_of_line(const SensorBook& book) {
  const SensorBias& sd = book.registration_sd;
  return sd.range_m > 0.0 || sd.azimuth_rad > 0.0 || sd.elevation_rad > 0.0;
}

/// What a radar's errors come to at 100 km.
double size_m(const SensorBias& sd) {
  constexpr double kAt_m = 100e3;
  return sd.range_m + kAt_m * (sd.azimuth_rad + sd.elevation_rad);
}

Vec3 times(const Matrix<3, 3>& slope, const SensorBias& b) {
  return slope * Vec3{b.range_m, b.azimuth_rad, b.elevation_rad};
}

SensorBias less(const SensorBias& a, const SensorBias& b) {
  return {a.range_m - b.range_m, a.azimuth_rad - b.azimuth_rad, a.elevation_rad - b.elevation_rad};
}

double towards(double from, double to, double share) { return std::fma(share, to - from, from); }

double both_sds(double a, double b) { return std::sqrt(std::fma(a, a, b * b)); }

double turned(double azimuth_rad) {
  constexpr double kTurn = 2.0 * math::kPi;
  const double wrapped = azimuth_rad - kTurn * std::floor(azimuth_rad / kTurn);
  return wrapped < kTurn ? wrapped : 0.0;
}

SensorSite site_of(const LocalFrame& frame) { return {frame.origin_ecef_m, frame.ecef_to_enu, true}; }

void add_outer(const Vec3& v, Matrix<3, 3>& m) {
  const double u[] = {v.x, v.y, v.z};
  for (int i = 0; i < 3; ++i)
    for (int k = 0; k < 3; ++k) m(i, k) += u[i] * u[k];
}

void add(const Matrix<3, 3>& spread, std::size_t i, MeasurementColumns& to) {
  to.xx[i] += spread(0, 0);
  to.xy[i] += spread(0, 1);
  to.xz[i] += spread(0, 2);
  to.yy[i] += spread(1, 1);
  to.yz[i] += spread(1, 2);
  to.zz[i] += spread(2, 2);
}

}  // namespace

Alignment::Alignment(RegistrationPolicy policy, const std::vector<SensorBook>& sensors) : sensors_(sensors) {
  const bool any = std::any_of(sensors.begin(), sensors.end(), out_of_line);
  active_ = any && policy != RegistrationPolicy::none && sensors.size() <= kSensorsMost;
  if (!active_) return;
  estimates_ = policy == RegistrationPolicy::estimated;
  std::vector<SensorBias> prior_sd;
  for (const SensorBook& sensor : sensors) prior_sd.push_back(sensor.registration_sd);
  filter_ = BiasFilter(prior_sd);
  applied_.resize(sensors.size());
  // One that flies, or only listens, is no frame for a picture.
  double least_m = HUGE_VAL;
  for (std::size_t s = 0; s < sensors.size(); ++s) {
    if (sensors[s].listens || sensors[s].own_place_sd_m > 0.0 || !(size_m(prior_sd[s]) < least_m)) continue;
    frame_sensor_ = s;
    least_m = size_m(prior_sd[s]);
  }
}

/// What is taken off comes nearer to what is believed.
void Alignment::follow_estimate(Time now) {
  const double passed_s = begun_ ? std::max((now - followed_).seconds(), 0.0) : 0.0;
  followed_ = begun_ ? std::max(followed_, now) : now;
  begun_ = true;
  if (!(passed_s > 0.0)) return;
  const double share = 1.0 - math::exp(-passed_s / kLag_s);
  for (std::size_t s = 0; s < applied_.size(); ++s) {
    const SensorBias to = filter_.bias(s);
    SensorBias& from = applied_[s];
    from = {towards(from.range_m, to.range_m, share), towards(from.azimuth_rad, to.azimuth_rad, share),
            towards(from.elevation_rad, to.elevation_rad, share)};
  }
}

const PlotBatch& Alignment::corrected(const PlotBatch& told, std::size_t sensor) {
  if (estimates_) follow_estimate(told.end);
  const SensorBias& off = applied_[sensor];
  const SensorBias sd = filter_.sd(sensor);
  corrected_ = told;
  corrected_.azimuth_begin_rad = turned(told.azimuth_begin_rad - off.azimuth_rad);
  for (Plot& plot : corrected_.plots) {
    plot.range_m = std::max(plot.range_m - off.range_m, 1.0);
    plot.azimuth_rad = turned(plot.azimuth_rad - off.azimuth_rad);
    plot.elevation_rad -= off.elevation_rad;
  }
  for (Bearing& bearing : corrected_.bearings) {
    bearing.azimuth_rad = turned(bearing.azimuth_rad - off.azimuth_rad);
    bearing.elevation_rad -= off.elevation_rad;
    bearing.azimuth_sd_rad = both_sds(bearing.azimuth_sd_rad, sd.azimuth_rad);
    if (bearing.has_elevation)
      bearing.elevation_sd_rad = both_sds(bearing.elevation_sd_rad, sd.elevation_rad);
  }
  return corrected_;
}

/// What is believed but not yet taken off.
Vec3 Alignment::lag_m(std::size_t sensor, const Matrix<3, 3>& slope) const {
  return times(slope, less(filter_.bias(sensor), applied_[sensor]));
}

void Alignment::widen(const std::vector<int>& order, const LocalFrame& radar, std::size_t sensor,
                      MeasurementColumns& measurements) {
  sensor_ = sensor;
  order_ = order;
  sightings_.resize(order.size());
  const SensorSite own = site_of(radar), frame = site_of(sensors_[frame_sensor_].frame);
  const Matrix<3, 3> mine = filter_.covariance(sensor, sensor),
                     both = filter_.covariance(sensor, frame_sensor_),
                     theirs = filter_.covariance(frame_sensor_, frame_sensor_);
  for (std::size_t i = 0; i < order.size(); ++i) {
    const PositionMeasurement z = measurements.at(i);
    Sighting& seen = sightings_[i];
    seen = {measurements.time[i],
            z.z_ecef_m,
            Registration::slopes(own, z.z_ecef_m),
            full(z.covariance_m2),
            applied_[sensor],
            0,
            true};
    if (sensor == frame_sensor_) continue;
    const Matrix<3, 3> there = Registration::slopes(frame, z.z_ecef_m);
    const Matrix<3, 3> cross = seen.slope * both * transpose(there);
    Matrix<3, 3> spread = seen.slope * mine * transpose(seen.slope) + there * theirs * transpose(there) -
                          cross - transpose(cross);
    add_outer(lag_m(sensor, seen.slope) - lag_m(frame_sensor_, there), spread);
    add(spread, i, measurements);
  }
}

Alignment::Watched& Alignment::watched(TrackNumber number) {
  const auto at = std::lower_bound(tracks_.begin(), tracks_.end(), number,
                                   [](const Watched& w, TrackNumber n) { return w.number < n; });
  if (at != tracks_.end() && at->number == number) return *at;
  return *tracks_.insert(at, {number, Time{}, std::vector<Sighting>(sensors_.size())});
}

void Alignment::learn(const std::vector<TrackNumber>& plot_tracks, const std::vector<char>& firm) {
  if (!estimates_) return;
  for (std::size_t i = 0; i < order_.size(); ++i) {
    const auto plot = static_cast<std::size_t>(order_[i]);
    const TrackNumber number = plot_tracks[plot];
    if (number == 0) continue;
    Watched& track = watched(number);
    Sighting& now = sightings_[i];
    if (track.by_sensor[sensor_].given && now.time <= track.by_sensor[sensor_].time) continue;
    if (firm[plot]) meet(track, sensor_, now);
    track.by_sensor[sensor_] = now;
    track.last = std::max(track.last, now.time);
  }
  if (!sightings_.empty()) forget(sightings_.front().time);
}

/// Every other radar's newest plot on the track that lies between this radar's last and this one.
void Alignment::meet(Watched& track, std::size_t sensor, Sighting& now) {
  Sighting& before = track.by_sensor[sensor];
  if (!before.given || (now.time - before.time).seconds() > kBetween_s) return;
  for (std::size_t other = 0; other < sensors_.size(); ++other) {
    Sighting& between = track.by_sensor[other];
    if (other == sensor || !between.given || between.time < before.time || between.time > now.time) continue;
    if (!out_of_line(sensors_[sensor]) && !out_of_line(sensors_[other])) continue;
    const std::uint64_t there = std::uint64_t{1} << other, here = std::uint64_t{1} << sensor;
    if ((before.met & there) || (between.met & here)) continue;
    meet(before, now, sensor, between, other);
    now.met |= there;
    between.met |= here;
  }
}

/// Where it was, by what is believed now.
Vec3 Alignment::place_m(const Sighting& seen, std::size_t sensor) const {
  return seen.p_ecef_m - times(seen.slope, less(filter_.bias(sensor), seen.taken_off));
}

void Alignment::meet(Sighting& before, Sighting& now, std::size_t sensor, Sighting& between,
                     std::size_t other) {
  const double length_s = (now.time - before.time).seconds();
  const double later = (between.time - before.time).seconds() / length_s, sooner = 1.0 - later;
  const Vec3 here_m = sooner * place_m(before, sensor) + later * place_m(now, sensor),
             there_m = place_m(between, other);
  BiasMeeting meeting;
  meeting.first = sensor;
  meeting.second = other;
  meeting.difference_m = here_m - there_m;
  // At one place for both: else two radars side by side would seem to see an error that they share.
  const Vec3 common_m = 0.5 * (here_m + there_m);
  const auto slope_of = [&](std::size_t s, const Sighting& seen) {
    const bool flies = sensors_[s].own_place_sd_m > 0.0;
    return flies ? seen.slope : Registration::slopes(site_of(sensors_[s].frame), common_m);
  };
  meeting.first_slope = slope_of(sensor, now);
  meeting.second_slope = slope_of(other, between);
  // A straight line between two places of one that is pushed about by white-noise acceleration.
  const double bend_m2 =
      kAccelerationDensity_m2_s3 / 3.0 * length_s * length_s * length_s * sooner * sooner * later * later;
  for (int i = 0; i < 3; ++i)
    for (int k = 0; k < 3; ++k)
      meeting.covariance_m2(i, k) = sooner * sooner * before.covariance_m2(i, k) +
                                    later * later * now.covariance_m2(i, k) + between.covariance_m2(i, k) +
                                    (i == k ? bend_m2 : 0.0);
  filter_.take(meeting);
}

void Alignment::forget(Time now) {
  if ((now - forgotten_).seconds() < kForgotten_s) return;
  forgotten_ = now;
  std::erase_if(tracks_, [now](const Watched& w) { return (now - w.last).seconds() > kForgotten_s; });
}

Matrix<3, 3> Alignment::spread_m2(const Vec3& p_ecef_m) const {
  const Matrix<3, 3> slope = Registration::slopes(site_of(sensors_[frame_sensor_].frame), p_ecef_m);
  Matrix<3, 3> spread = slope * filter_.covariance(frame_sensor_, frame_sensor_) * transpose(slope);
  add_outer(lag_m(frame_sensor_, slope), spread);
  return spread;
}

Vec3 Alignment::in_numbers_of(RadarId radar, const Vec3& p_ecef_m) const {
  for (std::size_t s = 0; s < sensors_.size() && active_; ++s)
    if (sensors_[s].id == radar)
      return p_ecef_m + times(Registration::slopes(site_of(sensors_[s].frame), p_ecef_m), applied_[s]);
  return p_ecef_m;
}

std::vector<RadarAlignment> Alignment::estimates() const {
  std::vector<RadarAlignment> all;
  for (std::size_t s = 0; s < sensors_.size() && active_; ++s)
    if (out_of_line(sensors_[s])) all.push_back({sensors_[s].id, filter_.bias(s), filter_.sd(s)});
  return all;
}

}  // namespace cupola

#include "tracking/detection_scans.hpp"

#include <algorithm>
#include <cmath>

#include "core/math.hpp"
#include "tracking/conversion.hpp"

namespace cupola {
namespace {

constexpr double kLeastVariance_m2 = 1.0;  // a sensor that claims to be perfect keeps covariances invertible
constexpr double kWaits = 0.5;             // periods that a scan waits for its plots, beyond the usual delay
constexpr std::size_t kLooksAhead = 200'000;
constexpr double kLeastLength_m = 10e3, kLeastElevation_rad = 0.02;

/// As to_position() in conversion.hpp, in a plane.
PositionPlot<2> in_plane(const DetectionSensor& sensor, const Detection& d) {
  PositionPlot<2> p;
  if (sensor.measures == Measures::east_north) {
    for (int i = 0; i < 2; ++i) p.z[i] = d.z[i];
    p.r[0] = std::max(d.sd[0] * d.sd[0], kLeastVariance_m2);
    p.r[2] = std::max(d.sd[1] * d.sd[1], kLeastVariance_m2);
    return p;
  }
  const double range_m = d.z[0], s2 = d.sd[1] * d.sd[1];
  const auto [sine, cosine] = math::sincos(d.z[1]);
  const double mean_m = range_m * math::exp(-0.5 * s2);
  const double along = std::max(d.sd[0] * d.sd[0] + 0.5 * range_m * range_m * s2 * s2, kLeastVariance_m2);
  const double across = std::max(range_m * range_m * s2, kLeastVariance_m2);
  p.z[0] = sensor.p_plane_enu_m.x + mean_m * sine;
  p.z[1] = sensor.p_plane_enu_m.y + mean_m * cosine;
  p.r[0] = along * sine * sine + across * cosine * cosine;
  p.r[1] = (along - across) * sine * cosine;
  p.r[2] = along * cosine * cosine + across * sine * sine;
  p.volume_per_unit = std::max(range_m, 1.0);
  return p;
}

PositionPlot<3> in_space(const LocalFrame& frame, const Detection& d) {
  Plot plot;
  plot.range_m = d.z[0];
  plot.azimuth_rad = d.z[1];
  plot.elevation_rad = d.z[2];
  plot.range_sd_m = d.sd[0];
  plot.azimuth_sd_rad = d.sd[1];
  plot.elevation_sd_rad = d.sd[2];
  const PositionMeasurement m = to_position(plot, frame);
  PositionPlot<3> p;
  const double z[3] = {m.z_ecef_m.x, m.z_ecef_m.y, m.z_ecef_m.z};
  const Symmetric3& c = m.covariance_m2;
  const double r[6] = {c.xx, c.xy, c.xz, c.yy, c.yz, c.zz};
  std::copy(z, z + 3, p.z);
  std::copy(r, r + 6, p.r);
  p.volume_per_unit = std::max(plot.range_m * plot.range_m * math::cos(plot.elevation_rad), 1.0);
  return p;
}

}  // namespace

template <int D>
DetectionScans<D>::DetectionScans(const DetectionSet& set, std::vector<ScanRhythm> rhythms) : set_(set) {
  channels_.resize(set.sensors.size());
  for (std::size_t i = 0; i < channels_.size(); ++i) {
    channels_[i].rhythm = rhythms[i];
    channels_[i].frame = LocalFrame::at(set.sensors[i].place);
    for (int k = 0; k < 3; ++k) {
      channels_[i].low[k] = HUGE_VAL;
      channels_[i].high[k] = -HUGE_VAL;
    }
  }
  for (std::size_t i = 0; i < set.detections.size(); ++i)
    channels_[static_cast<std::size_t>(set.detections[i].sensor)].own.push_back(i);
  for (Channel& c : channels_) {
    if (c.own.empty()) continue;
    c.usual_delay = usual_delay(c);
    open(c);
  }
}

/// Of an even number of delays the smaller one in the middle: where half of the plots come at once, none waits.
template <int D>
Duration DetectionScans<D>::usual_delay(const Channel& c) const {
  std::vector<std::uint32_t> delays_us;
  for (std::size_t i = 0; i < std::min(c.own.size(), kLooksAhead); ++i)
    delays_us.push_back(set_.detections[c.own[i]].delay_us);
  const auto middle = delays_us.begin() + static_cast<std::ptrdiff_t>((delays_us.size() - 1) / 2);
  std::nth_element(delays_us.begin(), middle, delays_us.end());
  return Duration{1000 * std::int64_t{*middle}};
}

/// Begins the next scan of a sensor that has detections left.
template <int D>
void DetectionScans<D>::open(Channel& c) const {
  const Time next = set_.detections[c.own[c.at]].time;
  const ScanRhythm& rhythm = c.rhythm;
  const Duration period =
      Duration::seconds(rhythm.period_s > 0.0 ? std::max(rhythm.period_s, kLeastPeriod_s) : kUnknownPeriod_s);
  if (!c.started) {
    // A given period counts from time zero, so that scans end where their owner thinks they do.
    c.begin = rhythm.from_data || rhythm.at_once ? next : Time{next.ns - next.ns % period.ns};
    if (c.begin > next) c.begin = c.begin - period;
  } else {
    c.begin = c.end;
    if (rhythm.at_once) c.begin = c.begin + period;
  }
  c.started = true;
  // Silence: scan by scan, but not for ever.
  const std::int64_t ahead = (next - c.begin).ns / period.ns;
  if (ahead > kSilentMost) c.begin.ns += (ahead - kSilentMost) * period.ns;
  if (rhythm.at_once) {
    // The next group, where it comes within half a period of when it is due; jitter adds up to nothing.
    if ((next - c.begin).ns < period.ns / 2) c.begin = next;
    c.end = c.begin;
  } else {
    c.end = c.begin + period;
  }
}

template <int D>
PositionPlot<D> DetectionScans<D>::position(const Channel& c, const Detection& d) const {
  PositionPlot<D> p;
  if constexpr (D == 2)
    p = in_plane(set_.sensors[static_cast<std::size_t>(d.sensor)], d);
  else
    p = in_space(c.frame, d);
  p.time = d.time;
  p.row = d.row;
  return p;
}

template <int D>
void DetectionScans<D>::extend(Channel& c, const Detection& d) const {
  const Measures measures = set_.sensors[static_cast<std::size_t>(d.sensor)].measures;
  for (int i = 0; i < 3; ++i) {
    c.low[i] = std::min(c.low[i], d.z[i]);
    c.high[i] = std::max(c.high[i], d.z[i]);
  }
  if (measures == Measures::east_north) return;
  const double turn = math::wrap_pi(d.z[1]) / (2.0 * math::kPi) + 0.5;
  c.sector[std::clamp(static_cast<int>(turn * kSectors), 0, kSectors - 1)] = true;
}

template <int D>
double DetectionScans<D>::units(const Channel& c) const {
  const Measures measures = set_.sensors[static_cast<std::size_t>(&c - channels_.data())].measures;
  const double first = std::max(c.high[0] - c.low[0], kLeastLength_m);
  if (measures == Measures::east_north) return first * std::max(c.high[1] - c.low[1], kLeastLength_m);
  double sectors = 0.0;
  for (const bool seen : c.sector) sectors += seen;
  const double area = first * std::max(sectors, 1.0) * (2.0 * math::kPi / kSectors);
  if (measures == Measures::range_azimuth) return area;
  return area * std::max(c.high[2] - c.low[2], kLeastElevation_rad);
}

/// A detection as a plot of the scan.
template <int D>
void DetectionScans<D>::put(Channel& c, std::size_t detection, PlotScan<D>& scan) {
  const Detection& d = set_.detections[detection];
  extend(c, d);
  scan.plots.push_back(position(c, d));
  if (set_.sensors[static_cast<std::size_t>(d.sensor)].measures != Measures::east_north)
    scan.beams.push_back({{d.z[0], d.z[1], d.z[2]}, {d.sd[0], d.sd[1], d.sd[2]}});
  ++done_;
}

/// What the scan says of its sensor, when its plots are known.
template <int D>
void DetectionScans<D>::describe(const Channel& c, PlotScan<D>& scan) const {
  scan.begin = c.begin;
  scan.end = c.end;
  scan.period_s = c.rhythm.period_s > 0.0 ? c.rhythm.period_s : kUnknownPeriod_s;
  scan.units = units(c);
  const DetectionSensor& sensor = set_.sensors[static_cast<std::size_t>(scan.sensor)];
  if (sensor.measures == Measures::east_north) {
    scan.reach_m = 0.0;
    return;
  }
  // As far as was told, or else as far as anything was ever seen.
  scan.reach_m = sensor.range_most_m > 0.0 ? sensor.range_most_m : c.high[0];
  const Vec3 p = D == 2 ? sensor.p_plane_enu_m : c.frame.origin_ecef_m;
  const double at[3] = {p.x, p.y, p.z};
  std::copy(at, at + D, scan.p_sensor_m);
  scan.to_enu = c.frame.ecef_to_enu;
}

/// What has not arrived then is late.
template <int D>
Time DetectionScans<D>::closes(const Channel& c) const {
  const double period_s = c.rhythm.period_s > 0.0 ? c.rhythm.period_s : kUnknownPeriod_s;
  return c.end + c.usual_delay + Duration::seconds(kWaits * period_s);
}

template <int D>
void DetectionScans<D>::fill(Channel& c, PlotScan<D>& scan) {
  scan.late = false;
  const std::size_t waited = c.late.size();
  for (; c.at < c.own.size(); ++c.at) {
    const Detection& d = set_.detections[c.own[c.at]];
    if (c.rhythm.at_once ? d.time > c.end : d.time >= c.end) break;
    const Time arrival{d.time.ns + 1000 * static_cast<std::int64_t>(d.delay_us)};
    if (d.delay_us != 0 && arrival > closes(c))
      c.late.push_back({arrival, c.end, c.own[c.at]});
    else
      put(c, c.own[c.at], scan);
  }
  if (c.late.size() > waited) std::sort(c.late.begin(), c.late.end());
}

/// The plots of the earliest scan of which some arrive by then.
template <int D>
bool DetectionScans<D>::fill_late(Channel& c, Time until, PlotScan<D>& scan) {
  Time oldest = kNever;
  for (const LatePlot& l : c.late)
    if (l.arrival <= until) oldest = std::min(oldest, l.scan_end);
  if (oldest == kNever) return false;
  scan.late = true;
  std::erase_if(c.late, [&](const LatePlot& l) {
    const bool now = l.arrival <= until && l.scan_end == oldest;
    if (now) put(c, l.detection, scan);
    return now;
  });
  late_ += scan.plots.size();
  return true;
}

template <int D>
bool DetectionScans<D>::next(PlotScan<D>& scan) {
  Channel* first = nullptr;
  for (Channel& c : channels_)
    if ((c.at < c.own.size() || !c.late.empty()) && (!first || c.end < first->end)) first = &c;
  if (!first) return false;
  scan.sensor = static_cast<int>(first - channels_.data());
  scan.plots.clear();
  scan.beams.clear();
  const bool over = first->at >= first->own.size();
  const bool late = fill_late(*first, over ? first->end : closes(*first), scan);
  if (!late) fill(*first, scan);
  describe(*first, scan);
  if (first->at < first->own.size()) {
    if (!late) open(*first);
  } else if (!first->late.empty()) {
    first->end = std::max(first->end, first->late.front().arrival);
  }
  return true;
}

template <int D>
Time DetectionScans<D>::earliest_left() const {
  Time earliest = kNever;
  for (const Channel& c : channels_) {
    if (c.at < c.own.size()) earliest = std::min(earliest, c.begin);
    for (const LatePlot& l : c.late) earliest = std::min(earliest, set_.detections[l.detection].time);
  }
  return earliest;
}

template class DetectionScans<2>;
template class DetectionScans<3>;

}  // namespace cupola

#include "tracking/look.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "core/math.hpp"

namespace cupola {

namespace {

constexpr double kTurn_rad = 2.0 * math::kPi;
constexpr double kSlack_rad = 1e-6;

bool outside(const Plot& plot, const PlotBatch& batch) {
  for (int face = 0; face < batch.faces; ++face) {
    const double from =
        plot.azimuth_rad - batch.azimuth_begin_rad - kTurn_rad * face / batch.faces + kSlack_rad;
    if (from - kTurn_rad * std::floor(from / kTurn_rad) <= batch.azimuth_width_rad + 2.0 * kSlack_rad)
      return false;
  }
  return true;
}

bool continues(const PlotBatch& batch, const Channel& channel) {
  return channel.looked && channel.end == batch.begin &&
         std::fabs(math::wrap_pi(batch.azimuth_begin_rad - channel.azimuth_end_rad)) < kSlack_rad;
}

}  // namespace

void open_look(const PlotBatch& batch, const SensorBook& sensor, Time epoch, Channel& channel, Look& look) {
  CUPOLA_CHECK(batch.faces >= 1 && batch.end >= batch.begin);
  look.batch = &batch;
  look.sensor = &sensor;
  look.frame = batch.moves ? LocalFrame::at(to_geodetic(batch.p_radar_ecef_m)) : sensor.frame;
  look.span.half_length_s = 0.5 * (batch.end - batch.begin).seconds();
  look.span.middle_s = (batch.begin - epoch).seconds() + look.span.half_length_s;
  look.span.sectors.clear();
  look.span.continues = false;
  look.hit_again_s = 0.0;
  look.outside = false;
  if (!batch.dedicated) {
    for (int face = 0; face < batch.faces; ++face)
      look.span.sectors.push_back(
          Sector::of(batch.azimuth_begin_rad + kTurn_rad * face / batch.faces, batch.azimuth_width_rad));
    if (!look.span.sectors.front().all_round) {
      look.span.continues = continues(batch, channel);
      look.outside = std::any_of(batch.plots.begin(), batch.plots.end(),
                                 [&](const Plot& p) { return outside(p, batch); });
    }
    if (look.span.continues) look.hit_again_s = 0.5 * channel.interval_s;
  }
  channel.looked = true;
  channel.end = batch.end;
  channel.azimuth_end_rad = batch.azimuth_begin_rad + batch.azimuth_width_rad;
}

}  // namespace cupola

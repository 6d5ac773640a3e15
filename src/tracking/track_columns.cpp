#include "tracking/track_columns.hpp"

#include <algorithm>
#include <cmath>

#include "core/lanes.hpp"

namespace cupola {

void TrackColumns::grow(std::size_t slots) {
  size = slots;
  for (std::vector<double>* column :
       {&time_s, &px, &py, &pz, &vx, &vy, &vz, &ax, &ay, &az, &trace_pp, &trace_pv2, &trace_vv})
    column->resize((slots + 3) / 4 * 4);
}

void TrackColumns::set(std::size_t slot, double t, const Track& track, const Vec3& a) {
  const Matrix<6, 6>& c = track.covariance;
  time_s[slot] = t;
  px[slot] = track.p_ecef_m.x, py[slot] = track.p_ecef_m.y, pz[slot] = track.p_ecef_m.z;
  vx[slot] = track.v_ecef_m_s.x, vy[slot] = track.v_ecef_m_s.y, vz[slot] = track.v_ecef_m_s.z;
  ax[slot] = a.x, ay[slot] = a.y, az[slot] = a.z;
  trace_pp[slot] = c(0, 0) + c(1, 1) + c(2, 2);
  trace_pv2[slot] = 2.0 * std::fabs(c(0, 3) + c(1, 4) + c(2, 5));
  trace_vv[slot] = c(3, 3) + c(4, 4) + c(5, 5);
}

void PredictedColumns::grow(std::size_t slots) {
  for (std::vector<double>* column : {&x, &y, &z, &vx, &vy, &vz, &spread2, &near, &decided})
    if (column->size() < (slots + 3) / 4 * 4) column->resize((slots + 3) / 4 * 4);
}

namespace {

using lanes::Lanes4, lanes::load, lanes::store;
constexpr std::size_t kLanes = 4;

Lanes4 at(const std::vector<double>& column, std::size_t i) { return load<Lanes4>(column.data() + i); }

/// Position, velocity and spread of four tracks at a time.
void predict_states(const TrackColumns& in, const CoveredSpan& span, double q_m2_s3, PredictedColumns& out) {
  const Lanes4 middle(span.middle_s), half_length(span.half_length_s), q(q_m2_s3), half(0.5);
  for (std::size_t i = 0; i < in.size; i += kLanes) {
    const Lanes4 dt = middle - at(in.time_s, i);
    const Lanes4 dvx = dt * at(in.ax, i), dvy = dt * at(in.ay, i), dvz = dt * at(in.az, i);
    const Lanes4 vx = at(in.vx, i), vy = at(in.vy, i), vz = at(in.vz, i);
    store(out.x.data() + i, fma(dt, fma(half, dvx, vx), at(in.px, i)));
    store(out.y.data() + i, fma(dt, fma(half, dvy, vy), at(in.py, i)));
    store(out.z.data() + i, fma(dt, fma(half, dvz, vz), at(in.pz, i)));
    store(out.vx.data() + i, vx + dvx);
    store(out.vy.data() + i, vy + dvy);
    store(out.vz.data() + i, vz + dvz);
    const Lanes4 most = abs(dt) + half_length;
    const Lanes4 vv = fma(q, most, at(in.trace_vv, i));
    store(out.spread2.data() + i, fma(most, fma(most, vv, at(in.trace_pv2, i)), at(in.trace_pp, i)));
  }
}

/// The scores of one sector, joined with those of the sectors before by the larger.
void join_sector(const Sector& sector, const CoveredSpan& span, const LocalFrame& radar, double gate,
                 std::size_t n, PredictedColumns& columns) {
  const Matrix<3, 3>& m = radar.ecef_to_enu;
  const Vec3 o = radar.origin_ecef_m;
  const Lanes4 margin_share(0.25 * std::min(sector.width_rad, 1.0)), lead(span.continues ? 1.0 : -1.0);
  for (std::size_t i = 0; i < n; i += kLanes) {
    const Lanes4 dx = at(columns.x, i) - o.x, dy = at(columns.y, i) - o.y, dz = at(columns.z, i) - o.z;
    const Lanes4 east = fma(m(0, 0), dx, fma(m(0, 1), dy, m(0, 2) * dz));
    const Lanes4 north = fma(m(1, 0), dx, fma(m(1, 1), dy, m(1, 2) * dz));
    const Lanes4 vx = at(columns.vx, i), vy = at(columns.vy, i), vz = at(columns.vz, i);
    const Lanes4 speed = sqrt(fma(vx, vx, fma(vy, vy, vz * vz)));
    const Lanes4 reach = fma(speed, span.half_length_s, sqrt(gate * at(columns.spread2, i)));
    const Lanes4 margin = min(reach, margin_share * sqrt(fma(east, east, north * north)));
    const Lanes4 past_begin = fma(east, sector.begin_cos, -(north * sector.begin_sin));
    const Lanes4 before_end = fma(north, sector.end_sin, -(east * sector.end_cos));
    const Lanes4 near_begin = past_begin + reach, near_end = before_end + reach;
    const Lanes4 decided_begin = fma(lead, margin, past_begin), decided_end = before_end - margin;
    const bool half_turn = sector.more_than_half;
    const Lanes4 near = half_turn ? max(near_begin, near_end) : min(near_begin, near_end);
    const Lanes4 decided = half_turn ? max(decided_begin, decided_end) : min(decided_begin, decided_end);
    store(columns.near.data() + i, max(at(columns.near, i), near));
    store(columns.decided.data() + i, max(at(columns.decided, i), decided));
  }
}

}  // namespace

void predict_columns(const TrackColumns& tracks, const CoveredSpan& span, const LocalFrame& radar,
                     double gate, double q_m2_s3, PredictedColumns& out) {
  out.grow(tracks.size);
  predict_states(tracks, span, q_m2_s3, out);
  if (span.sectors.empty()) return;
  const bool all_round = span.sectors.front().all_round;
  std::fill_n(out.near.begin(), tracks.size, all_round ? 1.0 : -1e9);
  std::fill_n(out.decided.begin(), tracks.size, all_round ? 1.0 : -1e9);
  if (all_round) return;
  for (const Sector& sector : span.sectors) join_sector(sector, span, radar, gate, tracks.size, out);
}

}  // namespace cupola

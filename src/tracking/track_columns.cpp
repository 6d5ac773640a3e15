#include "tracking/track_columns.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "core/lanes.hpp"

namespace cupola {

namespace {

using lanes::Lanes4, lanes::load;
constexpr std::size_t kLanes = TrackColumns::kRows;

std::size_t padded(std::size_t n) { return (n + kLanes - 1) / kLanes * kLanes; }

/// Where tracks are at the middle of the batch: those of a block, or one of it.
template <class V>
struct Predicted {
  V x, y, z, vx, vy, vz, spread2, most_s;
};

/// (o + sqrt(c s))^2 <= c (1.25 s + 5 o^2 / c) for any offset o, chi-square c and variance s.
template <class V>
CUPOLA_INLINE Predicted<V> predicted(const TrackColumns::Block& in, std::size_t row, const CoveredSpan& span,
                                     const CoarseRule& rule) {
  using lanes::fma, lanes::abs;
  const auto at = [row](const TrackColumns::Column& column) { return load<V>(column + row); };
  const V dt = V(span.middle_s) - at(in.time_s), half(0.5);
  const V vx = at(in.vx), vy = at(in.vy), vz = at(in.vz);
  const V dvx = dt * at(in.ax), dvy = dt * at(in.ay), dvz = dt * at(in.az);
  const V most = abs(dt) + V(span.half_length_s);
  const V sd = fma(most, fma(most, at(in.s2), at(in.s1)), at(in.s0));
  const V offset = fma(most, fma(most, at(in.o2), at(in.o1)), at(in.o0));
  const V noise = V(rule.noise_density_m2_s3) * (most * most * most);
  return {fma(dt, fma(half, dvx, vx), at(in.px)),
          fma(dt, fma(half, dvy, vy), at(in.py)),
          fma(dt, fma(half, dvz, vz), at(in.pz)),
          vx + dvx,
          vy + dvy,
          vz + dvz,
          fma(V(1.25), fma(sd, sd, noise), V(5.0 / rule.chi_square) * (offset * offset)),
          most};
}

/// How far places lie inside the two borders of a sector, m.
struct Borders {
  Lanes4 past_begin, before_end;
};

CUPOLA_INLINE Borders borders(const Sector& sector, Lanes4 east, Lanes4 north) {
  using lanes::fma;
  return {fma(east, Lanes4(sector.begin_cos), -(north * Lanes4(sector.begin_sin))),
          fma(north, Lanes4(sector.end_sin), -(east * Lanes4(sector.end_cos)))};
}

/// Are they inside of both, or of one where the sector is more than half a turn?
CUPOLA_INLINE unsigned inside(const Sector& sector, Lanes4 begin, Lanes4 end) {
  return bit_mask((sector.more_than_half ? max(begin, end) : min(begin, end)) >= Lanes4(0.0));
}

}  // namespace

void TrackColumns::grow(std::size_t slots) {
  size = slots;
  if (blocks.size() * kRows < slots) blocks.resize(padded(slots) / kRows);
}

void TrackColumns::copy(std::size_t from, std::size_t to) {
  const double* source = reinterpret_cast<const double*>(&blocks[from / kRows]) + from % kRows;
  double* target = reinterpret_cast<double*>(&blocks[to / kRows]) + to % kRows;
  for (std::size_t i = 0; i < sizeof(Block) / sizeof(double); i += kRows) target[i] = source[i];
}

void TrackColumns::set(std::size_t slot, double t, const Track& track, const Vec3& a,
                       const MixtureReach& reach) {
  Block& b = blocks[slot / kRows];
  const std::size_t i = slot % kRows;
  b.time_s[i] = t;
  b.px[i] = track.p_ecef_m.x, b.py[i] = track.p_ecef_m.y, b.pz[i] = track.p_ecef_m.z;
  b.vx[i] = track.v_ecef_m_s.x, b.vy[i] = track.v_ecef_m_s.y, b.vz[i] = track.v_ecef_m_s.z;
  b.ax[i] = a.x, b.ay[i] = a.y, b.az[i] = a.z;
  b.speed_m_s[i] = norm(track.v_ecef_m_s);
  const Matrix<6, 6>& c = track.covariance;
  b.p_sd_m[i] = std::sqrt(c(0, 0) + c(1, 1) + c(2, 2));
  b.v_sd_m_s[i] = std::sqrt(c(3, 3) + c(4, 4) + c(5, 5));
  b.s0[i] = reach.s0_m, b.s1[i] = reach.s1_m_s, b.s2[i] = reach.s2_m_s2;
  b.o0[i] = reach.o0_m, b.o1[i] = reach.o1_m_s, b.o2[i] = reach.o2_m_s2;
}

namespace {

/// Bits of the tracks of a block that were met, and above them of those decided.
unsigned met_bits(const TrackColumns::Block& tracks, const CoveredSpan& span, const LocalFrame& radar,
                  const CoarseRule& rule) {
  using lanes::fma;
  const Matrix<3, 3>& m = radar.ecef_to_enu;
  const Vec3& o = radar.origin_ecef_m;
  const auto p = predicted<Lanes4>(tracks, 0, span, rule);
  const Lanes4 dx = p.x - Lanes4(o.x), dy = p.y - Lanes4(o.y), dz = p.z - Lanes4(o.z);
  const Lanes4 east = fma(Lanes4(m(0, 0)), dx, fma(Lanes4(m(0, 1)), dy, Lanes4(m(0, 2)) * dz));
  const Lanes4 north = fma(Lanes4(m(1, 0)), dx, fma(Lanes4(m(1, 1)), dy, Lanes4(m(1, 2)) * dz));
  const Lanes4 way = load<Lanes4>(tracks.speed_m_s) * Lanes4(span.half_length_s);
  const Lanes4 reach = way + sqrt(Lanes4(rule.chi_square) * p.spread2);
  unsigned bits = 0;
  for (const Sector& sector : span.sectors) {
    const Borders in = borders(sector, east, north);
    bits |= inside(sector, in.past_begin + reach, in.before_end + reach);
  }
  if (bits == 0) return 0;
  const Lanes4 p_sd = load<Lanes4>(tracks.p_sd_m), v_sd = load<Lanes4>(tracks.v_sd_m_s);
  const Lanes4 likely = fma(Lanes4(std::sqrt(rule.chi_square)), fma(p.most_s, v_sd, p_sd), way);
  for (const Sector& sector : span.sectors) {
    const Borders in = borders(sector, east, north);
    const Lanes4 margin =
        min(likely, Lanes4(0.25 * std::min(sector.width_rad, 1.0)) * max(abs(east), abs(north)));
    const Lanes4 begin = span.continues ? in.past_begin + margin : in.past_begin - margin;
    bits |= inside(sector, begin, in.before_end - margin) << kLanes;
  }
  return bits;
}

}  // namespace

void find_met(const TrackColumns& tracks, const CoveredSpan& span, const LocalFrame& radar,
              const CoarseRule& rule, std::vector<MetTrack>& met) {
  met.clear();
  const bool all_round = span.sectors.front().all_round;
  for (std::size_t i = 0; i < tracks.size; i += kLanes) {
    const unsigned bits = all_round ? 0xffu : met_bits(tracks.blocks[i / kLanes], span, radar, rule);
    for (unsigned rest = bits & 0xfu; rest != 0; rest &= rest - 1) {
      const int k = std::countr_zero(rest);
      met.push_back({static_cast<int>(i) + k, (bits >> (k + 4) & 1u) != 0});
    }
  }
  while (!met.empty() && met.back().slot >= static_cast<int>(tracks.size)) met.pop_back();
}

void SelectedTracks::add(int track, const TrackColumns& tracks, std::size_t slot, const CoveredSpan& span,
                         const CoarseRule& rule) {
  const std::size_t i = position.size();
  position.push_back(track);
  if (x.size() <= i)
    for (std::vector<double>* column : {&time_s, &x, &y, &z, &vx, &vy, &vz, &spread2})
      column->resize(padded(i + 1));
  const auto p = predicted<double>(tracks.blocks[slot / kLanes], slot % kLanes, span, rule);
  time_s[i] = tracks.at(slot, &TrackColumns::Block::time_s);
  x[i] = p.x, y[i] = p.y, z[i] = p.z;
  vx[i] = p.vx, vy[i] = p.vy, vz[i] = p.vz;
  spread2[i] = p.spread2;
}

}  // namespace cupola

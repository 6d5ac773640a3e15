#pragma once

// A look, for any lane type: when the beam meets a platform, what comes back from it, and whether that is
// detected. The law is that of radar_model.hpp.

#include "core/philox.hpp"
#include "sensing/array_template.hpp"
#include "sensing/aspect_template.hpp"
#include "sensing/detection_grid.hpp"
#include "sensing/interference_template.hpp"
#include "sensing/lane_geometry.hpp"

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

/// The rows of looks i, i + 1, ... of a batch.
template <class V>
struct LookLanes {
  double* rows;
  std::size_t stride, i;
  CUPOLA_INLINE const double* at(int row) const { return rows + static_cast<std::size_t>(row) * stride + i; }
  CUPOLA_INLINE V get(int row) const { return load<V>(at(row)); }
  CUPOLA_INLINE void put(int row, V value) const {
    store(rows + static_cast<std::size_t>(row) * stride + i, value);
  }
};

template <class V>
CUPOLA_INLINE Triple<V> place(const LookLanes<V>& look, V t) {
  return {cubic(look.at(0), look.at(3), look.at(6), look.at(9), t),
          cubic(look.at(1), look.at(4), look.at(7), look.at(10), t),
          cubic(look.at(2), look.at(5), look.at(8), look.at(11), t)};
}

template <class V>
CUPOLA_INLINE Triple<V> velocity(const LookLanes<V>& look, V t) {
  return {cubic_slope(look.at(0), look.at(3), look.at(6), t),
          cubic_slope(look.at(1), look.at(4), look.at(7), t),
          cubic_slope(look.at(2), look.at(5), look.at(8), t)};
}

template <class V>
CUPOLA_INLINE Triple<V> from_origin(const KernelFrame& frame, const Triple<V>& p) {
  return {p.x - V(frame.origin[0]), p.y - V(frame.origin[1]), p.z - V(frame.origin[2])};
}

/// From where the radar is, `t` seconds into the sweep.
template <class V>
CUPOLA_INLINE Triple<V> from_radar(const LookConstants& c, const Triple<V>& p, V t) {
  const Triple<V> line = from_origin(c.frame, p);
  if (!c.moves) return line;
  const auto gone = [&](int i) { return fma(fma(V(c.way[2][i]), t, V(c.way[1][i])), t, V(c.way[0][i])) * t; };
  return {line.x - gone(0), line.y - gone(1), line.z - gone(2)};
}

/// Of a platform, for a radar that may move too.
template <class V>
CUPOLA_INLINE Triple<V> velocity_past(const LookConstants& c, const Triple<V>& v, V t) {
  if (!c.moves) return v;
  const auto own = [&](int i) {
    return fma(fma(V(3.0 * c.way[2][i]), t, V(2.0 * c.way[1][i])), t, V(c.way[0][i]));
  };
  return {v.x - own(0), v.y - own(1), v.z - own(2)};
}

/// When does the beam meet the moving platform? One step of Newton on the angle between them, from a guess
/// good to second order.
/// Returns    whole nanoseconds after the start of the sweep, inside it
template <class V>
CUPOLA_INLINE V crossing_time(const LookConstants& c, const LookLanes<V>& look) {
  const V last = V(c.sweep_ns - 1.0);
  const V guess = look.get(kLookGuess);
  const V t = (look.get(kLookOffset) + guess) * V(1e-9);
  const V since_begin = guess * V(1e-9);
  const auto p = turned(c.frame, from_radar(c, place(look, t), since_begin));
  const auto v = turned(c.frame, velocity_past(c, velocity(look, t), since_begin));
  const V beam = fma(guess, V(c.beam_rate_rad_s * 1e-9), V(c.beam_begin_rad));
  const V ahead = atan2(p.x, p.y) - beam;
  const V angle = ahead - V(c.beam_spacing_rad) * round_even(ahead / V(c.beam_spacing_rad));
  // A platform overhead, or one that outruns the beam, gets no step worth having: at least a tenth of the
  // rate.
  const V square = max(fma(p.x, p.x, p.y * p.y), V(1.0));
  const V rate = V(c.beam_rate_rad_s) - (p.y * v.x - p.x * v.y) / square;
  const V step = angle / max(rate, V(0.1 * c.beam_rate_rad_s)) * V(1e9);
  return max(min(round_even(guess + step), last), V(0.0));
}

/// Height above the ellipsoid: earth/geodetic.hpp, height_hae_m. Radius and squared sine of latitude by
/// series about those of the site, without root and division.
template <class V>
CUPOLA_INLINE V height_hae(const LookConstants& c, const Triple<V>& p_ecef) {
  constexpr double f = 1.0 / 298.257223563, e2 = f * (2.0 - f), x = e2 / (1.0 - e2);
  const V square = dot(p_ecef, p_ecef);
  const V u = fma(square, V(c.inverse_square), V(-1.0));
  // sqrt(1 + u) - 1 to the seventh order, 1 / (1 + u) to the fourth.
  const V root = u * fma(u,
                         fma(u,
                             fma(u,
                                 fma(u, fma(u, fma(u, V(33.0 / 2048.0), V(-21.0 / 1024.0)), V(7.0 / 256.0)),
                                     V(-5.0 / 128.0)),
                                 V(1.0 / 16.0)),
                             V(-1.0 / 8.0)),
                         V(0.5));
  const V inverse = fma(u, fma(u, fma(u, fma(u, V(1.0), V(-1.0)), V(1.0)), V(-1.0)), V(1.0));
  const V sine2 = p_ecef.z * p_ecef.z * V(c.inverse_square) * inverse;
  const V s = V(x) * sine2;
  const V q =
      V(1.0) + s * (V(-0.5) + s * (V(0.375) + s * (V(-0.3125) + s * (V(0.2734375) - V(0.24609375) * s))));
  const V tilt2 = V(2.0 * f * f) * sine2 * (V(1.0) - sine2);
  const V above = fma(root, V(c.radius_m), V(c.radius_m) - V(6378137.0) * q);
  return above * (V(1.0) - tilt2);
}

/// Ground range on the mean sphere from the slant range and both heights: the chord of the arc between the
/// feet. `inverse_radius`: one over the radius there.
template <class V>
CUPOLA_INLINE V ground_range(const LookConstants& c, V range2, V agl, V inverse_radius) {
  const V rise = agl - V(c.antenna_agl_m);
  const V per = V(0.25 / (c.mean_radius_m + c.antenna_agl_m)) * inverse_radius;
  const V square = max(fma(-rise, rise, range2) * per, V(0.0));
  const V half_angle = sqrt(square) * fma(square, fma(square, V(3.0 / 40.0), V(1.0 / 6.0)), V(1.0));
  return V(2.0 * c.mean_radius_m) * half_angle;
}

/// Where a look finds its platform.
template <class V>
struct LookPlace {
  Triple<V> p_enu;
  V range, inverse;
  V agl, ground, sine;  ///< sine: of the apparent elevation
  V radial;             ///< velocity along the line, away from the radar
  V ln_rcs;
  V quarters;  ///< over terrain: direction in quarters of a turn
};

template <class V>
CUPOLA_INLINE LookPlace<V> found(const LookLanes<V>& look) {
  return {{look.get(kLookEast), look.get(kLookNorth), look.get(kLookUp)},
          look.get(kLookRange),
          look.get(kLookInverse),
          look.get(kLookAgl),
          look.get(kLookGround),
          look.get(kLookSine),
          look.get(kLookRadial),
          look.get(kLookLnRcs),
          look.get(kLookQuarters)};
}

/// Natural logarithm of the cross-section at the aspect shown: world/signature.hpp, ln_rcs. `radial`:
/// velocity along the line; `cosine2`: squared cosine of the aspect.
template <class V>
CUPOLA_INLINE V ln_rcs(const LookLanes<V>& look, V radial, V cosine2) {
  const V end = select(radial < V(0.0), look.get(kLookLnFront), look.get(kLookLnRear));
  const V side = look.get(kLookLnSide);
  return fma(end - side, cosine2, side);
}

/// When the beam meets it, and where.
template <class V>
CUPOLA_INLINE void find(const LookConstants& c, const LookLanes<V>& look) {
  const V k = c.beam_rate_rad_s > 0.0 ? crossing_time(c, look) : look.get(kLookGuess);
  const V t = (look.get(kLookOffset) + k) * V(1e-9);
  const auto p_ecef = place(look, t);
  const auto v_ecef = velocity(look, t);
  const auto line = from_radar(c, p_ecef, k * V(1e-9));
  const auto p_enu = turned(c.frame, line);
  const V range2 = max(dot(p_enu, p_enu), V(1.0));
  const V agl = height_hae(c, p_ecef) - V(c.ground_hae_m);

  // One division for three. A body at rest shows its side.
  const V speed2 = max(dot(v_ecef, v_ecef), V(1e-12)), radius = V(c.mean_radius_m) + agl;
  const V squares = range2 * speed2, inverse_all = V(1.0) / (squares * radius);
  const V inverse_squares = inverse_all * radius;
  const V range = sqrt(range2);
  const V inverse = range * inverse_squares * speed2;
  const V along = dot(v_ecef, line);
  const V radial = along * inverse;
  const V ground = ground_range(c, range2, agl, inverse_all * squares);
  V echo = ln_rcs(look, radial, min(along * along * inverse_squares, V(1.0)));
  if (c.rcs.samples) {
    const V first = look.get(kLookRcsTable);
    if (const auto tabled = first >= V(0.0); any(tabled))
      echo =
          select(tabled, tabled_ln_rcs(c.rcs, first, p_ecef, v_ecef, acceleration<V>(look, t), line), echo);
  }

  // Rays bend down: what is seen stands higher. High up the ground range is too short to tell.
  const V sine = p_enu.z * inverse;
  const V cosine = fma(V(-0.5), sine * sine, V(1.0));

  look.put(kLookTime, k);
  look.put(kLookRange, range);
  look.put(kLookEast, p_enu.x);
  look.put(kLookNorth, p_enu.y);
  look.put(kLookUp, p_enu.z);
  look.put(kLookInverse, inverse);
  look.put(kLookAgl, agl);
  look.put(kLookGround, ground);
  look.put(kLookSine, fma(ground * V(c.bending_rad_m), cosine, sine));
  look.put(kLookRadial, radial);
  look.put(kLookLnRcs, echo);
}

/// The path of a radar that looks down.
template <class V>
CUPOLA_INLINE V ln_path_by_height(const LookConstants& c, const LookPlace<V>& at) {
  const V leg = sqrt(V(c.path_two_k_radius_m) * max(at.agl, V(0.0)));
  return looked_up(c.path, V(c.path_leg_m) + leg - at.ground, at.agl);
}

/// What the edge of terrain before a target takes beyond what the bulge of the earth takes anyway; `cell`: of
/// the path, whose grid the bulge shares.
template <class V>
CUPOLA_INLINE V ln_edge(const LookConstants& c, const LookLanes<V>& look, const LookPlace<V>& at,
                        const GridCell<V>& cell) {
  const V too_low = look.get(kLookTooLow);
  const auto near = too_low > V(-c.edge_clear) * at.ground;
  if (!any(near)) return V(0.0);
  const V edge = look.get(kLookEdge);
  V taken = select(edge > V(0.0), looked_up(c.knife, too_low * edge * V(c.edge_scale)), V(0.0));
  if (any(at.sine < V(c.bulge_sine))) taken = taken - looked_up(c.bulge, cell);
  return select(near, min(taken, V(0.0)), V(0.0));
}

/// With what is between the radar and the target.
template <class V>
CUPOLA_INLINE V with_path(const LookConstants& c, const LookLanes<V>& look, const LookPlace<V>& at, V ln) {
  if (c.path_by_height) return ln + ln_path_by_height(c, at);
  const GridCell<V> cell = cell_of(c.path, at.ground, at.sine);
  ln = ln + looked_up(c.path, cell);
  return c.knife.samples ? ln + ln_edge(c, look, at, cell) : ln;
}

/// What the tables and the cross-section give, but for range: in logarithms.
template <class V>
CUPOLA_INLINE V ln_strength(const LookConstants& c, const LookLanes<V>& look, const LookPlace<V>& at) {
  V ln = V(c.ln_constant) + at.ln_rcs;
  if (c.pattern.samples) ln = ln + looked_up(c.pattern, at.sine);
  if (c.scan.samples) ln = ln + ln_off_normal<V>(c, at);
  return c.path.samples ? with_path(c, look, at, ln) : ln;
}

/// The factor by which this echo stands off its mean: -ln u, or the mean of two such.
template <class V>
CUPOLA_INLINE V fluctuation(const LookConstants& c, const LookLanes<V>& look, const std::uint64_t* streams,
                            V k) {
  using B = BitsOf<V>;
  const V per_ns = look.get(kLookBlocksPerNs), shape = look.get(kLookShape);
  const auto block = to_integer(floor((k + V(c.begin_since_start_ns)) * per_ns));
  const B ordinal = select(per_ns > V(0.0), block, B(c.ordinal));
  const auto u = two_uniforms<V>(B(c.key), load_bits<B>(streams), ordinal);
  V drawn = -log(u.first);
  const auto of_two = shape > V(1.5);
  if (any(of_two)) drawn = select(of_two, V(-0.5) * log(u.first * u.second), drawn);
  return select(shape > V(0.0), drawn, V(1.0));
}

/// Detection probability from the table that begins at sample `first`; the ends hold beyond them.
template <class V>
CUPOLA_INLINE V interpolated(const float* samples, V first, V snr) {
  using B = BitsOf<V>;
  constexpr int kBelow = 52 - kTableStepBits;
  // Exponent and leading bits of the fraction are the cell, the bits below them the weight.
  const B b = bits(max(min(snr, V(kTableLast)), V(kTableFirst)));
  const B cell = (b >> kBelow) - (bits(V(kTableFirst)) >> kBelow);
  const B rest = (b << kTableStepBits) & B(0x000fffffffffffffu);
  const V weight = from_bits(rest | B(0x3ff0000000000000u)) - V(1.0);
  const Neighbours<V> ends = gather_pair(samples, to_integer(first) + cell);
  return fma(weight, ends.second - ends.first, ends.first);
}

/// The number that decides on detection: the first of Draws(key, stream, ordinal).
template <class V>
CUPOLA_INLINE V look_uniform(const LookConstants& c, const std::uint64_t* streams) {
  using B = BitsOf<V>;
  return two_uniforms<V>(B(c.key), load_bits<B>(streams), B(c.ordinal)).first;
}

/// The direction of a place in quarters of a turn: SightMap::quarters.
template <class V>
CUPOLA_INLINE V quarters(V east, V north) {
  const V share = east / max(abs(east) + abs(north), V(1e-300));
  const V ahead = select(share < V(0.0), share + V(4.0), share);
  return select(north < V(0.0), V(2.0) - share, ahead);
}

/// By how much is it too low to be seen past the terrain, and past which edge?
template <class V>
CUPOLA_INLINE void screen(const LookConstants& c, const LookLanes<V>& look) {
  const V direction = quarters(look.get(kLookEast), look.get(kLookNorth)), ground = look.get(kLookGround);
  const Twins<V> edge = looked_up(c.sight, ground, direction);
  const V too_low = edge.first - (look.get(kLookAgl) + V(c.ground_hae_m));
  look.put(kLookQuarters, direction);
  look.put(kLookTooLow, too_low);
  look.put(kLookEdge, edge.second);
}

/// How strong is what comes back?
template <class V>
CUPOLA_INLINE void weigh(const LookConstants& c, const LookLanes<V>& look) {
  const LookPlace<V> at = found(look);
  const V inverse2 = at.inverse * at.inverse;
  const V ln = ln_strength(c, look, at);
  V snr = exp_within(max(ln, V(-600.0))) * (inverse2 * inverse2);
  if (meets_interference<V>(c, at)) snr = snr * left<V>(c, at, look.get(kLookTime));
  look.put(kLookSnr, snr);
}

template <class V>
CUPOLA_INLINE void fluctuate(const LookConstants& c, const LookLanes<V>& look, const LookTask& task) {
  if (!any(look.get(kLookShape) > V(0.0))) return;
  const V drawn = fluctuation(c, look, task.fluctuation_stream + look.i, look.get(kLookTime));
  look.put(kLookSnr, look.get(kLookSnr) * drawn);
}

template <class V>
CUPOLA_INLINE MaskOf<V> over_bulge(const LookConstants& c, const LookPlace<V>& at) {
  const V beyond = at.ground - V(c.antenna_leg_m);
  return beyond <= V(0.0) || beyond * beyond <= V(c.two_k_radius_m) * max(at.agl, V(0.0));
}

/// May it be seen there, and is it?
template <class V>
CUPOLA_INLINE void decide(const LookConstants& c, const LookLanes<V>& look, const LookTask& task) {
  const LookPlace<V> at = found(look);

  // Who is behind the horizon is masked, not below the coverage.
  const auto sight = c.sight.samples ? look.get(kLookTooLow) <= V(0.0) : over_bulge(c, at);
  const auto covered = at.range >= V(c.range_min_m) && at.range <= V(c.range_max_m) &&
                       (at.sine >= V(c.sine_min) || !sight) && at.sine <= V(c.sine_max);

  const V pd = max(interpolated(c.tables, look.get(kLookTable), look.get(kLookSnr)), V(c.pd_least));
  auto detected = covered && look_uniform<V>(c, task.detection_stream + look.i) < pd;
  if (c.masks) detected = detected && sight;

  look.put(kLookFlags, select(sight, V(kLineOfSight), V(0.0)) + select(covered, V(kInCoverage), V(0.0)) +
                           select(detected, V(kDetected), V(0.0)));
  look.put(kLookPd, pd);
}

/// Step by step over a block that stays in the first cache: within a step one look need not wait for the
/// next.
template <class V>
void look_kernel(const LookTask& task) {
  constexpr std::size_t kBlock = 64;
  const LookConstants& c = *task.constants;
  for (std::size_t begin = 0; begin < task.count; begin += kBlock) {
    const std::size_t end = begin + kBlock < task.count ? begin + kBlock : task.count;
    const auto lanes_at = [&](std::size_t i) { return LookLanes<V>{task.rows, task.stride, i}; };
    for (std::size_t i = begin; i < end; i += kWidth<V>) find(c, lanes_at(i));
    for (std::size_t i = begin; i < end && c.sight.samples; i += kWidth<V>) screen(c, lanes_at(i));
    for (std::size_t i = begin; i < end; i += kWidth<V>) weigh(c, lanes_at(i));
    for (std::size_t i = begin; i < end; i += kWidth<V>) fluctuate(c, lanes_at(i), task);
    for (std::size_t i = begin; i < end; i += kWidth<V>) decide(c, lanes_at(i), task);
  }
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes

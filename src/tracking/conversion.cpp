#include "tracking/conversion.hpp"

#include <algorithm>

#include "core/check.hpp"
#include "core/elementary.hpp"

namespace cupola {

namespace {

// Declared-perfect radars claim no error at all; a metre keeps every covariance invertible.
constexpr double kLeastVariance_m2 = 1.0;

/// The measurement in columns of V.
template <class V>
struct Position {
  V x, y, z, xx, xy, xz, yy, yz, zz;
};

template <class V>
struct Axis {
  V x, y, z;
};

/// A vector of the local frame in the earth-fixed one.
template <class V>
CUPOLA_INLINE Axis<V> turned(const LocalFrame& radar, V east, V north, V up) {
  using lanes::fma;
  const Matrix<3, 3>& m = radar.ecef_to_enu;
  return {fma(east, V(m(0, 0)), fma(north, V(m(1, 0)), up * V(m(2, 0)))),
          fma(east, V(m(0, 1)), fma(north, V(m(1, 1)), up * V(m(2, 1)))),
          fma(east, V(m(0, 2)), fma(north, V(m(1, 2)), up * V(m(2, 2))))};
}

/// exp(-s2/2) for s2 below 0.01, to 1e-12.
template <class V>
CUPOLA_INLINE V mean_cosine(V s2) {
  const V h = s2 * V(-0.5);
  return lanes::fma(
      h, lanes::fma(h, lanes::fma(h, lanes::fma(h, V(1.0 / 24.0), V(1.0 / 6.0)), V(0.5)), V(1.0)), V(1.0));
}

template <class V>
CUPOLA_INLINE Position<V> position(const LocalFrame& radar, V range, V azimuth, V elevation, V range_sd,
                                   V azimuth_sd, V elevation_sd) {
  using lanes::fma, lanes::max;
  const auto az = lanes::sincos(azimuth);
  const auto el = lanes::sincos(elevation);

  // Along the line of sight, to the right, and upward.
  const auto along = turned(radar, el.cos * az.sin, el.cos * az.cos, el.sin);
  const auto right = turned(radar, az.cos, -az.sin, V(0.0));
  const auto above = turned(radar, -(el.sin * az.sin), -(el.sin * az.cos), el.cos);

  const V az2 = azimuth_sd * azimuth_sd * el.cos * el.cos, el2 = elevation_sd * elevation_sd;
  const V r2 = range * range;
  const V sagitta = V(0.5) * r2 * fma(az2, az2, el2 * el2);
  const V var_along = max(fma(range_sd, range_sd, sagitta), V(kLeastVariance_m2));
  const V var_right = max(r2 * az2, V(kLeastVariance_m2));
  const V var_above = max(r2 * el2, V(kLeastVariance_m2));

  // The mean: both angles shrink what lies in the horizontal plane, elevation alone what is upright.
  const V upright = range * mean_cosine(el2);
  const V level = upright * mean_cosine(azimuth_sd * azimuth_sd) * el.cos;
  const auto mean = turned(radar, level * az.sin, level * az.cos, upright * el.sin);

  const auto entry = [&](V a, V a2, V b, V b2, V c, V c2) {
    return fma(var_along * a, a2, fma(var_right * b, b2, var_above * c * c2));
  };
  return {mean.x + V(radar.origin_ecef_m.x),
          mean.y + V(radar.origin_ecef_m.y),
          mean.z + V(radar.origin_ecef_m.z),
          entry(along.x, along.x, right.x, right.x, above.x, above.x),
          entry(along.x, along.y, right.x, right.y, above.x, above.y),
          entry(along.x, along.z, right.x, right.z, above.x, above.z),
          entry(along.y, along.y, right.y, right.y, above.y, above.y),
          entry(along.y, along.z, right.y, right.z, above.y, above.z),
          entry(along.z, along.z, right.z, right.z, above.z, above.z)};
}

constexpr std::size_t kPad = 4;

std::size_t padded(std::size_t n) { return (n + kPad - 1) / kPad * kPad; }

}  // namespace

PositionMeasurement to_position(const Plot& plot, const LocalFrame& radar) {
  const auto p = position<double>(radar, plot.range_m, plot.azimuth_rad, plot.elevation_rad, plot.range_sd_m,
                                  plot.azimuth_sd_rad, plot.elevation_sd_rad);
  return {{p.x, p.y, p.z}, {p.xx, p.xy, p.xz, p.yy, p.yz, p.zz}};
}

void MeasurementColumns::resize(std::size_t n) {
  size = n;
  time.resize(n);
  taken.resize(n);
  if (x.size() >= padded(n)) return;
  for (std::vector<double>* column : {&x, &y, &z, &xx, &xy, &xz, &yy, &yz, &zz, &time_s})
    column->resize(padded(n));
}

void MeasurementColumns::set(std::size_t i, const PositionMeasurement& m, Time t, double t_s) {
  const Symmetric3& c = m.covariance_m2;
  x[i] = m.z_ecef_m.x, y[i] = m.z_ecef_m.y, z[i] = m.z_ecef_m.z;
  xx[i] = c.xx, xy[i] = c.xy, xz[i] = c.xz, yy[i] = c.yy, yz[i] = c.yz, zz[i] = c.zz;
  time[i] = t;
  time_s[i] = t_s;
  taken[i] = 0;
}

void to_positions(const std::vector<Plot>& plots, const std::vector<int>& order, const LocalFrame& radar,
                  Time epoch, MeasurementColumns& out) {
  const std::size_t n = order.size();
  out.resize(n);
  using lanes::Lanes4, lanes::load, lanes::store;
  for (std::size_t first = 0; first < n; first += kPad) {
    double polar[6][kPad];  // range, azimuth, elevation and their standard deviations
    for (std::size_t k = 0; k < kPad; ++k) {
      const std::size_t i = std::min(first + k, n - 1);  // the last fills the rest
      const Plot& p = plots[static_cast<std::size_t>(order[i])];
      CUPOLA_CHECK(p.range_m > 0.0 && p.range_m < 1e8);
      polar[0][k] = p.range_m, polar[1][k] = p.azimuth_rad, polar[2][k] = p.elevation_rad;
      polar[3][k] = p.range_sd_m, polar[4][k] = p.azimuth_sd_rad, polar[5][k] = p.elevation_sd_rad;
      out.time[i] = p.time;
      out.time_s[i] = (p.time - epoch).seconds();
      out.taken[i] = 0;
    }
    const auto in = [&](int row) { return load<Lanes4>(polar[row]); };
    const auto p = position<Lanes4>(radar, in(0), in(1), in(2), in(3), in(4), in(5));
    store(out.x.data() + first, p.x);
    store(out.y.data() + first, p.y);
    store(out.z.data() + first, p.z);
    store(out.xx.data() + first, p.xx);
    store(out.xy.data() + first, p.xy);
    store(out.xz.data() + first, p.xz);
    store(out.yy.data() + first, p.yy);
    store(out.yz.data() + first, p.yz);
    store(out.zz.data() + first, p.zz);
  }
}

}  // namespace cupola

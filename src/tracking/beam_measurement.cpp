#include "tracking/beam_measurement.hpp"

#include <algorithm>

#include "core/check.hpp"
#include "core/math.hpp"

namespace cupola {
namespace {

constexpr double kLeastVariance_m2 = 1.0;  // as of converted plots
constexpr double kWidest = 0.5;            // rad across the beam, up to which any of it holds

/// Range, azimuth and elevation, or the first two.
template <int D>
struct Seen {
  double h[D];
};

/// In east, north, up of the sensor; in a plane up is 0.
template <int D>
Vec3 from_sensor(const PlotScan<D>& scan, const double* x) {
  const double dx = x[0] - scan.p_sensor_m[0], dy = x[1] - scan.p_sensor_m[1];
  if constexpr (D == 2)
    return {dx, dy, 0.0};
  else
    return scan.to_enu * Vec3{dx, dy, x[2] - scan.p_sensor_m[2]};
}

template <int D>
Seen<D> seen(const Vec3& p) {
  const double level = std::sqrt(p.x * p.x + p.y * p.y);
  Seen<D> s;
  s.h[0] = std::sqrt(level * level + p.z * p.z);
  s.h[1] = math::atan2(p.x, p.y);
  if constexpr (D == 3) s.h[2] = math::atan2(p.z, level);
  return s;
}

template <int D>
Matrix<D, D> unpacked(const double* upper) {
  Matrix<D, D> m;
  for (int i = 0, n = 0; i < D; ++i)
    for (int j = i; j < D; ++j, ++n) m(i, j) = m(j, i) = upper[n];
  return m;
}

template <int D>
void pack(const Matrix<D, D>& m, double* upper) {
  for (int i = 0, n = 0; i < D; ++i)
    for (int j = i; j < D; ++j, ++n) upper[n] = 0.5 * (m(i, j) + m(j, i));
}

/// From the sensor's axes (in a plane: east, north) into the plot's.
template <int D>
Matrix<D, D> out_of_enu(const PlotScan<D>& scan) {
  if constexpr (D == 2)
    return Matrix<2, 2>::identity();
  else
    return transpose(scan.to_enu);
}

/// Along the beam, to the right, upward: columns, in the sensor's axes.
template <int D>
Matrix<D, D> beam_axes(double azimuth_rad, double elevation_rad) {
  const auto az = math::sincos(azimuth_rad);
  Matrix<D, D> axes;
  if constexpr (D == 2) {
    axes(0, 0) = az.sin;
    axes(1, 0) = az.cos;
    axes(0, 1) = az.cos;
    axes(1, 1) = -az.sin;
  } else {
    const auto el = math::sincos(elevation_rad);
    const double columns[3][3] = {{el.cos * az.sin, el.cos * az.cos, el.sin},
                                  {az.cos, -az.sin, 0.0},
                                  {-el.sin * az.sin, -el.sin * az.cos, el.cos}};
    for (int c = 0; c < 3; ++c)
      for (int i = 0; i < 3; ++i) axes(i, c) = columns[c][i];
  }
  return axes;
}

template <int D>
double wrapped(int i, double difference) {
  return i == 1 ? math::wrap_pi(difference) : difference;
}

/// x + turn y, and turn c turn^T.
template <int D>
void put(const double* x, const Matrix<D, D>& turn, const Vector<D>& y, const Matrix<D, D>& c, double* z,
         double* r) {
  const Vector<D> moved = turn * y;
  for (int i = 0; i < D; ++i) z[i] = x[i] + moved.m[i];
  pack(turn * c * transpose(turn), r);
}

template <int D>
void extended(const PlotScan<D>& scan, const BeamPlot& beam, const double* x, const Seen<D>& at, double* z,
              double* r) {
  double elevation_rad = 0.0, across_m = at.h[0];
  if constexpr (D == 3) {
    elevation_rad = at.h[2];
    across_m *= math::cos(elevation_rad);
  }
  const double arm_m[3] = {1.0, across_m, at.h[0]};
  Vector<D> innovation;
  Matrix<D, D> c;
  for (int i = 0; i < D; ++i) {
    innovation.m[i] = arm_m[i] * wrapped<D>(i, beam.z[i] - at.h[i]);
    const double sd_m = arm_m[i] * beam.sd[i];
    c(i, i) = std::max(sd_m * sd_m, kLeastVariance_m2);
  }
  put<D>(x, out_of_enu(scan) * beam_axes<D>(at.h[1], elevation_rad), innovation, c, z, r);
}

/// About where prediction and plot together put the target across the beam; range is as measured there, less
/// the sagitta of what is left open.
template <int D>
void iterated(const PlotScan<D>& scan, const BeamPlot& beam, const PredictedPosition<D>& predicted,
              const Seen<D>& at, double* z, double* r) {
  const double elevation_rad = D == 3 ? at.h[D - 1] : 0.0, level = math::cos(elevation_rad);
  const Matrix<D, D> to_beam = transpose(beam_axes<D>(at.h[1], elevation_rad)) * transpose(out_of_enu(scan));
  const Matrix<D, D> c = to_beam * unpacked<D>(predicted.c) * transpose(to_beam);
  const double range_m = beam.z[0], arm_m[3] = {1.0, range_m * level, range_m};
  double open2 = 0.0, open4 = 0.0, toward[3] = {range_m, at.h[1], elevation_rad};
  Vector<D> off;
  Matrix<D, D> spread;
  for (int i = 1; i < D; ++i) {
    const double error_m2 = std::max(arm_m[i] * arm_m[i] * beam.sd[i] * beam.sd[i], kLeastVariance_m2);
    const double taken = c(i, i) / (c(i, i) + error_m2), away = wrapped<D>(i, beam.z[i] - at.h[i]);
    toward[i] += taken * away;
    off.m[i] += arm_m[i] * (1.0 - taken) * away;
    spread(i, i) = error_m2;
    const double open = taken * error_m2;
    open2 += open;
    open4 += open * open;
    // The arc of azimuths bends level, not along the beam.
    if (i == 1 && D == 3) off.m[D - 1] = 0.5 * open / arm_m[1] * math::sin(elevation_rad);
  }
  const double inverse = 1.0 / std::max(range_m, 1.0);
  off.m[0] = range_m - 0.5 * open2 * inverse;
  spread(0, 0) = std::max(beam.sd[0] * beam.sd[0] + 0.5 * open4 * inverse * inverse, kLeastVariance_m2);
  put<D>(scan.p_sensor_m, out_of_enu(scan) * beam_axes<D>(toward[1], toward[2]), off, spread, z, r);
}

/// A square matrix by its inverse, by elimination with the largest pivot.
template <int D>
bool inverted(Matrix<D, D> a, Matrix<D, D>& inverse) {
  inverse = Matrix<D, D>::identity();
  for (int k = 0; k < D; ++k) {
    int top = k;
    for (int i = k + 1; i < D; ++i)
      if (std::fabs(a(i, k)) > std::fabs(a(top, k))) top = i;
    if (!(std::fabs(a(top, k)) > 0.0)) return false;
    for (int j = 0; j < D; ++j) {
      std::swap(a(k, j), a(top, j));
      std::swap(inverse(k, j), inverse(top, j));
    }
    const double q = 1.0 / a(k, k);
    for (int j = 0; j < D; ++j) {
      a(k, j) *= q;
      inverse(k, j) *= q;
    }
    for (int i = 0; i < D; ++i) {
      const double f = a(i, k);
      if (i == k || f == 0.0) continue;
      for (int j = 0; j < D; ++j) {
        a(i, j) -= f * a(k, j);
        inverse(i, j) -= f * inverse(k, j);
      }
    }
  }
  return true;
}

template <int D>
bool unscented(const PlotScan<D>& scan, const BeamPlot& beam, const PredictedPosition<D>& predicted,
               const Seen<D>& at, double* z, double* r) {
  Matrix<D, D> lower;
  if (!cholesky(unpacked<D>(predicted.c), lower)) return false;
  // The prediction itself, and points at sqrt(3) to either side along each column of the factor.
  constexpr double side = 1.0 / 6.0, middle = 1.0 - 2 * D * side;
  const double reach = std::sqrt(3.0);
  double d[2 * D][D];  // as the sensor sees them, less the middle
  for (int k = 0; k < 2 * D; ++k) {
    double x[D];
    for (int i = 0; i < D; ++i) x[i] = predicted.x[i] + (k % 2 == 0 ? reach : -reach) * lower(i, k / 2);
    const Seen<D> s = seen<D>(from_sensor(scan, x));
    for (int i = 0; i < D; ++i) d[k][i] = wrapped<D>(i, s.h[i] - at.h[i]);
    if (std::fabs(d[k][1]) > kWidest) return false;
  }
  Vector<D> mean;
  Matrix<D, D> slope, left, inverse;
  for (int i = 0; i < D; ++i) {
    for (int k = 0; k < 2 * D; ++k) mean.m[i] += side * d[k][i];
    for (int k = 0; k < D; ++k) slope(i, k) = (d[2 * k][i] - d[2 * k + 1][i]) / (2.0 * reach);
  }
  for (int i = 0; i < D; ++i)
    for (int j = 0; j < D; ++j) {
      left(i, j) = middle * mean.m[i] * mean.m[j];
      for (int k = 0; k < 2 * D; ++k) left(i, j) += side * (d[k][i] - mean.m[i]) * (d[k][j] - mean.m[j]);
      for (int k = 0; k < D; ++k) left(i, j) -= slope(i, k) * slope(j, k);
      if (i == j) left(i, j) = std::max(left(i, j), 0.0) + beam.sd[i] * beam.sd[i];
    }
  if (!inverted(slope, inverse)) return false;
  Vector<D> innovation;
  for (int i = 0; i < D; ++i) innovation.m[i] = wrapped<D>(i, beam.z[i] - at.h[i]) - mean.m[i];
  put<D>(predicted.x, lower * inverse, innovation, left, z, r);
  return true;
}

/// Second moments of an unbiased converted plot given a target at azimuth 0: forward, right, up.
Matrix<3, 3> moments_at(double range_m, double elevation_rad, const double* sd) {
  const double r2 = range_m * range_m, a2 = sd[1] * sd[1], e2 = sd[2] * sd[2];
  const double grown = (r2 + sd[0] * sd[0]) * math::exp(e2), twice_a = math::exp(-2.0 * a2),
               twice_e = math::exp(-2.0 * e2), lift_a = math::exp(a2);
  const auto two = math::sincos(2.0 * elevation_rad);
  const auto el = math::sincos(elevation_rad);
  const double level2 = grown * 0.5 * (1.0 + twice_e * two.cos) * lift_a;
  Matrix<3, 3> c;
  c(0, 0) = level2 * 0.5 * (1.0 + twice_a) - r2 * el.cos * el.cos;
  c(1, 1) = level2 * 0.5 * (1.0 - twice_a);
  c(2, 2) = grown * 0.5 * (1.0 - twice_e * two.cos) - r2 * el.sin * el.sin;
  c(0, 2) = c(2, 0) = grown * 0.5 * twice_e * two.sin - r2 * el.sin * el.cos;
  return c;
}

template <int D>
void decorrelated(const PlotScan<D>& scan, const BeamPlot& beam, const Seen<D>& at, double* z, double* r) {
  const double elevation_sd = D == 3 ? beam.sd[2] : 0.0;
  const double sd[3] = {beam.sd[0], beam.sd[1], elevation_sd};
  const Matrix<3, 3> moments = moments_at(at.h[0], D == 3 ? at.h[D - 1] : 0.0, sd);
  const auto az = math::sincos(beam.z[1]);
  const double lift = math::exp(0.5 * elevation_sd * elevation_sd);
  const auto el = math::sincos(D == 3 ? beam.z[2] : 0.0);
  const double level_m = beam.z[0] * el.cos * lift * math::exp(0.5 * sd[1] * sd[1]);
  Vector<D> place;
  place.m[0] = level_m * az.sin;
  place.m[1] = level_m * az.cos;
  // The axes of a level beam: forward, right, up.
  Matrix<D, D> axes = beam_axes<D>(at.h[1], 0.0), c;
  for (int i = 0; i < D; ++i)
    for (int j = 0; j < D; ++j) c(i, j) = moments(i, j);
  if constexpr (D == 3) place.m[2] = beam.z[0] * el.sin * lift;
  for (int i = 0; i < D; ++i) c(i, i) = std::max(c(i, i), kLeastVariance_m2);
  const Matrix<D, D> turn = out_of_enu(scan);
  const Matrix<D, D> spread = axes * c * transpose(axes);
  put<D>(scan.p_sensor_m, turn, place, spread, z, r);
}

}  // namespace

template <int D>
bool measure_along_beam(MeasurementModel model, const PlotScan<D>& scan, const BeamPlot& beam,
                        const PredictedPosition<D>& predicted, double* z, double* r) {
  const Vec3 p = from_sensor(scan, predicted.x);
  const Seen<D> at = seen<D>(p);
  const double level2 = p.x * p.x + p.y * p.y;
  // Near the sensor, or its zenith, nothing is linear in an azimuth.
  if (!(level2 > 0.04 * at.h[0] * at.h[0]) || !(at.h[0] > 2.0 * beam.sd[0])) return false;
  for (int i = 1; i < D; ++i)
    if (std::fabs(wrapped<D>(i, beam.z[i] - at.h[i])) > kWidest) return false;
  if (model == MeasurementModel::unscented) return unscented(scan, beam, predicted, at, z, r);
  if (model == MeasurementModel::iterated)
    iterated(scan, beam, predicted, at, z, r);
  else if (model == MeasurementModel::decorrelated)
    decorrelated(scan, beam, at, z, r);
  else
    extended(scan, beam, predicted.x, at, z, r);
  return true;
}

template bool measure_along_beam<2>(MeasurementModel, const PlotScan<2>&, const BeamPlot&,
                                    const PredictedPosition<2>&, double*, double*);
template bool measure_along_beam<3>(MeasurementModel, const PlotScan<3>&, const BeamPlot&,
                                    const PredictedPosition<3>&, double*, double*);

namespace {

/// Position alone of what all modes predict, `t` seconds on.
template <int D>
PredictedPosition<D> predicted_at(const ImmBank<D>& bank, std::size_t slot, double t, bool with_covariance) {
  PredictedPosition<D> to;
  for (int i = 0; i < D; ++i) to.x[i] = bank.predicted(slot, i) + t * bank.predicted(slot, D + i);
  if (!with_covariance) return to;
  using Shape = ImmShape<D>;
  const typename ImmBank<D>::Merged all = bank.merge_predicted(slot);
  const auto c = [&](int i, int j) { return all[static_cast<std::size_t>(Shape::kState + Shape::at(i, j))]; };
  for (int i = 0, n = 0; i < D; ++i)
    for (int j = i; j < D; ++j, ++n)
      to.c[n] = c(i, j) + t * (c(i, D + j) + c(j, D + i)) + t * t * c(D + i, D + j);
  return to;
}

}  // namespace

MeasurementModel model_for(MeasurementModel chosen, const BeamPlot& beam) {
  if (chosen != MeasurementModel::automatic) return chosen;
  const double bend = bend_of(beam);
  return bend <= kBendCounts    ? MeasurementModel::converted
         : bend <= kBendTooMuch ? MeasurementModel::iterated
                                : MeasurementModel::decorrelated;
}

template <int D>
void BeamMeasurer<D>::begin(const PlotScan<D>& scan) {
  bent_ = std::any_of(scan.beams.begin(), scan.beams.end(), [this](const BeamPlot& b) {
    return model_for(model_, b) != MeasurementModel::converted;
  });
}

template <int D>
typename BeamMeasurer<D>::Position BeamMeasurer<D>::along_beam(const PlotScan<D>& scan, int plot,
                                                               const ImmBank<D>& bank, std::size_t slot,
                                                               double dt_s) {
  const auto i = static_cast<std::size_t>(plot);
  const Position as_it_is{scan.plots[i].z, scan.plots[i].r};
  const MeasurementModel model = model_for(model_, scan.beams[i]);
  if (model == MeasurementModel::converted) return as_it_is;
  const bool spread = model == MeasurementModel::unscented || model == MeasurementModel::iterated;
  const PredictedPosition<D> predicted = predicted_at(bank, slot, dt_s, spread);
  if (!measure_along_beam(model, scan, scan.beams[i], predicted, z_, r_)) return as_it_is;
  return {z_, r_};
}

template class BeamMeasurer<2>;
template class BeamMeasurer<3>;

}  // namespace cupola

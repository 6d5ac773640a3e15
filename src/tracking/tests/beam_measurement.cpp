#include "tracking/beam_measurement.hpp"

#include <gtest/gtest.h>

#include "core/math.hpp"
#include "core/tests/linear_congruence.hpp"
#include "earth/geodetic.hpp"
#include "tracking/detection_scans.hpp"
#include "tracking/tests/imm_scene.hpp"

namespace cupola::testing {
namespace {

constexpr double kDegree_rad = math::kPi / 180.0;

/// A plot and its scan, converted as `cupola track` does it.
template <int D>
PlotScan<D> scan_of(double range_m, double azimuth_rad, double elevation_rad, double sd_range_m,
                    double sd_rad) {
  DetectionSet set;
  DetectionSensor sensor;
  sensor.name = "radar";
  sensor.measures = D == 2 ? Measures::range_azimuth : Measures::range_azimuth_elevation;
  sensor.p_plane_enu_m = {3000.0, -2000.0, 0.0};
  sensor.place = {0.7, 0.5, 100.0};
  set.sensors = {sensor};
  Detection d;
  const double z[3] = {range_m, azimuth_rad, elevation_rad}, sd[3] = {sd_range_m, sd_rad, sd_rad};
  std::copy(z, z + 3, d.z);
  std::copy(sd, sd + 3, d.sd);
  if (D == 2) d.z[2] = d.sd[2] = 0.0;
  set.detections = {d};
  DetectionScans<D> scans(set, {{4.0, true, false}});
  PlotScan<D> scan;
  EXPECT_TRUE(scans.next(scan));
  return scan;
}

template <int D>
Vec3 enu_of(const PlotScan<D>& scan, const double* x) {
  const Vec3 d{x[0] - scan.p_sensor_m[0], x[1] - scan.p_sensor_m[1],
               D == 3 ? x[D - 1] - scan.p_sensor_m[D - 1] : 0.0};
  return D == 2 ? d : scan.to_enu * d;
}

/// What the sensor would see of a place, by libm.
template <int D>
Vector<D> polar(const PlotScan<D>& scan, const double* x) {
  const Vec3 p = enu_of(scan, x);
  Vector<D> h;
  h.m[0] = std::sqrt(dot(p, p));
  h.m[1] = std::atan2(p.x, p.y);
  if (D == 3) h.m[D - 1] = std::asin(p.z / h.m[0]);
  return h;
}

template <int D>
PredictedPosition<D> predicted_near(const PlotScan<D>& scan, double off_m, double sd_m) {
  PredictedPosition<D> p;
  for (int i = 0, n = 0; i < D; ++i) {
    p.x[i] = scan.plots[0].z[i] + off_m * (1.0 + 0.3 * i);
    for (int j = i; j < D; ++j, ++n) p.c[n] = sd_m * sd_m * (i == j ? 1.0 + 0.5 * i : 0.2);
  }
  return p;
}

template <int D>
Matrix<D, D> full(const double* upper) {
  Matrix<D, D> m;
  for (int i = 0, n = 0; i < D; ++i)
    for (int j = i; j < D; ++j, ++n) m(i, j) = m(j, i) = upper[n];
  return m;
}

template <int D>
Matrix<D, D> noise(const BeamPlot& beam) {
  Matrix<D, D> r;
  for (int i = 0; i < D; ++i) r(i, i) = beam.sd[i] * beam.sd[i];
  return r;
}

/// A Kalman update of a position: mean and covariance.
template <int D>
struct Updated {
  Vector<D> x;
  Matrix<D, D> c;
};

template <int D>
Matrix<D, D> inverse_of(const Matrix<D, D>& m) {
  Matrix<D, D> inverse;
  EXPECT_TRUE(invert_spd(m, inverse));
  return inverse;
}

template <int D>
Updated<D> by_position(const PredictedPosition<D>& p, const double* z, const double* r) {
  const Matrix<D, D> c = full<D>(p.c), gain = c * inverse_of<D>(c + full<D>(r));
  Vector<D> d, x;
  for (int i = 0; i < D; ++i) d.m[i] = z[i] - p.x[i];
  const Vector<D> step = gain * d;
  for (int i = 0; i < D; ++i) x.m[i] = p.x[i] + step.m[i];
  return {x, c - gain * c};
}

template <int D>
void expect_same(const Updated<D>& a, const Updated<D>& b, double tolerance_m) {
  for (int i = 0; i < D; ++i) {
    EXPECT_NEAR(a.x.m[i], b.x.m[i], tolerance_m);
    for (int j = 0; j < D; ++j) EXPECT_NEAR(a.c(i, j), b.c(i, j), 1e-5 * b.c(i, i));
  }
}

/// The textbook's extended filter: slopes by differences, gain in the measurement's own units.
template <int D>
void expect_extended() {
  const PlotScan<D> scan = scan_of<D>(180e3, 2.1, 0.06, 60.0, 0.01);
  const PredictedPosition<D> p = predicted_near(scan, 400.0, 900.0);
  double z[D], r[D * (D + 1) / 2];
  ASSERT_TRUE(measure_along_beam(MeasurementModel::extended, scan, scan.beams[0], p, z, r));
  Matrix<D, D> h;
  for (int j = 0; j < D; ++j) {
    double high[D], low[D];
    std::copy(p.x, p.x + D, high);
    std::copy(p.x, p.x + D, low);
    high[j] += 10.0;
    low[j] -= 10.0;
    const Vector<D> d = polar<D>(scan, high) - polar<D>(scan, low);
    for (int i = 0; i < D; ++i) h(i, j) = d.m[i] / 20.0;
  }
  const Matrix<D, D> c = full<D>(p.c), s = h * c * transpose(h) + noise<D>(scan.beams[0]);
  const Matrix<D, D> gain = c * transpose(h) * inverse_of<D>(s);
  Vector<D> innovation, x;
  const Vector<D> at = polar<D>(scan, p.x);
  for (int i = 0; i < D; ++i) innovation.m[i] = scan.beams[0].z[i] - at.m[i];
  const Vector<D> step = gain * innovation;
  for (int i = 0; i < D; ++i) x.m[i] = p.x[i] + step.m[i];
  expect_same<D>(by_position(p, z, r), {x, c - gain * h * c}, 2e-4);
}

TEST(BeamMeasurement, IsTheExtendedFiltersInAPlaneAndInSpace) {
  expect_extended<2>();
  expect_extended<3>();
}

/// Julier and Uhlmann's filter as they write it, with the covariance of state and measurement.
template <int D>
void expect_unscented() {
  const PlotScan<D> scan = scan_of<D>(180e3, 2.1, 0.06, 60.0, 0.01);
  const PredictedPosition<D> p = predicted_near(scan, 400.0, 4000.0);
  double z[D], r[D * (D + 1) / 2];
  ASSERT_TRUE(measure_along_beam(MeasurementModel::unscented, scan, scan.beams[0], p, z, r));
  Matrix<D, D> lower;
  const Matrix<D, D> c = full<D>(p.c);
  ASSERT_TRUE(cholesky(c, lower));
  Vector<D> seen[2 * D + 1], mean, place[2 * D + 1];
  const auto weight = [](int k) { return k == 0 ? 1.0 - D / 3.0 : 1.0 / 6.0; };
  for (int k = 0; k <= 2 * D; ++k) {
    for (int i = 0; i < D; ++i) {
      place[k].m[i] = p.x[i];
      if (k > 0) place[k].m[i] += (k % 2 == 1 ? 1.0 : -1.0) * std::sqrt(3.0) * lower(i, (k - 1) / 2);
    }
    seen[k] = polar<D>(scan, place[k].m);
    for (int i = 0; i < D; ++i) mean.m[i] += weight(k) * seen[k].m[i];
  }
  Matrix<D, D> s = noise<D>(scan.beams[0]), crossed;
  for (int k = 0; k <= 2 * D; ++k)
    for (int i = 0; i < D; ++i)
      for (int j = 0; j < D; ++j) {
        s(i, j) += weight(k) * (seen[k].m[i] - mean.m[i]) * (seen[k].m[j] - mean.m[j]);
        crossed(i, j) += weight(k) * (place[k].m[i] - p.x[i]) * (seen[k].m[j] - mean.m[j]);
      }
  const Matrix<D, D> gain = crossed * inverse_of<D>(s);
  Vector<D> innovation, x;
  for (int i = 0; i < D; ++i) innovation.m[i] = scan.beams[0].z[i] - mean.m[i];
  const Vector<D> step = gain * innovation;
  for (int i = 0; i < D; ++i) x.m[i] = p.x[i] + step.m[i];
  expect_same<D>(by_position(p, z, r), {x, c - gain * transpose(crossed)}, 1e-4);
}

TEST(BeamMeasurement, IsTheUnscentedFiltersInAPlaneAndInSpace) {
  expect_unscented<2>();
  expect_unscented<3>();
}

/// Averages over the errors of a plot of a target at the prediction: no bias, and the covariance claimed.
template <int D>
void expect_decorrelated() {
  constexpr double kSd_rad = 0.05, kSd_m = 300.0, kRange_m = 100e3;
  PlotScan<D> scan = scan_of<D>(kRange_m, 1.0, 0.2, kSd_m, kSd_rad);
  const auto el = math::sincos(D == 3 ? 0.2 : 0.0), az = math::sincos(1.0);
  const Vec3 enu{kRange_m * el.cos * az.sin, kRange_m * el.cos * az.cos, kRange_m * el.sin};
  const Vec3 off = D == 3 ? transpose(scan.to_enu) * enu : enu;
  const double away[3] = {off.x, off.y, off.z};
  PredictedPosition<D> target;
  for (int i = 0; i < D; ++i) target.x[i] = scan.p_sensor_m[i] + away[i];
  double z[D], r[D * (D + 1) / 2];
  Vector<D> mean;
  Matrix<D, D> spread;
  // Gauss and Hermite's rule of three points is exact for polynomials of the fifth degree: enough of a cosine.
  const double node[3] = {-std::sqrt(3.0), 0.0, std::sqrt(3.0)},
               weight[3] = {1.0 / 6.0, 2.0 / 3.0, 1.0 / 6.0};
  for (int a = 0; a < 3; ++a)
    for (int b = 0; b < 3; ++b)
      for (int c = 0; c < (D == 3 ? 3 : 1); ++c) {
        BeamPlot& beam = scan.beams[0];
        beam.z[0] = kRange_m + node[a] * kSd_m;
        beam.z[1] = 1.0 + node[b] * kSd_rad;
        if (D == 3) beam.z[2] = 0.2 + node[c] * kSd_rad;
        const double w = weight[a] * weight[b] * (D == 3 ? weight[c] : 1.0);
        ASSERT_TRUE(measure_along_beam(MeasurementModel::decorrelated, scan, beam, target, z, r));
        for (int i = 0; i < D; ++i) {
          mean.m[i] += w * (z[i] - target.x[i]);
          for (int j = 0; j < D; ++j) spread(i, j) += w * (z[i] - target.x[i]) * (z[j] - target.x[j]);
        }
      }
  const Matrix<D, D> claimed = full<D>(r);
  for (int i = 0; i < D; ++i) {
    EXPECT_NEAR(mean.m[i], 0.0, 0.05);  // of 125 m that an uncorrected plot would lack
    for (int j = 0; j < D; ++j)
      EXPECT_NEAR(claimed(i, j), spread(i, j), 3e-4 * std::sqrt(claimed(i, i) * claimed(j, j)));
  }
}

TEST(BeamMeasurement, DecorrelatedIsWithoutBiasAndKnowsItsError) {
  expect_decorrelated<2>();
  expect_decorrelated<3>();
}

/// Between the two: converted where the prediction says nothing, extended where it says all.
template <int D>
void expect_iterated_between() {
  constexpr int pairs = D * (D + 1) / 2;
  const PlotScan<D> scan = scan_of<D>(180e3, 2.1, 0.06, 60.0, 0.01);
  double z[D], r[pairs], other_z[D], other_r[pairs];
  const PredictedPosition<D> vague = predicted_near(scan, 100.0, 1e7);
  ASSERT_TRUE(measure_along_beam(MeasurementModel::iterated, scan, scan.beams[0], vague, z, r));
  for (int i = 0; i < D; ++i) EXPECT_NEAR(z[i], scan.plots[0].z[i], 0.02);
  for (int i = 0; i < pairs; ++i) EXPECT_NEAR(r[i], scan.plots[0].r[i], 1e-4 * scan.plots[0].r[0] + 30.0);
  const PredictedPosition<D> sharp = predicted_near(scan, 700.0, 0.1);
  ASSERT_TRUE(measure_along_beam(MeasurementModel::iterated, scan, scan.beams[0], sharp, z, r));
  ASSERT_TRUE(measure_along_beam(MeasurementModel::extended, scan, scan.beams[0], sharp, other_z, other_r));
  const Updated<D> a = by_position(sharp, z, r), b = by_position(sharp, other_z, other_r);
  for (int i = 0; i < D; ++i) EXPECT_NEAR(a.x.m[i], b.x.m[i], 1e-4);
}

TEST(BeamMeasurement, IteratedLiesBetweenConvertedAndExtended) {
  expect_iterated_between<2>();
  expect_iterated_between<3>();
}

TEST(BeamMeasurement, AutomaticGoesByTheBend) {
  const auto at = [](double range_m, double sd_deg, double sd_m) {
    return model_for(MeasurementModel::automatic, {{range_m, 0.0, 0.0}, {sd_m, sd_deg * kDegree_rad, 0.0}});
  };
  EXPECT_NEAR(bend_of({{200e3, 0.0, 0.0}, {100.0, kDegree_rad, 0.0}}), 0.61, 0.005);  // Bar-Shalom's figure
  EXPECT_EQ(at(250e3, 0.1, 50.0), MeasurementModel::converted);
  EXPECT_EQ(at(200e3, 1.0, 100.0), MeasurementModel::iterated);
  EXPECT_EQ(at(200e3, 2.0, 30.0), MeasurementModel::decorrelated);
}

TEST(BeamMeasurement, StaysWithThePlotWhereNothingIsLinear) {
  const PlotScan<2> scan = scan_of<2>(5000.0, 0.3, 0.0, 50.0, 0.02);
  PredictedPosition<2> p = predicted_near(scan, 0.0, 100.0);
  double z[2], r[3];
  for (const MeasurementModel model : {MeasurementModel::extended, MeasurementModel::iterated,
                                       MeasurementModel::unscented, MeasurementModel::decorrelated}) {
    EXPECT_TRUE(measure_along_beam(model, scan, scan.beams[0], p, z, r));
    PredictedPosition<2> beyond = p;
    for (int i = 0; i < 2; ++i) beyond.x[i] = scan.p_sensor_m[i] - 0.5 * (p.x[i] - scan.p_sensor_m[i]);
    EXPECT_FALSE(measure_along_beam(model, scan, scan.beams[0], beyond, z, r));
    std::copy(scan.p_sensor_m, scan.p_sensor_m + 2, beyond.x);
    EXPECT_FALSE(measure_along_beam(model, scan, scan.beams[0], beyond, z, r));
  }
}

/// One target at 200 km, 40 plots good to 30 m and 2 deg: mean NEES of the position at the end.
double nees_of(MeasurementModel model) {
  constexpr int kRuns = 400;
  double sum = 0.0;
  for (int run = 0; run < kRuns; ++run) {
    LinearCongruence luck(static_cast<std::uint64_t>(run) + 1);
    ImmBank<2> bank(single({ModeMotion::straight, 0.1, 1.0, 0.0, 0.0, 1.0}));
    BeamMeasurer<2> measurer(model);
    bank.make_room(1);
    std::vector<double> dt_s(bank.slots(), 4.0);
    const double x0 = 203e3, y0 = -2e3, vx = 150.0 * normal(luck), vy = 150.0 * normal(luck);
    double x = 0.0, y = 0.0;
    for (int s = 0; s < 40; ++s) {
      x = x0 + 4.0 * s * vx;
      y = y0 + 4.0 * s * vy;
      const double range_m = std::hypot(x - 3000.0, y + 2000.0) + 30.0 * normal(luck);
      const double azimuth = std::atan2(x - 3000.0, y + 2000.0) + 2.0 * kDegree_rad * normal(luck);
      const PlotScan<2> scan = scan_of<2>(range_m, azimuth, 0.0, 30.0, 2.0 * kDegree_rad);
      measurer.begin(scan);
      if (s == 0) {
        bank.start(0, scan.plots[0].z, scan.plots[0].r, 150.0, 100.0);
        continue;
      }
      bank.predict(dt_s);
      const auto [z, r] = measurer.position(scan, 0, bank, 0, 0.0);
      bank.measure(0, z, r);
      bank.update();
    }
    const double ex = x - bank.updated(0, 0), ey = y - bank.updated(0, 1), a = bank.updated(0, 5),
                 b = bank.updated(0, 6), c = bank.updated(0, 10);
    sum += (c * ex * ex - 2.0 * b * ex * ey + a * ey * ey) / (a * c - b * b);
  }
  return sum / kRuns;
}

TEST(BeamMeasurement, KnowsItsErrorsWhereTheBeamBendsMuch) {
  const double converted = nees_of(MeasurementModel::converted), best = nees_of(MeasurementModel::automatic);
  std::printf(
      "NEES at a bend of 8: converted %.2f, automatic %.2f, extended %.2f, iterated %.2f, unscented %.2f\n",
      converted, best, nees_of(MeasurementModel::extended), nees_of(MeasurementModel::iterated),
      nees_of(MeasurementModel::unscented));
  EXPECT_GT(converted, 3.0);
  EXPECT_GT(best, 1.6);
  EXPECT_LT(best, 2.4);
}

}  // namespace
}  // namespace cupola::testing

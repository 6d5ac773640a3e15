#include "tracking/kalman.hpp"

#include "core/lanes.hpp"

namespace cupola {

namespace {

using lanes::Lanes4, lanes::load, lanes::fma;

/// Rows of six columns, and two that stay zero, so that any four neighbours are one load.
struct Rows6 {
  alignas(32) double row[6][8] = {};

  Lanes4 at(int i, int j) const { return load<Lanes4>(row[i] + j); }
  void set(int i, int j, Lanes4 x) { lanes::store(row[i] + j, x); }
};

Rows6 rows_of(const Matrix<6, 6>& m) {
  Rows6 c;
  for (int i = 0; i < 6; ++i)
    for (int j = 0; j < 6; ++j) c.row[i][j] = m(i, j);
  return c;
}

/// P becomes F P F^T + Q: first rows, then columns.
void predict(Rows6& c, double dt_s, double q_m2_s3) {
  const Lanes4 dt(dt_s);
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 8; j += 4) c.set(i, j, fma(dt, c.at(i + 3, j), c.at(i, j)));
  // Column 3 is met too, and gains dt times a zero.
  for (int i = 0; i < 3; ++i) c.set(i, 0, fma(dt, c.at(i, 3), c.at(i, 0)));
  const double pp = q_m2_s3 * (dt_s * dt_s * dt_s) / 3.0, pv = 0.5 * q_m2_s3 * (dt_s * dt_s),
               vv = q_m2_s3 * dt_s;
  for (int i = 0; i < 3; ++i) {
    c.row[i][i] += pp;
    c.row[i][i + 3] += pv;
    c.row[i + 3][i + 3] += vv;
  }
}

/// Covariance of the measured position (rows) with the state (columns), the state's right columns filled from
/// above.
struct Rows3 {
  alignas(32) double row[3][8] = {};
};

Rows3 with_position(const Rows6& c, double late_s) {
  Rows3 h;
  for (int k = 0; k < 3; ++k)
    for (int j = 0; j < 8; j += 4) {
      const Lanes4 position = c.at(k, j);
      lanes::store(h.row[k] + j, late_s < 0.0 ? fma(Lanes4(late_s), c.at(k + 3, j), position) : position);
    }
  return h;
}

/// P - K H P, the upper triangle of it.
void correct(Rows6& c, const Rows3& h, const double gain[6][4]) {
  for (int i = 0; i < 6; ++i)
    for (int j = i < 3 ? 0 : 3; j < 6; j += 4) {
      Lanes4 sum = c.at(i, j);
      for (int k = 0; k < 3; ++k) sum = fma(Lanes4(-gain[i][k]), load<Lanes4>(h.row[k] + j), sum);
      c.set(i, j, sum);
    }
}

void store_upper(const Rows6& c, Matrix<6, 6>& m) {
  for (int i = 0; i < 6; ++i)
    for (int j = i; j < 6; ++j) m(i, j) = m(j, i) = c.row[i][j];
}

}  // namespace

void update(Track& track, const Vec3& a_ecef_m_s2, double dt_s, double q_m2_s3,
            const Innovation& innovation) {
  Rows6 c = rows_of(track.covariance);
  if (dt_s > 0.0) {
    predict(c, dt_s, q_m2_s3);
    track.p_ecef_m = position_after(track.p_ecef_m, track.v_ecef_m_s, a_ecef_m_s2, dt_s);
    track.v_ecef_m_s = track.v_ecef_m_s + dt_s * a_ecef_m_s2;
  }
  const Rows3 h = with_position(c, dt_s);

  alignas(32) double gain[6][4];
  const Symmetric3& s = innovation.inverse;
  const double inverse[3][4] = {{s.xx, s.xy, s.xz, 0.0}, {s.xy, s.yy, s.yz, 0.0}, {s.xz, s.yz, s.zz, 0.0}};
  for (int i = 0; i < 6; ++i) {
    Lanes4 sum = Lanes4(h.row[0][i]) * load<Lanes4>(inverse[0]);
    for (int k = 1; k < 3; ++k) sum = fma(Lanes4(h.row[k][i]), load<Lanes4>(inverse[k]), sum);
    lanes::store(gain[i], sum);
  }

  const Vec3 d = innovation.d_ecef_m;
  const auto step = [&](int i) { return gain[i][0] * d.x + gain[i][1] * d.y + gain[i][2] * d.z; };
  track.p_ecef_m = track.p_ecef_m + Vec3{step(0), step(1), step(2)};
  track.v_ecef_m_s = track.v_ecef_m_s + Vec3{step(3), step(4), step(5)};
  correct(c, h, gain);
  store_upper(c, track.covariance);
}

}  // namespace cupola

#include "tracking/kalman.hpp"

#include "core/lanes.hpp"

namespace cupola {

namespace {

using lanes::Lanes4, lanes::load, lanes::fma;

/// Three rows of a 3x3 block; the fourth lane holds whatever lay beside it and is never read.
struct Block {
  Lanes4 row[3];
};

Block block(const double* m, int row, int column) {
  const double* first = m + 6 * row + column;
  return {{load<Lanes4>(first), load<Lanes4>(first + 6), load<Lanes4>(first + 12)}};
}

/// a + s b, row by row.
Block sum(const Block& a, Lanes4 s, const Block& b) {
  return {{fma(s, b.row[0], a.row[0]), fma(s, b.row[1], a.row[1]), fma(s, b.row[2], a.row[2])}};
}

alignas(32) constexpr double kUnit[3][4] = {{1.0, 0.0, 0.0, 0.0}, {0.0, 1.0, 0.0, 0.0}, {0.0, 0.0, 1.0, 0.0}};

/// (x, y, z) in lanes, put together in registers: from memory the load would wait for three narrow stores.
Lanes4 row_of(double x, double y, double z) {
  return fma(Lanes4(z), load<Lanes4>(kUnit[2]),
             fma(Lanes4(y), load<Lanes4>(kUnit[1]), Lanes4(x) * load<Lanes4>(kUnit[0])));
}

void add_diagonal(Block& a, double d) {
  for (int i = 0; i < 3; ++i) a.row[i] = fma(Lanes4(d), load<Lanes4>(kUnit[i]), a.row[i]);
}

/// a b for a block and the rows of another.
Block product(const Block& a, const Block& b) {
  Block p;
  for (int i = 0; i < 3; ++i) {
    alignas(32) double lane[4];
    lanes::store(lane, a.row[i]);
    p.row[i] = fma(Lanes4(lane[2]), b.row[2], fma(Lanes4(lane[1]), b.row[1], Lanes4(lane[0]) * b.row[0]));
  }
  return p;
}

/// The covariance in blocks: of position with position, position with velocity, and so on.
struct Blocks {
  Block pp, pv, vp, vv;
};

Blocks blocks_of(const Matrix<6, 6>& c) {
  const double* m = c.m;
  // The last row ends where the matrix does: four lanes would read beyond.
  const Block vv = {{load<Lanes4>(m + 21), load<Lanes4>(m + 27), row_of(m[33], m[34], m[35])}};
  return {block(m, 0, 0), block(m, 0, 3), block(m, 3, 0), vv};
}

/// P becomes F P F^T + Q.
void predict(Blocks& c, double dt_s, double q_m2_s3) {
  const Lanes4 dt(dt_s), t2(dt_s * dt_s);
  c.pp = sum(sum(sum(c.pp, dt, c.pv), dt, c.vp), t2, c.vv);
  c.pv = sum(c.pv, dt, c.vv);
  c.vp = sum(c.vp, dt, c.vv);
  add_diagonal(c.pp, q_m2_s3 * (dt_s * dt_s * dt_s) / 3.0);
  add_diagonal(c.pv, 0.5 * q_m2_s3 * (dt_s * dt_s));
  add_diagonal(c.vp, 0.5 * q_m2_s3 * (dt_s * dt_s));
  add_diagonal(c.vv, q_m2_s3 * dt_s);
}

/// Rows from above down, each store spilling into what the next one writes; what lies below the diagonal is
/// copied from above it, so that the matrix is symmetric to the last bit.
void store(const Blocks& c, Matrix<6, 6>& out) {
  double* m = out.m;
  for (int i = 0; i < 3; ++i) {
    lanes::store(m + 6 * i, c.pp.row[i]);
    lanes::store(m + 6 * i + 3, c.pv.row[i]);
  }
  lanes::store(m + 21, c.vv.row[0]);
  lanes::store(m + 27, c.vv.row[1]);
  alignas(32) double last[4];
  lanes::store(last, c.vv.row[2]);
  out(5, 5) = last[2];
  out(1, 0) = out(0, 1), out(2, 0) = out(0, 2), out(2, 1) = out(1, 2);
  out(4, 3) = out(3, 4), out(5, 3) = out(3, 5), out(5, 4) = out(4, 5);
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j) out(j + 3, i) = out(i, j + 3);
}

Vec3 times(const Block& a, const Vec3& d) {
  alignas(32) double r[3][4];
  for (int i = 0; i < 3; ++i) lanes::store(r[i], a.row[i]);
  const auto dot_row = [&](int i) { return r[i][0] * d.x + r[i][1] * d.y + r[i][2] * d.z; };
  return {dot_row(0), dot_row(1), dot_row(2)};
}

}  // namespace

void update(Track& track, const Vec3& a_ecef_m_s2, double dt_s, double q_m2_s3,
            const Innovation& innovation) {
  Blocks c = blocks_of(track.covariance);
  if (dt_s > 0.0) {
    predict(c, dt_s, q_m2_s3);
    track.p_ecef_m = position_after(track.p_ecef_m, track.v_ecef_m_s, a_ecef_m_s2, dt_s);
    track.v_ecef_m_s = track.v_ecef_m_s + dt_s * a_ecef_m_s2;
  }

  // Covariances of the state with the measured position, which lies `late` behind the state, and the gains.
  const Lanes4 late(dt_s < 0.0 ? dt_s : 0.0);
  const Block p_with_z = sum(c.pp, late, c.pv), v_with_z = sum(c.vp, late, c.vv);
  const Block z_with_p = sum(c.pp, late, c.vp), z_with_v = sum(c.pv, late, c.vv);
  const Symmetric3& s = innovation.inverse;
  const Block inverse = {{row_of(s.xx, s.xy, s.xz), row_of(s.xy, s.yy, s.yz), row_of(s.xz, s.yz, s.zz)}};
  const Block gain_p = product(p_with_z, inverse), gain_v = product(v_with_z, inverse);

  track.p_ecef_m = track.p_ecef_m + times(gain_p, innovation.d_ecef_m);
  track.v_ecef_m_s = track.v_ecef_m_s + times(gain_v, innovation.d_ecef_m);
  const Lanes4 minus(-1.0);
  c.pp = sum(c.pp, minus, product(gain_p, z_with_p));
  c.pv = sum(c.pv, minus, product(gain_p, z_with_v));
  c.vv = sum(c.vv, minus, product(gain_v, z_with_v));
  store(c, track.covariance);
}

}  // namespace cupola

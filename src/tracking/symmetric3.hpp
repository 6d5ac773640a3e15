#pragma once

#include "core/matrix.hpp"
#include "core/vec3.hpp"

namespace cupola {

/// A symmetric 3x3 matrix by its upper triangle, so that it can never become unsymmetric.
struct Symmetric3 {
  double xx = 0.0, xy = 0.0, xz = 0.0, yy = 0.0, yz = 0.0, zz = 0.0;
  constexpr bool operator==(const Symmetric3&) const = default;
};

constexpr Symmetric3 operator+(const Symmetric3& a, const Symmetric3& b) {
  return {a.xx + b.xx, a.xy + b.xy, a.xz + b.xz, a.yy + b.yy, a.yz + b.yz, a.zz + b.zz};
}

constexpr Symmetric3 operator*(double s, const Symmetric3& a) {
  return {s * a.xx, s * a.xy, s * a.xz, s * a.yy, s * a.yz, s * a.zz};
}

constexpr Symmetric3 diagonal(double d) { return {d, 0.0, 0.0, d, 0.0, d}; }

constexpr double trace(const Symmetric3& a) { return a.xx + a.yy + a.zz; }

constexpr Vec3 operator*(const Symmetric3& a, Vec3 v) {
  return {a.xx * v.x + a.xy * v.y + a.xz * v.z, a.xy * v.x + a.yy * v.y + a.yz * v.z,
          a.xz * v.x + a.yz * v.y + a.zz * v.z};
}

constexpr Matrix<3, 3> full(const Symmetric3& a) {
  return {{a.xx, a.xy, a.xz, a.xy, a.yy, a.yz, a.xz, a.yz, a.zz}};
}

/// The upper triangle of a matrix whose lower one is the same.
constexpr Symmetric3 upper(const Matrix<3, 3>& a) {
  return {a(0, 0), a(0, 1), a(0, 2), a(1, 1), a(1, 2), a(2, 2)};
}

/// Inverse by cofactors, and the determinant on the way.
/// Holds for  positive definite with a condition number below 1e12
struct Inverse3 {
  Symmetric3 inverse;
  double determinant = 0.0;
};

constexpr Inverse3 invert(const Symmetric3& a) {
  const Symmetric3 cofactors = {a.yy * a.zz - a.yz * a.yz, a.xz * a.yz - a.xy * a.zz,
                                a.xy * a.yz - a.xz * a.yy, a.xx * a.zz - a.xz * a.xz,
                                a.xy * a.xz - a.xx * a.yz, a.xx * a.yy - a.xy * a.xy};
  const double determinant = a.xx * cofactors.xx + a.xy * cofactors.xy + a.xz * cofactors.xz;
  return {(1.0 / determinant) * cofactors, determinant};
}

}  // namespace cupola

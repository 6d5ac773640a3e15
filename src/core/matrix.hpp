#pragma once

#include "core/vec3.hpp"

namespace cupola {

/// A small dense matrix, row by row. Sums run in index order, so the bits do not depend on the compiler.
template <int Rows, int Cols>
struct Matrix {
  double m[Rows * Cols] = {};

  constexpr double& operator()(int r, int c) { return m[r * Cols + c]; }
  constexpr double operator()(int r, int c) const { return m[r * Cols + c]; }
  constexpr bool operator==(const Matrix&) const = default;

  static constexpr Matrix identity() {
    static_assert(Rows == Cols);
    Matrix i;
    for (int k = 0; k < Rows; ++k) i(k, k) = 1.0;
    return i;
  }
};

template <int N>
using Vector = Matrix<N, 1>;

template <int R, int K, int C>
constexpr Matrix<R, C> operator*(const Matrix<R, K>& a, const Matrix<K, C>& b) {
  Matrix<R, C> p;
  for (int i = 0; i < R; ++i)
    for (int j = 0; j < C; ++j) {
      double sum = 0.0;
      for (int k = 0; k < K; ++k) sum += a(i, k) * b(k, j);
      p(i, j) = sum;
    }
  return p;
}

template <int R, int C>
constexpr Matrix<R, C> operator+(const Matrix<R, C>& a, const Matrix<R, C>& b) {
  Matrix<R, C> s;
  for (int i = 0; i < R * C; ++i) s.m[i] = a.m[i] + b.m[i];
  return s;
}

template <int R, int C>
constexpr Matrix<R, C> operator-(const Matrix<R, C>& a, const Matrix<R, C>& b) {
  Matrix<R, C> s;
  for (int i = 0; i < R * C; ++i) s.m[i] = a.m[i] - b.m[i];
  return s;
}

template <int R, int C>
constexpr Matrix<C, R> transpose(const Matrix<R, C>& a) {
  Matrix<C, R> t;
  for (int i = 0; i < R; ++i)
    for (int j = 0; j < C; ++j) t(j, i) = a(i, j);
  return t;
}

constexpr Vec3 operator*(const Matrix<3, 3>& a, Vec3 v) {
  return {a(0, 0) * v.x + a(0, 1) * v.y + a(0, 2) * v.z, a(1, 0) * v.x + a(1, 1) * v.y + a(1, 2) * v.z,
          a(2, 0) * v.x + a(2, 1) * v.y + a(2, 2) * v.z};
}

/// The lower factor L of a symmetric positive definite A = L L^T; false if A is not positive definite.
template <int N>
bool cholesky(const Matrix<N, N>& a, Matrix<N, N>& lower) {
  lower = {};
  for (int j = 0; j < N; ++j) {
    double d = a(j, j);
    for (int k = 0; k < j; ++k) d -= lower(j, k) * lower(j, k);
    if (!(d > 0.0)) return false;
    lower(j, j) = std::sqrt(d);
    for (int i = j + 1; i < N; ++i) {
      double s = a(i, j);
      for (int k = 0; k < j; ++k) s -= lower(i, k) * lower(j, k);
      lower(i, j) = s / lower(j, j);
    }
  }
  return true;
}

/// The inverse of a symmetric positive definite matrix; false if it is not positive definite.
template <int N>
bool invert_spd(const Matrix<N, N>& a, Matrix<N, N>& inverse) {
  Matrix<N, N> lower;
  if (!cholesky(a, lower)) return false;
  // Solve L y = e_c forward and L^T x = y backward, one column at a time.
  for (int c = 0; c < N; ++c) {
    double y[N];
    for (int i = 0; i < N; ++i) {
      double s = i == c ? 1.0 : 0.0;
      for (int k = 0; k < i; ++k) s -= lower(i, k) * y[k];
      y[i] = s / lower(i, i);
    }
    for (int i = N - 1; i >= 0; --i) {
      double s = y[i];
      for (int k = i + 1; k < N; ++k) s -= lower(k, i) * inverse(k, c);
      inverse(i, c) = s / lower(i, i);
    }
  }
  return true;
}

}  // namespace cupola

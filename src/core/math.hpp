#pragma once

/// Portable transcendental functions: the only ones on the model path, the same bits on every CPU and
/// compiler. Scalar declarations; the one template for scalar and lanes that implements them is in
/// elementary.hpp.
namespace cupola::math {

inline constexpr double kPi = 3.14159265358979323846;

double exp(double x);
double log(double x);
double sin(double x);
double cos(double x);
double tan(double x);
double asin(double x);
double acos(double x);
double atan(double x);
double atan2(double y, double x);
double pow(double x, double y);
double erfc(double x);
double normal_quantile(double p);  ///< what a standard normal variable stays below with probability p

/// The regularised incomplete gamma functions and their inverses: lower tail P, upper tail Q = 1 - P, and
/// the x at which a tail has a given value; the accurate inverse is that of the smaller tail.
/// Model      series below x = a + 1, continued fraction above (Abramowitz and Stegun 6.5.29 and 6.5.31); the
///            factor in front by its deviance, so that its exponent keeps its digits (Loader 2000, "Fast and
///            accurate computation of binomial probabilities"); inverses by Newton's method
/// Holds for  0 < a <= 1e5, x >= 0, probabilities in [0, 1]
/// Accurate   1e-12 relative in either tail for a in [0.5, 1000] and tails down to 1e-300; inverses 1e-12
/// Checked by tests/special_functions_test.cpp
double gamma_p(double a, double x);
double gamma_q(double a, double x);
double gamma_p_inverse(double a, double p);
double gamma_q_inverse(double a, double q);

struct SineCosine {
  double sin, cos;
};
SineCosine sincos(double x);  ///< both at once, the same bits as sin and cos

/// `angle` brought into (-pi, pi].
double wrap_pi(double angle_rad);

}  // namespace cupola::math

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
double gamma_p(double a, double x);          ///< lower regularised incomplete gamma function
double gamma_q(double a, double x);          ///< upper regularised incomplete gamma function
double gamma_p_inverse(double a, double p);  ///< the x with gamma_p(a, x) = p
double gamma_q_inverse(double a, double q);  ///< the x with gamma_q(a, x) = q; for small q the accurate one
double normal_quantile(double p);

struct SineCosine {
  double sin, cos;
};
SineCosine sincos(double x);  ///< both at once, the same bits as sin and cos

/// `angle` brought into (-pi, pi].
double wrap_pi(double angle_rad);

}  // namespace cupola::math

#include "core/math.hpp"

#include "core/elementary.hpp"
#include "core/error_function.hpp"
#include "core/normal_quantile.hpp"

namespace cupola::math {

double exp(double x) { return lanes::exp(x); }
double log(double x) { return lanes::log(x); }
double sin(double x) { return lanes::sin(x); }
double cos(double x) { return lanes::cos(x); }
double tan(double x) { return lanes::tan(x); }
double asin(double x) { return lanes::asin(x); }
double acos(double x) { return lanes::acos(x); }
double atan(double x) { return lanes::atan(x); }
double atan2(double y, double x) { return lanes::atan2(y, x); }
double pow(double x, double y) { return lanes::pow(x, y); }
double erfc(double x) { return lanes::erfc(x); }
double normal_quantile(double p) { return lanes::normal_quantile(p); }
double wrap_pi(double angle_rad) { return lanes::wrap_pi(angle_rad); }

SineCosine sincos(double x) {
  const auto both = lanes::sincos(x);
  return {both.sin, both.cos};
}

}  // namespace cupola::math

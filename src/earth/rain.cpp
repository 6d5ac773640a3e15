#include "earth/rain.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "core/check.hpp"
#include "core/math.hpp"

namespace cupola {
namespace {

/// One Gaussian in log10 of the frequency in GHz.
struct Bell {
  double height, centre, width;
};

/// Sum of the Gaussians, and a straight line.
double fit(std::span<const Bell> bells, double slope, double offset, double log_f) {
  double sum = slope * log_f + offset;
  for (const Bell& bell : bells) {
    const double x = (log_f - bell.centre) / bell.width;
    sum += bell.height * math::exp(-x * x);
  }
  return sum;
}

// ITU-R P.838-3, tables 1 to 4.
constexpr std::array<Bell, 4> kKHorizontal = {{{-5.33980, -0.10008, 1.13098},
                                               {-0.35351, 1.26970, 0.45400},
                                               {-0.23789, 0.86036, 0.15354},
                                               {-0.94158, 0.64552, 0.16817}}};
constexpr std::array<Bell, 4> kKVertical = {{{-3.80595, 0.56934, 0.81061},
                                             {-3.44965, -0.22911, 0.51059},
                                             {-0.39902, 0.73042, 0.11899},
                                             {0.50167, 1.07319, 0.27195}}};
constexpr std::array<Bell, 5> kAlphaHorizontal = {{{-0.14318, 1.82442, -0.55187},
                                                   {0.29591, 0.77564, 0.19822},
                                                   {0.32177, 0.63773, 0.13164},
                                                   {-5.37610, -0.96230, 1.47828},
                                                   {16.1721, -3.29980, 3.43990}}};
constexpr std::array<Bell, 5> kAlphaVertical = {{{-0.07771, 2.33840, -0.76284},
                                                 {0.56727, 0.95545, 0.54039},
                                                 {-0.20238, 1.14520, 0.26809},
                                                 {-48.2991, 0.791669, 0.116226},
                                                 {48.5833, 0.791459, 0.116479}}};

constexpr double kLn10 = 2.302585092994045684;

}  // namespace

RainLaw rain_law(double frequency_hz, double elevation_rad, double tilt_rad) {
  CUPOLA_CHECK(frequency_hz >= 1e9 && frequency_hz <= 1e12);
  const double log_f = math::log(1e-9 * frequency_hz) / kLn10;
  const double k_h = math::exp(kLn10 * fit(kKHorizontal, -0.18961, 0.71147, log_f));
  const double k_v = math::exp(kLn10 * fit(kKVertical, -0.16398, 0.63297, log_f));
  const double alpha_h = fit(kAlphaHorizontal, 0.67849, -1.95537, log_f);
  const double alpha_v = fit(kAlphaVertical, -0.053739, 0.83433, log_f);

  // Drops are flat: the polarisation and the slope of the path decide which of their axes counts.
  const double cosine = math::cos(elevation_rad);
  const double lean = cosine * cosine * math::cos(2.0 * tilt_rad);
  const double k = 0.5 * (k_h + k_v + (k_h - k_v) * lean);
  const double k_alpha = 0.5 * (k_h * alpha_h + k_v * alpha_v + (k_h * alpha_h - k_v * alpha_v) * lean);
  return {k, k_alpha / k};
}

double rain_attenuation_db_km(const RainLaw& law, double rate_mm_h) {
  return rate_mm_h > 0.0 ? law.k * math::pow(rate_mm_h, law.alpha) : 0.0;
}

double rain_path_loss_db(double attenuation_db_km, double rain_height_m, const StraightRay& ray,
                         RayPart cell) {
  const RayPart low = part_below(ray, rain_height_m);
  const double wet = std::min(low.end, cell.end) - std::max(low.begin, cell.begin);
  return wet > 0.0 ? attenuation_db_km * 1e-3 * ray.range_m * wet : 0.0;
}

}  // namespace cupola

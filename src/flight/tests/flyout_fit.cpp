/// The fit of motor, drag and loft to public figures (docs/decisions/flyout-fit.md): what it leaves, printed
/// and held, and the search that made it. To fit again:
///   flight_tests --gtest_also_run_disabled_tests --gtest_filter='FlyoutFit.DISABLED_Search'
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "catalogue/load.hpp"
#include "core/math.hpp"
#include "flight/envelope.hpp"
#include "flight/flyout.hpp"
#include "flight/flyout_table.hpp"

namespace cupola {
namespace {

constexpr double kDegree = math::kPi / 180.0;

const Catalogue& catalogue() {
  static const Catalogue loaded = [] {
    Catalogue c;
    Problems problems;
    const bool good = load_catalogue(CUPOLA_SOURCE_DIR "/catalogue", c, problems);
    if (!good) ADD_FAILURE() << problems.text();
    return c;
  }();
  return loaded;
}

/// The residual table of docs/decisions/flyout-fit.md: no entry that ships misses a figure's own interval.
TEST(FlyoutFit, MeetsWhatWasFittedAndWhatWasHeldBack) {
  for (const auto& [name, type] : catalogue().interceptors) {
    int fitted = 0, held = 0;
    for (const EnvelopeResidual& r : envelope_residuals(type)) {
      std::printf("| %s | %s, %s | %.4g (%.4g-%.4g) | %.4g | %+.1f %% | %s |\n", name.c_str(), r.what.c_str(),
                  r.unit.c_str(), r.published, r.low, r.high, r.model, 100.0 * r.difference(),
                  r.fitted ? "fitted" : "held back");
      ++(r.fitted ? fitted : held);
      EXPECT_TRUE(r.met()) << name << ": " << r.what;
      EXPECT_LT(r.low, r.published + 1e-9) << name << ": " << r.what;
      EXPECT_LT(r.low, r.high) << name << ": " << r.what << ": an interval that says nothing";
      if (r.fitted && r.claim == FigureClaim::speed) {
        EXPECT_LT(std::fabs(r.difference()), 0.03) << name << ": " << r.what;
      }
    }
    EXPECT_GE(fitted + held, 4) << name;
    EXPECT_GE(fitted, 1) << name;
    EXPECT_GE(held, 2) << name;
  }
}

/// Half the propellant, or a zone twice as high as is said, is refused.
TEST(FlyoutFit, RefusesABrokenEntry) {
  const auto missed = [](const InterceptorType& type) {
    int count = 0;
    for (const EnvelopeResidual& r : envelope_residuals(type)) count += !r.met();
    return count;
  };
  const InterceptorType& good = catalogue().interceptors.at("48N6E3");
  EXPECT_EQ(missed(good), 0);
  InterceptorType weak = good;
  weak.boost_propellant_kg = 0.5 * good.boost_propellant_kg;
  EXPECT_GE(missed(weak), 2);
  InterceptorType high = good;
  high.altitude_max_m = 2.0 * good.altitude_max_m;
  EXPECT_GE(missed(high), 1);
}

/// The advertised zone is flyable: everywhere above 3 km that a radar could see.
TEST(FlyoutFit, FillsTheAdvertisedZone) {
  for (const auto& [name, type] : catalogue().interceptors) {
    const FlyoutTable table = fly_table(type, 100.0);
    int reached = 0, all = 0;
    for (double share = 0.04; share <= 1.0; share += 0.04)
      for (double height = 3e3; height <= 0.85 * type.altitude_max_m; height += 2e3) {
        ++all;
        reached += table.time_of_flight_s(share * type.range_max_m, height) > 0.0;
      }
    EXPECT_GT(reached, 0.95 * all) << name;
  }
}

// The search.

/// What the search starts from and is drawn to: propellant as a share of the launch mass (assumed, as of like
/// motors).
struct Prior {
  const char* name;
  double propellant_share;
};
constexpr Prior kPriors[] = {{"48N6E3", 0.58},    {"40N6E", 0.60},    {"9M96E2", 0.55}, {"GEM-T", 0.55},
                             {"PAC-3 MSE", 0.55}, {"Aster 30", 0.70}, {"AMRAAM", 0.33}, {"AMRAAM-ER", 0.45},
                             {"HISAR-O+", 0.45},  {"SIPER", 0.52}};
constexpr double kLoftShares[] = {0.03, 0.08, 0.16, 0.32, 0.6, 1.0};  // of the greatest range

/// Propellant (kg), drag scale, loft angles (degrees).
using Parameters = std::vector<double>;

InterceptorType with(InterceptorType type, const Parameters& x) {
  const double all = type.boost_propellant_kg + type.sustain_propellant_kg;
  const double sustain_share = type.sustain_propellant_kg / all;
  type.boost_propellant_kg = x[0] * (1.0 - sustain_share);
  type.sustain_propellant_kg = x[0] * sustain_share;
  type.drag_scale = x[1];
  type.loft = {{0.0, 0.0}};
  for (std::size_t i = 0; i < std::size(kLoftShares); ++i)
    type.loft.push_back({kLoftShares[i] * type.range_max_m, x[2 + i] * kDegree});
  return type;
}

double square(double x) { return x * x; }

/// Percent of the fitted mean speeds, squared; 12 for each point of the zone that cannot be reached; slow
/// flights; distance from the priors (drag scale 1 +- 0.2, propellant share +- 0.03); loft that falls with
/// range.
double cost(const InterceptorType& type, double propellant_share) {
  const FlyoutLaw law(type, 0.0);
  const LocalFrame frame = LocalFrame::at({40.0 * kDegree, 0.0, 100.0});
  const auto fly = [&](double range_m, double altitude_m) {
    const Vec3 aim = point_over_ground_ecef_m(frame, 0.0, 1.0, range_m, altitude_m);
    const FlyoutState start = law.at_launch(frame.origin_ecef_m, aim);
    return fly_to(law, start, aim, type.end_speed_m_s, type.life_s, 0.5);
  };
  double sum = 0.0;
  for (const EnvelopeFigure& figure : type.envelope) {
    if (!figure.fitted || !(figure.mean_speed_m_s > 0.0)) continue;
    const Arrival a = fly(figure.range_m, 10e3);
    sum += a.reached ? square(100.0 * (figure.range_m / a.time_s / figure.mean_speed_m_s - 1.0)) : 3600.0;
  }
  for (const double share : {0.04, 0.1, 0.2, 0.35, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.04})
    for (const double altitude : {500.0, 3e3, 6e3, 10e3, 15e3, 20e3, 25e3, type.altitude_max_m.value}) {
      if (share > 0.85 && altitude > 0.93 * type.altitude_max_m) continue;
      const double range = share * type.range_max_m;
      const Arrival a = fly(range, altitude);
      sum += a.reached ? 300.0 * a.time_s / range : 12.0;
    }
  const double propellant = type.boost_propellant_kg + type.sustain_propellant_kg;
  sum += square((propellant / type.launch_mass_kg - propellant_share) / 0.03);
  sum += square((type.drag_scale - 1.0) / 0.2);
  for (std::size_t i = 2; i < type.loft.size(); ++i)
    sum += 1e4 * square(std::fmin(type.loft[i][1] - type.loft[i - 1][1], 0.0));
  return sum;
}

/// Those named in CUPOLA_FIT, parted by commas; all without it.
bool wanted(const std::string& name) {
  const char* asked = std::getenv("CUPOLA_FIT");
  return !asked || ("," + std::string(asked) + ",").find("," + name + ",") != std::string::npos;
}

/// Coordinate search: each parameter up or down by its own step, all steps halved when nothing helps.
TEST(FlyoutFit, DISABLED_Search) {
  for (const Prior& prior : kPriors) {
    if (!wanted(prior.name)) continue;
    const InterceptorType type = catalogue().interceptors.at(prior.name);
    Parameters x = {prior.propellant_share * type.launch_mass_kg, 0.9, 2.0, 6.0, 15.0, 25.0, 30.0, 33.0};
    Parameters step = {0.011 * type.launch_mass_kg, 0.05, 1.0, 1.5, 2.0, 2.0, 2.0, 3.0};
    double best = cost(with(type, x), prior.propellant_share);
    for (int round = 0; round < 25; ++round) {
      bool better = false;
      for (std::size_t i = 0; i < x.size(); ++i)
        for (const double sign : {1.0, -1.0}) {
          Parameters y = x;
          y[i] += sign * step[i];
          if (y[i] < 0.0) continue;
          const double tried = cost(with(type, y), prior.propellant_share);
          if (tried >= best - 1e-6) continue;
          best = tried;
          x = y;
          better = true;
          step[i] *= 1.3;
          break;
        }
      if (!better)
        for (double& s : step) s *= 0.5;
    }
    const InterceptorType found = with(type, x);
    std::printf("%s: cost %.1f, boost %.0f kg, sustain %.0f kg, drag scale %.3f, loft", prior.name, best,
                found.boost_propellant_kg.value, found.sustain_propellant_kg.value, found.drag_scale.value);
    for (const auto& [range_m, angle_rad] : found.loft)
      std::printf(" (%.1f km, %.1f deg)", range_m / 1e3, angle_rad / kDegree);
    std::printf("\n");
  }
}

}  // namespace
}  // namespace cupola

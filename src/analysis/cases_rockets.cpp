#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <locale>
#include <sstream>

#include "analysis/reference_file.hpp"
#include "core/math.hpp"
#include "flight/sounding_rocket.hpp"

namespace cupola {

namespace {

// Student rockets whose apogee was measured, as collected by RocketPy (MIT). The table names for each the files of
// its motor and its drag, which lie as their makers wrote them: two numbers a line, whatever stands between.
constexpr double kDegree = math::kPi / 180.0;
// The table does not say where on the earth, nor whither, they flew: gravity by latitude changes a height by 0.5 %
// at most, and these heights the earth turns under for half a minute.
constexpr double kLatitude_rad = 40.0 * kDegree;
constexpr double kOfMeasured = 0.12;  // as the physics left out (wind, angle of attack) allows
constexpr double kOfOthers =
    0.02;  // as far as the two other programs are apart on the same inputs, rounded up

/// Every line that is two numbers and nothing else.
PointCurve curve_of(const std::string& file) {
  PointCurve curve;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    for (char& c : line) c = c == ',' ? ' ' : c;
    std::istringstream text(line);
    text.imbue(std::locale::classic());
    double x = 0.0, y = 0.0;
    std::string more;
    if (!(text >> x >> y) || text >> more || (!curve.x.empty() && x < curve.x.back())) continue;
    curve.x.push_back(x);
    curve.y.push_back(y);
  }
  return curve;
}

/// Motor files begin at the first sample: it is lit at zero.
PointCurve thrust_of(const std::string& file, double impulse_Ns) {
  PointCurve thrust = curve_of(file);
  if (thrust.x.empty()) return thrust;
  if (thrust.x.front() > 0.0) {
    thrust.x.insert(thrust.x.begin(), 0.0);
    thrust.y.insert(thrust.y.begin(), 0.0);
  }
  const double scale = std::isnan(impulse_Ns) ? 1.0 : impulse_Ns / thrust.integral();
  for (double& force_n : thrust.y) force_n *= scale;
  return thrust;
}

/// Which flight a height is held against.
struct Height {
  const char *id, *what, *column;
  double tolerance;
};

constexpr const char* kTable = "flight/rocketpy/threedof_inputs_shared.csv";

std::vector<Comparison> rocket(const std::string& name, const Height& height, const std::string& table,
                               Problems& problems) {
  const std::string folder = table.substr(0, table.rfind('/')) + "/data/";
  const std::vector<std::string> columns{"rocket",
                                         "thrust_file",
                                         "cd_file",
                                         "mass_without_propellant_kg",
                                         "propellant_kg",
                                         "radius_m",
                                         "cd_factor",
                                         "elevation_angle_deg",
                                         "site_alt_m",
                                         "rail_m",
                                         "impulse_override_Ns",
                                         height.column};
  std::vector<Comparison> all;
  for (const std::vector<std::string>& row : read_texts(columns, table, problems)) {
    if (row[0] != name) continue;
    const auto number = [&](std::size_t i) { return number_or_nan(row[i]); };
    SoundingRocket r;
    r.thrust_n = thrust_of(folder + row[1], number(10));
    r.drag_coefficient = curve_of(folder + row[2]);
    r.empty_mass_kg = number(3);
    r.propellant_kg = number(4);
    r.area_m2 = math::kPi * number(5) * number(5);
    for (double& cd : r.drag_coefficient.y) cd *= number(6);
    r.rail_elevation_rad = number(7) * kDegree;
    r.rail_m = number(9);
    const bool whole = !r.thrust_n.x.empty() && !r.drag_coefficient.x.empty() && r.thrust_n.integral() > 0.0;
    const double apogee_m = whole ? fly_up(r, {kLatitude_rad, 0.0, number(8)}, {}).apogee_m : std::nan("");
    const double expected_m = number(11);
    all.push_back({fmt::format("{}, {}", name, height.what), expected_m, apogee_m,
                   height.tolerance * std::fabs(expected_m)});
  }
  return all;
}

}  // namespace

std::vector<ValidationCase> rocket_cases() {
  const Height heights[] = {
      {"measured", "apogee as measured", "measured_apogee_agl_m", kOfMeasured},
      {"6-dof", "apogee by six degrees of freedom", "rocketpy_6dof_apogee_m", kOfOthers},
      {"3-dof", "apogee by three degrees of freedom", "helper_3dof_apogee_m", kOfOthers}};
  std::vector<ValidationCase> all;
  for (const char* const name : {"Valetudo", "Cavour"})
    for (const Height& height : heights) {
      const std::string id = name == std::string("Cavour") ? "cavour" : "valetudo";
      all.push_back({fmt::format("flight/{}-{}", id, height.id), fmt::format("{}, above ground", height.what),
                     "m", fmt::format("RocketPy's flights of the rocket {} (MIT)", name), kTable,
                     [name, height](const std::string& table, Problems& problems) {
                       return rocket(name, height, table, problems);
                     }});
    }
  return all;
}

}  // namespace cupola

// The table of units: a new unit is one line here.
#include <array>

#include "core/check.hpp"
#include "core/math.hpp"
#include "core/quantity.hpp"

namespace cupola {
namespace {

constexpr auto kLinear = Unit::Scale::linear;
constexpr auto kDecibel = Unit::Scale::decibel;
constexpr double kDegree = math::kPi / 180.0;
constexpr double kStandardGravity = 9.80665, kPound = 0.45359237, kFoot = 0.3048, kNauticalMile = 1852.0;

constexpr Unit kNumber[] = {{"", 1.0, kLinear, 0.0}};
constexpr Unit kRatio[] = {{"", 1.0, kLinear, 0.0}, {"%", 0.01}};
constexpr Unit kPowerRatio[] = {{"dB", 1.0, kDecibel, 0.0}, {"", 1.0}};
constexpr Unit kLength[] = {{"m", 1.0, kLinear, 0.5},
                            {"km", 1e3, kLinear, 1e3},
                            {"cm", 1e-2, kLinear, 1e-2},
                            {"mm", 1e-3, kLinear, 0.0},
                            {"ft", kFoot},
                            {"kft", 1e3 * kFoot},
                            {"nmi", kNauticalMile},
                            {"mi", 1609.344}};
constexpr Unit kTime[] = {{"s", 1.0, kLinear, 1.0},         {"ms", 1e-3, kLinear, 1e-3},
                          {"us", 1e-6, kLinear, 1e-6},      {"ns", 1e-9, kLinear, 0.0},
                          {"min", 60.0, kLinear, 180.0},    {"h", 3600.0, kLinear, 10800.0},
                          {"d", 86400.0, kLinear, 259200.0}};
constexpr Unit kAngle[] = {
    {"deg", kDegree, kLinear, 0.0}, {"rad", 1.0}, {"mrad", 1e-3}, {"arcmin", kDegree / 60.0}};
constexpr Unit kAngularRate[] = {{"deg/s", kDegree, kLinear, 0.0}, {"rad/s", 1.0}, {"rpm", 6.0 * kDegree}};
constexpr Unit kSpeed[] = {{"m/s", 1.0, kLinear, 0.0},     {"km/s", 1e3},   {"km/h", 1.0 / 3.6},
                           {"kn", kNauticalMile / 3600.0}, {"ft/s", kFoot}, {"mph", 0.44704},
                           {"mm/h", 1.0 / 3.6e6}};
constexpr Unit kAcceleration[] = {{"m/s2", 1.0, kLinear, 0.0}, {"g", kStandardGravity}};
constexpr Unit kMass[] = {
    {"kg", 1.0, kLinear, 1.0}, {"g", 1e-3, kLinear, 0.0}, {"t", 1e3, kLinear, 1e4}, {"lb", kPound}};
constexpr Unit kMassPerArea[] = {{"kg/m2", 1.0, kLinear, 0.0}, {"lb/ft2", kPound / (kFoot * kFoot)}};
constexpr Unit kForce[] = {{"N", 1.0, kLinear, 0.0},
                           {"kN", 1e3, kLinear, 1e3},
                           {"kgf", kStandardGravity},
                           {"lbf", kPound* kStandardGravity}};
constexpr Unit kArea[] = {{"m2", 1.0, kLinear, 0.0}, {"km2", 1e6, kLinear, 1e6}, {"ha", 1e4}};
constexpr Unit kRcs[] = {{"m2", 1.0, kLinear, 0.0}, {"dBsm", 1.0, kDecibel}};
constexpr Unit kFrequency[] = {{"Hz", 1.0, kLinear, 0.0},
                               {"kHz", 1e3, kLinear, 1e3},
                               {"MHz", 1e6, kLinear, 1e6},
                               {"GHz", 1e9, kLinear, 1e9}};
constexpr Unit kRate[] = {{"/s", 1.0, kLinear, 1.0},
                          {"/min", 1.0 / 60.0, kLinear, 1.0 / 60.0},
                          {"/h", 1.0 / 3600.0, kLinear, 0.0},
                          {"/d", 1.0 / 86400.0}};
constexpr Unit kPower[] = {{"W", 1.0, kLinear, 1.0},  {"mW", 1e-3, kLinear, 0.0}, {"kW", 1e3, kLinear, 1e3},
                           {"MW", 1e6, kLinear, 1e6}, {"dBW", 1.0, kDecibel},     {"dBm", 1e-3, kDecibel}};
constexpr Unit kEnergy[] = {{"J", 1.0, kLinear, 0.0}, {"kJ", 1e3, kLinear, 1e3}, {"MJ", 1e6, kLinear, 1e6}};
constexpr Unit kTemperature[] = {{"K", 1.0, kLinear, 0.0}, {"degC", 1.0, Unit::Scale::celsius}};
constexpr Unit kPressure[] = {{"Pa", 1.0, kLinear, 0.0}, {"hPa", 1e2, kLinear, 1e2}, {"kPa", 1e3}};
constexpr Unit kDataRate[] = {
    {"bit/s", 1.0, kLinear, 0.0}, {"kbit/s", 1e3, kLinear, 1e3}, {"Mbit/s", 1e6, kLinear, 1e6}};
constexpr Unit kMoney[] = {
    {"USD", 1.0, kLinear, 0.0}, {"kUSD", 1e3, kLinear, 1e3}, {"MUSD", 1e6, kLinear, 1e6}};

struct Entry {
  std::string_view name;
  std::span<const Unit> units;
};

// In the order of Dimension.
constexpr std::array kEntries = {Entry{"number", kNumber},
                                 Entry{"count", kNumber},
                                 Entry{"ratio", kRatio},
                                 Entry{"power ratio", kPowerRatio},
                                 Entry{"probability", kRatio},
                                 Entry{"length", kLength},
                                 Entry{"time", kTime},
                                 Entry{"angle", kAngle},
                                 Entry{"angular rate", kAngularRate},
                                 Entry{"speed", kSpeed},
                                 Entry{"acceleration", kAcceleration},
                                 Entry{"mass", kMass},
                                 Entry{"mass per area", kMassPerArea},
                                 Entry{"force", kForce},
                                 Entry{"area", kArea},
                                 Entry{"radar cross-section", kRcs},
                                 Entry{"frequency", kFrequency},
                                 Entry{"rate", kRate},
                                 Entry{"power", kPower},
                                 Entry{"energy", kEnergy},
                                 Entry{"temperature", kTemperature},
                                 Entry{"pressure", kPressure},
                                 Entry{"data rate", kDataRate},
                                 Entry{"money", kMoney}};
static_assert(kEntries.size() == static_cast<std::size_t>(Dimension::money) + 1);

const Entry& entry_of(Dimension dimension) {
  const auto index = static_cast<std::size_t>(dimension);
  CUPOLA_CHECK(index < kEntries.size());
  return kEntries[index];
}

}  // namespace

std::string_view dimension_name(Dimension dimension) { return entry_of(dimension).name; }

std::span<const Unit> units_for(Dimension dimension) { return entry_of(dimension).units; }

std::string unit_list(Dimension dimension) {
  const auto units = units_for(dimension);
  std::string list;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (i > 0) list += i + 1 == units.size() ? " or " : ", ";
    list += units[i].name.empty() ? "a bare number" : units[i].name;
  }
  return list;
}

double to_si(double value, const Unit& unit) {
  switch (unit.scale) {
    case Unit::Scale::decibel:
      return unit.si * math::pow(10.0, value / 10.0);
    case Unit::Scale::celsius:
      return value + 273.15;
    case Unit::Scale::linear:
      break;
  }
  return value * unit.si;
}

double from_si(double si, const Unit& unit) {
  switch (unit.scale) {
    case Unit::Scale::decibel:
      return 10.0 / 2.302585092994045684 * math::log(si / unit.si);
    case Unit::Scale::celsius:
      return si - 273.15;
    case Unit::Scale::linear:
      break;
  }
  return si / unit.si;
}

}  // namespace cupola

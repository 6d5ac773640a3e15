#include "analysis/validation.hpp"
#include "core/math.hpp"
#include "sensing/radar_model.hpp"

namespace cupola {

namespace {

constexpr double kDegree = math::kPi / 180.0;

/// One pulse of 1 MHz and a beam of 1 deg at 20 dB: c / (2 B sqrt(2 SNR)), theta / (1.6 sqrt(2 SNR)).
std::vector<Comparison> one_pulse(const std::string&, Problems&) {
  Scenario scenario;
  RadarSite site;
  site.name = "radar";
  RadarType& type = site.type;
  type.pulses = 1;
  type.reference_range_m = 100e3;
  type.reference_rcs_m2 = 1.0;
  type.reference_pd = 0.5;
  type.reference_pfa = 1e-6;
  type.reference_swerling = 1;
  type.range_resolution_m = 299792458.0 / (2.0 * 1e6);
  type.azimuth_beamwidth_rad = type.elevation_beamwidth_rad = kDegree;
  type.range_floor_m = type.azimuth_floor_rad = type.elevation_floor_rad = 0.0;
  const RadarModel::Sds sds = RadarModel(scenario, site, ReplicateKey::of(1, 0)).sds(100.0, 1.0);
  return {{"range, m", 10.599, sds.range_m, 0.002},
          {"azimuth, deg", 0.04419, sds.azimuth_rad / kDegree, 1e-5},
          {"elevation, deg", 0.04419, sds.elevation_rad / kDegree, 1e-5}};
}

}  // namespace

std::vector<ValidationCase> accuracy_cases() {
  return {{"accuracy/one-pulse-at-20-db", "standard error of a measurement", "",
           "Skolnik 3e, 6; Barton & Ward; recomputed", "", one_pulse}};
}

}  // namespace cupola

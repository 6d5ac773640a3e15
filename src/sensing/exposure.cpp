#include "sensing/exposure.hpp"

#include <algorithm>

#include "core/math.hpp"
#include "world/signature.hpp"

namespace cupola {
namespace {

constexpr double kCosine45 = 0.70710678118654752;

double end_of(const Figure& figure, int level) {
  return level == 0 ? figure.low : level == 1 ? figure.best : figure.high;
}

double ln_rcs_seen(const PlatformType& type, Band band, const ExposedMotion& m,
                   const Vec3& p_observer_ecef_m) {
  const RcsTable& table = type.rcs_table[static_cast<std::size_t>(band)];
  if (table.given())
    return ln_rcs(table, augmented_rcs_m2(type),
                  body_aspect(m.p_ecef_m, m.v_ecef_m_s, m.a_ecef_m_s2, p_observer_ecef_m));
  return ln_rcs(aspect_rcs(type, band), aspect_cosine(m.v_ecef_m_s, m.p_ecef_m, p_observer_ecef_m));
}

}  // namespace

AspectSector aspect_sector(double cosine) {
  if (cosine >= kCosine45) return AspectSector::nose;
  return cosine <= -kCosine45 ? AspectSector::tail : AspectSector::beam;
}

PlatformType in_rcs_case(PlatformType type, int rcs_case) {
  const int level = rcs_case % 3;
  for (RcsByAspect& rcs : type.rcs)
    for (Figure* figure : {&rcs.front_m2, &rcs.side_m2, &rcs.rear_m2}) figure->value = end_of(*figure, level);
  for (RcsTable& table : type.rcs_table) table.level.value = end_of(table.level, level);
  type.augmented_rcs_m2.value = end_of(type.augmented_rcs_m2, level);
  const bool can = type.augmented_rcs_m2.has_record();
  type.signature = rcs_case >= 3 && can ? Signature::augmented : Signature::clean;
  return type;
}

ExposureGate::ExposureGate(const Scenario& scenario) {
  const auto asked = [](const Platform& p) { return p.exposure; };
  if (std::none_of(scenario.platforms.begin(), scenario.platforms.end(), asked)) return;
  for (const Platform& platform : scenario.platforms) {
    index_.push_back(platform.exposure ? static_cast<int>(cases_.size()) : -1);
    if (!platform.exposure) continue;
    in_force_.push_back(platform.type);
    std::array<PlatformType, kRcsCaseCount>& cases = cases_.emplace_back();
    for (int c = 0; c < kRcsCaseCount; ++c)
      cases[static_cast<std::size_t>(c)] = in_rcs_case(platform.type, c);
  }
}

ExposedLook ExposureGate::look(const Kernels& kernels, const RadarModel& radar, const LookTruth& seen,
                               const ExposedMotion& motion, double snr) const {
  const auto which = static_cast<std::size_t>(index_[seen.platform.index()]);
  const Band band = radar.site->type.band;
  const double* o = radar.constants.frame.origin;
  const Vec3 p_radar_ecef_m{o[0], o[1], o[2]};
  ExposedLook look{seen.platform, seen.radar, seen.time};
  look.aspect = aspect_sector(aspect_cosine(motion.v_ecef_m_s, motion.p_ecef_m, p_radar_ecef_m));
  look.radiating = seen.radiating;
  look.detected = seen.detected;
  if (!look.radiating) return look;

  constexpr std::size_t kPadded = 8;
  double first[kPadded] = {}, snrs[kPadded] = {}, pd[kPadded] = {};
  const double ln_now = ln_rcs_seen(in_force_[which], band, motion, p_radar_ecef_m);
  const RadarTarget& target = radar.targets[seen.platform.index()];
  for (std::size_t c = 0; c < kRcsCaseCount; ++c) {
    first[c] = target.first_sample;
    snrs[c] = snr * math::exp(ln_rcs_seen(cases_[which][c], band, motion, p_radar_ecef_m) - ln_now);
  }
  kernels.probability({radar.constants.tables, first, snrs, pd, kPadded});
  Draws draws(ReplicateKey{radar.constants.key}, target.detection_stream, radar.constants.ordinal);
  const double luck = draws.uniform();
  for (std::size_t c = 0; c < kRcsCaseCount; ++c) {
    look.pd[c] = std::max(pd[c], radar.constants.pd_least);
    look.would_be[c] = luck < look.pd[c];
  }
  return look;
}

}  // namespace cupola

#include "world/signature.hpp"

#include <algorithm>
#include <cmath>

#include "core/math.hpp"

namespace cupola {
namespace {

constexpr double kGravity_m_s2 = 9.80665, kSlowest_m_s = 1e-9, kSteepest = 1e-6;

/// Where x lies among rising values; beyond the ends at the end.
struct Between {
  std::size_t below, above;
  double share;
};

template <class At>
Between between(std::size_t count, double x, At at) {
  if (count < 2 || !(x > at(0))) return {0, 0, 0.0};
  std::size_t i = 1;
  while (i + 1 < count && at(i) < x) ++i;
  return {i - 1, i, std::min((x - at(i - 1)) / (at(i) - at(i - 1)), 1.0)};
}

}  // namespace

AspectRcs aspect_rcs(const RcsByAspect& rcs) {
  const auto ln = [](double rcs_m2) { return math::log(std::max(rcs_m2, 1e-12)); };
  return {ln(rcs.front_m2), ln(rcs.side_m2), ln(rcs.rear_m2)};
}

double augmented_rcs_m2(const PlatformType& type) {
  return type.signature == Signature::augmented ? double{type.augmented_rcs_m2} : 0.0;
}

AspectRcs aspect_rcs(const PlatformType& type, Band band) {
  RcsByAspect rcs = type.rcs[static_cast<std::size_t>(band)];
  const double added_m2 = augmented_rcs_m2(type);
  if (added_m2 == 0.0) return aspect_rcs(rcs);
  for (Figure* figure : {&rcs.front_m2, &rcs.side_m2, &rcs.rear_m2}) figure->value += added_m2;
  return aspect_rcs(rcs);
}

double aspect_cosine(const Vec3& v_ecef_m_s, const Vec3& p_ecef_m, const Vec3& p_observer_ecef_m) {
  const Vec3 sight_m = p_observer_ecef_m - p_ecef_m;
  const double product = norm(v_ecef_m_s) * norm(sight_m);
  if (!(product > 0.0)) return 0.0;
  return std::clamp(dot(v_ecef_m_s, sight_m) / product, -1.0, 1.0);
}

BodyAspect body_aspect(const Vec3& p_ecef_m, const Vec3& v_ecef_m_s, const Vec3& a_ecef_m_s2,
                       const Vec3& p_observer_ecef_m) {
  const Vec3 nose = v_ecef_m_s / std::max(norm(v_ecef_m_s), kSlowest_m_s);
  const Vec3 across = cross(nose, unit(p_ecef_m));
  const Vec3 level = across / std::max(norm(across), kSteepest);
  const Vec3 over = cross(level, nose);
  const double tangent = dot(a_ecef_m_s2, level) / kGravity_m_s2,
               cosine = 1.0 / std::sqrt(1.0 + tangent * tangent);
  const Vec3 right = cosine * (level - tangent * over), top = cosine * (over + tangent * level);
  const Vec3 sight_m = p_observer_ecef_m - p_ecef_m;
  const Vec3 to = sight_m / std::max(norm(sight_m), 1e-9);
  return {math::atan2(dot(right, to), dot(nose, to)), math::asin(std::clamp(dot(top, to), -1.0, 1.0))};
}

double ln_rcs(const RcsTable& table, double added_m2, const BodyAspect& aspect) {
  const std::vector<double>& azimuths = table.azimuths_rad;
  const bool both_sides = azimuths.front() < -1.0;
  const Between across =
      between(azimuths.size(), both_sides ? aspect.azimuth_rad : std::fabs(aspect.azimuth_rad),
              [&](std::size_t i) { return azimuths[i]; });
  const Between up = between(table.cuts.size(), aspect.elevation_rad,
                             [&](std::size_t i) { return table.cuts[i].elevation_rad; });
  const auto along = [&](const RcsCut& cut) {
    const double low = math::log(cut.rcs_m2[across.below]), high = math::log(cut.rcs_m2[across.above]);
    return low + across.share * (high - low);
  };
  const double low = along(table.cuts[up.below]), high = along(table.cuts[up.above]);
  const double ln = low + up.share * (high - low) + math::log(std::max<double>(table.level, 1e-12));
  return added_m2 > 0.0 ? math::log(math::exp(ln) + added_m2) : ln;
}

}  // namespace cupola

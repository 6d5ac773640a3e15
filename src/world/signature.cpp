#include "world/signature.hpp"

#include <algorithm>

#include "core/math.hpp"

namespace cupola {

AspectRcs aspect_rcs(const RcsByAspect& rcs) {
  const auto ln = [](double rcs_m2) { return math::log(std::max(rcs_m2, 1e-12)); };
  return {ln(rcs.front_m2), ln(rcs.side_m2), ln(rcs.rear_m2)};
}

double aspect_cosine(const Vec3& v_ecef_m_s, const Vec3& p_ecef_m, const Vec3& p_observer_ecef_m) {
  const Vec3 sight_m = p_observer_ecef_m - p_ecef_m;
  const double product = norm(v_ecef_m_s) * norm(sight_m);
  if (!(product > 0.0)) return 0.0;
  return std::clamp(dot(v_ecef_m_s, sight_m) / product, -1.0, 1.0);
}

}  // namespace cupola

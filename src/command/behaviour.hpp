#pragma once

#include <cstdint>
#include <vector>

#include "command/order_of_battle.hpp"
#include "core/vec3.hpp"

namespace cupola {

/// What a track does, as far as its kinematics tell. In the order of kBehaviours (catalogue/doctrine.hpp),
/// plus none.
enum class Behaviour : std::uint8_t {
  ballistic,
  fast_low,
  slow_low,
  fast_high,
  airliner_like,
  heading_for_asset,
  in_corridor,
  other,
  none  ///< too poorly known to say
};
inline constexpr int kBehaviourCount = 9;

/// The estimate that the behaviour is read from.
struct KinematicEstimate {
  Vec3 p_ecef_m, v_ecef_m_s;
  double height_sd_m = 0.0, velocity_sd_m_s = 0.0;  ///< vertical; root mean square over the three axes
};

/// What does a track do? Asked of many: the verticals at the assets are worked out once.
/// Model      the first that holds of
///              none               velocity_sd above a quarter of the speed plus 10 m/s
///              ballistic          faster than 600 m/s and steeper than 15 deg, or higher than 30 km
///              in corridor        inside a declared corridor (half width, floor, ceiling)
///              fast low           below 1 500 m above ground, 180 m/s or more
///              slow low           below 1 500 m above ground, slower than 120 m/s
///              heading for an asset   closes, and may pass within radius + 5 km of one inside 900 s: one
///                                 standard deviation of velocity, at most 0.15 of the range, is taken off
///                                 the distance of the closest approach; three once it is taken to do so
///              fast high          330 m/s or more
///              airliner-like      6 to 13.5 km, 170 to 290 m/s, climbing or sinking less than 5 m/s and two
///                                 standard deviations
///              other
///            `low` is not said where the vertical error exceeds 1 000 m
/// Holds for  these thresholds are assumed; what each behaviour says of identity is the doctrine's
/// Random     none
/// Checked by tests/behaviour.cpp
class BehaviourReader {
 public:
  explicit BehaviourReader(const OrderOfBattle& own);  ///< which must outlive it, its assets unmoved
  /// `up`: vertical_at the estimated place; `held`: what it is taken to do so far.
  Behaviour read(const KinematicEstimate& estimate, const Vec3& up, Behaviour held) const;

 private:
  bool heads_for_an_asset(const KinematicEstimate& estimate, double deviations) const;

  const OrderOfBattle& own_;
  std::vector<Vec3> up_at_assets_;
};

/// What a track is taken to do: the first reading counts at once, another one when it has been read three
/// times in a row, so that one noisy update does not turn an identity.
struct SteadyBehaviour {
  static constexpr int kReadingsToChange = 3;
  Behaviour held = Behaviour::none, candidate = Behaviour::none;
  int repeats = 0;

  Behaviour read(Behaviour reading);
};

/// Is a place of that height above the ellipsoid inside a declared corridor? `default_half_width_m` where the
/// corridor gives none.
bool inside(const KnownCorridor& corridor, double default_half_width_m, const Vec3& p_ecef_m,
            double height_m);

}  // namespace cupola

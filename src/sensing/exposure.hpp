#pragma once

#include <array>
#include <memory>
#include <vector>

#include "sensing/kernels.hpp"
#include "sensing/radar_model.hpp"
#include "sensing/sensing.hpp"

namespace cupola {

/// Where and how an aircraft flies at the moment of a look.
struct ExposedMotion {
  Vec3 p_ecef_m, v_ecef_m_s, a_ecef_m_s2;
};

/// How exposed is a declared own aircraft in one look of a radar, whatever its cross-section really is?
/// Model      the look as it was met (geometry, path, interference, fluctuation as drawn) with the echo scaled
///            by the cross-section of each case over the one in force, at this aspect: P(detection) from the
///            same table, and by the look's own draw whether it would have been. Cases: all figures of
///            cross-section at once at their low end, best value or high end, clean or augmented
/// Returns    ExposedLook; without a figure for reflectors the augmented cases are the clean ones
/// Holds for  the public interval of the figures, taken whole: it says nothing of where in it the truth lies
/// Leaves out what neighbours hide (cfar.hpp), merging
/// Random     none of its own: the look's draw, read again
/// Checked by tests/chain/exposure.cpp
class ExposureGate {
 public:
  explicit ExposureGate(const Scenario& scenario);

  bool asks_for(PlatformId id) const { return !index_.empty() && index_[id.index()] >= 0; }
  bool any() const { return !index_.empty(); }

  /// `snr` of one pulse as it was met; `ordinal` the look's.
  ExposedLook look(const Kernels& kernels, const RadarModel& radar, const LookTruth& seen,
                   const ExposedMotion& motion, double snr) const;

 private:
  std::vector<int> index_;  // by PlatformId; -1: not asked for; empty: nobody is
  std::vector<std::array<PlatformType, kRcsCaseCount>> cases_;
  std::vector<PlatformType> in_force_;
};

/// The figures of cross-section of a platform in one of the cases.
PlatformType in_rcs_case(PlatformType type, int rcs_case);

AspectSector aspect_sector(double cosine);

}  // namespace cupola

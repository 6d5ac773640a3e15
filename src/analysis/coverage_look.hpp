#pragma once

#include <array>
#include <vector>

#include "earth/great_circle.hpp"
#include "scenario/scenario.hpp"
#include "sensing/look_batch.hpp"

namespace cupola {

/// A point of the air at which a target is asked for.
struct CoveragePoint {
  GroundPlace place;
  double height_msl_m = 0.0, height_agl_m = 0.0;
  Vec3 p_ecef_m, east, north;  ///< the place, and the directions there, earth-fixed
  bool asked = true;           ///< false: outside the terrain, or below ground
};

/// How likely does one look of a radar detect a target at a point?
/// Model      the look kernel of a run itself (sensing/look_task.hpp): a batch whose rows are points, each a
///            target that passes there level at the speed and heading asked for. A sector radar looks into
///            the sector it faces at the start; every radar is up
/// Returns    probability [0, 1]; 0 where the kernel would not look (range, elevation, sector) or, with a
///            declared horizon, behind it
/// Accurate   as the kernel: a run's share of detections at the point converges on it (test)
/// Random     none
/// Checked by tests/coverage_look.cpp
class CoverageLooks {
 public:
  /// `scenario` has one platform, the target, and must outlive it.
  CoverageLooks(const Scenario& scenario, const RadarSite& site);
  CoverageLooks(CoverageLooks&&) = default;

  struct Course {
    double speed_m_s = 0.0;
    bool towards_radar = true;
    double east = 0.0, north = 1.0;  ///< where to, else
  };
  /// Of points [0, count): `pd` and whether there is line of sight. `batch` is scratch
  /// for at least so many.
  void look(const CoveragePoint* points, std::size_t count, const Course& course, LookBatch& batch,
            double* pd, bool* in_sight) const;

  /// The same for a radar that has turned its array to each point: of those that `wanted` names, `pd` of the
  /// others 0. The array stands within 7.5 deg of the point, as its turns are counted: 0.1 dB at the most.
  void look_turned(const CoveragePoint* points, std::size_t count, const std::vector<char>& wanted,
                   const Course& course, LookBatch& batch, double* pd) const;

  /// The same of targets as they move, each as it is: `turned` or facing as at the start.
  void look(const Motion* motions, std::size_t count, bool turned, LookBatch& batch, double* pd) const;

  const RadarSite& site() const { return *model_.site; }
  double look_interval_s() const;

 private:
  Path::Segment passing(const CoveragePoint& point, const Course& course) const;
  bool facing(const LookBatch& batch, std::size_t row) const;
  std::size_t turn_towards(const Vec3& p_ecef_m) const;
  double seen_probability(const LookBatch& batch, std::size_t row) const;

  RadarModel model_;
  struct Normals {
    double of[kArrayMost][3];
  };
  std::vector<Normals> normals_;  // of the arrays, turned step by step all round
  double sector_cosine_ = -2.0, axis_east_ = 0.0, axis_north_ = 1.0;
};

}  // namespace cupola

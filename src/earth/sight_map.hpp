#pragma once

#include <memory>
#include <string>
#include <vector>

#include "earth/great_circle.hpp"
#include "earth/terrain.hpp"

namespace cupola {

/// An antenna over terrain, and how far it is asked about.
struct SightMapSite {
  GroundPlace place;
  double antenna_hae_m = 0.0, reach_m = 0.0;
  double k_factor = 4.0 / 3.0;
  double outside_hae_m = 0.0;  ///< height of the ground outside all tiles
};

/// From which height up does an antenna see, in every direction and at every range, and past which edge?
/// Model      the ground walked outwards along 3600 azimuths, bilinear between posts, in steps of half a post
///            or a 2000th of the range, over the sphere stretched by k (M10): the steepest post so far hides,
///            the ray past it is the least visible height. Where that post stands more than 5 m above the
///            reference level it is an edge to bend over; else it is the bulge of the earth. The reference
///            level is the lowest ground in view (but for a hundredth of it, where data err): over a sphere
///            there diffraction is that of a smooth earth. Azimuths are counted in quarters of a turn, even
///            in e / (|e| + |n|), ranges in steps of 100 m to 40 km and of 800 m beyond
/// Returns    heights in m above the ellipsoid
/// Holds for  reaches up to 600 km
/// Accurate   against the exact march on SRTM (tests): agrees on 99.5 % of places at 100 and 500 m above
/// ground,
///            at 2 m on 95 (the most exposed summit) to 99.9 %
/// Leaves out what stands on the ground
/// Random     none
/// Checked by tests/sight_map.cpp
class SightMap {
 public:
  static constexpr int kRowsPerQuarter = 900, kRows = 4 * kRowsPerQuarter + 1;
  static constexpr double kNearStep_m = 100.0, kNear_m = 40e3, kFarStep_m = 800.0;
  static constexpr double kOpen_m = -5e3;  ///< at the antenna's foot

  SightMap(const Terrain& terrain, const SightMapSite& site);

  /// Worked out by whoever asks first, then shared as long as somebody holds it.
  static std::shared_ptr<const SightMap> of(const Terrain& terrain, const SightMapSite& site);

  // Of the ground itself, on every fifth row and in rings of 500 m to 150 km.
  static constexpr int kGroundRowsPerQuarter = 180, kGroundRows = 4 * kGroundRowsPerQuarter + 1;
  static constexpr double kRing_m = 500.0, kGroundMost_m = 150e3;
  static constexpr float kHidden_ln = -40.0f;
  int rings() const { return rings_; }
  struct Ground {
    /// Natural logarithm of the mean sine of grazing over a ring, hidden ground counted as 0; kHidden_ln
    /// where all of it is. Its slope towards the antenna is in it.
    float ln_grazing = kHidden_ln;
    float slope =
        0.0f;  ///< apparent tangent of elevation of the ground in view, or of the edge that hides it
  };
  const std::vector<Ground>& ground() const { return ground_; }

  int columns() const { return columns_; }
  double range_m(int column) const;
  struct Sample {
    float least_hae_m = 0.0f;
    /// sqrt(d1 / (d2 (d1 + d2))), 1 / sqrt(m), of the edge: times sqrt(2 / wavelength) and by how far a
    /// target is too low it is the parameter of the knife edge (earth/knife_edge.hpp). d2 counts 200 m at the
    /// least. 0: no edge, but the bulge.
    float edge = 0.0f;
  };
  /// Rows of `columns()`, the first one north, clockwise, the last the first again.
  const std::vector<Sample>& samples() const { return samples_; }
  double reference_hae_m() const { return reference_hae_m_; }

  /// One place, as the kernels ask: bilinear.
  double least_hae_m(double east, double north, double range_m) const {
    return at(&Sample::least_hae_m, east, north, range_m);
  }
  double edge(double east, double north, double range_m) const {
    return at(&Sample::edge, east, north, range_m);
  }

  /// Is a target seen? `range_m`: along the ground.
  bool sees(double east, double north, double range_m, double hae_m) const {
    return hae_m >= least_hae_m(east, north, range_m);
  }

  static double quarters(double east, double north);  ///< [0, 4): 0 north, 1 east, 2 south, 3 west

 private:
  void find_reference(const Terrain& terrain, const SightMapSite& site);
  double at(float Sample::* what, double east, double north, double range_m) const;
  void walk(const Terrain& terrain, const SightMapSite& site, int row);

  /// Adds up what is in view of a ring.
  struct Ring {
    double grazing = 0.0, slope = 0.0;
    int posts = 0, seen = 0;
  };
  void close(Ring& ring, std::size_t at, double edge_slope);

  int columns_ = 0, rings_ = 0;
  double two_k_radius_m_ = 0.0;
  double step_least_m_ = 0.0, antenna_msl_m_ = 0.0, reference_msl_m_ = 0.0, reference_hae_m_ = 0.0,
         outside_msl_m_ = 0.0;
  std::vector<Sample> samples_;
  std::vector<Ground> ground_;
};

}  // namespace cupola

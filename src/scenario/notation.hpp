#pragma once

#include <string>
#include <string_view>

#include "catalogue/fields.hpp"
#include "core/time.hpp"
#include "earth/horizon.hpp"

/// Scalars of scenario files that have a notation of their own.
namespace cupola {

/// What a height is counted from: ground level, mean sea level, the ellipsoid.
enum class Datum { agl, msl, hae };

/// A height as a file writes it: `60 m agl`. A height never goes without its datum.
struct Height {
  double height_m = 0.0;
  Datum datum = Datum::agl;

  /// Above the ellipsoid, over the smooth earth of a scenario.
  double hae_m(const SmoothEarth& earth) const;
  /// The same over ground of its own height.
  double hae_m(const SmoothEarth& earth, double ground_hae_m) const;
};

/// M of N: hits needed in looks taken.
struct HitsOfLooks {
  int hits = 0, looks = 0;
};

/// Each reads a text and returns what is wrong with it, or nothing.
std::string read_height(std::string_view text, Height& height);
std::string read_instant(std::string_view text, Time& instant);  ///< ISO 8601, UTC
std::string read_hits_of_looks(std::string_view text, HitsOfLooks& rule);

void declare_height(FieldVisitor& v, const Field& field, Height& height);
void declare_instant(FieldVisitor& v, const Field& field, Time& instant);
void declare_hits_of_looks(FieldVisitor& v, const Field& field, HitsOfLooks& rule);

}  // namespace cupola

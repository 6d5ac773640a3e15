#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>

namespace cupola {

/// A number for one kind of named thing. Ids are ranks in the order of names, never the order of a file, so
/// that order by id means the same whatever else is in the scenario.
template <class Kind>
struct Id {
  std::uint32_t value = UINT32_MAX;

  constexpr bool valid() const { return value != UINT32_MAX; }
  constexpr std::size_t index() const { return value; }
  constexpr auto operator<=>(const Id&) const = default;
};

using RadarId = Id<struct RadarKind>;        ///< one radar (or other sensor) of the defence
using PostId = Id<struct PostKind>;          ///< one command post
using FireUnitId = Id<struct FireUnitKind>;  ///< one fire unit: a guidance radar with its launchers
using LauncherId = Id<struct LauncherKind>;  ///< one launcher
using PlatformId = Id<struct PlatformKind>;  ///< TRUTH: one aircraft, missile, drone, decoy of the scenario
using InterceptorId = Id<struct InterceptorKind>;  ///< one round in flight, in order of launch
using WeaponTypeId = Id<struct WeaponTypeKind>;    ///< one interceptor type of the catalogue
using AssetId = Id<struct AssetKind>;              ///< one defended asset

}  // namespace cupola

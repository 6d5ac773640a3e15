#pragma once

#include <cstdint>

#include "core/id.hpp"

namespace cupola {

/// A thing that can be struck, by its kind and its id of that kind: an asset, or an element of the defence. A passive
/// sensor counts as a radar, as in every message.
enum class GroundTargetKind : std::uint8_t { asset, radar, launcher, post };

struct GroundTarget {
  GroundTargetKind kind = GroundTargetKind::asset;
  std::uint32_t id = UINT32_MAX;  ///< as it is: invalid

  bool valid() const { return id != UINT32_MAX; }
  bool operator==(const GroundTarget&) const = default;
};

}  // namespace cupola
